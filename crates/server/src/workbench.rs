//! 工作台. What clerks, handlers and heads do all day.

mod initials;
mod register;
mod states;
mod suggest;
pub mod words;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};

use crate::Site;
use crate::kit::staff::no_administrators;

/// The pages of the workbench, below `/w`.
pub(crate) fn routes() -> Router<Site> {
    Router::new().merge(desk()).route_layer(from_fn(no_administrators))
}

/// 登记、查找、移交、本单位、值班.
fn desk() -> Router<Site> {
    Router::new()
        .route("/w/new", get(register::show).post(register::act))
        .route("/w/new/undo", post(register::undo))
}
