//! 办件. One thing a citizen or teacher brought.
//!
//! Everything that happens to it is an event; what is true of it is a fold of its events. Each
//! institution stands in a file of its own: what it is, what stands, what may be wished, what
//! happens, when it is refused, what is then remembered.
//!
//! Texts are never in an event: a command carries them as [`Written`](crate::text::Written), the event their digest, and
//! [`MatterCommand::texts`] lists them for the vault. Recorded forms never change (see
//! [`MatterEvent::KINDS`]).

mod acceptance;
mod act;
mod answer;
mod attachment;
mod classification;
mod clock;
mod code;
mod command;
mod correction;
mod decision;
mod delivery;
mod draft;
mod ending;
mod event;
mod extension;
mod filing;
mod first_contact;
mod follow_up;
mod following;
mod hand_over;
mod handling;
mod history;
mod holding;
mod joint;
mod linking;
mod opening;
mod personal_data;
mod publication;
mod push_up;
mod rating;
mod refusal;
mod refusal_clause;
mod reopening;
mod reprojection;
mod requests;
mod responsibility;
mod result;
mod returning;
mod ruling;
mod sign_for;
mod signals;
mod standing;
mod supplement;
mod suspension;
mod timers;
mod urging;
mod wording;

pub use acceptance::*;
pub use act::Act;
pub use answer::*;
pub use attachment::*;
pub use classification::*;
pub use clock::{
    Clock, ClockChange, ClockName, ClockNameError, ClockStart, Extended, PauseReason, Paused,
    Projection, StopReason, Stopped,
};
pub use code::*;
pub use command::MatterCommand;
pub use correction::*;
pub use decision::MatterDecider;
pub use delivery::*;
pub use ending::*;
pub use event::MatterEvent;
pub use extension::*;
pub use filing::*;
pub use first_contact::*;
pub use follow_up::*;
pub use following::*;
pub use hand_over::*;
pub use handling::*;
pub use history::*;
pub use holding::*;
pub use joint::*;
pub use linking::*;
pub use personal_data::personal_data_in;
pub use publication::*;
pub use push_up::*;
pub use rating::*;
pub use refusal::MatterRefusal;
pub use reopening::*;
pub use reprojection::*;
pub use requests::*;
pub use responsibility::*;
pub use result::*;
pub use returning::*;
pub use ruling::*;
pub use sign_for::*;
pub use signals::*;
pub use supplement::*;
pub use suspension::*;
pub use timers::*;
pub use urging::*;
pub use wording::UnitName;

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_calendar::Instant;

use crate::id::{MatterNumber, PersonId};
use crate::rules::SilenceEffect;

/// 办件 as it stands. Empty before it is registered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Matter {
    /// 收件登记; none before registration.
    pub filing: Option<Filing>,
    /// 历史来件: set instead of everything that only a lived matter has.
    pub history: Option<History>,
    /// 首问情况.
    pub first_contact: Option<FirstContact>,
    /// 受理.
    pub acceptance: Option<Acceptance>,
    /// 当前责任人; none before registration, after the end, and for history.
    pub responsible: Option<Responsible>,
    /// 经手, in order.
    pub holdings: Vec<Holding>,
    /// 计时, all of this round, running or stopped.
    pub clocks: BTreeMap<ClockName, Clock>,
    /// 移交, in order.
    pub offers: Vec<Offer>,
    /// 退回次数.
    pub returns: u32,
    /// 职责裁定, if one was opened.
    pub ruling: Option<Ruling>,
    /// 协办, in order.
    pub assists: Vec<Assist>,
    /// 补正, in order.
    pub supplements: Vec<Supplement>,
    /// 暂停申请, in order.
    pub suspension_requests: Vec<SuspensionRequest>,
    /// 暂停, in order; never two at once.
    pub suspensions: Vec<Suspension>,
    /// 延期申请, in order.
    pub extension_requests: Vec<ExtensionRequest>,
    /// 跟踪办申请, in order.
    pub follow_ups: Vec<FollowUpRequest>,
    /// 更正申请.
    pub corrections: Vec<CorrectionRequest>,
    /// 五办 with their reasons.
    pub modes: BTreeMap<Mode, ModeReason>,
    /// 五办 that the head took off; the rule does not set them again.
    pub modes_taken_off: BTreeSet<Mode>,
    /// 包案领导.
    pub leader: Option<PersonId>,
    /// 上门次数.
    pub visits: u32,
    /// 已公开的部分.
    pub published: BTreeSet<PublishedPart>,
    /// When the citizen's oldest unanswered question came.
    pub question_at: Option<Instant>,
    /// 首次回应 was given.
    pub first_response_at: Option<Instant>,
    /// 结果, decided.
    pub result: Option<MatterResult>,
    /// 未送达, in order.
    pub failed_deliveries: Vec<FailedAttempt>,
    /// 送达.
    pub delivered_at: Option<Instant>,
    /// 申请复核期限.
    pub review_until: Option<Instant>,
    /// 了结.
    pub ended: Option<Ended>,
    /// Earlier rounds, in order; their results stay counted.
    pub rounds: Vec<Round>,
    /// 重复件: the first matter of the same petitioner and subject.
    pub repeat_of: Option<MatterNumber>,
    /// 关联的办件.
    pub links: BTreeSet<MatterNumber>,
    /// 推诿上交.
    pub push_ups: Vec<PushUp>,
    /// 预警, in order.
    pub signals: Vec<Signal>,
    /// 牌稿, in order.
    pub cards: Vec<CardDraft>,
    /// 程序过错, in order.
    pub faults: Vec<Fault>,
    /// 催办, in order, one a day.
    pub urges: Vec<UrgeOnRecord>,
    /// 附件, in order.
    pub attachments: Vec<Attachment>,
    /// 跟进人, in order.
    pub followers: Vec<Follower>,
    /// 评价, in order, of all rounds.
    pub ratings: Vec<Rating>,
    /// 查询码的来历 of everybody who has a code to this matter.
    pub codes: BTreeMap<PersonId, CodeClass>,
    /// 超时默认 that may come to take effect.
    pub silence_terms: Vec<SilenceTerm>,
    /// 超时默认 that took effect.
    pub silence: BTreeMap<SilenceEffect, Instant>,
}
