//! 规则的启用: proposed by one, approved by another, never for a day that has begun; and kept so
//! that nobody changes them unnoticed.

use xiaoneng_app::{Denied, rule_files};
use xiaoneng_domain::governance::{GovernanceCommand, GovernanceRefusal, Proposed};
use xiaoneng_domain::matter::ClockName;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::RuleFile;

use crate::county::{County, staff};
use crate::site::{Site, at, on_both};

on_both! {
    a_rulebook_comes_into_force_by_two_persons_on_its_day
    what_has_no_kind_goes_where_the_rules_of_the_day_say
    faulty_rules_are_not_even_proposed
    a_second_node_decides_by_what_the_first_adopted
    rules_changed_in_the_database_are_noticed
}

/// The national rules with 4 working hours for a signature made 2.
fn tighter() -> Vec<RuleFile> {
    replaced("sign = \"4 working hours\"", "sign = \"2 working hours\"")
}

fn replaced(old: &str, new: &str) -> Vec<RuleFile> {
    replaced_in("national/first_contact.toml", old, new)
}

fn replaced_in(path: &str, old: &str, new: &str) -> Vec<RuleFile> {
    let mut files = rule_files::national();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    assert!(file.text.contains(old));
    file.text = file.text.replacen(old, new, 1);
    files
}

fn from_july() -> Proposed {
    Proposed::Rulebook { from: "2026-07-01".parse().unwrap() }
}

const APPROVE: GovernanceCommand = GovernanceCommand::Approve { proposal: 1 };

/// Which refusal it was.
fn refusal<T: std::fmt::Debug>(denied: Result<T, Denied>) -> GovernanceRefusal {
    match denied {
        Err(Denied::Refused(Refusal::Governance(refusal))) => refusal,
        other => panic!("{other:?}"),
    }
}

impl County {
    /// When a hand-over offered now has to be signed for.
    async fn sign_by(&self, phone: &str) -> String {
        let filed = self.file(phone, "请核实收费标准。").await;
        self.hand_over(&filed.number, "safety").await;
        let matter = self.matter(&filed.number).await;
        matter.clocks[&ClockName::Signing(1)].projection.due_at.to_string()
    }
}

async fn a_rulebook_comes_into_force_by_two_persons_on_its_day(site: &Site) {
    let county = County::found(site).await;
    let app = &county.app;
    let no = refusal(app.propose_rules(&staff("k2"), from_july(), &tighter()).await);
    assert!(matches!(no, GovernanceRefusal::NotAllowed(_)), "{no}");
    let today = Proposed::Rulebook { from: "2026-06-01".parse().unwrap() };
    let no = refusal(app.propose_rules(&staff("e1"), today, &tighter()).await);
    assert!(matches!(no, GovernanceRefusal::BackDated { .. }), "{no}");
    let no = refusal(app.propose_rules(&staff("e1"), from_july(), &rule_files::national()).await);
    assert!(matches!(no, GovernanceRefusal::Unchanged), "{no}");

    app.propose_rules(&staff("d1"), from_july(), &tighter()).await.unwrap();
    let no = refusal(app.govern(&staff("d1"), APPROVE).await);
    assert!(matches!(no, GovernanceRefusal::OwnProposal), "two persons: {no}");
    let no = refusal(app.govern(&staff("e1"), APPROVE).await);
    assert!(matches!(no, GovernanceRefusal::NotAllowed(_)), "{no}");
    app.govern(&staff("d2"), APPROVE).await.unwrap();
    let no = refusal(app.govern(&staff("d2"), APPROVE).await);
    assert!(matches!(no, GovernanceRefusal::NoSuchProposal { .. }), "{no}");

    // Summer hours: 4 working hours of 9:00 end at 16:00, 2 at 11:00.
    county.it_is("2026-06-30T09:00");
    assert_eq!(county.sign_by("13900000041").await, "2026-06-30T16:00:00+08:00");
    county.it_is("2026-07-01T09:00");
    assert_eq!(county.sign_by("13900000042").await, "2026-07-01T11:00:00+08:00");
    assert_eq!(app.rebuild().await.unwrap().differing, 0);
}

/// 未归类: the entry of the rulebook in force, not one that the program knows.
async fn what_has_no_kind_goes_where_the_rules_of_the_day_say(site: &Site) {
    let county = County::found(site).await;
    let app = &county.app;
    let (now, then) = ("unclassified = \"other_grievance\"", "unclassified = \"suggestion\"");
    let files = replaced_in("national/licences.toml", now, then);
    app.propose_rules(&staff("d1"), from_july(), &files).await.unwrap();
    app.govern(&staff("d2"), APPROVE).await.unwrap();
    let days = [("2026-06-30T09:00", "other_grievance"), ("2026-07-01T09:00", "suggestion")];
    for (day, code) in days {
        county.it_is(day);
        let foreseen = app.foresee(None).await.unwrap();
        assert_eq!((foreseen.item.as_str(), foreseen.is_chosen), (code, false), "{day}");
    }
    // 内部请示 is nothing that citizens file: chosen or not, it goes there too.
    let foreseen = app.foresee(Some(&"school_request".into())).await.unwrap();
    assert_eq!((foreseen.item.as_str(), foreseen.is_chosen), ("suggestion", false));
}

async fn faulty_rules_are_not_even_proposed(site: &Site) {
    let county = County::found(site).await;
    let files = replaced("sign = \"4 working hours\"", "sign = \"-4 working hours\"");
    let denied = county.app.propose_rules(&staff("e1"), from_july(), &files).await;
    let error = denied.unwrap_err().to_string();
    assert!(error.contains("national/first_contact.toml"), "{error}");
    assert!(county.app.known().await.unwrap().governance.proposals.is_empty());
}

async fn a_second_node_decides_by_what_the_first_adopted(site: &Site) {
    let county = County::found(site).await;
    if site.home().join("xiaoneng.db").exists() {
        return; // A folder is one node's own.
    }
    let second = County::reopen(site, &county.clock).await;
    county.it_is("2026-06-30T09:00");
    county.app.propose_rules(&staff("e1"), from_july(), &tighter()).await.unwrap();
    county.app.govern(&staff("d1"), APPROVE).await.unwrap();
    county.it_is("2026-07-01T09:00");
    assert_eq!(second.sign_by("13900000043").await, "2026-07-01T11:00:00+08:00");
    second.app.close().await.unwrap();
}

async fn rules_changed_in_the_database_are_noticed(site: &Site) {
    let county = County::found(site).await;
    county.app.close().await.unwrap();
    let change = |from: &str, to: &str| {
        format!("UPDATE rulebook SET body = replace(body, '{from}', '{to}')")
    };
    site.tamper(&change("4 working hours", "9 working hours")).await;
    let error = site.try_to_open(&county.clock).await.unwrap_err().to_string();
    assert!(error.contains("规则汇编") && error.contains("改动过"), "{error}");
    site.tamper(&change("9 working hours", "4 working hours")).await;
    let again = County::reopen(site, &county.clock).await;
    assert_eq!(again.app.clock().now(), at(crate::county::MONDAY));
    again.app.close().await.unwrap();
    site.tamper("DELETE FROM rulebook").await;
    let error = site.try_to_open(&county.clock).await.unwrap_err().to_string();
    assert!(error.contains("原文不在库中"), "{error}");
}
