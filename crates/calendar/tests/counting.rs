//! The counting rules, clause by clause, with worked figures.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{
    arrangements, at, county, county_hours, date, hours, limit, named, notice, pause, season,
};
use xiaoneng_calendar::LimitUnit::{CalendarDay, Hour, Month, WorkingDay, WorkingHour};
use xiaoneng_calendar::{
    Arrangement, Calendar, DayKind, Instant, LimitUnit, Overlay, Pause, WorkingHours,
};

fn due(start: &str, amount: u32, unit: LimitUnit) -> Instant {
    county().due(at(start), limit(amount, unit), &[]).at
}

fn due_with(start: &str, amount: u32, unit: LimitUnit, pauses: &[Pause]) -> Instant {
    county().due(at(start), limit(amount, unit), pauses).at
}

/// 民法典 art. 201: the day of receipt is day zero, at whatever hour, on whatever day.
#[test]
fn the_day_of_receipt_is_day_zero() {
    for start in ["2026-03-02", "2026-03-02T08:30", "2026-03-02T17:30", "2026-03-02 23:59:59"] {
        assert_eq!(due(start, 1, WorkingDay), at("2026-03-03T17:30"), "{start}");
        assert_eq!(due(start, 1, CalendarDay), at("2026-03-03T17:30"), "{start}");
    }
    assert_eq!(due("2026-03-07T10:00", 1, WorkingDay), at("2026-03-09T17:30"));
    assert_eq!(due("2026-03-07T10:00", 1, CalendarDay), at("2026-03-09T17:30"));
    assert_eq!(due("2026-03-07T10:00", 2, CalendarDay), at("2026-03-09T17:30"));
    assert_eq!(due("2026-03-07T10:00", 3, CalendarDay), at("2026-03-10T17:30"));
}

/// 民法典 art. 203: the season's closing time ends the last day.
#[test]
fn the_last_day_ends_at_closing_time() {
    assert_eq!(due("2026-05-28", 1, WorkingDay), at("2026-05-29T17:30"));
    assert_eq!(due("2026-05-28", 2, WorkingDay), at("2026-06-01T18:00"));
    assert_eq!(due("2026-09-29", 1, WorkingDay), at("2026-09-30T18:00"));
    assert_eq!(county().closing(date("2026-06-01")), at("2026-06-01T18:00"));
    assert_eq!(county().closing(date("2026-06-06")), at("2026-06-07T00:00"));
}

/// The same day number, or the month's last day; then on to a working day.
#[test]
fn months() {
    assert_eq!(due("2026-01-31", 1, Month), at("2026-02-28T17:30"));
    assert_eq!(due("2024-01-31", 1, Month), at("2024-02-29T17:30"));
    assert_eq!(due("2023-12-29", 2, Month), at("2024-02-29T17:30"));
    assert_eq!(due("2024-02-29", 12, Month), at("2025-02-28T17:30"));
    assert_eq!(due("2025-10-31", 1, Month), at("2025-12-01T17:30"), "30 Nov is a Sunday");
    assert_eq!(due("2025-07-01T09:00", 3, Month), at("2025-10-09T17:30"), "1 to 8 Oct rest");
    assert_eq!(due("2025-11-30", 3, Month), at("2026-02-28T17:30"), "a make-up Saturday");
    assert_eq!(due("2025-12-15", 1, Month), at("2026-01-15T17:30"));
    assert_eq!(due("2024-12-15", 12, Month), at("2025-12-15T17:30"));
}

#[test]
fn working_hours_run_inside_office_hours() {
    assert_eq!(due("2026-03-02T09:00", 2, WorkingHour), at("2026-03-02T11:00"));
    assert_eq!(due("2026-03-02T11:00", 2, WorkingHour), at("2026-03-02T15:30"));
    assert_eq!(due("2026-03-02T13:00", 2, WorkingHour), at("2026-03-02T16:30"));
    assert_eq!(due("2026-03-02T05:00", 2, WorkingHour), at("2026-03-02T10:30"));
    assert_eq!(due("2026-03-06T16:30", 2, WorkingHour), at("2026-03-09T09:30"));
    assert_eq!(due("2026-03-07T16:30", 2, WorkingHour), at("2026-03-09T10:30"));
    assert_eq!(due("2026-03-06T21:00", 2, WorkingHour), at("2026-03-09T10:30"));
    assert_eq!(due("2026-05-29T15:00", 40, WorkingHour), at("2026-06-08T16:30"));
}

