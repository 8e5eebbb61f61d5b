//! 剩余时间: the words for what is left, by the county's working time. Tuesday 22 September 2026,
//! 10:32, summer hours 8:30–12:00 and 15:00–18:00, 中秋 from the 25th to the 27th.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use xiaoneng_app::rule_files;
use xiaoneng_app::working_time::{Calendar, Instant, Limit};
use xiaoneng_server::kit::explained::ExplainedDays;
use xiaoneng_server::kit::language::Language;
use xiaoneng_server::kit::remaining::{Deadline, Remaining};
use xiaoneng_server::kit::timeline::idle;
use xiaoneng_server::kit::{dates, limit};

const NOW: &str = "2026-09-22T10:32";

fn calendar() -> Arc<Calendar> {
    Arc::clone(rule_files::read_national().unwrap().calendar())
}

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

fn words(now: &str, due_at: &str) -> String {
    Remaining::of(&calendar(), at(now), at(due_at)).words(Language::Chinese, at(now))
}

/// ux.md 3.17 `left.*`.
#[test]
fn what_is_left_is_said_in_working_time() {
    let rows = [
        (NOW, "2026-09-22T11:10", "还剩 38 分"),
        (NOW, "2026-09-22T18:00", "还剩 4 小时 28 分"),
        (NOW, "2026-09-23T10:00", "还剩 5 小时 58 分"),
        (NOW, "2026-09-23T18:00", "还剩 1 个工作日 4 小时"),
        (NOW, "2026-09-24T18:00", "还剩 2 个工作日"),
        (NOW, "2026-09-28T18:00", "还剩 3 个工作日"),
        // Saturday evening: Monday is the day that counts, and it is whole.
        ("2026-09-26T20:00", "2026-09-28T18:00", "还剩 1 个工作日"),
        ("2026-09-26T20:00", "2026-09-28T12:00", "还剩 3 小时 30 分"),
        // Before the offices open, today is whole too.
        ("2026-09-22T07:00", "2026-09-23T18:00", "还剩 2 个工作日"),
        // No working time left, and still in time.
        ("2026-09-22T12:30", "2026-09-22T14:00", "今天 14:00 到期"),
        ("2026-09-26T09:00", "2026-09-27T12:00", "9 月 27 日（周日）12:00 到期"),
    ];
    for (now, due_at, expected) in rows {
        assert_eq!(words(now, due_at), expected, "{now} → {due_at}");
    }
}

/// Exactly at the due instant it is on time; after it, over.
#[test]
fn what_is_over_is_said_in_working_time() {
    let rows = [
        ("2026-09-22T18:00", "2026-09-22T18:00", "今天 18:00 到期"),
        ("2026-09-22T18:30", "2026-09-22T18:00", "已超期"),
        (NOW, "2026-09-22T09:12", "已超 1 小时 20 分"),
        // Sunday the 20th is worked in exchange for the holiday.
        (NOW, "2026-09-20T18:00", "已超 1 个工作日"),
        (NOW, "2026-09-17T18:00", "已超 3 个工作日"),
    ];
    for (now, due_at, expected) in rows {
        assert_eq!(words(now, due_at), expected, "{now} → {due_at}");
    }
}

#[test]
fn the_same_in_english() {
    let say =
        |due_at| Remaining::of(&calendar(), at(NOW), at(due_at)).words(Language::English, at(NOW));
    assert_eq!(say("2026-09-23T18:00"), "1 working day 4 h left");
    assert_eq!(say("2026-09-22T18:00"), "4 h 28 min left");
    assert_eq!(say("2026-09-17T18:00"), "3 working days overdue");
    assert_eq!(limit::in_words(Language::English, "1 个工作日".parse().unwrap()), "1 working day");
    assert_eq!(
        limit::in_words(Language::Chinese, "10 working days".parse().unwrap()),
        "10 个工作日"
    );
    assert_eq!(dates::day(Language::English, at(NOW).date()), "Tue 22 September");
}

/// A script may count the minutes down, and only as long as working time goes on: until noon.
#[test]
fn minutes_tick_until_the_lunch_break() {
    let deadline = Deadline::of(Language::Chinese, &calendar(), at(NOW), at("2026-09-22T18:00"));
    assert_eq!((deadline.minutes, deadline.runs), (Some(268), 88));
    assert_eq!((deadline.tone, deadline.short.as_str()), ("calm", "今天 18:00"));
    let over = Deadline::of(Language::Chinese, &calendar(), at(NOW), at("2026-09-17T18:00"));
    assert_eq!((over.minutes, over.tone), (None, "red"));
}

/// Five working days from the 16th: the Saturday rests, the Sunday counts, the 22nd ends it.
#[test]
fn the_due_date_is_explained_day_by_day() {
    let limit: Limit = "5 个工作日".parse().unwrap();
    let explanation = calendar().explain(at("2026-09-16T16:40"), limit, &[]);
    let days = ExplainedDays::of(Language::Chinese, &explanation);
    let told = days.cells.iter().map(|day| {
        (day.kind, day.day.as_str(), day.weekday, day.count.as_str(), day.note.as_str())
    });
    let told: Vec<_> = told.collect();
    assert_eq!(
        told,
        [
            ("used", "16", "周三", "收到", "不算"),
            ("used", "17", "周四", "第 1 天", ""),
            ("used", "18", "周五", "第 2 天", ""),
            ("off", "19", "周六", "休息", ""),
            ("used", "20", "周日", "第 3 天", "调休上班"),
            ("used", "21", "周一", "第 4 天", ""),
            ("due", "22", "周二", "第 5 天", "18:00 到期"),
        ]
    );
}

#[test]
fn idle_time_is_said_beyond_one_working_day() {
    let say = |from, to| idle(Language::Chinese, &calendar(), at(from), at(to));
    assert_eq!(say("2026-09-18T15:40", "2026-09-21T16:20"), "2 个工作日没有动作");
    assert_eq!(say("2026-09-18T15:40", "2026-09-20T15:40"), "");
    assert_eq!(say("2026-09-18T15:40", "2026-09-20T16:40"), "1 个工作日没有动作");
}
