//! 督导与抽查 at the doors: a spot check drawn by a published seed that anybody can draw again, follow-up
//! calls, a visit to a school from plan to re-check, and what nobody else learns.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use axum::http::StatusCode;
use common::browser::{Browser, Page};
use common::county::{County, staff};
use common::papers::photograph;
use sha2::{Digest as _, Sha256};
use xiaoneng_app::file::{Filing, Marks};
use xiaoneng_app::inspections::QuestionsFor;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::InspectionNumber;
use xiaoneng_domain::inspection::{Candidate, Inspection, Stage};
use xiaoneng_domain::matter::{Accept, Channel, DeliveryWay, GiveResult, Outcome, RecordDelivery};
use xiaoneng_domain::text::Written;

const SETTINGS: &str = "[sign_in]\nsecond_factor = \"nobody\"\n";
const LIST: &str = "/s/inspections";

async fn county() -> County {
    County::found_with(SETTINGS).await
}

fn plan<'a>(kind: &'a str, school: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("kind", kind),
        ("office", "inspection"),
        ("school", school),
        ("scope", "首问登记和时限公示"),
        ("planned", "2026-09-24"),
        ("inspector", "i2"),
        ("inspector", "o2"),
        ("inspector", "a2"),
    ]
}

/// Plans one; its path.
async fn planned(who: &Browser, typed: &[(&str, &str)]) -> String {
    let form = who.get("/s/inspections/new").await;
    let sent = who.send_on(&form, "/s/inspections/new", typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    sent.goes_to()
}

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
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
    assert!(sent.text().contains("<title>有错误："), "{act}");
    sent.text()
}

/// The same with a photograph as evidence.
async fn shows(who: &Browser, path: &str, act: &str, typed: &[(&str, &str)]) {
    let path = format!("{path}/{act}");
    let hidden = who.get(&path).await.hidden();
    let own = hidden.iter().filter(|(name, _)| name != "token");
    let mut all: Vec<(&str, &str)> =
        own.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend_from_slice(typed);
    let photo = photograph();
    let sent = who.post_files(&path, &all, &[("pic", "现场.jpg", &photo)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{act}: {}", sent.text());
}

async fn standing(county: &County, path: &str) -> Inspection {
    let number = InspectionNumber::from(path.rsplit('/').next().unwrap());
    county.app.inspection(&staff("d1"), &number).await.unwrap().unwrap().state
}

fn drawn(inspection: &Inspection) -> Vec<&str> {
    inspection.drawn.as_ref().unwrap().result.iter().map(Candidate::as_str).collect()
}

/// All questions of a kind answered the same.
fn answered<'a>(of: QuestionsFor, subject: &'a str, answer: &'a str) -> Vec<(&'a str, &'a str)> {
    let answers = of.all().iter().map(|question| (question.code(), answer));
    std::iter::once(("subject", subject)).chain(answers).collect()
}

/// A matter that a unit has answered and delivered.
async fn completed(county: &County, unit: &str) -> String {
    let filing = Filing {
        channel: Channel::Portal,
        petitioner: None,
        matter_type: "question".into(),
        unit: Some(unit.into()),
        story: "想问一下转学要带什么。".to_owned(),
        concerned: None,
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    };
    let app = &county.app;
    let number = app.file(&Actor::Citizen("c1".into()), filing).await.unwrap().number;
    let matter = app.matter(&number).await.unwrap().unwrap();
    let by = staff(matter.responsible.unwrap().holder.person.as_str());
    app.act(&by, &number, Accept {}).await.unwrap();
    let text = Written::new("户口本和学籍证明各一份，当天就能办好。", app.chance().bytes());
    app.act(&by, &number, GiveResult { outcome: Outcome::Resolved, text }).await.unwrap();
    app.act(&by, &number, RecordDelivery { way: DeliveryWay::NoticeSent }).await.unwrap();
    number.to_string()
}

/// 抽取 as anybody does it with `sha256sum` and `sort`.
fn drawn_by_hand(seed: &str, list: &str, count: usize) -> Vec<String> {
    let lot = |id: &str| hex::encode(Sha256::digest(format!("xiaoneng/draw/1\n{seed}\n{id}")));
    let mut lots: Vec<(String, &str)> = list.lines().map(|id| (lot(id), id)).collect();
    lots.sort();
    lots.into_iter().take(count).map(|(_, id)| id.to_owned()).collect()
}

/// 抽查 (ux F15; decisions 0080, 0084): seed and digest first; then the draw; list and result once all
/// is checked; and a stranger who downloads the list draws the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_spot_check_is_drawn_by_a_published_seed_and_a_stranger_draws_it_again() {
    let county = county().await;
    let (office, stranger) = (county.signed_in("i2").await, Browser::new(&county.site));
    let path = planned(&office, &plan("spot_check", "")[..5]).await;
    let public = path.replace("/s/inspections", "/open/draws");
    assert_eq!(stranger.get(&public).await.status, StatusCode::NOT_FOUND);
    let too_many = [("list", "schools"), ("sample", "5")];
    assert!(refused(&office, &path, "seed", &too_many).await.contains("名单有 4 项"));
    done(&office, &path, "seed", &[("list", "schools"), ("sample", "2")]).await;
    let page = stranger.get(&public).await;
    let seed = standing(&county, &path).await.seed.unwrap().facts;
    assert!(page.has(&seed.seed.to_string()) && page.has(&seed.universe.to_string()));
    assert!(page.has("还没有抽取"));
    assert_eq!(stranger.get(&format!("{public}/list.txt")).await.status, StatusCode::NOT_FOUND);
    // At the very moment of publication nothing is drawn yet.
    assert!(refused(&office, &path, "draw", &[]).await.contains("种子还没有公布"));
    county.it_is("2026-09-22T15:00");
    let office = county.signed_in_again("i2").await;
    done(&office, &path, "draw", &[]).await;
    let result = standing(&county, &path).await;
    let heads = [("primary", "s1"), ("willow", "w1"), ("high", "h1"), ("kindergarten", "g1")];
    let head = |school: &str| heads.iter().find(|(one, _)| *one == school).unwrap().1;
    assert!(stranger.get(&public).await.has("正在检查"));
    for school in drawn(&result) {
        let who = county.signed_in(head(school)).await;
        assert_eq!(who.get(&path).await.status, StatusCode::NOT_FOUND, "before its record");
        let mut typed = answered(QuestionsFor::Unit, school, "no");
        typed.push(("remark", "登记本缺三页"));
        done(&office, &path, "record", &typed).await;
        let seen = who.get(&path).await;
        assert!(seen.has("登记本缺三页"), "{}", seen.text());
        assert!(who.get("/w/inspections").await.has(path.rsplit('/').next().unwrap()));
    }
    let page = stranger.get(&public).await;
    assert!(page.has("结果一致"), "{}", page.text());
    let list = stranger.get(&format!("{public}/list.txt")).await.text();
    assert_eq!(list, "high\nkindergarten\nprimary\nwillow\n");
    assert_eq!(drawn_by_hand(&seed.seed.to_string(), &list, 2), drawn(&result));
    assert!(stranger.get("/open/draws").await.has("从 4 项里抽 2 项"));
    assert!(stranger.get(&format!("/en{public}")).await.has("the same result"));
}

