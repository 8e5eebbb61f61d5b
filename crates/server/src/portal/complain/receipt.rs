//! 投诉回执. Reference and code, when what is owed, and what will never be done.

use std::str::FromStr as _;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::cookie::CookieJar;
use xiaoneng_app::complaints::ComplaintHolder;
use xiaoneng_app::query_code::FormNonce;
use xiaoneng_domain::complaint::Stage;

use super::{quiet_shell, sealed, track};
use crate::Site;
use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::held_files::Form;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::{Visitor, cookie, set_cookie};
use crate::portal::words::complain::ComplainWords;

/// The cookie of the form that was just sent; it goes with the browser.
const SENT: &str = "paper";

#[derive(Template)]
#[template(path = "portal/complain_receipt.html")]
struct ReceiptPage {
    shell: PublicShell,
    w: ComplainWords,
    reference: String,
    /// Empty once it is not shown any more.
    code: String,
    accept_by: String,
    is_outside: bool,
}

/// Remembers the form that was sent, and opens what came of it in this browser.
pub(crate) async fn keep(
    site: &Site,
    response: &mut Response,
    form: &Form,
    holder: &ComplaintHolder,
) -> Result<(), Problem> {
    set_cookie(response, cookie(site, SENT, form.to_string()));
    track::open(site, response, holder).await
}

/// Forgets it.
pub(crate) fn forget(site: &Site, response: &mut Response) {
    let mut gone = cookie(site, SENT, String::new());
    gone.make_removal();
    set_cookie(response, gone);
}

/// `GET /complain/receipt`: for the browser that sent it, while the code may be shown.
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor, jar: CookieJar) -> Answer {
    let w = ComplainWords(visitor.language);
    let form = jar.get(SENT).and_then(|kept| FormNonce::from_str(kept.value()).ok());
    let sent = match form {
        Some(form) => site.app().complaint_receipt_of(&form).await?,
        None => None,
    };
    let back = || see_other(&format!("{}/complain/track", visitor.language.prefix()));
    let Some(sent) = sent else { return Ok(back()) };
    let Some(stands) = site.app().complaint_standing(&sent.holder).await? else {
        return Ok(back());
    };
    let accept_by = stands.standing.accept_by.map(|at| dates::day_and_time(*w, at));
    let response = page(&ReceiptPage {
        shell: quiet_shell(&site, &visitor, &Errors::default()).await,
        w,
        reference: sent.holder.reference.to_string(),
        code: sent.code.map(|code| code.to_string()).unwrap_or_default(),
        accept_by: accept_by.unwrap_or_default(),
        is_outside: stands.standing.stage == Stage::Outside,
    });
    Ok(sealed(response, false))
}
