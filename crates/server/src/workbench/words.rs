//! 工作台用词.

pub mod cards;
pub mod deeds;
mod desk;
pub mod dockets;
pub mod inbox;
pub mod matter;
pub mod mirror;
pub mod tasks;
pub mod templates;

pub use desk::DeskWords;
