//! 动态口令 at the door: asked for, set up, and the recovery codes shown once.

use askama::Template;
use axum::extract::{Query, State};
use qrcode::QrCode;
use qrcode::render::svg;
use xiaoneng_app::sign_in::{Halfway, NotDone, Presence, Step, Visit};
use xiaoneng_domain::id::PersonId;

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::sign_in::login::{door_shell, refused};
use crate::sign_in::way::{AtDoor, From, Going, elsewhere};
use crate::sign_in::words::SignInWords;

/// Where recovery codes wait until their page was seen.
pub(super) const RECOVERY: &str = "/login/recovery";

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct CodePage {
    shell: PublicShell,
    w: SignInWords,
    errors: Errors,
    next: String,
}

/// `GET /login/code`
pub(crate) async fn ask(
    State(site): State<Site>,
    Query(going): Query<Going>,
    visitor: Visitor,
    at_door: AtDoor,
) -> Answer {
    match half_way_at(&at_door.visit, Step::SecondFactor) {
        Some(_) => ask_code(&site, &visitor, &going, Errors::default()).await,
        None => elsewhere(&site, &at_door.visit, &going).await,
    }
}

/// `POST /login/code`
pub(crate) async fn give(
    State(site): State<Site>,
    visitor: Visitor,
    From(from): From,
    at_door: AtDoor,
    posted: Posted,
) -> Answer {
    let w = SignInWords(visitor.language);
    let going = Going::to(posted.field("next"));
    let half = half_way_at(&at_door.visit, Step::SecondFactor);
    let (Some(_), Some(token)) = (half, &at_door.token) else {
        return elsewhere(&site, &at_door.visit, &going).await;
    };
    let mut errors = Errors::default();
    let Some(typed) = posted.filled("code") else {
        errors.add("code", w.code_empty());
        return refused(ask_code(&site, &visitor, &going, errors).await?);
    };
    match site.app().give_code(token, typed, &from).await {
        Ok(_) => {
            let visit = site.app().visit(token, Presence::Acting).await?;
            elsewhere(&site, &visit, &going).await
        }
        Err(NotDone::Refused(no)) => {
            errors.add("code", w.refused(&no));
            refused(ask_code(&site, &visitor, &going, errors).await?)
        }
        Err(NotDone::Denied(denied)) => Err(denied.into()),
    }
}

async fn ask_code(site: &Site, visitor: &Visitor, going: &Going, errors: Errors) -> Answer {
    let w = SignInWords(visitor.language);
    let shell = door_shell(site, visitor, w.code_title(), &errors).await;
    Ok(page(&CodePage { shell, w, errors, next: going.path().to_owned() }))
}

#[derive(Template)]
#[template(path = "sign_in/enrol.html")]
struct EnrolPage {
    shell: PublicShell,
    w: SignInWords,
    errors: Errors,
    qr: String,
    secret: String,
    next: String,
    is_owed: bool,
}

/// `GET /login/second-factor`
pub(crate) async fn offer(
    State(site): State<Site>,
    Query(going): Query<Going>,
    visitor: Visitor,
    at_door: AtDoor,
) -> Answer {
    match who_enrols(&at_door.visit) {
        Some(who) => show_offer(&site, &visitor, who, &going, Errors::default()).await,
        None => elsewhere(&site, &at_door.visit, &going).await,
    }
}

/// `POST /login/second-factor`
pub(crate) async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    From(from): From,
    at_door: AtDoor,
    posted: Posted,
) -> Answer {
    let w = SignInWords(visitor.language);
    let going = Going::to(posted.field("next"));
    let (Some(who), Some(token)) = (who_enrols(&at_door.visit), &at_door.token) else {
        return elsewhere(&site, &at_door.visit, &going).await;
    };
    let mut errors = Errors::default();
    let Some(typed) = posted.filled("code") else {
        errors.add("code", w.code_empty());
        return refused(show_offer(&site, &visitor, who, &going, errors).await?);
    };
    match site.app().confirm_second_factor(token, typed, &from).await {
        Ok(codes) => {
            let body = codes.0.join("\n");
            site.app().save_draft(who.person, RECOVERY, body).await?;
            Ok(see_other(&going.carried_by(RECOVERY)))
        }
        Err(NotDone::Refused(no)) => {
            errors.add("code", w.refused(&no));
            refused(show_offer(&site, &visitor, who, &going, errors).await?)
        }
        Err(NotDone::Denied(denied)) => Err(denied.into()),
    }
}

