//! 链接. What a receipt's QR code and a message lead to: the matter, without a code in the address;
//! or a new code, for who lost his.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use crate::Site;
use crate::kit::held_files::Form;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::pass::{self, Passes};
use crate::portal::track::progress_path;
use crate::portal::words::progress::ProgressWords;

#[derive(Template)]
#[template(path = "portal/renew.html")]
struct RenewPage {
    shell: PublicShell,
    w: ProgressWords,
    path: String,
    form: String,
}

/// `GET /k/{token}`
pub(crate) async fn open(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(token): Path<String>,
) -> Answer {
    if let Some(holder) = site.app().holder_of_link(&token).await? {
        let mut response = see_other(&progress_path(&visitor, &holder.matter));
        pass::open(&site, &passes, &mut response, &holder).await?;
        return Ok(untold(response));
    }
    if site.app().holder_of_recovery(&token).await?.is_none() {
        return Ok(untold(see_other(&format!("{}/track?link=dead", visitor.language.prefix()))));
    }
    let w = ProgressWords(visitor.language);
    let mut shell = PublicShell::of(&site, &visitor, Section::Track, w.renew()).await;
    let path = shell.link(&format!("/k/{token}"));
    // The other language would carry the token on in a link.
    shell.path = "/track".to_owned();
    let form = Form::new(&site).to_string();
    Ok(untold(page(&RenewPage { shell, w, path, form })))
}

/// `POST /k/{token}`: a new code; the old one is dead, and so is the link.
pub(crate) async fn renew(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(token): Path<String>,
    posted: Posted,
) -> Answer {
    let form = Form::of(&site, &posted);
    let prefix = visitor.language.prefix();
    let Some(receipt) = site.app().recover_by_link(&token, &form.0).await? else {
        return Ok(untold(see_other(&format!("{prefix}/track?link=dead"))));
    };
    let mut response = see_other(&format!("{prefix}/r/{}", receipt.holder.matter));
    if receipt.code.is_some() {
        let link = site.app().new_link(&receipt.holder).await?;
        pass::keep_form(&site, &mut response, &form, &link);
        pass::open(&site, &passes, &mut response, &receipt.holder).await?;
    }
    Ok(untold(response))
}

/// The address of this page is told to nobody.
fn untold(mut response: Response) -> Response {
    let quiet = HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(header::REFERRER_POLICY, quiet);
    response
}
