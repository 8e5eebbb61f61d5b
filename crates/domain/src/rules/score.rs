//! 量化测评 as written in rule files: what a month is worth, what takes from it, what adds to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::UnitId;
use crate::rules::Source;
use crate::rules::dated::{DatedRules, SCORE, SCORED};
use crate::rules::diagnostic::Place;
use crate::rules::table::{Entry, Reading};
use crate::rules::value::Value;
use crate::signal::CardCause;

macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident = $code:literal, $name:literal;)*) => {
        /// 测评项目 (domain.md 9.4; 首问负责 in place of 收费合理).
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ScorePart {
            $($(#[$doc])* $part,)*
        }

        impl ScorePart {
            /// All of them, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$part),*];

            /// 中文名称.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$part => $name,)*
                }
            }
        }

        const PARTS: &[(&str, ScorePart)] = &[$(($code, ScorePart::$part)),*];
    };
}

parts! {
    /// 政务公开
    Openness = "openness", "政务公开";
    /// 流程规范
    Procedure = "procedure", "流程规范";
    /// 期限合法
    TimeLimits = "time_limits", "期限合法";
    /// 首问负责
    FirstContact = "first_contact", "首问负责";
    /// 满意度评价
    Satisfaction = "satisfaction", "满意度评价";
    /// 服务态度
    Attitude = "attitude", "服务态度";
    /// 监督检查
    Supervision = "supervision", "监督检查";
    /// 法律责任
    Liability = "liability", "法律责任";
    /// 廉洁行政
    Integrity = "integrity", "廉洁行政";
}

/// 扣分项: 连续预警.
pub const PRE_ALERT: &str = "pre_alert";
/// 扣分项: 数据报送不全.
pub const INCOMPLETE_REPORT: &str = "incomplete_report";

/// 换算系数 where none is written: the score as it is, in percent.
const ONE_TO_ONE: u32 = 100;

/// 量化测评.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScoreRule {
    /// 权重; together they are the base.
    pub weights: BTreeMap<ScorePart, u32>,
    /// 黄牌扣分.
    pub yellow: u32,
    /// 红牌扣分.
    pub red: u32,
    /// 查实的过错扣分, where the list gives no figure of its own.
    pub violation: u32,
    /// 连续预警.
    pub pre_alerts: PreAlertRule,
    /// 数据报送不全: at most this much, one point for each percent.
    pub incomplete_most: u32,
    /// 加分.
    pub bonus: BonusRule,
    /// 换算系数 by unit, in percent; none: one to one.
    pub conversions: BTreeMap<UnitId, u32>,
    /// 工作人员受处分, deducted once from the year, by the code of the sanction.
    pub sanctions: WorkerSanctionRule,
    /// 等次.
    pub grades: GradeRule,
    /// 扣分项, by code: a cause of a card, a fault, `pre_alert` or `incomplete_report`.
    pub items: BTreeMap<String, ScoredItem>,
    /// What a fault touches that the list does not name.
    pub otherwise: Vec<ScorePart>,
    /// 依据.
    pub source: Source,
}

/// 连续预警.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct PreAlertRule {
    /// This many matters in a row …
    pub in_a_row: u32,
    /// … take this much.
    pub points: u32,
    /// Whether they take anything at all.
    pub is_counted: bool,
}

/// 加分.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct BonusRule {
    /// 提前办结: for each full share of this many percent …
    pub early_step_percent: u32,
    /// … this much.
    pub early_points: u32,
    /// 承诺压缩: from this many percent below the statutory limits …
    pub shorter_from_percent: u32,
    /// … this much …
    pub shorter_points: u32,
    /// … and for each further full share of this many percent …
    pub shorter_step_percent: u32,
    /// … this much more.
    pub shorter_step_points: u32,
}

/// 工作人员受处分扣分.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct WorkerSanctionRule {
    /// 警告
    pub warning: u32,
    /// 记过
    pub demerit: u32,
    /// 记大过
    pub great_demerit: u32,
    /// 降级
    pub downgrading: u32,
    /// 撤职
    pub removal: u32,
    /// 开除
    pub dismissal: u32,
}

