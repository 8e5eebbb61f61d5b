//! 督导规则 as written in rule files.

use std::collections::BTreeSet;

use crate::rules::dated::{DatedRules, INSPECTION};
use crate::rules::limits::{Bound, Tighter};
use crate::rules::table::Reading;
use crate::rules::tasks::coded;
use crate::rules::value::Value;
use crate::rules::{Source, SourcedLimit};

/// 督导规则.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InspectionRule {
    /// 经常性督导: so often per school and term at least.
    pub regular_per_term: u32,
    /// 综合督导: of each school once in so many years at least.
    pub comprehensive_years: u32,
    /// 督导小组: so many inspectors at least for a special or comprehensive inspection.
    pub team: u32,
    /// 听取意见: of all of these.
    pub heard: BTreeSet<Audience>,
    /// 申辩时限 after the preliminary opinion.
    pub defence: SourcedLimit,
    /// 整改时限 after the opinion was served, at most.
    pub rectify: SourcedLimit,
    /// 抽查: so many questions for one item at most.
    pub questions: u32,
    /// Source.
    pub source: Source,
}

coded! {
    /// 听取意见的对象.
    pub enum Audience {
        /// 公众
        Public = "public" "公众",
        /// 学生
        Pupils = "pupils" "学生",
        /// 家长
        Parents = "parents" "家长",
        /// 教师
        Teachers = "teachers" "教师",
    }
}

/// Reads `[inspection]`; none where the rules are silent.
pub(super) fn read<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<InspectionRule> {
    let entry = rules.in_force(INSPECTION, "", reading).pop()?;
    let regular_per_term = entry.required("regular_per_term").and_then(at_least);
    let comprehensive_years = entry.required("comprehensive_years").and_then(at_most);
    let team = entry.required("team").and_then(at_least);
    let questions = entry.required("questions").and_then(at_most);
    let heard = entry.required("heard").map(read_audiences);
    let defence =
        entry.required("defence").and_then(|value| value.tightened(Tighter::Longer, Bound::Always));
    let rectify = entry
        .required("rectify")
        .and_then(|value| value.tightened(Tighter::Shorter, Bound::Always));
    let source = entry.basis();
    entry.close_dated();
    Some(InspectionRule {
        regular_per_term: regular_per_term?,
        comprehensive_years: comprehensive_years?,
        team: team?,
        heard: heard?,
        defence: defence?,
        rectify: rectify?,
        questions: questions?,
        source: source?,
    })
}

/// A count that a county may only raise.
fn at_least(value: Value<'_>) -> Option<u32> {
    let own = value.count();
    let national = value.national().and_then(Value::count);
    if let (Some(own), Some(national)) = (own, national)
        && own < national
    {
        let wrong = format!("本县的 {} 是 {own}，少于国家规则的 {national}", value.key);
        value.report(wrong, format!("本县只能加码：不少于 {national}"));
    }
    own
}

/// A count that a county may only lower.
fn at_most(value: Value<'_>) -> Option<u32> {
    let own = value.count();
    let national = value.national().and_then(Value::count);
    if let (Some(own), Some(national)) = (own, national)
        && own > national
    {
        let wrong = format!("本县的 {} 是 {own}，多于国家规则的 {national}", value.key);
        value.report(wrong, format!("本县只能收紧：不多于 {national}"));
    }
    own
}

fn read_audiences(value: Value<'_>) -> BTreeSet<Audience> {
    let known = |value: Value<'_>| -> BTreeSet<Audience> {
        value.list().into_iter().filter_map(|member| member.choice(Audience::CODES)).collect()
    };
    let own = known(value);
    let national = value.national().map(known).unwrap_or_default();
    if let Some(dropped) = national.difference(&own).next() {
        let wrong = format!("本县少了国家规则要求听取的 {}", dropped.code());
        value.report(wrong, "本县可以多听取，不能少听取");
    }
    own
}
