//! 事项目录 as written in rule files.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{MatterTypeCode, SuspensionCode, Tag, UnitId};
use crate::organization::Function;
use crate::rules::dated::{CATALOGUE, DatedRules, MATTER_TYPE, report_empty};
use crate::rules::limits::{Bound, Tighter};
use crate::rules::table::{Entry, Reading};
use crate::rules::value::Value;
use crate::rules::{
    ClosingRule, HandlingRule, MatterKind, MatterType, Owner, SourcedLimit, StartsAt,
    SupplementRule, catalogue_checks, sections, steps, type_extras, unclassified,
};

/// Kinds of matter by their words.
pub(super) const KINDS: [(&str, MatterKind); 11] = [
    ("licence", MatterKind::Licence),
    ("confirmation", MatterKind::Confirmation),
    ("public_service", MatterKind::PublicService),
    ("internal_request", MatterKind::InternalRequest),
    ("question", MatterKind::Question),
    ("grievance", MatterKind::Grievance),
    ("suggestion", MatterKind::Suggestion),
    ("hotline_order", MatterKind::HotlineOrder),
    ("petition", MatterKind::Petition),
    ("information_request", MatterKind::InformationRequest),
    ("history", MatterKind::History),
];

const FUNCTIONS: [(&str, Function); 5] = [
    ("general_office", Function::GeneralOffice),
    ("efficacy_office", Function::EfficacyOffice),
    ("inspection_office", Function::InspectionOffice),
    ("safety_office", Function::SafetyOffice),
    ("education_section", Function::EducationSection),
];

/// What the catalogue is read with: the rules of the same day that its entries lean on.
pub(super) struct Surroundings<'r> {
    /// 暂停事由 that may be named.
    suspensions: BTreeSet<&'r str>,
    /// 五办, whose first action is the first response of matters done at once.
    pub(super) handling: Option<&'r HandlingRule>,
    /// 办后, with the largest promise where no law fixes a limit.
    pub(super) closing: Option<&'r ClosingRule>,
    first_response: Option<SourcedLimit>,
    remedy: Option<String>,
}

/// 事项目录 of a day.
pub(super) struct Catalogue {
    /// Its entries.
    pub(super) types: BTreeMap<MatterTypeCode, MatterType>,
    /// 未归类.
    pub(super) unclassified: Option<MatterTypeCode>,
}

/// Reads `[catalogue]` and all `[[matter_type]]`.
pub(super) fn read<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
    mut surroundings: Surroundings<'_>,
) -> Catalogue {
    let mut unclassified = None;
    if let Some(entry) = rules.single(CATALOGUE, reading) {
        let first_response = entry.required("first_response");
        surroundings.first_response =
            first_response.and_then(|value| value.tightened(Tighter::Shorter, Bound::Always));
        surroundings.remedy = entry.required("remedy").and_then(Value::text);
        unclassified = entry.required("unclassified");
        entry.source();
        entry.close_dated();
    }
    let codes = rules.codes(MATTER_TYPE);
    if codes.is_empty() {
        report_empty(reading.faults, MATTER_TYPE);
    }
    let mut types = BTreeMap::new();
    for code in codes {
        for entry in rules.in_force(MATTER_TYPE, code, reading) {
            if let Some(matter_type) = read_type(&entry, &surroundings) {
                types.insert(matter_type.code.clone(), matter_type);
            }
        }
    }
    let unclassified =
        unclassified.and_then(|value| unclassified::read(value, rules, reading, &types));
    Catalogue { types, unclassified }
}

impl<'r> Surroundings<'r> {
    /// The rules of the day before the catalogue is read.
    pub(super) fn new(
        suspensions: BTreeSet<&'r str>,
        handling: Option<&'r HandlingRule>,
        closing: Option<&'r ClosingRule>,
    ) -> Self {
        Self { suspensions, handling, closing, first_response: None, remedy: None }
    }

    /// 首次回应 where the entry says nothing: safety and instant matters by the mode 立即办.
    fn first_response(&self, is_safety: bool, is_instant: bool) -> Option<SourcedLimit> {
        let immediate = |pick: fn(&HandlingRule) -> &SourcedLimit| self.handling.map(pick).cloned();
        if is_safety {
            immediate(|rule| &rule.immediate_safety)
        } else if is_instant {
            immediate(|rule| &rule.immediate)
        } else {
            self.first_response.clone()
        }
    }
}

