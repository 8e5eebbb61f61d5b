//! Laws that hold for every calendar, start, limit and pause.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::worlds::{pause_lengths, pauses, start, unit, world};
use common::{date, limit};
use proptest::prelude::*;
use xiaoneng_calendar::{Instant, LimitUnit, Pause};

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn later_start_is_never_due_earlier(
        world in world(), start in start(), later in 0_i64..20_000, unit in unit(),
        amount in 0_u32..40, lengths in pause_lengths(),
    ) {
        let pauses = pauses(start, &lengths);
        let due = |start| world.calendar.due(start, limit(amount, unit), &pauses);
        let (first, second) = (due(start), due(start.plus_minutes(later)));
        // A month's last days are one day for several starts, a day lost to a pause shifts both.
        if unit != LimitUnit::Month || lengths.is_empty() {
            prop_assert!(first.at <= second.at);
        }
        prop_assert!(first.at >= start);
    }

    #[test]
    fn more_is_never_due_earlier(
        world in world(), start in start(), unit in unit(), amount in 0_u32..40,
        lengths in pause_lengths(),
    ) {
        let pauses = pauses(start, &lengths);
        let due = |amount| world.calendar.due(start, limit(amount, unit), &pauses);
        prop_assert!(due(amount).at <= due(amount + 1).at);
        prop_assert!(due(amount).is_provisional <= due(amount + 1).is_provisional
            || matches!(unit, LimitUnit::CalendarDay | LimitUnit::Month));
    }

    #[test]
    fn pauses_only_delay_and_their_form_does_not_matter(
        world in world(), start in start(), unit in unit(), amount in 0_u32..40,
        lengths in pause_lengths(), cut in 0.0_f64..1.0,
    ) {
        let pauses = pauses(start, &lengths);
        let due = |pauses: &[Pause]| world.calendar.due(start, limit(amount, unit), pauses);
        let paused = due(&pauses);
        if amount > 0 {
            prop_assert!(due(&[]).at <= paused.at);
        }
        let reversed: Vec<Pause> = pauses.iter().rev().copied().collect();
        prop_assert_eq!(due(&reversed), paused);
        let split = |pause: &Pause| {
            let length = (pause.to.micros() - pause.from.micros()) as f64;
            let middle = Instant::from_micros(pause.from.micros() + (length * cut) as i64);
            [Pause { from: pause.from, to: middle }, Pause { from: middle, to: pause.to }]
        };
        let halves: Vec<Pause> = pauses.iter().flat_map(split).collect();
        prop_assert_eq!(due(&halves), paused);
    }

    #[test]
    fn working_days_there_and_back(world in world(), start in start(), amount in 1_u32..400) {
        let calendar = &world.calendar;
        let (day, is_provisional) = calendar.add_working_days(start.date(), amount);
        prop_assert!(calendar.is_working_day(day));
        prop_assert_eq!(calendar.working_days_between(start.date(), day), amount);
        prop_assert_eq!(calendar.working_days_between(start.date(), day.plus_days(-1)), amount - 1);
        let due = calendar.due(start, limit(amount, LimitUnit::WorkingDay), &[]);
        prop_assert_eq!(due.at, calendar.closing(day));
        prop_assert_eq!(due.is_provisional, is_provisional);
    }

    #[test]
    fn working_hours_there_and_back(world in world(), start in start(), amount in 1_u32..300) {
        let due = world.calendar.due(start, limit(amount, LimitUnit::WorkingHour), &[]).at;
        let minutes = i64::from(amount) * 60;
        prop_assert_eq!(world.calendar.working_minutes_between(start, due), minutes);
        let just_before = Instant::from_micros(due.micros() - 1);
        prop_assert_eq!(
            world.calendar.working_minutes_between(start, just_before),
            minutes - 1
        );
    }

    #[test]
    fn minutes_add_up(world in world(), from in start(), middle in start(), to in start()) {
        let mut instants = [from, middle, to];
        instants.sort();
        let [from, middle, to] = instants;
        let between = |from, to| world.calendar.working_minutes_between(from, to);
        prop_assert_eq!(between(from, middle) + between(middle, to), between(from, to));
        let days = |from: Instant, to: Instant| {
            world.calendar.working_days_between(from.date(), to.date())
        };
        prop_assert_eq!(days(from, middle) + days(middle, to), days(from, to));
        prop_assert_eq!(days(to, from), 0);
    }

    #[test]
    fn years_far_away_repeat_every_400(
        days in 0_i32..146_000, amount in 1_u32..2_000, hours in 1_u32..2_000,
    ) {
        let calendar = common::county();
        let early = date("2400-01-01").plus_days(days);
        let late = early.plus_days(146_097);
        let distance = |from, amount| {
            let (day, is_provisional) = calendar.add_working_days(from, amount);
            assert!(is_provisional);
            day.epoch_days() - from.epoch_days()
        };
        prop_assert_eq!(distance(early, amount), distance(late, amount));
        let start = Instant::at(early, "09:13".parse().unwrap());
        let due = |start: Instant| {
            let due = calendar.due(start, limit(hours, LimitUnit::WorkingHour), &[]);
            due.at.micros() - start.micros()
        };
        prop_assert_eq!(due(start), due(start.plus_minutes(146_097 * 1440)));
    }
}
