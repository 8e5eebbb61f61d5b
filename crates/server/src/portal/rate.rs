//! 评价. Three questions, nothing preselected, all options alike; once, and once more after it was
//! opened again. Never from a browser in which staff are signed in.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use xiaoneng_app::Standing;
use xiaoneng_app::citizen::RatingForm;
use xiaoneng_domain::matter::{
    Chip, MatterEvent, MayRate, Rated, RatingStanding, Satisfaction, Solved,
};

use crate::Site;
use crate::kit::address::Address;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::portal::deeds::Deeds;
use crate::portal::file::error_title;
use crate::portal::pass::Passes;
use crate::portal::progress::{Opened, opened};
use crate::portal::result_shown::ResultShown;
use crate::portal::standing::Sayer;
use crate::portal::track::progress_path;
use crate::portal::words::acts::ActWords;
use crate::portal::words::progress::ProgressWords;
use crate::portal::words_sent::optional_text_of;

const SOLVED: [(&str, Solved); 4] = [
    ("yes", Solved::Yes),
    ("partly", Solved::Partly),
    ("no", Solved::No),
    ("unsure", Solved::HardToSay),
];
const SATISFACTION: [(&str, Satisfaction); 5] = [
    ("very", Satisfaction::VerySatisfied),
    ("satisfied", Satisfaction::Satisfied),
    ("fairly", Satisfaction::BasicallySatisfied),
    ("dissatisfied", Satisfaction::Dissatisfied),
    ("very_dissatisfied", Satisfaction::VeryDissatisfied),
];
const CHIPS: [(&str, Chip); 6] = [
    ("slow", Chip::TooSlow),
    ("pushed", Chip::PushedAround),
    ("attitude", Chip::BadAttitude),
    ("beside", Chip::BesideThePoint),
    ("not_done", Chip::NotReallyDone),
    ("fees", Chip::MoneyHinted),
];

/// Whether staff are signed in here.
pub(crate) struct StaffHere(bool);

impl<S: Send + Sync> FromRequestParts<S> for StaffHere {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self(parts.extensions.get::<Staff>().is_some()))
    }
}

#[derive(Template)]
#[template(path = "portal/rate.html")]
struct RatePage {
    shell: PublicShell,
    w: ActWords,
    p: ProgressWords,
    number: String,
    title: &'static str,
    unit_name: String,
    result: Option<ResultShown>,
    may_review: bool,
    typed: Typed,
    errors: Errors,
    /// Why it cannot be rated; empty where it can.
    no: String,
}

/// What was chosen and typed.
#[derive(Default)]
struct Typed {
    solved: String,
    satisfaction: String,
    chips: Vec<String>,
    text: String,
}

/// One option of a question.
struct Choice {
    code: &'static str,
    word: &'static str,
    is_chosen: bool,
}

impl RatePage {
    fn solved(&self) -> Vec<Choice> {
        let choice = |(code, solved): (&'static str, Solved)| Choice {
            code,
            word: match solved {
                Solved::Yes => self.w.solved_yes(),
                Solved::Partly => self.w.solved_partly(),
                Solved::No => self.w.solved_no(),
                Solved::HardToSay => self.w.solved_unsure(),
            },
            is_chosen: self.typed.solved == code,
        };
        SOLVED.into_iter().map(choice).collect()
    }

    fn satisfaction(&self) -> Vec<Choice> {
        let choice = |(code, level): (&'static str, Satisfaction)| Choice {
            code,
            word: match level {
                Satisfaction::VerySatisfied => self.w.very_satisfied(),
                Satisfaction::Satisfied => self.w.satisfied(),
                Satisfaction::BasicallySatisfied => self.w.fairly_satisfied(),
                Satisfaction::Dissatisfied => self.w.dissatisfied(),
                Satisfaction::VeryDissatisfied => self.w.very_dissatisfied(),
            },
            is_chosen: self.typed.satisfaction == code,
        };
        SATISFACTION.into_iter().map(choice).collect()
    }

    fn chips(&self) -> Vec<Choice> {
        let choice = |(code, chip): (&'static str, Chip)| Choice {
            code,
            word: match chip {
                Chip::TooSlow => self.w.chip_slow(),
                Chip::PushedAround => self.w.chip_pushed(),
                Chip::BadAttitude => self.w.chip_attitude(),
                Chip::BesideThePoint => self.w.chip_beside(),
                Chip::NotReallyDone => self.w.chip_not_done(),
                Chip::MoneyHinted => self.w.chip_fees(),
            },
            is_chosen: self.typed.chips.iter().any(|chosen| chosen == code),
        };
        CHIPS.into_iter().map(choice).collect()
    }
}

