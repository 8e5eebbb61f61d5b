//! 防报复. Whoever works here and ticked it is watched over: what befalls him is shown to the
//! investigators, and blocks nothing (decisions E33).

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::complaint::draft::{Decided, Happened, When, Wish};
use crate::complaint::investigation::acting;
use crate::complaint::wording::said;
use crate::complaint::{Complaint, ComplaintRefusal as No, Part, Stage, parts};
use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::text::{TextDigest, Written};

/// 提示疑似报复. By the system, where the keyed id of somebody moved, dismissed or stripped of a post
/// is the one kept with the complaint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuspectRetaliation {
    /// What befell him.
    pub what: AdverseEvent,
    /// When.
    pub happened_at: Instant,
}

/// 核查疑似报复.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckSuspicion {
    /// Which.
    pub suspicion: u32,
    /// What came of it.
    pub outcome: SuspicionOutcome,
    /// In words.
    pub text: Written,
}

/// 不利人事变动.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdverseEvent {
    /// 调离
    Moved,
    /// 免去岗位或职务
    PostVacated,
    /// 取消角色
    RolesTaken,
    /// 离职
    Left,
    /// 被立案追责
    CaseOpened,
}

/// 核查结果.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspicionOutcome {
    /// 与投诉无关
    Unrelated,
    /// 属于打击报复: a fault of its own (F15).
    Retaliation,
}

/// 疑似报复 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suspicion {
    /// 1, 2, 3 … within the complaint.
    pub ordinal: u32,
    /// What befell him.
    pub what: AdverseEvent,
    /// When.
    pub happened_at: Instant,
    /// What came of the check.
    pub outcome: Option<SuspicionOutcome>,
    /// In words.
    pub text: Option<TextDigest>,
    /// Who checked.
    pub checked_by: Option<PersonId>,
}

/// 已提示疑似报复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RetaliationSuspected {
    /// 1, 2, 3 … within the complaint.
    pub suspicion: u32,
    /// What befell him.
    pub what: AdverseEvent,
    /// When.
    pub happened_at: Instant,
}

/// 疑似报复已核查.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SuspicionChecked {
    /// Which.
    pub suspicion: u32,
    /// What came of it.
    pub outcome: SuspicionOutcome,
    /// In words.
    pub text: TextDigest,
    /// Who checked.
    pub by: PersonId,
}

/// When the watch ends, reckoned from now; none where he did not ask for it.
pub(super) fn watch_until(complaint: &Complaint, cx: &Context<'_>) -> Result<Option<Instant>, No> {
    let asked = complaint.filing.as_ref().and_then(|filing| filing.works_here);
    match asked {
        None => Ok(None),
        Some(_) => {
            let limit = complaint.rule(cx)?.watch.limit;
            Ok(Some(cx.rules.calendar().due(cx.now, limit, &[]).at))
        }
    }
}

/// 防报复关注. The digest of the keyed id to look for, from filing until the watch ends; none where
/// there is nothing to watch.
pub fn watches(complaint: &Complaint, now: Instant) -> Option<TextDigest> {
    let is_over = complaint.stage == Stage::Transferred
        || complaint.watch_until.is_some_and(|until| until <= now);
    let asked = complaint.filing.as_ref().and_then(|filing| filing.works_here);
    asked.filter(|_| !is_over)
}

/// Suspicions are the investigators' alone.
pub fn suspicions_seen<'a>(cx: &Context<'_>, complaint: &'a Complaint) -> &'a [Suspicion] {
    match parts(cx, complaint).contains(&Part::Investigator) {
        true => &complaint.suspicions,
        false => &[],
    }
}

impl Wish for SuspectRetaliation {
    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        if watches(complaint, cx.now).is_none() {
            return Err(No::NotWatched);
        }
        let is_known =
            |known: &Suspicion| known.what == self.what && known.happened_at == self.happened_at;
        if complaint.suspicions.iter().any(is_known) {
            return Ok(Vec::new());
        }
        let suspicion = next_ordinal(complaint.suspicions.len());
        let (what, happened_at) = (self.what, self.happened_at);
        Ok(vec![RetaliationSuspected { suspicion, what, happened_at }.into()])
    }
}

impl Happened for RetaliationSuspected {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        complaint.suspicions.push(Suspicion {
            ordinal: self.suspicion,
            what: self.what,
            happened_at: self.happened_at,
            outcome: None,
            text: None,
            checked_by: None,
        });
    }
}

impl Wish for CheckSuspicion {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        said(&self.text, "核查情况")?;
        let mut open = complaint.suspicions.iter().filter(|one| one.outcome.is_none());
        if !open.any(|one| one.ordinal == self.suspicion) {
            return Err(No::NoSuchSuspicion { suspicion: self.suspicion });
        }
        let (suspicion, outcome, text) = (self.suspicion, self.outcome, self.text.digest());
        Ok(vec![SuspicionChecked { suspicion, outcome, text, by: acting(cx)? }.into()])
    }
}

impl Happened for SuspicionChecked {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        let mut suspicions = complaint.suspicions.iter_mut();
        if let Some(one) = suspicions.find(|one| one.ordinal == self.suspicion) {
            one.outcome = Some(self.outcome);
            one.text = Some(self.text);
            one.checked_by = Some(self.by.clone());
        }
    }
}
