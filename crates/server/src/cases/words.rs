//! 追责案用词.

use xiaoneng_domain::accountability::{CaseAct, CaseEvent};

use crate::words;

words! {
    /// 追责案用词.
    pub struct CaseWords;
    title: "责任追究", "Accountability";
    own_title: "与我有关的追责案", "Cases about me";
    closed: "这一件只有办案的人和本人能看。", "Only those handling it and the person concerned may see this.";
    closed_hint: "编号可能抄错了，也可能与您无关。两种情形显示的内容相同。", "The number may be wrong, or it is not yours. Both look the same.";
    lead: "处理由人按程序决定：查明事实，听取陈述申辩，由没有上下级关系的人集体研究，再签发、送达。处分由有权机关作出，这里只记录决定机关和文号。", "People decide, by procedure: facts, statement and defence, deliberation outside the line, decision, service. Statutory sanctions are imposed by the competent organs; here only the organ and its document number are recorded.";
    own_lead: "这里是与您有关、已经可以告诉您的追责案：到了哪一步，下一步是什么、谁在什么时候之前办，您可以做什么。", "Cases about you that you may know of: how they stand, what comes next and by when, and what you may do.";
    heads: "校园长问责", "Accountability of heads";
    heads_lead: "校长、园长对学校负全责：一年之内学校生效的红牌、逾期的督办、查实的问题各记分，到几分走哪一步由规则定。记分不是处理，处理另走程序。", "A head answers for the whole school: final red cards, late tasks and what was found true give points within a year. Points are no measure; measures have their own procedure.";
    heads_empty: "没有由您查看的学校，或者哪所学校都没有记录。", "No school of yours, or nothing stands against any.";
    school: "学校", "School";
    head: "校（园）长", "Head";
    points: "一年内记分", "Points within a year";
    step: "走到哪一步", "Step";
    step_none: "没有", "none";
    proposal: "（只提建议，由干部管理机关决定）", " (a proposal; the cadre authority decides)";
    founder_note: "民办、集体办的学校和幼儿园，以上各步都只提建议，由举办者决定。", "For private and collective schools every step is a proposal; the founder decides.";
    talk_due: "应当约谈：由督导室提出督办，约谈校（园）长并跟踪整改。", "A talk is due: the inspection office proposes a task, talks to the head and follows up.";
    talk_task: "提出约谈督办", "Propose the task";
    falls_out: "最早一项记分到期", "The oldest point falls out";
    school_facts: "学校的事", "What stands against the school";
    school_facts_none: "没有记录。", "Nothing.";
    fact_sealed: "查实的问题（来源不公开）", "Found true (source not disclosed)";
    fact_final: "已生效，记分", "final, counts";
    fact_pending: "未生效，不记分", "not final, does not count";
    fact_withdrawn: "已撤销，不记分", "withdrawn, does not count";
    happened: "时间", "When";
    what_stands: "情况", "How it stands";
    own_cards: "我的牌与申诉", "My cards";
    own_empty: "没有与您有关的追责案。", "No case is about you.";
    list_empty: "没有。", "None.";
    tab_todo: "待我办理", "Waiting for me";
    tab_open: "在办", "Open";
    tab_ended: "已了结", "Ended";
    new_clue: "登记线索", "Register a clue";
    who_registers: "效能办、督导室、纪检联络员", "the efficacy office, the inspection office, the discipline liaison";
    number: "编号", "Number";
    subject: "被追究对象", "About";
    category: "人员类别", "Category";
    category_by_post: "系统登记的线索按岗位推定人员类别；不对的，请不予受理并重新登记。", "The system takes the category from the post; if it is wrong, decline and register anew.";
    source: "线索来源", "Source";
    reference: "线索出处", "Where it comes from";
    reference_hint: "文号、条目、材料名称。本人看不到。", "Document, item, material. The person never sees it.";
    stage: "阶段", "Stage";
    due: "承办到期", "Due";
    waits_for: "轮到", "What is due";
    waits_for_me: "待您办理", "Waiting for you";
    opened_at: "登记时间", "Registered";
    office: "承办机构", "Office";
    acts: "办理", "Acts";
    own_acts: "您可以做的", "What you may do";
    until(when): "到 {when} 为止", "until {when}";
    by(when): "{when} 之前", "by {when}";
    by_provisional(when): "预计 {when} 之前（放假安排公布后确定）", "about {when} (until the holiday notice)";
    acts_none: "现在没有等您办的。", "Nothing for you to do now.";
    acts_not_now: "现在还不能办的", "Not possible yet";
    facts: "基本情况", "Facts";
    next: "下一步", "What comes next";
    next_none: "已经了结，没有下一步。", "It has ended.";
    remedies_note: "复核、申诉期间不停止执行，也不会因此加重处理。", "Remedies neither suspend the execution nor make anything heavier.";
    statement_note: "不申辩不会加重处理；申辩也不会。", "Neither silence nor defence makes anything heavier.";
    sanctions_note: "处分、组织处理由有权机关决定，本系统不作出，只记录决定机关和文号。", "Sanctions are imposed by the competent organs; this system records organ and document number.";
    investigators: "调查人员", "Investigators";
    panel: "集体研究", "Panel";
    chair(name): "{name}（主持）", "{name} (chair)";
    voted: "已表决", "voted";
    concluded: "集体研究的结论", "What the panel concluded";
    charges: "认定的过错与处理", "Faults and measures";
    charges_none: "还没有认定，或者还没有告知。", "Nothing found or told yet.";
    fault: "过错", "Fault";
    gravity: "情节", "Gravity";
    liability: "责任", "Liability";
    measure: "措施", "Measure";
    sanction: "建议的处分", "Sanction proposed";
    executed: "合并执行", "Executed";
    others: "其他责任人", "Others liable";
    others_hint: "另案登记为线索，由承办机构受理。", "Each is registered as a clue of his own.";
    records: "有权机关的决定", "Decisions of competent organs";
    declined: "不予采纳建议", "proposal not followed";
    evidence: "在卷事实", "Facts on file";
    trail: "办理过程", "What happened";
    system: "系统", "System";
    state_appeal: "申诉中", "under appeal";
    state_review: "复核中", "under review";
    state_lifted: "告诫已解除", "warning lifted";
    recorded(organ, decided, document): "{organ}：{decided}（文号 {document}）", "{organ}: {decided} (document {document})";
    is_final: "已生效", "final";
    not_final: "未生效，不计分、不公布", "not final: neither scored nor published";
    effect_until(when): "告诫期到 {when}", "warning until {when}";
    done(act): "“{act}”已办。", "Done: {act}.";
    opened: "线索已登记。", "The clue is registered.";
    back: "返回", "Back";
    choose_one: "请选择", "Choose";
    changed: "您打开以后，别人改过这一件。请看一眼最新情况再提交；您写的内容还在。", "Somebody acted since you opened this; look again and resend.";
    not_yours: "这一步不由您来做，或者现在不是这个环节。", "Not yours to do, or not now.";
    err_text: "请写上一两句", "Write a sentence or two";
    err_choice: "请选一项", "Choose one";
    err_number: "请写一个数", "Write a number";
    err_person: "请选人", "Choose somebody";
    against: "对谁", "Against";
    against_person: "个人", "A person";
    against_unit: "单位", "A unit";
    person: "人员", "Person";
    unit: "单位", "Unit";
    reason: "理由", "Reason";
    why: "不予受理的情形", "Ground";
    first: "调查人员一", "First investigator";
    second: "调查人员二", "Second investigator";
    third: "调查人员三", "Third investigator";
    apart_hint: "与被追究对象同单位、有上下级关系、互为 AB 岗的不在列表里。", "Whoever is of the unit, above, below or paired is not offered.";
    kind: "材料种类", "Kind";
    text: "内容", "Text";
    present: "在场的调查人员", "Investigators present";
    amount: "延长几个工作日", "By how many working days";
    verdict: "意见", "Decision";
    agree: "同意", "Agree";
    disagree: "不同意", "Refuse";
    why_not: "不同意的理由", "Reason, if refused";
    another_fault: "还有一项过错", "One more fault";
    third_fault: "还有第三项过错", "A third fault";
    root: "根源", "Root";
    conduct: "第几个行为", "Which act";
    conduct_hint: "同一行为写同一个数。", "The same act, the same number.";
    effect: "影响工作秩序和效率、造成的不良后果", "Effect on order and efficiency";
    effect_hint: "不写明后果的，最重只能定为一般过错。", "Without it nothing beyond ordinary.";
    proven_by: "由哪些在卷事实证明", "Proven by";
    done_what: "过错事实", "What was done";
    handler: "承办人", "Handler";
    reviewer: "审核人", "Reviewer";
    approver: "批准人", "Approver";
    deviation: "谁出了偏差", "Who deviated";
    deviation_misled: "承办人弄虚作假，审核人、批准人受蒙蔽", "the handler deceived, those above could not see it";
    deviation_all_should: "承办人拟错，审核人、批准人都应当发现", "a wrong draft that both above should have seen";
    deviation_reviewer_should: "承办人拟错，审核人应当发现，批准人受蒙蔽", "a wrong draft that the reviewer should have seen";
    deviation_approver_should: "承办人拟错，批准人应当发现，审核人受蒙蔽", "a wrong draft that the approver should have seen";
    deviation_not_as_approved: "承办人不按批准的内容办", "the handler did not carry out what was approved";
    deviation_reviewer_alters: "审核人不采纳或者改变承办人的正确意见", "the reviewer altered a correct opinion";
    deviation_reviewer_alone: "审核人未经批准擅自决定", "the reviewer decided alone";
    deviation_approver_alters: "批准人不采纳、改变正确意见或者擅自决定", "the approver altered a correct opinion or decided alone";
    deviation_leader_orders: "领导指令、干预", "a leader ordered or interfered";
    deviation_collective: "集体决定", "a collective decision";
    deviation_superior_organ: "上级机关错误改变下级的行为", "the superior organ changed it wrongly";
    deviation_grave_subordinate: "下属过错造成严重后果，领导负有责任", "grave consequence of a subordinate's fault";
    leader: "有关领导", "Leader concerned";
    leader_hint: "领导干预、集体决定的决策人、上级机关负责人、下属过错的领导，写在这里。", "Whoever ordered, decided in the collective, or leads.";
    wrong: "持错误意见的人", "Who held the wrong opinion";
    circumstances: "从轻、从重、免责情形", "Circumstances";
    report: "调查报告", "Report";
    clear_in: "在什么范围澄清", "Clear it in";
    measure_for(number, fault): "第 {number} 项“{fault}”的措施", "Measure for {number} {fault}";
    sanction_for(number, fault): "第 {number} 项“{fault}”建议有权机关给予的处分", "Sanction proposed for {number} {fault}";
    told_facts: "认定的事实", "Facts";
    basis: "处理的依据", "Basis";
    outcome: "结果", "Outcome";
    record: "记录", "Record";
    chair_of: "主持人", "Chair";
    member(number): "参加人 {number}", "Member {number}";
    vote: "意见", "Vote";
    opinion: "研究意见", "Opinion";
    warning: "告诫期（几个月）", "Warning, in months";
    warning_hint: "只有书面效能告诫要写。", "Of a written warning alone.";
    scope: "公布范围", "Scope";
    scope_hint: "只有通报批评要选。", "Of a circular alone.";
    decision: "决定书", "Decision";
    way: "送达方式", "How served";
    remedies: "救济途径的告知", "Remedies";
    remedies_proposed(until): "对本决定不服的，可以在知道决定之日起 {until}内申请复核。复核、申诉期间不停止执行，不因申请加重处理。", "A review may be asked within {until}; it neither suspends nor aggravates.";
    what: "决定了什么", "What was decided";
    organ: "决定机关", "Organ";
    document: "文号", "Document number";
    outside_measure: "组织处理", "measure";
    outside_sanction: "处分", "sanction";
    to: "移送给", "To";
    letter: "移送函", "Letter";
    transfer_hint: "移送后我们不再办理。", "After this it leaves our hands.";
    grounds: "理由", "Grounds";
    grounds_hint: "写清哪里不服、有什么事实。", "What you contest, and the facts.";
    statement: "陈述申辩", "Statement and defence";
    statement_hint: "对事实、依据、拟处理有什么说的，都可以写。调查人员必须核实并写明采不采纳。", "Facts, basis, measure: the investigators must examine and answer it.";
    waive_hint: "放弃以后不能再提出。不放弃、不提出，期满自动往下办。", "Once waived it is gone. If you say nothing the term simply passes.";
    reasons: "复核的理由", "Reasons";
    relapse_case: "告诫期内又犯的那一件（编号）", "The other case";
    notice: "公告内容", "Announcement";
    archive_hint: "归档后不再办理。", "After this nothing is done any more.";
    proposed_vote: "待签发：集体研究的结论", "To sign: what the panel concluded";
}

