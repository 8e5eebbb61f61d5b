//! 身份封存 (decisions E33; domain.md 8.6, 19.2), 线索移送, 防报复. Who complained is opened by two with a
//! reason, for a while; what belongs to 纪检监察 leaves for good.
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod complaint;
mod county;

use complaint::*;
use xiaoneng_domain::complaint::*;

fn reads(desk: &Desk, person: &str) -> bool {
    desk.as_(person, |cx| may_read_identity(cx, &desk.complaint))
}

fn read() -> ReadIdentity {
    ReadIdentity { reason: None }
}

/// 启封: one asks with a reason, another approves, only who asked may read, for one working day, and
/// the complainant is told of each step.
#[test]
fn opened_by_two_for_a_while() {
    let mut desk = Desk::investigating(filing());
    for person in ["XNB_head", "XNB_clerk", "DDS_staff", "liaison", "JYK_head", "director"] {
        assert!(!reads(&desk, person), "{person}");
    }
    assert_eq!(desk.refused("DDS_staff", read()), "not_unsealed");
    let silent = AskUnsealing { reason: xiaoneng_domain::text::Written::new("", [0; 16]) };
    assert_eq!(desk.refused("DDS_staff", silent), "text_missing");
    desk.grant("DDS_staff", ask_unsealing());
    assert_eq!(desk.refused("XNB_clerk", ask_unsealing()), "request_pending");
    assert_eq!(desk.refused("DDS_staff", approve_unsealing(1)), "not_permitted");
    assert_eq!(desk.refused("XNB_clerk", approve_unsealing(1)), "not_permitted");
    assert_eq!(desk.refused("XNB_head", approve_unsealing(2)), "no_such_request");
    desk.grant("XNB_head", approve_unsealing(1));
    assert!(reads(&desk, "DDS_staff"));
    assert!(!reads(&desk, "XNB_head"), "who approved does not read");
    assert!(!reads(&desk, "XNB_clerk"));
    desk.grant("DDS_staff", read());
    let told = desk.told_to("c1");
    assert_eq!(told[2..], ["complaint_unsealed", "complaint_identity_read"]);
    let standing = public_standing(&desk.complaint).unwrap();
    assert_eq!(standing.unsealed, [(desk.county.now, ask_unsealing().reason.digest())]);
    assert_eq!(standing.identity_read_at, [desk.county.now]);
    desk.on("2026-03-03T17:29");
    assert!(reads(&desk, "DDS_staff"));
    desk.on("2026-03-03T17:30");
    assert!(!reads(&desk, "DDS_staff"));
    assert_eq!(desk.refused("DDS_staff", read()), "not_unsealed");
}

/// 申请人不审批自己的申请: where the head asks, the next above who is not concerned approves.
#[test]
fn who_asks_does_not_approve() {
    let mut desk = Desk::filed(File { unit: "S1".into(), ..filing() });
    desk.grant("XNB_head", ask_unsealing());
    assert_eq!(desk.complaint.unsealings[0].approver, "deputy".into());
    assert_eq!(desk.refused("XNB_head", approve_unsealing(1)), "not_permitted");
    assert!(desk.sees("deputy"));
    let no = DecideUnsealing { request: 1, verdict: refuse() };
    desk.grant("deputy", no);
    assert!(!reads(&desk, "XNB_head") && !desk.sees("deputy"));
    // In charge of the unit complained of: the director approves instead.
    let mut desk = Desk::filed(filing());
    desk.grant("XNB_head", ask_unsealing());
    assert_eq!(desk.complaint.unsealings[0].approver, "director".into());
    assert_eq!(desk.refused("deputy", approve_unsealing(1)), "unseen");
    desk.grant("director", approve_unsealing(1));
    assert!(reads(&desk, "XNB_head"));
}

/// 实名: 效能办 reads with a reason each time; investigators do not. 匿名: nobody.
#[test]
fn named_and_anonymous() {
    let named = File { identity: IdentityMode::Named, ..filing() };
    let mut desk = Desk::investigating(named);
    assert!(reads(&desk, "XNB_staff") && reads(&desk, "XNB_head"));
    assert!(!reads(&desk, "DDS_staff") && !reads(&desk, "JYK_head") && !reads(&desk, "director"));
    assert_eq!(desk.refused("XNB_staff", read()), "text_missing");
    desk.grant("XNB_staff", ReadIdentity { reason: Some(text("寄送答复")) });
    assert_eq!(desk.complaint.readings.len(), 1);
    assert_eq!(desk.refused("XNB_staff", ask_unsealing()), "not_sealed");
    let mut desk = Desk::investigating(File { identity: IdentityMode::Anonymous, ..filing() });
    assert!(!reads(&desk, "XNB_staff"));
    assert_eq!(desk.refused("XNB_staff", ask_unsealing()), "no_identity");
}

/// The end of a complaint seals what was opened, and voids what was asked.
#[test]
fn sealed_again_at_the_end() {
    let mut desk = Desk::filed(filing());
    desk.grant("XNB_staff", ask_unsealing()).grant("XNB_head", approve_unsealing(1));
    desk.grant("XNB_clerk", reject(RejectReason::Litigation));
    assert!(!reads(&desk, "XNB_staff"));
    let mut desk = Desk::found(Outcome::Unfounded);
    desk.grant("DDS_staff", ask_unsealing()).grant("DDS_staff", ask_extension());
    desk.grant("XNB_head", Close {});
    assert_eq!(desk.complaint.unsealings[0].state, UnsealingState::Void);
    assert_eq!(desk.complaint.extensions[0].state, ExtensionState::Void);
    assert_eq!(desk.refused("XNB_head", approve_unsealing(1)), "not_permitted");
}

