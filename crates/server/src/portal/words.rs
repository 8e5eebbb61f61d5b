//! 对外用词. The portal's part of the catalogue, by subject.

pub mod filing;
pub mod home;
