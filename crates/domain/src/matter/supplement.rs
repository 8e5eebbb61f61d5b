//! 补正. Everything that is missing is told at once; a second, different notice is a fault.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Pause};

use crate::decider::Context;
use crate::matter::acceptance::{not_accepted_by_silence, take_in};
use crate::matter::clock::{ClockChange, ClockName, ClockStart, PauseReason, start_plain};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::first_contact::NoticeForm;
use crate::matter::standing::said;
use crate::matter::suspension::{Suspension, may_be_paused, unrecorded_end};
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 补正.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Supplement {
    /// When it was asked.
    pub asked_at: Instant,
    /// 补正期限 of the citizen.
    pub supply_by: Instant,
    /// 暂定.
    pub is_provisional: bool,
    /// Whether the matter lapses when it does not come.
    pub is_lapsing: bool,
    /// When it came, or was no longer awaited.
    pub supplied_at: Option<Instant>,
}

impl Supplement {
    /// Whether it is still awaited.
    pub fn is_awaited(&self) -> bool {
        self.supplied_at.is_none()
    }
}

/// 告知补正.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskSupplement {
    /// What is missing, all of it.
    pub materials: Written,
    /// How it was told.
    pub form: NoticeForm,
    /// Why it must be asked again.
    pub occasion: SupplementOccasion,
}

/// 补正缘由.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplementOccasion {
    /// What was filed lacks something.
    Missing,
    /// 诉求人变更了请求.
    RequestChanged,
}

/// 补充材料. By the citizen, or at a counter for him.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Supply {
    /// What came.
    pub materials: Written,
}

/// 过错. A fault of procedure found by rule; a person judges it elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Which.
    pub kind: FaultKind,
    /// When.
    pub at: Instant,
}

/// 程序过错.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// 二次补正
    SecondSupplement,
}

/// 已告知补正.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SupplementAsked {
    /// What is missing.
    pub materials: TextDigest,
    /// How it was told.
    pub form: NoticeForm,
    /// Why.
    pub occasion: SupplementOccasion,
    /// 补正期限.
    pub supply_by: Instant,
    /// 暂定.
    pub is_provisional: bool,
    /// Whether the matter lapses when it does not come.
    pub is_lapsing: bool,
    /// The clocks that stand still meanwhile: acceptance before, completion after acceptance.
    pub changes: Vec<ClockChange>,
}

/// 已补充材料.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Supplied {
    /// What came.
    pub materials: TextDigest,
    /// Before acceptance: the acceptance clock begins anew.
    pub acceptance: Option<ClockStart>,
    /// After acceptance: the clocks that run again.
    pub changes: Vec<ClockChange>,
}

/// 发现程序过错.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FaultFound {
    /// Which.
    pub kind: FaultKind,
}

/// The listed ground under which waiting for the citizen stops a clock.
pub(crate) const GROUND: &str = "supplement";

impl Wish for AskSupplement {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.materials]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        said(&self.materials, "要补充的材料")?;
        if let Some(awaited) = matter.supplements.last().filter(|last| last.is_awaited()) {
            return Err(No::SupplementPending { until: awaited.supply_by });
        }
        not_accepted_by_silence(matter, cx)?;
        let mut draft = Draft::of(matter, cx);
        draft.push_some(unrecorded_end(matter, cx));
        take_in(&mut draft, cx)?;
        let matter_type = draft.state().matter_type(cx)?;
        let is_accepted = draft.state().acceptance.is_some();
        let pauses = matter_type.suspensions.iter().any(|code| code.as_str() == GROUND);
        if is_accepted && pauses {
            may_be_paused(draft.state(), cx)?;
        }
        let limit = draft.state().rulebook(cx).supplement_of(matter_type).citizen.limit;
        let due = cx.rules.calendar().due(cx.now, limit, &[]);
        let pause = Pause { from: cx.now, to: due.at };
        let changes = match pauses || !is_accepted {
            true => draft.state().suspended_clocks(cx, pause),
            false => Vec::new(),
        };
        let is_second = !matter.supplements.is_empty();
        draft.push(SupplementAsked {
            materials: self.materials.digest(),
            form: self.form,
            occasion: self.occasion,
            supply_by: due.at,
            is_provisional: due.is_provisional,
            is_lapsing: (pauses || !is_accepted) && !matter_type.is_safety,
            changes,
        });
        if is_second && self.occasion == SupplementOccasion::Missing {
            draft.push(FaultFound { kind: FaultKind::SecondSupplement });
        }
        draft.done()
    }
}

impl Happened for SupplementAsked {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.supplements.push(Supplement {
            asked_at: when.at,
            supply_by: self.supply_by,
            is_provisional: self.is_provisional,
            is_lapsing: self.is_lapsing,
            supplied_at: None,
        });
        matter.silence_terms.retain(|term| !term.is_acceptance());
        if !self.changes.is_empty() {
            matter.pause(PauseReason::Supplement, when.at, self.supply_by, &self.changes);
        }
    }
}

impl Wish for Supply {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.materials]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (_, responsible) = matter.in_hand()?;
        said(&self.materials, "补充的材料")?;
        let awaited = matter.supplements.last().filter(|last| last.is_awaited());
        let awaited = awaited.ok_or(No::NothingAsked)?;
        let matter_type = matter.matter_type(cx)?;
        let rule = matter.rulebook(cx).supplement_of(matter_type);
        let is_late = cx.now > awaited.supply_by && !awaited.is_provisional;
        if is_late && awaited.is_lapsing {
            let (until, clause) = (awaited.supply_by, rule.citizen.source.clone());
            return Err(No::SupplementTermPassed { until, clause });
        }
        let unit = &responsible.holder.unit;
        let acceptance = matter
            .acceptance
            .is_none()
            .then(|| start_plain(cx, ClockName::Acceptance, unit, cx.now, rule.notify.limit));
        let changes = match waits_for_citizen(matter, cx) {
            true => matter.resumed_clocks(cx, cx.now),
            false => Vec::new(),
        };
        let materials = self.materials.digest();
        Ok(vec![Supplied { materials, acceptance, changes }.into()])
    }
}

/// Whether the clocks stand still for the citizen now.
pub(crate) fn waits_for_citizen(matter: &Matter, cx: &Context<'_>) -> bool {
    matter.suspension(cx.now).is_some_and(|pause| pause.reason == PauseReason::Supplement)
}

impl Happened for Supplied {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        if let Some(last) = matter.supplements.last_mut() {
            last.supplied_at = Some(when.at);
        }
        let waits =
            |pause: &Suspension| !pause.has_ended && pause.reason == PauseReason::Supplement;
        if matter.suspensions.last().is_some_and(waits) {
            matter.resume(when.at, &self.changes);
        }
        matter.set_going(self.acceptance.as_slice());
    }
}

impl Happened for FaultFound {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.faults.push(Fault { kind: self.kind, at: when.at });
    }
}