/// A limit used up exactly at closing time ends that day, not at the next opening; the same for
/// the lunch break.
#[test]
fn used_up_at_closing_time() {
    assert_eq!(due("2026-03-06T16:30", 1, WorkingHour), at("2026-03-06T17:30"));
    assert_eq!(due("2026-03-06T11:00", 1, WorkingHour), at("2026-03-06T12:00"));
    assert_eq!(due("2026-03-05T17:30", 13, WorkingHour), at("2026-03-09T17:30"));
    assert_eq!(due("2026-03-05T20:00", 13, WorkingHour), at("2026-03-09T17:30"));
}

/// 小时: the clock on the wall, through nights and holidays.
#[test]
fn hours_by_the_wall() {
    assert_eq!(due("2026-02-14T17:45", 24, Hour), at("2026-02-15T17:45"));
    assert_eq!(due("2026-12-31T23:30", 2, Hour), at("2027-01-01T01:30"));
    assert!(!county().due(at("2026-12-31T23:30"), limit(2, Hour), &[]).is_provisional);
}

/// Nothing to count: hours end at the start, days at the first closing time not before it.
#[test]
fn amounts_of_zero() {
    for unit in [Hour, WorkingHour] {
        for start in ["2026-03-02T09:00", "2026-03-07T03:00", "2027-03-07T03:00"] {
            let found = county().due(at(start), limit(0, unit), &[]);
            assert_eq!((found.at, found.is_provisional), (at(start), false));
        }
    }
    for unit in [WorkingDay, CalendarDay, Month] {
        assert_eq!(due("2026-03-02T09:00", 0, unit), at("2026-03-02T17:30"));
        assert_eq!(due("2026-03-02T17:30", 0, unit), at("2026-03-02T17:30"));
        assert_eq!(due("2026-03-02 17:30:01", 0, unit), at("2026-03-03T17:30"));
        assert_eq!(due("2026-03-07T09:00", 0, unit), at("2026-03-09T17:30"));
        assert_eq!(due("2026-03-06T19:00", 0, unit), at("2026-03-09T17:30"));
    }
    assert_eq!(county().add_working_days(date("2026-03-07"), 0), (date("2026-03-07"), false));
}

/// A working day does not count if the clock was paused for more than half of its minutes (195 of
/// 390 in winter and in summer).
#[test]
fn a_working_day_paused_for_more_than_half() {
    let due_after = |pauses: &[Pause]| due_with("2026-03-02", 1, WorkingDay, pauses);
    let kept = at("2026-03-03T17:30");
    let lost = at("2026-03-04T17:30");
    assert_eq!(due_after(&[pause("2026-03-03T08:30", "2026-03-03T11:45")]), kept);
    assert_eq!(due_after(&[pause("2026-03-03T08:30", "2026-03-03T11:46")]), lost);
    assert_eq!(due_after(&[pause("2026-03-03T08:30", "2026-03-03 11:45:01")]), lost);
    assert_eq!(due_after(&[pause("2026-03-02T20:00", "2026-03-03T11:45")]), kept);
    assert_eq!(due_after(&[pause("2026-03-02T20:00", "2026-03-03T11:46")]), lost);
    assert_eq!(due_after(&[pause("2026-03-03T14:14", "2026-03-04T08:30")]), kept);
    assert_eq!(due_after(&[pause("2026-03-03T11:44", "2026-03-04T08:30")]), lost);
    // The break and the night are nobody's time.
    assert_eq!(due_after(&[pause("2026-03-03T11:30", "2026-03-03T14:45")]), kept);
    assert_eq!(due_after(&[pause("2026-03-03T17:30", "2026-03-04T08:30")]), kept);
    // Several on one day add up; what overlaps counts once.
    let first = pause("2026-03-03T08:30", "2026-03-03T10:30");
    let second = pause("2026-03-03T15:00", "2026-03-03T16:15");
    let third = pause("2026-03-03T09:30", "2026-03-03T10:31");
    assert_eq!(due_after(&[first, second]), kept);
    assert_eq!(due_after(&[second, first]), kept);
    assert_eq!(due_after(&[second, third, first]), lost);
    assert_eq!(due_after(&[first, second, first]), kept);
}

