//! 督办: the board of those who watch over all units, and the screen on the wall.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::browser::{Browser, Page};
use common::county::{County, staff};
use xiaoneng_app::file::{Filing, Marks};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::matter::{Channel, Destination, HandOver};
use xiaoneng_domain::text::Written;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\n";
/// What no board says.
const STORY: &str = "王女士说食堂的账从来不公布";

async fn filed(county: &County, unit: &str, concerned: Option<&str>) -> MatterNumber {
    let filing = Filing {
        channel: Channel::Portal,
        petitioner: None,
        matter_type: county.app.foresee(None).await.unwrap().item,
        unit: Some(unit.into()),
        story: STORY.to_owned(),
        concerned: concerned.map(UnitId::from),
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    };
    county.app.file(&Actor::Citizen("portal".into()), filing).await.unwrap().number
}

/// The text of a page without its tags, as one reads it.
fn read(page: &Page) -> String {
    let mut text = String::new();
    for part in page.text().split('<').skip(1) {
        let inside = part.split_once('>').map_or("", |(_, inside)| inside);
        text.push_str(inside.trim());
    }
    text
}

/// The figures at the top: 超期、临期、正常、暂停、今日新收、今日办结.
fn counts(page: &Page) -> Vec<u32> {
    let page = page.text();
    let list = page.split("class=\"counts\"").nth(1).unwrap().split("</ul>").next().unwrap();
    let figures = list.split("<b>").skip(1).map(|rest| rest.split('<').next().unwrap());
    figures.map(|figure| figure.parse().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_overdue_stands_there_with_unit_holder_and_time() {
    let county = County::found_with(SETTINGS).await;
    let number = filed(&county, "primary", None).await;
    let office = county.signed_in("e2").await;
    let board = office.get("/s").await;
    assert_eq!(counts(&board), [0, 0, 1, 0, 1, 0]);
    assert!(board.has("现在没有超期的件。"), "{}", board.text());

    // 签收 within four working hours: 10:32 to 12:00 and 14:30 to 17:02 of the same Tuesday.
    county.it_is("2026-09-22T15:10");
    let board = county.signed_in("i1").await;
    assert_eq!(board.get("/s").await.status, 403, "a head of a section that does not supervise");
    let board = county.signed_in("e3").await.get("/s").await;
    assert_eq!(counts(&board)[0], 0);
    let text = read(&board);
    assert!(text.contains("今天到期 1 件") && text.contains("17 时1"), "{text}");

    // 28 minutes of Tuesday and an hour and a half of Wednesday later.
    county.it_is("2026-09-23T10:00");
    let board = county.signed_in("e1").await.get("/s").await;
    assert_eq!(counts(&board), [1, 0, 0, 0, 0, 0]);
    let text = read(&board);
    for words in ["超期 1 件", "实验小学", "周老师", "签收", number.as_str()] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(text.contains("已超1 小时 58 分"), "{text}");
    assert!(board.has(&format!("/w/m/{number}")));
    assert!(!text.contains("王女士"), "no word of the citizen");
}

/// E32: neither row nor count of what is about a unit from which the viewer is recused.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_recused_has_neither_row_nor_count() {
    let county = County::found_with(SETTINGS).await;
    filed(&county, "primary", None).await;
    let about = filed(&county, "office", Some("willow")).await;
    county.it_is("2026-09-24T11:02");
    // d2 is in charge of every unit; e2 of none.
    let office = county.signed_in("e2").await.get("/s").await;
    assert_eq!(counts(&office)[0], 2);
    assert!(office.has(about.as_str()));
    let deputy = county.signed_in("d2").await.get("/s").await;
    assert_eq!(counts(&deputy)[0], 1, "{}", read(&deputy));
    assert!(!deputy.has(about.as_str()));
    assert!(read(&deputy).contains("合计1"));
}

/// F36: what the viewer may not open stands there masked.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_viewer_may_not_open_is_masked() {
    use xiaoneng_domain::organization::NameLeaderInCharge;
    let county = County::found_with(SETTINGS).await;
    let primary = UnitId::from("primary");
    let leader = NameLeaderInCharge { unit: primary, person: "d1".into() };
    county.arrange(&staff("sys1"), leader).await;
    let number = filed(&county, "primary", None).await;
    county.it_is("2026-09-24T11:02");
    let board = county.signed_in("d2").await.get("/s").await;
    assert_eq!(counts(&board)[0], 1);
    let text = read(&board);
    assert!(text.contains("实验小学") && text.contains("不在您的查看范围"), "{text}");
    assert!(!text.contains(number.as_str()) && !text.contains("周老师"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_signed_for_in_time_is_listed() {
    let county = County::found_with(SETTINGS).await;
    let number = filed(&county, "primary", None).await;
    let written = |text: &str| Written::new(text, county.app.chance().bytes());
    let hand_over = HandOver {
        to: Destination { unit: "safety".into(), person: None },
        request: written("请核实"),
        duty_clause: Some(written("职责目录第三条")),
        done_so_far: Some(written("已看过")),
    };
    county.app.act(&staff("s2"), &number, hand_over).await.unwrap();
    let office = county.signed_in("e2").await;
    assert!(read(&office.get("/s").await).contains("过了时限没签收0"));
    county.it_is("2026-09-24T11:02");
    let office = county.signed_in("e3").await;
    assert!(read(&office.get("/s").await).contains("过了时限没签收1"));
    let list = read(&office.get("/s/waiting/unsigned").await);
    assert!(list.contains("平安科") && list.contains(number.as_str()), "{list}");
    assert!(read(&office.get("/s/waiting/rulings").await).contains("没有。"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_is_for_those_who_supervise() {
    let county = County::found_with(SETTINGS).await;
    for (person, may) in [("e2", true), ("d1", true), ("d2", true), ("k1", false), ("s2", false)] {
        let browser = county.signed_in(person).await;
        let desk = browser.get("/w").await;
        assert_eq!(desk.has("href=\"/s\""), may, "{person}");
        let board = browser.get("/s").await;
        assert_eq!(board.status == 200, may, "{person}");
        if !may {
            assert!(board.has("局领导、效能办、督导室"), "{}", board.text());
        }
    }
    assert!(Browser::new(&county.site).get("/s").await.goes_to().starts_with("/login"));
}
