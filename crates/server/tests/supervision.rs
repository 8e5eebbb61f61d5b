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

/// The link that was just made, as its page shows it once.
async fn linked(office: &Browser, screen: &str) -> String {
    office.get("/s/wall/links").await;
    let made = office.post("/s/wall/links", &[("name", screen)]).await;
    assert_eq!((made.status.as_u16(), made.goes_to().as_str()), (303, "/s/wall/links"));
    let shown = office.get("/s/wall/links").await.text();
    let at = shown.find("/wall/").filter(|_| shown.contains("只显示这一次"));
    let rest = &shown[shown.find("id=\"wall-link\"").or(at).unwrap()..];
    let link = rest.split("/wall/").nth(1).unwrap();
    format!("/wall/{}", link.split('<').next().unwrap())
}

/// ux.md 4.7: no name of a person, no word of a citizen, nothing of what is about a unit's conduct.
#[tokio::test(flavor = "multi_thread")]
async fn the_wall_tells_what_and_where_and_of_nobody() {
    let county = County::found_with(SETTINGS).await;
    let number = filed(&county, "primary", None).await;
    let about = filed(&county, "office", Some("willow")).await;
    county.it_is("2026-09-23T10:00");
    let office = county.signed_in("e2").await;
    let link = linked(&office, "一楼大厅").await;
    assert_eq!(link.len(), "/wall/".len() + 32, "128 bits");
    let screen = Browser::new(&county.site);
    let by_link = screen.get(&link).await;
    assert_eq!(by_link.status, 200);
    assert_eq!(by_link.headers["referrer-policy"], "no-referrer");
    let signed_in = office.get("/s/wall").await;
    for wall in [&by_link, &signed_in] {
        let text = read(wall);
        for words in ["督办大屏", "青禾县教育体育局", "超期 1 件", "实验小学", "1 小时 58 分"]
        {
            assert!(text.contains(words), "{words}: {text}");
        }
        for (person, name) in [("s1", "陈校长"), ("s2", "周老师"), ("e2", "周涛"), ("o2", "赵敏")]
        {
            assert!(!text.contains(name) && !wall.has(&format!("\"{person}\"")), "{name}: {text}");
        }
        for secret in ["王女士", "食堂", number.as_str(), about.as_str(), "柳林小学"] {
            assert!(!wall.has(secret), "{secret}: {text}");
        }
        assert!(!wall.has("<form") && !wall.has("<a "), "nothing to press");
    }
    assert!(by_link.has("<noscript><meta http-equiv=\"refresh\" content=\"60\"></noscript>"));
    let ear = screen.get(&format!("{link}/live")).await;
    assert!(ear.has("event: standing"), "{}", ear.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_is_revoked_answers_as_one_that_never_was() {
    let county = County::found_with(SETTINGS).await;
    let office = county.signed_in("e2").await;
    let link = linked(&office, "一楼大厅").await;
    assert!(!office.get("/s/wall/links").await.has(&link), "shown once");
    let screen = Browser::new(&county.site);
    assert_eq!(screen.get(&link).await.status, 200);
    let listed = office.get("/s/wall/links").await;
    assert!(listed.has("一楼大厅") && listed.has("9-22 10:32") && listed.has("周涛"));
    let id = listed.value("id");
    assert!(!link.contains(&id), "what stands in the list opens nothing");
    let revoked = office.post("/s/wall/links/revoke", &[("id", &id)]).await;
    assert_eq!(revoked.status, 303);
    assert!(office.get("/s/wall/links").await.has("已撤销"));

    // The same answer, but for the address that was asked.
    let never = format!("/wall/{}", "5".repeat(32));
    let answer =
        |page: &Page, path: &str| page.text().replace(path.rsplit('/').next().unwrap(), "");
    for tail in ["", "/live"] {
        let gone = screen.get(&format!("{link}{tail}")).await;
        let none = screen.get(&format!("{never}{tail}")).await;
        assert_eq!((gone.status, none.status), (404.try_into().unwrap(), 404.try_into().unwrap()));
        assert_eq!(answer(&gone, &link), answer(&none, &never));
        let names = |page: &Page| page.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names(&gone), names(&none));
    }
    assert_eq!(screen.get("/wall/nothing").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_efficacy_office_alone_makes_links() {
    let county = County::found_with(SETTINGS).await;
    let office = county.signed_in("e2").await;
    office.get("/s/wall/links").await;
    let nameless = office.post("/s/wall/links", &[("name", "  ")]).await;
    assert_eq!(nameless.status, 422);
    assert!(nameless.has("请写屏幕名称") && nameless.has("role=\"alert\""), "{}", nameless.text());
    for person in ["d1", "d2", "k1"] {
        let browser = county.signed_in(person).await;
        browser.get("/w").await;
        assert_eq!(browser.get("/s/wall/links").await.status, 403, "{person}");
        assert_eq!(browser.post("/s/wall/links", &[("name", "墙")]).await.status, 403, "{person}");
    }
    assert!(office.get("/s/wall/links").await.has("还没有链接。"));
}

/// An open board hears of what changes on it.
#[tokio::test(flavor = "multi_thread")]
async fn an_open_board_hears_of_what_changes() {
    let county = County::found_with(SETTINGS).await;
    let office = county.signed_in("e2").await;
    let id = |page: &Page| {
        let text = page.text();
        text.lines().find_map(|line| line.strip_prefix("id: ").map(str::to_owned)).unwrap()
    };
    let before = office.get("/s/live").await;
    assert!(before.has("event: standing"));
    let again = office.get("/s/live").await;
    assert_eq!(id(&before), id(&again));
    filed(&county, "primary", None).await;
    assert_ne!(id(&before), id(&office.get("/s/live").await));
}
