//! 处理措施. What may follow for a person or a unit, in ascending order; who decides it, and what of
//! it the system may decide at all.

use std::collections::BTreeSet;

use xiaoneng_calendar::Limit;

use crate::rules::Source;
use crate::rules::accountability::{Counted, PersonCategory, codes};

codes! {
    /// 对人的处理措施 (domain.md 7.4).
    pub enum Measure {
        /// 提醒谈话、批评教育
        Talk = "talk", "提醒谈话、批评教育";
        /// 口头效能告诫
        OralWarning = "oral_warning", "口头效能告诫";
        /// 责令书面检查
        WrittenReview = "written_review", "责令书面检查";
        /// 诫勉
        Admonition = "admonition", "诫勉谈话、诫勉教育";
        /// 通报批评
        Circular = "circular", "通报批评";
        /// 取消评优
        NoAwards = "no_awards", "取消当年评优评先资格";
        /// 书面效能告诫
        WrittenWarning = "written_warning", "书面效能告诫";
        /// 离岗培训、待岗
        Training = "training", "离岗培训、待岗";
        /// 停职检查
        Suspension = "suspension", "停职检查";
        /// 调离岗位
        PostChange = "post_change", "调离（调整）岗位";
        /// 引咎辞职、责令辞职
        Resignation = "resignation", "引咎辞职、责令辞职";
        /// 免职、降职
        Removal = "removal", "免职、降职";
        /// 辞退、解聘
        Dismissal = "dismissal", "辞退、解聘";
        /// 处分、政务处分
        Sanction = "sanction", "处分、政务处分";
        /// 移送
        Transfer = "transfer", "移送纪检监察、司法机关";
    }
}

codes! {
    /// 对单位的处理.
    pub enum UnitMeasure {
        /// 限期整改
        Rectify = "rectify", "限期整改";
        /// 书面检查
        WrittenReview = "unit_review", "书面检查";
        /// 通报批评
        Circular = "unit_circular", "通报批评";
        /// 取消评优
        NoAwards = "unit_no_awards", "取消评优评先资格";
        /// 扣减考评分
        DeductPoints = "deduct_points", "扣减考评分";
    }
}

codes! {
    /// 处分 (domain.md 2.3). Imposed by competent organs alone.
    pub enum Sanction {
        /// 警告
        Warning = "warning", "警告";
        /// 记过
        Demerit = "demerit", "记过";
        /// 记大过
        MajorDemerit = "major_demerit", "记大过";
        /// 降级
        Demotion = "demotion", "降级";
        /// 撤职
        PostRemoval = "post_removal", "撤职";
        /// 降低岗位等级或者撤职
        LowerPost = "lower_post", "降低岗位等级或者撤职";
        /// 开除
        Expulsion = "expulsion", "开除";
    }
}

codes! {
    /// 决定机关.
    pub enum DecidedBy {
        /// 单位
        Unit = "unit", "单位";
        /// 局
        Bureau = "bureau", "局";
        /// 干部管理机关
        CadreAuthority = "cadre_authority", "干部管理机关";
        /// 主管机关、监察机关
        CompetentOrgan = "competent_organ", "主管机关或者监察机关";
    }
}

codes! {
    /// 本系统能做到哪一步.
    pub enum Power {
        /// 由本案决定
        Decision = "decision", "由本案决定";
        /// 只提建议, and recorded
        Proposal = "proposal", "只提建议，由干部管理机关决定后记录";
        /// 只作记录
        Record = "record", "只记录别处的决定";
        /// 处分, 只作记录 with the document number
        Sanction = "sanction", "只记录有权机关的处分决定";
        /// 移送
        Transfer = "transfer", "移送";
    }
}

/// 措施规则.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MeasureRule {
    /// Place in the ascending order.
    pub rank: u32,
    /// 名称.
    pub name: String,
    /// Who decides it.
    pub decided_by: DecidedBy,
    /// How far the system goes.
    pub power: Power,
    /// To whom it may be applied; empty for those that befall units.
    pub categories: BTreeSet<PersonCategory>,
    /// As what it counts in the year.
    pub counted_as: BTreeSet<Counted>,
    /// Source.
    pub source: Source,
}

/// 处分规则.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SanctionRule {
    /// Place in the ascending order; 撤职 of officials and of institution staff stand side by side.
    pub rank: u32,
    /// 名称.
    pub name: String,
    /// 处分期; none for 开除.
    pub term: Option<Limit>,
    /// To whom it may be applied.
    pub categories: BTreeSet<PersonCategory>,
    /// Source.
    pub source: Source,
}
