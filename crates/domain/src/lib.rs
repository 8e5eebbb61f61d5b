//! 行政效能制度. The institutions, computed by pure code: no clock, no chance, no file, no wire.

pub mod authority;
pub mod decider;
pub mod erasure;
pub mod event;
pub mod governance;
pub mod id;
pub mod light;
pub mod matter;
pub mod notices;
pub mod organization;
pub mod reactions;
pub mod refusal;
pub mod rules;
pub mod signal;
pub mod stream;
pub mod text;
pub mod views;

pub use xiaoneng_calendar::{Date, Instant};
