//! 告知. Who is told what after an event of a case, as codes; never to the concerned before he may know.

use crate::accountability::{Case, CaseEvent, FactKind, Stage, Subject};
use crate::decider::Fact;
use crate::id::PersonId;
use crate::organization::Organization;
use crate::rules::codes;

codes! {
    /// 告知什么.
    pub enum CaseTold {
        /// 有新线索: to the handling office
        ClueArrived = "clue_arrived", "有新的线索待受理";
        /// 已立案: to the person, where he may know
        AcceptedAgainstYou = "accepted_against_you", "对您的事已立案";
        /// 请您调查
        Investigate = "investigate", "请您参加调查";
        /// 待批准延长: to the director
        ExtensionAsked = "extension_asked", "有延长调查期限的申请待批准";
        /// 延长已批: to the investigators
        ExtensionDecided = "extension_decided", "延长调查期限已审批";
        /// 已认定: to the office
        FaultsFound = "faults_found", "过错已认定，请告知本人";
        /// 拟处理告知: to the person
        IntentNotified = "intent_notified", "拟对您作出处理，您可以陈述申辩";
        /// 本人已陈述: to the investigators
        StatementArrived = "statement_arrived", "本人已提出陈述申辩，请核实";
        /// 可以研究: to the office
        ReadyToDeliberate = "ready_to_deliberate", "已听取陈述申辩，请组织集体研究";
        /// 请您研究
        Deliberate = "deliberate", "请您参加集体研究并表决";
        /// 请您签发
        ReadyToDecide = "ready_to_decide", "集体研究已有结论，请签发";
        /// 待送达: to the office
        ReadyToServe = "ready_to_serve", "决定已签发，请送达";
        /// 决定: to the person
        Served = "served", "决定已送达，救济途径见决定书";
        /// 不予追究: to the person, where he knew
        Cleared = "cleared", "不予追究";
        /// 别处的决定: to the person
        OutsideRecorded = "outside_recorded", "有权机关的决定已记录";
        /// 有人申请救济: to the office
        RemedyAsked = "remedy_asked", "本人申请了救济，请办理";
        /// 请您复核
        Review = "review", "请您复核";
        /// 救济的结果: to the person
        RemedyDecided = "remedy_decided", "您的救济已有结果";
        /// 生效: to the person and the office
        Final = "final", "决定已生效";
        /// 解除: to the person
        Lifted = "lifted", "告诫期满，已解除";
        /// 撤销: to the person and the office
        Revoked = "revoked", "决定已撤销，将恢复权益和名誉";
        /// 已恢复: to the person
        Restored = "restored", "已恢复";
        /// 环节超期: to the director and the office
        Overdue = "overdue", "责任追究的环节已超期";
    }
}

