//! 督办规则 as written in rule files: limits by source, urging, tests of conclusion, deductions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use toml::de::DeValue;

use crate::rules::dated::{DatedRules, TASK, TASK_LIMIT};
use crate::rules::diagnostic::Place;
use crate::rules::limits::{Bound, Tighter};
use crate::rules::table::{Entry, Reading};
use crate::rules::value::Value;
use crate::rules::{Source, SourcedLimit};

/// 督办规则.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskRule {
    /// 办理时限, by code.
    pub limits: BTreeMap<String, TaskLimit>,
    /// 催办, by level from the first.
    pub urging: Vec<UrgingRule>,
    /// How long an answer to an order holds back the next level at most.
    pub answer_holds: SourcedLimit,
    /// 进展报告: how often, where the task says nothing else.
    pub progress_every: SourcedLimit,
    /// How many extensions the leader in charge grants; further ones are the director's.
    pub extension_times: u32,
    /// 办结标准 that must all hold.
    pub close_tests: BTreeSet<CloseTest>,
    /// 扣分.
    pub points: TaskPoints,
    /// Source.
    pub source: Source,
}

/// 办理时限 of one kind of task.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskLimit {
    /// Code.
    pub code: String,
    /// 名称.
    pub name: String,
    /// Tasks from this source …
    pub source_kind: SourceKind,
    /// … of this urgency; none: of any.
    pub urgency: Option<Urgency>,
    /// From when it counts.
    pub counts_from: CountsFrom,
    /// How long.
    pub limit: SourcedLimit,
}

/// 催办 of one level.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UrgingRule {
    /// How long after the due instant (the first level) or the order before it.
    pub after: SourcedLimit,
}

/// 扣分 of tasks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskPoints {
    /// 逾期反馈, per task.
    pub late_report: Points,
    /// 再次催办, per task.
    pub second_urge: Points,
    /// 虚假反馈, per report.
    pub false_report: Points,
}

/// 分. Hundredths of a point.
#[derive(
    Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Points(u32);

impl Points {
    /// So many hundredths.
    pub const fn from_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// In hundredths.
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 100, self.0 % 100);
        match part {
            0 => write!(f, "{whole} 分"),
            part if part % 10 == 0 => write!(f, "{whole}.{} 分", part / 10),
            part => write!(f, "{whole}.{part:02} 分"),
        }
    }
}

macro_rules! coded {
    ($($(#[$doc:meta])* pub enum $name:ident {
        $($(#[$one_doc:meta])* $one:ident = $code:literal $title:literal,)*
    })*) => {$(
        $(#[$doc])*
        #[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$one_doc])* $one,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$one),*];
            /// Their codes.
            pub(crate) const CODES: &'static [(&'static str, Self)] =
                &[$(($code, Self::$one)),*];

            /// The code under which it is written.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$one => $code,)*
                }
            }

            /// What a code stands for.
            pub fn of_code(code: &str) -> Option<Self> {
                Self::CODES.iter().find(|(known, _)| *known == code).map(|(_, one)| *one)
            }

            /// 中文名称.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$one => $title,)*
                }
            }
        }
    )*};
}

pub(crate) use coded;

coded! {
    /// 督办来源.
    pub enum SourceKind {
        /// 领导批示
        Instruction = "instruction" "领导批示",
        /// 公文
        Document = "document" "公文",
        /// 会议纪要议定事项
        Minutes = "minutes" "会议纪要",
        /// 会议精神贯彻情况
        MeetingSpirit = "meeting_spirit" "会议精神",
        /// 媒体、网络反映
        Media = "media" "媒体和网络反映",
        /// 决定、决策部署
        Decision = "decision" "决策部署",
        /// 人大代表建议、政协委员提案
        Proposal = "proposal" "建议和提案",
        /// 信访事项
        Petition = "petition" "信访事项",
        /// 整改事项
        Rectification = "rectification" "整改事项",
    }

    /// 缓急.
    pub enum Urgency {
        /// 急件
        Urgent = "urgent" "急件",
        /// 一般
        Normal = "normal" "一般",
        /// 疑难
        Difficult = "difficult" "疑难",
    }

    /// 督办单级别, in rising order.
    pub enum UrgingLevel {
        /// 一级（提醒）: to the lead.
        Reminder = "reminder" "一级（提醒）",
        /// 二级（督办）: to his head as well.
        Order = "order" "二级（督办）",
        /// 三级（重点督办）: to the leader in charge as well, with a circular drafted.
        Grave = "grave" "三级（重点督办）",
    }

    /// 计时起点.
    pub enum CountsFrom {
        /// 立项之日
        Opening = "opening" "立项之日",
        /// 会议或来文之日
        SourceDay = "source_day" "会议或来文之日",
    }

    /// 办结标准.
    pub enum CloseTest {
        /// 事实清楚
        FactsClear = "facts_clear" "事实清楚",
        /// 问题解决
        ProblemSolved = "problem_solved" "问题解决",
        /// 任务完成
        TaskDone = "task_done" "任务完成",
        /// 结论正确
        ConclusionCorrect = "conclusion_correct" "结论正确",
        /// 措施合法
        MeasureLawful = "measure_lawful" "措施合法",
        /// 形式规范
        FormCorrect = "form_correct" "形式规范",
    }
}

