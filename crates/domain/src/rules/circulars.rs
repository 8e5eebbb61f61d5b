//! 通报规则 as written in rule files.

use crate::rules::dated::{CIRCULAR, DatedRules};
use crate::rules::limits::{Bound, Tighter};
use crate::rules::table::Reading;
use crate::rules::{Source, SourcedLimit};

/// 通报规则.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CircularRule {
    /// 签收时限 of the units in the scope.
    pub receipt: SourcedLimit,
    /// 整改时限 of an item that names no day, and the longest there is.
    pub rectify: SourcedLimit,
    /// Source.
    pub source: Source,
}

/// Reads `[circular]`; none where the rules are silent.
pub(super) fn read<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<CircularRule> {
    let entry = rules.in_force(CIRCULAR, "", reading).pop()?;
    let duty = |key| {
        entry.required(key).and_then(|value| value.tightened(Tighter::Shorter, Bound::Always))
    };
    let receipt = duty("receipt");
    let rectify = duty("rectify");
    let source = entry.basis();
    entry.close_dated();
    Some(CircularRule { receipt: receipt?, rectify: rectify?, source: source? })
}
