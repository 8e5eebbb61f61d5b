//! 督办用词.

mod board;
mod wall;

pub use board::BoardWords;
pub use wall::WallWords;
