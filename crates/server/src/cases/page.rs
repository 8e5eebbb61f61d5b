//! 动作的页面. A form shown and sent, from the file or from one's own page.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use xiaoneng_app::{Denied, Names};
use xiaoneng_domain::accountability::CaseAct;
use xiaoneng_domain::id::CaseNumber;

use crate::Site;
use crate::cases::closed;
use crate::cases::deeds::{Deed, May, Reading, Sheet, find, may};
use crate::cases::sight::{Side, Sight};
use crate::cases::words::CaseWords;
use crate::kit::errors::Errors;
use crate::kit::form::{Field, Stretch, Typed, stretches};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

/// 表格.
struct Form {
    fields: Vec<Field>,
}

impl Form {
    fn stretches(&self) -> Vec<Stretch<'_>> {
        stretches(&self.fields)
    }
}

#[derive(Template)]
#[template(path = "cases/deed.html")]
struct DeedPage {
    shell: StaffShell,
    w: CaseWords,
    number: String,
    /// Where the case stands.
    base: String,
    slug: &'static str,
    title: &'static str,
    note: &'static str,
    form: Form,
    version: u32,
    errors: Errors,
    /// Why it cannot be done now, with the clause; empty if it can.
    refused: String,
}

/// Who stands before which form.
struct Looking<'a> {
    site: &'a Site,
    visitor: &'a Visitor,
    staff: &'a Staff,
    number: CaseNumber,
    side: Side,
}

/// `GET /s/cases/{number}/{act}`
pub(super) async fn show_of_file(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
) -> Answer {
    let number = number.as_str().into();
    let (site, visitor, staff) = (&site, &visitor, &staff);
    Looking { site, visitor, staff, number, side: Side::File }.show(&slug).await
}

/// `GET /w/cases/{number}/{act}`
pub(super) async fn show_of_own(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
) -> Answer {
    let number = number.as_str().into();
    let (site, visitor, staff) = (&site, &visitor, &staff);
    Looking { site, visitor, staff, number, side: Side::Own }.show(&slug).await
}

/// `POST /s/cases/{number}/{act}`
pub(super) async fn act_on_file(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let number = number.as_str().into();
    let (site, visitor, staff) = (&site, &visitor, &staff);
    Looking { site, visitor, staff, number, side: Side::File }.act(&slug, posted).await
}

