//! 期限: what can be asked for before a limit, and not after it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use xiaoneng_browser::{County, Screen, Scripts};
use xiaoneng_domain::matter::ClockName;

const REASON: &str = "学校的凭证还没有到，要等财务科核对完上学期的票据。";
const NOTICE: &str = "还要几天核对凭证，核对完马上答复您。";

#[tokio::test(flavor = "multi_thread")]
async fn an_extension_asked_after_the_limit_is_refused_and_every_word_stays() {
    let county = County::with_matters(2).await.unwrap();
    let (citizen, number) = county.filed("extend-too-late", "XX07").await.unwrap();
    citizen.close().await.unwrap();
    let of = |number: &str| number.into();
    let matter = county.app().matter(&of(&number)).await.unwrap().unwrap();
    // 二十个工作日, over the autumn holidays.
    let due_at = matter.clock(ClockName::Completion).unwrap().projection.due_at;
    assert_eq!(due_at, "2026-10-22T17:30".parse().unwrap());
    let page = county.at(&format!("/w/m/{number}/extend"));
    for (scripts, from, until) in [
        (Scripts::On, "2026-10-22T17:24", "2026-10-22T17:31"),
        (Scripts::Off, "2026-10-22T17:35", "2026-10-22T17:36"),
    ] {
        county.it_is(from).unwrap();
        let held = (Screen::Desk, scripts);
        let desk = county.signed_in_as("extend-too-late", "XX07-02", held).await.unwrap();
        desk.go(&page).await.unwrap();
        let is_late = scripts == Scripts::Off;
        if is_late {
            desk.sees("到期后不能再申请延期").await.unwrap();
        } else {
            desk.does_not_see("到期后不能再申请延期").await.unwrap();
            desk.choose("amount", "3").await.unwrap();
        }
        desk.type_into("reason", REASON).await.unwrap();
        desk.type_into("notice", NOTICE).await.unwrap();
        // While he writes, the office closes and the limit passes.
        county.it_is(until).unwrap();
        desk.press_button("申请延期").await.unwrap();
        desk.awaits(".errsum").await.unwrap();
        desk.picture(if is_late { "refused-without-scripts" } else { "refused" }).await.unwrap();
        if !is_late {
            let told = desk.text_of(".errsum").await.unwrap();
            for words in [
                "“办结”已于10月22日（周四）17:30到期，到期后不能再申请延期、暂停或转跟踪办。",
                "可以写明情况后尽快办结",
                "依据",
            ] {
                assert!(told.contains(words), "{words}: {told}");
            }
            let chosen = desk.typed_in("amount").await.unwrap();
            assert_eq!(chosen, "3", "what was chosen stays chosen");
        }
        assert_eq!(desk.typed_in("reason").await.unwrap(), REASON);
        assert_eq!(desk.typed_in("notice").await.unwrap(), NOTICE);
        desk.go(&county.at(&format!("/w/m/{number}"))).await.unwrap();
        desk.sees("已超期").await.unwrap();
        desk.close().await.unwrap();
    }
    let matter = county.app().matter(&of(&number)).await.unwrap().unwrap();
    assert!(matter.extension_requests.is_empty());
    let due = matter.clock(ClockName::Completion).unwrap().projection.due_at;
    assert_eq!(due, due_at, "not a minute later than before");
    county.close().await.unwrap();
}
