//! 工作台用词.

mod desk;

pub use desk::DeskWords;
