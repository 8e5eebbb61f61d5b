//! 结果. “没有办法” is not one: a refusal has its basis, tells what else can be done, and its remedy.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::{Actor, Context};
use crate::id::PersonId;
use crate::matter::acceptance::{must_be_accepted, not_accepted_by_silence};
use crate::matter::answer::no_empty_answer;
use crate::matter::clock::{ClockName, ClockStart, StopReason, start_plain};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::first_contact::{CompetentUnit, CompetentUnitOnRecord, check_duty};
use crate::matter::hand_over::lacking;
use crate::matter::handling::may_be_completed;
use crate::matter::requests::RequestState;
use crate::matter::ruling::no_dispute;
use crate::matter::standing::{said, says};
use crate::matter::suspension::resumed_now;
use crate::matter::{Matter, MatterRefusal as No, UnitName};
use crate::rules::DutyElement;
use crate::text::{TextDigest, Written};

/// 不能办的理由. Coded; “没有办法” is not among them.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalGround {
    /// 法律法规不允许
    ForbiddenByLaw,
    /// 不符合规定条件
    ConditionsNotMet,
    /// 经查情况不实
    NotEstablished,
    /// 已有生效处理且无新的事实理由
    AlreadyDecided,
    /// 应通过诉讼、仲裁、复议等法定途径
    LegalChannel,
    /// 损害他人合法权益
    RightsOfOthers,
}

/// 不能办的交代: what every refusal owes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RefusalAccount {
    /// 理由.
    pub ground: RefusalGround,
    /// 法律依据.
    pub legal_basis: Option<Written>,
    /// 还可以怎么办.
    pub alternative: Option<Written>,
    /// 救济途径.
    pub remedy: Option<Written>,
}

/// 结果.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// 已解决
    Resolved,
    /// 不能办
    CannotBeDone(RefusalAccount),
    /// 不予受理, before acceptance.
    Declined(RefusalAccount),
    /// 不属职责: the competent unit outside the tree, with its contact.
    NotOurs(CompetentUnit),
}

/// 作出结果. The matter stays open until it is delivered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GiveResult {
    /// Which.
    pub outcome: Outcome,
    /// In plain words, as the citizen reads it.
    pub text: Written,
}

/// 结果 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatterResult {
    /// Which.
    pub outcome: OutcomeOnRecord,
    /// The text.
    pub text: TextDigest,
    /// When it was decided.
    pub decided_at: Instant,
    /// By whom.
    pub decided_by: Option<PersonId>,
}

/// 结果 as the ledger holds it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeOnRecord {
    /// 已解决
    Resolved,
    /// 不能办
    CannotBeDone(RefusalOnRecord),
    /// 不予受理
    Declined(RefusalOnRecord),
    /// 不属职责
    NotOurs(CompetentUnitOnRecord),
}

/// 不能办的交代 as the ledger holds it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RefusalOnRecord {
    /// 理由.
    pub ground: RefusalGround,
    /// 法律依据.
    pub legal_basis: TextDigest,
    /// 还可以怎么办.
    pub alternative: TextDigest,
    /// 救济途径.
    pub remedy: TextDigest,
}

/// 结果已作出.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResultDecided {
    /// Which.
    pub outcome: OutcomeOnRecord,
    /// The text.
    pub text: TextDigest,
    /// The rules in force.
    pub rules: TextDigest,
    /// 送达计时, where a law limits it; 办结 stops then.
    pub delivery: Option<ClockStart>,
}

impl Outcome {
    /// The texts in it.
    fn texts(&self) -> Vec<&Written> {
        match self {
            Self::Resolved => Vec::new(),
            Self::CannotBeDone(account) | Self::Declined(account) => {
                let texts = [&account.legal_basis, &account.alternative, &account.remedy];
                texts.into_iter().flatten().collect()
            }
            Self::NotOurs(unit) => vec![&unit.name, &unit.contact],
        }
    }
}

impl Wish for GiveResult {
    fn texts(&self) -> Vec<&Written> {
        std::iter::once(&self.text).chain(self.outcome.texts()).collect()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let mut draft = Draft::of(matter, cx);
        decide(&mut draft, cx, &self)?;
        draft.done()
    }
}

/// 作出结果. Whatever must be done before is done, or the no says what is missing.
pub(crate) fn decide(draft: &mut Draft<'_>, cx: &Context<'_>, wish: &GiveResult) -> Result<(), No> {
    draft.state().in_hand()?;
    said(&wish.text, "结果")?;
    no_empty_answer(cx, &wish.text)?;
    nothing_pending(draft.state(), cx)?;
    match &wish.outcome {
        Outcome::Resolved | Outcome::CannotBeDone(_) => {
            must_be_accepted(draft, cx)?;
            may_be_completed(draft.state(), cx)?;
        }
        Outcome::Declined(_) if draft.state().acceptance.is_some() => {
            return Err(No::DeclinedTooLate);
        }
        Outcome::Declined(_) => not_accepted_by_silence(draft.state(), cx)?,
        Outcome::NotOurs(_) => {}
    }
    let outcome = on_record(cx, &wish.outcome)?;
    check_duty_at_end(draft.state(), cx)?;
    if draft.state().is_suspended(cx.now) {
        draft.push(resumed_now(draft.state(), cx));
    }
    let delivery = delivery_clock(draft.state(), cx)?;
    let (text, rules) = (wish.text.digest(), cx.rules.digest());
    draft.push(ResultDecided { outcome, text, rules, delivery });
    Ok(())
}

