//! Reading rule files.

use crate::rules::{Diagnostic, RuleFile, Rules};

#[allow(clippy::todo)]
pub(super) fn read(_files: &[RuleFile]) -> Result<Rules, Vec<Diagnostic>> {
    todo!()
}
