//! 附件. Photographs and papers that go with a matter. The bytes sit in the vault under the matter's
//! key; the ledger holds what they are and a salted digest.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::Instant;

use crate::decider::{Actor, Context};
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::matter::draft::{Decided, Happened, When, Wish};
use crate::matter::{Matter, MatterRefusal as No};
use crate::text::TextDigest;

/// 附件类型, told by the content.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaType {
    /// JPEG 照片
    Jpeg,
    /// PNG 图片
    Png,
    /// PDF 文件
    Pdf,
}

impl MediaType {
    /// The name by which browsers know it.
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// The ending of a file name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// 随何而来. With what an attachment came; it says who may see it.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CameWith {
    /// 提出时
    Filing,
    /// 跟进时
    Following,
    /// 补充材料
    Supplement,
    /// 提问或留言
    Question,
    /// 申请复核
    Review,
    /// 答复
    Answer,
    /// 结果
    Result,
    /// 公开
    Publication,
    /// 办理记录
    Record,
}

/// 可见范围 of an attachment, beside the staff who may see the matter.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SeenBy {
    /// Nobody else.
    Office,
    /// The one who gave it.
    Giver,
    /// 诉求人.
    Petitioner,
    /// Everybody.
    Public,
}

impl CameWith {
    /// Who sees it, beside the staff who may see the matter.
    pub fn seen_by(self) -> SeenBy {
        match self {
            Self::Filing
            | Self::Supplement
            | Self::Question
            | Self::Review
            | Self::Answer
            | Self::Result => SeenBy::Petitioner,
            Self::Following => SeenBy::Giver,
            Self::Publication => SeenBy::Public,
            Self::Record => SeenBy::Office,
        }
    }

    /// Whether the citizen brings it, or somebody at a counter for him.
    pub fn is_brought(self) -> bool {
        match self {
            Self::Filing | Self::Following | Self::Supplement | Self::Question | Self::Review => {
                true
            }
            Self::Answer | Self::Result | Self::Publication | Self::Record => false,
        }
    }
}

/// What is attached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewAttachment {
    /// The salted digest of its bytes.
    pub digest: TextDigest,
    /// 类型.
    pub media_type: MediaType,
    /// How long it is.
    pub bytes: u64,
}

/// 附上材料. By the citizen, or at a counter for him.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bring {
    /// With what: filing, following, supplement, question or review.
    pub with: CameWith,
    /// What.
    pub attachments: Vec<NewAttachment>,
}

/// 附上文件. By whoever answers for the matter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attach {
    /// With what: answer, result, publication or record.
    pub with: CameWith,
    /// What.
    pub attachments: Vec<NewAttachment>,
}

/// 附件 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attachment {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// With what it came.
    pub with: CameWith,
    /// The salted digest of its bytes.
    pub digest: TextDigest,
    /// 类型.
    pub media_type: MediaType,
    /// How long it is.
    pub bytes: u64,
    /// Who gave it.
    pub by: Actor,
    /// When.
    pub at: Instant,
}

/// 附件已收. Its bytes went into the vault with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AttachmentAdded {
    /// 1, 2, 3 … within the matter.
    pub attachment: u32,
    /// With what it came.
    pub with: CameWith,
    /// The salted digest of its bytes.
    pub digest: TextDigest,
    /// 类型.
    pub media_type: MediaType,
    /// How long it is.
    pub bytes: u64,
}

impl Attachment {
    /// Whether a citizen known by the code to this matter may see it.
    pub fn is_seen_by_citizen(&self, matter: &Matter, person: &PersonId) -> bool {
        let petitioner = matter.filing.as_ref().and_then(|filing| filing.petitioner.as_ref());
        match self.with.seen_by() {
            SeenBy::Office => false,
            SeenBy::Giver => self.by == Actor::Citizen(person.clone()),
            SeenBy::Petitioner => petitioner == Some(person),
            SeenBy::Public => true,
        }
    }
}

impl Wish for Bring {
    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        let follows = match cx.actor {
            Actor::Citizen(person) => matter.follower(person).is_some(),
            Actor::System | Actor::Staff(_) => false,
        };
        // What a follower adds is no part of the matter itself.
        if !self.with.is_brought() || follows != (self.with == CameWith::Following) {
            return Err(No::AttachedAmiss);
        }
        // What was brought with a matter that was finished on the spot still goes with it.
        let filed_now = matter.filing.as_ref().is_some_and(|filing| filing.filed_at == cx.now);
        if self.with != CameWith::Filing || !filed_now {
            matter.open()?;
        }
        added(matter, self.with, self.attachments)
    }
}

impl Wish for Attach {
    fn decide(self, matter: &Matter, _cx: &Context<'_>) -> Decided {
        if self.with.is_brought() {
            return Err(No::AttachedAmiss);
        }
        matter.open()?;
        added(matter, self.with, self.attachments)
    }
}

/// One event for each.
fn added(matter: &Matter, with: CameWith, attachments: Vec<NewAttachment>) -> Decided {
    if attachments.iter().any(|attachment| attachment.bytes == 0) {
        return Err(No::AttachmentEmpty);
    }
    let first = next_ordinal(matter.attachments.len());
    let numbered = attachments.into_iter().zip(first..);
    let events = numbered.map(|(new, attachment)| {
        let NewAttachment { digest, media_type, bytes } = new;
        AttachmentAdded { attachment, with, digest, media_type, bytes }.into()
    });
    Ok(events.collect())
}

impl Happened for AttachmentAdded {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.attachments.push(Attachment {
            ordinal: self.attachment,
            with: self.with,
            digest: self.digest,
            media_type: self.media_type,
            bytes: self.bytes,
            by: when.by.clone(),
            at: when.at,
        });
    }
}
