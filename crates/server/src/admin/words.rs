//! 管理用词. The administration's part of the catalogue, by subject.

mod covers;
mod frame;
mod health;
mod import;
mod organization;
mod people;
mod rules;
mod setup;

pub use covers::CoverWords;
pub use frame::FrameWords;
pub use health::HealthWords;
pub use import::ImportWords;
pub use organization::OrganizationWords;
pub use people::PeopleWords;
pub use rules::RulesWords;
pub use setup::SetupWords;
