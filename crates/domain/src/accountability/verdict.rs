//! 决定. Signed after the person was heard and the panel has concluded; for each fault something that it
//! admits, never heavier than what he was told.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Limit};

use crate::accountability::hearing::check_fixed;
use crate::accountability::wish::{Decided, Happened, Wish, one, procedure, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, CaseStep, Fixed, Imposed, Milestone, MilestoneKind, Stage,
    Term, Vote, heaviest, rank_of,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::rules::{AccountabilityRule, Measure, Sanction, Track, UnitMeasure, codes};
use crate::text::{TextDigest, Written};

codes! {
    /// 公布范围, in rising order.
    pub enum Scope {
        /// 本单位
        Unit = "unit", "本单位";
        /// 局机关
        Bureau = "bureau", "局机关";
        /// 全系统
        System = "system", "全县教育系统";
    }
}

/// 决定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// For each fault.
    pub fixed: Vec<Fixed>,
    /// 合并执行: the heaviest.
    pub executed: Option<Imposed>,
    /// 建议的处分: the heaviest.
    pub sanction: Option<Sanction>,
    /// 告诫期
    pub warning: Option<Limit>,
    /// 公布范围; none where nothing is published.
    pub scope: Option<Scope>,
    /// 决定书
    pub text: TextDigest,
    /// 救济渠道
    pub track: Track,
    /// Who signed.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// 作出决定.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideCase {
    /// For each fault.
    pub fixed: Vec<Fixed>,
    /// 告诫期, of a written warning.
    pub warning: Option<Limit>,
    /// 公布范围, of 通报批评.
    pub scope: Option<Scope>,
    /// 决定书
    pub text: Written,
}

/// 决定不予追究.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideNone {
    /// Why.
    pub reason: Written,
}

/// 已决定.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseDecided {
    /// For each fault.
    pub fixed: Vec<Fixed>,
    /// 合并执行
    pub executed: Option<Imposed>,
    /// 建议的处分
    pub sanction: Option<Sanction>,
    /// 告诫期
    pub warning: Option<Limit>,
    /// 公布范围
    pub scope: Option<Scope>,
    /// 决定书
    pub text: TextDigest,
    /// 救济渠道
    pub track: Track,
    /// By when it is served.
    pub term: Term,
    /// Who signed.
    pub by: PersonId,
    /// The rules by which it was decided.
    pub rules: TextDigest,
}

/// 已决定不予追究.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NotPursued {
    /// Why.
    pub reason: TextDigest,
    /// Who signed.
    pub by: PersonId,
}

impl Wish for DecideCase {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.is_heard()?;
        let clue = case.at(&[Stage::Deliberated], CaseAct::Decide)?;
        said(&self.text, "决定书")?;
        let rule = case.substance(cx)?;
        check_fixed(rule, case, &self.fixed)?;
        let proposed = case.intent.as_ref().map(|intent| &intent.proposed[..]).unwrap_or_default();
        not_heavier(rule, proposed, &self.fixed)?;
        match case.panel.as_ref().and_then(|panel| panel.outcome) {
            Some(Vote::AsProposed) => {}
            Some(Vote::Lighter) if weight(rule, &self.fixed) < weight(rule, proposed) => {}
            Some(outcome @ (Vote::Lighter | Vote::NotAccountable)) => {
                return Err(No::AgainstThePanel { outcome });
            }
            None => return Err(No::NotDeliberated),
        }
        check_warning(rule, &self.fixed, self.warning)?;
        check_scope(&self.fixed, self.scope)?;
        let limit = procedure(cx)?.procedure.serve.limit;
        one(CaseDecided {
            executed: executed(rule, &self.fixed),
            sanction: self.fixed.iter().filter_map(|one| one.sanction).max(),
            fixed: self.fixed,
            warning: self.warning,
            scope: self.scope,
            text: self.text.digest(),
            track: clue.track(),
            term: Term::start(cx, CaseStep::Service, limit),
            by: staff(cx)?,
            rules: cx.rules.digest(),
        })
    }
}

/// 合并执行. The heaviest of the measures fixed.
pub(super) fn executed(rule: &AccountabilityRule, fixed: &[Fixed]) -> Option<Imposed> {
    let measures: Vec<Imposed> = fixed.iter().filter_map(|one| one.measure).collect();
    heaviest(rule, &measures)
}

