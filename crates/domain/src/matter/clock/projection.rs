//! 推算. From a budget to a due instant and to the instants at which the light changes.
//!
//! Thresholds go by the rulebook in force on the day on which they fall (decisions C22).

use xiaoneng_calendar::{Calendar, Date, Due, Instant, Limit, LimitUnit, Pause, TimeOfDay};

use super::{Clock, ClockChange, ClockName, ClockStart, Projection};
use crate::decider::Context;
use crate::id::UnitId;
use crate::rules::Rulebook;

/// 预算. What a projection is made from.
#[derive(Clone, Debug)]
pub(crate) struct Budget<'a> {
    /// Which clock.
    pub(crate) clock: ClockName,
    /// Whose calendar, for the clocks that are a unit's.
    pub(crate) unit: &'a UnitId,
    /// From when it counts.
    pub(crate) started_at: Instant,
    /// The limit, extensions included.
    pub(crate) limit: Limit,
    /// 法定时限, extensions by law included.
    pub(crate) statutory: Option<Limit>,
    /// Stretches that do not count.
    pub(crate) pauses: &'a [Pause],
    /// It is due no later than this, whatever the limit.
    pub(crate) not_after: Option<Instant>,
}

impl Budget<'_> {
    /// Where it stands to be due. Never later than the statutory instant.
    pub(crate) fn project(&self, cx: &Context<'_>) -> Projection {
        let calendar = self.calendar(cx);
        let promised = calendar.due(self.started_at, self.limit, self.pauses);
        let statutory =
            self.statutory.map(|limit| calendar.due(self.started_at, limit, self.pauses));
        let bounds = [statutory.map(|due| due.at), self.not_after];
        let due_at = bounds.into_iter().flatten().fold(promised.at, Instant::min);
        let is_provisional = match statutory {
            Some(statutory) => statutory.is_provisional || promised.is_provisional,
            None => promised.is_provisional,
        };
        self.marks(cx, Due { at: due_at, is_provisional }, statutory.map(|due| due.at))
    }

    fn marks(&self, cx: &Context<'_>, due: Due, statutory_due_at: Option<Instant>) -> Projection {
        let calendar = self.calendar(cx);
        let hint_at = self.hint(cx, calendar, due.at);
        let amber = in_force(cx, due.at, |rules| {
            before(calendar, self.started_at, due.at, rules.alerts.pre_alert.limit)
        });
        let is_early = amber > self.started_at && amber < due.at;
        let amber_at = if is_early { amber } else { hint_at.unwrap_or(self.started_at) };
        let beyond = |limit_of: fn(&Rulebook) -> Limit| {
            let falls = |rules: &Rulebook| calendar.due(due.at, limit_of(rules), &[]);
            let first = falls(cx.rules.on(due.at.date()));
            let found = falls(cx.rules.on(first.at.date()));
            (!due.is_provisional && !found.is_provisional).then(|| just_after(found.at))
        };
        let card_at = match self.clock {
            ClockName::Signing(_) => beyond(|rules| rules.first_contact.unsigned_card_after),
            ClockName::FirstResponse
            | ClockName::FirstAction
            | ClockName::Completion
            | ClockName::Delivery
            | ClockName::Acceptance
            | ClockName::Step(_)
            | ClockName::Assisting(_)
            | ClockName::Ruling(_)
            | ClockName::PushUpAnswer(_)
            | ClockName::FollowUp(_) => (!due.is_provisional).then(|| just_after(due.at)),
        };
        Projection {
            due_at: due.at,
            is_provisional: due.is_provisional,
            statutory_due_at,
            hint_at,
            amber_at,
            pre_alert_at: is_early.then_some(amber),
            card_at,
            red_at: beyond(|rules| rules.alerts.yellow_overdue_max.limit),
        }
    }

    /// 蓝色提示: that share of the limit used, where it is at least one unit of it.
    fn hint(&self, cx: &Context<'_>, calendar: &Calendar, due_at: Instant) -> Option<Instant> {
        let used = |rules: &Rulebook| {
            let amount = share(self.limit.amount, rules.alerts.hint_percent);
            let at = calendar.due(self.started_at, Limit { amount, ..self.limit }, self.pauses).at;
            (amount > 0 && at > self.started_at && at < due_at).then_some(at)
        };
        let first = used(cx.rules.on(self.started_at.date()));
        first.and_then(|at| used(cx.rules.on(at.date())))
    }

    fn calendar<'c>(&self, cx: &'c Context<'_>) -> &'c Calendar {
        if self.clock.is_citizens() { cx.rules.calendar() } else { cx.rules.calendar_of(self.unit) }
    }
}

