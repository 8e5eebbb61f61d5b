//! 批量. Up to fifty chosen matters at once: signed for, assigned, printed, exported. Each is
//! decided by itself; what was not done is told with its reason and can be tried again. Nothing is
//! completed or answered in bulk.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::Denied;
use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::matter::{Destination, HandOver, SignFor};
use xiaoneng_domain::text::Written;

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::language::Language;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::initials::{Match, Named, find};
use crate::workbench::lines::{Line, Lines};
use crate::workbench::search::as_table;
use crate::workbench::suggest;
use crate::workbench::words::DeskWords;

/// No batch is larger.
const MOST: usize = 50;

/// What came of one of them.
struct Undone {
    number: String,
    title: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "workbench/batch.html")]
struct BatchPage {
    shell: StaffShell,
    w: DeskWords,
    errors: Errors,
    lines: Vec<Line>,
    units: Vec<String>,
    to: String,
    request: String,
}

#[derive(Template)]
#[template(path = "workbench/batch_done.html")]
struct BatchDonePage {
    shell: StaffShell,
    w: DeskWords,
    says: String,
    undone: Vec<Undone>,
    again: &'static str,
    to: String,
    request: String,
}

/// What was done, for the page after a batch without failures.
#[derive(Deserialize)]
pub(crate) struct Done {
    #[serde(default)]
    done: usize,
}

/// `GET /w/batch`: what was done.
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(done): Query<Done>,
) -> Answer {
    let w = DeskWords(visitor.language);
    Ok(page(&BatchDonePage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::Inbox, w.batch_title()),
        says: w.batch_all(done.done),
        undone: Vec::new(),
        again: "",
        to: String::new(),
        request: String::new(),
        w,
    }))
}

/// `POST /w/batch`
pub(crate) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    let w = DeskWords(visitor.language);
    let mut numbers: Vec<MatterNumber> = Vec::new();
    for number in posted.all("number").chain(posted.all("m")).map(MatterNumber::from) {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    let batch = Batch { site: &site, visitor: &visitor, staff: &staff, w, numbers };
    if batch.numbers.is_empty() || batch.numbers.len() > MOST {
        let says = match batch.numbers.is_empty() {
            true => w.batch_none().to_owned(),
            false => w.batch_many(MOST),
        };
        return Ok(batch.done(says, Vec::new(), "", &posted));
    }
    match posted.field("do") {
        "sign" => batch.sign(&posted).await,
        "assign" if posted.fields.iter().any(|(name, _)| name == "to") => {
            batch.assign(&posted).await
        }
        "print" => Ok(see_other(&batch.print_path())),
        "export" => {
            let lines = Lines::new(site.app(), w).await?;
            let found = site.app().list_matters(&staff.actor(), &batch.numbers).await?;
            Ok(as_table(w, &lines.of(&found).await?))
        }
        _ => batch.choose(Errors::default(), &posted).await,
    }
}

struct Batch<'a> {
    site: &'a Site,
    visitor: &'a Visitor,
    staff: &'a Staff,
    w: DeskWords,
    numbers: Vec<MatterNumber>,
}

