//! 用例. Two doors, `act` and `ask`, and what runs by itself.

pub mod chance;
pub mod clock;
pub mod due;
pub mod home;
pub mod rule_files;
pub mod table;
pub mod timeliness;

/// Working time, for those who show it.
pub mod working_time {
    pub use xiaoneng_calendar::{
        Calendar, Date, ExplainedDay, Explanation, Instant, Limit, LimitUnit, Verdict,
    };
}

/// Rules, for those who show them.
pub mod rules {
    pub use xiaoneng_domain::rules::{Diagnostic, RuleFile, Rules};
}
