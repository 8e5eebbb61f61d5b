//! 督导、抽查用词.

use xiaoneng_app::inspections::Question;
use xiaoneng_domain::inspection::InspectionEvent;

use crate::kit::problem::Problem;
use crate::words;

words! {
    /// 督导、抽查用词.
    pub struct InspectionWords;
    name: "督导与抽查", "Inspections and spot checks";
    for_offices: "组织督导和抽查", "run inspections";
    for_offices_who: "四个督办科室、效能办和局领导", "the four pushing sections, the efficacy office and the leaders";
    list_lead: "教育督导按程序一步步走；抽查由公开的种子抽签，查谁不由人定。", "Inspections go step by step; spot checks are drawn by a published seed, not chosen.";
    list_empty: "现在没有。", "None at present.";
    public_draws: "抽签公示（对外）", "Published draws (public)";
    public_page: "这次抽签的公示页（对外）", "The public page of this draw";
    plan: "列入计划", "Plan one";
    plan_lead: "抽查不写学校，查谁由抽签决定；专项和综合督导至少三人成组。", "A spot check names no school: the draw decides. Special and comprehensive inspections take a group of three.";
    kind: "种类", "Kind";
    kind_hint: "教育督导由督导室组织；抽查四个督办科室和效能办都可以组织。", "Inspections are run by the inspection office; spot checks by the four pushing sections and the efficacy office.";
    office: "组织科室", "Run by";
    school: "学校", "School";
    school_hint: "抽查不填。", "Leave empty for a spot check.";
    scope: "内容和范围", "What is looked at";
    scope_hint: "一句话写清看什么，不写人名。", "One sentence; no names.";
    planned_on: "计划日期", "Planned for";
    inspectors: "督学", "Inspectors";
    inspectors_hint: "与学校有关系的人系统会拦下。", "Whoever is related to the school is refused.";
    choose_inspectors: "选督学", "Choose inspectors";
    recused: "已登记回避", "Recused";
    defend_by: "申辩截止", "Defence until";
    rectify_by: "整改期限", "To be put right by";
    overdue: "整改逾期记于", "Recorded as overdue";

    seed: "公布种子和名单", "Publish seed and list";
    list: "从什么里抽", "Drawn from";
    list_hint: "名单由系统按现在的记录生成，组织抽查的科室自己不在内；种子由系统随机产生，公布一次，不能换。", "The list is made from what is recorded now, without the office itself; the seed is chance and published once.";
    list_schools: "全部学校", "All schools";
    list_sections: "全部科室", "All sections";
    list_completed: "一段时间里收到、已办结的诉求（用于电话回访）", "Completed matters of a period (for follow-up calls)";
    from: "收件开始日期", "Received from";
    until: "收件结束日期", "Received until";
    days_hint: "只在抽诉求时填。封存的和反映工作人员的不进名单。", "For matters only. What is sealed or about conduct is in no list.";
    days_backwards: "结束日期早于开始日期，请改", "The last day lies before the first";
    sample: "抽取数", "How many";
    sample_hint: "一个数，不超过名单的长度。", "No more than the list holds.";
    draw: "抽取", "Draw";
    draw_head: "抽签", "The draw";
    seed_word: "种子", "Seed";
    digest: "名单摘要（SHA-256）", "Digest of the list (SHA-256)";
    size: "名单项数", "Items in the list";
    published_at: "公布时间", "Published";
    drawn: "抽中", "Drawn";
    record: "记录抽查", "Record a check";
    subject: "抽中的", "What was drawn";
    err_subject: "请选一项抽中的", "Choose what was drawn";
    remark: "说明", "Remark";
    remark_hint: "看不出、没打通也照实写。不用单位补材料。", "Say so where nothing can be told or nobody answers. No papers are asked for.";
    checked_by: "记录人", "Recorded by";
    question_signed: "按时签收了吗？", "Signed for in time?";
    question_first_reply: "首次回应写明谁办、何时办结了吗？", "Does the first reply name who and by when?";
    question_delivered: "结果按时送达了吗？", "Result delivered in time?";
    question_pauses: "暂停、延期都有依据吗？", "Were pauses and extensions founded?";
    question_settled: "电话回访：“您反映的事办结了吗？”", "On the phone: is it settled?";
    question_paid: "电话回访：没有另外收钱、收礼，对吗？", "On the phone: nothing else was asked for, was it?";
    question_first_contact: "首问登记完整吗？", "Is the first-contact register complete?";
    question_posts: "岗位有人在，AB 岗落实了吗？", "Are posts manned, and the pairs in place?";
    question_posted: "办理时限和电话公开了吗？", "Are limits and telephone posted?";
    question_tasks: "督办事项都按时反馈了吗？", "Were tasks reported in time?";
    question_rectification: "整改有佐证吗？", "Is rectification proven?";
    question_absence: "请假外出有登记吗？", "Are absences registered?";

    notify: "发督导通知", "Send the notice";
    letter: "督导通知", "Notice";
    letter_hint: "写清来做什么、哪天来、请学校自评什么。", "What, when, and what the school is to assess.";
    assess: "提交自评", "Hand in the self-assessment";
    assessment: "自评情况", "Self-assessment";
    visit: "记录现场督导", "Record the visit";
    present: "到场督学", "Inspectors present";
    present_hint: "专项和综合督导至少三人。", "At least three for a special or comprehensive one.";
    heard: "听取了谁的意见", "Who was heard";
    heard_hint: "专项和综合督导四方都要听取。", "All four for a special or comprehensive one.";
    visit_record: "现场情况", "What was seen and heard";
    preliminary: "反馈初步意见", "Give the preliminary opinion";
    preliminary_text: "初步意见", "Preliminary opinion";
    preliminary_hint: "学校看到后可以申辩。", "The school may then defend itself.";
    defend: "申辩或放弃申辩", "Defend or waive";
    defend_kind: "怎么答复", "Answer";
    defend_state: "有话要说", "There is something to say";
    defend_waive: "放弃申辩", "Waive";
    defence: "申辩意见", "Defence";
    defence_waived: "学校放弃申辩。", "The school waived its defence.";
    defence_passed: "期限内没有申辩。", "No defence within the term.";
    opinion: "送达督导意见书", "Serve the opinion";
    opinion_text: "督导意见", "Opinion";
    issues: "问题，一行一个", "Issues, one a line";
    issues_hint: "没有问题就留空。", "Leave empty if there are none.";
    rectify_on: "整改到哪天", "To be put right on";
    rectify_hint: "不填按规则算。", "By the rules if left empty.";
    issue_open: "待整改", "to be put right";
    issue_reported(when): "{when} 报告已整改，待核查", "reported {when}, to be verified";
    issue_returned(times): "核查退回 {times} 次，继续整改", "returned {times} time(s)";
    issue_closed(when): "{when} 核查销号", "verified and closed {when}";
    rectify: "报告整改", "Report rectification";
    which_issues: "哪些问题改好了", "Which issues";
    rectified: "怎么改的", "What was done";
    rectified_hint: "附能看出改好了的照片或材料。", "Attach what shows it.";
    verify: "核查整改", "Verify rectification";
    issues_closed: "改好了，销号", "Put right: close";
    issues_returned: "没改好，退回", "Not put right: return";
    verify_record: "核查情况", "What was seen";
    err_issues: "请至少选一个问题", "Choose at least one issue";
    err_both: "同一个问题不能又销号又退回", "An issue is either closed or returned";
    report: "公开督导报告", "Publish the report";
    report_text: "督导报告", "Report";
    report_hint: "会公开，不写个人信息。", "It is public; no personal data.";
    file: "上报归档", "File";
    file_reference: "档号或上报文号", "Reference";
    file_hint: "没有文号的写档号。", "A file number if there is no document number.";
    recuse: "登记回避", "Register a recusal";
    who: "谁回避", "Who";
    recuse_hint: "回避的人从这次督导里退出。", "He leaves this inspection.";
    ground: "事由", "Ground";
    cancel: "取消", "Cancel";
    reason: "原因", "Reason";

    event_planned: "列入计划", "planned";
    event_recused: "登记回避", "recusal registered";
    event_notified: "书面通知学校", "school notified";
    event_assessed: "学校提交自评", "self-assessment handed in";
    event_visited: "现场督导", "visited";
    event_preliminary: "反馈初步意见", "preliminary opinion given";
    event_defended: "学校答复初步意见", "school answered";
    event_defence_passed: "申辩期限已过", "term of defence passed";
    event_opinion: "送达督导意见书", "opinion served";
    event_rectified: "学校报告整改", "rectification reported";
    event_verified: "核查整改", "rectification verified";
    event_rectify_overdue: "整改逾期", "rectification overdue";
    event_report: "公开督导报告", "report published";
    event_seed: "公布种子和名单摘要", "seed and digest published";
    event_drawn: "抽取", "drawn";
    event_checked: "记录抽查", "check recorded";
    event_filed: "上报归档", "filed";
    event_cancelled: "取消", "cancelled";
}

