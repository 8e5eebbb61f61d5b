//! 跟进. “我也遇到”: somebody has the same trouble and follows the matter with a code of his own. What
//! he adds is seen by staff alone; the matter stays that of whoever brought it.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::authority::NotPermitted;
use crate::decider::{Actor, Context};
use crate::id::PersonId;
use crate::matter::code::CodeClass;
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::{Act, Filing, Matter, MatterRefusal as No};
use crate::text::{TextDigest, Written};

/// 跟进这一件.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Follow {
    /// What he has to add, if anything.
    pub text: Option<Written>,
    /// Whether he can be reached.
    pub has_contact: bool,
}

/// 跟进人 as he stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Follower {
    /// Who.
    pub person: PersonId,
    /// Since when.
    pub since: Instant,
    /// What he added.
    pub text: Option<TextDigest>,
    /// Whether he can be reached.
    pub has_contact: bool,
}

/// 已跟进.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Followed {
    /// Who.
    pub follower: PersonId,
    /// What he added.
    pub text: Option<TextDigest>,
    /// Whether he can be reached.
    pub has_contact: bool,
}

impl Matter {
    /// 跟进人, if this is one.
    pub fn follower(&self, person: &PersonId) -> Option<&Follower> {
        self.followers.iter().find(|follower| follower.person == *person)
    }

    /// 可以跟进. Strangers may know of it: open, and neither under seal nor about a unit's conduct.
    pub fn is_offered_to_strangers(&self) -> bool {
        self.is_open() && self.is_known_to_strangers()
    }

    /// Neither under seal nor about a unit's conduct.
    pub(crate) fn is_known_to_strangers(&self) -> bool {
        let is_known = |filing: &Filing| !filing.is_sealed && filing.concerned.is_none();
        self.filing.as_ref().is_some_and(is_known)
    }
}

impl Wish for Follow {
    fn texts(&self) -> Vec<&Written> {
        self.text.iter().collect()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let Actor::Citizen(follower) = cx.actor else {
            return Err(NotPermitted::NotInTable { act: Act::Follow }.into());
        };
        let filing = matter.filing.as_ref().ok_or(No::NoSuchMatter)?;
        if filing.petitioner.as_ref() == Some(follower) {
            return Err(No::FollowsOwn);
        }
        if matter.follower(follower).is_some() {
            return Err(No::AlreadyFollowing);
        }
        matter.open()?;
        let text = self.text.as_ref().filter(|text| !text.is_blank()).map(Written::digest);
        let (follower, has_contact) = (follower.clone(), self.has_contact);
        Ok(vec![Followed { follower, text, has_contact }.into()])
    }
}

impl Happened for Followed {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.codes.insert(self.follower.clone(), CodeClass::Own);
        matter.followers.push(Follower {
            person: self.follower.clone(),
            since: when.at,
            text: self.text,
            has_contact: self.has_contact,
        });
    }
}
