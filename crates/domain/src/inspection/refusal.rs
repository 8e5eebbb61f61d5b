//! 督导、抽查的不予办理. Each says what is the case, what it means, and what to do next.

use xiaoneng_calendar::Instant;

use crate::docket::moment;
use crate::id::{InspectionNumber, PersonId, UnitId};
use crate::inspection::authority::NotPermitted;
use crate::inspection::{Candidate, RecusalGround, Stage};
use crate::rules::{Audience, Source};
use crate::tables::refusals;
use crate::text::MOST_CHARACTERS;

const FLOW: &str =
    "教育督导条例 第十六条至第二十三条：通知、自评、现场、初步意见、申辩、意见书、整改、核查、公开";
const TEAM: &str = "教育督导条例：专项、综合督导组成督导小组，听取公众、学生、家长、教师意见";
const RECUSED: &str = "教育督导条例 第十条：可能影响公正的，督学应当回避";
const FAIR: &str = "抽查：名单和种子先公布，后抽取，人人可以复核";
const FROM_RECORD: &str = "抽查看记录，不要单位准备材料，题目从少";
const EVIDENCED: &str = "整改须有佐证，不得应付了事";

refusals! {
    /// Why an inspection stays as it is.
    pub enum InspectionRefusal {
        /// There is none.
        #[error("没有这次督导或抽查，或者您无权查看。请核对编号")]
        NoSuchInspection = "unseen", "督导在通知之前、抽查在记录之前不向被查单位公开";
        /// The rules say nothing of inspections on that day.
        #[error("现行规则汇编里没有督导规则。请先提请启用含督导规则的汇编")]
        RulesSilent = "rules_silent", FLOW;
        /// A text is missing.
        #[error("“{field}”还空着。请写上一两句")]
        TextMissing {
            /// Which, in words.
            field: &'static str,
        } = "text_missing", FLOW;
        /// A text is too long.
        #[error("写了 {characters} 个字，最多 {MOST_CHARACTERS} 个字。长材料请作为附件上传")]
        TextTooLong {
            /// How long it is.
            characters: usize,
        } = "text_too_long", FLOW;
        /// It stands already.
        #[error("编号 {number} 已经有一次督导或抽查。请换一个编号")]
        AlreadyPlanned {
            /// The number.
            number: InspectionNumber,
        } = "already_planned", FLOW;
        /// The office may not run it.
        #[error("{unit} 不能组织这种督导或抽查。教育督导由督导室组织，抽查由四个督办科室或效能办组织")]
        NotTheOffice {
            /// The unit named.
            unit: UnitId,
        } = "not_the_office", FLOW;
        /// A school must be named.
        #[error("没有写明要督导的学校。请选一所学校")]
        SchoolMissing = "school_missing", FLOW;
        /// A spot check is drawn, not aimed.
        #[error("抽查不指定学校 {school}，查谁由抽签决定。要查这一所，请改用专项督导")]
        SpotCheckOfOne {
            /// The school.
            school: UnitId,
        } = "spot_check_of_one", FAIR;
        /// It is not its turn.
        #[error("这次督导现在是“{}”，还做不到或已做过这一步。请按程序一步步来", .stage.name())]
        NotThisStage {
            /// How far it is.
            stage: Stage,
        } = "not_this_stage", FLOW;
        /// 督导小组人数不够.
        #[error("督导小组只有 {present} 人，至少要 {needed} 人（{clause}）。请增加督学")]
        TeamTooSmall {
            /// How many there are.
            present: u32,
            /// How many there must be.
            needed: u32,
            /// The rule.
            clause: Source,
        } = "team_too_small", TEAM;
        /// 没有听取意见.
        #[error("还没有听取{}的意见（{clause}）。请听取后再记录", names(.unheard))]
        NotHeard {
            /// Who was not heard.
            unheard: Vec<Audience>,
            /// The rule.
            clause: Source,
        } = "not_heard", TEAM;
        /// 应当回避.
        #[error("名单里有应当回避的人：被督导学校的人、它的负责人和分管领导、已登记回避的人不能当督学。请换人")]
        Recused {
            /// Who.
            person: PersonId,
        } = "recused", RECUSED;
        /// On record already.
        #[error("已经登记回避：{}。不用再登记", .ground.name())]
        RecusedAlready {
            /// Why.
            ground: RecusalGround,
        } = "recused_already", RECUSED;
        /// The school has time to defend itself.
        #[error("学校可以申辩到{}。请等它申辩、放弃申辩或期满，再送达督导意见书", moment(*.until))]
        DefenceTermRuns {
            /// Until when.
            until: Instant,
        } = "defence_term_runs", FLOW;
        /// 整改时限 out of range.
        #[error("整改时限要在现在之后，不晚于{}（{clause}）。请改日期", moment(*.most))]
        RectifyOutOfRange {
            /// The last instant possible.
            most: Instant,
            /// The rule.
            clause: Source,
        } = "rectify_out_of_range", FLOW;
        /// No evidence.
        #[error("没有附佐证。整改报告要附上能看出改好了的材料，请上传后再报")]
        EvidenceMissing = "evidence_missing", EVIDENCED;
        /// No issue is named.
        #[error("没有选中任何问题。请选至少一个")]
        NoIssueNamed = "no_issue_named", FLOW;
        /// The issue is not there, or not at that point.
        #[error("第 {issue} 个问题不在等这一步。请刷新页面再试")]
        NoSuchIssue {
            /// Which.
            issue: u32,
        } = "no_such_issue", FLOW;
        /// Only spot checks are drawn.
        #[error("这不是抽查，不用抽签。要抽签的请另列一次抽查")]
        NotASpotCheck = "not_a_spot_check", FAIR;
        /// The seed stands.
        #[error("种子已于{}公布，不能再换。要换种子只能取消这次抽查，另列一次", moment(*.at))]
        SeedPublished {
            /// When.
            at: Instant,
        } = "seed_published", FAIR;
        /// No seed yet.
        #[error("种子还没有公布，不能抽取。请先公布种子和名单摘要")]
        SeedNotPublished = "seed_not_published", FAIR;
        /// Drawn once.
        #[error("已经抽取过，结果不变。谁都可以用种子和名单复核")]
        AlreadyDrawn = "already_drawn", FAIR;
        /// Another list than published.
        #[error("名单（{listed} 项）和公布种子时的（{published} 项）不一样。请用公布时的那一份")]
        AnotherList {
            /// How long this one is.
            listed: usize,
            /// How long the published one is.
            published: u32,
        } = "another_list", FAIR;
        /// Too few or too many.
        #[error("要抽 {sample} 项，名单有 {listed} 项。请抽 1 项以上，不超过名单")]
        SampleOutOfRange {
            /// How many are to be drawn.
            sample: u32,
            /// How long the list is.
            listed: u32,
        } = "sample_out_of_range", FAIR;
        /// Not drawn, or recorded already.
        #[error("{} 没有抽中，或者已有抽查记录。请从抽中的里选", .subject.as_str())]
        NotToCheck {
            /// What was given.
            subject: Candidate,
        } = "not_to_check", FAIR;
        /// His own unit.
        #[error("{unit} 是您自己的单位，不能自己查自己。请由别的同志记录")]
        OwnUnit {
            /// The unit.
            unit: UnitId,
        } = "own_unit", FROM_RECORD;
        /// Too few or too many questions.
        #[error("答了 {asked} 个问题，每项 1 到 {most} 个。请增减题目")]
        QuestionsOutOfRange {
            /// How many.
            asked: u32,
            /// At most.
            most: u32,
        } = "questions_out_of_range", FROM_RECORD;
    }
}

fn names(audiences: &[Audience]) -> String {
    let names: Vec<&str> = audiences.iter().map(|one| one.name()).collect();
    names.join("、")
}
