//! 补正. Everything that is missing is told at once; a second, different notice is a fault.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::matter::clock::ClockChange;
use crate::matter::first_contact::NoticeForm;
use crate::text::{TextDigest, Written};

/// 补正.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Supplement {
    /// When it was asked.
    pub asked_at: Instant,
    /// 补正期限 of the citizen.
    pub supply_by: Instant,
    /// 暂定.
    pub is_provisional: bool,
    /// When it came.
    pub supplied_at: Option<Instant>,
}

/// 告知补正.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskSupplement {
    /// What is missing, all of it.
    pub materials: Written,
    /// How it was told.
    pub form: NoticeForm,
    /// Why it must be asked again.
    pub occasion: SupplementOccasion,
}

/// 补正缘由.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplementOccasion {
    /// What was filed lacks something.
    Missing,
    /// 诉求人变更了请求.
    RequestChanged,
}

/// 补充材料. By the citizen, or at a counter for him.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Supply {
    /// What came.
    pub materials: Written,
}

/// 过错. A fault of procedure found by rule; a person judges it elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Which.
    pub kind: FaultKind,
    /// When.
    pub at: Instant,
}

/// 程序过错.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// 二次补正
    SecondSupplement,
}

/// 已告知补正.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SupplementAsked {
    /// What is missing.
    pub materials: TextDigest,
    /// How it was told.
    pub form: NoticeForm,
    /// Why.
    pub occasion: SupplementOccasion,
    /// 补正期限.
    pub supply_by: Instant,
    /// 暂定.
    pub is_provisional: bool,
    /// After acceptance: the clocks that stop meanwhile.
    pub changes: Vec<ClockChange>,
}

/// 已补充材料.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Supplied {
    /// What came.
    pub materials: TextDigest,
    /// Before acceptance: the acceptance clock begins anew.
    pub acceptance: Option<crate::matter::clock::ClockStart>,
    /// After acceptance: the clocks that run again.
    pub changes: Vec<ClockChange>,
}

/// 发现程序过错.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FaultFound {
    /// Which.
    pub kind: FaultKind,
}
