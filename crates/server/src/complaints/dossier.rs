//! 投诉卷宗. What was said, how it stands, what was done, and what may be done now.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::IntoResponse as _;
use serde::Deserialize;
use xiaoneng_app::complaints::ComplaintDossier;
use xiaoneng_app::{Names, working_time::Instant};
use xiaoneng_domain::complaint::{Filing, IdentityMode};
use xiaoneng_domain::text::TextDigest;

use crate::Site;
use crate::complaints::deeds::{self, May};
use crate::complaints::words::ComplaintWords;
use crate::complaints::{closed, trail};
use crate::kit::dates;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;

/// What was just done.
#[derive(Deserialize, Default)]
pub(crate) struct Asking {
    #[serde(default)]
    done: String,
}

#[derive(Template)]
#[template(path = "complaints/dossier.html")]
struct DossierPage {
    shell: StaffShell,
    w: ComplaintWords,
    done: String,
    reference: String,
    stage: &'static str,
    facts: Vec<(&'static str, String)>,
    story: String,
    demand: String,
    supplements: Vec<String>,
    files: Vec<(String, String)>,
    /// Address, words, and whether it is the next step.
    acts: Vec<(&'static str, &'static str, bool)>,
    /// What he may not do now, and why.
    not_now: Vec<(&'static str, String)>,
    trail: Vec<TimelineLine>,
}

/// `GET /s/complaints/{reference}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(reference): Path<String>,
    Query(asking): Query<Asking>,
) -> Answer {
    let (app, actor) = (site.app(), staff.actor());
    let found = app.complaint_dossier(&actor, &reference.as_str().into()).await?;
    let Some(dossier) = found else { return closed::page_of(&site, &visitor, &staff) };
    let w = ComplaintWords(visitor.language);
    let names = app.names().await?;
    let Some(filing) = &dossier.complaint.filing else {
        return closed::page_of(&site, &visitor, &staff);
    };
    let (mut acts, mut not_now) = (Vec::new(), Vec::new());
    for deed in deeds::DEEDS {
        match deeds::may(deed, &dossier, &actor) {
            May::Now => {
                let is_next = acts.is_empty() && deeds::is_a_step(deed.act);
                acts.push((deed.slug, w.act(deed.act), is_next));
            }
            May::NotNow(no) => not_now.push((w.act(deed.act), no.to_string())),
            May::NotHis => {}
        }
    }
    let done = deeds::find(&asking.done).map(|deed| w.done(w.act(deed.act)));
    let body = |digest: &TextDigest| dossier.texts.body(digest).unwrap_or_default().to_owned();
    let supplements = dossier.complaint.supplements.iter();
    Ok(page(&DossierPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::Supervision, w.title()),
        done: done.unwrap_or_default(),
        stage: dossier.complaint.stage.name(),
        facts: facts(w, &dossier, filing, &names),
        story: body(&filing.facts),
        demand: filing.demand.as_ref().map(body).unwrap_or_default(),
        supplements: supplements.map(|one| body(&one.text)).collect(),
        files: files(w, &dossier, filing),
        acts,
        not_now,
        trail: trail::lines(w, &dossier, &names),
        reference,
        w,
    }))
}

fn facts(
    w: ComplaintWords,
    dossier: &ComplaintDossier,
    filing: &Filing,
    names: &Names,
) -> Vec<(&'static str, String)> {
    let complaint = &dossier.complaint;
    let organization = dossier.organization();
    let unit = |id| organization.unit(id).map_or_else(|| id.to_string(), |unit| unit.name.clone());
    let when = |at: Instant| dates::day_and_time(*w, at);
    let join = |all: Vec<String>| all.join(w.choose("、", ", "));
    let units = complaint.subjects.units.iter().map(unit).collect();
    let name = |person| names.of(person).to_owned();
    let persons: Vec<String> = complaint.subjects.persons.iter().map(name).collect();
    let investigators: Vec<String> = complaint.investigators.iter().map(name).collect();
    let described = filing.described.as_ref().and_then(|digest| dossier.texts.body(digest));
    let faults: Vec<String> =
        filing.categories.iter().map(|one| w.fault(*one).to_owned()).collect();
    let route = complaint.route.as_ref();
    let unit_of_route = route.and_then(|route| route.unit.as_ref()).map(unit);
    let all = [
        (w.of_units(), Some(join(units))),
        (w.of_persons(), Some(join(persons))),
        (w.described(), described.map(str::to_owned)),
        (w.faults(), Some(join(faults))),
        (w.happened_on(), filing.happened_on.map(|day| dates::whole_day(*w, day))),
        (w.identity(), Some(identity(w, filing.identity).to_owned())),
        (w.filed_at(), Some(when(filing.filed_at))),
        (w.due_at(), complaint.due_at().map(when)),
        (w.mode(), route.map(|route| route.mode.name().to_owned())),
        (w.charged(), unit_of_route),
        (w.investigators(), Some(join(investigators))),
        (w.outcome(), complaint.finding.as_ref().map(|one| one.outcome.name().to_owned())),
    ];
    let said = all.into_iter().filter_map(|(label, words)| Some((label, words?)));
    said.filter(|(_, words)| !words.is_empty()).collect()
}

fn identity(w: ComplaintWords, mode: IdentityMode) -> &'static str {
    match mode {
        IdentityMode::Named => w.identity_named(),
        IdentityMode::Sealed => w.identity_sealed(),
        IdentityMode::Anonymous => w.identity_anonymous(),
    }
}

fn files(w: ComplaintWords, dossier: &ComplaintDossier, filing: &Filing) -> Vec<(String, String)> {
    let supplied = dossier.complaint.supplements.iter().flat_map(|one| &one.attachments);
    let all = filing.attachments.iter().chain(supplied).enumerate();
    let path = |(place, _)| {
        (format!("/s/complaints/{}/file/{place}", filing.reference), w.file(place + 1))
    };
    all.map(path).collect()
}

/// `GET /s/complaints/{reference}/file/{place}`
pub(crate) async fn fetch_file(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path((reference, place)): Path<(String, String)>,
) -> Answer {
    let place = place.parse().unwrap_or(usize::MAX);
    let reference = reference.as_str().into();
    let found = site.app().complaint_file(&staff.actor(), &reference, place).await?;
    let Some(found) = found else { return closed::page_of(&site, &visitor, &staff) };
    let name = format!("attachment; filename=\"{}.{}\"", place + 1, found.media_type.ending());
    let mut response = (StatusCode::OK, found.bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(found.media_type.mime()));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
