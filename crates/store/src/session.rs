//! 会话. Who is signed in, on which device, since when; found by the hash of a token that only the
//! browser has.

use xiaoneng_domain::Instant;
use xiaoneng_domain::id::PersonId;

use crate::fault::{During as _, Fault};
use crate::security_log::SecurityEntry;
use crate::sql::{Row, Transaction, Value, statements};
use crate::store::Store;
use crate::views::{instant, micros};

statements! {
    BEGIN = "INSERT INTO session (token, person, began_at, last_seen_at, expires_at, locked_at,
            confirmed_at, device)
        VALUES ($1, $2, $3, $4, $5, NULL, $6, $7)";
    FIND = "SELECT s.token, s.person, s.began_at, s.last_seen_at, s.expires_at, s.locked_at,
            s.confirmed_at, s.device, a.login, a.must_change, a.changed_at,
            CASE WHEN a.second_factor IS NULL THEN 0 ELSE 1 END, p.body
        FROM session s JOIN account a ON a.person = s.person
            LEFT JOIN preference p ON p.person = s.person
        WHERE s.token = $1";
    TOUCH = "UPDATE session SET last_seen_at = $1 WHERE token = $2 AND last_seen_at < $3";
    LOCK = "UPDATE session SET locked_at = $1 WHERE token = $2 AND locked_at IS NULL";
    UNLOCK = "UPDATE session SET locked_at = NULL, last_seen_at = $1 WHERE token = $2";
    CONFIRM = "UPDATE session SET confirmed_at = $1, last_seen_at = $2, expires_at = $3
        WHERE token = $4";
    LIST_OF = "SELECT token, person, began_at, last_seen_at, expires_at, locked_at, confirmed_at,
            device
        FROM session WHERE person = $1 ORDER BY last_seen_at DESC, token";
    LIST = "SELECT token, person, began_at, last_seen_at, expires_at, locked_at, confirmed_at,
            device
        FROM session WHERE expires_at > $1 ORDER BY expires_at DESC, token LIMIT $2";
    END = "UPDATE session SET expires_at = $1 WHERE token = $2 AND expires_at > $3";
    END_OF = "UPDATE session SET expires_at = $1 WHERE person = $2 AND expires_at > $3";
    END_OTHERS = "UPDATE session SET expires_at = $1 WHERE person = $2 AND token <> $3
            AND expires_at > $4";
    DROP_OF = "DELETE FROM session WHERE person = $1";
    PURGE = "DELETE FROM session WHERE expires_at <= $1";
}

/// 会话.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionRow {
    /// SHA-256 of the token.
    pub token: [u8; 32],
    /// Whose.
    pub person: PersonId,
    /// Since when.
    pub began_at: Instant,
    /// When something was last done in it, to the minute or so.
    pub last_seen_at: Instant,
    /// When it ends whatever happens.
    pub expires_at: Instant,
    /// Since when it is locked by hand.
    pub locked_at: Option<Instant>,
    /// When the second factor was given.
    pub confirmed_at: Option<Instant>,
    /// 设备, in words.
    pub device: String,
}

/// A session with what its account says now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundSession {
    /// The session.
    pub session: SessionRow,
    /// 登录名.
    pub login: String,
    /// Whether the password must be changed.
    pub must_change: bool,
    /// Since when the password stands.
    pub changed_at: Instant,
    /// Whether 动态口令 is in force.
    pub has_second_factor: bool,
    /// What the person has set for himself, as JSON.
    pub preference: Option<String>,
}

