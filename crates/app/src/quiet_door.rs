//! 不留地址的计数. How often somebody comes to the door of complaints from one place: counted in
//! memory, under a key of one day that nobody knows and that is thrown away with the day
//! (decisions D31).

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};
use xiaoneng_calendar::{Date, Instant};

/// More places than ever come within a window; then the oldest are forgotten.
const MOST_PLACES: usize = 50_000;
const MICROS_PER_MINUTE: i64 = 60_000_000;

/// 做什么. What is counted.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum Tried {
    /// A complaint is filed.
    Filing,
    /// A code is tried.
    Code,
}

/// The counts of one day.
#[derive(Debug, Default)]
pub(crate) struct QuietDoor {
    today: Mutex<Option<Today>>,
}

struct Today {
    day: Date,
    key: [u8; 32],
    tries: HashMap<([u8; 32], Tried), Vec<Instant>>,
}

/// Neither the key nor what was counted shows itself.
impl std::fmt::Debug for Today {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Today(…)")
    }
}

impl Today {
    fn place(&self, address: IpAddr) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(self.key);
        match address.to_canonical() {
            IpAddr::V4(address) => hasher.update(address.octets()),
            // An IPv6 household is counted as one.
            IpAddr::V6(address) => hasher.update(&address.octets()[..8]),
        }
        hasher.finalize().into()
    }
}

/// 多少次. How many tries are let through within how many minutes.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Measure {
    /// So many.
    pub(crate) most: usize,
    /// Within so many minutes.
    pub(crate) minutes: i64,
}

impl QuietDoor {
    /// Counts a try before it is made. None: it may be made; else in how many minutes it may, and it
    /// was not counted. The key is that of the day, if this is its first try.
    pub(crate) fn try_it(
        &self,
        (address, what): (IpAddr, Tried),
        measure: Measure,
        now: Instant,
        key: impl FnOnce() -> [u8; 32],
    ) -> Option<i64> {
        let Measure { most, minutes } = measure;
        let since = now.plus_minutes(-minutes);
        let mut kept = self.today.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.take().filter(|today| today.day == now.date());
        let today = kept.insert(known.unwrap_or_else(|| Today {
            day: now.date(),
            key: key(),
            tries: HashMap::new(),
        }));
        if today.tries.len() > MOST_PLACES {
            today.tries.retain(|_, tries| tries.iter().any(|at| *at > since));
        }
        let tries = today.tries.entry((today.place(address), what)).or_default();
        tries.retain(|at| *at > since);
        match tries.first().filter(|_| tries.len() >= most) {
            Some(oldest) => {
                let micros = oldest.plus_minutes(minutes).micros() - now.micros();
                Some((micros / MICROS_PER_MINUTE + 1).max(1))
            }
            None => {
                tries.push(now);
                None
            }
        }
    }

    /// Takes the last try back: it was right.
    pub(crate) fn forgive(&self, address: IpAddr, what: Tried) {
        let mut kept = self.today.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(today) = kept.as_mut() else { return };
        let place = today.place(address);
        if let Some(tries) = today.tries.get_mut(&(place, what)) {
            tries.pop();
        }
    }
}
