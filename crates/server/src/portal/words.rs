//! 对外用词. The portal's part of the catalogue, by subject.

pub mod about;
pub mod acts;
pub mod complain;
pub mod filing;
pub mod guide;
pub mod home;
pub mod open;
pub mod progress;
pub mod receipt;
pub mod unit_figures;
pub mod units;
