//! 规则书. What the rules say on one day.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Limit};

use crate::id::{MatterTypeCode, SuspensionCode, Tag, UnitId};
use crate::organization::Function;
use crate::rules::watching::WatchingRule;
use crate::rules::{AccountabilityRule, CircularRule, ComplaintRule, InspectionRule, TaskRule};

/// 依据. Where a rule comes from; shown wherever the rule is applied.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Source {
    /// 文件名称, such as 中华人民共和国行政许可法.
    pub document: String,
    /// 条款, such as 第四十二条.
    pub article: Option<String>,
    /// Strength: L law, N national document, P local rule, I decision of this product, K recalled.
    pub evidence: Evidence,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.article {
            Some(article) => write!(f, "《{}》{article}", self.document),
            None => write!(f, "《{}》", self.document),
        }
    }
}

/// 依据效力.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Evidence {
    /// 法律、行政法规、党内法规: binding.
    L,
    /// 国家标准、国务院办公厅文件: binding unless another legal basis is recorded.
    N,
    /// 地方或单位的规定: a default.
    P,
    /// 本系统的约定: a default.
    I,
    /// 凭记忆，待核实.
    K,
}

/// A limit with its source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourcedLimit {
    /// Amount and unit.
    pub limit: Limit,
    /// Where it comes from.
    pub source: Source,
}

/// 规则书. Everything in force on one day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rulebook {
    /// 事项目录.
    pub matter_types: BTreeMap<MatterTypeCode, MatterType>,
    /// 未归类: the entry of what is filed without a kind, until a clerk has found its own.
    pub unclassified: MatterTypeCode,
    /// 暂停事由.
    pub suspensions: BTreeMap<SuspensionCode, SuspensionRule>,
    /// 延期.
    pub extension: ExtensionRule,
    /// 首问与移交.
    pub first_contact: FirstContactRule,
    /// AB 岗.
    pub cover: CoverRule,
    /// 补正.
    pub supplement: SupplementRule,
    /// 灯与预警.
    pub alerts: AlertRule,
    /// 五办.
    pub handling: HandlingRule,
    /// 送达、复核、回退、关联.
    pub closing: ClosingRule,
    /// 责任追究; none where the rules are silent.
    pub accountability: Option<AccountabilityRule>,
    /// 督办; none where the rules are silent.
    pub task: Option<TaskRule>,
    /// 督导、抽查; none where the rules are silent.
    pub inspection: Option<InspectionRule>,
    /// 通报; none where the rules are silent.
    pub circular: Option<CircularRule>,
    /// 电子监察: cards, findings, the monthly score; none where the rules are silent.
    pub watching: Option<WatchingRule>,
    /// 效能投诉; none where the rules are silent.
    pub complaint: Option<ComplaintRule>,
}

impl Rulebook {
    /// 补正时限 of a matter type: its own, else the common ones.
    pub fn supplement_of<'r>(&'r self, matter_type: &'r MatterType) -> &'r SupplementRule {
        matter_type.supplement.as_ref().unwrap_or(&self.supplement)
    }

    /// 申请复核期限 of a matter type: its own, else the common one.
    pub fn review_of<'r>(&'r self, matter_type: &'r MatterType) -> &'r SourcedLimit {
        matter_type.review.as_ref().unwrap_or(&self.closing.review)
    }
}

/// 事项. A catalogue entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatterType {
    /// Code.
    pub code: MatterTypeCode,
    /// Public name.
    pub name: String,
    /// What people call it, by which it is found and suggested.
    pub synonyms: Vec<String>,
    /// What kind of thing it is.
    pub kind: MatterKind,
    /// Who owns it.
    pub owner: Owner,
    /// When the completion clock starts; anything but `Filed` carries its article.
    pub starts: StartsAt,
    /// 法定时限; none where no law fixes one.
    pub statutory: Option<SourcedLimit>,
    /// 承诺时限.
    pub promised: SourcedLimit,
    /// 首次回应时限.
    pub first_response: SourcedLimit,
    /// 环节, in order; their limits add up to no more than the promised one.
    pub steps: Vec<Step>,
    /// 即办件: done on the spot.
    pub is_instant: bool,
    /// 涉及学生安全: 立即办 by elapsed hours, to the duty roster.
    pub is_safety: bool,
    /// 涉及政策或资源分配: 公开办, published before completion.
    pub is_policy: bool,
    /// 许可、人事、资金、安全: silence never grants anything.
    pub is_reserved: bool,
    /// 材料, told in the one-time notice.
    pub materials: Vec<String>,
    /// 办理条件.
    pub conditions: Vec<String>,
    /// 暂停事由 that may be used.
    pub suspensions: BTreeSet<SuspensionCode>,
    /// 延期 by law; none: the common rule.
    pub extension: Option<TypeExtension>,
    /// 送达时限 where law gives one after the decision.
    pub delivery: Option<SourcedLimit>,
    /// 补正时限 of its own by law; none: the common rule ([`Rulebook::supplement_of`]).
    pub supplement: Option<SupplementRule>,
    /// 申请复查、复核 within this by law; none: the common rule ([`Rulebook::review_of`]).
    pub review: Option<SourcedLimit>,
    /// 超时默认.
    pub silence: Vec<SilenceRule>,
    /// 标签 by which repeats are counted.
    pub tag: Tag,
    /// 救济途径, told with a refusal.
    pub remedy: String,
    /// 办理依据.
    pub basis: Source,
}

