//! 真浏览器. The chief journeys of citizens, clerks and administrators, in a real Chromium, on a
//! telephone and on a desk.
//!
//! `cargo xtask test` installs the browser and the two rule engines (axe for accessibility, the Nu
//! checker for HTML) and names them in the environment. Pictures of what was seen stand in
//! `target/browser/`, with a contact sheet.

mod chromium;
mod county;
mod driver;
mod journey;
mod keyboard;
mod line;
mod page;
mod people;
mod spreadsheet;
mod tools;
mod walk;

pub use chromium::{Browser, Screen, Scripts};
pub use county::County;
pub use journey::STORY;
pub use keyboard::Keyboard;
pub use line::Line;
pub use page::{Finding, Seen};
pub use spreadsheet::spreadsheet;
pub use tools::Tools;
pub use walk::Walk;
