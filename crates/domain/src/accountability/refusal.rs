//! 责任追究的不予办理. What happened, what it means, what to do next; each with its clause.

use xiaoneng_calendar::{Instant, Limit};

use crate::accountability::{
    CaseAct, CaseNotPermitted, CaseStep, Organ, RecusalCause, Scope, Stage, Vote,
};
use crate::rules::{DecidedBy, Fault, Gravity, Measure, PersonCategory, Root, Sanction};

fn moment(at: &Instant) -> String {
    let (year, month, day) = at.date().ymd();
    let minutes = at.time_of_day().minutes();
    format!("{year}年{month}月{day}日{}:{:02}", minutes / 60, minutes % 60)
}

fn waiting(at: Option<&Instant>) -> String {
    at.map_or_else(String::new, |at| format!("，要等到 {} 之后", moment(at)))
}

/// Declares the refusals once: variant with its facts, code, clause and words.
macro_rules! refusals {
    (
        $(
            $(#[$doc:meta])*
            $variant:ident $({ $($field:ident: $of:ty = $field_doc:literal),* $(,)? })?
                => $code:literal, $clause:literal, $words:literal $([$($argument:tt)*])?;
        )*
    ) => {
        /// Why a case stays as it is.
        #[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
        pub enum CaseRefusal {
            /// The actor may not do this, or may not know.
            #[error(transparent)]
            NotPermitted(#[from] CaseNotPermitted),
            $(
                $(#[$doc])*
                #[error($words $(, $($argument)*)?)]
                $variant $({ $(#[doc = $field_doc] $field: $of),* })?,
            )*
        }

        impl CaseRefusal {
            /// The code under which programs know it.
            pub fn code(&self) -> &'static str {
                match self {
                    Self::NotPermitted(CaseNotPermitted::Unseen) => "case_unseen",
                    Self::NotPermitted(_) => "case_not_permitted",
                    $(Self::$variant { .. } => $code,)*
                }
            }

            /// 依据. The clause on which the refusal rests.
            pub fn clause(&self) -> String {
                match self {
                    Self::NotPermitted(refusal) => refusal.clause().to_owned(),
                    $(Self::$variant { .. } => $clause.to_owned(),)*
                }
            }
        }
    };
}

refusals! {
    /// There is no such case.
    NoSuchCase => "case_missing", "案件编号",
        "没有这件事，或者您无权查看。请核对编号";
    /// The number is taken.
    AlreadyOpened => "case_opened", "一案一号",
        "这个编号已经立案，请用新的编号登记";
    /// The rules do not speak of accountability.
    RulesSilent => "case_rules_silent", "规则汇编",
        "现行规则汇编没有责任追究的规定，不能办理。请先提请启用责任追究规则";
    /// Staff alone.
    StaffOnly => "case_staff_only", "权限表",
        "这一步由工作人员办理";
    /// A text is blank.
    TextMissing { field: &'static str = "What is missing." } => "case_text_missing", "办案材料要写明",
        "“{field}”没有填写，请写明后再提交";
    /// A text is too long.
    TextTooLong { characters: usize = "How long it is." } => "case_text_too_long", "每段文字不超过五千字",
        "这段文字有 {characters} 字，超过五千字，请精简或者分成几份材料";
    /// It is not the time for it.
    WrongStage { stage: Stage = "How it stands.", act: CaseAct = "What was wished." }
        => "case_wrong_stage", "责任追究程序",
        "这件事现在是“{}”，不能“{}”。请刷新页面看最新进展" [.stage.name(), .act.name()];
    /// The subject is no member of staff or unit.
    NoSuchSubject => "case_no_subject", "追究对象须是在职人员或者现有单位",
        "没有这个在职人员或者单位，请核对";
    /// 局领导和局机关.
    GoesOutside => "case_goes_outside", "涉及局领导、局机关的由外部机关处理",
        "涉及局领导、局机关的线索不在本系统办理，请移送纪检监察机关";
    /// Somebody must stand aside.
    Recused { act: CaseAct = "For what.", cause: RecusalCause = "Why." }
        => "case_recused", "政务处分法 第四十七条：回避",
        "“{}”的人选里有人{}，应当回避，请换人" [.act.name(), .cause.name()];
    /// Too few people.
    TooFew { whom: &'static str = "Of whom.", found: u32 = "How many.", needed: u32 = "At least." }
        => "case_too_few", "政务处分法 第四十二条：两人以上",
        "{whom}只有 {found} 人，至少要 {needed} 人";
    /// He does not investigate.
    NotAnInvestigator => "case_not_investigator", "调查由指定的调查人员进行",
        "有人不是本案调查人员，请先指定";
    /// Nothing is on file.
    NoFacts => "case_no_facts", "有诉必查：没有记录不能认定",
        "案卷里还没有事实材料，不能认定。请先记录事实";
    /// No fault was named.
    NoFaults => "case_no_faults", "过错要逐项认定",
        "没有认定任何过错。有过错的逐项写明，没有的请认定“没有过错”";
    /// The fault has no such root.
    RootUnfit { fault: Fault = "Which.", root: Root = "Given." }
        => "case_root_unfit", "过错分不作为和乱作为",
        "“{}”不属于{}，请改选根源" [.fault.name(), .root.name()];
    /// Clause 50.
    EffectMissing { gravity: Gravity = "Wished.", most: Gravity = "Possible." }
        => "case_effect_missing", "责任追究以影响工作秩序和效率、造成不良后果为据",
        "没有写明不良后果的过错最重是{}，不能定为{}。请写明后果，或者改定情节" [.most.name(), .gravity.name()];
    /// No evidence on file.
    EvidenceMissing { fault: Fault = "Of which." } => "case_evidence_missing", "过错要有在卷事实证明",
        "“{}”没有指出在卷的事实，请选择证明它的材料" [.fault.name()];
    /// 一行为不二罚.
    SameConductTwice { fault: Fault = "Which." } => "case_same_conduct", "同一行为不重复认定",
        "同一行为的“{}”认定了两次，请合并" [.fault.name()];
    /// Who did what is missing.
    LiabilityMissing { fault: Fault = "Of which." } => "case_liability_missing", "按承办、审核、批准划分责任",
        "“{}”没有写明承办、审核、批准和谁出了偏差，不能划分责任" [.fault.name()];
    /// He is not liable.
    NotLiable { fault: Fault = "For which." } => "case_not_liable", "按承办、审核、批准划分责任",
        "按承办、审核、批准的划分，他对“{}”不承担责任，不能对他认定" [.fault.name()];
    /// There is no such fault.
    NoSuchFault { fault: u32 = "The number." } => "case_no_such_fault", "按认定的过错处理",
        "案卷里没有第 {fault} 项过错或者行为，请核对";
    /// Each fault once.
    FixedOnce { fault: Fault = "Which." } => "case_fixed_once", "政务处分法 第十五条：分别确定，合并执行",
        "“{}”要有且只有一项处理意见，请补齐" [.fault.name()];
    /// A circumstance exempts.
    Exempt => "case_exempt", "有免责情形的不予追究",
        "已认定有免责情形，不能提出处理。请决定不予追究";
    /// Another organ decides it.
    NotOurs { measure: Measure = "Which.", decided_by: DecidedBy = "By whom." }
        => "case_not_ours", "处分和组织处理由有权机关决定，本系统只记录",
        "“{}”由{}决定，这里不能作出，只能在有了决定之后记录" [.measure.name(), .decided_by.name()];
    /// Not for that category.
    NotForCategory { measure: Measure = "Which.", category: PersonCategory = "Of whom." }
        => "case_not_for_category", "处理措施按人员类别适用",
        "“{}”不适用于{}，请改选" [.measure.name(), .category.name()];
    /// Not for that category.
    SanctionNotForCategory { sanction: Sanction = "Which.", category: PersonCategory = "Of whom." }
        => "case_sanction_not_for_category", "处分按人员类别适用",
        "“{}”不适用于{}，请核对决定书" [.sanction.name(), .category.name()];
    /// Outside the matrix.
    NotAdmissible { measure: Measure = "Which." } => "case_not_admissible", "处理与情节、责任相当",
        "按情节、责任和从轻从重情形，不能给予“{}”，请在允许的范围内改选" [.measure.name()];
    /// Outside the matrix.
    SanctionNotAdmissible { sanction: Sanction = "Which.", fault: Fault = "For which." }
        => "case_sanction_not_admissible", "处理与情节、责任相当",
        "“{}”的情节和责任不到建议“{}”的程度，请改选" [.fault.name(), .sanction.name()];
    /// Not for units.
    NotForUnits => "case_not_for_units", "对单位和对人的处理分开",
        "对单位只能用对单位的处理，请改选";
    /// Not for persons.
    NotForPersons => "case_not_for_persons", "对单位和对人的处理分开",
        "对人不能用对单位的处理，请改选";
    /// 不得不听取申辩就决定.
    NotYetHeard { until: Option<Instant> = "When the term passes." }
        => "case_not_heard", "政务处分法 第四十三条：作出决定前听取陈述和申辩",
        "还没有听取陈述申辩，不能往下办{}，或者本人提出并核实、放弃之后" [waiting(.until.as_ref())];
    /// He has spoken.
    AlreadyStated => "case_stated", "陈述申辩",
        "陈述申辩已经收到，正在核实，不用重复提交";
    /// The term is over.
    TermOver { step: CaseStep = "Of what.", due_at: Instant = "When it was over." }
        => "case_term_over", "期限届满不再受理",
        "“{}”的期限已在 {} 届满，不能再办" [.step.name(), moment(.due_at)];
    /// 延长 is spent.
    ExtensionSpent { allowed: u32 = "How often." } => "case_extension_spent", "延长以规定次数为限",
        "期限最多延长 {allowed} 次，已经用完，请抓紧办理";
    /// Too long.
    ExtensionTooLong { most: Limit = "At most." } => "case_extension_too_long", "延长不超过规定的期限",
        "延长的天数要写，最多 {most}，请改写";
    /// No such request.
    NoSuchRequest { request: u32 = "The number." } => "case_no_request", "在案的申请",
        "没有待审批的第 {request} 号申请，可能已经有人审批";
    /// A vote was cast.
    VotingBegan => "case_voting_began", "表决开始后不换人",
        "已经有人表决，不能再换参加研究的人";
    /// The chair sits in it.
    ChairNotMember => "case_chair", "主持人参加研究",
        "主持人要在参加研究的人里面，请加上";
    /// He is no member.
    NotAMember => "case_not_member", "由参加集体研究的人表决",
        "您不在参加集体研究的人里面";
    /// He has voted.
    VotedAlready => "case_voted", "一人一票",
        "您已经表决，不能再投";
    /// No conclusion yet.
    NotDeliberated => "case_not_deliberated", "集体研究之后才能决定",
        "集体研究还没有结论，不能作出决定";
    /// Against what was concluded.
    AgainstThePanel { outcome: Vote = "What was concluded." }
        => "case_against_panel", "决定以集体研究的结论为限",
        "集体研究的结论是“{}”，这个决定比它重。请按结论改" [.outcome.name()];
    /// 申辩不加重.
    HeavierThanBefore { fault: u32 = "For which." }
        => "case_heavier", "政务处分法 第四十三条：不得因申辩而加重",
        "第 {fault} 项比告知本人的拟处理意见重，不能这样决定。要加重的须重新告知";
    /// 告诫期.
    WarningPeriod { shortest: Limit = "At least.", longest: Limit = "At most." }
        => "case_warning_period", "书面效能告诫的告诫期",
        "书面效能告诫要写明告诫期，{shortest}到 {longest}";
    /// No warning.
    NoWarning => "case_no_warning", "只有书面效能告诫有告诫期",
        "没有正在告诫期的书面效能告诫";
    /// 范围.
    ScopeMissing => "case_scope_missing", "通报批评要写明范围",
        "通报批评要写明公布范围，请选择";
    /// Nothing to publish.
    NothingToPublish => "case_nothing_to_publish", "只有通报批评公布，范围以决定为限",
        "这个决定不公布，请去掉公布范围";
    /// Too wide.
    ScopeTooWide { decided: Scope = "As decided." } => "case_scope_wide", "公布不超过决定的范围",
        "决定的公布范围是{}，不能更大" [.decided.name()];
    /// Not final yet.
    NotFinal { until: Option<Instant> = "When it may be." } => "case_not_final", "未生效的决定不公布、不计分",
        "决定还没有生效{}" [waiting(.until.as_ref())];
    /// Not carried out.
    NotExecuted => "case_not_executed", "执行完毕才能归档",
        "决定还没有执行完，或者告诫期没有满，不能归档";
    /// Something is owed.
    RestorationOwed => "case_restoration_owed", "政务处分法 第六十条：恢复权益和名誉",
        "还没有恢复权益或者名誉，不能归档。请先办完";
    /// Done.
    DoneAlready { act: CaseAct = "What." } => "case_done", "不重复办理",
        "已经“{}”过了，不用再办" [.act.name()];
    /// The same case.
    SameCase => "case_same", "又犯要有另案决定",
        "告诫期内又犯要写另一件已经决定的案，不能写本案";
    /// A remedy waits.
    RemedyPending => "case_remedy_pending", "复核、申诉依次进行",
        "已经有一项救济正在办理，请等它的结果";
    /// Final.
    AlreadyFinal => "case_final", "决定生效后不再受理复核、申诉",
        "决定已经生效，申请救济的期限已过，不能再提出";
    /// There is no such remedy.
    NoSuchRemedy { act: CaseAct = "Which." } => "case_no_remedy", "救济按人员类别和决定种类",
        "这个决定不能“{}”，可用的救济写在决定书里" [.act.name()];
    /// 不加重.
    WouldAggravate => "case_aggravates", "公务员法 第九十六条，政务处分法 第五十六条：不因复核、申诉加重",
        "复核、申诉的结果不能比原决定重，请改为维持、变轻或者撤销";
    /// Not recorded so.
    NotRecordedSo { measure: Measure = "Which." } => "case_not_recorded_so", "由本案决定的措施不作别处记录",
        "“{}”由本案决定或者另有记录方式，不能这样记录" [.measure.name()];
    /// Not the organ for it.
    OrganNotCompetent { organ: Organ = "Which." } => "case_organ", "由有权机关决定",
        "{}不能作出这个决定，请核对决定机关" [.organ.name()];
    /// 一行为不二处分.
    SanctionedAlready { organ: Organ = "By whom." } => "case_sanctioned", "政务处分法 第十六条：同一行为不重复处分",
        "{}已经对这一行为作出处分，不能再记第二个处分" [.organ.name()];
    /// Nothing is owed.
    NothingOwed => "case_nothing_owed", "恢复以撤销为前提",
        "没有待恢复的事项";
    /// 相应范围.
    SameScope { due: Scope = "In which." } => "case_same_scope", "政务处分法 第六十条：在相应范围内恢复名誉",
        "恢复名誉要在原来公布的范围（{}）内进行" [.due.name()];
}
