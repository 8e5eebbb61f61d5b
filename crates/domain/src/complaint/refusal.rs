//! 投诉的不予办理. Each variant carries its facts and the clause it rests on; its words say what is the
//! case, what it means, and what to do next. None of them tells whoever has no part in a complaint
//! that there is one.

use xiaoneng_calendar::{Date, Instant};

use crate::complaint::wording::moment;
use crate::complaint::{Mode, NotPermitted, Outcome, Stage};
use crate::id::{ComplaintReference, InquiryNumber, PersonId, UnitId};
use crate::rules::Source;
use crate::text::MOST_CHARACTERS;

/// Why a complaint stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ComplaintRefusal {
    /// 权限表、回避、保密.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    // —— 提出 ——
    /// The rules say nothing of complaints.
    #[error(
        "现行规则汇编里还没有效能投诉的规则，暂时不能办理。请先启用规则（rules/national/complaints.toml）"
    )]
    RulesSilent,
    /// The reference is taken.
    #[error("这个编号已经登记过一件投诉。请再提交一次，系统会换一个编号")]
    AlreadyFiled,
    /// The reference has not the form of one.
    #[error("“{reference}”不是投诉编号。编号是 TS 和 8 位字母或数字")]
    ReferenceMalformed {
        /// What was given.
        reference: ComplaintReference,
    },
    /// Who files for himself is the complainant; on the web everybody files for himself.
    #[error("网上投诉由投诉人自己提出，不能代别人填。来信、来电、来访请由效能办选相应渠道登记")]
    NotHisOwn,
    /// Who takes it down is concerned.
    #[error("您与这件投诉有利害关系，不能登记。请当面转交纪检监察联络员，不要留存材料")]
    RegistrarConcerned,
    /// A text is missing.
    #[error("“{field}”还空着。请写上一两句")]
    TextMissing {
        /// Which, in words.
        field: &'static str,
    },
    /// A text is too long for the ledger.
    #[error("写了 {characters} 个字，最多 {MOST_CHARACTERS} 个字。长材料请作为附件上传")]
    TextTooLong {
        /// How long it is.
        characters: usize,
    },
    /// There is no such unit, or it was closed.
    #[error("没有“{unit}”这个单位，或者它已经撤并。请从单位列表中选择")]
    NoSuchUnit {
        /// What was given.
        unit: UnitId,
    },
    /// There is no such person in office.
    #[error("没有这位工作人员，或者他已经离职。请从名单中选择，不清楚姓名的写职务")]
    NoSuchPerson {
        /// Who was given.
        person: PersonId,
    },
    /// A day that has not come.
    #[error("{on} 还没有到。请核对日期")]
    InTheFuture {
        /// The day.
        on: Date,
    },
    /// 匿名 leaves no telephone.
    #[error("匿名投诉不留电话，无法电话回访。请凭查询码看结果，或改选“身份封存”")]
    CallWithoutContact,
    /// 集体来访.
    #[error("集体来访推选的代表有 {count} 人，最多 {most} 人。请推选代表后再登记（{clause}）")]
    TooManyRepresentatives {
        /// How many came.
        count: u32,
        /// How many may.
        most: u32,
        /// The rule.
        clause: Source,
    },
    /// An attachment without bytes.
    #[error("附件是空的。请重新选择文件")]
    AttachmentEmpty,

    // —— 受理与办理方式 ——
    /// It has ended.
    #[error("这件投诉{}，不能再办。有新的事实可以再次投诉", .stage.name())]
    AlreadyEnded {
        /// How.
        stage: Stage,
    },
    /// It was decided whether to accept it.
    #[error("这件投诉{}，受理与否已经定了。请刷新页面，按现在的环节办理", .stage.name())]
    AlreadyDecided {
        /// How far it is.
        stage: Stage,
    },
    /// It must be accepted first.
    #[error("这件投诉还没有受理。请先决定受理并确定办理方式")]
    NotAccepted,
    /// Merged into itself, or into what is no complaint.
    #[error("不能并入这个编号。请填写另一件投诉的编号")]
    MergeAmiss,
    /// The way of handling and the units do not fit together.
    #[error("“{}”的单位没有填对：直查不填单位，交办、转办填一个单位，联合填协办单位。请改正", .mode.name())]
    RouteAmiss {
        /// The way.
        mode: Mode,
    },
    /// The unit is complained of, or whoever heads it is concerned.
    #[error("投诉不能交给被投诉的单位、它的下级或者分管领导（{unit}）。请直查，或交给无关的单位")]
    GoesToSubject {
        /// The unit.
        unit: UnitId,
    },
    /// A letter may set an earlier day, not a later one.
    #[error("交办单写的日期不合适：只有交办、转办可以写明日期，而且在今天之后、不晚于 {}（{clause}）", moment(*.latest))]
    LetterDateAmiss {
        /// The latest there may be.
        latest: Instant,
        /// The rule.
        clause: Source,
    },
    /// Nobody is charged with it.
    #[error("承办单位因回避已经不再办理这件投诉。请先重新确定办理方式")]
    RouteMissing,

    // —— 调查 ——
    /// It is not being investigated.
    #[error("这件投诉{}，这一步只在调查期间办理。请刷新页面，按现在的环节办理", .stage.name())]
    NotUnderWay {
        /// How far it is.
        stage: Stage,
    },
    /// One person twice.
    #[error("两名调查人是同一个人。有诉必查，请指定两名不同的人")]
    SameInvestigator,
    /// An investigator who is concerned.
    #[error("这位同志与投诉有利害关系（被投诉、同一单位、下级或者分管领导），不能调查。请换一位")]
    InvestigatorConcerned {
        /// Who.
        person: PersonId,
    },
    /// An investigator who stands in for the subject.
    #[error("这位同志与被投诉人互为 AB 岗，不能调查。请换一位")]
    InvestigatorIsDeputy {
        /// Who.
        person: PersonId,
    },
    /// 三员 read no business.
    #[error("系统、安全、审计管理员不接触业务内容，不能调查。请换一位")]
    AdministratorInvestigates {
        /// Who.
        person: PersonId,
    },
    /// Whoever closes it does not investigate it.
    #[error("这位同志要决定结案，不能同时当调查人。请换一位")]
    CloserInvestigates {
        /// Who.
        person: PersonId,
    },
    /// 有诉必查: two are wanting.
    #[error("有诉必查：还没有两名与投诉无关的调查人，不能认定或结案。请先指定调查人")]
    InvestigatorsMissing,
    /// 有诉必查: nothing is on record.
    #[error("有诉必查：这一轮还没有调查记录，不能认定或结案。请先记下谈话、调阅或现场查看的情况")]
    RecordMissing,
    /// Only the person concerned is asked to explain.
    #[error("书面说明只向被投诉的单位和人员要。其他人请约谈，并记入调查记录")]
    NotConcerned {
        /// Who.
        person: PersonId,
    },
    /// The number is no inquiry's, or taken.
    #[error("“{item}”不能作核查编号：编号是 HC 和 8 位字母或数字，而且没有用过")]
    InquiryMalformed {
        /// What was given.
        item: InquiryNumber,
    },
    /// It was explained.
    #[error("这一项您已经书面说明过了，不用再交")]
    AlreadyExplained,
    /// The inquiry is over.
    #[error("这一项核查已经结束，不再收说明。有补充请当面向核查人员提出")]
    InquiryOver,
    /// An explanation is awaited.
    #[error("已要求书面说明，期限到{}。请等说明交来或期限届满后再认定", moment(*.until))]
    ExplanationAwaited {
        /// Until then.
        until: Instant,
    },
    /// Nobody new is named.
    #[error("没有新的被投诉人或回避人。请核对后再填")]
    NobodyNew,
    /// One steps aside oneself, or the one who decides has him step aside.
    #[error("只能为自己申请回避，或者由效能办负责人决定别人回避")]
    StepsAsideHimself,

    // —— 认定、处理、结案、答复 ——
    /// It was found before.
    #[error("这一轮已经作出认定。质量不合要求的，由效能办负责人要求重新调查")]
    AlreadyFound,
    /// A category is owed.
    #[error("认定属实或部分属实，要选至少一个过错类别（F01—F16）。请补上")]
    CategoryMissing,
    /// An effect is owed.
    #[error(
        "认定属实或部分属实，要写明影响：影响工作秩序、影响工作效率、造成不良后果或没有明显影响。请补上"
    )]
    EffectMissing,
    /// Nothing was found yet.
    #[error("还没有作出认定。请先由调查人认定，再处理和结案")]
    FindingMissing,
    /// A measure without a fault.
    #[error("认定是“{}”，不能提出追责或整改。可以写明不予追究的理由", .outcome.name())]
    NothingVerified {
        /// What was found.
        outcome: Outcome,
    },
    /// 查明必处.
    #[error("查明必处：认定“{}”，至少要有追责建议、整改要求、不予追究的说明三项之一，才能结案", .outcome.name())]
    VerifiedWithoutDealing {
        /// What was found.
        outcome: Outcome,
    },
    /// Whoever found it does not close it.
    #[error("认定由您作出，结案要由另一人决定。请交效能办负责人或上一级")]
    OwnFinding,
    /// It must be closed first.
    #[error("还没有结案，不能答复。请先结案")]
    NotClosed,
    /// It was answered.
    #[error("已经答复过了，投诉人凭查询码可以看到")]
    AlreadyReplied,
    /// It must be answered first.
    #[error("还没有答复投诉人，这一步在答复以后办理")]
    NotReplied,
    /// The follow-up was answered.
    #[error("您已经回答过了。有新的事实可以再次投诉")]
    AlreadyAnswered,
    /// He did not tick it.
    #[error("投诉人没有勾选电话回访，不能打电话。回访在他的查询页上进行")]
    CallNotWanted,
    /// Nothing asks for it.
    #[error(
        "没有重新调查的理由：交来的调查质量不合要求，或者投诉人不满意且责任在办理一方，才能重新调查"
    )]
    NoCauseForRedo,
    /// It was investigated anew before.
    #[error(
        "已经重新调查过 {used} 次，最多 {allowed} 次。投诉人仍不满意的，请告知信访渠道（{clause}）"
    )]
    RedoSpent {
        /// How often.
        used: u32,
        /// How often it may be.
        allowed: u32,
        /// The rule.
        clause: Source,
    },
    /// He may still answer.
    #[error("回访还在进行，到{}为止。请等投诉人回答或期满后归档", moment(*.until))]
    FollowUpRuns {
        /// Until then.
        until: Instant,
    },

    // —— 延期、启封 ——
    /// A request waits.
    #[error("已有一份申请待审批。请等审批后再申请")]
    RequestPending,
    /// There is no such request.
    #[error("没有待审批的第 {request} 号申请。请刷新页面")]
    NoSuchRequest {
        /// What was given.
        request: u32,
    },
    /// It was extended before.
    #[error("已经延期 {used} 次，最多 {allowed} 次，不能再延。请在期限内办结（{clause}）")]
    ExtensionSpent {
        /// How often.
        used: u32,
        /// How often it may be.
        allowed: u32,
        /// The rule.
        clause: Source,
    },
    /// The limit has passed.
    #[error("办结时限{}已过，不能再申请或批准延期。请尽快办结并向投诉人说明", moment(*.due_at))]
    LimitAlreadyPassed {
        /// When it fell due.
        due_at: Instant,
    },
    /// There is nobody who may decide.
    #[error("没有可以审批的人：效能办负责人、分管领导、局长都在回避之列或空缺。请转局外办理")]
    ApproverMissing,
    /// One's own request.
    #[error("这份申请由您提出，不能由您审批，请由另一人审批")]
    OwnRequest,
    /// Named, so not sealed.
    #[error("这件投诉是实名的，身份没有封存。效能办写明理由即可查看")]
    NotSealed,
    /// Anonymous.
    #[error("这是匿名投诉，系统没有存任何身份。请凭投诉内容调查")]
    NoIdentity,
    /// Nobody opened it for him.
    #[error("身份是封存的。要查看，请写理由申请启封，由另一人批准；批准后只有申请人在限期内能看")]
    NotUnsealed,

    // —— 移送、防报复 ——
    /// There is no contact.
    #[error("没有可以承接的纪检监察联络员。请先由局长指定联络员，再移送")]
    NoContact,
    /// There is nothing to watch.
    #[error("这件投诉不在防报复关注范围内：投诉人没有要求，或者关注期已满")]
    NotWatched,
    /// There is no such suspicion.
    #[error("没有待核查的第 {suspicion} 条疑似报复。请刷新页面")]
    NoSuchSuspicion {
        /// What was given.
        suspicion: u32,
    },
}

