//! 一张牌. Its facts, its trail, and one form for each thing that whoever looks may do now.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use xiaoneng_app::cards::{CardDossier, CardWish};
use xiaoneng_app::{Denied, Names};
use xiaoneng_domain::card::{AppealOutcome, CardEvent, CardFacts};
use xiaoneng_domain::decider::{Actor, Fact};
use xiaoneng_domain::id::CardReference;
use xiaoneng_domain::matter::ClockName;
use xiaoneng_domain::signal::CardColour;
use xiaoneng_domain::text::TextDigest;
use xiaoneng_domain::views::card_state;

use crate::Site;
use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::light::clock_name;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;
use crate::workbench::cards::{colour_word, state_word};
use crate::workbench::lines::Lines;
use crate::workbench::words::DeskWords;
use crate::workbench::words::cards::CardWords;

/// What was done just before.
#[derive(Deserialize, Default)]
pub(crate) struct JustDone {
    #[serde(default)]
    done: Option<String>,
}

/// 现在可以办的.
#[derive(Default)]
struct May {
    state: bool,
    waive: bool,
    sign: bool,
    dismiss: bool,
    tell: bool,
    serve: bool,
    appeal: bool,
    decide_appeal: bool,
    withdraw: bool,
}

impl May {
    fn is_nothing(&self) -> bool {
        let decides = self.sign || self.dismiss || self.decide_appeal || self.withdraw;
        !(self.state || self.waive || self.tell || self.serve || self.appeal || decides)
    }
}

/// What was typed into the form that was refused.
#[derive(Default)]
struct Typed {
    state: String,
    sign: String,
    dismiss: String,
    appeal: String,
    decide_appeal: String,
    withdraw: String,
}

#[derive(Template)]
#[template(path = "workbench/card.html")]
struct CardPage {
    shell: StaffShell,
    w: CardWords,
    errors: Errors,
    done: &'static str,
    path: String,
    name: String,
    state: &'static str,
    due: String,
    facts: Vec<(&'static str, String)>,
    matter: String,
    trail: Vec<TimelineLine>,
    may: May,
    typed: Typed,
    /// Drafted red: it may be signed as a yellow one.
    is_red: bool,
}

/// `GET /w/cards/{card}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(card): Path<String>,
    Query(just): Query<JustDone>,
) -> Answer {
    let w = CardWords(visitor.language);
    let done = if just.done.is_some() { w.done() } else { "" };
    render(&site, (&visitor, &staff), &card, (done, Errors::default(), Typed::default())).await
}

/// `POST /w/cards/{card}`
pub(crate) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(card): Path<String>,
    posted: Posted,
) -> Answer {
    let w = CardWords(visitor.language);
    let (field, wish) = match read(w, &posted)? {
        Ok(wished) => wished,
        Err((field, words)) => {
            let mut errors = Errors::default();
            errors.add(field, words);
            return again(&site, (&visitor, &staff), &card, (errors, &posted)).await;
        }
    };
    let reference = CardReference::from(card.as_str());
    match site.app().act_on_card(&staff.actor(), &reference, &wish).await {
        Ok(_) => Ok(see_other(&format!("/w/cards/{card}?done=1"))),
        Err(Denied::Refused(no)) => {
            let mut errors = Errors::default();
            errors.add(field, no.to_string());
            again(&site, (&visitor, &staff), &card, (errors, &posted)).await
        }
        Err(denied) => Err(denied.into()),
    }
}

