//! 五个不让的用词.

use crate::words;

words! {
    /// 五个不让的用词.
    pub struct MirrorWords;
    title: "五个不让", "Five never-lets";
    of_whom(name): "{name}的五个不让", "Five never-lets of {name}";
    lead: "只有本人和本单位负责人看得到；不排名，不公布。", "Only the person and the head of the unit see this; it is never ranked or published.";
    counters: "五项合计", "The five counts";
    delay: "延误", "Delay";
    backlog: "积压", "Backlog";
    fault: "差错", "Fault";
    coldness: "冷落", "Coldness";
    image: "形象", "Image";
    delay_says: "在办件、督办任务超过期限", "matters and tasks past their due time";
    backlog_says: "超过时限没有签收；在办超过规定件数的部分", "unsigned past the limit; open matters beyond the number allowed";
    fault_says: "已生效的黄牌、红牌和已认定的过错", "cards that are final and faults that were found";
    coldness_says: "群众提问逾期未答；评价指出态度不好；认定的态度问题", "questions of citizens unanswered; ratings that name bad manner; faults of manner";
    image_says: "认定的违规收费、弄虚作假、泄密、打击报复", "unlawful charges, false reports, leaks and retaliation that were found";
    none: "没有。", "None.";
    matter: "办件", "Matter";
    fell_due(at): "{at} 到期", "due {at}";
    since(at): "{at}", "{at}";
}