impl CaseWords {
    /// 办理动作.
    pub(crate) fn act(&self, act: CaseAct) -> &'static str {
        let english = match act {
            CaseAct::OpenClue => "Register a clue",
            CaseAct::AcceptClue => "Accept",
            CaseAct::DeclineClue => "Decline",
            CaseAct::NameInvestigators => "Name investigators",
            CaseAct::ExcuseInvestigator => "Excuse an investigator",
            CaseAct::RecordFact => "Record a fact",
            CaseAct::AskExtension => "Ask for more time",
            CaseAct::DecideExtension => "Decide on more time",
            CaseAct::FindFaults => "Find faults",
            CaseAct::FindNothing => "Find no fault",
            CaseAct::NotifyIntent => "Tell what is intended",
            CaseAct::MakeStatement => "State and defend",
            CaseAct::WaiveStatement => "Waive the statement",
            CaseAct::ExamineStatement => "Examine the statement",
            CaseAct::ConvenePanel => "Convene the panel",
            CaseAct::CastVote => "Vote",
            CaseAct::Decide => "Sign the decision",
            CaseAct::DecideNone => "Decide not to pursue",
            CaseAct::Serve => "Serve the decision",
            CaseAct::RecordOutside => "Record an organ's decision",
            CaseAct::Transfer => "Transfer",
            CaseAct::AskReview => "Ask for review",
            CaseAct::NameReviewers => "Name reviewers",
            CaseAct::DecideReview => "Decide the review",
            CaseAct::AskAppeal => "Appeal",
            CaseAct::ExtendAppeal => "Record the longer appeal",
            CaseAct::RecordAppeal => "Record the appeal decision",
            CaseAct::ConfirmExecution => "Confirm execution",
            CaseAct::RecordRelapse => "Record a relapse",
            CaseAct::Publish => "Publish",
            CaseAct::Revoke => "Revoke",
            CaseAct::RestoreRights => "Restore rights",
            CaseAct::RestoreReputation => "Restore reputation",
            CaseAct::Archive => "Archive",
            CaseAct::KeepTime => "Keep time",
        };
        self.choose(act.name(), english)
    }
}

