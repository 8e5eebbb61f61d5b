//! 附件 that staff attach: checked like those of the public, seen by those who may read the matter,
//! and by the citizen where they go with an answer to him.

use crate::common::browser::Browser;
use crate::common::county::County;
use crate::common::papers::{PROGRAM, photograph};
use crate::desk::{Desk, grievance, matter};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::CameWith;

const ANSWER: &str = "收费公示已经补上，照片附后。";

/// A matter filed with a code, and the browser of who filed it.
async fn filed_with_code(county: &County) -> (MatterNumber, Browser) {
    let form = county.app.new_form();
    let filing = grievance(None);
    let receipt = county.app.file_with_code(None, &form, filing, Vec::new()).await.unwrap();
    let citizen = Browser::new(&county.site);
    citizen.get("/track").await;
    let code = receipt.code.unwrap().to_string();
    assert_eq!(citizen.post("/track", &[("code", &code)]).await.status, 303);
    (receipt.holder.matter, citizen)
}

/// With what the papers of a matter came.
async fn papers(county: &County, number: &MatterNumber) -> Vec<CameWith> {
    matter(county, number).await.attachments.iter().map(|one| one.with).collect()
}

#[tokio::test]
async fn a_photograph_with_an_answer_is_seen_by_the_citizen_and_by_no_stranger() {
    let county = County::found().await;
    let (number, citizen) = filed_with_code(&county).await;
    let desk = Desk::of(&county, "k2").await;
    let path = format!("/w/m/{number}/reply");
    let form = desk.get(&path).await;
    assert!(form.has("multipart/form-data") && form.has("最多 4 个"), "{}", form.text());
    let photo = photograph();
    let typed = [("text", ANSWER), ("handler", ""), ("by", "")];
    let sent = desk.submit_files(&form, &path, &typed, &[("公示.jpg", &photo)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(papers(&county, &number).await, [CameWith::Answer]);

    let page = desk.get(&format!("/w/m/{number}")).await;
    let file = format!("/w/m/{number}/file/1");
    assert!(page.has(&file) && page.has("随答复"), "{}", page.text());
    let kept = desk.get(&file).await;
    assert_eq!(kept.headers["content-type"], "image/jpeg");
    let disposition = kept.headers["content-disposition"].to_str().unwrap().to_owned();
    assert!(disposition.starts_with("attachment"), "{disposition}");
    assert!(!kept.bytes.windows(3).any(|part| part == b"GPS"), "the place is taken out");

    let page = citizen.get(&format!("/t/{number}")).await;
    let theirs = format!("/t/{number}/files/1");
    assert!(page.has(&theirs), "{}", page.text());
    assert_eq!(citizen.get(&theirs).await.bytes, kept.bytes);
    let stranger = Desk::of(&county, "s2").await;
    assert_eq!(stranger.get(&file).await.status, 404, "another unit does not read the matter");
    let nobody = Browser::new(&county.site);
    assert!(nobody.get(&theirs).await.goes_to().starts_with("/track"));
}

#[tokio::test]
async fn a_record_is_for_the_office_and_a_paper_may_be_given_to_the_citizen() {
    let county = County::found().await;
    let (number, citizen) = filed_with_code(&county).await;
    let desk = Desk::of(&county, "k2").await;
    let path = format!("/w/m/{number}/paper");
    let photo = photograph();
    let form = desk.get(&path).await;
    let inside = [("action", "现场照片"), ("seen", "staff")];
    let none = desk.submit_files(&form, &path, &inside, &[]).await;
    assert_eq!(none.status, 422);
    assert!(none.has("请选一个文件") && none.has("现场照片"), "{}", none.text());
    let sent = desk.submit_files(&form, &path, &inside, &[("一.jpg", &photo)]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let twice = desk.submit_files(&form, &path, &inside, &[("一.jpg", &photo)]).await;
    assert_eq!(twice.status, 303, "sent twice");
    assert_eq!(papers(&county, &number).await, [CameWith::Record], "kept once");
    let page = citizen.get(&format!("/t/{number}")).await;
    assert!(!page.has("/files/1") && !page.has("现场照片"), "{}", page.text());
    let closed = citizen.get(&format!("/t/{number}/files/1")).await;
    assert_eq!(closed.status, 404, "whoever guesses the address finds nothing");

    let form = desk.get(&path).await;
    let outside = [("action", "给家长的收费清单"), ("seen", "citizen")];
    desk.submit_files(&form, &path, &outside, &[("二.jpg", &photo)]).await;
    let page = citizen.get(&format!("/t/{number}")).await;
    assert!(page.has(&format!("/t/{number}/files/2")), "{}", page.text());
    assert!(!page.has("给家长的收费清单"), "what the note says is for the office");
    let page = desk.get(&format!("/w/m/{number}")).await;
    assert!(page.has("仅内部") && page.has("给家长的收费清单"), "{}", page.text());
}

#[tokio::test]
async fn what_is_refused_says_why_and_what_was_good_is_held() {
    let county = County::found().await;
    let (number, _) = filed_with_code(&county).await;
    let desk = Desk::of(&county, "k2").await;
    let path = format!("/w/m/{number}/reply");
    let form = desk.get(&path).await;
    let photo = photograph();
    let files: [(&str, &[u8]); 2] = [("公示.jpg", &photo), ("清单.pdf", PROGRAM)];
    let typed = [("text", ANSWER), ("handler", ""), ("by", "")];
    let page = desk.submit_files(&form, &path, &typed, &files).await;
    assert_eq!(page.status, 422);
    assert!(page.has("“清单.pdf”打不开") && page.has("已经收好的文件"), "{}", page.text());
    assert!(page.has(ANSWER) && page.has("照片 1 · "), "{}", page.text());
    assert!(matter(&county, &number).await.first_response_at.is_none(), "nothing was sent");
    let fewer = [("text", ANSWER), ("remove", "1")];
    let page = desk.submit_files(&page, &path, &fewer, &[]).await;
    assert!(!page.has("已经收好的文件") && page.has(ANSWER), "{}", page.text());
    let seen = [("text", ANSWER), ("preview", "1")];
    let page = desk.submit_files(&page, &path, &seen, &[("公示.jpg", &photo)]).await;
    assert!(page.has("群众会看到：") && page.has("照片 1 · "), "{}", page.text());
    let sent = desk.submit_files(&page, &path, &typed, &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    assert_eq!(papers(&county, &number).await, [CameWith::Answer], "what was held went with it");
}

#[tokio::test]
async fn evidence_for_a_pause_what_was_brought_and_the_result_each_have_their_place() {
    let county = County::found().await;
    let (number, citizen) = filed_with_code(&county).await;
    let desk = Desk::of(&county, "k2").await;
    let photo = photograph();
    let files: [(&str, &[u8]); 1] = [("件.jpg", &photo)];
    let path = format!("/w/m/{number}/suspend");
    let form = desk.get(&path).await;
    let pause = [
        ("code", "appraisal"),
        ("evidence", "鉴定委托书 2026-17"),
        ("until", "2026-09-23T12:00"),
        ("notice", "正在等鉴定结果。"),
    ];
    let sent = desk.submit_files(&form, &path, &pause, &files).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let notice = [("materials", "收费票据一张"), ("form", "written"), ("occasion", "missing")];
    desk.does(&number, "notice", &notice).await;
    let path = format!("/w/m/{number}/supply");
    let form = desk.get(&path).await;
    let sent = desk.submit_files(&form, &path, &[("materials", "票据已交")], &files).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let path = format!("/w/m/{number}/done");
    let form = desk.get(&path).await;
    let result = [
        ("outcome", "resolved"),
        ("text", "多收的三十元已经全部退还，收费标准已公示。"),
        ("way", "notice"),
    ];
    let sent = desk.submit_files(&form, &path, &result, &files).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    let came = [CameWith::Record, CameWith::Supplement, CameWith::Result];
    assert_eq!(papers(&county, &number).await, came);
    assert!(matter(&county, &number).await.ended.is_some(), "completed, and the paper with it");
    let page = citizen.get(&format!("/t/{number}")).await;
    let sees = |ordinal: u32| page.has(&format!("/t/{number}/files/{ordinal}"));
    assert_eq!([sees(1), sees(2), sees(3)], [false, true, true], "{}", page.text());
}
