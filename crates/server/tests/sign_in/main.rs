//! 登录, as a browser meets it: forms, cookies, redirects; nothing typed is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod browser;
mod coming_in;
mod locking;
mod own_settings;
mod watching;
