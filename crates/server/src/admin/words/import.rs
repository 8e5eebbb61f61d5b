//! 导入用词.

use crate::words;

words! {
    /// 导入用词.
    pub struct ImportWords;
    title: "导入", "Import";
    kind_units: "单位", "Units";
    kind_people: "人员", "People";
    lead: "从表格里复制粘贴，或上传文件。先检查，逐行说明问题，看过再导入；检查不会写入任何东西。", "Paste from a spreadsheet or upload a file. It is checked first, every bad row explained; nothing is written by checking.";
    columns_units: "第一行是列名。必填：单位名称。可选：单位代码、性质（股室、局属单位、学校）、上级单位、电话、地址、办公时间、职责（用分号隔开）、简码、职能。", "The first line names the columns: 单位名称 is needed; 单位代码, 性质, 上级单位, 电话, 地址, 办公时间, 职责, 简码, 职能 may be there.";
    columns_people: "第一行是列名。必填：姓名、单位。可选：手机号、角色（不写就是工作人员，多个用顿号）、负责人（写“是”）、收件岗（A 或 B）。", "The first line names the columns: 姓名 and 单位 are needed; 手机号, 角色, 负责人, 收件岗 may be there.";
    paste: "粘贴", "Paste";
    paste_hint: "在表格软件里选中、复制，粘到这里", "Select and copy in your spreadsheet, paste here";
    file: "或上传文件", "Or upload a file";
    file_hint: "xlsx，或 csv（UTF-8、GB18030 都行）", "xlsx, or csv in UTF-8 or GB18030";
    check: "检查", "Check";
    nothing: "请粘贴内容，或选一个文件", "Paste something or choose a file";
    both: "请只用一种：粘贴，或者上传文件", "Use one of the two";
    counted(rows, good, bad): "共 {rows} 行：可导入 {good}，有问题 {bad}。", "{rows} rows: {good} can be imported, {bad} have problems.";
    unchanged(count): "另有 {count} 行已经在册，不变。", "{count} rows stand already and stay as they are.";
    nothing_new: "没有新的内容，不用导入。", "Nothing new to import.";
    line: "行号", "Line";
    wrong: "问题", "Problem";
    right: "怎么改", "What to do";
    nth(line): "第 {line} 行", "Line {line}";
    same: "就是它", "That one";
    apply_all(count): "导入 {count} 行", "Import {count} rows";
    apply_good(count): "只导 {count} 行", "Import only the {count} good rows";
    mend: "在这里改", "Mend it here";
    mend_hint: "改好以后再检查一遍。也可以在原来的表格里改，再粘贴一次。", "Check again when mended; or mend the spreadsheet and paste it again.";
    again: "再检查", "Check again";
    taken: "认下的单位", "Units taken as meant";
    means(typed, name): "“{typed}”就是“{name}”", "“{typed}” is “{name}”";
    done_units(units, described): "已设立 {units} 个单位，更新 {described} 个单位的说明。", "{units} units opened, {described} described anew.";
    done_people(count): "已导入 {count} 人。", "{count} people imported.";
    next_people: "接着导入人员", "Go on to people";
    next_accounts: "给他们开通账号", "Open accounts for them";
    changed: "检查之后单位或人员有变动，请看一眼再导入。", "Units or people have changed since; look again before importing.";
}
