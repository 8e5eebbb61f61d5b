//! PostgreSQL. A server, or several of which one is primary: each transaction pipelined on a
//! pooled connection, statements prepared once a connection.

mod bundle;
mod wake;

use std::str::FromStr as _;
use std::sync::Arc;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod};
use futures_util::future::{join_all, try_join_all};
use tokio::sync::watch;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Config, NoTls, Statement};

use self::bundle::{Bundles, unmet};
use self::wake::Wake;
use crate::fault::{Fault, FaultKind, chain, postgres as fault};
use crate::migrate;
use crate::sql::{Column, Done, Expect, NotWritten, Query, Row, Step, Transaction, Value};

/// How a server is reached.
#[derive(Clone, Debug)]
pub struct PostgresOptions {
    /// How many connections at most.
    pub connections: usize,
    /// How the wire is protected.
    pub protection: Protection,
}

impl Default for PostgresOptions {
    fn default() -> Self {
        Self { connections: 16, protection: Protection::None }
    }
}

/// 传输保护. How the wire to the server is protected.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Protection {
    /// Not at all: loopback, a socket, or a network that is protected below.
    None,
}

/// A database on a server. Clones share the connections.
#[derive(Clone, Debug)]
pub(crate) struct Postgres {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    pool: Pool,
    wake: Wake,
    bundles: Bundles,
}

impl Postgres {
    /// Connects and brings the tables up to date. The URL may name several hosts and
    /// `target_session_attrs=read-write`, so that after a failover the new primary is found.
    pub(crate) async fn open(url: &str, options: PostgresOptions) -> Result<Self, Fault> {
        let mut config = Config::from_str(url)
            .map_err(|error| Fault::misuse(format!("数据库地址无法理解（{}）", chain(&error))))?;
        if config.get_application_name().is_none() {
            config.application_name("xiaoneng");
        }
        migrate::postgres(&config).await?;
        let Protection::None = options.protection;
        let recycling_method = RecyclingMethod::Fast;
        let manager =
            Manager::from_config(config.clone(), NoTls, ManagerConfig { recycling_method });
        let pool = Pool::builder(manager)
            .max_size(options.connections.max(2))
            .build()
            .map_err(|error| Fault::new(FaultKind::Other, error.to_string()))?;
        let wake = Wake::start(config, pool.clone());
        Ok(Self { shared: Arc::new(Shared { pool, wake, bundles: Bundles::default() }) })
    }

    async fn connection(&self) -> Result<Object, Fault> {
        self.shared.pool.get().await.map_err(|error| match error {
            PoolError::Backend(error) => fault(&error),
            PoolError::Timeout(_)
            | PoolError::Closed
            | PoolError::NoRuntimeSpecified
            | PoolError::PostCreateHook(_) => Fault::new(FaultKind::Unreachable, error.to_string()),
        })
    }

    pub(crate) async fn read(&self, queries: Vec<Query>) -> Result<Vec<Vec<Row>>, Fault> {
        let connection = self.connection().await?;
        let all = async || {
            // Prepared first, so that they are sent in order.
            let prepare = |query: &Query| connection.prepare_cached(query.sql.postgres);
            let prepared = try_join_all(queries.iter().map(prepare)).await?;
            let one = async |(query, statement): (&Query, &Statement)| {
                let rows = connection.query(statement, &references(&query.params)).await?;
                rows.iter().map(row).collect::<Result<Vec<_>, _>>()
            };
            try_join_all(queries.iter().zip(&prepared).map(one)).await
        };
        let found = all().await;
        found.map_err(|error| self.failed(connection, &error))
    }

    pub(crate) async fn transact(
        &self,
        transaction: &Transaction,
    ) -> Result<Vec<Done>, NotWritten> {
        let lease = Lease(Some(self.connection().await?));
        let steps = transaction.steps.as_slice();
        let bundle = match transaction.are_apart {
            true => self.shared.bundles.text(steps),
            false => None,
        };
        let outcome = match (&lease.0, bundle) {
            (Some(connection), Some(text)) => at_once(connection, steps, &text).await,
            (Some(connection), None) => pipeline(connection, steps).await,
            (None, _) => Ok(Vec::new()),
        };
        let Some(connection) = lease.end() else { return Ok(Vec::new()) };
        match outcome {
            Ok(done) => {
                self.shared.wake.tell();
                Ok(done)
            }
            Err(Stop::Unmet(step)) => {
                let sql = transaction.steps.get(step).map_or("", |step| step.sql.name);
                Err(NotWritten::Unmet { step, sql })
            }
            Err(Stop::Error(error)) => Err(NotWritten::Fault(self.failed(connection, &error))),
        }
    }

    /// A connection whose server says goodbye, or is no longer primary, is thrown away.
    fn failed(&self, connection: Object, error: &tokio_postgres::Error) -> Fault {
        let fault = fault(error);
        if fault.kind() == FaultKind::Unreachable {
            drop(Object::take(connection));
            self.shared.pool.retain(|_, _| false);
        }
        fault
    }

    /// Gives the space of changed and deleted rows free, so that no older copy of a key stays, and
    /// counts what is there, so that the server plans well.
    pub(crate) async fn vacuum(&self, tables: &[&str]) -> Result<(), Fault> {
        let connection = self.connection().await?;
        for table in tables {
            let text = format!("VACUUM (ANALYZE) {table}");
            connection.batch_execute(&text).await.map_err(|error| fault(&error))?;
        }
        Ok(())
    }

    /// Ticks after commits, of this process and of others.
    pub(crate) fn commits(&self) -> watch::Receiver<u64> {
        self.shared.wake.commits()
    }

    /// Closes all connections.
    pub(crate) async fn close(&self) {
        self.shared.wake.stop();
        self.shared.pool.close();
    }
}

