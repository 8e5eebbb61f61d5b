//! 存储. The only place that speaks SQL: ledger, views, vault, search, outbox, on SQLite and on
//! PostgreSQL from one set of statements.
//!
//! A citizen files a matter; it is sealed, and she is handed a proof that anybody can check.
//!
//! ```
//! use xiaoneng_domain::Instant;
//! use xiaoneng_domain::decider::Actor;
//! use xiaoneng_domain::stream::{Recorded, StreamId};
//! use xiaoneng_domain::text::Written;
//! use xiaoneng_store::{Append, Cipher, Location, MasterKey, Options, Signer, Store, check_proof};
//!
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! # let folder = tempfile::tempdir()?;
//! let location = Location::Folder(folder.path().join("data"));
//! let master_key = Some(MasterKey::new(&[9; 32], Cipher::default()));
//! let store = Store::open(&location, Options { master_key, ..Options::default() }).await?;
//!
//! let now: Instant = "2026-02-13T16:40".parse()?;
//! let stream = StreamId::Matter("2026-02130001".into());
//! let text = Written::new("食堂饭菜质量差", [7; 16]);
//! let head = store.read_stream(&stream).await?.head;
//! let registered = Recorded {
//!     version: 1,
//!     occurred_at: now,
//!     recorded_at: head.time_of_recording(now),
//!     actor: Actor::Citizen("c1".into()),
//!     kind: "registered/1".to_owned(),
//!     body: format!(r#"{{"text":"{}"}}"#, text.digest()),
//! };
//! let append = Append::new(stream.clone(), head, vec![registered]).texts(vec![text.clone()]);
//! store.append(&append).await?;
//!
//! let signer = Signer::new("xiaoneng.qinghe", &[7; 32])?;
//! store.seal(&signer, now).await?;
//! let key = signer.public_key();
//! let proof = store.proof(&stream, 1, &key).await?.to_text();
//! assert_eq!(check_proof(&proof, &key)?.stream, stream);
//! assert!(store.verify(&key, &[]).await?.is_sound());
//!
//! let kept = store.read_text(&stream, &text.digest()).await?.found();
//! assert_eq!(kept, Some(text));
//! store.close().await?;
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

mod account;
mod attachment;
mod attempt;
mod canonical;
mod checkpoint;
mod database;
mod desk_message;
mod draft;
mod fault;
mod figures;
mod keys;
mod ledger;
mod merkle;
mod migrate;
mod number;
mod outbox;
mod postgres;
mod promise;
mod proof;
mod query_code;
mod recorded;
mod rulebook;
mod seal;
mod search;
mod security_log;
mod session;
mod setting;
mod slip;
mod sql;
mod sqlite;
mod statements;
mod store;
mod token;
mod vault;
mod verify;
mod views;
mod wall_link;

pub use self::account::{Account, AccountRow, NewAccount, Password};
pub use self::attachment::AttachmentBytes;
pub use self::attempt::{AttemptRule, Attempts};
pub use self::canonical::{Digest, Hash, event_bytes};
pub use self::checkpoint::{Checkpoint, CheckpointError, Epoch, PublicKey, Signer};
pub use self::desk_message::{DeskMessage, DeskMessagePlace, NewDeskMessage};
pub use self::draft::Draft;
pub use self::fault::{During, Fault, FaultKind};
pub use self::figures::{CompletedSpan, Counted};
pub use self::keys::{Cipher, MasterKey};
pub use self::ledger::{Append, Conflict, Head, NotAppended, Stream};
pub use self::outbox::{Claimed, OutboxRow};
pub use self::postgres::{PostgresOptions, Protection};
pub use self::promise::{Promise, PromiseError, check_promise};
pub use self::proof::{
    ConsistencyProof, NoProof, Proof, ProofError, Proven, check_consistency, check_proof,
};
pub use self::query_code::{CodeRow, FormRow, Holding, NewCode};
pub use self::search::{SearchDocument, SearchHit, SearchPlace, SearchQuery, Unindexed};
pub use self::security_log::SecurityEntry;
pub use self::session::{FoundSession, SessionRow};
#[doc(hidden)]
pub use self::sql::Sql;
pub use self::sqlite::SqliteOptions;
#[doc(hidden)]
pub use self::statements::statements;
pub use self::store::copy_folder;
pub use self::store::{Location, Options, Store};
pub use self::vault::{Contact, Identity, Kept};
pub use self::verify::{Place, Problem, ProblemKind, VerifyReport};
pub use self::views::{
    Asked, BoardTallies, Capped, DeskCounts, DeskOf, DeskPlace, Difference, DocketOf, DocketPlace,
    HourTally, LastRed, MatterLine, NotRebuilt, RatingCount, RebuildReport, RegisterFilter,
    RegisterPlace, Tally, UnitTally, WaitCount,
};
pub use self::wall_link::WallLink;
