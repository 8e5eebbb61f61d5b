//! 责任追究规则. What the rules say of faults, measures, accumulation, circumstances, procedure and
//! remedies; the institution itself is in [`crate::accountability`].

mod codes;
mod leaders;
mod measures;
mod procedure;
mod read;
mod read_tables;

pub(crate) use codes::codes;
pub use leaders::*;
pub use measures::*;
pub use procedure::*;
pub(super) use read::read;

use std::collections::{BTreeMap, BTreeSet};

use crate::never_let::NeverLet;
use crate::rules::{Source, SourcedLimit};

/// 责任追究规则. All of it in force on one day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountabilityRule {
    /// 程序与期限.
    pub procedure: ProcedureRule,
    /// 过错.
    pub faults: BTreeMap<Fault, FaultRule>,
    /// 对人的处理措施.
    pub measures: BTreeMap<Measure, MeasureRule>,
    /// 对单位的处理.
    pub unit_measures: BTreeMap<UnitMeasure, MeasureRule>,
    /// 处分.
    pub sanctions: BTreeMap<Sanction, SanctionRule>,
    /// 情节与责任对应的处理.
    pub cells: BTreeMap<(Gravity, Liability), GravityCell>,
    /// 累计, all sets.
    pub accumulation: Vec<AccumulationRow>,
    /// 触发诫勉教育的情形.
    pub triggers: BTreeMap<Misconduct, TriggerRule>,
    /// 从轻、从重、免责.
    pub circumstances: BTreeMap<Circumstance, CircumstanceRule>,
    /// 救济.
    pub redress: BTreeMap<Track, RedressRule>,
    /// 校园长问责.
    pub leaders: LeaderRule,
}

codes! {
    /// 过错 (domain.md 7.1).
    pub enum Fault {
        /// 不执行法律法规和决定
        F01 = "F01", "不执行法律法规和决定";
        /// 推诿扯皮、拖延
        F02 = "F02", "推诿扯皮、拖延办理";
        /// 超时或拒不受理
        F03 = "F03", "超过时限或拒不受理";
        /// 不一次告知
        F04 = "F04", "不一次告知";
        /// 再次要求补正
        F05 = "F05", "再次要求补正";
        /// 态度生硬
        F06 = "F06", "态度生硬、作风粗暴";
        /// 脱岗、迟到早退
        F07 = "F07", "脱岗、迟到早退、工作时间不做事";
        /// 不公开
        F08 = "F08", "应当公开的不公开";
        /// 违规收费、吃拿卡要
        F09 = "F09", "违规收费、吃拿卡要";
        /// 违反程序
        F10 = "F10", "违反程序作出决定";
        /// 不监督下属
        F11 = "F11", "对下属不加监督";
        /// 弄虚作假
        F12 = "F12", "弄虚作假、隐瞒不报";
        /// 不落实整改
        F13 = "F13", "不落实整改";
        /// 泄露投诉人信息
        F14 = "F14", "泄露投诉人信息";
        /// 打击报复
        F15 = "F15", "打击报复";
        /// 推给上级
        F16 = "F16", "把自己该办的事推给上级";
    }
}

codes! {
    /// 过错的两个根源 (clause 6).
    pub enum Root {
        /// 不作为: duties not performed.
        Omission = "omission", "不作为";
        /// 乱作为: duties wrongly performed.
        Commission = "commission", "乱作为";
    }
}

codes! {
    /// 情节, in rising order.
    pub enum Gravity {
        /// 一般过错
        Ordinary = "ordinary", "一般过错";
        /// 严重过错
        Serious = "serious", "严重过错";
        /// 特别严重过错
        Grave = "grave", "特别严重过错";
    }
}

codes! {
    /// 责任, from the heaviest.
    pub enum Liability {
        /// 直接责任
        Direct = "direct", "直接责任";
        /// 主要领导责任
        MainLeader = "main_leader", "主要领导责任";
        /// 重要领导责任
        ImportantLeader = "important_leader", "重要领导责任";
    }
}

codes! {
    /// 人员类别 (domain.md 2.3): decides which measures and sanctions apply.
    pub enum PersonCategory {
        /// 公务员、参公人员
        CivilServant = "civil_servant", "公务员（参公）";
        /// 公办教育单位中从事管理的人员
        EducationManager = "education_manager", "公办教育单位管理人员";
        /// 事业单位工作人员
        InstitutionStaff = "institution_staff", "事业单位工作人员";
        /// 聘用、临时人员
        ContractStaff = "contract_staff", "聘用、临时人员";
    }
}

