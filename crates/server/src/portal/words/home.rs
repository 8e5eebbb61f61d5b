//! 首页用词. The three doors, how things stand, what is promised.

use crate::words;

words! {
    /// 首页用词.
    pub struct HomeWords;
    title: "首页", "Home";
    says: "有事找我们，到点有回音", "Bring it to us, and hear back on time";
    lead: "不用注册，不用装软件，一分钟填完。", "No account, no app, one minute to fill in.";
    file: "我要反映 / 办事", "Report or request";
    track: "查办理进度", "Track a matter";
    code: "查询码", "Query code";
    code_hint: "12 位数字，中间有没有空格都行", "12 digits, with or without spaces";
    look_up: "查询", "Look up";
    code_lost: "查询码丢了怎么办？", "Lost your code?";

    month: "本月情况", "This month";
    as_of: "截至", "As of";
    counted_anew: "，每分钟重新计算", ", counted anew every minute";
    how: "数字怎么算的？", "How is this counted?";
    received: "收到", "Received";
    on_time: "按时办结", "Done on time";
    overdue: "正在超期", "Overdue now";
    mean: "平均用时", "Mean time";
    matters: "件", "matters";
    percent: "%", "%";
    working_days: "个工作日", "working days";
    since_first: "本月 1 日以来", "since the first";
    on_time_of(on_time, measured): "{on_time} / {measured} 件", "{on_time} of {measured}";
    nothing_completed: "本月还没有办结", "None completed this month";
    no_figure: "—", "—";
    none_overdue: "没有超期的件", "Nothing is overdue";
    overdue_light: "超期", "Overdue";
    completed_n(n): "办结 {n} 件", "{n} completed";
    how_received: "本月 1 日零时以来收到的全部事项，不管从哪里来。", "Everything filed since the first of the month, by whatever door.";
    how_on_time: "按时办结 ÷（本月办结 + 现在超期没办完的）。到期时间以批准延期后的为准；撤回、不受理、转给别的单位的不算在内。", "Done on time ÷ (completed this month + overdue and still open). The due date includes approved extensions; withdrawn, declined and referred matters are left out.";
    how_overdue: "还没办完、已经过了办结期限、也没有依规定暂停的件。", "Not finished, past the time limit, and not lawfully paused.";
    how_mean: "本月办结的件，从收到到结果送达的工作日数的平均。收到当天不算，休息日不算，等群众补材料的时间也没有扣掉。", "Mean working days from filing to the delivered result, of those completed this month. The day of receipt and rest days do not count; time spent waiting for papers is not taken off.";
    how_history: "从旧系统导入的历史来件不在这些数字里。", "Matters imported from earlier systems are not in these figures.";
    just_opened: "刚开始运行，还没有收到过反映。收到第一件后，这里就有数字。", "We have only just opened; figures appear with the first matter.";
    figures_late: "数字暂时读不出来，正在恢复。", "The figures cannot be read just now; we are on it.";

    promise: "我们的承诺", "Our promise";
    first_contact: "首问负责", "First contact answers";
    first_contact_says: "第一位接待的人负责到底", "Whoever is asked first stays with it to the end";
    in_time: "限时办结", "Done by the limit";
    in_time_says: "到期自动亮灯、公开", "The light turns by itself, in public";
    answer_for_it: "超期追责", "Late is answered for";
    answer_for_it_says: "结果可查、可申诉", "Findings can be seen and appealed";
    promise_whole: "承诺全文", "The whole promise";
    guide: "职责与时限", "Duties and time limits";
    guide_search: "查事项", "Look up an item";
    guide_hint: "例如 转学、资助、校车", "For example transfer, aid, school bus";
    guide_all: "全部事项", "All items";
    units_all: "找学校或科室", "Find a school or section";
}
