//! 追责案的权限. Who may do what with a case, and who may see it; “not found” and “not yours” are the
//! same words.

use crate::accountability::clue::goes_outside;
use crate::accountability::{
    Case, CaseAct, CaseStanding, ClueSource, RecusalCause, Stage, Subject, case_row_of, recusal,
};
use crate::decider::{Actor, Context};
use crate::id::PersonId;
use crate::organization::{Function, Role};
use crate::rules::{DecidedBy, Measure};

/// 无权办理.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CaseNotPermitted {
    /// 不可见. The same words whether the case does not exist or is not his to see.
    #[error("没有这件事，或者您无权查看。请核对编号")]
    Unseen,
    /// The table does not name him.
    #[error("“{}”由{}办理。{}", .act.name(), names_of(*.act), clause_of(*.act))]
    NotInTable {
        /// What was wished.
        act: CaseAct,
    },
    /// 一人不得同时处在一件事的两边.
    #[error("您{}，不能再“{}”，请由别人办理", .cause.name(), .act.name())]
    BothSides {
        /// What was wished.
        act: CaseAct,
        /// Why not he.
        cause: RecusalCause,
    },
}

impl CaseNotPermitted {
    /// 依据.
    pub fn clause(&self) -> &'static str {
        match self {
            Self::Unseen => "案件只由承办、研究、决定的人和本人看到",
            Self::NotInTable { act } => clause_of(*act),
            Self::BothSides { .. } => "回避：一人不得同时处在一件事的两边",
        }
    }
}

fn names_of(act: CaseAct) -> String {
    let allowed = case_row_of(act).map(|row| row.allowed).unwrap_or_default();
    let names: Vec<&str> = allowed.iter().map(|standing| standing.name()).collect();
    names.join("、")
}

fn clause_of(act: CaseAct) -> &'static str {
    case_row_of(act).map(|row| row.clause).unwrap_or_default()
}

/// Whether the actor may do this with the case: by sight, by the table, by the exclusions.
pub fn permits_case(cx: &Context<'_>, act: CaseAct, case: &Case) -> Result<(), CaseNotPermitted> {
    if act != CaseAct::OpenClue || case.clue.is_some() {
        let is_seen = case.clue.is_some() && may_see_case(cx, case);
        if !is_seen && *cx.actor != Actor::System {
            return Err(CaseNotPermitted::Unseen);
        }
    }
    let row = case_row_of(act);
    if !row.is_some_and(|row| row.allowed.iter().any(|one| stands_in_case(cx, case, *one))) {
        return Err(CaseNotPermitted::NotInTable { act });
    }
    let Actor::Staff(person) = cx.actor else { return Ok(()) };
    match both_sides(act).and_then(|clashes| clashes(case, person)) {
        Some(cause) => Err(CaseNotPermitted::BothSides { act, cause }),
        None => Ok(()),
    }
}

type Clash = fn(&Case, &PersonId) -> Option<RecusalCause>;

/// Acts that nobody does who has taken another part in the case.
fn both_sides(act: CaseAct) -> Option<Clash> {
    let investigated: Clash = |case, person| {
        case.ever_investigated.contains(person).then_some(RecusalCause::Investigated)
    };
    let any: Clash =
        |case, person| case.part_taken(person).filter(|cause| *cause != RecusalCause::Signed);
    match act {
        CaseAct::DecideExtension => Some(investigated),
        CaseAct::Decide | CaseAct::DecideNone | CaseAct::Revoke => Some(any),
        CaseAct::DecideReview => Some(Case::part_taken),
        CaseAct::OpenClue
        | CaseAct::AcceptClue
        | CaseAct::DeclineClue
        | CaseAct::NameInvestigators
        | CaseAct::ExcuseInvestigator
        | CaseAct::RecordFact
        | CaseAct::AskExtension
        | CaseAct::FindFaults
        | CaseAct::FindNothing
        | CaseAct::NotifyIntent
        | CaseAct::MakeStatement
        | CaseAct::WaiveStatement
        | CaseAct::ExamineStatement
        | CaseAct::ConvenePanel
        | CaseAct::CastVote
        | CaseAct::Serve
        | CaseAct::RecordOutside
        | CaseAct::Transfer
        | CaseAct::AskReview
        | CaseAct::NameReviewers
        | CaseAct::AskAppeal
        | CaseAct::ExtendAppeal
        | CaseAct::RecordAppeal
        | CaseAct::ConfirmExecution
        | CaseAct::RecordRelapse
        | CaseAct::Publish
        | CaseAct::RestoreRights
        | CaseAct::RestoreReputation
        | CaseAct::Archive
        | CaseAct::KeepTime => None,
    }
}

/// Whether the actor may read the case. The person reads what concerns himself through
/// [`seen_by_person`](crate::accountability::seen_by_person), never the file.
pub fn may_see_case(cx: &Context<'_>, case: &Case) -> bool {
    match cx.actor {
        Actor::System => case.clue.is_some(),
        Actor::Citizen(_) => false,
        Actor::Staff(_) => {
            CaseStanding::ALL.iter().any(|standing| stands_in_case(cx, case, *standing))
                && case.clue.is_some()
        }
    }
}

/// 案卷. Whether the actor may read the whole file, with the clue, the records and the votes: all who
/// may see the case but the person himself and the head who only signs or executes.
pub fn may_see_file(cx: &Context<'_>, case: &Case) -> bool {
    let outside = [CaseStanding::Subject, CaseStanding::UnitHead];
    let mut inside = CaseStanding::ALL.iter().filter(|standing| !outside.contains(standing));
    case.clue.is_some() && inside.any(|standing| stands_in_case(cx, case, *standing))
}

