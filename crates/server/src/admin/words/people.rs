//! 人员用词.

use crate::words;

words! {
    /// 人员用词.
    pub struct PeopleWords;
    title: "人员", "People";
    count(count): "{count} 人", "{count} people";
    find: "姓名", "Name";
    unit: "单位", "Unit";
    all_units: "全部单位", "All units";
    filter: "筛选", "Filter";
    roles: "角色", "Roles";
    login: "登录名", "Login name";
    no_account: "没有账号", "no account";
    appoint: "新增人员", "Appoint somebody";
    import: "批量导入", "Import";
    nobody: "没有找到人。", "Nobody found.";
    more(count): "只列出前 {count} 人，请缩小范围。", "The first {count} only; narrow it down.";
    name: "姓名", "Name";
    phone: "手机号", "Mobile number";
    phone_hint: "只用来通知本人，加密保存", "For notices to him alone; kept encrypted";
    roles_hint: "三名管理员由局长任免，和别的角色不能兼", "The three administrators are chosen by the director and hold nothing else";
    save_roles: "保存角色", "Save the roles";
    offices: "现任", "Holds";
    heads(unit): "{unit}负责人", "heads {unit}";
    leads(unit): "分管{unit}", "in charge of {unit}";
    at_desk(unit): "{unit}收件岗", "at the desk of {unit}";
    no_office: "没有担任负责人、分管领导或收件岗", "holds no post";
    open_matters: "他名下的事", "In his name";
    open_none: "没有在办的事。", "No open matters.";
    open_count(count, head): "还有 {count} 件在办；调动或离职后都转给 {head}。", "{count} open matters; on moving or leaving they go to {head}.";
    move_him: "调动", "Move";
    move_does: "先交出现任的岗位，再到新单位；原来的事由原单位负责人接。", "He gives up his posts; his matters go to the head of the old unit.";
    to: "调到", "To";
    vacate: "交出岗位", "Give up posts";
    vacate_does: "留在本单位，不再担任负责人和收件岗。", "He stays in the unit without posts.";
    leave: "离职", "Leave";
    leave_does: "退休、调出县外、辞职。账号当即不能登录，办过的事和留痕都在。", "Retirement, transfer, resignation. He cannot sign in any more; what he did stays on record.";
    leave_button: "登记离职", "Record that he left";
    saved: "已办好。", "Done.";
    has_left: "已离职", "has left";
    back: "全部人员", "Everybody";
    choose: "请选择", "Choose";
    name_missing: "请填上姓名", "Give the name";
    unit_missing: "请选单位", "Choose a unit";
    phone_wrong(count): "手机号是 11 位，您填了 {count} 位", "A mobile number has 11 digits; you typed {count}";
    accounts_title: "开通账号", "Open accounts";
    accounts_all: "全部账号", "All accounts";
    accounts_none: "在职人员都有账号。", "Everybody in office has an account.";
    accounts_wait(count): "还有 {count} 人没有账号。", "{count} people have no account.";
    accounts_does(days, most): "登录名就是姓名，重名的加数字；初始口令随机，只显示这一次，{days} 天内有效，第一次登录要改。一次最多开通 {most} 人。", "Login names are the names; initial passwords are random, shown once, good for {days} days. At most {most} at a time.";
    one_title: "只开通一人，自己定登录名", "One person, with a login name of your choice";
    one_person: "人员", "Person";
    one_open: "开通这一个", "Open this one";
    person_missing: "请选人员", "Choose a person";
    login_hint(least, most): "{least} 到 {most} 个汉字、字母、数字或 . _ - @", "{least} to {most} letters, digits or . _ - @";
    accounts_open(count): "开通 {count} 人，显示口令单", "Open {count} accounts and show the list";
    slips_title: "口令单", "Passwords";
    slips_says: "只显示这一次，请现在打印，按行裁开发给本人。", "Shown once; print it now and hand each line to its owner.";
    initial: "初始口令", "Initial password";
    go_on: "接着开通", "Go on";
}
