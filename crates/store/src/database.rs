//! 数据库. The one of two engines that holds the data.

use crate::fault::Fault;
use crate::postgres::Postgres;
use crate::sql::{Done, NotWritten, Query, Row, Sql, Transaction, Value, check_values};
use crate::sqlite::Sqlite;

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

    /// Writes all steps or none; answers after the durable commit.
    pub(crate) async fn transact(&self, transaction: Transaction) -> Result<Vec<Done>, NotWritten> {
        transaction.check()?;
        match self {
            Self::Sqlite(sqlite) => sqlite.transact(transaction).await,
            Self::Postgres(postgres) => postgres.transact(transaction).await,
        }
    }
}
