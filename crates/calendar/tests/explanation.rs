//! An explanation reads well to a parent: every day, counted or not, and why.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod common;

use common::{arrangements, at, county, county_hours, hours, limit, named, notice, pause, season};
use xiaoneng_calendar::{
    Arrangement, Calendar, ExplainedDay, Explanation, Instant, LimitUnit, Overlay, Pause, Verdict,
    WorkingHours,
};

fn read(
    calendar: &Calendar,
    start: &str,
    amount: u32,
    unit: LimitUnit,
    pauses: &[Pause],
) -> String {
    read_out(&calendar.explain(at(start), limit(amount, unit), pauses))
}

/// One line a day: date, what it did, its number, the reason, and the notice it rests on.
fn read_out(explanation: &Explanation) -> String {
    let line = |day: &ExplainedDay| {
        let verdict = match day.verdict {
            Verdict::DayZero => "起算".to_owned(),
            Verdict::Counted => format!("第 {}", day.counted),
            Verdict::Rest => "不计".to_owned(),
            Verdict::Paused => "暂停".to_owned(),
            Verdict::Rolled => "顺延".to_owned(),
        };
        let notice = day.notice.as_deref().map(|notice| format!(" 依据：{notice}"));
        let flag = if day.is_provisional { " 暂定" } else { "" };
        format!("{} {verdict} {}{}{flag}\n", day.date, day.reason, notice.unwrap_or_default())
    };
    explanation.days.iter().map(line).collect()
}

const NOTICE_2026: &str =
    " 依据：国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）";

fn expected(lines: &[&str]) -> String {
    lines.iter().map(|line| line.replace(" *", NOTICE_2026) + "\n").collect()
}

#[test]
fn five_working_days_over_spring_festival() {
    let told = read(county(), "2026-02-13T16:40", 5, LimitUnit::WorkingDay, &[]);
    let lines = [
        "2026-02-13 起算 工作日，当日不计",
        "2026-02-14 第 1 调休上班 *",
        "2026-02-15 不计 春节放假 *",
        "2026-02-16 不计 春节放假 *",
        "2026-02-17 不计 春节放假 *",
        "2026-02-18 不计 春节放假 *",
        "2026-02-19 不计 春节放假 *",
        "2026-02-20 不计 春节放假 *",
        "2026-02-21 不计 春节放假 *",
        "2026-02-22 不计 春节放假 *",
        "2026-02-23 不计 春节放假 *",
        "2026-02-24 第 2 工作日",
        "2026-02-25 第 3 工作日",
        "2026-02-26 第 4 工作日",
        "2026-02-27 第 5 工作日",
    ];
    assert_eq!(told, expected(&lines));
}

/// 信访工作条例 art. 34: sixty days. The sixtieth falls into the National Day holiday.
#[test]
fn sixty_days_of_a_petition() {
    let explanation =
        county().explain(at("2026-08-03T09:00"), limit(60, LimitUnit::CalendarDay), &[]);
    assert_eq!(explanation.due, at("2026-10-08T17:30"));
    assert!(!explanation.is_provisional);
    assert_eq!((explanation.days.len(), explanation.days_left_out), (67, 0));
    let told = read_out(&explanation);
    let lines: Vec<&str> = told.lines().collect();
    let beginning = [
        "2026-08-03 起算 工作日，当日不计",
        "2026-08-04 第 1 工作日",
        "2026-08-05 第 2 工作日",
        "2026-08-06 第 3 工作日",
        "2026-08-07 第 4 工作日",
        "2026-08-08 第 5 周六，照计",
        "2026-08-09 第 6 周日，照计",
        "2026-08-10 第 7 工作日",
    ];
    let end = [
        "2026-09-30 第 58 工作日",
        "2026-10-01 第 59 国庆节放假，照计 *",
        "2026-10-02 第 60 国庆节放假，期限末日，顺延 *",
        "2026-10-03 不计 国庆节放假 *",
        "2026-10-04 不计 国庆节放假 *",
        "2026-10-05 不计 国庆节放假 *",
        "2026-10-06 不计 国庆节放假 *",
        "2026-10-07 不计 国庆节放假 *",
        "2026-10-08 顺延 工作日，顺延至此",
    ];
    assert_eq!(lines[..8].join("\n") + "\n", expected(&beginning));
    assert_eq!(lines[58..].join("\n") + "\n", expected(&end));
    assert_eq!(lines[48], expected(&["2026-09-20 第 48 调休上班 *"]).trim_end());
}

