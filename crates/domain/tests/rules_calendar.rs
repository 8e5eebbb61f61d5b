//! 年度安排、作息与叠加安排 as written in rule files.
#![allow(clippy::expect_used, clippy::panic)]

mod common;

use std::sync::Arc;

use common::broken::{Row, appended, check, faults, listed, only_fault};
use common::{replaced, shipped_rules, small_files};
use xiaoneng_calendar::{Date, DayKind};
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::rules::{RuleFile, Rules};

const COMMON: &str = "national/common.toml";
const COUNTY: &str = "county/lian/county.toml";
const YEAR: &str = "calendar/2026.toml";

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

#[test]
fn days_of_a_year() {
    let makeup = "date = 2026-02-14";
    let spring = "[[holiday]]\nname = \"春节\"";
    check(&[
        Row(YEAR, "year = 2026", "year = 2027", "", "文件名是 2026", "calendar/2026.toml"),
        Row(YEAR, "year = 2026", "year = 206", "", "不像一个年份", "2199"),
        Row(YEAR, "to = 2026-02-23", "to = 2027-02-23", "", "不在 2026 年内", "2026 年"),
        Row(YEAR, "from = 2026-02-15", "from = 2026-02-24", "", "首尾颠倒", "不晚于"),
        Row(YEAR, makeup, "date = 2026-02-13", "", "本来就是周一到周五", "周六或周日"),
        Row(YEAR, makeup, "date = 2026-02-15", "", "既放假又调休上班", "其中一种"),
        Row(YEAR, "2026-02-14", "2026-01-04", "2026-01-04\nname = \"春节\"", "写了两次", "一次"),
        Row(YEAR, makeup, "date = 2025-12-28", "", "不在 2026 年内", "2026 年"),
        Row(
            YEAR,
            "from = 2026-02-15\nto = 2026-02-23",
            "from = 2026-01-03\nto = 2026-01-03",
            spring,
            "在两段假期里",
            "一段",
        ),
        Row(YEAR, "date = 2026-12-31", "date = 2026-12-27", "", "是休息日", "工作日"),
        Row(YEAR, "date = 2026-12-31", "date = 2026-01-01", "", "是休息日", "工作日"),
        Row(YEAR, "date = 2026-12-31", "date = \"2026-02-30\"", "", "这一天不存在", ""),
    ]);
}

#[test]
fn years_that_do_not_follow_each_other() {
    let with_year = |year: &str| {
        let mut files = small_files();
        let file = files.iter().find(|file| file.path == YEAR).expect("2026").clone();
        let (path, text) = (format!("calendar/{year}.toml"), file.text.replace("2026", year));
        let without_days = text.split("[[holiday]]").next().unwrap_or_default().to_owned();
        files.push(RuleFile { path, text: without_days });
        files
    };
    assert_eq!(listed(&faults(&with_year("2027"))), "");
    let gap = only_fault(&with_year("2028"));
    assert!(gap.wrong.contains("缺少 2027 年"), "{gap}");
    assert!(gap.right.contains("calendar/2027.toml"), "{gap}");
    assert_eq!(gap.file, "calendar/2028.toml");
    let mut twice = with_year("2027");
    let other = twice.iter_mut().find(|file| file.path == "calendar/2027.toml").expect("2027");
    other.text = other.text.replace("year = 2027", "year = 2025");
    let found = listed(&faults(&twice));
    assert!(found.contains("2025 年的安排写了两次"), "{found}");
}

#[test]
fn a_later_notice_decides_the_days_it_names() {
    let more = "\n[[further_notice]]\ntitle = \"延长假期的通知\"\nnumber_note = \"文号待核\"\n\
                source = \"测试\"\nevidence = \"N\"\n\n[[further_notice.holiday]]\n\
                name = \"春节\"\nfrom = 2026-02-24\nto = 2026-02-25\n";
    let rules = Rules::read(&appended(YEAR, more)).expect("no fault");
    let day = rules.calendar().day(date("2026-02-25"));
    assert_eq!(day.kind, DayKind::Holiday);
    assert_eq!(day.notice.map(|notice| notice.title).as_deref(), Some("延长假期的通知"));
    let years: Vec<i16> = rules.arrangements().iter().map(|one| one.year).collect();
    assert_eq!(years, [2025, 2026, 2026]);
    let broken = only_fault(&appended(YEAR, &more.replace("evidence = \"N\"\n", "")));
    assert!(broken.wrong.contains("缺少 evidence"), "{broken}");
}

#[test]
fn office_hours() {
    let winter = "hours = [[\"08:30\", \"12:00\"], [\"14:30\", \"17:30\"]]";
    let late = "hours = [[\"08:30\", \"12:00\"], [\"11:30\", \"17:30\"]]";
    let turned = "hours = [[\"14:30\", \"17:30\"], [\"08:30\", \"12:00\"]]";
    let row = |new, fault, remedy| Row(COMMON, winter, new, "", fault, remedy);
    let season = |new, fault, remedy| Row(COMMON, "\"05-31\"", new, "[[hours.sea", fault, remedy);
    check(&[
        row(late, "重叠或颠倒", "后一段"),
        row(turned, "重叠或颠倒", "后一段"),
        row("hours = [[\"12:00\", \"08:30\"]]", "下班不晚于上班", "晚于上班"),
        row("hours = [[\"08:30\", \"08:30\"]]", "下班不晚于上班", "晚于上班"),
        row("hours = [[\"08:30\"]]", "上班和下班两个时刻", "08:30"),
        row("hours = [\"08:30-12:00\"]", "上班和下班两个时刻", "08:30"),
        row("hours = [[\"8:30\", \"12:00\"]]", "不是时分", "08:30"),
        row("hours = [[\"08:30\", \"24:01\"]]", "不是时分", "24:00"),
        row("hours = []", "没有写上班时段", "08:30"),
        season("\"05-30\"", "5 月 31 日不在", "每一天"),
        season("\"06-01\"", "6 月 1 日同时在", "不重叠"),
        Row(COMMON, "\"05-31\"", "\"05-32\"", "", "不是一年里的一天", "06-01"),
        Row(COMMON, "\"05-31\"", "\"五月\"", "", "不是一年里的一天", "06-01"),
    ]);
}

