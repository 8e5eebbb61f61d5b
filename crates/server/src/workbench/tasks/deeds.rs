//! 督办动作. Everything that may be done with a task, each with a form; the institution is asked
//! beforehand whether it could be done now.

use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::UrgingLevel;
use xiaoneng_domain::task::{NotPermitted, TaskCommand, TaskRefusal};
use xiaoneng_domain::text::{TextDigest, Written};

use super::sheet::Sheet;
use super::{leading, pushing};
use crate::workbench::deeds::{Form, Reading};
use crate::workbench::form::Typed;
use crate::workbench::words::tasks::TaskWords;

/// 动作.
pub(super) trait TaskDeed: Sync {
    /// The end of its address.
    fn slug(&self) -> &'static str;

    /// What it is called.
    fn title(&self, w: TaskWords) -> &'static str;

    /// Whether somebody waits for it.
    fn is_first(&self) -> bool;

    /// Wishes of which one at least would be carried out; none where it has no place now.
    fn probes(&self, sheet: &Sheet<'_>) -> Vec<TaskCommand>;

    /// Its form.
    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form;

    /// What is wished; nothing where something is to be mended.
    fn wish(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Wish>;

    /// Whether 佐证 goes with it.
    fn takes_evidence(&self) -> bool {
        false
    }

    /// What is said once it is done.
    fn done(&self, w: TaskWords) -> &'static str;
}

/// The wish as it is made once the digests of what is attached are known.
pub(super) type FromEvidence = Box<dyn FnOnce(Vec<TextDigest>) -> TaskCommand + Send>;

/// 愿望, by how it is carried out.
pub(super) enum Wish {
    /// As it is.
    Plain(Box<TaskCommand>),
    /// 立项交办, with a number.
    Open,
    /// 催办, with a number.
    Urge(UrgingLevel, Written),
    /// With 佐证; the text beside it.
    WithEvidence(TextDigest, FromEvidence),
}

impl Wish {
    /// A wish as it is.
    pub(super) fn plain(command: impl Into<TaskCommand>) -> Self {
        Self::Plain(Box::new(command.into()))
    }

    /// The texts in it, by which the same form sent twice is known.
    pub(super) fn texts(&self) -> Vec<TextDigest> {
        match self {
            Self::Plain(command) => command.texts().iter().map(|text| text.digest()).collect(),
            Self::Open => Vec::new(),
            Self::Urge(_, demand) => vec![demand.digest()],
            Self::WithEvidence(text, _) => vec![*text],
        }
    }
}

/// All of them, in the order of a page.
pub(super) static DEEDS: [&dyn TaskDeed; 14] = [
    &pushing::Opening,
    &leading::Signing,
    &pushing::Reviewing,
    &pushing::Checking,
    &pushing::Deciding,
    &leading::AnsweringOrder,
    &leading::AnsweringAssist,
    &leading::Reporting,
    &leading::Progressing,
    &leading::Extending,
    &pushing::Urging,
    &pushing::Archiving,
    &pushing::FindingFalse,
    &pushing::Cancelling,
];

pub(super) fn find(slug: &str) -> Option<&'static dyn TaskDeed> {
    DEEDS.iter().copied().find(|deed| deed.slug() == slug)
}

/// 能不能办.
pub(super) enum May {
    /// It can be done.
    Now,
    /// It is not his to do, or has no place here.
    NotHis,
    /// He may not do it now, and why.
    NotNow(Refusal),
}

/// What an act is to the one who looks.
pub(super) fn may(deed: &dyn TaskDeed, sheet: &Sheet<'_>) -> May {
    let mut no = None;
    for probe in deed.probes(sheet) {
        match sheet.allows(probe) {
            Ok(()) => return May::Now,
            Err(refusal) => no = no.or(Some(refusal)),
        }
    }
    match no {
        None
        | Some(Refusal::Task(TaskRefusal::NotPermitted(
            NotPermitted::NotInTable { .. } | NotPermitted::Unseen,
        ))) => May::NotHis,
        Some(no) => May::NotNow(no),
    }
}
