//! 通报. A published finding. It is drafted from facts alone: each names an event in the ledger, and
//! no number stands in it that is not counted from them. Each item demands a rectification with a
//! day. A leader signs it with a 发文字号 typed by a person; it goes to the units selected, which
//! acknowledge it; what turns out wrong is corrected in the same scope.

mod authority;
mod command;
mod correcting;
mod decision;
mod drafting;
mod event;
mod fact;
mod publishing;
mod refusal;
mod relation;
mod rows;
mod timers;
mod told;

pub use authority::{CIRCULAR_TABLE, CircularAct, CircularRow, NotPermitted, may_see, permits};
pub use command::CircularCommand;
pub use correcting::*;
pub use decision::CircularDecider;
pub use drafting::*;
pub use event::CircularEvent;
pub use fact::{FactCode, FactCodeError, FactReference, free_number, is_document_number};
pub use publishing::*;
pub use refusal::CircularRefusal;
pub use relation::{CircularRelation, stands};
pub use rows::{circular_rows, circular_state};
pub use timers::{KeepTime, ReceiptsFellOverdue, next_due_at};
pub use told::{CircularTold, circular_told};

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;

use crate::id::UnitId;

/// 通报 as it stands. Empty before it is drafted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Circular {
    /// 拟稿, the last one; none before.
    pub draft: Option<Drafted>,
    /// 送审.
    pub submitted: Option<Submitted>,
    /// 退改次数.
    pub sent_back: u32,
    /// 签发.
    pub published: Option<Published>,
    /// 签收, by unit.
    pub receipts: BTreeMap<UnitId, Receipt>,
    /// 逾期未签收 was recorded.
    pub receipts_overdue_at: Option<Instant>,
    /// 更正, in order.
    pub corrections: Vec<Correction>,
    /// 撤稿.
    pub dropped_at: Option<Instant>,
}

impl Circular {
    /// The draft that is worked on, or the no.
    pub(crate) fn in_draft(&self) -> Result<&CircularDrafted, CircularRefusal> {
        let draft = self.draft.as_ref().ok_or(CircularRefusal::NoSuchCircular)?;
        if let Some(published) = &self.published {
            return Err(CircularRefusal::AlreadyPublished { at: published.at });
        }
        match self.dropped_at {
            Some(at) => Err(CircularRefusal::AlreadyDropped { at }),
            None => Ok(&draft.facts),
        }
    }

    /// The circular as it went out, or the no.
    pub(crate) fn in_circulation(&self) -> Result<(&CircularDrafted, &Published), CircularRefusal> {
        let draft = self.draft.as_ref().ok_or(CircularRefusal::NoSuchCircular)?;
        let published = self.published.as_ref().ok_or(CircularRefusal::NotPublished)?;
        Ok((&draft.facts, published))
    }

    /// 未签收的单位: in the scope, without a receipt of the circular and all its corrections.
    pub fn unacknowledged(&self) -> Vec<&UnitId> {
        let Some(draft) = self.draft.as_ref().filter(|_| self.published.is_some()) else {
            return Vec::new();
        };
        let last = self.corrections.last().map(|correction| correction.ordinal);
        let has_receipt = |unit: &&UnitId| {
            self.receipts.get(*unit).is_some_and(|receipt| receipt.correction >= last)
        };
        draft.facts.scope.iter().filter(|unit| !has_receipt(unit)).collect()
    }
}
