//! 群众: filing on a telephone, following it with a code, with scripts and without.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use xiaoneng_browser::{Browser, County, Screen, Scripts};

const STORY: &str = "三年级午托费没有公示标准，想知道收费依据是哪份文件。𠮷";

#[tokio::test(flavor = "multi_thread")]
async fn a_parent_files_on_the_phone_and_follows_with_the_code() {
    let county = County::with_matters(3).await.unwrap();
    for (scripts, name) in [(Scripts::On, "filing"), (Scripts::Off, "filing-without-scripts")] {
        let phone = Browser::open(name, Screen::Phone, scripts).await.unwrap();
        phone.go(&county.at("/")).await.unwrap();
        phone.press("我要反映 / 办事").await.unwrap();
        // Sent empty: what is missing is said, twice in the same words.
        phone.press("下一步：核对").await.unwrap();
        phone.sees("请写什么事，一两句就行").await.unwrap();
        phone.picture("errors").await.unwrap();
        phone.choose("who", "unit").await.unwrap();
        phone.choose("unit", "XX07").await.unwrap();
        phone.type_into("story", STORY).await.unwrap();
        phone.type_into("name", "王女士").await.unwrap();
        phone.type_into("phone", "+86 138-0000 0000").await.unwrap();
        phone.press("下一步：核对").await.unwrap();
        phone.sees("点“提交”后我们才收到").await.unwrap();
        phone.sees(STORY).await.unwrap();
        phone.picture("check").await.unwrap();
        phone.press_button("提交").await.unwrap();
        phone.sees("已收到").await.unwrap();
        phone.picture("receipt").await.unwrap();
        let code = phone.text_of(".receipt__code").await.unwrap();
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(digits.len(), 12, "{code}");
        // Loaded again, the same code; in no address.
        phone.driver().refresh().await.unwrap();
        assert_eq!(phone.text_of(".receipt__code").await.unwrap(), code);
        assert!(!phone.driver().current_url().await.unwrap().as_str().contains(&digits));
        phone.close().await.unwrap();

        let other = Browser::open(name, Screen::Phone, scripts).await.unwrap();
        other.go(&county.at("/track")).await.unwrap();
        other.type_into("code", "123").await.unwrap();
        other.press_button("查询").await.unwrap();
        other.sees("查询码是 12 位数字").await.unwrap();
        other.type_into("code", &digits).await.unwrap();
        other.press_button("查询").await.unwrap();
        other.sees("人民路小学").await.unwrap();
        other.sees("办理过程").await.unwrap();
        assert!(!other.driver().current_url().await.unwrap().as_str().contains(&digits));
        other.picture("progress").await.unwrap();
        other.press("我要催办").await.unwrap();
        other.press_button("催一下").await.unwrap();
        other.sees("请选为什么催").await.unwrap();
        other.close().await.unwrap();
    }
    county.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_qr_code_leads_to_filing_for_that_school() {
    let county = County::with_matters(2).await.unwrap();
    let phone = Browser::open("qr", Screen::Phone, Scripts::On).await.unwrap();
    phone.go(&county.at("/q/XX07")).await.unwrap();
    phone.sees("人民路小学").await.unwrap();
    phone.picture("landing").await.unwrap();
    phone.press("反映问题或办事").await.unwrap();
    let chosen = phone.text_of("select[name=unit] option:checked").await.unwrap();
    assert_eq!(chosen, "人民路小学");
    phone.close().await.unwrap();
    county.close().await.unwrap();
}