impl UrgingLevel {
    /// The level after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| *level > self)
    }
}

impl TaskRule {
    /// 催办 of a level.
    pub fn urging_of(&self, level: UrgingLevel) -> Option<&UrgingRule> {
        let place = UrgingLevel::ALL.iter().position(|one| *one == level)?;
        self.urging.get(place)
    }

    /// The limit of a task from that source: the row of its urgency, else the one of any urgency.
    pub fn limit_of(&self, source_kind: SourceKind, urgency: Urgency) -> Option<&TaskLimit> {
        let of_source = || self.limits.values().filter(|row| row.source_kind == source_kind);
        let exact = of_source().find(|row| row.urgency == Some(urgency));
        exact.or_else(|| of_source().find(|row| row.urgency.is_none()))
    }
}

/// Reads `[task]` and `[[task_limit]]`; none where the rules are silent.
pub(super) fn read<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> Option<TaskRule> {
    let entry = rules.in_force(TASK, "", reading).pop();
    let limits = read_limits(rules, reading);
    let Some(entry) = entry else {
        if !limits.is_empty() {
            let place = Place { file: "national/", line: 0 };
            let wrong = "有督办时限（[[task_limit]]），却没有督办规则（[task]）";
            reading.faults.report_absence(place, wrong, "在国家规则里写上 [task]，生效期相同");
        }
        return None;
    };
    let duty =
        |key| entry.required(key).and_then(|value| value.tightened(Tighter::Shorter, Bound::ByLaw));
    let answer_holds = duty("answer_holds");
    let progress_every = duty("progress_every");
    let urging = entry.required("urging").map(read_urging);
    let extension_times = entry.required("extension_times").and_then(Value::count);
    let close_tests = entry.required("close_tests").map(read_close_tests);
    let points = entry.required("points").and_then(read_points);
    let source = entry.basis();
    entry.close_dated();
    report_missing_limits(&entry, &limits);
    Some(TaskRule {
        limits,
        urging: urging?,
        answer_holds: answer_holds?,
        progress_every: progress_every?,
        extension_times: extension_times?,
        close_tests: close_tests?,
        points: points?,
        source: source?,
    })
}

fn read_limits<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> BTreeMap<String, TaskLimit> {
    let mut limits: BTreeMap<String, TaskLimit> = BTreeMap::new();
    for code in rules.codes(TASK_LIMIT) {
        for entry in rules.in_force(TASK_LIMIT, code, reading) {
            let Some(limit) = read_limit(&entry) else { continue };
            let same = |other: &TaskLimit| {
                other.code != limit.code
                    && (other.source_kind, other.urgency) == (limit.source_kind, limit.urgency)
            };
            if let Some(other) = limits.values().find(|other| same(other)) {
                let wrong = format!("“{}”和“{}”说的是同一种来源和缓急", limit.code, other.code);
                let right = "每种来源的每种缓急只写一条";
                reading.faults.report(entry.place(), wrong, right);
            }
            limits.insert(limit.code.clone(), limit);
        }
    }
    limits
}

