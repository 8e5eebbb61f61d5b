//! 列入计划. A visit to a school, or a spot check that names none.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use xiaoneng_app::docket::{offices_led_by, offices_of};
use xiaoneng_app::inspections::NewInspection;
use xiaoneng_app::{Denied, Known, Names};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::inspection::InspectionKind;
use xiaoneng_domain::organization::{Organization, UnitKind};

use crate::Site;
use crate::inspections::Inspections;
use crate::inspections::deeds::people;
use crate::inspections::words::InspectionWords;
use crate::kit::docket::{FormPage, FormState, Link, Reading, refusal_words, unit_name};
use crate::kit::docket_words::DocketPageWords;
use crate::kit::errors::Errors;
use crate::kit::form::{Choice, Field, Typed};
use crate::kit::page::{Answer, see_other};
use crate::kit::posted::Posted;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

const KINDS: [(InspectionKind, &str); 4] = [
    (InspectionKind::SpotCheck, "spot_check"),
    (InspectionKind::Regular, "regular"),
    (InspectionKind::Special, "special"),
    (InspectionKind::Comprehensive, "comprehensive"),
];
const PATH: &str = "/s/inspections/new";

/// `GET /s/inspections/new`
pub(super) async fn show(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let sent = (Typed::default(), Errors::default());
    render(&site, (&visitor, &staff), sent, StatusCode::OK).await
}

/// `POST /s/inspections/new`
pub(super) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    let (typed, mut errors) = (Typed::of(posted.fields), Errors::default());
    let w = DocketPageWords(visitor.language);
    let mut reading = Reading { site: &site, typed: &typed, errors: &mut errors, w, once: "" };
    let wish = wish(&mut reading);
    if let Some(wish) = wish.filter(|_| errors.is_empty()) {
        let app = site.app();
        match app.plan_inspection(&staff.actor(), wish).await {
            Ok(number) => return Ok(see_other(&format!("/s/inspections/{number}"))),
            Err(Denied::Refused(no)) => {
                let known = app.known().await?;
                let language = visitor.language;
                let says = refusal_words::<Inspections>(&known.organization, language, &no);
                errors.add("sheet", says);
            }
            Err(denied) => return Err(denied.into()),
        }
    }
    render(&site, (&visitor, &staff), (typed, errors), StatusCode::UNPROCESSABLE_ENTITY).await
}

fn wish(reading: &mut Reading<'_>) -> Option<NewInspection> {
    let kind = reading.one_of("kind", &KINDS);
    let (office, scope) = (reading.chosen("office"), reading.text("scope"));
    let planned_on = reading.day("planned");
    let school = reading.maybe_chosen("school");
    let inspectors: BTreeSet<PersonId> = reading.ticked("inspector");
    Some(NewInspection {
        kind: kind?,
        office: office?,
        school,
        scope: scope?,
        inspectors,
        planned_on: planned_on?,
    })
}

async fn render(
    site: &Site,
    (visitor, staff): (&Visitor, &Staff),
    (typed, errors): (Typed, Errors),
    status: StatusCode,
) -> Answer {
    let (w, d) = (InspectionWords(visitor.language), DocketPageWords(visitor.language));
    let (known, names) = (site.app().known().await?, site.app().names().await?);
    let offices = offices(&known.organization, &staff.person);
    if offices.is_empty() {
        return Err(w.is_for_offices());
    }
    let page = FormPage {
        shell: StaffShell::of(site, visitor, staff, Section::Supervision, w.plan()),
        w: d,
        title: w.plan().to_owned(),
        subject: String::new(),
        lead: w.plan_lead().to_owned(),
        action: PATH.to_owned(),
        back: Link::new("/s/inspections", w.name()),
        form: FormState(fields(w, &typed, (&known, &names), &offices)),
        version: 0,
        once: String::new(),
        files: None,
        errors,
        refused: String::new(),
    };
    page.answer(status)
}

fn fields(
    w: InspectionWords,
    typed: &Typed,
    (known, names): (&Known, &Names),
    offices: &[UnitId],
) -> Vec<Field> {
    let kinds = KINDS.iter().map(|(one, code)| Choice::new(*code, one.name())).collect();
    let office = |unit: &UnitId| {
        let mut choice = Choice::new(unit.as_str(), unit_name(&known.organization, unit));
        choice.is_chosen = offices.len() == 1;
        choice
    };
    let schools = known.organization.open_units().filter(|unit| unit.kind == UnitKind::School);
    let schools = schools.map(|unit| Choice::new(unit.id.as_str(), unit.name.clone()));
    let people = people(&known.organization, names, None);
    vec![
        Field::radios(typed, "kind", w.kind(), kinds).hint(w.kind_hint()),
        Field::radios(typed, "office", w.office(), offices.iter().map(office).collect()),
        Field::select(typed, "school", w.school(), schools.collect())
            .hint(w.school_hint())
            .optional(),
        Field::lines(typed, "scope", w.scope()).hint(w.scope_hint()),
        Field::day(typed, "planned", w.planned_on()),
        Field::checks(typed, "inspector", w.inspectors(), people)
            .hint(w.inspectors_hint())
            .optional()
            .folded(w.choose_inspectors(), false),
    ]
}

/// The offices for which somebody may plan: his own, and those he leads.
pub(super) fn offices(organization: &Organization, person: &PersonId) -> Vec<UnitId> {
    let own = offices_of(organization, person).into_iter();
    let mut found: Vec<UnitId> = own.map(|unit| unit.id.clone()).collect();
    let led = offices_led_by(organization, person).into_iter().map(|unit| unit.id.clone());
    found.extend(led.filter(|unit| !found.contains(unit)).collect::<Vec<_>>());
    found
}
