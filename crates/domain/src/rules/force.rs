//! 生效期. From which day to which day a rule is in force.

use std::collections::BTreeSet;

use toml::de::DeValue;
use xiaoneng_calendar::Date;

use crate::rules::InForce;
use crate::rules::diagnostic::{Faults, Place};
use crate::rules::document::Document;
use crate::rules::table::{Entry, Layer, Reading};
use crate::rules::value::Value;

impl InForce {
    /// Whether the day lies within.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// `from` and `to` of an entry of one layer.
pub(super) fn read(entry: &Entry<'_>) -> Option<InForce> {
    let from = entry.required("from").and_then(Value::date);
    let written = entry.optional("to");
    let to = written.and_then(Value::date);
    let from = from?;
    if written.is_some() && to.is_none() {
        return None;
    }
    if let (Some(value), Some(to)) = (written, to)
        && to < from
    {
        value.report(
            format!("失效日 to = {to} 早于生效日 from = {from}"),
            "to 是最后一个生效的日子，不早于 from；仍在用的规则不写 to",
        );
        return None;
    }
    Some(InForce { from, to })
}

/// Versions of one rule must follow each other without overlap and without a gap.
pub(super) fn check_sequence(title: &str, versions: &[(InForce, Place<'_>)], faults: &Faults) {
    let mut sorted = versions.to_vec();
    sorted.sort_by_key(|(force, place)| (force.from, *place));
    for pair in sorted.windows(2) {
        let [(before, first), (after, place)] = pair else { continue };
        let other = format!("{} 第 {} 行", first.file, first.line);
        if before.from == after.from {
            let wrong = format!("{title}在 {} 写了两次（另一处在 {other}）", after.from);
            faults.report(*place, wrong, "删去一处，或者改用不同的生效日");
            continue;
        }
        let Some(to) = before.to.filter(|to| *to < after.from) else {
            let last = after.from.plus_days(-1);
            let wrong = format!("{title}的生效期与{other}的重叠");
            faults.report(*place, wrong, format!("给前一段写上 to = {last}"));
            continue;
        };
        let next = to.plus_days(1);
        if next < after.from {
            let wrong = format!("{title}的生效期断档：前一段到 {to} 为止（{other}）");
            faults.report(*place, wrong, format!("这一段从 {next} 起，或者前一段延长"));
        }
    }
}

/// Every day on which something under one of the keys begins or ceases to be in force.
pub(super) fn cuts(
    documents: &[Document<'_>],
    keys: &[&str],
    reading: &Reading<'_>,
) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    for document in documents {
        let layer = Layer { document, table: &document.root, offset: 0 };
        for key in keys {
            if let Some(node) = layer.get(key) {
                collect(node.get_ref(), layer, reading, &mut days);
            }
        }
    }
    days
}

fn collect<'a>(
    value: &'a DeValue<'a>,
    layer: Layer<'a>,
    reading: &'a Reading<'a>,
    days: &mut BTreeSet<Date>,
) {
    match value {
        DeValue::Array(list) => {
            for member in list.iter() {
                collect(member.get_ref(), layer, reading, days);
            }
        }
        DeValue::Table(table) => {
            let date = |key: &'static str| {
                let node = table.get(key)?;
                Value { layer, node, key, reading, below: None }.date()
            };
            days.extend(date("from"));
            days.extend(date("to").map(|to| to.plus_days(1)));
            for (_, member) in table {
                collect(member.get_ref(), layer, reading, days);
            }
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}
