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

/// One complaint, and who has to do with it.
struct Telling<'a> {
    complaint: &'a Complaint,
    organization: &'a Organization,
}

type All = Vec<(PersonId, Told)>;

impl Telling<'_> {
    #[allow(clippy::too_many_lines)]
    fn of(&self, event: &ComplaintEvent) -> All {
        use ComplaintEvent as Event;
        match event {
            Event::Filed(_) => {
                [self.complainant(Told::Received), self.office(Told::ToAccept)].concat()
            }
            Event::Supplied(_) => self.handlers(Told::Supplemented),
            Event::Accepted(facts) => {
                self.complainant(Told::Accepted { finish_by: facts.finish.due_at })
            }
            Event::Rejected(_) => self.complainant(Told::Rejected),
            Event::Merged(_) => self.complainant(Told::Merged),
            Event::Routed(facts) => self.each(facts.head.iter(), Told::Charged),
            Event::InvestigatorsAppointed(facts) => {
                self.each(facts.investigators.iter(), Told::Appointed)
            }
            Event::ExplanationDemanded(facts) => {
                let (item, answer_by) = (facts.item.clone(), facts.answer_by);
                self.each([&facts.to].into_iter(), Told::ExplanationDemanded { item, answer_by })
            }
            Event::Explained(_) => self.investigators(Told::Explained),
            Event::ExplanationLapsed(_) => self.investigators(Told::ExplanationLapsed),
            Event::RecusalAsked(_) => self.decider(Told::RecusalAsked),
            Event::PartsTakenAway(_) => self.decider(Told::PartsTakenAway),
            Event::Found(_) => self.decider(Told::Found),
            Event::Closed(_) => self.office(Told::ToReply),
            Event::Replied(_) => self.complainant(Told::Replied),
            Event::FollowUpAnswered(_) => self.decider(Told::FollowUpAnswered),
            Event::RedoOrdered(_) => self.complainant(Told::InvestigatedAnew),
            Event::ExtensionAsked(facts) => {
                self.each([&facts.approver].into_iter(), Told::ExtensionAsked)
            }
            Event::ExtensionGranted(facts) => {
                self.complainant(Told::Extended { finish_by: facts.finish.due_at })
            }
            Event::ExtensionRefused(facts) => {
                self.asker_of_extension(facts.request, Told::ExtensionRefused)
            }
            Event::ExtensionLapsed(facts) => {
                self.asker_of_extension(facts.request, Told::ExtensionRefused)
            }
            Event::UnsealingAsked(facts) => {
                self.each([&facts.approver].into_iter(), Told::UnsealingAsked)
            }
            Event::Unsealed(facts) => {
                let until = facts.until;
                let asker = [&facts.asked_by].into_iter();
                [
                    self.complainant(Told::Unsealed { until }),
                    self.each(asker, Told::UnsealingGranted { until }),
                ]
                .concat()
            }
            Event::UnsealingRefused(facts) => self.asker_of_unsealing(facts.request),
            Event::IdentityRead(_) => self.complainant(Told::IdentityRead),
            Event::HandedOutside(facts) => [
                self.complainant(Told::HandedOutside),
                self.each(facts.contacts.iter(), Told::TakeOver),
            ]
            .concat(),
            Event::OutsideEnded(_) => self.complainant(Told::OutsideEnded),
            Event::ClueTransferred(facts) => [
                self.complainant(Told::Transferred),
                self.each(facts.contacts.iter(), Told::TakeOver),
            ]
            .concat(),
            Event::RetaliationSuspected(_) => self.investigators(Told::RetaliationSuspected),
            Event::LimitPassed(facts) => {
                let told = Told::LimitPassed { clock: facts.clock };
                [self.decider(told.clone()), self.investigators(told)].concat()
            }
            Event::Reprojected(facts) => self.complainant(Told::Reprojected { clock: facts.clock }),
            Event::InvestigationRecorded(_)
            | Event::RespondentIdentified(_)
            | Event::SteppedAside(_)
            | Event::Dealt(_)
            | Event::FollowUpLapsed(_)
            | Event::CallRecorded(_)
            | Event::Archived(_)
            | Event::SuspicionChecked(_) => Vec::new(),
        }
    }

    fn each<'p>(&self, persons: impl Iterator<Item = &'p PersonId>, told: Told) -> All {
        persons.map(|person| (person.clone(), told.clone())).collect()
    }

    fn complainant(&self, told: Told) -> All {
        self.each(self.complaint.complainant().into_iter(), told)
    }

    fn decider(&self, told: Told) -> All {
        self.each(approver(self.organization, self.complaint, None).into_iter(), told)
    }

    /// 效能办 with its head; nobody where it went outside.
    fn office(&self, told: Told) -> All {
        let holds = |role: &Role| *role == Role::EfficacyOffice;
        let serving = self.organization.persons.values().filter(|person| !person.has_left);
        let officers = serving.filter(|person| person.roles.iter().any(holds));
        let mut persons: Vec<&PersonId> = officers.map(|person| &person.id).collect();
        let decider = approver(self.organization, self.complaint, None);
        persons.extend(decider.filter(|person| !persons.contains(person)));
        self.each(persons.into_iter(), told)
    }

    fn investigators(&self, told: Told) -> All {
        self.each(self.complaint.investigators.iter(), told)
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

    fn asker_of_extension(&self, number: u32, told: Told) -> All {
        let mut requests = self.complaint.extensions.iter();
        let request = requests.find(|request| request.ordinal == number);
        self.each(request.map(|request| &request.asked_by).into_iter(), told)
    }

    fn asker_of_unsealing(&self, number: u32) -> All {
        let mut requests = self.complaint.unsealings.iter();
        let request = requests.find(|request| request.ordinal == number);
        let asker = request.map(|request| &request.asked_by);
        self.each(asker.into_iter(), Told::UnsealingRefused)
    }
}
