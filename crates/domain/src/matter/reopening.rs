//! 复核. The citizen does not agree: another person looks again, with a clock of its own; the
//! first result stays counted.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::matter::acceptance::{Acceptance, AcceptedBy};
use crate::matter::clock::{Clock, ClockName, ClockStart, start_plain};
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::ending::Ended;
use crate::matter::handling::Mode;
use crate::matter::opening::completion_clock;
use crate::matter::publication::PublishedPart;
use crate::matter::responsibility::Holder;
use crate::matter::result::MatterResult;
use crate::matter::standing::{find_type, may_hold, said};
use crate::matter::{Matter, MatterRefusal as No, UnitName};
use crate::text::{TextDigest, Written};

/// 前一轮. What was decided before the matter was opened again; it stays counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Round {
    /// Its clocks.
    pub clocks: Vec<Clock>,
    /// Its result.
    pub result: Option<MatterResult>,
    /// When that was delivered.
    pub delivered_at: Option<Instant>,
    /// How it ended.
    pub ended: Ended,
}

/// 申请复核.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestReview {
    /// Why.
    pub reason: Written,
}

/// 已重新办理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reopened {
    /// The round that begins, from 2.
    pub round: u32,
    /// Why.
    pub reason: TextDigest,
    /// 当前责任人 from this instant: not the one who decided before.
    pub responsible: Holder,
    /// The clocks that run from now.
    pub clocks: Vec<ClockStart>,
    /// The rules in force.
    pub rules: TextDigest,
}

impl Wish for RequestReview {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let filing = matter.filing.as_ref().ok_or(No::NoSuchMatter)?;
        if matter.history.is_some() {
            return Err(No::OnlyHistory);
        }
        said(&self.reason, "不认可的原因")?;
        let is_answered = matter.ended.as_ref().is_some_and(|ended| ended.ending.is_answer());
        let until = matter.review_until.filter(|_| is_answered).ok_or(No::NothingToReview)?;
        let matter_type = matter.matter_type(cx)?;
        if cx.now > until {
            let clause = matter.rulebook(cx).review_of(matter_type).source.clone();
            return Err(No::ReviewTermPassed { until, remedy: matter_type.remedy.clone(), clause });
        }
        let responsible = another_person(matter, cx)?;
        let today =
            find_type(cx.rules.on(cx.now.date()), &filing.matter_type).unwrap_or(matter_type);
        let unit = &responsible.unit;
        let first = today.first_response.limit;
        let clocks = vec![
            start_plain(cx, ClockName::FirstResponse, unit, cx.now, first),
            completion_clock(cx, today, unit, cx.now),
        ];
        let round = next_ordinal(matter.rounds.len()).saturating_add(1);
        let (reason, rules) = (self.reason.digest(), cx.rules.digest());
        Ok(vec![Reopened { round, reason, responsible, clocks, rules }.into()])
    }
}

/// 另一人: the head of the unit that handled it, or the next above; never the one who decided.
fn another_person(matter: &Matter, cx: &Context<'_>) -> Result<Holder, No> {
    let last = matter.holdings.last().map(|holding| &holding.holder);
    let last = last.ok_or(No::NothingToReview)?;
    let decided_by = matter.result.as_ref().and_then(|result| result.decided_by.as_ref());
    let organization = cx.organization;
    let unit = organization.heir_of(&last.unit);
    let may_answer = |person: &PersonId| {
        let holder = Holder { person: person.clone(), unit: unit.clone() };
        may_hold(cx, matter.concerned(), &holder)
    };
    let is_other = |person: &&PersonId| {
        Some(*person) != decided_by && **person != last.person && may_answer(person)
    };
    let decider = decided_by.unwrap_or(&last.person);
    let found = organization
        .head_of(unit)
        .filter(is_other)
        .or_else(|| organization.leader_in_charge(unit).filter(is_other))
        .or_else(|| organization.head_but(unit, decider).filter(is_other))
        .or_else(|| organization.director().filter(is_other))
        .or_else(|| {
            let mut heads = organization.open_units().filter_map(|unit| unit.head.as_ref());
            heads.find(is_other)
        });
    let missing = || No::NobodyThere { unit: UnitName::of(cx, unit) };
    let person = found.ok_or_else(missing)?.clone();
    Ok(Holder { person, unit: unit.clone() })
}

impl Happened for Reopened {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        if let Some(ended) = matter.ended.take() {
            matter.rounds.push(Round {
                clocks: std::mem::take(&mut matter.clocks).into_values().collect(),
                result: matter.result.take(),
                delivered_at: matter.delivered_at.take(),
                ended,
            });
        }
        matter.review_until = None;
        matter.first_response_at = None;
        matter.question_at = None;
        matter.failed_deliveries.clear();
        matter.returns = 0;
        matter.ruling = None;
        matter.published.remove(&PublishedPart::Result);
        matter.modes.remove(&Mode::FollowUp);
        let (at, effective_from) = (when.at, when.at);
        let (by, rules) = (AcceptedBy::Review, self.rules);
        matter.acceptance = Some(Acceptance { at, effective_from, by, rules });
        matter.begin_holding(self.responsible.clone(), None, when.at);
        matter.set_going(&self.clocks);
    }
}
