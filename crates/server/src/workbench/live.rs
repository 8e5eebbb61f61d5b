//! 随时更新. Tells an open inbox that something changed; the page then fetches itself anew.
//!
//! An answer is short: it ends with the first change, or after a while without one, and the
//! browser asks again with what it knew. So a session that ended is noticed, and nobody has to
//! be waited for when the server stops.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use xiaoneng_app::Denied;
use xiaoneng_domain::views::Wait;

use crate::Site;
use crate::kit::page::Answer;
use crate::kit::staff::Staff;

/// For how long one answer waits for a change.
const HOLD: Duration = Duration::from_secs(20);
/// How long a browser waits before it asks again, in milliseconds.
const RETRY: u32 = 3_000;
/// What is recorded within this long is looked at together.
const TOGETHER: Duration = Duration::from_millis(500);
/// How much of the desk is looked at: what a page shows.
const SEEN: u32 = 60;

/// `GET /w/live`
pub(crate) async fn watch(State(site): State<Site>, staff: Staff, headers: HeaderMap) -> Answer {
    let known = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let mut news = site.app().news();
    let stands = stands(&site, &staff).await?;
    let Some(known) = known.filter(|id| !id.is_empty()) else {
        return Ok(event("standing", &stands));
    };
    if known != stands {
        return Ok(event("changed", &stands));
    }
    match timeout(HOLD, changed(&site, &staff, &stands, &mut news)).await {
        Ok(stands) => Ok(event("changed", &stands?)),
        Err(_) => Ok(event("standing", &stands)),
    }
}

/// Comes back when the desk stands otherwise, or the site closes.
async fn changed(
    site: &Site,
    staff: &Staff,
    known: &str,
    news: &mut watch::Receiver<u64>,
) -> Result<String, Denied> {
    let mut closing = site.closing();
    loop {
        tokio::select! {
            recorded = news.changed() => if recorded.is_err() { return Ok(known.to_owned()) },
            _ = closing.changed() => return Ok(known.to_owned()),
        }
        sleep(TOGETHER).await;
        news.mark_unchanged();
        let stands = stands(site, staff).await?;
        if stands != known {
            return Ok(stands);
        }
    }
}

/// How the inbox of somebody stands, in a few digits.
async fn stands(site: &Site, staff: &Staff) -> Result<String, Denied> {
    let app = site.app();
    let mut digest = DefaultHasher::new();
    if let Some(desk) = app.desk_of(&staff.actor(), &staff.unit, None, SEEN).await? {
        for row in &desk.rows {
            (row.matter.to_string(), row.due_at, row.amber_at, &row.clock).hash(&mut digest);
            (row.responsible.to_string(), row.is_suspended).hash(&mut digest);
        }
        let counts = [&desk.counts.open, &desk.counts.amber_or_worse, &desk.counts.red];
        counts.map(|counted| counted.count).hash(&mut digest);
    }
    let waiting = app.waiting(&staff.person).await?;
    for offer in &waiting.to_sign {
        (offer.matter.as_str(), offer.offer).hash(&mut digest);
    }
    for wait in app.waits(&staff.person, &Wait::ALL).await? {
        wait.matter.as_str().hash(&mut digest);
    }
    Ok(format!("{:016x}", digest.finish()))
}

fn event(name: &str, stands: &str) -> Response {
    let body = format!("retry: {RETRY}\nid: {stands}\nevent: {name}\ndata: {name}\n\n");
    let kind = HeaderValue::from_static("text/event-stream; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], body).into_response()
}
