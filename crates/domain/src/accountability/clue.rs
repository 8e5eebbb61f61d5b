//! 线索. Where a case comes from; accepted within its limit, or not, with a reason.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::wish::{Decided, Happened, Wish, one, procedure, said, staff};
use crate::accountability::{
    Case, CaseAct, CaseRefusal as No, CaseStep, Milestone, MilestoneKind, Stage, Subject, Term,
};
use crate::decider::{Actor, Context};
use crate::id::{CaseNumber, PersonId, UnitId};
use crate::organization::{Function, Organization, Role, UnitKind};
use crate::rules::{PersonCategory, Track, codes};
use crate::text::{TextDigest, Written};

codes! {
    /// 线索来源.
    pub enum ClueSource {
        /// 效能投诉: the concerned learns nothing of it.
        Complaint = "complaint", "效能投诉";
        /// 红牌
        RedCard = "red_card", "红牌";
        /// 督导、抽查
        Inspection = "inspection", "督导检查";
        /// 审计
        Audit = "audit", "审计";
        /// 媒体
        Media = "media", "媒体反映";
        /// 另案牵出
        OtherCase = "other_case", "另案查出";
    }
}

impl ClueSource {
    /// Whether the person may not know where it came from, nor that it came, until explanation is
    /// demanded (decisions E32).
    pub fn is_sealed(self) -> bool {
        match self {
            Self::Complaint | Self::OtherCase => true,
            Self::RedCard | Self::Inspection | Self::Audit | Self::Media => false,
        }
    }
}

codes! {
    /// 不予受理的理由.
    pub enum DeclineReason {
        /// 没有具体事实
        NoFacts = "no_facts", "没有具体事实";
        /// 不属追究范围
        OutOfScope = "out_of_scope", "不属于责任追究的范围";
        /// 同一行为已经处理
        AlreadyHandled = "already_handled", "同一行为已经处理";
        /// 由别的机关处理
        OtherOrgan = "other_organ", "由别的机关处理";
    }
}

/// 线索. As it stands in the case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clue {
    /// Where it came from.
    pub source: ClueSource,
    /// Reference there; opaque, never shown to the person.
    pub reference: TextDigest,
    /// 被追究对象
    pub subject: Subject,
    /// 承办机构: 效能办, or 督导室 where that would be a party.
    pub office: UnitId,
    /// When it was recorded.
    pub opened_at: Instant,
    /// By whom.
    pub opened_by: Actor,
    /// Why it was not accepted.
    pub declined: Option<(DeclineReason, TextDigest)>,
}

impl Clue {
    /// 救济渠道, by the basis of the case and the category of the person.
    pub fn track(&self) -> Track {
        match (&self.subject, self.source) {
            (Subject::Unit { .. }, _) => Track::Unit,
            (Subject::Person { .. }, ClueSource::Inspection) => Track::Inspection,
            (Subject::Person { category, .. }, _) => match category {
                PersonCategory::CivilServant => Track::CivilServant,
                PersonCategory::EducationManager | PersonCategory::InstitutionStaff => {
                    Track::InstitutionStaff
                }
                PersonCategory::ContractStaff => Track::ContractStaff,
            },
        }
    }
}

/// 对谁.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Against {
    /// 个人, with the category that decides which measures apply.
    Person(PersonId, PersonCategory),
    /// 单位
    Unit(UnitId),
}

/// 登记线索.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenClue {
    /// Number of the case.
    pub case: CaseNumber,
    /// Where it comes from.
    pub source: ClueSource,
    /// Reference there.
    pub reference: Written,
    /// 对谁
    pub against: Against,
}

/// 受理.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AcceptClue {
    /// Why.
    pub reason: Written,
}

/// 不予受理.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeclineClue {
    /// 理由
    pub why: DeclineReason,
    /// In words.
    pub reason: Written,
}

/// 线索已登记.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClueOpened {
    /// Number of the case.
    pub case: CaseNumber,
    /// Where it came from.
    pub source: ClueSource,
    /// Reference there.
    pub reference: TextDigest,
    /// 被追究对象
    pub subject: Subject,
    /// 承办机构
    pub office: UnitId,
    /// By whom.
    pub by: Actor,
    /// By when it is accepted or not.
    pub term: Term,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 已受理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClueAccepted {
    /// By whom.
    pub by: PersonId,
    /// Why.
    pub reason: TextDigest,
    /// By when it is decided.
    pub term: Term,
}

/// 已不予受理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClueDeclined {
    /// By whom.
    pub by: PersonId,
    /// 理由
    pub why: DeclineReason,
    /// In words.
    pub reason: TextDigest,
}

