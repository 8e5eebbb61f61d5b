//! Bad input, the ends of the calendar, and texts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{arrangements, at, county, county_hours, date, hours, limit, pause};
use xiaoneng_calendar::{
    Calendar, Date, DateError, Instant, InstantError, Limit, LimitUnit, Overlay, Pause, TimeOfDay,
    Weekday,
};

const UNITS: [LimitUnit; 5] = [
    LimitUnit::WorkingDay,
    LimitUnit::CalendarDay,
    LimitUnit::WorkingHour,
    LimitUnit::Hour,
    LimitUnit::Month,
];

/// Every day there is, against another library.
#[test]
fn all_civil_days() {
    let mut day = jiff::civil::date(0, 1, 1);
    let mut number = Date::MIN.epoch_days();
    let weekdays = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let mut weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
    loop {
        let found = Date::from_epoch_days(number);
        assert_eq!(found.ymd(), (day.year(), day.month(), day.day()));
        assert_eq!(found.year(), day.year());
        assert_eq!(Date::from_ymd(day.year(), day.month(), day.day()), Some(found));
        assert_eq!(found.weekday(), weekdays[weekday]);
        assert_eq!(found.is_weekend(), weekday >= 5);
        if found == Date::MAX {
            break;
        }
        day = day.tomorrow().unwrap();
        number += 1;
        weekday = (weekday + 1) % 7;
    }
    assert_eq!((day.year(), day.month(), day.day()), (9999, 12, 31));
    assert_eq!(date("1970-01-01").epoch_days(), 0);
}

#[test]
fn days_that_do_not_exist() {
    for text in [
        "2020-02-30",
        "2021-02-29",
        "1900-02-29",
        "2100-02-29",
        "2026-04-31",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "2026-01-32",
        "2026-12-32",
    ] {
        assert_eq!(text.parse::<Date>(), Err(DateError::NoSuchDay(text.to_owned())), "{text}");
    }
    for text in ["2000-02-29", "2024-02-29", "0000-01-01", "9999-12-31", "2026-04-30"] {
        assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
    }
    for text in [
        "",
        "2026",
        "2026-1-01",
        "2026/01/01",
        "2026-01/01",
        "20260101",
        "2026-01-01 ",
        "+026-01-01",
        "-026-01-01",
        "２０２６-01-01",
        "二〇二六年",
        "2026-01-0a",
        "12026-01-01",
    ] {
        assert_eq!(text.parse::<Date>(), Err(DateError::Malformed(text.to_owned())), "{text}");
    }
    let long = "x".repeat(50);
    assert_eq!(long.parse::<Date>(), Err(DateError::Malformed("x".repeat(40))));
    assert_eq!(
        DateError::Malformed("明天".to_owned()).to_string(),
        "“明天”不是日期，应写成 2026-02-13 的样子"
    );
    assert_eq!(
        DateError::NoSuchDay("2020-02-30".to_owned()).to_string(),
        "“2020-02-30”这一天不存在"
    );
    for (year, month, day) in [(-1, 1, 1), (10_000, 1, 1), (2026, -1, 1), (2026, 1, -1)] {
        assert_eq!(Date::from_ymd(year, month, day), None);
    }
}

