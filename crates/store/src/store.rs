//! 存储. The data as a whole; what can be done with it stands in the file of each subject.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::canonical::Digest;
use crate::database::Database;
use crate::fault::{During as _, Fault, FaultKind};
use crate::keys::MasterKey;
use crate::postgres::{Postgres, PostgresOptions};
use crate::search::Merging;
use crate::setting;
use crate::sqlite::{self, Sqlite, SqliteOptions};
use crate::token::Tokenizer;

/// The tables whose rows are changed or deleted; what they held before must not stay behind.
const UPDATED_OFTEN: &[&str] = &[
    "pending",
    "desk_open",
    "person_key",
    "identity",
    "contact",
    "text_key",
    "text",
    "search_pending",
];
/// The same, for signing in.
const SIGN_IN_OFTEN: &[&str] = &["account", "recovery_code", "sign_in_attempt", "session", "draft"];

/// The same, for the codes of citizens.
const CODES_OFTEN: &[&str] =
    &["query_code", "form_sent", "access_token", "wrong_code", "attachment_part", "held_file"];

/// 数据所在.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Location {
    /// A folder of this machine, with SQLite.
    Folder(PathBuf),
    /// A PostgreSQL server, `postgres://…`.
    Url(String),
}

/// How a store is opened.
#[derive(Clone, Default, Debug)]
pub struct Options {
    /// The digest of a new ledger; with an existing one it must be the one it was made with.
    pub digest: Option<Digest>,
    /// 主密钥 of the vault; without it neither texts and identities nor searching.
    pub master_key: Option<MasterKey>,
    /// For a folder.
    pub sqlite: SqliteOptions,
    /// For a server.
    pub postgres: PostgresOptions,
}

/// 存储. Clones share it.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) database: Database,
    pub(crate) digest: Digest,
    master_key: Option<MasterKey>,
    tokenizer: Option<Tokenizer>,
    pub(crate) merging: Arc<Merging>,
}

impl Store {
    /// Whether this process alone can write: a folder is locked by whoever opened it, a server is
    /// not.
    pub fn is_exclusive(&self) -> bool {
        match self.database {
            Database::Sqlite(_) => true,
            Database::Postgres(_) => false,
        }
    }

    /// Opens the data and brings its tables up to date.
    pub async fn open(location: &Location, options: Options) -> Result<Self, Fault> {
        let database = match location {
            Location::Folder(folder) => {
                Database::Sqlite(Sqlite::open(folder, options.sqlite).await?)
            }
            Location::Url(url) => {
                let opening = Postgres::open(url, options.postgres).await;
                Database::Postgres(opening.during("打开数据库")?)
            }
        };
        let digest = setting::digest(&database, options.digest).await?;
        if let Some(key) = &options.master_key {
            setting::check_master_key(&database, key).await?;
        }
        let tokenizer = options.master_key.as_ref().map(|key| Tokenizer::new(key.tokens()));
        let master_key = options.master_key;
        let merging = Arc::default();
        let store = Self { database, digest, master_key, tokenizer, merging };
        store.count_waiting().await.during("打开检索索引")?;
        Ok(store)
    }

    pub(crate) fn master(&self) -> Result<&MasterKey, Fault> {
        self.master_key.as_ref().ok_or_else(no_key)
    }

    pub(crate) fn tokenizer(&self) -> Result<&Tokenizer, Fault> {
        self.tokenizer.as_ref().ok_or_else(no_key)
    }

    /// The digest of the ledger.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// A setting, if it was ever written.
    pub async fn read_setting(&self, name: &str) -> Result<Option<String>, Fault> {
        setting::read(&self.database, name).await
    }

    /// Writes a setting.
    pub async fn write_setting(&self, name: &str, value: &str) -> Result<(), Fault> {
        setting::write(&self.database, name, value).await
    }

    /// A watch that ticks after commits, of this process and, on PostgreSQL, of other nodes.
    pub fn commits(&self) -> tokio::sync::watch::Receiver<u64> {
        match &self.database {
            Database::Sqlite(sqlite) => sqlite.commits(),
            Database::Postgres(postgres) => postgres.commits(),
        }
    }

    /// 备份. Copies the data of a folder, as of one moment and while work goes on, into a new file.
    /// A server's data are backed up by the server's own tools.
    pub async fn back_up(&self, target: &Path) -> Result<(), Fault> {
        match &self.database {
            Database::Sqlite(sqlite) => sqlite.back_up(target).await,
            Database::Postgres(_) => {
                Err(Fault::misuse("PostgreSQL 上的数据请用服务器自己的工具备份，如 pg_dump"))
            }
        }
    }

    /// 收拾. To be called on a timer: empties SQLite's log, or frees the space of changed rows.
    pub async fn tidy(&self) -> Result<(), Fault> {
        match &self.database {
            Database::Sqlite(sqlite) => sqlite.checkpoint().await,
            Database::Postgres(postgres) => {
                postgres.vacuum(&[UPDATED_OFTEN, SIGN_IN_OFTEN, CODES_OFTEN].concat()).await
            }
        }
        .during("收拾数据库")
    }

    /// Writes what is still waiting and closes the data.
    pub async fn close(&self) -> Result<(), Fault> {
        let _turn = self.merging.pause().await;
        match &self.database {
            Database::Sqlite(sqlite) => sqlite.close().await,
            Database::Postgres(postgres) => {
                postgres.close().await;
                Ok(())
            }
        }
    }
}

/// 备份 of a folder's data, as of one moment, into a new file, whoever works with it.
pub async fn copy_folder(folder: &Path, target: &Path) -> Result<(), Fault> {
    sqlite::copy_folder(folder, target).await
}

fn no_key() -> Fault {
    Fault::new(FaultKind::Key, "没有提供保险库的主密钥")
}
