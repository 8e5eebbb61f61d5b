//! Sums over days, so that no reckoning grows with the distance.
//!
//! Every year from [`Date::MIN`] to [`Date::MAX`] has an entry with what came before it; the days
//! stand in tables per year. A year that nothing but weekends, fixed dates and seasons decides
//! looks like every other that is as long and begins on the same weekday, so that such years
//! share at most fourteen tables, and ten thousand years take a few hundred kilobytes.

use std::collections::BTreeMap;

use crate::date::is_leap;
use crate::day::DayBook;
use crate::shape::DayShape;
use crate::{Date, DayKind};

const YEARS: i16 = Date::MAX.year() + 1;
/// Working minutes per entry of the table that leads from minutes back to days: few enough that
/// the entry mostly names the very day.
const STRIDE: u32 = 60;

/// The sums.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Years {
    /// One entry per year, and one more for the sums of all.
    years: Vec<Year>,
    tables: Vec<YearTable>,
    shapes: Vec<DayShape>,
}

#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
struct Year {
    table: u32,
    working_days_before: u32,
    minutes_before: i64,
    unentered_years_before: u32,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct YearTable {
    /// One entry per day, and one more for the sums of the year.
    days: Vec<Day>,
    /// The day of the year of each working day.
    working_days: Vec<u16>,
    /// The day of the year that holds each `STRIDE`th working minute, from the first.
    days_of_minutes: Vec<u16>,
}

/// One day with the sums of its year before it.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
struct Day {
    minutes_before: u32,
    shape: u32,
    working_days_before: u16,
    kind: DayKind,
}

impl Years {
    pub(crate) fn new(book: &DayBook) -> Self {
        let mut years = Self {
            years: Vec::with_capacity(YEARS as usize + 1),
            tables: Vec::new(),
            shapes: vec![DayShape::REST],
        };
        let spoken_of = book.years_spoken_of();
        let mut shared: BTreeMap<(bool, i32), u32> = BTreeMap::new();
        let mut sums = Year::default();
        for year in 0..YEARS {
            let looks = (is_leap(year), first_day_of(year).epoch_days().rem_euclid(7));
            sums.table = if spoken_of.contains(&year) {
                years.add_table(book, year)
            } else if let Some(table) = shared.get(&looks) {
                *table
            } else {
                let table = years.add_table(book, year);
                shared.insert(looks, table);
                table
            };
            years.years.push(sums);
            let total = years.tables[sums.table as usize].total();
            sums.working_days_before += u32::from(total.working_days_before);
            sums.minutes_before += i64::from(total.minutes_before);
            sums.unentered_years_before += u32::from(!book.is_entered(year));
        }
        years.years.push(sums);
        years
    }

    fn add_table(&mut self, book: &DayBook, year: i16) -> u32 {
        let first = first_day_of(year);
        let length = if is_leap(year) { 366 } else { 365 };
        let mut table = YearTable {
            days: Vec::with_capacity(length as usize + 1),
            working_days: Vec::new(),
            days_of_minutes: Vec::new(),
        };
        let mut sums =
            Day { minutes_before: 0, shape: 0, working_days_before: 0, kind: DayKind::Weekend };
        for day_of_year in 0..length {
            let date = first.plus_days(i32::from(day_of_year));
            sums.kind = book.kind(date);
            let hours = book.hours(date).filter(|_| sums.kind.is_working());
            sums.shape = self.shape_number(hours.map_or(DayShape::REST, DayShape::new));
            table.days.push(sums);
            if sums.kind.is_working() {
                table.working_days.push(day_of_year);
                sums.working_days_before += 1;
            }
            sums.minutes_before += self.shapes[sums.shape as usize].minutes();
            let strides = sums.minutes_before.div_ceil(STRIDE) as usize;
            table.days_of_minutes.resize(strides, day_of_year);
        }
        table.days.push(sums);
        table.working_days.shrink_to_fit();
        table.days_of_minutes.shrink_to_fit();
        self.tables.push(table);
        self.tables.len() as u32 - 1
    }

    fn shape_number(&mut self, shape: DayShape) -> u32 {
        let known = self.shapes.iter().position(|known| *known == shape);
        let number = known.unwrap_or_else(|| {
            self.shapes.push(shape);
            self.shapes.len() - 1
        });
        number as u32
    }