impl InspectionWords {
    /// Who may come in where inspections are run.
    pub(crate) fn is_for_offices(self) -> Problem {
        let (permission, who) = (self.for_offices().to_owned(), self.for_offices_who().to_owned());
        Problem::MayNotSee { permission, who }
    }

    /// 题目.
    pub(crate) fn question(self, question: Question) -> &'static str {
        match question {
            Question::SignedInTime => self.question_signed(),
            Question::FirstReplySays => self.question_first_reply(),
            Question::DeliveredInTime => self.question_delivered(),
            Question::PausesFounded => self.question_pauses(),
            Question::CallSettled => self.question_settled(),
            Question::CallNothingPaid => self.question_paid(),
            Question::FirstContactKept => self.question_first_contact(),
            Question::PostsManned => self.question_posts(),
            Question::LimitsPosted => self.question_posted(),
            Question::TasksReported => self.question_tasks(),
            Question::RectificationProven => self.question_rectification(),
            Question::AbsenceKept => self.question_absence(),
        }
    }

    /// What happened.
    pub(crate) fn event(self, event: &InspectionEvent) -> &'static str {
        match event {
            InspectionEvent::Planned(_) => self.event_planned(),
            InspectionEvent::Recused(_) => self.event_recused(),
            InspectionEvent::Notified(_) => self.event_notified(),
            InspectionEvent::SelfAssessed(_) => self.event_assessed(),
            InspectionEvent::Visited(_) => self.event_visited(),
            InspectionEvent::PreliminaryGiven(_) => self.event_preliminary(),
            InspectionEvent::Defended(_) => self.event_defended(),
            InspectionEvent::DefenceTermPassed(_) => self.event_defence_passed(),
            InspectionEvent::OpinionServed(_) => self.event_opinion(),
            InspectionEvent::RectificationReported(_) => self.event_rectified(),
            InspectionEvent::RectificationVerified(_) => self.event_verified(),
            InspectionEvent::RectificationFellOverdue(_) => self.event_rectify_overdue(),
            InspectionEvent::ReportPublished(_) => self.event_report(),
            InspectionEvent::SeedPublished(_) => self.event_seed(),
            InspectionEvent::Drawn(_) => self.event_drawn(),
            InspectionEvent::Checked(_) => self.event_checked(),
            InspectionEvent::Filed(_) => self.event_filed(),
            InspectionEvent::Cancelled(_) => self.event_cancelled(),
        }
    }
}
