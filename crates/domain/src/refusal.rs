//! 不予办理. The institution's no: closed, with facts and the clause it rests on.

/// Why a wish was not carried out.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    // —— 办件 ——
    /// 办件.
    #[error(transparent)]
    Matter(#[from] crate::matter::MatterRefusal),

    // —— 监察与问责 ——
    /// 黄牌、红牌.
    #[error(transparent)]
    Card(#[from] crate::card::CardRefusal),
    /// 效能投诉.
    #[error(transparent)]
    Complaint(#[from] crate::complaint::ComplaintRefusal),
    /// 责任追究.
    #[error(transparent)]
    Case(#[from] crate::accountability::CaseRefusal),

    // —— 机关事务：组织、规则汇编、个人信息 ——
    /// 组织.
    #[error(transparent)]
    Organization(#[from] crate::organization::OrganizationRefusal),
    /// 规则与历法的启用.
    #[error(transparent)]
    Governance(#[from] crate::governance::GovernanceRefusal),
    /// 删除个人信息.
    #[error(transparent)]
    Erasure(#[from] crate::erasure::ErasureRefusal),

    // —— 督办 ——
    /// 督办.
    #[error(transparent)]
    Task(#[from] crate::task::TaskRefusal),
    /// 督导、抽查.
    #[error(transparent)]
    Inspection(#[from] crate::inspection::InspectionRefusal),
    /// 通报.
    #[error(transparent)]
    Circular(#[from] crate::circular::CircularRefusal),
}

impl Refusal {
    /// The code under which programs know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Matter(refusal) => refusal.code(),
            Self::Card(refusal) => refusal.code(),
            Self::Complaint(refusal) => refusal.code(),
            Self::Case(refusal) => refusal.code(),
            Self::Organization(_) => "organization",
            Self::Governance(_) => "governance",
            Self::Erasure(_) => "erasure",
            Self::Task(refusal) => refusal.code(),
            Self::Inspection(refusal) => refusal.code(),
            Self::Circular(refusal) => refusal.code(),
        }
    }

    /// 依据. The clause on which it rests, in words.
    pub fn clause(&self) -> String {
        match self {
            Self::Matter(refusal) => refusal.clause(),
            Self::Card(refusal) => refusal.clause(),
            Self::Complaint(refusal) => refusal.clause(),
            Self::Case(refusal) => refusal.clause(),
            Self::Organization(refusal) => refusal.clause(),
            Self::Governance(refusal) => refusal.clause(),
            Self::Erasure(refusal) => refusal.clause(),
            Self::Task(refusal) => refusal.clause(),
            Self::Inspection(refusal) => refusal.clause(),
            Self::Circular(refusal) => refusal.clause(),
        }
    }
}
