//! 核查项. A question to somebody, in an investigator's words, and his answer. What it comes from
//! stands nowhere.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use xiaoneng_app::complaints::ShownInquiry;

use crate::Site;
use crate::complaints::closed;
use crate::complaints::words::ComplaintWords;
use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

struct Line {
    item: String,
    asked: String,
    due: String,
    is_answered: bool,
}

#[derive(Template)]
#[template(path = "complaints/inquiries.html")]
struct InquiriesPage {
    shell: StaffShell,
    w: ComplaintWords,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "complaints/inquiry.html")]
struct InquiryPage {
    shell: StaffShell,
    w: ComplaintWords,
    errors: Errors,
    done: bool,
    item: String,
    question: String,
    asked: String,
    due: String,
    explanation: String,
    text: String,
}

/// What was just done.
#[derive(Deserialize, Default)]
pub(crate) struct Asking {
    #[serde(default)]
    done: Option<String>,
}

/// `GET /w/inquiries`
pub(crate) async fn list(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let w = ComplaintWords(visitor.language);
    let found = site.app().inquiries_of(&staff.person).await?;
    let line = |one: ShownInquiry| Line {
        asked: dates::short(one.asked_at),
        due: dates::short(one.answer_by),
        is_answered: one.explained_at.is_some(),
        item: one.item.to_string(),
    };
    let lines = found.into_iter().map(line).collect();
    let shell = StaffShell::of(&site, &visitor, &staff, Section::None, w.inquiries());
    Ok(page(&InquiriesPage { shell, w, lines }))
}

/// `GET /w/inquiries/{item}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(item): Path<String>,
    Query(asking): Query<Asking>,
) -> Answer {
    let done = asking.done.is_some();
    render((&site, &visitor, &staff), &item, (done, String::new(), Errors::default())).await
}

async fn render(
    (site, visitor, staff): (&Site, &Visitor, &Staff),
    item: &str,
    (done, text, errors): (bool, String, Errors),
) -> Answer {
    let w = ComplaintWords(visitor.language);
    let found = site.app().inquiry(&staff.person, &item.into()).await?;
    let Some(found) = found else { return closed::page_of(site, visitor, staff) };
    let has_errors = !errors.is_empty();
    let mut response = page(&InquiryPage {
        shell: StaffShell::of(site, visitor, staff, Section::None, w.inquiries()),
        w,
        errors,
        done,
        item: found.item.to_string(),
        question: found.question,
        asked: dates::day_and_time(*w, found.asked_at),
        due: dates::day_and_time(*w, found.answer_by),
        explanation: found.explanation,
        text,
    });
    if has_errors {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /w/inquiries/{item}`
pub(crate) async fn explain(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(item): Path<String>,
    posted: Posted,
) -> Answer {
    let text = posted.field("text").trim().to_owned();
    match site.app().explain(&staff.person, &item.as_str().into(), &text).await {
        Ok(Some(())) => Ok(see_other(&format!("/w/inquiries/{item}?done=1"))),
        Ok(None) => closed::page_of(&site, &visitor, &staff),
        Err(denied) => {
            let mut errors = Errors::default();
            errors.add("text", Problem::refusal(denied)?.0);
            render((&site, &visitor, &staff), &item, (false, text, errors)).await
        }
    }
}
