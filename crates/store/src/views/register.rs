//! 台账. Every matter, open or ended.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::{MatterNumber, MatterTypeCode, PersonId, Tag, UnitId};
use xiaoneng_domain::views::RegisterRow;

use super::{instant, micros, named};
use crate::fault::Fault;
use crate::sql::{Query, Row, Sql, Value, statements};
use crate::store::Store;

macro_rules! columns {
    () => {
        "matter, matter_type, unit, first_unit, responsible, petitioner, tag, channel, state, \
         filed_at, accepted_at, due_at, statutory_due_at, delivered_at, ended_at, is_imported, \
         source_key, extensions, suspended_minutes, returns, repeat_of, is_push_up, concerned"
    };
}

statements! {
    PUT = "INSERT INTO register (matter, matter_type, unit, first_unit, responsible, petitioner,
            tag, channel, state, filed_at, accepted_at, due_at, statutory_due_at, delivered_at,
            ended_at, is_imported, source_key, extensions, suspended_minutes, returns, repeat_of,
            is_push_up, concerned)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $23)
        ON CONFLICT (matter) DO UPDATE SET
            matter_type = excluded.matter_type, unit = excluded.unit,
            first_unit = excluded.first_unit, responsible = excluded.responsible,
            petitioner = excluded.petitioner, tag = excluded.tag, channel = excluded.channel,
            state = excluded.state, filed_at = excluded.filed_at,
            accepted_at = excluded.accepted_at, due_at = excluded.due_at,
            statutory_due_at = excluded.statutory_due_at, delivered_at = excluded.delivered_at,
            ended_at = excluded.ended_at, is_imported = excluded.is_imported,
            source_key = excluded.source_key, extensions = excluded.extensions,
            suspended_minutes = excluded.suspended_minutes, returns = excluded.returns,
            repeat_of = excluded.repeat_of, is_push_up = excluded.is_push_up,
            concerned = excluded.concerned";
    TOUCH = "UPDATE register SET first_unit = $1, responsible = $2, channel = $3,
            accepted_at = $4, due_at = $5, statutory_due_at = $6, delivered_at = $7,
            ended_at = $8, is_imported = $9, extensions = $10, suspended_minutes = $11,
            returns = $12, repeat_of = $13, is_push_up = $14, concerned = $15, state = $16
        WHERE matter = $17";
    DROP = "DELETE FROM register WHERE matter = $1";
    LIST = concat!(
        "SELECT ", columns!(), " FROM register ORDER BY matter"
    );
    LIST_RANGE = concat!(
        "SELECT ", columns!(), " FROM register WHERE matter > $1 AND matter <= $2 \
         ORDER BY matter"
    );
    SCAN = concat!(
        "SELECT ", columns!(), " FROM register WHERE matter > $1 ORDER BY matter LIMIT $2"
    );
    FIND = concat!(
        "SELECT ", columns!(), " FROM register WHERE matter = $1"
    );
    FIND_SOURCE = "SELECT matter FROM register WHERE source_key = $1";
    PAGE = concat!(
        "SELECT ", columns!(), " FROM register WHERE (filed_at, matter) < ($1, $2) \
         ORDER BY filed_at DESC, matter DESC LIMIT $3"
    );
    PAGE_OF_UNIT = concat!(
        "SELECT ", columns!(), " FROM register WHERE unit = $1 AND (filed_at, matter) < ($2, $3) \
         ORDER BY filed_at DESC, matter DESC LIMIT $4"
    );
    PAGE_OF_STATE = concat!(
        "SELECT ", columns!(), " FROM register WHERE state = $1 AND (filed_at, matter) < ($2, $3) \
         ORDER BY filed_at DESC, matter DESC LIMIT $4"
    );
    PAGE_OF_TAG = concat!(
        "SELECT ", columns!(), " FROM register WHERE tag = $1 AND (filed_at, matter) < ($2, $3) \
         ORDER BY filed_at DESC, matter DESC LIMIT $4"
    );
    PAGE_OF_PETITIONER = concat!(
        "SELECT ", columns!(), " FROM register WHERE petitioner = $1 AND (filed_at, matter) < ($2, $3) \
         ORDER BY filed_at DESC, matter DESC LIMIT $4"
    );
    LIST_SIMILAR = concat!(
        "SELECT ", columns!(), " FROM register WHERE petitioner = $1 AND matter_type = $2 AND filed_at >= $3 \
         ORDER BY filed_at, matter"
    );
}

