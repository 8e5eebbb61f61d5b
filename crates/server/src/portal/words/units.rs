//! 单位用词. The directory of units, one unit, the page behind its QR code.

use crate::words;

words! {
    /// 单位用词.
    pub struct UnitWords;
    title: "单位", "Units";
    lead: "找学校或者科室：电话、地址、办公时间、管什么事。", "Schools and sections: telephone, address, hours, duties.";
    search: "找单位", "Find a unit";
    search_hint: "名称、拼音首字母、管的事都行", "Name, initials in pinyin, or what it is in charge of";
    none(q): "没找到“{q}”。", "Nothing found for “{q}”.";
    none_hint: "换个说法，或者直接反映，由我们来转。", "Try another word, or just tell us and we will pass it on.";
    file: "我要反映", "Report or request";
    all: "全部单位", "All units";
    group_bureau: "局机关", "The bureau";
    group_sections: "科室", "Sections";
    group_institutions: "局属单位", "Institutions";
    group_schools: "学校", "Schools";
    not_open: "还没有设立单位。", "No units have been set up yet.";

    head: "负责人", "Head";
    phone: "电话", "Telephone";
    address: "地址", "Address";
    hours: "办公时间", "Hours";
    part_of: "上级单位", "Part of";
    duties: "管什么事", "In charge of";
    items: "在这里办的事项", "Items handled here";
    find_this: "找这个单位", "Bring it to this unit";
    not_entered: "还没有登记", "Not entered yet";
    merged_into: "已经并入", "Now part of";
    qr_of: "这个单位的二维码", "QR code of this unit";
    qr_label(unit): "二维码：联系{unit}", "QR code to reach {unit}";
    poster_link: "打印张贴用的二维码", "Poster to print";

    contacting: "您正在联系：", "You are contacting:";
    file_here: "反映问题或办事", "Report or request";
    track: "查办理进度", "Track a matter";
    rather_call: "想打电话？", "Rather call?";
    in_danger: "有人受伤或有危险？", "Somebody hurt or in danger?";
    in_danger_says: "先打 110 或 120，再在这里反映。", "Call 110 or 120 first, then tell us here.";
    large_text: "字太小？用关怀版", "Too small? Use large text";
    code_says: "二维码里只有单位，没有您的任何信息。", "The QR code holds the unit alone, nothing about you.";
    retired: "这个二维码已停用。", "This QR code is no longer in use.";
    retired_hint: "请从下面选单位。", "Choose a unit below.";

    poster_title(unit): "{unit} · 张贴", "{unit} · poster";
    poster_scan: "扫一扫，找我们", "Scan to reach us";
    poster_does_file: "反映问题、办事", "Report or request";
    poster_does_track: "查办理进度", "Track your matter";
    poster_does_no_app: "不用注册，不用装软件", "No account, no app";
    poster_or_call: "也可以打电话", "Or call";
    print: "打印", "Print";
    print_hint: "用 A4 纸打印，贴在门口看得见的地方。浏览器菜单里也可以打印。", "Print on A4 and put it where people see it. Your browser’s menu prints too.";
    back_to_unit: "返回单位", "Back to the unit";
}
