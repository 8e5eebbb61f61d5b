//! 通报的不予办理. Each says what is the case, what it means, and what to do next.

use xiaoneng_calendar::Instant;

use crate::circular::authority::NotPermitted;
use crate::docket::moment;
use crate::id::UnitId;
use crate::rules::Source;
use crate::tables::refusals;
use crate::text::MOST_CHARACTERS;

const PROCEDURE: &str = "通报程序：拟稿、送审、签发、签收";
const FACTS_ONLY: &str = "通报只列台账里的事实，数字由事实数出来";
const SCOPED: &str = "通报发到选定的单位，被通报的单位在范围之内";
const NAMED: &str = "点名通报个人，要有处理决定文号";
const RECTIFIED: &str = "及时通报，催促整改：每一条都有整改要求和时限";
const SEALED: &str = "效能投诉和个人信息不进通报";
const FORMED: &str = "党政机关公文格式（GB/T 9704）：发文字号";

refusals! {
    /// Why a circular stays as it is.
    pub enum CircularRefusal {
        /// There is none.
        #[error("没有这份通报，或者您无权查看。请核对编号")]
        NoSuchCircular = "unseen", "通报签发前只向发文科室和领导开放，签发后向选定的单位开放";
        /// The rules say nothing of circulars on that day.
        #[error("现行规则汇编里没有通报规则。请先提请启用含通报规则的汇编")]
        RulesSilent = "rules_silent", PROCEDURE;
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
        /// The office issues none.
        #[error("{unit} 不发通报。通报由办公室、教育科、平安科、督导室或效能办拟稿")]
        NotTheOffice {
            /// The unit named.
            unit: UnitId,
        } = "not_the_office", PROCEDURE;
        /// A number that is not counted from facts.
        #[error("“{field}”里有自己写的数字“{number}”。通报里的数字由事实数出来，请删去，日期和文号除外")]
        FreeNumber {
            /// Which text, in words.
            field: &'static str,
            /// The number.
            number: String,
        } = "free_number", FACTS_ONLY;
        /// No scope.
        #[error("没有选通报范围。请选至少一个单位")]
        ScopeMissing = "scope_missing", SCOPED;
        /// A unit that would not read what is said of it.
        #[error("被通报的 {unit} 不在通报范围里，它就收不到。请把它加进范围")]
        NamedOutsideScope {
            /// The unit.
            unit: UnitId,
        } = "named_outside_scope", SCOPED;
        /// No item.
        #[error("没有通报事项。请从台账里选事实")]
        NothingToCirculate = "nothing_to_circulate", FACTS_ONLY;
        /// An item without a fact.
        #[error("对 {unit} 的通报没有事实。请从台账里选至少一条")]
        FactMissing {
            /// The unit.
            unit: UnitId,
        } = "fact_missing", FACTS_ONLY;
        /// A fact about another unit, or twice.
        #[error("对 {unit} 的通报里有一条事实写了两次，或者说的不是它。请从台账里重新选")]
        FactAmiss {
            /// The unit.
            unit: UnitId,
        } = "fact_amiss", FACTS_ONLY;
        /// Sealed.
        #[error("效能投诉和个人信息里的事实不能通报。请去掉这一条")]
        SealedFact = "sealed_fact", SEALED;
        /// The day lies behind.
        #[error("整改时限已经过了。请改晚一些")]
        DueBehind = "due_behind", RECTIFIED;
        /// The day is too late.
        #[error("整改时限不能晚于{}（{clause}）。请改早一些", moment(*.most))]
        DueTooLate {
            /// The last instant possible.
            most: Instant,
            /// The rule.
            clause: Source,
        } = "due_too_late", RECTIFIED;
        /// 点名 without a decision.
        #[error("点名通报个人要写处理决定文号。还没有处理决定的，只通报单位")]
        NamedWithoutDecision = "named_without_decision", NAMED;
        /// The person is of another unit.
        #[error("被点名的人不在 {unit}。请核对")]
        PersonNotOfUnit {
            /// The unit.
            unit: UnitId,
        } = "person_not_of_unit", NAMED;
        /// Nobody can sign.
        #[error("没有可以签发的领导：分管领导和局长不是拟稿人就是被通报的一方。请换人拟稿")]
        SignerMissing = "signer_missing", PROCEDURE;
        /// It lies with the leader.
        #[error("通报稿已送审，不能再改。要改请先请领导退回")]
        WithTheLeader = "with_the_leader", PROCEDURE;
        /// It was not submitted.
        #[error("通报稿还没有送审。请先由发文科室送审")]
        NotSubmitted = "not_submitted", PROCEDURE;
        /// 发文字号 has not the form of one.
        #[error("发文字号写得不对，要写成“青教〔{year}〕12号”的样子：六角括号、今年、序号前不加零和“第”")]
        DocumentNumberMalformed {
            /// The year.
            year: i16,
        } = "document_number_malformed", FORMED;
        /// What was drafted does not stand any more.
        #[error("有 {changed} 条事实已经变化（撤销或更正）。请退回，按现在的事实重拟")]
        FactsChanged {
            /// How many.
            changed: usize,
        } = "facts_changed", FACTS_ONLY;
        /// Published already.
        #[error("通报已于{}签发，不能再改。有误的请发更正", moment(*.at))]
        AlreadyPublished {
            /// When.
            at: Instant,
        } = "already_published", PROCEDURE;
        /// Not published.
        #[error("通报还没有签发。签发后才能签收和更正")]
        NotPublished = "not_published", PROCEDURE;
        /// Dropped.
        #[error("通报稿已于{}撤回。要发请另拟一份", moment(*.at))]
        AlreadyDropped {
            /// When.
            at: Instant,
        } = "already_dropped", PROCEDURE;
        /// He acts for another unit.
        #[error("您不是 {unit} 的人，不能替它签收。请由它的同志签收")]
        NotOfThatUnit {
            /// The unit.
            unit: UnitId,
        } = "not_of_that_unit", SCOPED;
        /// Nothing waits for its signature.
        #[error("{unit} 没有等待签收的通报或更正，不用再签")]
        NothingToAcknowledge {
            /// The unit.
            unit: UnitId,
        } = "nothing_to_acknowledge", SCOPED;
        /// No fact of it is withdrawn.
        #[error("没有选中要更正的事实，或者选的不在这份通报里、已经更正过。请重新选")]
        NothingToCorrect = "nothing_to_correct", FACTS_ONLY;
    }
}
