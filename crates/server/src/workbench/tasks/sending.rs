//! 动作的表单. A form of a task shown, sent, and sent again where something is to be mended or
//! somebody else acted meanwhile.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use xiaoneng_app::tasks::TaskDossier;
use xiaoneng_app::{Denied, Names};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::UrgingLevel;
use xiaoneng_domain::task::TaskRefusal;

use super::Looking;
use super::deeds::{May, TaskDeed, Wish, find, may};
use super::sheet::{Sheet, refusal_words};
use super::trail::lines;
use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::held_files::{FILES_FIELD, FileField, Form as FileForm, FormOf, REMOVE_FIELD};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;
use crate::kit::{dates, draft};
use crate::workbench::deeds::{Form, Reading};
use crate::workbench::form::Typed;
use crate::workbench::words::deeds::DeedWords;
use crate::workbench::words::tasks::TaskWords;

#[derive(Template)]
#[template(path = "workbench/task_deed.html")]
struct DeedPage {
    shell: StaffShell,
    w: DeedWords,
    t: TaskWords,
    number: String,
    title: String,
    slug: &'static str,
    form: Form,
    files: Option<FileField>,
    errors: Errors,
    version: u32,
    once: String,
    /// Why it cannot be done now, with the clause; both empty if it can.
    refused: String,
    clause: String,
    /// What happened since the form was made.
    changed: String,
    since: Vec<TimelineLine>,
    /// Of when the draft is that stands in the fields; empty if there is none.
    draft: String,
}

/// What came with the form.
struct Sent {
    version: u32,
    once: String,
    typed: Typed,
}

/// What of a page differs from one showing to the next.
#[derive(Default)]
struct Shown {
    errors: Errors,
    changed: String,
    since: Vec<TimelineLine>,
    draft: String,
}

/// `GET /w/tasks/{number}/{act}`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
) -> Answer {
    let deed = find(&slug).ok_or(Problem::NoSuchPage)?;
    let looking = Looking::of(site, visitor, staff, &number);
    let Some((dossier, names)) = looking.open().await? else { return looking.closed() };
    let once = FileForm::new(&looking.site).to_string();
    let kept = looking.site.app().draft(&looking.staff.person, &looking.begun(deed)).await?;
    let found = kept.and_then(|kept| {
        let when = dates::day_and_time(looking.visitor.language, kept.saved_at);
        Some((Typed::of(draft::read(&kept.body)?), when))
    });
    let (typed, draft) = found.unwrap_or_default();
    let sent = Sent { version: dossier.version(), once, typed };
    let shown = Shown { draft, ..Shown::default() };
    looking.render(deed, (&dossier, &names), &sent, (shown, StatusCode::OK)).await
}

/// `POST /w/tasks/{number}/{act}/draft`. What was written so far; nothing is done by it.
pub(super) async fn keep(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let deed = find(&slug).ok_or(Problem::NoSuchPage)?;
    let looking = Looking::of(site, visitor, staff, &number);
    if looking.open().await?.is_none() {
        return Err(Problem::NoSuchPage);
    }
    let (page, written) = (looking.begun(deed), draft::written(&posted.fields));
    match looking.site.app().save_draft(&looking.staff.person, &page, written).await? {
        true => Ok(StatusCode::NO_CONTENT.into_response()),
        false => Err(Problem::TooMuch),
    }
}

