//! A whole installation, from the door to the disk: people act, time passes, machines fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod acting;
mod adopting;
mod county;
mod demo_county;
mod erasing;
mod finding;
mod heartbeat;
mod importing;
mod looking;
mod opening;
mod signing_in;
mod site;