codes! {
    /// 情形 (domain.md 7.6).
    pub enum Circumstance {
        /// 主动交代
        SelfReport = "self_report", "主动交代";
        /// 配合调查
        Cooperation = "cooperation", "配合调查，如实说明";
        /// 检举属实
        VerifiedReport = "verified_report", "检举他人，经查属实";
        /// 有效挽回
        EffectiveRemedy = "effective_remedy", "主动采取措施，有效避免、挽回损失";
        /// 作用较小
        MinorRole = "minor_role", "在共同过错中作用较小";
        /// 主动退赔
        Restitution = "restitution", "主动退赔";
        /// 危害较小
        SmallHarm = "small_harm", "危害较小";
        /// 处理期内又犯
        RepeatInTerm = "repeat_in_term", "处理期内又犯";
        /// 阻挠调查
        Obstruction = "obstruction", "阻挠调查、隐匿证据";
        /// 包庇
        Shielding = "shielding", "包庇同案人员";
        /// 打击报复
        Retaliation = "retaliation", "打击报复";
        /// 不改正
        NotCorrecting = "not_correcting", "被追究后仍不改正";
        /// 一年内两次以上
        RepeatedInYear = "repeated_in_year", "一年内两次以上被告诫、诫勉";
        /// 申请人弄虚作假
        PetitionerFraud = "petitioner_fraud", "申请人弄虚作假所致";
        /// 无规可循
        NoRule = "no_rule", "没有规定可循";
        /// 意外、不可抗力
        Accident = "accident", "意外或者不可抗力";
        /// 容错纠错
        GoodFaith = "good_faith", "改革创新、先行先试，出于公心";
    }
}

codes! {
    /// 情形的作用.
    pub enum Weight {
        /// 从轻、减轻
        Lighter = "lighter", "从轻、减轻";
        /// 从重
        Heavier = "heavier", "从重";
        /// 不予追究
        Exempt = "none", "不予追究";
    }
}

codes! {
    /// 累计规则 (domain.md 7.5).
    pub enum RuleSet {
        /// 默认
        A = "A", "甲";
        /// 县标准
        B = "B", "乙";
        /// 昆明
        C = "C", "丙";
        /// 通报、告诫即不评优
        D = "D", "丁";
    }
}

codes! {
    /// 累计什么.
    pub enum Counted {
        /// 诫勉教育
        Admonition = "admonition", "诫勉教育";
        /// 效能告诫
        Warning = "warning", "效能告诫";
        /// 通报批评
        Circular = "circular", "通报批评";
        /// 效能问责, whatever the measure
        Accountability = "accountability", "效能问责";
        /// 单位负责人受处分
        HeadSanctioned = "head_sanctioned", "单位负责人受处分";
    }
}

codes! {
    /// 累计后果. Proposed to those who decide, never effected by the count alone.
    pub enum AccumulatedEffect {
        /// 书面检查
        WrittenSelfCriticism = "written_self_criticism", "作书面检查";
        /// 限期改正
        CorrectInTime = "correct_in_time", "限期改正";
        /// 公开检查
        PublicSelfCriticism = "public_self_criticism", "作公开检查";
        /// 通报批评
        Circular = "circular", "通报批评";
        /// 效能告诫
        EfficacyWarning = "efficacy_warning", "效能告诫";
        /// 不得评优
        NotExcellent = "not_excellent", "年度考核不得评为优秀";
        /// 不称职、不合格
        Unqualified = "unqualified", "年度考核评为不称职（不合格）";
        /// 责令书面检查
        WrittenReview = "written_review", "责令书面检查";
        /// 取消评优
        NoAwards = "no_awards", "取消评优评先资格";
        /// 不发目标奖
        NoTargetAward = "no_target_award", "不得参评年度目标奖";
        /// 取消后备资格
        ReserveListRemoved = "reserve_list_removed", "取消后备干部资格";
        /// 解聘
        ContractDismissed = "contract_dismissed", "聘用人员解聘";
        /// 停职检查或组织处理
        SuspensionOrOrganization = "suspension_or_organization", "停职检查或者组织处理";
        /// 追究单位主要领导和分管领导
        UnitLeadersAccountable = "unit_leaders_accountable", "追究单位主要领导和分管领导一次";
        /// 单位取消评优
        UnitNoAwards = "unit_no_awards", "取消单位评优资格";
        /// 一年内不得晋升
        NoPromotionOneYear = "no_promotion_one_year", "一年内不得晋升";
        /// 降职或改任非领导职务
        DemotionOrNonLeading = "demotion_or_non_leading", "降职或者改任非领导职务";
        /// 免职
        Removal = "removal", "免职";
        /// 单位不得评先
        UnitNotAdvanced = "unit_not_advanced", "单位不得评为先进集体";
    }
}