/// `POST /w/tasks/{number}/{act}`
pub(super) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let deed = find(&slug).ok_or(Problem::NoSuchPage)?;
    let looking = Looking::of(site, visitor, staff, &number);
    let Some((dossier, names)) = looking.open().await? else { return looking.closed() };
    let known = (&dossier, &names);
    let version = posted.field("version").parse().unwrap_or_else(|_| dossier.version());
    let (once, removed) = (posted.field("once").to_owned(), posted.filled(REMOVE_FIELD));
    let (removed, discards) = (removed.map(str::to_owned), posted.filled("discard").is_some());
    let Posted { fields, files } = posted;
    let sent = Sent { version, once, typed: Typed::of(fields) };
    let mut shown = Shown::default();
    let held = FileForm::read(&looking.site, &sent.once);
    if deed.takes_evidence() {
        let words = FileWords(looking.visitor.language);
        held.hold(&looking.site, &files, words, &mut shown.errors).await;
    }
    if let Some(ordinal) = removed {
        held.drop_unwanted(&looking.site, &ordinal).await?;
        return looking.render(deed, known, &sent, (shown, StatusCode::OK)).await;
    }
    if discards {
        looking.forget_begun(deed).await?;
        return Ok(see_other(&format!("{}/{}", looking.path(), deed.slug())));
    }
    let sheet = Sheet::of(&looking, known, &sent.once);
    let mut errors = Errors::default();
    let w = DeedWords(looking.visitor.language);
    let mut reading = Reading { typed: &sent.typed, errors: &mut errors, w, pen: &sheet.pen };
    let wish = deed.wish(&sheet, &mut reading);
    errors.list.append(&mut shown.errors.list);
    let Some(wish) = wish.filter(|_| errors.is_empty()) else {
        if errors.is_empty() {
            errors.add("sheet", w.now_impossible());
        }
        shown.errors = errors;
        return looking.render(deed, known, &sent, (shown, StatusCode::UNPROCESSABLE_ENTITY)).await;
    };
    match looking.carry_out(&sheet, version, wish, &held).await {
        Ok(()) => {
            if deed.takes_evidence() {
                held.forget(&looking.site).await?;
            }
            looking.forget_begun(deed).await?;
            Ok(see_other(&format!("{}?ok={}", looking.path(), deed.slug())))
        }
        Err(Problems::Denied(Denied::ChangedMeanwhile)) => {
            looking.ask_again(deed, &names, sent).await
        }
        Err(Problems::Denied(Denied::Refused(no))) => {
            let sent = looking.note_refusal(&sheet, &no, &sent, &mut shown);
            looking.render(deed, known, &sent, (shown, StatusCode::UNPROCESSABLE_ENTITY)).await
        }
        Err(Problems::Denied(denied)) => Err(denied.into()),
        Err(Problems::Problem(problem)) => Err(problem),
    }
}

/// Why it was not carried out.
enum Problems {
    Denied(Denied),
    Problem(Problem),
}

impl From<Denied> for Problems {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

impl Looking {
    /// Under what the words begun on a form are kept.
    fn begun(&self, deed: &dyn TaskDeed) -> String {
        draft::begun_on(&format!("{}/{}", self.path(), deed.slug()))
    }

    async fn forget_begun(&self, deed: &dyn TaskDeed) -> Result<(), Problem> {
        let (app, page) = (self.site.app(), self.begun(deed));
        if app.draft(&self.staff.person, &page).await?.is_some() {
            app.drop_draft(&self.staff.person, &page).await?;
        }
        Ok(())
    }

    /// The same form sent twice is carried out once.
    async fn carry_out(
        &self,
        sheet: &Sheet<'_>,
        version: u32,
        wish: Wish,
        held: &FileForm,
    ) -> Result<(), Problems> {
        let texts = wish.texts();
        let stands = |text| sheet.dossier.texts.body(text).is_some();
        let was_sent = match texts.is_empty() {
            false => texts.iter().all(stands),
            true => self.acted_alone(sheet.dossier, version),
        };
        if was_sent {
            return Ok(());
        }
        let (app, actor) = (self.site.app(), self.staff.actor());
        let at = (&self.number, Some(version));
        match wish {
            Wish::Open => app.open_task(&actor, &self.number).await?,
            Wish::Urge(level, demand) => {
                app.urge_task(&actor, &self.number, (level, demand)).await?
            }
            Wish::Plain(command) => app.act_on_task(&actor, at, *command).await?,
            Wish::WithEvidence(_, make) => {
                let files = held.files(&self.site).await.map_err(Problems::Problem)?;
                app.act_on_task_with_evidence(&actor, at, files, make).await?
            }
        };
        Ok(())
    }

    /// Whether he acted since that version, and nobody else.
    fn acted_alone(&self, dossier: &TaskDossier, version: u32) -> bool {
        let since = dossier.since(version).iter();
        let mut human = since.filter(|fact| fact.actor != Actor::System).peekable();
        human.peek().is_some() && human.all(|fact| fact.actor == self.staff.actor())
    }

