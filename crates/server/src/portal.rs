//! 对外. The portal: nobody signs in; a matter opens by its query code.

mod guide_sample;
mod home;
mod limits;
pub mod words;

use axum::Router;
use axum::routing::get;

use crate::Site;

/// The public pages.
pub(crate) fn routes() -> Router<Site> {
    Router::new().route("/", get(home::show))
}
