//! 表单和它的文件. A form has a number that only its browser knows; what was chosen with it is held
//! under that number until it is sent.

use std::str::FromStr as _;

use xiaoneng_app::attachment::{CleanFile, FileRefused, FilesRefused, Remains};
use xiaoneng_app::query_code::FormNonce;
use xiaoneng_domain::matter::MediaType;

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::posted::{Posted, Upload};
use crate::kit::problem::Problem;

/// Under this name files are chosen on every form, and refused.
pub const FILES_FIELD: &str = "pic";
/// Under this name a file that is held is taken off again.
pub const REMOVE_FIELD: &str = "remove";
const KILOBYTE: u64 = 1 << 10;
const MEGABYTE: u64 = 1 << 20;
/// Of a file's name, so many letters are said back.
const NAME_SHOWN: usize = 30;

/// 表单.
pub struct Form(pub FormNonce);

/// A held file as the page lists it.
pub struct HeldFile {
    /// By which it is taken off again.
    pub ordinal: u32,
    /// `照片 1 · 2.3 MB`
    pub words: String,
}

/// 附件栏. The part of a form that takes photographs and papers.
pub struct FileField {
    /// What it is called, with how many may be chosen.
    pub label: String,
    /// What is taken, and how large.
    pub hint: String,
    /// What is held already.
    pub held: Vec<HeldFile>,
    /// What is said above it.
    pub kept: &'static str,
    /// What takes one of them off again.
    pub remove: &'static str,
    /// Where that is sent; none where nothing can be taken off.
    pub remove_path: Option<String>,
    /// Whether it stands open.
    pub is_open: bool,
}

/// 谁的表单. Whose form takes files: it is told what to attach in his words.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum FormOf {
    /// 群众.
    Citizen,
    /// 工作人员.
    Staff,
}

impl std::fmt::Display for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Form {
    /// A form nobody has filled in.
    pub fn new(site: &Site) -> Self {
        Self(site.app().new_form())
    }

    /// The form of that number; a new one where it is no number of ours.
    pub fn read(site: &Site, number: &str) -> Self {
        FormNonce::from_str(number).map_or_else(|_| Self::new(site), Self)
    }

    /// The form that was sent; a new one where it carries no number of ours.
    pub fn of(site: &Site, posted: &Posted) -> Self {
        Self::read(site, posted.field("form"))
    }

    /// Holds what was chosen, as far as it is taken; the rest is to be mended.
    pub async fn hold(&self, site: &Site, files: &[Upload], w: FileWords, errors: &mut Errors) {
        let mut good = Vec::new();
        for upload in files {
            match CleanFile::read(&upload.bytes, &site.app().settings().attachments) {
                Ok(file) => good.push(file),
                Err(why) => errors.add(FILES_FIELD, refused(w, upload, &why)),
            }
        }
        if good.is_empty() {
            return;
        }
        match site.app().hold_files(&self.0, good).await {
            Ok(Ok(_)) | Ok(Err(FilesRefused::One { .. })) => {}
            Ok(Err(FilesRefused::TooMany { found, most })) => {
                errors.add(FILES_FIELD, w.err_file_count(found, most));
            }
            // What was typed must not be lost because a file could not be kept.
            Err(denied) => {
                tracing::error!(%denied, "附件没有存上");
                errors.add(FILES_FIELD, w.err_file_kept());
            }
        }
    }

    /// Takes off the file that is not wanted any more.
    pub async fn drop_unwanted(&self, site: &Site, ordinal: &str) -> Result<(), Problem> {
        if let Ok(ordinal) = ordinal.parse() {
            site.app().drop_held_file(&self.0, ordinal).await?;
        }
        Ok(())
    }

    /// Lets go of everything that is held: it was sent.
    pub async fn forget(&self, site: &Site) -> Result<(), Problem> {
        for held in site.app().held_files(&self.0).await? {
            site.app().drop_held_file(&self.0, held.ordinal).await?;
        }
        Ok(())
    }

    /// What is held, as pages list it.
    pub async fn held(&self, site: &Site, w: FileWords) -> Result<Vec<HeldFile>, Problem> {
        let held = site.app().held_files(&self.0).await?;
        let listed = held.into_iter().enumerate().map(|(at, held)| HeldFile {
            ordinal: held.ordinal,
            words: in_words(w, at + 1, &held.file),
        });
        Ok(listed.collect())
    }

    /// The files themselves, to be sent with the form.
    pub async fn files(&self, site: &Site) -> Result<Vec<CleanFile>, Problem> {
        let held = site.app().held_files(&self.0).await?;
        Ok(held.into_iter().map(|held| held.file).collect())
    }
}

impl FileField {
    /// The part of a form, with what is held for it.
    pub async fn of(
        site: &Site,
        w: FileWords,
        form: Option<&Form>,
        errors: &Errors,
        whose: FormOf,
    ) -> Result<Self, Problem> {
        let limits = &site.app().settings().attachments;
        let held = match form {
            Some(form) => form.held(site, w).await?,
            None => Vec::new(),
        };
        let (label, hint) = match whose {
            FormOf::Citizen => (w.files(limits.files), w.files_hint(limits.megabytes)),
            FormOf::Staff => (w.papers(limits.files), w.papers_hint(limits.megabytes)),
        };
        Ok(Self {
            label,
            hint,
            is_open: !held.is_empty() || errors.is_at(FILES_FIELD),
            held,
            kept: w.files_kept(),
            remove: w.file_remove(),
            remove_path: None,
        })
    }

    /// What is held can be taken off again, by a form sent there.
    pub fn removed_at(mut self, path: impl Into<String>) -> Self {
        self.remove_path = Some(path.into());
        self
    }
}

fn in_words(w: FileWords, number: usize, file: &CleanFile) -> String {
    let kind = match file.media_type() {
        MediaType::Jpeg | MediaType::Png => w.photo(number),
        MediaType::Pdf => w.paper(number),
    };
    let remains = match file.remains() {
        Remains::Nothing => "",
        Remains::Perhaps => w.file_remains(),
    };
    format!("{kind} · {}{remains}", size(file.bytes().len() as u64))
}

/// `2.3 MB` · `310 KB`
pub fn size(bytes: u64) -> String {
    if bytes < MEGABYTE {
        return format!("{} KB", bytes.div_ceil(KILOBYTE));
    }
    let tenths = bytes * 10 / MEGABYTE;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

fn refused(w: FileWords, upload: &Upload, why: &FileRefused) -> String {
    let name: String =
        upload.name.chars().filter(|sign| !sign.is_control()).take(NAME_SHOWN).collect();
    match why {
        FileRefused::TooLarge { megabytes, most } => w.err_file_size(name, megabytes, most),
        FileRefused::Empty | FileRefused::NotTaken(_) | FileRefused::Damaged => {
            w.err_file_type(name)
        }
        FileRefused::TooManyPixels { .. } => w.err_file_pixels(name),
        FileRefused::Active => w.err_file_active(name),
    }
}
