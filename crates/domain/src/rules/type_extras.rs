//! 延期 and 超时默认 of one matter type as written in rule files.

use crate::rules::value::Value;
use crate::rules::{Approver, SilenceEffect, SilenceRule, TypeExtension};

const APPROVERS: [(&str, Approver); 3] = [
    ("in_charge", Approver::InCharge),
    ("director", Approver::Director),
    ("unit_head", Approver::UnitHead),
];

const EFFECTS: [(&str, SilenceEffect); 3] = [
    ("supplement_not_told_means_accepted", SilenceEffect::SupplementNotToldMeansAccepted),
    ("not_supplemented_means_lapsed", SilenceEffect::NotSupplementedMeansLapsed),
    ("request_unanswered_means_agreed", SilenceEffect::RequestUnansweredMeansAgreed),
];

/// `{ limit, approver, source }`.
pub(super) fn extension(value: Value<'_>) -> Option<TypeExtension> {
    let entry = value.table("延期")?;
    let limit = entry.required("limit").and_then(Value::limit);
    let approver = entry.required("approver").and_then(|value| value.choice(&APPROVERS));
    let source = entry.source();
    entry.close();
    Some(TypeExtension { limit: limit?, approver: approver?, source: source? })
}

/// A list of `{ effect, limit, source }`, each effect once.
pub(super) fn silence(value: Value<'_>) -> Vec<SilenceRule> {
    let mut rules: Vec<SilenceRule> = Vec::new();
    for member in value.list() {
        let Some(rule) = silence_rule(member) else { continue };
        if rules.iter().any(|other| other.effect == rule.effect) {
            member.report("同一种超时默认写了两次", "每种后果只写一次");
        } else {
            rules.push(rule);
        }
    }
    rules
}

fn silence_rule(value: Value<'_>) -> Option<SilenceRule> {
    let entry = value.table("超时默认")?;
    let effect = entry.required("effect").and_then(|value| value.choice(&EFFECTS));
    let limit = entry.required("limit").and_then(Value::limit);
    let source = entry.source();
    entry.close();
    Some(SilenceRule { effect: effect?, limit: limit?, source: source? })
}

impl SilenceEffect {
    /// Whether silence gives somebody what he asked for.
    pub fn grants(self) -> bool {
        match self {
            Self::RequestUnansweredMeansAgreed => true,
            Self::SupplementNotToldMeansAccepted | Self::NotSupplementedMeansLapsed => false,
        }
    }
}
