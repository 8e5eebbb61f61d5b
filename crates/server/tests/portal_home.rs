//! 首页: the doors stand open, and the figures are those of the register.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use common::browser::Browser;
use common::county::{County, staff};
use xiaoneng_app::file::{Filing, Marks};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{Accept, Channel, DeliveryWay, GiveResult, Outcome, RecordDelivery};
use xiaoneng_domain::text::Written;

async fn file(county: &County, item: &str) -> MatterNumber {
    let filing = Filing {
        channel: Channel::Portal,
        petitioner: None,
        matter_type: item.into(),
        unit: Some("primary".into()),
        story: "想问一下转学要带什么。".to_owned(),
        concerned: None,
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    };
    county.app.file(&Actor::Citizen("c1".into()), filing).await.unwrap().number
}

async fn finish(county: &County, number: &MatterNumber) {
    let matter = county.app.matter(number).await.unwrap().unwrap();
    let by = staff(matter.responsible.unwrap().holder.person.as_str());
    county.app.act(&by, number, Accept {}).await.unwrap();
    let text = Written::new("户口本和学籍证明各一份，当天就能办好。", county.app.chance().bytes());
    let result = GiveResult { outcome: Outcome::Resolved, text };
    county.app.act(&by, number, result).await.unwrap();
    let delivery = RecordDelivery { way: DeliveryWay::NoticeSent };
    county.app.act(&by, number, delivery).await.unwrap();
}

#[tokio::test]
async fn before_anybody_filed_there_are_no_figures_and_all_doors() {
    let county = County::found().await;
    let page = Browser::new(&county.site).get("/").await;
    assert_eq!(page.status, 200);
    for words in ["有事找我们，到点有回音", "href=\"/file\"", "action=\"/track\"", "刚开始运行"]
    {
        assert!(page.has(words), "{words}: {}", page.text());
    }
}

/// Questions are promised within two working days: filed on Tuesday 22 September, due on Thursday.
/// One was answered on Wednesday, one on the next Monday (late: 24 September is the last day on
/// time), one is open and overdue, one came in October.
#[tokio::test]
async fn the_figures_are_those_of_the_register_and_red_is_shown() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let (early, late) = (file(&county, "question").await, file(&county, "question").await);
    let _open = file(&county, "question").await;
    county.it_is("2026-09-23T11:00");
    finish(&county, &early).await;
    county.it_is("2026-09-28T11:00");
    county.app.beat().await.unwrap();
    finish(&county, &late).await;
    let page = browser.get("/").await;
    let figures = county.app.figures().await.unwrap();
    assert_eq!((figures.received, figures.completed), (3, 2));
    assert_eq!((figures.completed_on_time, figures.overdue), (1, 1));
    // 1 of 3 (two completed, one overdue and open).
    assert_eq!(figures.on_time_per_mille(), Some(333));
    // 中秋 is 25 to 27 September: Wednesday is day 1, Thursday 2, Monday 3; (1 + 3) / 2.
    assert_eq!(figures.mean_tenths(), Some(20));
    for words in ["33.3<small>%", "1 / 3 件", "2.0<small>个工作日", "light--red"] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    county.it_is("2026-10-08T09:00");
    let october = county.app.figures().await.unwrap();
    assert_eq!((october.received, october.completed, october.overdue), (0, 0, 1));
}

#[tokio::test]
async fn figures_are_kept_for_a_minute() {
    let county = County::found().await;
    assert_eq!(county.app.figures().await.unwrap().received, 0);
    file(&county, "question").await;
    assert_eq!(county.app.figures().await.unwrap().received, 0, "within the minute");
    county.it_is("2026-09-22T10:33");
    assert_eq!(county.app.figures().await.unwrap().received, 1, "a minute later");
}

#[tokio::test]
async fn english_has_the_same_doors() {
    let county = County::found().await;
    let page = Browser::new(&county.site).get("/en").await;
    for words in ["Bring it to us", "href=\"/en/file\"", "action=\"/en/track\"", "lang=\"en\""] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
}
