//! 账本. What was recorded, stream by stream, and the one way to add to it.

use std::time::Duration;

use xiaoneng_domain::Instant;
use xiaoneng_domain::docket::Slip;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::stream::{Recorded, StreamId, log_name};
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::Change;

use crate::attachment::{AttachmentBytes, plan_attachments};
use crate::canonical::Hash;
use crate::fault::{During as _, Fault};
use crate::keys::WrappedKey;
use crate::outbox::OutboxRow;
use crate::query_code::{CODE_STATEMENT, FORM_STATEMENT, NewCode};
use crate::recorded::{read_event, stream_id};
use crate::search::SearchDocument;
use crate::slip::{self, SLIP_STATEMENT};
use crate::sql::{NotWritten, Query, Transaction, Value, statements};
use crate::store::Store;
use crate::vault::{Begins, Identity, find_text_key, plan_identities, plan_texts, wrapped_key};
use crate::{outbox, query_code, rulebook, search, views};

statements! {
    READ_STREAM = "SELECT version, occurred_at, recorded_at, actor, kind, body, hash FROM event
        WHERE stream = $1 AND version > $2 ORDER BY version";
    INSERT = "INSERT INTO event
        (stream, version, occurred_at, recorded_at, actor, kind, body, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    INSERT_NEXT = "INSERT INTO event
        (stream, version, occurred_at, recorded_at, actor, kind, body, hash)
        VALUES ($1,
            (SELECT version + 1 FROM event WHERE stream = $1 AND version = $2 AND hash = $3),
            $4, $5, $6, $7, $8, $9)";
    FIND_VERSION = "SELECT version FROM event WHERE stream = $1 AND version = $2 AND hash = $3";
    LIST_STREAMS = "SELECT DISTINCT stream FROM event WHERE stream > $1 ORDER BY stream LIMIT $2";
    COUNT_EVENTS = "SELECT count(*) FROM event";
}

const ATTEMPTS: u32 = 8;
const FIRST_PAUSE: Duration = Duration::from_millis(20);

/// 流尾. Up to where a stream is known; what is appended continues it.
#[derive(Copy, Clone, Debug)]
pub struct Head {
    version: u32,
    hash: Option<Hash>,
    recorded_at: Option<Instant>,
    /// The key of its texts, if known: whoever goes on need not look for it.
    key: Option<WrappedKey>,
}

/// Where a stream ends is one thing; under which key its texts lie is known or not.
impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version
            && self.hash == other.hash
            && self.recorded_at == other.recorded_at
    }
}

impl Eq for Head {}

impl Head {
    /// The head of a stream that has no events yet.
    pub const EMPTY: Self = Self { version: 0, hash: None, recorded_at: None, key: None };

    /// The version of the last event; 0 if there is none.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// 摘要 of the last event, which covers all before it; none if there is none.
    pub fn digest(&self) -> Option<String> {
        self.hash.as_ref().map(ToString::to_string)
    }

    /// The time of recording of whatever comes next: now, but never before the last event, even if
    /// the clock jumped back.
    pub fn time_of_recording(&self, now: Instant) -> Instant {
        self.recorded_at.map_or(now, |last| last.max(now))
    }
}

/// A stream as it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stream {
    /// Its events, in order.
    pub events: Vec<Recorded>,
    /// Its end.
    pub head: Head,
}

