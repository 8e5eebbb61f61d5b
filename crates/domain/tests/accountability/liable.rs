//! 责任划分, every row of domain.md 7.2 and its flip.

use xiaoneng_domain::accountability::{Awareness, Deviation, RoleChain, liability};
use xiaoneng_domain::rules::Liability;

fn chain() -> RoleChain {
    RoleChain {
        handler: "handler".into(),
        reviewer: Some("reviewer".into()),
        approver: Some("approver".into()),
    }
}

/// Who is liable as what, by name: `handler:direct reviewer:main_leader`.
fn said(chain: &RoleChain, deviation: &Deviation) -> String {
    let liable = liability(chain, deviation);
    let one = |(person, as_what): (&_, &Liability)| format!("{person}:{}", as_what.code());
    liable.iter().map(one).collect::<Vec<String>>().join(" ")
}

#[test]
fn every_row_and_its_flip() {
    use Awareness::{Misled, ShouldHaveSeen};
    let draft = |reviewer, approver| Deviation::WrongDraft { reviewer, approver };
    let collective = |wrong: &[&str], right: &[&str]| Deviation::Collective {
        decision_maker: "head".into(),
        wrong: wrong.iter().map(|one| (*one).into()).collect(),
        right: right.iter().map(|one| (*one).into()).collect(),
    };
    let grave = |leader: &str| Deviation::GraveSubordinate {
        worker: "worker".into(),
        leader: leader.into(),
    };
    // The clause, the facts with what follows, and one flip with what follows then.
    let rows: Vec<(&str, Deviation, &str, Deviation, &str)> = vec![
        (
            "承办人弄虚作假，审核人、批准人受蒙蔽",
            draft(Misled, Misled),
            "handler:direct",
            draft(ShouldHaveSeen, Misled),
            "handler:direct reviewer:main_leader",
        ),
        (
            "承办人不按批准的内容办",
            Deviation::NotAsApproved,
            "handler:direct",
            draft(ShouldHaveSeen, ShouldHaveSeen),
            "approver:important_leader handler:direct reviewer:main_leader",
        ),
        (
            "承办人拟错，审核人和批准人应当发现",
            draft(ShouldHaveSeen, ShouldHaveSeen),
            "approver:important_leader handler:direct reviewer:main_leader",
            draft(ShouldHaveSeen, Misled),
            "handler:direct reviewer:main_leader",
        ),
        (
            "审核人不采纳或者改变正确意见",
            Deviation::ReviewerAlters,
            "approver:main_leader reviewer:direct",
            Deviation::ReviewerAlone,
            "reviewer:direct",
        ),
        (
            "审核人未经批准擅自决定",
            Deviation::ReviewerAlone,
            "reviewer:direct",
            Deviation::ApproverAlters,
            "approver:direct",
        ),
        (
            "批准人不采纳、改变正确意见，或者擅自决定",
            Deviation::ApproverAlters,
            "approver:direct",
            Deviation::ReviewerAlters,
            "approver:main_leader reviewer:direct",
        ),
        (
            "领导指令、干预",
            Deviation::LeaderOrders { leader: "boss".into() },
            "boss:direct",
            Deviation::LeaderOrders { leader: "other".into() },
            "other:direct",
        ),
        (
            "集体决定：决策人、持错误意见的人；持正确意见的不承担",
            collective(&["one"], &["two"]),
            "head:main_leader one:important_leader",
            collective(&["two"], &["one"]),
            "head:main_leader two:important_leader",
        ),
        (
            "上级机关错误改变",
            Deviation::SuperiorOrgan { head: "above".into() },
            "above:important_leader",
            Deviation::ApproverAlters,
            "approver:direct",
        ),
        (
            "下属过错造成严重后果",
            grave("boss"),
            "boss:main_leader worker:direct",
            grave("worker"),
            "worker:direct",
        ),
    ];
    assert_eq!(rows.len(), 10, "the rows of 7.2");
    for (clause, facts, expected, flipped, then) in rows {
        assert_eq!(said(&chain(), &facts), expected, "{clause}");
        assert_eq!(said(&chain(), &flipped), then, "{clause}, flipped");
        assert_ne!(expected, then, "{clause}");
    }
}

/// 一人多岗: whoever sits on two seats bears the heavier liability, once.
#[test]
fn one_person_on_two_seats() {
    let chain = RoleChain {
        handler: "clerk".into(),
        reviewer: Some("clerk".into()),
        approver: Some("head".into()),
    };
    let seen = Awareness::ShouldHaveSeen;
    let draft = Deviation::WrongDraft { reviewer: seen, approver: seen };
    assert_eq!(said(&chain, &draft), "clerk:direct head:important_leader");
}

/// A chain without reviewer: nobody is liable in his place.
#[test]
fn an_empty_seat_is_not_liable() {
    let chain = RoleChain { reviewer: None, ..chain() };
    assert_eq!(said(&chain, &Deviation::ReviewerAlters), "approver:main_leader");
}
