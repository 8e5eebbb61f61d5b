//! What must hold between the parts of one matter type, and between county and nation.

use std::collections::BTreeSet;

use xiaoneng_calendar::Limit;

use crate::rules::catalogue::Surroundings;
use crate::rules::folder::Shelf;
use crate::rules::limits::is_surely_within;
use crate::rules::table::Entry;
use crate::rules::value::Value;
use crate::rules::{ClosingRule, MatterKind, MatterType, Owner, StartsAt, type_extras};

/// Reports everything that does not hold.
pub(super) fn check(entry: &Entry<'_>, read: &MatterType, surroundings: &Surroundings<'_>) {
    check_units(entry, read);
    check_statutory(entry, read);
    check_promise(entry, read, surroundings);
    check_steps(entry, read);
    check_silence(entry, read);
    check_owner(entry, read);
    check_county(entry, read);
}

/// Decisions B13: statutory, promised, steps and extension are counted in one unit.
fn check_units(entry: &Entry<'_>, read: &MatterType) {
    let unit = read.promised.limit.unit;
    let report = |key, what: &str, limit: Limit| {
        if limit.unit != unit
            && let Some(value) = entry.optional(key)
        {
            value.report(
                format!("{}的{what} {limit}和承诺时限单位不同", entry.title),
                "同一事项的法定时限、承诺时限、环节和延期用同一种单位",
            );
        }
    };
    if let Some(statutory) = &read.statutory {
        report("statutory", "法定时限", statutory.limit);
    }
    if let Some(step) = read.steps.iter().find(|step| step.limit.unit != unit) {
        report("steps", "环节时限", step.limit);
    }
    if let Some(extension) = &read.extension {
        report("extension", "延期", extension.limit);
    }
}

fn check_statutory(entry: &Entry<'_>, read: &MatterType) {
    let Some(statutory) = &read.statutory else { return };
    if !statutory.source.evidence.binds()
        && let Some(value) = entry.optional("statutory")
    {
        let wrong = format!("法定时限的依据《{}》不是法律法规", statutory.source.document);
        value.report(wrong, "法定时限引用效力为 L 或 N 的依据，其余写在 promised 里");
    }
    if is_surely_within(read.promised.limit, statutory.limit) {
        return;
    }
    let is_beyond = read.promised.limit.unit == statutory.limit.unit
        || is_surely_within(statutory.limit, read.promised.limit);
    if is_beyond && let Some(value) = entry.optional("promised") {
        let (promised, most) = (read.promised.limit, statutory.limit);
        value.report(
            format!(
                "{}的承诺时限 {promised}超过法定时限 {most}（{}）",
                entry.title, statutory.source
            ),
            format!("承诺时限不超过 {most}"),
        );
    }
}

fn check_promise(entry: &Entry<'_>, read: &MatterType, surroundings: &Surroundings<'_>) {
    let Some(value) = entry.optional("promised") else { return };
    if let Some(closing) = surroundings.closing.filter(|_| read.statutory.is_none()) {
        check_promise_max(value, read.promised.limit, closing);
    }
    let (promised, first) = (read.promised.limit, read.first_response.limit);
    if !is_surely_within(first, promised) && is_surely_within(promised, first) {
        value.report(
            format!("{}的承诺时限 {promised}比首次回应时限 {first}还短", entry.title),
            "首次回应时限不长于承诺时限",
        );
    }
}

/// Where no law fixes a limit, the promise is no longer than the common one in the same unit.
fn check_promise_max(value: Value<'_>, promised: Limit, closing: &ClosingRule) {
    let common = &closing.promise_max;
    let otherwise = closing.promise_max_otherwise.iter().copied();
    let known: Vec<Limit> = std::iter::once(common.limit).chain(otherwise).collect();
    let Some(most) = known.iter().find(|most| most.unit == promised.unit) else {
        let right =
            format!("写成 {} 之内；其他单位的上限写在 promise_max_otherwise 里", common.limit);
        value.report(format!("没有法定时限的事项，承诺时限 {promised}的单位没有上限可比"), right);
        return;
    };
    if promised.amount > most.amount {
        value.report(
            format!("没有法定时限的事项，承诺时限 {promised}超过 {most}"),
            format!("承诺时限不超过 {most}（{}）", common.source),
        );
    }
}

fn check_steps(entry: &Entry<'_>, read: &MatterType) {
    let promised = read.promised.limit;
    let counted = read.steps.iter().filter(|step| step.limit.unit == promised.unit);
    let sum: u64 = counted.map(|step| u64::from(step.limit.amount)).sum();
    if sum > u64::from(promised.amount)
        && let Some(value) = entry.optional("steps")
    {
        value.report(
            format!("{}各环节时限之和 {sum} 超过承诺时限 {promised}", entry.title),
            format!("各环节之和不超过 {}，或者放宽承诺时限", promised.amount),
        );
    }
}