    pub(crate) fn kind(&self, date: Date) -> DayKind {
        let (year, day_of_year) = date.year_and_day();
        self.table(year).days[usize::from(day_of_year)].kind
    }

    pub(crate) fn shape(&self, date: Date) -> &DayShape {
        let (year, day_of_year) = date.year_and_day();
        &self.shapes[self.table(year).days[usize::from(day_of_year)].shape as usize]
    }

    /// Working minutes from [`Date::MIN`] to the beginning of that day, and the day's shape.
    #[inline]
    pub(crate) fn minutes_before(&self, date: Date) -> (i64, &DayShape) {
        let (year, day_of_year) = date.year_and_day();
        let day = &self.table(year).days[usize::from(day_of_year)];
        let before = self.years[year as usize].minutes_before + i64::from(day.minutes_before);
        (before, &self.shapes[day.shape as usize])
    }

    /// The day that holds the working minute of that number, counted from 1 at [`Date::MIN`], with
    /// the minutes before it and its shape. `near` is a day not after it. None if all years
    /// together have fewer.
    #[inline]
    pub(crate) fn day_of_minute(&self, minute: i64, near: Date) -> Option<(Date, i64, &DayShape)> {
        let year = self.first_year(near, |next| next.minutes_before >= minute)?;
        let before_year = self.years[year as usize].minutes_before;
        let in_year = (minute - before_year) as u32;
        let table = self.table(year);
        let mut day_of_year = usize::from(table.days_of_minutes[((in_year - 1) / STRIDE) as usize]);
        while table.days[day_of_year + 1].minutes_before < in_year {
            day_of_year += 1;
        }
        let day = &table.days[day_of_year];
        let date = first_day_of(year).plus_days(day_of_year as i32);
        let before = before_year + i64::from(day.minutes_before);
        Some((date, before, &self.shapes[day.shape as usize]))
    }

    /// Working days from [`Date::MIN`] up to and including that day.
    #[inline]
    pub(crate) fn working_days_through(&self, date: Date) -> u32 {
        let (year, day_of_year) = date.year_and_day();
        let in_year = self.table(year).days[usize::from(day_of_year) + 1].working_days_before;
        self.years[year as usize].working_days_before + u32::from(in_year)
    }

    /// The working day of that number, counted from 1 at [`Date::MIN`]. `near` is a day not
    /// after it. None if all years together have fewer.
    #[inline]
    pub(crate) fn working_day(&self, number: u64, near: Date) -> Option<Date> {
        let number = u32::try_from(number).ok()?;
        let year = self.first_year(near, |next| next.working_days_before >= number)?;
        let in_year = number - self.years[year as usize].working_days_before;
        let day_of_year = self.table(year).working_days[in_year as usize - 1];
        Some(first_day_of(year).plus_days(i32::from(day_of_year)))
    }

    /// Whether an estimate stands anywhere between the two days, both included.
    pub(crate) fn is_estimated(&self, from: Date, to: Date) -> bool {
        let before = |year: usize| self.years[year].unentered_years_before;
        before(to.year() as usize + 1) > before(from.year() as usize)
    }

    fn table(&self, year: i16) -> &YearTable {
        &self.tables[self.years[year as usize].table as usize]
    }

    /// The first year, from that of `near` on, at whose end the sums have reached the mark: near
    /// ones are tried one by one, far ones by halving.
    #[inline]
    fn first_year(&self, near: Date, is_reached_by: impl Fn(&Year) -> bool) -> Option<i16> {
        let first = near.year();
        let ends = &self.years[first as usize + 1..];
        let close = ends.iter().take(3).position(&is_reached_by);
        let steps = close.unwrap_or_else(|| ends.partition_point(|next| !is_reached_by(next)));
        if steps < ends.len() { Some(first + steps as i16) } else { None }
    }
}

impl YearTable {
    fn total(&self) -> Day {
        self.days[self.days.len() - 1]
    }
}

/// The first of January.
fn first_day_of(year: i16) -> Date {
    Date::from_ymd(year, 1, 1).unwrap_or(Date::MIN)
}
