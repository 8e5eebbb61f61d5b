//! 安全用词. The catalogue of the security pages.

use xiaoneng_app::sign_in::SecurityKind;

use crate::words;

words! {
    /// 安全用词.
    pub struct SecurityWords;
    title: "安全", "Security";
    who_grants: "局长（安全管理员和审计管理员的页面）", "the director (a page of the security and audit administrators)";
    tab_locks: "锁定", "Locks";
    tab_sessions: "会话", "Sessions";
    tab_accounts: "账号", "Accounts";
    tab_log: "安全日志", "Log";
    tab_roles: "角色", "Roles";
    only_looks: "审计管理员只看，不办。", "The audit administrator looks and does not act.";
    locked_now: "现在锁定的", "Locked now";
    nothing_locked: "现在没有锁定的账号。", "No account is locked now.";
    other_subject: "不存在的账号，或一个网络地址", "An account that does not exist, or a network address";
    codes_of(login): "{login} 的动态口令", "Second factor of {login}";
    subject: "账号", "Account";
    failures: "失败次数", "Failures";
    until: "锁定到", "Until";
    lift: "解除", "Lift";
    lift_of(who): "解除：{who}", "Lift: {who}";
    failed_recently: "最近的失败", "Recent failures";
    nothing_failed: "最近没有登录失败。", "No sign-in failed recently.";
    who: "谁", "Who";
    unit: "单位", "Unit";
    device: "设备", "Device";
    began: "开始", "Since";
    seen: "最近操作", "Last used";
    state: "状态", "State";
    locked: "已锁定", "Locked";
    open: "使用中", "Open";
    end: "结束", "End";
    end_of(who): "结束：{who}", "End: {who}";
    no_sessions: "现在没有人登录。", "Nobody is signed in.";
    shown(count, all): "显示 {count} 个，共 {all} 个。", "{count} of {all} shown.";
    find: "查找", "Find";
    find_hint: "账号、姓名、单位", "Account, name, unit";
    login: "账号", "Account";
    name: "姓名", "Name";
    roles: "角色", "Roles";
    second_factor: "动态口令", "Second factor";
    has_it: "已绑定", "Set up";
    has_it_not: "未绑定", "Not set up";
    owes_it: "应绑定，未绑定", "Due, not set up";
    password_since: "口令启用", "Password since";
    initial: "初始口令", "First password";
    has_left: "已离职", "Left";
    more: "办理…", "Act…";
    reset: "重置口令", "Reset password";
    reset_says: "原口令作废，会话全部结束，锁定解除；新的初始口令只显示一次。", "The old one is void, all sessions end, a lock is lifted; the new first password is shown once.";
    drop: "停用动态口令", "Drop second factor";
    drop_says: "手机和备用码都丢了才用；会话全部结束，下次登录重新绑定。", "Only when phone and recovery codes are lost; all sessions end, to be set up anew.";
    no_accounts: "没有符合的账号。", "No such account.";
    open_account: "开通账号", "Open an account";
    initial_title: "新的初始口令", "The new first password";
    initial_says(login): "{login} 的初始口令。只显示这一次，请当面交给本人；登录后要先改成自己的。", "The first password of {login}. Shown once: hand it over in person; it must be changed at the first sign-in.";
    initial_noted: "已经交给本人", "Handed over";
    time: "时间", "Time";
    what: "事件", "Event";
    by: "办理人", "By";
    about: "账号", "Account";
    address: "来源", "From";
    system: "系统", "System";
    empty_log: "还没有记录。", "Nothing yet.";
    earlier: "更早的", "Earlier";
    role: "角色", "Role";
    people: "人数", "People";
    who_has_it: "哪些人", "Who";
    needs_factor: "登录要动态口令", "Needs a second factor";
    yes: "要", "Yes";
    no: "不要", "No";
    act: "事务", "Act";
    by_whom: "谁可以办", "By whom";
    acts_head: "机关事务由谁办", "Who may do what in the office";
    event_signed_in: "登录", "Signed in";
    event_wrong_password: "账号或口令不对", "Wrong account or password";
    event_wrong_code: "动态口令不对", "Wrong second factor";
    event_locked_out: "锁定", "Locked out";
    event_address_locked: "来源地址锁定", "Address locked";
    event_initial_expired: "初始口令过期", "First password expired";
    event_lock_lifted: "解除锁定", "Lock lifted";
    event_signed_out: "退出", "Signed out";
    event_session_ended: "会话被结束", "Session ended";
    event_unlocked: "解锁", "Unlocked";
    event_account_opened: "开通账号", "Account opened";
    event_password_changed: "改口令", "Password changed";
    event_password_reset: "重置口令", "Password reset";
    event_factor_on: "绑定动态口令", "Second factor set up";
    event_factor_off: "停用动态口令", "Second factor dropped";
    event_codes_renewed: "更换备用码", "Recovery codes renewed";
    event_code_used: "使用备用码", "Recovery code used";
    event_contact_seen: "查看联系方式", "Contact seen";
    event_wall_link_made: "制作大屏链接", "Wall link made";
    event_wall_link_revoked: "撤销大屏链接", "Wall link revoked";
    event_unknown: "其他", "Other";
}

impl SecurityWords {
    /// An event of the log.
    pub fn event(&self, kind: Option<SecurityKind>) -> &'static str {
        let Some(kind) = kind else { return self.event_unknown() };
        match kind {
            SecurityKind::SignedIn => self.event_signed_in(),
            SecurityKind::WrongPassword => self.event_wrong_password(),
            SecurityKind::WrongCode => self.event_wrong_code(),
            SecurityKind::LockedOut => self.event_locked_out(),
            SecurityKind::AddressLocked => self.event_address_locked(),
            SecurityKind::InitialPasswordExpired => self.event_initial_expired(),
            SecurityKind::LockLifted => self.event_lock_lifted(),
            SecurityKind::SignedOut => self.event_signed_out(),
            SecurityKind::SessionEnded => self.event_session_ended(),
            SecurityKind::Unlocked => self.event_unlocked(),
            SecurityKind::AccountOpened => self.event_account_opened(),
            SecurityKind::PasswordChanged => self.event_password_changed(),
            SecurityKind::PasswordReset => self.event_password_reset(),
            SecurityKind::SecondFactorOn => self.event_factor_on(),
            SecurityKind::SecondFactorOff => self.event_factor_off(),
            SecurityKind::RecoveryCodesRenewed => self.event_codes_renewed(),
            SecurityKind::RecoveryCodeUsed => self.event_code_used(),
            SecurityKind::ContactSeen => self.event_contact_seen(),
            SecurityKind::WallLinkMade => self.event_wall_link_made(),
            SecurityKind::WallLinkRevoked => self.event_wall_link_revoked(),
        }
    }
}
