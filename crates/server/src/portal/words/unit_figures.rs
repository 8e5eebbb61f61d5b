//! 单位数字用词.

use crate::words;

words! {
    /// 单位数字用词.
    pub struct UnitFigureWords;
    last_days(days): "近 {days} 天", "Last {days} days";
    as_of(when): "截至 {when}", "As of {when}";
    received: "收到", "Received";
    on_time: "按时办结", "Done on time";
    overdue: "正在超期", "Overdue now";
    matters: "件", "matters";
    of(kept, measured): "{kept} / {measured} 件", "{kept} of {measured}";
    no_figure: "—", "—";
    rate_later(fewest): "满 {fewest} 件后显示按时率", "The rate is shown from {fewest} matters on";
    none_overdue: "没有超期的件", "Nothing is overdue";
    overdue_light: "超期", "Overdue";
    since(days): "{days} 天以来", "in {days} days";
    few_people(fewest): "本单位不足 {fewest} 人，合计数字不显示，免得成了个人的数字。", "Fewer than {fewest} people: sums are hidden, for they would be figures of a person.";
    ratings: "群众评价", "How it was rated";
    rated(counted, answered, percent): "收到评价 {counted} 份 / 办结 {answered} 件（{percent}%）。未评价的不算满意，也不算不满意。", "{counted} ratings of {answered} completed ({percent}%). No rating counts neither as satisfied nor as dissatisfied.";
    rated_alone(counted): "收到评价 {counted} 份。未评价的不算满意，也不算不满意。", "{counted} ratings. No rating counts neither as satisfied nor as dissatisfied.";
    few_ratings(fewest): "收到的评价少于 {fewest} 份，先不公布，免得猜出是谁评的。", "Fewer than {fewest} ratings: not shown yet, so that nobody is guessed.";
    level: "满意程度", "Satisfaction";
    count: "份数", "Ratings";
    share: "占比", "Share";
    very_satisfied: "非常满意", "Very satisfied";
    satisfied: "满意", "Satisfied";
    fairly_satisfied: "基本满意", "Fairly satisfied";
    dissatisfied: "不满意", "Dissatisfied";
    very_dissatisfied: "非常不满意", "Very dissatisfied";
    by_followers(count): "另有 {count} 份是跟进的人评的，单独统计。", "{count} more by followers, counted apart.";
    from_office(count): "另有 {count} 份来自单位网络，未计入。", "{count} more came from office networks and do not count.";
    in_burst(count): "另有 {count} 份短时间内集中出现，未计入。", "{count} more came in a burst and do not count.";
    printed_code(count): "另有 {count} 份用的是经手人打印的查询码，单独统计。", "{count} more by codes that staff printed, counted apart.";
    window_code(count): "另有 {count} 份用的是窗口补发的查询码，单独统计。", "{count} more by codes made anew at a window, counted apart.";
    sentence(days, received, rate, kept, measured): "近 {days} 天：收到 {received} 件，按时办结 {rate}（{kept}/{measured}）", "Last {days} days: {received} received, {rate} done on time ({kept}/{measured})";
    sentence_without_rate(days, received): "近 {days} 天：收到 {received} 件", "Last {days} days: {received} received";
    sentence_overdue(overdue): "，正在超期 {overdue} 件。", ", {overdue} overdue now.";
}
