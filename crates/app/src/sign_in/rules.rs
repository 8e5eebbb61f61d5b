//! 登录规则. Numbers of signing in; a county may set each in `xiaoneng.toml` under `[sign_in]`.
//!
//! Sources of the defaults: GB/T 22239—2019 8.1.4.1 demands complexity, periodic change, limits on
//! failures and on idle time, and a second factor; the numbers are common in grading practice.

use serde::Deserialize;

/// 登录规则.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInRules {
    /// The failure that locks.
    pub failures_before_lock: u32,
    /// How long a lock lasts, and after how long failures are forgotten.
    pub lock_minutes: u32,
    /// After how many failures a small sum has to be answered.
    pub puzzle_after_failures: u32,
    /// Failures from one address, whatever the names, that lock the address.
    pub address_failures: u32,
    /// Nothing was done for so long: the session is locked.
    pub idle_minutes: u32,
    /// How long a session lasts at most.
    pub session_hours: u32,
    /// How many sessions one person may have; a further one ends the oldest.
    pub sessions_at_once: u32,
    /// How often it is noted that something was done in a session.
    pub seen_every_seconds: u32,
    /// Shortest password, in characters.
    pub password_length: u32,
    /// Kinds of characters in a password: small letters, capitals, digits, all others.
    pub password_kinds: u32,
    /// How long a password lasts; 0: for ever.
    pub password_days: u32,
    /// How many earlier passwords a new one may not repeat.
    pub passwords_remembered: u32,
    /// How long an initial password may be used.
    pub initial_password_days: u32,
    /// 动态口令 for whom.
    pub second_factor: SecondFactorFor,
    /// How many recovery codes are given.
    pub recovery_codes: u32,
    /// How long drafts are kept.
    pub draft_days: u32,
    /// argon2id: memory.
    pub memory_kib: u32,
    /// argon2id: passes.
    pub passes: u32,
    /// argon2id: lanes.
    pub lanes: u32,
}

/// 动态口令的范围.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactorFor {
    /// 有决定权的角色; everybody else may.
    Deciders,
    /// Everybody.
    Everybody,
    /// Nobody has to; for demonstrations only.
    Nobody,
}

impl Default for SignInRules {
    fn default() -> Self {
        Self {
            failures_before_lock: 5,
            lock_minutes: 15,
            puzzle_after_failures: 3,
            address_failures: 50,
            idle_minutes: 15,
            session_hours: 12,
            sessions_at_once: 3,
            seen_every_seconds: 60,
            password_length: 10,
            password_kinds: 2,
            password_days: 90,
            passwords_remembered: 5,
            initial_password_days: 7,
            second_factor: SecondFactorFor::Deciders,
            recovery_codes: 10,
            draft_days: 7,
            memory_kib: 19_456,
            passes: 2,
            lanes: 1,
        }
    }
}

impl SignInRules {
    /// The first key that makes no sense, and what would.
    pub fn fault(&self) -> Option<(&'static str, String)> {
        let bounds = [
            ("failures_before_lock", self.failures_before_lock, 2, 100),
            ("lock_minutes", self.lock_minutes, 1, 1_440),
            ("puzzle_after_failures", self.puzzle_after_failures, 1, 100),
            ("address_failures", self.address_failures, 5, 100_000),
            ("idle_minutes", self.idle_minutes, 2, 60),
            ("session_hours", self.session_hours, 1, 24),
            ("sessions_at_once", self.sessions_at_once, 1, 100),
            ("seen_every_seconds", self.seen_every_seconds, 1, 60),
            ("password_length", self.password_length, 8, 64),
            ("password_kinds", self.password_kinds, 1, 4),
            ("password_days", self.password_days, 0, 3_650),
            ("passwords_remembered", self.passwords_remembered, 0, 24),
            ("initial_password_days", self.initial_password_days, 1, 90),
            ("recovery_codes", self.recovery_codes, 1, 20),
            ("draft_days", self.draft_days, 1, 90),
            ("memory_kib", self.memory_kib, 64, 4_194_304),
            ("passes", self.passes, 1, 100),
            ("lanes", self.lanes, 1, 16),
        ];
        let outside =
            bounds.into_iter().find(|(_, value, least, most)| value < least || value > most);
        outside.map(|(key, _, least, most)| (key, format!("应在 {least} 到 {most} 之间")))
    }
}