/// A connection in the midst of a transaction. Where the work is given up half way (the caller
/// hung up), the connection is closed and not handed to the next one with the transaction open.
struct Lease(Option<Object>);

impl Lease {
    fn end(mut self) -> Option<Object> {
        self.0.take()
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            drop(Object::take(connection));
        }
    }
}

/// So many steps are surely sent in order together with the commit that follows them.
const STEPS_WITH_COMMIT: usize = 24;

enum Stop {
    Unmet(usize),
    Error(tokio_postgres::Error),
}

impl From<tokio_postgres::Error> for Stop {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Error(error)
    }
}

/// Writes all steps by one statement, which commits by itself.
async fn at_once(connection: &Object, steps: &[Step], text: &str) -> Result<Vec<Done>, Stop> {
    let is_twice =
        |error: &tokio_postgres::Error| error.code() == Some(&SqlState::CARDINALITY_VIOLATION);
    let statement = connection.prepare_cached(text).await?;
    let params: Vec<_> = steps.iter().flat_map(|step| references(&step.params)).collect();
    match connection.execute(&statement, &params).await {
        Ok(_) => Ok(vec![Done::default(); steps.len()]),
        // A row was to be written twice: then one after the other.
        Err(error) if is_twice(&error) => pipeline(connection, steps).await,
        Err(error) => match unmet(steps, &error) {
            Some(step) => Err(Stop::Unmet(step)),
            None => Err(Stop::Error(error)),
        },
    }
}

/// Sends all steps at once; the commit goes along where no step has to be looked at first.
async fn pipeline(connection: &Object, steps: &[Step]) -> Result<Vec<Done>, Stop> {
    let prepared =
        try_join_all(steps.iter().map(|step| connection.prepare_cached(step.sql.postgres))).await?;
    // A step that finds no foundation fails, and then the commit is none.
    let is_looked_at = |step: &Step| match step.expect {
        Expect::Exactly(_) => true,
        Expect::Any | Expect::Foundation => false,
    };
    let is_plain = steps.len() <= STEPS_WITH_COMMIT && !steps.iter().any(is_looked_at);
    let begin = connection.batch_execute("BEGIN");
    let all = join_all(
        steps.iter().zip(&prepared).map(|(step, statement)| run(connection, statement, step)),
    );
    let (outcomes, committed) = if is_plain {
        let commit = connection.batch_execute("COMMIT");
        let (begun, outcomes, committed) = tokio::join!(begin, all, commit);
        begun?;
        (outcomes, Some(committed))
    } else {
        let (begun, outcomes) = tokio::join!(begin, all);
        begun?;
        (outcomes, None)
    };
    let done = check(steps, outcomes);
    match (committed, &done) {
        (Some(committed), Ok(_)) => committed?,
        (Some(_), Err(_)) => {}
        (None, Ok(_)) => connection.batch_execute("COMMIT").await?,
        (None, Err(_)) => connection.batch_execute("ROLLBACK").await?,
    }
    done
}

/// The first step that failed says why; what follows it fails only because it did.
fn check(
    steps: &[Step],
    outcomes: Vec<Result<Done, tokio_postgres::Error>>,
) -> Result<Vec<Done>, Stop> {
    let mut all = Vec::with_capacity(outcomes.len());
    for (at, (step, outcome)) in steps.iter().zip(outcomes).enumerate() {
        let done = match outcome {
            Ok(done) => done,
            Err(error) if is_unmet(&error, step.expect) => return Err(Stop::Unmet(at)),
            Err(error) => return Err(Stop::Error(error)),
        };
        match step.expect {
            Expect::Exactly(rows) if rows != done.affected => return Err(Stop::Unmet(at)),
            Expect::Exactly(_) | Expect::Any | Expect::Foundation => all.push(done),
        }
    }
    Ok(all)
}

fn is_unmet(error: &tokio_postgres::Error, expect: Expect) -> bool {
    match error.code() {
        Some(code) if *code == SqlState::UNIQUE_VIOLATION => true,
        Some(code) => expect == Expect::Foundation && *code == SqlState::NOT_NULL_VIOLATION,
        None => false,
    }
}

async fn run(
    connection: &Object,
    statement: &Statement,
    step: &Step,
) -> Result<Done, tokio_postgres::Error> {
    let params = references(&step.params);
    if statement.columns().is_empty() {
        let affected = connection.execute(statement, &params).await?;
        return Ok(Done { affected, rows: Vec::new() });
    }
    let rows = connection.query(statement, &params).await?;
    let rows = rows.iter().map(row).collect::<Result<Vec<_>, _>>()?;
    Ok(Done { affected: rows.len() as u64, rows })
}

fn references(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn row(row: &tokio_postgres::Row) -> Result<Row, tokio_postgres::Error> {
    let mut kept = Row::with_width(row.len());
    for (at, column) in row.columns().iter().enumerate() {
        kept.push(match *column.type_() {
            Type::INT8 => Column::from(row.try_get::<_, Option<i64>>(at)?),
            Type::INT4 => Column::from(row.try_get::<_, Option<i32>>(at)?.map(i64::from)),
            Type::BYTEA => Column::from(row.try_get::<_, Option<&[u8]>>(at)?),
            _ => Column::from(row.try_get::<_, Option<&str>>(at)?),
        });
    }
    Ok(kept)
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(number) if *ty == Type::INT8 => number.to_sql(ty, out),
            Self::Integer(number) => i32::try_from(*number)?.to_sql(ty, out),
            Self::Text(text) => (&**text).to_sql(ty, out),
            Self::Bytes(bytes) => (&**bytes).to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::TEXT, Type::VARCHAR, Type::BYTEA].contains(ty)
    }

    to_sql_checked!();
}
