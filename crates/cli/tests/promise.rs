//! 回执承诺, checked offline with the public key alone (decisions D29).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;

use common::{Folder, run};
use xiaoneng_app::file::{Filing, Marks};
use xiaoneng_app::{Access, App, Place};
use xiaoneng_domain::matter::Channel;

const STORY: &str = "食堂收费没有公示，想知道收费依据。";

/// A small county with one matter more, its receipt's promise and its proof on disk.
fn county(folder: &Folder) -> String {
    let data = folder.at("data");
    run(&["demo", "--data", &data, "--matters", "1", "--until", "2026-06-30", "--only-make"])
        .ends(0);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let place = Place::Folder(folder.at("data").into());
        let app = App::open(&place, Access::Write).await.unwrap();
        let filing = Filing {
            channel: Channel::Portal,
            petitioner: None,
            matter_type: "fee_grievance".into(),
            unit: None,
            story: STORY.to_owned(),
            concerned: None,
            marks: Marks::default(),
            asked_first: None,
            first_contact: None,
            asked_school: None,
        };
        let form = app.new_form();
        let receipt = app.file_with_code(None, &form, filing, Vec::new()).await.unwrap();
        fs::write(folder.at("promise.txt"), receipt.promise.unwrap()).unwrap();
        app.beat().await.unwrap();
        let proof = app.proof_of(&receipt.holder).await.unwrap().unwrap().to_text();
        fs::write(folder.at("proof.json"), proof).unwrap();
        fs::write(folder.at("story.txt"), format!("{STORY}\n")).unwrap();
        app.close().await.unwrap();
    });
    data
}

#[test]
fn d29_the_promise_of_a_receipt_is_checked_offline() {
    let folder = Folder::new();
    county(&folder);
    let at = |name: &str| folder.at(name);
    let (promise, proof, story) = (at("promise.txt"), at("proof.json"), at("story.txt"));
    // The key was handed out; the data are gone.
    fs::copy(folder.at("data/keys/seal.pub"), folder.at("seal.pub")).unwrap();
    fs::remove_dir_all(folder.at("data")).unwrap();
    let key = at("seal.pub");
    let check = |file: &str, more: &[&str]| {
        let begins = ["ledger", "check-promise", file, "--public-key", &key];
        run(&[&begins, more].concat())
    };
    let ran = check(&promise, &["--text", &story, "--proof", &proof]).ends(0);
    for said in ["承诺成立", "原文相符", "已经入账", "第 1 版"] {
        assert!(ran.out.contains(said), "{}", ran.out);
    }
    // Another text, another letter in the promise, another key: each is told.
    fs::write(folder.at("other.txt"), "食堂收费没有公示").unwrap();
    let ran = check(&promise, &["--text", &at("other.txt")]).ends(1);
    assert!(ran.out.contains("承诺成立") && ran.out.contains("原文不符"), "{}", ran.out);
    let note = fs::read_to_string(folder.at("promise.txt")).unwrap();
    fs::write(folder.at("forged.txt"), note.replace("version 1", "version 3")).unwrap();
    let ran = check(&at("forged.txt"), &[]).ends(1);
    assert!(ran.out.contains("承诺不成立"), "{}", ran.out);
    let ran = check(&proof, &[]).ends(1);
    assert!(ran.out.contains("承诺不成立"), "a proof is no promise: {}", ran.out);
    check(&at("nowhere.txt"), &[]).ends(2);
}
