//! 督办的不予办理. Each says what is the case, what it means, and what to do next.

use xiaoneng_calendar::Instant;

use crate::docket::{Slip, moment};
use crate::id::{PersonId, TaskNumber, UnitId};
use crate::rules::{CloseTest, Source, UrgingLevel};
use crate::tables::refusals;
use crate::task::authority::NotPermitted;
use crate::text::MOST_CHARACTERS;

const PROCEDURE: &str = "督办程序：立项、交办、催办、反馈、审核、办结、归档";
const ONE_LEAD: &str = "督办：每项只有一个主办单位，立项科室不当主办、协办";
const MANY_HEADED: &str = "政府督查工作条例 第十五条：不得重复、多头督查";
const EVIDENCED: &str = "反馈须有佐证，不得应付了事";
const IN_TIME: &str = "到期日由规则推算，到期后不再变动";
const URGED: &str = "逾期先催办，再通报，再责令改正";
const NUMBERED: &str = "文书编号按年连续，签发时取号";
const EXTENDED: &str = "延期须在到期前申请，写明原因、进展和预计完成的日期，初核后由领导审批";

refusals! {
    /// Why a task stays as it is.
    pub enum TaskRefusal {
        /// There is no such task.
        #[error("没有这项督办，或者您无权查看。请核对编号")]
        NoSuchTask = "unseen", "督办只向立项、主办、协办单位和领导、监督科室开放";
        /// The rules say nothing of tasks on that day.
        #[error("现行规则汇编里没有督办规则。请先提请启用含督办规则的汇编")]
        RulesSilent = "rules_silent", "督办时限由规则汇编规定";
        /// A text is missing.
        #[error("“{field}”还空着。请写上一两句")]
        TextMissing {
            /// Which, in words.
            field: &'static str,
        } = "text_missing", PROCEDURE;
        /// A text is too long.
        #[error("写了 {characters} 个字，最多 {MOST_CHARACTERS} 个字。长材料请作为附件上传")]
        TextTooLong {
            /// How long it is.
            characters: usize,
        } = "text_too_long", PROCEDURE;
        /// It stands already.
        #[error("编号 {number} 已经有一项督办。请换一个编号")]
        AlreadyProposed {
            /// The number.
            number: TaskNumber,
        } = "already_proposed", PROCEDURE;
        /// 只有四个科室立项.
        #[error("{unit} 不是办公室、教育科、平安科、督导室之一，不能立项督办。请由这四个科室之一立项")]
        NotPushing {
            /// The unit named.
            unit: UnitId,
        } = "not_pushing", "办公室、教育科、平安科、督导室催促检查";
        /// One part each.
        #[error("{unit} 写了两次。主办只有一个单位，协办单位各写一次")]
        PartyTwice {
            /// The unit.
            unit: UnitId,
        } = "party_twice", ONE_LEAD;
        /// 立项科室不当主办、协办.
        #[error("{unit} 与立项科室是一家，自己办自己督就没有人把关。请换立项科室或主办、协办单位")]
        SectionIsParty {
            /// The unit.
            unit: UnitId,
        } = "section_is_party", ONE_LEAD;
        /// The person does not belong to the lead.
        #[error("主办人不在主办单位 {unit}。请选该单位在岗的同志，或只写单位")]
        PersonNotOfLead {
            /// The person.
            person: PersonId,
            /// The unit.
            unit: UnitId,
        } = "person_not_of_lead", ONE_LEAD;
        /// 多头督查.
        #[error("同一来源的同一事项已由 {section} 督办（{task}），再立项就是多头督查。请并到那一项里办")]
        OpenElsewhere {
            /// The task that stands.
            task: TaskNumber,
            /// Its section.
            section: UnitId,
        } = "open_elsewhere", MANY_HEADED;
        /// 批示 has the source 批示.
        #[error("批示的来源要选“领导批示”。其他来源请先拟立项，再由立项科室立项")]
        NotAnInstruction = "not_an_instruction", PROCEDURE;
        /// Proposed only.
        #[error("这项督办还没有立项交办。请先由立项科室立项")]
        NotOpened = "not_opened", PROCEDURE;
        /// Opened already.
        #[error("这项督办已经立项，督办通知单是{slip}。不用再立项")]
        AlreadyOpened {
            /// Its slip.
            slip: Slip,
        } = "already_opened", PROCEDURE;
        /// The number is not of this year, or zero.
        #[error("文书编号{slip}不对：要用今年的下一个号。请刷新页面重新取号")]
        SlipMalformed {
            /// What was given.
            slip: Slip,
        } = "slip_malformed", NUMBERED;
        /// The day from which the limit counts is missing, or lies ahead.
        #[error("这类督办的时限从会议或来文之日起算。请写上这个日子，不晚于今天")]
        SourceDayMissing = "source_day_missing", IN_TIME;
        /// The due instant lies behind.
        #[error("到期时间{}已经过了，一立项就逾期。请核对日期，或改按公文立项，自立项之日起算", moment(*.due_at))]
        DueBehind {
            /// The due instant.
            due_at: Instant,
        } = "due_behind", IN_TIME;
        /// Later than the rules give.
        #[error(
            "到期时间{}晚于规则给的{}（{clause}）。确要放宽的，请写明原因，由分管领导或局长立项",
            moment(*.due_at), moment(*.most)
        )]
        DueTooLate {
            /// The due instant wished.
            due_at: Instant,
            /// The one the rules give.
            most: Instant,
            /// The rule.
            clause: Source,
        } = "due_too_late", clause;
        /// An assisting unit after the lead.
        #[error("协办单位 {unit} 的时限不能晚于主办的{}。请改早一些", moment(*.due_at))]
        AssistAfterLead {
            /// The unit.
            unit: UnitId,
            /// The lead's due instant.
            due_at: Instant,
        } = "assist_after_lead", IN_TIME;
        /// A period of nothing.
        #[error("进展报告的周期是零。请写至少一天，或留空按规则办")]
        PeriodEmpty = "period_empty", PROCEDURE;
        /// Signed already.
        #[error("这项督办已于{}签收。不用再签", moment(*.at))]
        AlreadySigned {
            /// When.
            at: Instant,
        } = "already_signed", PROCEDURE;
        /// The unit does not assist.
        #[error("{unit} 不是这项督办的主办或协办单位。请核对")]
        NoSuchAssist {
            /// The unit.
            unit: UnitId,
        } = "no_such_assist", PROCEDURE;
        /// He acts for another unit.
        #[error("您不是 {unit} 的人，不能替它办。请由它的同志办理")]
        NotOfThatUnit {
            /// The unit.
            unit: UnitId,
        } = "not_of_that_unit", ONE_LEAD;
        /// Answered already.
        #[error("这个协办单位已于{}反馈。要补充的，请告诉主办单位写进反馈", moment(*.at))]
        AssistAnswered {
            /// When.
            at: Instant,
        } = "assist_answered", PROCEDURE;
        /// 没有佐证.
        #[error("没有附佐证。反馈要附上能看出办成了的材料（照片、文件、记录），请上传后再报")]
        EvidenceMissing = "evidence_missing", EVIDENCED;
        /// A report waits for its review.
        #[error("第 {report} 次反馈正在审核。请等审核结果")]
        UnderReview {
            /// Which report.
            report: u32,
        } = "under_review", PROCEDURE;
        /// No such report waits.
        #[error("没有等待处理的第 {report} 次反馈。请刷新页面再试")]
        NoSuchReport {
            /// What was given.
            report: u32,
        } = "no_such_report", PROCEDURE;
        /// Not all tests hold.
        #[error("还有{}没有达到，不能办结（{clause}）。请退回重办，或核对后勾选", names(.missing))]
        TestsMissing {
            /// Which.
            missing: Vec<CloseTest>,
            /// The rule.
            clause: Source,
        } = "tests_missing", clause;
        /// Found already.
        #[error("这次反馈已于{}认定为虚假。不用再认定", moment(*.at))]
        FalseAlready {
            /// When.
            at: Instant,
        } = "false_already", PROCEDURE;
        /// One order per level.
        #[error("这一项已于{}发过{}督办单。要再催，请升一级", moment(*.at), .level.name())]
        AlreadyUrged {
            /// The level issued.
            level: UrgingLevel,
            /// When.
            at: Instant,
        } = "already_urged", URGED;
        /// Higher levels are for what is overdue.
        #[error("这一项要到{}才到期，还不能发{}督办单。现在可以发一级提醒", moment(*.due_at), .level.name())]
        NotOverdueYet {
            /// The level wished.
            level: UrgingLevel,
            /// The due instant.
            due_at: Instant,
        } = "not_overdue_yet", URGED;
        /// No such order.
        #[error("没有第 {order} 张督办单。请刷新页面再试")]
        NoSuchOrder {
            /// What was given.
            order: u32,
        } = "no_such_order", PROCEDURE;
        /// Answered already.
        #[error("这张督办单已于{}答复。不用再答", moment(*.at))]
        OrderAnswered {
            /// When.
            at: Instant,
        } = "order_answered", PROCEDURE;
        /// The due instant has passed.
        #[error("这一项已于{}到期，到期后不再延期。请抓紧办结并反馈", moment(*.due_at))]
        DuePassed {
            /// The due instant.
            due_at: Instant,
        } = "due_passed", EXTENDED;
        /// One request at a time.
        #[error("第 {request} 份延期申请还在审批。请等结果")]
        ExtensionPending {
            /// Which.
            request: u32,
        } = "extension_pending", EXTENDED;
        /// It gives no time.
        #[error("预计完成的日子不晚于现在的到期时间{}。请改晚，或不用延期", moment(*.due_at))]
        ExtensionEmpty {
            /// The due instant.
            due_at: Instant,
        } = "extension_empty", EXTENDED;
        /// Nobody can decide.
        #[error("立项科室没有可以初核或审批的领导。请先请人事补上负责人和分管领导")]
        ApproverMissing = "approver_missing", EXTENDED;
        /// No such request waits there.
        #[error("没有等待您处理的第 {request} 份延期申请。请刷新页面再试")]
        NoSuchRequest {
            /// What was given.
            request: u32,
        } = "no_such_request", EXTENDED;
        /// It is another's to decide.
        #[error("这份延期申请不由您处理。申请、初核、审批要三个人，请由在案的同志处理")]
        NotTheApprover = "not_the_approver", EXTENDED;
        /// It has ended.
        #[error("这项督办已于{}了结，不能再改动", moment(*.at))]
        AlreadyEnded {
            /// When.
            at: Instant,
        } = "already_ended", PROCEDURE;
        /// It has not ended.
        #[error("这项督办还没有办结或撤销，不能归档。请先审核反馈")]
        NotEnded = "not_ended", PROCEDURE;
        /// Filed already.
        #[error("这项督办已于{}归档。不用再归档", moment(*.at))]
        AlreadyArchived {
            /// When.
            at: Instant,
        } = "already_archived", PROCEDURE;
    }
}

fn names(tests: &[CloseTest]) -> String {
    let names: Vec<String> = tests.iter().map(|test| format!("“{}”", test.name())).collect();
    names.join("、")
}
