//! 看板用语. What a board says of a matter: its unit, its item, who holds it, how long it is over.

use xiaoneng_app::board::{BoardMatter, DueHour, Red};
use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{App, Denied, Known, Names};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::matter::ClockName;

use crate::kit::language::Language;
use crate::kit::light::{LightKind, clock_name};
use crate::kit::remaining::{Deadline, Remaining};
use crate::kit::words::KitWords;

const MICROS_PER_HOUR: i64 = 3_600_000_000;

/// What boards are written with.
pub(crate) struct Teller {
    pub(crate) known: Known,
    names: Names,
    language: Language,
    now: Instant,
}

impl Teller {
    pub(crate) async fn new(app: &App, language: Language) -> Result<Self, Denied> {
        let (known, names) = (app.known().await?, app.names().await?);
        Ok(Self { known, names, language, now: app.clock().now() })
    }

    /// The name of a unit.
    pub(crate) fn unit(&self, unit: &UnitId) -> String {
        let found = self.known.organization.unit(unit);
        found.map_or_else(|| unit.to_string(), |unit| unit.name.clone())
    }

    /// The name of a member of staff.
    pub(crate) fn name(&self, person: &PersonId) -> String {
        self.names.of(person).to_owned()
    }

    /// The name of a matter's item, as it was when it was filed.
    pub(crate) fn item(&self, matter: &BoardMatter) -> String {
        let rules = self.known.rules.on(matter.filed_at.date());
        let entry = rules.matter_types.get(&matter.matter_type);
        entry.map_or_else(|| matter.matter_type.to_string(), |entry| entry.name.clone())
    }

    /// The name of a worst clock.
    pub(crate) fn clock(&self, code: &str) -> &'static str {
        match code.parse::<ClockName>() {
            Ok(clock) => clock_name(self.language, clock),
            Err(_) => KitWords(self.language).clock_supplement(),
        }
    }

    /// 期限 in working time.
    pub(crate) fn deadline(&self, due_at: Instant) -> Deadline {
        let calendar = self.known.rules.calendar();
        let light = if self.now > due_at { LightKind::Red } else { LightKind::Green };
        Deadline::of(self.language, calendar, self.now, due_at).beside(light)
    }

    /// 已超, without the word for it.
    pub(crate) fn over(&self, red: &Red) -> String {
        let calendar = self.known.rules.calendar();
        Remaining::of(calendar, self.now, red.due_at).amount(self.language)
    }
}

/// 今天到期 by the hour, from this one to the last, those without any between them too.
pub(crate) fn hours(now: Instant, due: &[DueHour]) -> Vec<DueHour> {
    let this = u8::try_from(now.micros_of_day() / MICROS_PER_HOUR).unwrap_or(0);
    let Some(last) = due.iter().map(|due| due.hour).max() else { return Vec::new() };
    let count = |hour: u8| due.iter().filter(|due| due.hour == hour).map(|due| due.count).sum();
    (this.min(last)..=last).map(|hour| DueHour { hour, count: count(hour) }).collect()
}
