//! 查进度. One box for the code; it goes by POST alone and stands in no address.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use xiaoneng_app::attempts::LookUp;
use xiaoneng_app::query_code::CodeError;
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::id::MatterNumber;

use crate::Site;
use crate::kit::address::Address;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::file::error_title;
use crate::portal::pass::{self, Passes};
use crate::portal::words::progress::ProgressWords;

const MICROS_PER_MINUTE: i64 = 60_000_000;

#[derive(Template)]
#[template(path = "portal/track.html")]
struct TrackPage {
    shell: PublicShell,
    w: ProgressWords,
    errors: Errors,
    typed: String,
    notice: String,
}

/// Why one was sent here.
#[derive(Deserialize)]
pub(crate) struct Sent {
    see: Option<String>,
    link: Option<String>,
}

/// `GET /track`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(sent): Query<Sent>,
) -> Answer {
    let w = ProgressWords(visitor.language);
    let notice = match (sent.see, sent.link) {
        (Some(_), _) => w.code_needed(),
        (None, Some(_)) => w.link_dead(),
        (None, None) => "",
    };
    track_page(&site, &visitor, notice, (String::new(), Errors::default())).await
}

async fn track_page(
    site: &Site,
    visitor: &Visitor,
    notice: &str,
    (typed, errors): (String, Errors),
) -> Result<Response, Problem> {
    let w = ProgressWords(visitor.language);
    let has_errors = !errors.is_empty();
    let title = if has_errors { error_title(w.track(), visitor) } else { w.track().to_owned() };
    let shell = PublicShell::of(site, visitor, Section::Track, &title).await;
    let mut response = page(&TrackPage { shell, w, errors, typed, notice: notice.to_owned() });
    if has_errors {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /track`. Wrong codes are counted and answered more and more slowly.
pub(crate) async fn look_up(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    address: Address,
    posted: Posted,
) -> Answer {
    let w = ProgressWords(visitor.language);
    let typed = posted.field("code").trim().to_owned();
    let mut errors = Errors::default();
    if typed.is_empty() {
        errors.add("code", w.err_code_empty());
        return track_page(&site, &visitor, "", (typed, errors)).await;
    }
    let network = site.app().network(address.0)?;
    match site.app().look_up_code(&typed, &network).await? {
        LookUp::Found { holder, held_back, .. } => {
            tokio::time::sleep(held_back).await;
            let mut response = see_other(&progress_path(&visitor, &holder.matter));
            pass::open(&site, &passes, &mut response, &holder).await?;
            return Ok(response);
        }
        LookUp::Mistyped(CodeError::Length { found }) => {
            errors.add("code", w.err_code_len(found));
        }
        LookUp::Mistyped(CodeError::CheckDigit) => errors.add("code", w.err_code_check()),
        LookUp::NotFound { held_back } => {
            tokio::time::sleep(held_back).await;
            errors.add("code", w.err_code_none());
        }
        LookUp::Wait { until } => {
            let phone = PublicShell::of(&site, &visitor, Section::Track, "").await.phone;
            let phone = if phone.is_empty() { phone } else { w.or_call(phone) };
            errors.add("code", w.err_code_wait(minutes_until(&site, until), phone));
        }
    }
    track_page(&site, &visitor, "", (typed, errors)).await
}

/// Whole minutes from now, at least one.
fn minutes_until(site: &Site, until: Instant) -> i64 {
    let micros = until.micros() - site.app().clock().now().micros();
    ((micros + MICROS_PER_MINUTE - 1) / MICROS_PER_MINUTE).max(1)
}

/// Where a matter's progress stands, in the visitor's language.
pub(crate) fn progress_path(visitor: &Visitor, number: &MatterNumber) -> String {
    format!("{}/t/{number}", visitor.language.prefix())
}

/// `POST /track/close`: nothing stays open in this browser.
pub(crate) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    _posted: Posted,
) -> Answer {
    let mut response = see_other(&format!("{}/", visitor.language.prefix()));
    pass::close_all(&site, &passes, &mut response).await?;
    Ok(response)
}
