//! 关联. Repeats of one petitioner on one subject are linked, so that splitting resets no clock.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Calendar, Instant, Limit};

use crate::decider::Context;
use crate::id::{MatterNumber, UnitId};
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::filing::check_number;
use crate::matter::standing::said;
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 周边情况. What the caller knows of the petitioner and the subject when a matter is filed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Surroundings {
    /// Earlier matters of the same petitioner on the same subject, whatever their state.
    pub same_petitioner: Vec<EarlierMatter>,
    /// How many matters of this tag there are in the window, this one included.
    pub matters_of_tag: u32,
    /// How many different petitioners they have, this one included.
    pub petitioners_of_tag: u32,
    /// How many different schools they concern, this one included.
    pub schools_of_tag: u32,
    /// The school that was asked before, if that is known.
    pub asked_school: Option<AskedSchool>,
}

/// 早先的办件.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EarlierMatter {
    /// 编号.
    pub number: MatterNumber,
    /// 收件之时.
    pub filed_at: Instant,
}

/// 已问过的学校.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AskedSchool {
    /// The school.
    pub school: UnitId,
    /// How that is known.
    pub known_by: KnownBy,
}

/// 如何得知.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// 同一诉求人先在学校反映过
    SamePetitioner,
    /// 受理时询问得知
    ClerkAsked,
}

/// 关联另一件.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// The other matter.
    pub to: MatterNumber,
    /// Why.
    pub reason: Written,
}

/// 已关联.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Linked {
    /// The other matter.
    pub to: MatterNumber,
    /// Why.
    pub reason: TextDigest,
}

impl Surroundings {
    /// The earliest matter of the same petitioner and subject within the window before `now`.
    pub(crate) fn first_within(
        &self,
        calendar: &Calendar,
        window: Limit,
        now: Instant,
        own: &MatterNumber,
    ) -> Option<MatterNumber> {
        let is_near = |earlier: &&EarlierMatter| {
            let until = calendar.due(earlier.filed_at, window, &[]).at;
            earlier.number != *own && earlier.filed_at <= now && now <= until
        };
        let near = self.same_petitioner.iter().filter(is_near);
        near.min_by_key(|earlier| earlier.filed_at).map(|earlier| earlier.number.clone())
    }
}

impl Wish for Link {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason]
    }

    fn decide(self, matter: &Matter, _cx: &Context<'_>) -> Decided {
        let filing = matter.filing.as_ref().ok_or(No::NoSuchMatter)?;
        said(&self.reason, "关联理由")?;
        check_number(&self.to)?;
        if self.to == filing.number {
            return Err(No::ItIsItself { number: self.to });
        }
        Ok(vec![Linked { to: self.to, reason: self.reason.digest() }.into()])
    }
}

impl Happened for Linked {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.links.insert(self.to.clone());
    }
}
