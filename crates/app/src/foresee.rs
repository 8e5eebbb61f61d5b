//! 预告. What will hold for somebody before he files: which limits, until when, whether the offices
//! are open.

use xiaoneng_calendar::{Calendar, Due, Instant, Limit};
use xiaoneng_domain::id::MatterTypeCode;
use xiaoneng_domain::rules::{MatterType, Rulebook, StartsAt};

use crate::App;
use crate::denied::Denied;

/// The offices never rest longer than this, in minutes.
const LONGEST_REST_MINUTES: i64 = 60 * 24 * 60;

/// 预告 of a filing at this instant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Foreseen {
    /// 事项 under which it would be filed.
    pub item: MatterTypeCode,
    /// Its name.
    pub item_name: String,
    /// Whether the entry was chosen; otherwise a clerk classifies it.
    pub is_chosen: bool,
    /// 首次回应: by when it is told who handles it and by when.
    pub first_response: Due,
    /// 办结时限.
    pub limit: Limit,
    /// From when it counts.
    pub starts: StartsAt,
    /// 到期; none where the limit does not begin with the filing.
    pub due: Option<Due>,
    /// When the offices open again; none while they are open.
    pub opens_at: Option<Instant>,
}

impl App {
    /// What will hold for a filing of a chosen entry of the catalogue, or of none, now.
    pub async fn foresee(&self, chosen: Option<&MatterTypeCode>) -> Result<Foreseen, Denied> {
        let known = self.known().await?;
        let now = self.clock().now();
        let (rules, calendar) = (known.rules.on(now.date()), known.rules.calendar());
        let chosen = chosen.and_then(|code| filed_by_the_public(rules, code));
        let unclassified = || rules.matter_types.get(&rules.unclassified);
        let Some(item) = chosen.or_else(unclassified) else {
            return Err(Denied::Fault(xiaoneng_store::Fault::new(
                xiaoneng_store::FaultKind::Misuse,
                "事项目录里没有可以先归入的事项",
            )));
        };
        let due = match &item.starts {
            StartsAt::Filed => Some(calendar.due(now, item.promised.limit, &[])),
            StartsAt::Accepted(_) | StartsAt::MaterialsComplete(_) => None,
        };
        Ok(Foreseen {
            item: item.code.clone(),
            item_name: item.name.clone(),
            is_chosen: chosen.is_some(),
            first_response: calendar.due(now, item.first_response.limit, &[]),
            limit: item.promised.limit,
            starts: item.starts.clone(),
            due,
            opens_at: opening(calendar, now),
        })
    }
}

/// An entry that citizens file themselves.
pub(crate) fn filed_by_the_public<'r>(
    rules: &'r Rulebook,
    code: &MatterTypeCode,
) -> Option<&'r MatterType> {
    rules.matter_types.get(code).filter(|item| item.kind.is_filed_by_the_public())
}

/// When working time begins next; none while it runs.
fn opening(calendar: &Calendar, now: Instant) -> Option<Instant> {
    let has_worked = |minutes| calendar.working_minutes_between(now, now.plus_minutes(minutes)) > 0;
    if has_worked(1) || !has_worked(LONGEST_REST_MINUTES) {
        return None;
    }
    let (mut before, mut within) = (1, LONGEST_REST_MINUTES);
    while within - before > 1 {
        let middle = before + (within - before) / 2;
        if has_worked(middle) { within = middle } else { before = middle }
    }
    // The first whole working minute ends there; the offices opened a minute before, and instants
    // between two minutes are brought back to the minute.
    let opened = now.plus_minutes(within - 1);
    let into_minute = opened.micros().rem_euclid(60_000_000);
    Some(match into_minute {
        0 => opened,
        rest => Instant::from_micros(opened.micros() - rest + 60_000_000),
    })
}