/// `POST /w/cases/{number}/{act}`
pub(super) async fn act_on_own(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((number, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let number = number.as_str().into();
    let (site, visitor, staff) = (&site, &visitor, &staff);
    Looking { site, visitor, staff, number, side: Side::Own }.act(&slug, posted).await
}

impl Looking<'_> {
    async fn show(&self, slug: &str) -> Answer {
        let Some((sight, names, deed)) = self.open(slug).await? else { return self.nothing() };
        let typed = Typed::default();
        self.render((&sight, &names), deed, (&typed, sight.version(), Errors::default()))
    }

    async fn act(&self, slug: &str, posted: Posted) -> Answer {
        let Some((sight, names, deed)) = self.open(slug).await? else { return self.nothing() };
        let w = CaseWords(self.visitor.language);
        let version = posted.field("version").parse().unwrap_or_else(|_| sight.version());
        let typed = Typed::of(posted.fields);
        let errors = Errors::default();
        let mut reading = Reading { site: self.site, sight: &sight, typed: &typed, errors, w };
        let wish = (deed.wish)(&mut reading);
        let mut errors = reading.errors;
        let Some(wish) = wish.filter(|_| errors.is_empty()) else {
            return self.render((&sight, &names), deed, (&typed, version, errors));
        };
        let seen = (&self.number, Some(version));
        let mut version = version;
        match self.site.app().act_on_case(&self.staff.actor(), seen, wish).await {
            Ok(_) => return self.go_on(deed).await,
            Err(Denied::ChangedMeanwhile) => {
                errors.add("sheet", w.changed());
                version = sight.version();
            }
            Err(Denied::Refused(no)) => errors.add("sheet", format!("{no}（{}）", no.clause())),
            Err(denied) => return Err(denied.into()),
        }
        self.render((&sight, &names), deed, (&typed, version, errors))
    }

    /// The case and the act; none where either is not there for him.
    async fn open(&self, slug: &str) -> Result<Option<(Sight, Names, &'static Deed)>, Denied> {
        let found = self.side.of(self.site, &self.staff.actor(), &self.number).await?;
        let Some((sight, deed)) = found.zip(find(slug)) else { return Ok(None) };
        Ok(Some((sight, self.site.app().names().await?, deed)))
    }

    fn nothing(&self) -> Answer {
        closed::page_of(self.site, self.visitor, self.staff)
    }

    fn base(&self) -> String {
        format!("{}/{}", self.side.list(), self.number)
    }

    fn render(
        &self,
        (sight, names): (&Sight, &Names),
        deed: &'static Deed,
        (typed, version, errors): (&Typed, u32, Errors),
    ) -> Answer {
        let w = CaseWords(self.visitor.language);
        let refused = match may(deed, sight, &self.staff.actor()) {
            May::Now => String::new(),
            May::NotHis => w.not_yours().to_owned(),
            May::NotNow(no) => format!("{no}（{}）", no.clause()),
        };
        let title = w.act(deed.act);
        let has_errors = !errors.is_empty();
        let section = section_of(self.side);
        let mut shell = StaffShell::of(self.site, self.visitor, self.staff, section, title);
        if has_errors {
            shell.title = format!("{}{title}", shell.k.error_prefix());
        }
        let mut response = page(&DeedPage {
            shell,
            w,
            number: self.number.to_string(),
            base: self.base(),
            slug: deed.slug,
            title,
            note: note_of(w, deed.act),
            form: Form { fields: (deed.fields)(&Sheet { sight, names, w }, typed) },
            version,
            errors,
            refused,
        });
        if has_errors {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        Ok(response)
    }

    /// On to the case, or to the list where it is his no more.
    async fn go_on(&self, deed: &Deed) -> Answer {
        let sees = self.side.of(self.site, &self.staff.actor(), &self.number).await?.is_some();
        Ok(see_other(&match sees {
            true => format!("{}?done={}", self.base(), deed.slug),
            false => self.side.list().to_owned(),
        }))
    }
}

/// Where a side stands in the navigation.
pub(super) fn section_of(side: Side) -> Section {
    match side {
        Side::File => Section::Supervision,
        Side::Own => Section::None,
    }
}

/// What whoever acts should know before.
fn note_of(w: CaseWords, act: CaseAct) -> &'static str {
    match act {
        CaseAct::MakeStatement => w.statement_note(),
        CaseAct::WaiveStatement => w.waive_hint(),
        CaseAct::AskReview | CaseAct::AskAppeal => w.remedies_note(),
        CaseAct::RecordOutside | CaseAct::NotifyIntent | CaseAct::Decide => w.sanctions_note(),
        CaseAct::Transfer => w.transfer_hint(),
        CaseAct::Archive => w.archive_hint(),
        CaseAct::OpenClue
        | CaseAct::AcceptClue
        | CaseAct::DeclineClue
        | CaseAct::NameInvestigators
        | CaseAct::ExcuseInvestigator
        | CaseAct::RecordFact
        | CaseAct::AskExtension
        | CaseAct::DecideExtension
        | CaseAct::FindFaults
        | CaseAct::FindNothing
        | CaseAct::ExamineStatement
        | CaseAct::ConvenePanel
        | CaseAct::CastVote
        | CaseAct::DecideNone
        | CaseAct::Serve
        | CaseAct::NameReviewers
        | CaseAct::DecideReview
        | CaseAct::ExtendAppeal
        | CaseAct::RecordAppeal
        | CaseAct::ConfirmExecution
        | CaseAct::RecordRelapse
        | CaseAct::Publish
        | CaseAct::Revoke
        | CaseAct::RestoreRights
        | CaseAct::RestoreReputation
        | CaseAct::KeepTime => "",
    }
}
