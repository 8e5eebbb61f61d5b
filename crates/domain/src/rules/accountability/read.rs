//! 责任追究 as written in rule files.

use std::collections::BTreeSet;

use crate::rules::SourcedLimit;
use xiaoneng_calendar::{Limit, LimitUnit};

use crate::rules::accountability::read_tables::{self, by_code};
use crate::rules::accountability::{
    AccountabilityRule, CountingYear, Gravity, LadderRung, LeaderFault, LeaderRule, LeaderStep,
    Measure, ProcedureRule, RuleSet,
};
use crate::rules::dated::{
    ACCOUNTABILITY, ACCOUNTABILITY_SECTIONS, DatedRules, LEADER_POINT, LEADER_POINTS,
};
use crate::rules::limits::{Bound, Tighter};
use crate::rules::table::{Entry, Reading};
use crate::rules::value::Value;

/// Reads 责任追究; none inside where the rules are silent on it altogether.
pub(in crate::rules) fn read<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<Option<AccountabilityRule>> {
    if ACCOUNTABILITY_SECTIONS.iter().all(|section| rules.codes(*section).is_empty()) {
        return Some(None);
    }
    let procedure = procedure(rules, reading);
    let faults = read_tables::faults(rules, reading);
    let measures = read_tables::measures(rules, reading);
    let unit_measures = read_tables::unit_measures(rules, reading);
    let sanctions = read_tables::sanctions(rules, reading);
    let cells = read_tables::cells(rules, reading);
    let accumulation = read_tables::accumulation(rules, reading);
    let triggers = read_tables::triggers(rules, reading);
    let circumstances = read_tables::circumstances(rules, reading);
    let redress = read_tables::redress(rules, reading);
    let leaders = leaders(rules, reading);
    Some(Some(AccountabilityRule {
        procedure: procedure?,
        faults: faults?,
        measures: measures?,
        unit_measures: unit_measures?,
        sanctions: sanctions?,
        cells: cells?,
        accumulation: accumulation?,
        triggers: triggers?,
        circumstances: circumstances?,
        redress: redress?,
        leaders: leaders?,
    }))
}

fn procedure<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<ProcedureRule> {
    let entry = rules.single(ACCOUNTABILITY, reading)?;
    let shorter = |key| limit(&entry, key, Tighter::Shorter);
    let (accept, decide, extend) = (shorter("accept"), shorter("decide"), shorter("extend"));
    let extension_times = entry.required("extension_times").and_then(Value::count);
    let investigators = at_least(&entry, "investigators");
    let panel = at_least(&entry, "panel");
    let statement = entry
        .required("statement")
        .and_then(|value| value.tightened(Tighter::Longer, Bound::Always));
    let serve = shorter("serve");
    let warning_shortest = shorter("warning_shortest");
    let warning_longest = shorter("warning_longest");
    let restore = shorter("restore");
    let rule_set =
        entry.required("rule_set").and_then(|value| chosen(value, RuleSet::ALL, RuleSet::code));
    let year = entry
        .required("year")
        .and_then(|value| chosen(value, CountingYear::ALL, CountingYear::code));
    let aggravating_measures = entry.required("aggravating_measures").and_then(Value::count);
    let aggravated_by = entry.required("aggravated_by").and_then(measures_in);
    let unqualified_years = entry.required("unqualified_years").and_then(Value::count);
    let lighter_steps = entry.required("lighter_steps").and_then(Value::count);
    let heavier_steps = entry.required("heavier_steps").and_then(Value::count);
    let lenient = entry.required("lenient").and_then(measures_in);
    let gravity = entry
        .required("gravity_without_effect")
        .and_then(|value| chosen(value, Gravity::ALL, Gravity::code));
    let source = entry.source();
    entry.close_dated();
    if let (Some(shortest), Some(longest)) = (&warning_shortest, &warning_longest) {
        warning_in_order(&entry, shortest, longest);
    }
    Some(ProcedureRule {
        accept: accept?,
        decide: decide?,
        extend: extend?,
        extension_times: extension_times?,
        investigators: investigators?,
        panel: panel?,
        statement: statement?,
        serve: serve?,
        warning_shortest: warning_shortest?,
        warning_longest: warning_longest?,
        restore: restore?,
        rule_set: rule_set?,
        year: year?,
        aggravating_measures: aggravating_measures?,
        aggravated_by: aggravated_by?,
        unqualified_years: unqualified_years?,
        lighter_steps: lighter_steps?,
        heavier_steps: heavier_steps?,
        lenient: lenient?,
        gravity_without_effect: gravity?,
        source: source?,
    })
}