/// 事项种类.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatterKind {
    /// 行政许可
    Licence,
    /// 行政确认
    Confirmation,
    /// 公共服务
    PublicService,
    /// 内部请示
    InternalRequest,
    /// 咨询
    Question,
    /// 投诉求助
    Grievance,
    /// 建议
    Suggestion,
    /// 12345 工单
    HotlineOrder,
    /// 信访
    Petition,
    /// 信息公开申请
    InformationRequest,
    /// 历史来件
    History,
}

impl MatterKind {
    /// Whether citizens file it themselves.
    pub fn is_filed_by_the_public(self) -> bool {
        match self {
            Self::Licence
            | Self::Confirmation
            | Self::PublicService
            | Self::Question
            | Self::Grievance
            | Self::Suggestion
            | Self::Petition
            | Self::InformationRequest => true,
            Self::InternalRequest | Self::HotlineOrder | Self::History => false,
        }
    }
}

/// 权责归属.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The school concerned; the bureau may not take it over and the school may not send it up.
    School,
    /// The section that plays a part.
    Function(Function),
    /// A named unit.
    Unit(UnitId),
    /// Whichever unit received it.
    Receiver,
}

/// 计时起点 (decisions B10).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum StartsAt {
    /// 收件之时
    Filed,
    /// 受理之时, by an article
    Accepted(Source),
    /// 材料齐全之时, by an article
    MaterialsComplete(Source),
}

/// 环节. A step with its own limit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Name.
    pub name: String,
    /// 岗位 that does it.
    pub post: String,
    /// Its limit, in the unit of the promised one.
    pub limit: Limit,
}

/// 暂停事由 with what it demands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuspensionRule {
    /// Code.
    pub code: SuspensionCode,
    /// 名称, such as 鉴定.
    pub name: String,
    /// Longest expected length.
    pub longest: Limit,
    /// Source.
    pub source: Source,
}

/// 延期, the common rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExtensionRule {
    /// How often per matter.
    pub times: u32,
    /// At most this share of the limit, in percent, rounded down, at least one unit.
    pub percent: u32,
    /// Source.
    pub source: Source,
}

/// 延期 as a law fixes it for one matter type.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TypeExtension {
    /// How long at most.
    pub limit: Limit,
    /// Who approves.
    pub approver: Approver,
    /// Source.
    pub source: Source,
}

/// 审批人.
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approver {
    /// 校长 in a school, 分管领导 in the bureau.
    InCharge,
    /// 局长.
    Director,
    /// 单位负责人.
    UnitHead,
}

/// 超时默认. What silence means; explicit, never generalised (domain.md 6.4).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SilenceRule {
    /// Which silence.
    pub effect: SilenceEffect,
    /// After how long.
    pub limit: Limit,
    /// Source.
    pub source: Source,
}

/// 超时默认的后果.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SilenceEffect {
    /// 逾期不告知补正内容的,自收到之日起即为受理.
    SupplementNotToldMeansAccepted,
    /// 申请人逾期不补正,视为放弃.
    NotSupplementedMeansLapsed,
    /// 内部请示逾期未复,视为同意.
    RequestUnansweredMeansAgreed,
}

/// 首问负责 and 移交.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirstContactRule {
    /// What each situation demands.
    pub duties: BTreeMap<Situation, Duty>,
    /// 签收时限 of an offered hand-over.
    pub sign: SourcedLimit,
    /// Unsigned for this long beyond it: a card is drafted.
    pub unsigned_card_after: Limit,
    /// 退回 is possible this long after signing.
    pub return_within: Limit,
    /// Which return opens the ruling.
    pub returns_before_ruling: u32,
    /// 裁定时限.
    pub ruling: SourcedLimit,
    /// 被推至上级后,学校的回应时限.
    pub push_up_answer: SourcedLimit,
    /// 答复时限 of the assisting units.
    pub assist: SourcedLimit,
    /// Words that are no answer (“没有办法”, “不归我管” …): an answer that says no more is refused.
    pub empty_answers: Vec<String>,
}

