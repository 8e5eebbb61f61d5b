//! 待签收. Hand-overs that wait for a signature.

use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::views::OfferRow;

use super::{instant, named};
use crate::fault::Fault;
use crate::sql::{Row, Value, statements};
use crate::store::Store;

statements! {
    PUT = "INSERT INTO offer (unit, sign_by, matter, offer, person, concerned)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (unit, sign_by, matter, offer)
            DO UPDATE SET person = excluded.person, concerned = excluded.concerned";
    DROP = "DELETE FROM offer
        WHERE unit = $1 AND sign_by = $2 AND matter = $3 AND offer = $4";
    LIST = "SELECT unit, sign_by, matter, offer, person, concerned FROM offer
        ORDER BY unit, sign_by, matter, offer";
    LIST_OF_UNIT = "SELECT unit, sign_by, matter, offer, person, concerned FROM offer
        WHERE unit = $1 ORDER BY sign_by, matter, offer LIMIT $2";
}

impl Store {
    /// What waits for a unit's signature, most urgent first.
    pub async fn list_offers(&self, unit: &UnitId, limit: u32) -> Result<Vec<OfferRow>, Fault> {
        let params = vec![Value::from(unit.as_str()), Value::from(limit)];
        let rows = self.database.glance(&LIST_OF_UNIT, params).await?;
        rows.iter().map(|row| read(row).map_err(|fault| named(fault, "待签收", row))).collect()
    }
}

pub(super) fn key(row: &OfferRow) -> Vec<Value> {
    vec![
        Value::from(row.unit.as_str()),
        Value::from(row.sign_by.micros()),
        Value::from(row.matter.as_str()),
        Value::from(row.offer),
    ]
}

pub(super) fn values(row: &OfferRow) -> Vec<Value> {
    let mut values = key(row);
    values.push(Value::from(row.person.as_ref().map(|person| person.as_str())));
    values.push(Value::from(row.concerned.as_ref().map(UnitId::as_str)));
    values
}

pub(super) fn read(row: &Row) -> Result<OfferRow, Fault> {
    Ok(OfferRow {
        unit: row.text(0)?.into(),
        sign_by: instant(row, 1)?,
        matter: row.text(2)?.into(),
        offer: row.count(3)?,
        person: row.optional(4, Row::text)?.map(Into::into),
        concerned: row.optional(5, Row::text)?.map(Into::into),
    })
}