codes! {
    /// 触发诫勉教育的情形.
    pub enum Misconduct {
        /// 旷工
        Absence = "absence", "无故旷工";
        /// 迟到早退
        LateOrEarly = "late_or_early", "迟到早退";
        /// 玩乐、不做事
        Idling = "idling", "上班时间玩乐、不做事";
        /// 离岗使群众等候
        LeftPost = "left_post", "擅自离岗使群众等候";
        /// 值班脱岗
        RosterDesertion = "roster_desertion", "值班脱岗";
        /// 冷硬横推
        RudeTreatment = "rude_treatment", "冷硬横推，经查实";
    }
}

/// 过错规则.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaultRule {
    /// 名称.
    pub name: String,
    /// 根源 that it may have; the first is the usual one.
    pub roots: Vec<Root>,
    /// 五个不让: which of the five a verified one breaks.
    pub never_let: NeverLet,
    /// Source.
    pub source: Source,
}

/// 情节与责任对应的处理.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GravityCell {
    /// Measures that the case itself may bring.
    pub measures: BTreeSet<Measure>,
    /// 处分, from the lightest to the heaviest, which the competent organ may impose.
    pub sanctions: Option<(Sanction, Sanction)>,
    /// Source.
    pub source: Source,
}

/// 累计规则的一行.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccumulationRow {
    /// Of which set.
    pub set: RuleSet,
    /// What is counted.
    pub counted: Counted,
    /// From how many on; the row with most times that are reached holds.
    pub times: u32,
    /// What follows.
    pub effects: BTreeSet<AccumulatedEffect>,
    /// Source.
    pub source: Source,
}

/// 触发规则.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TriggerRule {
    /// 名称.
    pub name: String,
    /// How often within the year.
    pub times: u32,
    /// Source.
    pub source: Source,
}

/// 情形规则.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CircumstanceRule {
    /// 名称.
    pub name: String,
    /// What it does.
    pub weight: Weight,
    /// Source.
    pub source: Source,
}

/// 程序与期限.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProcedureRule {
    /// 决定是否受理.
    pub accept: SourcedLimit,
    /// 调查并作出决定.
    pub decide: SourcedLimit,
    /// 延长, at most.
    pub extend: SourcedLimit,
    /// How often.
    pub extension_times: u32,
    /// 调查人员, at least.
    pub investigators: u32,
    /// 集体研究人数, at least.
    pub panel: u32,
    /// 陈述申辩.
    pub statement: SourcedLimit,
    /// 送达.
    pub serve: SourcedLimit,
    /// 告诫期, shortest.
    pub warning_shortest: SourcedLimit,
    /// 告诫期, longest.
    pub warning_longest: SourcedLimit,
    /// 撤销后恢复.
    pub restore: SourcedLimit,
    /// Which rules of accumulation hold.
    pub rule_set: RuleSet,
    /// Within which year is counted.
    pub year: CountingYear,
    /// From how many in the year it is aggravating …
    pub aggravating_measures: u32,
    /// … to have had one of these.
    pub aggravated_by: BTreeSet<Measure>,
    /// 连续不称职 for so many years: 辞退.
    pub unqualified_years: u32,
    /// Steps by which lighter circumstances lower the ceiling.
    pub lighter_steps: u32,
    /// Steps by which heavier circumstances raise the floor.
    pub heavier_steps: u32,
    /// Measures by which a light case may be settled instead.
    pub lenient: BTreeSet<Measure>,
    /// The gravest a fault without a recorded effect can be.
    pub gravity_without_effect: Gravity,
    /// Source.
    pub source: Source,
}
