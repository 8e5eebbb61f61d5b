//! AB岗. Every post has a named cover.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{PersonId, PostId};

/// AB 岗. A pair that covers for one another; it counts once both have signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cover {
    /// The post.
    pub post: PostId,
    /// 主岗.
    pub a: PersonId,
    /// 副岗: covers while A is away.
    pub b: PersonId,
    /// When A signed.
    pub signed_by_a_at: Option<Instant>,
    /// When B signed.
    pub signed_by_b_at: Option<Instant>,
}

/// 离岗登记. From `from` until `to`; open-ended only while `to` is none (a sudden absence).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Absence {
    /// First instant away.
    pub from: Instant,
    /// First instant back.
    pub to: Option<Instant>,
}

impl Cover {
    /// Whether both have signed.
    pub fn is_agreed(&self) -> bool {
        self.signed_by_a_at.is_some() && self.signed_by_b_at.is_some()
    }
}

impl Absence {
    /// Whether the instant lies within.
    pub fn covers(&self, at: Instant) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }

    /// Whether two absences share an instant.
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end = |one: &Self, two: &Self| two.to.is_none_or(|to| one.from < to);
        starts_before_end(self, other) && starts_before_end(other, self)
    }
}