#[test]
fn a_pause_and_a_year_without_notice() {
    let hearing = [pause("2026-12-25T08:00", "2026-12-28T15:30")];
    let told = read(county(), "2026-12-24", 4, LimitUnit::WorkingDay, &hearing);
    let lines = [
        "2026-12-24 起算 工作日，当日不计",
        "2026-12-25 暂停 已暂停计时",
        "2026-12-26 不计 周六",
        "2026-12-27 不计 周日",
        "2026-12-28 暂停 已暂停计时",
        "2026-12-29 第 1 工作日",
        "2026-12-30 第 2 工作日",
        "2026-12-31 第 3 工作日",
        "2027-01-01 不计 元旦放假 暂定",
        "2027-01-02 不计 周六 暂定",
        "2027-01-03 不计 周日 暂定",
        "2027-01-04 第 4 工作日 暂定",
    ];
    assert_eq!(told, expected(&lines));
}

#[test]
fn a_pause_takes_civil_days_and_the_day_rolled_to() {
    let pauses = [
        pause("2026-09-24T09:00", "2026-09-25T13:00"),
        pause("2026-10-08T00:00", "2026-10-08T12:01"),
    ];
    let told = read(county(), "2026-09-22", 6, LimitUnit::CalendarDay, &pauses);
    let lines = [
        "2026-09-22 起算 工作日，当日不计",
        "2026-09-23 第 1 工作日",
        "2026-09-24 暂停 已暂停计时",
        "2026-09-25 暂停 已暂停计时",
        "2026-09-26 第 2 中秋节放假，照计 *",
        "2026-09-27 第 3 中秋节放假，照计 *",
        "2026-09-28 第 4 工作日",
        "2026-09-29 第 5 工作日",
        "2026-09-30 第 6 工作日",
    ];
    assert_eq!(told, expected(&lines));
    let told = read(county(), "2026-09-30", 6, LimitUnit::CalendarDay, &pauses);
    let end = [
        "2026-10-05 第 5 国庆节放假，照计 *",
        "2026-10-06 第 6 国庆节放假，期限末日，顺延 *",
        "2026-10-07 不计 国庆节放假 *",
        "2026-10-08 暂停 已暂停计时",
        "2026-10-09 顺延 工作日，顺延至此",
    ];
    assert!(told.ends_with(&expected(&end)), "{told}");
}

#[test]
fn working_hours_with_a_pause() {
    let inspection = [pause("2026-02-14T09:00", "2026-02-14T10:30")];
    let told = read(county(), "2026-02-13T16:40", 12, LimitUnit::WorkingHour, &inspection);
    let beginning = [
        "2026-02-13 第 50 工作日",
        "2026-02-14 第 300 调休上班，其中暂停计时 90 分钟 *",
        "2026-02-15 不计 春节放假 *",
    ];
    assert!(told.starts_with(&expected(&beginning)), "{told}");
    assert!(told.ends_with("2026-02-24 第 370 工作日\n"), "{told}");

    let all_day = [pause("2026-03-03T08:00", "2026-03-03T17:30")];
    let told = read(county(), "2026-03-02T17:30", 1, LimitUnit::WorkingHour, &all_day);
    let lines = [
        "2026-03-02 起算 工作日，已过下班时间",
        "2026-03-03 暂停 已暂停计时",
        "2026-03-04 第 60 工作日",
    ];
    assert_eq!(told, expected(&lines));

    let told = read(county(), "2026-02-28T12:00", 1, LimitUnit::Hour, &[]);
    assert_eq!(told, expected(&["2026-02-28 第 60 调休上班 *"]));
    let told = read(county(), "2026-02-22T22:40", 2, LimitUnit::WorkingHour, &[]);
    let lines =
        ["2026-02-22 不计 春节放假 *", "2026-02-23 不计 春节放假 *", "2026-02-24 第 120 工作日"];
    assert_eq!(told, expected(&lines));
}

