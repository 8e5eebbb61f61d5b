//! 管理. What the three separated administrators do.

use axum::Router;

use crate::Site;

/// The pages of the administration, below `/a`.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
}
