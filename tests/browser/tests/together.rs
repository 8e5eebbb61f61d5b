//! 两个人一件事: somebody writes while somebody else acts, or while nobody presses anything.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use thirtyfour::prelude::By;
use xiaoneng_browser::{County, Screen, Scripts};
use xiaoneng_domain::matter::MatterEvent;

const ANSWER: &str = "这件事由我办，已联系学校核对收费公示和批准文件，周四前书面答复您。";

async fn replies(county: &County, number: &str) -> usize {
    let history = county.app().history(&number.into()).await.unwrap();
    history.iter().filter(|fact| matches!(fact.event, MatterEvent::Replied(_))).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_slower_of_two_is_told_what_happened_and_keeps_his_text() {
    let county = County::with_matters(2).await.unwrap();
    for scripts in [Scripts::On, Scripts::Off] {
        let (citizen, number) = county.filed("two-people", "JY03").await.unwrap();
        citizen.close().await.unwrap();
        let page = |act: &str| county.at(&format!("/w/m/{number}/{act}"));
        let slow =
            county.signed_in_as("two-people", "JY03-02", (Screen::Desk, scripts)).await.unwrap();
        slow.go(&page("reply")).await.unwrap();
        slow.type_into("text", ANSWER).await.unwrap();
        let quick =
            county.signed_in_as("two-people", "JY03-01", (Screen::Phone, scripts)).await.unwrap();
        quick.go(&page("handover")).await.unwrap();
        quick.choose("to", "JY04").await.unwrap();
        quick.type_into("request", "请核实后答复群众").await.unwrap();
        quick.type_into("duty_clause", "职责目录第三条").await.unwrap();
        quick.press_button("移交").await.unwrap();
        quick.sees("等待签收").await.unwrap();
        quick.close().await.unwrap();

        slow.press_button("答复群众").await.unwrap();
        slow.sees("改过这一件").await.unwrap();
        slow.picture("conflict").await.unwrap();
        slow.sees("移交给 平安科").await.unwrap();
        assert_eq!(slow.typed_in("text").await.unwrap(), ANSWER, "not a word is lost");
        slow.press_button("按最新情况再提交").await.unwrap();
        slow.sees("已答复").await.unwrap();
        slow.close().await.unwrap();
        assert_eq!(replies(&county, &number).await, 1);
    }
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_being_written_is_kept_and_not_sent() {
    let county = County::with_matters(2).await.unwrap();
    let (citizen, number) = county.filed("draft", "XX07").await.unwrap();
    citizen.close().await.unwrap();
    let on = (Screen::Desk, Scripts::On);
    let desk = county.signed_in_as("draft", "XX07-02", on).await.unwrap();
    let page = county.at(&format!("/w/m/{number}/reply"));
    desk.go(&page).await.unwrap();
    desk.type_into("text", ANSWER).await.unwrap();
    desk.driver().find(By::Name("handler")).await.unwrap().focus().await.unwrap();
    // Who and by when are proposed, so it is a whole answer; the page keeps it by itself.
    desk.sees("草稿已存").await.unwrap();
    assert_eq!(replies(&county, &number).await, 0, "nobody pressed the button");
    desk.go(&county.at("/w")).await.unwrap();
    desk.go(&page).await.unwrap();
    desk.sees("存下的草稿还在").await.unwrap();
    desk.picture("found-again").await.unwrap();
    assert_eq!(desk.typed_in("text").await.unwrap(), ANSWER);
    desk.press_button("答复群众").await.unwrap();
    desk.sees("首次回应的时钟停了").await.unwrap();
    desk.go(&page).await.unwrap();
    assert_eq!(desk.typed_in("text").await.unwrap(), "");
    assert_eq!(replies(&county, &number).await, 1);
    desk.close().await.unwrap();
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_files_appears_in_the_open_inbox() {
    let county = County::with_matters(2).await.unwrap();
    let on = (Screen::Desk, Scripts::On);
    let desk = county.signed_in_as("live", "XX07-02", on).await.unwrap();
    desk.go(&county.at("/w")).await.unwrap();
    // A page loaded again would have forgotten this.
    desk.driver().execute("window.isTheSamePage = true;", vec![]).await.unwrap();
    let (citizen, number) = county.filed("live", "XX07").await.unwrap();
    citizen.close().await.unwrap();
    desk.sees(&number).await.unwrap();
    let same = desk.driver().execute("return window.isTheSamePage === true;", vec![]).await;
    assert_eq!(same.unwrap().json().as_bool(), Some(true), "without being loaded again");
    desk.picture("inbox").await.unwrap();
    desk.close().await.unwrap();
    county.close().await.unwrap();
}
