//! 开通 in the browser: the key, the four people, the list, 600 people with 7 bad rows, the opening
//! (issue: set-up → import 600 people with 7 bad rows; ux 2.5, 3.15).

use axum::http::StatusCode;
use xiaoneng_domain::organization::Role;

use crate::office::{Office, Page, Seat};

const UNITS: &str = "单位名称,单位代码,性质,上级单位,电话,职责,职能\n\
    办公室,JY01,股室,,0320-6100101,统一受理；分办,办公室\n\
    实验小学,XX01,学校,,0320-6200201,转学,\n";

fn four(key: &str) -> Vec<(&str, &str)> {
    vec![
        ("key", key),
        ("name", "青禾县教育体育局"),
        ("director-name", "刘建国"),
        ("system-name", "吴小军"),
        ("security-name", "安静"),
        ("audit-name", "沈明"),
    ]
}

/// Checks a table and writes what is good.
async fn import(seat: &Seat<'_>, kind: &str, table: &str) -> Page {
    seat.get(&format!("/a/import?kind={kind}")).await;
    let checked = seat.post("/a/import", &[("kind", kind), ("table", table)]).await;
    let (good, table) = (checked.value("good"), checked.area());
    let fields = [("kind", kind), ("table", &table), ("good", &good), ("do", "apply")];
    seat.post("/a/import", &fields).await
}