#[test]
fn days_stop_at_their_ends() {
    assert_eq!(
        (Date::MIN.to_string(), Date::MAX.to_string()),
        ("0000-01-01".into(), "9999-12-31".into())
    );
    assert_eq!(Date::from_epoch_days(i32::MIN), Date::MIN);
    assert_eq!(Date::from_epoch_days(i32::MAX), Date::MAX);
    assert_eq!(Date::from_epoch_days(Date::MIN.epoch_days() - 1), Date::MIN);
    assert_eq!(Date::from_epoch_days(Date::MAX.epoch_days() + 1), Date::MAX);
    assert_eq!(Date::MAX.plus_days(1), Date::MAX);
    assert_eq!(Date::MAX.plus_days(i32::MAX), Date::MAX);
    assert_eq!(Date::MIN.plus_days(-1), Date::MIN);
    assert_eq!(date("2026-03-01").plus_days(-1), date("2026-02-28"));
    assert_eq!(date("2026-01-31").plus_months(1), Some(date("2026-02-28")));
    assert_eq!(date("2026-12-01").plus_months(0), Some(date("2026-12-01")));
    assert_eq!(date("2026-12-01").plus_months(1), Some(date("2027-01-01")));
    assert_eq!(date("9999-11-30").plus_months(1), Some(date("9999-12-30")));
    assert_eq!(date("9999-12-01").plus_months(1), None);
    assert_eq!(date("2026-01-01").plus_months(u32::MAX), None);
    assert_eq!(date("2026-01-01").plus_months(400_000), None);
}

#[test]
fn texts_of_instants() {
    let noon = Instant::at(date("2026-02-13"), TimeOfDay::from_minutes(720));
    for text in [
        "2026-02-13T12:00",
        "2026-02-13 12:00",
        "2026-02-13T12:00:00",
        "2026-02-13 12:00:00",
        "2026-02-13T12:00:00+08:00",
        "2026-02-13T12:00+08:00",
    ] {
        assert_eq!(at(text), noon, "{text}");
    }
    assert_eq!(noon.to_string(), "2026-02-13T12:00:00+08:00");
    assert_eq!(noon.micros(), 1_770_955_200_000_000);
    assert_eq!(at("2026-02-13").to_string(), "2026-02-13T00:00:00+08:00");
    assert_eq!(at("2026-02-13 23:59:58").to_string(), "2026-02-13T23:59:58+08:00");
    assert_eq!(at("2026-02-13T07:08:09").micros_of_day(), 25_689_000_000);
    assert_eq!(at("2026-02-13T07:08:59").time_of_day(), TimeOfDay::from_minutes(428));
    assert_eq!(at("1969-12-31T23:00").date(), date("1969-12-31"));
    assert_eq!(at("1970-01-01T08:00").micros(), 0);
    for text in [
        "2026-02-13T24:00",
        "2026-02-13T12:60",
        "2026-02-13T12:00:60",
        "2026-02-13T1:00",
        "2026-02-13T12",
        "2026-02-13T12:00:00:00",
        "2026-02-13X12:00",
        "2026-02-13T12:00Z",
        "2026-02-13T12:00+09:00",
        "2026-02-13T+1:00",
        "今天",
        "2026",
        "二〇二六年二月十三日",
    ] {
        let text_40: String = text.strip_suffix("+08:00").unwrap_or(text).into();
        assert_eq!(text.parse::<Instant>(), Err(InstantError::Malformed(text_40)), "{text}");
    }
    assert_eq!(
        "2026-02-30T12:00".parse::<Instant>(),
        Err(InstantError::Date(DateError::NoSuchDay("2026-02-30".to_owned())))
    );
    assert_eq!(
        InstantError::Malformed("今天".to_owned()).to_string(),
        "“今天”不是时刻，应写成 2026-02-13T16:40 或 2026-02-13 16:40:00 的样子"
    );
}

#[test]
fn instants_stop_at_their_ends() {
    assert_eq!(Instant::from_micros(i64::MIN), Instant::MIN);
    assert_eq!(Instant::from_micros(i64::MAX), Instant::MAX);
    assert_eq!(Instant::from_micros(Instant::MIN.micros() - 1), Instant::MIN);
    assert_eq!(Instant::from_micros(Instant::MAX.micros() + 1), Instant::MAX);
    assert_eq!(Instant::from_micros(Instant::MAX.micros() - 1).micros() + 1, Instant::MAX.micros());
    assert_eq!((Instant::MIN.date(), Instant::MIN.micros_of_day()), (Date::MIN, 0));
    assert_eq!((Instant::MAX.date(), Instant::MAX.micros_of_day()), (Date::MAX, 86_399_999_999));
    assert_eq!(Instant::at(Date::MAX, TimeOfDay::END_OF_DAY), Instant::MAX);
    assert_eq!(Instant::MAX.plus_minutes(i64::MAX), Instant::MAX);
    assert_eq!(Instant::MIN.plus_minutes(i64::MIN), Instant::MIN);
    assert_eq!(at("2026-02-13T00:00").plus_minutes(-1), at("2026-02-12T23:59"));
    assert_eq!(serde_json::from_str::<Instant>("9223372036854775807").unwrap(), Instant::MAX);
    assert_eq!(serde_json::to_string(&at("1970-01-01T08:01")).unwrap(), "60000000");
}

