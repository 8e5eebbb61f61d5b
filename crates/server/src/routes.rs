//! 路由. The whole map on one page. `tests/doors.rs` holds a row for every line.

use axum::Router;
use axum::middleware;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::kit::{closed, headers, health, prefs, problem, static_files, visitor};
use crate::{
    Site, admin, cases, circulars, complaints, inspections, portal, sign_in, supervision, workbench,
};

/// All routes. The public pages stand twice: in Chinese, and in English below `/en`.
pub fn router(site: Site) -> Router {
    let portal =
        || portal::routes().layer(middleware::from_fn_with_state(site.clone(), closed::guard));
    Router::new()
        .merge(portal())
        .nest("/en", portal())
        .merge(sign_in::routes())
        .merge(workbench::routes())
        .merge(supervision::routes())
        .merge(complaints::routes())
        .merge(cases::routes())
        .merge(inspections::routes())
        .merge(circulars::routes())
        .merge(admin::routes())
        .route("/prefs", get(prefs::set))
        .route("/assets/{*name}", get(static_files::fetch))
        .route("/healthz", get(health::show))
        .fallback(problem::no_such_page)
        .layer(middleware::from_fn_with_state(site.clone(), sign_in::recognise))
        .layer(middleware::from_fn_with_state(site.clone(), problem::render))
        .layer(middleware::from_fn_with_state(site.clone(), visitor::recognise))
        .layer(middleware::from_fn(headers::guard))
        .layer(CatchPanicLayer::new())
        .layer(CompressionLayer::new())
        .with_state(site)
}
