//! AB 岗与离岗. Who covers for whom, signed by both; who is away, from when to when. What the
//! institution refuses is told on the page, with the dates.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::working_time::{Calendar, Date, Instant};
use xiaoneng_app::{Denied, Known, Names};
use xiaoneng_domain::id::{PersonId, PostId, UnitId};
use xiaoneng_domain::organization::{
    Absence, CancelAbsence, Cover, DissolveCover, OrganizationCommand, OrganizationRefusal,
    ProposeCover, RegisterAbsence, RegisterSuddenAbsence, ReportReturn, SignCover,
};
use xiaoneng_domain::refusal::Refusal;

use crate::Site;
use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::search::read_day;
use crate::workbench::words::DeskWords;

/// In days: what lies further behind was meant for next year.
const HALF_A_YEAR: i32 = 183;

/// One post with its pair.
struct Post {
    id: String,
    title: String,
    a: String,
    b: String,
    state: &'static str,
    is_agreed: bool,
    /// He who looks has yet to sign.
    may_sign: bool,
    may_arrange: bool,
}

/// 离岗.
struct Away {
    person: String,
    name: String,
    from: String,
    /// As it goes into the form.
    from_micros: String,
    to: String,
    cover: String,
    is_now: bool,
    may_change: bool,
}

/// What was done just before.
#[derive(Deserialize, Default)]
pub(crate) struct JustDone {
    #[serde(default)]
    told: Option<String>,
}

#[derive(Template)]
#[template(path = "workbench/duty.html")]
struct DutyPage {
    shell: StaffShell,
    w: DeskWords,
    told: &'static str,
    errors: Errors,
    posts: Vec<Post>,
    away: Vec<Away>,
    people: Vec<(String, String)>,
    me: String,
    typed_person: String,
    typed_from: String,
    typed_until: String,
}

/// `GET /w/duty`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(just): Query<JustDone>,
) -> Answer {
    let told = just.told.unwrap_or_default();
    render(&site, &visitor, &staff, (&told, Errors::default(), &Posted::default())).await
}

/// `POST /w/duty`
pub(crate) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    let w = DeskWords(visitor.language);
    let known = site.app().known().await?;
    let now = site.app().clock().now();
    let asked = match wish(w, &known, &staff, &posted, now) {
        Ok(asked) => asked,
        Err(errors) => return render(&site, &visitor, &staff, ("", errors, &posted)).await,
    };
    let field = match posted.field("do") {
        "away" | "sudden" | "cancel" | "back" => "person",
        _ => "post",
    };
    match site.app().arrange(&staff.actor(), asked).await {
        Ok(_) => Ok(see_other(&format!("/w/duty?told={}", posted.field("do")))),
        Err(Denied::Refused(no)) => {
            let names = site.app().names().await?;
            let mut errors = Errors::default();
            errors.add(field, words(w, &known, &names, &no));
            render(&site, &visitor, &staff, ("", errors, &posted)).await
        }
        Err(denied) => Err(denied.into()),
    }
}

/// What the form asks for.
fn wish(
    w: DeskWords,
    known: &Known,
    staff: &Staff,
    posted: &Posted,
    now: Instant,
) -> Result<OrganizationCommand, Errors> {
    let person = match posted.field("person") {
        "" => staff.person.clone(),
        person => PersonId::from(person),
    };
    let post = PostId::from(posted.field("post"));
    Ok(match posted.field("do") {
        "propose" => ProposeCover { post, b: PersonId::from(posted.field("b")) }.into(),
        "sign" => SignCover { post }.into(),
        "dissolve" => DissolveCover { post }.into(),
        "sudden" => RegisterSuddenAbsence { person }.into(),
        "back" => ReportReturn { person }.into(),
        "cancel" => {
            let from = posted.field("from").parse().unwrap_or_default();
            CancelAbsence { person, from: Instant::from_micros(from) }.into()
        }
        _ => {
            let calendar = known.rules.calendar_of(&unit_of(known, &person, staff));
            let (from, to) = away_days(w, calendar, posted, now)?;
            RegisterAbsence { person, from, to }.into()
        }
    })
}

fn unit_of(known: &Known, person: &PersonId, staff: &Staff) -> UnitId {
    let found = known.organization.person(person).map(|person| person.unit.clone());
    found.unwrap_or_else(|| staff.unit.clone())
}

