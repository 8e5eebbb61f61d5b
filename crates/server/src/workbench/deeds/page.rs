//! 动作的页面. A form shown, sent, sent again where somebody else acted meanwhile.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use xiaoneng_app::{Denied, Dossier, Names};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{MatterCommand, MatterEvent};

use super::pressed::{Papers, Pressed};
use super::sheet::{Pen, Reading, Sheet};
use super::wording::Wordings;
use super::{Deed, Form, May, find, may};
use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::held_files::{FILES_FIELD, FileField};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;
use crate::kit::{dates, draft};
use crate::workbench::closed;
use crate::workbench::form::Typed;
use crate::workbench::matter::trail;
use crate::workbench::words::deeds::DeedWords;

/// The fields that every form carries, beside the token.
const VERSION: &str = "version";
const ONCE: &str = "once";

#[derive(Template)]
#[template(path = "workbench/deed.html")]
struct DeedPage {
    shell: StaffShell,
    w: DeedWords,
    number: String,
    subject: String,
    slug: &'static str,
    form: Form,
    wordings: Option<Wordings>,
    files: Option<FileField>,
    errors: Errors,
    story: String,
    version: u32,
    once: String,
    /// What the citizen will read; empty unless it was asked for.
    preview: String,
    warning: String,
    /// Why it cannot be done now, with the clause; both empty if it can.
    refused: String,
    clause: String,
    /// What happened since the form was made: who and when, and the lines.
    changed: String,
    since: Vec<TimelineLine>,
    /// Of when the draft is that stands in the fields; empty if there is none.
    draft: String,
    button: String,
}

/// Who looks at which matter.
pub(super) struct Looking {
    pub(super) site: Site,
    pub(super) visitor: Visitor,
    pub(super) staff: Staff,
    pub(super) number: MatterNumber,
    pub(super) deed: &'static dyn Deed,
}

/// What came with the form.
pub(super) struct Sent {
    pub(super) version: u32,
    pub(super) once: String,
    pub(super) typed: Typed,
}

/// What of a page differs from one showing to the next.
#[derive(Default)]
pub(super) struct Shown {
    errors: Errors,
    pub(super) preview: String,
    since: Vec<TimelineLine>,
    changed: String,
    draft: String,
    version: Option<u32>,
    status: StatusCode,
}

/// `GET /w/m/{no}/{act}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
) -> Answer {
    let deed = find(&slug).ok_or(Problem::NoSuchPage)?;
    let looking = Looking { site, visitor, staff, number: number.as_str().into(), deed };
    let Some((dossier, names)) = looking.open().await? else { return looking.closed().await };
    let once = hex::encode(looking.site.app().chance().bytes::<16>());
    let (typed, draft) = looking.begun().await?;
    let shown = Shown { draft, ..Shown::default() };
    let sent = Sent { version: dossier.version(), once, typed };
    looking.render(&dossier, &names, &sent, shown).await
}

/// `POST /w/m/{no}/{act}/draft`. The page sends what was written so far; nothing is done by it.
pub(crate) async fn keep(
    State(site): State<Site>,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let deed = find(&slug).ok_or(Problem::NoSuchPage)?;
    let number = MatterNumber::from(number.as_str());
    let app = site.app();
    if app.look_at(&staff.actor(), &number).await?.is_none() {
        return Err(Problem::NoSuchPage);
    }
    let page = draft::begun_on(&deed_path(&number, deed));
    match app.save_draft(&staff.person, &page, draft::written(&posted.fields)).await? {
        true => Ok(StatusCode::NO_CONTENT.into_response()),
        false => Err(Problem::TooMuch),
    }
}

/// Where an act on a matter stands.
pub(super) fn deed_path(number: &MatterNumber, deed: &dyn Deed) -> String {
    format!("/w/m/{number}/{}", deed.slug())
}

