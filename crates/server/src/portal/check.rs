//! 核对并提交. What was typed, what others told already, which limit will apply; then it is sent.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use xiaoneng_app::file::{Filing, Identity, Marks};
use xiaoneng_app::receipt::{CodedReceipt, Following};
use xiaoneng_app::{Denied, Foreseen, Similar};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::Channel;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::StartsAt;

use crate::Site;
use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::held_files::{Form, HeldFile};
use crate::kit::light::Badge;
use crate::kit::limit;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::remaining::Deadline;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::kit::words::KitWords;
use crate::portal::file::{error_title, form_page};
use crate::portal::pass::{self, Passes};
use crate::portal::told::{Told, Typed, tells_of_danger};
use crate::portal::words::filing::FilingWords;

/// What the links on posters say of themselves.
const BY_QR_CODE: &str = "qr";

#[derive(Template)]
#[template(path = "portal/check.html")]
struct CheckPage {
    shell: PublicShell,
    w: FilingWords,
    errors: Errors,
    typed: Typed,
    form: String,
    story: String,
    phone: String,
    unit_name: String,
    item_name: String,
    is_item_chosen: bool,
    is_urgent: bool,
    is_masked: bool,
    held: Vec<HeldFile>,
    similar: Vec<SimilarLine>,
    limit_lines: Vec<String>,
}

/// 相似的一件 as strangers see it.
struct SimilarLine {
    number: String,
    item_name: String,
    unit_name: String,
    badge: Badge,
    deadline: Option<Deadline>,
    followers: String,
    may_follow: bool,
}

/// `GET /file/check`: there is nothing to check without a form.
pub(crate) async fn nothing(visitor: Visitor) -> Answer {
    Ok(see_other(&format!("{}/file", visitor.language.prefix())))
}

/// `POST /file/check`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    posted: Posted,
) -> Answer {
    let w = FilingWords(visitor.language);
    let mut form = Form::of(&site, &posted);
    let typed = Typed::of(&posted);
    let known = site.app().known().await?;
    let (told, mut errors) = match typed.check(&known.organization, w) {
        Ok(told) => (Some(told), Errors::default()),
        Err(errors) => (None, errors),
    };
    // Back from a page that never came: what was sent is there. What is new is a form of its own.
    if let Some(receipt) = site.app().receipt_of(&form.0).await? {
        let story = told.as_ref().map_or("", |told| told.story.as_str());
        if site.app().brought(&receipt, story).await? {
            return to_receipt(&site, &visitor, (&passes, &form), &receipt).await;
        }
        form = Form::new(&site);
    }
    form.hold(&site, &posted.files, FileWords(visitor.language), &mut errors).await;
    match told {
        Some(told) if errors.is_empty() => {
            check_page(&site, &visitor, (typed, told), &form, errors).await
        }
        Some(_) | None => form_page(&site, &visitor, typed, Some(&form), errors).await,
    }
}

