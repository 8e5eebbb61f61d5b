//! 到点. What happens to a card because time passes: the statement's term runs out, a decision is
//! overdue and goes up, the card becomes final.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Limit};

use crate::authority::is_recused_from;
use crate::card::bodies::Decided;
use crate::card::drafting::card_rule;
use crate::card::statement::decision_term;
use crate::card::{
    BecameFinal, Bench, Card, CardEvent, CardRefusal as No, Seat, StatementTermPassed, Term,
};
use crate::decider::{Actor, Context};
use crate::id::{PersonId, UnitId};
use crate::rules::CardRule;

/// 时间流逝. By the system: everything that fell due by now, each once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeepCardTime {}

/// 重算期限. By the system, when a holiday notice was entered: estimates become dates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReprojectCard {}

/// 等哪一个决定.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardStage {
    /// 签发或不予签发
    Decision,
    /// 申诉决定
    Appeal,
}

/// 报到哪一级.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverdueRung {
    /// 决定机构的负责人
    HeadOfBench,
    /// 局长
    Director,
}

/// 逾期未决 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overdue {
    /// Which decision.
    pub stage: CardStage,
    /// To which rung it went.
    pub rung: OverdueRung,
    /// To whom; none where nobody but the person charged is left.
    pub recipient: Option<PersonId>,
    /// When it was raised.
    pub at: Instant,
    /// When the next rung is told; none after the last.
    pub pass_up_by: Option<Term>,
}

/// 逾期未决.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DecisionOverdue {
    /// Which decision.
    pub stage: CardStage,
    /// To which rung it goes.
    pub rung: OverdueRung,
    /// To whom.
    pub recipient: Option<PersonId>,
    /// When it fell due.
    pub fell_due_at: Instant,
    /// When the next rung is told; none after the last.
    pub pass_up_by: Option<Term>,
}

/// 期限已重算. What is absent stays as it was.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct TermsReprojected {
    /// 陈述期限.
    pub state_by: Option<Term>,
    /// 决定期限.
    pub decide_by: Option<Term>,
    /// 申诉期限.
    pub appeal_by: Option<Term>,
    /// 申诉决定期限.
    pub decide_appeal_by: Option<Term>,
    /// 报上一级的时间.
    pub pass_up_by: Option<Term>,
}

/// 到点的事.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Timer {
    StatementPasses,
    BecomesFinal,
    Overdue(CardStage, OverdueRung),
}

/// 下一次到点. When the heartbeat must look at the card next; none where nothing waits.
pub fn next_due_at(card: &Card) -> Option<Instant> {
    next_timer(card).map(|(at, _)| at)
}

fn next_timer(card: &Card) -> Option<(Instant, Timer)> {
    card.draft.as_ref()?;
    let passes = card
        .telling
        .as_ref()
        .filter(|_| card.is_undecided() && card.decide_by.is_none())
        .and_then(|telling| telling.state_by.falls_due_at())
        .map(|at| (at, Timer::StatementPasses));
    let is_served = card.appeal.is_none() && !card.is_withdrawn() && !card.is_final();
    let is_final = card
        .service
        .as_ref()
        .filter(|_| is_served)
        .and_then(|service| service.appeal_by.falls_due_at())
        .map(|at| (at, Timer::BecomesFinal));
    let decision = card.decide_by.filter(|_| card.is_undecided());
    let decision = decision.and_then(|term| card.overdue_timer(CardStage::Decision, term));
    let appeal = card.appeal.as_ref().filter(|_| card.is_appeal_open() && !card.is_withdrawn());
    let appeal = appeal.and_then(|appeal| card.overdue_timer(CardStage::Appeal, appeal.decide_by));
    [passes, is_final, decision, appeal].into_iter().flatten().min()
}

impl Card {
    fn overdue_timer(&self, stage: CardStage, term: Term) -> Option<(Instant, Timer)> {
        let (at, rung) = match self.overdue.iter().rfind(|overdue| overdue.stage == stage) {
            None => (term.falls_due_at()?, OverdueRung::HeadOfBench),
            Some(last) => (last.pass_up_by?.falls_due_at()?, OverdueRung::Director),
        };
        Some((at, Timer::Overdue(stage, rung)))
    }
}

impl KeepCardTime {
    /// In the order of time; what one does may bring the next.
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        let mut after = card.clone();
        let mut events = Vec::new();
        while let Some((at, timer)) = next_timer(&after).filter(|(at, _)| *at <= cx.now) {
            let event = fire(&after, cx, at, timer)?;
            event.remember(&mut after, cx.now);
            events.push(event);
        }
        Ok(events)
    }
}

fn fire(card: &Card, cx: &Context<'_>, at: Instant, timer: Timer) -> Result<CardEvent, No> {
    Ok(match timer {
        Timer::StatementPasses => {
            let decide_by = decision_term(card, cx)?;
            StatementTermPassed { fell_due_at: at, decide_by }.into()
        }
        Timer::BecomesFinal => BecameFinal { effective_from: at }.into(),
        Timer::Overdue(stage, rung) => {
            let limit = card_rule(card, cx)?.pass_up.limit;
            let pass_up_by = match rung {
                OverdueRung::HeadOfBench => Some(Term::of(cx, cx.now, limit)),
                OverdueRung::Director => None,
            };
            let recipient = card.told_of_delay(cx, stage, rung);
            let fell_due_at = at;
            DecisionOverdue { stage, rung, recipient, fell_due_at, pass_up_by }.into()
        }
    })
}

