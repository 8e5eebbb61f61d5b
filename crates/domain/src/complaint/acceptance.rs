//! 受理. Within its limit every complaint is accepted with a way of handling, rejected with the right
//! door named, or merged; the complainant is told in writing.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::complaint::draft::{Decided, Draft, Happened, When, Wish};
use crate::complaint::routing::routed;
use crate::complaint::watch::watch_until;
use crate::complaint::wording::said;
use crate::complaint::{Clock, ClockName, Complaint, ComplaintRefusal as No, NewRoute, Stage};
use crate::decider::Context;
use crate::id::ComplaintReference;
use crate::rules::ComplaintRule;
use crate::text::{TextDigest, Written};

/// 受理, with the way it is handled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Accept {
    /// 办理方式.
    pub route: NewRoute,
    /// 受理告知书: what the complainant is told.
    pub notice: Written,
}

/// 不予受理.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reject {
    /// Why, and where it belongs.
    pub reason: RejectReason,
    /// 不予受理告知书: the reason and the right door in words.
    pub notice: Written,
}

/// 并案.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merge {
    /// The complaint that goes on.
    pub into: ComplaintReference,
    /// What the complainant is told.
    pub notice: Written,
}

/// 不予受理的理由 (domain.md 8.1). Each but one names the right door.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RejectReason {
    /// 应当通过诉讼、仲裁解决
    Litigation,
    /// 应当申请行政复议
    Reconsideration,
    /// 政府信息公开争议
    InformationDispute,
    /// 涉嫌刑事犯罪
    Criminal,
    /// 违纪违法线索
    Discipline,
    /// 其他机关的事
    OtherOrgan,
    /// 请求权利、赔偿的信访事项
    Petition,
    /// 同一事项已经办结,没有新的事实
    AlreadyHandled,
    /// 没有具体事实或线索,无法核查
    NoConcreteFact,
}

/// 正确渠道.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RightChannel {
    /// 人民法院或仲裁机构
    CourtOrArbitration,
    /// 行政复议机关
    ReconsiderationOrgan,
    /// 信息公开工作机构
    InformationOffice,
    /// 公安机关
    Police,
    /// 纪检监察机关
    DisciplineOrgan,
    /// 有权处理的机关
    CompetentOrgan,
    /// 信访工作机构
    PetitionOffice,
    /// 凭新的事实再次投诉
    FileAnew,
}

/// 受理 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Acceptance {
    /// When.
    pub at: Instant,
    /// What the complainant was told.
    pub notice: TextDigest,
}

/// 不予受理 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rejection {
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: RejectReason,
    /// What the complainant was told.
    pub notice: TextDigest,
}

/// 已受理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Accepted {
    /// What the complainant was told.
    pub notice: TextDigest,
    /// 办结 is owed by then.
    pub finish: Clock,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 未予受理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rejected {
    /// Why.
    pub reason: RejectReason,
    /// The right door.
    pub channel: RightChannel,
    /// What the complainant was told.
    pub notice: TextDigest,
    /// 防报复关注到何时, for who works here.
    pub watch_until: Option<Instant>,
}

/// 已并案.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Merged {
    /// The complaint that goes on.
    pub into: ComplaintReference,
    /// What the complainant was told.
    pub notice: TextDigest,
    /// 防报复关注到何时, for who works here.
    pub watch_until: Option<Instant>,
}

impl RejectReason {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Litigation,
        Self::Reconsideration,
        Self::InformationDispute,
        Self::Criminal,
        Self::Discipline,
        Self::OtherOrgan,
        Self::Petition,
        Self::AlreadyHandled,
        Self::NoConcreteFact,
    ];

    /// The right door.
    pub fn channel(self) -> RightChannel {
        match self {
            Self::Litigation => RightChannel::CourtOrArbitration,
            Self::Reconsideration => RightChannel::ReconsiderationOrgan,
            Self::InformationDispute => RightChannel::InformationOffice,
            Self::Criminal => RightChannel::Police,
            Self::Discipline => RightChannel::DisciplineOrgan,
            Self::OtherOrgan => RightChannel::CompetentOrgan,
            Self::Petition => RightChannel::PetitionOffice,
            Self::AlreadyHandled | Self::NoConcreteFact => RightChannel::FileAnew,
        }
    }
}

