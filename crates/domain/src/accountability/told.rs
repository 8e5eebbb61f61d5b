//! 告知. Who is told what after an event of a case, as codes; never to the concerned before he may know.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::accountability::{Case, CaseEvent, CaseStep, FactKind, Stage, Subject};
use crate::decider::Fact;
use crate::id::PersonId;
use crate::organization::Organization;
use crate::rules::codes;

codes! {
    /// 告知什么.
    pub enum CaseNotice {
        /// 有新线索: to the handling office
        ClueArrived = "case_clue_arrived", "有新的线索待受理";
        /// 已立案: to the person, where he may know
        AcceptedAgainstYou = "case_accepted_against_you", "对您的事已立案";
        /// 请您调查
        Investigate = "case_investigate", "请您参加调查";
        /// 待批准延长: to the director
        ExtensionAsked = "case_extension_asked", "有延长调查期限的申请待批准";
        /// 延长已批: to the investigators
        ExtensionDecided = "case_extension_decided", "延长调查期限已审批";
        /// 已认定: to the office
        FaultsFound = "case_faults_found", "过错已认定，请告知本人";
        /// 拟处理告知: to the person
        IntentNotified = "case_intent_notified", "拟对您作出处理，您可以陈述申辩";
        /// 本人已陈述: to the investigators
        StatementArrived = "case_statement_arrived", "本人已提出陈述申辩，请核实";
        /// 可以研究: to the office
        ReadyToDeliberate = "case_ready_to_deliberate", "已听取陈述申辩，请组织集体研究";
        /// 请您研究
        Deliberate = "case_deliberate", "请您参加集体研究并表决";
        /// 请您签发
        ReadyToDecide = "case_ready_to_decide", "集体研究已有结论，请签发";
        /// 待送达: to the office
        ReadyToServe = "case_ready_to_serve", "决定已签发，请送达";
        /// 决定: to the person
        Served = "case_served", "决定已送达，救济途径见决定书";
        /// 不予追究: to the person, where he knew
        Cleared = "case_cleared", "不予追究";
        /// 别处的决定: to the person
        OutsideRecorded = "case_outside_recorded", "有权机关的决定已记录";
        /// 有人申请救济: to the office
        RemedyAsked = "case_remedy_asked", "本人申请了救济，请办理";
        /// 请您复核
        Review = "case_review", "请您复核";
        /// 救济的结果: to the person
        RemedyDecided = "case_remedy_decided", "您的救济已有结果";
        /// 生效: to the person and the office
        Final = "case_final", "决定已生效";
        /// 解除: to the person
        Lifted = "case_lifted", "告诫期满，已解除";
        /// 撤销: to the person and the office
        Revoked = "case_revoked", "决定已撤销，将恢复权益和名誉";
        /// 已恢复: to the person
        Restored = "case_restored", "已恢复";
        /// 环节超期: to the director and the office
        Overdue = "case_overdue", "责任追究的环节已超期";
    }
}

/// 告知内容, with the instant that matters with it.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct CaseTold {
    /// What.
    pub template: CaseNotice,
    /// By when, or until when; of what is overdue, since when.
    pub due_at: Option<Instant>,
}

/// Who is to be told what after an event; `case` is the case after it.
pub fn case_told(
    case: &Case,
    fact: &Fact<CaseEvent>,
    organization: &Organization,
) -> Vec<(PersonId, CaseTold)> {
    let overdue = if let CaseEvent::StepOverdue(facts) = &fact.event {
        Some(facts.fell_due_at)
    } else {
        None
    };
    let due_at = |notice: CaseNotice| overdue.or_else(|| due_with(case, notice));
    let told = |(person, template)| (person, CaseTold { template, due_at: due_at(template) });
    notices(case, fact, organization).into_iter().map(told).collect()
}

/// The term that runs for him who is told.
fn due_with(case: &Case, notice: CaseNotice) -> Option<Instant> {
    let step = match notice {
        CaseNotice::ClueArrived => CaseStep::Acceptance,
        CaseNotice::Investigate
        | CaseNotice::ExtensionAsked
        | CaseNotice::ExtensionDecided
        | CaseNotice::FaultsFound
        | CaseNotice::StatementArrived
        | CaseNotice::ReadyToDeliberate
        | CaseNotice::Deliberate
        | CaseNotice::ReadyToDecide => CaseStep::Investigation,
        CaseNotice::IntentNotified => CaseStep::Statement,
        CaseNotice::ReadyToServe => CaseStep::Service,
        CaseNotice::Served => CaseStep::ReviewApply,
        CaseNotice::RemedyAsked if case.term(CaseStep::AppealDecision).is_some() => {
            CaseStep::AppealDecision
        }
        CaseNotice::RemedyAsked | CaseNotice::Review => CaseStep::ReviewDecision,
        CaseNotice::RemedyDecided => CaseStep::AppealApply,
        CaseNotice::Revoked => CaseStep::Restoration,
        CaseNotice::AcceptedAgainstYou
        | CaseNotice::Cleared
        | CaseNotice::OutsideRecorded
        | CaseNotice::Final
        | CaseNotice::Lifted
        | CaseNotice::Restored
        | CaseNotice::Overdue => return None,
    };
    case.term(step).map(|term| term.due_at)
}

