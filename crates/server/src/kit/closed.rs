//! 尚未开通. Until the portal is opened by an act, its pages say so in a friendly way.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::Site;
use crate::kit::page::page;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::kit::words::KitWords;

#[derive(Template)]
#[template(path = "kit/closed.html")]
struct ClosedPage {
    shell: PublicShell,
    w: KitWords,
    is_new: bool,
}

/// Lets nobody into the portal while it is closed, or while there is no bureau.
pub(crate) async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let Ok(known) = site.app().known().await else { return next.run(request).await };
    let is_new = known.organization.bureau().is_none();
    if !is_new && !known.organization.is_portal_closed {
        return next.run(request).await;
    }
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return next.run(request).await;
    };
    let w = KitWords(visitor.language);
    let shell = PublicShell::of(&site, &visitor, Section::None, w.closed_title()).await;
    let mut response = page(&ClosedPage { shell, w, is_new });
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("3600"));
    response
}
