//! 事项页. Everything of one matter on a page: its clocks, who stands in it, what the citizen says,
//! what may be done now and why not, where the time went, what happened, on which basis.

pub(crate) mod standing;
pub(crate) mod strip;
pub(crate) mod trail;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use xiaoneng_app::{Dossier, InboxLight, InboxOf, Names, Petitioner};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{Attachment, CameWith, ClockName, MediaType, SeenBy};

use crate::Site;
use crate::kit::clock_face::ClockFace;
use crate::kit::dates;
use crate::kit::explained::ExplainedDays;
use crate::kit::file_words::FileWords;
use crate::kit::held_files;
use crate::kit::page::{Answer, page};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;
use crate::workbench::closed;
use crate::workbench::deeds::{self, DEEDS, May, Pen, Rank, Sheet, TAKE_OFF};
use crate::workbench::words::deeds::DeedWords;
use crate::workbench::words::matter::MatterWords;
use strip::Strip;
use trail::Shows;

/// How many similar matters are shown.
const SIMILAR: usize = 3;

#[derive(Template)]
#[template(path = "workbench/matter.html")]
struct MatterPage {
    shell: StaffShell,
    w: MatterWords,
    number: String,
    subject: String,
    item: String,
    done: String,
    /// Where the next matter is, once something was done with this one; empty otherwise.
    next: String,
    clocks: Vec<Vec<ClockFace>>,
    holders: Vec<(String, String, String)>,
    petitioner: Petitioner,
    /// The whole number, just asked for; empty otherwise.
    phone: String,
    /// What came of asking for the number; empty if nobody asked.
    phone_note: &'static str,
    story: String,
    attachments: Vec<Attached>,
    acts: Acts,
    strip: Option<Strip>,
    filters: Vec<(String, &'static str, bool)>,
    trail: Vec<TimelineLine>,
    days: Option<ExplainedDays>,
    basis: Vec<(&'static str, String)>,
    similar: Vec<(String, String)>,
    digest: String,
    digest_hint: String,
}

/// 附件 in the list.
struct Attached {
    path: String,
    /// `照片 1 · 310 KB`
    words: String,
    /// With what it came, and when.
    beside: String,
    is_internal: bool,
}

/// What may be done, and what not.
#[derive(Default)]
struct Acts {
    first: Vec<Action>,
    second: Vec<Action>,
    rare: Vec<Action>,
    not_now: Vec<NotNow>,
}

impl Acts {
    fn is_empty(&self) -> bool {
        self.first.is_empty() && self.second.is_empty() && self.rare.is_empty()
    }
}

struct Action {
    path: String,
    word: &'static str,
    key: &'static str,
}

struct NotNow {
    word: &'static str,
    says: String,
    clause: String,
}

/// What of the address says how the page is shown.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    show: Option<String>,
    ok: Option<String>,
}

/// `GET /w/m/{no}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    render(&site, &visitor, &staff, &number.as_str().into(), (asked, None)).await
}

/// `POST /w/m/{no}/contact`
pub(crate) async fn see_contact(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    _posted: Posted,
) -> Answer {
    let number: MatterNumber = number.as_str().into();
    let phone = site.app().see_contact(&staff.actor(), &number).await?;
    let seen = Some(phone.unwrap_or_default());
    render(&site, &visitor, &staff, &number, (Asked::default(), seen)).await
}

