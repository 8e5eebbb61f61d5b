//! 查询码丢了. The answer is the same whether or not the number is known.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use xiaoneng_domain::id::MatterNumber;

use crate::Site;
use crate::kit::address::Address;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::phone::{self, NotAPhone};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::file::error_title;
use crate::portal::words::filing::FilingWords;
use crate::portal::words::progress::ProgressWords;

#[derive(Template)]
#[template(path = "portal/lost_code.html")]
struct LostCodePage {
    shell: PublicShell,
    w: ProgressWords,
    errors: Errors,
    phone: String,
    number: String,
    place: String,
    is_sent: bool,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    phone: String,
    number: String,
}

/// `GET /track/lost`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor) -> Answer {
    lost_page(&site, &visitor, Typed::default(), (Errors::default(), false)).await
}

/// `GET /track/lost/sent`
pub(crate) async fn sent(State(site): State<Site>, visitor: Visitor) -> Answer {
    lost_page(&site, &visitor, Typed::default(), (Errors::default(), true)).await
}

async fn lost_page(
    site: &Site,
    visitor: &Visitor,
    typed: Typed,
    (errors, is_sent): (Errors, bool),
) -> Result<Response, Problem> {
    let w = ProgressWords(visitor.language);
    let has_errors = !errors.is_empty();
    let title = if has_errors { error_title(w.lost(), visitor) } else { w.lost().to_owned() };
    let shell = PublicShell::of(site, visitor, Section::Track, &title).await;
    let place = match shell.address.as_str() {
        "" => w.lost_window_place().to_owned(),
        address => address.to_owned(),
    };
    let Typed { phone, number } = typed;
    let mut response = page(&LostCodePage { shell, w, errors, phone, number, place, is_sent });
    if has_errors {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// `POST /track/lost`
pub(crate) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    address: Address,
    posted: Posted,
) -> Answer {
    let w = FilingWords(visitor.language);
    let field = |name: &str| posted.field(name).trim().to_owned();
    let typed = Typed { phone: field("phone"), number: field("number") };
    let mut errors = Errors::default();
    let phone = match phone::read(&typed.phone) {
        Ok(Some(phone)) => phone,
        Ok(None) => {
            errors.add("phone", ProgressWords(visitor.language).err_phone_empty());
            return lost_page(&site, &visitor, typed, (errors, false)).await;
        }
        Err(NotAPhone::Length(digits)) => {
            errors.add("phone", w.err_phone_len(digits));
            return lost_page(&site, &visitor, typed, (errors, false)).await;
        }
        Err(NotAPhone::Form) => {
            errors.add("phone", w.err_phone_form());
            return lost_page(&site, &visitor, typed, (errors, false)).await;
        }
    };
    let number = posted.filled("number").map(MatterNumber::from);
    let network = site.app().network(address.0)?;
    site.app().recover_by_phone(&phone, number.as_ref(), &network).await?;
    Ok(see_other(&format!("{}/track/lost/sent", visitor.language.prefix())))
}
