//! Random worlds: arrangements, hours, overlays, starts and pauses for the property tests.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use xiaoneng_calendar::{
    Arrangement, Calendar, Date, DayHours, Instant, LimitUnit, NamedDay, Overlay, Pause,
    WorkingHours,
};

use super::oracle::{Oracle, to_instant};
use super::{county_hours, date, hours, notice, season};

/// One world, told to both calendars.
pub(crate) struct World {
    pub(crate) calendar: Calendar,
    pub(crate) oracle: Oracle,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let told = (&self.oracle.arrangements, &self.oracle.hours, &self.oracle.overlays);
        write!(f, "{told:#?}")
    }
}

/// Days from autumn 2024 to spring 2028; the years 2024 to 2027 are entered or not.
fn days() -> impl Strategy<Value = Date> {
    (date("2024-09-20").epoch_days()..date("2028-03-10").epoch_days())
        .prop_map(Date::from_epoch_days)
}

fn named() -> impl Strategy<Value = NamedDay> {
    (days(), select(vec!["春节", "校庆", "寒假"]))
        .prop_map(|(date, name)| NamedDay { date, name: name.to_owned() })
}

fn day_hours() -> impl Strategy<Value = DayHours> {
    select(vec![
        hours(&["08:30-12:00"]),
        hours(&["00:00-24:00"]),
        hours(&["09:07-09:08", "13:00-17:31"]),
        hours(&["14:00-17:00", "08:00-09:00", "08:30-11:00"]),
        hours(&["12:00-12:00"]),
        hours(&["17:00-24:00", "00:00-01:15"]),
        hours(&[]),
    ])
}

fn working_hours() -> impl Strategy<Value = WorkingHours> {
    let all = |name, spans: &[&str]| season(name, (1, 1), (12, 31), spans);
    select(vec![
        county_hours(),
        WorkingHours { seasons: vec![all("全年", &["00:00-24:00"])] },
        WorkingHours {
            seasons: vec![all("全年", &["09:00-12:00", "12:00-13:00", "14:00-17:17"])]
        },
        WorkingHours {
            seasons: vec![
                season("冬", (11, 15), (3, 14), &["09:00-12:00", "13:00-17:00"]),
                season("春夏", (3, 15), (7, 15), &["08:00-12:00", "14:30-17:30"]),
                season("秋", (7, 16), (11, 14), &["08:00-10:00", "11:00-12:00", "15:00-19:45"]),
            ],
        },
    ])
}

fn arrangement(year: i16) -> impl Strategy<Value = Arrangement> {
    (vec(named(), 0..60), vec(named(), 0..25), vec((named(), day_hours()), 0..8)).prop_map(
        move |(holidays, makeup_days, short_days)| Arrangement {
            year,
            notice: notice("放假安排"),
            holidays,
            makeup_days,
            short_days,
        },
    )
}

fn overlay() -> impl Strategy<Value = Overlay> {
    let rest = vec(named().prop_map(|day| (day, notice("本地放假"))), 0..40);
    let duty = vec(
        (named(), option::of(day_hours())).prop_map(|(day, hours)| (day, hours, notice("值班"))),
        0..20,
    );
    (rest, duty, option::of(working_hours())).prop_map(|(rest_days, duty_days, hours)| Overlay {
        rest_days,
        duty_days,
        hours,
    })
}

pub(crate) fn world() -> impl Strategy<Value = World> {
    let years = subsequence(vec![2024_i16, 2025, 2026, 2026, 2027], 0..=5)
        .prop_flat_map(|years| years.into_iter().map(arrangement).collect::<Vec<_>>());
    (years, working_hours(), vec(overlay(), 0..3)).prop_map(|(arrangements, hours, overlays)| {
        let laid: Vec<&Overlay> = overlays.iter().collect();
        let calendar = Calendar::new(&arrangements, &hours, &laid);
        World { calendar, oracle: Oracle::new(arrangements, hours, overlays) }
    })
}

/// A whole minute from autumn 2024 to autumn 2027: at night, on rest days, in the lunch break.
pub(crate) fn start() -> impl Strategy<Value = Instant> {
    let first = i64::from(date("2024-10-01").epoch_days()) * 1440;
    (first..first + 1100 * 1440).prop_map(to_instant)
}

/// Pauses as minutes from the start and a length: some minutes to many days, zero-length and
/// reversed ones among them, overlapping and in any order.
pub(crate) fn pause_lengths() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let length = prop_oneof![-500_i64..2000, 0_i64..15_000, Just(0)];
    vec((-3000_i64..40_000, length), 0..6)
}

pub(crate) fn pauses(start: Instant, lengths: &[(i64, i64)]) -> Vec<Pause> {
    let pause = |(after, length): &(i64, i64)| {
        let from = start.plus_minutes(*after);
        Pause { from, to: from.plus_minutes(*length) }
    };
    lengths.iter().map(pause).collect()
}

pub(crate) fn unit() -> impl Strategy<Value = LimitUnit> {
    select(vec![
        LimitUnit::WorkingDay,
        LimitUnit::CalendarDay,
        LimitUnit::WorkingHour,
        LimitUnit::Hour,
        LimitUnit::Month,
    ])
}
