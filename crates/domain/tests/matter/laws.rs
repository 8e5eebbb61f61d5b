//! What holds for every matter after every event (architecture.md 4, invariants 1 to 7).

use xiaoneng_domain::matter::*;

/// Panics if a law does not hold.
pub(crate) fn check_laws(matter: &Matter, event: &MatterEvent) {
    let kind = event.kind();
    let filing = matter.filing.as_ref().unwrap_or_else(|| panic!("{kind}: not registered"));
    if matter.history.is_some() {
        assert!(matter.clocks.is_empty() && matter.signals.is_empty() && matter.cards.is_empty());
        return;
    }
    one_responsible(matter, kind);
    clocks_in_order(matter, kind);
    ended_with_a_result(matter, kind);
    signals_in_order(matter, kind);
    let open = matter.offers.iter().filter(|offer| offer.is_open()).count();
    assert!(open <= 1, "{kind}: {open} open offers");
    assert!(filing.filed_at <= filing.old_case_at);
}

/// 1. Exactly one responsible person, at least one clock that counts.
fn one_responsible(matter: &Matter, kind: &str) {
    let open = matter.holdings.iter().filter(|holding| holding.to.is_none()).count();
    if matter.ended.is_some() {
        assert!(matter.responsible.is_none() && open == 0, "{kind}: held after the end");
        assert_eq!(matter.open_clocks().count(), 0, "{kind}: a clock runs after the end");
        return;
    }
    let responsible = matter.responsible.as_ref().unwrap_or_else(|| panic!("{kind}: nobody"));
    assert_eq!(open, 1, "{kind}: held by {open}");
    let last = matter.holdings.last().unwrap();
    assert_eq!(last.holder, responsible.holder, "{kind}");
    assert_eq!(last.from, responsible.since, "{kind}");
    for pair in matter.holdings.windows(2) {
        assert!(pair[0].to.is_some_and(|to| to <= pair[1].from), "{kind}: a gap backwards");
    }
    let tracks = |clock: &&Clock| {
        matches!(
            clock.name,
            ClockName::Completion
                | ClockName::Acceptance
                | ClockName::Delivery
                | ClockName::FollowUp(_)
        )
    };
    let runs = matter.open_clocks().filter(tracks).count();
    assert!(runs > 0, "{kind}: no clock of the citizen runs or is suspended");
}

/// 4 and 5. No due instant passes the statutory one; pauses never overlap.
fn clocks_in_order(matter: &Matter, kind: &str) {
    for clock in matter.clocks.values() {
        let projection = &clock.projection;
        if let Some(statutory) = projection.statutory_due_at {
            assert!(projection.due_at <= statutory, "{kind}: {} past the law", clock.name);
        }
        assert!(projection.amber_at <= projection.due_at.max(clock.started_at), "{kind}");
        for pair in clock.pauses.windows(2) {
            assert!(pair[0].to <= pair[1].from, "{kind}: pauses overlap");
        }
    }
}

/// 6. No matter ends as an answer without a result delivered.
fn ended_with_a_result(matter: &Matter, kind: &str) {
    if let Some(ended) = &matter.ended {
        let is_delivered = matter.result.is_some() && matter.delivered_at.is_some();
        assert!(is_delivered || !ended.ending.is_answer(), "{kind}: ended without a result");
    }
}

/// 7. Signals are numbered, have a recipient, and stand once per clock and level and round.
fn signals_in_order(matter: &Matter, kind: &str) {
    for (place, signal) in matter.signals.iter().enumerate() {
        assert_eq!(signal.ordinal as usize, place + 1, "{kind}");
        assert!(!signal.recipient.as_str().is_empty(), "{kind}: a signal without recipient");
        assert!(signal.fell_due_at <= signal.raised_at, "{kind}");
    }
    if matter.rounds.is_empty() {
        let mut seen = std::collections::BTreeSet::new();
        // 补正之后受理计时重新起算，是新的一只钟。
        let renewed = |name| name == ClockName::Acceptance && !matter.supplements.is_empty();
        for signal in matter.signals.iter().filter(|signal| !renewed(signal.clock)) {
            assert!(seen.insert((signal.clock, signal.level)), "{kind}: raised twice");
        }
    }
}