/// 首问情形 (domain.md 4.2).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Situation {
    /// 本人职责,能当场办
    A,
    /// 本人职责,不能当场办
    B,
    /// 同股室他人职责,承办人在岗
    C,
    /// 同股室他人职责,承办人不在
    D,
    /// 本单位其他股室职责
    E,
    /// 单位内职责不清
    F,
    /// 非本单位职责,知道主管单位
    G,
    /// 非本单位职责,不知主管单位
    H,
    /// 对工作人员的投诉举报
    I,
    /// 紧急或重大
    J,
    /// 非工作时间
    K,
    /// 多股室联办
    L,
}

/// 首问情形的义务.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duty {
    /// Name of the situation.
    pub name: String,
    /// What must be on record before the situation counts as dealt with.
    pub requires: BTreeSet<DutyElement>,
    /// Source.
    pub source: Source,
}

/// 首问义务要素.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyElement {
    /// 当场办结: a result given at once.
    ResultGiven,
    /// 一次性告知: basis, conditions, materials, limit told, in writing where at a window.
    OneTimeNotice,
    /// 移交: a hand-over offered to a named unit or person, who signs.
    HandOver,
    /// 报告上级: reported to the superior, who assigns.
    ReportedToSuperior,
    /// 告知主管单位及联系方式.
    CompetentUnitNamed,
    /// 协助查询并记录.
    HelpRecorded,
    /// 转效能办, not investigated oneself.
    PassedToEfficacyOffice,
    /// 立即报告领导.
    LeaderToldAtOnce,
    /// 主办牵头: lead and assisting units named.
    LeadNamed,
    /// 回执: name, contact and matter recorded.
    Recorded,
}

/// AB 岗 rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoverRule {
    /// Posts that need no pair.
    pub exempt_posts: BTreeSet<String>,
    /// Source.
    pub source: Source,
}

/// 补正.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SupplementRule {
    /// 一次告知时限.
    pub notify: SourcedLimit,
    /// 申请人补正时限.
    pub citizen: SourcedLimit,
}

/// 灯与预警 (domain.md 9.3).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AlertRule {
    /// 蓝色提示: share of the limit used, in percent.
    pub hint_percent: u32,
    /// 临期: this long before due.
    pub pre_alert: SourcedLimit,
    /// 黄牌线: overdue up to this; beyond it red.
    pub yellow_overdue_max: SourcedLimit,
    /// 书面回复预警时限.
    pub answer: SourcedLimit,
    /// 积压: more than this many at one desk.
    pub backlog_items: u32,
}

/// 五办 (domain.md 17.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandlingRule {
    /// 立即办: first action, for safety by elapsed hours.
    pub immediate_safety: SourcedLimit,
    /// 立即办: first action, otherwise.
    pub immediate: SourcedLimit,
    /// 主动办: this many matters of one tag …
    pub active_repeats: u32,
    /// … within this long …
    pub active_window: Limit,
    /// … or open longer than this.
    pub active_open: Limit,
    /// 上门办: this many petitioners of one tag …
    pub visit_petitioners: u32,
    /// … or this many schools.
    pub visit_schools: u32,
    /// 跟踪办: longest distance of the next date.
    pub follow_up: SourcedLimit,
    /// Source.
    pub source: Source,
}

/// 送达与办后.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ClosingRule {
    /// 投递失败次数, after which posting counts as delivery.
    pub failed_attempts: u32,
    /// 申请复核 within this of delivery.
    pub review: SourcedLimit,
    /// 同一诉求人同一事项 within this is linked.
    pub link_window: SourcedLimit,
    /// 差评核实 within this, by others than who handled the matter; none where the rules are silent.
    pub bad_rating_verified: Option<SourcedLimit>,
    /// 撤回分办 within this.
    pub undo_minutes: u32,
    /// 承诺时限上限 where no law fixes a limit.
    pub promise_max: SourcedLimit,
    /// The same for promises counted in other units.
    pub promise_max_otherwise: Vec<Limit>,
}

/// A rule's dates of force, both days included.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InForce {
    /// First day.
    pub from: Date,
    /// Last day; none while in force.
    pub to: Option<Date>,
}
