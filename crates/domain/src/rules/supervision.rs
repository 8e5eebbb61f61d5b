//! 电子监察的规则 as written in rule files: what is found in the procedure of a matter, and which
//! findings call for a card.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::MatterTypeCode;
use crate::rules::catalogue::KINDS;
use crate::rules::dated::{DatedRules, FINDING, SUPERVISION};
use crate::rules::diagnostic::Place;
use crate::rules::limits::{Bound, Tighter};
use crate::rules::table::{Entry, Reading};
use crate::rules::value::Value;
use crate::rules::{MatterKind, MatterType, Source, SourcedLimit};
use crate::signal::{CardCause, CardColour};

/// 程序监察 (domain.md 9.2, 9.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SupervisionRule {
    /// An answer that says less, 套话 left out, has no content.
    pub answer_characters: u32,
    /// 套话: what an answer says when it says nothing.
    pub boilerplate: Vec<String>,
    /// Evidence of a pause that says less is none.
    pub evidence_characters: u32,
    /// 补录期限: recorded later than this after the fact is back-dated.
    pub recorded_within: SourcedLimit,
    /// 集中办结: more matters than this closed by one person …
    pub burst_matters: u32,
    /// … within this many minutes.
    pub burst_minutes: u32,
    /// 投诉改作咨询 must be seconded by another person within this.
    pub seconded_within: SourcedLimit,
    /// Kinds of matter that are complaints.
    pub complaint_kinds: BTreeSet<MatterKind>,
    /// Catalogue entries that are complaints whatever their kind.
    pub complaint_types: BTreeSet<MatterTypeCode>,
    /// Kinds of matter that are questions.
    pub question_kinds: BTreeSet<MatterKind>,
    /// Catalogue entries that are questions whatever their kind.
    pub question_types: BTreeSet<MatterTypeCode>,
    /// 五个不让: more open matters than this on one desk are a backlog.
    pub backlog_matters: u32,
    /// 五个不让: a citizen's question is answered within this.
    pub question_within: SourcedLimit,
    /// 五个不让: what was verified stands there for so many days.
    pub mirror_days: u32,
    /// What follows from each cause, with its basis.
    pub findings: BTreeMap<CardCause, FindingRule>,
}

/// 监察发现 with what it calls for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FindingRule {
    /// The card it calls for; none where it is only shown.
    pub card: Option<CardColour>,
    /// 依据.
    pub source: Source,
}

const CARDS: [(&str, Option<CardColour>); 3] =
    [("none", None), ("yellow", Some(CardColour::Yellow)), ("red", Some(CardColour::Red))];

/// Reads `[supervision]` and every `[[finding]]`.
pub(super) fn read<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
    types: &BTreeMap<MatterTypeCode, MatterType>,
) -> Option<SupervisionRule> {
    let findings = read_findings(rules, reading);
    let entry = rules.single(SUPERVISION, reading)?;
    let shorter = |key| {
        let value = entry.required(key);
        value.and_then(|value| value.tightened(Tighter::Shorter, Bound::Always))
    };
    let answer_characters = bounded(&entry, "answer_characters", Tighter::Longer);
    let boilerplate = entry.required("boilerplate").map(Value::texts);
    let evidence_characters = bounded(&entry, "evidence_characters", Tighter::Longer);
    let recorded_within = shorter("recorded_within");
    let burst_matters = bounded(&entry, "burst_matters", Tighter::Shorter);
    let burst_minutes = bounded(&entry, "burst_minutes", Tighter::Longer);
    let seconded_within = shorter("seconded_within");
    let backlog_matters = bounded(&entry, "backlog_matters", Tighter::Shorter);
    let question_within = shorter("question_within");
    let mirror_days = entry.required("mirror_days").and_then(Value::count);
    let complaint_kinds = kinds(&entry, "complaint_kinds");
    let complaint_types = known_types(&entry, "complaint_types", types);
    let question_kinds = kinds(&entry, "question_kinds");
    let question_types = known_types(&entry, "question_types", types);
    entry.source();
    entry.close_dated();
    Some(SupervisionRule {
        answer_characters: answer_characters?,
        boilerplate: boilerplate?,
        evidence_characters: evidence_characters?,
        recorded_within: recorded_within?,
        burst_matters: burst_matters?,
        burst_minutes: burst_minutes?,
        seconded_within: seconded_within?,
        backlog_matters: backlog_matters?,
        question_within: question_within?,
        mirror_days: mirror_days?,
        complaint_kinds: complaint_kinds?,
        complaint_types,
        question_kinds: question_kinds?,
        question_types,
        findings: findings?,
    })
}

