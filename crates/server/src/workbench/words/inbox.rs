//! 收件箱用词.

use crate::words;

words! {
    /// 收件箱用词.
    pub struct InboxWords;
    title: "收件箱", "Inbox";
    as_of(time): "截至 {time} · 按到期先后", "As of {time} · by due time";
    of_unit(unit): "{unit} 的件", "Matters of {unit}";
    of_mine: "我经手的", "Held by me";
    by_light: "按灯筛选", "By light";
    all: "全部", "All";
    to_sign: "待签收", "To sign for";
    sent: "我移交的", "Handed over by me";
    assist: "协办", "Co-handling";
    approvals: "待审批", "Approvals";
    disputes: "待裁定", "Rulings";
    signals: "待回复预警", "Signals to answer";
    list_of(count): "待办的件，{count} 件", "Open matters: {count}";
    more_than(count): "{count}+", "{count}+";
    head_light: "灯 · 时钟", "Light · clock";
    head_left: "剩余", "Left";
    head_due: "到期", "Due";
    head_subject: "事由", "Subject";
    head_number: "编号", "Number";
    head_channel: "来源", "Channel";
    head_state: "环节", "Stage";
    head_holder: "经手", "Held by";
    head_first: "首问", "First contact";
    head_act: "操作", "Act";
    head_what: "等什么", "Awaits";
    select: "选择", "Select";
    select_row(subject): "选 {subject}", "Select {subject}";
    sign: "签收", "Sign for";
    open: "打开", "Open";
    approve: "审批", "Decide";
    answer: "答复", "Answer";
    rule: "裁定", "Rule";
    resumes_by(day): "{day} 恢复", "runs again {day}";
    paused: "等补充或暂停中", "paused";
    bulk: "批量", "Selected";
    bulk_hint: "先勾选，再点：", "Tick, then:";
    assign: "分派给…", "Assign…";
    print: "打印", "Print";
    export: "导出", "Export";
    page_of(count): "{count} 件", "{count} matters";
    next: "下一页", "Next page";
    first: "回到第一页", "First page";
    empty: "没有待办的件。", "Nothing to do.";
    empty_light: "没有这种灯的件。", "No matter shows this light.";
    empty_list: "没有。", "None.";
    empty_hint: "新来的件会自动出现在这里。", "New matters appear here by themselves.";
    waits_suspension: "暂停计时", "Pause";
    waits_extension: "延期", "Extension";
    waits_follow_up: "跟踪办", "Tracking";
    waits_assist: "协办答复", "Answer";
    waits_ruling: "裁定", "Ruling";
    waits_signal: "预警回复", "Signal";
    waits_sent: "对方签收", "Signature";
    approvals_title: "待审批", "Approvals";
    approvals_lead: "延期、暂停、跟踪办由您审批。到期没批，申请失效，延误记在您名下。", "Extensions, pauses and trackings that you decide. Undecided, they lapse, and it shows with you.";
    disputes_title: "职责裁定", "Rulings";
    disputes_lead: "两次退回的件，请在时限内裁定由谁承办。", "Matters returned twice: say who handles them, in time.";
    keys_move: "上下", "move";
    keys_open: "打开", "open";
    keys_sign: "签收", "sign";
    keys_help: "快捷键", "shortcuts";
}