/// 效能投诉规则 of that day.
pub(super) fn rule_on<'r>(cx: &Context<'r>, on: Date) -> Result<&'r ComplaintRule, No> {
    cx.rules.on(on).complaint.as_ref().ok_or(No::RulesSilent)
}

impl Complaint {
    /// The rule by which limits are reckoned: that of the day of acceptance, before it that of today
    /// (decisions C22).
    pub(super) fn rule<'r>(&self, cx: &Context<'r>) -> Result<&'r ComplaintRule, No> {
        let accepted = self.acceptance.as_ref().map(|acceptance| acceptance.at);
        rule_on(cx, accepted.unwrap_or(cx.now).date())
    }

    fn registered(&self) -> Result<(), No> {
        self.open()?;
        match self.stage == Stage::Registered {
            true => Ok(()),
            false => Err(No::AlreadyDecided { stage: self.stage }),
        }
    }
}

impl Wish for Accept {
    fn texts(&self) -> Vec<&Written> {
        [&self.notice].into_iter().chain(self.route.texts()).collect()
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.registered()?;
        said(&self.notice, "告知投诉人的话")?;
        let rule = complaint.rule(cx)?;
        let (route, finish) = routed(complaint, cx, self.route, rule)?;
        let mut draft = Draft::of(complaint, cx);
        let (notice, rules) = (self.notice.digest(), cx.rules.digest());
        draft.push(Accepted { notice, finish, rules });
        draft.push(route);
        draft.done()
    }
}

impl Happened for Accepted {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.stop(ClockName::Acceptance, when.at);
        complaint.clocks.insert(ClockName::Finish, self.finish.clone());
        complaint.stage = Stage::Accepted;
        complaint.round = 1;
        complaint.acceptance = Some(Acceptance { at: when.at, notice: self.notice });
    }
}

impl Wish for Reject {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.notice]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.registered()?;
        said(&self.notice, "不予受理的理由和正确的渠道")?;
        let rejected = Rejected {
            reason: self.reason,
            channel: self.reason.channel(),
            notice: self.notice.digest(),
            watch_until: watch_until(complaint, cx)?,
        };
        Ok(vec![rejected.into()])
    }
}

impl Happened for Rejected {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        let (at, reason, notice) = (when.at, self.reason, self.notice);
        complaint.rejection = Some(Rejection { at, reason, notice });
        complaint.watch_until = self.watch_until;
        complaint.end(Stage::Rejected, at);
    }
}

impl Wish for Merge {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.notice]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.registered()?;
        said(&self.notice, "告知投诉人的话")?;
        let own = complaint.filing.as_ref().map(|filing| &filing.reference);
        if own == Some(&self.into) || !self.into.is_well_formed() {
            return Err(No::MergeAmiss);
        }
        let watch_until = watch_until(complaint, cx)?;
        Ok(vec![Merged { into: self.into, notice: self.notice.digest(), watch_until }.into()])
    }
}

impl Happened for Merged {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.merged_into = Some(self.into.clone());
        complaint.merge_notice = Some(self.notice);
        complaint.watch_until = self.watch_until;
        complaint.end(Stage::Merged, when.at);
    }
}

impl Complaint {
    /// 了结. Nothing is owed any more, and no request waits.
    pub(super) fn end(&mut self, stage: Stage, at: Instant) {
        self.stage = stage;
        self.ended_at = Some(at);
        self.stop_all(at);
        self.void_requests(at);
    }

    /// Requests that wait fall; an identity that was opened is sealed again.
    pub(super) fn void_requests(&mut self, at: Instant) {
        for request in self.extensions.iter_mut().filter(|request| request.is_open()) {
            request.fall();
        }
        for unsealing in &mut self.unsealings {
            unsealing.fall(at);
        }
    }
}
