//! 查投诉. Reference and code together, in the body of a form; a wrong one of either says the same.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar};
use xiaoneng_app::complaints::{ComplaintHolder, ComplaintLookUp};
use xiaoneng_app::query_code::CodeError;

use super::{quiet_shell, receipt, sealed};
use crate::Site;
use crate::kit::address::Address;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::{Visitor, cookie, set_cookie};
use crate::portal::words::complain::ComplainWords;

/// The cookie of what is open in this browser.
const OPEN: &str = "desk";

#[derive(Template)]
#[template(path = "portal/complain_track.html")]
struct TrackPage {
    shell: PublicShell,
    w: ComplainWords,
    errors: Errors,
    reference: String,
}

/// `GET /complain/track`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor) -> Answer {
    track_page(&site, &visitor, String::new(), Errors::default()).await
}

async fn track_page(
    site: &Site,
    visitor: &Visitor,
    reference: String,
    errors: Errors,
) -> Result<Response, Problem> {
    let shell = quiet_shell(site, visitor, &errors).await;
    let has_errors = !errors.is_empty();
    let w = ComplainWords(visitor.language);
    Ok(sealed(page(&TrackPage { shell, w, errors, reference }), has_errors))
}

/// `POST /complain/track`
pub(crate) async fn look_up(
    State(site): State<Site>,
    visitor: Visitor,
    address: Address,
    posted: Posted,
) -> Answer {
    let w = ComplainWords(visitor.language);
    let (reference, code) = (posted.field("reference"), posted.field("code"));
    let mut errors = Errors::default();
    if reference.trim().is_empty() {
        errors.add("reference", w.err_reference_empty());
    }
    if code.trim().is_empty() {
        errors.add("code", w.err_code_empty());
    }
    let typed: String = reference.chars().take(40).collect();
    if !errors.is_empty() {
        return track_page(&site, &visitor, typed, errors).await;
    }
    match site.app().look_up_complaint((reference, code), address.0).await? {
        ComplaintLookUp::Found(holder) => {
            let path = format!("{}/complain/mine", visitor.language.prefix());
            let mut response = see_other(&path);
            open(&site, &mut response, &holder).await?;
            return Ok(sealed(response, false));
        }
        ComplaintLookUp::Mistyped(CodeError::Length { found }) => {
            errors.add("code", w.err_code_length(found));
        }
        ComplaintLookUp::Mistyped(CodeError::CheckDigit) => {
            errors.add("code", w.err_code_check());
        }
        ComplaintLookUp::NotFound => errors.add("code", w.err_not_found()),
        ComplaintLookUp::Wait { minutes } => errors.add("code", w.err_wait(minutes)),
    }
    track_page(&site, &visitor, typed, errors).await
}

/// Opens a complaint in this browser for a while.
pub(crate) async fn open(
    site: &Site,
    response: &mut Response,
    holder: &ComplaintHolder,
) -> Result<(), Problem> {
    let token = site.app().open_complaint_visit(holder).await?;
    set_cookie(response, cookie(site, OPEN, token));
    Ok(())
}

/// Whose complaint is open in this browser.
pub(crate) async fn holder(
    site: &Site,
    jar: &CookieJar,
) -> Result<Option<ComplaintHolder>, Problem> {
    match jar.get(OPEN).map(Cookie::value) {
        Some(token) => Ok(site.app().holder_of_complaint_visit(token).await?),
        None => Ok(None),
    }
}

/// `POST /complain/close`: nothing stays open in this browser.
pub(crate) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    jar: CookieJar,
    _posted: Posted,
) -> Answer {
    if let Some(token) = jar.get(OPEN).map(Cookie::value) {
        site.app().close_visit(token).await?;
    }
    let mut response = see_other(&format!("{}/complain/track", visitor.language.prefix()));
    let mut gone = cookie(&site, OPEN, String::new());
    gone.make_removal();
    set_cookie(&mut response, gone);
    receipt::forget(&site, &mut response);
    Ok(response)
}
