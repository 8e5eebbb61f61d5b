//! What was told of dockets: cards, tasks, complaints, cases.

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
    card_decision_overdue: "逾期未决，报到您这里", "not decided in time; it came up to you";
}
