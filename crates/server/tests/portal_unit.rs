//! 单位页: figures with their numbers, small numbers protected (ux 2.1, 3.2, 3.4; decisions A8, F36).
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use std::collections::BTreeSet;

use common::browser::Browser;
use common::county::{County, staff};
use xiaoneng_app::citizen::RatingForm;
use xiaoneng_app::file::{Filing, Identity, Marks};
use xiaoneng_app::query_code::CodeHolder;
use xiaoneng_domain::matter::{
    Accept, Channel, DeliveryWay, GiveResult, Outcome, RecordDelivery, Satisfaction, Solved,
};
use xiaoneng_domain::organization::RecordLeaving;
use xiaoneng_domain::text::Written;

/// Of different subjects: what repeats has to be taken up by a leader or visited.
const ITEMS: [&str; 8] = [
    "fee_grievance",
    "uniform_grievance",
    "tutoring_grievance",
    "teacher_conduct_grievance",
    "training_grievance",
    "other_grievance",
    "suggestion",
    "question",
];

async fn filed(county: &County, number: u32) -> CodeHolder {
    let petitioner = Identity {
        name: "刘女士".to_owned(),
        phone: Some(format!("139000{number:05}")),
        ..Identity::default()
    };
    let filing = Filing {
        channel: Channel::Portal,
        petitioner: Some(petitioner),
        matter_type: ITEMS[usize::try_from(number).unwrap() % ITEMS.len()].into(),
        unit: Some("primary".into()),
        story: "午托费没有公示标准，请核实。".to_owned(),
        concerned: None,
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    };
    let form = county.app.new_form();
    let receipt = county.app.file_with_code(None, &form, filing, Vec::new()).await;
    receipt.unwrap().holder
}

async fn finished(county: &County, number: u32) -> CodeHolder {
    let holder = filed(county, number).await;
    let matter = county.app.matter(&holder.matter).await.unwrap().unwrap();
    let by = matter.responsible.unwrap().holder.person.to_string();
    if matter.acceptance.is_none() {
        county.app.act(&staff(&by), &holder.matter, Accept {}).await.unwrap();
    }
    let text = Written::new("收费标准已公示，多收的已退回。", county.app.chance().bytes());
    let result = GiveResult { outcome: Outcome::Resolved, text };
    county.app.act(&staff(&by), &holder.matter, result).await.unwrap();
    let delivery = RecordDelivery { way: DeliveryWay::NoticeSent };
    county.app.act(&staff(&by), &holder.matter, delivery).await.unwrap();
    holder
}

async fn rate(county: &County, holder: &CodeHolder, satisfaction: Satisfaction) {
    let (solved, chips, words) = (Solved::Yes, BTreeSet::new(), String::new());
    let form = RatingForm { solved, satisfaction, chips, words };
    // Each from his own place, an hour apart: ratings in a burst do not count.
    county.clock.set(county.app.clock().now().plus_minutes(61));
    let last = county.app.clock().now().micros() / 60_000_000 % 250;
    let address = format!("198.51.100.{}", last + 1).parse().unwrap();
    let network = county.app.network(address).unwrap();
    county.app.rate(holder, form, &network).await.unwrap();
}

#[tokio::test]
async fn a_rate_stands_from_ten_matters_on_and_ratings_from_five() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let page = browser.get("/units/primary").await;
    assert!(page.has("近 90 天") && page.has("满 10 件后显示按时率"), "{}", page.text());
    let mut holders = Vec::new();
    for number in 0..9 {
        holders.push(finished(&county, number).await);
    }
    let page = browser.get("/units/primary").await;
    assert!(page.has("9<small>件") && !page.has("100.0%"), "nine are too few: {}", page.text());
    holders.push(finished(&county, 9).await);
    filed(&county, 10).await;
    let page = browser.get("/units/primary").await;
    assert!(
        page.has("11<small>件") && page.has("100.0%") && page.has("10 / 10 件"),
        "{}",
        page.text()
    );
    let code = browser.get("/q/primary").await;
    let sentence = "近 90 天：收到 11 件，按时办结 100.0%（10/10），正在超期 0 件。";
    assert!(code.has(sentence), "{}", code.text());

    for holder in &holders[..4] {
        rate(&county, holder, Satisfaction::Satisfied).await;
    }
    let page = browser.get("/units/primary").await;
    assert!(page.has("收到的评价少于 5 份") && !page.has("满意程度"), "{}", page.text());
    assert!(!page.has("收到评价 4"), "not even how many");
    rate(&county, &holders[4], Satisfaction::VeryDissatisfied).await;
    let page = browser.get("/units/primary").await;
    assert!(page.has("收到评价 5 份 / 办结 10 件（50%）"), "{}", page.text());
    assert!(page.has("<th scope=\"row\">满意</th><td>4</td><td>80%</td>"), "{}", page.text());
    assert!(page.has("<th scope=\"row\">非常不满意</th><td>1</td><td>20%</td>"));
    let english = browser.get("/en/units/primary").await;
    assert!(english.has("5 ratings of 10 completed (50%)"), "{}", english.text());
    let other = browser.get("/units/willow").await;
    assert!(other.has("0<small>件"), "its own figures: {}", other.text());
}

#[tokio::test]
async fn the_sums_of_two_people_are_theirs_and_hidden() {
    let county = County::found().await;
    county.arrange(&staff("d1"), RecordLeaving { person: "s3".into() }).await;
    finished(&county, 1).await;
    let browser = Browser::new(&county.site);
    let page = browser.get("/units/primary").await;
    assert!(page.has("本单位不足 3 人") && !page.has("<small>件"), "{}", page.text());
    assert!(!browser.get("/q/primary").await.has("近 90 天"));
}

/// 关怀版: nothing is folded away, on any page, with a script or without (ux 4.6).
#[tokio::test]
async fn nothing_is_folded_in_large_letters() {
    let county = County::found().await;
    let browser = Browser::new(&county.site);
    let folds = |page: &common::browser::Page| {
        let text = page.text();
        let all = text.matches("<details").count();
        let open = text.split("<details").skip(1);
        (all, open.filter(|tag| tag.split('>').next().unwrap().ends_with(" open")).count())
    };
    for path in ["/", "/file"] {
        let (all, open) = folds(&browser.get(path).await);
        assert!(all > 0 && open == 0, "{path}: {all} folded, {open} open");
    }
    browser.get("/prefs?elder=1&back=/").await;
    for path in ["/", "/file"] {
        let (all, open) = folds(&browser.get(path).await);
        assert!(all > 0 && open == all, "{path}: {open} of {all} open");
    }
}