#[test]
fn hours_by_the_wall() {
    let told = read(county(), "2026-02-13T22:40", 30, LimitUnit::Hour, &[]);
    let lines = [
        "2026-02-13 第 80 工作日",
        "2026-02-14 第 1440 调休上班 *",
        "2026-02-15 第 280 春节放假，照计 *",
    ];
    assert_eq!(told, expected(&lines));
    let night = [pause("2026-02-13T23:00", "2026-02-15T01:00")];
    let told = read(county(), "2026-02-13T22:40", 1, LimitUnit::Hour, &night);
    let lines = [
        "2026-02-13 第 20 工作日，其中暂停计时 60 分钟",
        "2026-02-14 暂停 已暂停计时",
        "2026-02-15 第 40 春节放假，其中暂停计时 60 分钟 *",
    ];
    assert_eq!(told, expected(&lines));
    let weekend = [pause("2026-03-06T23:00", "2026-03-08T00:00")];
    let told = read(county(), "2026-03-06T22:40", 1, LimitUnit::Hour, &weekend);
    let lines = [
        "2026-03-06 第 20 工作日，其中暂停计时 60 分钟",
        "2026-03-07 暂停 已暂停计时",
        "2026-03-08 第 40 周日，照计",
    ];
    assert_eq!(told, expected(&lines));
    // Used up at midnight: the day after has no part in it.
    let told = read(county(), "2026-02-13T22:00", 2, LimitUnit::Hour, &[]);
    assert_eq!(told, "2026-02-13 第 120 工作日\n");
}

#[test]
fn amounts_of_zero() {
    let told = read(county(), "2026-02-13T22:40", 0, LimitUnit::Hour, &[]);
    assert_eq!(told, "2026-02-13 起算 即时办理\n");
    let told = read(county(), "2026-02-13T00:00", 0, LimitUnit::WorkingHour, &[]);
    assert_eq!(told, "2026-02-13 起算 即时办理\n");
    let told = read(county(), "2026-02-13T12:40", 0, LimitUnit::WorkingDay, &[]);
    assert_eq!(told, "2026-02-13 起算 工作日，当日办结\n");
    let told = read(county(), "2026-02-13T22:40", 0, LimitUnit::WorkingDay, &[]);
    let lines =
        ["2026-02-13 起算 工作日，已过下班时间，顺延", "2026-02-14 顺延 调休上班，顺延至此 *"];
    assert_eq!(told, expected(&lines));
    let told = read(county(), "2026-02-22T12:40", 0, LimitUnit::CalendarDay, &[]);
    let lines = [
        "2026-02-22 起算 春节放假，顺延 *",
        "2026-02-23 不计 春节放假 *",
        "2026-02-24 顺延 工作日，顺延至此",
    ];
    assert_eq!(told, expected(&lines));
    let visit = [pause("2026-03-03T09:00", "2026-03-03T17:00")];
    let told = read(county(), "2026-03-03T08:00", 0, LimitUnit::WorkingDay, &visit);
    let lines = ["2026-03-03 起算 工作日，顺延", "2026-03-04 顺延 工作日，顺延至此"];
    assert_eq!(told, expected(&lines));
}

