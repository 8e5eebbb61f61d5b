//! 督办用词.

mod board;

pub use board::BoardWords;
