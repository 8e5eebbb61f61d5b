//! 措辞. How facts read in a refusal: names, dates, lists; full-width punctuation.

use std::fmt;

use xiaoneng_calendar::{Date, Instant, Limit, Weekday};

use crate::decider::Context;
use crate::id::UnitId;
use crate::matter::publication::PublishedPart;
use crate::rules::DutyElement;

/// 单位, with the name under which people know it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitName {
    /// Its code.
    pub id: UnitId,
    /// Its public name.
    pub name: String,
}

impl UnitName {
    /// By its name in the organization, else by its code.
    pub(crate) fn of(cx: &Context<'_>, id: &UnitId) -> Self {
        let name = cx.organization.unit(id).map(|unit| unit.name.clone());
        Self { id: id.clone(), name: name.unwrap_or_else(|| id.to_string()) }
    }
}

impl fmt::Display for UnitName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// 3月21日（周五）.
pub(crate) fn day(date: Date) -> String {
    let (_, month, day) = date.ymd();
    let weekday = match date.weekday() {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    };
    format!("{month}月{day}日（{weekday}）")
}

/// 3月21日（周五）17:30.
pub(crate) fn moment(at: Instant) -> String {
    let minutes = at.time_of_day().minutes();
    format!("{}{}:{:02}", day(at.date()), minutes / 60, minutes % 60)
}

pub(crate) fn limit_of(limit: Limit) -> String {
    limit.to_string()
}

pub(crate) fn list(words: &[&'static str]) -> String {
    words.join("、")
}

pub(crate) fn plain(words: &[String]) -> String {
    if words.is_empty() { "无".to_owned() } else { words.join("、") }
}

pub(crate) fn named_units(units: &[UnitName]) -> String {
    let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    names.join("、")
}

pub(crate) fn duties(elements: &[DutyElement]) -> String {
    let names: Vec<&str> = elements.iter().map(|element| element.name()).collect();
    names.join("、")
}

pub(crate) fn parts(missing: &[PublishedPart]) -> String {
    let names: Vec<&str> = missing.iter().map(|part| part.name()).collect();
    names.join("、")
}

impl DutyElement {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::ResultGiven => "当场办结的结果",
            Self::OneTimeNotice => "一次性告知（窗口要书面）",
            Self::HandOver => "移交给谁",
            Self::ReportedToSuperior => "报告了哪位上级",
            Self::CompetentUnitNamed => "主管单位和联系方式",
            Self::HelpRecorded => "协助查询的情况",
            Self::PassedToEfficacyOffice => "转交效能办",
            Self::LeaderToldAtOnce => "立即报告了哪位领导",
            Self::LeadNamed => "主办和协办单位",
            Self::Recorded => "登记回执",
        }
    }
}
