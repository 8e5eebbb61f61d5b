//! 案卷. What the institutions of supervision have in common: slip numbers, dues, and who somebody is
//! to a unit. Each institution says for itself who may do what.

use std::fmt;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant, Limit, LimitUnit, TimeOfDay, Weekday};

use crate::decider::{Actor, Context};
use crate::id::{PersonId, UnitId};
use crate::organization::{Function, Organization, Person, Role};
use crate::text::TextDigest;

/// 催促检查的四个科室 (speech, clause 27).
pub const PUSHING: [Function; 4] = [
    Function::GeneralOffice,
    Function::EducationSection,
    Function::SafetyOffice,
    Function::InspectionOffice,
];

/// 文书流水号. The number of an internal slip: gapless within its series and year, taken when the slip
/// is signed (decisions C23).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Slip {
    /// 年份.
    pub year: i16,
    /// 序号, from 1.
    pub number: u32,
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "〔{}〕{}号", self.year, self.number)
    }
}

impl Slip {
    /// Of the year that is now, and not zero.
    pub(crate) fn fits(self, now: Instant) -> bool {
        self.number > 0 && self.year == now.date().year()
    }
}

/// 到期. A due instant as an event set it.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct DueAt {
    /// The last instant in time.
    pub at: Instant,
    /// 暂定: a day on the way has no holiday notice yet; nothing is overdue by it.
    pub is_provisional: bool,
}

impl DueAt {
    /// A limit that begins at that instant, by the county's calendar.
    pub(crate) fn after(cx: &Context<'_>, from: Instant, limit: Limit) -> Self {
        let due = cx.rules.calendar().due(from, limit, &[]);
        Self { at: due.at, is_provisional: due.is_provisional }
    }

    /// A civil day: its closing time; a day of rest rolls on.
    pub(crate) fn on(cx: &Context<'_>, day: Date) -> Self {
        let at_once = Limit { amount: 0, unit: LimitUnit::WorkingDay };
        Self::after(cx, Instant::at(day, TimeOfDay::MIDNIGHT), at_once)
    }

    /// Whether it has passed for certain.
    pub fn has_passed(&self, at: Instant) -> bool {
        !self.is_provisional && at > self.at
    }
}

/// 时段. From an instant until before another.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Period {
    /// The first instant in it.
    pub from: Instant,
    /// The first instant after it.
    pub until: Instant,
}

impl Period {
    /// Whether the instant lies in it.
    pub fn holds(&self, at: Instant) -> bool {
        self.from <= at && at < self.until
    }
}

/// 占比. So many of so many.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// So many.
    pub part: u32,
    /// Of so many.
    pub whole: u32,
}

/// The next instant after that one.
pub(crate) fn just_after(at: Instant) -> Instant {
    Instant::from_micros(at.micros().saturating_add(1))
}

/// 3月21日（周五）17:30.
pub(crate) fn moment(at: Instant) -> String {
    let minutes = at.time_of_day().minutes();
    let (_, month, day) = at.date().ymd();
    let weekday = match at.date().weekday() {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    };
    format!("{month}月{day}日（{weekday}）{}:{:02}", minutes / 60, minutes % 60)
}

/// 佐证 once each, in order.
pub(crate) fn distinct(evidence: &[TextDigest]) -> Vec<TextDigest> {
    let mut kept: Vec<TextDigest> = Vec::new();
    for one in evidence {
        if !kept.contains(one) {
            kept.push(*one);
        }
    }
    kept
}

/// The member of staff who acts, if one does.
pub(crate) fn staff<'a>(cx: &Context<'a>) -> Option<&'a PersonId> {
    match cx.actor {
        Actor::Staff(person) => Some(person),
        Actor::System | Actor::Citizen(_) => None,
    }
}

/// Who receives what goes to a unit: the person named while he is in office, else the desk.
pub(crate) fn receiver(
    organization: &Organization,
    at: Instant,
    unit: &UnitId,
    person: Option<&PersonId>,
) -> Option<PersonId> {
    let unit = organization.heir_of(unit);
    let named = person.filter(|person| organization.in_office(person).is_some());
    named.or_else(|| organization.desk_of(unit, at)).cloned()
}

/// One member of staff and what he is to units. 三员 are nobody to any of them.
pub(crate) struct Looking<'a> {
    organization: &'a Organization,
    now: Instant,
    /// Who looks.
    pub(crate) staff: &'a Person,
}

impl<'a> Looking<'a> {
    /// The actor, if he is staff in office and no administrator.
    pub(crate) fn of(cx: &Context<'a>) -> Option<Self> {
        let staff = cx.organization.in_office(staff(cx)?)?;
        let is_administrator = staff.roles.iter().any(|role| role.is_administrator());
        let looking = Self { organization: cx.organization, now: cx.now, staff };
        (!is_administrator).then_some(looking)
    }

    /// He, or he who is away and for whom he covers by an agreed pair.
    pub(crate) fn stands_in_for(&self, person: &PersonId) -> bool {
        person == &self.staff.id
            || self.organization.cover_of(person, self.now) == Some(&self.staff.id)
    }

    /// 本单位人员: of the unit or of one below it.
    pub(crate) fn is_of(&self, unit: &UnitId) -> bool {
        self.organization.is_within(&self.staff.unit, self.organization.heir_of(unit))
    }

    /// 负责人: its acting head, or his cover.
    pub(crate) fn heads(&self, unit: &UnitId) -> bool {
        let head = self.organization.head_of(self.organization.heir_of(unit));
        head.is_some_and(|head| self.stands_in_for(head))
    }

    /// 分管领导, or his cover.
    pub(crate) fn leads(&self, unit: &UnitId) -> bool {
        let leader = self.organization.leader_in_charge(self.organization.heir_of(unit));
        leader.is_some_and(|leader| self.stands_in_for(leader))
    }

    /// 局长, or his cover.
    pub(crate) fn is_director(&self) -> bool {
        self.organization.director().is_some_and(|director| self.stands_in_for(director))
    }

    /// Whether he has a role.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.staff.roles.contains(&role)
    }
}

/// The part of a pushing section that the unit plays, if it plays one.
pub(crate) fn pushing_function(organization: &Organization, unit: &UnitId) -> Option<Function> {
    let unit = organization.unit(unit).filter(|unit| unit.successor.is_none())?;
    PUSHING.into_iter().find(|function| unit.functions.contains(function))
}
