//! The front door of staff.

use axum::http::StatusCode;
use xiaoneng_app::sign_in::{code_at, read_base32};

use crate::browser::{Bureau, GOOD};

#[tokio::test]
async fn a_clerk_comes_in_and_goes_where_she_was_going() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    let mut browser = bureau.browser();
    browser.get("/w/new").await; // whatever stands there, a stranger is not let in
    let page = browser.get("/login?next=%2Fw%2Fnew").await;
    page.is(StatusCode::OK).has("autocomplete=\"username\"").has("忘记口令找谁");
    let token = page.hidden("token");
    assert_eq!(page.hidden("next"), "/w/new");
    let fields = [("login", "K2"), ("password", GOOD), ("next", "/w/new")];
    let entered = browser.post("/login", &token, &fields).await;
    entered.goes_to("/login?next=/w/new");
    assert_eq!(browser.cookies["session"].len(), 64);
    browser.get("/login?next=/w/new").await.goes_to("/w/new");
    browser.get("/login").await.goes_to("/w");
    browser.fill("/logout", "/logout", &[]).await.goes_to("/login");
    assert!(!browser.cookies.contains_key("session"));
    browser.get("/login").await.has("登录");
}

#[tokio::test]
async fn nobody_is_sent_to_another_site() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    let mut browser = bureau.browser();
    browser.sign_in("k2").await;
    for next in ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/login"] {
        browser.get(&format!("/login?next={}", next.replace('\\', "%5C"))).await.goes_to("/w");
    }
}

/// ux.md 2.2 and 3.16: what is heard, how often one may try, the sum after three failures.
#[tokio::test]
async fn wrong_passwords_are_told_with_what_is_left() {
    let bureau = Bureau::open().await;
    bureau.account("k2", "王芳").await;
    let mut browser = bureau.browser();
    let wrong = [("login", "k2"), ("password", "wrong")];
    for left in [4, 3] {
        let page = browser.fill("/login", "/login", &wrong).await;
        page.is(StatusCode::UNPROCESSABLE_ENTITY)
            .has(&format!("账号或口令不对。还可以试 {left} 次，之后锁定 15 分钟。"))
            .has("<title>有错误：登录")
            .has("role=\"alert\"")
            .has("value=\"k2\"")
            .has_not("wrong\"")
            .has_not("name=\"seal\"");
    }
    let page = browser.fill("/login", "/login", &wrong).await;
    page.has("还可以试 2 次").has("算一算").has("等于几");
    // A right password without the sum is not tried.
    let unsolved = browser.fill("/login", "/login", &[("login", "k2"), ("password", GOOD)]).await;
    unsolved.is(StatusCode::UNPROCESSABLE_ENTITY).has("这次没有计入次数");
    let (seal, token) = (unsolved.hidden("seal"), unsolved.hidden("token"));
    let terms: Vec<u32> = seal.split('.').take(2).map(|term| term.parse().unwrap()).collect();
    unsolved.has_not(&format!("{}加{}", terms[0], terms[1])); // in words
    let sum = (terms[0] + terms[1]).to_string();
    let solved = [("login", "k2"), ("password", GOOD), ("sum", sum.as_str()), ("seal", &seal)];
    browser.post("/login", &token, &solved).await.goes_to("/login");
    browser.get("/login").await.goes_to("/w");
}

#[tokio::test]
async fn an_empty_form_says_what_is_missing() {
    let bureau = Bureau::open().await;
    let mut browser = bureau.browser();
    let page = browser.fill("/login", "/login", &[]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).has("有 2 处要改").has("请填账号").has("请填口令");
    let strange = [("login", "<script>alert(1)</script>"), ("password", "' OR 1=1 --𠮷")];
    let page = browser.fill("/login", "/login", &strange).await;
    page.has("还可以试 4 次").has_not("<script>alert");
    let long = "长".repeat(100_000);
    let page = browser.fill("/login", "/login", &[("login", &long), ("password", &long)]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY);
    let stale = browser.post("/login", "old", &[("login", "k2"), ("password", GOOD)]).await;
    stale.is(StatusCode::FORBIDDEN).has_not(GOOD);
}

