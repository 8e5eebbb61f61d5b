//! 列出的办件. Matters as lists show them: the row of the register, and of an open one the row of
//! its desk, which knows the worst clock.

use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::views::{DeskRow, RegisterRow};

use super::{desk, named, register};
use crate::fault::Fault;
use crate::sql::{Query, Row, Value, statements};
use crate::store::Store;

statements! {
    DESK_OF_MATTER = "SELECT unit, due_at, matter, amber_at, responsible, clock, matter_type,
            is_suspended, is_provisional, concerned, covers_for
        FROM desk_open WHERE responsible = $1 AND matter = $2";
    FIRST_ASKED = "SELECT matter FROM holding
        WHERE person = $1 AND ordinal = 1 AND matter < $2 ORDER BY matter DESC LIMIT $3";
    FIRST_ASKED_OPEN = "SELECT h.matter FROM holding h JOIN register r ON r.matter = h.matter
        WHERE h.person = $1 AND h.ordinal = 1 AND h.matter < $2 AND r.ended_at IS NULL
        ORDER BY h.matter DESC LIMIT $3";
}

/// More than any number; the first page begins before it.
const AFTER_ALL: &str = "~";

/// 列出的办件.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatterLine {
    /// 台账.
    pub register: RegisterRow,
    /// 待办; none once it has ended.
    pub desk: Option<DeskRow>,
}

impl Store {
    /// The matters of those numbers, in that order; one that is not there is left out.
    pub async fn list_matters(&self, numbers: &[MatterNumber]) -> Result<Vec<MatterLine>, Fault> {
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let find =
            |number: &MatterNumber| Query::new(&register::FIND, vec![Value::from(number.as_str())]);
        let found = self.database.glance_at(numbers.iter().map(find).collect()).await?;
        let rows: Vec<RegisterRow> = found
            .iter()
            .filter_map(|rows| rows.first())
            .map(|row| register::read(row).map_err(|fault| named(fault, "台账", row)))
            .collect::<Result<_, _>>()?;
        self.beside(rows).await
    }

    /// Rows of the register with those of their desks beside.
    pub async fn beside(&self, rows: Vec<RegisterRow>) -> Result<Vec<MatterLine>, Fault> {
        let on_desks = rows.iter().filter_map(|row| {
            let responsible = row.responsible.as_ref()?;
            let params = vec![Value::from(responsible.as_str()), Value::from(row.matter.as_str())];
            Some(Query::new(&DESK_OF_MATTER, params))
        });
        let on_desks: Vec<Query> = on_desks.collect();
        let found = match on_desks.is_empty() {
            true => Vec::new(),
            false => self.database.glance_at(on_desks).await?,
        };
        let read = |row: &Row| desk::read(row).map_err(|fault| named(fault, "待办", row));
        let mut desks: Vec<DeskRow> = found.iter().flatten().map(read).collect::<Result<_, _>>()?;
        let listed = |register: RegisterRow| {
            let at = desks.iter().position(|desk| desk.matter == register.matter);
            let desk = at.map(|at| desks.swap_remove(at));
            MatterLine { register, desk }
        };
        Ok(rows.into_iter().map(listed).collect())
    }

    /// The matters for which a person was the first to answer, newest number first.
    pub async fn list_first_asked(
        &self,
        person: &PersonId,
        only: Asked,
        after: Option<&MatterNumber>,
        limit: u32,
    ) -> Result<Vec<MatterNumber>, Fault> {
        let sql = match only {
            Asked::All => &FIRST_ASKED,
            Asked::Open => &FIRST_ASKED_OPEN,
        };
        let after = after.map_or(AFTER_ALL, MatterNumber::as_str);
        let params = vec![Value::from(person.as_str()), Value::from(after), Value::from(limit)];
        let rows = self.database.query(sql, params).await?;
        rows.iter().map(|row| row.text(0).map(MatterNumber::from)).collect()
    }
}

/// Which of the matters that somebody was asked first.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Asked {
    /// All of them.
    All,
    /// Those that have not ended.
    Open,
}
