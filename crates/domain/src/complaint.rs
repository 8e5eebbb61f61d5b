//! 效能投诉. A complaint about how an office or a person works, with a sealed identity.
//!
//! The speech asks for three things: a door (投诉有门), that every complaint is looked into (有诉必查),
//! and that what is found is dealt with (查明必处). Above them stands one law: the person or the unit
//! complained of never sees the complaint. Whoever is concerned is recused by data
//! ([`Recusal`]); for him, and for everybody who has no part in it, it does not exist.
//!
//! Texts are never in an event; who complained is never in it either: the ledger holds a person's
//! id, made by chance, and the identity sits in the vault.

mod acceptance;
mod act;
mod authority;
mod clock;
mod command;
mod draft;
mod event;
mod extension;
mod figures;
mod filing;
mod findings;
mod identity;
mod inquiry;
mod investigation;
mod notices;
mod outside;
mod parts;
mod recusal;
mod refusal;
mod reply;
mod routing;
mod rows;
mod stage;
mod standing;
mod subject;
mod supplement;
mod watch;
mod wording;

pub use acceptance::*;
pub use act::Act;
pub use authority::{
    NotPermitted, Row, TABLE, may_read_identity, may_see, may_see_conclusion, permits, row_of,
};
pub use clock::{Clock, ClockName, KeepTime, LimitPassed, Reproject, Reprojected, next_due_at};
pub use command::ComplaintCommand;
pub use event::{ComplaintDecider, ComplaintEvent};
pub use extension::*;
pub use figures::{Figure, published};
pub use filing::*;
pub use findings::*;
pub use identity::*;
pub use inquiry::*;
pub use investigation::*;
pub use notices::{Told, complaint_told};
pub use outside::*;
pub use parts::{Part, parts};
pub use recusal::{OutsideReason, Recusal, is_deputy_of_subject, recused};
pub use refusal::ComplaintRefusal;
pub use reply::*;
pub use routing::*;
pub use rows::complaint_rows;
pub use stage::Stage;
pub use standing::{PublicStanding, public_standing};
pub use subject::*;
pub use supplement::*;
pub use watch::*;

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_calendar::Instant;

use crate::id::{ComplaintReference, PersonId};
use crate::text::TextDigest;

/// 一件投诉 as it stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Complaint {
    /// 登记; none before it was filed.
    pub filing: Option<Filing>,
    /// 办到哪一步.
    pub stage: Stage,
    /// 被投诉的单位和人: as filed and as identified since.
    pub subjects: Subjects,
    /// 回避: who stepped aside or was made to.
    pub stepped_aside: BTreeSet<PersonId>,
    /// The complainant asked that somebody step aside.
    pub recusal_requests: Vec<RecusalRequest>,
    /// 受理.
    pub acceptance: Option<Acceptance>,
    /// 不予受理.
    pub rejection: Option<Rejection>,
    /// 并入.
    pub merged_into: Option<ComplaintReference>,
    /// What the complainant was told of it.
    pub merge_notice: Option<TextDigest>,
    /// 办理方式 in force.
    pub route: Option<Route>,
    /// 第几轮: 1 from acceptance, one more with each investigation anew.
    pub round: u32,
    /// 调查人 of this round.
    pub investigators: BTreeSet<PersonId>,
    /// 调查记录 of all rounds.
    pub records: Vec<InvestigationRecord>,
    /// 核查: explanations demanded.
    pub inquiries: Vec<Inquiry>,
    /// 认定 of this round.
    pub finding: Option<Finding>,
    /// 处理 of this round.
    pub dealings: Vec<Dealing>,
    /// 结案.
    pub closed_at: Option<Instant>,
    /// 答复.
    pub reply: Option<ReplyGiven>,
    /// Earlier rounds; what they found stays counted.
    pub earlier: Vec<EarlierRound>,
    /// 回访 on the complainant's page.
    pub follow_up: Option<FollowUpAnswer>,
    /// 电话回访.
    pub calls: Vec<CallMade>,
    /// 延期.
    pub extensions: Vec<ExtensionRequest>,
    /// 启封.
    pub unsealings: Vec<Unsealing>,
    /// 身份查看, every one of them.
    pub readings: Vec<IdentityReading>,
    /// 补充 by the complainant.
    pub supplements: Vec<Supplied>,
    /// 疑似报复.
    pub suspicions: Vec<Suspicion>,
    /// 防报复关注到何时; none before the end.
    pub watch_until: Option<Instant>,
    /// 交由外部办理.
    pub outside: Option<Outside>,
    /// 线索移送.
    pub transfer: Option<Transfer>,
    /// When it came to its end, however.
    pub ended_at: Option<Instant>,
    /// 时限.
    pub clocks: BTreeMap<ClockName, Clock>,
}
