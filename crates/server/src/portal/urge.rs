//! 我要催办. How it stands, and why one asks; it never counts against anybody who asks.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use xiaoneng_domain::light::{Light, light_of};
use xiaoneng_domain::matter::UrgeReason;

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::light::Badge;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::file::error_title;
use crate::portal::pass::Passes;
use crate::portal::progress::{Opened, opened};
use crate::portal::standing::Sayer;
use crate::portal::track::progress_path;
use crate::portal::words::acts::ActWords;
use crate::portal::words::progress::ProgressWords;
use crate::portal::words_sent::optional_text_of;

#[derive(Template)]
#[template(path = "portal/urge.html")]
struct UrgePage {
    shell: PublicShell,
    w: ActWords,
    number: String,
    badge: Badge,
    says: String,
    is_early: bool,
    chosen: String,
    text: String,
    errors: Errors,
    no: String,
    clause: String,
}

impl UrgePage {
    fn reasons(&self) -> [(&'static str, &'static str); 3] {
        [
            ("no_news", self.w.urge_no_news()),
            ("changed", self.w.urge_changed()),
            ("pressing", self.w.urge_pressing()),
        ]
    }

    fn is_chosen(&self, code: &str) -> bool {
        self.chosen == code
    }
}

/// What was typed, and what came of it.
#[derive(Default)]
struct Typed {
    chosen: String,
    text: String,
    errors: Errors,
    no: Option<(String, String)>,
}

async fn urge_page(
    site: &Site,
    visitor: &Visitor,
    (opened, number): (&Opened, String),
    typed: Typed,
) -> Result<Response, Problem> {
    let w = ActWords(visitor.language);
    let dossier = &opened.view.dossier;
    let names = site.app().names().await?;
    let progress = ProgressWords(visitor.language);
    let sayer = Sayer { w: progress, dossier, names: &names, may_quote: false };
    let lit = light_of(&dossier.matter, dossier.now);
    let Typed { chosen, text, errors, no } = typed;
    let has_errors = !errors.is_empty();
    let is_refused = no.is_some();
    let (no, clause) = no.unwrap_or_default();
    let title = if has_errors { error_title(w.urge(), visitor) } else { w.urge().to_owned() };
    let mut response = page(&UrgePage {
        shell: PublicShell::of(site, visitor, Section::Track, &title).await,
        w,
        number,
        badge: Badge::without_clock(*w, &lit),
        says: sayer.says(),
        is_early: match lit.light {
            Light::Normal | Light::Paused => true,
            Light::DueSoon | Light::Overdue | Light::Done => false,
        },
        chosen,
        text,
        errors,
        no,
        clause,
    });
    if has_errors || is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `GET /t/{number}/urge`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(number): Path<String>,
) -> Answer {
    match opened(&site, &visitor, &passes, &number).await? {
        Ok(opened) => urge_page(&site, &visitor, (&opened, number), Typed::default()).await,
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// `POST /t/{number}/urge`
pub(crate) async fn send(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(number): Path<String>,
    posted: Posted,
) -> Answer {
    let opened = match opened(&site, &visitor, &passes, &number).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let w = ActWords(visitor.language);
    let mut errors = Errors::default();
    let chosen = posted.field("reason").to_owned();
    let reason = match chosen.as_str() {
        "no_news" => Some(UrgeReason::NoNews),
        "changed" => Some(UrgeReason::SituationChanged),
        "pressing" => Some(UrgeReason::Pressing),
        _ => None,
    };
    if reason.is_none() {
        errors.add("reason", w.err_urge_empty());
    }
    let text = optional_text_of(&posted, "text", w, &mut errors);
    let Some(reason) = reason.filter(|_| errors.is_empty()) else {
        let text = posted.field("text").to_owned();
        let typed = Typed { chosen, text, errors, no: None };
        return urge_page(&site, &visitor, (&opened, number), typed).await;
    };
    if let Err(denied) = site.app().urge(&opened.holder, reason, &text).await {
        let no = Some(Problem::refusal(denied)?);
        let typed = Typed { chosen, text, errors, no };
        return urge_page(&site, &visitor, (&opened, number), typed).await;
    }
    Ok(see_other(&format!("{}?did=urge", progress_path(&visitor, &opened.holder.matter))))
}
