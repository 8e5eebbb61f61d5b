//! 评价. Ratings by unit, without who gave them and what he wrote.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::views::RatingRow;

use super::{instant, named};
use crate::fault::Fault;
use crate::sql::{Query, Row, Value, statements};
use crate::store::Store;

statements! {
    PUT = "INSERT INTO rating (matter, ordinal, unit, rated_at, is_again, standing, satisfaction,
            solved, person, chips)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (matter, ordinal) DO UPDATE SET
            unit = excluded.unit, rated_at = excluded.rated_at, is_again = excluded.is_again,
            standing = excluded.standing, satisfaction = excluded.satisfaction,
            solved = excluded.solved, person = excluded.person, chips = excluded.chips";
    DROP = "DELETE FROM rating WHERE matter = $1 AND ordinal = $2";
    LIST = "SELECT matter, ordinal, unit, rated_at, is_again, standing, satisfaction, solved,
            person, chips
        FROM rating ORDER BY matter, ordinal";
    LIST_RANGE = "SELECT matter, ordinal, unit, rated_at, is_again, standing, satisfaction, solved,
            person, chips
        FROM rating WHERE matter > $1 AND matter <= $2 ORDER BY matter, ordinal";
    BLAMING = "SELECT matter, ordinal, unit, rated_at, is_again, standing, satisfaction, solved,
            person, chips
        FROM rating WHERE person = $1 AND chips <> '' AND rated_at >= $2
        ORDER BY rated_at, matter, ordinal LIMIT $3";
    COUNT = "SELECT is_again, standing, satisfaction, count(*) FROM rating
        WHERE unit = $1 AND rated_at >= $2 GROUP BY is_again, standing, satisfaction
        ORDER BY is_again, standing, satisfaction";
    COUNT_ALL = "SELECT is_again, standing, satisfaction, count(*) FROM rating
        WHERE rated_at >= $1 GROUP BY is_again, standing, satisfaction
        ORDER BY is_again, standing, satisfaction";
    COMPLETED = "SELECT count(*) FROM register
        WHERE unit = $1 AND delivered_at >= $2 AND is_imported = 0";
    COMPLETED_ALL = "SELECT count(*) FROM register WHERE delivered_at >= $1 AND is_imported = 0";
}

/// How many ratings of one kind there are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RatingCount {
    /// 追评.
    pub is_again: bool,
    /// 计不计入, as a code.
    pub standing: String,
    /// 满意度, as a code.
    pub satisfaction: String,
    /// How many.
    pub count: u32,
}

impl Store {
    /// The ratings since an instant that say what was amiss with what a person answered.
    pub async fn list_blaming(
        &self,
        person: &PersonId,
        since: Instant,
        limit: u32,
    ) -> Result<Vec<RatingRow>, Fault> {
        let params =
            vec![Value::from(person.as_str()), Value::from(since.micros()), Value::from(limit)];
        let rows = self.database.glance(&BLAMING, params).await?;
        rows.iter().map(|row| read(row).map_err(|fault| named(fault, "评价", row))).collect()
    }

    /// Counts the ratings since an instant, of a unit or of all, and the matters that could have
    /// been rated: those whose answer was delivered since.
    pub async fn count_ratings(
        &self,
        unit: Option<&UnitId>,
        since: Instant,
    ) -> Result<(Vec<RatingCount>, u32), Fault> {
        let since = Value::from(since.micros());
        let queries = match unit {
            Some(unit) => {
                let params = vec![Value::from(unit.as_str()), since];
                vec![Query::new(&COUNT, params.clone()), Query::new(&COMPLETED, params)]
            }
            None => {
                let params = vec![since];
                vec![Query::new(&COUNT_ALL, params.clone()), Query::new(&COMPLETED_ALL, params)]
            }
        };
        let found = self.database.read(queries).await?;
        let [ratings, answered] = found.as_slice() else {
            return Err(Fault::damaged("评价没有读全"));
        };
        let read = |row: &Row| {
            Ok(RatingCount {
                is_again: row.boolean(0)?,
                standing: row.text(1)?.to_owned(),
                satisfaction: row.text(2)?.to_owned(),
                count: row.count(3)?,
            })
        };
        let answered = answered.first().map_or(Ok(0), |row| row.count(0))?;
        Ok((ratings.iter().map(read).collect::<Result<_, Fault>>()?, answered))
    }
}

pub(super) fn key(row: &RatingRow) -> Vec<Value> {
    vec![Value::from(row.matter.as_str()), Value::from(row.ordinal)]
}

pub(super) fn values(row: &RatingRow) -> Vec<Value> {
    let mut values = key(row);
    values.extend([
        Value::from(row.unit.as_str()),
        Value::from(row.rated_at.micros()),
        Value::from(row.is_again),
        Value::from(row.standing.as_str()),
        Value::from(row.satisfaction.as_str()),
        Value::from(row.solved.as_str()),
        Value::from(row.person.as_ref().map(PersonId::as_str)),
        Value::from(row.chips.as_str()),
    ]);
    values
}

pub(super) fn read(row: &Row) -> Result<RatingRow, Fault> {
    Ok(RatingRow {
        matter: row.text(0)?.into(),
        ordinal: row.count(1)?,
        unit: row.text(2)?.into(),
        rated_at: instant(row, 3)?,
        is_again: row.boolean(4)?,
        standing: row.text(5)?.to_owned(),
        satisfaction: row.text(6)?.to_owned(),
        solved: row.text(7)?.to_owned(),
        person: row.optional(8, Row::text)?.map(Into::into),
        chips: row.text(9)?.to_owned(),
    })
}