/// What is recorded together, in one transaction: the events of one stream and all that follows
/// from them.
#[derive(Clone, Debug)]
pub struct Append {
    pub(crate) stream: StreamId,
    pub(crate) head: Head,
    pub(crate) events: Vec<Recorded>,
    pub(crate) changes: Vec<Change>,
    pub(crate) texts: Vec<Written>,
    pub(crate) identities: Vec<(PersonId, Identity)>,
    pub(crate) outbox: Vec<OutboxRow>,
    pub(crate) search: Option<SearchDocument>,
    pub(crate) rulebooks: Vec<(String, String)>,
    pub(crate) code: Option<NewCode>,
    pub(crate) attachments: Vec<AttachmentBytes>,
    pub(crate) slip: Option<(&'static str, Slip)>,
}

impl Append {
    /// Events that continue the stream from its head, with versions one after the other.
    pub fn new(stream: StreamId, head: Head, events: Vec<Recorded>) -> Self {
        Self {
            stream,
            head,
            events,
            changes: Vec::new(),
            texts: Vec::new(),
            identities: Vec::new(),
            outbox: Vec::new(),
            search: None,
            rulebooks: Vec::new(),
            code: None,
            attachments: Vec::new(),
            slip: None,
        }
    }

    /// What changes in the views.
    #[must_use]
    pub fn changes(mut self, changes: Vec<Change>) -> Self {
        self.changes = changes;
        self
    }

    /// What people wrote, for the vault; sealed under the stream's key.
    #[must_use]
    pub fn texts(mut self, texts: Vec<Written>) -> Self {
        self.texts = texts;
        self
    }

    /// Who people are, for the vault; each sealed under his own key.
    #[must_use]
    pub fn identities(mut self, identities: Vec<(PersonId, Identity)>) -> Self {
        self.identities = identities;
        self
    }

    /// What is to be sent.
    #[must_use]
    pub fn outbox(mut self, rows: Vec<OutboxRow>) -> Self {
        self.outbox = rows;
        self
    }

    /// The words by which the matter is found from now on.
    #[must_use]
    pub fn search(mut self, document: SearchDocument) -> Self {
        self.search = Some(document);
        self
    }

    /// 查询码, with the form that made it.
    #[must_use]
    pub fn code(mut self, code: Option<NewCode>) -> Self {
        self.code = code;
        self
    }

    /// Photographs and papers, for the vault; sealed under the stream's key.
    #[must_use]
    pub fn attachments(mut self, attachments: Vec<AttachmentBytes>) -> Self {
        self.attachments = attachments;
        self
    }

    /// 文书编号 that the events bear, with the code of its series, such as `card`.
    #[must_use]
    pub fn slip(mut self, slip: Option<(&'static str, Slip)>) -> Self {
        self.slip = slip;
        self
    }

    /// Rule texts with their digests.
    #[must_use]
    pub fn rulebooks(mut self, rulebooks: Vec<(String, String)>) -> Self {
        self.rulebooks = rulebooks;
        self
    }
}

/// 冲突. Somebody else was first; read the stream again and decide anew.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Conflict {
    /// The stream went on in the meantime, or never was where it was thought to be.
    #[error("流 {stream} 在第 {version} 版之后已有别的记录")]
    Stream {
        /// The stream.
        stream: StreamId,
        /// The version that was continued.
        version: u32,
    },
    /// A matter with the same source key is in the register already.
    #[error("来源相同的办件已经登记")]
    Source,
    /// The same form was sent before.
    #[error("同一张表已经提交")]
    Form,
    /// The digits are another's code already.
    #[error("查询码与别人的相同")]
    Code,
    /// Another slip bears the number already.
    #[error("文书编号已被别的文书使用")]
    Slip,
}

/// Why nothing was recorded.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAppended {
    /// Somebody else was first.
    #[error(transparent)]
    Conflict(Conflict),
    /// The world failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl Store {
    /// A stream from its beginning.
    pub async fn read_stream(&self, stream: &StreamId) -> Result<Stream, Fault> {
        self.read_stream_after(stream, Head::EMPTY).await
    }