/// The first instant at which something that was on time until `at` is late.
pub(crate) fn just_after(at: Instant) -> Instant {
    Instant::from_micros(at.micros().saturating_add(1))
}

/// That percentage of an amount, rounded down.
pub(crate) fn share(amount: u32, percent: u32) -> u32 {
    let part = u64::from(amount) * u64::from(percent) / 100;
    u32::try_from(part).unwrap_or(u32::MAX)
}

/// Sets a clock going.
pub(crate) fn start(cx: &Context<'_>, budget: &Budget<'_>) -> ClockStart {
    ClockStart {
        clock: budget.clock,
        unit: budget.unit.clone(),
        started_at: budget.started_at,
        limit: budget.limit,
        statutory: budget.statutory,
        projection: budget.project(cx),
    }
}

/// A clock without pauses, extensions and statutory limit.
pub(crate) fn start_plain(
    cx: &Context<'_>,
    clock: ClockName,
    unit: &UnitId,
    started_at: Instant,
    limit: Limit,
) -> ClockStart {
    let (statutory, pauses, not_after) = (None, &[][..], None);
    start(cx, &Budget { clock, unit, started_at, limit, statutory, pauses, not_after })
}

impl Clock {
    /// The same clock projected anew, with these pauses.
    pub(crate) fn reproject(&self, cx: &Context<'_>, pauses: &[Pause]) -> ClockChange {
        self.reproject_within(cx, pauses, None)
    }

    /// The same, due no later than `not_after`.
    pub(crate) fn reproject_within(
        &self,
        cx: &Context<'_>,
        pauses: &[Pause],
        not_after: Option<Instant>,
    ) -> ClockChange {
        let budget = Budget {
            clock: self.name,
            unit: &self.unit,
            started_at: self.started_at,
            limit: self.extended_limit(),
            statutory: self.extended_statutory(),
            pauses,
            not_after,
        };
        ClockChange { clock: self.name, projection: budget.project(cx) }
    }
}

/// An instant that depends on the rulebook in force on its own day: guessed from one day, then
/// taken by the rules of the day found.
fn in_force(cx: &Context<'_>, guess: Instant, falls: impl Fn(&Rulebook) -> Instant) -> Instant {
    let first = falls(cx.rules.on(guess.date()));
    falls(cx.rules.on(first.date()))
}

/// The last instant at work from which `limit` reaches no further than `due_at`; the start if
/// there is none after it.
fn before(calendar: &Calendar, started_at: Instant, due_at: Instant, limit: Limit) -> Instant {
    match limit.unit {
        LimitUnit::WorkingDay | LimitUnit::CalendarDay | LimitUnit::Month => {
            let mut day = due_at.date().plus_days(-1);
            while day >= started_at.date() {
                if calendar.is_working_day(day) && reaches(calendar, day, limit) <= due_at {
                    return calendar.closing(day).max(started_at);
                }
                day = day.plus_days(-1);
            }
            started_at
        }
        LimitUnit::Hour => due_at.plus_minutes(-60 * i64::from(limit.amount)).max(started_at),
        LimitUnit::WorkingHour => {
            let wanted = 60 * i64::from(limit.amount);
            let left = |at: Instant| calendar.working_minutes_between(at, due_at);
            let (mut low, mut high) = (started_at.micros(), due_at.micros());
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                match left(Instant::from_micros(middle)) >= wanted {
                    true => low = middle,
                    false => high = middle,
                }
            }
            Instant::from_micros(low)
        }
    }
}

fn reaches(calendar: &Calendar, day: Date, limit: Limit) -> Instant {
    calendar.due(Instant::at(day, TimeOfDay::MIDNIGHT), limit, &[]).at
}
