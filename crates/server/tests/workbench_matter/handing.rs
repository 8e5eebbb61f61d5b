//! Inbox → sign → hand over → returned → ruling (ux 3.7).

use crate::common::county::County;
use crate::desk::{Desk, filed, grievance, matter};

#[tokio::test]
async fn a_matter_goes_from_hand_to_hand_and_is_ruled_on() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let education = Desk::of(&county, "k2").await;
    let inbox = education.get("/w").await;
    assert!(inbox.has("午托费没有公示标准") && inbox.has(number.as_str()), "{}", inbox.text());

    let handed = [("to", "safety"), ("request", "请核实收费公示。"), ("duty_clause", "职责目录四")];
    let page = education.does(&number, "handover", &handed).await;
    assert!(page.has("已移交给 平安科，等待签收。") && page.has("role=\"status\""));
    assert_eq!(matter(&county, &number).await.responsible.unwrap().holder.person.as_str(), "k2");

    let safety = Desk::of(&county, "a2").await;
    let inbox = safety.get("/w").await;
    assert!(inbox.has("待签收 <b>1</b>"), "{}", inbox.text());
    let sign = format!("/w/m/{number}/sign");
    let signed = safety.submit(&inbox, &sign, &[("offer", "1")]).await;
    assert_eq!(signed.goes_to(), format!("/w?ok=sign&no={number}"));
    assert!(safety.get(&signed.goes_to()).await.has("已签收。还剩"));
    assert_eq!(matter(&county, &number).await.responsible.unwrap().holder.person.as_str(), "a2");

    let returned =
        [("reason", "not_our_duty"), ("belongs_to", "office"), ("duty_clause", "三定方案")];
    safety.does(&number, "return", &returned).await;
    assert_eq!(matter(&county, &number).await.responsible.unwrap().holder.person.as_str(), "k2");

    education.does(&number, "handover", &[("to", "office"), ("request", "请核实。")]).await;
    let office = Desk::of(&county, "o2").await;
    let clause = [("reason", "not_our_duty"), ("duty_clause", "办公室不管收费")];
    let form = office.get(&format!("/w/m/{number}/return")).await;
    office.submit(&form, &format!("/w/m/{number}/return"), &clause).await;
    assert!(matter(&county, &number).await.pending_ruling().is_some());

    // 办公室 is a party: 督导室 rules.
    let ruler = Desk::of(&county, "i1").await;
    let disputes = ruler.get("/w/disputes").await;
    assert!(disputes.has(number.as_str()), "{}", disputes.text());
    let form = ruler.get(&format!("/w/m/{number}/rule")).await;
    assert!(form.has("三定方案") && form.has("办公室不管收费"), "both clauses side by side");
    let ruled = [("unit", "education"), ("reason", "收费由教育科核查。")];
    let page = ruler.does(&number, "rule", &ruled).await;
    assert!(page.has("已裁定由 教育科 承办。"), "{}", page.text());
    let trail = education.get(&format!("/w/m/{number}")).await;
    for words in ["移交给 平安科", "签收（等了", "退回：不是我们的职责", "裁定由 教育科 承办"]
    {
        assert!(trail.has(words), "{words}");
    }
}

#[tokio::test]
async fn a_return_without_a_clause_comes_back_with_what_was_typed() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    Desk::of(&county, "k2")
        .await
        .does(&number, "handover", &[("to", "safety"), ("request", "请办。")])
        .await;
    let safety = Desk::of(&county, "a2").await;
    let path = format!("/w/m/{number}/return");
    let form = safety.get(&path).await;
    let typed = [("reason", "another_first"), ("belongs_to", "office"), ("duty_clause", "")];
    let page = safety.submit(&form, &path, &typed).await;
    assert_eq!(page.status, 422);
    assert!(page.has("<title>有错误：退回") && page.has("role=\"alert\""), "{}", page.text());
    assert!(page.has("value=\"another_first\" checked") && page.has("value=\"office\" selected"));
    assert_eq!(matter(&county, &number).await.returns, 0);
}

#[tokio::test]
async fn a_unit_asked_to_assist_finds_and_answers_it() {
    let county = County::found().await;
    let number = filed(&county, grievance(None)).await;
    let education = Desk::of(&county, "k2").await;
    let asked = [("unit1", "safety"), ("question1", "批准文件是哪一份？")];
    education.does(&number, "cohandle", &asked).await;
    let safety = Desk::of(&county, "a3").await;
    let list = safety.get("/w?list=assist").await;
    assert!(list.has("协办 <b>1</b>") && list.has(number.as_str()), "{}", list.text());
    let form = safety.get(&format!("/w/m/{number}/answer-assist")).await;
    assert!(form.has("批准文件是哪一份？"));
    safety.does(&number, "answer-assist", &[("answer", "县发改文件第三号。")]).await;
    assert!(!safety.get("/w").await.has("协办 <b>"));
    assert!(education.get(&format!("/w/m/{number}")).await.has("县发改文件第三号。"));
}
