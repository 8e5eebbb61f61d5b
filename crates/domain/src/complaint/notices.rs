//! 通知. Who is told what an event brings, as codes: no text, no name. Whoever is concerned hears
//! nothing but the item he is to explain.

use xiaoneng_calendar::Instant;

use crate::complaint::parts::approver;
use crate::complaint::recusal::outside_reason;
use crate::complaint::{ClockName, Complaint, ComplaintEvent, recused};
use crate::decider::Fact;
use crate::id::{InquiryNumber, PersonId};
use crate::organization::{Organization, Role};

/// 告知内容.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Told {
    // —— 投诉人 ——
    /// 已收到
    Received,
    /// 已交局外办理
    HandedOutside,
    /// 已受理
    Accepted {
        /// By when the result is owed.
        finish_by: Instant,
    },
    /// 不予受理
    Rejected,
    /// 已并案
    Merged,
    /// 已延期
    Extended {
        /// By when the result is owed now.
        finish_by: Instant,
    },
    /// 已答复
    Replied,
    /// 重新调查
    InvestigatedAnew,
    /// 身份已启封
    Unsealed {
        /// Until when it may be read.
        until: Instant,
    },
    /// 身份已被查看
    IdentityRead,
    /// 已移送
    Transferred,
    /// 局外办理已结束
    OutsideEnded,
    /// 到期已重算
    Reprojected {
        /// Which.
        clock: ClockName,
    },
    // —— 办理人 ——
    /// 新投诉: to 效能办.
    ToAccept,
    /// 交您单位办理
    Charged,
    /// 请您调查
    Appointed,
    /// 投诉人有补充
    Supplemented,
    /// 投诉人申请回避
    RecusalAsked,
    /// 需要重新指定: somebody lost his part.
    PartsTakenAway,
    /// 已书面说明
    Explained,
    /// 逾期未说明
    ExplanationLapsed,
    /// 已认定，待处理结案
    Found,
    /// 已结案，待答复
    ToReply,
    /// 投诉人已回答回访
    FollowUpAnswered,
    /// 延期待您审批
    ExtensionAsked,
    /// 延期未获批准 or lapsed
    ExtensionRefused,
    /// 启封待您审批
    UnsealingAsked,
    /// 可以查看身份
    UnsealingGranted {
        /// Until when.
        until: Instant,
    },
    /// 启封未获批准
    UnsealingRefused,
    /// 时限已过
    LimitPassed {
        /// Which.
        clock: ClockName,
    },
    /// 疑似报复: to the investigators.
    RetaliationSuspected,
    // —— 局外 ——
    /// 请您承接: to the contacts outside.
    TakeOver,
    // —— 被核查人 ——
    /// 请书面说明: the item alone.
    ExplanationDemanded {
        /// 核查编号.
        item: InquiryNumber,
        /// By when.
        answer_by: Instant,
    },
}

impl Told {
    /// As templates know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Received => "complaint_received",
            Self::HandedOutside => "complaint_handed_outside",
            Self::Accepted { .. } => "complaint_accepted",
            Self::Rejected => "complaint_rejected",
            Self::Merged => "complaint_merged",
            Self::Extended { .. } => "complaint_extended",
            Self::Replied => "complaint_replied",
            Self::InvestigatedAnew => "complaint_investigated_anew",
            Self::Unsealed { .. } => "complaint_unsealed",
            Self::IdentityRead => "complaint_identity_read",
            Self::Transferred => "complaint_transferred",
            Self::OutsideEnded => "complaint_outside_ended",
            Self::Reprojected { .. } => "complaint_reprojected",
            Self::ToAccept => "complaint_to_accept",
            Self::Charged => "complaint_charged",
            Self::Appointed => "complaint_appointed",
            Self::Supplemented => "complaint_supplemented",
            Self::RecusalAsked => "complaint_recusal_asked",
            Self::PartsTakenAway => "complaint_parts_taken_away",
            Self::Explained => "complaint_explained",
            Self::ExplanationLapsed => "complaint_explanation_lapsed",
            Self::Found => "complaint_found",
            Self::ToReply => "complaint_to_reply",
            Self::FollowUpAnswered => "complaint_follow_up_answered",
            Self::ExtensionAsked => "complaint_extension_asked",
            Self::ExtensionRefused => "complaint_extension_refused",
            Self::UnsealingAsked => "complaint_unsealing_asked",
            Self::UnsealingGranted { .. } => "complaint_unsealing_granted",
            Self::UnsealingRefused => "complaint_unsealing_refused",
            Self::LimitPassed { .. } => "complaint_limit_passed",
            Self::RetaliationSuspected => "complaint_retaliation_suspected",
            Self::TakeOver => "complaint_take_over",
            Self::ExplanationDemanded { .. } => "inquiry_asked",
        }
    }
}