#[test]
fn a_civil_day_paused_for_more_than_half() {
    let due_after = |pauses: &[Pause]| due_with("2026-03-02", 1, CalendarDay, pauses);
    let kept = at("2026-03-03T17:30");
    let lost = at("2026-03-04T17:30");
    assert_eq!(due_after(&[pause("2026-03-03T08:30", "2026-03-03T17:30")]), kept);
    assert_eq!(due_after(&[pause("2026-03-03T00:00", "2026-03-03T12:00")]), kept);
    assert_eq!(due_after(&[pause("2026-03-03T00:00", "2026-03-03 12:00:01")]), lost);
    assert_eq!(due_after(&[pause("2026-03-03T11:59", "2026-03-04T00:00")]), lost);
    let three_days = [pause("2026-03-03T11:00", "2026-03-06T11:00")];
    assert_eq!(due_after(&three_days), at("2026-03-06T17:30"));
    // A limit of months is as many civil days as it has without pauses.
    assert_eq!(due_with("2026-03-02", 1, Month, &[]), at("2026-04-02T17:30"));
    assert_eq!(due_with("2026-03-02", 1, Month, &three_days), at("2026-04-07T17:30"));
}

/// Rest days inside a long pause are not lost twice, and days of a rest day's pause not at all.
#[test]
fn long_pauses() {
    let fortnight = [pause("2026-03-04T08:30", "2026-03-18T08:30")];
    assert_eq!(due_with("2026-03-02", 5, WorkingDay, &fortnight), at("2026-03-23T17:30"));
    let weekend = [pause("2026-03-07T00:00", "2026-03-09T00:00")];
    assert_eq!(due_with("2026-03-02", 5, WorkingDay, &weekend), at("2026-03-09T17:30"));
    let before = [pause("2026-02-01T00:00", "2026-03-02T12:00")];
    assert_eq!(due_with("2026-03-02", 1, WorkingDay, &before), at("2026-03-03T17:30"));
    let after = [pause("2026-03-04T00:00", "2026-03-30T12:00")];
    assert_eq!(due_with("2026-03-02", 1, WorkingDay, &after), at("2026-03-03T17:30"));
}

/// Hour limits stop by the minute.
#[test]
fn hours_stop_by_the_minute() {
    let visit = pause("2026-03-02T10:00", "2026-03-02T15:00");
    assert_eq!(due_with("2026-03-02T09:00", 2, WorkingHour, &[visit]), at("2026-03-02T16:00"));
    assert_eq!(due_with("2026-03-02T09:00", 1, WorkingHour, &[visit]), at("2026-03-02T10:00"));
    assert_eq!(due_with("2026-03-02T11:00", 1, WorkingHour, &[visit]), at("2026-03-02T16:00"));
    assert_eq!(due_with("2026-03-02T16:00", 1, WorkingHour, &[visit]), at("2026-03-02T17:00"));
    assert_eq!(due_with("2026-03-02T09:00", 2, Hour, &[visit]), at("2026-03-02T16:00"));
    assert_eq!(due_with("2026-03-02T09:00", 1, Hour, &[visit]), at("2026-03-02T10:00"));
    let again = pause("2026-03-02T14:00", "2026-03-02T15:30");
    let due = at("2026-03-02T16:30");
    assert_eq!(due_with("2026-03-02T09:00", 2, WorkingHour, &[again, visit]), due);
    assert_eq!(due_with("2026-03-02T09:00", 2, WorkingHour, &[visit, again, visit]), due);
    // Two that only touch are one.
    let next = pause("2026-03-02T15:00", "2026-03-02T16:00");
    assert_eq!(due_with("2026-03-02T09:00", 2, Hour, &[next, visit]), at("2026-03-02T17:00"));
}