fn notices(
    case: &Case,
    fact: &Fact<CaseEvent>,
    organization: &Organization,
) -> Vec<(PersonId, CaseNotice)> {
    let hall = Hall { case, organization };
    match &fact.event {
        CaseEvent::ClueOpened(_) => hall.office(CaseNotice::ClueArrived),
        CaseEvent::ClueAccepted(_) => hall.subject(CaseNotice::AcceptedAgainstYou),
        CaseEvent::InvestigatorsNamed(facts) => each(&facts.investigators, CaseNotice::Investigate),
        CaseEvent::CaseExtensionAsked(_) => hall.director(CaseNotice::ExtensionAsked),
        CaseEvent::CaseExtensionGranted(_) | CaseEvent::CaseExtensionRefused(_) => {
            each(&case.investigators, CaseNotice::ExtensionDecided)
        }
        CaseEvent::FaultsFound(_) => hall.office(CaseNotice::FaultsFound),
        CaseEvent::NothingFound(_) | CaseEvent::NotPursued(_) => {
            both(hall.subject(CaseNotice::Cleared), hall.office(CaseNotice::Cleared))
        }
        CaseEvent::IntentNotified(_) => hall.subject(CaseNotice::IntentNotified),
        CaseEvent::CaseStatementMade(_) => each(&case.investigators, CaseNotice::StatementArrived),
        CaseEvent::CaseStatementWaived(_)
        | CaseEvent::CaseStatementTermPassed(_)
        | CaseEvent::CaseStatementExamined(_) => hall.office(CaseNotice::ReadyToDeliberate),
        CaseEvent::PanelConvened(facts) => each(&facts.members, CaseNotice::Deliberate),
        CaseEvent::DeliberationEnded(facts) => each(&facts.signer, CaseNotice::ReadyToDecide),
        CaseEvent::CaseDecided(_) => hall.office(CaseNotice::ReadyToServe),
        CaseEvent::CaseServed(_) => hall.subject(CaseNotice::Served),
        CaseEvent::OutsideRecorded(_) => hall.subject(CaseNotice::OutsideRecorded),
        CaseEvent::CaseReviewAsked(_) | CaseEvent::CaseAppealAsked(_) => {
            hall.office(CaseNotice::RemedyAsked)
        }
        CaseEvent::ReviewersNamed(facts) => each(&facts.reviewers, CaseNotice::Review),
        CaseEvent::CaseReviewDecided(_)
        | CaseEvent::CaseAppealDecided(_)
        | CaseEvent::CaseAppealExtended(_) => hall.subject(CaseNotice::RemedyDecided),
        CaseEvent::BecameFinal(_) => {
            both(hall.subject(CaseNotice::Final), hall.office(CaseNotice::Final))
        }
        CaseEvent::WarningLifted(_) => hall.subject(CaseNotice::Lifted),
        CaseEvent::DecisionRevoked(_) => {
            both(hall.subject(CaseNotice::Revoked), hall.office(CaseNotice::Revoked))
        }
        CaseEvent::RightsRestored(_) | CaseEvent::ReputationRestored(_) => {
            hall.subject(CaseNotice::Restored)
        }
        CaseEvent::StepOverdue(_) => {
            both(hall.director(CaseNotice::Overdue), hall.office(CaseNotice::Overdue))
        }
        CaseEvent::FactRecorded(facts) if facts.kind == FactKind::SubjectTalk => {
            hall.subject(CaseNotice::AcceptedAgainstYou)
        }
        CaseEvent::FactRecorded(_)
        | CaseEvent::ClueDeclined(_)
        | CaseEvent::InvestigatorExcused(_)
        | CaseEvent::VoteCast(_)
        | CaseEvent::CaseTransferred(_)
        | CaseEvent::ExecutionConfirmed(_)
        | CaseEvent::RelapseRecorded(_)
        | CaseEvent::CasePublished(_)
        | CaseEvent::CaseArchived(_)
        | CaseEvent::TermsReprojected(_) => Vec::new(),
    }
}

fn each<'a>(
    people: impl IntoIterator<Item = &'a PersonId>,
    told: CaseNotice,
) -> Vec<(PersonId, CaseNotice)> {
    people.into_iter().map(|person| (person.clone(), told)).collect()
}

fn both(
    mut first: Vec<(PersonId, CaseNotice)>,
    second: Vec<(PersonId, CaseNotice)>,
) -> Vec<(PersonId, CaseNotice)> {
    first.extend(second);
    first
}

struct Hall<'a> {
    case: &'a Case,
    organization: &'a Organization,
}

impl Hall<'_> {
    /// The person, or the head of the unit, once he may know.
    fn subject(&self, told: CaseNotice) -> Vec<(PersonId, CaseNotice)> {
        let is_shown = self.case.shown_at.is_some() && self.case.stage != Stage::Transferred;
        let Some(clue) = self.case.clue.as_ref().filter(|_| is_shown) else { return Vec::new() };
        match &clue.subject {
            Subject::Person { person, .. } => each([person], told),
            Subject::Unit { unit } => each(self.head(unit), told),
        }
    }

    /// The head of the handling office.
    fn office(&self, told: CaseNotice) -> Vec<(PersonId, CaseNotice)> {
        let office = self.case.clue.as_ref().map(|clue| self.organization.heir_of(&clue.office));
        each(office.and_then(|office| self.head(office)), told)
    }

    fn director(&self, told: CaseNotice) -> Vec<(PersonId, CaseNotice)> {
        let about = self.case.clue.as_ref().and_then(|clue| clue.subject.person());
        let director = self.organization.director().filter(|director| Some(*director) != about);
        each(director, told)
    }

    fn head(&self, unit: &crate::id::UnitId) -> Option<&PersonId> {
        self.organization.unit(unit).and_then(|unit| unit.head.as_ref())
    }
}
