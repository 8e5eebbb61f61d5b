//! 数据库. The one of two engines that holds the data.

use crate::fault::Fault;
use crate::postgres::Postgres;
use crate::sql::{Done, NotWritten, Query, Row, Sql, Transaction, Value, check_values};
use crate::sqlite::{Coming, Sqlite};

/// One of the two engines.
#[derive(Clone, Debug)]
pub(crate) enum Database {
    /// A file on this machine.
    Sqlite(Sqlite),
    /// A server, or several of which one is primary.
    Postgres(Postgres),
}

impl Database {
    /// The rows of one reading.
    pub(crate) async fn query(
        &self,
        sql: &'static Sql,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, Fault> {
        let mut all = self.read(vec![Query::new(sql, params)]).await?;
        Ok(all.pop().unwrap_or_default())
    }

    /// The rows of several readings, on SQLite of one moment.
    pub(crate) async fn read(&self, queries: Vec<Query>) -> Result<Vec<Vec<Row>>, Fault> {
        for query in &queries {
            check_values(query.sql, &query.params)?;
        }
        match self {
            Self::Sqlite(sqlite) => sqlite.read(queries).await,
            Self::Postgres(postgres) => postgres.read(queries).await,
        }
    }

    /// The rows of a short reading: a few rows, found by key.
    pub(crate) async fn glance(
        &self,
        sql: &'static Sql,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, Fault> {
        let mut all = self.glance_at(vec![Query::new(sql, params)]).await?;
        Ok(all.pop().unwrap_or_default())
    }

    /// The rows of several short readings, on SQLite of one moment.
    pub(crate) async fn glance_at(&self, queries: Vec<Query>) -> Result<Vec<Vec<Row>>, Fault> {
        for query in &queries {
            check_values(query.sql, &query.params)?;
        }
        match self {
            Self::Sqlite(sqlite) => sqlite.glance(&queries).await,
            Self::Postgres(postgres) => postgres.read(queries).await,
        }
    }

    /// Announces a transaction that is being prepared, so that it comes into the same commit as
    /// others; until the guard is dropped.
    pub(crate) fn coming(&self) -> Option<Coming> {
        match self {
            Self::Sqlite(sqlite) => Some(sqlite.coming()),
            Self::Postgres(_) => None,
        }
    }

    /// Writes all steps or none; answers after the durable commit.
    pub(crate) async fn transact(&self, transaction: Transaction) -> Result<Vec<Done>, NotWritten> {
        self.try_transact(transaction, None).await.0
    }

    /// The same for one that was announced, giving it back, to be tried again.
    pub(crate) async fn try_transact(
        &self,
        transaction: Transaction,
        coming: Option<Coming>,
    ) -> (Result<Vec<Done>, NotWritten>, Transaction) {
        if let Err(fault) = transaction.check() {
            return (Err(fault.into()), transaction);
        }
        match self {
            Self::Sqlite(sqlite) => sqlite.transact(transaction, coming).await,
            Self::Postgres(postgres) => (postgres.transact(&transaction).await, transaction),
        }
    }
}
