//! 通报的事件.

use xiaoneng_calendar::Instant;

use crate::circular::{
    Circular, CircularAcknowledged, CircularCorrected, CircularDrafted, CircularDropped,
    CircularPublished, CircularSentBack, CircularSubmitted, ReceiptsFellOverdue,
};
use crate::event::events;

events! {
    /// 通报的事件.
    pub enum CircularEvent {
        /// 已拟稿
        Drafted(CircularDrafted) = "circular_drafted/1",
        /// 已送审
        Submitted(CircularSubmitted) = "circular_submitted/1",
        /// 已退改
        SentBack(CircularSentBack) = "circular_sent_back/1",
        /// 已撤稿
        Dropped(CircularDropped) = "circular_dropped/1",
        /// 已签发
        Published(CircularPublished) = "circular_published/1",
        /// 已签收
        Acknowledged(CircularAcknowledged) = "circular_acknowledged/1",
        /// 逾期未签收
        ReceiptsFellOverdue(ReceiptsFellOverdue) = "circular_receipts_fell_overdue/1",
        /// 已更正
        Corrected(CircularCorrected) = "circular_corrected/1",
    }
}

impl CircularEvent {
    /// The circular after it.
    pub(crate) fn remember(&self, circular: &mut Circular, at: Instant) {
        match self {
            Self::Drafted(facts) => facts.remember(circular, at),
            Self::Submitted(facts) => facts.remember(circular, at),
            Self::SentBack(facts) => facts.remember(circular, at),
            Self::Dropped(facts) => facts.remember(circular, at),
            Self::Published(facts) => facts.remember(circular, at),
            Self::Acknowledged(facts) => facts.remember(circular, at),
            Self::ReceiptsFellOverdue(facts) => facts.remember(circular, at),
            Self::Corrected(facts) => facts.remember(circular, at),
        }
    }
}
