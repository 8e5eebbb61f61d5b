//! 表单和它的文件. A form has a number that only its browser knows; what was chosen with it is held
//! under that number until it is sent.

use std::str::FromStr as _;

use xiaoneng_app::attachment::{CleanFile, FileRefused, FilesRefused, Remains};
use xiaoneng_app::query_code::FormNonce;
use xiaoneng_domain::matter::MediaType;

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::posted::{Posted, Upload};
use crate::kit::problem::Problem;
use crate::portal::words::filing::FilingWords;

const KILOBYTE: usize = 1 << 10;
const MEGABYTE: usize = 1 << 20;
/// Of a file's name, so many letters are said back.
const NAME_SHOWN: usize = 30;

/// 表单.
pub(crate) struct Form(pub(crate) FormNonce);

/// A held file as the page lists it.
pub(crate) struct HeldFile {
    /// By which it is taken off again.
    pub(crate) ordinal: u32,
    /// `照片 1 · 2.3 MB`
    pub(crate) words: String,
}

impl std::fmt::Display for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Form {
    /// A form nobody has filled in.
    pub(crate) fn new(site: &Site) -> Self {
        Self(site.app().new_form())
    }

    /// The form that was sent; a new one where it carries no number of ours.
    pub(crate) fn of(site: &Site, posted: &Posted) -> Self {
        let carried = FormNonce::from_str(posted.field("form")).ok();
        carried.map_or_else(|| Self::new(site), Self)
    }

    /// Holds what was chosen, as far as it is taken; the rest is to be mended.
    pub(crate) async fn hold(
        &self,
        site: &Site,
        posted: &Posted,
        w: FilingWords,
        errors: &mut Errors,
    ) {
        let mut good = Vec::new();
        for upload in &posted.files {
            match CleanFile::read(&upload.bytes, &site.app().settings().attachments) {
                Ok(file) => good.push(file),
                Err(why) => errors.add("pic", refused(w, upload, &why)),
            }
        }
        if good.is_empty() {
            return;
        }
        match site.app().hold_files(&self.0, good).await {
            Ok(Ok(_)) | Ok(Err(FilesRefused::One { .. })) => {}
            Ok(Err(FilesRefused::TooMany { found, .. })) => {
                errors.add("pic", w.err_file_count(found));
            }
            // What was typed must not be lost because a file could not be kept.
            Err(denied) => {
                tracing::error!(%denied, "附件没有存上");
                errors.add("pic", w.err_file_kept());
            }
        }
    }

    /// Takes off the file that is not wanted any more.
    pub(crate) async fn drop_unwanted(&self, site: &Site, posted: &Posted) -> Result<(), Problem> {
        if let Ok(ordinal) = posted.field("remove").parse() {
            site.app().drop_held_file(&self.0, ordinal).await?;
        }
        Ok(())
    }

    /// Lets go of everything that is held: it was sent.
    pub(crate) async fn forget(&self, site: &Site) -> Result<(), Problem> {
        for held in site.app().held_files(&self.0).await? {
            site.app().drop_held_file(&self.0, held.ordinal).await?;
        }
        Ok(())
    }

    /// What is held, as pages list it.
    pub(crate) async fn held(&self, site: &Site, w: FilingWords) -> Result<Vec<HeldFile>, Problem> {
        let held = site.app().held_files(&self.0).await?;
        let listed = held.into_iter().enumerate().map(|(at, held)| HeldFile {
            ordinal: held.ordinal,
            words: in_words(w, at + 1, &held.file),
        });
        Ok(listed.collect())
    }

    /// The files themselves, to be sent with the form.
    pub(crate) async fn files(&self, site: &Site) -> Result<Vec<CleanFile>, Problem> {
        let held = site.app().held_files(&self.0).await?;
        Ok(held.into_iter().map(|held| held.file).collect())
    }
}

fn in_words(w: FilingWords, number: usize, file: &CleanFile) -> String {
    let kind = match file.media_type() {
        MediaType::Jpeg | MediaType::Png => w.photo(number),
        MediaType::Pdf => w.paper(number),
    };
    let remains = match file.remains() {
        Remains::Nothing => "",
        Remains::Perhaps => w.file_remains(),
    };
    format!("{kind} · {}{remains}", size(file.bytes().len()))
}

/// `2.3 MB` · `310 KB`
fn size(bytes: usize) -> String {
    if bytes < MEGABYTE {
        return format!("{} KB", bytes.div_ceil(KILOBYTE));
    }
    let tenths = bytes * 10 / MEGABYTE;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

fn refused(w: FilingWords, upload: &Upload, why: &FileRefused) -> String {
    let name: String =
        upload.name.chars().filter(|sign| !sign.is_control()).take(NAME_SHOWN).collect();
    match why {
        FileRefused::TooLarge { megabytes, .. } => w.err_file_size(name, megabytes),
        FileRefused::Empty | FileRefused::NotTaken(_) | FileRefused::Damaged => {
            w.err_file_type(name)
        }
        FileRefused::TooManyPixels { .. } => w.err_file_pixels(name),
        FileRefused::Active => w.err_file_active(name),
    }
}
