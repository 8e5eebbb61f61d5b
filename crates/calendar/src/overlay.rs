//! What one organization or one unit changes in the common calendar.

use crate::{DayHours, NamedDay, Notice, WorkingHours};

/// 叠加安排. Local holidays, a school's vacation and duty days, a window's hours. An overlay for
/// an organization is laid on the arrangement, an overlay for a unit on the organization's.
///
/// Within one overlay rest days are laid first, duty days on them: a school names its whole
/// vacation as rest and the few days of the duty roster among them as duty.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Overlay {
    /// Days of rest beside the common ones, with the notice they rest on. A statutory holiday
    /// keeps its own name and notice.
    pub rest_days: Vec<(NamedDay, Notice)>,
    /// 值班日. Days worked although the common calendar rests, with the hours kept (none: the
    /// season's) and the notice.
    pub duty_days: Vec<(NamedDay, Option<DayHours>, Notice)>,
    /// Hours of its own in place of the common ones.
    pub hours: Option<WorkingHours>,
}