async fn rate_page(
    site: &Site,
    visitor: &Visitor,
    (opened, number): (&Opened, String),
    (typed, errors, no): (Typed, Errors, Option<String>),
) -> Result<Response, Problem> {
    let w = ActWords(visitor.language);
    let p = ProgressWords(visitor.language);
    let Opened { holder, view } = opened;
    let dossier = &view.dossier;
    let names = site.app().names().await?;
    let may_quote = view.standing == Standing::Petitioner;
    let sayer = Sayer { w: p, dossier, names: &names, may_quote };
    let last = dossier.matter.holdings.last().map(|holding| &holding.holder.unit);
    let may_rate = dossier.matter.may_rate(&holder.person);
    let title = if may_rate == MayRate::Again { w.rate_again() } else { w.rate() };
    let has_errors = !errors.is_empty();
    let page_title = if has_errors { error_title(title, visitor) } else { title.to_owned() };
    let no = match (no, may_rate) {
        (Some(no), _) => no,
        (None, MayRate::No(no)) => no.to_string(),
        (None, MayRate::First | MayRate::Again) => String::new(),
    };
    let mut response = page(&RatePage {
        shell: PublicShell::of(site, visitor, Section::Track, &page_title).await,
        w,
        p,
        number,
        title,
        unit_name: last.map(|unit| sayer.unit(unit)).unwrap_or_default(),
        result: ResultShown::of(p, dossier, view.standing),
        may_review: Deeds::of(dossier, holder, view.standing).review,
        typed,
        errors,
        no,
    });
    if has_errors {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `GET /t/{number}/rate`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    staff: StaffHere,
    Path(number): Path<String>,
) -> Answer {
    let opened = match opened(&site, &visitor, &passes, &number).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let no = staff.0.then(|| ActWords(visitor.language).err_rate_staff().to_owned());
    let nothing = (Typed::default(), Errors::default(), no);
    let mut response = rate_page(&site, &visitor, (&opened, number), nothing).await?;
    if staff.0 {
        *response.status_mut() = StatusCode::FORBIDDEN;
    }
    Ok(response)
}

/// `POST /t/{number}/rate`
pub(crate) async fn send(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    staff: StaffHere,
    (Path(number), address): (Path<String>, Address),
    posted: Posted,
) -> Answer {
    let opened = match opened(&site, &visitor, &passes, &number).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let w = ActWords(visitor.language);
    if staff.0 {
        let no = Some(w.err_rate_staff().to_owned());
        let refused = (Typed::default(), Errors::default(), no);
        let mut response = rate_page(&site, &visitor, (&opened, number), refused).await?;
        *response.status_mut() = StatusCode::FORBIDDEN;
        return Ok(response);
    }
    let mut errors = Errors::default();
    let Some(form) = read(&posted, w, &mut errors) else {
        let typed = Typed {
            solved: posted.field("solved").to_owned(),
            satisfaction: posted.field("satisfaction").to_owned(),
            chips: posted.all("chip").map(str::to_owned).collect(),
            text: posted.field("say").to_owned(),
        };
        return rate_page(&site, &visitor, (&opened, number), (typed, errors, None)).await;
    };
    let network = site.app().network(address.0)?;
    let holder = &opened.holder;
    let done = match opened.view.dossier.matter.may_rate(&holder.person) {
        MayRate::Again => site.app().rate_again(holder, form, &network).await?,
        MayRate::First | MayRate::No(_) => site.app().rate(holder, form, &network).await?,
    };
    let rated = done.facts.iter().find_map(|fact| {
        let MatterEvent::Rated(rated) = &fact.event else { return None };
        Some(rated)
    });
    let did = rated.map_or("rate", told);
    Ok(see_other(&format!("{}?did={did}", progress_path(&visitor, &holder.matter))))
}

/// What the citizen is told of his rating.
fn told(rated: &Rated) -> &'static str {
    match rated.standing() {
        RatingStanding::Counted if rated.wants_verification() => "rate-bad",
        RatingStanding::Counted => "rate",
        RatingStanding::ByFollower
        | RatingStanding::FromOffice
        | RatingStanding::InBurst
        | RatingStanding::PrintedCode
        | RatingStanding::WindowCode => "rate-apart",
    }
}

/// What was chosen; none where something is to be mended.
fn read(posted: &Posted, w: ActWords, errors: &mut Errors) -> Option<RatingForm> {
    let chosen = posted.field("solved");
    let solved = SOLVED.iter().find(|(code, _)| *code == chosen).map(|(_, solved)| *solved);
    if solved.is_none() {
        errors.add("solved", w.err_rate_empty());
    }
    let chosen = posted.field("satisfaction");
    let level = SATISFACTION.iter().find(|(code, _)| *code == chosen).map(|(_, level)| *level);
    if level.is_none() {
        errors.add("satisfaction", w.err_rate_satisfied());
    }
    let words = optional_text_of(posted, "say", w, errors);
    let ticked: BTreeSet<&str> = posted.all("chip").collect();
    let chips = CHIPS.iter().filter(|(code, _)| ticked.contains(code)).map(|(_, chip)| *chip);
    let (solved, satisfaction) = (solved?, level?);
    if !errors.is_empty() {
        return None;
    }
    Some(RatingForm { solved, satisfaction, chips: chips.collect(), words })
}
