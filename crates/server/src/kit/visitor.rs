//! 来访者. Who has a page open: the language, the size of the letters, the cookie that ties forms
//! to a browser. Says nothing of who he is.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use crate::Site;
use crate::kit::language::Language;
use crate::kit::problem::Problem;
use crate::kit::token::FormToken;

const VISIT: &str = "visit";
pub(crate) const ELDER: &str = "elder";
pub(crate) const LANGUAGE: &str = "language";

/// 来访者 of one request.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The language of the page.
    pub language: Language,
    /// 关怀版: the step of the letters, 1 to 3.
    pub elder: Option<u8>,
    /// The path, without `/en`, with its query.
    pub path: String,
    /// What a form carries to show that it stood on a page of ours.
    pub token: FormToken,
}

/// Recognises the visitor, for all endpoints behind.
pub(crate) async fn recognise(
    State(site): State<Site>,
    mut request: Request,
    next: Next,
) -> Response {
    let jar = CookieJar::from_headers(request.headers());
    let kept = jar.get(VISIT).map(|cookie| cookie.value().to_owned());
    let kept = kept.filter(|visit| visit.len() == 32);
    let visit = kept.clone().unwrap_or_else(|| hex::encode(site.app().chance().bytes::<16>()));
    let whole = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let (language, path) = match whole.strip_prefix("/en") {
        Some("") => (Language::English, "/"),
        Some(rest) if rest.starts_with(['/', '?']) => (Language::English, rest),
        Some(_) | None => (chosen_language(&jar, whole), whole),
    };
    let elder = jar.get(ELDER).and_then(|cookie| cookie.value().parse().ok());
    let visitor = Visitor {
        language,
        elder: elder.filter(|step| (1..=3).contains(step)),
        path: path.to_owned(),
        token: FormToken::of(site.form_key(), &visit),
    };
    request.extensions_mut().insert(visitor);
    let mut response = next.run(request).await;
    if kept.is_none() && is_page(response.headers()) {
        set_cookie(&mut response, cookie(&site, VISIT, visit));
    }
    response
}

/// Public pages have their language in the address; the others by choice.
fn chosen_language(jar: &CookieJar, path: &str) -> Language {
    match jar.get(LANGUAGE).map(Cookie::value) {
        Some("en") if is_for_staff(path) => Language::English,
        Some(_) | None => Language::Chinese,
    }
}

/// Whether a page is one of those for staff, whose language is chosen and not in the address.
pub(crate) fn is_for_staff(path: &str) -> bool {
    ["/w", "/s", "/a", "/me", "/login", "/unlock", "/logout"].iter().any(|door| {
        path.strip_prefix(door).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    })
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get("content-type").and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

/// A cookie of this site: for the server alone, gone when the browser closes.
pub fn cookie(site: &Site, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .secure(site.is_secure())
        .same_site(SameSite::Lax)
        .build()
}

/// Puts a cookie into an answer.
pub fn set_cookie(response: &mut Response, cookie: Cookie<'static>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::NoSuchPage)
    }
}
