//! 行政效能制度. The institutions, computed by pure code: no clock, no chance, no file, no wire.
//!
//! A clerk of 平安科 writes down the county's rules and forgets what they rest on; the reader tells
//! her the file, the line, what is wrong and what would be right:
//!
//! ```
//! use xiaoneng_domain::rules::{RuleFile, Rules};
//!
//! let file = RuleFile {
//!     path: "county/qinghe/promises.toml".to_owned(),
//!     text: "[about]\ntitle = \"服务承诺\"\n".to_owned(),
//! };
//! let faults = Rules::read(&[file]).unwrap_err();
//! assert!(faults.iter().any(|fault| fault.file == "county/qinghe/promises.toml"));
//! assert!(faults.iter().all(|fault| !fault.wrong.is_empty() && !fault.right.is_empty()));
//! ```

pub mod accountability;
pub mod authority;
pub mod card;
pub mod circular;
pub mod complaint;
pub mod decider;
pub mod docket;
mod draft;
pub mod erasure;
pub mod event;
pub mod governance;
pub mod id;
pub mod inspection;
pub mod light;
pub mod matter;
pub mod never_let;
pub mod notices;
pub mod organization;
pub mod reactions;
pub mod refusal;
pub mod rules;
pub mod signal;
pub mod stream;
pub mod supervision;
mod tables;
pub mod task;
pub mod text;
pub mod views;

pub use xiaoneng_calendar::{Date, Instant};
