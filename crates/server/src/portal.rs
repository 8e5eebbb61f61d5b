//! 对外. The portal: nobody signs in; a matter opens by its query code.

mod about;
mod guide;
mod guide_item;
mod guide_sample;
mod home;
mod limits;
mod unit_code;
mod units;
pub mod words;

use axum::Router;
use axum::routing::get;

use crate::Site;

/// The public pages.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/", get(home::show))
        .route("/guide", get(guide::list))
        .route("/guide/{item}", get(guide_item::show))
        .route("/units", get(units::list))
        .route("/units/{code}", get(units::show))
        .route("/q/{unit}", get(unit_code::show))
        .route("/q/{unit}/poster", get(unit_code::poster))
        .route("/commitments", get(about::commitments))
        .route("/help", get(about::help))
        .route("/privacy", get(about::privacy))
        .route("/accessibility", get(about::accessibility))
}
