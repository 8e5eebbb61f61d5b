//! 反映用词. The form, what is checked before it is sent, and what is wrong with it.

use crate::words;

words! {
    /// 反映用词.
    pub struct FilingWords;
    title: "我要反映 / 办事", "Report or request";
    fields: "共 4 项，2 项可以不填", "4 fields, 2 of them optional";
    item_chosen: "办的事", "Your request";
    unit: "找哪个学校或科室", "Which school or section";
    unit_hint: "不确定就选“我不清楚”", "If unsure, choose “I’m not sure”";
    unit_unknown: "我不清楚，请帮我转", "I’m not sure, please pass it on";
    unit_known: "我知道，是下面这个单位", "I know: the one below";
    unit_list: "学校或科室", "School or section";
    unit_choose: "请选择", "Choose";
    story: "什么事", "What is it about";
    story_hint: "写清时间、地点、想怎么解决。不用写身份证号", "When, where, what you would like done. No ID number needed";
    story_left(n): "还可写 {n} 字", "{n} characters left";
    story_over(n): "多了 {n} 字", "{n} characters too many";
    name: "怎么称呼您", "How may we address you";
    name_hint: "例如 王女士", "For example Ms Wang";
    phone: "手机号", "Mobile number";
    phone_hint: "用来告诉您进展，不公开", "To tell you how it goes; never published";
    optional: "（选填）", " (optional)";
    next: "下一步：核对", "Next: check";
    next_hint: "下一步只是核对，还没有提交。", "The next step only checks; nothing is sent yet.";
    known_already: "已经反映过？", "Filed already?";
    track_by_code: "用查询码查进度", "Track it with your code";
    rather_call: "想打电话？", "Rather call?";
    in_danger: "有人受伤或有危险？", "Somebody hurt or in danger?";
    call_first: "先打", "Call";
    call_or: "或", "or";
    call_then: "，再在这里反映。", " first, then tell us here.";
    mistake: "错误：", "Error: ";

    no_answer: "没有等到回音：可能已经收到，也可能没有。内容都在，请再点一次“提交”，不会变成两件。", "No answer came: it may have arrived or not. Everything is still here; press Submit again, it will not be filed twice.";
    check_title: "核对并提交", "Check and submit";
    check_says: "点“提交”后我们才收到。", "We receive it only after you press “Submit”.";
    check_whom: "找谁", "To";
    check_whom_unknown: "我不清楚，请帮我转", "Not sure, please pass it on";
    check_name: "称呼", "Name";
    check_phone: "手机号", "Mobile";
    check_files: "照片和文件", "Photos and files";
    not_given: "没有填", "Not given";
    files_count(n): "{n} 个文件", "{n} files";
    change_what(what): "修改“{what}”", "Change “{what}”";
    back_to_form: "返回修改", "Back to the form";
    similar: "也许已经有人反映", "Perhaps somebody told us already";
    similar_says: "只显示事项、单位和灯，看不到别人写的内容。", "Only item, unit and light are shown, never what others wrote.";
    follow: "我也遇到，跟进这一件", "Same here, follow this one";
    followers(n): "{n} 人关注", "{n} following";
    none_of_these: "不一样，继续提交下面这一件", "None of these, go on with mine below";
    limit: "办理时限", "Time limit";
    limit_first(when): "{when} 前告诉您谁来办、何时办结", "By {when} we tell you who handles it and by when";
    limit_unknown_unit(when): "我们会在 {when} 前确定由谁办，并告诉您时限。", "By {when} we settle who handles it and tell you the time limit.";
    limit_answer(limit, when): "{limit}，{when} 前答复", "{limit}, answered by {when}";
    limit_general(item): "先按“{item}”算。归类以后按那一类的时限，会告诉您。", "Counted as “{item}” for now. Once it is classified its own limit holds, and you are told.";
    limit_provisional: "期间的放假安排还没有公布，日期是估计的。", "Holidays on the way are not announced yet; the date is an estimate.";
    limit_from_accepted(limit): "{limit}，从受理之日起算", "{limit} from formal acceptance";
    limit_from_materials(limit): "{limit}，从材料齐全之日起算", "{limit} from when all materials are there";
    outside_hours(when): "现在是非工作时间，提交后就算收到。{when} 上班后办理。", "Outside office hours: it counts as received at once and is taken up at {when}.";
    submit: "提交", "Submit";
    masked: "里面好像有身份证号，已替您遮住。办这件事不需要它", "We masked what looks like an ID number; it is not needed";
    masked_number: "［身份证号已遮住］", "[ID number masked]";
    urgent: "有人受伤或有危险？先打 110 / 120，再在这里反映", "In danger? Call 110 or 120 first";

    group_sections: "科室", "Sections";
    group_institutions: "局属单位", "Institutions";
    group_secondary: "中学、职业学校", "Secondary and vocational schools";
    group_primary: "小学、教学点", "Primary schools";
    group_kindergartens: "幼儿园", "Kindergartens";
    group_other_schools: "其他学校", "Other schools";

    err_unit_empty: "请选学校或科室；不确定就选“我不清楚，请帮我转”", "Choose a school or section, or “I’m not sure”";
    err_unit_nomatch(q): "没找到“{q}”。换个说法，或选“我不清楚”", "No unit matches “{q}”";
    err_story_empty: "请写什么事，一两句就行", "Tell us what happened, a sentence or two";
    err_story_short: "再多写几个字，至少 5 个字，我们才看得懂", "Write at least 5 characters";
    err_story_long(n): "现在 {n} 字，最多 500 字。长材料可以用照片或附件", "{n} characters; the limit is 500";
    err_phone_len(n): "手机号是 11 位，您填了 {n} 位。也可以不填", "A mobile number has 11 digits; you typed {n}";
    err_phone_form: "手机号以 1 开头。座机请带区号，如 0370-1234567", "Mobile numbers start with 1; include the area code for landlines";
    err_name_long: "称呼最多 20 个字", "Up to 20 characters";
}
