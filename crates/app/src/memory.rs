//! 记忆. What is known of rules and organization, kept in memory.

use std::sync::{Arc, PoisonError, RwLock};

use xiaoneng_domain::governance::Governance;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::Rules;
use xiaoneng_store::Head;

use crate::rule_files::{self, RuleFilesError};

/// What every decision rests on.
#[derive(Clone, Debug)]
pub struct Known {
    /// The rules by their dates of force.
    pub rules: Arc<Rules>,
    /// 组织.
    pub organization: Arc<Organization>,
    /// How the rules came into force.
    pub governance: Arc<Governance>,
    pub(crate) organization_head: Head,
    pub(crate) governance_head: Head,
}

/// What is known, shared by all who act.
#[derive(Debug)]
pub(crate) struct Memory {
    known: RwLock<Known>,
}

impl Memory {
    /// Before anything is read: the national rules shipped with the program, nobody anywhere.
    pub(crate) fn at_first() -> Result<Self, RuleFilesError> {
        let known = Known {
            rules: Arc::new(rule_files::read_national()?),
            organization: Arc::default(),
            governance: Arc::default(),
            organization_head: Head::EMPTY,
            governance_head: Head::EMPTY,
        };
        Ok(Self { known: RwLock::new(known) })
    }

    pub(crate) fn get(&self) -> Known {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set(&self, known: Known) {
        let mut kept = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let is_newer = known.organization_head.version() >= kept.organization_head.version()
            && known.governance_head.version() >= kept.governance_head.version();
        if is_newer {
            *kept = known;
        }
    }
}