/// No hand-over, ruling, assistance or question waits.
fn nothing_pending(matter: &Matter, cx: &Context<'_>) -> Result<(), No> {
    no_dispute(matter, cx)?;
    if let Some(open) = matter.open_offer() {
        let unit = UnitName::of(cx, &open.to.unit);
        return Err(No::OfferPending { offer: open.ordinal, unit });
    }
    let open = matter.assists.iter().filter(|assist| assist.is_open());
    let units: Vec<UnitName> = open.map(|assist| UnitName::of(cx, &assist.unit)).collect();
    if !units.is_empty() {
        return Err(No::AssistsOpen { units });
    }
    match matter.question_at {
        Some(asked_at) => Err(No::QuestionUnanswered { asked_at }),
        None => Ok(()),
    }
}

/// 首问义务 stands on record by the end; what was done since counts.
fn check_duty_at_end(matter: &Matter, cx: &Context<'_>) -> Result<(), No> {
    let Some(first_contact) = &matter.first_contact else {
        return Ok(());
    };
    let mut elements = first_contact.elements.clone();
    elements.insert(DutyElement::ResultGiven);
    if !matter.offers.is_empty() {
        elements.insert(DutyElement::HandOver);
    }
    if !matter.assists.is_empty() {
        elements.insert(DutyElement::LeadNamed);
    }
    check_duty(cx, first_contact.situation, &elements)
}

/// The outcome as the ledger holds it, once it says all it owes.
fn on_record(cx: &Context<'_>, outcome: &Outcome) -> Result<OutcomeOnRecord, No> {
    match outcome {
        Outcome::Resolved => Ok(OutcomeOnRecord::Resolved),
        Outcome::CannotBeDone(account) => Ok(OutcomeOnRecord::CannotBeDone(account.on_record(cx)?)),
        Outcome::Declined(account) => Ok(OutcomeOnRecord::Declined(account.on_record(cx)?)),
        Outcome::NotOurs(unit) => {
            check_competent(cx, unit)?;
            Ok(OutcomeOnRecord::NotOurs(unit.on_record()))
        }
    }
}

impl RefusalAccount {
    fn on_record(&self, cx: &Context<'_>) -> Result<RefusalOnRecord, No> {
        let owed = [
            ("法律依据", says(self.legal_basis.as_ref())),
            ("还可以怎么办", says(self.alternative.as_ref())),
            ("救济途径", says(self.remedy.as_ref())),
        ];
        let (Some(legal_basis), Some(alternative), Some(remedy), true) =
            (&self.legal_basis, &self.alternative, &self.remedy, lacking(&owed).is_empty())
        else {
            return Err(No::RefusalUnaccounted { missing: lacking(&owed) });
        };
        no_empty_answer(cx, alternative)?;
        Ok(RefusalOnRecord {
            ground: self.ground,
            legal_basis: legal_basis.digest(),
            alternative: alternative.digest(),
            remedy: remedy.digest(),
        })
    }
}

/// 不属职责: the unit is named with its contact, and is none of ours (decisions B20).
fn check_competent(cx: &Context<'_>, named: &CompetentUnit) -> Result<(), No> {
    let owed = [("该找哪个单位", !named.name.is_blank()), ("联系方式", !named.contact.is_blank())];
    let missing = lacking(&owed);
    if !missing.is_empty() {
        return Err(No::CompetentUnitMissing { missing });
    }
    let by_name = named.name.body().trim();
    let ours = cx
        .organization
        .open_units()
        .find(|unit| named.unit.as_ref() == Some(&unit.id) || unit.name == by_name);
    match ours {
        Some(unit) => Err(No::CompetentUnitIsOurs { unit: UnitName::of(cx, &unit.id) }),
        None => Ok(()),
    }
}

/// 送达计时, only where a law gives one for the decision (decisions B18). Before acceptance the clock
/// of acceptance runs on until the citizen is told.
fn delivery_clock(matter: &Matter, cx: &Context<'_>) -> Result<Option<ClockStart>, No> {
    let (_, responsible) = matter.held()?;
    let by_law = matter.matter_type(cx)?.delivery.as_ref().filter(|_| matter.acceptance.is_some());
    let limit = by_law.map(|delivery| delivery.limit);
    let unit = &responsible.holder.unit;
    Ok(limit.map(|limit| start_plain(cx, ClockName::Delivery, unit, cx.now, limit)))
}

impl Happened for ResultDecided {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.result = Some(MatterResult {
            outcome: self.outcome.clone(),
            text: self.text,
            decided_at: when.at,
            decided_by: match when.by {
                Actor::Staff(person) => Some(person.clone()),
                Actor::System | Actor::Citizen(_) => None,
            },
        });
        let steps: Vec<ClockName> = matter
            .open_clocks()
            .map(|clock| clock.name)
            .filter(|name| matches!(name, ClockName::Step(_)))
            .collect();
        for name in steps.into_iter().chain([ClockName::FirstAction, ClockName::Signing(0)]) {
            matter.stop(name, when.at, StopReason::Met);
        }
        if let Some(awaited) = matter.supplements.last_mut().filter(|last| last.is_awaited()) {
            awaited.supplied_at = Some(when.at);
        }
        matter.silence_terms.clear();
        for request in matter.open_requests_mut() {
            *request = RequestState::Lapsed;
        }
        if self.delivery.is_some() {
            matter.stop(ClockName::Completion, when.at, StopReason::Met);
        }
        matter.set_going(self.delivery.as_slice());
    }
}