/// Who is told what, after the event; `complaint` is as the event left it.
pub fn complaint_told(
    complaint: &Complaint,
    fact: &Fact<ComplaintEvent>,
    organization: &Organization,
) -> Vec<(PersonId, Told)> {
    let telling = Telling { complaint, organization };
    let told = telling.of(&fact.event);
    let recusal = recused(organization, complaint);
    // On its way outside nobody inside hears of it.
    let is_leaving = complaint.outside.is_none()
        && complaint.reply.is_none()
        && outside_reason(organization, &complaint.subjects).is_some();
    let may_hear = |(person, told): &(PersonId, Told)| {
        let is_asked = matches!(told, Told::ExplanationDemanded { .. });
        let takes_over = matches!(told, Told::TakeOver);
        let is_complainant = complaint.complainant() == Some(person);
        is_asked || is_complainant || (!recusal.covers(person) && (takes_over || !is_leaving))
    };
    told.into_iter().filter(may_hear).collect()
}

/// What the complainant is told, if anything.
fn to_complainant(event: &ComplaintEvent) -> Option<Told> {
    use ComplaintEvent as Event;
    match event {
        Event::Filed(_) => Some(Told::Received),
        Event::Accepted(facts) => Some(Told::Accepted { finish_by: facts.finish.due_at }),
        Event::Rejected(_) => Some(Told::Rejected),
        Event::Merged(_) => Some(Told::Merged),
        Event::Replied(_) => Some(Told::Replied),
        Event::RedoOrdered(_) => Some(Told::InvestigatedAnew),
        Event::ExtensionGranted(facts) => Some(Told::Extended { finish_by: facts.finish.due_at }),
        Event::Unsealed(facts) => Some(Told::Unsealed { until: facts.until }),
        Event::IdentityRead(_) => Some(Told::IdentityRead),
        Event::HandedOutside(_) => Some(Told::HandedOutside),
        Event::OutsideEnded(_) => Some(Told::OutsideEnded),
        Event::ClueTransferred(_) => Some(Told::Transferred),
        Event::Reprojected(facts) => Some(Told::Reprojected { clock: facts.clock }),
        Event::Supplied(_)
        | Event::Routed(_)
        | Event::InvestigatorsAppointed(_)
        | Event::InvestigationRecorded(_)
        | Event::ExplanationDemanded(_)
        | Event::Explained(_)
        | Event::ExplanationLapsed(_)
        | Event::RespondentIdentified(_)
        | Event::SteppedAside(_)
        | Event::RecusalAsked(_)
        | Event::PartsTakenAway(_)
        | Event::Found(_)
        | Event::Dealt(_)
        | Event::Closed(_)
        | Event::FollowUpAnswered(_)
        | Event::FollowUpLapsed(_)
        | Event::CallRecorded(_)
        | Event::Archived(_)
        | Event::ExtensionAsked(_)
        | Event::ExtensionRefused(_)
        | Event::ExtensionLapsed(_)
        | Event::UnsealingAsked(_)
        | Event::UnsealingRefused(_)
        | Event::ContactsChanged(_)
        | Event::RetaliationSuspected(_)
        | Event::SuspicionChecked(_)
        | Event::LimitPassed(_) => None,
    }
}

/// One complaint, and who has to do with it.
struct Telling<'a> {
    complaint: &'a Complaint,
    organization: &'a Organization,
}

type All = Vec<(PersonId, Told)>;

