//! 附件. What people send is told by its content, never by its name; what it says of place, time and
//! camera is taken out before it is kept; what is no photograph and no paper is not taken.

mod jpeg;
mod other;
mod pdf;
mod png;

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{
    Attach, Attachment, Bring, CameWith, Matter, MatterCommand, MatterDecider, MatterEvent,
    MediaType, NewAttachment, SeenBy,
};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::{AttachmentBytes, Kept};

use crate::App;
use crate::act::{Acted, Sent};
use crate::chance::Chance;
use crate::denied::Denied;
use crate::home::AttachmentSettings;
use crate::institution::Luggage;
use crate::query_code::{CodeHolder, FormNonce};

pub use other::OtherKind;

const MEGABYTE: u64 = 1 << 20;

/// 干净的附件. Of a kind that is taken, whole, without what it said of place, time and camera.
#[derive(Clone, PartialEq, Eq)]
pub struct CleanFile {
    media_type: MediaType,
    bytes: Vec<u8>,
    remains: Remains,
}

/// 残留信息. Whether something of its making may still be in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remains {
    /// Nothing.
    Nothing,
    /// A PDF that keeps such things in packed parts: author or time may still be there, and the
    /// citizen is told so.
    Perhaps,
}

/// Why a file is not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FileRefused {
    /// It is larger than the settings allow.
    #[error("文件有 {megabytes} MB，超过 {most} MB。请拍小一点再传")]
    TooLarge {
        /// How large it is, rounded up.
        megabytes: u64,
        /// How large it may be.
        most: u32,
    },
    /// Nothing in it.
    #[error("文件是空的。请重新选一个")]
    Empty,
    /// It is something else.
    #[error("{}", .0.words())]
    NotTaken(OtherKind),
    /// It is of a kind that is taken, but broken or cut off.
    #[error("文件不完整，打不开。请重新拍照或重新导出后再传")]
    Damaged,
    /// More pixels than any photograph.
    #[error("图片有 {megapixels} 百万像素，超过 {most} 百万。请拍小一点再传")]
    TooManyPixels {
        /// How many millions it has.
        megapixels: u64,
        /// How many it may have.
        most: u32,
    },
    /// A PDF that does something when it is opened.
    #[error("这份 PDF 里有打开时会自动运行的内容，不能上传。请打印成普通 PDF 或拍照后再传")]
    Active,
}

/// Why the files of a form are not taken.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FilesRefused {
    /// More than the settings allow.
    #[error("最多 {most} 个文件，您选了 {found} 个")]
    TooMany {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: u32,
    },
    /// One of them.
    #[error("第 {} 个文件：{why}", .at + 1)]
    One {
        /// Which, from 0.
        at: usize,
        /// Why.
        why: FileRefused,
    },
}

/// What somebody sent stands in no log.
impl std::fmt::Debug for CleanFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CleanFile({:?}, {} bytes)", self.media_type, self.bytes.len())
    }
}

impl CleanFile {
    /// Looks at what somebody sent and cleans it.
    pub fn read(sent: &[u8], limits: &AttachmentSettings) -> Result<Self, FileRefused> {
        if sent.is_empty() {
            return Err(FileRefused::Empty);
        }
        let length = sent.len() as u64;
        if length > u64::from(limits.megabytes) * MEGABYTE {
            let (megabytes, most) = (length.div_ceil(MEGABYTE), limits.megabytes);
            return Err(FileRefused::TooLarge { megabytes, most });
        }
        let few_pixels = |width: u32, height: u32| {
            let pixels = u64::from(width) * u64::from(height);
            let (megapixels, most) = (pixels.div_ceil(1_000_000), limits.megapixels);
            match megapixels > u64::from(most) {
                true => Err(FileRefused::TooManyPixels { megapixels, most }),
                false => Ok(()),
            }
        };
        if jpeg::is_jpeg(sent) {
            let cleaned = jpeg::clean(sent)?;
            few_pixels(cleaned.width, cleaned.height)?;
            let (bytes, remains) = (cleaned.bytes, Remains::Nothing);
            return Ok(Self { media_type: MediaType::Jpeg, bytes, remains });
        }
        if png::is_png(sent) {
            let cleaned = png::clean(sent)?;
            few_pixels(cleaned.width, cleaned.height)?;
            let (bytes, remains) = (cleaned.bytes, Remains::Nothing);
            return Ok(Self { media_type: MediaType::Png, bytes, remains });
        }
        if pdf::is_pdf(sent) {
            let (bytes, remains) = pdf::clean(sent)?;
            return Ok(Self { media_type: MediaType::Pdf, bytes, remains });
        }
        Err(FileRefused::NotTaken(OtherKind::of(sent)))
    }

