//! The rules of which there is one at a time: extension, cover, supplement, alerts, handling modes,
//! closing.

use std::collections::BTreeMap;

use crate::id::SuspensionCode;
use crate::rules::dated::{
    ALERTS, CLOSING, COVER, DatedRules, EXTENSION, HANDLING, SUPPLEMENT, SUSPENSION, report_empty,
};
use crate::rules::limits::{Bound, Tighter};
use crate::rules::table::{Entry, Reading};
use crate::rules::value::Value;
use crate::rules::{
    AlertRule, ClosingRule, CoverRule, ExtensionRule, HandlingRule, SourcedLimit, SupplementRule,
    SuspensionRule,
};

impl Entry<'_> {
    /// A limit that binds the office: a county may shorten it.
    fn duty_limit(&self, key: &'static str) -> Option<SourcedLimit> {
        self.required(key).and_then(|value| value.tightened(Tighter::Shorter, Bound::ByLaw))
    }

    /// A limit that gives the citizen time: a county may lengthen it.
    fn right_limit(&self, key: &'static str) -> Option<SourcedLimit> {
        self.required(key).and_then(|value| value.tightened(Tighter::Longer, Bound::ByLaw))
    }
}

/// Reads `[[suspension]]`.
pub(super) fn suspensions<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> BTreeMap<SuspensionCode, SuspensionRule> {
    let codes = rules.codes(SUSPENSION);
    if codes.is_empty() {
        report_empty(reading.faults, SUSPENSION);
    }
    let entries = codes.into_iter().flat_map(|code| rules.in_force(SUSPENSION, code, reading));
    let read = entries.filter_map(|entry| {
        let code = entry.required("code").and_then(Value::code);
        let name = entry.required("name").and_then(Value::text);
        let longest = entry.duty_limit("longest");
        let source = entry.basis();
        entry.close_dated();
        let code = SuspensionCode::from(code?);
        let (name, longest, source) = (name?, longest?.limit, source?);
        Some((code.clone(), SuspensionRule { code, name, longest, source }))
    });
    read.collect()
}

/// Reads `[extension]`.
pub(super) fn extension<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<ExtensionRule> {
    let entry = rules.single(EXTENSION, reading)?;
    let times = entry.required("times").and_then(Value::count);
    let percent = entry.required("percent").and_then(Value::percent);
    let source = entry.source();
    entry.close_dated();
    Some(ExtensionRule { times: times?, percent: percent?, source: source? })
}

/// Reads `[cover]`.
pub(super) fn cover<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<CoverRule> {
    let entry = rules.single(COVER, reading)?;
    let exempt_posts = entry.required("exempt_posts").map(Value::texts);
    let source = entry.source();
    entry.close_dated();
    Some(CoverRule { exempt_posts: exempt_posts?.into_iter().collect(), source: source? })
}

/// Reads `[supplement]`.
pub(super) fn supplement<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<SupplementRule> {
    let entry = rules.single(SUPPLEMENT, reading)?;
    let rule = supplement_of(&entry);
    entry.source();
    entry.close_dated();
    rule
}

/// `notify` and `citizen` of a table.
pub(super) fn supplement_of(entry: &Entry<'_>) -> Option<SupplementRule> {
    let notify = entry.duty_limit("notify");
    let citizen = entry.right_limit("citizen");
    Some(SupplementRule { notify: notify?, citizen: citizen? })
}

/// Reads `[alerts]`.
pub(super) fn alerts<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<AlertRule> {
    let entry = rules.single(ALERTS, reading)?;
    let hint_percent = entry.required("hint_percent").and_then(Value::percent);
    let pre_alert = entry.right_limit("pre_alert");
    let yellow_overdue_max = entry.duty_limit("yellow_overdue_max");
    let answer = entry.duty_limit("answer");
    let backlog_items = entry.required("backlog_items").and_then(Value::count);
    entry.source();
    entry.close_dated();
    Some(AlertRule {
        hint_percent: hint_percent?,
        pre_alert: pre_alert?,
        yellow_overdue_max: yellow_overdue_max?,
        answer: answer?,
        backlog_items: backlog_items?,
    })
}

/// Reads `[handling]`.
pub(super) fn handling<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<HandlingRule> {
    let entry = rules.single(HANDLING, reading)?;
    let immediate_safety = entry.duty_limit("immediate_safety");
    let immediate = entry.duty_limit("immediate");
    let active_repeats = entry.required("active_repeats").and_then(Value::count);
    let active_window = entry.right_limit("active_window");
    let active_open = entry.duty_limit("active_open");
    let visit_petitioners = entry.required("visit_petitioners").and_then(Value::count);
    let visit_schools = entry.required("visit_schools").and_then(Value::count);
    let follow_up = entry.duty_limit("follow_up");
    let source = entry.source();
    entry.close_dated();
    Some(HandlingRule {
        immediate_safety: immediate_safety?,
        immediate: immediate?,
        active_repeats: active_repeats?,
        active_window: active_window?.limit,
        active_open: active_open?.limit,
        visit_petitioners: visit_petitioners?,
        visit_schools: visit_schools?,
        follow_up: follow_up?,
        source: source?,
    })
}

/// Reads `[closing]`.
pub(super) fn closing<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<ClosingRule> {
    let entry = rules.single(CLOSING, reading)?;
    let failed_attempts = entry.required("failed_attempts").and_then(Value::count);
    let review = entry.right_limit("review");
    let link_window = entry.right_limit("link_window");
    let bad_rating_verified = entry
        .optional("bad_rating_verified")
        .and_then(|value| value.tightened(Tighter::Shorter, Bound::ByLaw));
    let undo_minutes = entry.required("undo_minutes").and_then(Value::count);
    let promise_max = entry.duty_limit("promise_max");
    let otherwise = entry.optional("promise_max_otherwise").map_or_else(Vec::new, Value::list);
    let promise_max_otherwise = otherwise.into_iter().filter_map(Value::limit).collect();
    entry.source();
    entry.close_dated();
    Some(ClosingRule {
        failed_attempts: failed_attempts?,
        review: review?,
        link_window: link_window?,
        bad_rating_verified,
        undo_minutes: undo_minutes?,
        promise_max: promise_max?,
        promise_max_otherwise,
    })
}
