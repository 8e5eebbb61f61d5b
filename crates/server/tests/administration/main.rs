//! 管理, as administrators meet it: set-up, units and people, import, rules, backup, the ledger; each
//! of the three sees his own doors alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod arranging;
mod doors;
mod office;
mod ruling;
mod setting_up;
