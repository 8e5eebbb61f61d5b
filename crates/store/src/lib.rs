//! 存储. The only place that speaks SQL: ledger, views, vault, search, outbox, on SQLite and on
//! PostgreSQL from one set of statements.

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
