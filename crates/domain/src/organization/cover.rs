//! AB岗. Every post has a named cover; the pair counts once both have signed, in advance.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::authority::{OfficeAct, Subject, permits_office};
use crate::decider::{Actor, Context};
use crate::id::{PersonId, PostId};
use crate::organization::post::may_sit;
use crate::organization::{Organization, OrganizationEvent, OrganizationRefusal as No, Post};

/// AB 岗. A pair that covers for one another; it counts once both have signed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cover {
    /// The post.
    pub post: PostId,
    /// 主岗.
    pub a: PersonId,
    /// 副岗: covers while A is away.
    pub b: PersonId,
    /// When A signed.
    pub signed_by_a_at: Option<Instant>,
    /// When B signed.
    pub signed_by_b_at: Option<Instant>,
}

impl Cover {
    /// Whether both have signed.
    pub fn is_agreed(&self) -> bool {
        self.signed_by_a_at.is_some() && self.signed_by_b_at.is_some()
    }

    /// The other one of the pair.
    pub fn partner_of(&self, person: &PersonId) -> Option<&PersonId> {
        if person == &self.a {
            Some(&self.b)
        } else if person == &self.b {
            Some(&self.a)
        } else {
            None
        }
    }
}

/// 提出 AB 岗. A is who holds the post; an earlier pair of the post stands until both have signed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProposeCover {
    /// The post.
    pub post: PostId,
    /// Who is to cover.
    pub b: PersonId,
}

/// 签认 AB 岗, each for himself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignCover {
    /// The post.
    pub post: PostId,
}

/// 解除 AB 岗.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DissolveCover {
    /// The post.
    pub post: PostId,
}

/// AB 岗已提出.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CoverProposed {
    /// The post.
    pub post: PostId,
    /// 主岗.
    pub a: PersonId,
    /// 副岗.
    pub b: PersonId,
}

/// AB 岗已签认, by one of the two.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CoverSigned {
    /// The post.
    pub post: PostId,
    /// Who signed.
    pub person: PersonId,
    /// When.
    pub signed_at: Instant,
}

/// AB 岗已解除.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CoverDissolved {
    /// The post.
    pub post: PostId,
}

type Decided = Result<Vec<OrganizationEvent>, No>;

impl ProposeCover {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        let missing = No::NoSuchPost { post: self.post.clone() };
        let post = state.posts.get(&self.post).ok_or(missing)?;
        let holder = post.holder.clone();
        let subject = Subject { unit: Some(&post.unit), person: holder.as_ref() };
        permits_office(state, cx.actor, OfficeAct::ProposeCover, subject)?;
        let a = holder.clone().ok_or(No::NoSuchPost { post: self.post.clone() })?;
        if a == self.b {
            return Err(No::PairOfOne);
        }
        may_sit(state, &self.b)?;
        let rule = &cx.rules.on(cx.now.date()).cover;
        if rule.exempt_posts.contains(&post.title) {
            let (title, clause) = (post.title.clone(), rule.source.clone());
            return Err(No::PostExempt { title, clause });
        }
        if !may_cover(state, post, &a, &self.b) {
            let (unit, clause) = (post.unit.clone(), rule.source.clone());
            return Err(No::CoverFromOutside { unit, clause });
        }
        Ok(vec![CoverProposed { post: self.post, a, b: self.b }.into()])
    }
}

/// B is of the same unit; where it has no second person, of the unit above, else of 办公室
/// (decisions A5).
fn may_cover(state: &Organization, post: &Post, a: &PersonId, b: &PersonId) -> bool {
    let has_second = state
        .people_of(&post.unit)
        .any(|person| &person.id != a && !person.roles.iter().any(|role| role.is_administrator()));
    if has_second {
        return state.in_office(b).is_some_and(|person| person.unit == post.unit);
    }
    state.may_serve_at(b, &post.unit)
}

impl SignCover {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        let missing = No::NoSuchCover { post: self.post.clone() };
        let cover = state.covers_of_post(&self.post).last().ok_or(missing)?;
        let person = match cx.actor {
            Actor::Staff(person) if cover.partner_of(person).is_some() => person,
            Actor::Staff(_) | Actor::System | Actor::Citizen(_) => &cover.a,
        };
        let subject = Subject::person(state, person);
        permits_office(state, cx.actor, OfficeAct::SignCover, subject)?;
        let signed = if person == &cover.a { cover.signed_by_a_at } else { cover.signed_by_b_at };
        if signed.is_some() {
            return Err(No::CoverSigned);
        }
        let person = person.clone();
        Ok(vec![CoverSigned { post: self.post, person, signed_at: cx.now }.into()])
    }
}

impl DissolveCover {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        let unit = state.posts.get(&self.post).map(|post| &post.unit);
        let subject = Subject { unit, person: None };
        permits_office(state, cx.actor, OfficeAct::DissolveCover, subject)?;
        if state.covers_of_post(&self.post).next().is_none() {
            return Err(No::NoSuchCover { post: self.post });
        }
        Ok(vec![CoverDissolved { post: self.post }.into()])
    }
}

impl CoverProposed {
    pub(super) fn evolve(&self, state: &mut Organization) {
        let cover = Cover {
            post: self.post.clone(),
            a: self.a.clone(),
            b: self.b.clone(),
            signed_by_a_at: None,
            signed_by_b_at: None,
        };
        state.proposed_covers.insert(self.post.clone(), cover);
    }
}

impl CoverSigned {
    /// The second signature puts the pair in the place of an earlier one.
    pub(super) fn evolve(&self, state: &mut Organization) {
        let Some(cover) = state.proposed_covers.get_mut(&self.post) else {
            return;
        };
        if self.person == cover.a {
            cover.signed_by_a_at = Some(self.signed_at);
        } else {
            cover.signed_by_b_at = Some(self.signed_at);
        }
        if cover.is_agreed()
            && let Some(agreed) = state.proposed_covers.remove(&self.post)
        {
            state.covers.insert(self.post.clone(), agreed);
        }
    }
}

impl CoverDissolved {
    pub(super) fn evolve(&self, state: &mut Organization) {
        state.covers.remove(&self.post);
        state.proposed_covers.remove(&self.post);
    }
}