impl Card {
    /// 逾期报给谁: the head of the bench, then 局长; never the person charged or one who may not know,
    /// nobody twice.
    fn told_of_delay(
        &self,
        cx: &Context<'_>,
        stage: CardStage,
        rung: OverdueRung,
    ) -> Option<PersonId> {
        let organization = cx.organization;
        let facts = &self.draft.as_ref()?.facts;
        let may_know = |person: &PersonId| {
            let actor = Actor::Staff(person.clone());
            let is_recused = |unit: &UnitId| is_recused_from(organization, &actor, unit);
            facts.person != *person && !facts.concerned.as_ref().is_some_and(is_recused)
        };
        let seat = match stage {
            CardStage::Decision => crate::card::decision_seat(self, organization, cx.now),
            CardStage::Appeal => crate::card::appeal_seat(self, organization, cx.now),
        };
        let of_bench = seat.and_then(|seat: Seat| {
            let head = seat.unit.as_ref().and_then(|unit| organization.head_of(unit)).cloned();
            head.or(seat.person)
        });
        let director = organization.director().cloned();
        let others = [Bench::OtherLeader, Bench::EfficacyOffice].into_iter().flat_map(|bench| {
            let staff = organization.persons.values().filter(|staff| !staff.has_left);
            staff.filter(move |staff| bench.has(organization, staff))
        });
        let first = match rung {
            OverdueRung::HeadOfBench => of_bench,
            OverdueRung::Director => director.clone(),
        };
        let is_told = |person: &PersonId| {
            let mut told = self.overdue.iter().filter(|overdue| overdue.stage == stage);
            told.any(|overdue| overdue.recipient.as_ref() == Some(person))
        };
        first
            .into_iter()
            .chain(director)
            .chain(others.map(|staff| staff.id.clone()))
            .find(|person| may_know(person) && !is_told(person))
    }
}

impl ReprojectCard {
    pub(super) fn decide(self, card: &Card, cx: &Context<'_>) -> Decided {
        let rule = card_rule(card, cx)?;
        let anew = |term: Term, start: Instant, limit: fn(&CardRule) -> Limit| {
            let found = Term::of(cx, start, limit(rule));
            (term.is_provisional && found != term).then_some(found)
        };
        // What a person was told as his own time never becomes shorter.
        let kept = |term: Term, start: Instant, limit: fn(&CardRule) -> Limit| {
            let found = anew(term, start, limit)?;
            Some(Term { until: found.until.max(term.until), ..found })
        };
        let telling = card.telling.as_ref().filter(|_| card.is_undecided());
        let service = card.service.as_ref().filter(|_| card.appeal.is_none() && !card.is_final());
        let appeal = card.appeal.as_ref().filter(|_| card.is_appeal_open());
        let since = card.decidable_at.filter(|_| card.is_undecided());
        let overdue = card.overdue.last().and_then(|last| Some((last.pass_up_by?, last.at)));
        let changed = TermsReprojected {
            state_by: telling.and_then(|told| kept(told.state_by, told.at, |r| r.statement.limit)),
            decide_by: card
                .decide_by
                .zip(since)
                .and_then(|(term, since)| anew(term, since, |rule| rule.decide.limit)),
            appeal_by: service
                .and_then(|served| kept(served.appeal_by, served.at, |rule| rule.appeal.limit)),
            decide_appeal_by: appeal
                .and_then(|one| anew(one.decide_by, one.at, |rule| rule.decide_appeal.limit)),
            pass_up_by: overdue
                .and_then(|(term, since)| anew(term, since, |rule| rule.pass_up.limit)),
        };
        match changed == TermsReprojected::default() {
            true => Ok(Vec::new()),
            false => Ok(vec![changed.into()]),
        }
    }
}

impl DecisionOverdue {
    pub(super) fn remember(&self, card: &mut Card, at: Instant) {
        card.overdue.push(Overdue {
            stage: self.stage,
            rung: self.rung,
            recipient: self.recipient.clone(),
            at,
            pass_up_by: self.pass_up_by,
        });
    }
}

impl TermsReprojected {
    pub(super) fn remember(&self, card: &mut Card) {
        if let (Some(telling), Some(term)) = (&mut card.telling, self.state_by) {
            telling.state_by = term;
        }
        if let (Some(service), Some(term)) = (&mut card.service, self.appeal_by) {
            service.appeal_by = term;
        }
        if let (Some(appeal), Some(term)) = (&mut card.appeal, self.decide_appeal_by) {
            appeal.decide_by = term;
        }
        if let (Some(overdue), Some(term)) = (card.overdue.last_mut(), self.pass_up_by) {
            overdue.pass_up_by = Some(term);
        }
        card.decide_by = self.decide_by.or(card.decide_by);
    }
}
