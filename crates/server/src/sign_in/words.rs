//! 登录用词. The catalogue of signing in, and of what the rules refuse, in both languages.

use xiaoneng_app::sign_in::{EntryRefused, PasswordRefused};
use xiaoneng_app::working_time::Instant;

use crate::kit::dates;
use crate::words;

words! {
    /// 登录用词.
    pub struct SignInWords;
    sign_in: "登录", "Sign in";
    for_staff: "工作人员入口。群众办事不用登录。", "For staff. The public needs no account.";
    login: "账号", "Account";
    password: "口令", "Password";
    forgot: "忘记口令找谁", "Forgotten your password?";
    forgot_says: "请找本局的安全管理员重置；管理员会给您一个新的初始口令，登录后改成自己的。", "Ask the bureau’s security administrator, who gives you a new first password to change after signing in.";
    login_empty: "请填账号", "Enter your account";
    password_empty: "请填口令", "Enter your password";
    wrong(left, minutes): "账号或口令不对。还可以试 {left} 次，之后锁定 {minutes} 分钟。", "Wrong account or password. {left} more tries, then locked for {minutes} minutes.";
    wrong_code(left, minutes): "动态口令不对。还可以试 {left} 次，之后锁定 {minutes} 分钟。", "Wrong code. {left} more tries, then locked for {minutes} minutes.";
    locked_until(time): "试的次数多了，已锁定到 {time}。急用请找安全管理员解除。", "Too many tries: locked until {time}. In a hurry, ask the security administrator.";
    address_locked(time): "从这个网络试的次数多了，请 {time} 以后再试，或找安全管理员。", "Too many tries from this network. Try again after {time}, or ask the security administrator.";
    initial_expired: "初始口令已过期，请找安全管理员重置。", "The first password has expired; ask the security administrator for a new one.";
    session_ended: "这次登录已经结束，请重新登录。", "This sign-in has ended; please sign in again.";
    ended_kept: "您离开较久，请重新登录。刚才写的内容还在。", "You were away for long; please sign in again. What you wrote is kept.";
    puzzle_label: "算一算", "A small sum";
    puzzle(left, right): "{left}加{right}等于几？请写数字", "What is {left} plus {right}? In figures";
    puzzle_wrong: "请先算对下面的加法，再登录。这次没有计入次数", "Answer the sum below first; this try was not counted";
    code_title: "动态口令", "Second factor";
    code_label: "动态口令", "Code";
    code_hint: "打开手机上的验证器，填 6 位数字。手机不在身边，就填一个备用码。", "Six digits from your authenticator app, or one of your recovery codes.";
    code_empty: "请填 6 位数字，或一个备用码", "Enter six digits, or a recovery code";
    go_on: "继续", "Continue";
    start_over: "换个账号登录", "Sign in as somebody else";
    own_password_title: "改成您自己的口令", "Choose a password of your own";
    own_password_says: "现在的口令是别人给的，或者用得久了。改好就可以开始工作。", "The present one was given to you, or has been used for long. Change it and go on.";
    old_password: "现在的口令", "Present password";
    new_password: "新口令", "New password";
    new_password_hint(least, kinds): "至少 {least} 个字，字母、数字、符号中至少 {kinds} 种；可以用几个词连起来，也可以用汉字。", "At least {least} characters of {kinds} kinds; several words make a good one.";
    again: "再写一遍新口令", "New password again";
    change_password: "改口令", "Change password";
    password_changed: "口令改好了，其他设备上的会话都已结束。", "Password changed; sessions on other devices have ended.";
    too_short(least, given): "口令至少 {least} 个字，现在 {given} 个。可以用几个词连起来", "At least {least} characters; you typed {given}";
    too_long(most): "口令最多 {most} 个字节，请写短一点", "At most {most} bytes; shorten it";
    too_few_kinds(least): "小写字母、大写字母、数字、其他符号，至少用 {least} 种", "Use at least {least} kinds: small letters, capitals, digits, others";
    holds_login: "口令里不能有账号，别人最先试的就是它", "It must not contain your account: that is tried first";
    too_common: "这个口令太常见，几秒钟就会被猜到。请换一个只有您想得到的", "Too common: it is guessed in seconds. Choose one only you would think of";
    used_before(count): "最近 {count} 次用过的口令不能再用，请换一个", "One of your last {count} passwords; choose another";
    not_the_same: "两次写的不一样，请再写一遍", "The two are not the same; write them again";
    enrol_title: "绑定动态口令", "Set up the second factor";
    enrol_says: "您的角色可以作决定，登录时除了口令，还要手机上的 6 位数字。绑定一次就好。", "Your role decides things, so signing in also takes six digits from your phone. Set it up once.";
    enrol_wished: "绑定以后，登录时除了口令，还要手机上的 6 位数字；别人知道口令也进不来。", "Signing in then also takes six digits from your phone; a stolen password opens nothing.";
    enrol_step_app: "在手机上装一个验证器应用（支持 TOTP 的都可以，手机不用联网）。", "Install an authenticator app that knows TOTP; the phone needs no network.";
    enrol_step_scan: "用验证器扫下面的二维码，或者手工输入密钥。", "Scan the code below with it, or type the secret.";
    enrol_step_code: "把验证器显示的 6 位数字填在下面。", "Type the six digits that it shows.";
    qr_alt: "动态口令的二维码", "QR code of the second factor";
    secret: "密钥", "Secret";
    confirm: "绑定", "Set up";
    recovery_title: "记下备用码", "Write down the recovery codes";
    recovery_says: "手机丢了、换了，就用备用码登录，每个只能用一次。这一页只显示这一次，请抄下或打印，锁进抽屉。", "When the phone is lost, sign in with one of these; each works once. This page is shown once: copy or print it and lock it away.";
    recovery_noted: "已经记下，继续", "I have them; continue";
    print: "打印", "Print";
    unlock_title: "已锁定", "Locked";
    unlock_says(name): "{name}，您离开较久，页面已锁定。填口令就能继续，刚才写的内容还在。", "{name}, you were away for a while. Your password opens the page again; what you wrote is kept.";
    unlock: "继续工作", "Continue";
    draft_title: "刚才写的内容还在", "What you wrote is still here";
    draft_says(time): "{time}您提交时登录已经锁定或结束，内容替您存下了，还没有提交。", "When you submitted at {time} the session was locked or over. It was kept, and not submitted.";
    draft_submit: "再次提交", "Submit again";
    draft_discard: "不要了", "Discard";
    logout_title: "退出", "Sign out";
    logout_says: "退出以后，这台设备要重新登录才能用。", "This device then has to sign in again.";
    logout: "退出登录", "Sign out";
    stay: "不退出", "Stay";
    me: "我的设置", "My settings";
    settings: "提醒和显示", "Notices and display";
    settings_saved: "已保存。", "Saved.";
    save: "保存", "Save";
    phone: "手机号", "Phone";
    phone_hint: "只用来通知您，别人看不到。", "Used to notify you; nobody else sees it.";
    phone_wrong: "手机号是 11 位；座机请带区号，如 0370-1234567", "A mobile number has 11 digits; include the area code for landlines";
    notices: "有新的件、快到期、超期时，发短信告诉我", "Tell me by text message of new matters and of what is due";
    quiet: "免打扰时段", "Quiet hours";
    quiet_hint: "如 22:00 到 7:00。这段时间不发短信，过后再发。不填就随时发。", "Such as 22:00 until 7:00. No messages during these hours; they come afterwards.";
    quiet_from: "从", "From";
    quiet_until: "到", "until";
    quiet_wrong: "免打扰时段的起止都要写，如 22:00 到 7:00；不需要就都清空", "Give both times, such as 22:00 and 7:00, or neither";
    shortcuts: "使用单键快捷键（s 签收、h 移交等）", "Single-key shortcuts (s to sign for, h to hand over …)";
    large_type: "关怀版（大字）", "Large text";
    secrets: "口令和动态口令", "Password and second factor";
    factor_is_on: "动态口令已绑定。", "The second factor is set up.";
    factor_is_off: "还没有绑定动态口令。绑定以后，别人知道口令也进不来。", "No second factor yet. With one, a stolen password opens nothing.";
    codes_left(left): "备用码还剩 {left} 个。", "{left} recovery codes left.";
    renew_codes: "更换备用码", "New recovery codes";
    sessions: "会话", "Sessions";
    sessions_says: "您在哪些设备上登录着。不认识的就结束它，并改口令。", "Where you are signed in. End what you do not know, and change your password.";
    device: "设备", "Device";
    began: "登录", "Since";
    seen: "最近操作", "Last used";
    state: "状态", "State";
    this_session: "本机", "This one";
    is_locked: "已锁定", "Locked";
    is_open: "使用中", "Open";
    end_session: "结束", "End";
    session_was_ended: "已结束那个会话。", "That session has ended.";
    lock_now: "锁屏", "Lock";
}