/// `GET /w/m/{no}/file/{ordinal}`
pub(crate) async fn fetch_file(
    State(site): State<Site>,
    staff: Staff,
    Path((number, ordinal)): Path<(String, u32)>,
) -> Answer {
    let found = site.app().attachment_for(&staff.actor(), &number.as_str().into(), ordinal).await?;
    let found = found.ok_or(Problem::NoSuchPage)?;
    let name = format!("attachment; filename=\"{number}-{ordinal}.{}\"", found.media_type.ending());
    let mut response = (StatusCode::OK, found.bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(found.media_type.mime()));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

async fn render(
    site: &Site,
    visitor: &Visitor,
    staff: &Staff,
    number: &MatterNumber,
    (asked, seen): (Asked, Option<String>),
) -> Answer {
    let (app, actor) = (site.app(), staff.actor());
    let Some(dossier) = app.dossier(&actor, number).await? else {
        return closed::page_of(site, visitor, staff, number).await;
    };
    let names = app.names().await?;
    let petitioner = app.petitioner(&dossier.matter).await?;
    let gist = app.gist(number).await?;
    let similar = app.answered_alike(&actor, &dossier.matter, SIMILAR).await?;
    let next = match &asked.ok {
        Some(_) => next_of(site, staff, number).await?,
        None => String::new(),
    };
    let sheet = sheet_of(site, visitor, staff, &dossier, &names);
    let (language, w) = (visitor.language, MatterWords(visitor.language));
    let filing = dossier.matter.filing.as_ref();
    let item = filing.map(|filing| sheet.item(&filing.matter_type)).unwrap_or_default();
    let subject = if gist.is_empty() { item.clone() } else { gist.to_string() };
    let shows = match asked.show.as_deref() {
        Some("public") => Shows::Public,
        Some("internal") => Shows::Internal,
        Some(_) | None => Shows::All,
    };
    let similar = similar.into_iter().map(|row| {
        let when = row.ended_at.map(|at| dates::day(language, at.date()));
        let words = format!("{} · {}", row.matter, when.unwrap_or_default());
        (format!("/w/m/{}", row.matter), words)
    });
    let response: Response = page(&MatterPage {
        shell: StaffShell::of(site, visitor, staff, Section::Inbox, &subject),
        w,
        number: number.to_string(),
        done: asked.ok.as_deref().map(|slug| done_words(slug, &sheet)).unwrap_or_default(),
        next,
        clocks: standing::faces(language, &sheet),
        holders: standing::holders(language, &sheet),
        petitioner,
        phone_note: match seen.as_deref() {
            None => "",
            Some("") => w.no_number(),
            Some(_) => w.number_seen(),
        },
        phone: seen.unwrap_or_default(),
        story: filing.map(|filing| sheet.text(&filing.story)).unwrap_or_default(),
        attachments: attachments(w, number, &dossier),
        acts: acts(number, &sheet),
        strip: Strip::of(language, &dossier, |holder| sheet.name(&holder.person)),
        filters: filters(w, number, shows),
        trail: trail::lines(visitor, staff, &dossier, &names, shows),
        days: days(visitor, &dossier),
        basis: basis(w, &sheet),
        similar: similar.collect(),
        digest: short_digest(&dossier.digest),
        digest_hint: w.proof_hint(dossier.version()),
        subject,
        item,
    });
    Ok(response)
}

/// 下一件: what he holds that is due first, this one apart.
async fn next_of(site: &Site, staff: &Staff, number: &MatterNumber) -> Result<String, Problem> {
    let of = InboxOf::Person(staff.person.clone());
    let inbox = site.app().inbox(&staff.actor(), &of, InboxLight::All, None, 2).await?;
    let rows = inbox.map(|inbox| inbox.rows).unwrap_or_default();
    let next = rows.into_iter().find(|listed| listed.row.matter != *number);
    Ok(next.map(|listed| format!("/w/m/{}", listed.row.matter)).unwrap_or_default())
}

/// The sheet of a page on which nothing is sent.
pub(crate) fn sheet_of<'a>(
    site: &Site,
    visitor: &Visitor,
    staff: &Staff,
    dossier: &'a Dossier,
    names: &'a Names,
) -> Sheet<'a> {
    Sheet {
        dossier,
        actor: staff.actor(),
        person: staff.person.clone(),
        names,
        w: DeedWords(visitor.language),
        pen: Pen::of(site.form_key(), ""),
        other: None,
        classification: None,
    }
}