/// Whether the actor stands in a relation to the case.
pub fn stands_in_case(cx: &Context<'_>, case: &Case, standing: CaseStanding) -> bool {
    let person = match cx.actor {
        Actor::System => return standing == CaseStanding::System,
        Actor::Citizen(_) => return false,
        Actor::Staff(person) => person,
    };
    let Some(known) = cx.organization.in_office(person) else { return false };
    if known.roles.iter().any(|role| role.is_administrator()) {
        return false;
    }
    let is_clear = case
        .clue
        .as_ref()
        .is_none_or(|clue| recusal(cx.organization, &clue.subject, person).is_none());
    let has = |role: Role| known.roles.contains(&role) && is_clear;
    match standing {
        CaseStanding::System => false,
        CaseStanding::Subject => is_subject(cx, case, person),
        CaseStanding::Office => is_clear && is_of_office(cx, case, person),
        CaseStanding::InspectionOffice => {
            case.clue.is_none() && (has(Role::InspectionOffice) || heads_inspection(cx, person))
        }
        CaseStanding::Investigator => case.investigators.contains(person) && is_clear,
        CaseStanding::Panelist => {
            let panel = case.panel.as_ref();
            panel.is_some_and(|panel| panel.members.contains_key(person)) && is_clear
        }
        CaseStanding::Chair => {
            case.panel.as_ref().is_some_and(|panel| &panel.chair == person) && is_clear
        }
        CaseStanding::Reviewer => {
            let review = case.redress.review.as_ref();
            review.is_some_and(|review| review.reviewers.contains(person)) && is_clear
        }
        CaseStanding::Director => is_director(cx, case, person),
        CaseStanding::UnitHead => is_deciding_head(cx, case, person),
        CaseStanding::Hr => has(Role::Hr) && case.verdict.is_some(),
        CaseStanding::Discipline => {
            let about = case.clue.as_ref().and_then(|clue| clue.subject.person());
            known.roles.contains(&Role::Discipline) && about != Some(person)
        }
    }
}

/// The person himself, or the head of the unit, once he may know.
fn is_subject(cx: &Context<'_>, case: &Case, person: &PersonId) -> bool {
    let Some(clue) = case.clue.as_ref().filter(|_| case.shown_at.is_some()) else { return false };
    match &clue.subject {
        Subject::Person { person: about, .. } => about == person,
        Subject::Unit { unit } => {
            cx.organization.unit(unit).is_some_and(|unit| unit.head.as_ref() == Some(person))
        }
    }
}

/// Of 效能办 (before there is a case, also of 督导室): its head, or who has its role.
fn is_of_office(cx: &Context<'_>, case: &Case, person: &PersonId) -> bool {
    let Some(known) = cx.organization.in_office(person) else { return false };
    let efficacy = cx.organization.unit_for(Function::EfficacyOffice).map(|unit| &unit.id);
    let office = case.clue.as_ref().map(|clue| cx.organization.heir_of(&clue.office)).or(efficacy);
    let serves = [Role::EfficacyOffice, Role::InspectionOffice];
    let has_role = serves.iter().any(|role| known.roles.contains(role));
    let heads =
        |unit| cx.organization.unit(unit).is_some_and(|unit| unit.head.as_ref() == Some(person));
    office.is_some_and(|office| &known.unit == office && (has_role || heads(office)))
}

fn heads_inspection(cx: &Context<'_>, person: &PersonId) -> bool {
    let office = cx.organization.unit_for(Function::InspectionOffice);
    office.is_some_and(|office| office.head.as_ref() == Some(person))
}

/// 局长, or who covers for him; not where he is himself concerned.
fn is_director(cx: &Context<'_>, case: &Case, person: &PersonId) -> bool {
    let Some(director) = cx.organization.director() else { return false };
    let covers = cx.organization.cover_of(director, cx.now) == Some(person);
    let about = case.clue.as_ref().and_then(|clue| clue.subject.person());
    let is_outside = case
        .clue
        .as_ref()
        .is_some_and(|clue| covers && goes_outside(cx.organization, &clue.subject));
    (director == person || covers)
        && about != Some(person)
        && about != Some(director)
        && !is_outside
}

/// 单位负责人. Once the panel has concluded for a measure that units decide, and after service as he
/// who lets it be carried out; never where the clue is sealed and nothing is decided yet.
fn is_deciding_head(cx: &Context<'_>, case: &Case, person: &PersonId) -> bool {
    let Some(clue) = &case.clue else { return false };
    let Subject::Person { person: about, unit, .. } = &clue.subject else { return false };
    let head = cx.organization.unit(unit).and_then(|unit| unit.head.as_ref());
    if head != Some(person) || about == person {
        return false;
    }
    match case.stage {
        Stage::Deliberated => clue.source != ClueSource::Complaint && is_for_the_unit(cx, case),
        Stage::Executing => true,
        Stage::Nothing
        | Stage::Clue
        | Stage::NotAccepted
        | Stage::Investigating
        | Stage::Found
        | Stage::Notified
        | Stage::Heard
        | Stage::Deliberating
        | Stage::Decided
        | Stage::Cleared
        | Stage::Revoked
        | Stage::Transferred
        | Stage::Archived => false,
    }
}

/// Whether nothing heavier is proposed than what the unit itself decides.
fn is_for_the_unit(cx: &Context<'_>, case: &Case) -> bool {
    let (Some(intent), Ok(rule)) = (&case.intent, case.substance(cx)) else { return false };
    let decides = |measure: &Measure| {
        rule.measures.get(measure).is_some_and(|known| known.decided_by == DecidedBy::Unit)
    };
    intent.proposed.iter().all(|one| {
        one.sanction.is_none()
            && one.measure.and_then(|it| it.of_person()).is_some_and(|it| decides(&it))
    })
}
