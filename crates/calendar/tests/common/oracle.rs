//! A second calendar, slow and stupid on purpose: it walks minute by minute and day by day,
//! shares no line with the first, and takes its civil dates from another library.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use jiff::civil::Date as Day;
use jiff::{Span as Step, ToSpan};
use xiaoneng_calendar::{
    Arrangement, Date, DayHours, Instant, LimitUnit, Overlay, Pause, WorkingHours,
};

const DAY: i64 = 1440;

pub(crate) struct Oracle {
    pub(crate) arrangements: Vec<Arrangement>,
    pub(crate) hours: WorkingHours,
    pub(crate) overlays: Vec<Overlay>,
    open_minutes: RefCell<HashMap<i64, Rc<[bool]>>>,
}

/// The answer of the oracle: minutes since 1970-01-01T00:00 in Shanghai, and the flag.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Answer {
    pub(crate) minute: i64,
    pub(crate) is_provisional: bool,
}

pub(crate) fn to_minute(instant: Instant) -> i64 {
    (instant.micros() + 8 * 3_600_000_000).div_euclid(60_000_000)
}

pub(crate) fn to_instant(minute: i64) -> Instant {
    Instant::from_micros(minute * 60_000_000 - 8 * 3_600_000_000)
}

pub(crate) fn to_day(number: i64) -> Day {
    jiff::civil::date(1970, 1, 1) + Step::new().days(number)
}

pub(crate) fn to_number(day: Day) -> i64 {
    i64::from((day - jiff::civil::date(1970, 1, 1)).get_days())
}

fn is(day: Day, date: Date) -> bool {
    to_number(day) == i64::from(date.epoch_days())
}

impl Oracle {
    pub(crate) fn new(
        arrangements: Vec<Arrangement>,
        hours: WorkingHours,
        overlays: Vec<Overlay>,
    ) -> Self {
        Self { arrangements, hours, overlays, open_minutes: RefCell::default() }
    }

    pub(crate) fn is_entered(&self, day: Day) -> bool {
        self.arrangements.iter().any(|arrangement| arrangement.year == day.year())
    }

    pub(crate) fn works(&self, number: i64) -> bool {
        let day = to_day(number);
        let mut works = day.weekday().to_monday_zero_offset() < 5;
        let mut is_statutory = false;
        if !self.is_entered(day) {
            let fixed = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"];
            let date = day.to_string();
            if fixed.iter().any(|fixed| date.ends_with(fixed)) {
                works = false;
                is_statutory = true;
            }
        }
        for arrangement in &self.arrangements {
            if arrangement.year != day.year() {
                continue;
            }
            if arrangement.holidays.iter().any(|named| is(day, named.date)) {
                works = false;
                is_statutory = true;
            }
            if arrangement.makeup_days.iter().any(|named| is(day, named.date)) {
                works = true;
                is_statutory = false;
            }
        }
        for overlay in &self.overlays {
            if overlay.rest_days.iter().any(|(named, _)| is(day, named.date)) && !is_statutory {
                works = false;
            }
            if overlay.duty_days.iter().any(|(named, _, _)| is(day, named.date)) {
                works = true;
                is_statutory = false;
            }
        }
        works
    }

    fn hours_of(&self, day: Day) -> Option<DayHours> {
        let mut own = None;
        for arrangement in &self.arrangements {
            for (named, hours) in &arrangement.short_days {
                if is(day, named.date) && arrangement.year == day.year() {
                    own = Some(hours.clone());
                }
            }
        }
        let mut seasons = &self.hours;
        for overlay in &self.overlays {
            seasons = overlay.hours.as_ref().unwrap_or(seasons);
            for (named, hours, _) in &overlay.duty_days {
                if is(day, named.date) {
                    own = hours.clone();
                }
            }
        }
        own.or_else(|| {
            let key = |(month, day): (i8, i8)| i32::from(month) * 100 + i32::from(day);
            let today = key((day.month(), day.day()));
            let season = seasons.seasons.iter().find(|season| {
                let (from, to) = (key(season.from), key(season.to));
                let wraps = from > to;
                if wraps { today >= from || today <= to } else { today >= from && today <= to }
            });
            season.map(|season| season.hours.clone())
        })
    }

    /// For each minute of the day whether offices are open.
    fn minutes_of(&self, number: i64) -> Rc<[bool]> {
        if let Some(known) = self.open_minutes.borrow().get(&number) {
            return Rc::clone(known);
        }
        let mut open = vec![false; DAY as usize];
        if self.works(number) {
            for span in self.hours_of(to_day(number)).unwrap_or_default().spans {
                for minute in span.opens.minutes()..span.closes.minutes() {
                    open[usize::from(minute)] = true;
                }
            }
        }
        let open: Rc<[bool]> = open.into();
        self.open_minutes.borrow_mut().insert(number, Rc::clone(&open));
        open
    }