fn read_type(entry: &Entry<'_>, surroundings: &Surroundings<'_>) -> Option<MatterType> {
    let code = entry.required("code").and_then(Value::code);
    let name = entry.required("name").and_then(Value::text);
    let kind = entry.required("kind").and_then(|value| value.choice(&KINDS));
    let owner = entry.required("owner").and_then(read_owner);
    let starts = entry.required("starts").and_then(read_start);
    let shorter = |value: Value<'_>| value.tightened(Tighter::Shorter, Bound::Always);
    let statutory = entry.optional("statutory").map(shorter);
    let promised = entry.required("promised").and_then(shorter);
    let is_instant = entry.flag("is_instant");
    let is_safety = entry.flag("is_safety");
    let first_response = match entry.optional("first_response") {
        Some(value) => shorter(value),
        None => surroundings.first_response(is_safety, is_instant),
    };
    let steps = entry.optional("steps").map_or_else(Vec::new, steps::read);
    let texts = |key| entry.optional(key).map_or_else(Vec::new, Value::texts);
    let suspensions = entry.optional("suspensions").map(|v| read_suspensions(v, surroundings));
    let extension = entry.optional("extension").map(type_extras::extension);
    let delivery = entry.optional("delivery").map(shorter);
    let review = entry.optional("review").map(|v| v.tightened(Tighter::Longer, Bound::Always));
    let supplement = entry.optional("supplement").map(read_supplement);
    let silence = entry.optional("silence").map_or_else(Vec::new, type_extras::silence);
    let remedy = entry.optional("remedy").and_then(Value::text);
    let tag = entry.required("tag").and_then(Value::code);
    let basis = entry.basis();
    let is_policy = entry.flag("is_policy");
    let is_reserved = entry.flag("is_reserved");
    let (materials, conditions) = (texts("materials"), texts("conditions"));
    let synonyms = texts("synonyms");
    entry.close_dated();
    let read = MatterType {
        code: MatterTypeCode::from(code?),
        name: name?,
        synonyms,
        kind: kind?,
        owner: owner?,
        starts: starts?,
        statutory: present(statutory)?,
        promised: promised?,
        first_response: first_response?,
        steps,
        is_instant,
        is_safety,
        is_policy,
        is_reserved,
        materials,
        conditions,
        suspensions: suspensions.unwrap_or_default(),
        extension: present(extension)?,
        delivery: present(delivery)?,
        supplement: present(supplement)?,
        review: present(review)?,
        silence,
        tag: Tag::from(tag?),
        remedy: remedy.or_else(|| surroundings.remedy.clone())?,
        basis: basis?,
    };
    catalogue_checks::check(entry, &read, surroundings);
    Some(read)
}

/// What may be absent: none where it is absent, and no answer at all where it was misread.
#[allow(clippy::option_option)]
fn present<T>(read: Option<Option<T>>) -> Option<Option<T>> {
    match read {
        None => Some(None),
        Some(None) => None,
        Some(Some(value)) => Some(Some(value)),
    }
}

/// `"school"`, `"receiver"`, `{ function = … }` or `{ unit = … }`.
fn read_owner(value: Value<'_>) -> Option<Owner> {
    if value.node.get_ref().is_str() {
        return match value.text()?.as_str() {
            "school" => Some(Owner::School),
            "receiver" => Some(Owner::Receiver),
            other => {
                value.report(
                    format!("owner 里的“{other}”不认识"),
                    "写 \"school\"、\"receiver\"、{ function = \"…\" } 或 { unit = \"…\" }",
                );
                None
            }
        };
    }
    let entry = value.table("权责归属")?;
    let function = entry.optional("function");
    let unit = entry.optional("unit");
    entry.close();
    match (function, unit) {
        (Some(function), None) => function.choice(&FUNCTIONS).map(Owner::Function),
        (None, Some(unit)) => unit.text().map(|unit| Owner::Unit(UnitId::from(unit))),
        (None, None) | (Some(_), Some(_)) => {
            value.report("owner 要指明一个职能或一个单位", "function 和 unit 写其中一个");
            None
        }
    }
}

/// `"filed"`, or `{ at = "accepted", source = "… 第…条" }`.
fn read_start(value: Value<'_>) -> Option<StartsAt> {
    const STARTS: [(&str, &str); 3] = [
        ("filed", "filed"),
        ("accepted", "accepted"),
        ("materials_complete", "materials_complete"),
    ];
    if value.node.get_ref().is_str() {
        let start = value.choice(&STARTS)?;
        if start == "filed" {
            return Some(StartsAt::Filed);
        }
        value.report(
            format!("计时不从收件起（{start}），却没有写明条款"),
            format!("写成 starts = {{ at = \"{start}\", source = \"法规简称 第…条\" }}"),
        );
        return None;
    }
    let entry = value.table("计时起点")?;
    let at = entry.required("at").and_then(|value| value.choice(&STARTS));
    let source = entry.source();
    entry.close();
    let (at, source) = (at?, source?);
    if source.article.is_none() && at != "filed" {
        let wrong = format!("计时不从收件起（{at}），依据里却没有条款");
        value.report(wrong, "在依据简称后面写上条款，例如“行政许可法 第四十二条”");
    }
    Some(match at {
        "accepted" => StartsAt::Accepted(source),
        "materials_complete" => StartsAt::MaterialsComplete(source),
        _ => StartsAt::Filed,
    })
}

fn read_suspensions(value: Value<'_>, surroundings: &Surroundings<'_>) -> BTreeSet<SuspensionCode> {
    let mut codes = BTreeSet::new();
    for member in value.list() {
        let Some(text) = member.text() else { continue };
        let known = surroundings.suspensions.iter().copied();
        if !surroundings.suspensions.contains(text.as_str()) {
            member.report_absent(&text, known);
        } else if !codes.insert(SuspensionCode::from(text.as_str())) {
            member.report(format!("暂停事由 {text} 写了两次"), "每项只写一次");
        }
    }
    codes
}

fn read_supplement(value: Value<'_>) -> Option<SupplementRule> {
    let entry = value.table("补正")?;
    let rule = sections::supplement_of(&entry);
    entry.close();
    rule
}
