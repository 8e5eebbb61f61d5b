//! What the benches of the server share: the data, whoever asks, a server in a process of its own.
#![allow(dead_code, reason = "each bench uses a part of it")]

pub(crate) mod client;
pub(crate) mod county;
pub(crate) mod process;
