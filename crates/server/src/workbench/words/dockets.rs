//! What was told of dockets: cards, tasks, complaints, cases.

use xiaoneng_domain::accountability::CaseNotice;

use crate::words;

words! {
    /// 案卷用词.
    pub struct DocketWords;
    moved: "案卷有新进展", "something happened";
    by(says, when): "{says}，{when} 前", "{says}, by {when}";
    card(number): "牌 {number}", "Card {number}";
    card_statement_wanted: "请您陈述", "your statement is asked for";
    card_drafted: "按规则拟了一张牌，等陈述和决定", "a card was drafted by rule; a statement and a decision follow";
    card_to_decide: "请决定：签发或不予签发", "to decide: sign or dismiss";
    card_signed: "已签发", "signed";
    card_served: "已送达，可以申诉", "served; you may appeal";
    card_dismissed: "不予签发", "dismissed";
    card_appeal_to_decide: "有申诉，请决定", "an appeal to decide";
    card_appeal_decided: "申诉已有决定", "the appeal was decided";
    card_withdrawn: "已撤销", "withdrawn";
    card_became_final: "已生效", "final";
    complaint(number): "投诉 {number}", "Complaint {number}";
    inquiry(number): "核查事项 {number}", "Inquiry {number}";
    inquiry_asked: "请您书面说明", "your explanation is asked for";
    complaint_to_accept: "新收投诉，请决定受理不受理", "new: decide on acceptance";
    complaint_charged: "交您单位办理", "your unit is charged with it";
    complaint_appointed: "请您调查", "you are to investigate";
    complaint_supplemented: "投诉人有补充", "the complainant added something";
    complaint_recusal_asked: "投诉人申请回避", "recusal is asked for";
    complaint_parts_taken_away: "有人因回避失去职责，请重新指定", "somebody lost his part; appoint anew";
    complaint_explained: "已交来书面说明", "an explanation came";
    complaint_explanation_lapsed: "逾期没有交来书面说明", "no explanation in time";
    complaint_found: "已认定，请处理和结案", "found; deal with it and close";
    complaint_to_reply: "已结案，请答复投诉人", "closed; a reply is owed";
    complaint_follow_up: "投诉人回答了回访", "the follow-up was answered";
    complaint_extension_asked: "延期请您审批", "an extension to decide";
    complaint_extension_refused: "延期没有获批", "the extension was not granted";
    complaint_unsealing_asked: "启封身份请您审批", "an opening of the identity to decide";
    complaint_unsealing_granted: "可以查看身份", "you may read the identity";
    complaint_unsealing_refused: "启封没有获批", "the opening was refused";
    complaint_limit_passed: "时限已过", "a limit has passed";
    complaint_suspicion: "疑似报复，请核查", "retaliation suspected; check it";
    complaint_take_over: "请您承接", "please take over";
    card_decision_overdue: "逾期未决，报到您这里", "not decided in time; it came up to you";
    case(number): "追责案 {number}", "Case {number}";
    task(number): "督办 {number}", "Task {number}";
    task_proposed: "有一项督办待立项", "a task was proposed and waits to be opened";
    task_assigned: "督办交办，请签收", "a task was assigned; sign for it";
    task_progress_missed: "进展报告缺报", "a progress report is missing";
    task_fell_overdue: "督办逾期", "a task is overdue";
    task_urged_reminder: "收到一级（提醒）督办单，请答复", "an urging order of the first level; answer it";
    task_urged_order: "收到二级（督办）督办单，请答复", "an urging order of the second level; answer it";
    task_urged_grave: "收到三级（重点督办）督办单，请答复", "an urging order of the third level; answer it";
    task_urging_answered: "督办单已答复", "an urging order was answered";
    task_reported: "督办已反馈，请审核", "a report came in; review it";
    task_returned: "反馈退回重办", "the report was returned for redo";
    task_instructed: "审核后另有要求", "a further instruction";
    task_concluded: "督办已办结", "a task was concluded";
    task_found_false: "反馈被认定为虚假", "a report was found false";
    task_extension_to_check: "有延期申请，请初核", "a request for time to check";
    task_extension_to_decide: "有延期申请，请审批", "a request for time to decide";
    task_extension_granted: "已同意延期", "more time was granted";
    task_extension_refused: "没有延期", "no more time was granted";
    task_extension_lapsed: "延期申请到期未批", "a request for time lapsed undecided";
    task_reprojected: "到期时间按放假安排变动", "the due time moved with the holiday notice";
    task_cancelled: "督办已撤销", "a task was cancelled";
    inspection(number): "督导抽查 {number}", "Inspection {number}";
    inspection_inspector_named: "请您参加这次督导", "you are to inspect";
    inspection_notified: "收到督导通知，请自评", "a notice of inspection; assess yourselves";
    inspection_self_assessed: "学校已自评", "the school has assessed itself";
    inspection_preliminary: "收到初步意见，可以申辩", "a preliminary opinion; you may defend yourselves";
    inspection_defended: "可以送达督导意见书了", "the opinion can be served";
    inspection_opinion: "收到督导意见书，请整改", "an opinion was served; put right what it says";
    inspection_rectified: "学校报告已整改，请核查", "rectification was reported; verify it";
    inspection_verified: "整改核查有结果", "rectification was verified";
    inspection_overdue: "整改逾期", "rectification is overdue";
    inspection_report: "督导报告已公开", "the report was published";
    inspection_checked: "抽查结果已记录", "a spot check was recorded";
    inspection_cancelled: "督导已取消", "the inspection was cancelled";
    circular(number): "通报 {number}", "Circular {number}";
    circular_drafted: "系统按三级督办单拟了一份通报稿，请核对后送审", "a circular was drafted after a third urging order; check and submit it";
    circular_to_sign: "有通报待您签发", "a circular waits for your signature";
    circular_sent_back: "通报稿退改", "a draft was sent back";
    circular_published: "收到通报，请签收", "a circular; acknowledge it";
    circular_rectify: "被通报，请整改", "named in a circular; put it right";
    circular_corrected: "通报有更正，请签收", "a circular was corrected; acknowledge it";
    circular_receipts_overdue: "通报逾期未签收", "a circular was not acknowledged in time";
}