async fn show_offer(
    site: &Site,
    visitor: &Visitor,
    who: Enrolling<'_>,
    going: &Going,
    errors: Errors,
) -> Answer {
    let w = SignInWords(visitor.language);
    let Some(offered) = site.app().offer_second_factor(who.person).await? else {
        return Ok(see_other("/login"));
    };
    let qr = qr(&offered.url)?;
    let shell = door_shell(site, visitor, w.enrol_title(), &errors).await;
    let (secret, next) = (in_groups(&offered.secret), going.path().to_owned());
    Ok(page(&EnrolPage { shell, w, errors, qr, secret, next, is_owed: who.is_owed }))
}

/// 二维码, as an image that stands in the page itself.
fn qr(text: &str) -> Result<String, Problem> {
    let code = QrCode::new(text).map_err(|error| Problem::OurFault(error.to_string()))?;
    let image = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    let image = image.split_once("?>").map_or(image.as_str(), |(_, image)| image);
    Ok(image.trim().to_owned())
}

fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

#[derive(Template)]
#[template(path = "sign_in/recovery.html")]
struct RecoveryPage {
    shell: PublicShell,
    w: SignInWords,
    codes: Vec<String>,
    next: String,
}

/// `GET /login/recovery`. Until it is said that they were noted.
pub(crate) async fn codes(
    State(site): State<Site>,
    Query(going): Query<Going>,
    visitor: Visitor,
    at_door: AtDoor,
) -> Answer {
    let Visit::SignedIn(somebody) = &at_door.visit else {
        return elsewhere(&site, &at_door.visit, &going).await;
    };
    let Some(kept) = site.app().draft(&somebody.person, RECOVERY).await? else {
        return elsewhere(&site, &at_door.visit, &going).await;
    };
    let w = SignInWords(visitor.language);
    let shell = PublicShell::of(&site, &visitor, Section::None, w.recovery_title()).await;
    let codes = kept.body.lines().map(str::to_owned).collect();
    Ok(page(&RecoveryPage { shell, w, codes, next: going.path().to_owned() }))
}

/// `POST /login/recovery`. They were noted; nobody sees them again.
pub(crate) async fn noted(State(site): State<Site>, at_door: AtDoor, posted: Posted) -> Answer {
    let going = Going::to(posted.field("next"));
    if let Visit::SignedIn(somebody) = &at_door.visit {
        site.app().drop_draft(&somebody.person, RECOVERY).await?;
    }
    elsewhere(&site, &at_door.visit, &going).await
}

fn half_way_at(visit: &Visit, step: Step) -> Option<&Halfway> {
    match visit {
        Visit::Halfway(halfway) if halfway.step == step => Some(halfway),
        Visit::Halfway(_) | Visit::Stranger | Visit::Locked(_) | Visit::SignedIn(_) => None,
    }
}

/// Who enrols.
#[derive(Copy, Clone)]
struct Enrolling<'a> {
    person: &'a PersonId,
    /// His sign-in owes it; else he wishes it.
    is_owed: bool,
}

/// Whoever owes it, and whoever is in and wishes it.
fn who_enrols(visit: &Visit) -> Option<Enrolling<'_>> {
    match visit {
        Visit::Halfway(halfway) if halfway.step == Step::EnrolSecondFactor => {
            Some(Enrolling { person: &halfway.person, is_owed: true })
        }
        Visit::SignedIn(somebody) => Some(Enrolling { person: &somebody.person, is_owed: false }),
        Visit::Halfway(_) | Visit::Stranger | Visit::Locked(_) => None,
    }
}
