//! 拟通报稿. First the units, then what the ledger has about each of them.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use xiaoneng_app::docket::offices_of;
use xiaoneng_app::{Denied, Known, Names};
use xiaoneng_domain::id::UnitId;

use crate::Site;
use crate::circulars::Circulars;
use crate::circulars::draft_form::{DraftForm, ItemForm, read};
use crate::circulars::words::CircularWords;
use crate::kit::docket::{FormPage, FormState, Link, Reading, refusal_words, unit_choices};
use crate::kit::docket_words::DocketPageWords;
use crate::kit::errors::Errors;
use crate::kit::form::{Field, Typed};
use crate::kit::page::{Answer, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

const PATH: &str = "/s/circulars/new";
/// So many units one circular is about.
const MOST_UNITS: usize = 20;

/// `GET /s/circulars/new`, with `?unit=` for each unit that another page proposes.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(proposed): Query<Vec<(String, String)>>,
) -> Answer {
    let writing = Writing::begin(&site, &visitor, &staff).await?;
    let form = writing.form(writing.units(&Typed::of(proposed))).await?;
    writing.render(&form, (Typed::default(), Errors::default()), StatusCode::OK)
}

/// `POST /s/circulars/new`
pub(super) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    let writing = Writing::begin(&site, &visitor, &staff).await?;
    let (typed, mut errors) = (Typed::of(posted.fields), Errors::default());
    let w = CircularWords(visitor.language);
    let form = writing.form(writing.units(&typed)).await?;
    let stop = StatusCode::UNPROCESSABLE_ENTITY;
    if form.items.is_empty() {
        errors.add("unit", w.err_units());
        return writing.render(&form, (typed, errors), stop);
    }
    // Only units were chosen so far: their facts come next.
    if typed.all("title").next().is_none() {
        return writing.render(&form, (Typed::default(), errors), StatusCode::OK);
    }
    let d = DocketPageWords(visitor.language);
    let mut reading = Reading { site: &site, typed: &typed, errors: &mut errors, w: d, once: "" };
    let wish = read(w, &mut reading, &form);
    if let Some(wish) = wish.filter(|_| errors.is_empty()) {
        match site.app().draft_circular(&staff.actor(), wish).await {
            Ok(number) => return Ok(see_other(&format!("/s/circulars/{number}"))),
            Err(Denied::Refused(no)) => {
                let organization = &writing.known.organization;
                errors.add("sheet", refusal_words::<Circulars>(organization, *w, &no));
            }
            Err(denied) => return Err(denied.into()),
        }
    }
    writing.render(&form, (typed, errors), stop)
}

/// Who writes it.
struct Writing<'a> {
    site: &'a Site,
    visitor: &'a Visitor,
    staff: &'a Staff,
    known: Known,
    names: Names,
    offices: Vec<UnitId>,
}

impl<'a> Writing<'a> {
    async fn begin(
        site: &'a Site,
        visitor: &'a Visitor,
        staff: &'a Staff,
    ) -> Result<Self, Problem> {
        let (known, names) = (site.app().known().await?, site.app().names().await?);
        let offices = offices_of(&known.organization, &staff.person).into_iter();
        let offices: Vec<UnitId> = offices.map(|unit| unit.id.clone()).collect();
        if offices.is_empty() {
            return Err(CircularWords(visitor.language).is_for_offices());
        }
        Ok(Self { site, visitor, staff, known, names, offices })
    }

    /// The units chosen, each once.
    fn units(&self, typed: &Typed) -> Vec<UnitId> {
        let mut units: Vec<UnitId> = Vec::new();
        for unit in typed.all("unit").map(UnitId::from) {
            let is_open = self.known.organization.open_unit(&unit).is_ok();
            if is_open && !units.contains(&unit) && units.len() < MOST_UNITS {
                units.push(unit);
            }
        }
        units
    }

    async fn form(&self, units: Vec<UnitId>) -> Result<DraftForm, Problem> {
        let (app, actor) = (self.site.app(), self.staff.actor());
        let mut items = Vec::new();
        for unit in &units {
            let offered = app.facts_about(&actor, unit).await?;
            items.push(ItemForm::new(unit.clone(), offered));
        }
        let own = self.offices.iter().filter(|_| self.offices.len() == 1).cloned();
        let scope = units.into_iter().chain(own).collect();
        Ok(DraftForm { offices: self.offices.clone(), title: String::new(), items, scope })
    }

    fn render(
        &self,
        form: &DraftForm,
        (typed, errors): (Typed, Errors),
        status: StatusCode,
    ) -> Answer {
        let w = CircularWords(self.visitor.language);
        let d = DocketPageWords(*w);
        let organization = &self.known.organization;
        let mut units = unit_choices(organization, d);
        for choice in &mut units {
            choice.is_chosen = form.units().any(|unit| unit.as_str() == choice.value);
        }
        let chosen = Field::checks(&typed, "unit", w.units(), units).hint(w.units_hint());
        let fields = if form.items.is_empty() {
            vec![chosen]
        } else {
            let fields = form.fields(w, (organization, &self.names), &typed);
            fields.into_iter().chain([chosen.folded(w.other_units(), false)]).collect()
        };
        let (title, lead) = match form.items.is_empty() {
            true => (w.choose_units(), w.choose_units_lead()),
            false => (w.draft(), w.draft_lead()),
        };
        let section = Section::Supervision;
        let page = FormPage {
            shell: StaffShell::of(self.site, self.visitor, self.staff, section, title),
            w: d,
            title: title.to_owned(),
            subject: String::new(),
            lead: lead.to_owned(),
            action: PATH.to_owned(),
            back: Link::new("/s/circulars", w.name()),
            form: FormState(fields),
            version: 0,
            once: String::new(),
            files: None,
            errors,
            refused: String::new(),
        };
        page.answer(status)
    }
}
