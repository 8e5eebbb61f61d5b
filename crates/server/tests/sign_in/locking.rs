//! A session that locks, and ends, and loses nothing.

use axum::http::StatusCode;

use crate::browser::{Bureau, GOOD};

/// ux.md 7.1: 15 idle minutes, the draft kept, one password to go on.
#[tokio::test]
async fn what_was_typed_before_the_lock_is_submitted_after_it() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    let mut browser = bureau.browser();
    browser.sign_in("k2").await;
    bureau.it_is("2026-06-01T09:15");
    let story = "食堂饭菜质量差，孩子吃不饱 <b>";
    let posted = browser.post("/w/new?from=phone", "whatever", &[("story", story)]).await;
    posted.goes_to("/unlock?next=/w/new%3Ffrom%3Dphone");
    let page = browser.get(&posted.location).await;
    page.is(StatusCode::OK).has("王芳，您离开较久").has("刚才写的内容还在");
    let (token, next) = (page.hidden("token"), page.hidden("next"));
    let wrong = browser.post("/unlock", &token, &[("password", "wrong"), ("next", &next)]).await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).has("还可以试 4 次");
    let open = browser.post("/unlock", &token, &[("password", GOOD), ("next", &next)]).await;
    open.goes_to("/unlock/draft?next=/w/new%3Ffrom%3Dphone");
    let draft = browser.get(&open.location).await;
    draft.has("刚才写的内容还在").has("6 月 1 日（周一）9:15").has_not("孩子吃不饱 <b>");
    draft.has("action=\"/unlock/draft/submit?next=/w/new%3Ffrom%3Dphone\"");
    // The browser sends the same form on, to where it was going.
    let submit = "/unlock/draft/submit?next=/w/new%3Ffrom%3Dphone";
    let sent = browser.post(submit, &draft.hidden("token"), &[("story", story)]).await;
    sent.is(StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(sent.location, "/w/new?from=phone");
    browser.get(&open.location).await.goes_to("/w/new?from=phone");
}

#[tokio::test]
async fn what_was_typed_in_a_session_that_ended_is_there_after_signing_in() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    let mut browser = bureau.browser();
    browser.sign_in("k2").await;
    bureau.it_is("2026-06-02T08:30");
    let posted = browser.post("/w/new", "whatever", &[("story", "昨天写的")]).await;
    posted.goes_to("/login?next=/w/new");
    let page = browser.get(&posted.location).await;
    page.has("您离开较久，请重新登录。刚才写的内容还在。");
    let fields = [("login", "k2"), ("password", GOOD), ("next", "/w/new")];
    browser.post("/login", &page.hidden("token"), &fields).await.goes_to("/login?next=/w/new");
    let onward = browser.get("/login?next=/w/new").await;
    onward.goes_to("/unlock/draft?next=/w/new");
    let draft = browser.get(&onward.location).await;
    draft.has("昨天写的");
    let token = draft.hidden("token");
    browser.post("/unlock/draft", &token, &[("next", "/w/new")]).await.goes_to("/w");
    browser.get("/login?next=/w/new").await.goes_to("/w/new");
}

#[tokio::test]
async fn a_draft_is_its_owners_alone() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    bureau.account("k3", "李强").await;
    let mut browser = bureau.browser();
    browser.sign_in("k2").await;
    bureau.it_is("2026-06-01T09:20");
    browser
        .post("/w/new", "whatever", &[("story", "王芳写的")])
        .await
        .goes_to("/unlock?next=/w/new");
    let mut other = bureau.browser();
    let fields = [("login", "k3"), ("password", GOOD), ("next", "/w/new")];
    other.fill("/login", "/login", &fields).await;
    other.get("/unlock/draft?next=/w/new").await.goes_to("/w/new");
    let mut stranger = bureau.browser();
    stranger.get("/unlock/draft?next=/w/new").await.goes_to("/login?next=/w/new");
    stranger.get("/unlock").await.goes_to("/login");
}

#[tokio::test]
async fn a_locked_session_opens_no_page() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    let mut browser = bureau.browser();
    browser.sign_in("k2").await;
    browser.get("/login").await.goes_to("/w");
    bureau.it_is("2026-06-01T09:16");
    browser.get("/login?next=/me").await.goes_to("/unlock?next=/me");
    // Somebody else at the same machine.
    let page = browser.get("/unlock").await;
    browser.post("/logout", &page.hidden("token"), &[]).await.goes_to("/login");
    browser.get("/unlock").await.goes_to("/login");
}
