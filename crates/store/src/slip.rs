//! 文书编号. Gapless yearly series: a number is given with the event that bears it, or not at all.

use xiaoneng_domain::docket::Slip;

use crate::fault::Fault;
use crate::sql::{Sql, Transaction, Value, statements};
use crate::store::Store;

statements! {
    TAKE = "INSERT INTO slip (series, year, number, stream)
        VALUES ($1, $2, (SELECT CASE WHEN coalesce(max(s.number), 0) + 1 = CAST($3 AS BIGINT)
                THEN CAST($4 AS BIGINT) END
            FROM slip s WHERE s.series = $5 AND s.year = $6), $7)";
    LAST = "SELECT CAST(coalesce(max(number), 0) AS BIGINT) FROM slip
        WHERE series = $1 AND year = $2";
}

/// The statement that does nothing when somebody else took the number.
pub(crate) static SLIP_STATEMENT: &Sql = &TAKE;

/// Adds the step that takes the number for a stream; it builds on the number before.
pub(crate) fn write(transaction: &mut Transaction, stream: &str, (series, slip): (&str, Slip)) {
    let (series, year) = (Value::from(series), Value::from(i64::from(slip.year)));
    let number = Value::from(slip.number);
    let mut params = vec![series.clone(), year.clone(), number.clone(), number];
    params.extend([series, year, Value::from(stream)]);
    transaction.build(&TAKE, params);
}

impl Store {
    /// The number that the next slip of a series would bear.
    pub async fn next_slip(&self, series: &str, year: i16) -> Result<Slip, Fault> {
        let params = vec![Value::from(series), Value::from(i64::from(year))];
        let rows = self.database.glance(&LAST, params).await?;
        let last = rows.first().map_or(Ok(0), |row| row.count(0))?;
        Ok(Slip { year, number: last + 1 })
    }
}