/// Which part of the register.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RegisterFilter {
    /// All of it.
    All,
    /// What a unit handles or handled last.
    Unit(UnitId),
    /// What is in a state.
    State(String),
    /// What bears a tag.
    Tag(Tag),
    /// What a person brought.
    Petitioner(PersonId),
}

/// Where a page of the register ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RegisterPlace {
    /// When the last row was filed.
    pub filed_at: Instant,
    /// Its matter.
    pub matter: MatterNumber,
}

impl Store {
    /// A matter's row.
    pub async fn find_matter(&self, matter: &MatterNumber) -> Result<Option<RegisterRow>, Fault> {
        let rows = self.database.glance(&FIND, vec![Value::from(matter.as_str())]).await?;
        rows.first().map(told).transpose()
    }

    /// The rows of several matters, in the order asked; what is not there is left out.
    pub async fn find_matters(
        &self,
        matters: impl IntoIterator<Item = &MatterNumber>,
    ) -> Result<Vec<RegisterRow>, Fault> {
        let find = |matter: &MatterNumber| Query::new(&FIND, vec![Value::from(matter.as_str())]);
        let queries: Vec<Query> = matters.into_iter().map(find).collect();
        if queries.is_empty() {
            return Ok(Vec::new());
        }
        let found = self.database.glance_at(queries).await?;
        found.iter().flatten().map(told).collect()
    }

    /// The matter that came from a source.
    pub async fn find_source(&self, source_key: &str) -> Result<Option<MatterNumber>, Fault> {
        let rows = self.database.glance(&FIND_SOURCE, vec![Value::from(source_key)]).await?;
        rows.first().map(|row| row.text(0).map(MatterNumber::from)).transpose()
    }

    /// A page of the register, newest first.
    pub async fn list_register(
        &self,
        filter: &RegisterFilter,
        after: Option<&RegisterPlace>,
        limit: u32,
    ) -> Result<Vec<RegisterRow>, Fault> {
        let (sql, name): (&'static Sql, Option<&str>) = match filter {
            RegisterFilter::All => (&PAGE, None),
            RegisterFilter::Unit(unit) => (&PAGE_OF_UNIT, Some(unit.as_str())),
            RegisterFilter::State(state) => (&PAGE_OF_STATE, Some(state)),
            RegisterFilter::Tag(tag) => (&PAGE_OF_TAG, Some(tag.as_str())),
            RegisterFilter::Petitioner(person) => (&PAGE_OF_PETITIONER, Some(person.as_str())),
        };
        let (filed_at, matter) =
            after.map_or((i64::MAX, ""), |place| (place.filed_at.micros(), place.matter.as_str()));
        let mut params: Vec<Value> = name.map(Value::from).into_iter().collect();
        params.extend([Value::from(filed_at), Value::from(matter), Value::from(limit)]);
        self.database.glance(sql, params).await?.iter().map(told).collect()
    }

    /// The register in the order of numbers, page by page; for reports over all of it.
    pub async fn scan_register(
        &self,
        after: Option<&MatterNumber>,
        limit: u32,
    ) -> Result<Vec<RegisterRow>, Fault> {
        let after = after.map_or("", MatterNumber::as_str);
        let params = vec![Value::from(after), Value::from(limit)];
        self.database.query(&SCAN, params).await?.iter().map(told).collect()
    }

    /// What the same person brought of the same kind since an instant, oldest first.
    pub async fn list_similar(
        &self,
        petitioner: &PersonId,
        matter_type: &MatterTypeCode,
        since: Instant,
    ) -> Result<Vec<RegisterRow>, Fault> {
        let params = vec![
            Value::from(petitioner.as_str()),
            Value::from(matter_type.as_str()),
            Value::from(since.micros()),
        ];
        self.database.glance(&LIST_SIMILAR, params).await?.iter().map(told).collect()
    }
}

