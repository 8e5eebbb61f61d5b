//! 答复与回访. Every complaint is answered by its code, an anonymous one as well; whether he is content
//! is asked on that page, by telephone only where he ticked it; once it may be investigated anew.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::complaint::draft::{Decided, Happened, When, Wish};
use crate::complaint::wording::{fits, said};
use crate::complaint::{Clock, ClockName, Complaint, ComplaintRefusal as No, Finding, Mode, Stage};
use crate::decider::Context;
use crate::text::{TextDigest, Written};

/// 答复投诉人.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    /// 答复书: what was found, what was done, what will change.
    pub text: Written,
}

/// 回答回访.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerFollowUp {
    /// Content or not.
    pub satisfaction: Content,
    /// In his own words.
    pub words: Option<Written>,
}

/// 电话回访.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordCall {
    /// What came of it.
    pub outcome: CallOutcome,
}

/// 重新调查.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrderRedo {
    /// Why.
    pub reason: Written,
}

/// 归档.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Archive {}

/// 是否满意, with the cause where he is not.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// 满意
    Satisfied,
    /// 基本满意
    Fair,
    /// 不满意：没有认真调查
    NotInvestigated,
    /// 不满意：查明了没有处理
    NotDealtWith,
    /// 不满意：没有回答我的问题
    NotAnswered,
    /// 不满意：不同意结论或规定本身
    Disagrees,
}

/// 电话回访的结果.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// 接通，已说明
    Reached,
    /// 没打通
    NotReached,
}

/// 答复 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReplyGiven {
    /// 答复书.
    pub text: TextDigest,
    /// When.
    pub at: Instant,
}

/// 回访回答 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FollowUpAnswer {
    /// Content or not.
    pub satisfaction: Content,
    /// In his own words.
    pub words: Option<TextDigest>,
    /// When.
    pub at: Instant,
}

/// 电话回访 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CallMade {
    /// What came of it.
    pub outcome: CallOutcome,
    /// When.
    pub at: Instant,
}

/// 已答复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Replied {
    /// 答复书.
    pub text: TextDigest,
    /// 回访 until then.
    pub follow_up: Clock,
}

/// 回访已回答.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FollowUpAnswered {
    /// Content or not.
    pub satisfaction: Content,
    /// In his own words.
    pub words: Option<TextDigest>,
}

/// 回访期满未回答. Silence is neither praise nor blame.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FollowUpLapsed {
    /// When it fell due.
    pub fell_due_at: Instant,
}

/// 已电话回访.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CallRecorded {
    /// What came of it.
    pub outcome: CallOutcome,
}

/// 已要求重新调查.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RedoOrdered {
    /// The round that begins.
    pub round: u32,
    /// Why.
    pub reason: TextDigest,
    /// 办结 is owed by then.
    pub finish: Clock,
}

/// 已归档.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Archived {}

impl Content {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Satisfied => "satisfied",
            Self::Fair => "fair",
            Self::NotInvestigated => "not_investigated",
            Self::NotDealtWith => "not_dealt_with",
            Self::NotAnswered => "not_answered",
            Self::Disagrees => "disagrees",
        }
    }

    /// 责任在办理一方: the cause lies with who handled it.
    pub fn is_by_handlers(self) -> bool {
        match self {
            Self::NotInvestigated | Self::NotDealtWith | Self::NotAnswered => true,
            Self::Satisfied | Self::Fair | Self::Disagrees => false,
        }
    }
}

impl Wish for Reply {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.open()?;
        match complaint.stage {
            Stage::Closed => {}
            Stage::Replied => return Err(No::AlreadyReplied),
            Stage::Registered
            | Stage::Accepted
            | Stage::Investigating
            | Stage::Found
            | Stage::Archived
            | Stage::Rejected
            | Stage::Merged
            | Stage::Outside
            | Stage::OutsideEnded
            | Stage::Transferred => return Err(No::NotClosed),
        }
        said(&self.text, "答复")?;
        let limit = complaint.rule(cx)?.follow_up.limit;
        let follow_up = Clock::start(cx, cx.now, limit);
        Ok(vec![Replied { text: self.text.digest(), follow_up }.into()])
    }
}

impl Happened for Replied {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.stop(ClockName::Reply, when.at);
        complaint.clocks.insert(ClockName::FollowUp, self.follow_up.clone());
        complaint.stage = Stage::Replied;
        complaint.reply = Some(ReplyGiven { text: self.text, at: when.at });
    }
}

