//! 投诉办理用词.

use xiaoneng_domain::complaint::{
    Act, AdverseEvent, ComplaintEvent, DealingKind, Effect, FaultCategory, RejectReason,
};

use crate::words;

words! {
    /// 投诉办理用词.
    pub struct ComplaintWords;
    title: "效能投诉", "Efficacy complaints";
    closed: "这一件按保密规定只有办理人能看。", "By the rules of confidentiality only those handling it may see this.";
    closed_hint: "编号可能抄错了，也可能不由您办理。两种情形显示的内容相同。", "The number may be wrong, or it is not yours. Both look the same.";
    list_lead: "这里只列出由您办理、调查或审批的投诉；与您有利害关系的不会出现。", "Only what you handle, investigate or decide; what concerns you never appears.";
    list_empty: "没有由您办理的投诉。", "Nothing for you to handle.";
    tab_open: "在办", "Open";
    tab_ended: "已了结", "Ended";
    reference: "编号", "Reference";
    of_units: "被投诉单位", "Unit";
    of_persons: "被投诉人", "Persons";
    stage: "环节", "Stage";
    mode: "办理方式", "Way of handling";
    due_at: "到期", "Due";
    filed_at: "收到", "Received";
    my_part: "您的身份", "Your part";
    figure(year, quarter, count): "全县 {year} 年第 {quarter} 季度收到效能投诉 {count} 件。", "Complaints received in the county in quarter {quarter} of {year}: {count}.";
    figure_hidden(year, quarter): "全县 {year} 年第 {quarter} 季度收到的效能投诉不足 5 件，不公布件数。", "Fewer than 5 complaints in quarter {quarter} of {year}; the number is not shown.";
    conclusions: "调查结论", "Conclusions";
    conclusions_who: "局长和效能办的分管领导", "the director and the leader in charge of the efficacy office";
    conclusions_lead: "结案后的结论和处理。投诉原文、投诉人和办理过程只有办理人看得到。", "What was found and done, once closed. The file stays with those who handle it.";
    conclusions_none: "还没有结案的投诉。", "Nothing is closed yet.";
    conclusion: "调查结论", "Conclusion";
    closed_at: "结案", "Closed";
    register: "登记来信来电来访", "Register a letter, call or visit";
    acts: "办理", "Acts";
    acts_none: "现在没有等您办的。", "Nothing for you to do now.";
    acts_not_now: "现在不能办的", "Not possible now";
    facts: "基本情况", "Facts";
    described: "投诉人写的姓名或职务", "Whom, in his words";
    faults: "过错类别", "Kinds of fault";
    happened_on: "发生日期", "Happened on";
    identity: "身份方式", "Identity";
    identity_named: "实名（看身份要写理由并留痕）", "named (reading needs a reason)";
    identity_sealed: "身份封存（启封要两人同意）", "sealed (two persons open it)";
    identity_anonymous: "匿名（没有身份信息）", "anonymous (nothing kept)";
    charged: "承办单位", "Unit charged";
    investigators: "调查人", "Investigators";
    outcome: "认定结论", "Finding";
    file(number): "附件 {number}", "File {number}";
    story: "投诉内容", "What was said";
    demand: "诉求", "What is asked for";
    supplement: "投诉人补充", "Supplement";
    trail: "办理过程", "What happened";
    complainant: "投诉人", "Complainant";
    system: "系统", "System";
    done(act): "“{act}”已办。", "Done: {act}.";
    back: "返回", "Back";
    choose_one: "请选择", "Choose";
    changed: "您打开以后，别人改过这一件。请看一眼最新情况再提交；您写的内容还在。", "Somebody acted since you opened this; look again and resend.";
    not_yours: "这一步不由您来做，或者现在不是这个环节。", "Not yours to do, or not now.";
    err_text: "请写上一两句", "Write a sentence or two";
    err_choice: "请选一项", "Choose one";
    err_day: "日期请写成 2026-09-18 这样", "Write the day as 2026-09-18";
    mode_hint: "直查不填单位；交办、转办填一个单位；联合填协办单位。被投诉的单位、它的下级和分管领导不在列表里。", "Own handling names no unit; the unit complained of is not offered.";
    assisting: "协办单位", "Assisting units";
    letter: "交办单、转办函", "Letter";
    finish_on: "交办单写明的办结日期", "Date named in the letter";
    notice: "告诉投诉人的话", "What the complainant is told";
    notice_hint: "他凭查询码看到这一段，不要写出办理人姓名。", "He reads this by his code.";
    notice_accepted: "您的投诉已受理。", "Your complaint is accepted.";
    notice_reject_hint: "写清理由和应当找的渠道。", "The reason and the right door.";
    notice_merge_hint: "不要写出另一件的编号。", "Without the other's reference.";
    reason: "理由", "Reason";
    merge_into: "并入哪一件（编号）", "Into which (reference)";
    first_investigator: "调查人一", "First investigator";
    second_investigator: "调查人二", "Second investigator";
    investigators_hint: "两名与被投诉人无关的人员；有利害关系的不在列表里。", "Two who have nothing to do with the subject.";
    kind: "方式", "How";
    kind_talk: "谈话", "Talk";
    kind_document: "调阅材料", "Documents";
    kind_visit: "现场查看", "Visit";
    learnt: "了解到的情况", "What was learnt";
    to: "请谁说明", "Of whom";
    question: "要他说明的问题", "The question";
    question_hint: "用您自己的话写，不要照抄投诉人的原话，不要写出投诉编号。他只看到这一段。", "In your own words, never the complainant's. He sees nothing else.";
    identify_hint: "查明后，有利害关系的人立即失去手上的职责。", "Whoever is concerned loses his part at once.";
    who_steps_aside: "谁回避", "Who";
    step_aside_hint: "不选就是您自己。", "Yourself if none is chosen.";
    root: "根本类别", "Root";
    faults_hint: "属实、部分属实的必填", "Owed where something is verified";
    effect: "影响", "Effect";
    report: "调查报告", "Report";
    dealing: "处理方式", "What is done";
    dealing_text: "建议书、整改通知或说明", "In words";
    reply: "答复", "Reply";
    reply_hint: "查明了什么、怎样处理、以后怎么改。", "What was found, done, and will change.";
    call_outcome: "结果", "Result";
    call_reached: "接通，已说明", "reached";
    call_not_reached: "没打通", "not reached";
    verdict: "意见", "Decision";
    agree: "同意", "Agree";
    disagree: "不同意", "Refuse";
    why_not: "不同意的理由", "Reason, if refused";
    unseal_hint: "由另一人审批；同意后您在规定时间内可以看，投诉人会在查询页看到这段理由。", "Another decides; the complainant reads this reason.";
    read_hint: "每看一次都留痕，投诉人在查询页看得到。", "Every reading is on his page.";
    transfer_letter: "移送函", "Letter of transfer";
    transfer_hint: "移送后我们不再经手，您也看不到这件。", "After this it is closed to us.";
    suspicion_outcome: "核查结果", "Result";
    suspicion_unrelated: "与投诉无关", "unrelated";
    suspicion_retaliation: "属于打击报复", "retaliation";
    identity_head: "投诉人身份", "Who complained";
    identity_told: "这次查看已记录，投诉人在查询页看得到。离开本页后不再显示。", "This reading is recorded and told. It is shown once.";
    identity_name: "姓名", "Name";
    identity_phone: "手机号", "Phone";
    not_given: "没有填写", "not given";
    inquiries: "核查事项", "Inquiries";
    to_inquiries: "要我书面说明的核查事项", "Inquiries addressed to me";
    inquiries_none: "没有要您书面说明的事项。", "No explanation is asked of you.";
    inquiry: "请您书面说明", "Your explanation is asked for";
    item: "核查编号", "Number";
    asked_at: "提出", "Asked";
    answer_by: "最迟答复", "Answer by";
    answered: "已说明", "Explained";
    not_answered: "待说明", "Open";
    explanation: "您的说明", "Your explanation";
    explanation_hint: "写清时间、经过和依据。", "When, what, on what basis.";
    send: "提交说明", "Send";
    explained: "说明已提交。", "Sent.";
}

