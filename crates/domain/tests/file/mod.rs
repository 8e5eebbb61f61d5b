//! Matters as they might stand, put together by hand.
#![allow(dead_code)]

use xiaoneng_calendar::{Limit, LimitUnit};
use xiaoneng_domain::matter::*;
use xiaoneng_domain::signal::Level;
use xiaoneng_domain::text::TextDigest;

use crate::county::at;

fn holder(person: &str, unit: &str) -> Holder {
    Holder { person: person.into(), unit: unit.into() }
}

/// Filed with 办公室 by citizen p1, answered for by JYK_staff of 教育科.
pub(crate) fn petition() -> Matter {
    let digest = TextDigest::from_bytes([7; 32]);
    let first_contact =
        FirstContactOfficer { person: Some("BGS_clerk".into()), name: None, unit: "BGS".into() };
    let filing = Filing {
        number: "2026-03020001".into(),
        filed_at: at("2026-03-02T08:30"),
        channel: Channel::Portal,
        petitioner: Some("p1".into()),
        has_contact: true,
        matter_type: "enrolment".into(),
        tag: "enrolment".into(),
        first_contact,
        story: digest,
        concerned: None,
        is_sealed: false,
        is_urgent: false,
        is_vulnerable: false,
        rules: digest,
        old_case_at: at("2026-05-01"),
    };
    let responsible = Responsible {
        holder: holder("JYK_staff", "JYK"),
        since: at("2026-03-02T08:40"),
        covers_for: None,
    };
    Matter { filing: Some(filing), responsible: Some(responsible), ..Matter::default() }
}

/// The same with everything open at once: p3 follows it; an offer to S1, an assist by PAK, an extension before
/// the deputy, a ruling by 效能办 between JYK and S2, a signal to JYK_staff.
pub(crate) fn disputed() -> Matter {
    let mut matter = petition();
    matter.followers.push(Follower {
        person: "p3".into(),
        since: at("2026-03-02T08:45"),
        text: None,
        has_contact: false,
    });
    matter.offers.push(Offer {
        ordinal: 1,
        from: holder("JYK_staff", "JYK"),
        to: Destination { unit: "S1".into(), person: None },
        offered_at: at("2026-03-02T08:50"),
        kind: OfferKind::HandOver,
        state: OfferState::Open,
    });
    matter.assists.push(Assist {
        ordinal: 1,
        unit: "PAK".into(),
        asked_by: holder("JYK_staff", "JYK"),
        asked_at: at("2026-03-02T08:50"),
        state: AssistState::Open,
    });
    matter.extension_requests.push(ExtensionRequest {
        ordinal: 1,
        amount: 3,
        asked_by: "JYK_staff".into(),
        approver: "deputy".into(),
        asked_at: at("2026-03-02T08:50"),
        state: RequestState::Open,
    });
    matter.ruling = Some(Ruling {
        ordinal: 1,
        ruler: "XNB".into(),
        parties: vec!["JYK".into(), "S2".into()],
        opened_at: at("2026-03-02T08:50"),
        passed_up_to: None,
        ruled_unit: None,
        objections: 0,
    });
    matter.signals.push(Signal {
        ordinal: 1,
        clock: ClockName::Completion,
        level: Level::PreAlert,
        unit: "JYK".into(),
        recipient: "JYK_staff".into(),
        copies: Vec::new(),
        fell_due_at: at("2026-03-02T08:50"),
        raised_at: at("2026-03-02T08:50"),
        is_late_by_outage: false,
        answer_by: None,
        answered_at: None,
        escalated_to: None,
    });
    matter
}

/// Filed with the teaching point S3 and answered for by its one clerk.
pub(crate) fn school_matter() -> Matter {
    let mut matter = petition();
    if let Some(filing) = &mut matter.filing {
        filing.first_contact.person = Some("S3_clerk".into());
        filing.first_contact.unit = "S3".into();
    }
    if let Some(responsible) = &mut matter.responsible {
        responsible.holder = holder("S3_clerk", "S3");
    }
    matter
}

/// A clock of five working days that is due at that instant.
pub(crate) fn clock(name: ClockName, unit: &str, due: &str) -> Clock {
    let due_at = at(due);
    Clock {
        name,
        unit: unit.into(),
        started_at: at("2026-03-02T08:30"),
        limit: Limit { amount: 5, unit: LimitUnit::WorkingDay },
        statutory: None,
        extensions: Vec::new(),
        pauses: Vec::new(),
        first_due_at: due_at,
        projection: Projection {
            due_at,
            is_provisional: false,
            statutory_due_at: None,
            hint_at: None,
            amber_at: due_at.plus_minutes(-60),
            pre_alert_at: None,
            red_at: Some(due_at.plus_minutes(60)),
            card_at: None,
        },
        stopped: None,
        raised: None,
    }
}
