//! 看板用词.

use crate::words;

words! {
    /// 看板用词.
    pub struct BoardWords;
    menu: "督办的栏目", "Supervision pages";
    board: "督办看板", "Supervision board";
    complaints: "效能投诉", "Efficacy complaints";
    cases: "责任追究", "Accountability";
    inspections: "督导与抽查", "Inspections";
    circulars: "通报", "Circulars";
    as_of(time): "数据截至 {time}", "As of {time}";
    stale: "数据停了，正在重连", "stopped, reconnecting";
    to_wall: "大屏", "Wall screen";
    by_light: "在办件按灯", "Open matters by light";
    filed_today: "今日新收", "Filed today";
    completed_today: "今日办结", "Completed today";
    reds_head(count): "超期 {count} 件", "Overdue: {count}";
    all_listed: "全部列出，超得最久的在前", "All listed, longest overdue first";
    some_listed(listed): "列出超得最久的 {listed} 件", "The {listed} longest overdue are listed";
    not_listed(count): "还有 {count} 件没有列出，请按单位看。", "{count} more are not listed; look by unit.";
    no_red: "现在没有超期的件。", "Nothing is overdue now.";
    last_red(time, unit): "最近一次超期 {time}，{unit}。", "Last overdue {time}, {unit}.";
    head_unit: "单位", "Unit";
    head_item: "事项", "Item";
    head_over: "已超", "Overdue by";
    head_where: "现在在哪", "Where it is";
    head_clock: "时钟", "Clock";
    head_red: "超期", "Overdue";
    head_count: "件", "Matters";
    masked: "不在您的查看范围", "Not yours to open";
    over_word: "已超 ", "Overdue ";
    units_head: "各单位超期", "Overdue by unit";
    units_of(open, units): "在办 {open} 件 · {units} 个单位", "{open} open · {units} units";
    other_units(count): "其余 {count} 个单位", "{count} other units";
    together: "合计", "Together";
    due_head(count): "今天到期 {count} 件", "Due today: {count}";
    due_hint: "按最先到的时钟，一个三角一件", "By the worst clock, a triangle each";
    due_none: "今天没有还要到期的件。", "Nothing more falls due today.";
    at_hour(hour): "{hour} 时", "{hour}:00";
    waits_head: "等处理", "Waiting";
    unsigned: "过了时限没签收", "Not signed for in time";
    rulings: "两次退回待裁定", "Waiting for a ruling";
    extensions: "延期待批", "Extensions to approve";
    head_whom: "等谁", "Waits for";
    head_since: "时限", "Limit";
    waiting_none: "没有。", "None.";
    back_to_board: "回看板", "Back to the board";
}
