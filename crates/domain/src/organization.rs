//! 组织. Units, people, posts and covers as they stand; folded from the `organization` stream.

mod absence;
mod cover;
mod description;
mod establishing;
mod event;
mod law;
mod post;
mod refusal;
mod reply_template;
mod role;
mod staff;
mod unit;

pub use absence::*;
pub use cover::*;
pub use description::*;
pub use establishing::*;
pub(crate) use event::evolved;
pub use event::{OrganizationCommand, OrganizationDecider, OrganizationEvent};
pub use law::check_laws;
pub use post::{
    DeskFilled, FillDesk, FillPost, HeadNamed, LeaderInChargeNamed, NameHead, NameLeaderInCharge,
    Post, PostFilled,
};
pub use refusal::OrganizationRefusal;
pub use reply_template::*;
pub use role::{Role, check_separation};
pub use staff::*;
pub use unit::*;

use std::collections::BTreeMap;

use xiaoneng_calendar::Instant;

use crate::id::{PersonId, PostId, UnitId};

/// 组织架构. A value; every question about who and where is asked here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Organization {
    /// All units that ever were; closed ones carry their successor.
    pub units: BTreeMap<UnitId, Unit>,
    /// All staff that ever were.
    pub persons: BTreeMap<PersonId, Person>,
    /// 岗位, with their holders.
    pub posts: BTreeMap<PostId, Post>,
    /// AB岗: posts with their agreed pairs.
    pub covers: BTreeMap<PostId, Cover>,
    /// Pairs that wait for a signature.
    pub proposed_covers: BTreeMap<PostId, Cover>,
    /// Registered absences of staff that last or lie ahead, by person.
    pub absences: BTreeMap<PersonId, Vec<Absence>>,
    /// 离岗中: absences whose beginning is on record, with who covers.
    pub away: BTreeMap<PersonId, Away>,
    /// 暂不对外: the installation is being prepared, and the public cannot file yet.
    pub is_portal_closed: bool,
    /// 常用答复, by their numbers.
    pub templates: BTreeMap<u32, ReplyTemplate>,
    /// The highest number that a template ever had.
    pub templates_written: u32,
}

