//! 时限 as written in rule files: amount, unit, basis and dates of force; and which of two is the
//! tighter.

use xiaoneng_calendar::{Limit, LimitUnit};

use crate::rules::force;
use crate::rules::nearest::nearest;
use crate::rules::table::Entry;
use crate::rules::value::Value;
use crate::rules::{Evidence, Source, SourcedLimit};
use toml::de::DeValue;

/// Units as they are best written, with the other spellings that are understood.
const UNITS: [(&str, LimitUnit); 5] = [
    ("working days", LimitUnit::WorkingDay),
    ("calendar days", LimitUnit::CalendarDay),
    ("working hours", LimitUnit::WorkingHour),
    ("hours", LimitUnit::Hour),
    ("months", LimitUnit::Month),
];

/// 常识上限. The largest limit per unit that is no slip of the pen.
#[derive(Default)]
pub(super) struct Bounds {
    largest: Vec<Limit>,
}

impl Bounds {
    /// Reads `[limit_bounds]`.
    pub(super) fn read(entry: &Entry<'_>) -> Self {
        let list = entry.required("largest").map_or_else(Vec::new, Value::list);
        entry.source();
        entry.close();
        Self { largest: list.into_iter().filter_map(Value::limit).collect() }
    }

    fn of(&self, unit: LimitUnit) -> Option<Limit> {
        self.largest.iter().copied().find(|limit| limit.unit == unit)
    }
}

/// Which way a limit is tightened.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Tighter {
    /// A duty of the office: a shorter limit is better for the citizen.
    Shorter,
    /// A right of the citizen, or a warning in good time: a longer limit is better.
    Longer,
}

/// How far the nation binds the county.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Bound {
    /// Whatever the basis: the county may only tighten.
    Always,
    /// Only where law or a national document fixes it; else it is a default.
    ByLaw,
}