impl ComplaintRefusal {
    /// 不可见. As for a complaint that does not exist.
    pub(super) fn unseen() -> Self {
        Self::NotPermitted(NotPermitted::Unseen)
    }

    /// The code under which programs know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotPermitted(NotPermitted::Unseen) => "unseen",
            Self::NotPermitted(NotPermitted::NotInTable { .. }) => "not_permitted",
            Self::NotPermitted(NotPermitted::LeftTheHouse) => "left_the_house",
            Self::RulesSilent => "rules_silent",
            Self::AlreadyFiled => "already_filed",
            Self::ReferenceMalformed { .. } => "reference_malformed",
            Self::NotHisOwn => "not_his_own",
            Self::RegistrarConcerned => "registrar_concerned",
            Self::TextMissing { .. } => "text_missing",
            Self::TextTooLong { .. } => "text_too_long",
            Self::NoSuchUnit { .. } => "no_such_unit",
            Self::NoSuchPerson { .. } => "no_such_person",
            Self::InTheFuture { .. } => "in_the_future",
            Self::CallWithoutContact => "call_without_contact",
            Self::TooManyRepresentatives { .. } => "too_many_representatives",
            Self::AttachmentEmpty => "attachment_empty",
            Self::AlreadyEnded { .. } => "already_ended",
            Self::AlreadyDecided { .. } => "already_decided",
            Self::NotAccepted => "not_accepted",
            Self::MergeAmiss => "merge_amiss",
            Self::RouteAmiss { .. } => "route_amiss",
            Self::GoesToSubject { .. } => "goes_to_subject",
            Self::LetterDateAmiss { .. } => "letter_date_amiss",
            Self::RouteMissing => "route_missing",
            Self::NotUnderWay { .. } => "not_under_way",
            Self::SameInvestigator => "same_investigator",
            Self::InvestigatorConcerned { .. } => "investigator_concerned",
            Self::InvestigatorIsDeputy { .. } => "investigator_is_deputy",
            Self::AdministratorInvestigates { .. } => "administrator_investigates",
            Self::CloserInvestigates { .. } => "closer_investigates",
            Self::InvestigatorsMissing => "investigators_missing",
            Self::RecordMissing => "record_missing",
            Self::NotConcerned { .. } => "not_concerned",
            Self::InquiryMalformed { .. } => "inquiry_malformed",
            Self::AlreadyExplained => "already_explained",
            Self::InquiryOver => "inquiry_over",
            Self::ExplanationAwaited { .. } => "explanation_awaited",
            Self::NobodyNew => "nobody_new",
            Self::StepsAsideHimself => "steps_aside_himself",
            Self::AlreadyFound => "already_found",
            Self::CategoryMissing => "category_missing",
            Self::EffectMissing => "effect_missing",
            Self::FindingMissing => "finding_missing",
            Self::NothingVerified { .. } => "nothing_verified",
            Self::VerifiedWithoutDealing { .. } => "verified_without_dealing",
            Self::OwnFinding => "own_finding",
            Self::NotClosed => "not_closed",
            Self::AlreadyReplied => "already_replied",
            Self::NotReplied => "not_replied",
            Self::AlreadyAnswered => "already_answered",
            Self::CallNotWanted => "call_not_wanted",
            Self::NoCauseForRedo => "no_cause_for_redo",
            Self::RedoSpent { .. } => "redo_spent",
            Self::FollowUpRuns { .. } => "follow_up_runs",
            Self::RequestPending => "request_pending",
            Self::NoSuchRequest { .. } => "no_such_request",
            Self::ExtensionSpent { .. } => "extension_spent",
            Self::LimitAlreadyPassed { .. } => "limit_already_passed",
            Self::ApproverMissing => "approver_missing",
            Self::OwnRequest => "own_request",
            Self::NotSealed => "not_sealed",
            Self::NoIdentity => "no_identity",
            Self::NotUnsealed => "not_unsealed",
            Self::NoContact => "no_contact",
            Self::NotWatched => "not_watched",
            Self::NoSuchSuspicion { .. } => "no_such_suspicion",
        }
    }

    /// 依据. The clause on which it rests.
    pub fn clause(&self) -> String {
        let text = match self {
            Self::NotPermitted(refusal) => refusal.clause(),
            Self::TooManyRepresentatives { clause, .. }
            | Self::LetterDateAmiss { clause, .. }
            | Self::RedoSpent { clause, .. }
            | Self::ExtensionSpent { clause, .. } => return clause.to_string(),
            Self::RulesSilent => "规则汇编启用程序",
            Self::AlreadyFiled
            | Self::ReferenceMalformed { .. }
            | Self::NotHisOwn
            | Self::TextMissing { .. }
            | Self::TextTooLong { .. }
            | Self::NoSuchUnit { .. }
            | Self::NoSuchPerson { .. }
            | Self::InTheFuture { .. }
            | Self::CallWithoutContact
            | Self::AttachmentEmpty => "投诉有门：登记要写明单位、事实和渠道",
            Self::RegistrarConcerned
            | Self::GoesToSubject { .. }
            | Self::RouteMissing
            | Self::InvestigatorConcerned { .. }
            | Self::InvestigatorIsDeputy { .. }
            | Self::AdministratorInvestigates { .. }
            | Self::NobodyNew
            | Self::StepsAsideHimself => {
                "回避：信访工作条例第二十八条、第三十条，投诉不交给被投诉的人和单位"
            }
            Self::AlreadyEnded { .. }
            | Self::AlreadyDecided { .. }
            | Self::NotAccepted
            | Self::MergeAmiss
            | Self::RouteAmiss { .. }
            | Self::NotUnderWay { .. }
            | Self::NotClosed
            | Self::AlreadyReplied
            | Self::NotReplied
            | Self::AlreadyAnswered
            | Self::FollowUpRuns { .. } => "效能投诉办理程序：受理、调查、认定、处理、答复、归档",
            Self::SameInvestigator | Self::InvestigatorsMissing | Self::RecordMissing => {
                "有诉必查：没有两名调查人和调查记录，不得认定和结案"
            }
            Self::CloserInvestigates { .. } | Self::OwnFinding | Self::OwnRequest => {
                "一人不得同时处在一件事的两边"
            }
            Self::NotConcerned { .. }
            | Self::InquiryMalformed { .. }
            | Self::AlreadyExplained
            | Self::InquiryOver
            | Self::ExplanationAwaited { .. } => {
                "核查：要求说明之前不让被投诉人知道，说明之后再认定"
            }
            Self::AlreadyFound
            | Self::CategoryMissing
            | Self::EffectMissing
            | Self::FindingMissing
            | Self::NothingVerified { .. } => "认定要写明结论、不作为或乱作为、过错类别和影响",
            Self::VerifiedWithoutDealing { .. } => "查明必处：属实的要有处理、整改或不予追究的说明",
            Self::CallNotWanted => "回访在查询页上进行，勾选的才打电话",
            Self::NoCauseForRedo => "质量不合要求的重办一次",
            Self::RequestPending
            | Self::NoSuchRequest { .. }
            | Self::LimitAlreadyPassed { .. }
            | Self::ApproverMissing => "延期在期限内申请，由另一人批准，告知投诉人",
            Self::NotSealed | Self::NoIdentity | Self::NotUnsealed => {
                "身份封存：启封要有理由、两人同意，并告知投诉人"
            }
            Self::NoContact => "违纪违法线索移送纪检监察机关",
            Self::NotWatched | Self::NoSuchSuspicion { .. } => {
                "不得打击报复：信访工作条例第十八条、第四十六条"
            }
        };
        text.to_owned()
    }
}