    /// The institution's no at the field it is about; an order issued already offers the next level.
    fn note_refusal(
        &self,
        sheet: &Sheet<'_>,
        no: &Refusal,
        sent: &Sent,
        shown: &mut Shown,
    ) -> Sent {
        let basis = DeedWords(self.visitor.language).basis(no.clause());
        let says = format!("{}（{basis}）", refusal_words(sheet.dossier.organization(), no));
        let mut typed = sent.typed.clone();
        #[allow(clippy::wildcard_enum_match_arm, reason = "the others are about the whole form")]
        match no {
            Refusal::Task(TaskRefusal::AlreadyUrged { level, .. }) => {
                shown.errors.add("level", sheet.w.urge_again(level.name()));
                if let Some(next) = UrgingLevel::next(*level) {
                    typed = typed.with("level", next.code().to_owned());
                }
            }
            Refusal::Task(TaskRefusal::NotOverdueYet { .. }) => shown.errors.add("level", says),
            Refusal::Task(TaskRefusal::EvidenceMissing) => shown.errors.add(FILES_FIELD, says),
            Refusal::Task(TaskRefusal::TestsMissing { .. }) => shown.errors.add("tests", says),
            Refusal::Task(TaskRefusal::ExtensionEmpty { .. }) => shown.errors.add("until", says),
            _ => shown.errors.add("sheet", says),
        }
        Sent { version: sent.version, once: sent.once.clone(), typed }
    }

    /// 409. Somebody acted meanwhile: what happened is shown, what was typed stays.
    async fn ask_again(&self, deed: &dyn TaskDeed, names: &Names, sent: Sent) -> Answer {
        let Some((dossier, _)) = self.open().await? else { return self.closed() };
        let w = DeedWords(self.visitor.language);
        let sheet = Sheet::of(self, (&dossier, names), &sent.once);
        let all = lines(&sheet);
        let seen = dossier.history.len() - dossier.since(sent.version).len();
        let since: Vec<TimelineLine> = all.into_iter().skip(seen).collect();
        let last = since.last();
        let changed = last.map(|line| w.changed_head(&line.who, &line.when)).unwrap_or_default();
        let sent = Sent { version: dossier.version(), ..sent };
        let shown = Shown { changed, since, ..Shown::default() };
        self.render(deed, (&dossier, names), &sent, (shown, StatusCode::CONFLICT)).await
    }

    async fn render(
        &self,
        deed: &dyn TaskDeed,
        (dossier, names): (&TaskDossier, &Names),
        sent: &Sent,
        (shown, status): (Shown, StatusCode),
    ) -> Answer {
        let sheet = Sheet::of(self, (dossier, names), &sent.once);
        let w = DeedWords(self.visitor.language);
        let form = deed.form(&sheet, &sent.typed);
        let (refused, clause) = match may(deed, &sheet) {
            May::Now => (String::new(), String::new()),
            May::NotNow(no) => (refusal_words(dossier.organization(), &no), no.clause()),
            May::NotHis => (w.now_impossible().to_owned(), String::new()),
        };
        let mut files = None;
        if deed.takes_evidence() {
            let held = FileForm::read(&self.site, &sent.once);
            let words = FileWords(self.visitor.language);
            let (errors, of) = (&shown.errors, FormOf::Staff);
            let field = FileField::of(&self.site, words, Some(&held), errors, of).await?;
            let field = field.removed_at(format!("{}/{}", self.path(), deed.slug()));
            files = Some(FileField { is_open: true, ..field });
        }
        let (visitor, staff) = (&self.visitor, &self.staff);
        let mut shell = StaffShell::of(&self.site, visitor, staff, Section::Tasks, &form.title);
        if !shown.errors.is_empty() {
            shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
        }
        let mut response: Response = page(&DeedPage {
            shell,
            w,
            t: sheet.w,
            number: self.number.to_string(),
            title: sheet.title(),
            slug: deed.slug(),
            form,
            files,
            errors: shown.errors,
            version: sent.version,
            once: sent.once.clone(),
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
