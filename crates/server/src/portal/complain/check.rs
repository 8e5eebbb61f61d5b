//! 核对并提交. What was typed, once more; then it is sent, once, however often the button is pressed.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use xiaoneng_app::complaints::{ComplaintReceipt, NewComplaint, Tried};

use super::told::Typed;
use super::{form_page, quiet_shell, receipt, sealed};
use crate::Site;
use crate::kit::address::Address;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::held_files::{Form, HeldFile};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::words::complain::ComplainWords;

#[derive(Template)]
#[template(path = "portal/complain_check.html")]
struct CheckPage {
    shell: PublicShell,
    w: ComplainWords,
    errors: Errors,
    typed: Typed,
    form: String,
    mode: &'static str,
    means: &'static str,
    unit_name: String,
    categories: Vec<&'static str>,
    /// What is kept of who he is: nothing of an anonymous one.
    name: String,
    phone: String,
    is_anonymous: bool,
    held: Vec<HeldFile>,
}

/// `GET /complain/check`: there is nothing to check without a form.
pub(crate) async fn nothing(visitor: Visitor) -> Answer {
    Ok(see_other(&format!("{}/complain", visitor.language.prefix())))
}

/// `POST /complain/check`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor, posted: Posted) -> Answer {
    let mut form = Form::of(&site, &posted);
    // A form that was sent stays sent; what is written after it is another complaint.
    if site.app().complaint_receipt_of(&form.0).await?.is_some() {
        form = Form::new(&site);
    }
    let typed = Typed::of(&posted);
    let (new, mut errors) = match checked(&site, &visitor, &typed).await? {
        Ok(new) => (Some(new), Errors::default()),
        Err(errors) => (None, errors),
    };
    form.hold(&site, &posted.files, FileWords(visitor.language), &mut errors).await;
    match new {
        Some(new) if errors.is_empty() => {
            check_page(&site, &visitor, (typed, &new), &form, errors).await
        }
        Some(_) | None => form_page(&site, &visitor, typed, Some(&form), errors).await,
    }
}

async fn checked(
    site: &Site,
    visitor: &Visitor,
    typed: &Typed,
) -> Result<Result<NewComplaint, Errors>, Problem> {
    let app = site.app();
    let (known, names) = (app.known().await?, app.names().await?);
    let today = app.clock().now().date();
    Ok(typed.check((&known, &names), today, ComplainWords(visitor.language)))
}

async fn check_page(
    site: &Site,
    visitor: &Visitor,
    (typed, new): (Typed, &NewComplaint),
    form: &Form,
    errors: Errors,
) -> Result<Response, Problem> {
    let w = ComplainWords(visitor.language);
    let known = site.app().known().await?;
    let unit = known.organization.unit(&new.unit);
    let chosen = typed.modes(w).into_iter().find(|mode| mode.is_chosen);
    let ticked = typed.category_picks(w).into_iter().filter(|pick| pick.is_chosen);
    let has_errors = !errors.is_empty();
    let response = page(&CheckPage {
        shell: quiet_shell(site, visitor, &errors).await,
        w,
        errors,
        form: form.to_string(),
        mode: chosen.as_ref().map_or("", |mode| mode.label),
        means: chosen.as_ref().map_or("", |mode| mode.hint),
        unit_name: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
        categories: ticked.map(|pick| pick.label).collect(),
        name: new.name.clone(),
        phone: new.phone.clone().unwrap_or_default(),
        is_anonymous: new.identity == xiaoneng_domain::complaint::IdentityMode::Anonymous,
        held: form.held(site, FileWords(visitor.language)).await?,
        typed,
    });
    Ok(sealed(response, has_errors))
}

/// `POST /complain/submit`. However often the same form is sent, one complaint comes of it.
pub(crate) async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    address: Address,
    posted: Posted,
) -> Answer {
    let form = Form::of(&site, &posted);
    if let Some(sent) = site.app().complaint_receipt_of(&form.0).await? {
        return to_receipt(&site, &visitor, &form, &sent).await;
    }
    let w = ComplainWords(visitor.language);
    let typed = Typed::of(&posted);
    let new = match checked(&site, &visitor, &typed).await? {
        Ok(new) => new,
        Err(errors) => return form_page(&site, &visitor, typed, Some(&form), errors).await,
    };
    let mut errors = Errors::default();
    if let Some(minutes) = site.app().try_quietly(address.0, Tried::Filing) {
        errors.add("submit", w.err_too_many(minutes));
        return check_page(&site, &visitor, (typed, &new), &form, errors).await;
    }
    let files = form.files(&site).await?;
    match site.app().complain(&form.0, new.clone(), files).await {
        Ok(sent) => to_receipt(&site, &visitor, &form, &sent).await,
        Err(denied) => {
            let (says, clause) = Problem::refusal(denied)?;
            errors.add("submit", format!("{says}（{clause}）"));
            check_page(&site, &visitor, (typed, &new), &form, errors).await
        }
    }
}

async fn to_receipt(
    site: &Site,
    visitor: &Visitor,
    form: &Form,
    sent: &ComplaintReceipt,
) -> Answer {
    let mut response = see_other(&format!("{}/complain/receipt", visitor.language.prefix()));
    receipt::keep(site, &mut response, form, &sent.holder).await?;
    Ok(sealed(response, false))
}
