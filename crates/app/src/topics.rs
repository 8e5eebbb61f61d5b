//! 待发的种类. By which the outbox knows what a message is.

/// Notices to people.
pub(crate) const NOTICE: &str = "notice";
/// Commands that follow in other streams.
pub(crate) const REACTION: &str = "reaction";
/// 丢了查询码: lost codes that were asked for.
pub(crate) const RECOVERY_ASKED: &str = "recovery-asked";
