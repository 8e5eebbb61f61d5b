//! 慢一点. How often one place may come to the door of complaints.

use std::net::IpAddr;

use crate::App;
use crate::quiet_door::{Measure, Tried};

/// So many complaints may come from one place within the window; a school shares one address.
const FILINGS: usize = 10;

impl App {
    /// Counts a try before it is made. None: it may be made; else in how many minutes it may, and it
    /// was not counted.
    pub fn try_quietly(&self, address: IpAddr, what: Tried) -> Option<i64> {
        let rule = &self.settings().codes;
        let most = match what {
            Tried::Filing => FILINGS,
            Tried::Code => usize::try_from(rule.tries).unwrap_or(usize::MAX),
        };
        let measure = Measure { most, minutes: i64::from(rule.tries_within_minutes) };
        let now = self.clock().now();
        self.quiet().try_it((address, what), measure, now, || self.chance().bytes())
    }

    /// Takes the last try back: it was right.
    pub(crate) fn forgive_quietly(&self, address: IpAddr, what: Tried) {
        self.quiet().forgive(address, what);
    }
}