/// What a school says of its own days, and names that already say what the day is.
#[test]
fn local_days_in_words() {
    let unit = Overlay {
        rest_days: vec![
            (named("2026-07-06", "暑假"), notice("校历")),
            (named("2026-07-07", "暑假"), notice("校历")),
            (named("2026-07-08", "校庆"), notice("校历")),
        ],
        duty_days: vec![
            (named("2026-07-07", "暑假"), None, notice("值班表")),
            (named("2026-07-11", "周末值班"), None, notice("值班表")),
        ],
        hours: None,
    };
    let half_day = Arrangement {
        year: 2026,
        notice: notice("县府通知"),
        holidays: Vec::new(),
        makeup_days: Vec::new(),
        short_days: vec![(named("2026-07-10", "防汛演练"), hours(&["08:30-12:00"]))],
    };
    let all: Vec<_> = arrangements().into_iter().chain([half_day]).collect();
    let school = Calendar::new(&all, &county_hours(), &[&unit]);
    let told = read(&school, "2026-07-05", 4, LimitUnit::WorkingDay, &[]);
    let lines = [
        "2026-07-05 起算 周日，当日不计",
        "2026-07-06 不计 暑假 依据：校历",
        "2026-07-07 第 1 暑假值班 依据：值班表",
        "2026-07-08 不计 校庆放假 依据：校历",
        "2026-07-09 第 2 工作日",
        "2026-07-10 第 3 工作日（防汛演练） 依据：县府通知",
        "2026-07-11 第 4 周末值班 依据：值班表",
    ];
    assert_eq!(told, expected(&lines));
}

/// A working day on which nobody is in: it gives a limit of hours nothing.
#[test]
fn a_working_day_without_hours() {
    let seasons = vec![season("上午", (1, 1), (12, 31), &[])];
    let empty = Calendar::new(
        &[],
        &WorkingHours { seasons },
        &[&Overlay {
            duty_days: vec![(
                named("2026-03-05", "加班"),
                Some(hours(&["09:00-10:00"])),
                notice("表"),
            )],
            ..Overlay::default()
        }],
    );
    let told = read(&empty, "2026-03-03", 1, LimitUnit::WorkingHour, &[]);
    let lines = [
        "2026-03-03 起算 工作日，已过下班时间 暂定",
        "2026-03-04 不计 工作日，没有上班时间 暂定",
        "2026-03-05 第 60 加班值班 依据：表 暂定",
    ];
    assert_eq!(told, expected(&lines));
}

/// A list is read by people: beyond ten years it is cut, and says by how much.
#[test]
fn a_very_long_limit_is_cut() {
    let start = at("2026-03-02T09:00");
    let whole = county().explain(start, limit(4_000 - 1, LimitUnit::CalendarDay), &[]);
    assert_eq!((whole.days.len(), whole.days_left_out), (4_000, 0));
    let cut = county().explain(start, limit(4_010, LimitUnit::CalendarDay), &[]);
    let due = county().due(start, limit(4_010, LimitUnit::CalendarDay), &[]);
    let days = due.at.date().epoch_days() - start.date().epoch_days() + 1;
    assert_eq!(cut.days.len(), 4_000);
    assert_eq!(cut.days_left_out, days as u32 - 4_000);
    assert_eq!(cut.due, due.at);
    let never = county().explain(start, limit(u32::MAX, LimitUnit::WorkingDay), &[]);
    assert_eq!((never.due, never.is_provisional), (Instant::MAX, true));
    assert_eq!(never.days.len(), 4_000);
    let endless = county().explain(start, limit(u32::MAX, LimitUnit::Hour), &[]);
    assert_eq!((endless.due, endless.days.len()), (Instant::MAX, 4_000));
}

#[test]
fn it_can_be_handed_on_as_json() {
    let explanation = county().explain(at("2026-12-31"), limit(1, LimitUnit::WorkingDay), &[]);
    let value = serde_json::to_value(&explanation).unwrap();
    assert_eq!(value["due"], at("2027-01-04T17:30").micros());
    assert_eq!(value["limit"], serde_json::json!({"amount": 1, "unit": "working_day"}));
    assert_eq!(value["days"][0]["verdict"], "day_zero");
    assert_eq!(value["days"][1]["date"], "2027-01-01");
    assert_eq!(value["days"][1]["reason"], "元旦放假");
    assert_eq!(value["days"][1]["is_provisional"], true);
}
