//! 单位和人员: opened, described, closed; appointed, moved, gone — with what is said when it may not be.

use axum::http::StatusCode;
use xiaoneng_domain::organization::Role;

use crate::office::{Office, Seat};

async fn open(seat: &Seat<'_>, code: &str, name: &str, kind: &str) {
    seat.get("/a/org/new").await;
    let fields = [("code", code), ("name", name), ("kind", kind), ("parent", "JYJ")];
    let opened = seat.post("/a/org/new", &fields).await;
    assert_eq!(opened.goes_to, format!("/a/org/{code}"), "{}", opened.text);
}

async fn appoint(seat: &Seat<'_>, name: &str, unit: &str, role: &str) -> String {
    seat.get("/a/people/new").await;
    let fields = [("name", name), ("unit", unit), ("phone", ""), ("role", role)];
    let done = seat.post("/a/people/new", &fields).await;
    done.goes_to.strip_suffix("?saved=1").expect(&done.text).to_owned()
}

fn id(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn units_are_opened_described_and_closed() {
    let office = Office::established().await;
    let system = office.seat(Role::Sysadmin).await;
    open(&system, "XX01", "实验小学", "school").await;
    open(&system, "XX02", "柳林小学", "school").await;
    system.get("/a/org").await.says("实验小学").says("没有收件岗").says("没写电话");
    system.get("/a/org/XX01").await.says("（空着，由 刘建国 代）");
    let described = [
        ("phone", "0320-6200201"),
        ("address", "人民路 12 号"),
        ("hours", "上学日 8:00–17:30"),
        ("duties", "转学\n\n收费公示\n"),
        ("short_code", "syxx"),
    ];
    let done = system.post("/a/org/XX01/describe", &described).await;
    assert_eq!(done.goes_to, "/a/org/XX01?saved=1");
    let known = office.app.known().await.unwrap();
    let kept = &known.organization.unit(&"XX01".into()).unwrap().description;
    assert_eq!(kept.duties, ["转学", "收费公示"]);
    let mut wrong = described;
    wrong[0].1 = "没有电话";
    let refused = system.post("/a/org/XX01/describe", &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("href=\"#phone\"").says("电话“没有电话”看不懂").says("value=\"没有电话\"");
    system.post("/a/org/XX01/rename", &[("new_name", "青禾县实验小学")]).await;
    let nobody = system.post("/a/org/XX02/close", &[("successor", "")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let closed = system.post("/a/org/XX02/close", &[("successor", "XX01")]).await;
    assert_eq!(closed.goes_to, "/a/org");
    system.get("/a/org").await.says("由“青禾县实验小学”承接");
    let again = [("code", "XX02"), ("name", "新小学"), ("kind", "school"), ("parent", "JYJ")];
    system.post("/a/org/new", &again).await.says("已经用过");
    assert_eq!(system.get("/a/org/XX02").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn people_are_appointed_seated_moved_and_leave() {
    let office = Office::established().await;
    let system = office.seat(Role::Sysadmin).await;
    open(&system, "XX01", "实验小学", "school").await;
    open(&system, "JY01", "办公室", "section").await;
    let head = appoint(&system, "陈校长", "XX01", "principal").await;
    let clerk = appoint(&system, "周老师", "XX01", "clerk").await;
    let seated = system.post("/a/org/XX01/head", &[("head_person", id(&head))]).await;
    assert_eq!(seated.goes_to, "/a/org/XX01?saved=1", "{}", seated.text);
    system.post("/a/org/XX01/desk", &[("desk_a", id(&clerk)), ("desk_b", "")]).await;
    system.get(&head).await.says("实验小学负责人").says("没有在办的事。");
    system.get(&clerk).await.says("实验小学收件岗");
    let both = system.post(&format!("{head}/roles"), &[("role", "sysadmin")]).await;
    both.says("三名管理员由局长确定");
    let moved = system.post(&format!("{clerk}/move"), &[("unit", "JY01")]).await;
    assert_eq!(moved.goes_to, format!("{clerk}?saved=1"));
    system.get(&clerk).await.says("办公室").says("没有担任");
    system.post(&format!("{head}/leave"), &[]).await;
    system.get(&head).await.says("已离职");
    let bad = [("name", ""), ("unit", ""), ("phone", "139"), ("role", "staff")];
    let refused = system.post("/a/people/new", &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("有 3 处要改").says("您填了 3 位");
}