#[test]
fn hours_stand_once_and_the_county_s_count() {
    let season = "\n[hours]\nsource = \"县清单\"\n[[hours.season]]\nname = \"全年\"\n\
                  from = \"01-01\"\nto = \"12-31\"\nhours = [[\"09:00\", \"17:00\"]]\n";
    let rules = Rules::read(&appended(COUNTY, season)).expect("no fault");
    let closing = rules.calendar().closing(date("2026-03-18"));
    assert_eq!(closing.to_string(), "2026-03-18T17:00:00+08:00");
    let national = Rules::read(&small_files()).expect("no fault");
    let closing = national.calendar().closing(date("2026-03-18"));
    assert_eq!(closing.to_string(), "2026-03-18T17:30:00+08:00");
    let again = appended("national/matters.toml", &season.replace("县清单", "约定"));
    let twice = only_fault(&again);
    assert!(twice.wrong.contains("作息 [hours] 写了两次"), "{twice}");
    let without = replaced(&small_files(), COMMON, "[hours]\nsource = \"约定\"", "");
    assert!(listed(&faults(&without)).contains("缺少 source"), "{}", listed(&faults(&without)));
}

#[test]
fn overlays() {
    let rest = "{ name = \"县庆\", from = 2026-03-16, to = 2026-03-17 }";
    let row = |new, fault, remedy| Row(COUNTY, rest, new, "", fault, remedy);
    let notice = "notice = { title = \"里安县放假通知\" }\n";
    check(&[
        row("{ name = \"县庆\", from = 2026-03-17, to = 2026-03-16 }", "首尾颠倒", "不晚于"),
        row("{ name = \"县庆\", from = 2026-03-17, to = 2028-03-16 }", "不合常理", "一年"),
        row("{ name = \"县庆\", from = 2026-03-17 }", "缺少 to", ""),
        row("{ name = \"县庆\", dates = [2026-03-17, 2026-03-17] }", "写了两次", "一次"),
        row("{ dates = [2026-03-17] }", "缺少 name", ""),
        row("{ nam = \"县庆\", name = \"县庆\", dates = [] }", "键“nam”", "name"),
        Row(COUNTY, notice, "", "[[overlay]]", "缺少 notice", ""),
        Row(COUNTY, "\"LAS2\"", "\"LAS1\"", "\"LAS1\"]", "写了两次", "一次"),
    ]);
    let overlay = "\n[[overlay]]\nnotice = { title = \"通知\" }\nsource = \"约定\"\n";
    let national = only_fault(&appended(COMMON, overlay));
    assert!(national.wrong.contains("国家规则里没有叠加安排"), "{national}");
}

#[test]
fn a_unit_without_overlay_has_the_county_s_calendar() {
    let rules = Rules::read(&small_files()).expect("no fault");
    let (one, two) = (UnitId::from("LAS1"), UnitId::from("LAS2"));
    let none = UnitId::from("LA01");
    assert!(Arc::ptr_eq(rules.calendar_of(&one), rules.calendar_of(&two)), "equal ones are shared");
    assert!(Arc::ptr_eq(rules.calendar_of(&none), rules.calendar()));
    let day = date("2026-03-16");
    assert_eq!(rules.calendar().day(day).kind, DayKind::LocalRest);
    assert_eq!(rules.calendar_of(&one).day(day).kind, DayKind::LocalRest);
    assert_eq!(rules.calendar_of(&one).day(date("2026-07-07")).kind, DayKind::LocalRest);
    assert_eq!(rules.calendar_of(&one).day(date("2026-07-08")).kind, DayKind::Duty);
    assert_eq!(rules.calendar().day(date("2026-07-07")).kind, DayKind::Workday);
}

/// domain.md 3.2: the 2026 arrangement, and a school's vacation that stops no citizen's clock.
#[test]
fn the_shipped_calendar() {
    let rules = shipped_rules();
    assert_eq!(rules.calendar().entered_until(), Some(date("2026-12-31")));
    let (due, is_provisional) = rules.calendar().add_working_days(date("2026-02-13"), 5);
    assert_eq!((due, is_provisional), (date("2026-02-27"), false));
    let school = UnitId::from("XX07");
    assert!(!rules.calendar_of(&school).is_working_day(date("2026-07-15")));
    assert!(rules.calendar_of(&school).is_working_day(date("2026-07-14")));
    assert!(rules.calendar().is_working_day(date("2026-07-15")));
    assert!(Arc::ptr_eq(rules.calendar_of(&school), rules.calendar_of(&UnitId::from("XX52"))));
    assert!(Arc::ptr_eq(rules.calendar_of(&UnitId::from("JY04")), rules.calendar()));
}