impl Organization {
    /// The unit, if there is one of that code.
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.get(id)
    }

    /// The person, if there is one.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.persons.get(id)
    }

    /// The bureau itself.
    pub fn bureau(&self) -> Option<&Unit> {
        self.units.values().find(|unit| unit.kind == UnitKind::Bureau)
    }

    /// The unit that plays a part.
    pub fn unit_for(&self, function: Function) -> Option<&Unit> {
        self.units
            .values()
            .find(|unit| unit.successor.is_none() && unit.functions.contains(&function))
    }

    /// Whether `unit` is `above` or lies below it.
    pub fn is_within(&self, unit: &UnitId, above: &UnitId) -> bool {
        let mut at = Some(unit);
        let mut steps = 0;
        while let Some(id) = at {
            if id == above {
                return true;
            }
            steps += 1;
            if steps > self.units.len() {
                return false;
            }
            at = self.unit(id).and_then(|unit| unit.parent.as_ref());
        }
        false
    }

    /// 实际负责人. The unit's head, else the head of the unit above, and so on up.
    pub fn head_of(&self, unit: &UnitId) -> Option<&PersonId> {
        let mut at = self.unit(unit);
        let mut steps = 0;
        while let Some(unit) = at {
            if let Some(head) = &unit.head {
                return Some(head);
            }
            steps += 1;
            if steps > self.units.len() {
                return None;
            }
            at = unit.parent.as_ref().and_then(|parent| self.unit(parent));
        }
        None
    }

    /// Whether the person is registered as away at that instant.
    pub fn is_away(&self, person: &PersonId, at: Instant) -> bool {
        self.absences
            .get(person)
            .is_some_and(|absences| absences.iter().any(|absence| absence.covers(at)))
    }

    /// 收件人 (decisions A1): the desk's A, then B, then the unit's head, then the parent's head.
    pub fn desk_of(&self, unit: &UnitId, at: Instant) -> Option<&PersonId> {
        let desk = &self.unit(unit)?.desk;
        desk.iter().find(|person| !self.is_away(person, at)).or_else(|| self.head_of(unit))
    }

    /// Who covers for that person now (the B of a pair both have signed), if he is away.
    pub fn cover_of(&self, person: &PersonId, at: Instant) -> Option<&PersonId> {
        if !self.is_away(person, at) {
            return None;
        }
        self.covers
            .values()
            .filter(|cover| &cover.a == person && cover.is_agreed())
            .map(|cover| &cover.b)
            .find(|b| !self.is_away(b, at))
    }

    /// 分管领导 of a unit, or of the nearest unit above that has one.
    pub fn leader_in_charge(&self, unit: &UnitId) -> Option<&PersonId> {
        let mut at = self.unit(unit);
        let mut steps = 0;
        while let Some(unit) = at {
            if let Some(leader) = &unit.leader_in_charge {
                return Some(leader);
            }
            steps += 1;
            if steps > self.units.len() {
                return None;
            }
            at = unit.parent.as_ref().and_then(|parent| self.unit(parent));
        }
        None
    }

    /// 局长.
    pub fn director(&self) -> Option<&PersonId> {
        self.bureau().and_then(|bureau| bureau.head.as_ref())
    }

    /// The school that a unit is or belongs to, if any.
    pub fn is_school(&self, unit: &UnitId) -> bool {
        self.unit(unit).is_some_and(|unit| unit.kind == UnitKind::School)
    }

    /// Units that are not closed.
    pub fn open_units(&self) -> impl Iterator<Item = &Unit> {
        self.units.values().filter(|unit| unit.successor.is_none())
    }

    /// The unit, if it exists and is not closed.
    pub fn open_unit(&self, id: &UnitId) -> Result<&Unit, OrganizationRefusal> {
        let unit =
            self.unit(id).ok_or_else(|| OrganizationRefusal::NoSuchUnit { unit: id.clone() })?;
        match &unit.successor {
            None => Ok(unit),
            Some(_) => Err(OrganizationRefusal::UnitClosed {
                unit: id.clone(),
                successor: self.heir_of(id).clone(),
            }),
        }
    }

    /// 承接单位. The unit itself while it is open, else whoever took over, and so on.
    pub fn heir_of<'a>(&'a self, unit: &'a UnitId) -> &'a UnitId {
        let mut at = unit;
        let mut steps = 0;
        while let Some(next) = self.unit(at).and_then(|unit| unit.successor.as_ref()) {
            at = next;
            steps += 1;
            if steps > self.units.len() {
                return at;
            }
        }
        at
    }

    /// The person, if he has not left.
    pub fn in_office(&self, person: &PersonId) -> Option<&Person> {
        self.person(person).filter(|found| !found.has_left)
    }

    /// The person in office, or the refusal that says there is none.
    pub fn serving(&self, person: &PersonId) -> Result<&Person, OrganizationRefusal> {
        self.in_office(person)
            .ok_or_else(|| OrganizationRefusal::NoSuchPerson { person: person.clone() })
    }

    /// The staff of a unit, without those who have left.
    pub fn people_of<'a>(&'a self, unit: &'a UnitId) -> impl Iterator<Item = &'a Person> {
        self.persons.values().filter(move |person| !person.has_left && &person.unit == unit)
    }

    /// Whether the person is the acting head of the unit, or heads a unit above it.
    pub fn heads(&self, person: &PersonId, unit: &UnitId) -> bool {
        let is_head =
            |above: &Unit| above.head.as_ref() == Some(person) && self.is_within(unit, &above.id);
        self.open_units().any(is_head)
    }

    /// 上一级. The nearest head at or above the unit who is not that person.
    pub fn head_but(&self, unit: &UnitId, person: &PersonId) -> Option<&PersonId> {
        let mut at = self.unit(unit);
        let mut steps = 0;
        while let Some(unit) = at {
            if let Some(head) = unit.head.as_ref().filter(|head| *head != person) {
                return Some(head);
            }
            steps += 1;
            if steps > self.units.len() {
                return None;
            }
            at = unit.parent.as_ref().and_then(|parent| self.unit(parent));
        }
        None
    }

    /// Whether a pair that both have signed holds the two.
    pub fn are_paired(&self, one: &PersonId, other: &PersonId) -> bool {
        self.covers.values().any(|cover| cover.partner_of(one) == Some(other))
    }

    /// Who may sit on a post of the unit: its own staff; while the unit has no second person, also
    /// those of the unit above and of 办公室 (decisions A5).
    pub fn may_serve_at(&self, person: &PersonId, unit: &UnitId) -> bool {
        let Some(serving) = self.in_office(person) else {
            return false;
        };
        if &serving.unit == unit {
            return true;
        }
        let handles = |person: &&Person| !person.roles.iter().any(|role| role.is_administrator());
        if self.people_of(unit).filter(handles).count() >= 2 {
            return false;
        }
        let above = self.unit(unit).and_then(|unit| unit.parent.as_ref());
        let office = self.unit_for(Function::GeneralOffice).map(|office| &office.id);
        above == Some(&serving.unit) || office == Some(&serving.unit)
    }

    /// The agreed pair of a post, then the one that waits for a signature.
    pub fn covers_of_post<'a>(&'a self, post: &PostId) -> impl Iterator<Item = &'a Cover> {
        self.covers.get(post).into_iter().chain(self.proposed_covers.get(post))
    }

    /// When something of the organization falls due next: an absence begins or ends.
    pub fn next_due(&self) -> Option<Instant> {
        absence::next_boundary(self).map(|(at, _)| at)
    }
}
