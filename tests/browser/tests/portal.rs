//! 群众在手机上.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use xiaoneng_browser::{Browser, County, Screen, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn the_front_page_can_be_read_on_every_screen() {
    let county = County::with_matters(4).await.unwrap();
    for screen in [Screen::Phone, Screen::Desk] {
        let browser = Browser::open("front", screen, Scripts::On).await.unwrap();
        browser.go(&county.at("/")).await.unwrap();
        browser.sees("有事找我们，到点有回音").await.unwrap();
        let seen = browser.look("home").await.unwrap();
        assert_eq!((&seen.findings, seen.too_wide), (&vec![], 0), "{screen:?}");
        browser.close().await.unwrap();
    }
    county.close().await.unwrap();
}
