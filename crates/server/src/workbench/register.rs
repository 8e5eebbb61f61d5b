//! 登记来访、来电. A clerk registers what he was asked, by keyboard alone; nothing is filed before
//! he says so.

mod page;
mod record;
mod typed;
mod understood;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use xiaoneng_app::file::Filing;
use xiaoneng_app::query_code::FormNonce;
use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{Denied, Known};
use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::matter::{AskQuestion, CameWith, Channel, UndoRouting};
use xiaoneng_domain::text::Written;

use self::page::{Banner, RegisterPage, Shown};
use self::typed::Typed;
use self::understood::{Desk, Wish};
use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::held_files::{FileField, Form as FileForm, FormOf, REMOVE_FIELD};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::staff::Staff;
use crate::kit::visitor::{Visitor, cookie, set_cookie};
use crate::kit::{dates, draft};
use crate::workbench::print::RECEIPT_COOKIE;
use crate::workbench::words::DeskWords;

/// Where the form stands.
const PAGE: &str = "/w/new";

/// What was done just before.
#[derive(Deserialize, Default)]
pub(crate) struct JustDone {
    done: Option<String>,
    joined: Option<String>,
    undone: Option<String>,
}

/// Everything an endpoint here has at hand.
struct Window {
    site: Site,
    visitor: Visitor,
    staff: Staff,
    known: Known,
    colleagues: Vec<(PersonId, String)>,
    now: Instant,
}

impl Window {
    async fn open(site: Site, visitor: Visitor, staff: Staff) -> Result<Self, Problem> {
        let app = site.app();
        let known = app.known().await?;
        let now = app.clock().now();
        let others = known.organization.people_of(&staff.unit);
        let others: Vec<PersonId> = others
            .filter(|person| person.id != staff.person)
            .map(|person| person.id.clone())
            .collect();
        let names = app.names().await?;
        let named = |person: PersonId| {
            let name = names.of(&person).to_owned();
            (person, name)
        };
        let colleagues = others.into_iter().map(named).collect();
        Ok(Self { site, visitor, staff, known, colleagues, now })
    }

    fn desk(&self) -> Desk<'_> {
        Desk {
            known: &self.known,
            staff: &self.staff,
            colleagues: &self.colleagues,
            now: self.now,
            w: DeskWords(self.visitor.language),
        }
    }

    /// The page as it stands with what was typed.
    async fn show(&self, typed: &Typed, errors: Errors, banner: Option<Banner>) -> Answer {
        let desk = self.desk();
        let app = self.site.app();
        let actor = self.staff.actor();
        let understood = desk.understand(typed, Wish::Save);
        let earlier = match typed.phone.is_empty() {
            true => None,
            false => app.earlier_of_phone(&actor, &typed.phone).await?,
        };
        let rehearsed = match desk.filing(typed, &understood) {
            Some((filing, _)) => app.rehearse(desk.own_unit(), &filing).await.ok(),
            None => None,
        };
        let superiors = desk.superiors();
        let names = app.names().await?;
        let superiors: Vec<(String, String)> = superiors
            .iter()
            .map(|person| (person.to_string(), names.of(person).to_owned()))
            .collect();
        let draft = app.draft(&self.staff.person, &draft::begun_on(PAGE)).await?;
        let draft = draft.map(|draft| dates::time(draft.saved_at));
        let form = FileForm::read(&self.site, &typed.form);
        let words = FileWords(self.visitor.language);
        let files = FileField::of(&self.site, words, Some(&form), &errors, FormOf::Staff).await?;
        let files = files.removed_at("/w/new");
        let understood = &understood;
        let shown = Shown { typed, understood, earlier, rehearsed, superiors, draft, files };
        let has_errors = !errors.is_empty();
        let model = RegisterPage::of(&self.site, &self.visitor, &desk, shown, errors, banner);
        let mut response = page(&model);
        if has_errors {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        Ok(response)
    }

    /// Keeps what is typed so far. Where that fails the page shows no later time of keeping, and
    /// work goes on.
    async fn keep_draft(&self, typed: &Typed, posted: &Posted) {
        if !typed.is_begun() {
            return;
        }
        let draft = Typed::to_draft(posted);
        let kept =
            self.site.app().save_draft(&self.staff.person, &draft::begun_on(PAGE), draft).await;
        if let Err(error) = kept {
            tracing::warn!(%error, "草稿没有存下");
        }
    }

    /// Files what was typed, or says what is wrong with it.
    async fn file(
        &self,
        typed: &Typed,
        wish: Wish,
        amiss: Errors,
    ) -> Result<(MatterNumber, FormNonce), Refused> {
        let desk = self.desk();
        let app = self.site.app();
        let understood = desk.understand(typed, wish);
        let mut errors = understood.errors.clone();
        errors.list.extend(amiss.list);
        let filing = match desk.filing(typed, &understood) {
            Some((filing, wrong)) => {
                errors.list.extend(wrong.list);
                filing
            }
            None => return Err(Refused::Mend(errors)),
        };
        if !errors.is_empty() {
            return Err(Refused::Mend(errors));
        }
        let rehearsed = app.rehearse(desk.own_unit(), &filing).await?;
        let filing: Filing = desk
            .complete(app, typed, &understood, (filing, &rehearsed), wish)
            .map_err(Refused::Mend)?;
        let form = FileForm::read(&self.site, &typed.form);
        let files = form.files(&self.site).await.map_err(Refused::Problem)?;
        let receipt = app.file_with_code(Some(&self.staff.person), &form.0, filing, files);
        Ok((receipt.await?.holder.matter, form.0))
    }
}

