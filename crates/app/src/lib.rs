//! 用例. Two doors, `act` and `ask`, and what runs by itself.
//!
//! A clerk has a list of promises and wants the dates. Friday 18 September 2026 plus five working
//! days is the next Thursday, because the Sunday between is a make-up workday:
//!
//! ```
//! use xiaoneng_app::{due::write_due_dates, rule_files};
//!
//! let rules = rule_files::read_national()?;
//! let mut answer = Vec::new();
//! let table = "start_date,working_days,note\n2026-09-18,5,转学\n";
//! write_due_dates(rules.calendar(), table.as_bytes(), &mut answer)?;
//! assert_eq!(
//!     String::from_utf8(answer)?,
//!     "start_date,working_days,note,due_date,provisional\n2026-09-18,5,转学,2026-09-24,0\n"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod act;
mod ask;
pub mod attachment;
pub mod attempts;
pub mod backup;
mod befell;
pub mod board;
pub mod cards;
pub mod cases;
pub mod chance;
pub mod circulars;
pub mod citizen;
mod citizens_dossier;
mod classify;
pub mod clock;
pub mod complaints;
mod contact;
pub mod demo;
mod denied;
pub mod desk_messages;
pub mod desk_overview;
pub mod docket;
mod dossier;
pub mod due;
pub mod earlier_of_phone;
mod figures;
pub mod file;
mod folder;
mod follow;
mod foresee;
pub mod health;
mod heartbeat;
pub mod home;
mod house;
pub mod import;
mod inbox;
pub mod inspections;
mod institution;
mod known;
pub mod leaders;
mod look;
pub mod masking;
mod memory;
mod names;
pub mod never_let;
mod news;
mod office;
mod opaque;
mod outbox;
mod person;
pub mod plain;
pub mod query_code;
mod quiet_door;
pub mod ratings;
pub mod receipt;
pub mod recovery;
pub mod rehearse;
mod reminding;
mod restore;
pub mod roster;
pub mod rule_files;
pub mod rule_texts;
mod same_subject;
mod search_upkeep;
pub mod searching;
pub mod setup;
pub mod sign_in;
mod similar;
pub mod table;
pub mod tasks;
pub mod timeliness;
mod topics;
pub mod unit_figures;
pub mod verify;
pub mod wall_link;

pub use act::Acted;
pub use citizens_dossier::{CitizensDossier, Standing};
pub use contact::Petitioner;
pub use denied::Denied;
pub use dossier::{Dossier, Outline, Texts};
pub use figures::Figures;
pub use folder::Folder;
pub use foresee::Foreseen;
pub use heartbeat::Beat;
pub use house::{Access, App, OpenError, Place, World};
pub use inbox::{Inbox, InboxLight, InboxOf, Listed, Waiting};
pub use look::{DeskPage, Found};
pub use memory::{Known, Names};
pub use similar::Similar;

/// The ledger, for those who verify it.
pub mod ledger {
    pub use xiaoneng_store::{
        Difference, Problem, Promise, PromiseError, Proof, Proven, PublicKey, RebuildReport,
        VerifyReport, check_promise, check_proof,
    };
}

/// Places in lists and counts, for those who show them.
pub mod listing {
    pub use xiaoneng_store::{Capped, DeskCounts, DeskPlace, DocketPlace};
}

/// Working time, for those who show it.
pub mod working_time {
    pub use xiaoneng_calendar::{
        Calendar, Date, ExplainedDay, Explanation, Instant, Limit, LimitUnit, TimeOfDay, Verdict,
        Weekday,
    };
}

/// Rules, for those who show them.
pub mod rules {
    pub use xiaoneng_domain::rules::{Diagnostic, RuleFile, Rules};
}
