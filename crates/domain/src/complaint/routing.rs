//! 办理方式. 直查, 交办, 转办 or 联合; never to the person or the unit complained of, to anybody below
//! them, nor to their leader in charge.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::complaint::draft::{Decided, Draft, Happened, When, Wish};
use crate::complaint::wording::fits;
use crate::complaint::{Clock, Complaint, ComplaintRefusal as No, recused};
use crate::decider::Context;
use crate::id::{PersonId, UnitId};
use crate::rules::ComplaintRule;
use crate::text::{TextDigest, Written};

/// 办理方式 (domain.md 8.5).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 直查: serious, leaders involved, repeated.
    SelfHandle,
    /// 交办: a unit investigates and reports back.
    AssignWithReport,
    /// 转办: the competent unit decides by itself.
    Forward,
    /// 联合: a unit in the lead, others assist.
    Joint,
}

/// How it is to be handled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewRoute {
    /// The way.
    pub mode: Mode,
    /// 承办单位 or the unit in the lead; none: 效能办 itself.
    pub unit: Option<UnitId>,
    /// 协办单位.
    pub assisting: BTreeSet<UnitId>,
    /// 交办单写明的办结日期, where earlier than the rule.
    pub finish_on: Option<Date>,
    /// 交办单、转办函.
    pub letter: Option<Written>,
}

/// 改变办理方式. The complainant's date stays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reroute {
    /// How it is to be handled from now on.
    pub route: NewRoute,
}

/// 办理方式 as it stands, and as it is written down.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Route {
    /// The way.
    pub mode: Mode,
    /// 承办单位.
    pub unit: Option<UnitId>,
    /// Its head when it was charged.
    pub head: Option<PersonId>,
    /// 协办单位.
    pub assisting: BTreeSet<UnitId>,
    /// 交办单、转办函.
    pub letter: Option<TextDigest>,
}

impl Mode {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::SelfHandle => "self_handle",
            Self::AssignWithReport => "assign_with_report",
            Self::Forward => "forward",
            Self::Joint => "joint",
        }
    }

    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::SelfHandle => "直查",
            Self::AssignWithReport => "交办",
            Self::Forward => "转办",
            Self::Joint => "联合",
        }
    }

    /// Whether another unit must be named to which it goes.
    fn needs_unit(self) -> bool {
        match self {
            Self::AssignWithReport | Self::Forward => true,
            Self::SelfHandle | Self::Joint => false,
        }
    }
}

impl NewRoute {
    /// 直查.
    pub fn self_handled() -> Self {
        let (unit, assisting) = (None, BTreeSet::new());
        Self { mode: Mode::SelfHandle, unit, assisting, finish_on: None, letter: None }
    }

    /// The texts in it.
    pub(super) fn texts(&self) -> Vec<&Written> {
        self.letter.iter().collect()
    }
}

/// The way as it will be written down, with the limit that begins.
pub(super) fn routed(
    complaint: &Complaint,
    cx: &Context<'_>,
    new: NewRoute,
    rule: &ComplaintRule,
) -> Result<(Route, Clock), No> {
    check_form(&new)?;
    let finish = finish(cx, &new, rule)?;
    for unit in new.unit.iter().chain(&new.assisting) {
        check_unit(complaint, cx, unit)?;
    }
    let head = new.unit.as_ref().and_then(|unit| cx.organization.head_of(unit)).cloned();
    let NewRoute { mode, unit, assisting, letter, .. } = new;
    let letter = letter.as_ref().map(Written::digest);
    Ok((Route { mode, unit, head, assisting, letter }, finish))
}

fn check_form(new: &NewRoute) -> Result<(), No> {
    new.letter.as_ref().map_or(Ok(()), fits)?;
    let names_unit = new.unit.is_some();
    let is_alone = new.assisting.is_empty();
    let is_right = match new.mode {
        Mode::SelfHandle => !names_unit && is_alone,
        Mode::AssignWithReport | Mode::Forward => names_unit && is_alone,
        Mode::Joint => !is_alone,
    };
    if is_right { Ok(()) } else { Err(No::RouteAmiss { mode: new.mode }) }
}

fn finish(cx: &Context<'_>, new: &NewRoute, rule: &ComplaintRule) -> Result<Clock, No> {
    let sourced = if new.mode.needs_unit() { &rule.finish_assigned } else { &rule.finish_own };
    let by_rule = Clock::start(cx, cx.now, sourced.limit);
    let Some(on) = new.finish_on else { return Ok(by_rule) };
    let due_at: Instant = cx.rules.calendar().closing(on);
    if !new.mode.needs_unit() || due_at <= cx.now || due_at > by_rule.due_at {
        let (latest, clause) = (by_rule.due_at, sourced.source.clone());
        return Err(No::LetterDateAmiss { latest, clause });
    }
    Ok(Clock::until(cx, due_at))
}

/// 回避. The unit is not complained of, and whoever heads it is not concerned.
fn check_unit(complaint: &Complaint, cx: &Context<'_>, unit: &UnitId) -> Result<(), No> {
    if cx.organization.open_unit(unit).is_err() {
        return Err(No::NoSuchUnit { unit: unit.clone() });
    }
    let recusal = recused(cx.organization, complaint);
    let head = cx.organization.head_of(unit);
    if recusal.covers_unit(unit) || head.is_none_or(|head| recusal.covers(head)) {
        return Err(No::GoesToSubject { unit: unit.clone() });
    }
    Ok(())
}

impl Wish for Reroute {
    fn texts(&self) -> Vec<&Written> {
        self.route.texts()
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        complaint.under_way()?;
        let rule = complaint.rule(cx)?;
        let mut new = self.route;
        if new.finish_on.take().is_some() {
            let latest = complaint.due_at().unwrap_or(cx.now);
            return Err(No::LetterDateAmiss {
                latest,
                clause: rule.finish_assigned.source.clone(),
            });
        }
        let (route, _) = routed(complaint, cx, new, rule)?;
        let mut draft = Draft::of(complaint, cx);
        draft.push(route);
        draft.done()
    }
}

impl Happened for Route {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        complaint.route = Some(self.clone());
    }
}

impl Complaint {
    /// 在查: accepted and not closed.
    pub(super) fn under_way(&self) -> Result<(), No> {
        self.open()?;
        match self.stage.is_under_way() {
            true => Ok(()),
            false => Err(No::NotUnderWay { stage: self.stage }),
        }
    }
}
