//! A whole installation, from the door to the disk: people act, time passes, machines fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod acting;
mod adopting;
mod backing_up;
mod cards;
mod cases;
mod circulars;
mod citizens;
mod complaints;
mod county;
mod demo_county;
mod erasing;
mod finding;
mod handling;
mod heartbeat;
mod importing;
mod inspections;
mod looking;
mod opening;
mod papers;
mod roster;
mod setting_up;
mod signing_in;
mod site;
