//! SQLite. A folder of this machine: one writer thread, read-only connections for all else.

mod reader;
mod writer;

use std::ffi::c_int;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement, ToSql, ffi};
use tokio::sync::{oneshot, watch};

use self::reader::Readers;
pub(crate) use self::writer::Coming;
use self::writer::{Job, Prepared, Writer, Written};
use crate::fault::{During as _, Fault, FaultKind, sqlite as fault};
use crate::migrate;
use crate::sql::{Column, Done, Expect, NotWritten, Query, Row, Step, Transaction, Value};

const DATABASE_FILE: &str = "xiaoneng.db";
const LOCK_FILE: &str = "xiaoneng.lock";
const STATEMENTS_KEPT: usize = 160;

/// How a folder is opened.
#[derive(Clone, Debug)]
pub struct SqliteOptions {
    /// A registered SQLite file layer to use instead of the operating system's.
    pub vfs: Option<String>,
    /// How many connections read at the same time.
    pub readers: usize,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self { vfs: None, readers: 4 }
    }
}

/// A database in a folder. Clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Sqlite {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    writer: Writer,
    readers: Readers,
}

impl Sqlite {
    /// Opens the folder, making it if need be, and brings its tables up to date. Refused while
    /// another process holds it.
    pub(crate) async fn open(folder: &Path, options: SqliteOptions) -> Result<Self, Fault> {
        let folder = folder.to_owned();
        blocking(move || Self::open_blocking(&folder, &options)).await
    }

    fn open_blocking(folder: &Path, options: &SqliteOptions) -> Result<Self, Fault> {
        let opening = format!("打开数据文件夹 {}", folder.display());
        std::fs::create_dir_all(folder).map_err(Fault::from).during(&opening)?;
        let lock = lock(folder).during(&opening)?;
        let file = folder.join(DATABASE_FILE);
        let mut connection = connect(&file, options, Access::Write).during(&opening)?;
        migrate::sqlite(&mut connection).during(&opening)?;
        let readers = Readers::open(&file, options).during(&opening)?;
        let writer = Writer::start(connection, lock)?;
        Ok(Self { shared: Arc::new(Shared { writer, readers }) })
    }

    pub(crate) async fn read(&self, queries: Vec<Query>) -> Result<Vec<Vec<Row>>, Fault> {
        let reader = self.shared.readers.take().await?;
        blocking(move || reader.read(&queries)).await
    }

    /// The rows of a short reading, found by key, on the spot: handing it to another thread would
    /// cost more than the reading.
    pub(crate) async fn glance(&self, queries: &[Query]) -> Result<Vec<Vec<Row>>, Fault> {
        self.shared.readers.take().await?.read(queries)
    }

    /// Announces a transaction that is being prepared.
    pub(crate) fn coming(&self) -> Coming {
        self.shared.writer.coming()
    }

    /// Writes a transaction, and gives it back with what it did.
    pub(crate) async fn transact(
        &self,
        transaction: Transaction,
        coming: Option<Coming>,
    ) -> (Result<Vec<Done>, NotWritten>, Transaction) {
        let (answer, done) = oneshot::channel();
        if let Err(fault) = self.shared.writer.send(Job::Write { transaction, answer }) {
            return (Err(NotWritten::Fault(fault)), Transaction::default());
        }
        drop(coming);
        match done.await {
            Ok(Written { result, transaction, .. }) => (result, transaction),
            Err(_) => (Err(NotWritten::Fault(gone())), Transaction::default()),
        }
    }

    /// Moves what the log holds into the file, and empties the log; after an erasure this leaves
    /// no older copy of a key in it.
    pub(crate) async fn checkpoint(&self) -> Result<(), Fault> {
        let (answer, done) = oneshot::channel();
        self.shared.writer.send(Job::Checkpoint { answer })?;
        done.await.map_err(|_| gone())?
    }

    /// Copies the database, as of one moment, into a new file while work goes on.
    pub(crate) async fn back_up(&self, target: &Path) -> Result<(), Fault> {
        let reader = self.shared.readers.take().await?;
        let target = target.to_owned();
        let during = format!("备份到 {}", target.display());
        blocking(move || reader.back_up(&target)).await.during(&during)
    }

    /// What the engine itself finds wrong with the file; empty if nothing.
    pub(crate) async fn examine(&self) -> Result<Vec<String>, Fault> {
        let reader = self.shared.readers.take().await?;
        blocking(move || reader.examine()).await
    }

    /// Ticks after every commit.
    pub(crate) fn commits(&self) -> watch::Receiver<u64> {
        self.shared.writer.commits()
    }

    /// Writes what is still waiting, closes the file and frees the folder.
    pub(crate) async fn close(&self) -> Result<(), Fault> {
        let shared = Arc::clone(&self.shared);
        blocking(move || {
            shared.readers.close();
            shared.writer.stop()
        })
        .await
    }
}