impl CaseWords {
    /// 发生了什么.
    pub(crate) fn event(&self, event: &CaseEvent) -> &'static str {
        let (chinese, english) = match event {
            CaseEvent::ClueOpened(_) => ("线索已登记", "clue registered"),
            CaseEvent::ClueAccepted(_) => ("已受理", "accepted"),
            CaseEvent::ClueDeclined(_) => ("不予受理", "declined"),
            CaseEvent::InvestigatorsNamed(_) => ("调查人员已指定", "investigators named"),
            CaseEvent::InvestigatorExcused(_) => ("调查人员回避", "investigator excused"),
            CaseEvent::FactRecorded(_) => ("事实已记录", "fact recorded"),
            CaseEvent::CaseExtensionAsked(_) => ("申请延长调查期限", "more time asked"),
            CaseEvent::CaseExtensionGranted(_) => ("同意延长", "more time granted"),
            CaseEvent::CaseExtensionRefused(_) => ("不同意延长", "more time refused"),
            CaseEvent::FaultsFound(_) => ("过错已认定", "faults found"),
            CaseEvent::NothingFound(_) => ("认定没有过错", "no fault found"),
            CaseEvent::IntentNotified(_) => ("已告知拟处理意见", "told what is intended"),
            CaseEvent::CaseStatementMade(_) => ("提出陈述申辩", "statement made"),
            CaseEvent::CaseStatementWaived(_) => ("放弃陈述申辩", "statement waived"),
            CaseEvent::CaseStatementTermPassed(_) => {
                ("陈述申辩期满，没有提出", "term passed without a statement")
            }
            CaseEvent::CaseStatementExamined(_) => ("陈述申辩已核实", "statement examined"),
            CaseEvent::PanelConvened(_) => ("组织集体研究", "panel convened"),
            CaseEvent::VoteCast(_) => ("已表决", "voted"),
            CaseEvent::DeliberationEnded(_) => ("集体研究有了结论", "panel concluded"),
            CaseEvent::CaseDecided(_) => ("决定已签发", "decision signed"),
            CaseEvent::NotPursued(_) => ("决定不予追究", "not pursued"),
            CaseEvent::CaseServed(_) => ("决定已送达", "decision served"),
            CaseEvent::OutsideRecorded(_) => ("记录有权机关的决定", "organ's decision recorded"),
            CaseEvent::CaseTransferred(_) => ("已移送", "transferred"),
            CaseEvent::CaseReviewAsked(_) => ("申请复核", "review asked"),
            CaseEvent::ReviewersNamed(_) => ("复核人员已指定", "reviewers named"),
            CaseEvent::CaseReviewDecided(_) => ("复核决定", "review decided"),
            CaseEvent::CaseAppealAsked(_) => ("提出申诉", "appealed"),
            CaseEvent::CaseAppealExtended(_) => ("申诉期限延长", "appeal extended"),
            CaseEvent::CaseAppealDecided(_) => ("申诉决定已记录", "appeal decision recorded"),
            CaseEvent::ExecutionConfirmed(_) => ("决定已执行", "executed"),
            CaseEvent::RelapseRecorded(_) => ("告诫期内又犯", "relapse recorded"),
            CaseEvent::WarningLifted(_) => ("告诫解除", "warning lifted"),
            CaseEvent::BecameFinal(_) => ("决定生效", "final"),
            CaseEvent::CasePublished(_) => ("决定公布", "published"),
            CaseEvent::DecisionRevoked(_) => ("决定撤销", "revoked"),
            CaseEvent::RightsRestored(_) => ("权益恢复", "rights restored"),
            CaseEvent::ReputationRestored(_) => ("名誉恢复", "reputation restored"),
            CaseEvent::CaseArchived(_) => ("归档", "archived"),
            CaseEvent::StepOverdue(_) => ("环节超期", "step overdue"),
            CaseEvent::TermsReprojected(_) => ("期限重算", "terms reckoned anew"),
        };
        self.choose(chinese, english)
    }
}