    /// What a stream holds beyond a head read earlier.
    pub async fn read_stream_after(&self, stream: &StreamId, head: Head) -> Result<Stream, Fault> {
        let name = stream.to_string();
        let params = vec![Value::from(name.as_str()), Value::from(head.version)];
        let mut queries = vec![Query::new(&READ_STREAM, params)];
        queries.extend(find_text_key(stream));
        let answers = self.database.glance_at(queries).await.during("读取账本")?;
        let rows = answers.first().map_or(&[][..], Vec::as_slice);
        let mut found = Stream { events: Vec::with_capacity(rows.len()), head };
        found.head.key = answers.get(1).map_or(Ok(None), |rows| wrapped_key(rows))?;
        for row in rows {
            let due = found.head.version + 1;
            let (event, hash) = read_event(row)
                .map_err(|fault| fault.during(format!("账本流 {name} 第 {due} 版")))?;
            if event.version != due {
                return Err(Fault::damaged(format!("账本流 {name} 缺第 {due} 版")));
            }
            let recorded_at = Some(event.recorded_at);
            found.head = Head { version: due, hash: Some(hash), recorded_at, ..found.head };
            found.events.push(event);
        }
        Ok(found)
    }

    /// Records events with all that follows from them, or nothing. Answers after the durable
    /// commit. A passing failure (failover, deadlock) is tried again; whether the first attempt
    /// had come through after all is known by stream, version and hash.
    pub async fn append(&self, append: &Append) -> Result<Head, NotAppended> {
        let mut coming = self.database.coming();
        let (mut transaction, head) = self.plan(append).await?;
        let mut pause = FIRST_PAUSE;
        for attempt in 1.. {
            let (outcome, given_back) =
                self.database.try_transact(transaction, coming.take()).await;
            transaction = given_back;
            match outcome {
                Ok(_) => {
                    if append.search.is_some() {
                        self.note_waiting();
                    }
                    return Ok(head);
                }
                Err(NotWritten::Unmet { .. })
                    if attempt > 1 && self.holds(append, head).await? =>
                {
                    return Ok(head);
                }
                Err(NotWritten::Unmet { sql, .. }) => {
                    return Err(NotAppended::Conflict(append.conflict(sql)));
                }
                Err(NotWritten::Fault(fault)) if fault.is_passing() && attempt < ATTEMPTS => {
                    tracing::warn!(%fault, attempt, "记录未成，稍后重试");
                }
                Err(NotWritten::Fault(fault)) => {
                    let stream = append.stream.to_string();
                    return Err(fault.during(format!("记入流 {}", log_name(&stream))).into());
                }
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Ok(head)
    }

    async fn holds(&self, append: &Append, head: Head) -> Result<bool, Fault> {
        let params = head_params(&append.stream.to_string(), head);
        Ok(!self.database.glance(&FIND_VERSION, params).await?.is_empty())
    }

    async fn plan(&self, append: &Append) -> Result<(Transaction, Head), Fault> {
        let stream = append.stream.to_string();
        let mut transaction = Transaction { are_apart: true, ..Transaction::default() };
        let mut head = append.head;
        let mut foundation = Some(head).filter(|head| head.version > 0);
        for event in &append.events {
            head = self.follow(&stream, head, event)?;
            insert(&mut transaction, &stream, foundation.take(), event, head);
        }
        if head.version == append.head.version {
            return Err(Fault::misuse("没有要记录的事件"));
        }
        views::write(&mut transaction, &append.changes);
        if !append.texts.is_empty() || !append.attachments.is_empty() {
            let begins = match append.head {
                Head { version: 0, .. } => Begins::Now,
                Head { key: Some(key), .. } if append.attachments.is_empty() => Begins::Under(key),
                Head { .. } => Begins::Before,
            };
            let sealing = self.sealing(&stream, begins).await?;
            let master = self.master()?;
            plan_texts(&mut transaction, master, &stream, &sealing, &append.texts)?;
            plan_attachments(&mut transaction, master, &stream, &sealing, &append.attachments)?;
            head.key = sealing.wrapped();
        }
        if !append.identities.is_empty() {
            plan_identities(self, &mut transaction, &append.identities).await?;
        }
        if let Some(document) = &append.search {
            search::write(&mut transaction, self.tokenizer()?, document)?;
        }
        if let Some(code) = &append.code {
            let its_own = StreamId::Matter(code.row.matter.clone());
            if append.head.version > 0 || append.stream != its_own {
                query_code::drop_before(&mut transaction, code);
            }
            self.plan_code(&mut transaction, code)?;
        }
        if let Some(slip) = append.slip {
            slip::write(&mut transaction, &stream, slip);
        }
        outbox::write(&mut transaction, &append.outbox);
        rulebook::write(&mut transaction, &append.rulebooks);
        Ok((transaction, head))
    }

    /// The head after an event, if it may follow.
    fn follow(&self, stream: &str, head: Head, event: &Recorded) -> Result<Head, Fault> {
        if event.version != head.version + 1 {
            let (due, found, stream) = (head.version + 1, event.version, log_name(stream));
            return Err(Fault::misuse(format!("流 {stream} 下一版应为 {due}，却是 {found}")));
        }
        if head.recorded_at.is_some_and(|last| event.recorded_at < last) {
            let stream = log_name(stream);
            return Err(Fault::misuse(format!("流 {stream} 的记录时间早于上一条，时钟可能倒退")));
        }
        let hash = self.digest.event(stream, event, head.hash);
        let recorded_at = Some(event.recorded_at);
        Ok(Head { version: event.version, hash: Some(hash), recorded_at, key: head.key })
    }

    /// The names of streams after a name, in order; a page of them.
    pub async fn list_streams(
        &self,
        after: Option<&StreamId>,
        limit: u32,
    ) -> Result<Vec<StreamId>, Fault> {
        let after = after.map_or_else(String::new, ToString::to_string);
        let params = vec![Value::from(after), Value::from(limit)];
        let rows = self.database.query(&LIST_STREAMS, params).await?;
        rows.iter().map(|row| stream_id(row.text(0)?)).collect()
    }

    /// How many events the ledger holds.
    pub async fn count_events(&self) -> Result<u64, Fault> {
        let rows = self.database.query(&COUNT_EVENTS, Vec::new()).await?;
        let count = rows.first().map_or(Ok(0), |row| row.integer(0))?;
        Ok(count.unsigned_abs())
    }
}

impl Append {
    fn conflict(&self, sql: &str) -> Conflict {
        if sql == views::SOURCE_STATEMENT.name {
            return Conflict::Source;
        }
        if sql == FORM_STATEMENT.name {
            return Conflict::Form;
        }
        if sql == CODE_STATEMENT.name {
            return Conflict::Code;
        }
        if sql == SLIP_STATEMENT.name {
            return Conflict::Slip;
        }
        Conflict::Stream { stream: self.stream.clone(), version: self.head.version }
    }
}

fn head_params(stream: &str, head: Head) -> Vec<Value> {
    let hash = head.hash.as_ref().map(Hash::value);
    vec![Value::from(stream), Value::from(head.version), hash.unwrap_or(Value::Null)]
}

/// Adds the step that inserts an event: one that builds on an event recorded earlier, or the first
/// of a stream, or one that follows another of the same append.
fn insert(
    transaction: &mut Transaction,
    stream: &str,
    foundation: Option<Head>,
    event: &Recorded,
    after: Head,
) {
    let mut params = match foundation {
        None => vec![Value::from(stream), Value::from(event.version)],
        Some(before) => head_params(stream, before),
    };
    params.extend([
        Value::from(event.occurred_at.micros()),
        Value::from(event.recorded_at.micros()),
        Value::from(event.actor.to_string()),
        Value::from(event.kind.as_str()),
        Value::from(event.body.as_str()),
        after.hash.as_ref().map_or(Value::Null, Hash::value),
    ]);
    match foundation {
        None => transaction.step(&INSERT, params),
        Some(_) => transaction.build(&INSERT_NEXT, params),
    }
}
