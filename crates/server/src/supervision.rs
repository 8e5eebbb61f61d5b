//! 督办. What the efficacy office, the inspection office and the leaders of the bureau watch over:
//! all units at once, reds first.

mod board;
mod entries;
mod live;
mod told;
mod waiting;
pub mod words;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;

use crate::Site;
use crate::kit::staff::no_administrators;

/// The pages of supervision, below `/s`.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/s", get(board::show))
        .route("/s/live", get(live::watch))
        .route("/s/waiting/{kind}", get(waiting::show))
        .route_layer(from_fn(no_administrators))
}
