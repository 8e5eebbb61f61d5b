//! 存储. The only place that speaks SQL: ledger, views, vault, search, outbox, on SQLite and on
//! PostgreSQL from one set of statements.
//!
//! Something is recorded, sealed, and verified with the public key alone:
//!
//! ```
//! use xiaoneng_domain::decider::Actor;
//! use xiaoneng_domain::stream::{Recorded, StreamId};
//! use xiaoneng_domain::Instant;
//! use xiaoneng_store::{Append, Head, Location, Options, Signer, Store};
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let folder = tempfile::tempdir()?;
//! let store = Store::open(&Location::Folder(folder.path().into()), Options::default()).await?;
//! let now: Instant = "2026-11-23T09:00".parse()?;
//! let event = Recorded {
//!     version: 1,
//!     occurred_at: now,
//!     recorded_at: now,
//!     actor: Actor::System,
//!     kind: "rules_founded/1".to_owned(),
//!     body: "{}".to_owned(),
//! };
//! store.append(&Append::new(StreamId::Rules, Head::EMPTY, vec![event])).await?;
//! let signer = Signer::new("qinghe", &[7; 32])?;
//! let sealed = store.seal(&signer, now).await?;
//! let report = store.verify(&signer.public_key(), &[sealed[0].note().to_owned()]).await?;
//! assert!(report.is_sound());
//! assert_eq!((report.events, report.unsealed), (1, 0));
//! # store.close().await?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod canonical;
mod checkpoint;
mod database;
mod fault;
mod keys;
mod ledger;
mod merkle;
mod migrate;
mod number;
mod outbox;
mod postgres;
mod proof;
mod recorded;
mod rulebook;
mod seal;
mod search;
mod setting;
mod sql;
mod sqlite;
mod statements;
mod store;
mod token;
mod vault;
mod verify;
mod views;

pub use self::canonical::{Digest, Hash, event_bytes};
pub use self::checkpoint::{Checkpoint, CheckpointError, Epoch, PublicKey, Signer};
pub use self::fault::{During, Fault, FaultKind};
pub use self::keys::{Cipher, MasterKey};
pub use self::ledger::{Append, Conflict, Head, NotAppended, Stream};
pub use self::outbox::{Claimed, OutboxRow};
pub use self::postgres::{PostgresOptions, Protection};
pub use self::proof::{
    ConsistencyProof, NoProof, Proof, ProofError, Proven, check_consistency, check_proof,
};
pub use self::search::{SearchDocument, SearchHit, SearchPlace, SearchQuery};
#[doc(hidden)]
pub use self::sql::Sql;
pub use self::sqlite::SqliteOptions;
#[doc(hidden)]
pub use self::statements::statements;
pub use self::store::{Location, Options, Store};
pub use self::vault::{Contact, Identity, Kept};
pub use self::verify::{Place, Problem, ProblemKind, VerifyReport};
pub use self::views::{
    Capped, DeskCounts, DeskOf, DeskPlace, Difference, NotRebuilt, RebuildReport, RegisterFilter,
    RegisterPlace, TagCount,
};
