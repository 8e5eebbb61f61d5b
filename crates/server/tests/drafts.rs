//! 草稿: what a page sends by itself while somebody writes is kept for him, and does nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "tests"
)]

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use common::browser::{Browser, Page};
use common::county::{County, PASSWORD, staff};
use xiaoneng_app::file::{Filing, Marks};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{Channel, MatterEvent};

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\nmemory_kib = 64\npasses = 1\n";
const ANSWER: &str = "已经联系学校，正在核对收费公示和批准文件。";

async fn county() -> (County, MatterNumber) {
    let county = County::found_with(SETTINGS).await;
    let filing = Filing {
        channel: Channel::Portal,
        petitioner: None,
        matter_type: "fee_grievance".into(),
        unit: Some("education".into()),
        story: "午托费没有公示标准，比上学期多收了三十元，请核实。".to_owned(),
        concerned: None,
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    };
    let filed = county.app.file(&Actor::Citizen("portal".into()), filing).await.unwrap();
    (county, filed.number)
}

/// What the script of a page sends while somebody writes.
async fn page_sends(browser: &Browser, path: &str, form: &Page, typed: &[(&str, &str)]) -> Page {
    let mut fields = form.hidden();
    fields.dedup();
    fields.extend(typed.iter().map(|(name, value)| ((*name).into(), (*value).into())));
    let body = serde_urlencoded::to_string(fields).unwrap();
    let request = Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-requested-with", "fetch");
    browser.send(request.body(Body::from(body)).unwrap()).await
}

/// Where a page has its script send drafts.
fn draft_path(form: &Page) -> String {
    let page = form.text();
    let (_, rest) = page.split_once("data-draft=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn replies(county: &County, number: &MatterNumber) -> usize {
    let history = county.app.history(number).await.unwrap();
    history.iter().filter(|fact| matches!(fact.event, MatterEvent::Replied(_))).count()
}

#[tokio::test]
async fn what_is_being_written_is_kept_and_nothing_is_done() {
    let (county, number) = county().await;
    let desk = county.signed_in("k2").await;
    let path = format!("/w/m/{number}/reply");
    let form = desk.get(&path).await;
    // Everything an answer needs; still nobody has pressed a button.
    let typed = [("text", ANSWER), ("handler", "k2"), ("by", "2026-09-24")];
    let kept = page_sends(&desk, &draft_path(&form), &form, &typed).await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT);
    assert_eq!(replies(&county, &number).await, 0, "nobody answered");

    let again = desk.get(&path).await;
    for words in
        ["9 月 22 日（周二）10:32 存下的草稿还在，没有提交过。", ANSWER, "value=\"2026-09-24\""]
    {
        assert!(again.has(words), "{words}: {}", again.text());
    }
    let colleague = county.signed_in("k1").await;
    assert!(!colleague.get(&path).await.has(ANSWER), "a draft is its writer's alone");

    let mut fields = again.hidden();
    fields.dedup();
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .filter(|(name, _)| name != "token")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.extend(typed);
    let sent = desk.post(&path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert_eq!(replies(&county, &number).await, 1);
    assert!(!desk.get(&path).await.has(ANSWER), "what was sent is no draft any more");
}

#[tokio::test]
async fn a_draft_that_is_not_wanted_goes() {
    let (county, number) = county().await;
    let desk = county.signed_in("k2").await;
    let path = format!("/w/m/{number}/reply");
    let form = desk.get(&path).await;
    page_sends(&desk, &draft_path(&form), &form, &[("text", ANSWER)]).await;
    let found = desk.get(&path).await;
    assert!(found.has("不要草稿，重新写"), "{}", found.text());
    let fresh = desk.post(&path, &[("discard", "1"), ("text", ANSWER)]).await;
    assert_eq!(fresh.goes_to(), path);
    assert!(!desk.get(&path).await.has(ANSWER));
    assert_eq!(replies(&county, &number).await, 0);
}

#[tokio::test]
async fn nobody_keeps_drafts_for_a_matter_that_is_not_his_to_see() {
    let (county, number) = county().await;
    let school = county.signed_in("w2").await;
    school.get("/w").await;
    for number in [number.as_str(), "2026-09229999"] {
        let path = format!("/w/m/{number}/reply/draft");
        let answer = school.post(&path, &[("text", ANSWER)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    assert!(county.app.look_at(&staff("w2"), &number).await.unwrap().is_none());
}

#[tokio::test]
async fn what_was_begun_before_the_lock_stands_on_its_page_after_it() {
    let (county, number) = county().await;
    let desk = county.signed_in("k2").await;
    for (path, field) in [(format!("/w/m/{number}/reply"), "text"), ("/w/new".to_owned(), "story")]
    {
        let form = desk.get(&path).await;
        // The register is its own understanding page; the others say where drafts go.
        let to = if field == "story" { path.clone() } else { draft_path(&form) };
        page_sends(&desk, &to, &form, &[(field, ANSWER), ("do", "look")]).await;
        desk.get("/me").await;
        let locked = desk.post("/me/lock", &[]).await;
        assert_eq!(locked.status, StatusCode::SEE_OTHER, "{}", locked.text());
        // The page still stands open, and its script sends on.
        let more = format!("{ANSWER}今天下午回复您。");
        let told = page_sends(&desk, &to, &form, &[(field, &more), ("do", "look")]).await;
        assert_eq!(told.status, StatusCode::SEE_OTHER);
        desk.get(&format!("/unlock?next={path}")).await;
        let opened = desk.post("/unlock", &[("password", PASSWORD), ("next", &path)]).await;
        assert_eq!(opened.goes_to(), path, "nothing was submitted, so nothing waits for it");
        let page = desk.get(&path).await;
        assert!(page.has(&more), "{}", page.text());
    }
    assert_eq!(replies(&county, &number).await, 0);
}

#[tokio::test]
async fn what_is_sent_in_a_session_ended_elsewhere_waits_for_its_writer() {
    let (county, number) = county().await;
    let desk = county.signed_in("k2").await;
    let path = format!("/w/m/{number}/reply");
    desk.get(&path).await;
    let person = "k2".into();
    let session = county.app.own_sessions(&person).await.unwrap().remove(0);
    assert!(county.app.end_session(&staff("k2"), session.session).await.unwrap());
    assert!(county.app.own_sessions(&person).await.unwrap().is_empty());
    let sent = desk.post(&path, &[("text", ANSWER)]).await;
    assert_eq!(sent.goes_to(), format!("/login?next={path}"));
    desk.get(&sent.goes_to()).await;
    let entered = [("login", "login-k2"), ("password", PASSWORD), ("next", &path)];
    let onward = desk.post("/login", &entered).await.goes_to();
    let waiting = desk.get(&desk.get(&onward).await.goes_to()).await;
    assert!(waiting.has("刚才写的内容还在") && waiting.has(ANSWER), "{}", waiting.text());
    assert_eq!(replies(&county, &number).await, 0);
}
