//! 更正时间 through the pages: what was done in time and recorded late, corrected by evidence.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::county::{County, at, staff};
use xiaoneng_app::file::{Filing, Marks};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::matter::{Channel, Reply};
use xiaoneng_domain::text::Written;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\n";
const EVIDENCE: &str = "9 月 22 日通话录音，存办公室录音设备 17 号。";

#[tokio::test(flavor = "multi_thread")]
async fn a_time_recorded_late_is_corrected_by_evidence_and_both_times_stay() {
    let county = County::found_with(SETTINGS).await;
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
    let number = county.app.file(&Actor::Citizen("portal".into()), filing).await.unwrap().number;
    county.it_is("2026-09-24T16:00");
    let text = Written::new("周老师来办，二十八日前给您结果。", [7; 16]);
    let (handler, by) = (Some("s2".into()), Some(at("2026-09-28T17:00")));
    county.app.act(&staff("s2"), &number, Reply { text, handler, by }).await.unwrap();

    let clerk = county.signed_in("s2").await;
    let form = format!("/w/m/{number}/correct-time");
    let page = clerk.get(&form).await;
    assert!(page.has("首次回应") && page.has("9 月 24 日"), "{}", page.text());
    let too_early =
        [("clock", "first_response"), ("happened_at", "2026-09-20T10:00"), ("evidence", EVIDENCE)];
    let refused = clerk.send_on(&page, &form, &too_early).await;
    assert_eq!(refused.status, 422);
    assert!(refused.has(EVIDENCE), "what was typed came back");
    let asked =
        [("clock", "first_response"), ("happened_at", "2026-09-22T15:00"), ("evidence", EVIDENCE)];
    assert_eq!(clerk.send_on(&page, &form, &asked).await.status, 303);
    let own =
        clerk.post(&format!("/w/m/{number}/decide-correction"), &[("verdict", "agree")]).await;
    assert_ne!(own.status, 303, "nobody approves what he asked for");

    let office = county.signed_in("e1").await;
    assert!(office.get("/w/approvals").await.has(number.as_str()));
    let form = format!("/w/m/{number}/decide-correction");
    let page = office.get(&form).await;
    assert!(page.has(EVIDENCE), "{}", page.text());
    assert_eq!(office.send_on(&page, &form, &[("verdict", "agree")]).await.status, 303);
    assert!(!office.get("/w/approvals").await.has(number.as_str()));
    let trail = clerk.get(&format!("/w/m/{number}")).await;
    assert!(trail.has("凭依据更正首次回应的时间"), "{}", trail.text());
    for time in ["9 月 24 日", "9 月 22 日"] {
        assert!(trail.has(time), "{time}");
    }
    assert_eq!(county.app.rebuild().await.unwrap().differing, 0);
}
