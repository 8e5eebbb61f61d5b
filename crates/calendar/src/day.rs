//! What kind of day it is, and why.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Arrangement, Date, DayHours, NamedDay, Notice, Overlay, Season, WorkingHours};

/// What kind of day it is.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum DayKind {
    /// 工作日
    Workday,
    /// 调休上班
    MakeUpWorkday,
    /// 周末
    Weekend,
    /// 法定节假日及调休放假
    Holiday,
    /// 本地或本单位放假
    LocalRest,
    /// 值班
    Duty,
}

impl DayKind {
    /// Whether offices work on such a day.
    pub const fn is_working(self) -> bool {
        match self {
            Self::Workday | Self::MakeUpWorkday | Self::Duty => true,
            Self::Weekend | Self::Holiday | Self::LocalRest => false,
        }
    }
}

/// One day, judged.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DayStatus {
    /// The kind of day.
    pub kind: DayKind,
    /// The name of the holiday, where it has one.
    pub name: Option<String>,
    /// The notice it rests on; none for plain days and for estimated ones.
    pub notice: Option<Notice>,
    /// True in a year without an entered arrangement: an estimate from weekends and fixed-date
    /// holidays.
    pub is_provisional: bool,
}

/// Holidays whose date does not move, as (month, day, name): those of the lunar calendar and
/// every make-up day are known only from the notice. Source: 全国年节及纪念日放假办法 (2024), art. 2.
const FIXED_HOLIDAYS: [(i8, i8, &str); 6] = [
    (1, 1, "元旦"),
    (5, 1, "劳动节"),
    (5, 2, "劳动节"),
    (10, 1, "国庆节"),
    (10, 2, "国庆节"),
    (10, 3, "国庆节"),
];

/// A day that a notice speaks of.
#[derive(Clone, PartialEq, Eq, Debug)]
struct NamedInNotice {
    kind: DayKind,
    name: String,
    notice: Notice,
}

/// Everything that was said about days, in the order of authority.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct DayBook {
    entered_years: BTreeSet<i16>,
    named: BTreeMap<Date, NamedInNotice>,
    own_hours: BTreeMap<Date, DayHours>,
    hours: WorkingHours,
}

impl DayBook {
    pub(crate) fn new(
        arrangements: &[Arrangement],
        hours: &WorkingHours,
        overlays: &[&Overlay],
    ) -> Self {
        let mut book = Self {
            entered_years: BTreeSet::new(),
            named: BTreeMap::new(),
            own_hours: BTreeMap::new(),
            hours: hours.clone(),
        };
        for arrangement in arrangements {
            book.enter(arrangement);
        }
        for overlay in overlays {
            book.lay(overlay);
        }
        book
    }

    fn enter(&mut self, arrangement: &Arrangement) {
        self.entered_years.insert(arrangement.year);
        let kinds = [
            (DayKind::Holiday, &arrangement.holidays),
            (DayKind::MakeUpWorkday, &arrangement.makeup_days),
        ];
        for (kind, days) in kinds {
            for day in days.iter().filter(|day| day.date.year() == arrangement.year) {
                self.name(day.date, kind, &day.name, &arrangement.notice);
            }
        }
        for (day, hours) in &arrangement.short_days {
            if day.date.year() == arrangement.year {
                self.shorten(day, hours, &arrangement.notice);
            }
        }
    }

    fn shorten(&mut self, day: &NamedDay, hours: &DayHours, notice: &Notice) {
        let kind = self.kind(day.date);
        if kind.is_working() {
            self.name(day.date, kind, &day.name, notice);
        }
        self.own_hours.insert(day.date, hours.clone());
    }

    fn lay(&mut self, overlay: &Overlay) {
        if let Some(hours) = &overlay.hours {
            self.hours = hours.clone();
        }
        for (day, notice) in &overlay.rest_days {
            if self.kind(day.date) != DayKind::Holiday {
                self.name(day.date, DayKind::LocalRest, &day.name, notice);
            }
        }
        for (day, hours, notice) in &overlay.duty_days {
            self.name(day.date, DayKind::Duty, &day.name, notice);
            match hours {
                Some(hours) => self.own_hours.insert(day.date, hours.clone()),
                None => self.own_hours.remove(&day.date),
            };
        }
    }

    fn name(&mut self, date: Date, kind: DayKind, name: &str, notice: &Notice) {
        let named = NamedInNotice { kind, name: name.to_owned(), notice: notice.clone() };
        self.named.insert(date, named);
    }

    pub(crate) fn is_entered(&self, year: i16) -> bool {
        self.entered_years.contains(&year)
    }

    pub(crate) fn last_entered_year(&self) -> Option<i16> {
        self.entered_years.last().copied()
    }

    /// The years of which a notice speaks: all others are decided by weekends, fixed dates and
    /// seasons alone.
    pub(crate) fn years_spoken_of(&self) -> BTreeSet<i16> {
        let named = self.named.keys().map(|date| date.year());
        self.entered_years.iter().copied().chain(named).collect()
    }

    pub(crate) fn kind(&self, date: Date) -> DayKind {
        if let Some(named) = self.named.get(&date) {
            named.kind
        } else if self.fixed_holiday(date).is_some() {
            DayKind::Holiday
        } else if date.is_weekend() {
            DayKind::Weekend
        } else {
            DayKind::Workday
        }
    }

    /// The hours of that day if it is worked.
    pub(crate) fn hours(&self, date: Date) -> Option<&DayHours> {
        let season = || self.hours.season(date).map(|season: &Season| &season.hours);
        self.own_hours.get(&date).or_else(season)
    }

    pub(crate) fn status(&self, date: Date) -> DayStatus {
        let named = self.named.get(&date);
        let fixed = || self.fixed_holiday(date).map(str::to_owned);
        DayStatus {
            kind: self.kind(date),
            name: named.map(|named| named.name.clone()).or_else(fixed),
            notice: named.map(|named| named.notice.clone()),
            is_provisional: !self.is_entered(date.year()),
        }
    }

    /// The holiday of a fixed date, in a year whose notice is not entered.
    fn fixed_holiday(&self, date: Date) -> Option<&'static str> {
        let (year, month, day) = date.ymd();
        let holiday = FIXED_HOLIDAYS.iter().find(|fixed| (fixed.0, fixed.1) == (month, day));
        holiday.filter(|_| !self.is_entered(year)).map(|fixed| fixed.2)
    }
}
