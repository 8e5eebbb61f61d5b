//! 投诉作风和效能. Who will see what is said before one word is typed; then a form, a look over it, a
//! reference with a code. Nothing is kept in the browser but until it closes; titles tell nothing.

mod check;
mod mine;
mod receipt;
mod told;
mod track;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use axum::{Router, routing::post};

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::held_files::{FileField, Form, FormOf, REMOVE_FIELD};
use crate::kit::page::{Answer, page};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::file::error_title;
use crate::portal::unit_choice::{UnitGroup, unit_groups};
use crate::portal::words::complain::ComplainWords;
use crate::portal::words::filing::FilingWords;
use told::Typed;

/// The pages below `/complain`.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/complain", get(show).post(again))
        .route("/complain/check", get(check::nothing).post(check::show))
        .route("/complain/submit", post(check::submit))
        .route("/complain/receipt", get(receipt::show))
        .route("/complain/track", get(track::show).post(track::look_up))
        .route("/complain/mine", get(mine::show).post(mine::act))
        .route("/complain/close", post(track::close))
}

/// One of several to be chosen.
pub(crate) struct Pick {
    pub(crate) value: &'static str,
    pub(crate) label: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) is_chosen: bool,
}

#[derive(Template)]
#[template(path = "portal/complain.html")]
struct ComplainPage {
    shell: PublicShell,
    w: ComplainWords,
    typed: Typed,
    modes: Vec<Pick>,
    categories: Vec<Pick>,
    groups: Vec<UnitGroup>,
    form: String,
    files: FileField,
    errors: Errors,
}

impl ComplainPage {
    fn is_chosen(&self, code: &str) -> bool {
        self.typed.unit == code
    }

    fn works_at(&self, code: &str) -> bool {
        self.typed.works_unit == code
    }

    /// Whether what is for our own staff stands open.
    fn is_for_staff(&self) -> bool {
        self.typed.works_here || self.errors.is_at("works")
    }
}

/// `GET /complain`
async fn show(State(site): State<Site>, visitor: Visitor) -> Answer {
    form_page(&site, &visitor, Typed::begun(), None, Errors::default()).await
}

/// `POST /complain`: back from the check, with everything that was typed.
async fn again(State(site): State<Site>, visitor: Visitor, posted: Posted) -> Answer {
    let form = Form::of(&site, &posted);
    form.drop_unwanted(&site, posted.field(REMOVE_FIELD)).await?;
    form_page(&site, &visitor, Typed::of(&posted), Some(&form), Errors::default()).await
}

/// The form as it was typed, with what is to be mended.
pub(crate) async fn form_page(
    site: &Site,
    visitor: &Visitor,
    typed: Typed,
    form: Option<&Form>,
    errors: Errors,
) -> Result<Response, Problem> {
    let w = ComplainWords(visitor.language);
    let shell = quiet_shell(site, visitor, &errors).await;
    let known = site.app().known().await?;
    let mut groups = unit_groups(&known.organization, FilingWords(visitor.language));
    let bureau = known.organization.bureau();
    let units = bureau.map(|bureau| vec![(bureau.id.to_string(), bureau.name.clone())]);
    groups.extend(units.map(|units| UnitGroup { name: w.group_bureau(), units }));
    let files =
        FileField::of(site, FileWords(visitor.language), form, &errors, FormOf::Citizen).await?;
    let files = files.removed_at(shell.link("/complain"));
    let has_errors = !errors.is_empty();
    let response = page(&ComplainPage {
        modes: typed.modes(w),
        categories: typed.category_picks(w),
        form: form.map_or_else(|| Form::new(site).to_string(), Form::to_string),
        shell,
        w,
        typed,
        groups,
        files,
        errors,
    });
    Ok(sealed(response, has_errors))
}

/// A frame whose title tells nobody who looks over a shoulder, or through the history.
pub(crate) async fn quiet_shell(site: &Site, visitor: &Visitor, errors: &Errors) -> PublicShell {
    let w = ComplainWords(visitor.language);
    let title = match errors.is_empty() {
        true => w.neutral_title().to_owned(),
        false => error_title(w.neutral_title(), visitor),
    };
    PublicShell::of(site, visitor, Section::None, &title).await
}

/// Where one goes from here learns nothing of it.
pub(crate) fn sealed(mut response: Response, has_errors: bool) -> Response {
    if has_errors {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    let quiet = axum::http::HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(axum::http::header::REFERRER_POLICY, quiet);
    response
}
