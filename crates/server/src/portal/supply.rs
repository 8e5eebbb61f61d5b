//! 补充材料 and 提问. What was asked for is shown; what nobody asked for goes to the handler as a
//! question, which he owes an answer.

use axum::extract::{Path, State};
use xiaoneng_app::Standing;

use crate::Site;
use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::held_files::Form;
use crate::kit::page::{Answer, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::visitor::Visitor;
use crate::portal::act_page::{ActPage, Sent, act_page, files_of};
use crate::portal::deeds::Deeds;
use crate::portal::pass::Passes;
use crate::portal::progress::{Opened, opened};
use crate::portal::standing::Sayer;
use crate::portal::track::progress_path;
use crate::portal::words::acts::ActWords;
use crate::portal::words::progress::ProgressWords;
use crate::portal::words_sent::text_of;

async fn adding(site: &Site, visitor: &Visitor, opened: &Opened) -> Result<ActPage, Problem> {
    let w = ActWords(visitor.language);
    let dossier = &opened.view.dossier;
    let names = site.app().names().await?;
    let progress = ProgressWords(visitor.language);
    let may_quote = opened.view.standing == Standing::Petitioner;
    let sayer = Sayer { w: progress, dossier, names: &names, may_quote };
    let awaited = dossier.matter.supplements.last().filter(|last| last.is_awaited());
    let (says, asked) = match awaited {
        Some(awaited) => {
            let by = w.add_by(dates::day_and_time(*w, awaited.supply_by));
            let is_paused = dossier.matter.is_suspended(dossier.now);
            let resumes = is_paused.then(|| w.add_resumes().to_owned());
            (std::iter::once(by).chain(resumes).collect(), sayer.materials())
        }
        None => (vec![w.add_not_asked().to_owned()], String::new()),
    };
    Ok(ActPage {
        title: w.add(),
        says,
        asked,
        label: w.add_text(),
        hint: w.add_text_hint(),
        button: w.send(),
        takes_files: true,
        end: "add",
    })
}

fn asking(visitor: &Visitor) -> ActPage {
    let w = ActWords(visitor.language);
    ActPage {
        title: w.ask(),
        says: vec![w.ask_says().to_owned()],
        asked: String::new(),
        label: w.ask_text(),
        hint: "",
        button: w.send(),
        takes_files: true,
        end: "ask",
    }
}

/// `GET /t/{number}/add`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(number): Path<String>,
) -> Answer {
    let opened = match opened(&site, &visitor, &passes, &number).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let act = adding(&site, &visitor, &opened).await?;
    act_page(&site, &visitor, (act, number), Sent::default()).await
}

/// `POST /t/{number}/add`
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
    let (form, mut errors) = (Form::of(&site, &posted), Errors::default());
    let text = text_of(&posted, "text", ActWords(visitor.language), &mut errors);
    let files = files_of(&site, &visitor, (&form, &posted), &mut errors).await?;
    if !errors.is_empty() {
        let act = adding(&site, &visitor, &opened).await?;
        let text = posted.field("text").to_owned();
        let sent = Sent { text, form: Some(form), errors, no: None };
        return act_page(&site, &visitor, (act, number), sent).await;
    }
    let Opened { holder, view } = &opened;
    let is_awaited = Deeds::of(&view.dossier, holder, view.standing).supply;
    let is_paused = view.dossier.matter.is_suspended(view.dossier.now);
    let supplied = if is_paused { "add-resumed" } else { "add" };
    let did = match is_awaited {
        true => site.app().supply(holder, &text, files).await.map(|_| supplied),
        false => site.app().ask_question(holder, &text, files).await.map(|_| "add"),
    };
    let did = match did {
        Ok(did) => did,
        Err(denied) => {
            let no = Some(Problem::refusal(denied)?);
            let act = adding(&site, &visitor, &opened).await?;
            let sent = Sent { text, form: Some(form), errors, no };
            return act_page(&site, &visitor, (act, number), sent).await;
        }
    };
    form.forget(&site).await?;
    Ok(see_other(&format!("{}?did={did}", progress_path(&visitor, &holder.matter))))
}

/// `GET /t/{number}/ask`
pub(crate) async fn show_question(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(number): Path<String>,
) -> Answer {
    match opened(&site, &visitor, &passes, &number).await? {
        Ok(_) => act_page(&site, &visitor, (asking(&visitor), number), Sent::default()).await,
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// `POST /t/{number}/ask`
pub(crate) async fn ask(
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
    let (form, mut errors) = (Form::of(&site, &posted), Errors::default());
    let text = text_of(&posted, "text", ActWords(visitor.language), &mut errors);
    let files = files_of(&site, &visitor, (&form, &posted), &mut errors).await?;
    if !errors.is_empty() {
        let text = posted.field("text").to_owned();
        let sent = Sent { text, form: Some(form), errors, no: None };
        return act_page(&site, &visitor, (asking(&visitor), number), sent).await;
    }
    if let Err(denied) = site.app().ask_question(&opened.holder, &text, files).await {
        let no = Some(Problem::refusal(denied)?);
        let sent = Sent { text, form: Some(form), errors, no };
        return act_page(&site, &visitor, (asking(&visitor), number), sent).await;
    }
    form.forget(&site).await?;
    Ok(see_other(&format!("{}?did=ask", progress_path(&visitor, &opened.holder.matter))))
}
