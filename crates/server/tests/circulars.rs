//! 通报 at the doors: a task overdue, three urging orders, a draft that stands by itself; facts ticked and
//! figures counted; signed, acknowledged, corrected, on paper; read by its scope and by no other.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use axum::http::StatusCode;
use common::browser::{Browser, Page};
use common::county::County;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\n";

async fn county() -> County {
    County::found_with(SETTINGS).await
}

/// 办公室 gives 实验小学 a task, due on Friday 25 September by the rules of the form.
async fn task(county: &County) -> String {
    let head = county.signed_in("o1").await;
    let form = head.get("/w/tasks/new").await;
    let typed = [
        ("title", "午托收费公示"),
        ("lead", "primary"),
        ("content", "核查午托收费公示"),
        ("demand", "全部公示"),
        ("quality", "附公示照片"),
        ("source_kind", "minutes"),
        ("source_document", "局长办公会纪要"),
        ("source_item", "午托收费公示"),
        ("urgency", "normal"),
        ("due_on", "2026-09-24"),
    ];
    let sent = head.send_on(&form, "/w/tasks/new", &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let path = sent.goes_to().split('?').next().unwrap().to_owned();
    let form = head.get(&format!("{path}/open")).await;
    let sent = head.send_on(&form, &format!("{path}/open"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    path
}

/// The same, and time passes until the task is overdue; urged to the end if the days are long enough.
async fn overdue(county: &County, days: &[&str]) -> String {
    let path = task(county).await;
    for day in days {
        county.it_is(day);
        county.app.beat().await.unwrap();
    }
    path
}

const LATE: [&str; 1] = ["2026-09-28T09:00"];
const URGED_TO_THE_END: [&str; 5] = [
    "2026-09-28T09:00",
    "2026-09-29T20:00",
    "2026-10-12T20:00",
    "2026-10-22T20:00",
    "2026-10-23T09:00",
];

async fn does(who: &Browser, path: &str, act: &str, typed: &[(&str, &str)]) -> Page {
    let path = format!("{path}/{act}");
    let form = who.get(&path).await;
    assert_eq!(form.status, StatusCode::OK, "{path}");
    who.send_on(&form, &path, typed).await
}

async fn done(who: &Browser, path: &str, act: &str, typed: &[(&str, &str)]) {
    let sent = does(who, path, act, typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{act}: {}", sent.text());
}

async fn refused(who: &Browser, path: &str, act: &str, typed: &[(&str, &str)]) -> String {
    let sent = does(who, path, act, typed).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}: {}", sent.text());
    sent.text()
}

/// What of a form's checkboxes bears that name, with its values.
fn boxes(page: &Page, name: &str) -> Vec<String> {
    let text = page.text();
    let mark = format!("name=\"{name}\" value=\"");
    let values = text.split(&mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    values.collect()
}

fn draft<'a>(facts: &'a [String], scope: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut typed = vec![
        ("unit", "primary"),
        ("office", "office"),
        ("title", "关于午托收费公示督办情况的通报"),
        ("demand-primary", "立即公示，举一反三。"),
    ];
    typed.extend(facts.iter().map(|fact| ("facts-primary", fact.as_str())));
    typed.extend(scope.iter().map(|unit| ("scope", *unit)));
    typed
}

const NEW: &str = "/s/circulars/new";

/// A draft of 办公室 about 实验小学, with everything the ledger has; its path.
async fn drafted(head: &Browser, scope: &[&str]) -> String {
    let form = head.get(&format!("{NEW}?unit=primary")).await;
    let facts = boxes(&form, "facts-primary");
    assert!(!facts.is_empty(), "{}", form.text());
    let sent = head.send_on(&form, NEW, &draft(&facts, scope)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    sent.goes_to()
}

/// 讲话第二十八条: 及时通报，催促整改. Overdue, urged three times, a circular stands drafted; its facts
/// come from events and its figures are counted; each item leads to a rectification task.
#[tokio::test(flavor = "multi_thread")]
async fn clause_28_three_urging_orders_draft_a_circular_of_facts_and_each_item_is_put_right() {
    let county = county().await;
    overdue(&county, &URGED_TO_THE_END).await;
    let head = county.signed_in_again("o1").await;
    let list = head.get("/w/circulars").await.text();
    let number = list.split("/s/circulars/TB-").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/s/circulars/TB-{number}");
    let page = head.get(&path).await;
    for words in ["系统（三级督办单发出后自动拟稿）", "督办逾期 1 次，发督办单 3 次", "台账里在"]
    {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert!(head.get("/w/messages").await.has("系统按三级督办单拟了一份通报稿"));
    let school = county.signed_in("s1").await;
    assert_eq!(school.get(&path).await.status, StatusCode::NOT_FOUND, "before it is signed");
    done(&head, &path, "submit", &[]).await;
    let leader = county.signed_in("d1").await;
    done(&leader, &path, "send-back", &[("reason", "范围发至全县")]).await;
    let form = head.get(&format!("{path}/edit")).await;
    let facts = boxes(&form, "facts-primary");
    assert_eq!(facts.len(), 4);
    let numbered = [&draft(&facts, &["primary", "bureau"])[..], &[("title", "3 件逾期")]].concat();
    let numbered: Vec<_> = numbered
        .into_iter()
        .filter(|one| *one != ("title", "关于午托收费公示督办情况的通报"))
        .collect();
    let page = refused(&head, &path, "edit", &numbered).await;
    assert!(page.contains("自己写的数字“3”") && page.contains("value=\"3 件逾期\""), "typed stays");
    done(&head, &path, "edit", &draft(&facts, &["primary", "bureau"])).await;
    done(&head, &path, "submit", &[]).await;
    assert!(refused(&leader, &path, "sign", &[("document", "第12号")]).await.contains("六角括号"));
    done(&leader, &path, "sign", &[("document", "青教〔2026〕12号")]).await;
    // 红头 (GB/T 9704): number, title, facts counted, demand with its day.
    let paper = school.get(&format!("{path}/print")).await;
    for words in [
        "redhead",
        "青教〔2026〕12号",
        "一、实验小学",
        "督办逾期 1 次，发督办单 3 次。",
        "整改要求：立即公示",
        "整改期限：",
    ] {
        assert!(paper.has(words), "{words}: {}", paper.text());
    }
    done(&school, &path, "acknowledge", &[("unit", "primary")]).await;
    // Each item leads to a task of rectification, and shows it once it stands.
    let page = head.get(&path).await.text();
    let begin = page.split("href=\"/w/tasks/new?").nth(1).unwrap().split('"').next().unwrap();
    let begin = format!("/w/tasks/new?{}", begin.replace("&#38;", "&").replace("&amp;", "&"));
    let form = head.get(&begin).await;
    let proposed = form.value("source_document");
    assert_eq!(proposed, "青教〔2026〕12号");
    let title = form.value("title");
    let typed = [
        ("title", title.as_str()),
        ("lead", "primary"),
        ("content", "通报整改"),
        ("demand", "立即公示"),
        ("quality", "附公示照片"),
        ("source_kind", "rectification"),
        ("source_document", proposed.as_str()),
        ("source_item", "1"),
        ("urgency", "normal"),
    ];
    let sent = head.send_on(&form, "/w/tasks/new", &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    assert!(head.get(&path).await.has("整改督办 DB2026"), "the item shows its task");
}

/// 讲话第四十九条: scope = units selected; a person by a decision alone; public only for everybody, and
/// nobody named there.
#[tokio::test(flavor = "multi_thread")]
async fn clause_49_a_circular_goes_to_the_units_selected_and_names_by_decision_alone() {
    let county = county().await;
    overdue(&county, &LATE).await;
    let (head, leader) = (county.signed_in_again("o1").await, county.signed_in("d1").await);
    let form = head.get(&format!("{NEW}?unit=primary")).await;
    let facts = boxes(&form, "facts-primary");
    let outside = head.send_on(&form, NEW, &draft(&facts, &["willow"])).await;
    assert!(outside.status == 422 && outside.has("被通报的 实验小学 不在通报范围里"));
    let mut named = draft(&facts, &["primary", "willow"]);
    named.push(("person-primary", "s2"));
    let undecided = head.send_on(&form, NEW, &named).await;
    assert!(undecided.status == 422 && undecided.has("处理决定文号"), "{}", undecided.text());
    named.push(("decision-primary", "青教处〔2026〕1号"));
    let sent = head.send_on(&form, NEW, &named).await;
    let some = sent.goes_to();
    let all = drafted(&head, &["primary", "bureau"]).await;
    for (path, number) in [(&some, "青教〔2026〕20号"), (&all, "青教〔2026〕21号")] {
        done(&head, path, "submit", &[]).await;
        done(&leader, path, "sign", &[("document", number)]).await;
    }
    for (who, sees_some) in [("s3", true), ("w2", true), ("h1", false), ("k2", false)] {
        let browser = county.signed_in(who).await;
        let expected = if sees_some { StatusCode::OK } else { StatusCode::NOT_FOUND };
        assert_eq!(browser.get(&some).await.status, expected, "{who}");
        assert_eq!(browser.get(&all).await.status, StatusCode::OK, "{who}");
        assert_eq!(browser.get("/w/circulars").await.has("20号"), sees_some, "{who}");
    }
    let stranger = Browser::new(&county.site);
    let public = |path: &str| path.replace("/s/circulars", "/open/circulars");
    assert_eq!(stranger.get(&public(&some)).await.status, StatusCode::NOT_FOUND);
    let list = stranger.get("/open/circulars").await;
    assert!(list.has("青教〔2026〕21号") && !list.has("20号"));
    let page = stranger.get(&public(&all)).await;
    assert!(page.has("督办逾期 1 次") && page.has("实验小学"));
    for name in ["周老师", "陈校长", "午托收费公示 ·", "DB2026"] {
        assert!(!page.has(name), "{name}");
    }
}

/// A fact that does not stand any more stops the signature; what went out wrong is corrected in the
/// same scope.
#[tokio::test(flavor = "multi_thread")]
async fn what_changed_is_not_signed_and_what_was_wrong_is_corrected_in_the_same_scope() {
    let county = county().await;
    let task = overdue(&county, &LATE).await;
    let (head, leader) = (county.signed_in_again("o1").await, county.signed_in("d1").await);
    let first = drafted(&head, &["primary"]).await;
    done(&head, &first, "submit", &[]).await;
    done(&leader, &first, "sign", &[("document", "青教〔2026〕30号")]).await;
    let second = drafted(&head, &["primary"]).await;
    done(&head, &second, "submit", &[]).await;
    done(&leader, &task, "cancel", &[("reason", "重复立项")]).await;
    let no = refused(&leader, &second, "sign", &[("document", "青教〔2026〕31号")]).await;
    assert!(no.contains("1 条事实已经变化"), "{no}");
    assert!(leader.get(&second).await.has("已变化，不能签发"));
    let form = leader.get(&format!("{first}/correct")).await;
    let fact = boxes(&form, "fact");
    let empty = refused(&leader, &first, "correct", &[("text", "有误，撤回。")]).await;
    assert!(empty.contains("请至少选一项") && empty.contains(">\n有误，撤回。"));
    let correct = [("fact", fact[0].as_str()), ("text", "立项有误，撤回这一条。")];
    done(&leader, &first, "correct", &correct).await;
    let school = county.signed_in("s1").await;
    let page = school.get(&first).await;
    assert!(page.has("已更正撤回") && page.has("立项有误，撤回这一条。"));
    done(&school, &first, "acknowledge", &[("unit", "primary")]).await;
    assert!(school.get(&format!("{first}/print")).await.has("更正：立项有误"));
}

/// “Not yours” and “not there” are the same page; whoever may not draft has no form for it.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_yours_looks_like_what_is_not_there() {
    let county = county().await;
    overdue(&county, &LATE).await;
    let head = county.signed_in_again("o1").await;
    let path = drafted(&head, &["primary"]).await;
    for who in ["s1", "k1", "w1"] {
        let browser = county.signed_in(who).await;
        for end in ["", "/edit", "/print"] {
            let own = browser.get(&format!("{path}{end}")).await;
            let none = browser.get(&format!("/s/circulars/TB2026-09280099{end}")).await;
            assert_eq!((own.status, none.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
            let number = path.rsplit('/').next().unwrap();
            let bare = |page: &Page, number: &str| {
                page.text().replace(number, "N").replace(&page.value("token"), "T")
            };
            assert_eq!(bare(&own, number), bare(&none, "TB2026-09280099"), "{who} {end}");
        }
    }
    let school = county.signed_in_again("s1").await;
    assert_eq!(school.get(NEW).await.status, StatusCode::FORBIDDEN);
    let empty = head.get(NEW).await;
    let sent = head.send_on(&empty, NEW, &[]).await;
    assert!(sent.status == 422 && sent.has("请至少选一个单位"));
    let next = head.send_on(&empty, NEW, &[("unit", "willow")]).await;
    assert!(next.status == 200 && next.has("柳林小学：通报哪些事实") && next.has("没有您能看到的"));
}