    /// 类型.
    pub fn media_type(&self) -> MediaType {
        self.media_type
    }

    /// The bytes that are kept.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// 残留信息.
    pub fn remains(&self) -> Remains {
        self.remains
    }
}

/// An attachment to be shown: always as a download, under the type it has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShownAttachment {
    /// 类型.
    pub media_type: MediaType,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A file held for a form that was not sent yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldFile {
    /// By which it is taken off again.
    pub ordinal: u32,
    /// The file.
    pub file: CleanFile,
}

impl App {
    /// Looks at the files of a form and cleans them.
    pub fn clean_files<T: AsRef<[u8]>>(&self, sent: &[T]) -> Result<Vec<CleanFile>, FilesRefused> {
        let limits = &self.settings().attachments;
        let (found, most) = (sent.len(), limits.files);
        if found as u64 > u64::from(most) {
            return Err(FilesRefused::TooMany { found, most });
        }
        let read = |(at, sent): (usize, &T)| {
            CleanFile::read(sent.as_ref(), limits).map_err(|why| FilesRefused::One { at, why })
        };
        sent.iter().enumerate().map(read).collect()
    }

    /// Holds files for a form that is to be looked over before it is sent. Only who has the form's
    /// cookie gets them back.
    pub async fn hold_files(
        &self,
        form: &FormNonce,
        files: Vec<CleanFile>,
    ) -> Result<Result<Vec<HeldFile>, FilesRefused>, Denied> {
        let held = self.held_files(form).await?;
        let (found, most) = (held.len() + files.len(), self.settings().attachments.files);
        if found as u64 > u64::from(most) {
            return Ok(Err(FilesRefused::TooMany { found, most }));
        }
        let until = self.in_minutes(self.settings().attachments.held_minutes);
        for file in files {
            self.store().hold_file(form.bytes(), &file.bytes, until).await?;
        }
        Ok(Ok(self.held_files(form).await?))
    }

    /// The files held for a form.
    pub async fn held_files(&self, form: &FormNonce) -> Result<Vec<HeldFile>, Denied> {
        let held = self.store().held_files(form.bytes(), self.clock().now()).await?;
        let limits = &self.settings().attachments;
        // What was held was clean; cleaning it again says what it is.
        let read = |(ordinal, bytes): (u32, Vec<u8>)| {
            CleanFile::read(&bytes, limits).ok().map(|file| HeldFile { ordinal, file })
        };
        Ok(held.into_iter().filter_map(read).collect())
    }

    /// Takes a held file off the form again.
    pub async fn drop_held_file(&self, form: &FormNonce, ordinal: u32) -> Result<(), Denied> {
        Ok(self.store().drop_held(form.bytes(), Some(ordinal)).await?)
    }

    /// 办, with papers: whoever answers for a matter attaches something to what he does; at a
    /// counter, what the citizen brought.
    pub async fn act_with_papers(
        &self,
        actor: &Actor,
        number: &MatterNumber,
        command: impl Into<MatterCommand>,
        papers: (CameWith, Vec<CleanFile>),
    ) -> Result<Acted<MatterEvent>, Denied> {
        let luggage = Luggage::default();
        self.act_with(actor, number, command.into(), papers, luggage).await
    }

