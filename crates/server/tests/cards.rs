//! 黄牌、红牌 through the pages: heard, decided, and there for nobody whom they do not concern.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::browser::Browser;
use common::county::County;
use xiaoneng_app::file::{Filing, Marks};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::matter::Channel;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\n";
const STATEMENT: &str = "当天上午窗口停电，已有记录。";

/// A matter of the school nobody signs for; its card as the path of its page.
async fn carded(county: &County) -> String {
    let filing = Filing {
        channel: Channel::Portal,
        petitioner: None,
        matter_type: county.app.foresee(None).await.unwrap().item,
        unit: Some("primary".into()),
        story: "食堂收费没有明细。".to_owned(),
        concerned: None,
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    };
    let filed = county.app.file(&Actor::Citizen("portal".into()), filing).await.unwrap();
    county.it_is("2026-09-24T16:00");
    for _ in 0..3 {
        county.app.beat().await.unwrap();
    }
    format!("/w/cards/{}-1", filed.number)
}

async fn whom_it_concerns(county: &County, card: &str) -> (&'static str, Browser) {
    for person in ["s2", "s1"] {
        let browser = county.signed_in(person).await;
        if browser.get("/w/cards").await.has(card) {
            return (person, browser);
        }
    }
    panic!("nobody's card: {card}");
}

#[tokio::test(flavor = "multi_thread")]
async fn e34_a_card_is_heard_and_decided_on_its_page() {
    let county = County::found_with(SETTINGS).await;
    let card = carded(&county).await;
    let (_, person) = whom_it_concerns(&county, &card).await;
    let office = county.signed_in("e2").await;
    assert!(office.get("/w/cards?of=all").await.has(&card));

    // 陈述之前不得决定；写了的理由还在。
    office.get(&card).await;
    let sign = [("do", "sign"), ("colour", "yellow"), ("sign", "时钟与经手记录属实。")];
    let refused = office.post(&card, &sign).await;
    assert_eq!(refused.status, 422);
    assert!(refused.has("陈述"), "{}", refused.text());

    // 空的陈述不算。
    person.get(&card).await;
    let empty = person.post(&card, &[("do", "state"), ("state", "  ")]).await;
    assert_eq!(empty.status, 422);
    let fields = [("do", "state"), ("state", STATEMENT)];
    assert_eq!(person.post(&card, &fields).await.status, 303);

    // 监察人员看得到陈述；理由过长，原文退回。
    let page = office.get(&card).await;
    assert!(page.has(STATEMENT));
    let long = "长".repeat(20_001);
    let fields = [("do", "dismiss"), ("dismiss", long.as_str())];
    let refused = office.post(&card, &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.has(&long), "what was typed came back");
    assert_eq!(office.post(&card, &sign).await.status, 303);
    assert!(office.get(&card).await.has("〔2026〕1号"));

    // 没有这样的表单。
    let odd = office.post(&card, &[("do", "shred")]).await;
    assert!(odd.status.is_client_error(), "{}", odd.status);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_it_does_not_concern_is_told_there_is_no_such_card() {
    let county = County::found_with(SETTINGS).await;
    let card = carded(&county).await;
    for person in ["w1", "a2", "i3"] {
        let browser = county.signed_in(person).await;
        let listed = browser.get("/w/cards").await;
        assert!(!listed.has(&card) && !listed.has("of=all"), "{person}");
        assert!(!browser.get("/w/cards?of=all").await.has(&card), "{person}");
        let (his, none) = (browser.get(&card).await, browser.get("/w/cards/2026-1-1").await);
        assert_eq!((his.status, none.status), (none.status, 404.try_into().unwrap()), "{person}");
        let (his, none) = (his.text(), none.text());
        assert_eq!(his.replace(&card, ""), none.replace("/w/cards/2026-1-1", ""), "{person}");
        // What he may not see he may not act on, in the same words.
        let fields = [("do", "dismiss"), ("dismiss", "不成立。")];
        assert!(browser.get("/me").await.has("name=\"token\""));
        let acted = browser.post(&card, &fields).await;
        let nowhere = browser.post("/w/cards/2026-1-1", &fields).await;
        assert_eq!(acted.status, nowhere.status, "{person}");
        let words = acted.text().replace(&card, "");
        assert_eq!(words, nowhere.text().replace("/w/cards/2026-1-1", ""), "{person}");
    }
}
