//! 责任追究. The pure tables of faults, liability, measures, accumulation and the points of heads; the
//! case with its procedure; the invariants over generated histories. Expected values stand here with
//! their clause.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::wildcard_enum_match_arm)]

#[path = "accountability/accumulating.rs"]
mod accumulating;
mod county;
#[path = "accountability/hall.rs"]
mod hall;
#[path = "accountability/heads.rs"]
mod heads;
#[path = "accountability/laws.rs"]
mod laws;
#[path = "accountability/liable.rs"]
mod liable;
#[path = "accountability/remedies.rs"]
mod remedies;
#[path = "accountability/sight.rs"]
mod sight;
#[path = "accountability/tables.rs"]
mod tables;
#[path = "accountability/walking.rs"]
mod walking;
#[path = "accountability/weighed.rs"]
mod weighed;
