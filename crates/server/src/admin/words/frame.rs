//! 管理页框用词.

use crate::words;

words! {
    /// 管理页框用词.
    pub struct FrameWords;
    menu: "管理栏目", "Administration";
    home: "管理首页", "Overview";
    setup: "开通清单", "Set-up";
    units: "单位", "Units";
    people: "人员", "People";
    import: "导入", "Import";
    covers: "AB 岗", "Covers";
    rules: "规则", "Rules";
    catalogue: "事项目录", "Catalogue";
    calendar: "日历", "Calendar";
    backup: "备份", "Backup";
    audit: "账本核验", "Ledger";
    accounts: "开通账号", "Open accounts";
    security: "安全", "Security";
    save: "保存", "Save";
    done: "已保存。", "Saved.";
    cancel: "不改了", "Cancel";
}
