//! Worked due dates with the clause they rest on, and the real calendar of twenty years.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{at, county, date, limit, real_data};
use xiaoneng_calendar::LimitUnit::{CalendarDay, WorkingDay};
use xiaoneng_calendar::{DayKind, LimitUnit};

/// 行政许可法 art. 82 and 民法典 arts. 201 and 203: the starting day does not count, make-up days
/// do, calendar days roll past the holidays, closing time ends the day.
#[test]
fn nine_worked_due_dates() {
    let vectors = [
        ("2026-09-18", 5, WorkingDay, "2026-09-24T18:00", false),
        ("2026-02-13", 5, WorkingDay, "2026-02-27T17:30", false),
        ("2026-09-30", 1, WorkingDay, "2026-10-08T17:30", false),
        ("2026-04-30", 5, WorkingDay, "2026-05-11T17:30", false),
        ("2026-09-18", 20, WorkingDay, "2026-10-22T17:30", false),
        ("2026-01-01", 3, WorkingDay, "2026-01-06T17:30", false),
        ("2026-09-16", 15, CalendarDay, "2026-10-08T17:30", false),
        ("2026-08-03", 60, CalendarDay, "2026-10-08T17:30", false),
        // The notice for 2027 is not entered: weekends and the fixed New Year's Day alone.
        ("2026-12-24", 20, WorkingDay, "2027-01-22T17:30", true),
    ];
    for (start, amount, unit, due, is_provisional) in vectors {
        for hour in ["", "T09:00", "T20:15", " 23:59:59"] {
            let start = at(&format!("{start}{hour}"));
            let found = county().due(start, limit(amount, unit), &[]);
            assert_eq!(found.at, at(due), "{start} + {amount} {unit:?}");
            assert_eq!(found.is_provisional, is_provisional, "{start} + {amount} {unit:?}");
            assert_eq!(county().explain(start, limit(amount, unit), &[]).due, at(due));
        }
    }
}

#[test]
fn the_year_2026_has_248_working_days() {
    assert_eq!(county().working_days_between(date("2025-12-31"), date("2026-12-31")), 248);
}

/// Every day of twenty years as the notices have it, by the rule files.
#[test]
fn all_days_of_the_notices() {
    let Some(folder) = real_data("all_days_of_the_notices") else {
        return;
    };
    let mut reader = csv::Reader::from_path(folder.join("holidays.csv")).unwrap();
    let mut days = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let (day, is_workday, name, kind) = (date(&row[0]), &row[1] == "1", &row[2], &row[3]);
        let status = county().day(day);
        let expected = match kind {
            "workday" => DayKind::Workday,
            "weekend" => DayKind::Weekend,
            "holiday" => DayKind::Holiday,
            "makeup_workday" => DayKind::MakeUpWorkday,
            _ => panic!("{kind}"),
        };
        assert_eq!(status.kind, expected, "{day}");
        assert_eq!(status.name.unwrap_or_default(), name, "{day}");
        assert_eq!(status.notice.is_some(), !name.is_empty(), "{day}");
        assert_eq!(county().is_working_day(day), is_workday, "{day}");
        assert!(!status.is_provisional, "{day}");
        days += 1;
    }
    assert_eq!(days, 7_305);
}

#[test]
fn all_worked_deadlines() {
    let Some(folder) = real_data("all_worked_deadlines") else {
        return;
    };
    let mut reader = csv::Reader::from_path(folder.join("deadline_cases_train.csv")).unwrap();
    let mut cases = 0;
    for row in reader.records() {
        let row = row.unwrap();
        let (start, due) = (date(&row[1]), date(&row[3]));
        let amount: u32 = row[2].parse().unwrap();
        assert_eq!(county().add_working_days(start, amount), (due, false), "{}", &row[0]);
        assert_eq!(county().working_days_between(start, due), amount, "{}", &row[0]);
        let found = county().due(at(&row[1]), limit(amount, LimitUnit::WorkingDay), &[]);
        assert_eq!(found.at, county().closing(due), "{}", &row[0]);
        assert!(!found.is_provisional);
        cases += 1;
    }
    assert_eq!(cases, 799);
}
