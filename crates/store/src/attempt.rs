//! 登录失败. Counted before the password is looked at, so that guesses made at once count one by
//! one; under a keyed hash, so that names that do not exist are counted alike.

use xiaoneng_domain::Instant;

use crate::fault::{During as _, Fault};
use crate::security_log::SecurityEntry;
use crate::sql::{Row, Transaction, Value, statements};
use crate::store::Store;
use crate::views::instant;

statements! {
    /// Where a lock has passed, or the last failure is long ago, counting begins anew. A lock that
    /// stands is not made longer.
    COUNT = "INSERT INTO sign_in_attempt (subject, failures, last_at, locked_until)
        VALUES ($1, 1, $2, NULL)
        ON CONFLICT (subject) DO UPDATE SET
            failures = CASE
                WHEN sign_in_attempt.locked_until <= excluded.last_at THEN 1
                WHEN sign_in_attempt.locked_until IS NULL
                    AND sign_in_attempt.last_at <= $3 THEN 1
                ELSE sign_in_attempt.failures + 1 END,
            locked_until = CASE
                WHEN sign_in_attempt.locked_until <= excluded.last_at THEN NULL
                WHEN sign_in_attempt.locked_until IS NOT NULL THEN sign_in_attempt.locked_until
                WHEN sign_in_attempt.last_at <= $4 THEN NULL
                WHEN sign_in_attempt.failures + 1 >= $5 THEN CAST($6 AS BIGINT)
                ELSE NULL END,
            last_at = excluded.last_at
        RETURNING failures, locked_until";
    FIND = "SELECT failures, locked_until, last_at FROM sign_in_attempt WHERE subject = $1";
    CLEAR = "DELETE FROM sign_in_attempt WHERE subject = $1";
    FORGIVE = "UPDATE sign_in_attempt SET failures = failures - 1
        WHERE subject = $1 AND failures > 0 AND locked_until IS NULL";
    LIST_LOCKED = "SELECT subject, failures, locked_until FROM sign_in_attempt
        WHERE locked_until > $1 ORDER BY locked_until DESC, subject LIMIT $2";
    PURGE = "DELETE FROM sign_in_attempt WHERE last_at < $1";
}

/// How attempts are counted.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct AttemptRule {
    /// Failures before this are forgotten.
    pub forgotten_before: Instant,
    /// The failure that locks; two at least.
    pub limit: u32,
    /// Until when it locks.
    pub locked_until: Instant,
}

/// How a subject stands.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct Attempts {
    /// Failures one after another, this attempt counted as one until it succeeds.
    pub failures: u32,
    /// Until when it is locked.
    pub locked_until: Option<Instant>,
}

impl Store {
    /// Counts an attempt as failed before it is made. It may be made if `failures` is not above the
    /// limit.
    pub async fn count_attempt(
        &self,
        subject: &[u8; 32],
        now: Instant,
        rule: AttemptRule,
    ) -> Result<Attempts, Fault> {
        let forgotten = rule.forgotten_before.micros();
        let params = vec![
            Value::from(&subject[..]),
            Value::from(now.micros()),
            Value::from(forgotten),
            Value::from(forgotten),
            Value::from(rule.limit),
            Value::from(rule.locked_until.micros()),
        ];
        let mut transaction = Transaction::default();
        transaction.must_touch(&COUNT, params, 1);
        let done = self.database.transact(transaction).await.map_err(Fault::from);
        let done = done.during("记登录尝试")?;
        let row = done.first().and_then(|step| step.rows.first());
        attempts(row.ok_or_else(|| Fault::damaged("登录尝试没有记上"))?)
    }

    /// How a subject stands; nothing where no failure is remembered.
    pub async fn read_attempts(
        &self,
        subject: &[u8; 32],
        now: Instant,
        forgotten_before: Instant,
    ) -> Result<Attempts, Fault> {
        let rows = self.database.glance(&FIND, vec![Value::from(&subject[..])]).await?;
        let none = Attempts { failures: 0, locked_until: None };
        let Some(row) = rows.first() else { return Ok(none) };
        let (found, last_at) = (attempts(row)?, instant(row, 2)?);
        let is_over = match found.locked_until {
            Some(until) => until <= now,
            None => last_at <= forgotten_before,
        };
        Ok(if is_over { none } else { found })
    }

    /// Forgets the failures of a subject: it succeeded.
    pub async fn clear_attempts(&self, subject: &[u8; 32]) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&CLEAR, vec![Value::from(&subject[..])]);
        self.database.transact(transaction).await.map_err(Fault::from).during("清登录失败")?;
        Ok(())
    }

    /// Takes back one failure of a subject that others share.
    pub async fn forgive_attempt(&self, subject: &[u8; 32]) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&FORGIVE, vec![Value::from(&subject[..])]);
        self.database.transact(transaction).await.map_err(Fault::from).during("清登录失败")?;
        Ok(())
    }

    /// 解除锁定; no where nothing is counted.
    pub async fn lift_lock(
        &self,
        subject: &[u8; 32],
        entry: &SecurityEntry,
    ) -> Result<bool, Fault> {
        let mut transaction = Transaction::default();
        transaction.must_touch(&CLEAR, vec![Value::from(&subject[..])], 1);
        self.write_if_met(transaction, entry).await.during("解除锁定")
    }

    /// What is locked now, longest locked first.
    pub async fn list_locked(
        &self,
        now: Instant,
        limit: u32,
    ) -> Result<Vec<(Vec<u8>, Attempts)>, Fault> {
        let params = vec![Value::from(now.micros()), Value::from(limit)];
        let rows = self.database.query(&LIST_LOCKED, params).await?;
        let read = |row: &Row| {
            let locked_until = row.optional(2, instant)?;
            let found = Attempts { failures: row.count(1)?, locked_until };
            Ok((row.bytes(0)?.to_vec(), found))
        };
        rows.iter().map(read).collect()
    }

    /// Forgets failures before an instant.
    pub async fn purge_attempts(&self, before: Instant) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&PURGE, vec![Value::from(before.micros())]);
        self.database.transact(transaction).await?;
        Ok(())
    }
}

fn attempts(row: &Row) -> Result<Attempts, Fault> {
    Ok(Attempts { failures: row.count(0)?, locked_until: row.optional(1, instant)? })
}
