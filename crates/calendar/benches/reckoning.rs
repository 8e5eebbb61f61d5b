//! What reckoning costs, in nanoseconds, beside a library's time-zone conversion and a naive loop
//! over days in the same run. Run with `cargo bench -p xiaoneng-calendar`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::hint::black_box;
use std::time::{Duration, Instant as Stopwatch};

use common::{arrangements, at, county, county_hours, date, limit};
use xiaoneng_calendar::{Calendar, Date, Instant, LimitUnit, TimeOfDay};

const STARTS: usize = 65_536;
const ROUNDS: usize = 25;

/// The same pseudo-random minutes of 2007 to 2026 in every run.
fn starts() -> Vec<Instant> {
    let first = at("2007-01-02").micros();
    let minutes = (at("2026-06-30").micros() - first) / 60_000_000;
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    (0..STARTS)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let minute = i64::try_from(state % minutes.unsigned_abs()).unwrap();
            Instant::from_micros(first + minute * 60_000_000)
        })
        .collect()
}

/// Nanoseconds per operation, in the round over all starts that was least disturbed by others.
fn measure<T>(starts: &[Instant], operation: impl Fn(Instant) -> T) -> f64 {
    let round = || {
        let began = Stopwatch::now();
        for start in starts {
            black_box(operation(black_box(*start)));
        }
        began.elapsed()
    };
    let best = (0..ROUNDS).map(|_| round()).min().unwrap_or(Duration::MAX);
    best.as_secs_f64() * 1e9 / starts.len() as f64
}

/// Forty working hours the way one would first write it: day after day.
fn naive_forty_hours(calendar: &Calendar, start: Instant) -> Instant {
    let mut left = 40 * 60;
    let mut from = start;
    loop {
        let closes = calendar.closing(from.date());
        let minutes = calendar.working_minutes_between(from, closes);
        if minutes >= left {
            let mut at = from;
            while calendar.working_minutes_between(from, at) < left {
                at = at.plus_minutes(1);
            }
            return at;
        }
        left -= minutes;
        from = Instant::at(from.date().plus_days(1), TimeOfDay::MIDNIGHT);
    }
}

/// Working days between, the way one would first write it.
fn naive_days(calendar: &Calendar, from: Date, to: Date) -> u32 {
    let days = from.epoch_days() + 1..=to.epoch_days();
    let working = days.filter(|day| calendar.is_working_day(Date::from_epoch_days(*day)));
    u32::try_from(working.count()).unwrap()
}

/// Resident memory of this process, where the system tells it.
fn resident_kilobytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn main() {
    let calendar = county();
    let starts = starts();
    let few = &starts[..2_048];
    let shanghai = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    let conversion = measure(&starts, |start| {
        let instant = jiff::Timestamp::from_microsecond(start.micros()).unwrap();
        shanghai.to_datetime(instant)
    });
    let due =
        |amount, unit| measure(&starts, |start| calendar.due(start, limit(amount, unit), &[]));
    let forty_hours = due(40, LimitUnit::WorkingHour);
    let chained = {
        let last = std::cell::Cell::new(at("2007-01-04T09:00"));
        measure(&starts, |_| {
            let next = calendar.due(last.get(), limit(40, LimitUnit::WorkingHour), &[]).at;
            let is_past_the_end = next.date() > date("2026-06-30");
            last.set(if is_past_the_end { at("2007-01-04T09:00") } else { next });
        })
    };
    let month = measure(&starts, |start| {
        calendar.working_minutes_between(start, start.plus_minutes(30 * 1440))
    });
    let naive = measure(few, |start| naive_forty_hours(calendar, start));
    let rows = [
        ("instant to civil time by jiff (the yardstick)", conversion, None),
        ("add 40 working hours", forty_hours, Some(100.0)),
        ("add 40 working hours, each from the last", chained, Some(100.0)),
        ("add 40 working hours, naive loop", naive, None),
        ("working minutes in a month", month, Some(60.0)),
        ("add 4,000 working hours", due(4_000, LimitUnit::WorkingHour), None),
        ("due in 5 working days", due(5, LimitUnit::WorkingDay), None),
        ("due in 250 working days", due(250, LimitUnit::WorkingDay), None),
        ("due in 60 calendar days", due(60, LimitUnit::CalendarDay), None),
        ("due in 3 months", due(3, LimitUnit::Month), None),
        (
            "working days in 5 years",
            measure(&starts, |start| {
                calendar.working_days_between(start.date(), start.date().plus_days(1_826))
            }),
            None,
        ),
        (
            "working days in 5 years, naive loop",
            measure(few, |start| naive_days(calendar, start.date(), start.date().plus_days(1_826))),
            None,
        ),
        (
            "explain 20 working days",
            measure(few, |start| calendar.explain(start, limit(20, LimitUnit::WorkingDay), &[])),
            None,
        ),
    ];
    println!("{:<48} {:>12} {:>10} {:>8}", "operation", "ns", "× jiff", "goal ns");
    for (name, nanoseconds, goal) in rows {
        let goal = goal.map_or(String::new(), |goal: f64| format!("{goal:.0}"));
        println!("{name:<48} {nanoseconds:>12.1} {:>10.2} {goal:>8}", nanoseconds / conversion);
    }
    println!("40 working hours: {:.0} times faster than the naive loop", naive / forty_hours);
    let arrangements = arrangements();
    let began = Stopwatch::now();
    for _ in 0..20 {
        black_box(Calendar::new(&arrangements, &county_hours(), &[]));
    }
    println!("building a calendar: {:.2} ms", began.elapsed().as_secs_f64() * 1e3 / 20.0);
    let before = resident_kilobytes();
    let many: Vec<Calendar> =
        (0..50).map(|_| Calendar::new(&arrangements, &county_hours(), &[])).collect();
    if let (Some(before), Some(after)) = (before, resident_kilobytes()) {
        println!("memory of a calendar: {} KB", (after - before) / many.len() as i64);
    }
}
