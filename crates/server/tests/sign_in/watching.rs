//! 安全: what the administrators see and do.

use axum::http::StatusCode;

use crate::browser::{Browser, Bureau, GOOD};

/// The second factor is not what is tested here.
async fn bureau() -> Bureau {
    Bureau::open_without_second_factor().await
}

async fn signed_in<'a>(bureau: &'a Bureau, login: &str) -> Browser<'a> {
    let mut browser = bureau.browser();
    let entered = browser.sign_in(login).await;
    assert!(entered.location.starts_with("/login"), "{entered:?}");
    browser.get("/login").await;
    browser
}

#[tokio::test]
async fn a_lock_is_seen_and_lifted() {
    let bureau = bureau().await;
    for (person, name) in [("k2", "王芳"), ("sec1", "陈安全"), ("aud1", "褚审计")] {
        bureau.account(person, name).await;
    }
    for _ in 0..5 {
        bureau.fail("k2").await;
    }
    let mut guard = signed_in(&bureau, "sec1").await;
    let page = guard.get("/a/security").await;
    page.is(StatusCode::OK).has(">k2</th>").has("6 月 1 日（周一）9:15").has("最近的失败");
    page.has("账号或口令不对").has("锁定");
    let mut auditor = signed_in(&bureau, "aud1").await;
    let seen = auditor.get("/a/security").await;
    seen.has(">k2</th>").has("审计管理员只看，不办。").has_not("/a/security/lift");
    let mark = page.hidden("mark");
    let token = seen.text.split_once("name=\"token\"");
    assert!(token.is_none(), "nothing to send on the auditor's page");
    let tried = auditor.fill("/me", "/a/security/lift", &[("mark", &mark)]).await;
    tried.is(StatusCode::FORBIDDEN).has("安全管理员");
    guard.fill("/a/security", "/a/security/lift", &[("mark", &mark)]).await.goes_to("/a/security");
    guard.get("/a/security").await.has("现在没有锁定的账号。");
    signed_in(&bureau, "k2").await.get("/me").await.is(StatusCode::OK);
    guard.get("/a/security/log").await.has("解除锁定").has("陈安全").has("王芳");
}

#[tokio::test]
async fn sessions_are_seen_and_ended() {
    let bureau = bureau().await;
    for (person, name) in [("k2", "王芳"), ("sec1", "陈安全")] {
        bureau.account(person, name).await;
    }
    let mut clerk = signed_in(&bureau, "k2").await;
    bureau.it_is("2026-06-01T09:01");
    let mut guard = signed_in(&bureau, "sec1").await;
    let page = guard.get("/a/security/sessions").await;
    page.has("王芳").has("教育科").has("陈安全");
    let row = page.text.split_once("王芳").unwrap().1;
    let session = row.split_once("name=\"session\" value=\"").unwrap().1.split_once('"').unwrap().0;
    let (form, fields) = ("/a/security/sessions", [("session", session)]);
    guard.post(form, &page.hidden("token"), &fields).await.goes_to(form);
    clerk.get("/me").await.goes_to("/login?next=/me");
}

#[tokio::test]
async fn accounts_are_opened_and_reset_and_passwords_shown_once() {
    let bureau = bureau().await;
    for (person, name) in [("k2", "王芳"), ("sec1", "陈安全"), ("sys1", "冯系统")] {
        bureau.account(person, name).await;
    }
    let mut system = signed_in(&bureau, "sys1").await;
    let form = "/a/security/accounts";
    let page = system.get(form).await;
    page.has("href=\"/a/people/accounts\"").has_not("<option").has_not("重置口令");
    let place = "/a/people/accounts";
    let page = system.get(place).await;
    page.has("value=\"k3\"").has_not("value=\"k2\"");
    let one = |person, login| [("do", "one"), ("person", person), ("login", login)];
    let empty = system.fill(place, place, &one("", "liqiang")).await;
    empty.is(StatusCode::UNPROCESSABLE_ENTITY).has("请选人员").has("liqiang");
    let taken = system.fill(place, place, &one("k3", "K2")).await;
    taken.is(StatusCode::UNPROCESSABLE_ENTITY).has("已有人用");
    let shown = system.fill(place, place, &one("k3", "liqiang")).await;
    shown.is(StatusCode::OK).has("只显示这一次").has("liqiang");
    let (_, line) = shown.text.split_once("<td>liqiang</td><td class=\"mono\">").unwrap();
    let initial = line.split('<').next().unwrap().to_owned();
    system.get(place).await.has_not(&initial);
    let mut new = bureau.browser();
    let fields = [("login", "liqiang"), ("password", initial.as_str())];
    new.fill("/login", "/login", &fields).await.goes_to("/login/password");
    // The system administrator opens, and sees nothing else of this room.
    for path in ["/a/security", "/a/security/log", "/a/security/sessions", "/a/security/roles"] {
        system.get(path).await.is(StatusCode::FORBIDDEN).has("这个页面您现在不能看");
    }
    let reset = [("person", "k2"), ("login", "k2")];
    let refused = system.fill(place, "/a/security/reset", &reset).await;
    refused.is(StatusCode::FORBIDDEN);

    let mut guard = signed_in(&bureau, "sec1").await;
    let page = guard.get("/a/security/accounts?q=王").await;
    page.has("王芳").has_not("冯系统").has("重置口令").has_not("/a/people/accounts");
    guard.fill(form, "/a/security/reset", &reset).await.goes_to("/a/security/password");
    let shown = guard.get("/a/security/password").await;
    shown.has("k2 的初始口令");
    let mut clerk = bureau.browser();
    let old = [("login", "k2"), ("password", GOOD)];
    clerk.fill("/login", "/login", &old).await.has("账号或口令不对");
}

#[tokio::test]
async fn handlers_see_none_of_it() {
    let bureau = bureau().await;
    bureau.account("k2", "王芳").await;
    let mut clerk = signed_in(&bureau, "k2").await;
    for path in [
        "/a/security",
        "/a/security/sessions",
        "/a/security/accounts",
        "/a/security/log",
        "/a/security/roles",
    ] {
        clerk.get(path).await.is(StatusCode::FORBIDDEN);
    }
    let mut stranger = bureau.browser();
    stranger.get("/a/security").await.goes_to("/login?next=/a/security");
}

#[tokio::test]
async fn the_roles_are_on_one_page() {
    let bureau = bureau().await;
    bureau.account("aud1", "褚审计").await;
    let mut auditor = signed_in(&bureau, "aud1").await;
    let page = auditor.get("/a/security/roles").await;
    page.has("安全管理员").has("重置口令、解除锁定和结束会话").has("股室负责人");
    auditor.cookies.insert("language".to_owned(), "en".to_owned());
    auditor.get("/a/security/roles").await.has("Who may do what in the office");
}
