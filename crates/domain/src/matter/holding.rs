//! 经手. Who held the matter from when to when, for how many working minutes of his unit.

use xiaoneng_calendar::Instant;

use crate::matter::responsibility::Holder;

/// 经手的一段.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holding {
    /// 1, 2, 3 … in order.
    pub ordinal: u32,
    /// Who, for which unit.
    pub holder: Holder,
    /// From.
    pub from: Instant,
    /// Until; none while held.
    pub to: Option<Instant>,
    /// Working minutes of the unit; none while held.
    pub working_minutes: Option<i64>,
}
