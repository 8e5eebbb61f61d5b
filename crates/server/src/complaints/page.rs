//! 动作的页面. A form shown and sent; who somebody is, shown once in the answer and nowhere else.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use xiaoneng_app::complaints::{ComplaintDossier, Revealed};
use xiaoneng_app::{Denied, Names};
use xiaoneng_domain::complaint::Act;
use xiaoneng_domain::id::ComplaintReference;

use crate::Site;
use crate::complaints::closed;
use crate::complaints::deeds::{Deed, May, Reading, Sheet, find, may};
use crate::complaints::words::ComplaintWords;
use crate::kit::errors::Errors;
use crate::kit::form::{Form, Typed};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

#[derive(Template)]
#[template(path = "complaints/deed.html")]
struct DeedPage {
    shell: StaffShell,
    w: ComplaintWords,
    reference: String,
    slug: &'static str,
    form: Form,
    version: u32,
    errors: Errors,
    /// Why it cannot be done now, with the clause; empty if it can.
    refused: String,
    story: String,
}

#[derive(Template)]
#[template(path = "complaints/identity.html")]
struct IdentityPage {
    shell: StaffShell,
    w: ComplaintWords,
    reference: String,
    name: String,
    phone: String,
}

/// Who stands before which form.
struct Looking<'a> {
    site: &'a Site,
    visitor: &'a Visitor,
    staff: &'a Staff,
    reference: ComplaintReference,
}

/// `GET /s/complaints/{reference}/{act}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((reference, slug)): Path<(String, String)>,
) -> Answer {
    let reference = reference.as_str().into();
    let looking = Looking { site: &site, visitor: &visitor, staff: &staff, reference };
    let Some((dossier, names, deed)) = looking.open(&slug).await? else {
        return closed::page_of(&site, &visitor, &staff);
    };
    let typed = Typed::default();
    looking.render((&dossier, &names), deed, (&typed, dossier.version(), Errors::default()))
}

/// `POST /s/complaints/{reference}/{act}`
pub(crate) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((reference, slug)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let reference = reference.as_str().into();
    let looking = Looking { site: &site, visitor: &visitor, staff: &staff, reference };
    let Some((dossier, names, deed)) = looking.open(&slug).await? else {
        return closed::page_of(&site, &visitor, &staff);
    };
    let version = posted.field("version").parse().unwrap_or_else(|_| dossier.version());
    let typed = Typed::of(posted.fields);
    let mut reading = Reading {
        site: &site,
        dossier: &dossier,
        typed: &typed,
        errors: Errors::default(),
        w: ComplaintWords(visitor.language),
        by: staff.person.clone(),
    };
    let wish = (deed.wish)(&mut reading);
    let mut errors = reading.errors;
    let Some(wish) = wish.filter(|_| errors.is_empty()) else {
        return looking.render((&dossier, &names), deed, (&typed, version, errors));
    };
    let (app, actor) = (site.app(), staff.actor());
    if deed.act == Act::ReadIdentity {
        match app.reveal_complainant(&actor, &looking.reference, typed.get("reason")).await {
            Ok(revealed) => return looking.revealed(revealed),
            Err(Denied::Refused(no)) => errors.add("sheet", format!("{no}（{}）", no.clause())),
            Err(denied) => return Err(denied.into()),
        }
        return looking.render((&dossier, &names), deed, (&typed, version, errors));
    }
    let seen = (&looking.reference, version);
    match app.act_on_complaint(&actor, seen, wish).await {
        Ok(_) => looking.go_on(deed).await,
        Err(Denied::ChangedMeanwhile) => {
            errors.add("sheet", ComplaintWords(visitor.language).changed());
            let version = dossier.version();
            looking.render((&dossier, &names), deed, (&typed, version, errors))
        }
        Err(Denied::Refused(no)) => {
            errors.add("sheet", format!("{no}（{}）", no.clause()));
            looking.render((&dossier, &names), deed, (&typed, version, errors))
        }
        Err(denied) => Err(denied.into()),
    }
}

impl Looking<'_> {
    /// The file and the act; none where either is not there for him.
    async fn open(
        &self,
        slug: &str,
    ) -> Result<Option<(ComplaintDossier, Names, &'static Deed)>, Denied> {
        let app = self.site.app();
        let found = app.complaint_dossier(&self.staff.actor(), &self.reference).await?;
        let Some((dossier, deed)) = found.zip(find(slug)) else { return Ok(None) };
        Ok(Some((dossier, app.names().await?, deed)))
    }

    fn render(
        &self,
        (dossier, names): (&ComplaintDossier, &Names),
        deed: &'static Deed,
        (typed, version, errors): (&Typed, u32, Errors),
    ) -> Answer {
        let w = ComplaintWords(self.visitor.language);
        let refused = match may(deed, dossier, &self.staff.actor()) {
            May::Now => String::new(),
            May::NotHis => w.not_yours().to_owned(),
            May::NotNow(no) => format!("{no}（{}）", no.clause()),
        };
        let filing = dossier.complaint.filing.as_ref();
        let story = filing.and_then(|filing| dossier.texts.body(&filing.facts));
        let title = w.act(deed.act);
        let has_errors = !errors.is_empty();
        let mut shell =
            StaffShell::of(self.site, self.visitor, self.staff, Section::Supervision, title);
        if has_errors {
            shell.title = format!("{}{title}", shell.k.error_prefix());
        }
        let mut form = Form::new(title, "");
        form.fields = (deed.fields)(&Sheet { dossier, names, w }, typed);
        let mut response = page(&DeedPage {
            shell,
            w,
            reference: self.reference.to_string(),
            slug: deed.slug,
            form,
            version,
            errors,
            refused,
            story: story.unwrap_or_default().to_owned(),
        });
        if has_errors {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        Ok(response)
    }

    fn revealed(&self, Revealed { name, phone }: Revealed) -> Answer {
        let w = ComplaintWords(self.visitor.language);
        let (site, section) = (self.site, Section::Supervision);
        let title = w.act(Act::ReadIdentity);
        let shell = StaffShell::of(site, self.visitor, self.staff, section, title);
        let reference = self.reference.to_string();
        Ok(page(&IdentityPage { shell, w, reference, name, phone }))
    }

    /// On to the file, or to the list where it is his no more.
    async fn go_on(&self, deed: &Deed) -> Answer {
        let app = self.site.app();
        let sees = app.complaint_dossier(&self.staff.actor(), &self.reference).await?.is_some();
        Ok(see_other(&match sees {
            true => format!("/s/complaints/{}?done={}", self.reference, deed.slug),
            false => "/s/complaints".to_owned(),
        }))
    }
}
