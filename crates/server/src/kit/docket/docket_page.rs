//! 卷宗页. How a docket stands, what may be done now, what was written and what happened.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::IntoResponse as _;
use serde::Deserialize;

use crate::Site;
use crate::kit::docket::{May, Room, Sheet, may, opened, refusal_words};
use crate::kit::docket_words::DocketPageWords;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;

/// 一段 of a docket: what was said, facts, links, in this order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Part {
    pub(crate) head: String,
    pub(crate) text: String,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) links: Vec<Link>,
}

impl Part {
    /// A part that is one text.
    pub(crate) fn text(head: &str, text: String) -> Self {
        Self { head: head.to_owned(), text, ..Self::default() }
    }

    /// A part of facts.
    pub(crate) fn facts(head: &str, facts: Vec<(String, String)>) -> Self {
        Self { head: head.to_owned(), facts, ..Self::default() }
    }
}

/// Somewhere to go.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) path: String,
    pub(crate) word: String,
}

impl Link {
    pub(crate) fn new(path: impl Into<String>, word: impl Into<String>) -> Self {
        Self { path: path.into(), word: word.into() }
    }
}

/// What was just done.
#[derive(Deserialize, Default)]
pub(crate) struct Asking {
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "kit/docket.html")]
struct DocketPage {
    shell: StaffShell,
    w: DocketPageWords,
    room: Link,
    done: String,
    number: String,
    title: String,
    state: String,
    acts: Vec<Link>,
    /// What he may not do now, and why.
    not_now: Vec<(&'static str, String)>,
    about: Vec<(&'static str, String)>,
    parts: Vec<Part>,
    links: Vec<Link>,
    trail: Vec<TimelineLine>,
}

#[derive(Template)]
#[template(path = "kit/docket_closed.html")]
struct ClosedPage {
    shell: StaffShell,
    w: DocketPageWords,
    room: Link,
}

/// The same page, to the last letter, whether there is no such docket or it is not his.
pub(crate) fn closed<R: Room>(site: &Site, visitor: &Visitor, staff: &Staff) -> Answer {
    let w = DocketPageWords(visitor.language);
    let shell = StaffShell::of(site, visitor, staff, Section::None, w.closed());
    let room = back_to_list::<R>(&shell);
    let mut response = page(&ClosedPage { shell, w, room });
    *response.status_mut() = StatusCode::NOT_FOUND;
    Ok(response)
}

/// 返回列表: that of all for those who oversee, of his own for everybody else.
fn back_to_list<R: Room>(shell: &StaffShell) -> Link {
    Link::new(if shell.supervises() { R::PATH } else { R::MINE }, R::name(*shell.k))
}

/// `GET …/{number}`
pub(crate) async fn show<R: Room>(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    Query(asking): Query<Asking>,
) -> Answer {
    let Some((opened, names)) = opened::<R>(&site, &staff, &number).await? else {
        return closed::<R>(&site, &visitor, &staff);
    };
    let language = visitor.language;
    let w = DocketPageWords(language);
    let sheet: Sheet<'_, R> = Sheet {
        folder: &opened.folder,
        extra: &opened.extra,
        names: &names,
        number: &number,
        person: staff.person.clone(),
        language,
    };
    let (mut acts, mut not_now) = (Vec::new(), Vec::new());
    for deed in R::DEEDS {
        let word = (deed.title)(language);
        match may(deed, &sheet, &staff.actor()) {
            May::Now => acts.push(Link::new(format!("{}/{}", sheet.path(), deed.slug), word)),
            May::NotNow(no) => {
                not_now.push((word, refusal_words::<R>(sheet.organization(), language, &no)));
            }
            May::NotHis => {}
        }
    }
    let done = R::DEEDS.iter().find(|deed| deed.slug == asking.done);
    let face = R::face(&sheet);
    let shell = StaffShell::of(&site, &visitor, &staff, Section::Supervision, &face.title);
    Ok(page(&DocketPage {
        room: back_to_list::<R>(&shell),
        shell,
        w,
        done: done.map(|deed| w.done((deed.title)(language))).unwrap_or_default(),
        title: face.title,
        state: face.state,
        acts,
        not_now,
        about: face.about,
        parts: face.parts,
        links: face.links,
        trail: R::trail(&sheet),
        number: number.clone(),
    }))
}

/// `GET …/{number}/file/{ordinal}`
pub(crate) async fn fetch<R: Room>(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, ordinal)): Path<(String, String)>,
) -> Answer {
    let ordinal = ordinal.parse().unwrap_or(0);
    let found = R::fetch(site.app(), &staff.actor(), &number, ordinal).await?;
    let Some(found) = found else { return closed::<R>(&site, &visitor, &staff) };
    let name = format!("attachment; filename=\"{ordinal}.{}\"", found.media_type.ending());
    let mut response = (StatusCode::OK, found.bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(found.media_type.mime()));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
