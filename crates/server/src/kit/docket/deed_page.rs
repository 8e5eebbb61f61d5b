//! 动作的页面. A form shown and sent, and shown again where something is to be mended or somebody else
//! acted meanwhile; what was typed stays.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use xiaoneng_app::Denied;
use xiaoneng_domain::decider::Actor;

use crate::Site;
use crate::kit::docket::docket_page::{Link, closed};
use crate::kit::docket::{Deed, May, Opened, Reading, Room, Sheet, may, opened, refusal_words};
use crate::kit::docket_words::DocketPageWords;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::form::{Field, Stretch, Typed, stretches};
use crate::kit::held_files::{FileField, Form, FormOf, REMOVE_FIELD};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

/// 表单页, of a docket or of one that is only begun.
#[derive(Template)]
#[template(path = "kit/docket_deed.html")]
pub(crate) struct FormPage {
    pub(crate) shell: StaffShell,
    pub(crate) w: DocketPageWords,
    pub(crate) title: String,
    /// What it is about, beside the title; empty for a new one.
    pub(crate) subject: String,
    /// What is said above the form; empty if nothing.
    pub(crate) lead: String,
    /// Where it is sent.
    pub(crate) action: String,
    pub(crate) back: Link,
    pub(crate) form: FormState,
    pub(crate) version: u32,
    pub(crate) once: String,
    pub(crate) files: Option<FileField>,
    pub(crate) errors: Errors,
    /// Why it cannot be done now, with the clause; empty if it can.
    pub(crate) refused: String,
}

/// The fields of a form.
pub(crate) struct FormState(pub(crate) Vec<Field>);

impl FormState {
    /// By what they are folded away under.
    pub(crate) fn stretches(&self) -> Vec<Stretch<'_>> {
        stretches(&self.0)
    }
}

impl FormPage {
    /// The page, as sound or as something to mend.
    pub(crate) fn answer(mut self, status: StatusCode) -> Answer {
        if !self.errors.is_empty() {
            self.shell.title = format!("{}{}", self.shell.k.error_prefix(), self.shell.title);
        }
        let mut response = page(&self);
        *response.status_mut() = status;
        Ok(response)
    }
}

/// Who stands before which form.
struct Standing<'a, R: Room> {
    site: &'a Site,
    visitor: &'a Visitor,
    staff: &'a Staff,
    number: &'a str,
    deed: &'static Deed<R>,
}

/// What came with the form.
struct Sent {
    typed: Typed,
    version: u32,
    once: String,
}

fn find<R: Room>(slug: &str) -> Result<&'static Deed<R>, Problem> {
    R::DEEDS.iter().find(|deed| deed.slug == slug).ok_or(Problem::NoSuchPage)
}

/// `GET …/{number}/{act}`
pub(crate) async fn show<R: Room>(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
) -> Answer {
    let deed = find::<R>(&slug)?;
    let Some((opened, names)) = opened::<R>(&site, &staff, &number).await? else {
        return closed::<R>(&site, &visitor, &staff);
    };
    let (once, version) = (Form::new(&site).to_string(), opened.folder.version());
    let standing =
        Standing { site: &site, visitor: &visitor, staff: &staff, number: &number, deed };
    let sheet = standing.sheet(&opened, &names);
    let sent = Sent { typed: Typed::default(), version, once };
    standing.render(&sheet, sent, (Errors::default(), StatusCode::OK)).await
}

