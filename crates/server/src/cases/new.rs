//! 登记线索. Where it comes from, and against whom.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use xiaoneng_app::cases::NewClue;
use xiaoneng_app::{Denied, Names};
use xiaoneng_domain::accountability::{Against, ClueSource};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::PersonCategory;

use crate::Site;
use crate::cases::deeds::{choices_of, people};
use crate::cases::words::CaseWords;
use crate::kit::errors::Errors;
use crate::kit::form::{Choice, Field, Stretch, Typed, stretches};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

struct Form {
    fields: Vec<Field>,
}

impl Form {
    fn stretches(&self) -> Vec<Stretch<'_>> {
        stretches(&self.fields)
    }
}

#[derive(Template)]
#[template(path = "cases/new.html")]
struct NewPage {
    shell: StaffShell,
    w: CaseWords,
    form: Form,
    errors: Errors,
}

/// `GET /s/cases/new`
pub(super) async fn show(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    only_those_who_may(&site, (&visitor, &staff)).await?;
    render(&site, (&visitor, &staff), (&Typed::default(), Errors::default())).await
}

/// `POST /s/cases/new`
pub(super) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    only_those_who_may(&site, (&visitor, &staff)).await?;
    let w = CaseWords(visitor.language);
    let typed = Typed::of(posted.fields);
    let mut errors = Errors::default();
    let Some(new) = read(w, &typed, &mut errors) else {
        return render(&site, (&visitor, &staff), (&typed, errors)).await;
    };
    match site.app().open_case(&staff.actor(), new).await {
        Ok(number) => Ok(see_other(&format!("/s/cases/{number}?done=open"))),
        Err(Denied::Refused(no)) => {
            errors.add("sheet", format!("{no}（{}）", no.clause()));
            render(&site, (&visitor, &staff), (&typed, errors)).await
        }
        Err(denied) => Err(denied.into()),
    }
}

/// Lets in who may register a clue, or says who may.
async fn only_those_who_may(
    site: &Site,
    (visitor, staff): (&Visitor, &Staff),
) -> Result<(), Problem> {
    if site.app().may_open_case(&staff.actor()).await? {
        return Ok(());
    }
    let w = CaseWords(visitor.language);
    Err(Problem::MayNotSee {
        permission: w.new_clue().to_owned(),
        who: w.who_registers().to_owned(),
    })
}

fn read(w: CaseWords, typed: &Typed, errors: &mut Errors) -> Option<NewClue> {
    let source = ClueSource::of_code(typed.get("source"));
    if source.is_none() {
        errors.add("source", w.err_choice());
    }
    let reference = typed.get("reference").to_owned();
    if reference.is_empty() {
        errors.add("reference", w.err_text());
    }
    let against = match typed.get("against") {
        "unit" => match typed.get("unit") {
            "" => {
                errors.add("unit", w.err_choice());
                None
            }
            unit => Some(Against::Unit(unit.into())),
        },
        _ => of_person(w, typed, errors),
    };
    let source = source.filter(|_| errors.is_empty())?;
    Some(NewClue { source, reference, against: against? })
}

fn of_person(w: CaseWords, typed: &Typed, errors: &mut Errors) -> Option<Against> {
    let person = typed.get("person");
    if person.is_empty() {
        errors.add("person", w.err_person());
    }
    let category = PersonCategory::of_code(typed.get("category"));
    if category.is_none() {
        errors.add("category", w.err_choice());
    }
    Some(Against::Person(person.into(), category?))
}

async fn render(
    site: &Site,
    (visitor, staff): (&Visitor, &Staff),
    (typed, errors): (&Typed, Errors),
) -> Answer {
    let (app, w) = (site.app(), CaseWords(visitor.language));
    let (known, names) = (app.known().await?, app.names().await?);
    let has_errors = !errors.is_empty();
    let mut shell = StaffShell::of(site, visitor, staff, Section::Supervision, w.new_clue());
    if has_errors {
        shell.title = format!("{}{}", shell.k.error_prefix(), w.new_clue());
    }
    let form = Form { fields: fields(w, typed, (&known.organization, &names)) };
    let mut response = page(&NewPage { shell, w, form, errors });
    if has_errors {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn fields(
    w: CaseWords,
    typed: &Typed,
    (organization, names): (&Organization, &Names),
) -> Vec<Field> {
    let whom = vec![
        Choice { is_chosen: true, ..Choice::new("person", w.against_person()) },
        Choice::new("unit", w.against_unit()),
    ];
    let units = organization.open_units();
    let units = units.map(|unit| Choice::new(unit.id.as_str(), unit.name.clone())).collect();
    vec![
        Field::radios(typed, "source", w.source(), choices_of!(ClueSource)),
        Field::lines(typed, "reference", w.reference()).hint(w.reference_hint()),
        Field::radios(typed, "against", w.against(), whom),
        Field::select(typed, "person", w.person(), people(organization, names, |_| true))
            .optional(),
        Field::radios(typed, "category", w.category(), choices_of!(PersonCategory)).optional(),
        Field::select(typed, "unit", w.unit(), units).optional(),
    ]
}
