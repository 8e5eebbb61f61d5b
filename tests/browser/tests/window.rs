//! 窗口: somebody stands before the clerk, and the clerk has a keyboard and no mouse.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use thirtyfour::prelude::Key;
use xiaoneng_browser::{County, Screen, Scripts};

const STORY: &str = "孩子三年级，学校收午托费没有公示标准，想知道收费依据是哪份文件。";

/// From the inbox to the receipt, besides the story.
const MOST_KEYS: u32 = 30;

#[tokio::test(flavor = "multi_thread")]
async fn a_walk_in_is_registered_with_thirty_keys_and_no_mouse() {
    let county = County::with_matters(2).await.unwrap();
    let on = (Screen::Desk, Scripts::On);
    let desk = county.entered_by("walk-in", "shouli", on).await.unwrap();
    desk.go(&county.at("/w")).await.unwrap();
    let keyboard = desk.keyboard();
    keyboard.press(Key::F2).await.unwrap();
    desk.awaits("[data-register] input[name=source]:focus").await.unwrap();
    // 来源: 1 is a visit, and goes on.
    keyboard.types("1").await.unwrap();
    desk.awaits("#phone:focus").await.unwrap();
    keyboard.types("13800000000").await.unwrap();
    keyboard.press(Key::Enter).await.unwrap();
    // 王 and 2 is 王女士.
    keyboard.types("王2").await.unwrap();
    keyboard.press(Key::Enter).await.unwrap();
    desk.awaits("#story:focus").await.unwrap();
    keyboard.types_the_story(STORY).await.unwrap();
    desk.awaits("#item-i [data-use]").await.unwrap();
    keyboard.press(Key::Tab).await.unwrap();
    // 事项: what the story suggests is taken.
    keyboard.press(Key::Enter).await.unwrap();
    desk.awaits("#to:focus").await.unwrap();
    // 交给: 人民路小学 by its first letters.
    keyboard.types("rmlxx").await.unwrap();
    desk.sees("人民路小学").await.unwrap();
    desk.picture("typed").await.unwrap();
    keyboard.press(Key::F9).await.unwrap();
    desk.sees("收件回执").await.unwrap();
    println!("{} keys", keyboard.pressed());
    assert!(keyboard.pressed() <= MOST_KEYS, "{} keys", keyboard.pressed());
    desk.picture("receipt").await.unwrap();
    for words in ["午托费没有公示标准", "收费咨询", "来访"] {
        desk.sees(words).await.unwrap();
    }
    let path = desk.path().await.unwrap();
    let number = path.rsplit('/').next().unwrap().to_owned();
    let registered = county.app().matter(&number.as_str().into()).await.unwrap().unwrap();
    assert_eq!(registered.offers[0].to.unit.as_str(), "XX07");
    let filing = registered.filing.unwrap();
    assert_eq!(filing.matter_type.as_str(), "fee_question");
    let identity = county.app().identity(&filing.petitioner.unwrap()).await.unwrap();
    assert_eq!(identity.found().unwrap().name, "王女士");
    desk.close().await.unwrap();
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_registered_without_scripts() {
    let county = County::with_matters(2).await.unwrap();
    let off = (Screen::Desk, Scripts::Off);
    let desk = county.entered_by("call-without-scripts", "shouli", off).await.unwrap();
    desk.go(&county.at("/w/new")).await.unwrap();
    desk.choose("source", "2").await.unwrap();
    desk.type_into("phone", "13800000000").await.unwrap();
    desk.type_into("name", "王2").await.unwrap();
    desk.type_into("story", STORY).await.unwrap();
    // Enter in a field shows what was understood, and files nothing.
    desk.type_into("to", "rmlxx").await.unwrap();
    desk.keys(Key::Enter).await.unwrap();
    desk.sees("收费咨询").await.unwrap();
    desk.sees("人民路小学").await.unwrap();
    assert_eq!(desk.typed_in("story").await.unwrap(), STORY);
    desk.press_button("保存并打印回执F9").await.unwrap();
    desk.sees("已交给人民路小学，等待签收").await.unwrap();
    desk.picture("registered").await.unwrap();
    desk.close().await.unwrap();
    county.close().await.unwrap();
}