/// 等次线.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct GradeRule {
    /// 优秀
    pub excellent: u32,
    /// 良好
    pub good: u32,
    /// 合格
    pub pass: u32,
}

/// 扣分项.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScoredItem {
    /// What it touches; it takes from each.
    pub parts: Vec<ScorePart>,
    /// How much, where it differs from the common figure.
    pub points: Option<u32>,
}

impl ScoreRule {
    /// 基准分.
    pub fn base(&self) -> u32 {
        self.weights.values().sum()
    }

    /// 换算系数 of a unit, in percent.
    pub fn conversion_of(&self, unit: &UnitId) -> u32 {
        self.conversions.get(unit).copied().unwrap_or(ONE_TO_ONE)
    }

    /// What a code touches.
    pub fn parts_of(&self, code: &str) -> &[ScorePart] {
        self.items.get(code).map_or(&self.otherwise, |item| &item.parts)
    }
}

/// Reads `[score]` and every `[[scored]]`.
pub(super) fn read<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<ScoreRule> {
    let items = read_items(rules, reading);
    let entry = rules.single(SCORE, reading)?;
    let count = |key| entry.required(key).and_then(Value::count);
    let base = count("base");
    let weights = entry.required("weights").and_then(|value| read_weights(value, base));
    let (yellow, red, violation) = (count("yellow"), count("red"), count("violation"));
    let incomplete_most = count("incomplete_most");
    let pre_alerts = within(&entry, "pre_alerts", "连续预警", |table| {
        let count = |key| table.required(key).and_then(Value::count);
        let (in_a_row, points) = (count("in_a_row"), count("points"));
        let is_counted = table.required("is_counted").and_then(Value::flag);
        Some(PreAlertRule { in_a_row: in_a_row?, points: points?, is_counted: is_counted? })
    });
    let bonus = within(&entry, "bonus", "加分", read_bonus);
    let sanctions = within(&entry, "sanctions", "处分扣分", read_sanctions);
    let grades = entry.required("grades").and_then(read_grades);
    let conversions = entry.optional("conversions").map_or_else(BTreeMap::new, read_conversions);
    let otherwise = entry.required("otherwise").map(read_parts);
    let source = entry.source();
    entry.close_dated();
    Some(ScoreRule {
        weights: weights?,
        yellow: yellow?,
        red: red?,
        violation: violation?,
        pre_alerts: pre_alerts?,
        incomplete_most: incomplete_most?,
        bonus: bonus?,
        conversions,
        sanctions: sanctions?,
        grades: grades?,
        items: items?,
        otherwise: otherwise?,
        source: source?,
    })
}

/// A table within the entry.
fn within<'a, T>(
    entry: &Entry<'a>,
    key: &'static str,
    title: &str,
    read: impl Fn(&Entry<'a>) -> Option<T>,
) -> Option<T> {
    let table = entry.required(key)?.table(title)?;
    let found = read(&table);
    table.close();
    found
}

/// 权重: all parts, together the base.
fn read_weights(value: Value<'_>, base: Option<u32>) -> Option<BTreeMap<ScorePart, u32>> {
    let table = value.table("权重")?;
    let mut weights = BTreeMap::new();
    for (code, part) in PARTS {
        if let Some(weight) = table.required(code).and_then(Value::count) {
            weights.insert(*part, weight);
        }
    }
    table.close();
    if weights.len() < PARTS.len() {
        return None;
    }
    let sum: u32 = weights.values().sum();
    if base.is_some_and(|base| base != sum) {
        let wrong = format!("各项权重合计 {sum}，不等于基准分 {}", base.unwrap_or_default());
        value.report(wrong, "各项权重相加等于 base");
    }
    Some(weights)
}

