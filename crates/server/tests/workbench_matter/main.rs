//! 收件箱、事项页、办理动作: journeys of those who handle matters, page by page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../common/mod.rs"]
mod common;
mod desk;
mod handing;
mod papers;
mod seeing;
mod settling;
mod together;
mod wording;
