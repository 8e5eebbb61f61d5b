//! 存活. For whoever watches the process: it answers, and the data can be read.

use axum::extract::State;
use axum::http::StatusCode;

use crate::Site;

/// `GET /healthz`
pub(crate) async fn show(State(site): State<Site>) -> (StatusCode, &'static str) {
    match site.app().known().await {
        Ok(_) => (StatusCode::OK, "ok"),
        Err(denied) => {
            tracing::error!(%denied, "数据读不出来");
            (StatusCode::SERVICE_UNAVAILABLE, "no data")
        }
    }
}
