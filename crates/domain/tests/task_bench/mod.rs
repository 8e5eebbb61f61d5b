//! A task on the bench: what 办公室 proposes for the school S1, with S2 assisting.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use xiaoneng_domain::docket::Slip;
use xiaoneng_domain::rules::{CloseTest, SourceKind, Urgency};
use xiaoneng_domain::task::*;

use crate::supervision::{Stream, digest, written};

pub(crate) type Bench = Stream<TaskDecider>;

pub(crate) fn slip(number: u32) -> Slip {
    Slip { year: 2026, number }
}

/// A document of today; S1 leads by its staff, S2 assists until 20 March.
pub(crate) fn proposal() -> Proposal {
    Proposal {
        title: written(),
        source_kind: SourceKind::Document,
        source_document: written(),
        source_key: digest(1),
        source_on: None,
        urgency: Urgency::Normal,
        content: written(),
        demand: written(),
        quality: written(),
        section: "BGS".into(),
        lead: Party { unit: "S1".into(), person: Some("S1_staff".into()) },
        assisting: vec![AssistWish {
            unit: "S2".into(),
            due_on: Some("2026-03-20".parse().unwrap()),
        }],
        due_on: None,
        later: None,
        report_every: None,
    }
}

/// Proposed alone, with nothing open elsewhere.
pub(crate) fn propose(number: &str, mut proposal: Proposal) -> Propose {
    fit(&mut proposal);
    Propose { number: number.into(), proposal, open_sources: Vec::new() }
}

pub(crate) fn instruct(number: &str, mut proposal: Proposal) -> Instruct {
    fit(&mut proposal);
    Instruct { number: number.into(), proposal, slip: slip(1), open_sources: Vec::new() }
}

/// A short task leaves the assisting unit no day of its own.
fn fit(proposal: &mut Proposal) {
    let is_long = proposal.source_kind == SourceKind::Document && proposal.due_on.is_none();
    if !is_long {
        proposal.assisting.iter_mut().for_each(|one| one.due_on = None);
    }
}

pub(crate) fn open(number: u32) -> Open {
    Open { slip: slip(number), open_sources: Vec::new() }
}

/// Opened on 2 March, due on 1 April 2026 at 17:30.
pub(crate) fn opened() -> Bench {
    let mut bench = Bench::new();
    bench.grant("BGS_staff", propose("t1", proposal()));
    bench.grant("BGS_head", open(1));
    bench
}

/// The head of S1 reports.
pub(crate) fn reported(bench: &mut Bench) {
    bench.grant("S1_head", Report { text: written(), evidence: vec![digest(5), digest(5)] });
}

pub(crate) fn every_test() -> BTreeSet<CloseTest> {
    CloseTest::ALL.iter().copied().collect()
}

/// The section approves.
pub(crate) fn concluded(bench: &mut Bench, report: u32) {
    let finding = Finding::Approve { tests: every_test(), opinion: written() };
    bench.grant("BGS_staff", ReviewReport { report, finding });
}