    /// The same, on a page made when the matter stood at that version ([`App::act_as_seen`]).
    pub async fn act_as_seen_with_papers(
        &self,
        actor: &Actor,
        (number, seen): (&MatterNumber, u32),
        command: impl Into<MatterCommand>,
        papers: (CameWith, Vec<CleanFile>),
    ) -> Result<Acted<MatterEvent>, Denied> {
        let luggage = Luggage { seen: Some(seen), ..Luggage::default() };
        self.act_with(actor, number, command.into(), papers, luggage).await
    }

    async fn act_with(
        &self,
        actor: &Actor,
        number: &MatterNumber,
        command: MatterCommand,
        (with, files): (CameWith, Vec<CleanFile>),
        mut luggage: Luggage,
    ) -> Result<Acted<MatterEvent>, Denied> {
        let attachments = new_attachments(self.chance(), files, &mut luggage);
        let mut commands = vec![command];
        if !attachments.is_empty() && with.is_brought() {
            commands.push(Bring { with, attachments }.into());
        } else if !attachments.is_empty() {
            // First the papers: what is done may end the matter.
            commands.insert(0, Attach { with, attachments }.into());
        }
        let stream = StreamId::Matter(number.clone());
        match self.carry_out_all::<MatterDecider>(&stream, actor, commands, &luggage).await? {
            Sent::Acted(acted) => Ok(acted),
            Sent::Before | Sent::Taken | Sent::Outnumbered => Err(Denied::TooBusy),
        }
    }

    /// An attachment for staff who may see the matter; none for everybody else.
    pub async fn attachment_for(
        &self,
        actor: &Actor,
        number: &MatterNumber,
        ordinal: u32,
    ) -> Result<Option<ShownAttachment>, Denied> {
        let matter = self.look_at(actor, number).await?;
        self.shown(number, ordinal, matter, |_, _| true).await
    }

    /// An attachment for who came with a code: his own, the answers to him, what is public.
    pub async fn attachment_of_holder(
        &self,
        holder: &CodeHolder,
        ordinal: u32,
    ) -> Result<Option<ShownAttachment>, Denied> {
        let matter = self.matter_of(holder).await?;
        let is_seen = |attachment: &Attachment, matter: &Matter| {
            attachment.is_seen_by_citizen(matter, &holder.person)
        };
        self.shown(&holder.matter, ordinal, matter, is_seen).await
    }

    /// An attachment that was published.
    pub async fn public_attachment(
        &self,
        number: &MatterNumber,
        ordinal: u32,
    ) -> Result<Option<ShownAttachment>, Denied> {
        let matter = self.matter(number).await?;
        let is_public =
            |attachment: &Attachment, _: &Matter| attachment.with.seen_by() == SeenBy::Public;
        self.shown(number, ordinal, matter, is_public).await
    }

    async fn shown(
        &self,
        number: &MatterNumber,
        ordinal: u32,
        matter: Option<Matter>,
        is_seen: impl Fn(&Attachment, &Matter) -> bool,
    ) -> Result<Option<ShownAttachment>, Denied> {
        let Some(matter) = matter else { return Ok(None) };
        let found = matter.attachments.iter().find(|attachment| attachment.ordinal == ordinal);
        let Some(found) = found.filter(|found| is_seen(found, &matter)) else { return Ok(None) };
        let stream = StreamId::Matter(number.clone());
        let kept = self.store().read_attachment(&stream, &found.digest).await?;
        let media_type = found.media_type;
        Ok(match kept {
            Kept::Found(AttachmentBytes { bytes, .. }) => {
                Some(ShownAttachment { media_type, bytes })
            }
            Kept::Erased | Kept::Nothing => None,
        })
    }
}

/// What the ledger holds of files, while the bytes go into the luggage.
pub(crate) fn new_attachments(
    chance: &Chance,
    files: Vec<CleanFile>,
    luggage: &mut Luggage,
) -> Vec<NewAttachment> {
    let packed = files.into_iter().map(|CleanFile { media_type, bytes, .. }| {
        let content = AttachmentBytes { bytes, salt: chance.bytes() };
        let (digest, bytes) = (content.digest(), content.bytes.len() as u64);
        luggage.attachments.push(content);
        NewAttachment { digest, media_type, bytes }
    });
    packed.collect()
}