impl DocketWords {
    /// 追责案的告知.
    pub(crate) fn case_says(&self, told: CaseNotice) -> &'static str {
        let english = match told {
            CaseNotice::ClueArrived => "a clue waits to be accepted",
            CaseNotice::AcceptedAgainstYou => "a case about you was opened",
            CaseNotice::Investigate => "you are to investigate",
            CaseNotice::ExtensionAsked => "more time is asked for",
            CaseNotice::ExtensionDecided => "the request for time was decided",
            CaseNotice::FaultsFound => "faults were found; tell the person",
            CaseNotice::IntentNotified => "a measure is intended; you may state and defend",
            CaseNotice::StatementArrived => "a statement came in; examine it",
            CaseNotice::ReadyToDeliberate => "heard; convene the panel",
            CaseNotice::Deliberate => "you are to deliberate and vote",
            CaseNotice::ReadyToDecide => "the panel concluded; sign",
            CaseNotice::ReadyToServe => "signed; serve it",
            CaseNotice::Served => "a decision was served; the remedies stand in it",
            CaseNotice::Cleared => "not pursued",
            CaseNotice::OutsideRecorded => "an organ's decision was recorded",
            CaseNotice::RemedyAsked => "a remedy was asked for",
            CaseNotice::Review => "you are to review",
            CaseNotice::RemedyDecided => "your remedy was decided",
            CaseNotice::Final => "the decision is final",
            CaseNotice::Lifted => "the warning is over",
            CaseNotice::Revoked => "the decision was revoked",
            CaseNotice::Restored => "restored",
            CaseNotice::Overdue => "a step is overdue",
        };
        self.choose(told.name(), english)
    }
}