impl Wish for OpenClue {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reference]
    }

    fn decide(self, _case: &Case, cx: &Context<'_>) -> Decided {
        said(&self.reference, "线索的出处")?;
        let rule = procedure(cx)?;
        let subject = subject(cx.organization, self.against)?;
        let office = office_for(cx.organization, &subject).ok_or(No::GoesOutside)?;
        one(ClueOpened {
            case: self.case,
            source: self.source,
            reference: self.reference.digest(),
            subject,
            office,
            by: cx.actor.clone(),
            term: Term::start(cx, CaseStep::Acceptance, rule.procedure.accept.limit),
            rules: cx.rules.digest(),
        })
    }
}

fn subject(organization: &Organization, against: Against) -> Result<Subject, No> {
    match against {
        Against::Person(person, category) => {
            let known = organization.in_office(&person).ok_or(No::NoSuchSubject)?;
            Ok(Subject::Person { unit: known.unit.clone(), person, category })
        }
        Against::Unit(unit) => {
            organization.open_unit(&unit).map_err(|_| No::NoSuchSubject)?;
            Ok(Subject::Unit { unit })
        }
    }
}

/// 承办机构. 效能办; 督导室 where 效能办 or 办公室 is a party (decisions A4).
fn office_for(organization: &Organization, subject: &Subject) -> Option<UnitId> {
    let unit_of = |function: Function| organization.unit_for(function).map(|unit| &unit.id);
    let is_party = |office: &UnitId| organization.is_within(subject.unit(), office);
    let own = [Function::EfficacyOffice, Function::GeneralOffice];
    let goes_over = own.into_iter().filter_map(unit_of).any(is_party);
    let efficacy = unit_of(Function::EfficacyOffice).filter(|_| !goes_over);
    let inspection = unit_of(Function::InspectionOffice);
    efficacy.or_else(|| inspection.filter(|office| !is_party(office))).cloned()
}

/// 局领导和局机关的事由外面处理 (decisions E32): here it can only be transferred.
pub(crate) fn goes_outside(organization: &Organization, subject: &Subject) -> bool {
    match subject {
        Subject::Unit { unit } => {
            organization.unit(unit).is_some_and(|unit| unit.kind == UnitKind::Bureau)
        }
        Subject::Person { person, .. } => {
            let leads = [Role::Director, Role::DeputyDirector];
            let known = organization.person(person);
            known.is_some_and(|known| leads.iter().any(|role| known.roles.contains(role)))
                || organization.director() == Some(person)
        }
    }
}

impl Wish for AcceptClue {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        let clue = case.at(&[Stage::Clue], CaseAct::AcceptClue)?;
        said(&self.reason, "受理的理由")?;
        if goes_outside(cx.organization, &clue.subject) {
            return Err(No::GoesOutside);
        }
        let limit = procedure(cx)?.procedure.decide.limit;
        let term = Term::start(cx, CaseStep::Investigation, limit);
        one(ClueAccepted { by: staff(cx)?, reason: self.reason.digest(), term })
    }
}

impl Wish for DeclineClue {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, case: &Case, cx: &Context<'_>) -> Decided {
        case.at(&[Stage::Clue], CaseAct::DeclineClue)?;
        said(&self.reason, "不予受理的说明")?;
        one(ClueDeclined { by: staff(cx)?, why: self.why, reason: self.reason.digest() })
    }
}

impl Happened for ClueOpened {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.number = Some(self.case.clone());
        case.stage = Stage::Clue;
        case.clue = Some(Clue {
            source: self.source,
            reference: self.reference,
            subject: self.subject.clone(),
            office: self.office.clone(),
            opened_at: at,
            opened_by: self.by.clone(),
            declined: None,
        });
        case.run(self.term);
    }
}

impl Happened for ClueAccepted {
    fn remember(&self, case: &mut Case, at: Instant) {
        case.stage = Stage::Investigating;
        case.stop(CaseStep::Acceptance);
        case.run(self.term);
        case.milestones.push(Milestone::new(MilestoneKind::Accepted, at));
        if case.clue.as_ref().is_some_and(|clue| !clue.source.is_sealed()) {
            case.shown_at = Some(at);
        }
    }
}

impl Happened for ClueDeclined {
    fn remember(&self, case: &mut Case, at: Instant) {
        if let Some(clue) = &mut case.clue {
            clue.declined = Some((self.why, self.reason));
        }
        case.end(Stage::NotAccepted, at);
    }
}