#[test]
fn texts_of_times_of_day() {
    let time = |text: &str| text.parse::<TimeOfDay>();
    assert_eq!(time("00:00"), Ok(TimeOfDay::MIDNIGHT));
    assert_eq!(time("08:30"), Ok(TimeOfDay::from_minutes(510)));
    assert_eq!(time("24:00"), Ok(TimeOfDay::END_OF_DAY));
    assert_eq!(TimeOfDay::END_OF_DAY.minutes(), 1440);
    for text in ["24:01", "25:00", "08:60", "8:30", "08:3", "0830", "+8:30", "", "八点", "08:30:00"]
    {
        assert!(time(text).is_err(), "{text}");
    }
    let wrong = time("24:01").unwrap_err().to_string();
    assert_eq!(wrong, "“24:01”不是时分，应写成 08:30 的样子，最晚 24:00");
    assert_eq!(TimeOfDay::from_minutes(u16::MAX), TimeOfDay::END_OF_DAY);
    assert_eq!(TimeOfDay::from_minutes(1440), TimeOfDay::END_OF_DAY);
    assert_eq!(TimeOfDay::from_minutes(1439).to_string(), "23:59");
    assert_eq!(TimeOfDay::from_minutes(65).to_string(), "01:05");
    assert_eq!(serde_json::from_str::<TimeOfDay>("1441").unwrap(), TimeOfDay::END_OF_DAY);
    assert_eq!(serde_json::to_string(&TimeOfDay::from_minutes(510)).unwrap(), "510");
}

#[test]
fn texts_of_limits() {
    for (text, amount, unit, shown) in [
        ("5 working days", 5, LimitUnit::WorkingDay, "5 个工作日"),
        ("1 Working Day", 1, LimitUnit::WorkingDay, "1 个工作日"),
        ("20wd", 20, LimitUnit::WorkingDay, "20 个工作日"),
        ("5个工作日", 5, LimitUnit::WorkingDay, "5 个工作日"),
        ("15 calendar  days", 15, LimitUnit::CalendarDay, "15 日"),
        ("15 日", 15, LimitUnit::CalendarDay, "15 日"),
        ("60天", 60, LimitUnit::CalendarDay, "60 日"),
        ("4 working hours", 4, LimitUnit::WorkingHour, "4 个工作小时"),
        ("4 wh", 4, LimitUnit::WorkingHour, "4 个工作小时"),
        (" 2 hours ", 2, LimitUnit::Hour, "2 小时"),
        ("2小时", 2, LimitUnit::Hour, "2 小时"),
        ("3 months", 3, LimitUnit::Month, "3 个月"),
        ("0 个月", 0, LimitUnit::Month, "0 个月"),
    ] {
        let found: Limit = text.parse().unwrap();
        assert_eq!(found, limit(amount, unit), "{text}");
        assert_eq!(found.to_string(), shown);
        assert_eq!(shown.parse::<Limit>().unwrap(), found);
    }
    for text in
        ["", "5", "working days", "-5 days", "5.5 days", "4294967296 days", "五日", "5 weeks"]
    {
        assert!(text.parse::<Limit>().is_err(), "{text}");
    }
    let wrong = "5 weeks".parse::<Limit>().unwrap_err().to_string();
    assert!(wrong.starts_with("“5 weeks”不是时限，应写成"), "{wrong}");
}

