//! 权限. One table: who may do what to which, recusal by data included.
//!
//! [`TABLE`] is the rule for matters, [`OFFICE_TABLE`] the one for units, staff and rules. Besides
//! the tables stand three exclusions: nobody sees a matter about his own unit, nobody decides his
//! own request, nobody of a party rules.

mod act;
mod office;
mod relation;
mod sight;
mod table;

pub use crate::matter::Act;
pub use office::{
    NotAllowed, OFFICE_TABLE, OfficeAct, Standing, Subject, permits_office, role_permits, standings,
};
pub use relation::{Relation, relations, stands};
pub use sight::{MatterParts, Sight, is_recused_from};
pub use table::{READERS, Row, TABLE, row_of};

use crate::decider::{Actor, Context};
use crate::id::PersonId;
use crate::matter::Matter;
use relation::open_requests;

/// 无权办理. Why somebody may not do this with a matter.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotPermitted {
    /// 不可见. The same words whether the matter does not exist or he is recused.
    #[error("没有这件事，或者您无权查看。请核对编号")]
    Unseen,
    /// The table does not name him.
    #[error("“{}”由{}办理。{}", .act.name(), names_of(*.act), clause_of(*.act))]
    NotInTable {
        /// What was wished.
        act: Act,
    },
    /// 本人的事. One's own matter is handled by others.
    #[error("这是您本人提出的事，“{}”由别人办理，您可以凭查询码查看进度", .act.name())]
    OwnMatter {
        /// What was wished.
        act: Act,
    },
    /// 本人的申请. One's own request is decided one level up.
    #[error("这份申请由您提出，不能由您审批，请交上一级审批")]
    OwnRequest {
        /// What was wished.
        act: Act,
    },
    /// 争议一方.
    #[error("您所在的单位是争议一方，不能参与裁定")]
    PartyToDispute,
}

impl NotPermitted {
    /// 依据. The clause on which the refusal rests.
    pub fn clause(&self) -> &'static str {
        match self {
            Self::Unseen => "回避：被反映的单位和人员看不到反映自己的事",
            Self::NotInTable { act } => clause_of(*act),
            Self::OwnMatter { .. } | Self::OwnRequest { .. } => {
                "回避：一人不得同时处在一件事的两边，本人的申请由上一级办理"
            }
            Self::PartyToDispute => "回避：争议单位不参与裁定",
        }
    }
}

/// Whether the actor may do this with the matter: by recusal, by the table, by the exclusions.
pub fn permits(cx: &Context<'_>, act: Act, matter: &Matter) -> Result<(), NotPermitted> {
    check(cx, act, matter)
}

/// Whether the actor may read the matter.
pub fn may_see(cx: &Context<'_>, matter: &Matter) -> bool {
    let sight = Sight::of(cx.organization, cx.actor);
    sight.admits(&MatterParts::of(matter)) || {
        let concerned = matter.filing.as_ref().and_then(|filing| filing.concerned.as_ref());
        !sight.is_recused(concerned) && READERS.iter().any(|reader| stands(cx, matter, *reader))
    }
}

/// 单份评价. Whether the actor may see single ratings of the matter: who rated sees it on his own page;
/// of staff the offices that look into ratings, unless they had the matter themselves, and the
/// director. Everybody else sees figures in lots (decisions F37).
pub fn sees_ratings(cx: &Context<'_>, matter: &Matter) -> bool {
    let looks = [
        Relation::System,
        Relation::Director,
        Relation::EfficacyOffice,
        Relation::InspectionOffice,
    ];
    let had_it = match cx.actor {
        Actor::Staff(person) => {
            let own = cx.organization.in_office(person).map(|staff| &staff.unit);
            let mut holdings = matter.holdings.iter();
            holdings.any(|holding| {
                Some(&holding.holder.unit) == own || holding.holder.person == *person
            })
        }
        Actor::System | Actor::Citizen(_) => false,
    };
    looks.iter().any(|relation| stands(cx, matter, *relation)) && !had_it
}

fn check(cx: &Context<'_>, act: Act, matter: &Matter) -> Result<(), NotPermitted> {
    let concerned = matter.filing.as_ref().and_then(|filing| filing.concerned.as_ref());
    if concerned.is_some_and(|unit| is_recused_from(cx.organization, cx.actor, unit)) {
        return Err(NotPermitted::Unseen);
    }
    let is_stranger = stands(cx, matter, Relation::Citizen);
    if is_stranger && act == Act::Follow && !matter.is_known_to_strangers() {
        return Err(NotPermitted::Unseen);
    }
    let row = row_of(act);
    if !row.is_some_and(|row| row.allowed.iter().any(|relation| stands(cx, matter, *relation))) {
        return Err(match is_stranger && act != Act::File {
            true => NotPermitted::Unseen,
            false => NotPermitted::NotInTable { act },
        });
    }
    match cx.actor {
        Actor::Staff(person) => check_sides(cx, act, matter, person),
        Actor::System | Actor::Citizen(_) => Ok(()),
    }
}

/// Nobody is on both sides of one act.
fn check_sides(
    cx: &Context<'_>,
    act: Act,
    matter: &Matter,
    person: &PersonId,
) -> Result<(), NotPermitted> {
    let petitioner = matter.filing.as_ref().and_then(|filing| filing.petitioner.as_ref());
    if petitioner == Some(person) {
        return Err(NotPermitted::OwnMatter { act });
    }
    let decides = matches!(
        act,
        Act::DecideSuspension | Act::DecideExtension | Act::DecideFollowUp | Act::DecideCorrection
    );
    if decides && !open_requests(matter).any(|request| request.asked_by != person) {
        return Err(NotPermitted::OwnRequest { act });
    }
    let parties = matter.ruling.iter().flat_map(|ruling| &ruling.parties);
    let unit = cx.organization.in_office(person).map(|staff| &staff.unit);
    let is_party =
        |party: &crate::id::UnitId| unit.is_some_and(|unit| cx.organization.is_within(unit, party));
    if act == Act::Rule && parties.into_iter().any(is_party) {
        return Err(NotPermitted::PartyToDispute);
    }
    Ok(())
}

fn names_of(act: Act) -> String {
    let relations = row_of(act).map(|row| row.allowed).unwrap_or_default();
    let names: Vec<&str> = relations.iter().map(|relation| relation.name()).collect();
    names.join("、")
}

fn clause_of(act: Act) -> &'static str {
    row_of(act).map(|row| row.clause).unwrap_or_default()
}
