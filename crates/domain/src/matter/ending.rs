//! 了结. Six endings; each tells the citizen, only completion counts in on-time.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::Context;
use crate::id::{MatterNumber, PersonId};
use crate::matter::clock::{ClockName, StopReason};
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::filing::check_number;
use crate::matter::requests::RequestState;
use crate::matter::standing::{said, staff};
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 了结方式.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ending {
    /// 办结
    Completed,
    /// 不予受理
    Declined,
    /// 不属职责,已告知主管单位
    ReferredOutside,
    /// 诉求人撤回
    Withdrawn,
    /// 并入另一件
    Merged {
        /// Into which.
        into: MatterNumber,
    },
    /// 逾期未补正,失效
    Lapsed,
}

impl Ending {
    /// Whether a result was delivered.
    pub fn is_answer(&self) -> bool {
        match self {
            Self::Completed | Self::Declined | Self::ReferredOutside => true,
            Self::Withdrawn | Self::Merged { .. } | Self::Lapsed => false,
        }
    }

    /// 中文名称.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Completed => "办结",
            Self::Declined => "作出不予受理决定",
            Self::ReferredOutside => "告知主管单位",
            Self::Withdrawn => "由诉求人撤回",
            Self::Merged { .. } => "并入另一件",
            Self::Lapsed => "因逾期未补正而终止",
        }
    }

    /// The code under which it is stored and listed.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Declined => "declined",
            Self::ReferredOutside => "referred_outside",
            Self::Withdrawn => "withdrawn",
            Self::Merged { .. } => "merged",
            Self::Lapsed => "lapsed",
        }
    }
}

/// 已了结.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ended {
    /// When.
    pub at: Instant,
    /// How.
    pub ending: Ending,
}

/// 撤回. By the citizen with his code, or on paper before two members of staff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Withdraw {
    /// Why, or the paper.
    pub account: Written,
    /// The second member of staff, where it is done on paper.
    pub second_person: Option<PersonId>,
}

/// 并件. Two matters of one petitioner about one thing become one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Merge {
    /// The matter that goes on.
    pub into: MatterNumber,
    /// Whose that matter is, as the caller read it.
    pub into_petitioner: Option<PersonId>,
    /// Why.
    pub reason: Written,
}

/// 已办结.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Completed {
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
    /// 按时: delivered by the due instant then current.
    pub is_on_time: bool,
}

/// 已不予受理.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Declined {
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
}

/// 已告知主管单位.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReferredOutside {
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
}

/// 已撤回.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Why, or the paper.
    pub account: TextDigest,
    /// The second member of staff.
    pub second_person: Option<PersonId>,
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
}

/// 已并件.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Merged {
    /// The matter that goes on.
    pub into: MatterNumber,
    /// Why.
    pub reason: TextDigest,
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
}

/// 已失效. It may be filed anew.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lapsed {
    /// When the citizen's term passed.
    pub effective_from: Instant,
    /// 经手工时 of the last holder.
    pub held_working_minutes: i64,
}

impl Matter {
    /// The matter ends. What ran has met its purpose or lost it; nobody holds it any longer.
    fn end(&mut self, ending: Ending, at: Instant, held_working_minutes: i64) {
        let why = match ending {
            Ending::Completed | Ending::Declined | Ending::ReferredOutside => StopReason::Met,
            Ending::Withdrawn | Ending::Merged { .. } | Ending::Lapsed => StopReason::Void,
        };
        for name in [ClockName::Completion, ClockName::Delivery, ClockName::Acceptance] {
            self.stop(name, at, why);
        }
        let tracked: Vec<ClockName> = self
            .open_clocks()
            .map(|clock| clock.name)
            .filter(|name| matches!(name, ClockName::FollowUp(_)))
            .collect();
        for name in tracked {
            self.stop(name, at, why);
        }
        self.stop_all(at, StopReason::Void);
        self.void_offers();
        for request in self.open_requests_mut() {
            *request = RequestState::Lapsed;
        }
        self.silence_terms.clear();
        self.end_holding(at, held_working_minutes);
        self.ended = Some(Ended { at, ending });
    }

    /// The states of all requests that wait for a decision.
    pub(crate) fn open_requests_mut(&mut self) -> impl Iterator<Item = &mut RequestState> {
        let suspensions = self.suspension_requests.iter_mut().map(|request| &mut request.state);
        let extensions = self.extension_requests.iter_mut().map(|request| &mut request.state);
        let follow_ups = self.follow_ups.iter_mut().map(|request| &mut request.state);
        let all = suspensions.chain(extensions).chain(follow_ups);
        all.filter(|state| **state == RequestState::Open)
    }
}

impl Wish for Withdraw {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.account]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.open()?;
        said(&self.account, "撤回的说明")?;
        let second_person = match staff(cx) {
            Some(first) => {
                let second = self.second_person.as_ref().filter(|second| *second != first);
                let second = second.ok_or(No::SecondPersonMissing)?;
                cx.organization.serving(second)?;
                Some(second.clone())
            }
            None => None,
        };
        let held_working_minutes = matter.held_minutes(cx);
        let account = self.account.digest();
        Ok(vec![Withdrawn { account, second_person, held_working_minutes }.into()])
    }
}

impl Wish for Merge {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let (filing, _) = matter.in_hand()?;
        said(&self.reason, "并件理由")?;
        check_number(&self.into)?;
        if self.into == filing.number {
            return Err(No::ItIsItself { number: self.into });
        }
        if filing.petitioner.is_none() || filing.petitioner != self.into_petitioner {
            return Err(No::NotSamePetitioner);
        }
        let held_working_minutes = matter.held_minutes(cx);
        let (into, reason) = (self.into, self.reason.digest());
        Ok(vec![Merged { into, reason, held_working_minutes }.into()])
    }
}

impl Happened for Completed {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.end(Ending::Completed, when.at, self.held_working_minutes);
    }
}

impl Happened for Declined {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.end(Ending::Declined, when.at, self.held_working_minutes);
    }
}

impl Happened for ReferredOutside {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.end(Ending::ReferredOutside, when.at, self.held_working_minutes);
    }
}

impl Happened for Withdrawn {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.end(Ending::Withdrawn, when.at, self.held_working_minutes);
    }
}

impl Happened for Merged {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.links.insert(self.into.clone());
        matter.end(Ending::Merged { into: self.into.clone() }, when.at, self.held_working_minutes);
    }
}

impl Happened for Lapsed {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.end(Ending::Lapsed, when.at, self.held_working_minutes);
    }
}