fn read_limit(entry: &Entry<'_>) -> Option<TaskLimit> {
    let code = entry.required("code").and_then(Value::code);
    let name = entry.required("name").and_then(Value::text);
    let source_kind = entry.required("source_kind").and_then(|v| v.choice(SourceKind::CODES));
    let urgency = entry.optional("urgency").and_then(|v| v.choice(Urgency::CODES));
    let counts_from = entry.optional("counts_from").map(|v| v.choice(CountsFrom::CODES));
    let limit =
        entry.required("limit").and_then(|value| value.tightened(Tighter::Shorter, Bound::Always));
    entry.source();
    entry.close_dated();
    Some(TaskLimit {
        code: code?,
        name: name?,
        source_kind: source_kind?,
        urgency,
        counts_from: counts_from.unwrap_or(Some(CountsFrom::Opening))?,
        limit: limit?,
    })
}

/// Every source and urgency finds its limit.
fn report_missing_limits(entry: &Entry<'_>, limits: &BTreeMap<String, TaskLimit>) {
    for source_kind in SourceKind::ALL {
        let missing = Urgency::ALL.iter().filter(|urgency| {
            !limits.values().any(|row| {
                row.source_kind == *source_kind && row.urgency.is_none_or(|own| own == **urgency)
            })
        });
        let missing: Vec<&str> = missing.map(|urgency| urgency.code()).collect();
        if !missing.is_empty() {
            let wrong = format!(
                "督办时限（[[task_limit]]）缺少来源 {} 的 {}",
                source_kind.code(),
                missing.join("、")
            );
            let right = "每种来源写一条不分缓急的，或者三种缓急各写一条，生效期不断档";
            entry.reading.faults.report_absence(entry.place(), wrong, right);
        }
    }
}

/// Three levels, in order.
fn read_urging(value: Value<'_>) -> Vec<UrgingRule> {
    let members = value.list();
    let levels = UrgingLevel::ALL.len();
    if members.len() != levels {
        let wrong = format!("{} 写了 {} 级", value.key, members.len());
        value.report(wrong, format!("催办分 {levels} 级，由低到高各写一个时限"));
    }
    let limits = members.into_iter().filter_map(Value::sourced_limit);
    limits.map(|after| UrgingRule { after }).collect()
}

fn read_close_tests(value: Value<'_>) -> BTreeSet<CloseTest> {
    let known = |value: Value<'_>| -> BTreeSet<CloseTest> {
        value.list().into_iter().filter_map(|member| member.choice(CloseTest::CODES)).collect()
    };
    let own = known(value);
    if own.is_empty() {
        value.report(format!("{} 是空的", value.key), "至少写一项办结标准");
    }
    let national = value.national().map(known).unwrap_or_default();
    if let Some(dropped) = national.difference(&own).next() {
        let wrong = format!("本县少了国家规则要求的 {}", dropped.code());
        value.report(wrong, "本县可以多要求，不能少要求");
    }
    own
}

fn read_points(value: Value<'_>) -> Option<TaskPoints> {
    let entry = value.table("督办扣分")?;
    let late_report = entry.required("late_report").and_then(points);
    let second_urge = entry.required("second_urge").and_then(points);
    let false_report = entry.required("false_report").and_then(points);
    entry.source();
    entry.close();
    Some(TaskPoints {
        late_report: late_report?,
        second_urge: second_urge?,
        false_report: false_report?,
    })
}

/// A number of points, at most two places after the point, such as 0.5.
fn points(value: Value<'_>) -> Option<Points> {
    let written = match value.node.get_ref() {
        DeValue::Float(float) => float.as_str().to_owned(),
        DeValue::Integer(integer) => integer.as_str().to_owned(),
        DeValue::String(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => {
            value.report_type("分数，例如 0.5");
            return None;
        }
    };
    let (whole, part) = written.split_once('.').unwrap_or((written.as_str(), "0"));
    let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let hundredths = match (is_plain(whole) && is_plain(part), part.len()) {
        (true, 1) => part.parse::<u32>().ok().map(|tenths| tenths * 10),
        (true, 2) => part.parse::<u32>().ok(),
        (_, _) => None,
    };
    let sum = whole.parse::<u32>().ok().and_then(|whole| whole.checked_mul(100)).zip(hundredths);
    let found = sum.and_then(|(whole, part)| whole.checked_add(part)).filter(|sum| *sum > 0);
    if found.is_none() {
        let wrong = format!("{} 不能是 {written}", value.key);
        value.report(wrong, "写要扣的分，大于零，最多两位小数，例如 0.5");
    }
    found.map(Points)
}