async fn check_page(
    site: &Site,
    visitor: &Visitor,
    (typed, told): (Typed, Told),
    form: &Form,
    errors: Errors,
) -> Result<Response, Problem> {
    let w = FilingWords(visitor.language);
    let known = site.app().known().await?;
    let foreseen = site.app().foresee(told.item.as_ref()).await?;
    let similar = match &told.unit {
        Some(unit) => site.app().similar(unit, &told.story).await?,
        None => Vec::new(),
    };
    let organization = &known.organization;
    let title = w.check_title();
    let has_errors = !errors.is_empty();
    let title = if has_errors { error_title(title, visitor) } else { title.to_owned() };
    let calendar = known.rules.calendar();
    let now = site.app().clock().now();
    let similar = similar.into_iter().map(|one: Similar| SimilarLine {
        badge: Badge::without_clock(*w, &one.lit),
        deadline: one.due_at.map(|due| Deadline::of(*w, calendar, now, due)),
        followers: match one.followers {
            0 => String::new(),
            count => w.followers(count),
        },
        unit_name: name_of_unit(organization, Some(&one.unit)),
        number: one.number.to_string(),
        item_name: one.item_name,
        may_follow: one.may_follow,
    });
    let mut response = page(&CheckPage {
        shell: PublicShell::of(site, visitor, Section::File, &title).await,
        w,
        errors,
        form: form.to_string(),
        phone: told.phone.clone().unwrap_or_default(),
        unit_name: name_of_unit(organization, told.unit.as_ref()),
        limit_lines: limit_lines(w, &foreseen, told.unit.is_some()),
        item_name: foreseen.item_name,
        is_item_chosen: foreseen.is_chosen,
        is_urgent: tells_of_danger(&told.story),
        is_masked: told.is_masked,
        held: form.held(site, FileWords(visitor.language)).await?,
        similar: similar.collect(),
        story: told.story,
        typed,
    });
    if has_errors {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// The public name of a unit; empty of none.
fn name_of_unit(organization: &Organization, unit: Option<&xiaoneng_domain::id::UnitId>) -> String {
    let unit = unit.and_then(|unit| organization.unit(unit));
    unit.map(|unit| unit.name.clone()).unwrap_or_default()
}

/// Which limits will hold, said before anything is sent.
fn limit_lines(w: FilingWords, foreseen: &Foreseen, is_unit_known: bool) -> Vec<String> {
    let when = |at| dates::day_and_time(*w, at);
    let first = when(foreseen.first_response.at);
    let mut lines = Vec::new();
    if is_unit_known || foreseen.is_chosen {
        let limit = limit::in_words(*w, foreseen.limit);
        lines.push(match (&foreseen.starts, foreseen.due) {
            (StartsAt::Filed, Some(due)) => w.limit_answer(limit, when(due.at)),
            (StartsAt::Filed | StartsAt::Accepted(_), _) => w.limit_from_accepted(limit),
            (StartsAt::MaterialsComplete(_), _) => w.limit_from_materials(limit),
        });
        lines.push(w.limit_first(first));
    } else {
        lines.push(w.limit_unknown_unit(first));
    }
    if !foreseen.is_chosen && is_unit_known {
        lines.push(w.limit_general(&foreseen.item_name));
    }
    let is_estimate = foreseen.due.is_some_and(|due| due.is_provisional);
    if is_estimate || foreseen.first_response.is_provisional {
        lines.push(w.limit_provisional().to_owned());
    }
    lines.extend(foreseen.opens_at.map(|at| w.outside_hours(when(at))));
    lines
}

/// `POST /file/submit`. However often the same form is sent, one matter comes of it.
pub(crate) async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    posted: Posted,
) -> Answer {
    let form = Form::of(&site, &posted);
    if let Some(receipt) = site.app().receipt_of(&form.0).await? {
        return to_receipt(&site, &visitor, (&passes, &form), &receipt).await;
    }
    let w = FilingWords(visitor.language);
    let typed = Typed::of(&posted);
    let known = site.app().known().await?;
    let told = match typed.check(&known.organization, w) {
        Ok(told) => told,
        Err(errors) => return form_page(&site, &visitor, typed, Some(&form), errors).await,
    };
    let foreseen = site.app().foresee(told.item.as_ref()).await?;
    let filing = Filing {
        channel: if typed.via == BY_QR_CODE { Channel::QrCode } else { Channel::Portal },
        petitioner: identity(&told),
        matter_type: foreseen.item,
        unit: told.unit,
        story: told.story,
        concerned: None,
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    };
    let files = form.files(&site).await?;
    match site.app().file_with_code(None, &form.0, filing, files).await {
        Ok(receipt) => to_receipt(&site, &visitor, (&passes, &form), &receipt).await,
        Err(denied) => not_sent(&site, &visitor, typed, (&form, denied)).await,
    }
}

/// It was not taken; everything stays on the page, with why and what to do.
async fn not_sent(
    site: &Site,
    visitor: &Visitor,
    typed: Typed,
    (form, denied): (&Form, Denied),
) -> Answer {
    let w = FilingWords(visitor.language);
    let k = KitWords(visitor.language);
    let (says, status) = match Problem::refusal(denied) {
        Ok((says, clause)) if clause.is_empty() => (says, StatusCode::UNPROCESSABLE_ENTITY),
        Ok((says, clause)) => (format!("{says} {clause}"), StatusCode::UNPROCESSABLE_ENTITY),
        Err(problem) => {
            let reference = hex::encode(site.app().chance().bytes::<4>());
            tracing::error!(%reference, ?problem, "一件没有收下");
            let phone = PublicShell::of(site, visitor, Section::File, "").await.phone;
            let says = format!("{}{}", k.our_fault(), k.our_fault_hint(reference, phone));
            (says, StatusCode::INTERNAL_SERVER_ERROR)
        }
    };
    let mut errors = Errors::default();
    errors.add("submit", says);
    let known = site.app().known().await?;
    let mut response = match typed.check(&known.organization, w) {
        Ok(told) => check_page(site, visitor, (typed, told), form, errors).await?,
        Err(errors) => form_page(site, visitor, typed, Some(form), errors).await?,
    };
    *response.status_mut() = status;
    Ok(response)
}

/// `POST /file/follow`: “我也遇到”. His words go to the staff of that matter, with a code of his own.
pub(crate) async fn follow(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    posted: Posted,
) -> Answer {
    let form = Form::of(&site, &posted);
    let w = FilingWords(visitor.language);
    let typed = Typed::of(&posted);
    let known = site.app().known().await?;
    let told = match typed.check(&known.organization, w) {
        Ok(told) => told,
        Err(errors) => return form_page(&site, &visitor, typed, Some(&form), errors).await,
    };
    let following = Following {
        matter: MatterNumber::from(posted.field("follow")),
        identity: identity(&told),
        text: told.story,
    };
    let files = form.files(&site).await?;
    match site.app().follow_with_code(&form.0, following, files).await {
        Ok(receipt) => to_receipt(&site, &visitor, (&passes, &form), &receipt).await,
        Err(denied) => not_sent(&site, &visitor, typed, (&form, denied)).await,
    }
}

/// Who he is, as far as he says.
fn identity(told: &Told) -> Option<Identity> {
    if told.name.is_none() && told.phone.is_none() {
        return None;
    }
    let name = told.name.clone().unwrap_or_default();
    Some(Identity { name, phone: told.phone.clone(), ..Identity::default() })
}

/// On to the receipt, which may be loaded again; whoever has just filed may look at it without
/// typing the code he has just got.
async fn to_receipt(
    site: &Site,
    visitor: &Visitor,
    (passes, form): (&Passes, &Form),
    receipt: &CodedReceipt,
) -> Answer {
    let mut response =
        see_other(&format!("{}/r/{}", visitor.language.prefix(), receipt.holder.matter));
    if receipt.code.is_some() {
        let link = site.app().new_link(&receipt.holder).await?;
        pass::keep_form(site, &mut response, form, &link);
        pass::open(site, passes, &mut response, &receipt.holder).await?;
    }
    Ok(response)
}