/// `POST /w/m/{no}/{act}`
pub(crate) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let deed = find(&slug).ok_or(Problem::NoSuchPage)?;
    let looking = Looking { site, visitor, staff, number: number.as_str().into(), deed };
    let Some((dossier, names)) = looking.open().await? else { return looking.closed().await };
    let version = posted.field(VERSION).parse().unwrap_or_else(|_| dossier.version());
    let comes_from_inbox = posted.filled("from") == Some("inbox");
    let once = posted.field(ONCE).to_owned();
    let pressed = Pressed::of(&posted);
    let Posted { fields, files } = posted;
    let sent = Sent { version, once, typed: Typed::of(fields) };
    let mut amiss = Errors::default();
    let papers = looking.papers(&sent, &files, &mut amiss).await?;
    if pressed != Pressed::Send {
        let shown = Shown { errors: amiss, version: Some(version), ..Shown::default() };
        return looking.look_again((&dossier, &names), &sent, pressed, shown).await;
    }
    if papers.as_ref().is_some_and(|(_, files)| files.is_empty()) && deed.is_about_a_paper() {
        amiss.add(FILES_FIELD, FileWords(looking.visitor.language).err_file_none());
    }
    let mut sheet = looking.sheet(&dossier, &names, &sent);
    looking.prepare(&mut sheet, &sent.typed).await?;
    let mut errors = Errors::default();
    let mut reading =
        Reading { typed: &sent.typed, errors: &mut errors, w: sheet.w, pen: &sheet.pen };
    let wishes = deed.wishes(&sheet, &mut reading);
    errors.list.extend(amiss.list);
    if wishes.is_empty() || !errors.is_empty() {
        // What he wished stands already, by the same form sent a moment ago.
        if errors.is_empty() && (comes_from_inbox || looking.acted_alone(&dossier, version)) {
            return looking.go_on(comes_from_inbox).await;
        }
        if errors.is_empty() {
            errors.add("sheet", sheet.w.now_impossible());
        }
        let shown = Shown { errors, version: Some(version), ..Shown::default() };
        return looking.render(&dossier, &names, &sent, shown).await;
    }
    match looking.carry_out(&sheet, version, wishes, papers).await {
        Ok(()) => {
            looking.let_go(&sent).await?;
            looking.go_on(comes_from_inbox).await
        }
        Err(Denied::ChangedMeanwhile) => looking.ask_again(&names, &sent).await,
        Err(Denied::Refused(no)) => {
            let says = format!("{no}（{}）", sheet.w.basis(no.clause()));
            errors.add("sheet", says);
            let shown = Shown { errors, version: Some(version), ..Shown::default() };
            looking.render(&dossier, &names, &sent, shown).await
        }
        Err(denied) => Err(denied.into()),
    }
}

impl Looking {
    fn actor(&self) -> Actor {
        self.staff.actor()
    }

    async fn open(&self) -> Result<Option<(Dossier, Names)>, Problem> {
        let app = self.site.app();
        let Some(dossier) = app.dossier(&self.actor(), &self.number).await? else {
            return Ok(None);
        };
        Ok(Some((dossier, app.names().await?)))
    }

    async fn closed(&self) -> Answer {
        closed::page_of(&self.site, &self.visitor, &self.staff, &self.number).await
    }

    /// What he has begun to write here, and when it was kept; nothing where he has not.
    async fn begun(&self) -> Result<(Typed, String), Problem> {
        let page = draft::begun_on(&deed_path(&self.number, self.deed));
        let kept = self.site.app().draft(&self.staff.person, &page).await?;
        let found = kept.and_then(|kept| {
            let when = dates::day_and_time(self.visitor.language, kept.saved_at);
            Some((Typed::of(draft::read(&kept.body)?), when))
        });
        Ok(found.unwrap_or_default())
    }

    pub(super) async fn forget_begun(&self) -> Result<(), Problem> {
        let page = draft::begun_on(&deed_path(&self.number, self.deed));
        let app = self.site.app();
        // Looked for first: most acts have none, and forgetting is a commit.
        if app.draft(&self.staff.person, &page).await?.is_some() {
            app.drop_draft(&self.staff.person, &page).await?;
        }
        Ok(())
    }