fn told(row: &Row) -> Result<RegisterRow, Fault> {
    read(row).map_err(|fault| named(fault, "台账", row))
}

pub(super) fn key(row: &RegisterRow) -> Vec<Value> {
    vec![Value::from(row.matter.as_str())]
}

pub(super) fn values(row: &RegisterRow) -> Vec<Value> {
    vec![
        Value::from(row.matter.as_str()),
        Value::from(row.matter_type.as_str()),
        Value::from(row.unit.as_str()),
        Value::from(row.first_unit.as_str()),
        Value::from(row.responsible.as_ref().map(PersonId::as_str)),
        Value::from(row.petitioner.as_ref().map(PersonId::as_str)),
        Value::from(row.tag.as_str()),
        Value::from(row.channel.as_str()),
        Value::from(row.state.as_str()),
        Value::from(row.filed_at.micros()),
        micros(row.accepted_at),
        micros(row.due_at),
        micros(row.statutory_due_at),
        micros(row.delivered_at),
        micros(row.ended_at),
        Value::from(row.is_imported),
        Value::from(row.source_key.as_deref()),
        Value::from(row.extensions),
        Value::from(row.suspended_minutes),
        Value::from(row.returns),
        Value::from(row.repeat_of.as_ref().map(MatterNumber::as_str)),
        Value::from(row.is_push_up),
        Value::from(row.concerned.as_ref().map(UnitId::as_str)),
    ]
}

/// Whether a row may follow another by [`TOUCH`]: nothing changes by which the register is looked
/// through, so its indexes stay as they are.
pub(super) fn is_touched(before: &RegisterRow, after: &RegisterRow) -> bool {
    before.matter == after.matter
        && before.matter_type == after.matter_type
        && before.unit == after.unit
        && before.petitioner == after.petitioner
        && before.tag == after.tag
        && before.filed_at == after.filed_at
        && before.source_key == after.source_key
}

/// The values of [`TOUCH`].
pub(super) fn touched(row: &RegisterRow) -> Vec<Value> {
    vec![
        Value::from(row.first_unit.as_str()),
        Value::from(row.responsible.as_ref().map(PersonId::as_str)),
        Value::from(row.channel.as_str()),
        micros(row.accepted_at),
        micros(row.due_at),
        micros(row.statutory_due_at),
        micros(row.delivered_at),
        micros(row.ended_at),
        Value::from(row.is_imported),
        Value::from(row.extensions),
        Value::from(row.suspended_minutes),
        Value::from(row.returns),
        Value::from(row.repeat_of.as_ref().map(MatterNumber::as_str)),
        Value::from(row.is_push_up),
        Value::from(row.concerned.as_ref().map(UnitId::as_str)),
        Value::from(row.state.as_str()),
        Value::from(row.matter.as_str()),
    ]
}

pub(super) fn read(row: &Row) -> Result<RegisterRow, Fault> {
    Ok(RegisterRow {
        matter: row.text(0)?.into(),
        matter_type: row.text(1)?.into(),
        unit: row.text(2)?.into(),
        first_unit: row.text(3)?.into(),
        responsible: row.optional(4, Row::text)?.map(Into::into),
        petitioner: row.optional(5, Row::text)?.map(Into::into),
        tag: row.text(6)?.into(),
        channel: row.text(7)?.to_owned(),
        state: row.text(8)?.to_owned(),
        filed_at: instant(row, 9)?,
        accepted_at: row.optional(10, instant)?,
        due_at: row.optional(11, instant)?,
        statutory_due_at: row.optional(12, instant)?,
        delivered_at: row.optional(13, instant)?,
        ended_at: row.optional(14, instant)?,
        is_imported: row.boolean(15)?,
        source_key: row.optional(16, Row::text)?.map(str::to_owned),
        extensions: row.count(17)?,
        suspended_minutes: row.integer(18)?,
        returns: row.count(19)?,
        repeat_of: row.optional(20, Row::text)?.map(Into::into),
        is_push_up: row.boolean(21)?,
        concerned: row.optional(22, Row::text)?.map(Into::into),
    })
}