#[test]
fn pauses_that_are_none() {
    let reversed = pause("2026-03-05T12:00", "2026-03-02T08:00");
    let empty = pause("2026-03-03T12:00", "2026-03-03T12:00");
    for unit in [WorkingDay, CalendarDay, WorkingHour, Hour, Month] {
        let plain = due("2026-03-02T09:00", 1, unit);
        assert_eq!(due_with("2026-03-02T09:00", 1, unit, &[reversed, empty]), plain);
    }
}

/// Beyond the last entered year: weekends and the fixed dates of 全国年节及纪念日放假办法 art. 2,
/// flagged as soon as one such day was needed.
#[test]
fn years_without_a_notice() {
    let flagged = |start: &str, amount, unit| {
        county().due(at(start), limit(amount, unit), &[]).is_provisional
    };
    assert!(!flagged("2026-12-24", 5, WorkingDay));
    assert!(flagged("2026-12-24", 6, WorkingDay));
    assert!(!flagged("2026-12-24", 7, CalendarDay));
    assert!(flagged("2026-12-24", 8, CalendarDay));
    assert!(flagged("2026-12-31", 1, Month));
    assert!(!flagged("2026-11-30", 1, Month));
    assert!(!flagged("2026-12-31T16:30", 1, WorkingHour));
    assert!(flagged("2026-12-31T16:31", 1, WorkingHour));
    assert!(flagged("2027-03-03T09:00", 1, WorkingHour));
    assert!(!flagged("2027-03-03T09:00", 40, Hour));
    // Day zero is not needed, the days after it are: the year before the first.
    assert!(!flagged("2006-12-31", 1, WorkingDay));
    assert!(flagged("2006-12-30", 1, WorkingDay));
    assert!(flagged("2006-12-31", 0, WorkingDay));
    assert!(flagged("2006-12-31T09:00", 1, WorkingHour));
    assert!(!flagged("2006-12-20", 15, CalendarDay));
    assert_eq!(county().entered_until(), Some(date("2026-12-31")));

    for (day, name) in [
        ("2027-01-01", "元旦"),
        ("2027-05-01", "劳动节"),
        ("2027-05-02", "劳动节"),
        ("2027-10-01", "国庆节"),
        ("2027-10-02", "国庆节"),
        ("2027-10-03", "国庆节"),
    ] {
        let status = county().day(date(day));
        assert_eq!(status.kind, DayKind::Holiday, "{day}");
        assert_eq!(status.name.as_deref(), Some(name));
        assert_eq!(status.notice, None);
        assert!(status.is_provisional);
        assert!(!county().is_working_day(date(day)));
    }
    for day in ["2027-01-04", "2027-05-03", "2027-10-04", "2027-02-05", "2027-12-31"] {
        assert!(county().is_working_day(date(day)), "{day}");
        let status = county().day(date(day));
        assert_eq!((status.kind, status.name), (DayKind::Workday, None), "{day}");
        assert!(status.is_provisional);
    }
    let weekend = county().day(date("2027-01-02"));
    assert_eq!((weekend.kind, weekend.name), (DayKind::Weekend, None));
    assert_eq!(county().add_working_days(date("2026-12-31"), 1), (date("2027-01-04"), true));
    assert_eq!(county().add_working_days(date("2026-12-30"), 1), (date("2026-12-31"), false));
}

