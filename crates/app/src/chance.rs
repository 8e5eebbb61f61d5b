//! 随机. The one place where chance comes from: salts, ids, keys.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// Where chance comes from. A seeded source makes the same ids and salts again, for the demo and
/// for tests; a real house uses [`Chance::from_system`].
#[derive(Clone, Debug)]
pub struct Chance {
    source: Arc<Mutex<StdRng>>,
}

impl Chance {
    /// From the operating system.
    pub fn from_system() -> Self {
        Self { source: Arc::new(Mutex::new(rand::make_rng())) }
    }

    /// The same again for the same seed.
    pub fn from_seed(seed: u64) -> Self {
        Self { source: Arc::new(Mutex::new(StdRng::seed_from_u64(seed))) }
    }

    /// That many bytes of chance.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.source.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        bytes
    }
}
