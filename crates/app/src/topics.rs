//! 待发的种类. By which the outbox knows what a message is.

/// Notices to people.
pub(crate) const NOTICE: &str = "notice";
/// Notices to staff about a docket: a card, complaint, task, inspection, circular or case.
pub(crate) const DOCKET_NOTICE: &str = "docket-notice";
/// Commands that follow in other streams.
pub(crate) const REACTION: &str = "reaction";
/// 丢了查询码: lost codes that were asked for.
pub(crate) const RECOVERY_ASKED: &str = "recovery-asked";
/// 防报复: what befell a member of staff, to be compared with whoever asked to be watched over.
pub(crate) const BEFELL: &str = "befell";