/// `POST …/{number}/{act}`
pub(crate) async fn act<R: Room>(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let deed = find::<R>(&slug)?;
    let Some((opened, names)) = opened::<R>(&site, &staff, &number).await? else {
        return closed::<R>(&site, &visitor, &staff);
    };
    let standing =
        Standing { site: &site, visitor: &visitor, staff: &staff, number: &number, deed };
    let sheet = standing.sheet(&opened, &names);
    let version = posted.field("version").parse().unwrap_or_else(|_| opened.folder.version());
    let removed = posted.filled(REMOVE_FIELD).map(str::to_owned);
    let held = Form::read(&site, posted.field("once"));
    let Posted { fields, files } = posted;
    let sent = Sent { typed: Typed::of(fields), version, once: held.to_string() };
    let mut errors = Errors::default();
    if deed.takes_evidence {
        held.hold(&site, &files, FileWords(visitor.language), &mut errors).await;
    }
    if let Some(ordinal) = removed {
        held.drop_unwanted(&site, &ordinal).await?;
        return standing.render(&sheet, sent, (errors, StatusCode::OK)).await;
    }
    let w = DocketPageWords(visitor.language);
    let (typed, once) = (&sent.typed, sent.once.as_str());
    let mut reading = Reading { site: &site, typed, errors: &mut errors, w, once };
    let wish = (deed.wish)(&sheet, &mut reading);
    let Some(wish) = wish.filter(|_| errors.is_empty()) else {
        if errors.is_empty() {
            errors.add("sheet", w.not_yours());
        }
        let answer = (errors, StatusCode::UNPROCESSABLE_ENTITY);
        return standing.render(&sheet, sent, answer).await;
    };
    let done = format!("{}?done={}", sheet.path(), deed.slug);
    match R::carry_out(&site, &staff.actor(), (&number, sent.version), wish).await {
        Ok(()) => {
            held.forget(&site).await?;
            Ok(see_other(&done))
        }
        // The same form sent twice is carried out once.
        Err(Denied::ChangedMeanwhile) if standing.acted_alone(&opened, sent.version) => {
            Ok(see_other(&done))
        }
        Err(Denied::ChangedMeanwhile) => {
            errors.add("sheet", w.changed());
            let sent = Sent { version: opened.folder.version(), ..sent };
            standing.render(&sheet, sent, (errors, StatusCode::CONFLICT)).await
        }
        Err(Denied::Refused(no)) => {
            let says = refusal_words::<R>(sheet.organization(), visitor.language, &no);
            errors.add("sheet", says);
            let answer = (errors, StatusCode::UNPROCESSABLE_ENTITY);
            standing.render(&sheet, sent, answer).await
        }
        Err(denied) => Err(denied.into()),
    }
}

impl<R: Room> Standing<'_, R> {
    fn sheet<'s>(&'s self, opened: &'s Opened<R>, names: &'s xiaoneng_app::Names) -> Sheet<'s, R> {
        Sheet {
            folder: &opened.folder,
            extra: &opened.extra,
            names,
            number: self.number,
            person: self.staff.person.clone(),
            language: self.visitor.language,
        }
    }

    /// Whether he acted since that version, and nobody else.
    fn acted_alone(&self, opened: &Opened<R>, version: u32) -> bool {
        let since = opened.folder.since(version).iter();
        let mut human = since.filter(|fact| fact.actor != Actor::System).peekable();
        human.peek().is_some() && human.all(|fact| fact.actor == self.staff.actor())
    }

    async fn render(
        &self,
        sheet: &Sheet<'_, R>,
        sent: Sent,
        (errors, status): (Errors, StatusCode),
    ) -> Answer {
        let (language, deed) = (self.visitor.language, self.deed);
        let (w, title) = (DocketPageWords(language), (deed.title)(language));
        let refused = match may(deed, sheet, &self.staff.actor()) {
            May::Now => String::new(),
            May::NotHis => w.not_yours().to_owned(),
            May::NotNow(no) => refusal_words::<R>(sheet.organization(), language, &no),
        };
        let action = format!("{}/{}", sheet.path(), deed.slug);
        let mut files = None;
        if deed.takes_evidence {
            let (held, words) = (Form::read(self.site, &sent.once), FileWords(language));
            let field =
                FileField::of(self.site, words, Some(&held), &errors, FormOf::Staff).await?;
            let field = field.removed_at(action.clone());
            files = Some(FileField { is_open: true, ..field });
        }
        let section = Section::Supervision;
        let page = FormPage {
            shell: StaffShell::of(self.site, self.visitor, self.staff, section, title),
            w,
            title: title.to_owned(),
            subject: self.number.to_owned(),
            lead: String::new(),
            action,
            back: Link::new(sheet.path(), w.back()),
            form: FormState((deed.fields)(sheet, &sent.typed)),
            version: sent.version,
            once: sent.once,
            files,
            errors,
            refused,
        };
        page.answer(status)
    }
}
