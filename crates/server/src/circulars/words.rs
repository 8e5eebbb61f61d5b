//! 通报用词.

use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::circular::FactReference;

use crate::kit::dates;
use crate::kit::fact_words::FactWords;
use crate::kit::problem::Problem;
use crate::words;

words! {
    /// 通报用词.
    pub struct CircularWords;
    name: "通报", "Circulars";
    for_offices: "拟发通报", "draft circulars";
    for_offices_who: "四个督办科室和效能办", "the four pushing sections and the efficacy office";
    list_lead: "通报只列台账里的事实，数字由事实数出来；每一条都有整改要求和期限。", "A circular lists facts of the ledger alone; figures are counted; each item has a demand and a day.";
    list_empty: "现在没有。", "None at present.";
    public_list: "公开的通报（对外）", "Published circulars (public)";
    public_page: "这份通报的公开页（对外）", "Its public page";
    choose_units: "通报哪些单位", "Which units";
    choose_units_lead: "先选单位，下一步列出台账里关于它们的事实。", "Choose units; what the ledger has about them comes next.";
    units: "被通报的单位", "Units it is about";
    units_hint: "最多二十个。", "Twenty at most.";
    other_units: "换单位", "Other units";
    draft: "拟通报稿", "Draft a circular";
    draft_lead: "勾选要通报的事实。标题和要求里不写数字，日期和文号除外。", "Tick the facts. No figures in title or demand, but dates and document numbers.";
    edit: "改稿", "Edit the draft";
    office: "发文科室", "Issued by";
    title: "标题", "Title";
    numbers_hint: "不写数字，数字由事实数出来；日期和文号可以写。", "No figures: they are counted. Dates and document numbers may stand.";
    facts_of(unit): "{unit}：通报哪些事实", "{unit}: which facts";
    facts_hint: "都来自台账，不通报的去掉勾。", "All from the ledger; leave out what is not meant.";
    no_facts: "台账里现在没有您能看到的、关于它的事实。", "The ledger has no fact about it that you may see.";
    demand_of(unit): "{unit}：整改要求", "{unit}: what is demanded";
    demand_hint: "写清要做到什么，不写数字。", "What is to be reached; no figures.";
    due_of(unit): "{unit}：整改到哪天", "{unit}: by which day";
    due_hint: "不填按规则算。", "By the rules if left empty.";
    name_somebody: "点名通报个人（要有处理决定）", "Name a person (only by a decision)";
    person_of(unit): "{unit}：点名", "{unit}: person named";
    person_hint: "没有处理决定文号的，只通报单位。", "Without the number of a decision only the unit is named.";
    decision: "处理决定文号", "Number of the decision";
    scope: "通报范围", "Scope";
    scope_hint: "被通报的单位要在范围里。选“全县各单位”的，同时对外公开，不写人名。", "The units named must be in it. All units: also public, without names of persons.";
    scope_all: "全县各单位", "All units of the county";
    err_scope: "请选通报范围", "Choose the scope";
    err_facts: "请至少选一条事实", "Choose at least one fact";
    err_units: "请至少选一个单位", "Choose at least one unit";
    submit: "送审", "Submit";
    sign: "签发", "Sign";
    document_number: "发文字号", "Document number";
    document_number_hint: "写成“青教〔2026〕12号”的样子。", "In the form 青教〔2026〕12号.";
    acknowledge: "签收", "Acknowledge";
    for_unit: "代表哪个单位签收", "For which unit";
    send_back: "退改", "Send back";
    what_to_change: "要改什么", "What to change";
    correct: "更正", "Correct";
    withdrawn_facts: "哪些事实不对，撤回", "Facts withdrawn";
    correction: "更正说明", "Correction";
    drop_it: "撤稿", "Drop the draft";
    reason: "原因", "Reason";
    drafter: "拟稿", "Drafted by";
    by_system: "系统（三级督办单发出后自动拟稿）", "the system (after the third urging order)";
    signer: "签发人", "To be signed by";
    signed_at: "签发时间", "Signed";
    receipt_by: "签收期限", "Acknowledge by";
    not_acknowledged: "还没签收", "Not acknowledged";
    counted: "合计（由下面的事实数出）", "Counted from the facts below";
    demand: "整改要求", "Demand";
    due: "整改期限", "To be put right by";
    by_the_rules: "签发时按规则算", "by the rules when signed";
    person: "点名", "Person named";
    fact_stands: "台账里在", "stands in the ledger";
    fact_changed: "已变化，不能签发", "changed: cannot be signed";
    fact_withdrawn: "已更正撤回", "withdrawn by a correction";
    rectification(task): "整改督办 {task}", "Rectification task {task}";
    open_rectification: "转为整改督办", "Open a rectification task";
    rectify_title: "通报整改", "Rectification after a circular";
    correction_head(number, when): "更正 {number}（{when}）", "Correction {number} ({when})";
    paper: "红头文件（打印）", "On paper";
    print_now: "打印", "Print";
    back: "返回", "Back";
    not_signed: "（未签发）", "(not signed)";
    paper_to(units): "{units}：", "To {units}:";
    paper_lead: "现将有关情况通报如下，事实和数字均出自督办台账。", "The facts follow; they and all figures come from the ledger.";
    paper_counted(facts): "{facts}。", "{facts}.";
    paper_named(who): "点名通报：{who}。", "Named: {who}.";
    paper_demand(demand, due): "整改要求：{demand} 整改期限：{due}。", "Demand: {demand} By: {due}.";
    paper_correction(text): "更正：{text}", "Correction: {text}";

    state_drafted: "拟稿中", "draft";
    state_submitted: "待签发", "to be signed";
    state_published: "已签发，待签收", "signed, to be acknowledged";
    state_acknowledged: "已全部签收", "acknowledged";
    state_dropped: "已撤稿", "dropped";

    event_drafted: "拟稿", "drafted";
    event_submitted(signer): "送审，请{signer}签发", "submitted to {signer}";
    event_sent_back: "退改", "sent back";
    event_dropped: "撤稿", "dropped";
    event_published: "签发", "signed";
    event_acknowledged(unit): "{unit}签收", "acknowledged by {unit}";
    event_overdue(units): "逾期未签收：{units}", "not acknowledged in time: {units}";
    event_corrected: "更正", "corrected";

}

impl CircularWords {
    /// Who may come in where circulars are made.
    pub(crate) fn is_for_offices(self) -> Problem {
        let (permission, who) = (self.for_offices().to_owned(), self.for_offices_who().to_owned());
        Problem::MayNotSee { permission, who }
    }

    /// 状态.
    pub(crate) fn state(self, state: &str) -> &'static str {
        match state {
            "drafted" => self.state_drafted(),
            "submitted" => self.state_submitted(),
            "published" => self.state_published(),
            "acknowledged" => self.state_acknowledged(),
            _ => self.state_dropped(),
        }
    }

    /// A fact in one line: when, what, in which docket.
    pub(crate) fn fact_line(self, fact: &FactReference, at: Option<Instant>) -> String {
        let when = at.map(|at| format!("{} ", dates::day_and_time(*self, at)));
        let stream = fact.stream.to_string();
        let id = stream.split_once('/').map_or(stream.as_str(), |(_, id)| id);
        format!("{}{} · {id}", when.unwrap_or_default(), FactWords(*self).fact(fact.code.as_str()))
    }
}
