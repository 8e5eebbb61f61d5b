//! 登记投诉用词.

use crate::words;

words! {
    /// 登记投诉用词.
    pub struct RegisterWords;
    title: "登记来信来电来访", "Register a letter, call or visit";
    lead: "投诉人不是自己在网上写的，由效能办照原话记下来。登记人和被投诉的单位、人有利害关系的，系统不收，请换一位登记。", "What was not filed on the web is taken down in the complainant's own words, by somebody who has nothing to do with whom it is about.";
    permission: "登记投诉", "Registering complaints";
    permission_who: "效能办投诉办理人员和纪检联络员", "the efficacy office and the contact outside";
    channel: "怎样来的", "How it came";
    letter: "来信", "Letter";
    hotline: "来电", "Call";
    visit: "来访", "Visit";
    email: "电子邮件", "E-mail";
    postbox: "意见箱", "Box";
    window: "窗口", "Window";
    received: "收到日期", "Received on";
    received_hint: "受理时限从这一天起算；晚登记的照实填，系统会标明。", "The limit runs from this day.";
    representatives: "集体来访的代表人数", "Representatives of a group";
    mode: "身份方式", "Identity";
    sealed: "身份封存（建议）", "sealed (recommended)";
    anonymous: "匿名，不存身份信息", "anonymous, nothing kept";
    named: "实名", "named";
    mode_hint: "问清投诉人再选。选匿名的，下面填的姓名、电话不会保存。", "Ask him. Of an anonymous one name and number are not kept.";
    unit: "投诉哪个单位", "Which unit";
    described: "投诉谁（姓名或职务）", "Whom (name or post)";
    described_hint: "写了全名的，本人和他的下级从一开始就回避。", "With the full name he is kept out from the start.";
    happened: "哪一天的事", "On which day";
    facts: "发生了什么", "What happened";
    facts_hint: "照原话记。不要写能认出投诉人的细节，姓名、电话只写在下面。", "In his words; nothing that gives him away.";
    demand: "希望怎样处理", "What is asked for";
    faults: "属于哪一类", "Of what kind";
    name: "投诉人姓名", "Complainant's name";
    phone: "投诉人手机号", "Complainant's phone";
    call: "回访", "Call back";
    call_yes: "投诉人愿意接一次回访电话", "He would take one call";
    works_unit: "投诉人在本系统工作、要求关注报复的，他的单位", "His unit, if he works here and asks to be watched over";
    works_hint: "按上面的姓名对人，只存密文。", "Found by the name above; a cipher alone is kept.";
    optional_more: "投诉人是谁", "Who complains";
    masked: "（证件号已隐去）", "(identity number removed)";
    done: "已登记", "Registered";
    tell: "请把下面两样告诉投诉人。看进度和结果要同时用编号和查询码，过了这一会儿就不再显示。", "Give both to the complainant; they open standing and result, and are shown for a while only.";
    code: "查询码", "Code";
    code_gone: "查询码不再显示。", "The code is shown no more.";
    went_outside: "投诉的是局领导、效能办或全局，已直接转到局外的纪检监察联络员，本局不再经手。", "It went straight to the contact outside.";
    accept_by: "最迟决定受理", "Acceptance due";
    again: "再登记一件", "Register another";
    err_channel: "请选怎样来的", "Choose how it came";
    err_mode: "请选身份方式", "Choose the identity";
    err_unit: "请从列表里选被投诉的单位", "Choose the unit";
    err_facts: "请写一两句发生了什么", "Write a sentence or two";
    err_day: "日期请写成 2026-09-18 这样", "Write the day as 2026-09-18";
    err_number: "请填数字", "A number, please";
    err_phone: "电话看不懂，请填 11 位手机号或带区号的座机", "A mobile number, or a landline with its area code";
    err_works_anonymous: "匿名的没法关注岗位变动", "Nobody anonymous can be watched over";
    err_works_unknown: "没有对上人：请核对姓名和单位", "Not found: check name and unit";
    group_bureau: "局机关", "Bureau";
    group_sections: "科室", "Sections";
    group_institutions: "直属单位", "Institutions";
    group_schools: "学校", "Schools";
}
