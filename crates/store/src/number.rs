//! 编号. A sequence per day; gaps are allowed.

use std::ops::RangeInclusive;

use xiaoneng_domain::Date;

use crate::fault::{During as _, Fault};
use crate::sql::{Transaction, Value, statements};
use crate::store::Store;

statements! {
    RESERVE = "INSERT INTO number_sequence (day, last) VALUES ($1, $2)
        ON CONFLICT (day) DO UPDATE SET last = number_sequence.last + excluded.last
        RETURNING last";
}

impl Store {
    /// The next number of a day, from 1.
    pub async fn next_number(&self, day: Date) -> Result<u32, Fault> {
        Ok(*self.reserve_numbers(day, 1).await?.end())
    }

    /// Some numbers of a day at once, for an import.
    pub async fn reserve_numbers(
        &self,
        day: Date,
        count: u32,
    ) -> Result<RangeInclusive<u32>, Fault> {
        let mut transaction = Transaction::default();
        let params = vec![Value::from(i64::from(day.epoch_days())), Value::from(count)];
        transaction.must_touch(&RESERVE, params, 1);
        let done = self.database.transact(transaction).await.map_err(Fault::from);
        let done = done.during("取办件编号")?;
        let last = done
            .first()
            .and_then(|step| step.rows.first())
            .ok_or_else(|| Fault::damaged("编号没有给出"))?
            .count(0)?;
        Ok(last.saturating_sub(count) + 1..=last)
    }
}
