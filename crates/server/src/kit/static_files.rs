//! 静态文件的出口.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::Site;

/// `GET /assets/{name}`
pub(crate) async fn fetch(State(site): State<Site>, Path(name): Path<String>) -> Response {
    let Some((plain, bytes)) = site.assets().file(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match plain.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, bytes).into_response()
}
