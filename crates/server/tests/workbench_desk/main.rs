//! 登记、查找、移交、本单位、值班: the workbench beside the matter page.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../common/mod.rs"]
mod common;
mod finding;
mod registering;
mod standing_in;
mod standing_open;
mod window;
