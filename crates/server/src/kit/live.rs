//! 随时更新. Tells an open page that something changed; the page then fetches itself anew.
//!
//! An answer is short: it ends with the first change, or after a while without one, and the
//! browser asks again with what it knew. So a session that ended is noticed, and nobody has to
//! be waited for when the server stops.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher as _};
use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::Site;
use crate::kit::page::Answer;
use crate::kit::problem::Problem;

/// For how long one answer waits for a change.
const HOLD: Duration = Duration::from_secs(20);
/// How long a browser waits before it asks again, in milliseconds.
const RETRY: u32 = 3_000;
/// What is recorded within this long is looked at together.
const TOGETHER: Duration = Duration::from_millis(500);

/// Answers when a page stands otherwise than the browser knew, or after a while; how it stands is
/// asked after everything that is recorded.
pub(crate) async fn watch<F>(site: &Site, headers: &HeaderMap, stands: impl Fn() -> F) -> Answer
where
    F: Future<Output = Result<String, Problem>>,
{
    let known = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let mut news = site.app().news();
    let now = stands().await?;
    let Some(known) = known.filter(|id| !id.is_empty()) else {
        return Ok(event("standing", &now));
    };
    if known != now {
        return Ok(event("changed", &now));
    }
    match timeout(HOLD, changed(site, &stands, &now, &mut news)).await {
        Ok(stands) => Ok(event("changed", &stands?)),
        Err(_) => Ok(event("standing", &now)),
    }
}

/// Comes back when the page stands otherwise, or the site closes.
async fn changed<F>(
    site: &Site,
    stands: impl Fn() -> F,
    known: &str,
    news: &mut watch::Receiver<u64>,
) -> Result<String, Problem>
where
    F: Future<Output = Result<String, Problem>>,
{
    let mut closing = site.closing();
    loop {
        tokio::select! {
            recorded = news.changed() => if recorded.is_err() { return Ok(known.to_owned()) },
            _ = closing.changed() => return Ok(known.to_owned()),
        }
        sleep(TOGETHER).await;
        news.mark_unchanged();
        let stands = stands().await?;
        if stands != known {
            return Ok(stands);
        }
    }
}

/// How something stands, in a few digits.
pub(crate) fn digits(of: &impl Hash) -> String {
    let mut digest = DefaultHasher::new();
    of.hash(&mut digest);
    format!("{:016x}", digest.finish())
}

fn event(name: &str, stands: &str) -> Response {
    let body = format!("retry: {RETRY}\nid: {stands}\nevent: {name}\ndata: {name}\n\n");
    let kind = HeaderValue::from_static("text/event-stream; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], body).into_response()
}
