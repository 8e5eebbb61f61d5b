//! 到点. What happens because time passes: signals, card drafts, lapses, effects of silence.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{PersonId, UnitId};
use crate::matter::clock::{ClockChange, ClockName};
use crate::rules::SilenceEffect;
use crate::signal::{CardColour, Level};
use crate::text::{TextDigest, Written};

/// 时间流逝. By the system: everything that fell due by now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LetTimePass {
    /// How the heartbeat comes to look.
    pub beat: Beat,
}

/// 心跳.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Beat {
    /// 按时
    Regular,
    /// 停机之后: what fell due since then is marked late by outage.
    AfterOutage {
        /// Since when nobody looked.
        since: Instant,
    },
}

/// 重算. By the system, after a holiday notice or a rulebook was adopted: open clocks that are not
/// yet due are projected anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reproject {
    /// The number of the notice or the digest of the rules, as people know it.
    pub notice: String,
}

/// 回复预警.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerSignal {
    /// Which.
    pub signal: u32,
    /// The answer.
    pub text: Written,
}

/// 已发预警.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignalRaised {
    /// Its number.
    pub signal: u32,
    /// The clock.
    pub clock: ClockName,
    /// How grave.
    pub level: Level,
    /// The unit charged.
    pub unit: UnitId,
    /// Who must answer.
    pub recipient: PersonId,
    /// Who else is told.
    pub copies: Vec<PersonId>,
    /// When the fact fell due.
    pub fell_due_at: Instant,
    /// 因停机迟发.
    pub is_late_by_outage: bool,
    /// By when a written answer is owed; runs from delivery.
    pub answer_by: Option<Instant>,
    /// The rules whose threshold it is.
    pub rules: TextDigest,
}

/// 预警已回复.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignalAnswered {
    /// Which.
    pub signal: u32,
    /// By whom.
    pub by: PersonId,
    /// The answer.
    pub text: TextDigest,
}

/// 预警逾期未回复,上报.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SignalEscalated {
    /// Which.
    pub signal: u32,
    /// To whom.
    pub to: PersonId,
    /// When the answer was owed.
    pub fell_due_at: Instant,
}

/// 已拟牌. The draft goes to the person for a statement; it is signed or dismissed elsewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CardDrafted {
    /// Its number.
    pub card: u32,
    /// Yellow or red.
    pub colour: CardColour,
    /// The clock that ran over.
    pub clock: ClockName,
    /// The unit whose clock it was.
    pub unit: UnitId,
    /// The person answerable then.
    pub person: PersonId,
    /// The signal from which it follows.
    pub signal: u32,
    /// When the fact fell due.
    pub fell_due_at: Instant,
}

/// 超时默认已生效.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SilenceTookEffect {
    /// Which.
    pub effect: SilenceEffect,
    /// From when.
    pub effective_from: Instant,
    /// The rules that say so.
    pub rules: TextDigest,
}

/// 已重算到期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reprojected {
    /// Under which notice.
    pub notice: String,
    /// Every clock that changed.
    pub changes: Vec<ClockChange>,
    /// From when it is an old case, reckoned anew.
    pub old_case_at: Instant,
    /// The rules in force.
    pub rules: TextDigest,
}
