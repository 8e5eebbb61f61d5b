//! 五个不让. What stands against a member of staff in each of the five: counted from what is open on
//! his desk and from what was verified, each with the matter or the docket behind it.
//!
//! A private mirror: he sees it, and the head of his unit; the sum of a unit is the sum of its people.

use std::collections::BTreeSet;

use xiaoneng_calendar::{Calendar, Instant, TimeOfDay};

use crate::id::MatterNumber;
use crate::matter::{Chip, ClockName};
use crate::rules::{Fault, Rulebook, SupervisionRule, codes};
use crate::stream::StreamId;
use crate::views::{DeskRow, DocketRow, OfferRow, RatingRow, WaitingRow};

codes! {
    /// 五个不让 (domain.md 17.3).
    pub enum NeverLet {
        /// 布置的工作不在我这里延误
        Delay = "delay", "延误";
        /// 需要办理的事项不在我这里积压
        Backlog = "backlog", "积压";
        /// 各种过失不在我这里发生
        Fault = "fault", "差错";
        /// 来办事的群众不在我这里受到冷落
        Coldness = "coldness", "冷落";
        /// 党和政府的形象不在我这里受到影响
        Image = "image", "形象";
    }
}

/// 案 in which faults of his are final.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifiedCase {
    /// The case.
    pub stream: StreamId,
    /// Since when it is final.
    pub final_at: Instant,
    /// The faults that were found.
    pub faults: BTreeSet<Fault>,
}

/// 依据. All that is known of one member of staff and bears on the five.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Evidence {
    /// 在办 that he answers for, in the order in which they fall due.
    pub open: Vec<DeskRow>,
    /// 待签收 that he is to sign.
    pub offers: Vec<OfferRow>,
    /// 群众提问 on what he handles, not answered yet; due_at says when it was asked.
    pub questions: Vec<WaitingRow>,
    /// 督办 that he leads and that are open.
    pub tasks: Vec<DocketRow>,
    /// Ended cards charged to him.
    pub cards: Vec<DocketRow>,
    /// 评价 that say what was amiss with what he answered.
    pub ratings: Vec<RatingRow>,
    /// 追责案 that are final.
    pub cases: Vec<VerifiedCase>,
}

/// 背后的件.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Behind {
    /// A matter.
    Matter(MatterNumber),
    /// A card, a task or a case.
    Docket(StreamId),
}

/// 一笔. One thing that stands against him.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Mark {
    /// Which of the five.
    pub of: NeverLet,
    /// When it fell due, was verified or was said; of a backlog, when it falls due.
    pub at: Instant,
    /// What is behind it.
    pub behind: Behind,
}

/// 五个不让 of one member of staff; none where the rules are silent. Each matter counts once in each
/// of the five.
pub fn marks(
    evidence: &Evidence,
    rules: &Rulebook,
    calendar: &Calendar,
    now: Instant,
) -> Vec<Mark> {
    let Some(watching) = &rules.watching else { return Vec::new() };
    let rule = &watching.supervision;
    let since = verified_since(now, rule);
    let mut marks = BTreeSet::new();
    let mut put = |of: NeverLet, at: Instant, behind: Behind| {
        marks.insert(Mark { of, at, behind });
    };
    let matter = |number: &MatterNumber| Behind::Matter(number.clone());
    for row in evidence.open.iter().filter(|row| is_overdue(row, now)) {
        put(NeverLet::Delay, row.due_at, matter(&row.matter));
        if is_unsigned(row) {
            put(NeverLet::Backlog, row.due_at, matter(&row.matter));
        }
    }
    for row in &evidence.tasks {
        if let Some(due_at) = row.due_at.filter(|due_at| now > *due_at) {
            put(NeverLet::Delay, due_at, Behind::Docket(row.stream.clone()));
        }
    }
    for offer in evidence.offers.iter().filter(|offer| now > offer.sign_by) {
        put(NeverLet::Backlog, offer.sign_by, matter(&offer.matter));
    }
    // Beyond the number, those that fall due last: they are what lies there.
    let most = usize::try_from(rule.backlog_matters).unwrap_or(usize::MAX);
    let running = evidence.open.iter().filter(|row| !row.is_suspended);
    for row in running.skip(most) {
        put(NeverLet::Backlog, row.due_at, matter(&row.matter));
    }
    for card in evidence.cards.iter().filter(|card| card.state == "final") {
        if let Some(ended_at) = card.ended_at.filter(|ended_at| *ended_at >= since) {
            put(NeverLet::Fault, ended_at, Behind::Docket(card.stream.clone()));
        }
    }
    for question in &evidence.questions {
        let due = calendar.due(question.due_at, rule.question_within.limit, &[]);
        if now > due.at && !due.is_provisional {
            put(NeverLet::Coldness, due.at, matter(&question.matter));
        }
    }
    for rating in evidence.ratings.iter().filter(|rating| rating.rated_at >= since) {
        if rating.chips.split(' ').any(|chip| chip == Chip::BadAttitude.code()) {
            put(NeverLet::Coldness, rating.rated_at, matter(&rating.matter));
        }
    }
    for case in evidence.cases.iter().filter(|case| case.final_at >= since) {
        let faults = case.faults.iter().filter_map(|fault| {
            let known = rules.accountability.as_ref()?.faults.get(fault)?;
            Some(known.never_let)
        });
        for of in faults.collect::<BTreeSet<_>>() {
            put(of, case.final_at, Behind::Docket(case.stream.clone()));
        }
    }
    once_each(marks)
}

/// From when on what was verified still stands.
pub fn verified_since(now: Instant, rule: &SupervisionRule) -> Instant {
    let days = i32::try_from(rule.mirror_days).unwrap_or(i32::MAX);
    Instant::at(now.date().plus_days(-days), TimeOfDay::MIDNIGHT)
}

fn is_overdue(row: &DeskRow, now: Instant) -> bool {
    now > row.due_at && !row.is_provisional && !row.is_suspended
}

/// What came to him and was never signed for.
fn is_unsigned(row: &DeskRow) -> bool {
    matches!(row.clock.parse(), Ok(ClockName::Signing(_)))
}

/// The earliest of each thing in each of the five.
fn once_each(marks: BTreeSet<Mark>) -> Vec<Mark> {
    let mut seen = BTreeSet::new();
    marks.into_iter().filter(|mark| seen.insert((mark.of, mark.behind.clone()))).collect()
}