/// A year left out between two entered ones is an estimate, those around it are not.
#[test]
fn a_missing_year_in_between() {
    let some: Vec<Arrangement> =
        arrangements().into_iter().filter(|arrangement| arrangement.year != 2025).collect();
    let calendar = Calendar::new(&some, &county_hours(), &[]);
    let (day, is_provisional) = calendar.add_working_days(date("2024-12-02"), 300);
    assert!(day.year() == 2026 && is_provisional);
    assert!(!calendar.add_working_days(date("2024-12-02"), 21).1);
    assert!(!calendar.add_working_days(date("2026-01-02"), 200).1);
    assert!(calendar.add_working_days(date("2025-12-30"), 1).1);
    assert!(!calendar.add_working_days(date("2025-12-31"), 1).1);
    assert!(calendar.day(date("2025-01-28")).is_provisional);
    assert!(calendar.is_working_day(date("2025-01-28")), "the lunar new year cannot be known");
    assert_eq!(calendar.entered_until(), Some(date("2026-12-31")));
    assert_eq!(Calendar::new(&[], &county_hours(), &[]).entered_until(), None);
}

/// The organization's overlay lies on the notice, the unit's on the organization's.
#[test]
fn overlays() {
    let days = |day: &str, name: &str, document: &str| (named(day, name), notice(document));
    let bureau = Overlay {
        rest_days: vec![
            days("2026-03-02", "民族节", "县府通知"),
            days("2026-03-03", "民族节", "县府通知"),
            days("2026-03-07", "民族节", "县府通知"),
            days("2026-02-17", "民族节", "县府通知"),
            days("2026-02-28", "民族节", "县府通知"),
        ],
        duty_days: vec![(named("2026-03-08", "节后"), None, notice("县府通知"))],
        hours: None,
    };
    let duty = Some(hours(&["09:00-11:00"]));
    let school = Overlay {
        rest_days: vec![days("2026-03-08", "校休", "校历")],
        duty_days: vec![
            (named("2026-03-03", "值班"), duty.clone(), notice("值班表")),
            (named("2026-02-18", "春节值班"), duty, notice("值班表")),
        ],
        hours: Some(WorkingHours {
            seasons: vec![season("全年", (1, 1), (12, 31), &["07:30-12:00"])],
        }),
    };
    let of_bureau = Calendar::new(&arrangements(), &county_hours(), &[&bureau]);
    let of_school = Calendar::new(&arrangements(), &county_hours(), &[&bureau, &school]);
    let kind = |calendar: &Calendar, day: &str| calendar.day(date(day)).kind;
    let told = |calendar: &Calendar, day: &str| {
        let status = calendar.day(date(day));
        (status.kind, status.name.unwrap(), status.notice.unwrap().title, status.is_provisional)
    };

    let local = |name: &str, by: &str| (DayKind::LocalRest, name.to_owned(), by.to_owned(), false);
    assert_eq!(told(&of_bureau, "2026-03-02"), local("民族节", "县府通知"));
    assert_eq!(told(&of_bureau, "2026-03-07"), local("民族节", "县府通知"));
    assert_eq!(told(&of_bureau, "2026-02-28"), local("民族节", "县府通知"));
    assert_eq!(told(&of_bureau, "2026-02-17").1, "春节");
    assert_eq!(kind(&of_bureau, "2026-03-08"), DayKind::Duty);
    assert_eq!(of_bureau.closing(date("2026-03-08")), at("2026-03-08T17:30"));

    assert_eq!(told(&of_school, "2026-03-08"), local("校休", "校历"));
    let on_duty = (DayKind::Duty, "值班".to_owned(), "值班表".to_owned(), false);
    assert_eq!(told(&of_school, "2026-03-03"), on_duty);
    assert_eq!(of_school.closing(date("2026-03-03")), at("2026-03-03T11:00"));
    assert_eq!(kind(&of_school, "2026-02-18"), DayKind::Duty);
    assert_eq!(of_school.closing(date("2026-03-04")), at("2026-03-04T12:00"));
    assert_eq!(of_bureau.closing(date("2026-03-04")), at("2026-03-04T17:30"));

    assert_eq!(of_bureau.add_working_days(date("2026-03-01"), 1).0, date("2026-03-04"));
    assert_eq!(of_school.add_working_days(date("2026-03-01"), 1).0, date("2026-03-03"));
    let minutes = of_school.working_minutes_between(at("2026-03-02"), at("2026-03-05"));
    assert_eq!(minutes, 120 + 270);
}

