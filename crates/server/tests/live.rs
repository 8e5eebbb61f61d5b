//! 随时更新: an open inbox hears that something changed on it, and of nobody else's.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use axum::body::Body;
use axum::http::Request;
use common::browser::{Browser, Page};
use common::county::County;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\n";

async fn watch(browser: &Browser, known: &str) -> Page {
    let request = Request::get("/w/live")
        .header("accept", "text/event-stream")
        .header("last-event-id", known);
    browser.send(request.body(Body::empty()).unwrap()).await
}

fn id(page: &Page) -> String {
    let text = page.text();
    let line = text.lines().find_map(|line| line.strip_prefix("id: "));
    line.unwrap_or_else(|| panic!("no id: {text}")).to_owned()
}

async fn file(county: &County, unit: &str) {
    let browser = Browser::new(&county.site);
    browser.get("/file").await;
    let story = "三年级午托费没有公示标准，想知道依据";
    let fields = [("who", "unit"), ("unit", unit), ("story", story)];
    let check = browser.post("/file/check", &fields).await;
    assert_eq!(check.status, 200, "{}", check.text());
    let hidden = check.hidden();
    let mut fields: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.retain(|(name, _)| *name != "token");
    fields.push(("story", story));
    let sent = browser.post("/file/submit", &fields).await;
    assert!(sent.goes_to().starts_with("/r/"), "{} {}", sent.status, sent.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_inbox_hears_of_what_is_filed() {
    let county = County::found_with(SETTINGS).await;
    let browser = county.signed_in("k2").await;
    let first = watch(&browser, "").await;
    assert_eq!(first.headers["content-type"], "text/event-stream; charset=utf-8");
    assert!(first.has("event: standing"), "{}", first.text());
    let known = id(&first);

    let (heard, ()) = tokio::join!(watch(&browser, &known), file(&county, "education"));
    assert!(heard.has("event: changed"), "{}", heard.text());
    assert_ne!(id(&heard), known);

    // Who was away meanwhile hears at once.
    let late = watch(&browser, &known).await;
    assert!(late.has("event: changed"), "{}", late.text());
    assert_eq!(id(&late), id(&heard));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_signed_in_hears_nothing() {
    let county = County::found_with(SETTINGS).await;
    let page = watch(&Browser::new(&county.site), "").await;
    assert!(page.goes_to().starts_with("/login"), "{}", page.status);
}
