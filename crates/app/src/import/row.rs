//! 来信与答复. One row of a table.

use std::io::Read;

use sha2::{Digest as _, Sha256};
use xiaoneng_calendar::{Date, Instant, InstantError};

use crate::table::{RowFault, Table, TableError};

/// The longest story taken, in characters (decisions C25).
const LONGEST_STORY: usize = 5_000;

/// The longest reply taken, in characters: an official answer may be a long one.
const LONGEST_REPLY: usize = 50_000;

/// What stands before the ids of messages with replies.
pub(super) const SOURCE: &str = "replies/";

/// A message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessageRow {
    /// Its id where it came from.
    pub id: String,
    /// Title.
    pub title: String,
    /// What the citizen wrote.
    pub body: String,
}

/// A message with its reply, if it got one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReplyRow {
    /// The message.
    pub message: MessageRow,
    /// When the citizen wrote.
    pub message_at: Instant,
    /// The reply.
    pub reply: Option<ReplyOfRow>,
}

/// A reply with its time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReplyOfRow {
    /// When.
    pub at: Instant,
    /// What.
    pub text: String,
}

/// Why a row is not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Rejection {
    /// The row itself.
    #[error(transparent)]
    Faulty(#[from] RowFault),
    /// No id: it could not be known again.
    #[error("id 是空的，无法识别是否已导入")]
    NoId,
    /// The time of the message.
    #[error("message_time：{1}")]
    MessageTime(String, InstantError),
    /// The time of the reply.
    #[error("reply_time：{1}")]
    ReplyTime(String, InstantError),
    /// Answered before it was asked.
    #[error("答复时间早于来信时间，请核对原始记录")]
    ReplyBeforeMessage(String),
    /// A reply without its time, or a time without a reply.
    #[error("答复的时间和内容只有其一，请补全或都留空")]
    HalfAReply(String),
    /// Nothing was written.
    #[error("来信内容是空的")]
    Blank(String),
    /// Longer than a story may be.
    #[error("来信超过 {LONGEST_STORY} 字（共 {1} 字）")]
    StoryTooLong(String, usize),
    /// Longer than a reply may be.
    #[error("答复超过 {LONGEST_REPLY} 字（共 {1} 字）")]
    ReplyTooLong(String, usize),
    /// A character that no text has.
    #[error("内容中有空字符（NUL），请清除后再导入")]
    NulCharacter(String),
    /// The same id came with another content.
    #[error("id 相同而内容不同的一行已经导入；更正请走更正程序，不能靠导入覆盖")]
    SameIdOtherContent(String),
    /// The institution's no.
    #[error("{1}")]
    Refused(String, String),
}

impl Rejection {
    /// The id of the row, where it has one.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Faulty(_) | Self::NoId => None,
            Self::MessageTime(id, _)
            | Self::ReplyTime(id, _)
            | Self::ReplyBeforeMessage(id)
            | Self::HalfAReply(id)
            | Self::Blank(id)
            | Self::StoryTooLong(id, _)
            | Self::ReplyTooLong(id, _)
            | Self::NulCharacter(id)
            | Self::SameIdOtherContent(id)
            | Self::Refused(id, _) => Some(id),
        }
    }
}

/// What a row of some kind of table is read into, and known again by.
pub(super) trait TableRow: Sized {
    /// Its id, within the table.
    fn id(&self) -> &str;

    /// SHA-256 over all fields, each with its length.
    fn digest(&self) -> [u8; 32];
}

/// A row with the line on which it begins.
pub(super) type Numbered<T> = (u64, Result<T, Rejection>);

/// The rows of a table, by the columns that matter.
pub(super) struct Rows<R: Read, T, const N: usize> {
    table: Table<R>,
    columns: [usize; N],
    read: fn([&str; N]) -> Result<T, Rejection>,
}

/// The table of messages and replies.
pub(super) fn replies<R: Read>(input: R) -> Result<Rows<R, ReplyRow, 6>, TableError> {
    let names = ["id", "title", "body", "message_time", "reply_time", "reply_text"];
    Rows::begin(input, names, ReplyRow::read)
}

/// The table of messages that wait for an answer.
pub(super) fn messages<R: Read>(input: R) -> Result<Rows<R, MessageRow, 3>, TableError> {
    Rows::begin(input, ["id", "title", "body"], MessageRow::read)
}

