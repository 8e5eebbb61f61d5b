//! 开通: from the key that the machine shows to a portal that is open, with 600 people of whom
//! seven stand wrong in the list.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use thirtyfour::prelude::By;
use xiaoneng_app::sign_in::{code_at, read_base32};
use xiaoneng_browser::{Browser, County, Screen, Scripts, spreadsheet};

const PASSWORD: &str = "Qingshan-Lvshui-35";
const UNITS: &str = "单位名称,单位代码,性质,上级单位,电话,职责,职能\n\
    办公室,JY01,股室,,0320-6100101,统一受理；分办,办公室\n\
    实验小学,XX01,学校,,0320-6200201,转学,\n";

/// Rows that are wrong, and what is said of each.
const WRONG: [(&str, &str); 7] = [
    ("乙甲,实小,13900001000,,", "单位“实小”没找到，是不是“实验小学”？"),
    ("乙乙,实验小学,1390000100,,", "手机号 10 位，应为 11 位"),
    ("乙丙,财务部门,,,", "单位“财务部门”没找到"),
    (",办公室,,,", "没有姓名"),
    ("乙丁,办公室,,清洁工,", "没有“清洁工”这个角色"),
    ("=乙,办公室,,,", "像是公式"),
    ("员工四,办公室,13900000004,,", "手机号与第 5 行相同"),
];

/// 593 people with numbers for names, and the seven rows.
fn table() -> String {
    let mut table = String::from("姓名,单位,手机号,角色,收件岗\n");
    for n in 1..=593 {
        let unit = ["办公室", "实验小学"][n % 2];
        let desk = if n <= 2 { "A" } else { "" };
        table.push_str(&format!("员工{n},{unit},139{n:08},,{desk}\n"));
    }
    WRONG.iter().for_each(|(row, _)| table.push_str(&format!("{row}\n")));
    table
}

/// How many people the bureau has.
async fn people(county: &County) -> usize {
    county.app().known().await.unwrap().organization.persons.len()
}

async fn upload(browser: &Browser, county: &County, kind: &str, file: &Path) {
    browser.go(&county.at(&format!("/a/import?kind={kind}"))).await.unwrap();
    let field = browser.driver().find(By::Name("file")).await.unwrap();
    field.send_keys(file.display().to_string()).await.unwrap();
    browser.press_button("检查").await.unwrap();
}

/// The first form: a wrong key is told and loses nothing; the right one gives four passwords.
/// Returns that of the system administrator.
async fn establish(browser: &Browser, county: &County) -> String {
    let key = county.app().new_setup_key().await.unwrap().unwrap().to_string();
    browser.go(&county.at("/")).await.unwrap();
    browser.sees("正在准备，很快开通").await.unwrap();
    browser.go(&county.at("/a/setup")).await.unwrap();
    for (field, text) in [
        ("key", "AAAA-AAAA-AAAA-AAAA"),
        ("name", "青禾县教育体育局"),
        ("director-name", "局长甲"),
        ("system-name", "系统乙"),
        ("security-name", "安全丙"),
        ("audit-name", "审计丁"),
    ] {
        browser.type_into(field, text).await.unwrap();
    }
    browser.press_button("建立机构").await.unwrap();
    browser.sees("开通密钥不对").await.unwrap();
    assert_eq!(browser.typed_in("system-name").await.unwrap(), "系统乙");
    browser.picture("wrong-key").await.unwrap();
    browser.type_into("key", &key).await.unwrap();
    browser.press_button("建立机构").await.unwrap();
    browser.sees("只显示这一次").await.unwrap();
    browser.picture("accounts").await.unwrap();
    let cell = By::XPath("//tr[td='系统乙']/td[contains(@class, 'mono')]");
    let initial = browser.driver().find(cell).await.unwrap().text().await.unwrap();
    browser.press("以系统管理员登录，继续准备").await.unwrap();
    initial
}

/// The first sign-in: a password of one's own, and the second factor.
async fn come_in(browser: &Browser, county: &County, initial: &str) {
    browser.sees("登录").await.unwrap();
    browser.type_into("login", "系统乙").await.unwrap();
    browser.type_into("password", initial).await.unwrap();
    browser.press_button("登录").await.unwrap();
    browser.sees("改成您自己的口令").await.unwrap();
    browser.type_into("new", PASSWORD).await.unwrap();
    browser.type_into("again", PASSWORD).await.unwrap();
    browser.press_button("改口令").await.unwrap();
    browser.sees("绑定动态口令").await.unwrap();
    browser.picture("second-factor").await.unwrap();
    let secret = read_base32(&browser.text_of("form code").await.unwrap()).unwrap();
    let code = code_at(&secret, county.app().clock().now());
    browser.type_into("code", &code).await.unwrap();
    browser.press_button("绑定").await.unwrap();
    browser.sees("记下备用码").await.unwrap();
    browser.press_button("已经记下，继续").await.unwrap();
    browser.sees("还差").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bureau_is_set_up_and_six_hundred_people_are_imported() {
    let county = County::empty().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let browser = Browser::open("setting-up", Screen::Desk, Scripts::On).await.unwrap();
    let initial = establish(&browser, &county).await;
    come_in(&browser, &county, &initial).await;
    browser.sees("单位、人员、事项目录、规则").await.unwrap();
    browser.picture("list").await.unwrap();

    upload(&browser, &county, "units", &file("units.csv", UNITS.as_bytes())).await;
    browser.sees("共 2 行").await.unwrap();
    browser.press_button("导入 2 行").await.unwrap();
    browser.sees("已设立 2 个单位").await.unwrap();

    let before = people(&county).await;
    let table = table();
    for (name, bytes) in
        [("people.xlsx", spreadsheet(&table)), ("people.csv", table.clone().into_bytes())]
    {
        upload(&browser, &county, "people", &file(name, &bytes)).await;
        browser.sees("共 600 行：可导入 593，有问题 7。").await.unwrap();
        for (line, (_, says)) in (595..).zip(WRONG) {
            browser.sees(&format!("第 {line} 行")).await.unwrap();
            browser.sees(says).await.unwrap();
        }
        assert_eq!(people(&county).await, before, "nothing is written by checking {name}");
    }
    let seen = browser.look("bad-rows").await.unwrap();
    assert_eq!((&seen.findings, seen.too_wide), (&vec![], 0));
    browser.press_button("就是它").await.unwrap();
    browser.sees("共 600 行：可导入 594，有问题 6。").await.unwrap();
    assert_eq!(people(&county).await, before);
    browser.press_button("只导 594 行").await.unwrap();
    browser.sees("已导入 594 人。").await.unwrap();
    browser.picture("imported").await.unwrap();
    assert_eq!(people(&county).await, before + 594);

    browser.go(&county.at("/a/setup")).await.unwrap();
    for rest in ["还差 2 项", "还差 1 项"] {
        browser.sees(rest).await.unwrap();
        browser.press("核对过了，就用现在的").await.unwrap();
    }
    browser.press_button("对外开通").await.unwrap();
    browser.sees("已对外开通").await.unwrap();
    browser.close().await.unwrap();

    let citizen = Browser::open("setting-up", Screen::Phone, Scripts::Off).await.unwrap();
    citizen.go(&county.at("/file?unit=XX01")).await.unwrap();
    citizen.sees("实验小学").await.unwrap();
    citizen.close().await.unwrap();
    county.close().await.unwrap();
}
