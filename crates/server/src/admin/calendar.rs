//! 日历. The holiday notices of this year and the next, and the hours.

use askama::Template;
use xiaoneng_app::working_time::Date;
use xiaoneng_domain::rules::Rules;

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::words::{FrameWords, RulesWords};
use crate::kit::dates;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};

/// From this month on the next year's notice is asked for.
const NOTICE_EXPECTED: i8 = 11;

#[derive(Template)]
#[template(path = "admin/calendar.html")]
struct CalendarPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: RulesWords,
    years: Vec<YearLine>,
    may_propose: bool,
}

/// One year.
struct YearLine {
    title: String,
    path: String,
    is_entered: bool,
    is_expected: bool,
    says: String,
    word: String,
    rest: Vec<String>,
    makeup: Vec<String>,
}

/// `GET /a/calendar`
pub(crate) async fn show(visit: Visit) -> Answer {
    visit.through(Door::Calendar)?;
    let w = RulesWords(visit.visitor.language);
    let app = visit.site.app();
    let rules = app.known().await?.rules;
    let today = app.clock().now().date();
    let years = [today.year(), today.year() + 1].map(|year| line(w, &rules, year, today));
    Ok(page(&CalendarPage {
        shell: visit.shell(w.calendar()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Calendar),
        w,
        years: years.into(),
        may_propose: Door::Rules.opens_to(&visit.staff),
    }))
}

fn line(w: RulesWords, rules: &Rules, year: i16, today: Date) -> YearLine {
    let found = rules.arrangements().iter().find(|arrangement| arrangement.year == year);
    let (_, month, _) = today.ymd();
    let is_expected = year == today.year() || month >= NOTICE_EXPECTED;
    let says = match found {
        Some(found) => {
            let number = found.notice.number.as_deref().unwrap_or_default();
            w.entered(format!("{} {number}", found.notice.title))
        }
        None if is_expected => format!("{}{}", w.missing(), w.missing_now()),
        None => w.missing().to_owned(),
    };
    let mut rest: Vec<(String, Vec<Date>)> = Vec::new();
    for day in found.iter().flat_map(|found| &found.holidays) {
        match rest.last_mut() {
            Some((name, days)) if *name == day.name => days.push(day.date),
            Some(_) | None => rest.push((day.name.clone(), vec![day.date])),
        }
    }
    let span = |(name, days): (String, Vec<Date>)| match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("{name}：{} 至 {}", dates::day(*w, *first), dates::day(*w, *last))
        }
        (Some(first), _) => format!("{name}：{}", dates::day(*w, *first)),
        (None, _) => name,
    };
    let makeup = found.iter().flat_map(|found| &found.makeup_days);
    YearLine {
        title: w.year(year),
        path: format!("/a/rules/file?path=calendar/{year}.toml"),
        is_entered: found.is_some(),
        is_expected,
        says,
        word: if found.is_some() { w.change(year) } else { w.enter(year) },
        rest: rest.into_iter().map(span).collect(),
        makeup: makeup.map(|day| dates::day(*w, day.date)).collect(),
    }
}
