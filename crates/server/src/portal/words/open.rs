//! 公开页用词.

use crate::words;

words! {
    /// 公开页用词.
    pub struct OpenWords;
    draws: "抽签公示", "Published draws";
    draws_lead: "抽查谁由抽签决定。种子和名单的摘要先公布，后抽取；查完以后名单和结果公开，人人可以重抽一遍。", "A draw decides what is checked. Seed and digest of the list are published first; once all is checked, list and result are public and anybody can draw again.";
    draws_none: "还没有公布过抽签。", "No draw has been published yet.";
    draws_of(size, sample): "从 {size} 项里抽 {sample} 项", "{sample} drawn out of {size}";
    draw: "一次抽签", "A draw";
    draw_published: "种子已公布，等抽取", "seed published, to be drawn";
    draw_checking: "已抽取，正在检查", "drawn, being checked";
    draw_released: "名单和结果已公开", "list and result public";
    draw_cancelled: "已取消", "cancelled";
    head_number: "编号", "Number";
    head_published: "公布日期", "Published";
    head_what: "抽取", "Draw";
    head_standing: "进展", "Standing";
    office: "组织科室", "Run by";
    size: "名单项数", "Items in the list";
    sample: "抽取数", "How many are drawn";
    published_at: "种子公布时间", "Seed published";
    drawn_at: "抽取时间", "Drawn";
    seed: "种子", "Seed";
    digest: "名单摘要（SHA-256）", "Digest of the list (SHA-256)";
    result: "抽中的", "What was drawn";
    waits_draw: "还没有抽取。抽取以后、检查完以前，名单和结果先不公开，免得被抽中的单位提前知道。", "Not drawn yet. List and result stay closed until all is checked, so that nobody drawn knows it beforehand.";
    waits_checking: "已经抽取，正在检查。检查完以后，名单和结果在这里公开。", "Drawn and being checked. List and result appear here when that is done.";
    waits_cancelled: "这次抽查已取消，没有抽取。", "This check was cancelled; nothing was drawn.";
    again: "重抽一遍", "Draw again";
    again_same: "本页刚刚按种子和名单重抽了一遍，结果一致。", "This page has just drawn again from seed and list: the same result.";
    again_other: "本页刚刚重抽了一遍，结果不一致，请告诉我们。", "This page has just drawn again and got another result; please tell us.";
    again_how: "您也可以自己抽：每个编号和种子合在一起算 SHA-256，按结果从小到大排，取前几个。有 sha256sum 和 sort 的电脑上，下载名单后运行：", "You can draw yourself: SHA-256 of each id with the seed, sorted, the first ones taken. Where sha256sum and sort are at hand, download the list and run:";
    list: "下载名单（每行一个编号）", "Download the list (one id a line)";
    circulars: "公开通报", "Circulars";
    circulars_lead: "发至全县各单位的通报在这里公开：只列事实和整改要求，不写人名。", "Circulars to all units of the county: facts and demands, no names of persons.";
    circulars_none: "还没有公开的通报。", "No circular is public yet.";
    demand: "整改要求", "Demand";
    due: "整改期限", "By";
    somebody: "有关责任人已在单位内部点名。", "A person responsible was named within the units.";
    corrections: "更正", "Corrections";
    correction(day, count): "{day}更正，撤回 {count} 条", "{day}: {count} withdrawn";
    issued_by: "发文科室", "Issued by";
}