/// 一 … 九, so that the sum is read and not copied by a program.
const DIGITS: [(&str, &str); 10] = [
    ("零", "zero"),
    ("一", "one"),
    ("二", "two"),
    ("三", "three"),
    ("四", "four"),
    ("五", "five"),
    ("六", "six"),
    ("七", "seven"),
    ("八", "eight"),
    ("九", "nine"),
];

impl SignInWords {
    /// A sum in words.
    pub fn sum(&self, left: u8, right: u8) -> String {
        let word = |digit: u8| {
            let (chinese, english) = DIGITS[usize::from(digit) % DIGITS.len()];
            self.choose(chinese, english)
        };
        self.puzzle(word(left), word(right))
    }

    /// Why somebody did not come in.
    pub fn refused(&self, no: &EntryRefused) -> String {
        let until = |at: &Instant| dates::day_and_time(self.0, *at);
        match no {
            EntryRefused::WrongPassword { left, lock_minutes } => self.wrong(left, lock_minutes),
            EntryRefused::WrongCode { left, lock_minutes } => self.wrong_code(left, lock_minutes),
            EntryRefused::LockedOut { until: at } => self.locked_until(until(at)),
            EntryRefused::AddressLocked { until: at } => self.address_locked(until(at)),
            EntryRefused::Puzzle => self.puzzle_wrong().to_owned(),
            EntryRefused::InitialPasswordExpired => self.initial_expired().to_owned(),
            EntryRefused::SessionEnded => self.session_ended().to_owned(),
        }
    }

    /// Why a password is not good enough.
    pub fn weak(&self, no: &PasswordRefused) -> String {
        match no {
            PasswordRefused::TooShort { least, given } => self.too_short(least, given),
            PasswordRefused::TooLong { most } => self.too_long(most),
            PasswordRefused::TooFewKinds { least } => self.too_few_kinds(least),
            PasswordRefused::HoldsLogin => self.holds_login().to_owned(),
            PasswordRefused::TooCommon => self.too_common().to_owned(),
            PasswordRefused::UsedBefore { remembered } => self.used_before(remembered),
            PasswordRefused::NotTheSame => self.not_the_same().to_owned(),
        }
    }
}
