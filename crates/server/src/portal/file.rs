//! 我要反映 / 办事. Four fields, two of them optional; nothing is sent before it was checked.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use xiaoneng_domain::id::{MatterTypeCode, UnitId};

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::held_files::{FileField, Form, FormOf, REMOVE_FIELD};
use crate::kit::page::{Answer, page};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::kit::words::KitWords;
use crate::portal::told::{SURE, Typed, UNSURE};
use crate::portal::unit_choice::{UnitGroup, unit_groups};
use crate::portal::words::filing::FilingWords;

#[derive(Template)]
#[template(path = "portal/file.html")]
struct FilePage {
    shell: PublicShell,
    w: FilingWords,
    typed: Typed,
    item_name: String,
    groups: Vec<UnitGroup>,
    form: String,
    files: FileField,
    errors: Errors,
}

impl FilePage {
    fn is_unsure(&self) -> bool {
        self.typed.who == UNSURE
    }

    fn is_sure(&self) -> bool {
        self.typed.who == SURE
    }

    fn is_chosen(&self, code: &str) -> bool {
        self.typed.unit == code
    }
}

/// What a link may bring with it.
#[derive(Deserialize)]
pub(crate) struct Brought {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    item: String,
    #[serde(default)]
    via: String,
}

/// `GET /file`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(brought): Query<Brought>,
) -> Answer {
    let known = site.app().known().await?;
    let unit = UnitId::from(brought.unit.as_str());
    let unit = known.organization.unit(&unit).map(|_| known.organization.heir_of(&unit));
    let typed = Typed {
        who: unit.map(|_| SURE.to_owned()).unwrap_or_default(),
        unit: unit.map(ToString::to_string).unwrap_or_default(),
        item: brought.item,
        via: brought.via,
        ..Typed::default()
    };
    form_page(&site, &visitor, typed, None, Errors::default()).await
}

/// `POST /file`: back from the check, with everything that was typed.
pub(crate) async fn again(State(site): State<Site>, visitor: Visitor, posted: Posted) -> Answer {
    let form = Form::of(&site, &posted);
    form.drop_unwanted(&site, posted.field(REMOVE_FIELD)).await?;
    form_page(&site, &visitor, Typed::of(&posted), Some(&form), Errors::default()).await
}

/// The form as it was typed, with what is to be mended.
pub(crate) async fn form_page(
    site: &Site,
    visitor: &Visitor,
    typed: Typed,
    form: Option<&Form>,
    errors: Errors,
) -> Result<Response, Problem> {
    let w = FilingWords(visitor.language);
    let known = site.app().known().await?;
    let item = MatterTypeCode::from(typed.item.trim());
    let foreseen = site.app().foresee(Some(&item)).await?;
    let has_errors = !errors.is_empty();
    let title = if has_errors { error_title(w.title(), visitor) } else { w.title().to_owned() };
    let shell = PublicShell::of(site, visitor, Section::File, &title).await;
    let (words, whose) = (FileWords(visitor.language), FormOf::Citizen);
    let files = FileField::of(site, words, form, &errors, whose).await?;
    let files = files.removed_at(shell.link("/file"));
    let mut response = page(&FilePage {
        shell,
        w,
        item_name: if foreseen.is_chosen { foreseen.item_name } else { String::new() },
        typed,
        groups: unit_groups(&known.organization, w),
        form: form.map_or_else(|| Form::new(site).to_string(), Form::to_string),
        files,
        errors,
    });
    if has_errors {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// The title of a page with something to mend.
pub(crate) fn error_title(title: &str, visitor: &Visitor) -> String {
    format!("{}{title}", KitWords(visitor.language).error_prefix())
}