/// A day with hours of its own, and the unit's duty hours that take its place.
#[test]
fn short_days() {
    let mut with_half_day = arrangements();
    let last = with_half_day.last_mut().unwrap();
    last.short_days = vec![
        (named("2026-02-14", "除夕前半天"), hours(&["08:30-12:00"])),
        (named("2026-02-16", "除夕"), hours(&["08:30-12:00"])),
        (named("2025-03-03", "别的年份"), hours(&["08:30-12:00"])),
    ];
    let calendar = Calendar::new(&with_half_day, &county_hours(), &[]);
    let status = calendar.day(date("2026-02-14"));
    assert_eq!(status.kind, DayKind::MakeUpWorkday);
    assert_eq!(status.name.as_deref(), Some("除夕前半天"));
    assert_eq!(calendar.closing(date("2026-02-14")), at("2026-02-14T12:00"));
    assert_eq!(calendar.closing(date("2025-03-03")), at("2025-03-03T17:30"));
    assert_eq!(calendar.day(date("2026-02-16")).name.as_deref(), Some("春节"));
    assert!(!calendar.is_working_day(date("2026-02-16")));
    let found = calendar.due(at("2026-02-13T16:30"), limit(5, WorkingHour), &[]);
    assert_eq!(found.at, at("2026-02-24T09:00"));
    let found = calendar.due(at("2026-02-13"), limit(1, WorkingDay), &[]);
    assert_eq!(found.at, at("2026-02-14T12:00"));
    // More than half of a half day.
    let pauses = [pause("2026-02-14T08:30", "2026-02-14T10:16")];
    let found = calendar.due(at("2026-02-13"), limit(1, WorkingDay), &pauses);
    assert_eq!(found.at, at("2026-02-24T17:30"));

    let duty = Overlay {
        duty_days: vec![(named("2026-02-14", "值班"), None, notice("表"))],
        ..Overlay::default()
    };
    let unit = Calendar::new(&with_half_day, &county_hours(), &[&duty]);
    assert_eq!(unit.closing(date("2026-02-14")), at("2026-02-14T17:30"));
}

/// A later notice of the same year decides the days it names (2019: the longer Labour Day; 2020:
/// the longer Spring Festival), and each day names its own notice.
#[test]
fn the_later_notice_decides() {
    let notice = |day: &str| county().day(date(day)).notice.unwrap();
    assert_eq!(notice("2019-05-01").number.as_deref(), Some("国办发明电〔2019〕3号"));
    assert_eq!(notice("2019-06-07").number.as_deref(), Some("国办发明电〔2018〕15号"));
    assert_eq!(notice("2020-02-01").title, "国务院办公厅关于延长2020年春节假期的通知");
    assert_eq!(notice("2020-01-30").number.as_deref(), Some("国办发明电〔2019〕16号"));
    assert_eq!(notice("2007-12-31").number.as_deref(), Some("国办发明电〔2007〕52号"));
    assert_eq!(notice("2015-09-06").number.as_deref(), Some("国发明电〔2015〕1号"));
    assert!(!county().is_working_day(date("2020-02-01")));
    let told = notice("2026-10-10").to_string();
    assert_eq!(told, "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）");
    assert_eq!(notice("2020-02-02").number.as_deref(), Some("国办发明电〔2020〕1号"));
    assert_eq!(notice("2007-10-01").number.as_deref(), Some("国办发明电〔2006〕49号"));
    let unnumbered = common::notice("县府通知").to_string();
    assert_eq!(unnumbered, "县府通知");
}

