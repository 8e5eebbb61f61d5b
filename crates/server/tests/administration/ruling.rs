//! 规则、日历、备份、核验: read, checked with file and line, proposed by one, approved by another.

use axum::http::StatusCode;
use xiaoneng_domain::organization::Role;

use crate::office::Office;

#[tokio::test]
async fn a_rule_is_checked_proposed_and_approved_by_another() {
    let office = Office::established().await;
    let (system, director) = (office.seat(Role::Sysadmin).await, office.seat(Role::Director).await);
    system.get("/a/rules").await.says("national/limits.toml").says("没有待批准的提请");
    system.get("/a/catalog").await.says("承诺时限");
    let path = "national/limits.toml";
    let text = system.get(&format!("/a/rules/file?path={path}")).await.area();
    let broken = text.replacen("[extension]", "[extention]", 1);
    let checked = [("path", path), ("text", broken.as_str()), ("do", "check")];
    let refused = system.post("/a/rules/file", &checked).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("有错误：").says("national/limits.toml 第").says("extention").says("应当：");
    let changed = format!("# 今年修订\n{text}");
    let sound = [("path", path), ("text", changed.as_str()), ("do", "check")];
    system.post("/a/rules/file", &sound).await.says("检查通过");
    let propose = |from: &'static str| {
        [("path", path), ("text", changed.as_str()), ("do", "propose"), ("from", from)]
    };
    system.post("/a/rules/file", &propose("昨天")).await.says("没看懂这个日期");
    system.post("/a/rules/file", &propose("2026-11-23")).await.says("规则不能溯及既往");
    let proposed = system.post("/a/rules/file", &propose("2026-12-01")).await;
    assert_eq!(proposed.goes_to, "/a/rules?proposed=1", "{}", proposed.text);
    system
        .get("/a/rules/proposal/1")
        .await
        .says("diff-in")
        .says("今年修订")
        .says("2026 年 12 月 1 日");
    let own = system.post("/a/rules/proposal/1/approve", &[]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    director.get("/a/rules/proposal/1").await;
    let approved = director.post("/a/rules/proposal/1/approve", &[]).await;
    assert_eq!(approved.goes_to, "/a/rules?done=approve");
    system.get("/a/rules").await.says("自 2026 年 12 月 1 日 起执行").says("没有待批准的提请");
    for outside in ["../etc/passwd", "national/../../x.toml", "keys/master.key"] {
        let refused = [("path", outside), ("text", "x"), ("do", "check")];
        let answer = system.post("/a/rules/file", &refused).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{outside}");
    }
}

/// The clock stands at 23 November 2026: the notice for 2027 is missing and asked for.
#[tokio::test]
async fn the_next_years_notice_is_asked_for_from_november_on() {
    let office = Office::established().await;
    let (system, director) = (office.seat(Role::Sysadmin).await, office.seat(Role::Director).await);
    system.get("/a/calendar").await.says("国办发明电〔2025〕7号").says("请尽快录入");
    system.get("/a").await.says("2027 年的放假通知还没有录入");
    let path = "calendar/2027.toml";
    let text = system.get(&format!("/a/rules/file?path={path}")).await.area();
    assert!(text.contains("year = 2027"), "{text}");
    let text = text.replace("number = \"\"", "number = \"国办发明电〔2026〕5号\"");
    let fields = [
        ("path", path),
        ("text", text.as_str()),
        ("do", "propose"),
        ("notice", "国办发明电〔2026〕5号"),
    ];
    let proposed = system.post("/a/rules/file", &fields).await;
    assert_eq!(proposed.goes_to, "/a/rules?proposed=1", "{}", proposed.text);
    director.get("/a/rules").await.says("2027 年工作日安排");
    director.get("/a/rules/proposal/1").await.says("国办发明电〔2026〕5号");
    director.post("/a/rules/proposal/1/approve", &[]).await;
    let page = system.get("/a/calendar").await;
    page.says("国办发明电〔2026〕5号");
    assert!(!page.has("请尽快录入"));
}

#[tokio::test]
async fn backups_are_made_drilled_and_fetched() {
    let office = Office::established().await;
    let system = office.seat(Role::Sysadmin).await;
    system.get("/a").await.says("从来没有备份过");
    system.get("/a/backup").await.says("还没有备份。");
    let made = system.post("/a/backup", &[]).await;
    let name = made.goes_to.strip_prefix("/a/backup?made=").expect(&made.text).to_owned();
    system.get(&made.goes_to).await.says("已备份：");
    let drilled = system.post("/a/backup/drill", &[("name", &name)]).await;
    system.get(&drilled.goes_to).await.says("演练成功：读回");
    let file = system.get(&format!("/a/backup/{name}")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.text.starts_with("XIAONENG-BACKUP"));
    for outside in ["..%2f..%2fkeys%2fmaster.key", "nothing.xnbak"] {
        let answer = system.get(&format!("/a/backup/{outside}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{outside}");
    }
}

#[tokio::test]
async fn the_ledger_is_verified_and_its_anchor_shown() {
    let office = Office::established().await;
    let auditor = office.seat(Role::Auditadmin).await;
    auditor.get("/a/audit").await.says("当日锚点").says("条记录");
    let begun = auditor.post("/a/audit", &[]).await;
    assert_eq!(begun.goes_to, "/a/audit");
    auditor.get("/a/audit").await.says("核验通过：");
    auditor.get("/a").await.says("核验通过");
}