/// A number that a county may only make stricter.
fn bounded(entry: &Entry<'_>, key: &'static str, tighter: Tighter) -> Option<u32> {
    let value = entry.required(key)?;
    let own = value.count()?;
    let Some(national) = value.national().and_then(Value::count) else { return Some(own) };
    let (is_tight, right) = match tighter {
        Tighter::Shorter => (own <= national, "不大于"),
        Tighter::Longer => (own >= national, "不小于"),
    };
    if !is_tight {
        let wrong = format!("本县的 {key} 是 {own}，比国家规则的 {national} 宽");
        value.report(wrong, format!("本县只能收紧：{right} {national}"));
    }
    Some(own)
}

fn kinds(entry: &Entry<'_>, key: &'static str) -> Option<BTreeSet<MatterKind>> {
    let members = entry.required(key)?.list();
    Some(members.into_iter().filter_map(|member| member.choice(&KINDS)).collect())
}

/// Codes of catalogue entries; one that is not in force on the day is left out, one that never
/// existed is a fault.
fn known_types(
    entry: &Entry<'_>,
    key: &'static str,
    types: &BTreeMap<MatterTypeCode, MatterType>,
) -> BTreeSet<MatterTypeCode> {
    let members = entry.optional(key).map_or_else(Vec::new, Value::list);
    let codes = members.into_iter().filter_map(|member| {
        let code = MatterTypeCode::from(member.code()?);
        if !types.contains_key(&code) {
            member.report_absent(code.as_str(), types.keys().map(MatterTypeCode::as_str));
        }
        Some(code)
    });
    codes.collect()
}

fn read_findings<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<BTreeMap<CardCause, FindingRule>> {
    let known: Vec<(&'static str, CardCause)> =
        CardCause::ALL.iter().map(|cause| (cause.code(), *cause)).collect();
    let mut findings = BTreeMap::new();
    for code in rules.codes(FINDING) {
        for entry in rules.in_force(FINDING, code, reading) {
            let cause = entry.required("code").and_then(|value| value.choice(&known));
            let card = entry.required("card").and_then(tightened_card);
            let source = entry.source();
            entry.close_dated();
            if let (Some(cause), Some(card), Some(source)) = (cause, card, source) {
                findings.insert(cause, FindingRule { card, source });
            }
        }
    }
    let written = rules.codes_in_force(FINDING, reading.day);
    let missing: Vec<&str> = CardCause::ALL
        .iter()
        .map(|cause| cause.code())
        .filter(|code| !written.contains(code))
        .collect();
    if missing.is_empty() {
        return (findings.len() == CardCause::ALL.len()).then_some(findings);
    }
    let place = Place { file: "national/", line: 0 };
    let wrong = format!("监察发现缺少 {}", missing.join("、"));
    reading.faults.report_absence(
        place,
        wrong,
        "每一种都写一项 [[finding]]，不发牌的写 card = \"none\"",
    );
    None
}

/// A county may call for a graver card, never for a lighter one.
fn tightened_card(value: Value<'_>) -> Option<Option<CardColour>> {
    let own = value.choice(&CARDS)?;
    let national = value.national().and_then(|national| national.choice(&CARDS));
    if let Some(national) = national.filter(|national| own < *national) {
        let word = CARDS.iter().find(|(_, card)| *card == national).map_or("", |(word, _)| word);
        let wrong = "本县的 card 比国家规则的轻".to_owned();
        value.report(wrong, format!("本县只能收紧：不轻于 {word}"));
    }
    Some(own)
}
