//! 责任追究. Who is liable for a fault, what may follow, and the case in which it is decided with due
//! process. What the rules say stands in [`crate::rules::AccountabilityRule`].

mod accumulation;
mod leader_points;
mod liability;
mod weighing;

pub use accumulation::*;
pub use leader_points::*;
pub use liability::*;
pub use weighing::*;
