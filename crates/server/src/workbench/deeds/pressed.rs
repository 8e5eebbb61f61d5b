//! 按下的按钮. Those of a form that do nothing yet: see what the citizen would read, take a file off,
//! begin anew; and the photographs and papers that go with what is sent.

use xiaoneng_app::attachment::CleanFile;
use xiaoneng_app::{Dossier, Names};
use xiaoneng_domain::matter::CameWith;

use super::page::{Looking, Sent, Shown, deed_path};
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::held_files::{FileField, Form, FormOf, REMOVE_FIELD};
use crate::kit::page::{Answer, see_other};
use crate::kit::posted::{Posted, Upload};
use crate::kit::problem::Problem;

const PREVIEW: &str = "preview";
const DISCARD: &str = "discard";
const FILL: &str = "fill";

/// Files, with what they go.
pub(super) type Papers = (CameWith, Vec<CleanFile>);

/// 按钮. What was pressed: one of them alone does anything.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Pressed {
    /// The act itself.
    Send,
    /// What the citizen would read.
    Preview,
    /// A file is not wanted any more.
    Remove(String),
    /// 填入: a standard text is put into its field.
    Fill,
    /// What was begun is not wanted any more.
    Discard,
}

impl Pressed {
    pub(super) fn of(posted: &Posted) -> Self {
        if posted.filled(DISCARD).is_some() {
            return Self::Discard;
        }
        if posted.filled(FILL).is_some() {
            return Self::Fill;
        }
        match (posted.filled(REMOVE_FIELD), posted.filled(PREVIEW)) {
            (Some(ordinal), _) => Self::Remove(ordinal.to_owned()),
            (None, Some(_)) => Self::Preview,
            (None, None) => Self::Send,
        }
    }
}

impl Looking {
    /// The photographs and papers that go with the form, those of this sending and those held for
    /// it before; none where it takes none.
    pub(super) async fn papers(
        &self,
        sent: &Sent,
        files: &[Upload],
        amiss: &mut Errors,
    ) -> Result<Option<Papers>, Problem> {
        let Some(with) = self.deed.takes(&sent.typed) else { return Ok(None) };
        let form = Form::read(&self.site, &sent.once);
        form.hold(&self.site, files, FileWords(self.visitor.language), amiss).await;
        Ok(Some((with, form.files(&self.site).await?)))
    }

    /// The page once more, with what was asked of it; nothing is done.
    pub(super) async fn look_again(
        &self,
        (dossier, names): (&Dossier, &Names),
        sent: &Sent,
        pressed: Pressed,
        mut shown: Shown,
    ) -> Answer {
        match pressed {
            Pressed::Send => {}
            Pressed::Preview => {
                let sheet = self.sheet(dossier, names, sent);
                let field = self.deed.form(&sheet, &sent.typed).previewed;
                shown.preview = sent.typed.get(field).to_owned();
            }
            Pressed::Remove(ordinal) => {
                let form = Form::read(&self.site, &sent.once);
                form.drop_unwanted(&self.site, &ordinal).await?;
            }
            Pressed::Fill => {
                let sheet = self.sheet(dossier, names, sent);
                if let Some((field, text)) = self.filled(dossier, &sheet, sent).await? {
                    let typed = sent.typed.with(field, text);
                    let sent = Sent { typed, once: sent.once.clone(), ..*sent };
                    return self.render(dossier, names, &sent, shown).await;
                }
            }
            Pressed::Discard => {
                self.forget_begun().await?;
                self.let_go(sent).await?;
                return Ok(see_other(&deed_path(&self.number, self.deed)));
            }
        }
        self.render(dossier, names, sent, shown).await
    }

    /// Lets go of the files that were held for a form.
    pub(super) async fn let_go(&self, sent: &Sent) -> Result<(), Problem> {
        match self.deed.takes(&sent.typed) {
            Some(_) => Form::read(&self.site, &sent.once).forget(&self.site).await,
            None => Ok(()),
        }
    }

    /// The part of the form that takes files; none where it takes none.
    pub(super) async fn file_field(
        &self,
        sent: &Sent,
        errors: &Errors,
    ) -> Result<Option<FileField>, Problem> {
        if self.deed.takes(&sent.typed).is_none() {
            return Ok(None);
        }
        let w = FileWords(self.visitor.language);
        let form = Form::read(&self.site, &sent.once);
        let field = FileField::of(&self.site, w, Some(&form), errors, FormOf::Staff).await?;
        let field = field.removed_at(deed_path(&self.number, self.deed));
        // What an act is about is never folded away.
        let is_open = field.is_open || self.deed.is_about_a_paper();
        Ok(Some(FileField { is_open, ..field }))
    }
}