    fn is_open(&self, minute: i64) -> bool {
        self.minutes_of(minute.div_euclid(DAY))[minute.rem_euclid(DAY) as usize]
    }

    pub(crate) fn closing(&self, number: i64) -> i64 {
        let last = self.minutes_of(number).iter().rposition(|open| *open);
        number * DAY + last.map_or(DAY, |last| last as i64 + 1)
    }

    fn is_paused(minute: i64, pauses: &[Pause]) -> bool {
        pauses.iter().any(|pause| to_minute(pause.from) <= minute && minute < to_minute(pause.to))
    }

    /// Whether more than half of the day is lost to pauses: of its open minutes for working days,
    /// of all its minutes otherwise and where it has none.
    pub(crate) fn is_lost(&self, number: i64, by_hours: bool, pauses: &[Pause]) -> bool {
        let open = self.minutes_of(number);
        let by_hours = by_hours && open.contains(&true);
        let (mut all, mut lost) = (0, 0);
        let (begins, ends) = (to_instant(number * DAY), to_instant((number + 1) * DAY));
        let touching: Vec<Pause> =
            pauses.iter().filter(|pause| pause.from < ends && pause.to > begins).copied().collect();
        if touching.is_empty() {
            return false;
        }
        for minute in 0..DAY {
            if !by_hours || open[minute as usize] {
                all += 1;
                if Self::is_paused(number * DAY + minute, &touching) {
                    lost += 1;
                }
            }
        }
        lost * 2 > all
    }

    pub(crate) fn minutes_between(&self, from: Instant, to: Instant) -> i64 {
        let range = to_minute(from)..to_minute(to);
        range.filter(|minute| self.is_open(*minute)).count() as i64
    }

    /// Minutes counted on each day until `amount` hours are used up, and the end.
    pub(crate) fn walk_hours(
        &self,
        start: i64,
        amount: u32,
        by_hours: bool,
        pauses: &[Pause],
    ) -> (i64, HashMap<i64, i64>) {
        let mut counted = HashMap::new();
        let mut left = i64::from(amount) * 60;
        let mut minute = start;
        while left > 0 {
            if (!by_hours || self.is_open(minute)) && !Self::is_paused(minute, pauses) {
                left -= 1;
                *counted.entry(minute.div_euclid(DAY)).or_insert(0) += 1;
            }
            minute += 1;
        }
        (minute, counted)
    }

    pub(crate) fn due(
        &self,
        start: Instant,
        amount: u32,
        unit: LimitUnit,
        pauses: &[Pause],
    ) -> Answer {
        let start = to_minute(start);
        let by_hours = matches!(unit, LimitUnit::WorkingDay | LimitUnit::WorkingHour);
        if matches!(unit, LimitUnit::WorkingHour | LimitUnit::Hour) {
            let (minute, _) = self.walk_hours(start, amount, by_hours, pauses);
            let touches_estimate = (start.div_euclid(DAY)..=(minute - 1).div_euclid(DAY))
                .any(|number| !self.is_entered(to_day(number)));
            let is_provisional = by_hours && amount > 0 && touches_estimate;
            return Answer { minute, is_provisional };
        }
        let zero = start.div_euclid(DAY);
        let last = self.last_counted(zero, amount, unit, pauses);
        let mut due = last;
        if amount == 0 && self.closing(zero) < start {
            due += 1;
        }
        while !self.works(due) || self.is_lost(due, by_hours, pauses) {
            due += 1;
        }
        let needed = match (amount, unit) {
            (0, _) => zero,
            (_, LimitUnit::WorkingDay) => zero + 1,
            _ => last,
        };
        let is_provisional = (needed..=due).any(|number| !self.is_entered(to_day(number)));
        Answer { minute: self.closing(due), is_provisional }
    }

    fn last_counted(&self, zero: i64, amount: u32, unit: LimitUnit, pauses: &[Pause]) -> i64 {
        let by_hours = unit == LimitUnit::WorkingDay;
        let count = if unit == LimitUnit::Month {
            to_number(to_day(zero) + i64::from(amount).months()) - zero
        } else {
            i64::from(amount)
        };
        let mut left = count;
        let mut day = zero;
        while left > 0 {
            day += 1;
            if (!by_hours || self.works(day)) && !self.is_lost(day, by_hours, pauses) {
                left -= 1;
            }
        }
        day
    }
}
