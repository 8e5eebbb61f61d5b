//! 一个规则文件. Read, checked with the reader's own words, proposed with its date of force.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use serde::Deserialize;
use xiaoneng_app::rules::Diagnostic;
use xiaoneng_app::working_time::Date;
use xiaoneng_domain::governance::Proposed;

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::words::{FrameWords, RulesWords};
use crate::kit::errors::Errors;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};

#[derive(Template)]
#[template(path = "admin/rule_file.html")]
struct FilePage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: RulesWords,
    errors: Errors,
    path: String,
    text: String,
    faults: Vec<FaultLine>,
    faults_word: String,
    is_sound: bool,
    year: Option<i16>,
    notice: String,
    from: String,
}

/// A fault as the reader tells it.
struct FaultLine {
    place: String,
    wrong: String,
    right: String,
}

/// Which file.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    path: String,
}

/// `GET /a/rules/file`
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    visit.through(Door::Rules)?;
    let texts = visit.site.app().rule_texts().await?;
    let text = match (texts.get(&asked.path), year_of(&asked.path)) {
        (Some(text), _) => text.clone(),
        // The year that is to be entered: the form of the newest file.
        (None, Some(year)) => blank_year(year),
        (None, None) => return Err(Problem::NoSuchPage),
    };
    let shown = file_page(&visit, &asked.path, &text);
    Ok(page(&shown))
}

/// `POST /a/rules/file`: check, or propose what is sound.
pub(crate) async fn submit(visit: Visit, posted: Posted) -> Answer {
    visit.through(Door::Rules)?;
    let w = RulesWords(visit.visitor.language);
    let app = visit.site.app();
    let path = posted.field("path").to_owned();
    if !may_stand(&path) {
        return Err(Problem::Unreadable);
    }
    let mut text = posted.field("text").replace("\r\n", "\n");
    if let Some(file) = posted.files.first() {
        text = String::from_utf8_lossy(&file.bytes).replace("\r\n", "\n");
    }
    let mut shown = file_page(&visit, &path, &text);
    (shown.notice, shown.from) = (posted.field("notice").into(), posted.field("from").into());
    let faults = app.check_rule_text(&path, &text).await?;
    if !faults.is_empty() {
        return refused(with_faults(shown, &faults));
    }
    if posted.field("do") != "propose" {
        shown.is_sound = true;
        return Ok(page(&shown));
    }
    let subject = match (shown.year, posted.field("from").trim().parse::<Date>()) {
        (Some(year), _) => {
            Proposed::Calendar { year, notice: posted.field("notice").trim().into() }
        }
        (None, Ok(from)) => Proposed::Rulebook { from },
        (None, Err(_)) => {
            shown.errors.add("from", w.day_wrong());
            return refused(shown);
        }
    };
    match app.propose_rule_text(&visit.staff.actor(), subject, (&path, &text)).await {
        Ok(Ok(_)) => {
            let number = app.known().await?.governance.last_proposal;
            Ok(see_other(&format!("/a/rules?proposed={number}")))
        }
        Ok(Err(faults)) => refused(with_faults(shown, &faults)),
        Err(xiaoneng_app::Denied::Refused(no)) => {
            let field = if shown.year.is_some() { "notice" } else { "from" };
            shown.errors.add(field, no.to_string());
            refused(shown)
        }
        Err(denied) => Err(denied.into()),
    }
}

fn refused(mut shown: FilePage) -> Answer {
    shown.shell.title = format!("{}{}", shown.shell.k.error_prefix(), shown.shell.title);
    let mut response = page(&shown);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

fn with_faults(mut shown: FilePage, faults: &[Diagnostic]) -> FilePage {
    let w = shown.w;
    shown.faults_word = w.faults(faults.len());
    let line = |fault: &Diagnostic| FaultLine {
        place: w.at_line(&fault.file, fault.line),
        wrong: fault.wrong.clone(),
        right: fault.right.clone(),
    };
    shown.faults = faults.iter().map(line).collect();
    shown
}

fn file_page(visit: &Visit, path: &str, text: &str) -> FilePage {
    let w = RulesWords(visit.visitor.language);
    let door = if year_of(path).is_some() { Door::Calendar } else { Door::Rules };
    FilePage {
        shell: visit.shell(path),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(door),
        w,
        errors: Errors::default(),
        path: path.to_owned(),
        text: text.to_owned(),
        faults: Vec::new(),
        faults_word: String::new(),
        is_sound: false,
        year: year_of(path),
        notice: String::new(),
        from: String::new(),
    }
}

/// Where files of rules stand.
fn may_stand(path: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
            && part != ".."
            && part != "."
    };
    let below = ["national/", "county/", "calendar/"];
    below.iter().any(|folder| path.starts_with(folder))
        && path.ends_with(".toml")
        && path.len() < 120
        && path.split('/').all(is_plain)
}

/// The year of a calendar file.
fn year_of(path: &str) -> Option<i16> {
    path.strip_prefix("calendar/")?.strip_suffix(".toml")?.parse().ok()
}

/// What a new year's file says before anything is entered: the form, and fixed-date holidays.
fn blank_year(year: i16) -> String {
    format!(
        "# 照国务院办公厅的通知填写。每个假期一段 [[holiday]]，写起止日期（含首尾）；\n\
         # 每个调休上班的周六、周日一段 [[makeup]]。填好后点“检查”。\n\n\
         year = {year}\n\n\
         [notice]\n\
         title = \"国务院办公厅关于{year}年部分节假日安排的通知\"\n\
         number = \"\"\n\
         source = \"https://www.gov.cn/\"\n\
         evidence = \"N\"\n\n\
         [[holiday]]\nname = \"元旦\"\nfrom = {year}-01-01\nto = {year}-01-01\n\n\
         [[holiday]]\nname = \"劳动节\"\nfrom = {year}-05-01\nto = {year}-05-02\n\n\
         [[holiday]]\nname = \"国庆节\"\nfrom = {year}-10-01\nto = {year}-10-03\n"
    )
}