/// How heavy a decision is: by the sanction proposed, then by the measure executed.
fn weight(rule: &AccountabilityRule, fixed: &[Fixed]) -> (Option<u32>, Option<u32>) {
    let rank = |one: &Fixed| {
        one.sanction.and_then(|sanction| rule.sanctions.get(&sanction)).map(|known| known.rank)
    };
    let measure = executed(rule, fixed).map(|imposed| rank_of(rule, imposed));
    (fixed.iter().filter_map(rank).max(), measure)
}

/// 不加重. For no fault heavier than before, neither in measure nor in sanction.
pub(super) fn not_heavier(
    rule: &AccountabilityRule,
    before: &[Fixed],
    after: &[Fixed],
) -> Result<(), No> {
    let measure = |one: &Fixed| one.measure.map(|imposed| rank_of(rule, imposed));
    let sanction = |one: &Fixed| {
        one.sanction.and_then(|sanction| rule.sanctions.get(&sanction)).map(|known| known.rank)
    };
    for one in after {
        let told = before.iter().find(|told| told.fault == one.fault);
        let told = told.ok_or(No::NoSuchFault { fault: one.fault })?;
        if measure(one) > measure(told) || sanction(one) > sanction(told) {
            return Err(No::HeavierThanBefore { fault: one.fault });
        }
    }
    Ok(())
}

pub(super) fn check_warning(
    rule: &AccountabilityRule,
    fixed: &[Fixed],
    warning: Option<Limit>,
) -> Result<(), No> {
    let warns = |one: &Fixed| one.measure == Some(Imposed::Person(Measure::WrittenWarning));
    let shortest = rule.procedure.warning_shortest.limit;
    let longest = rule.procedure.warning_longest.limit;
    let fits = |limit: Limit| {
        limit.unit == shortest.unit && (shortest.amount..=longest.amount).contains(&limit.amount)
    };
    match (fixed.iter().any(warns), warning) {
        (false, None) => Ok(()),
        (true, Some(limit)) if fits(limit) => Ok(()),
        (true, Some(_) | None) => Err(No::WarningPeriod { shortest, longest }),
        (false, Some(_)) => Err(No::NoWarning),
    }
}

pub(super) fn check_scope(fixed: &[Fixed], scope: Option<Scope>) -> Result<(), No> {
    let published = fixed.iter().filter_map(|one| one.measure).any(|imposed| {
        imposed == Imposed::Person(Measure::Circular)
            || imposed == Imposed::Unit(UnitMeasure::Circular)
    });
    match (published, scope) {
        (true, None) => Err(No::ScopeMissing),
        (false, Some(_)) => Err(No::NothingToPublish),
        (true, Some(_)) | (false, None) => Ok(()),
    }
}

impl Case {
    /// He was heard, has waived it, or his term has passed.
    fn is_heard(&self) -> Result<(), No> {
        self.clue()?;
        let is_before =
            !matches!(self.stage, Stage::Notified | Stage::Investigating | Stage::Found);
        let until = self.term(CaseStep::Statement).map(|term| term.due_at);
        if is_before { Ok(()) } else { Err(No::NotYetHeard { until }) }
    }
}

impl Wish for DecideNone {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let open =
            [Stage::Found, Stage::Notified, Stage::Heard, Stage::Deliberating, Stage::Deliberated];
        case.at(&open, CaseAct::DecideNone)?;
        said(&self.reason, "不予追究的理由")?;
        one(NotPursued { reason: self.reason.digest(), by: staff(cx)? })
    }
}

impl Happened for CaseDecided {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.verdict = Some(Verdict {
            fixed: self.fixed.clone(),
            executed: self.executed,
            sanction: self.sanction,
            warning: self.warning,
            scope: self.scope,
            text: self.text,
            track: self.track,
            by: self.by.clone(),
            at,
        });
        case.stage = Stage::Decided;
        case.stop(CaseStep::Investigation);
        case.run(self.term);
    }
}

impl Happened for NotPursued {
    fn remember(&self, case: &mut Case, at: Instant) {
        let texts = [self.reason];
        case.milestones.push(Milestone::with(MilestoneKind::Cleared, at, &texts));
        case.end(Stage::Cleared, at);
    }
}
