//! 办一件事的页. One text and a button, with files where they help: add, ask, withdraw, review.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use xiaoneng_app::attachment::CleanFile;

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::held_files::{FileField, Form, FormOf};
use crate::kit::page::page;
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::file::error_title;
use crate::portal::words::acts::ActWords;

/// What the page of one act says.
pub(crate) struct ActPage {
    /// The heading.
    pub(crate) title: &'static str,
    /// What it means, in paragraphs.
    pub(crate) says: Vec<String>,
    /// What was asked for, in the words of who asked; empty where nothing was.
    pub(crate) asked: String,
    /// The label of the text.
    pub(crate) label: &'static str,
    /// Its hint.
    pub(crate) hint: &'static str,
    /// The button.
    pub(crate) button: &'static str,
    /// Whether files may go with it.
    pub(crate) takes_files: bool,
    /// The end of the path: `add`, `ask`, `withdraw`, `review`.
    pub(crate) end: &'static str,
}

#[derive(Template)]
#[template(path = "portal/act.html")]
struct ActTemplate {
    shell: PublicShell,
    w: ActWords,
    act: ActPage,
    number: String,
    text: String,
    form: String,
    files: FileField,
    errors: Errors,
    /// 制度不允许: nothing can be sent.
    no: String,
    clause: String,
}

/// What of a form goes with the page.
#[derive(Default)]
pub(crate) struct Sent {
    pub(crate) text: String,
    pub(crate) form: Option<Form>,
    pub(crate) errors: Errors,
    /// The institution's no, with its clause.
    pub(crate) no: Option<(String, String)>,
}

/// The page of one act.
pub(crate) async fn act_page(
    site: &Site,
    visitor: &Visitor,
    (act, number): (ActPage, String),
    sent: Sent,
) -> Result<Response, Problem> {
    let w = ActWords(visitor.language);
    let Sent { text, form, errors, no } = sent;
    let has_errors = !errors.is_empty();
    let title = if has_errors { error_title(act.title, visitor) } else { act.title.to_owned() };
    let form = form.unwrap_or_else(|| Form::new(site));
    let (words, whose) = (FileWords(visitor.language), FormOf::Citizen);
    let files = FileField::of(site, words, Some(&form), &errors, whose).await?;
    let (no, clause) = no.unwrap_or_default();
    let is_refused = !no.is_empty();
    let mut response = page(&ActTemplate {
        shell: PublicShell::of(site, visitor, Section::Track, &title).await,
        w,
        act,
        number,
        text,
        form: form.to_string(),
        files,
        errors,
        no,
        clause,
    });
    if has_errors || is_refused {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// The files that came with a form and those held for it before; what is refused is noted.
pub(crate) async fn files_of(
    site: &Site,
    visitor: &Visitor,
    (form, posted): (&Form, &Posted),
    errors: &mut Errors,
) -> Result<Vec<CleanFile>, Problem> {
    form.hold(site, &posted.files, FileWords(visitor.language), errors).await;
    form.files(site).await
}