impl Value<'_> {
    /// A limit without a basis of its own.
    pub(super) fn limit(self) -> Option<Limit> {
        let Some(text) = self.node.get_ref().as_str() else {
            self.report_type("带单位的时限，例如 \"5 working days\"");
            return None;
        };
        let limit = self.parse_limit(text.trim())?;
        if limit.amount == 0 {
            let right = "时限至少是 1；当场办结的事项写 is_instant = true";
            self.report(format!("{} 的时限是零", self.key), right);
            return None;
        }
        let bound = self.reading.bounds.of(limit.unit);
        if let Some(largest) = bound.filter(|largest| limit.amount > largest.amount) {
            let wrong = format!("{} 的时限 {limit}长得不合常理", self.key);
            self.report(wrong, format!("不超过 {largest}（[limit_bounds] 可改）"));
            return None;
        }
        Some(limit)
    }

    fn parse_limit(&self, text: &str) -> Option<Limit> {
        if let Ok(limit) = text.parse::<Limit>() {
            return Some(limit);
        }
        let example = "写成 \"5 working days\" 的样子";
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let unit = text[digits..].trim();
        if text.starts_with(['-', '−', '－']) {
            self.report(format!("{} 的时限“{text}”是负数", self.key), "写大于零的整数");
        } else if digits == 0 {
            self.report(format!("{} 的时限“{text}”没有数量", self.key), example);
        } else if text[..digits].parse::<u32>().is_err() {
            self.report(format!("{} 的时限“{text}”长得不合常理", self.key), example);
        } else if unit.is_empty() {
            self.report(format!("{} 的时限“{text}”没有单位", self.key), example);
        } else {
            let words = UNITS.iter().map(|(word, _)| *word);
            let right = match nearest(&unit.to_lowercase(), words.clone()) {
                Some(word) => format!("也许是 {word}"),
                None => format!("单位写 {}", words.collect::<Vec<_>>().join("、")),
            };
            self.report(format!("不认识的时限单位“{unit}”"), right);
        }
        None
    }

    /// A limit with its basis: a text (the basis is that of the table around it), a table with a
    /// basis of its own, or a list of such tables by dates of force.
    pub(super) fn sourced_limit(self) -> Option<SourcedLimit> {
        match self.node.get_ref() {
            DeValue::String(_) => {
                let source = self.source_around();
                Some(SourcedLimit { limit: self.limit()?, source: source? })
            }
            DeValue::Table(_) => self.table(self.key).and_then(|entry| {
                let limit = read_sourced_limit(&entry);
                entry.close();
                limit
            }),
            DeValue::Array(_) => self.limit_in_force(),
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => {
                self.report_type("带单位的时限，例如 \"5 working days\"");
                None
            }
        }
    }

    /// The basis of the table in which this value stands; the table itself reports its absence.
    fn source_around(&self) -> Option<Source> {
        let node = self.layer.get("source")?;
        Self { key: "source", ..self.within(node) }.source()
    }

    fn limit_in_force(self) -> Option<SourcedLimit> {
        let mut dated = Vec::new();
        for entry in self.tables(self.key) {
            let limit = read_sourced_limit(&entry);
            let force = force::read(&entry);
            entry.close();
            if let Some(force) = force {
                dated.push((force, entry.place(), limit));
            }
        }
        let spans: Vec<_> = dated.iter().map(|(force, place, _)| (*force, *place)).collect();
        force::check_sequence(self.key, &spans, self.reading.faults);
        let day = self.reading.day;
        let chosen = dated.into_iter().find(|(force, _, _)| force.covers(day));
        if chosen.is_none() {
            self.report(
                format!("{} 在 {day} 没有生效中的时限", self.key),
                "各段时限的 from 和 to 要盖住整个规则的生效期",
            );
        }
        chosen.and_then(|(_, _, limit)| limit)
    }

    /// A limit that a county may tighten and not loosen.
    pub(super) fn tightened(self, tighter: Tighter, bound: Bound) -> Option<SourcedLimit> {
        let own = self.sourced_limit();
        let national = self.national().and_then(Self::sourced_limit);
        let (Some(own), Some(national)) = (&own, &national) else { return own };
        let binds = match bound {
            Bound::Always => true,
            Bound::ByLaw => national.source.evidence.binds(),
        };
        let is_tight = match tighter {
            Tighter::Shorter => is_surely_within(own.limit, national.limit),
            Tighter::Longer => is_surely_within(national.limit, own.limit),
        };
        if binds && !is_tight {
            self.report_loosened(own.limit, national, tighter);
        }
        Some(own.clone())
    }

    fn report_loosened(&self, own: Limit, national: &SourcedLimit, tighter: Tighter) {
        let SourcedLimit { limit, source } = national;
        let wrong = if own.unit == limit.unit {
            format!("本县的 {} 是 {own}，比国家规则的 {limit}（{source}）宽", self.key)
        } else {
            format!("本县的 {} 是 {own}，和国家规则的 {limit}（{source}）比不出宽严", self.key)
        };
        let right = match tighter {
            Tighter::Shorter => format!("本县只能收紧：不长于 {limit}，用同样的单位"),
            Tighter::Longer => format!("本县只能收紧：不短于 {limit}，用同样的单位"),
        };
        self.report(wrong, right);
    }
}

/// `limit` and `source` of a table; the basis may be that of no other table.
fn read_sourced_limit(entry: &Entry<'_>) -> Option<SourcedLimit> {
    let limit = entry.required("limit").and_then(Value::limit);
    let source = entry.source();
    Some(SourcedLimit { limit: limit?, source: source? })
}

impl Evidence {
    /// Whether it binds a county: law, or a document of the State Council's offices.
    pub fn binds(self) -> bool {
        match self {
            Self::L | Self::N => true,
            Self::P | Self::I | Self::K => false,
        }
    }
}

/// Whether `limit` ends no later than `cap` on whatever day both begin.
///
/// A working day lasts at least a calendar day, and where the last calendar day falls on a rest
/// day it rolls no further than the working day; a working hour lasts at least an hour, and a
/// working day has at least a working hour. Where nothing can be told, the answer is no.
pub(super) fn is_surely_within(limit: Limit, cap: Limit) -> bool {
    use LimitUnit::{CalendarDay, Hour, Month, WorkingDay, WorkingHour};
    match (limit.unit, cap.unit) {
        (WorkingDay | CalendarDay | WorkingHour, WorkingDay)
        | (CalendarDay, CalendarDay)
        | (WorkingHour | Hour, WorkingHour)
        | (Hour, Hour)
        | (Month, Month) => limit.amount <= cap.amount,
        (WorkingDay | WorkingHour | Hour | Month, CalendarDay)
        | (WorkingDay | CalendarDay | Month, WorkingHour | Hour)
        | (WorkingHour, Hour)
        | (Hour | Month, WorkingDay)
        | (WorkingDay | CalendarDay | WorkingHour | Hour, Month) => false,
    }
}
