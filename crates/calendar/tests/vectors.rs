//! Worked due dates with the clause they rest on, and the real calendar of twenty years.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{at, county, date, limit, real_data};
use xiaoneng_calendar::LimitUnit::{CalendarDay, WorkingDay};
use xiaoneng_calendar::{DayKind, DayStatus, LimitUnit};

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

/// Working days, holidays (weekend days among them where the notice names them) and make-up days
/// of each year, counted from the notices.
#[test]
fn figures_of_each_year() {
    let years = [
        (2007, 249, 26, 7),
        (2008, 251, 27, 5),
        (2009, 250, 27, 6),
        (2010, 250, 29, 8),
        (2011, 250, 29, 6),
        (2012, 249, 27, 6),
        (2013, 250, 29, 12),
        (2014, 250, 22, 5),
        (2015, 249, 26, 5),
        (2016, 250, 24, 6),
        (2017, 249, 24, 5),
        (2018, 250, 25, 7),
        (2019, 250, 22, 6),
        (2020, 249, 30, 6),
        (2021, 250, 31, 7),
        (2022, 249, 32, 7),
        (2023, 249, 26, 7),
        (2024, 251, 28, 8),
        (2025, 248, 28, 5),
        (2026, 248, 33, 6),
    ];
    for (year, working, holidays, makeup) in years {
        let first = date(&format!("{year}-01-01"));
        let last = date(&format!("{year}-12-31"));
        let found = county().working_days_between(first.plus_days(-1), last);
        assert_eq!(found, working, "{year}");
        let of_kind = |kind: DayKind| {
            let days = (0..366).map(|day| first.plus_days(day)).filter(|day| *day <= last);
            days.filter(|day| county().day(*day).kind == kind).count()
        };
        assert_eq!(of_kind(DayKind::Holiday), holidays, "{year}");
        assert_eq!(of_kind(DayKind::MakeUpWorkday), makeup, "{year}");
    }
}

/// The arrangement of 2026, day by day.
#[test]
fn the_days_of_2026() {
    let holidays = [
        ("元旦", "2026-01-01", 3),
        ("春节", "2026-02-15", 9),
        ("清明节", "2026-04-04", 3),
        ("劳动节", "2026-05-01", 5),
        ("端午节", "2026-06-19", 3),
        ("中秋节", "2026-09-25", 3),
        ("国庆节", "2026-10-01", 7),
    ];
    let makeup =
        ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"];
    let (mut off, mut on) = (0, 0);
    for number in 0..365 {
        let day = date("2026-01-01").plus_days(number);
        let holiday = holidays
            .iter()
            .find(|(_, first, days)| date(first) <= day && day < date(first).plus_days(*days));
        let status = county().day(day);
        if let Some((name, _, _)) = holiday {
            assert_eq!((status.kind, status.name.as_deref()), (DayKind::Holiday, Some(*name)));
            off += 1;
        } else if makeup.iter().any(|makeup| date(makeup) == day) {
            assert_eq!(status.kind, DayKind::MakeUpWorkday, "{day}");
            on += 1;
        } else if day.is_weekend() {
            assert_eq!(status, DayStatus { kind: DayKind::Weekend, ..plain() }, "{day}");
        } else {
            assert_eq!(status, plain(), "{day}");
        }
    }
    assert_eq!((off, on), (33, 6));
}

fn plain() -> DayStatus {
    DayStatus { kind: DayKind::Workday, name: None, notice: None, is_provisional: false }
}

/// Every day of twenty years as the notices have it, by the rule files.
#[test]
fn real_data_all_days_of_the_notices() {
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
fn real_data_all_worked_deadlines() {
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
