//! 显示方式. Letters and language by a link that works in every browser.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::Site;
use crate::kit::visitor::{ELDER, LANGUAGE, cookie, set_cookie};

/// What was chosen, and where one was.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    elder: Option<String>,
    language: Option<String>,
    #[serde(default)]
    back: String,
}

/// `GET /prefs`
pub(crate) async fn set(State(site): State<Site>, Query(chosen): Query<Chosen>) -> Response {
    let is_ours = chosen.back.starts_with('/')
        && !chosen.back.starts_with("//")
        && !chosen.back.contains(['\\', '\r', '\n']);
    let mut response = Redirect::to(if is_ours { &chosen.back } else { "/" }).into_response();
    let choices = [(ELDER, chosen.elder), (LANGUAGE, chosen.language)];
    for (name, value) in choices {
        if let Some(value) = value.filter(|value| {
            value.len() <= 2 && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }) {
            let mut kept = cookie(&site, name, value);
            kept.make_permanent();
            set_cookie(&mut response, kept);
        }
    }
    response
}