impl Telling<'_> {
    fn of(&self, event: &ComplaintEvent) -> All {
        let complainant = self.complaint.complainant().zip(to_complainant(event));
        let told = complainant.map(|(person, told)| (person.clone(), told));
        told.into_iter().chain(self.to_staff(event)).collect()
    }

    fn to_staff(&self, event: &ComplaintEvent) -> All {
        use ComplaintEvent as Event;
        match event {
            Event::Filed(_) => self.office(Told::ToAccept),
            Event::Supplied(_) => self.handlers(Told::Supplemented),
            Event::Routed(facts) => self.each(&facts.head, Told::Charged),
            Event::InvestigatorsAppointed(facts) => {
                self.each(&facts.investigators, Told::Appointed)
            }
            Event::ExplanationDemanded(facts) => {
                let (item, answer_by) = (facts.item.clone(), facts.answer_by);
                self.each([&facts.to], Told::ExplanationDemanded { item, answer_by })
            }
            Event::Explained(_) => self.investigators(Told::Explained),
            Event::ExplanationLapsed(_) => self.investigators(Told::ExplanationLapsed),
            Event::RecusalAsked(_) => self.decider(Told::RecusalAsked),
            Event::PartsTakenAway(_) => self.decider(Told::PartsTakenAway),
            Event::Found(_) => self.decider(Told::Found),
            Event::Closed(_) => self.office(Told::ToReply),
            Event::FollowUpAnswered(_) => self.decider(Told::FollowUpAnswered),
            Event::ExtensionAsked(facts) => self.each([&facts.approver], Told::ExtensionAsked),
            Event::ExtensionRefused(facts) => self.asker_of_extension(facts.request),
            Event::ExtensionLapsed(facts) => self.asker_of_extension(facts.request),
            Event::UnsealingAsked(facts) => self.each([&facts.approver], Told::UnsealingAsked),
            Event::Unsealed(facts) => {
                self.each([&facts.asked_by], Told::UnsealingGranted { until: facts.until })
            }
            Event::UnsealingRefused(facts) => self.asker_of_unsealing(facts.request),
            Event::HandedOutside(facts) => self.each(&facts.contacts, Told::TakeOver),
            Event::ContactsChanged(facts) => self.each(&facts.added, Told::TakeOver),
            Event::ClueTransferred(facts) => self.each(&facts.contacts, Told::TakeOver),
            Event::RetaliationSuspected(_) => self.investigators(Told::RetaliationSuspected),
            Event::LimitPassed(facts) => {
                let told = Told::LimitPassed { clock: facts.clock };
                [self.decider(told.clone()), self.investigators(told)].concat()
            }
            Event::Accepted(_)
            | Event::Rejected(_)
            | Event::Merged(_)
            | Event::Replied(_)
            | Event::RedoOrdered(_)
            | Event::ExtensionGranted(_)
            | Event::IdentityRead(_)
            | Event::OutsideEnded(_)
            | Event::Reprojected(_)
            | Event::InvestigationRecorded(_)
            | Event::RespondentIdentified(_)
            | Event::SteppedAside(_)
            | Event::Dealt(_)
            | Event::FollowUpLapsed(_)
            | Event::CallRecorded(_)
            | Event::Archived(_)
            | Event::SuspicionChecked(_) => Vec::new(),
        }
    }

    fn each<'p>(&self, persons: impl IntoIterator<Item = &'p PersonId>, told: Told) -> All {
        persons.into_iter().map(|person| (person.clone(), told.clone())).collect()
    }

    fn decider(&self, told: Told) -> All {
        self.each(approver(self.organization, self.complaint, None), told)
    }

    /// 效能办 with its head; nobody where it went outside.
    fn office(&self, told: Told) -> All {
        let holds = |role: &Role| *role == Role::EfficacyOffice;
        let serving = self.organization.persons.values().filter(|person| !person.has_left);
        let officers = serving.filter(|person| person.roles.iter().any(holds));
        let mut persons: Vec<&PersonId> = officers.map(|person| &person.id).collect();
        let decider = approver(self.organization, self.complaint, None);
        persons.extend(decider.filter(|person| !persons.contains(person)));
        self.each(persons, told)
    }

    fn investigators(&self, told: Told) -> All {
        self.each(&self.complaint.investigators, told)
    }

    /// Whoever has it in hand: the investigators, else 效能办.
    fn handlers(&self, told: Told) -> All {
        let contacts = self.complaint.outside.iter().flat_map(|outside| &outside.contacts);
        let outside = self.each(contacts, told.clone());
        match (outside.is_empty(), self.complaint.investigators.is_empty()) {
            (false, _) => outside,
            (true, true) => self.office(told),
            (true, false) => self.investigators(told),
        }
    }

    fn asker_of_extension(&self, number: u32) -> All {
        let mut requests = self.complaint.extensions.iter();
        let request = requests.find(|request| request.ordinal == number);
        self.each(request.map(|request| &request.asked_by), Told::ExtensionRefused)
    }

    fn asker_of_unsealing(&self, number: u32) -> All {
        let mut requests = self.complaint.unsealings.iter();
        let request = requests.find(|request| request.ordinal == number);
        let asker = request.map(|request| &request.asked_by);
        self.each(asker, Told::UnsealingRefused)
    }
}