type Wished = Result<(&'static str, CardWish), (&'static str, &'static str)>;

/// The wish in a form, with the field at which its refusal is told.
fn read(w: CardWords, posted: &Posted) -> Result<Wished, Problem> {
    let text = |name: &str| posted.field(name).to_owned();
    Ok(Ok(match posted.field("do") {
        "state" => ("state", CardWish::State(text("state"))),
        "waive" => ("waive", CardWish::Waive),
        "sign" => {
            let is_red = posted.field("colour") == "red";
            let colour = if is_red { CardColour::Red } else { CardColour::Yellow };
            ("sign", CardWish::Sign(colour, text("sign")))
        }
        "dismiss" => ("dismiss", CardWish::Dismiss(text("dismiss"))),
        "tell" => ("tell", CardWish::Tell),
        "serve" => ("serve", CardWish::Serve),
        "appeal" => ("appeal", CardWish::Appeal(text("appeal"))),
        "decide_appeal" => {
            let outcome = match posted.field("outcome") {
                "stands" => AppealOutcome::CardStands,
                "falls" => AppealOutcome::CardWithdrawn,
                _ => return Ok(Err(("outcome-stands", w.choose_outcome()))),
            };
            ("decide_appeal", CardWish::DecideAppeal(outcome, text("decide_appeal")))
        }
        "withdraw" => ("withdraw", CardWish::Withdraw(text("withdraw"))),
        _ => return Err(Problem::Unreadable),
    }))
}

async fn again(
    site: &Site,
    who: (&Visitor, &Staff),
    card: &str,
    (errors, posted): (Errors, &Posted),
) -> Answer {
    let text = |name: &str| posted.field(name).to_owned();
    let typed = Typed {
        state: text("state"),
        sign: text("sign"),
        dismiss: text("dismiss"),
        appeal: text("appeal"),
        decide_appeal: text("decide_appeal"),
        withdraw: text("withdraw"),
    };
    let mut response = render(site, who, card, ("", errors, typed)).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn render(
    site: &Site,
    (visitor, staff): (&Visitor, &Staff),
    card: &str,
    (done, errors, typed): (&'static str, Errors, Typed),
) -> Answer {
    let (app, actor, w) = (site.app(), staff.actor(), CardWords(visitor.language));
    let reference = CardReference::from(card);
    let dossier = app.card_dossier(&actor, &reference).await?.ok_or(Problem::NoSuchPage)?;
    let draft = dossier.card.draft.as_ref().ok_or(Problem::NoSuchPage)?;
    let lines = Lines::new(app, DeskWords(visitor.language)).await?;
    let colour = dossier.card.colour().unwrap_or(draft.facts.colour);
    let colour = colour_word(w, colour.code());
    let name = match dossier.card.serial() {
        Some(serial) => format!("{colour} {serial}"),
        None => w.draft(colour),
    };
    let due = dossier.due_at.map(|at| w.due(dates::short(at)));
    let mut shell = StaffShell::of(site, visitor, staff, Section::None, &name);
    if !errors.is_empty() {
        shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
    }
    Ok(page(&CardPage {
        shell,
        errors,
        done,
        path: format!("/w/cards/{card}"),
        name,
        state: state_word(w, card_state(&dossier.card)),
        due: due.unwrap_or_default(),
        facts: facts(w, &lines, &dossier, &draft.facts),
        matter: draft.facts.matter.to_string(),
        trail: dossier.history.iter().map(|fact| told(w, &dossier, &lines.names, fact)).collect(),
        may: may(&dossier, &actor),
        typed,
        is_red: draft.facts.colour == CardColour::Red,
        w,
    }))
}

fn facts(
    w: CardWords,
    lines: &Lines<'_>,
    dossier: &CardDossier,
    facts: &CardFacts,
) -> Vec<(&'static str, String)> {
    let clock = facts.clock.as_deref().and_then(|clock| clock.parse::<ClockName>().ok());
    let seat = dossier.card.draft.as_ref().and_then(|draft| draft.seat.as_ref());
    let mut said = vec![
        (w.cause(), facts.cause.name().to_owned()),
        (w.head_unit(), lines.unit(&facts.unit)),
        (w.head_person(), lines.names.of(&facts.person).to_owned()),
        (w.fell_due(), dates::short(facts.fell_due_at)),
    ];
    if let Some(clock) = clock {
        said.insert(1, (w.clock(), clock_name(*w, clock).to_owned()));
    }
    if let Some(seat) = seat {
        said.push((w.decider(), seat.bench.name().to_owned()));
    }
    said
}

fn may(dossier: &CardDossier, actor: &Actor) -> May {
    let may = |wish: CardWish| dossier.allows(actor, &wish).is_ok();
    let some = || "—".to_owned();
    May {
        state: may(CardWish::State(some())),
        waive: may(CardWish::Waive),
        sign: may(CardWish::Sign(CardColour::Yellow, some())),
        dismiss: may(CardWish::Dismiss(some())),
        tell: may(CardWish::Tell),
        serve: may(CardWish::Serve),
        appeal: may(CardWish::Appeal(some())),
        decide_appeal: may(CardWish::DecideAppeal(AppealOutcome::CardStands, some())),
        withdraw: may(CardWish::Withdraw(some())),
    }
}

/// One line of the trail.
fn told(
    w: CardWords,
    dossier: &CardDossier,
    names: &Names,
    fact: &Fact<CardEvent>,
) -> TimelineLine {
    let (says, text) = sentence(w, &fact.event);
    let who = match &fact.actor {
        Actor::Staff(person) => names.of(person),
        Actor::System | Actor::Citizen(_) => w.system(),
    };
    let mut line = TimelineLine::at(*w, fact.recorded_at, who, says);
    let quote = text.and_then(|digest| dossier.texts.body(digest));
    line.quote = quote.unwrap_or_default().to_owned();
    line
}

fn sentence(w: CardWords, event: &CardEvent) -> (&'static str, Option<&TextDigest>) {
    match event {
        CardEvent::Drafted(_) => (w.says_drafted(), None),
        CardEvent::PersonTold(_) => (w.says_told(), None),
        CardEvent::StatementGiven(facts) if facts.is_late => (w.says_late(), Some(&facts.text)),
        CardEvent::StatementGiven(facts) => (w.says_stated(), Some(&facts.text)),
        CardEvent::StatementWaived(_) => (w.says_waived(), None),
        CardEvent::StatementTermPassed(_) => (w.says_term(), None),
        CardEvent::Signed(facts) => (w.says_signed(), Some(&facts.reason)),
        CardEvent::Served(_) => (w.says_served(), None),
        CardEvent::Dismissed(facts) => (w.says_dismissed(), Some(&facts.reason)),
        CardEvent::AppealLodged(facts) => (w.says_appealed(), Some(&facts.grounds)),
        CardEvent::AppealDecided(facts) => match facts.outcome {
            AppealOutcome::CardStands => (w.says_stands(), Some(&facts.reason)),
            AppealOutcome::CardWithdrawn => (w.says_falls(), Some(&facts.reason)),
        },
        CardEvent::Withdrawn(facts) => (w.says_withdrawn(), Some(&facts.reason)),
        CardEvent::BecameFinal(_) => (w.says_final(), None),
        CardEvent::DecisionOverdue(_) => (w.says_overdue(), None),
        CardEvent::TermsReprojected(_) => (w.says_reprojected(), None),
    }
}