    pub(super) fn sheet<'a>(
        &self,
        dossier: &'a Dossier,
        names: &'a Names,
        sent: &Sent,
    ) -> Sheet<'a> {
        Sheet {
            dossier,
            actor: self.actor(),
            person: self.staff.person.clone(),
            names,
            w: DeedWords(self.visitor.language),
            pen: Pen::of(self.site.form_key(), &sent.once),
            other: None,
            classification: None,
        }
    }

    /// What must be looked up before a form can be read.
    async fn prepare(&self, sheet: &mut Sheet<'_>, typed: &Typed) -> Result<(), Problem> {
        let app = self.site.app();
        let other = typed.get("other");
        if !other.is_empty() {
            let other: MatterNumber = other.into();
            let found = app.look_at(&self.actor(), &other).await?;
            let petitioner = found.and_then(|matter| matter.filing);
            let petitioner = petitioner.and_then(|filing| filing.petitioner);
            sheet.other = Some((other, petitioner));
        }
        let item = typed.get("matter_type");
        if !item.is_empty() {
            let actor = self.actor();
            let found = app.classification(&actor, &self.number, &item.into()).await?;
            sheet.classification = Some(found);
        }
        Ok(())
    }

    /// One wish after the other, the papers with the first; the same form sent twice is carried
    /// out once.
    async fn carry_out(
        &self,
        sheet: &Sheet<'_>,
        version: u32,
        wishes: Vec<MatterCommand>,
        mut papers: Option<Papers>,
    ) -> Result<(), Denied> {
        if self.was_carried_out(sheet, version, &wishes) {
            return Ok(());
        }
        let (app, actor) = (self.site.app(), self.actor());
        let mut seen = version;
        for wish in wishes {
            let acted = match papers.take() {
                Some(papers) => {
                    let at = (&self.number, seen);
                    app.act_as_seen_with_papers(&actor, at, wish, papers).await?
                }
                None => app.act_as_seen(&actor, &self.number, seen, wish).await?,
            };
            seen = acted.version;
        }
        Ok(())
    }

    /// Whether this very form was sent before: its texts stand, or, where it writes none, nobody
    /// but he acted since it was made.
    fn was_carried_out(&self, sheet: &Sheet<'_>, version: u32, wishes: &[MatterCommand]) -> bool {
        let mut texts = wishes.iter().flat_map(MatterCommand::texts).peekable();
        if texts.peek().is_some() {
            return texts.all(|text| sheet.dossier.texts.body(&text.digest()).is_some());
        }
        let has_signed = |wish: &MatterCommand| {
            let MatterCommand::SignFor(sign) = wish else { return false };
            sheet.dossier.history.iter().any(|fact| {
                let MatterEvent::SignedFor(signed) = &fact.event else { return false };
                signed.offer == sign.offer && fact.actor == self.actor()
            })
        };
        if wishes.iter().any(has_signed) {
            return true;
        }
        self.acted_alone(sheet.dossier, version)
    }

    /// Whether he acted since that version, and nobody else.
    fn acted_alone(&self, dossier: &Dossier, version: u32) -> bool {
        let mut human =
            dossier.since(version).iter().filter(|fact| fact.actor != Actor::System).peekable();
        human.peek().is_some() && human.all(|fact| fact.actor == self.actor())
    }

    /// On to a page that may be loaded again and says what was done.
    async fn go_on(&self, to_inbox: bool) -> Answer {
        self.forget_begun().await?;
        let (number, slug) = (&self.number, self.deed.slug());
        let sees = self.site.app().look_at(&self.actor(), number).await?.is_some();
        Ok(see_other(&match sees && !to_inbox {
            true => format!("/w/m/{number}?ok={slug}"),
            false => format!("/w?ok={slug}&no={number}"),
        }))
    }

    /// 409. Somebody acted meanwhile: what happened is shown, what was typed stays.
    async fn ask_again(&self, names: &Names, sent: &Sent) -> Answer {
        let actor = self.actor();
        let Some(dossier) = self.site.app().dossier(&actor, &self.number).await? else {
            return self.closed().await;
        };
        let w = DeedWords(self.visitor.language);
        let lines = trail::lines_since(&self.visitor, &self.staff, &dossier, names, sent.version);
        let last = lines.iter().rev().find(|line| !line.is_by_system());
        let changed = last.map(|line| w.changed_head(&line.who, &line.when));
        let shown = Shown {
            changed: changed.unwrap_or_default(),
            since: lines,
            version: Some(dossier.version()),
            status: StatusCode::CONFLICT,
            ..Shown::default()
        };
        self.render(&dossier, names, sent, shown).await
    }

    pub(super) async fn render(
        &self,
        dossier: &Dossier,
        names: &Names,
        sent: &Sent,
        shown: Shown,
    ) -> Answer {
        let sheet = self.sheet(dossier, names, sent);
        let w = sheet.w;
        let form = self.deed.form(&sheet, &sent.typed);
        let (refused, clause) = match may(self.deed, &sheet) {
            May::Now => (String::new(), String::new()),
            May::NotHis => (w.now_impossible().to_owned(), String::new()),
            May::NotNow(no) => (no.to_string(), no.clause()),
        };
        let filing = dossier.matter.filing.as_ref();
        let story = filing.map(|filing| sheet.text(&filing.story)).unwrap_or_default();
        let gist = self.site.app().gist(&self.number).await?;
        let item = filing.map(|filing| sheet.item(&filing.matter_type)).unwrap_or_default();
        let status = match (shown.status, shown.errors.is_empty()) {
            (status, true) => status,
            (_, false) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let is_changed = !shown.changed.is_empty();
        let files = self.file_field(sent, &shown.errors).await?;
        let (visitor, title) = (&self.visitor, &form.title);
        let mut shell = StaffShell::of(&self.site, visitor, &self.staff, Section::Inbox, title);
        if !shown.errors.is_empty() {
            shell.title = format!("{}{title}", shell.k.error_prefix());
        }
        let mut response: Response = page(&DeedPage {
            shell,
            w,
            number: self.number.to_string(),
            subject: if gist.is_empty() { item } else { gist.to_string() },
            slug: self.deed.slug(),
            warning: self.deed.warning(&sheet, &sent.typed),
            button: if is_changed { w.send_again().to_owned() } else { form.title.clone() },
            form,
            wordings: self.wordings(&sheet, sent),
            files,
            errors: shown.errors,
            story,
            version: shown.version.unwrap_or(sent.version),
            once: sent.once.clone(),
            preview: shown.preview,
            refused,
            clause,
            changed: shown.changed,
            since: shown.since,
            draft: shown.draft,
        });
        *response.status_mut() = status;
        Ok(response)
    }
}
