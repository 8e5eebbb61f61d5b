//! 告知与陈述申辩. The person is told facts, basis and what is intended; he is heard, waives it, or lets
//! the term pass; nothing is decided before.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::wish::{Decided, Happened, Wish, one, procedure, said, staff};
use crate::accountability::{
    Admissible, Case, CaseAct, CaseRefusal as No, CaseStep, Findings, FoundFault, Imposed,
    Milestone, MilestoneKind, Stage, Subject, Term, Weighing, admissible,
};
use crate::decider::Context;
use crate::id::PersonId;
use crate::rules::{AccountabilityRule, Measure, Power, Sanction, codes};
use crate::text::{TextDigest, Written};

/// 对一项过错的处理. Several faults are fixed each.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fixed {
    /// The fault.
    pub fault: u32,
    /// 措施
    pub measure: Option<Imposed>,
    /// 建议有权机关给予的处分
    pub sanction: Option<Sanction>,
}

/// 拟处理告知.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Intent {
    /// For each fault.
    pub proposed: Vec<Fixed>,
    /// 事实
    pub facts: TextDigest,
    /// 依据
    pub basis: TextDigest,
    /// When.
    pub at: Instant,
}

/// 陈述申辩.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// How it came about.
    pub state: StatementState,
    /// What he said.
    pub text: Option<TextDigest>,
    /// When it came in, was waived, or the term passed.
    pub at: Instant,
    /// 核实 of what he said.
    pub examined: Option<(StatementOutcome, TextDigest)>,
}

codes! {
    /// 陈述申辩的情况.
    pub enum StatementState {
        /// 已提出, not examined yet
        Made = "made", "已提出陈述申辩";
        /// 已听取并核实
        Heard = "heard", "已听取并核实";
        /// 放弃
        Waived = "waived", "放弃陈述申辩";
        /// 逾期未提出
        TermPassed = "term_passed", "期满没有提出";
    }
}

codes! {
    /// 核实结果.
    pub enum StatementOutcome {
        /// 采纳
        Adopted = "adopted", "采纳";
        /// 部分采纳
        PartlyAdopted = "partly_adopted", "部分采纳";
        /// 不采纳
        NotAdopted = "not_adopted", "不采纳";
    }
}

/// 告知拟处理意见.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotifyIntent {
    /// For each fault.
    pub proposed: Vec<Fixed>,
    /// 事实
    pub facts: Written,
    /// 依据
    pub basis: Written,
}

/// 陈述申辩.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MakeCaseStatement {
    /// What he says.
    pub text: Written,
}

/// 放弃陈述申辩.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct WaiveStatement {}

/// 核实陈述申辩.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExamineStatement {
    /// What came of it.
    pub outcome: StatementOutcome,
    /// 记录, with the reasons.
    pub record: Written,
}

/// 已告知拟处理意见.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct IntentNotified {
    /// For each fault.
    pub proposed: Vec<Fixed>,
    /// 事实
    pub facts: TextDigest,
    /// 依据
    pub basis: TextDigest,
    /// By when he may speak.
    pub term: Term,
    /// By whom.
    pub by: PersonId,
}

/// 已陈述申辩.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseStatementMade {
    /// What he says.
    pub text: TextDigest,
    /// By whom.
    pub by: PersonId,
}

/// 已放弃陈述申辩.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseStatementWaived {
    /// By whom.
    pub by: PersonId,
}

/// 陈述申辩期满.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseStatementTermPassed {
    /// When it fell due.
    pub fell_due_at: Instant,
}

/// 陈述申辩已核实.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseStatementExamined {
    /// What came of it.
    pub outcome: StatementOutcome,
    /// 记录
    pub record: TextDigest,
    /// By whom.
    pub by: PersonId,
}

impl Wish for NotifyIntent {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.facts, &self.basis]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Found], CaseAct::NotifyIntent)?;
        said(&self.facts, "认定的事实")?;
        said(&self.basis, "处理的依据")?;
        let rule = case.substance(cx)?;
        check_fixed(rule, case, &self.proposed)?;
        let limit = procedure(cx)?.procedure.statement.limit;
        let (facts, basis) = (self.facts.digest(), self.basis.digest());
        let term = Term::start(cx, CaseStep::Statement, limit);
        one(IntentNotified { proposed: self.proposed, facts, basis, term, by: staff(cx)? })
    }
}

/// Every fault is fixed once, with something that it admits.
pub(super) fn check_fixed(
    rule: &AccountabilityRule,
    case: &Case,
    fixed: &[Fixed],
) -> Result<(), No> {
    let clue = case.clue()?;
    let findings = case.findings.as_ref().ok_or(No::NoFaults)?;
    if findings.is_exempt(rule) {
        return Err(No::Exempt);
    }
    for fault in &findings.faults {
        let mut of_it = fixed.iter().filter(|one| one.fault == fault.ordinal);
        let (Some(one), None) = (of_it.next(), of_it.next()) else {
            return Err(No::FixedOnce { fault: fault.fault });
        };
        if one.measure.is_none() && one.sanction.is_none() {
            return Err(No::FixedOnce { fault: fault.fault });
        }
        check_one(rule, &clue.subject, (findings, fault), one)?;
    }
    let is_known = |one: &Fixed| findings.faults.iter().any(|fault| fault.ordinal == one.fault);
    match fixed.iter().find(|one| !is_known(one)) {
        Some(one) => Err(No::NoSuchFault { fault: one.fault }),
        None => Ok(()),
    }
}

