//! 同类诉求. Who else brought the same subject lately, and of which schools; read back from the
//! newest until the rules could not say anything else.

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::id::{PersonId, Tag, UnitId};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::HandlingRule;
use xiaoneng_domain::views::RegisterRow;
use xiaoneng_store::{RegisterFilter, RegisterPlace};

use crate::App;
use crate::denied::Denied;

/// How many rows are read first; each time more are needed, so many times as many.
const FIRST_ROWS: u32 = 16;
const TIMES_AS_MANY: u32 = 8;
const MOST_ROWS: u32 = FIRST_ROWS * TIMES_AS_MANY * TIMES_AS_MANY;

/// 同类诉求 in a window, each person and school counted once.
#[derive(Default)]
pub(crate) struct SameSubject {
    pub(crate) matters: u32,
    persons: BTreeSet<PersonId>,
    schools: BTreeSet<UnitId>,
}

impl SameSubject {
    pub(crate) fn petitioners(&self) -> u32 {
        counted(self.persons.len())
    }

    pub(crate) fn schools(&self) -> u32 {
        counted(self.schools.len())
    }

    /// One more of the same.
    pub(crate) fn add(
        &mut self,
        petitioner: Option<&PersonId>,
        unit: Option<&UnitId>,
        organization: &Organization,
    ) {
        self.matters = self.matters.saturating_add(1);
        self.persons.extend(petitioner.cloned());
        self.schools.extend(unit.filter(|unit| organization.is_school(unit)).cloned());
    }

    /// Whether more of the same would change nothing.
    fn is_enough(&self, rule: &HandlingRule) -> bool {
        self.matters >= rule.active_repeats
            && self.petitioners() >= rule.visit_petitioners
            && self.schools() >= rule.visit_schools
    }
}

fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl App {
    /// Adds what came in of a tag since an instant, as far as it makes a difference.
    pub(crate) async fn add_same_subject(
        &self,
        mut found: SameSubject,
        (tag, since): (&Tag, Instant),
        (rule, organization): (&HandlingRule, &Organization),
    ) -> Result<SameSubject, Denied> {
        let filter = RegisterFilter::Tag(tag.clone());
        let (mut after, mut limit) = (None, FIRST_ROWS);
        loop {
            let rows = self.store().list_register(&filter, after.as_ref(), limit).await?;
            let is_within = |row: &&RegisterRow| row.filed_at >= since;
            for row in rows.iter().take_while(is_within) {
                found.add(row.petitioner.as_ref(), Some(&row.first_unit), organization);
            }
            match rows.last() {
                Some(last)
                    if counted(rows.len()) == limit
                        && last.filed_at >= since
                        && !found.is_enough(rule) =>
                {
                    let (filed_at, matter) = (last.filed_at, last.matter.clone());
                    after = Some(RegisterPlace { filed_at, matter });
                    limit = limit.saturating_mul(TIMES_AS_MANY).min(MOST_ROWS);
                }
                Some(_) | None => return Ok(found),
            }
        }
    }
}