/// Copies the database of a folder, as of one moment, into a new file, whoever works with it.
pub(crate) async fn copy_folder(folder: &Path, target: &Path) -> Result<(), Fault> {
    let (folder, target) = (folder.to_owned(), target.to_owned());
    let during = format!("备份到 {}", target.display());
    let options = SqliteOptions { readers: 1, ..SqliteOptions::default() };
    blocking(move || {
        let readers = Readers::open(&folder.join(DATABASE_FILE), &options)?;
        readers.copy_into(&target)
    })
    .await
    .during(&during)
}

/// Runs work that waits for the disk where it keeps nobody else waiting.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(Fault::new(FaultKind::Other, format!("后台线程中断（{error}）"))),
    }
}

fn gone() -> Fault {
    Fault::new(FaultKind::Other, "数据库已关闭")
}

fn lock(folder: &Path) -> Result<File, Fault> {
    let path = folder.join(LOCK_FILE);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Fault::new(
            FaultKind::InUse,
            "这个数据文件夹正被另一个效能通进程使用。请先停止那个进程，或改用另一个文件夹。",
        )),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

#[derive(Copy, Clone)]
enum Access {
    Read,
    Write,
}

fn connect(file: &Path, options: &SqliteOptions, access: Access) -> Result<Connection, Fault> {
    let flags = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match &options.vfs {
        None => Connection::open_with_flags(file, flags),
        Some(vfs) => Connection::open_with_flags_and_vfs(file, flags, vfs.as_str()),
    }
    .map_err(fault)?;
    let pragmas = match access {
        Access::Read => "PRAGMA query_only = ON; PRAGMA busy_timeout = 5000;",
        Access::Write => {
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;
             PRAGMA secure_delete = FAST; PRAGMA wal_autocheckpoint = 4000;"
        }
    };
    connection.execute_batch(pragmas).map_err(fault)?;
    connection
        .execute_batch("PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;")
        .map_err(fault)?;
    // A statement keeps its plan whatever is bound to it; without this SQLite, built to plan by
    // the values, would prepare a kept statement anew at nearly every use.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(connection)
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// Adds a column as it was read. Text that is no UTF-8 comes back as bytes, so that it is told
/// apart.
fn push(row: &mut Row, column: ValueRef<'_>) {
    match column {
        ValueRef::Null => row.push(Column::Null),
        ValueRef::Integer(number) => row.push(Column::Integer(number)),
        ValueRef::Real(number) => row.push(Column::Text(&number.to_string())),
        ValueRef::Text(bytes) => row.push(match std::str::from_utf8(bytes) {
            Ok(text) => Column::Text(text),
            Err(_) => Column::Bytes(bytes),
        }),
        ValueRef::Blob(bytes) => row.push(Column::Bytes(bytes)),
    }
}

fn bind(statement: &mut Statement<'_>, params: &[Value]) -> rusqlite::Result<()> {
    for (at, param) in params.iter().enumerate() {
        statement.raw_bind_parameter(at + 1, param)?;
    }
    Ok(())
}

fn rows(statement: &mut Statement<'_>) -> rusqlite::Result<Vec<Row>> {
    let width = statement.column_count();
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let mut kept = Row::with_width(width);
        for at in 0..width {
            push(&mut kept, row.get_ref(at)?);
        }
        found.push(kept);
    }
    Ok(found)
}

fn bind_and_run(statement: &mut Statement<'_>, params: &[Value]) -> rusqlite::Result<Done> {
    bind(statement, params)?;
    if statement.column_count() == 0 {
        let affected = statement.raw_execute()? as u64;
        return Ok(Done { affected, rows: Vec::new() });
    }
    let rows = rows(statement)?;
    Ok(Done { affected: rows.len() as u64, rows })
}

/// Runs one step of a transaction.
fn run(prepared: &mut Prepared<'_>, at: usize, step: &Step) -> Result<Done, NotWritten> {
    let unmet = || NotWritten::Unmet { step: at, sql: step.sql.name };
    let statement = prepared.get(step.sql.sqlite);
    let outcome = statement.and_then(|statement| bind_and_run(statement, &step.params));
    match outcome {
        Ok(done) => match step.expect {
            Expect::Exactly(rows) if rows != done.affected => Err(unmet()),
            Expect::Exactly(_) | Expect::Any | Expect::Foundation => Ok(done),
        },
        Err(error) if is_taken(&error) => Err(unmet()),
        Err(error) if step.expect == Expect::Foundation && is_missing(&error) => Err(unmet()),
        Err(error) => Err(NotWritten::Fault(fault(error).during(step.sql.name))),
    }
}

/// Whether a key is taken already.
fn is_taken(error: &rusqlite::Error) -> bool {
    const TAKEN: [c_int; 3] = [
        ffi::SQLITE_CONSTRAINT_UNIQUE,
        ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
        ffi::SQLITE_CONSTRAINT_ROWID,
    ];
    error.sqlite_error().is_some_and(|error| TAKEN.contains(&error.extended_code))
}

/// Whether a column that may not be null would have been.
fn is_missing(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_CONSTRAINT_NOTNULL)
}