/// Days of another year are the file's error, and nobody else's holiday.
#[test]
fn days_of_another_year_are_passed_over() {
    let strayed = Arrangement {
        year: 2027,
        notice: notice("错误的通知"),
        holidays: vec![named("2026-03-02", "错"), named("2027-03-02", "对")],
        makeup_days: vec![named("2026-03-07", "错"), named("2027-03-06", "对")],
        short_days: Vec::new(),
    };
    let all: Vec<_> = arrangements().into_iter().chain([strayed]).collect();
    let calendar = Calendar::new(&all, &county_hours(), &[]);
    assert!(calendar.is_working_day(date("2026-03-02")));
    assert!(!calendar.is_working_day(date("2026-03-07")));
    assert!(!calendar.is_working_day(date("2027-03-02")));
    assert!(calendar.is_working_day(date("2027-03-06")));
    assert_eq!(calendar.entered_until(), Some(date("2027-12-31")));
}

/// Seasons that wrap, the leap day, and a day that no season covers.
#[test]
fn seasons() {
    let wrapping = WorkingHours {
        seasons: vec![
            season("冬", (11, 1), (2, 28), &["09:00-12:00", "13:00-16:00"]),
            season("夏", (3, 1), (10, 30), &["08:00-12:00", "13:00-17:00"]),
        ],
    };
    let calendar = Calendar::new(&[], &wrapping, &[]);
    let closes = |day: &str| calendar.closing(date(day)).time_of_day().minutes() / 60;
    assert_eq!(closes("2024-11-01"), 16);
    assert_eq!(closes("2024-12-31"), 16);
    assert_eq!(closes("2025-01-02"), 16);
    assert_eq!(closes("2025-02-28"), 16);
    assert_eq!(closes("2024-02-29"), 16, "as on the 28th");
    assert_eq!(closes("2024-03-01"), 17);
    assert_eq!(closes("2024-10-30"), 17);
    assert_eq!(calendar.closing(date("2024-10-31")), at("2024-11-01T00:00"), "left out");
    assert!(calendar.is_working_day(date("2024-10-31")));
    assert!(wrapping.season(date("2024-10-31")).is_none());
    assert_eq!(wrapping.season(date("2024-02-29")).unwrap().name, "冬");
    assert_eq!(wrapping.season(date("2025-02-28")).unwrap().name, "冬");
    let only_march = WorkingHours { seasons: vec![season("春", (3, 1), (3, 31), &[])] };
    assert!(only_march.season(date("2024-02-29")).is_none());
    assert!(only_march.season(date("2024-03-28")).is_some());
    assert!(only_march.season(date("2024-01-29")).is_none());
}

/// A working day without hours is lost to a pause by its 24 hours.
#[test]
fn a_pause_on_a_working_day_without_hours() {
    let none = WorkingHours { seasons: Vec::new() };
    let calendar = Calendar::new(&[], &none, &[]);
    let due = |from: &str, to: &str| {
        calendar.due(at("2026-03-02"), limit(1, WorkingDay), &[pause(from, to)]).at
    };
    assert_eq!(due("2026-03-03T06:00", "2026-03-03T18:00"), at("2026-03-04T00:00"));
    assert_eq!(due("2026-03-03T06:00", "2026-03-03T18:01"), at("2026-03-05T00:00"));
    // Hours that never come are never used up.
    let never = calendar.due(at("2026-03-02"), limit(1, WorkingHour), &[]);
    assert_eq!((never.at, never.is_provisional), (Instant::MAX, true));
}

/// Seconds and microseconds are carried along.
#[test]
fn seconds_are_carried_along() {
    let three = limit(3, WorkingHour);
    let start = at("2026-02-13T16:40:30");
    let due = county().due(start, three, &[]).at;
    assert_eq!(due, at("2026-02-14T10:40:30"));
    let later = Instant::from_micros(start.micros() + 1);
    assert_eq!(county().due(later, three, &[]).at, Instant::from_micros(due.micros() + 1));
    // Half a minute on the next working day, and half a minute before closing.
    let due = county().due(at("2026-03-06T16:30:30"), limit(1, WorkingHour), &[]).at;
    assert_eq!(due, at("2026-03-09T08:30:30"));
    let due = county().due(at("2026-03-06T16:29:30"), limit(1, WorkingHour), &[]).at;
    assert_eq!(due, at("2026-03-06T17:29:30"));
}
