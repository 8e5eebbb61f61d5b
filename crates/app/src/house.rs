//! 系统. One running installation: the data, the keys, the clock, and what is known.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use tokio::sync::watch;
use xiaoneng_domain::rules::RuleFile;
use xiaoneng_domain::text::TextDigest;
use xiaoneng_store::{Fault, Location, MasterKey, Options, Signer, Store};

use crate::chance::Chance;
use crate::clock::Clock;
use crate::denied::Denied;
use crate::home::{Home, HomeError, Keys, Settings};
use crate::memory::Memory;
use crate::quiet_door::QuietDoor;
use crate::rule_files::{self, RuleFilesError};
use crate::sign_in::Gate;

/// Where the data are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A PostgreSQL server, with the folder of settings and keys on this machine.
    Server {
        /// `postgres://…`
        url: String,
        /// The folder.
        home: PathBuf,
    },
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            // The address may hold a password; it is not shown.
            Self::Server { .. } => f.write_str("数据库"),
        }
    }
}

impl Place {
    /// The folder of settings, keys and checkpoints.
    pub fn home(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder,
            Self::Server { home, .. } => home,
        }
    }

    fn location(&self) -> Location {
        match self {
            Self::Folder(folder) => Location::Folder(folder.clone()),
            Self::Server { url, .. } => Location::Url(url.clone()),
        }
    }

    /// Where data are that must be there already.
    pub(crate) fn existing_location(&self, home: &Home) -> Result<Location, OpenError> {
        match self {
            Self::Folder(_) if !home.database_file().is_file() => Err(self.nothing_there()),
            Self::Folder(_) | Self::Server { .. } => Ok(self.location()),
        }
    }

    pub(crate) fn nothing_there(&self) -> OpenError {
        OpenError::Nothing(self.home().to_path_buf())
    }
}

/// What the data are opened for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// To act; makes the installation where there is none yet.
    Write,
    /// To look at; the data must be there.
    Read,
}

/// Why the data could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is nothing to look at.
    #[error("{} 里没有数据；请先用 demo 或 import 建立，或检查路径", .0.display())]
    Nothing(PathBuf),
    /// Settings, keys, published checkpoints.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The rules shipped with the program.
    #[error(transparent)]
    Rules(#[from] RuleFilesError),
    /// The database.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// What must be put in order before the doors open.
    #[error(transparent)]
    Denied(#[from] Box<Denied>),
}

/// What the world gives: replaced in tests and for the demo's year.
#[derive(Clone, Debug)]
pub struct World {
    /// The time.
    pub clock: Clock,
    /// Chance.
    pub chance: Chance,
}

impl World {
    /// The machine's clock, the system's chance.
    pub fn real() -> Self {
        Self { clock: Clock::System, chance: Chance::from_system() }
    }
}

/// 系统. Clones share it.
#[derive(Clone, Debug)]
pub struct App {
    house: Arc<House>,
}

#[derive(Debug)]
struct House {
    store: Store,
    signer: Signer,
    fingerprint: [u8; 32],
    place: Place,
    home: Home,
    settings: Settings,
    world: World,
    memory: Memory,
    gate: Gate,
    quiet: QuietDoor,
    news: watch::Sender<u64>,
}

impl App {
    /// Opens the data, with the machine's clock.
    pub async fn open(place: &Place, access: Access) -> Result<Self, OpenError> {
        Self::open_in(place, access, World::real()).await
    }

    /// Opens the data in a world of one's own.
    pub async fn open_in(place: &Place, access: Access, world: World) -> Result<Self, OpenError> {
        Self::open_with_rules(place, access, world, &rule_files::national()).await
    }

    /// Opens the data; a new installation begins with these rules. Before the doors open, erasures
    /// that a restored backup does not know are done again, and what it lost is declared.
    pub async fn open_with_rules(
        place: &Place,
        access: Access,
        world: World,
        rules: &[RuleFile],
    ) -> Result<Self, OpenError> {
        let (home, location) = match access {
            Access::Write => (Home::at(place.home())?, place.location()),
            Access::Read => {
                let home = Home::existing(place.home())?.ok_or_else(|| place.nothing_there())?;
                let location = place.existing_location(&home)?;
                (home, location)
            }
        };
        let settings = home.settings()?;
        let keys = match access {
            Access::Write => home.keys(&world.chance)?,
            Access::Read => home.keys_there()?,
        };
        let store = Store::open(&location, options(&settings, &keys)).await?;
        let signer = Signer::new(&settings.origin, &keys.seal)?;
        if access == Access::Write {
            home.keep_public_key(&signer.public_key().to_string())?;
        }
        let fingerprint = derived(&keys.master, b"xiaoneng/fingerprint/1");
        let house = House {
            store,
            signer,
            fingerprint,
            place: place.clone(),
            home,
            settings,
            world,
            memory: Memory::at_first()?,
            gate: Gate::default(),
            quiet: QuietDoor::default(),
            news: watch::Sender::default(),
        };
        let app = Self { house: Arc::new(house) };
        app.replay_erasures().await.map_err(Box::new)?;
        match access {
            Access::Write => {
                app.declare_loss().await.map_err(Box::new)?;
                app.found_rules(rules).await.map_err(Box::new)?;
            }
            Access::Read => app.must_be_founded(place).await?,
        }
        Ok(app)
    }

    /// Where nothing was ever founded there is nothing to look at.
    async fn must_be_founded(&self, place: &Place) -> Result<(), OpenError> {
        let known = self.known().await.map_err(Box::new)?;
        if known.governance.editions.is_empty() {
            self.store().close().await?;
            return Err(place.nothing_there());
        }
        Ok(())
    }

    /// Seals what is unsealed and closes the data.
    pub async fn close(&self) -> Result<(), Denied> {
        self.seal().await?;
        self.house.store.close().await?;
        Ok(())
    }

    pub(crate) fn store(&self) -> &Store {
        &self.house.store
    }

    pub(crate) fn signer(&self) -> &Signer {
        &self.house.signer
    }

    pub(crate) fn memory(&self) -> &Memory {
        &self.house.memory
    }

    pub(crate) fn gate(&self) -> &Gate {
        &self.house.gate
    }

    pub(crate) fn quiet(&self) -> &QuietDoor {
        &self.house.quiet
    }

    pub(crate) fn news_sender(&self) -> &watch::Sender<u64> {
        &self.house.news
    }

    /// A digest that only this installation can make, so that the ledger tells nobody else
    /// whether a text is the one it holds.
    pub(crate) fn fingerprint(&self, digest: &[u8; 32]) -> TextDigest {
        TextDigest::from_bytes(derived(&self.house.fingerprint, digest))
    }

    /// Where the data are.
    pub(crate) fn place(&self) -> &Place {
        &self.house.place
    }

    /// The folder of this installation.
    pub fn home(&self) -> &Home {
        &self.house.home
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.house.settings
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.house.world.clock
    }

    /// Chance.
    pub fn chance(&self) -> &Chance {
        &self.house.world.chance
    }
}

/// SHA-256 over a key and a label; both have fixed lengths, so neither can run into the other.
fn derived(key: &[u8; 32], label: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(key);
    hasher.update(label);
    hasher.finalize().into()
}

fn options(settings: &Settings, keys: &Keys) -> Options {
    Options {
        digest: Some(settings.digest.into()),
        master_key: Some(MasterKey::new(&keys.master, settings.cipher.into())),
        ..Options::default()
    }
}