#[test]
fn dates_are_written_as_text() {
    assert_eq!(serde_json::to_string(&date("2026-02-13")).unwrap(), "\"2026-02-13\"");
    assert_eq!(serde_json::from_str::<Date>("\"2026-02-13\"").unwrap(), date("2026-02-13"));
    assert!(serde_json::from_str::<Date>("\"2026-02-30\"").is_err());
    let names: Vec<&str> =
        (0..7).map(|day| date("2026-03-02").plus_days(day).weekday().name()).collect();
    assert_eq!(names, ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]);
}

/// Nothing a limit can say brings the calendar down; what lies beyond the end is the end, flagged.
#[test]
fn far_away() {
    let starts = [
        Instant::MIN,
        Instant::MAX,
        Instant::from_micros(Instant::MAX.micros() - 1),
        at("9999-12-30T09:00"),
        at("9998-12-30T09:00"),
        at("0000-01-03T09:00"),
        at("1900-02-28T09:00"),
        at("2026-03-02T09:00"),
    ];
    let always = [Pause { from: Instant::MIN, to: Instant::MAX }];
    let to_the_end = [Pause { from: at("2026-03-03T09:00"), to: Instant::MAX }];
    let from_the_beginning = [Pause { from: Instant::MIN, to: at("2026-03-03T09:00") }];
    for start in starts {
        for unit in UNITS {
            for amount in [0, 1, 59, 100_000, u32::MAX] {
                for pauses in [&[][..], &always, &to_the_end, &from_the_beginning] {
                    let found = county().due(start, limit(amount, unit), pauses);
                    assert!(found.at >= start);
                    if found.at == Instant::MAX && amount > 0 {
                        assert!(found.is_provisional, "{start} {amount} {unit:?}");
                    }
                }
            }
        }
    }
    for unit in UNITS {
        let found = county().due(at("2026-03-02T09:00"), limit(u32::MAX, unit), &[]);
        assert_eq!((found.at, found.is_provisional), (Instant::MAX, true), "{unit:?}");
        let found = county().due(at("2026-03-02T09:00"), limit(1, unit), &always);
        assert_eq!((found.at, found.is_provisional), (Instant::MAX, true), "{unit:?}");
    }
    assert_eq!(county().add_working_days(date("2026-03-02"), u32::MAX), (Date::MAX, true));
    assert_eq!(county().add_working_days(Date::MAX, 1), (Date::MAX, true));
    let all = county().working_days_between(Date::MIN, Date::MAX);
    assert_eq!(county().working_days_between(Date::MAX, Date::MIN), 0);
    let monday_to_friday = county().add_working_days(Date::MIN, all);
    assert_eq!(monday_to_friday, (date("9999-12-31"), true));
    assert_eq!(county().add_working_days(Date::MIN, all + 1), (Date::MAX, true));
    let minutes = county().working_minutes_between(Instant::MIN, Instant::MAX);
    assert!(minutes > 390 * i64::from(all) - 390 * 4 && minutes <= 390 * (i64::from(all) + 1));
}

/// The last instants there are.
#[test]
fn the_last_day() {
    // 9999-12-31 is a Friday.
    let due = |start: &str, amount, unit| {
        let found = county().due(at(start), limit(amount, unit), &[]);
        (found.at, found.is_provisional)
    };
    let closing = (at("9999-12-31T17:30"), true);
    assert_eq!(due("9999-12-30", 1, LimitUnit::WorkingDay), closing);
    assert_eq!(due("9999-12-30", 1, LimitUnit::CalendarDay), closing);
    assert_eq!(due("9999-11-30", 1, LimitUnit::Month), (at("9999-12-30T17:30"), true));
    assert_eq!(due("9999-12-30", 2, LimitUnit::CalendarDay), (Instant::MAX, true));
    assert_eq!(due("9999-12-31T16:30", 1, LimitUnit::WorkingHour), closing);
    assert_eq!(due("9999-12-31T16:31", 1, LimitUnit::WorkingHour), (Instant::MAX, true));
    let end = (at("9999-12-31 23:59:59"), false);
    assert_eq!(due("9999-12-31 22:59:59", 1, LimitUnit::Hour), end);
    let last = Instant::MAX.plus_minutes(-60);
    let found = county().due(last, limit(1, LimitUnit::Hour), &[]);
    assert_eq!((found.at, found.is_provisional), (Instant::MAX, false));
    assert_eq!(due("9999-12-31T23:00", 1, LimitUnit::Hour), (Instant::MAX, true));
    assert_eq!(due("9999-12-31T18:00", 0, LimitUnit::WorkingDay), (Instant::MAX, true));
    assert_eq!(due("9999-12-31T17:30", 0, LimitUnit::WorkingDay), closing);
}