fn read_bonus(table: &Entry<'_>) -> Option<BonusRule> {
    let count = |key| table.required(key).and_then(Value::count);
    let share = |key| table.required(key).and_then(Value::percent);
    let (early_step_percent, early_points) = (share("early_step_percent"), count("early_points"));
    let shorter_from_percent = share("shorter_from_percent");
    let shorter_points = count("shorter_points");
    let shorter_step_percent = share("shorter_step_percent");
    let shorter_step_points = count("shorter_step_points");
    Some(BonusRule {
        early_step_percent: early_step_percent?,
        early_points: early_points?,
        shorter_from_percent: shorter_from_percent?,
        shorter_points: shorter_points?,
        shorter_step_percent: shorter_step_percent?,
        shorter_step_points: shorter_step_points?,
    })
}

fn read_sanctions(table: &Entry<'_>) -> Option<WorkerSanctionRule> {
    let count = |key| table.required(key).and_then(Value::count);
    let (warning, demerit, great_demerit) =
        (count("warning"), count("demerit"), count("great_demerit"));
    let (downgrading, removal, dismissal) =
        (count("downgrading"), count("removal"), count("dismissal"));
    Some(WorkerSanctionRule {
        warning: warning?,
        demerit: demerit?,
        great_demerit: great_demerit?,
        downgrading: downgrading?,
        removal: removal?,
        dismissal: dismissal?,
    })
}

/// 等次线, from above.
fn read_grades(value: Value<'_>) -> Option<GradeRule> {
    let table = value.table("等次线")?;
    let count = |key| table.required(key).and_then(Value::count);
    let (excellent, good, pass) = (count("excellent"), count("good"), count("pass"));
    table.close();
    let grades = GradeRule { excellent: excellent?, good: good?, pass: pass? };
    if grades.excellent <= grades.good || grades.good <= grades.pass {
        value.report("等次线不是由高到低", "写成 excellent 大于 good，good 大于 pass");
    }
    Some(grades)
}

fn read_conversions(value: Value<'_>) -> BTreeMap<UnitId, u32> {
    let mut conversions = BTreeMap::new();
    for table in value.tables("换算系数") {
        let units = table.required("units").map(Value::texts);
        let percent = table.required("percent").and_then(Value::count);
        table.close();
        for unit in units.unwrap_or_default() {
            if let Some(percent) = percent
                && conversions.insert(UnitId::from(unit.as_str()), percent).is_some()
            {
                value.report(format!("单位“{unit}”的换算系数写了两次"), "每个单位只写一次");
            }
        }
    }
    conversions
}

fn read_parts(value: Value<'_>) -> Vec<ScorePart> {
    let members = value.list();
    if members.is_empty() {
        value.report(format!("{} 是空的", value.key), "至少写一项");
    }
    members.into_iter().filter_map(|member| member.choice(PARTS)).collect()
}

/// Every cause of a card is among them.
fn read_items<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<BTreeMap<String, ScoredItem>> {
    let mut items = BTreeMap::new();
    for code in rules.codes(SCORED) {
        for entry in rules.in_force(SCORED, code, reading) {
            let parts = entry.required("parts").map(read_parts);
            let points = entry.optional("points").and_then(Value::count);
            let name = entry.required("code").and_then(Value::text);
            entry.source();
            entry.close_dated();
            if let (Some(parts), Some(name)) = (parts, name) {
                items.insert(name, ScoredItem { parts, points });
            }
        }
    }
    let written = rules.codes_in_force(SCORED, reading.day);
    let causes = CardCause::ALL.iter().map(|cause| cause.code());
    let missing: Vec<&str> = causes
        .chain([PRE_ALERT, INCOMPLETE_REPORT])
        .filter(|code| !written.contains(code))
        .collect();
    if missing.is_empty() {
        return Some(items);
    }
    let place = Place { file: "national/", line: 0 };
    let wrong = format!("扣分项缺少 {}", missing.join("、"));
    reading.faults.report_absence(place, wrong, "每一种都写一项 [[scored]]，说明从哪几项里扣");
    None
}