/// 离岗 for whole days: from the morning of the first, today from now on, until the last is over.
fn away_days(
    w: DeskWords,
    calendar: &Calendar,
    posted: &Posted,
    now: Instant,
) -> Result<(Instant, Instant), Errors> {
    let mut errors = Errors::default();
    let today = now.date();
    let mut day = |field: &str| {
        let typed = posted.field(field);
        let read = read_day(typed, today).map(|day| ahead(typed.trim(), day, today));
        if read.is_none() {
            errors.add(field, w.duty_day_wrong(typed));
        }
        read
    };
    let (from, until) = (day("first"), day("last"));
    let (Some(from), Some(until)) = (from, until) else { return Err(errors) };
    if until < from {
        errors.add("last", w.duty_last_before_first());
        return Err(errors);
    }
    let begins = if from == today { now } else { midnight(from) };
    Ok((begins, calendar.closing(until).max(midnight(until.plus_days(1)))))
}

/// A day without a year is the next such day, where search would take the last; one that was just
/// now stays behind, and is refused.
fn ahead(typed: &str, day: Date, today: Date) -> Date {
    let has_year = typed.bytes().take_while(u8::is_ascii_digit).count() == 4
        && typed.bytes().filter(u8::is_ascii_digit).count() > 4;
    let days_ago = today.epoch_days() - day.epoch_days();
    let (year, month, of_month) = day.ymd();
    match days_ago > HALF_A_YEAR && !has_year {
        true => Date::from_ymd(year + 1, month, of_month).unwrap_or(day),
        false => day,
    }
}

fn midnight(day: Date) -> Instant {
    let inside = Instant::from_micros(i64::from(day.epoch_days()) * 24 * 60 * 60 * 1_000_000);
    inside.plus_minutes(-(inside.micros_of_day() / 60_000_000))
}

/// The refusal with names for ids; two of a pair away together is told with the days.
fn words(w: DeskWords, known: &Known, names: &Names, no: &Refusal) -> String {
    let Refusal::Organization(OrganizationRefusal::BothAway { post, partner, from, to, .. }) = no
    else {
        return named(known, names, no.to_string());
    };
    let day = |at: Instant| dates::day(w.0, at.date());
    let until = to.map_or_else(|| w.duty_until_back().to_owned(), |to| day(last_day(to)));
    let post = known.organization.posts.get(post).map_or("", |post| post.title.as_str());
    w.duty_both_away(names.of(partner), post, day(*from), until)
}

/// An absence that ends at midnight ends with the day before.
fn last_day(to: Instant) -> Instant {
    if to.micros_of_day() == 0 { to.plus_minutes(-1) } else { to }
}

/// Ids of people in a refusal become names.
fn named(known: &Known, names: &Names, says: String) -> String {
    let people = known.organization.persons.keys().filter(|person| says.contains(person.as_str()));
    let mut people: Vec<&PersonId> = people.collect();
    people.sort_by_key(|person| std::cmp::Reverse(person.as_str().len()));
    people.iter().fold(says.clone(), |says, person| says.replace(person.as_str(), names.of(person)))
}