/// Years and year ends around the turn.
#[test]
fn year_ends() {
    assert_eq!(county().working_days_between(date("2025-12-31"), date("2026-01-04")), 1);
    assert_eq!(county().working_days_between(date("2025-12-31"), date("2025-12-31")), 0);
    assert_eq!(county().working_days_between(date("2025-12-30"), date("2025-12-31")), 1);
    let minutes = county().working_minutes_between(at("2025-12-31T16:30"), at("2026-01-04T09:30"));
    assert_eq!(minutes, 120);
    let across = county().due(at("2024-12-31T16:30"), limit(2, LimitUnit::WorkingHour), &[]);
    assert_eq!(across.at, at("2025-01-02T09:30"));
    let years = county().add_working_days(date("2010-06-01"), 2_000);
    assert_eq!(county().working_days_between(date("2010-06-01"), years.0), 2_000);
}

/// Partial minutes are rounded down, on both sides of the hour.
#[test]
fn minutes_are_rounded_down() {
    let between = |from: &str, to: &str| county().working_minutes_between(at(from), at(to));
    assert_eq!(between("2026-03-02 09:00:30", "2026-03-02T09:02"), 1);
    assert_eq!(between("2026-03-02 09:00:00", "2026-03-02 09:00:59"), 0);
    assert_eq!(between("2026-03-02 09:00:30", "2026-03-02 09:01:30"), 1);
    assert_eq!(between("2026-03-02T11:59", "2026-03-02T14:31"), 2);
    assert_eq!(between("2026-03-02T09:00", "2026-03-02T09:00"), 0);
    assert_eq!(between("2026-03-02T09:01", "2026-03-02T09:00"), 0);
    assert_eq!(between("2026-03-01", "2026-04-01"), 22 * 390);
}

/// Two calendars from the same facts are equal, so that units may share one.
#[test]
fn equal_calendars() {
    let again = Calendar::new(&arrangements(), &county_hours(), &[&Overlay::default()]);
    assert_eq!(&again, county());
    let mut other = county_hours();
    other.seasons[0].hours = hours(&["08:00-12:00"]);
    assert_ne!(&Calendar::new(&arrangements(), &other, &[]), county());
    assert_eq!(again.clone(), again);
}

/// Many pauses, in any disorder, cost time but no correctness.
#[test]
fn many_pauses() {
    let mut pauses: Vec<Pause> = (0..2_000)
        .map(|at_minute| {
            let from = at("2026-03-02T08:30").plus_minutes(at_minute * 7 % 2_000);
            Pause { from, to: from.plus_minutes(1) }
        })
        .collect();
    let one = [pause("2026-03-02T08:30", "2026-03-03T17:50")];
    for unit in UNITS {
        let found = county().due(at("2026-03-02T08:30"), limit(3, unit), &pauses);
        assert_eq!(found, county().due(at("2026-03-02T08:30"), limit(3, unit), &one));
    }
    pauses.reverse();
    let found = county().due(at("2026-03-02T08:30"), limit(3, LimitUnit::Hour), &pauses);
    assert_eq!(found.at, at("2026-03-03T20:50"));
}
