//! 台账事实用词. What a fact of the ledger says in a circular, and how many of each there are.

use xiaoneng_app::circulars::FactCounts;

use crate::words;

words! {
    /// 台账事实用词.
    pub struct FactWords;
    task_overdue: "督办逾期", "task overdue";
    task_urged: "发督办单", "urging order";
    task_returned: "督办反馈退回重办", "report returned";
    task_false: "督办反馈不实", "report found false";
    task_missed: "进展报告缺报", "progress report missed";
    card: "牌已生效", "final card";
    opinion: "督导意见书指出问题", "issues in an opinion";
    rectification: "督导整改逾期", "rectification overdue";
    check: "抽查不合格", "failed a spot check";
    signal: "办件超期", "matter overdue";
    other: "台账事实", "fact of the ledger";
    times(what, count): "{what} {count} 次", "{what}: {count}";
}

impl FactWords {
    /// What a fact says, by its code.
    pub(crate) fn fact(self, code: &str) -> &'static str {
        match code {
            "task_fell_overdue" => self.task_overdue(),
            "task_urged" => self.task_urged(),
            "report_returned" => self.task_returned(),
            "report_found_false" => self.task_false(),
            "progress_missed" => self.task_missed(),
            "card_signed" => self.card(),
            "opinion_served" => self.opinion(),
            "inspection_rectification_fell_overdue" => self.rectification(),
            "subject_checked" => self.check(),
            "signal_raised" => self.signal(),
            _ => self.other(),
        }
    }

    /// The figures, each with what it counts.
    pub(crate) fn counts(self, counts: &FactCounts) -> String {
        let each = counts.iter().map(|(code, count)| self.times(self.fact(code.as_str()), count));
        let each: Vec<String> = each.collect();
        each.join(self.choose("，", ", "))
    }
}
