//! What the tests of pages share: a small county, and a browser that keeps its cookies.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, reason = "tests")]

pub mod browser;
pub mod county;
pub mod papers;
