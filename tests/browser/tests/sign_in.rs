//! 登录: wrong passwords to their end, and sessions that end while somebody writes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use thirtyfour::prelude::By;
use xiaoneng_app::demo::accounts::PASSWORD;
use xiaoneng_browser::{Browser, County, Screen, Scripts};
use xiaoneng_domain::matter::MatterEvent;

const DIGITS: &str = "零一二三四五六七八九";

/// Tries a password; the sum is answered where it is asked.
async fn tries(browser: &Browser, login: &str, password: &str) {
    browser.type_into("login", login).await.unwrap();
    browser.type_into("password", password).await.unwrap();
    let sum = browser.driver().find(By::Id("sum-h")).await;
    if let Ok(sum) = sum {
        let asked = sum.text().await.unwrap();
        let digit = |sign| DIGITS.chars().position(|digit| digit == sign);
        let answer: usize = asked.chars().filter_map(digit).sum();
        browser.type_into("sum", &answer.to_string()).await.unwrap();
    }
    browser.press_button("登录").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour() {
    let county = County::with_matters(1).await.unwrap();
    let browser = Browser::open("lock-out", Screen::Phone, Scripts::Off).await.unwrap();
    browser.go(&county.at("/login")).await.unwrap();
    for left in [4, 3, 2, 1] {
        tries(&browser, "chengban", "not-my-password-1").await;
        let told = format!("账号或口令不对。还可以试 {left} 次，之后锁定 15 分钟。");
        browser.sees(&told).await.unwrap();
        assert_eq!(browser.typed_in("login").await.unwrap(), "chengban");
        assert_eq!(browser.typed_in("password").await.unwrap(), "");
    }
    browser.picture("sum-is-asked").await.unwrap();
    tries(&browser, "chengban", "not-my-password-1").await;
    let locked = "试的次数多了，已锁定到 9 月 22 日（周二）10:47。急用请找安全管理员解除。";
    browser.sees(locked).await.unwrap();
    let seen = browser.look("locked").await.unwrap();
    assert_eq!((&seen.findings, seen.too_wide), (&vec![], 0));
    // The right one opens nothing now, and another device neither.
    tries(&browser, "chengban", PASSWORD).await;
    browser.sees("已锁定到").await.unwrap();
    let other = Browser::open("lock-out", Screen::Desk, Scripts::On).await.unwrap();
    other.go(&county.at("/login")).await.unwrap();
    tries(&other, "chengban", PASSWORD).await;
    other.sees("已锁定到").await.unwrap();
    other.close().await.unwrap();
    // Somebody else is not held up by it.
    county
        .entered_by("lock-out", "kezhang", (Screen::Desk, Scripts::Off))
        .await
        .unwrap()
        .close()
        .await
        .unwrap();
    county.it_is("2026-09-22T11:05").unwrap();
    tries(&browser, "chengban", PASSWORD).await;
    browser.sees("收件箱").await.unwrap();
    browser.close().await.unwrap();
    county.close().await.unwrap();
}

/// A long answer of several paragraphs.
fn answer() -> String {
    let lines = (1..=12).map(|n| format!("第{n}条：午托费每生每月一百二十元，依据见收费公示。𠮷"));
    lines.collect::<Vec<_>>().join("\n")
}

async fn replies(county: &County, number: &str) -> usize {
    let history = county.app().history(&number.into()).await.unwrap();
    history.iter().filter(|fact| matches!(fact.event, MatterEvent::Replied(_))).count()
}

/// What waits is what was typed, and goes out once.
async fn is_sent_after_all(county: &County, desk: &Browser, number: &str) {
    desk.sees("刚才写的内容还在").await.unwrap();
    desk.sees("第12条：午托费每生每月一百二十元，依据见收费公示。𠮷").await.unwrap();
    desk.picture("draft").await.unwrap();
    assert_eq!(replies(county, number).await, 0, "not sent yet");
    desk.press_button("再次提交").await.unwrap();
    desk.sees("首次回应的时钟停了").await.unwrap();
    assert_eq!(replies(county, number).await, 1);
    let shown = desk.text().await.unwrap();
    assert!(shown.contains("第1条：") && shown.contains("第12条："), "{shown}");
    // The page again: nothing waits any more.
    desk.go(&county.at(&format!("/w/m/{number}/reply"))).await.unwrap();
    assert_eq!(desk.typed_in("text").await.unwrap(), "");
}

/// He writes on the PC; on the telephone he ends what he does not remember to be his.
async fn is_not_lost_with_the_session(scripts: Scripts, journey: &str) {
    let county = County::with_matters(2).await.unwrap();
    let (citizen, number) = county.filed(journey, "XX07").await.unwrap();
    citizen.close().await.unwrap();
    let desk = county.signed_in_as(journey, "XX07-02", (Screen::Desk, scripts)).await.unwrap();
    desk.go(&county.at(&format!("/w/m/{number}/reply"))).await.unwrap();
    desk.type_into("text", &answer()).await.unwrap();
    let phone = county.signed_in_as(journey, "XX07-02", (Screen::Phone, scripts)).await.unwrap();
    phone.go(&county.at("/me")).await.unwrap();
    phone.press("结束").await.unwrap();
    phone.sees("会话").await.unwrap();
    phone.close().await.unwrap();

    desk.press_button("答复群众").await.unwrap();
    desk.sees("刚才写的内容还在").await.unwrap();
    desk.picture("sign-in").await.unwrap();
    tries(&desk, "u-xx07-02", PASSWORD).await;
    is_sent_after_all(&county, &desk, &number).await;
    desk.close().await.unwrap();
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_survives_the_end_of_the_session() {
    is_not_lost_with_the_session(Scripts::On, "session-ended").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_survives_the_end_of_the_session_without_scripts() {
    is_not_lost_with_the_session(Scripts::Off, "session-ended-without-scripts").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_survives_the_idle_lock() {
    let county = County::with_matters(2).await.unwrap();
    let (citizen, number) = county.filed("idle", "XX07").await.unwrap();
    citizen.close().await.unwrap();
    let held = (Screen::Desk, Scripts::On);
    let desk = county.signed_in_as("idle", "XX07-02", held).await.unwrap();
    desk.go(&county.at(&format!("/w/m/{number}/reply"))).await.unwrap();
    desk.type_into("text", &answer()).await.unwrap();
    county.it_is("2026-09-22T10:50").unwrap();
    desk.press_button("答复群众").await.unwrap();
    desk.sees("您离开较久，页面已锁定").await.unwrap();
    let seen = desk.look("locked").await.unwrap();
    assert_eq!((&seen.findings, seen.too_wide), (&vec![], 0));
    desk.type_into("password", "not-my-password-1").await.unwrap();
    desk.press_button("继续工作").await.unwrap();
    desk.sees("还可以试 4 次").await.unwrap();
    desk.type_into("password", PASSWORD).await.unwrap();
    desk.press_button("继续工作").await.unwrap();
    is_sent_after_all(&county, &desk, &number).await;
    desk.close().await.unwrap();
    county.close().await.unwrap();
}