/// Why nothing was filed.
enum Refused {
    /// Fields to be mended.
    Mend(Errors),
    /// The institution's no, or ours.
    Denied(Denied),
    /// The files of the form could not be read.
    Problem(Problem),
}

impl From<Denied> for Refused {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

/// `GET /w/new`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(just): Query<JustDone>,
) -> Answer {
    let window = Window::open(site, visitor, staff).await?;
    let banner = Banner::of(&window, &just).await?;
    let draft = window.site.app().draft(&window.staff.person, &draft::begun_on(PAGE)).await?;
    let mut typed = draft.map(|draft| Typed::from_draft(&draft.body)).unwrap_or_default();
    typed.form = window.site.app().new_form().to_string();
    window.show(&typed, Errors::default(), banner).await
}

/// `POST /w/new`
pub(crate) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    let window = Window::open(site, visitor, staff).await?;
    let mut typed = Typed::of(&posted);
    let form = FileForm::read(&window.site, &typed.form);
    typed.form = form.to_string();
    let (typed, w) = (typed, FileWords(window.visitor.language));
    let mut amiss = Errors::default();
    form.hold(&window.site, &posted.files, w, &mut amiss).await;
    if let Some(ordinal) = posted.filled(REMOVE_FIELD) {
        form.drop_unwanted(&window.site, ordinal).await?;
        return window.show(&typed, Errors::default(), None).await;
    }
    if let Some(into) = posted.filled("join") {
        return join(&window, &typed, into, amiss).await;
    }
    let wish = match posted.field("do") {
        "save" => Wish::Save,
        "finish" => Wish::Finish,
        "discard" => {
            window.site.app().drop_draft(&window.staff.person, &draft::begun_on(PAGE)).await?;
            return Ok(see_other("/w/new"));
        }
        _ => {
            window.keep_draft(&typed, &posted).await;
            return window.show(&typed, amiss, None).await;
        }
    };
    match window.file(&typed, wish, amiss).await {
        Ok((number, form)) => {
            window.site.app().drop_draft(&window.staff.person, &draft::begun_on(PAGE)).await?;
            let mut response = see_other(&after(&typed, &number));
            set_cookie(&mut response, cookie(&window.site, RECEIPT_COOKIE, form.to_string()));
            Ok(response)
        }
        Err(Refused::Mend(errors)) => window.show(&typed, errors, None).await,
        Err(Refused::Denied(Denied::Refused(no))) => {
            let clause = no.clause();
            let basis = if clause.is_empty() { clause } else { format!("（{clause}）") };
            let words = match no.to_string() {
                says if says.contains('（') => says,
                says => says + &basis,
            };
            window.show(&typed, one("situation", words), None).await
        }
        Err(Refused::Denied(denied)) => Err(denied.into()),
        Err(Refused::Problem(problem)) => Err(problem),
    }
}

/// A receipt is printed, but of a call: then the code goes to the caller's phone.
fn after(typed: &Typed, number: &MatterNumber) -> String {
    match typed.channel() {
        Channel::Phone => format!("/w/new?done={number}"),
        Channel::Visit
        | Channel::Letter
        | Channel::Hotline
        | Channel::Assigned
        | Channel::Portal
        | Channel::QrCode
        | Channel::Interface
        | Channel::History => format!("/w/print/receipt/{number}?new=1"),
    }
}

/// 并入. What was said now is added to what the same person brought before.
async fn join(window: &Window, typed: &Typed, into: &str, amiss: Errors) -> Answer {
    let mut errors = window.desk().understand(typed, Wish::Save).errors;
    errors.list.retain(|error| error.field == "story");
    errors.list.extend(amiss.list);
    if !errors.is_empty() {
        return window.show(typed, errors, None).await;
    }
    let app = window.site.app();
    let number = MatterNumber::from(into);
    let text = Written::new(typed.story.clone(), app.chance().bytes());
    let form = FileForm::read(&window.site, &typed.form);
    let papers = (CameWith::Question, form.files(&window.site).await?);
    let actor = window.staff.actor();
    match app.act_with_papers(&actor, &number, AskQuestion { text }, papers).await {
        Ok(_) => {
            form.forget(&window.site).await?;
            app.drop_draft(&window.staff.person, &draft::begun_on(PAGE)).await?;
            Ok(see_other(&format!("/w/new?joined={number}")))
        }
        Err(Denied::Refused(no)) => window.show(typed, one("phone", no.to_string()), None).await,
        Err(denied) => Err(denied.into()),
    }
}

/// `POST /w/new/undo`
pub(crate) async fn undo(State(site): State<Site>, staff: Staff, posted: Posted) -> Answer {
    let number = MatterNumber::from(posted.field("number"));
    let offer = posted.field("offer").parse().map_err(|_| Problem::Unreadable)?;
    site.app().act(&staff.actor(), &number, UndoRouting { offer }).await?;
    Ok(see_other(&format!("/w/new?undone={number}")))
}

fn one(field: &str, words: impl Into<String>) -> Errors {
    let mut errors = Errors::default();
    errors.add(field, words);
    errors
}
