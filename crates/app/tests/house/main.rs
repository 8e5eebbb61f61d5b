//! A whole installation, from the door to the disk: people act, time passes, machines fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod acting;
mod county;
mod erasing;
mod finding;
mod heartbeat;
mod site;
