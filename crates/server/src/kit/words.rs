//! 通用词. The words of frame, forms and problems; the kit's part of the catalogue.

use crate::words;

words! {
    /// 通用词.
    pub struct KitWords;
    product: "效能通", "Xiaoneng";
    skip: "跳到正文", "Skip to content";
    nav: "主要栏目", "Main sections";
    nav_file: "我要反映", "Report or request";
    nav_track: "查进度", "Track";
    nav_guide: "职责与时限", "Duties and time limits";
    nav_complain: "投诉作风和效能", "Complain about conduct";
    prefs: "显示方式", "Display";
    elder: "关怀版", "Large text";
    normal: "标准版", "Standard";
    bigger: "字再大", "Larger still";
    other_language: "English", "中文";
    home: "首页", "Home";
    help: "帮助", "Help";
    privacy: "隐私", "Privacy";
    accessibility: "无障碍", "Accessibility";
    trouble_call: "遇到困难，可以打电话", "In difficulty? Call us";
    as_of(time): "数据截至 {time}", "As of {time}";
    error_prefix: "有错误：", "Error: ";
    errors_to_mend(count): "有 {count} 处要改", "{count} things to change";
    submit: "提交", "Submit";
    back: "返回", "Back";
    change: "修改", "Change";
    optional: "（选填）", " (optional)";
    inbox: "收件箱", "Inbox";
    sent: "我移交的", "Handed over by me";
    my_unit: "本单位", "My unit";
    register: "登记", "Register";
    search: "查找", "Search";
    search_hint: "编号、称呼、内容", "Number, name, words";
    administration: "管理", "Administration";
    sign_out: "退出", "Sign out";
    light_normal: "正常", "On track";
    light_due_soon: "临期", "Due soon";
    light_overdue: "超期", "Overdue";
    light_paused: "暂停", "Paused";
    light_done: "按时办结", "Done on time";
    light_done_late: "超期办结", "Done late";
    send_again: "再次提交", "Submit again";
    stale_form: "页面放得太久了，请再点一次提交。内容还在", "The page was open too long; submit again";
    what_you_wrote: "您写的内容", "What you wrote";
    no_such_page: "没有找到这个页面。", "We did not find this page.";
    no_such_page_hint: "网址可能抄错了。", "The address may have been mistyped.";
    may_not_see: "这个页面您现在不能看。", "You cannot see this page now.";
    may_not_see_hint(permission, who): "需要“{permission}”。可以找{who}开通。", "You need “{permission}”; ask {who}.";
    confidential: "这一件按保密规定只有办理人能看。", "By the rules of confidentiality only those handling it may see this.";
    withdrawn: "这一件已由提交人撤回。", "The person who filed this has withdrawn it.";
    too_fast(seconds): "操作太快了，请 {seconds} 秒后再试。您填的内容已保留。", "Too fast; try again in {seconds} seconds. What you typed is kept.";
    our_fault: "系统出了问题，不是您的操作。", "Something failed on our side, not yours.";
    our_fault_hint(id, phone): "编号 {id}。可以过几分钟再试，或打 {phone}。", "Reference {id}. Try again in a few minutes, or call {phone}.";
    too_much: "内容太多了，没有收下。", "That was too much to take in.";
    too_much_hint: "请返回上一页，把文字或照片减少一些再提交。", "Go back, send less text or fewer photos.";
    unreadable: "没看懂提交的内容，没有收下。", "We could not read what was sent.";
    unreadable_hint: "请返回上一页，再提交一次。", "Go back and submit again.";
    came_from_elsewhere: "这次提交来自别的网站，没有收下。", "This came from another site and was not accepted.";
    came_from_elsewhere_hint: "请从本站的页面重新提交。", "Submit from a page of this site.";
}
