//! 常用答复用词.

use crate::words;

words! {
    /// 常用答复用词.
    pub struct TemplateWords;
    title: "常用答复", "Standard texts";
    lead: "单位常说的话写在这里，答复、办结、一次性告知时一点就填进去，看过、改过再发。本单位的由负责人写，办公室写的全局都能用。", "What a unit often says, filled into an answer, a result or a notice by one press, to be read and mended before it is sent. A unit's are kept by its head; those of the general office are offered to all.";
    none: "还没有常用答复。", "None yet.";
    none_keeper: "把答复群众时常说的话写成第一条，办件时就不用每次重打。", "Write down what you often answer, and it need not be typed again.";
    write_one: "写一条常用答复", "Write a standard text";
    change: "修改", "Change";
    of_unit(unit): "{unit}", "{unit}";
    of_office: "全局通用", "for all units";
    all_items: "所有事项", "All matter types";
    name: "名字", "Name";
    name_hint: "在下拉框里看到的，例如“已转学校核实”", "As it stands in the list, for example “passed to the school”";
    for_unit: "哪个单位的", "Of which unit";
    offered_for: "用在哪里", "Where it is used";
    for_item: "只用于哪个事项", "For which matter type alone";
    text: "内容", "Text";
    text_hint(most): "群众会看到，用大白话写，最多 {most} 字。不要写群众的姓名和电话，要用时写下面的填空", "The citizen will read it; plain words, up to {most} characters. No names or numbers of citizens: use the blanks below";
    blanks(list): "可以用的填空：{list}，填进去时自动换成这一件的。", "Blanks: {list}. They become those of the matter when it is filled in.";
    save: "保存", "Save";
    drop: "停用", "Drop";
    drop_hint: "停用以后不再出现，以前发出去的不变。", "It is offered no more; what was sent stays.";
    written: "已保存。", "Saved.";
    dropped: "已停用。", "Dropped.";
    back: "全部常用答复", "All standard texts";
    permission: "写常用答复", "Keeping standard texts";
    choose: "常用答复", "Standard text";
    choose_none: "请选一条", "Choose one";
    fill: "填入", "Fill in";
    fill_hint: "填在已写内容的后面，看过再发", "It goes behind what is written; read it before you send it";
    manage: "常用答复怎么来的", "Where these come from";
}
