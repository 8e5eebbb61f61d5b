//! 办件的不予办理. Each variant carries its facts and the clause it rests on; its words say what is
//! the case, what it means, and what to do next.

use xiaoneng_calendar::{Date, Instant, Limit};

use crate::authority::NotPermitted;
use crate::id::{MatterNumber, MatterTypeCode, PersonId, SuspensionCode, UnitId};
use crate::matter::clock::ClockName;
use crate::matter::handling::Mode;
use crate::matter::publication::PublishedPart;
use crate::matter::wording::{
    UnitName, day, duties, limit_of, list, moment, named_units, parts, plain,
};
use crate::organization::OrganizationRefusal;
use crate::rules::{DutyElement, Situation, Source};
use crate::text::MOST_CHARACTERS;

/// Why a matter stays as it is.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum MatterRefusal {
    /// 权限表或回避.
    #[error(transparent)]
    NotPermitted(#[from] NotPermitted),
    /// 组织.
    #[error(transparent)]
    Organization(#[from] OrganizationRefusal),
    // —— 收件 ——
    /// There is no such matter.
    #[error("没有这件事。请核对编号后再试")]
    NoSuchMatter,
    /// The number is taken.
    #[error("编号 {number} 已经登记过一件事。请换一个编号再登记")]
    AlreadyRegistered {
        /// The number.
        number: MatterNumber,
    },
    /// The number has not the form of one.
    #[error("“{number}”不是办件编号。编号是年、月日和至少四位流水号，例如 2026-03180427")]
    NumberMalformed {
        /// What was given.
        number: MatterNumber,
    },
    /// The matter has ended.
    #[error("这件事已于{}{}，不能再作改动。对结果有异议的，诉求人可以申请复核", moment(*.at), .ending)]
    AlreadyEnded {
        /// How it ended, in words.
        ending: &'static str,
        /// When.
        at: Instant,
    },
    /// History can only be read.
    #[error("这是导入的历史来件，只供查阅。要接着办，请另行登记一件")]
    OnlyHistory,
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
    /// The catalogue has no such entry on that day.
    #[error("事项目录中没有“{code}”。请从目录中选一项")]
    NoSuchMatterType {
        /// What was given.
        code: MatterTypeCode,
    },
    /// Nobody can receive it.
    #[error("{unit}暂时无人收件，交给它就没有人负责。请先请人事补上收件岗，或改交别的单位")]
    NobodyThere {
        /// The unit.
        unit: UnitName,
    },
    /// A clerk registers what his own unit was asked.
    #[error("登记时首问单位是您所在的{own}。要交给别的单位，请在登记时写明移交")]
    FirstUnitIsOwn {
        /// The clerk's unit.
        own: UnitName,
    },
    /// 首问情形 is missing.
    #[error("还没有选首问情形。请说明这件事属于哪种情形、已经怎样处理")]
    SituationMissing,
    /// 首问义务 is not done.
    #[error("“{name}”还缺：{}。请补上再登记或办结（{clause}）", duties(.missing))]
    DutyIncomplete {
        /// The situation.
        situation: Situation,
        /// Its name.
        name: String,
        /// What is missing.
        missing: Vec<DutyElement>,
        /// The rule.
        clause: Source,
    },
    /// 归类 comes before acceptance.
    #[error("这件事已受理，时限已经告知群众，不能再改事项。确实归错的，请由效能办核准后另行登记")]
    ClassifiedTooLate,
    /// It was taken in before.
    #[error("这件事已于{}受理，无需再次受理", moment(*.since))]
    AlreadyAccepted {
        /// Since when.
        since: Instant,
    },
    /// It must be taken in first.
    #[error("这类事项要先受理才能往下办。请先受理，或一次性告知还缺什么")]
    NotAccepted,
    /// Not the step in hand.
    #[error("第 {step} 环节不在办理中。请刷新页面，看现在办到哪一步")]
    NoSuchStep {
        /// What was given.
        step: u32,
    },

    // —— 移交、签收、退回、裁定 ——
    /// It is already there.
    #[error("{unit}的这位同志就是当前责任人，不用移交。请直接办理")]
    HandOverToSelf {
        /// The unit.
        unit: UnitName,
    },
    /// One offer at a time.
    #[error("已移交给{unit}，正等对方签收。要改交别处，请先撤回")]
    OfferPending {
        /// The offer.
        offer: u32,
        /// To whom.
        unit: UnitName,
    },
    /// There is no such offer.
    #[error("没有第 {offer} 次移交。请刷新页面再试")]
    NoSuchOffer {
        /// What was given.
        offer: u32,
    },
    /// The offer is no longer open.
    #[error("第 {offer} 次移交{state}，您的答复不再生效。请刷新页面，看这件事现在由谁负责")]
    OfferSettled {
        /// The offer.
        offer: u32,
        /// What became of it, in words.
        state: &'static str,
    },
    /// Nobody signs for what he offered.
    #[error("这次移交是您自己提出的，不能由您签收。请对方单位签收")]
    SignedBySender,
    /// The unit complained of never gets the matter.
    #[error("不能交给{unit}办理。请交给与此事无关的单位，或转效能办")]
    UnitRecused {
        /// The unit.
        unit: UnitName,
    },
    /// 学校不得上交本校职责.
    #[error(
        "“{matter_type}”是学校自己的职责，不能交到局里。请在本校办理，需要帮助可以请局里协办（{clause}）"
    )]
    SchoolMayNotSendUp {
        /// The matter type.
        matter_type: String,
        /// The catalogue entry's basis.
        clause: Source,
    },
    /// Sending up needs an account.
    #[error("学校把事情交到局里，要写明{}。请补上再移交", list(.missing))]
    SendingUpUnaccounted {
        /// What is missing, in words.
        missing: Vec<&'static str>,
    },
    /// The school keeps what is its own.
    #[error(
        "“{matter_type}”是学校自己的职责，不能退回局里。请在本校办理，并在时限内回应群众（{clause}）"
    )]
    SchoolKeepsItsOwn {
        /// The matter type.
        matter_type: String,
        /// The catalogue entry's basis.
        clause: Source,
    },
    /// 退回期限已过.
    #[error("退回要在{}之前提出，现在已经过了。请继续办理；确需别的单位办的，可以移交或请求协办（{clause}）", moment(*.until))]
    ReturnTooLate {
        /// Until when it was possible.
        until: Instant,
        /// The rule.
        clause: Source,
    },
    /// Returns are used up.
    #[error("这件事已退回 {returns} 次，不能再退。有分歧的由裁定决定，裁定后请照办（{clause}）")]
    ReturnsSpent {
        /// How many there were.
        returns: u32,
        /// The rule.
        clause: Source,
    },
    /// The ruled unit may object, not return.
    #[error("裁定已明确由{unit}承办，不能退回。有不同意见可以提出异议，办理不停")]
    RuledMayNotReturn {
        /// The ruled unit.
        unit: UnitName,
    },
    /// The ruled unit keeps it.
    #[error("裁定已明确由{unit}承办，不能再交给别的单位。需要配合的，可以请求协办")]
    RuledUnitKeeps {
        /// The ruled unit.
        unit: UnitName,
    },
    /// A ruling is awaited.
    #[error("两个单位意见不一，正由{ruler}裁定由谁承办。裁定前请继续办理，时限不变")]
    RulingPending {
        /// Who rules.
        ruler: UnitName,
    },
    /// Nothing to rule on.
    #[error("这件事没有待裁定的分歧")]
    NothingToRule,
    /// 撤销只在几分钟内.
    #[error("撤销要在 {minutes} 分钟内，现在已经过了。对方还没签收的，可以撤回移交（{clause}）")]
    UndoTooLate {
        /// Within how many minutes.
        minutes: u32,
        /// The rule.
        clause: Source,
    },

    // —— 协办、补正 ——
    /// The unit is the lead itself.
    #[error("{unit}就是承办单位，不用请自己协办")]
    AssistByOneself {
        /// The unit.
        unit: UnitName,
    },
    /// The unit was asked and has not answered.
    #[error("已经请{unit}协办，还没有回复。请等回复，或先撤销上一次请求")]
    AssistPending {
        /// The unit.
        unit: UnitName,
    },
    /// There is no open request of that number.
    #[error("第 {assist} 次协办请求不在等待回复。请刷新页面再试")]
    NoSuchAssist {
        /// What was given.
        assist: u32,
    },
    /// The answer comes from the unit that was asked.
    #[error("这次协办请的是{unit}，请由该单位的人回复")]
    NotTheAssistant {
        /// The unit.
        unit: UnitName,
    },
    /// Assisting units have not answered.
    #[error("还有 {} 个协办没有回复：{}。请等回复，或撤销不再需要的请求", .units.len(), named_units(.units))]
    AssistsOpen {
        /// Which units.
        units: Vec<UnitName>,
    },
    /// Something is awaited from the citizen.
    #[error("正等群众补充材料，最晚到{}。材料补齐后再往下办", moment(*.until))]
    SupplementPending {
        /// Until when.
        until: Instant,
    },
    /// Nothing was asked.
    #[error("这件事没有等您补充的材料。想补充说明的，可以直接留言")]
    NothingAsked,
    /// The citizen's term has passed.
    #[error("补充材料的期限到{}为止，已经过了。材料备齐后可以重新提出，不影响您的权利（{clause}）", moment(*.until))]
    SupplementTermPassed {
        /// Until when it was.
        until: Instant,
        /// The rule.
        clause: Source,
    },

    // —— 计时、暂停、延期、跟踪办 ——
    /// That clock does not run.
    #[error("“{}”现在没有在计时，这一步用不上", .clock.name())]
    ClockNotRunning {
        /// Which.
        clock: ClockName,
    },
    /// The limit has passed.
    #[error("“{}”已于{}到期，到期后不能再申请延期、暂停或转跟踪办。可以写明情况后尽快办结", .clock.name(), moment(*.due_at))]
    LimitAlreadyPassed {
        /// Which clock.
        clock: ClockName,
        /// When it was due.
        due_at: Instant,
    },
    /// The ground is not listed for this kind of matter.
    #[error("“{code}”不是这类事项可以暂停计时的事由。可用的事由：{}（{clause}）", plain(.allowed))]
    GroundNotListed {
        /// What was given.
        code: SuspensionCode,
        /// Names of those that are.
        allowed: Vec<String>,
        /// The catalogue entry's basis.
        clause: Source,
    },
    /// The end does not lie ahead.
    #[error("预计恢复时间要在现在以后。请写一个将来的时间")]
    EndNotAhead,
    /// The pause is too long.
    #[error("这一事由最多暂停 {}，最晚到{}。请改短一些（{clause}）", limit_of(*.longest), moment(*.latest))]
    SuspensionTooLong {
        /// The latest end.
        latest: Instant,
        /// The longest length.
        longest: Limit,
        /// The rule.
        clause: Source,
    },
    /// The clock is paused already.
    #[error("计时已经暂停，到{}自动恢复，不能重复暂停", moment(*.until))]
    AlreadySuspended {
        /// Until when.
        until: Instant,
    },
    /// Nothing is paused.
    #[error("计时没有暂停，不用恢复")]
    NotSuspended,
    /// A request of the kind waits for a decision.
    #[error("上一份“{kind}”申请还在等审批。请等审批结果，或请审批人尽快处理")]
    RequestPending {
        /// Of what, in words.
        kind: &'static str,
    },
    /// No request of that number waits.
    #[error("第 {request} 份申请不在等待审批。请刷新页面再试")]
    NoSuchRequest {
        /// What was given.
        request: u32,
    },
    /// The approver is another.
    #[error("这份申请不由您审批。请交给在案的审批人")]
    NotTheApprover,
    /// Nobody above can approve.
    #[error("这件事找不到上一级审批人。请先请人事明确分管领导，再提出申请")]
    ApproverMissing,
    /// 延期次数已用完.
    #[error(
        "这件事已延期 {used} 次，按规定最多 {allowed} 次。请在现有时限内办结，一时办不成的可以转跟踪办（{clause}）"
    )]
    ExtensionSpent {
        /// How often it was extended.
        used: u32,
        /// How often is allowed.
        allowed: u32,
        /// The rule.
        clause: Source,
    },
    /// Longer than the rule allows.
    #[error("这类事项最多延 {}，您申请了 {}。请改短一些（{clause}）", limit_of(*.most), limit_of(*.asked))]
    ExtensionTooLong {
        /// What was asked.
        asked: Limit,
        /// The most.
        most: Limit,
        /// The rule.
        clause: Source,
    },
    /// An extension by nothing.
    #[error("没有写延长多久。请写明延长的天数")]
    ExtensionEmpty,
    /// 不得超过法定时限.
    #[error("这样会超过法定时限{}，不能批准。请在法定时限内办结", moment(*.statutory_due_at))]
    PassesStatutory {
        /// 法定到期.
        statutory_due_at: Instant,
    },
    /// 跟踪办没有下次日期.
    #[error("转跟踪办要写明下次告诉群众进展的日期，最晚{}。请补上日期（{clause}）", day(*.latest))]
    NextDateMissing {
        /// The latest possible.
        latest: Date,
        /// The rule.
        clause: Source,
    },
    /// The next date does not lie ahead.
    #[error("下次进展日期要在今天（{}）以后。请另选一天", day(*.today))]
    NextDateNotAhead {
        /// Today.
        today: Date,
    },
    /// The next date is too far off.
    #[error("下次进展日期最晚{}，您写的是{}。请选近一些的日期（{clause}）", day(*.latest), day(*.asked))]
    NextDateTooFar {
        /// What was asked.
        asked: Date,
        /// The latest possible.
        latest: Date,
        /// The rule.
        clause: Source,
    },

    /// 没有停下来的钟不用更正.
    #[error("“{}”没有办到的记录，不用更正。还没办的请先办", .clock.name())]
    NothingToCorrect {
        /// Which.
        clock: ClockName,
    },
    /// The evidenced time does not lie between the start and the record.
    #[error("更正的时间要在{}以后、记录的{}以前。请核对依据上的时间", moment(*.from), moment(*.before))]
    CorrectionTimeWrong {
        /// When the clock started.
        from: Instant,
        /// When it stopped by the record.
        before: Instant,
    },

    // —— 五办 ——
    /// The mode is fixed by rule.
    #[error("“{}”由规则确定，不能这样更改。转跟踪办请写明下次进展日期", .mode.name())]
    ModeFixed {
        /// Which.
        mode: Mode,
    },
    /// 包案 takes a leader.
    #[error("包案要由校园长、分管领导或局长承担，您选的这位不是。请另选一位领导")]
    NotALeader {
        /// Who was named.
        person: PersonId,
    },
    /// 上门办 without a visit.
    #[error("这件事要上门办，还没有上门记录。请先上门，记下时间、地点、人员再办结（{clause}）")]
    VisitMissing {
        /// The rule.
        clause: Source,
    },
    /// The visit lies outside the matter's time.
    #[error("上门时间要在收件以后、现在以前。请核对时间")]
    VisitTimeWrong,
    /// Nobody went.
    #[error("没有写谁去了。请写上上门人员")]
    VisitorsMissing,
    /// 公开办 without publication.
    #[error("这件事要公开办，还没有公开：{}。请先公开再办结（{clause}）", parts(.missing))]
    PublicationMissing {
        /// What is missing.
        missing: Vec<PublishedPart>,
        /// The rule.
        clause: Source,
    },
    /// The text holds personal data.
    #[error("要公开的内容里好像有{}。请删去后再公开", list(.kinds))]
    PersonalDataFound {
        /// What kinds, in words; never the data.
        kinds: Vec<&'static str>,
    },

    // —— 答复、结果、送达 ——
    /// “没有办法”不是结果.
    #[error("只说“{phrase}”不算答复。请写明依据，并告诉群众还可以怎么办（{clause}）")]
    EmptyAnswer {
        /// The phrase.
        phrase: String,
        /// The rule.
        clause: Source,
    },
    /// A refusal owes three things.
    #[error("“不能办”还缺：{}。请写明，让群众知道为什么、下一步找谁", list(.missing))]
    RefusalUnaccounted {
        /// What is missing, in words.
        missing: Vec<&'static str>,
    },
    /// “不归我们管” names the competent unit and its contact.
    #[error("“不属我们职责”还缺：{}。请写明该找哪个单位、怎么联系", list(.missing))]
    CompetentUnitMissing {
        /// What is missing, in words.
        missing: Vec<&'static str>,
    },
    /// The competent unit is one of ours.
    #[error("{unit}就在本系统内，不能让群众自己去跑。请直接移交给它")]
    CompetentUnitIsOurs {
        /// The unit.
        unit: UnitName,
    },
    /// The date named is no promise.
    #[error("答复里写的办结时间要在现在以后，且不晚于{}。请核对", moment(*.latest))]
    NamedDateWrong {
        /// The latest possible.
        latest: Instant,
    },
    /// The citizen asked something.
    #[error("群众{}问的话还没有答。请先答复，再办结", day(.asked_at.date()))]
    QuestionUnanswered {
        /// When he asked.
        asked_at: Instant,
    },
    /// There is a result.
    #[error("结果已于{}作出，还没有送达。请先送达群众", moment(*.decided_at))]
    ResultAlreadyDecided {
        /// When.
        decided_at: Instant,
    },
    /// There is none.
    #[error("还没有作出结果，没有可以送达的内容。请先写结果")]
    NoResult,
    /// 不予受理 comes before acceptance.
    #[error("这件事已经受理，不能再“不予受理”。确实不能办的，请选“不能办”并写明依据")]
    DeclinedTooLate,
    /// Posting counts after failed attempts only.
    #[error(
        "要在 {need} 个不同的工作日各试送一次不成，邮寄才算送达，现在只有 {have} 次。请先联系群众（{clause}）"
    )]
    AttemptsMissing {
        /// On how many working days it was tried.
        have: u32,
        /// On how many it must be.
        need: u32,
        /// The rule.
        clause: Source,
    },

    // —— 了结、复核、关联、催办、预警 ——
    /// 纸质撤回 takes two.
    #[error("凭纸面撤回要有第二位工作人员在场见证。请写上另一位在岗的同志")]
    SecondPersonMissing,
    /// A matter is not merged into or linked with itself.
    #[error("{number} 就是这件事本身。请填另一件的编号")]
    ItIsItself {
        /// The number.
        number: MatterNumber,
    },
    /// 并件 is for one petitioner's matters.
    #[error("两件事不是同一位诉求人提出的，不能并为一件。可以改为关联")]
    NotSamePetitioner,
    /// There is nothing to look at again.
    #[error("这件事还没有送达的结果，暂不用申请复核。着急的话可以催办")]
    NothingToReview,
    /// 复核期限已过.
    #[error("申请复核的期限到{}为止，已经过了。您还可以：{remedy}（{clause}）", moment(*.until))]
    ReviewTermPassed {
        /// Until when it was.
        until: Instant,
        /// What remains.
        remedy: String,
        /// The rule.
        clause: Source,
    },
    /// 催办 counts once a day.
    #[error("今天已经替您催过了，承办人和他的负责人都收到了。明天还没有消息可以再催")]
    AlreadyUrgedToday,
    /// There is no such signal that waits.
    #[error("第 {signal} 条预警不在等待回复。请刷新页面再试")]
    NoSuchSignal {
        /// What was given.
        signal: u32,
    },
    /// The signal is another's.
    #[error("这条预警不由您回复。请由接收人回复")]
    NotTheRecipient,

    // —— 评价、跟进、附件、查询码 ——
    /// Only what was answered can be rated.
    #[error("这件事还没有办结，办结后才能评价。着急的话可以催办")]
    NotYetRateable,
    /// It ended without an answer.
    #[error("这件事已{ending}，没有办理结果可以评价。还要办的，请重新提出")]
    NothingToRate {
        /// How it ended, in words.
        ending: &'static str,
    },
    /// Once, and once more after it was handled anew.
    #[error("这一件您已于{}评价过。整改或重新办理之后，可以再评一次", moment(*.at))]
    AlreadyRated {
        /// When.
        at: Instant,
    },
    /// The first rating stands; what comes now is 追评.
    #[error("这一件您已经评价过，原来的评价保留。这件事已重新办理，请改用追评")]
    MayRateAgain,
    /// There is nothing yet to add to.
    #[error("这一件您还没有评价过。请直接评价")]
    NotRatedYet,
    /// His own.
    #[error("这一件就是您提出的，不用跟进。请用原来的查询码查看进度")]
    FollowsOwn,
    /// He follows it already.
    #[error("您已经在跟进这一件。请用跟进时给您的查询码查看进度")]
    AlreadyFollowing,
    /// It came with something else than what was named.
    #[error("附件没有附对地方。请随正在填写的内容一起上传")]
    AttachedAmiss,
    /// Nothing in it.
    #[error("附件是空的。请换一个文件再上传")]
    AttachmentEmpty,
    /// Nobody's code, or not by this way.
    #[error("这件事没有可以这样补发的查询码。请核对编号，或请本人到窗口办理")]
    NoCodeToReissue,
    /// 窗口补发 takes two of other units.
    #[error("在窗口补发查询码，要两位与这件事无关的其他单位的工作人员同时在场。请另请一位")]
    WindowTakesTwo,

    // —— 历史 ——
    /// A row without an id.
    #[error("来源编号空着或太长，无法判断是否重复导入。请核对这一行")]
    SourceIdMalformed,
    /// Answered before it was asked, or in the future.
    #[error("时间前后不对：来件{}，答复{}。请核对这一行", moment(*.filed_at), moment(*.replied_at))]
    TimesReversed {
        /// 来件.
        filed_at: Instant,
        /// 答复.
        replied_at: Instant,
    },
    /// It lies ahead.
    #[error("来件时间{}还没有到。请核对这一行", moment(*.filed_at))]
    HistoryAhead {
        /// 来件.
        filed_at: Instant,
    },
    /// The unit named is not among ours.
    #[error("没有单位“{unit}”。请核对单位代码")]
    NoSuchUnit {
        /// What was given.
        unit: UnitId,
    },
}