/// 局外: the liaisons open it among themselves, two of them.
#[test]
fn opened_outside_by_two_liaisons() {
    let mut desk = Desk::filed(naming(&["director"]));
    desk.grant("liaison", ask_unsealing());
    assert_eq!(desk.refused("liaison", approve_unsealing(1)), "own_request");
    assert_eq!(desk.refused("XNB_head", approve_unsealing(1)), "unseen");
    desk.grant("liaison_two", approve_unsealing(1));
    assert!(reads(&desk, "liaison") && !reads(&desk, "liaison_two"));
    let mut alone = Desk::filed(naming(&["director", "liaison_two"]));
    assert_eq!(alone.refused("liaison", ask_unsealing()), "approver_missing");
}

/// 线索移送: our handling ends. The liaison reads the file, who transferred it the record alone.
#[test]
fn a_transferred_clue_leaves_for_good() {
    let mut desk = Desk::investigating(filing());
    desk.grant("XNB_clerk", demand("HC23456789", "JYK_staff"));
    desk.grant("XNB_clerk", transfer());
    assert_eq!(desk.complaint.stage, Stage::Transferred);
    assert_eq!(desk.readers(), ["liaison", "liaison_two"]);
    let record = transfer_seen_by(&desk.complaint, &"XNB_clerk".into()).unwrap();
    assert_eq!(record.letter, transfer().letter.digest());
    assert!(transfer_seen_by(&desk.complaint, &"XNB_head".into()).is_none());
    assert_eq!(inquiry_seen_by(&desk.complaint, &"JYK_staff".into()).count(), 0);
    for wish in every_wish() {
        for person in ["XNB_clerk", "XNB_head", "DDS_staff", "JYK_staff", "director"] {
            assert_eq!(desk.clone().refused(person, wish.clone()), "unseen", "{person}");
        }
        assert!(desk.clone().wish("liaison", wish.clone()).is_err());
        assert!(desk.clone().wish(CITIZEN, wish.clone()).is_err());
        let by_system = desk.clone().wish("system", wish);
        assert!(by_system.is_err() || by_system.unwrap().is_empty());
    }
    assert_eq!(next_due_at(&desk.complaint), None);
    assert_eq!(watches(&desk.complaint, desk.county.now), None);
    let standing = public_standing(&desk.complaint).unwrap();
    assert_eq!(standing.notice, Some(transfer().notice.digest()));
    assert_eq!(desk.told_to("c1").last(), Some(&"complaint_transferred"));
    // Without a contact it cannot be transferred, and stays in hand.
    let mut alone = Desk::accepted(naming(&["liaison", "liaison_two"]));
    assert_eq!(alone.refused("XNB_clerk", transfer()), "no_contact");
}

/// 防报复: opt-in, from filing until twelve months after the end; shown to the investigators only;
/// blocks nothing.
#[test]
fn retaliation_is_watched_for() {
    let happened = |at: &str| SuspectRetaliation {
        what: AdverseEvent::Moved,
        happened_at: at.parse().unwrap(),
    };
    let mut plain = Desk::investigating(filing());
    assert_eq!(watches(&plain.complaint, plain.county.now), None);
    assert_eq!(plain.refused("system", happened("2026-03-02T10:00")), "not_watched");

    let keyed = text("keyed id");
    let mut desk = Desk::investigating(File { works_here: Some(keyed.clone()), ..filing() });
    assert_eq!(watches(&desk.complaint, desk.county.now), Some(keyed.digest()));
    assert_eq!(desk.refused("XNB_clerk", happened("2026-03-02T10:00")), "not_permitted");
    desk.grant("system", happened("2026-03-02T10:00"));
    assert!(desk.wish("system", happened("2026-03-02T10:00")).unwrap().is_empty(), "once");
    assert_eq!(desk.told_to("DDS_staff").last(), Some(&"complaint_retaliation_suspected"));
    assert!(!desk.told_to("XNB_head").contains(&"complaint_retaliation_suspected"));
    let shown = |person: &str| desk.as_(person, |cx| suspicions_seen(cx, &desk.complaint).len());
    let all = ["XNB_clerk", "DDS_staff", "XNB_head", "XNB_staff", "JYK_head", "director"];
    assert_eq!(all.map(shown), [1, 1, 0, 0, 0, 0]);
    // It blocks nothing, and goes on after the archive.
    desk.grant("DDS_staff", record())
        .grant("XNB_clerk", find(Outcome::Unfounded))
        .grant("XNB_head", Close {})
        .grant("XNB_clerk", reply())
        .grant(CITIZEN, answer(Content::Fair))
        .grant("XNB_clerk", Archive {});
    desk.on("2027-01-04T09:00").grant("system", happened("2027-01-04T08:50"));
    let check = |suspicion| CheckSuspicion {
        suspicion,
        outcome: SuspicionOutcome::Retaliation,
        text: text("没有正当理由"),
    };
    assert_eq!(desk.refused("XNB_head", check(1)), "not_permitted");
    assert_eq!(desk.refused("DDS_staff", check(3)), "no_such_suspicion");
    desk.grant("DDS_staff", check(1)).grant("XNB_clerk", check(2));
    assert_eq!(desk.refused("DDS_staff", check(1)), "no_such_suspicion");
    desk.on("2027-03-02T17:30");
    assert_eq!(desk.refused("system", happened("2027-03-02T09:00")), "not_watched");
}
