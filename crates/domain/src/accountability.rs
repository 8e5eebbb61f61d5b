//! 责任追究. Who is liable for a fault, what may follow, and the case in which it is decided with due
//! process. What the rules say stands in [`crate::rules::AccountabilityRule`].
//!
//! A case is about one person or one unit: a clue is accepted or not, two investigators establish
//! facts and faults, the person is told what is intended and on which basis, and is heard; people
//! outside his line deliberate; a decision no heavier than the notice is signed, served with its
//! remedies, and executed. Remedies neither suspend nor aggravate. Statutory sanctions are recorded
//! with the organ that imposed them, never issued here (domain.md 7).

mod accumulation;
mod act;
mod appeal;
mod authority;
mod case;
mod category;
mod clue;
mod command;
mod correction;
mod due_acts;
mod event;
mod execution;
mod extension;
mod findings;
mod hearing;
mod investigation;
mod leader_points;
mod liability;
mod outside;
mod panel;
mod recusal;
mod redress;
mod refusal;
mod review;
mod rows;
mod seen;
mod service;
mod term;
mod timers;
mod told;
mod verdict;
mod weighing;
mod wish;

pub use accumulation::*;
pub use act::*;
pub use appeal::*;
pub use authority::*;
pub use case::*;
pub use category::*;
pub use clue::*;
pub use command::*;
pub use correction::*;
pub use due_acts::*;
pub use event::*;
pub use execution::*;
pub use extension::*;
pub use findings::*;
pub use hearing::*;
pub use investigation::*;
pub use leader_points::*;
pub use liability::*;
pub use outside::*;
pub use panel::*;
pub use recusal::*;
pub use redress::*;
pub use refusal::*;
pub use review::*;
pub use rows::*;
pub use seen::*;
pub use service::*;
pub use term::*;
pub use timers::*;
pub use told::*;
pub use verdict::*;
pub use weighing::*;