impl Complaint {
    fn replied(&self) -> Result<(), No> {
        self.open()?;
        if self.stage == Stage::Replied { Ok(()) } else { Err(No::NotReplied) }
    }
}

impl Wish for AnswerFollowUp {
    fn texts(&self) -> Vec<&Written> {
        self.words.iter().collect()
    }

    fn decide(self, complaint: &Complaint, _cx: &Context<'_>) -> Decided {
        complaint.replied()?;
        self.words.as_ref().map_or(Ok(()), fits)?;
        if complaint.follow_up.is_some() {
            return Err(No::AlreadyAnswered);
        }
        let words = self.words.as_ref().map(Written::digest);
        Ok(vec![FollowUpAnswered { satisfaction: self.satisfaction, words }.into()])
    }
}

impl Happened for FollowUpAnswered {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.stop(ClockName::FollowUp, when.at);
        let (satisfaction, words, at) = (self.satisfaction, self.words, when.at);
        complaint.follow_up = Some(FollowUpAnswer { satisfaction, words, at });
    }
}

impl Happened for FollowUpLapsed {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        if let Some(clock) = complaint.clocks.get_mut(&ClockName::FollowUp) {
            clock.has_passed = true;
        }
    }
}

impl Wish for RecordCall {
    fn decide(self, complaint: &Complaint, _cx: &Context<'_>) -> Decided {
        let filing = complaint.open()?;
        if !filing.wants_call {
            return Err(No::CallNotWanted);
        }
        complaint.replied()?;
        Ok(vec![CallRecorded { outcome: self.outcome }.into()])
    }
}

impl Happened for CallRecorded {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.calls.push(CallMade { outcome: self.outcome, at: when.at });
    }
}

impl Wish for OrderRedo {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.open()?;
        said(&self.reason, "重新调查的理由")?;
        let rule = complaint.rule(cx)?;
        let route = complaint.route.as_ref();
        let is_returned = complaint.stage == Stage::Found && route.is_some();
        let answer = complaint.follow_up.as_ref().map(|answer| answer.satisfaction);
        let is_asked = complaint.stage == Stage::Replied
            && answer.is_some_and(|satisfaction| satisfaction.is_by_handlers());
        if !is_returned && !is_asked {
            return Err(No::NoCauseForRedo);
        }
        let (used, allowed) = (complaint.round.saturating_sub(1), rule.redo_times);
        if used >= allowed {
            return Err(No::RedoSpent { used, allowed, clause: rule.source.clone() });
        }
        let limit = match route.map(|route| route.mode) {
            Some(Mode::AssignWithReport | Mode::Forward) => rule.finish_assigned.limit,
            Some(Mode::SelfHandle | Mode::Joint) | None => rule.finish_own.limit,
        };
        let finish = Clock::start(cx, cx.now, limit);
        let (round, reason) = (complaint.round.saturating_add(1), self.reason.digest());
        Ok(vec![RedoOrdered { round, reason, finish }.into()])
    }
}

/// 前一轮. What a round that was not the last had found; it stays counted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EarlierRound {
    /// What was found.
    pub finding: Option<Finding>,
    /// What was replied.
    pub reply: Option<ReplyGiven>,
    /// What the complainant answered.
    pub follow_up: Option<FollowUpAnswer>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
}

impl Happened for RedoOrdered {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.stop_all(when.at);
        complaint.clocks.remove(&ClockName::Reply);
        complaint.clocks.remove(&ClockName::FollowUp);
        complaint.clocks.insert(ClockName::Finish, self.finish.clone());
        complaint.earlier.push(EarlierRound {
            finding: complaint.finding.take(),
            reply: complaint.reply.take(),
            follow_up: complaint.follow_up.take(),
            closed_at: complaint.closed_at.take(),
        });
        complaint.round = self.round;
        complaint.investigators.clear();
        complaint.dealings.clear();
        complaint.watch_until = None;
        complaint.stage = Stage::Accepted;
    }
}

impl Wish for Archive {
    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.replied()?;
        let clock = complaint.clocks.get(&ClockName::FollowUp);
        let until = clock.filter(|clock| clock.is_running() && cx.now < clock.due_at);
        match until {
            Some(clock) => Err(No::FollowUpRuns { until: clock.due_at }),
            None => Ok(vec![Archived {}.into()]),
        }
    }
}

impl Happened for Archived {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.end(Stage::Archived, when.at);
    }
}