#[tokio::test]
async fn an_initial_password_opens_nothing_but_its_change() {
    let bureau = Bureau::open().await;
    let initial =
        bureau.app.open_account(&"staff:sys1".parse().unwrap(), &"k2".into(), "k2").await.unwrap();
    let mut browser = bureau.browser();
    let fields = [("login", "k2"), ("password", initial.0.as_str()), ("next", "/w/new")];
    let entered = browser.fill("/login", "/login", &fields).await;
    entered.goes_to("/login/password?next=/w/new");
    let page = browser.get("/login/password?next=/w/new").await;
    page.has("改成您自己的口令").has("至少 10 个字");
    let form = "/login/password";
    let other = browser.fill(form, form, &[("new", GOOD), ("again", "other")]).await;
    other.is(StatusCode::UNPROCESSABLE_ENTITY).has("两次写的不一样");
    let weak =
        browser.fill(form, form, &[("new", "password1234"), ("again", "password1234")]).await;
    weak.has("这个口令太常见").has_not("password1234");
    let fields = [("new", GOOD), ("again", GOOD), ("next", "/w/new")];
    browser.fill(form, form, &fields).await.goes_to("/w/new");
    browser.get(form).await.goes_to("/w");
}

#[tokio::test]
async fn a_head_sets_up_a_second_factor_and_is_asked_for_it() {
    let bureau = Bureau::open().await;
    bureau.account("k1", "陈科长").await;
    let mut browser = bureau.browser();
    browser.sign_in("k1").await.goes_to("/login/second-factor");
    let page = browser.get("/login/second-factor").await;
    page.has("<svg").has("绑定动态口令").has_not("otpauth");
    let secret = page.text.split_once("<code>").unwrap().1.split_once('<').unwrap().0;
    let secret = read_base32(secret).unwrap();
    let form = "/login/second-factor";
    browser.fill(form, form, &[("code", "")]).await.has("请填 6 位数字");
    browser.fill(form, form, &[("code", "000000")]).await.has("动态口令不对");
    let code = code_at(&secret, bureau.clock.now());
    browser.fill(form, form, &[("code", &code)]).await.goes_to("/login/recovery");
    let codes = browser.get("/login/recovery").await;
    let one = codes.text.split("<code>").nth(1).unwrap().split_once('<').unwrap().0.to_owned();
    assert_eq!(codes.text.matches("<code>").count(), 10);
    browser.post("/login/recovery", &codes.hidden("token"), &[]).await.goes_to("/w");
    browser.get("/login/recovery").await.goes_to("/w");

    bureau.it_is("2026-06-01T09:05");
    let mut other = bureau.browser();
    other.sign_in("k1").await.goes_to("/login/code");
    other.get("/w/new").await;
    other.get("/login").await.goes_to("/login/code");
    let form = "/login/code";
    other.fill(form, form, &[("code", "123")]).await.has("动态口令不对。还可以试 4 次");
    other.fill(form, form, &[("code", &one.to_lowercase())]).await.goes_to("/w");
    let mut third = bureau.browser();
    third.sign_in("k1").await.goes_to("/login/code");
    third.fill(form, form, &[("code", &one)]).await.has("动态口令不对");
    let code = code_at(&secret, bureau.clock.now());
    third.fill(form, form, &[("code", &code)]).await.goes_to("/w");
}

#[tokio::test]
async fn the_door_speaks_english_to_those_who_chose_it() {
    let bureau = Bureau::open().await;
    let mut browser = bureau.browser();
    browser.get("/login").await.has("href=\"/prefs?language=en&#38;back=/login\"");
    browser.get("/prefs?language=en&back=/login").await.goes_to("/login");
    let page = browser.get("/login").await;
    page.has("Sign in").has("lang=\"en\"").has("Forgotten your password?");
    let page = browser.fill("/login", "/login", &[("login", "k2"), ("password", "x")]).await;
    page.has("Wrong account or password. 4 more tries");
}
