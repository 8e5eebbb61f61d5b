//! 通报 on paper, with the red head (GB/T 9704): the facts alone, counted.

use askama::Template;
use axum::extract::{Path, State};

use crate::Site;
use crate::circulars::face::{counted, named, rectify_by, scope_words};
use crate::circulars::words::CircularWords;
use crate::circulars::{CircularSheet, Circulars};
use crate::kit::dates;
use crate::kit::docket::{self, Room as _};
use crate::kit::language::Language;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

/// 一条 of the paper.
struct Paragraph {
    head: String,
    counted: String,
    named: String,
    demand: String,
    due: String,
}

#[derive(Template)]
#[template(path = "circulars/paper.html")]
struct PaperPage {
    shell: StaffShell,
    /// Of the page around the paper.
    w: CircularWords,
    /// Of the paper: a document is in Chinese, whoever reads it.
    paper: CircularWords,
    path: String,
    bureau: String,
    document_number: String,
    title: String,
    to: String,
    items: Vec<Paragraph>,
    corrections: Vec<String>,
    date: String,
}

/// 一、二、三…, as far as a circular goes.
const NUMERALS: [&str; 20] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四",
    "十五", "十六", "十七", "十八", "十九", "二十",
];

/// `GET /s/circulars/{number}/print`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
) -> Answer {
    let app = site.app();
    let Some(opened) = Circulars::open(app, &staff.actor(), &number).await? else {
        return docket::closed::<Circulars>(&site, &visitor, &staff);
    };
    let names = app.names().await?;
    let sheet: CircularSheet<'_> = docket::Sheet {
        folder: &opened.folder,
        extra: &opened.extra,
        names: &names,
        number: &number,
        person: staff.person.clone(),
        language: Language::Chinese,
    };
    let Some(draft) = &sheet.state().draft else {
        return docket::closed::<Circulars>(&site, &visitor, &staff);
    };
    let (w, paper) = (CircularWords(visitor.language), CircularWords(Language::Chinese));
    let published = sheet.state().published.as_ref();
    let items = draft.facts.items.iter().enumerate().map(|(place, item)| Paragraph {
        head: format!("{}、{}", NUMERALS.get(place).unwrap_or(&""), sheet.unit(&item.unit)),
        counted: counted(&sheet, item),
        named: named(&sheet, item).unwrap_or_default(),
        demand: sheet.text(&item.demand),
        due: rectify_by(&sheet, place, item),
    });
    let corrections = sheet.state().corrections.iter().map(|one| sheet.text(&one.text));
    let bureau = sheet.organization().bureau().map(|bureau| bureau.name.clone());
    let number_words = published.map(|one| sheet.text(&one.document_number));
    let date = published.map(|one| dates::whole_day(Language::Chinese, one.at.date()));
    Ok(page(&PaperPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::Supervision, w.paper()),
        w,
        paper,
        path: sheet.path(),
        bureau: bureau.unwrap_or_default(),
        document_number: number_words.unwrap_or_else(|| paper.not_signed().to_owned()),
        title: sheet.text(&draft.facts.title),
        to: scope_words(&sheet, &draft.facts),
        items: items.collect(),
        corrections: corrections.collect(),
        date: date.unwrap_or_default(),
    }))
}