impl<R: Read, T, const N: usize> Rows<R, T, N> {
    fn begin(
        input: R,
        names: [&'static str; N],
        read: fn([&str; N]) -> Result<T, Rejection>,
    ) -> Result<Self, TableError> {
        let table = Table::begin(input)?;
        let columns = table.locate(names)?;
        Ok(Self { table, columns, read })
    }

    /// The next row with its line.
    pub(super) fn next_row(&mut self) -> Result<Option<Numbered<T>>, TableError> {
        Ok(match self.table.next_row()? {
            None => None,
            Some(Err((line, fault))) => Some((line, Err(fault.into()))),
            Some(Ok(row)) => {
                let fields = self.columns.map(|at| row.fields[at].as_str());
                Some((row.line, (self.read)(fields)))
            }
        })
    }
}

impl MessageRow {
    fn read([id, title, body]: [&str; 3]) -> Result<Self, Rejection> {
        let id = id.trim().to_owned();
        if id.is_empty() {
            return Err(Rejection::NoId);
        }
        if [&id, title, body].iter().any(|field| field.contains('\0')) {
            return Err(Rejection::NulCharacter(id));
        }
        if title.trim().is_empty() && body.trim().is_empty() {
            return Err(Rejection::Blank(id));
        }
        let length = title.chars().count() + body.chars().count();
        if length > LONGEST_STORY {
            return Err(Rejection::StoryTooLong(id, length));
        }
        Ok(Self { id, title: title.to_owned(), body: body.to_owned() })
    }

    /// Title and body as one story.
    pub fn story(&self) -> String {
        match (self.title.trim(), self.body.trim()) {
            ("", body) => body.to_owned(),
            (title, "") => title.to_owned(),
            (title, body) => format!("{title}\n{body}"),
        }
    }
}

impl TableRow for MessageRow {
    fn id(&self) -> &str {
        &self.id
    }

    fn digest(&self) -> [u8; 32] {
        digest_of([self.id.as_bytes(), self.title.as_bytes(), self.body.as_bytes()])
    }
}

impl ReplyRow {
    fn read(fields: [&str; 6]) -> Result<Self, Rejection> {
        let [id, title, body, message_time, reply_time, reply_text] = fields;
        let message = MessageRow::read([id, title, body])?;
        let id = || message.id.clone();
        if [message_time, reply_time, reply_text].iter().any(|field| field.contains('\0')) {
            return Err(Rejection::NulCharacter(id()));
        }
        let message_at: Instant =
            message_time.trim().parse().map_err(|error| Rejection::MessageTime(id(), error))?;
        let reply = match (reply_time.trim(), reply_text.trim()) {
            ("", "") => None,
            ("", _) | (_, "") => return Err(Rejection::HalfAReply(id())),
            (time, _) => {
                let at: Instant =
                    time.parse().map_err(|error| Rejection::ReplyTime(id(), error))?;
                // A date alone stands for some time of that day, which the message began.
                let is_date_alone = time.parse::<Date>().is_ok();
                let on_the_day = is_date_alone && at.date() == message_at.date();
                let at = if on_the_day { message_at } else { at };
                let length = reply_text.chars().count();
                if length > LONGEST_REPLY {
                    return Err(Rejection::ReplyTooLong(id(), length));
                }
                if at < message_at {
                    return Err(Rejection::ReplyBeforeMessage(id()));
                }
                Some(ReplyOfRow { at, text: reply_text.to_owned() })
            }
        };
        Ok(Self { message, message_at, reply })
    }

    /// Its id among all sources.
    pub fn source_id(&self) -> String {
        format!("{SOURCE}{}", self.message.id)
    }
}

impl TableRow for ReplyRow {
    fn id(&self) -> &str {
        &self.message.id
    }

    fn digest(&self) -> [u8; 32] {
        let MessageRow { id, title, body } = &self.message;
        let at = self.message_at.micros().to_be_bytes();
        let message = [id.as_bytes(), &at, title.as_bytes(), body.as_bytes()];
        match &self.reply {
            None => digest_of(message),
            Some(reply) => {
                let at = reply.at.micros().to_be_bytes();
                digest_of(message.into_iter().chain([&at[..], reply.text.as_bytes()]))
            }
        }
    }
}

fn digest_of<'a>(fields: impl IntoIterator<Item = &'a [u8]>) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for field in fields {
        hasher.update((field.len() as u64).to_be_bytes());
        hasher.update(field);
    }
    hasher.finalize().into()
}