fn warning_in_order(entry: &Entry<'_>, shortest: &SourcedLimit, longest: &SourcedLimit) {
    let is_in_order =
        shortest.limit.unit == longest.limit.unit && shortest.limit.amount <= longest.limit.amount;
    let Some(value) = entry.optional("warning_longest").filter(|_| !is_in_order) else { return };
    let wrong = format!("告诫期最长 {} 短于最短 {}", longest.limit, shortest.limit);
    value.report(wrong, "用同样的单位，最长不短于最短");
}

/// A limit that a county may tighten.
pub(super) fn limit(
    entry: &Entry<'_>,
    key: &'static str,
    tighter: Tighter,
) -> Option<SourcedLimit> {
    entry.required(key).and_then(|value| value.tightened(tighter, Bound::ByLaw))
}

/// The same, where it may be absent.
pub(super) fn limit_if_any(
    entry: &Entry<'_>,
    key: &'static str,
    tighter: Tighter,
) -> Option<SourcedLimit> {
    entry.optional(key).and_then(|value| value.tightened(tighter, Bound::ByLaw))
}

/// So many people at least: a county may demand more, not fewer.
fn at_least(entry: &Entry<'_>, key: &'static str) -> Option<u32> {
    let value = entry.required(key)?;
    let own = value.count()?;
    if let Some(national) = value.national().and_then(Value::count).filter(|least| own < *least) {
        let wrong = format!("本县的 {key} 是 {own}，少于国家规则的 {national}");
        value.report(wrong, "本县可以多要求，不能少要求");
    }
    Some(own)
}

/// One of the codes of a list.
pub(super) fn chosen<T: Copy>(
    value: Value<'_>,
    all: &[T],
    code: fn(T) -> &'static str,
) -> Option<T> {
    let known: Vec<(&'static str, T)> = all.iter().map(|one| (code(*one), *one)).collect();
    value.choice(&known)
}

/// Several of them, at least one.
pub(super) fn several<T: Copy + Ord>(
    value: Value<'_>,
    all: &[T],
    code: fn(T) -> &'static str,
) -> Option<Vec<T>> {
    let list = value.list();
    if list.is_empty() {
        value.report(format!("{} 是空的", value.key), "至少写一项");
        return None;
    }
    list.into_iter().map(|member| chosen(member, all, code)).collect()
}

pub(super) fn measures_in(value: Value<'_>) -> Option<BTreeSet<Measure>> {
    Some(several(value, Measure::ALL, Measure::code)?.into_iter().collect())
}

fn leaders<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<LeaderRule> {
    let points = by_code(
        (rules, LEADER_POINT, reading),
        (LeaderFault::ALL, LeaderFault::code),
        |entry, _| {
            entry.required("name").and_then(Value::text);
            let points = entry.required("points").and_then(Value::count);
            entry.source();
            points
        },
    );
    let entry = rules.single(LEADER_POINTS, reading)?;
    let window = entry.required("window").and_then(window);
    let talk_task_at = entry.required("talk_task_at").and_then(Value::count);
    let ladder = entry.required("ladder").and_then(ladder);
    let source = entry.source();
    entry.close_dated();
    Some(LeaderRule {
        window: window?,
        points: points?,
        talk_task_at: talk_task_at?,
        ladder: ladder?,
        source: source?,
    })
}

/// 滚动一年, in months or calendar days.
fn window(value: Value<'_>) -> Option<Limit> {
    let limit = value.limit()?;
    match limit.unit {
        LimitUnit::Month | LimitUnit::CalendarDay => Some(limit),
        LimitUnit::WorkingDay | LimitUnit::WorkingHour | LimitUnit::Hour => {
            value.report(format!("window 写的是 {limit}"), "用月或自然日，例如 \"12 months\"");
            None
        }
    }
}

fn ladder(value: Value<'_>) -> Option<Vec<LadderRung>> {
    let rungs: Option<Vec<LadderRung>> = value.tables("阶梯").iter().map(rung).collect();
    let rungs = rungs?;
    let rises = |pair: &[LadderRung]| match pair {
        [low, high] => low.points < high.points && low.step < high.step,
        [] | [_] | [_, _, ..] => true,
    };
    if rungs.is_empty() || !rungs.windows(2).all(rises) {
        value.report("阶梯没有逐级升高", "每一级的 points 和 step 都高于前一级");
        return None;
    }
    Some(rungs)
}

fn rung(entry: &Entry<'_>) -> Option<LadderRung> {
    let points = entry.required("points").and_then(Value::count);
    let step =
        entry.required("step").and_then(|value| chosen(value, LeaderStep::ALL, LeaderStep::code));
    let is_proposal = entry.flag("is_proposal");
    entry.close();
    Some(LadderRung { points: points?, step: step?, is_proposal })
}