/// Silence never grants what the law reserves to a decision (domain.md 6.4).
fn check_silence(entry: &Entry<'_>, read: &MatterType) {
    let is_granted = read.silence.iter().any(|rule| rule.effect.grants());
    if read.is_reserved
        && is_granted
        && let Some(value) = entry.optional("silence")
    {
        value.report(
            format!("{}是保留事项（is_reserved），却规定超时视为同意", entry.title),
            "许可、人事、资金、安全事项必须作出决定，删去这一条超时默认",
        );
    }
    if matches!(read.kind, MatterKind::Licence)
        && !read.is_reserved
        && let Some(value) = entry.optional("kind")
    {
        let wrong = format!("{}是行政许可，却没有写 is_reserved = true", entry.title);
        value.report(wrong, "行政许可都是保留事项");
    }
}

fn check_owner(entry: &Entry<'_>, read: &MatterType) {
    let names_unit = matches!(read.owner, Owner::Unit(_));
    if names_unit
        && let Some(value) = entry.optional("owner")
        && matches!(value.layer.document.shelf, Shelf::National)
    {
        value.report(
            "国家规则不能指名某个县的单位",
            "写 \"school\"、\"receiver\" 或 { function = \"…\" }，由本县规则指名单位",
        );
    }
}

/// Beside the limits themselves: what a county may not change, or only in one direction.
fn check_county(entry: &Entry<'_>, read: &MatterType) {
    let changed = |key| entry.optional(key).and_then(|value| Some((value, value.national()?)));
    if let Some((value, national)) = changed("kind")
        && value.text() != national.text()
    {
        value.report("本县不能改变事项的种类（kind）", "删去 kind，沿用国家规则");
    }
    for key in ["is_instant", "is_safety", "is_policy", "is_reserved"] {
        if let Some((value, national)) = changed(key)
            && value.flag() == Some(false)
            && national.flag() == Some(true)
        {
            let wrong = format!("国家规则定了 {key} = true，本县取消了");
            value.report(wrong, format!("删去 {key}，沿用国家规则"));
        }
    }
    if let Some((value, national)) = changed("starts")
        && !matches!(read.starts, StartsAt::Filed)
        && !is_same(value, national)
    {
        value.report("本县把计时起点推后了", "沿用国家规则，或者改为 starts = \"filed\"");
    }
    check_county_suspensions(read, changed("suspensions"));
    check_county_extension(entry, read, changed("extension"));
    check_county_silence(read, changed("silence"));
}

fn is_same(one: Value<'_>, other: Value<'_>) -> bool {
    let written = |value: Value<'_>| match value.node.get_ref().as_table() {
        Some(table) => table.get("at").and_then(|at| at.get_ref().as_str()).map(str::to_owned),
        None => value.node.get_ref().as_str().map(str::to_owned),
    };
    written(one) == written(other)
}

/// Where law fixes the limit, a county cannot add reasons to stop the clock.
fn check_county_suspensions(read: &MatterType, changed: Option<(Value<'_>, Value<'_>)>) {
    let Some((value, national)) = changed.filter(|_| read.statutory.is_some()) else { return };
    let known: BTreeSet<String> = national.texts().into_iter().collect();
    for member in value.list() {
        let code = member.node.get_ref().as_str().unwrap_or_default();
        if !known.contains(code) {
            member.report(
                format!("有法定时限的事项，本县不能增加暂停事由 {code}"),
                "只能从国家规则列出的暂停事由里选",
            );
        }
    }
}

fn check_county_extension(
    entry: &Entry<'_>,
    read: &MatterType,
    changed: Option<(Value<'_>, Value<'_>)>,
) {
    let Some(own) = &read.extension else { return };
    let Some((value, national)) = changed else {
        let is_county = |v: &Value<'_>| matches!(v.layer.document.shelf, Shelf::County(_));
        if let Some(value) = entry.optional("extension").filter(is_county)
            && !own.source.evidence.binds()
        {
            value.report("本县另定了延期，依据却不是法律法规", "删去它，沿用通用的延期规则");
        }
        return;
    };
    if let Some(national) = type_extras::extension(national)
        && !is_surely_within(own.limit, national.limit)
    {
        let wrong = format!("本县的延期 {}比国家规则的 {}长", own.limit, national.limit);
        value.report(wrong, format!("不长于 {}", national.limit));
    }
}

/// An effect of silence that the nation fixed stays, and comes no later.
fn check_county_silence(read: &MatterType, changed: Option<(Value<'_>, Value<'_>)>) {
    let Some((value, national)) = changed else { return };
    for rule in type_extras::silence(national) {
        let own = read.silence.iter().find(|own| own.effect == rule.effect);
        if !own.is_some_and(|own| is_surely_within(own.limit, rule.limit)) {
            let wrong = format!("本县取消或推迟了国家规则的超时默认（{}）", rule.source);
            value.report(wrong, format!("保留它，时限不长于 {}", rule.limit));
        }
    }
}
