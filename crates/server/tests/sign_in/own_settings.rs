//! 我的: what one sets for oneself.

use axum::http::StatusCode;

use crate::browser::{Bureau, GOOD};

#[tokio::test]
async fn settings_are_kept() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    let mut browser = bureau.browser();
    browser.get("/me").await.goes_to("/login?next=/me");
    browser.sign_in("k2").await;
    browser.get("/me").await.has("王芳").has("教育科").has("受理员").has("Chrome · Windows");
    let fields = [
        ("phone", "13800001111"),
        ("quiet_from", "22:00"),
        ("quiet_until", "7：05"),
        ("large_type", "1"),
    ];
    browser.fill("/me", "/me/settings", &fields).await.goes_to("/me?done=settings");
    assert_eq!(browser.cookies["elder"], "1");
    let page = browser.get("/me?done=settings").await;
    page.has("已保存。").has("value=\"13800001111\"").has("value=\"22:00\"").has("value=\"07:05\"");
    page.has("data-elder=\"1\"").has("name=\"large_type\" value=\"1\" checked");
    page.has_not("name=\"shortcuts\" value=\"1\" checked").has_not("data-shortcuts");
    page.has_not("name=\"notices\" value=\"1\" checked");
    // The name stays when the phone changes.
    page.has("王芳");
    let wrong = [("phone", "12ab"), ("quiet_from", "22:00"), ("shortcuts", "1")];
    let page = browser.fill("/me", "/me/settings", &wrong).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).has("有 2 处要改").has("value=\"12ab\"");
    page.has("name=\"shortcuts\" value=\"1\" checked");
    // On another machine the letters are large from the first page on.
    let mut other = bureau.browser();
    other.sign_in("k2").await;
    assert_eq!(other.cookies["elder"], "1");
}

#[tokio::test]
async fn sessions_are_ended_one_by_one() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    bureau.account("k3", "李强").await;
    let (mut one, mut other) = (bureau.browser(), bureau.browser());
    one.sign_in("k2").await;
    bureau.it_is("2026-06-01T09:05");
    other.sign_in("k2").await;
    let page = one.get("/me").await;
    page.has("本机").has("使用中");
    assert_eq!(page.text.matches("name=\"session\"").count(), 1);
    let session = page.hidden("session");
    // Not by somebody else.
    let mut third = bureau.browser();
    third.sign_in("k3").await;
    let refused = third.fill("/me", "/me/sessions/end", &[("session", &session)]).await;
    refused.is(StatusCode::NOT_FOUND);
    other.get("/me").await.is(StatusCode::OK);
    let ended = one.fill("/me", "/me/sessions/end", &[("session", &session)]).await;
    ended.goes_to("/me?done=session");
    other.get("/me").await.goes_to("/login?next=/me");
    one.fill("/me", "/me/lock", &[]).await.goes_to("/unlock");
    one.get("/me").await.goes_to("/login?next=/me");
    one.fill("/unlock", "/unlock", &[("password", GOOD), ("next", "/me")]).await.goes_to("/me");
}

#[tokio::test]
async fn a_password_is_changed_with_the_old_one() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    let mut browser = bureau.browser();
    browser.sign_in("k2").await;
    let new = "Autumn rain 27";
    let form = "/me/password";
    let fields = |old: &'static str| [("old", old), ("new", new), ("again", new)];
    let page = browser.fill(form, form, &fields("wrong")).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).has("还可以试 4 次").has_not(new);
    let same = [("old", GOOD), ("new", GOOD), ("again", GOOD)];
    browser.fill(form, form, &same).await.has("最近 5 次用过的口令不能再用");
    browser.fill(form, form, &fields(GOOD)).await.goes_to("/me?done=password");
    browser.get("/me?done=password").await.has("口令改好了");
}

#[tokio::test]
async fn anybody_may_set_up_a_second_factor() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    let mut browser = bureau.browser();
    browser.sign_in("k2").await;
    browser.get("/me").await.has("还没有绑定动态口令");
    let form = "/login/second-factor";
    let page = browser.get("/login/second-factor?next=%2Fme").await;
    let secret = page.text.split_once("<code>").unwrap().1.split_once('<').unwrap().0;
    let secret = xiaoneng_app::sign_in::read_base32(secret).unwrap();
    let code = xiaoneng_app::sign_in::code_at(&secret, bureau.clock.now());
    let confirmed = browser.fill(form, form, &[("code", &code), ("next", "/me")]).await;
    confirmed.goes_to("/login/recovery?next=/me");
    let noted = browser.fill(&confirmed.location, "/login/recovery", &[("next", "/me")]).await;
    noted.goes_to("/me");
    browser.get("/me").await.has("备用码还剩 10 个");
    let renewed = browser.fill("/me", "/me/recovery", &[]).await;
    renewed.goes_to("/login/recovery?next=%2Fme");
    assert_eq!(browser.get(&renewed.location).await.text.matches("<code>").count(), 10);
}
