//! 救济与计年. Which remedies are open to whom, and within which year measures add up.

use crate::rules::accountability::codes;
use crate::rules::{Source, SourcedLimit};

codes! {
    /// 计年.
    pub enum CountingYear {
        /// 自然年
        Calendar = "calendar", "自然年";
        /// 滚动一年
        Rolling = "rolling", "滚动一年";
    }
}

codes! {
    /// 救济渠道 by category of person and basis of the decision.
    pub enum Track {
        /// 公务员
        CivilServant = "civil_servant", "公务员复核、申诉";
        /// 事业单位工作人员
        InstitutionStaff = "institution_staff", "事业单位工作人员复核、申诉";
        /// 聘用、临时人员
        ContractStaff = "contract_staff", "聘用、临时人员复核";
        /// 政务处分
        Sanction = "sanction", "政务处分复审、复核";
        /// 教育督导问责
        Inspection = "inspection", "教育督导问责复核、申诉";
        /// 单位
        Unit = "unit", "单位复核";
    }
}

/// 救济规则.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RedressRule {
    /// 名称.
    pub name: String,
    /// 申请复核, from service.
    pub review_apply: SourcedLimit,
    /// 复核决定.
    pub review_decide: SourcedLimit,
    /// 复核后申诉; none where there is no appeal.
    pub appeal_after_review: Option<SourcedLimit>,
    /// 不经复核直接申诉, from service.
    pub appeal_directly: Option<SourcedLimit>,
    /// 申诉决定.
    pub appeal_decide: Option<SourcedLimit>,
    /// 申诉决定可延长.
    pub appeal_extend: Option<SourcedLimit>,
    /// Source.
    pub source: Source,
}
