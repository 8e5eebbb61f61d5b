//! 名册导入. Units and people from a table: every bad row is explained before anything is written,
//! and what is written is written together.

mod accounts;
mod check;
mod import;
mod nearest;
mod people;
mod problem;
mod sheet;
mod units;

pub use check::{Checked, Counted, RosterKind, Same};
pub use import::Imported;
pub use people::{PersonRow, Seat};
pub use problem::{Problem, Proposal};
pub use sheet::{Sheet, SheetError, SheetRow, harmless};
pub use units::UnitRow;
