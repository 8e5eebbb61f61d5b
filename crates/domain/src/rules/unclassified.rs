//! 未归类. The entry of the catalogue under which a matter stands that was filed without a kind,
//! until a clerk has found its own.

use std::collections::BTreeMap;

use crate::id::MatterTypeCode;
use crate::rules::dated::{DatedRules, MATTER_TYPE};
use crate::rules::table::Reading;
use crate::rules::value::Value;
use crate::rules::{MatterType, StartsAt};

/// `unclassified` of `[catalogue]`: an entry in force on the same day that anybody may file.
pub(super) fn read(
    value: Value<'_>,
    rules: &DatedRules<'_>,
    reading: &Reading<'_>,
    types: &BTreeMap<MatterTypeCode, MatterType>,
) -> Option<MatterTypeCode> {
    let code = MatterTypeCode::from(value.code()?);
    let in_force = rules.codes_in_force(MATTER_TYPE, reading.day);
    if !in_force.contains(code.as_str()) {
        value.report_absent(code.as_str(), in_force.iter().copied());
        return None;
    }
    // An entry that could not be read has a fault of its own.
    let item = types.get(&code)?;
    if let Some(wrong) = fault(item) {
        let right = "写一个群众自己能提出、从收件起算、不是保留事项也不涉学生安全的事项";
        value.report(format!("{}{wrong}，没有归类的件不能先归入它", item.name), right);
        return None;
    }
    Some(code)
}

/// Why what is not classified yet cannot stand under an entry.
fn fault(item: &MatterType) -> Option<&'static str> {
    match item.starts {
        _ if !item.kind.is_filed_by_the_public() => Some("不是群众自己提出的事项"),
        _ if item.is_reserved => Some("是保留事项"),
        _ if item.is_safety => Some("是涉学生安全的事项"),
        StartsAt::Accepted(_) | StartsAt::MaterialsComplete(_) => Some("不从收件起算"),
        StartsAt::Filed => None,
    }
}