/// 回访 (ux F15): drawn among what was completed; never made by who handled it; what was typed stays.
#[tokio::test(flavor = "multi_thread")]
async fn follow_up_calls_are_drawn_and_never_made_by_who_handled_it() {
    let county = county().await;
    let number = completed(&county, "education").await;
    let office = county.signed_in("i2").await;
    let path = planned(&office, &plan("spot_check", "")[..5]).await;
    let backwards =
        [("list", "completed"), ("from", "2026-09-30"), ("until", "2026-09-01"), ("sample", "一")];
    let page = refused(&office, &path, "seed", &backwards).await;
    assert!(page.contains("结束日期早于开始日期") && page.contains("请写一个数"), "{page}");
    assert!(page.contains("value=\"2026-09-30\"") && page.contains("value=\"一\""), "typed stays");
    let days =
        [("list", "completed"), ("from", "2026-09-01"), ("until", "2026-09-30"), ("sample", "1")];
    done(&office, &path, "seed", &days).await;
    county.it_is("2026-09-23T09:30");
    let office = county.signed_in_again("i2").await;
    done(&office, &path, "draw", &[]).await;
    let result = standing(&county, &path).await;
    assert_eq!(drawn(&result), [number.as_str()]);
    let handler = county.signed_in("k2").await;
    assert_eq!(handler.get(&format!("{path}/record")).await.status, StatusCode::NOT_FOUND);
    let form = office.get(&format!("{path}/record")).await;
    assert!(form.has("您反映的事办结了吗") && form.has("看不出"));
    let some = [("subject", number.as_str()), ("call_settled", "yes"), ("remark", "没打通两次")];
    let page = refused(&office, &path, "record", &some).await;
    assert!(page.contains("没打通两次") && page.contains("请选一项"));
    let typed = answered(QuestionsFor::Matter, &number, "unclear");
    done(&office, &path, "record", &typed).await;
    let checks = standing(&county, &path).await.checks;
    assert_eq!(checks.values().next().unwrap().facts.unit.as_str(), "education");
}

