//! 通行. For a while after a code was typed its matter stays open in this browser; the code itself
//! stands in no cookie and no address.

use std::str::FromStr as _;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar};
use xiaoneng_app::query_code::{CodeHolder, FormNonce};
use xiaoneng_domain::id::MatterNumber;

use crate::Site;
use crate::kit::held_files::Form;
use crate::kit::problem::Problem;
use crate::kit::visitor::{cookie, set_cookie};

/// The cookie with the visits that are open.
const PASS: &str = "pass";
/// The cookie of the form that was just sent.
const RECEIPT: &str = "receipt";
/// So many matters stay open at once in one browser.
const MOST_OPEN: usize = 4;

/// What a browser shows of itself: visits, and the form it sent last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passes {
    tokens: Vec<String>,
    /// The form it sent last.
    pub(crate) form: Option<FormNonce>,
    /// The link by which the matter of that form is found; empty without one.
    pub(crate) link: String,
}

impl Passes {
    fn of(jar: &CookieJar) -> Self {
        let kept = jar.get(PASS).map(Cookie::value).unwrap_or_default();
        let tokens = kept.split('.').filter(|token| !token.is_empty()).take(MOST_OPEN);
        let sent = jar.get(RECEIPT).map(Cookie::value).unwrap_or_default();
        let (form, link) = sent.split_once('.').unwrap_or_default();
        Self {
            tokens: tokens.map(str::to_owned).collect(),
            form: FormNonce::from_str(form).ok(),
            link: link.to_owned(),
        }
    }

    /// Who came to that matter; none if it is not open here.
    pub(crate) async fn to(
        &self,
        site: &Site,
        number: &MatterNumber,
    ) -> Result<Option<CodeHolder>, Problem> {
        for token in &self.tokens {
            let holder = site.app().holder_of_visit(token).await?;
            if let Some(holder) = holder.filter(|holder| holder.matter == *number) {
                return Ok(Some(holder));
            }
        }
        Ok(None)
    }
}

impl FromRequestParts<Site> for Passes {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Problem> {
        Ok(Self::of(&CookieJar::from_headers(&parts.headers)))
    }
}

/// Opens a matter in this browser for a while, beside those open already.
pub(crate) async fn open(
    site: &Site,
    passes: &Passes,
    response: &mut Response,
    holder: &CodeHolder,
) -> Result<(), Problem> {
    let newest = site.app().open_visit(holder).await?;
    let others = passes.tokens.iter().take(MOST_OPEN - 1).map(String::as_str);
    let tokens: Vec<&str> = std::iter::once(newest.as_str()).chain(others).collect();
    set_cookie(response, cookie(site, PASS, tokens.join(".")));
    Ok(())
}

/// Closes everything that is open in this browser.
pub(crate) async fn close_all(
    site: &Site,
    passes: &Passes,
    response: &mut Response,
) -> Result<(), Problem> {
    for token in &passes.tokens {
        site.app().close_visit(token).await?;
    }
    for name in [PASS, RECEIPT] {
        let mut gone = cookie(site, name, String::new());
        gone.make_removal();
        set_cookie(response, gone);
    }
    Ok(())
}

/// Remembers the form that was sent, for as long as its code may be shown again.
pub(crate) fn keep_form(site: &Site, response: &mut Response, form: &Form, link: &str) {
    let minutes = u64::from(site.app().settings().codes.shown_for_minutes);
    let mut kept = cookie(site, RECEIPT, format!("{form}.{link}"));
    let term = Duration::from_secs(minutes * 60);
    if let Ok(term) = term.try_into() {
        kept.set_max_age(Some(term));
    }
    set_cookie(response, kept);
}
