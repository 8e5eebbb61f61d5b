//! 工作台. What clerks, handlers and heads do all day.

use axum::Router;

use crate::Site;

/// The pages of the workbench, below `/w`.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
}
