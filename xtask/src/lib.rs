//! The project's own commands: the test command with everything it needs, the layering check,
//! benches and mutation testing. `main.rs` only names them.
//!
//! ```
//! // An arrow that points up is found and named with its place.
//! use xtask::layers::arrows;
//! assert!(arrows::may_depend("store", "domain"));
//! assert!(!arrows::may_depend("domain", "store"));
//! ```

pub mod bench;
pub mod browser;
pub mod layers;
pub mod lint;
pub mod machine;
pub mod mutants;
pub mod postgres;
pub mod process;
pub mod real_data;
pub mod steps;
pub mod suite;
pub mod workspace;
