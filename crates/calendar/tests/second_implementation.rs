//! The calendar against a deliberately slow second implementation, on random worlds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::limit;
use common::oracle::{to_day, to_instant, to_minute};
use common::worlds::{World, pause_lengths, pauses, start, unit, world};
use proptest::prelude::*;
use xiaoneng_calendar::{Date, Explanation, LimitUnit, Pause, Verdict};

/// Months are long: fewer of them.
fn scaled(amount: u32, unit: LimitUnit) -> u32 {
    if unit == LimitUnit::Month { amount % 5 } else { amount }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn due_agrees(
        world in world(),
        start in start(),
        unit in unit(),
        amount in 0_u32..60,
        lengths in pause_lengths(),
    ) {
        let amount = scaled(amount, unit);
        let pauses = pauses(start, &lengths);
        let expected = world.oracle.due(start, amount, unit, &pauses);
        let found = world.calendar.due(start, limit(amount, unit), &pauses);
        prop_assert_eq!(found.at, to_instant(expected.minute), "{} {:?}", start, pauses);
        prop_assert_eq!(found.is_provisional, expected.is_provisional);
        let explanation = world.calendar.explain(start, limit(amount, unit), &pauses);
        prop_assert_eq!(explanation.due, found.at);
        prop_assert_eq!(explanation.is_provisional, found.is_provisional);
        check_explanation(&world, &explanation, &pauses)?;
    }

    #[test]
    fn days_and_minutes_agree(world in world(), from in start(), minutes in 0_i64..60_000) {
        let to = from.plus_minutes(minutes);
        let (calendar, oracle) = (&world.calendar, &world.oracle);
        prop_assert_eq!(
            calendar.working_minutes_between(from, to),
            oracle.minutes_between(from, to)
        );
        prop_assert_eq!(calendar.working_minutes_between(to, from), 0);
        let mut worked = 0;
        let (first, last) = (from.date().epoch_days(), to.date().epoch_days());
        for number in first..=last {
            let day = Date::from_epoch_days(number);
            let works = oracle.works(i64::from(number));
            prop_assert_eq!(calendar.is_working_day(day), works, "{}", day);
            prop_assert_eq!(calendar.day(day).kind.is_working(), works, "{}", day);
            let is_entered = oracle.is_entered(to_day(i64::from(number)));
            prop_assert_eq!(calendar.day(day).is_provisional, !is_entered, "{}", day);
            let closing = to_instant(oracle.closing(i64::from(number)));
            prop_assert_eq!(calendar.closing(day), closing, "{}", day);
            if number > first && works {
                worked += 1;
                prop_assert_eq!(calendar.add_working_days(from.date(), worked).0, day);
            }
            prop_assert_eq!(calendar.working_days_between(from.date(), day), worked);
        }
    }
}

/// What every explanation must be, whatever it explains.
fn check_explanation(
    world: &World,
    explanation: &Explanation,
    pauses: &[Pause],
) -> Result<(), TestCaseError> {
    let Explanation { start, limit, due, .. } = explanation;
    let first = start.date().epoch_days();
    for (after, day) in explanation.days.iter().enumerate() {
        prop_assert_eq!(day.date.epoch_days(), first + after as i32);
        let is_entered = world.oracle.is_entered(to_day(i64::from(day.date.epoch_days())));
        prop_assert_eq!(day.is_provisional, !is_entered);
        prop_assert!(!day.reason.is_empty());
        prop_assert_eq!(day.counted > 0, day.verdict == Verdict::Counted);
    }
    prop_assert_eq!(explanation.days_left_out, 0);
    match limit.unit {
        LimitUnit::WorkingHour | LimitUnit::Hour => check_hours(world, explanation, pauses),
        LimitUnit::WorkingDay | LimitUnit::CalendarDay | LimitUnit::Month => {
            let last = explanation.days.last().unwrap();
            prop_assert_eq!(world.calendar.closing(last.date), *due);
            check_days(world, explanation, pauses)
        }
    }
}

fn check_hours(
    world: &World,
    explanation: &Explanation,
    pauses: &[Pause],
) -> Result<(), TestCaseError> {
    let by_hours = explanation.limit.unit == LimitUnit::WorkingHour;
    let start = to_minute(explanation.start);
    let (end, counted) = world.oracle.walk_hours(start, explanation.limit.amount, by_hours, pauses);
    let last = explanation.days.last().unwrap();
    prop_assert_eq!(i64::from(last.date.epoch_days()), (end - 1).max(start).div_euclid(1440));
    for day in &explanation.days {
        let number = i64::from(day.date.epoch_days());
        let expected = counted.get(&number).copied().unwrap_or(0);
        prop_assert_eq!(i64::from(day.counted), expected, "{}", day.date);
        let rests = by_hours && !world.oracle.works(number);
        prop_assert!(day.verdict == Verdict::Rest || !rests || explanation.limit.amount == 0);
    }
    Ok(())
}

fn check_days(
    world: &World,
    explanation: &Explanation,
    pauses: &[Pause],
) -> Result<(), TestCaseError> {
    let by_hours = explanation.limit.unit == LimitUnit::WorkingDay;
    let mut counted = 0;
    for (after, day) in explanation.days.iter().enumerate() {
        let number = i64::from(day.date.epoch_days());
        let works = world.oracle.works(number);
        let is_lost = world.oracle.is_lost(number, by_hours, pauses);
        prop_assert_eq!(day.verdict == Verdict::DayZero, after == 0);
        match day.verdict {
            Verdict::DayZero => {}
            Verdict::Counted => {
                counted += 1;
                prop_assert_eq!(day.counted, counted);
                prop_assert!(!is_lost && (works || !by_hours), "{}", day.date);
            }
            Verdict::Rest => prop_assert!(!works, "{}", day.date),
            Verdict::Paused => prop_assert!(is_lost && (works || !by_hours), "{}", day.date),
            Verdict::Rolled => {
                prop_assert!(works && !is_lost && after + 1 == explanation.days.len());
            }
        }
    }
    if explanation.limit.unit != LimitUnit::Month {
        prop_assert_eq!(counted, explanation.limit.amount);
    }
    Ok(())
}