impl Store {
    /// Begins a session and ends others of the same person.
    pub async fn begin_session(
        &self,
        session: &SessionRow,
        ended: &[[u8; 32]],
        entry: &SecurityEntry,
    ) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        for token in ended {
            transaction.step(&END, ended_at(session.began_at, token));
        }
        let params = vec![
            Value::from(&session.token[..]),
            Value::from(session.person.as_str()),
            Value::from(session.began_at.micros()),
            Value::from(session.last_seen_at.micros()),
            Value::from(session.expires_at.micros()),
            micros(session.confirmed_at),
            Value::from(session.device.as_str()),
        ];
        transaction.step(&BEGIN, params);
        self.write_noted(transaction, entry).await.during("开始会话")
    }

    /// The session of a token, ended or not, by one reading.
    pub async fn find_session(&self, token: &[u8; 32]) -> Result<Option<FoundSession>, Fault> {
        let rows = self.database.glance(&FIND, vec![Value::from(&token[..])]).await?;
        let read = |row: &Row| {
            Ok(FoundSession {
                session: session(row)?,
                login: row.text(8)?.to_owned(),
                must_change: row.boolean(9)?,
                changed_at: instant(row, 10)?,
                has_second_factor: row.boolean(11)?,
                preference: row.optional(12, Row::text)?.map(str::to_owned),
            })
        };
        rows.first().map(read).transpose().during("读取会话")
    }

    /// Something was done in a session.
    pub async fn touch_session(&self, token: &[u8; 32], now: Instant) -> Result<(), Fault> {
        let now = now.micros();
        self.change(&TOUCH, vec![Value::from(now), Value::from(&token[..]), Value::from(now)]).await
    }

    /// Locks a session by hand.
    pub async fn lock_session(&self, token: &[u8; 32], now: Instant) -> Result<(), Fault> {
        self.change(&LOCK, vec![Value::from(now.micros()), Value::from(&token[..])]).await
    }

    /// Unlocks a session.
    pub async fn unlock_session(
        &self,
        token: &[u8; 32],
        now: Instant,
        entry: &SecurityEntry,
    ) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(&UNLOCK, vec![Value::from(now.micros()), Value::from(&token[..])]);
        self.write_noted(transaction, entry).await.during("解锁会话")
    }

    /// The second factor was given; from now on the session lasts until `expires_at`.
    pub async fn confirm_session(
        &self,
        token: &[u8; 32],
        now: Instant,
        expires_at: Instant,
    ) -> Result<(), Fault> {
        let (now, until) = (Value::from(now.micros()), Value::from(expires_at.micros()));
        self.change(&CONFIRM, vec![now.clone(), now, until, Value::from(&token[..])]).await
    }

    /// The sessions of a person, last used first.
    pub async fn list_sessions_of(&self, person: &PersonId) -> Result<Vec<SessionRow>, Fault> {
        let rows = self.database.glance(&LIST_OF, vec![Value::from(person.as_str())]).await?;
        rows.iter().map(session).collect()
    }

    /// All sessions that have not ended, last begun first.
    pub async fn list_sessions(&self, now: Instant, limit: u32) -> Result<Vec<SessionRow>, Fault> {
        let params = vec![Value::from(now.micros()), Value::from(limit)];
        self.database.query(&LIST, params).await?.iter().map(session).collect()
    }

    /// Ends a session; no if there was none. It is known until it is purged whose it was, so that
    /// what he sends in it is kept for him.
    pub async fn end_session(
        &self,
        token: &[u8; 32],
        entry: &SecurityEntry,
    ) -> Result<bool, Fault> {
        let mut transaction = Transaction::default();
        transaction.must_touch(&END, ended_at(entry.at, token), 1);
        self.write_if_met(transaction, entry).await.during("结束会话")
    }

    /// Ends all sessions of a person, but the one given.
    pub async fn end_sessions_of(
        &self,
        person: &PersonId,
        but: Option<&[u8; 32]>,
        entry: &SecurityEntry,
    ) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        let (at, person) = (Value::from(entry.at.micros()), Value::from(person.as_str()));
        match but {
            Some(token) => {
                let token = Value::from(&token[..]);
                transaction.step(&END_OTHERS, vec![at.clone(), person, token, at]);
            }
            None => transaction.step(&END_OF, vec![at.clone(), person, at]),
        }
        self.write_noted(transaction, entry).await.during("结束会话")
    }

    /// Forgets sessions that ended until an instant.
    pub async fn purge_sessions(&self, until: Instant) -> Result<(), Fault> {
        self.change(&PURGE, vec![Value::from(until.micros())]).await
    }

    async fn change(&self, sql: &'static crate::sql::Sql, params: Vec<Value>) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        transaction.step(sql, params);
        self.database.transact(transaction).await.map_err(Fault::from).during("更新会话")?;
        Ok(())
    }
}

/// What ends a session at that instant.
fn ended_at(at: Instant, token: &[u8; 32]) -> Vec<Value> {
    let at = Value::from(at.micros());
    vec![at.clone(), Value::from(&token[..]), at]
}

/// Adds the step that forgets a person's sessions.
pub(crate) fn drop_person(transaction: &mut Transaction, person: &PersonId) {
    transaction.step(&DROP_OF, vec![Value::from(person.as_str())]);
}

fn session(row: &Row) -> Result<SessionRow, Fault> {
    let token = row.bytes(0)?;
    let token = token.try_into().map_err(|_| Fault::damaged("会话的摘要长度不对"))?;
    Ok(SessionRow {
        token,
        person: row.text(1)?.into(),
        began_at: instant(row, 2)?,
        last_seen_at: instant(row, 3)?,
        expires_at: instant(row, 4)?,
        locked_at: row.optional(5, instant)?,
        confirmed_at: row.optional(6, instant)?,
        device: row.text(7)?.to_owned(),
    })
}