async fn render(
    site: &Site,
    visitor: &Visitor,
    staff: &Staff,
    (told, errors, posted): (&str, Errors, &Posted),
) -> Answer {
    let w = DeskWords(visitor.language);
    let app = site.app();
    let (known, names) = (app.known().await?, app.names().await?);
    let now = app.clock().now();
    let view = View { w, known: &known, names: &names, staff, now };
    let mut shell = StaffShell::of(site, visitor, staff, Section::None, w.duty_title());
    let has_errors = !errors.is_empty();
    if has_errors {
        shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
    }
    let mut response = page(&DutyPage {
        shell,
        told: match told {
            "propose" => w.duty_proposed(),
            "sign" => w.duty_signed(),
            "dissolve" => w.duty_dissolved(),
            "away" | "sudden" => w.duty_away_told(),
            "cancel" => w.duty_cancelled(),
            "back" => w.duty_back_told(),
            _ => "",
        },
        errors,
        posts: view.posts(),
        away: view.away(),
        people: view.people(),
        me: staff.person.to_string(),
        typed_person: posted.field("person").to_owned(),
        typed_from: posted.field("first").to_owned(),
        typed_until: posted.field("last").to_owned(),
        w,
    });
    if has_errors {
        *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

struct View<'a> {
    w: DeskWords,
    known: &'a Known,
    names: &'a Names,
    staff: &'a Staff,
    now: Instant,
}

impl View<'_> {
    fn arranges(&self, unit: &UnitId) -> bool {
        self.known.organization.heads(&self.staff.person, unit)
    }

    /// The posts of his unit, and those he holds or covers elsewhere.
    fn posts(&self) -> Vec<Post> {
        let organization = &self.known.organization;
        let me = &self.staff.person;
        let covers = |id: &PostId| {
            let proposed = organization.proposed_covers.get(id);
            proposed.or_else(|| organization.covers.get(id))
        };
        let concerns = |id: &PostId, post: &xiaoneng_domain::organization::Post| {
            post.unit == self.staff.unit
                || post.holder.as_ref() == Some(me)
                || covers(id).is_some_and(|cover| cover.partner_of(me).is_some())
        };
        let posts = organization.posts.iter().filter(|(id, post)| concerns(id, post));
        posts
            .map(|(id, post)| {
                let cover = covers(id);
                let name = |person: Option<&PersonId>| {
                    person.map_or_else(String::new, |person| self.names.of(person).to_owned())
                };
                Post {
                    id: id.to_string(),
                    title: post.title.clone(),
                    a: name(post.holder.as_ref()),
                    b: name(cover.map(|cover| &cover.b)),
                    state: self.state(cover),
                    is_agreed: cover.is_some_and(Cover::is_agreed),
                    may_sign: cover.is_some_and(|cover| self.has_yet_to_sign(cover)),
                    may_arrange: self.arranges(&post.unit) || post.holder.as_ref() == Some(me),
                }
            })
            .collect()
    }

    fn state(&self, cover: Option<&Cover>) -> &'static str {
        let w = self.w;
        match cover {
            None => w.duty_no_pair(),
            Some(cover) if cover.is_agreed() => w.duty_agreed(),
            Some(cover) if cover.signed_by_a_at.is_some() => w.duty_waits_b(),
            Some(cover) if cover.signed_by_b_at.is_some() => w.duty_waits_a(),
            Some(_) => w.duty_waits_both(),
        }
    }

    fn has_yet_to_sign(&self, cover: &Cover) -> bool {
        let me = &self.staff.person;
        (cover.a == *me && cover.signed_by_a_at.is_none())
            || (cover.b == *me && cover.signed_by_b_at.is_none())
    }

    fn away(&self) -> Vec<Away> {
        let organization = &self.known.organization;
        let mut away = Vec::new();
        for (person, absences) in &organization.absences {
            let is_near = organization
                .person(person)
                .is_some_and(|found| found.unit == self.staff.unit || self.arranges(&found.unit));
            if !is_near {
                continue;
            }
            away.extend(absences.iter().map(|absence| self.absence(person, absence)));
        }
        away
    }

    fn absence(&self, person: &PersonId, absence: &Absence) -> Away {
        let organization = &self.known.organization;
        let day = |at: Instant| dates::day(self.w.0, at.date());
        let unit = organization.person(person).map(|person| &person.unit);
        let covers = organization.covers.values().find(|cover| cover.a == *person);
        Away {
            person: person.to_string(),
            name: self.names.of(person).to_owned(),
            from: day(absence.from),
            from_micros: absence.from.micros().to_string(),
            to: match absence.to {
                Some(to) => day(last_day(to)),
                None => self.w.duty_until_back().to_owned(),
            },
            cover: covers.map_or_else(String::new, |cover| self.names.of(&cover.b).to_owned()),
            is_now: absence.covers(self.now),
            may_change: *person == self.staff.person
                || unit.is_some_and(|unit| self.arranges(unit)),
        }
    }

    fn people(&self) -> Vec<(String, String)> {
        let organization = &self.known.organization;
        let near = |unit: &UnitId| *unit == self.staff.unit;
        let people = organization.persons.values().filter(|person| {
            !person.has_left
                && (near(&person.unit) || organization.may_serve_at(&person.id, &self.staff.unit))
                && !person.roles.iter().any(|role| role.is_administrator())
        });
        people.map(|person| (person.id.to_string(), self.names.of(&person.id).to_owned())).collect()
    }
}
