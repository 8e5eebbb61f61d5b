//! 撤回. Nothing is handled any further; it may be filed anew.

use axum::extract::{Path, State};

use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::visitor::Visitor;
use crate::portal::act_page::{ActPage, Sent, act_page};
use crate::portal::pass::Passes;
use crate::portal::progress::opened;
use crate::portal::track::progress_path;
use crate::portal::words::acts::ActWords;
use crate::portal::words_sent::text_of;

fn withdrawing(visitor: &Visitor) -> ActPage {
    let w = ActWords(visitor.language);
    ActPage {
        title: w.withdraw(),
        says: vec![w.withdraw_says().to_owned()],
        asked: String::new(),
        label: w.withdraw_why(),
        hint: w.withdraw_hint(),
        button: w.withdraw_button(),
        takes_files: false,
        end: "withdraw",
    }
}

/// `GET /t/{number}/withdraw`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(number): Path<String>,
) -> Answer {
    match opened(&site, &visitor, &passes, &number).await? {
        Ok(_) => act_page(&site, &visitor, (withdrawing(&visitor), number), Sent::default()).await,
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// `POST /t/{number}/withdraw`
pub(crate) async fn send(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(number): Path<String>,
    posted: Posted,
) -> Answer {
    let opened = match opened(&site, &visitor, &passes, &number).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let mut errors = Errors::default();
    let text = text_of(&posted, "text", ActWords(visitor.language), &mut errors);
    if !errors.is_empty() {
        let text = posted.field("text").to_owned();
        let sent = Sent { text, errors, ..Sent::default() };
        return act_page(&site, &visitor, (withdrawing(&visitor), number), sent).await;
    }
    if let Err(denied) = site.app().withdraw(&opened.holder, &text).await {
        let no = Some(Problem::refusal(denied)?);
        let sent = Sent { text, no, ..Sent::default() };
        return act_page(&site, &visitor, (withdrawing(&visitor), number), sent).await;
    }
    Ok(see_other(&format!("{}?did=withdraw", progress_path(&visitor, &opened.holder.matter))))
}