impl Batch<'_> {
    fn shell(&self) -> StaffShell {
        let title = self.w.batch_title();
        StaffShell::of(self.site, self.visitor, self.staff, Section::Inbox, title)
    }

    fn print_path(&self) -> String {
        let numbers: Vec<(&str, &str)> =
            self.numbers.iter().map(|number| ("n", number.as_str())).collect();
        format!("/w/print/files?{}", serde_urlencoded::to_string(numbers).unwrap_or_default())
    }

    /// To whom they are assigned, and what is asked.
    async fn choose(&self, errors: Errors, posted: &Posted) -> Answer {
        let lines = Lines::new(self.site.app(), self.w).await?;
        let found = self.site.app().list_matters(&self.staff.actor(), &self.numbers).await?;
        let units = lines.known.organization.open_units();
        Ok(page(&BatchPage {
            shell: self.shell(),
            errors,
            units: units.map(|unit| unit.name.clone()).collect(),
            lines: lines.of(&found).await?,
            to: posted.field("to").to_owned(),
            request: posted.field("request").to_owned(),
            w: self.w,
        }))
    }

    async fn sign(&self, posted: &Posted) -> Answer {
        let mut undone = Vec::new();
        for number in &self.numbers {
            if let Err(denied) = self.sign_one(number).await {
                undone.push(self.undone(number, denied).await?);
            }
        }
        self.told(undone, "sign", posted)
    }

    async fn sign_one(&self, number: &MatterNumber) -> Result<(), Denied> {
        let (app, actor) = (self.site.app(), self.staff.actor());
        let matter = app.look_at(&actor, number).await?;
        let offer = matter.as_ref().and_then(|matter| matter.offers.last());
        // Where nothing is offered the institution says so itself.
        let offer = offer.map_or(0, |offer| offer.ordinal);
        app.act(&actor, number, SignFor { offer }).await?;
        Ok(())
    }

    async fn assign(&self, posted: &Posted) -> Answer {
        let app = self.site.app();
        let known = app.known().await?;
        let typed = posted.field("to").trim();
        let mut errors = Errors::default();
        let to = match self.destination(&known, typed).await? {
            Ok(to) => Some(to),
            Err(words) => {
                errors.add("to", words);
                None
            }
        };
        let Some(to) = to else { return self.choose(errors, posted).await };
        let request = match posted.filled("request") {
            Some(request) => request,
            None => DeskWords(Language::Chinese).auto_request(),
        };
        let mut undone = Vec::new();
        for number in &self.numbers {
            if let Err(denied) = self.assign_one(number, &to, request).await {
                undone.push(self.undone(number, denied).await?);
            }
        }
        self.told(undone, "assign", posted)
    }

    /// What lies on his own desk is handed over; what is only offered to him is signed for first.
    async fn assign_one(
        &self,
        number: &MatterNumber,
        to: &Destination,
        request: &str,
    ) -> Result<(), Denied> {
        let (app, actor) = (self.site.app(), self.staff.actor());
        let matter = app.look_at(&actor, number).await?;
        let is_offered = matter.as_ref().is_some_and(|matter| {
            let offered = matter.offers.last().filter(|offer| offer.is_open());
            offered.is_some_and(|offer| offer.to.unit == self.staff.unit && *to != offer.to)
        });
        if is_offered {
            self.sign_one(number).await?;
        }
        let request = Written::new(request, app.chance().bytes());
        let wish = HandOver { to: to.clone(), request, duty_clause: None, done_so_far: None };
        app.act(&actor, number, wish).await?;
        Ok(())
    }

    /// A unit, or somebody of his own.
    async fn destination(
        &self,
        known: &xiaoneng_app::Known,
        typed: &str,
    ) -> Result<Result<Destination, String>, Problem> {
        if typed.is_empty() {
            return Ok(Err(self.w.batch_to_whom().to_owned()));
        }
        let names = self.site.app().names().await?;
        let own: Vec<(&PersonId, String)> = known
            .organization
            .people_of(&self.staff.unit)
            .filter(|person| person.id != self.staff.person)
            .map(|person| (&person.id, names.of(&person.id).to_owned()))
            .collect();
        let person = |person: &PersonId| Destination {
            unit: self.staff.unit.clone(),
            person: Some(person.clone()),
        };
        if let Some((found, _)) = own.iter().find(|(_, name)| *name == typed) {
            return Ok(Ok(person(found)));
        }
        Ok(match suggest::typed_unit(&known.organization, typed) {
            Match::One(unit) => Ok(Destination { unit: unit.id.clone(), person: None }),
            Match::Several(units) => {
                let names: Vec<&str> = units.iter().take(4).map(|unit| &*unit.name).collect();
                Err(self.w.err_several(typed, names.join("、")))
            }
            Match::None => {
                let things = own.iter().map(|(id, name)| Named {
                    thing: *id,
                    code: id.as_str(),
                    name,
                    others: &[],
                });
                match find(typed, things) {
                    Match::One(found) => Ok(person(found)),
                    Match::None | Match::Several(_) => Err(self.w.err_unit_unknown(typed)),
                }
            }
        })
    }

    async fn undone(&self, number: &MatterNumber, denied: Denied) -> Result<Undone, Problem> {
        // What the institution refuses is told; what fails on our side is one problem for all.
        let reason = match denied {
            Denied::Refused(no) => no.to_string(),
            Denied::TooBusy | Denied::ChangedMeanwhile => denied.to_string(),
            other @ (Denied::SourceKnown
            | Denied::Fault(_)
            | Denied::Home(_)
            | Denied::Unreadable(_)
            | Denied::NoProof(_)
            | Denied::Unwritable(_)) => return Err(other.into()),
        };
        let may_see = self.site.app().look_at(&self.staff.actor(), number).await?.is_some();
        let title = match may_see {
            true => self.site.app().gist(number).await?.to_string(),
            false => String::new(),
        };
        Ok(Undone { number: number.to_string(), title, reason })
    }

    fn told(&self, undone: Vec<Undone>, again: &'static str, posted: &Posted) -> Answer {
        let done = self.numbers.len() - undone.len();
        if undone.is_empty() {
            return Ok(see_other(&format!("/w/batch?done={done}")));
        }
        let says = self.w.batch_part(done, undone.len());
        Ok(self.done(says, undone, again, posted))
    }

    fn done(
        &self,
        says: String,
        undone: Vec<Undone>,
        again: &'static str,
        posted: &Posted,
    ) -> axum::response::Response {
        page(&BatchDonePage {
            shell: self.shell(),
            says,
            undone,
            again,
            to: posted.field("to").to_owned(),
            request: posted.field("request").to_owned(),
            w: self.w,
        })
    }
}
