//! 一年. Matters come, people act on them by the hour, and the heartbeat goes on; everything
//! through the door, in virtual time.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use xiaoneng_calendar::{Calendar, Date, Instant, Limit, LimitUnit, TimeOfDay};
use xiaoneng_domain::id::{MatterNumber, TaskNumber, UnitId};

use super::course::Course;
use super::dice::Dice;
use super::founding::People;
use super::orders;
use super::{DemoPlan, DemoReport};
use crate::App;
use crate::denied::Denied;

/// How many absences are registered in the year.
const ABSENCES: usize = 60;

/// Something that is to happen.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    /// Somebody files.
    File,
    /// Whoever has the next step with a matter looks at it.
    Look(MatterNumber),
    /// Somebody registers an absence.
    Leave,
    /// The director orders something, by its place among the orders.
    Order(usize, UnitId),
    /// The unit that leads signs for an order, or tells how far it is.
    TakeOrder(TaskNumber, UnitId, bool),
    /// The heartbeat.
    Beat,
}

/// The year as it goes.
pub(super) struct Year<'a> {
    pub(super) app: &'a App,
    pub(super) dice: Dice,
    pub(super) people: People,
    pub(super) calendar: Arc<Calendar>,
    courses: BTreeMap<MatterNumber, Course>,
    orders: Dice,
    agenda: BinaryHeap<Reverse<(Instant, u64, Deed)>>,
    deeds: u64,
    pub(super) report: DemoReport,
}

impl<'a> Year<'a> {
    /// A year with its matters spread over its days.
    pub(super) fn new(
        app: &'a App,
        plan: &DemoPlan,
        (people, calendar): (People, Arc<Calendar>),
        mut dice: Dice,
    ) -> Self {
        let mut agenda = Vec::new();
        for _ in 0..plan.matters {
            agenda.push((filing_time(plan, &mut dice), Deed::File));
        }
        let days: Vec<Date> = plan.days().collect();
        for _ in 0..ABSENCES {
            let at = Instant::at(*dice.pick(&days), TimeOfDay::from_minutes(8 * 60 + 20));
            agenda.push((at, Deed::Leave));
        }
        for day in &days {
            for hour in [8, 10, 12, 15, 17, 18] {
                agenda
                    .push((Instant::at(*day, TimeOfDay::from_minutes(hour * 60 + 35)), Deed::Beat));
            }
        }
        // Dice of their own, so that the matters of a seed stay what they are.
        let mut orders = Dice::from_seed(plan.seed.wrapping_add(1));
        for (at, day, lead) in orders::planned(days.len(), &mut orders) {
            let when = Instant::at(days[day], TimeOfDay::from_minutes(9 * 60 + 5));
            agenda.push((when, Deed::Order(at, lead)));
        }
        agenda.sort();
        let mut year = Self {
            app,
            dice,
            people,
            calendar,
            courses: BTreeMap::new(),
            orders,
            agenda: BinaryHeap::new(),
            deeds: 0,
            report: DemoReport::default(),
        };
        for (at, deed) in agenda {
            year.put(at, deed);
        }
        year
    }

    fn put(&mut self, at: Instant, deed: Deed) {
        self.deeds += 1;
        self.agenda.push(Reverse((at, self.deeds, deed)));
    }

    /// Lets the year pass until `end`; `filed` is told how many matters have come.
    pub(super) async fn pass(
        mut self,
        end: Instant,
        mut filed: impl FnMut(u64),
    ) -> Result<DemoReport, Denied> {
        while let Some(Reverse((at, _, deed))) = self.agenda.pop() {
            if at >= end {
                break;
            }
            self.app.clock().set(at);
            match deed {
                Deed::File => {
                    let course = self.file(at).await?;
                    filed(self.report.matters);
                    if let Some((number, course)) = course {
                        let next = self.after(at, course.first_look_minutes);
                        self.courses.insert(number.clone(), course);
                        self.put(next, Deed::Look(number));
                    }
                }
                Deed::Leave => self.leave(at).await?,
                Deed::Order(place, lead) => {
                    let Some(number) = self.order((place, &lead)).await? else { continue };
                    for (nth, when) in orders::taken(&mut self.orders, at).into_iter().enumerate() {
                        self.put(when, Deed::TakeOrder(number.clone(), lead.clone(), nth > 0));
                    }
                }
                Deed::TakeOrder(number, lead, is_signed) => {
                    self.take_order(&number, &lead, is_signed).await?;
                }
                Deed::Look(number) => {
                    let Some(course) = self.courses.remove(&number) else { continue };
                    if let Some((course, minutes)) = self.look(&number, course, at).await? {
                        let next = self.after(at, minutes);
                        self.courses.insert(number.clone(), course);
                        self.put(next, Deed::Look(number));
                    }
                }
                Deed::Beat => {
                    // Where nothing falls due, an hour's heartbeat would do nothing.
                    if self.app.has_fallen_due().await? {
                        self.app.note_watch(at).await?;
                        let beat = self.app.beat().await?;
                        self.report.beats += 1;
                        self.report.events += beat.events;
                    }
                }
            }
        }
        self.app.clock().set(end);
        self.app.note_watch(end).await?;
        self.app.beat().await?;
        Ok(self.report)
    }

    /// That many working minutes later.
    fn after(&self, at: Instant, minutes: i64) -> Instant {
        let calendar = &self.calendar;
        let hours = u32::try_from(minutes / 60).unwrap_or(0);
        let limit = Limit { amount: hours, unit: LimitUnit::WorkingHour };
        let begins = opening_after(calendar, at);
        calendar.due(begins, limit, &[]).at.plus_minutes(minutes % 60).max(at.plus_minutes(1))
    }
}

/// The next instant at which offices are open.
fn opening_after(calendar: &Calendar, at: Instant) -> Instant {
    let mut at = at;
    // Offices never rest for longer than a few weeks; a quarter of an hour is fine enough.
    for _ in 0..24 * 4 * 40 {
        if calendar.working_minutes_between(at, at.plus_minutes(1)) > 0 {
            return at;
        }
        at = at.plus_minutes(15);
    }
    at
}

/// Mostly by day and on working days, now and then at night.
fn filing_time(plan: &DemoPlan, dice: &mut Dice) -> Instant {
    let days: Vec<Date> = plan.days().collect();
    let date = *dice.pick(&days);
    let minutes =
        if dice.in_a_hundred(85) { dice.between(8 * 60, 18 * 60) } else { dice.between(0, 1439) };
    let time = TimeOfDay::from_minutes(u16::try_from(minutes).unwrap_or(0));
    let at = Instant::at(date, time);
    // The last day may end early.
    if at < plan.until { at } else { Instant::at(date.plus_days(-1), time) }
}
