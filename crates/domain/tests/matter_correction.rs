//! 更正时间: what was done in time and recorded late is corrected by evidence, never by another
//! hand on the first record (domain.md 4; decisions A6).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;
mod matter;

use matter::*;

/// Answered on the fifth, a working day late, as the record has it.
fn answered_late() -> Story {
    let answer = reply(Some("JYK_clerk"), Some("03-10 17:00"));
    given([filed_as("fee_grievance", "JYK"), on("03-05 16:00", "JYK_clerk", answer)])
}

fn correction(happened_at: &str) -> AskCorrection {
    AskCorrection {
        clock: ClockName::FirstResponse,
        happened_at: time_of(happened_at),
        evidence: text("3 月 3 日通话录音，存办公室录音设备 17 号。"),
    }
}

fn decide(verdict: Verdict) -> DecideCorrection {
    DecideCorrection { request: 1, verdict }
}

#[test]
fn a_time_is_corrected_by_evidence_and_another_office() {
    let late = answered_late();
    assert_eq!(late.clock(ClockName::FirstResponse).stopped.unwrap().at, time_of("03-05 16:00"));
    let asked = late.when(on("03-06 09:00", "JYK_clerk", correction("03-03 10:00")));
    let asked = asked.gives(&["correction_asked"]);
    let request = &asked.matter.corrections[0];
    assert_eq!(request.approver.as_str(), "XNB_head", "效能办审批");
    // 申请以后、批准以前，什么也没有变。
    assert_eq!(asked.clock(ClockName::FirstResponse).stopped.unwrap().at, time_of("03-05 16:00"));
    for who in ["JYK_clerk", "JYK_head", "deputy", "DDS_head"] {
        let decided = asked.clone().when(on("03-06 10:00", who, decide(Verdict::Approve)));
        decided.refuses_as("not_permitted");
    }
    let granted = asked.clone().when(on("03-06 10:00", "XNB_head", decide(Verdict::Approve)));
    let granted = granted.gives(&["time_corrected"]);
    assert_eq!(granted.clock(ClockName::FirstResponse).stopped.unwrap().at, time_of("03-03 10:00"));
    assert_eq!(granted.matter.first_response_at, Some(time_of("03-03 10:00")));
    // 两个时间都在记录里。
    let kept = granted.facts.iter().find_map(|fact| match &fact.event {
        MatterEvent::TimeCorrected(facts) => Some((facts.stopped_at, facts.happened_at)),
        _ => None,
    });
    assert_eq!(kept, Some((time_of("03-05 16:00"), time_of("03-03 10:00"))));
    let refused = asked.and(on("03-06 10:00", "XNB_head", decide(refuse())));
    assert_eq!(refused.clock(ClockName::FirstResponse).stopped.unwrap().at, time_of("03-05 16:00"));
    refused.when(on("03-06 11:00", "JYK_clerk", correction("03-03 11:00"))).granted();
}

#[test]
fn a_correction_lies_between_the_start_and_the_record() {
    for (happened_at, code) in [
        ("03-01 10:00", "correction_time_wrong"),
        ("03-05 16:00", "correction_time_wrong"),
        ("03-06 08:00", "correction_time_wrong"),
    ] {
        let asked = answered_late().when(on("03-06 09:00", "JYK_clerk", correction(happened_at)));
        asked.refuses_as(code);
    }
    let open = AskCorrection { clock: ClockName::Completion, ..correction("03-03 10:00") };
    answered_late().when(on("03-06 09:00", "JYK_clerk", open)).refuses_as("nothing_to_correct");
    let wordless = AskCorrection { evidence: text(" "), ..correction("03-03 10:00") };
    answered_late().when(on("03-06 09:00", "JYK_clerk", wordless)).refuses_as("text_missing");
    answered_late()
        .when(on("03-06 09:00", "PAK_clerk", correction("03-03 10:00")))
        .refuses_as("not_permitted");
    let asked = answered_late().and(on("03-06 09:00", "JYK_clerk", correction("03-03 10:00")));
    asked
        .when(on("03-06 09:10", "JYK_clerk", correction("03-03 10:00")))
        .refuses_as("request_pending");
}

#[test]
fn the_efficacy_office_corrects_nothing_of_its_own() {
    let answer = reply(Some("XNB_clerk"), Some("03-10 17:00"));
    let own = given([filed_as("fee_grievance", "XNB"), on("03-05 16:00", "XNB_clerk", answer)]);
    let asked = own.and(on("03-06 09:00", "XNB_clerk", correction("03-03 10:00")));
    assert_eq!(asked.matter.corrections[0].approver.as_str(), "DDS_head", "督导室审批");
}
