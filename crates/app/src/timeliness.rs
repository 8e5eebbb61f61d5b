//! 办理时效. How long matters took, by working days and by calendar days.
//!
//! Civil dates are counted, the day of filing as day zero; a matter counts in the month in which
//! it was filed. Working days are those of the county's calendar.

use std::collections::BTreeMap;

use serde::Serialize;
use xiaoneng_calendar::{Calendar, Date, Instant};

/// The lengths asked about, in days.
pub const LENGTHS: [u32; 6] = [5, 10, 15, 20, 30, 60];

/// 时效报表.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Timeliness {
    /// What is counted, in words, for whoever reads the figures.
    pub counted: &'static str,
    /// Everything.
    pub total: Figures,
    /// By month of filing, ascending.
    pub months: Vec<Month>,
}

/// One month.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Month {
    /// `2011-04`
    pub month: String,
    /// Its figures.
    #[serde(flatten)]
    pub figures: Figures,
}

/// 件数.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Figures {
    /// 收件
    pub matters: u64,
    /// 办结: with a result delivered.
    pub completed: u64,
    /// 暂估. Completed ones whose working days fall into a year without a holiday notice.
    pub estimated: u64,
    /// Completed ones that took more than so many working days.
    pub over_working_days: Overs,
    /// Completed ones that took more than so many calendar days.
    pub over_calendar_days: Overs,
}

/// How many took more than each of [`LENGTHS`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Overs([u64; LENGTHS.len()]);

impl Overs {
    fn add(&mut self, took: u32) {
        for (count, length) in self.0.iter_mut().zip(LENGTHS) {
            *count += u64::from(took > length);
        }
    }

    /// Pairs of length and count.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u64)> {
        LENGTHS.into_iter().zip(self.0)
    }
}

impl Serialize for Overs {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(length, count)| (length.to_string(), count)))
    }
}

impl Figures {
    fn add(&mut self, took: Option<Took>) {
        self.matters += 1;
        if let Some(took) = took {
            self.completed += 1;
            self.estimated += u64::from(took.is_estimated);
            self.over_working_days.add(took.working_days);
            self.over_calendar_days.add(took.calendar_days);
        }
    }
}

/// 用时.
#[derive(Copy, Clone)]
struct Took {
    working_days: u32,
    calendar_days: u32,
    is_estimated: bool,
}

impl Took {
    /// From the day of filing, which does not count, to that of completion, which does.
    fn between(calendar: &Calendar, filed_on: Date, completed_on: Date) -> Self {
        let days = completed_on.epoch_days() - filed_on.epoch_days();
        let mut years = filed_on.plus_days(1).year()..=completed_on.year();
        let is_unknown = |year| {
            let first = Date::from_ymd(year, 1, 1);
            first.is_none_or(|first| calendar.day(first).is_provisional)
        };
        Self {
            working_days: calendar.working_days_between(filed_on, completed_on),
            calendar_days: u32::try_from(days).unwrap_or(0),
            is_estimated: years.any(is_unknown),
        }
    }
}

impl Timeliness {
    /// From the times of filing and of completion of each matter.
    pub fn of(
        calendar: &Calendar,
        matters: impl IntoIterator<Item = (Instant, Option<Instant>)>,
    ) -> Self {
        let mut total = Figures::default();
        let mut months: BTreeMap<(i16, i8), Figures> = BTreeMap::new();
        for (filed_at, completed_at) in matters {
            let filed_on = filed_at.date();
            let took = completed_at.map(|at| Took::between(calendar, filed_on, at.date()));
            let (year, month, _) = filed_on.ymd();
            total.add(took);
            months.entry((year, month)).or_default().add(took);
        }
        let month =
            |((year, month), figures)| Month { month: format!("{year:04}-{month:02}"), figures };
        Self {
            counted: "按公历日期计，收件当日不计；月份按收件时间（北京时间）",
            total,
            months: months.into_iter().map(month).collect(),
        }
    }
}
