//! 督办. What the efficacy office, the inspection office and the leaders of the bureau watch over:
//! all units at once, reds first.

mod board;
mod entries;
mod live;
mod told;
mod waiting;
mod wall;
mod wall_links;
pub mod words;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};

use crate::Site;
use crate::kit::staff::no_administrators;

/// The pages of supervision, below `/s`, and the wall for screens that have a link.
pub(crate) fn routes() -> Router<Site> {
    let linked = Router::new()
        .route("/wall/{token}", get(wall::show_linked))
        .route("/wall/{token}/live", get(wall::watch_linked));
    supervising().merge(linked)
}

fn supervising() -> Router<Site> {
    Router::new()
        .route("/s", get(board::show))
        .route("/s/live", get(live::watch))
        .route("/s/waiting/{kind}", get(waiting::show))
        .route("/s/wall", get(wall::show))
        .route("/s/wall/live", get(wall::watch))
        .route("/s/wall/links", get(wall_links::show).post(wall_links::make))
        .route("/s/wall/links/revoke", post(wall_links::revoke))
        .route_layer(from_fn(no_administrators))
}