fn check_one(
    rule: &AccountabilityRule,
    subject: &Subject,
    (findings, fault): (&Findings, &FoundFault),
    one: &Fixed,
) -> Result<(), No> {
    let (Subject::Person { category, .. }, Some(liability)) = (subject, fault.liability) else {
        return match (one.measure, one.sanction) {
            (Some(Imposed::Unit(_)), None) => Ok(()),
            (_, Some(_)) | (Some(Imposed::Person(_)) | None, None) => Err(No::NotForUnits),
        };
    };
    let weighing = Weighing {
        gravity: fault.gravity,
        liability,
        category: *category,
        circumstances: &findings.circumstances,
    };
    let open = admissible(rule, weighing);
    if let Some(imposed) = one.measure {
        let measure = imposed.of_person().ok_or(No::NotForPersons)?;
        check_measure(rule, subject, measure, &open)?;
    }
    match one.sanction {
        Some(sanction) if !open.sanctions.contains(&sanction) => {
            Err(No::SanctionNotAdmissible { sanction, fault: fault.fault })
        }
        Some(_) | None => Ok(()),
    }
}

fn check_measure(
    rule: &AccountabilityRule,
    subject: &Subject,
    measure: Measure,
    open: &Admissible,
) -> Result<(), No> {
    let known = rule.measures.get(&measure).ok_or(No::RulesSilent)?;
    match known.power {
        Power::Record | Power::Sanction | Power::Transfer => {
            return Err(No::NotOurs { measure, decided_by: known.decided_by });
        }
        Power::Decision | Power::Proposal => {}
    }
    if let Some(category) = subject.category().filter(|one| !known.categories.contains(one)) {
        return Err(No::NotForCategory { measure, category });
    }
    if open.measures.contains(&measure) { Ok(()) } else { Err(No::NotAdmissible { measure }) }
}

impl Imposed {
    /// 对人的措施.
    pub fn of_person(self) -> Option<Measure> {
        match self {
            Self::Person(measure) => Some(measure),
            Self::Unit(_) => None,
        }
    }
}

/// He may still speak.
fn may_speak(case: &Case, cx: &Context<'_>, act: CaseAct) -> Result<(), No> {
    case.at(&[Stage::Notified], act)?;
    if case.statement.is_some() {
        return Err(No::AlreadyStated);
    }
    match case.term(CaseStep::Statement).filter(|term| term.is_over(cx.now)) {
        Some(term) => Err(No::TermOver { step: CaseStep::Statement, due_at: term.due_at }),
        None => Ok(()),
    }
}

impl Wish for MakeCaseStatement {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        may_speak(case, cx, CaseAct::MakeStatement)?;
        said(&self.text, "陈述申辩")?;
        one(CaseStatementMade { text: self.text.digest(), by: staff(cx)? })
    }
}

impl Wish for WaiveStatement {
    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        may_speak(case, cx, CaseAct::WaiveStatement)?;
        one(CaseStatementWaived { by: staff(cx)? })
    }
}

impl Wish for ExamineStatement {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.record]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Notified], CaseAct::ExamineStatement)?;
        if case.statement.is_none() {
            return Err(No::NotYetHeard {
                until: case.term(CaseStep::Statement).map(|one| one.due_at),
            });
        }
        said(&self.record, "核实陈述申辩的记录")?;
        let (outcome, record) = (self.outcome, self.record.digest());
        one(CaseStatementExamined { outcome, record, by: staff(cx)? })
    }
}

impl Happened for IntentNotified {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.stage = Stage::Notified;
        case.intent = Some(Intent {
            proposed: self.proposed.clone(),
            facts: self.facts,
            basis: self.basis,
            at,
        });
        case.run(self.term);
        case.show(at);
        let texts = [self.facts, self.basis];
        case.milestones.push(Milestone::with(MilestoneKind::Notified, at, &texts));
    }
}

impl Happened for CaseStatementMade {
    fn remember(&self, case: &mut Case, at: Instant) {
        let text = Some(self.text);
        case.statement = Some(Statement { state: StatementState::Made, text, at, examined: None });
        case.stop(CaseStep::Statement);
        case.milestones.push(Milestone::with(MilestoneKind::StatementMade, at, &[self.text]));
    }
}

impl Happened for CaseStatementWaived {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.closes_hearing(StatementState::Waived, at);
        case.milestones.push(Milestone::new(MilestoneKind::StatementWaived, at));
    }
}

impl Happened for CaseStatementTermPassed {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.closes_hearing(StatementState::TermPassed, at);
        case.milestones.push(Milestone::new(MilestoneKind::StatementTermPassed, at));
    }
}

impl Case {
    fn closes_hearing(&mut self, state: StatementState, at: Instant) {
        self.statement = Some(Statement { state, text: None, at, examined: None });
        self.stop(CaseStep::Statement);
        self.stage = Stage::Heard;
    }
}

impl Happened for CaseStatementExamined {
    fn remember(&self, case: &mut Case, at: Instant) {
        if let Some(statement) = &mut case.statement {
            statement.state = StatementState::Heard;
            statement.examined = Some((self.outcome, self.record));
        }
        case.stage = Stage::Heard;
        let texts = [self.record];
        case.milestones.push(Milestone::with(MilestoneKind::StatementExamined, at, &texts));
    }
}