/// What is said of the act just done.
pub(crate) fn done_words(slug: &str, sheet: &Sheet<'_>) -> String {
    deeds::find(slug).map(|deed| deed.done(sheet)).unwrap_or_default()
}

fn acts(number: &MatterNumber, sheet: &Sheet<'_>) -> Acts {
    let mut acts = Acts::default();
    for deed in DEEDS.iter().copied().chain([TAKE_OFF]) {
        let word = deed.title(sheet.w);
        match deeds::may(deed, sheet) {
            May::NotHis => {}
            May::NotNow(no) => {
                acts.not_now.push(NotNow { word, says: no.to_string(), clause: no.clause() });
            }
            May::Now => {
                let path = format!("/w/m/{number}/{}", deed.slug());
                let action = Action { path, word, key: deed.rank().key() };
                match deed.rank() {
                    Rank::First(_) => acts.first.push(action),
                    Rank::Second(_) => acts.second.push(action),
                    Rank::Rare => acts.rare.push(action),
                }
            }
        }
    }
    acts
}

fn attachments(w: MatterWords, number: &MatterNumber, dossier: &Dossier) -> Vec<Attached> {
    let files = FileWords(*w);
    let attached = |one: &Attachment| {
        let kind = match one.media_type {
            MediaType::Jpeg | MediaType::Png => files.photo(one.ordinal),
            MediaType::Pdf => files.paper(one.ordinal),
        };
        let with = match one.with {
            CameWith::Filing => w.came_with_filing(),
            CameWith::Following => w.came_with_following(),
            CameWith::Supplement => w.came_with_supplement(),
            CameWith::Question => w.came_with_question(),
            CameWith::Review => w.came_with_review(),
            CameWith::Answer => w.came_with_answer(),
            CameWith::Result => w.came_with_result(),
            CameWith::Publication => w.came_with_publication(),
            CameWith::Record => w.came_with_record(),
        };
        Attached {
            path: format!("/w/m/{number}/file/{}", one.ordinal),
            words: format!("{kind} · {}", held_files::size(one.bytes)),
            beside: format!("{with} · {}", dates::short(one.at)),
            is_internal: matches!(one.with.seen_by(), SeenBy::Office | SeenBy::Giver),
        }
    };
    dossier.matter.attachments.iter().map(attached).collect()
}

fn filters(
    w: MatterWords,
    number: &MatterNumber,
    shows: Shows,
) -> Vec<(String, &'static str, bool)> {
    let path = |end: &str| format!("/w/m/{number}{end}");
    vec![
        (path(""), w.trail_all(), shows == Shows::All),
        (path("?show=public"), w.trail_public(), shows == Shows::Public),
        (path("?show=internal"), w.trail_internal(), shows == Shows::Internal),
    ]
}

/// 到期怎么算 of 办结.
fn days(visitor: &Visitor, dossier: &Dossier) -> Option<ExplainedDays> {
    let clock = dossier.matter.clock(ClockName::Completion)?;
    Some(ExplainedDays::of(visitor.language, &clock.explain(dossier.rules())))
}

fn basis(w: MatterWords, sheet: &Sheet<'_>) -> Vec<(&'static str, String)> {
    let Some(found) = sheet.matter_type() else { return Vec::new() };
    let mut basis = vec![
        (w.basis_duty(), found.basis.to_string()),
        (w.basis_promised(), found.promised.source.to_string()),
    ];
    if let Some(statutory) = &found.statutory {
        basis.push((w.basis_statutory(), statutory.source.to_string()));
    }
    basis.dedup_by(|one, other| one.1 == other.1);
    basis
}

/// `9f3c…07e1`
fn short_digest(digest: &str) -> String {
    match (digest.get(..4), digest.len().checked_sub(4).and_then(|at| digest.get(at..))) {
        (Some(begin), Some(end)) => format!("{begin}…{end}"),
        (_, _) => digest.to_owned(),
    }
}
