//! 职责与时限用词. The directory of matters and one entry of it.

use crate::words;

words! {
    /// 职责与时限用词.
    pub struct GuideWords;
    title: "职责与时限", "Duties and time limits";
    lead: "哪件事归谁办、多久办完、要带什么、依据哪一条。", "Who handles what, how long it takes, what to bring, and on what basis.";
    search: "查事项", "Look up an item";
    search_hint: "例如 转学、资助、校车", "In Chinese, for example 转学 (transfer), 资助 (aid), 校车 (school bus)";
    all_items: "全部事项", "All items";
    found(count): "找到 {count} 项", "{count} found";
    found_one: "找到 1 项", "1 found";
    near(q): "没有叫“{q}”的事项，下面几项相近", "No item is called “{q}”; these come near";
    none(q): "没找到“{q}”。", "Nothing found for “{q}”.";
    none_hint: "您可以直接反映，我们来判断归谁管。", "Just tell us; we will find out who is in charge.";
    file: "我要反映", "Report or request";
    file_this: "就办这件", "Start this one";
    all: "全部事项", "All items";
    as_of(day): "以上是 {day}施行的规则。", "The rules in force on {day}.";

    kind_licence: "行政许可", "Licences";
    kind_confirmation: "行政确认", "Confirmations";
    kind_service: "公共服务", "Public services";
    kind_question: "咨询", "Questions";
    kind_grievance: "投诉求助", "Grievances and requests for help";
    kind_suggestion: "建议", "Suggestions";
    kind_petition: "信访", "Petitions";
    kind_information: "政府信息公开", "Government information";

    first_response: "首次回应", "First response";
    promised: "我们承诺", "We promise";
    statutory: "法律规定", "The law says";
    statutory_none: "没有规定时限", "No limit fixed";
    owner: "谁来办", "Who handles it";
    owner_school: "相关学校", "The school concerned";
    owner_receiver: "收到的单位", "The unit that receives it";
    starts: "从什么时候算", "Counted from";
    starts_filed: "从收到起算。收到当天不算，第二天是第 1 天。", "From receipt. The day of receipt does not count; the next is day 1.";
    starts_accepted(source): "从受理起算（{source}）。首次回应从收到起算。", "From formal acceptance ({source}). The first response counts from receipt.";
    starts_complete(source): "从材料齐全起算（{source}）。首次回应从收到起算。", "From when all papers are there ({source}). The first response counts from receipt.";
    steps: "怎么办", "How it goes";
    step_within(limit): "{limit}内", "within {limit}";
    materials: "要带什么", "What to bring";
    materials_none: "规则里没有列必须的材料。办的时候如果需要，会一次说清。", "No papers are prescribed. If any are needed you are told once, all together.";
    conditions: "什么情况能办", "Conditions";
    supplement: "材料不全怎么办", "If papers are missing";
    supplement_says(notify, citizen): "我们在 {notify}内一次告诉您缺什么。您有 {citizen}补齐，这段时间不计时。", "Within {notify} you are told once all that is missing. You have {citizen} to bring it; that time does not count.";
    longer: "会不会延长", "Can it take longer";
    longer_common(times, percent): "确有需要的，经批准可以延期 {times} 次，最多延原时限的 {percent}%。原定的日期一直看得见。", "If need be, with approval, {times} extension of at most {percent}% of the limit. The first date stays visible.";
    longer_by_law(limit, source): "经批准可以延长，最多 {limit}（{source}）。原定的日期一直看得见。", "With approval by at most {limit} ({source}). The first date stays visible.";
    pauses(list): "遇到这些情况暂停计时：{list}。暂停多久、为什么，您都看得到。", "The clock pauses for: {list}. You see for how long and why.";
    pauses_none: "这一项不暂停计时。", "The clock of this item never pauses.";
    instant: "即办件，当场办。", "Done on the spot.";
    safety: "涉及学生安全，马上处理，全天有人值守。", "Concerns pupils’ safety; taken up at once, at any hour.";
    policy: "涉及政策或者名额，结果要公开。", "Concerns policy or quotas; the result is published.";
    no_agreement_by_silence: "超过时限没有答复，不等于同意。", "No answer in time does not mean yes.";
    disagree: "不认可结果怎么办", "If you disagree";
    review_within(limit): "收到结果 {limit}内可以申请复核，由另外的人办。", "Within {limit} of the result you may ask for a review by somebody else.";
    basis: "依据", "Legal basis";
    basis_of(label, source): "{label}：{source}", "{label}: {source}";
    basis_handling: "办理", "Handling";
    basis_delivery: "送达", "Delivery";
    recalled: "（条文待核对）", " (wording to be checked)";
    note: "请注意", "Note";
    rather_call: "先打电话问？", "Rather ask by phone?";
}
