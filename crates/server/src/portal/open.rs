//! 公开. What anybody may read without a code: draws that anybody can do again, and the circulars that
//! went to everybody.

mod circulars;
mod draws;

use axum::Router;
use axum::routing::get;

use crate::Site;

/// The pages below `/open`.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/open/draws", get(draws::list))
        .route("/open/draws/{number}", get(draws::show))
        .route("/open/draws/{number}/list.txt", get(draws::fetch_list))
        .route("/open/circulars", get(circulars::list))
        .route("/open/circulars/{number}", get(circulars::show))
}
