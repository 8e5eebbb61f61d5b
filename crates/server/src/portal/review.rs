//! 申请复核. Another person looks at it; the first result stays.

use axum::extract::{Path, State};
use xiaoneng_domain::matter::Matter;

use crate::Site;
use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::held_files::Form;
use crate::kit::page::{Answer, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::visitor::Visitor;
use crate::portal::act_page::{ActPage, Sent, act_page, files_of};
use crate::portal::pass::Passes;
use crate::portal::progress::opened;
use crate::portal::track::progress_path;
use crate::portal::words::acts::ActWords;
use crate::portal::words_sent::text_of;

fn reviewing(visitor: &Visitor, matter: &Matter) -> ActPage {
    let w = ActWords(visitor.language);
    let mut says = vec![w.review_says().to_owned()];
    let until = matter.review_until.map(|at| dates::day_and_time(*w, at));
    says.extend(until.map(|until| w.review_until(until)));
    ActPage {
        title: w.review(),
        says,
        asked: String::new(),
        label: w.review_why(),
        hint: "",
        button: w.review_button(),
        takes_files: true,
        end: "review",
    }
}

/// `GET /t/{number}/review`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(number): Path<String>,
) -> Answer {
    match opened(&site, &visitor, &passes, &number).await? {
        Ok(opened) => {
            let act = reviewing(&visitor, &opened.view.dossier.matter);
            act_page(&site, &visitor, (act, number), Sent::default()).await
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// `POST /t/{number}/review`
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
    let w = ActWords(visitor.language);
    let (form, mut errors) = (Form::of(&site, &posted), Errors::default());
    let text = text_of(&posted, "text", w, &mut errors);
    let files = files_of(&site, &visitor, (&form, &posted), &mut errors).await?;
    let mut act = reviewing(&visitor, &opened.view.dossier.matter);
    if !errors.is_empty() {
        let text = posted.field("text").to_owned();
        let sent = Sent { text, form: Some(form), errors, no: None };
        return act_page(&site, &visitor, (act, number), sent).await;
    }
    if let Err(denied) = site.app().request_review(&opened.holder, &text, files).await {
        let no = Some(Problem::refusal(denied)?);
        act.says.push(w.review_over().to_owned());
        let sent = Sent { text, form: Some(form), errors, no };
        return act_page(&site, &visitor, (act, number), sent).await;
    }
    form.forget(&site).await?;
    Ok(see_other(&format!("{}?did=review", progress_path(&visitor, &opened.holder.matter))))
}