/// Who is to be told what after an event; `case` is the case after it.
pub fn case_told(
    case: &Case,
    fact: &Fact<CaseEvent>,
    organization: &Organization,
) -> Vec<(PersonId, CaseTold)> {
    let hall = Hall { case, organization };
    match &fact.event {
        CaseEvent::ClueOpened(_) => hall.office(CaseTold::ClueArrived),
        CaseEvent::ClueAccepted(_) => hall.subject(CaseTold::AcceptedAgainstYou),
        CaseEvent::InvestigatorsNamed(facts) => each(&facts.investigators, CaseTold::Investigate),
        CaseEvent::CaseExtensionAsked(_) => hall.director(CaseTold::ExtensionAsked),
        CaseEvent::CaseExtensionGranted(_) | CaseEvent::CaseExtensionRefused(_) => {
            each(&case.investigators, CaseTold::ExtensionDecided)
        }
        CaseEvent::FaultsFound(_) => hall.office(CaseTold::FaultsFound),
        CaseEvent::NothingFound(_) | CaseEvent::NotPursued(_) => {
            both(hall.subject(CaseTold::Cleared), hall.office(CaseTold::Cleared))
        }
        CaseEvent::IntentNotified(_) => hall.subject(CaseTold::IntentNotified),
        CaseEvent::CaseStatementMade(_) => each(&case.investigators, CaseTold::StatementArrived),
        CaseEvent::CaseStatementWaived(_)
        | CaseEvent::CaseStatementTermPassed(_)
        | CaseEvent::CaseStatementExamined(_) => hall.office(CaseTold::ReadyToDeliberate),
        CaseEvent::PanelConvened(facts) => each(&facts.members, CaseTold::Deliberate),
        CaseEvent::DeliberationEnded(facts) => each(&facts.signer, CaseTold::ReadyToDecide),
        CaseEvent::CaseDecided(_) => hall.office(CaseTold::ReadyToServe),
        CaseEvent::CaseServed(_) => hall.subject(CaseTold::Served),
        CaseEvent::OutsideRecorded(_) => hall.subject(CaseTold::OutsideRecorded),
        CaseEvent::CaseReviewAsked(_) | CaseEvent::CaseAppealAsked(_) => {
            hall.office(CaseTold::RemedyAsked)
        }
        CaseEvent::ReviewersNamed(facts) => each(&facts.reviewers, CaseTold::Review),
        CaseEvent::CaseReviewDecided(_)
        | CaseEvent::CaseAppealDecided(_)
        | CaseEvent::CaseAppealExtended(_) => hall.subject(CaseTold::RemedyDecided),
        CaseEvent::BecameFinal(_) => {
            both(hall.subject(CaseTold::Final), hall.office(CaseTold::Final))
        }
        CaseEvent::WarningLifted(_) => hall.subject(CaseTold::Lifted),
        CaseEvent::DecisionRevoked(_) => {
            both(hall.subject(CaseTold::Revoked), hall.office(CaseTold::Revoked))
        }
        CaseEvent::RightsRestored(_) | CaseEvent::ReputationRestored(_) => {
            hall.subject(CaseTold::Restored)
        }
        CaseEvent::StepOverdue(_) => {
            both(hall.director(CaseTold::Overdue), hall.office(CaseTold::Overdue))
        }
        CaseEvent::FactRecorded(facts) if facts.kind == FactKind::SubjectTalk => {
            hall.subject(CaseTold::AcceptedAgainstYou)
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
    told: CaseTold,
) -> Vec<(PersonId, CaseTold)> {
    people.into_iter().map(|person| (person.clone(), told)).collect()
}

fn both(
    mut first: Vec<(PersonId, CaseTold)>,
    second: Vec<(PersonId, CaseTold)>,
) -> Vec<(PersonId, CaseTold)> {
    first.extend(second);
    first
}

struct Hall<'a> {
    case: &'a Case,
    organization: &'a Organization,
}

impl Hall<'_> {
    /// The person, or the head of the unit, once he may know.
    fn subject(&self, told: CaseTold) -> Vec<(PersonId, CaseTold)> {
        let is_shown = self.case.shown_at.is_some() && self.case.stage != Stage::Transferred;
        let Some(clue) = self.case.clue.as_ref().filter(|_| is_shown) else { return Vec::new() };
        match &clue.subject {
            Subject::Person { person, .. } => each([person], told),
            Subject::Unit { unit } => each(self.head(unit), told),
        }
    }

    /// The head of the handling office.
    fn office(&self, told: CaseTold) -> Vec<(PersonId, CaseTold)> {
        let office = self.case.clue.as_ref().map(|clue| self.organization.heir_of(&clue.office));
        each(office.and_then(|office| self.head(office)), told)
    }

    fn director(&self, told: CaseTold) -> Vec<(PersonId, CaseTold)> {
        let about = self.case.clue.as_ref().and_then(|clue| clue.subject.person());
        let director = self.organization.director().filter(|director| Some(*director) != about);
        each(director, told)
    }

    fn head(&self, unit: &crate::id::UnitId) -> Option<&PersonId> {
        self.organization.unit(unit).and_then(|unit| unit.head.as_ref())
    }
}