/// Declares words of the variants of an enum.
macro_rules! said {
    ($(#[$doc:meta])* $name:ident($one:ty) { $($pattern:pat => $chinese:literal, $english:literal;)* }) => {
        impl ComplaintWords {
            $(#[$doc])*
            pub fn $name(&self, one: $one) -> &'static str {
                match one {
                    $($pattern => self.choose($chinese, $english),)*
                }
            }
        }
    };
}

said! {
    /// 动作.
    act(Act) {
        Act::File => "登记投诉", "Register";
        Act::Supply => "补充情况", "Supply";
        Act::Accept => "受理", "Accept";
        Act::Reject => "不予受理", "Reject";
        Act::Merge => "并案", "Merge";
        Act::Route => "改变办理方式", "Change the way of handling";
        Act::Appoint => "指定调查人", "Appoint investigators";
        Act::Record => "记录调查", "Record the investigation";
        Act::DemandExplanation => "要求书面说明", "Ask for an explanation";
        Act::Explain => "书面说明", "Explain";
        Act::Identify => "查明被投诉人", "Identify the respondent";
        Act::StepAside => "回避", "Step aside";
        Act::AskRecusal => "申请回避", "Ask for recusal";
        Act::Find => "认定", "Find";
        Act::Deal => "处理", "Deal with it";
        Act::Close => "结案", "Close";
        Act::Reply => "答复投诉人", "Reply";
        Act::AnswerFollowUp => "回答回访", "Answer the follow-up";
        Act::RecordCall => "记录电话回访", "Record a call";
        Act::OrderRedo => "要求重新调查", "Investigate anew";
        Act::Archive => "归档", "Archive";
        Act::AskExtension => "申请延期", "Ask for an extension";
        Act::DecideExtension => "审批延期", "Decide the extension";
        Act::AskUnsealing => "申请启封身份", "Ask to open the identity";
        Act::DecideUnsealing => "审批启封身份", "Decide the opening";
        Act::ReadIdentity => "查看投诉人身份", "Read the identity";
        Act::TransferClue => "移送线索", "Transfer the clue";
        Act::EndOutside => "记录局外办理结果", "Record the end outside";
        Act::SuspectRetaliation => "提示疑似报复", "Suspect retaliation";
        Act::CheckSuspicion => "核查疑似报复", "Check the suspicion";
        Act::KeepTime => "到点处理", "Keep time";
    }
}

said! {
    /// 不利人事变动.
    adverse(AdverseEvent) {
        AdverseEvent::Moved => "疑似报复：投诉人被调离", "retaliation suspected: moved";
        AdverseEvent::PostVacated => "疑似报复：投诉人被免去岗位或职务", "retaliation suspected: lost his post";
        AdverseEvent::RolesTaken => "疑似报复：投诉人的角色被取消", "retaliation suspected: roles taken";
        AdverseEvent::Left => "疑似报复：投诉人离职", "retaliation suspected: left";
        AdverseEvent::CaseOpened => "疑似报复：投诉人被立案追责", "retaliation suspected: a case opened";
    }
}

said! {
    /// 处理方式.
    dealing_kind(DealingKind) {
        DealingKind::MeasureProposed => "建议追责", "measure proposed";
        DealingKind::Rectification => "责令整改", "rectification";
        DealingKind::NoFaultExplained => "说明不予追究的理由", "no fault, explained";
    }
}

said! {
    /// 影响.
    effect_kind(Effect) {
        Effect::None => "没有明显影响", "none";
        Effect::Order => "影响工作秩序", "order of work";
        Effect::Efficiency => "影响工作效率", "efficiency";
        Effect::Harm => "造成不良后果", "harm";
    }
}

said! {
    /// 过错类别.
    fault(FaultCategory) {
        FaultCategory::F01 => "不执行法律法规或决定", "not carrying out law or decisions";
        FaultCategory::F02 => "推诿、拖延", "delay, passing on";
        FaultCategory::F03 => "超时或拒不受理", "late or refused";
        FaultCategory::F04 => "不一次性告知", "not told at once";
        FaultCategory::F05 => "重复要求补正", "repeated demands";
        FaultCategory::F06 => "态度生硬、粗暴", "rudeness";
        FaultCategory::F07 => "脱岗、迟到早退、办私事", "absence";
        FaultCategory::F08 => "应公开不公开", "not made public";
        FaultCategory::F09 => "违规收费、吃拿卡要", "improper charges or gifts";
        FaultCategory::F10 => "违反程序决定", "decided against procedure";
        FaultCategory::F11 => "疏于管理下属", "neglected supervision";
        FaultCategory::F12 => "虚报、隐瞒", "falsehood";
        FaultCategory::F13 => "不落实整改", "no rectification";
        FaultCategory::F14 => "泄露投诉人信息", "leaked the complainant";
        FaultCategory::F15 => "打击报复", "retaliation";
        FaultCategory::F16 => "矛盾上交", "sent upwards";
    }
}

said! {
    /// 不予受理的理由, with the right door.
    reject_reason(RejectReason) {
        RejectReason::Litigation => "应当通过诉讼、仲裁解决（人民法院、仲裁机构）", "for the courts";
        RejectReason::Reconsideration => "应当申请行政复议（复议机关）", "for reconsideration";
        RejectReason::InformationDispute => "政府信息公开争议（信息公开工作机构）", "information dispute";
        RejectReason::Criminal => "涉嫌刑事犯罪（公安机关）", "for the police";
        RejectReason::Discipline => "违纪违法线索（纪检监察机关）", "for the discipline organ";
        RejectReason::OtherOrgan => "其他机关的事（有权处理的机关）", "another organ's";
        RejectReason::Petition => "请求权利、赔偿的信访事项（信访工作机构）", "a petition";
        RejectReason::AlreadyHandled => "同一事项已经办结，没有新的事实（凭新的事实再次投诉）", "handled before";
        RejectReason::NoConcreteFact => "没有具体事实或线索，无法核查（凭新的事实再次投诉）", "nothing concrete";
    }
}

said! {
    /// 发生了什么.
    event(&ComplaintEvent) {
        ComplaintEvent::Filed(_) => "提出投诉", "filed";
        ComplaintEvent::Supplied(_) => "补充", "supplied";
        ComplaintEvent::Accepted(_) => "受理", "accepted";
        ComplaintEvent::Rejected(_) => "不予受理", "rejected";
        ComplaintEvent::Merged(_) => "并案", "merged";
        ComplaintEvent::Routed(_) => "确定办理方式", "way of handling set";
        ComplaintEvent::InvestigatorsAppointed(_) => "指定调查人", "investigators appointed";
        ComplaintEvent::InvestigationRecorded(_) => "调查记录", "investigation recorded";
        ComplaintEvent::ExplanationDemanded(_) => "要求书面说明", "explanation asked for";
        ComplaintEvent::Explained(_) => "书面说明", "explained";
        ComplaintEvent::ExplanationLapsed(_) => "逾期未说明", "no explanation in time";
        ComplaintEvent::RespondentIdentified(_) => "查明被投诉人", "respondent identified";
        ComplaintEvent::SteppedAside(_) => "回避", "stepped aside";
        ComplaintEvent::RecusalAsked(_) => "申请办理人员回避", "recusal asked for";
        ComplaintEvent::PartsTakenAway(_) => "因回避收回职责", "parts taken away";
        ComplaintEvent::Found(_) => "认定", "found";
        ComplaintEvent::Dealt(_) => "处理", "dealt with";
        ComplaintEvent::Closed(_) => "结案", "closed";
        ComplaintEvent::Replied(_) => "答复投诉人", "replied";
        ComplaintEvent::FollowUpAnswered(_) => "回答回访", "follow-up answered";
        ComplaintEvent::FollowUpLapsed(_) => "回访期满未回答", "follow-up not answered";
        ComplaintEvent::CallRecorded(_) => "电话回访", "called";
        ComplaintEvent::RedoOrdered(_) => "要求重新调查", "investigation anew ordered";
        ComplaintEvent::Archived(_) => "归档", "archived";
        ComplaintEvent::ExtensionAsked(_) => "申请延期", "extension asked for";
        ComplaintEvent::ExtensionGranted(_) => "同意延期", "extension granted";
        ComplaintEvent::ExtensionRefused(_) => "不同意延期", "extension refused";
        ComplaintEvent::ExtensionLapsed(_) => "延期逾期未批", "extension lapsed";
        ComplaintEvent::UnsealingAsked(_) => "申请启封身份", "opening asked for";
        ComplaintEvent::Unsealed(_) => "同意启封身份", "identity opened";
        ComplaintEvent::UnsealingRefused(_) => "不同意启封", "opening refused";
        ComplaintEvent::IdentityRead(_) => "查看身份", "identity read";
        ComplaintEvent::HandedOutside(_) => "交局外办理", "handed outside";
        ComplaintEvent::ContactsChanged(_) => "局外联络员变更", "contacts outside changed";
        ComplaintEvent::OutsideEnded(_) => "局外办理结束", "ended outside";
        ComplaintEvent::ClueTransferred(_) => "移送线索", "clue transferred";
        ComplaintEvent::RetaliationSuspected(_) => "疑似报复", "retaliation suspected";
        ComplaintEvent::SuspicionChecked(_) => "核查疑似报复", "suspicion checked";
        ComplaintEvent::LimitPassed(_) => "时限已过", "limit passed";
        ComplaintEvent::Reprojected(_) => "到期重算", "date reckoned anew";
    }
}
