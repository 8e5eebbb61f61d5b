//! 记忆. What is known of rules and organization, kept in memory.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use xiaoneng_domain::governance::Governance;
use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::Rules;
use xiaoneng_store::Head;

use crate::figures::KeptFigures;
use crate::rule_files::{self, RuleFilesError};

/// How many beginnings of stories are kept in memory.
const GISTS: usize = 20_000;

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

/// 姓名 of everybody who serves or served.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Names {
    known: Arc<BTreeMap<PersonId, Arc<str>>>,
}

impl Names {
    pub(crate) fn of_all(known: BTreeMap<PersonId, Arc<str>>) -> Self {
        Self { known: Arc::new(known) }
    }

    /// The name; the bare id where none is kept, so that a trail never has a hole.
    pub fn of<'a>(&'a self, person: &'a PersonId) -> &'a str {
        self.known.get(person).map_or(person.as_str(), |name| name)
    }

    /// The name; none where none is kept.
    pub fn find(&self, person: &PersonId) -> Option<&Arc<str>> {
        self.known.get(person)
    }
}

/// What is known, shared by all who act.
#[derive(Debug)]
pub(crate) struct Memory {
    known: RwLock<Known>,
    /// Whether what is known is all there is, as far as this process wrote.
    is_fresh: AtomicBool,
    /// Names of staff as the vault has them, and how often they were forgotten.
    names: RwLock<(u64, Option<Names>)>,
    figures: KeptFigures,
    /// 事由: how the stories begin, of matters that lists showed lately.
    gists: RwLock<HashMap<MatterNumber, Arc<str>>>,
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
        Ok(Self {
            known: RwLock::new(known),
            is_fresh: AtomicBool::new(false),
            names: RwLock::default(),
            figures: KeptFigures::default(),
            gists: RwLock::default(),
        })
    }

    /// Whether nothing was written to rules or organization since they were read. Where another
    /// process may write, this tells nothing.
    pub(crate) fn is_fresh(&self) -> bool {
        self.is_fresh.load(Ordering::Acquire)
    }

    /// What is there now is about to be read; what is written from here on makes it old again.
    pub(crate) fn about_to_read(&self) {
        self.is_fresh.store(true, Ordering::Release);
    }

    /// Rules or organization were written, or could not be read.
    pub(crate) fn note_change(&self) {
        self.is_fresh.store(false, Ordering::Release);
    }

    pub(crate) fn figures(&self) -> &KeptFigures {
        &self.figures
    }

    pub(crate) fn get(&self) -> Known {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set(&self, known: Known) {
        let mut kept = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let is_newer = known.organization_head.version() >= kept.organization_head.version()
            && known.governance_head.version() >= kept.governance_head.version();
        if is_newer {
            let is_same = known.organization_head.version() == kept.organization_head.version();
            *kept = known;
            if !is_same {
                self.forget_names();
            }
        }
    }

    /// The names as they are known, and under which count they may be kept.
    pub(crate) fn names(&self) -> (u64, Option<Names>) {
        self.names.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps names, unless one of them changed while they were read.
    pub(crate) fn keep_names(&self, edition: u64, names: Names) {
        let mut kept = self.names.write().unwrap_or_else(PoisonError::into_inner);
        if kept.0 == edition {
            kept.1 = Some(names);
        }
    }

    /// Somebody's name changed or was erased.
    pub(crate) fn forget_names(&self) {
        let mut kept = self.names.write().unwrap_or_else(PoisonError::into_inner);
        *kept = (kept.0 + 1, None);
    }

    /// How a story begins, if a list showed it lately.
    pub(crate) fn gist_of(&self, matter: &MatterNumber) -> Option<Arc<str>> {
        self.gists.read().unwrap_or_else(PoisonError::into_inner).get(matter).cloned()
    }

    pub(crate) fn keep_gist(&self, matter: &MatterNumber, gist: Arc<str>) {
        let mut gists = self.gists.write().unwrap_or_else(PoisonError::into_inner);
        if gists.len() >= GISTS {
            gists.clear();
        }
        gists.insert(matter.clone(), gist);
    }
}
