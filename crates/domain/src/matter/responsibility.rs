//! 当前责任人. Exactly one person answers for an open matter at every instant.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::id::{PersonId, UnitId};

/// 责任人与其单位.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Holder {
    /// The person.
    pub person: PersonId,
    /// For which unit.
    pub unit: UnitId,
}

/// 当前责任人.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Responsible {
    /// Who, for which unit.
    pub holder: Holder,
    /// Since when.
    pub since: Instant,
    /// The person he covers for, if he holds it as B 岗.
    pub covers_for: Option<PersonId>,
}

/// 责任转移的缘由. There are four.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveCause {
    /// 签收: a signature was given, or taken back by a return.
    Signed {
        /// The offer.
        offer: u32,
        /// Given or taken back.
        signature: Signature,
    },
    /// AB 岗: cover begins or ends.
    Cover(CoverTurn),
    /// 岗位空缺或单位撤并.
    Vacated(Vacancy),
    /// 裁定.
    Ruled {
        /// The ruling.
        ruling: u32,
    },
}

/// 签收的去向.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// 签收
    Given,
    /// 签收后退回
    TakenBack,
}

/// 顶岗的起止.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverTurn {
    /// 开始
    Begins,
    /// 结束
    Ends,
}

/// 空缺.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vacancy {
    /// 岗位空缺: to the head of the unit, or of the one above.
    PostVacated,
    /// 单位撤并: to the head of the successor.
    UnitClosed,
}

/// 顶岗开始. By the system, when A goes away; both signed the pair in advance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoverBegins {
    /// 主岗.
    pub a: PersonId,
    /// 副岗.
    pub b: PersonId,
}

/// 顶岗结束. By the system, when A is back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoverEnds {
    /// 主岗.
    pub a: PersonId,
}

/// 责任转移. By the system, when a post falls vacant or a unit is closed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MoveResponsibility {
    /// Why.
    pub cause: Vacancy,
}

/// 责任已转移. The only event that moves it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResponsibilityMoved {
    /// Who held it.
    pub from: Holder,
    /// Who holds it now.
    pub to: Holder,
    /// Why.
    pub cause: MoveCause,
    /// The person covered for, if it is held as B 岗.
    pub covers_for: Option<PersonId>,
    /// 经手工时: working minutes of the unit that held it.
    pub held_working_minutes: i64,
}

/// 代为办理. What follows was done by the cover for the person named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ActedAsCover {
    /// 主岗, who answers for the matter.
    pub a: PersonId,
    /// 副岗, who acted.
    pub b: PersonId,
}