/// 教育督导条例第十六至二十三条, through the doors: notice, self-assessment, visit by three with all
/// heard, opinion after the defence, rectification with evidence, returned once, re-checked, public.
#[tokio::test(flavor = "multi_thread")]
async fn a_school_is_visited_heard_puts_right_and_is_looked_at_again() {
    let county = county().await;
    let (office, _) = (county.signed_in("i2").await, county.signed_in("i1").await);
    let form = office.get("/s/inspections/new").await;
    let sent = office.send_on(&form, "/s/inspections/new", &[("kind", "special")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let own = [&plan("special", "primary")[..], &[("inspector", "s2")]].concat();
    let sent = office.send_on(&form, "/s/inspections/new", &own).await;
    assert!(sent.status == StatusCode::UNPROCESSABLE_ENTITY && sent.has("应当回避"));
    let path = planned(&office, &plan("special", "primary")).await;
    let school = county.signed_in("s1").await;
    assert_eq!(school.get(&path).await.status, StatusCode::NOT_FOUND, "before the notice");
    done(&office, &path, "notify", &[("letter", "九月二十四日到校督导")]).await;
    assert!(school.get("/w/inspections").await.has("实验小学"));
    done(&school, &path, "assess", &[("text", "自评两处不足")]).await;
    county.it_is("2026-09-24T15:00");
    let office = county.signed_in_again("i2").await;
    let (head, school) = (county.signed_in_again("i1").await, county.signed_in_again("s1").await);
    let three = [("present", "i2"), ("present", "o2"), ("present", "a2")];
    let visit = [&three[..], &[("heard", "public"), ("record", "看了公示栏")]].concat();
    assert!(refused(&office, &path, "visit", &visit).await.contains("家长"));
    let heard = ["public", "pupils", "parents", "teachers"].map(|one| ("heard", one));
    shows(&office, &path, "visit", &[&three[..], &heard, &[("record", "看了公示栏")]].concat())
        .await;
    assert_eq!(school.get(&format!("{path}/file/1")).await.status, StatusCode::OK);
    let other = county.signed_in("w1").await;
    assert_eq!(other.get(&format!("{path}/file/1")).await.status, StatusCode::NOT_FOUND);
    done(&office, &path, "preliminary", &[("text", "两处要改")]).await;
    let opinion = [("text", "限期整改"), ("issues", "公示缺电话\n登记缺页")];
    assert!(refused(&head, &path, "opinion", &opinion).await.contains("可以申辩到"));
    done(&school, &path, "defend", &[("kind", "state"), ("text", "电话昨天刚换")]).await;
    done(&head, &path, "opinion", &opinion).await;
    let page = school.get(&path).await;
    assert!(page.has("公示缺电话") && page.has("待整改"));
    let both = [("issue", "1"), ("issue", "2"), ("text", "已改")];
    let bare = refused(&school, &path, "rectify", &both).await;
    assert!(bare.contains("没有附佐证") && bare.contains(">\n已改"), "{bare}");
    shows(&school, &path, "rectify", &both).await;
    let twice = [("closed", "1"), ("returned", "1"), ("record", "看过")];
    assert!(refused(&office, &path, "verify", &twice).await.contains("不能又销号又退回"));
    let look = [("closed", "1"), ("returned", "2"), ("record", "登记仍缺页")];
    done(&office, &path, "verify", &look).await;
    assert!(school.get(&path).await.has("核查退回 1 次"));
    shows(&school, &path, "rectify", &[("issue", "2"), ("text", "已补齐")]).await;
    done(&office, &path, "verify", &[("closed", "2"), ("record", "补齐了")]).await;
    done(&head, &path, "report", &[("report", "督导报告全文")]).await;
    done(&office, &path, "file", &[("reference", "督档〔2026〕7 号")]).await;
    assert_eq!(standing(&county, &path).await.stage(), Stage::Filed);
    let ended = county.signed_in("e2").await.get("/s/inspections?show=ended").await;
    assert!(ended.has("实验小学") && ended.has("已归档"), "{}", ended.text());
}

/// “Not yours” and “not there” are the same page, to the last letter.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_yours_looks_like_what_is_not_there() {
    let county = county().await;
    let office = county.signed_in("i2").await;
    let path = planned(&office, &plan("regular", "primary")).await;
    for who in ["s1", "s2", "k1", "w1", "d2"] {
        let browser = county.signed_in(who).await;
        for end in ["", "/notify", "/file/1"] {
            let (own, none) = (format!("{path}{end}"), format!("{LIST}/JC2026-09220099{end}"));
            let (own, none) = (browser.get(&own).await, browser.get(&none).await);
            assert_eq!((own.status, none.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
            let bare = |page: &Page, number: &str| {
                let token = page.value("token");
                page.text().replace(number, "N").replace(&token, "T")
            };
            let number = path.rsplit('/').next().unwrap();
            assert_eq!(bare(&own, number), bare(&none, "JC2026-09220099"), "{who} {end}");
        }
        for list in [LIST, "/w/inspections"] {
            let number = path.rsplit('/').next().unwrap();
            assert!(!browser.get(list).await.has(number), "{who} {list}");
        }
    }
}
