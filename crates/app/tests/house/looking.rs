//! Somebody opens a matter: what he reads, what he might do, under which names.

use xiaoneng_app::Denied;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::matter::{Reply, SignFor};
use xiaoneng_store::Identity;

use crate::county::{County, staff};
use crate::site::{Site, on_both};

on_both! {
    a_dossier_has_everything_that_happened_and_was_written
    whoever_may_not_know_of_a_matter_has_no_dossier
    what_may_be_done_is_said_without_doing_it
    a_page_made_before_somebody_else_acted_changes_nothing
    a_name_is_read_once_and_again_when_it_changes
}

const STORY: &str = "食堂收费没有明细，请核实。";

async fn a_dossier_has_everything_that_happened_and_was_written(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000001", STORY).await;
    let dossier = county.app.dossier(&staff("k2"), &filed.number).await.unwrap().unwrap();
    let story = &dossier.matter.filing.as_ref().unwrap().story;
    assert_eq!(dossier.texts.body(story), Some(STORY));
    assert_eq!(dossier.history, county.app.history(&filed.number).await.unwrap());
    assert_eq!(dossier.matter, county.matter(&filed.number).await);
    assert!(dossier.version() > 0);
}

async fn whoever_may_not_know_of_a_matter_has_no_dossier(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000001", STORY).await;
    for stranger in ["s1", "sec1", "nobody"] {
        let dossier = county.app.dossier(&staff(stranger), &filed.number).await.unwrap();
        assert!(dossier.is_none(), "{stranger} has no part in it");
    }
    let none = county.app.dossier(&staff("k2"), &"2026-06010999".into()).await.unwrap();
    assert!(none.is_none());
}

async fn what_may_be_done_is_said_without_doing_it(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000001", STORY).await;
    county.hand_over(&filed.number, "safety").await;
    let before = county.matter(&filed.number).await;
    let sign = SignFor { offer: 1 };
    assert!(county.app.allowed(&staff("a2"), &filed.number, sign.clone()).await.is_ok());
    let no = county.app.allowed(&staff("k3"), &filed.number, sign).await;
    assert!(matches!(no, Err(Denied::Refused(_))), "教育科 does not sign for 安全办: {no:?}");
    assert_eq!(county.matter(&filed.number).await, before);
}

async fn a_page_made_before_somebody_else_acted_changes_nothing(site: &Site) {
    let county = County::found(site).await;
    let filed = county.file("13900000001", STORY).await;
    let by = staff(&county.responsible(&filed.number).await);
    let seen = county.app.dossier(&by, &filed.number).await.unwrap().unwrap().version();
    let reply = |text: &str| Reply { text: county.written(text), handler: None, by: None };
    let first = county.app.act_as_seen(&by, &filed.number, seen, reply("正在核实。")).await;
    assert!(first.is_ok());
    let second = county.app.act_as_seen(&by, &filed.number, seen, reply("已经核实。")).await;
    assert!(matches!(second, Err(Denied::ChangedMeanwhile)), "{second:?}");
    let now = seen + u32::try_from(first.unwrap().facts.len()).unwrap();
    assert!(county.app.act_as_seen(&by, &filed.number, now, reply("已经核实。")).await.is_ok());
}

async fn a_name_is_read_once_and_again_when_it_changes(site: &Site) {
    let county = County::found(site).await;
    let person = PersonId::from("k2");
    let named = |name: &str| Identity { name: name.to_owned(), ..Identity::default() };
    county.app.keep_identity(&person, &named("王芳")).await.unwrap();
    let name = county.app.name_of(&person).await.unwrap();
    assert_eq!(name.as_deref(), Some("王芳"));
    county.app.keep_identity(&person, &named("王方")).await.unwrap();
    let names = county.app.names().await.unwrap();
    assert_eq!((names.of(&person), names.of(&"k3".into())), ("王方", "k3"));
    let citizen = PersonId::from("c1");
    county.app.keep_identity(&citizen, &named("刘女士")).await.unwrap();
    assert_eq!(county.app.name_of(&citizen).await.unwrap(), None, "of staff alone");
}