#[tokio::test]
async fn an_empty_installation_is_set_up_with_the_key_that_was_shown() {
    let office = Office::empty().await;
    let seat = office.anybody();
    let closed = seat.get("/").await;
    assert_eq!(closed.status, StatusCode::SERVICE_UNAVAILABLE);
    closed.says("正在准备，很快开通").says("/a/setup");
    seat.get("/en").await.says("Opening soon");
    let key = office.app.new_setup_key().await.unwrap().unwrap().to_string();
    seat.get("/a/setup").await.says("开通密钥");
    let refused = seat.post("/a/setup", &four("AAAA-AAAA-AAAA-AAAA")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("有错误：").says("开通密钥不对").says("value=\"刘建国\"");
    let made = seat.post("/a/setup", &four(&key)).await;
    assert_eq!(made.status, StatusCode::OK);
    made.says("只显示这一次").says("吴小军").says("class=\"mono\"");
    let again = seat.post("/a/setup", &four(&key)).await;
    assert_eq!((again.status, again.goes_to.as_str()), (StatusCode::SEE_OTHER, "/a/setup"));
    let known = seat.get("/a/setup").await;
    assert_eq!(known.goes_to, "/login?next=/a/setup", "the list is for those who are signed in");
}

#[tokio::test]
async fn six_hundred_people_with_seven_bad_rows_are_imported_and_the_portal_opens() {
    let office = Office::established().await;
    let system = office.seat(Role::Sysadmin).await;
    system.get("/a/setup").await.says("还差 4 项才能开通：单位、人员、事项目录、规则。");
    import(&system, "units", UNITS).await.says("已设立 2 个单位");

    let mut table = String::from("姓名,单位,手机号,角色,收件岗\n");
    for n in 1..=593 {
        let unit = ["办公室", "实验小学"][n % 2];
        let desk = if n <= 2 { "A" } else { "" };
        table.push_str(&format!("员工{n},{unit},139{n:08},,{desk}\n"));
    }
    table.push_str("王芳,实小,13900001000,,\n李强,实验小学,1390000100,,\n赵六,财务部门,,,\n");
    table
        .push_str(",办公室,,,\n钱七,办公室,,清洁工,\n=cmd,办公室,,,\n员工4,办公室,13900000004,,\n");
    system.get("/a/import?kind=people").await;
    let checked = system.post("/a/import", &[("kind", "people"), ("table", &table)]).await;
    checked.says("共 600 行：可导入 593，有问题 7。").says("第 595 行").says("只导 593 行");
    checked.says("单位“实小”没找到，是不是“实验小学”？").says("就是它");
    checked.says("手机号 10 位，应为 11 位");
    let text = checked.area();
    let meant = [("kind", "people"), ("table", text.as_str()), ("add", "实小→实验小学")];
    let meant = system.post("/a/import", &meant).await;
    meant.says("共 600 行：可导入 594，有问题 6。").says("“实小”就是“实验小学”");
    let good = meant.value("good");
    let same = ("same", "实小→实验小学");
    let stale = [("kind", "people"), ("table", &text), same, ("good", "593"), ("do", "apply")];
    system.post("/a/import", &stale).await.says("请看一眼再导入");
    let apply = [("kind", "people"), ("table", &text), same, ("good", &good), ("do", "apply")];
    system.post("/a/import", &apply).await.says("已导入 594 人。");
    let again = system.post("/a/import", &[("kind", "people"), ("table", &text), same]).await;
    again.says("可导入 0").says("另有 595 行已经在册");

    let tasks = system.get("/a/setup").await;
    tasks.says("还差 2 项才能开通：事项目录、规则。");
    assert_eq!(office.anybody().get("/").await.status, StatusCode::SERVICE_UNAVAILABLE);
    for task in ["catalogue", "rules"] {
        system.post("/a/setup/confirm", &[("task", task)]).await;
    }
    system.get("/a/setup").await.says("可以对外开通");
    system.post("/a/setup/open", &[]).await;
    system.get("/a/setup").await.says("已对外开通");
    assert_eq!(office.anybody().get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_table_is_said_and_kept() {
    let office = Office::established().await;
    let system = office.seat(Role::Sysadmin).await;
    system.get("/a/import?kind=people").await;
    let refused = system.post("/a/import", &[("kind", "people"), ("table", "王芳 实验小学")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("缺少列：姓名、单位").says("王芳 实验小学");
    let empty = system.post("/a/import", &[("kind", "people"), ("table", " ")]).await;
    empty.says("请粘贴内容，或选一个文件");
    let script = "姓名,单位\n<script>alert(1)</script>,\"'; DROP TABLE event;--\"\n";
    let checked = system.post("/a/import", &[("kind", "people"), ("table", script)]).await;
    assert!(!checked.has("<script>alert"), "{}", checked.text);
}

#[tokio::test]
async fn accounts_are_opened_and_their_passwords_shown_once() {
    let office = Office::established().await;
    let system = office.seat(Role::Sysadmin).await;
    import(&system, "units", UNITS).await;
    import(&system, "people", "姓名,单位\n王芳,实验小学\n王芳2,实验小学\n李强,办公室\n").await;
    system.get("/a/people").await.says("还有 3 人没有账号。");
    system.get("/a/people/accounts").await.says("开通 3 人，显示口令单");
    let slips = system.post("/a/people/accounts", &[]).await;
    slips.says("口令单").says("王芳2").says("在职人员都有账号。");
    let hidden = system.get("/a/people/accounts").await;
    assert!(!hidden.has("口令单</h1>"), "shown once");
    let login = office.app.person_of_login("李强").await.unwrap();
    assert!(login.is_some());
}

/// Numbers that pages say are those of the settings.
#[tokio::test]
async fn how_long_a_first_password_lasts_is_what_the_settings_say() {
    let office = Office::empty_with("[sign_in]\ninitial_password_days = 3\n").await;
    let key = office.app.new_setup_key().await.unwrap().unwrap().to_string();
    let seat = office.anybody();
    seat.get("/a/setup").await.says("16 位字母和数字");
    seat.post("/a/setup", &four(&key)).await.says("只显示这一次，3 天内有效。");
    let system = office.seat(Role::Sysadmin).await;
    import(&system, "units", UNITS).await;
    import(&system, "people", "姓名,单位\n王芳,实验小学\n").await;
    system.get("/a/people/accounts").await.says("3 天内有效").says("一次最多开通 100 人");
}
