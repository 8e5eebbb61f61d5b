//! 案卷页用词, the same for every institution.

use crate::words;

words! {
    /// 案卷页用词.
    pub struct DocketPageWords;
    acts: "办理", "Acts";
    acts_none: "现在没有等您办的。", "Nothing for you to do now.";
    acts_not_now: "现在不能办的", "Not possible now";
    about: "基本情况", "Facts";
    trail: "办理过程", "What happened";
    system: "系统", "System";
    evidence: "佐证", "Evidence";
    evidence_one(number): "佐证 {number}", "Evidence {number}";
    elsewhere: "相关页面", "See also";
    done(act): "“{act}”已办。", "Done: {act}.";
    closed: "没有这一件，或者不由您办理。", "There is no such thing, or it is not yours.";
    closed_hint: "编号可能抄错了，也可能现在不向您开放。两种情形显示的内容相同。", "The number may be wrong, or it is not open to you. Both look the same.";
    changed: "您打开以后，别人改过这一件。请看一眼最新情况再提交；您写的内容还在。", "Somebody acted since you opened this; look again and resend.";
    not_yours: "这一步不由您来做，或者现在不是这个环节。", "Not yours to do, or not now.";
    basis(clause): "依据：{clause}", "basis: {clause}";
    choose_one: "请选择", "Choose";
    err_text: "请写上一两句", "Write a sentence or two";
    err_choice: "请选一项", "Choose one";
    err_some: "请至少选一项", "Choose at least one";
    err_day: "日期请写成 2026-09-18 这样", "Write the day as 2026-09-18";
    err_number: "请写一个数，比如 3", "Write a number such as 3";
    erased: "（原文已按规定销毁）", "(destroyed as the rules demand)";
    of_mine: "与我和本单位有关", "Mine and my unit's";
    of_all: "全部", "All";
    tab_open: "在办", "Open";
    tab_ended: "已了结", "Ended";
    head_light: "灯", "Light";
    head_due: "下一步到期", "Next step due";
    head_title: "事项", "Subject";
    head_number: "编号", "Number";
    head_state: "环节", "Stage";
    no_due: "没有期限", "no limit runs";
    group_sections: "科室", "Sections";
    group_institutions: "直属单位", "Institutions";
    group_schools: "学校", "Schools";
    back: "返回", "Back";
}
