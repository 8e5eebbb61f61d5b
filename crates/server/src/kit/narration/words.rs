//! 叙述用词. What the trail of a matter says of each thing that happened.

use crate::words;

words! {
    /// 叙述用词. A sentence follows the name of who did it.
    pub struct NarrationWords;
    // —— who ——
    you: "您", "You";
    citizen: "群众", "The citizen";
    follower: "跟进的群众", "Someone following";
    system: "系统", "The system";
    of_unit(unit, person): "{unit} {person}", "{person} ({unit})";
    and: "、", ", ";
    stop: "。", ". ";
    answer_by_signing(due): "{due} 前签收", "to be signed for by {due}";
    // —— filing ——
    filed_portal(who): "网上提交。首问责任人：{who}", "filed online. First contact: {who}";
    filed_qr(who): "扫码提交。首问责任人：{who}", "filed by QR code. First contact: {who}";
    filed_at_counter(way, who): "登记（{way}）。首问责任人：{who}", "registered it ({way}). First contact: {who}";
    way_portal: "网上", "online";
    way_qr: "扫码", "QR code";
    way_visit: "来访", "visit";
    way_phone: "来电", "phone";
    way_letter: "来信", "letter";
    way_hotline: "12345", "12345 hotline";
    way_interface: "接口", "interface";
    way_assigned: "上级交办", "assigned from above";
    way_history: "历史导入", "imported";
    somebody_of(unit): "{unit}", "{unit}";
    repeat_of(number): "与 {number} 是同一人同一事", "same person and subject as {number}";
    first_contact(situation): "记录首问情况：{situation}", "recorded the first contact: {situation}";
    told_leader(who): "已报告{who}", "told {who}";
    reported_to(who): "已报告上级{who}", "reported to {who}";
    classified(item, due): "归入“{item}”，{due} 前办结", "classed it as “{item}”, to be completed by {due}";
    classified_without_date(item): "归入“{item}”", "classed it as “{item}”";
    accepted: "受理", "accepted it";
    accepted_by_first_act: "收下办理", "took it in hand";
    accepted_by_silence: "逾期没有告知补正，按规定自收到之日起视为受理", "not told in time what was missing: by rule accepted as of receipt";
    accepted_for_review: "因复核重新受理", "took it in again for review";
    step_finished(step): "完成环节“{step}”", "finished the step “{step}”";
    acted_as_cover(a): "作为 B 岗代 {a} 办理", "acted for {a} as cover";
    // —— handing over ——
    handed_over(to): "移交给 {to}，等待签收", "handed it over to {to}, to be signed for";
    sent_back_to_school(to): "退回 {to} 先办，等待签收", "offered it back to {to}, to be signed for";
    hand_over_withdrawn: "撤回移交", "withdrew the hand-over";
    routing_undone: "撤销了刚才的分办", "undid the routing just made";
    signed: "签收", "signed for it";
    signed_after(waited): "签收（等了 {waited}）", "signed for it (after {waited})";
    returned(reason): "退回：{reason}。时限不变", "returned it: {reason}. The time limit stays";
    returned_naming(reason, unit): "退回：{reason}，认为应归 {unit}。时限不变", "returned it: {reason}; says it belongs to {unit}. The time limit stays";
    not_our_duty: "不是我们的职责", "not our duty";
    another_first: "要先由别的单位办", "another unit must act first";
    too_little_known: "信息不全办不了", "too little is known";
    ruling_opened(ruler, due): "两次退回，转 {ruler} 裁定由谁办，{due} 前裁定。时限不变", "returned twice: {ruler} rules who handles it, by {due}. The time limit stays";
    ruling_passed_up: "裁定逾期，转局长裁定", "the ruling is late: it goes to the director";
    ruled(unit): "裁定由 {unit} 承办", "ruled that {unit} handles it";
    ruling_objected: "对裁定提出异议，仍由本单位承办", "objected to the ruling; the unit still handles it";
    now_answers(who): "自此由 {who} 负责", "from now on {who} is responsible";
    cover_begins(who): "由 B 岗 {who} 接手办理", "{who} takes over as cover";
    cover_ends(who): "{who} 回岗，继续办理", "{who} is back and goes on";
    taken_over(who): "由 {who} 接手办理", "{who} takes over";
    // —— joint ——
    assist_asked(unit, due): "请 {unit} 协办，{due} 前答复", "asked {unit} to assist, answer by {due}";
    assist_answered(unit): "{unit} 已答复协办", "{unit} has answered";
    late_by(time): "比约定晚 {time}", "{time} late";
    assist_released(unit): "不再需要 {unit} 协办", "{unit} need not assist any more";
    a_unit: "协办单位", "the assisting unit";
    // —— waiting ——
    supplement_asked(due): "一次性告知需补充的材料，请在 {due} 前补充", "told what is missing, to be supplied by {due}";
    clock_waits: "等补充期间停表", "the clock stands still meanwhile";
    supplied: "补充了材料", "supplied what was missing";
    clock_runs_again: "继续计时", "the clock runs again";
    second_supplement_fault: "发现程序过错：第二次告知补正", "a fault of procedure: a second notice of missing material";
    suspension_asked(ground, until): "申请暂停计时：{ground}，到 {until}", "asked to pause the clock: {ground}, until {until}";
    suspended(ground, until): "暂停计时：{ground}。最晚 {until} 自动恢复", "the clock is paused: {ground}. It runs again by {until} at the latest";
    suspension_refused: "不同意暂停计时", "did not agree to pause the clock";
    suspension_lapsed: "暂停申请没有按时审批，失效", "the request to pause lapsed undecided";
    resumed_by_itself: "到期自动恢复计时", "the clock runs again by itself";
    resumed: "恢复计时", "set the clock running again";
    extension_asked(amount): "申请延期 {amount}", "asked to extend by {amount}";
    extended(first, due): "原定 {first}，延到 {due}", "first due {first}, extended to {due}";
    extended_by_law(first, due): "原定 {first}，依法延到 {due}", "first due {first}, extended by law to {due}";
    correction_asked(clock, from, to): "申请把{clock}的时间由 {from} 更正为 {to}", "asked to correct {clock} from {from} to {to}";
    time_corrected(clock, from, to): "凭依据更正{clock}的时间：原记录 {from}，更正为 {to}", "corrected {clock} by evidence: recorded {from}, now {to}";
    correction_refused: "不同意更正时间", "did not agree to correct the time";
    extension_refused: "不同意延期", "did not agree to extend";
    extension_lapsed(approver): "延期申请到期没有审批，失效（审批人 {approver}）", "the request to extend lapsed undecided (approver {approver})";
    follow_up_asked(day): "申请转跟踪办，下次进展 {day}", "asked to track it, next news {day}";
    follow_up_set(day): "一时办不完，转为跟踪办。下次告诉您进展：{day}", "cannot be finished yet: tracked. Next news {day}";
    follow_up_refused: "不同意转跟踪办", "did not agree to track it";
    follow_up_lapsed: "跟踪办申请没有按时审批，失效", "the request to track it lapsed undecided";
    // —— handling ——
    modes_set(modes): "办理方式：{modes}", "way of handling: {modes}";
    modes_removed(modes): "不再按{modes}办理", "no longer handled by: {modes}";
    taken_up(leader): "由 {leader} 包案", "{leader} takes charge of it";
    visited(day): "上门办理（{day}）", "visited ({day})";
    published(part): "公开了{part}", "published: {part}";
    noted: "办理记录", "noted";
    first_reply: "首次回应", "first response";
    replied: "答复", "answered";
    asked: "提问", "asked a question";
    result_decided(outcome): "作出结果：{outcome}", "decided the result: {outcome}";
    resolved: "已解决", "resolved";
    cannot_be_done: "不能办", "cannot be done";
    outcome_declined: "不予受理", "not accepted";
    not_ours: "不属职责", "not our duty";
    // —— the end ——
    delivery_failed(attempt): "第 {attempt} 次送达没有成功", "attempt {attempt} to deliver did not succeed";
    delivered_by_notice: "结果已送达，凭查询码可看", "the result is delivered, to be seen by code";
    delivered_by_hand: "结果已当面或电话告知", "the result was told in person or by phone";
    delivered_by_post: "结果已邮寄，视为送达", "the result was posted and counts as delivered";
    review_until(day): "不认可可在 {day} 前申请复核", "a review may be asked for until {day}";
    completed_on_time: "已办结，按时", "completed on time";
    completed_late: "已办结，超期", "completed late";
    used(time): "最后一段经手 {time}", "last holder {time}";
    declined: "不予受理，已告知依据和救济途径", "not accepted; basis and remedy were told";
    referred: "不属本县教育系统职责，已告知主管单位", "outside our duties; the competent unit was told";
    withdrawn: "撤回", "withdrew it";
    withdrawn_at_counter(second): "按书面申请撤回（{second} 在场）", "withdrew it on paper (with {second})";
    merged(number): "并入 {number} 一起办", "merged into {number}";
    lapsed: "到期没有补充材料，本件失效，可以重新提出", "not supplemented in time: lapsed; it may be filed anew";
    reopened(who, round): "申请复核，由 {who} 重新办理（第 {round} 轮）", "asked for a review; {who} looks at it again (round {round})";
    linked(number): "关联 {number}", "linked with {number}";
    // —— watching ——
    pushed_up(school): "学校先前已被问过：{school}。退回学校限时回应", "the school was asked before: {school}. Offered back with a limit";
    urged_no_news: "催办：快到期了没消息", "urged: no news near the due date";
    urged_changed: "催办：情况有变化", "urged: the situation changed";
    urged_pressing: "催办：事情很急", "urged: it is pressing";
    hint(clock): "提示：{clock} 已过半", "hint: {clock} is half used";
    turned_amber(clock): "亮黄灯：{clock} 快到期，已提醒承办人", "yellow light: {clock} is due soon, the handler is reminded";
    turned_red(clock): "亮红灯：{clock} 超期，已通知单位负责人和效能办", "red light: {clock} is overdue, the head and the efficacy office are told";
    told(people): "告知 {people}", "told: {people}";
    late_by_outage: "因停机迟发", "late by an outage";
    answer_by(due): "{due} 前书面回复", "a written answer is owed by {due}";
    signal_answered: "回复预警", "answered the signal";
    signal_escalated(who): "预警逾期未回复，上报 {who}", "the signal was not answered in time; reported to {who}";
    card_drafted_yellow(who, clock): "拟黄牌：{who}（{clock}），等本人陈述，由人决定", "yellow card drafted: {who} ({clock}); awaits a statement and a decision";
    card_drafted_red(who, clock): "拟红牌：{who}（{clock}），等本人陈述，由人决定", "red card drafted: {who} ({clock}); awaits a statement and a decision";
    silence_accepted: "逾期没有告知补正，视为受理", "not told in time: counts as accepted";
    silence_lapsed: "逾期没有补正，视为放弃", "not supplemented in time: counts as given up";
    silence_agreed: "请示逾期未复，视为同意", "not answered in time: counts as agreed";
    reprojected(notice): "按 {notice} 重新推算到期时间", "due times reckoned anew under {notice}";
    imported: "历史来件导入", "imported from history";
    imported_answered(at): "历史来件导入，当时已于 {at} 答复", "imported from history, answered then at {at}";
    // —— papers, followers, ratings, codes ——
    attached(kind): "附上{kind}", "attached: {kind}";
    photo: "照片", "a photograph";
    paper: "PDF 文件", "a PDF file";
    with_record: "（办理记录）", " (record)";
    with_answer: "（答复）", " (answer)";
    with_result: "（结果）", " (result)";
    followed: "也遇到，跟进这一件", "has the same trouble and follows it";
    rated(solved, satisfaction): "评价：{solved}，{satisfaction}", "rated: {solved}, {satisfaction}";
    rated_again(solved, satisfaction): "追评：{solved}，{satisfaction}", "rated again: {solved}, {satisfaction}";
    solved_yes: "解决了", "solved";
    solved_partly: "部分解决", "partly solved";
    solved_no: "没解决", "not solved";
    solved_hard: "说不清", "hard to say";
    very_satisfied: "非常满意", "very satisfied";
    satisfied: "满意", "satisfied";
    basically_satisfied: "基本满意", "basically satisfied";
    dissatisfied: "不满意", "dissatisfied";
    very_dissatisfied: "非常不满意", "very dissatisfied";
    code_sent: "查询码已重新发送，旧码作废", "a new query code was sent; the old one is dead";
    code_made_at_window: "窗口补发查询码，旧码作废", "a new query code was made at a window; the old one is dead";
    // —— modes ——
    immediate: "立即办", "at once";
    active: "主动办", "actively";
    visit: "上门办", "by visit";
    follow_up: "跟踪办", "tracked";
    open: "公开办", "in public";
    // —— parts ——
    part_rule: "政策规定", "the rule";
    part_procedure: "办理程序", "the procedure";
    part_result: "办理结果", "the result";
    part_contact: "联系方式", "the contact";
}
