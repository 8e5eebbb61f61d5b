//! 我的投诉. How it stands, what was written, who read the identity; something to add, an answer
//! whether one is content.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;
use xiaoneng_app::Denied;
use xiaoneng_app::complaints::{ComplaintHolder, ComplaintStanding};
use xiaoneng_domain::complaint::{Content, Outcome, RightChannel, Stage};
use xiaoneng_domain::text::TextDigest;

use super::track::holder;
use super::{Pick, quiet_shell, sealed};
use crate::Site;
use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::held_files::{FileField, Form, FormOf};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::told::plain_lines;
use crate::portal::words::complain::ComplainWords;

const CONTENTS: [Content; 6] = [
    Content::Satisfied,
    Content::Fair,
    Content::NotInvestigated,
    Content::NotDealtWith,
    Content::NotAnswered,
    Content::Disagrees,
];

#[derive(Template)]
#[template(path = "portal/complain_mine.html")]
struct MinePage {
    shell: PublicShell,
    w: ComplainWords,
    errors: Errors,
    done: &'static str,
    reference: String,
    stage: &'static str,
    /// Label and words.
    facts: Vec<(&'static str, String)>,
    /// What was written to him: label and text.
    written: Vec<(&'static str, String)>,
    /// Who he is was opened or read: when, why.
    opened: Vec<(String, String)>,
    contents: Vec<Pick>,
    is_open: bool,
    text: String,
    words: String,
    reason: String,
    form: String,
    files: FileField,
}

/// What was just done.
#[derive(Deserialize, Default)]
pub(crate) struct Asking {
    #[serde(default)]
    done: String,
}

/// What was typed, where it is to be mended.
#[derive(Default)]
struct Sent<'a> {
    posted: Option<&'a Posted>,
    form: Option<&'a Form>,
    errors: Errors,
}

/// `GET /complain/mine`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    jar: CookieJar,
    Query(asking): Query<Asking>,
) -> Answer {
    let Some(holder) = holder(&site, &jar).await? else { return Ok(to_track(&visitor)) };
    render(&site, &visitor, &holder, (&asking.done, Sent::default())).await
}

fn to_track(visitor: &Visitor) -> Response {
    see_other(&format!("{}/complain/track", visitor.language.prefix()))
}

/// `POST /complain/mine`
pub(crate) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    jar: CookieJar,
    posted: Posted,
) -> Answer {
    let Some(holder) = holder(&site, &jar).await? else { return Ok(to_track(&visitor)) };
    let w = ComplainWords(visitor.language);
    let app = site.app();
    let form = Form::of(&site, &posted);
    let mut errors = Errors::default();
    form.hold(&site, &posted.files, FileWords(visitor.language), &mut errors).await;
    let text = |field: &str| plain_lines(posted.field(field));
    let (field, done): (&str, Result<(), Denied>) = match posted.field("do") {
        _ if !errors.is_empty() => ("pic", Ok(())),
        "answer" => {
            let chosen = posted.field("content");
            match CONTENTS.into_iter().find(|content| content.code() == chosen) {
                Some(content) => {
                    ("content", app.answer_follow_up(&holder, content, &text("words")).await)
                }
                None => {
                    errors.add("content", w.err_content());
                    ("content", Ok(()))
                }
            }
        }
        "recusal" => ("reason", app.ask_recusal(&holder, &text("reason")).await),
        _ => {
            let files = form.files(&site).await?;
            ("text", app.supply_to_complaint(&holder, &text("text"), files).await)
        }
    };
    if let Err(denied) = done {
        errors.add(field, Problem::refusal(denied)?.0);
    }
    if errors.is_empty() {
        form.forget(&site).await?;
        let path = format!("{}/complain/mine?done={field}", visitor.language.prefix());
        return Ok(sealed(see_other(&path), false));
    }
    let sent = Sent { posted: Some(&posted), form: Some(&form), errors };
    render(&site, &visitor, &holder, ("", sent)).await
}

async fn render(
    site: &Site,
    visitor: &Visitor,
    holder: &ComplaintHolder,
    (done, sent): (&str, Sent<'_>),
) -> Answer {
    let w = ComplainWords(visitor.language);
    let Some(stands) = site.app().complaint_standing(holder).await? else {
        return Ok(to_track(visitor));
    };
    let Sent { posted, form, errors } = sent;
    let typed = |field: &str| posted.map(|posted| posted.field(field).to_owned());
    let files =
        FileField::of(site, FileWords(visitor.language), form, &errors, FormOf::Citizen).await?;
    let has_errors = !errors.is_empty();
    let response = page(&MinePage {
        shell: quiet_shell(site, visitor, &errors).await,
        w,
        errors,
        done: match done {
            "text" => w.done_supplied(),
            "content" => w.done_answered(),
            "reason" => w.done_recusal(),
            _ => "",
        },
        reference: holder.reference.to_string(),
        stage: stage_in_words(w, stands.standing.stage),
        facts: facts(w, &stands),
        written: written(w, &stands),
        opened: opened(w, &stands),
        contents: match stands.standing.follow_up_by {
            Some(_) => contents(w, typed("content").unwrap_or_default().as_str()),
            None => Vec::new(),
        },
        is_open: stands.is_open,
        text: typed("text").unwrap_or_default(),
        words: typed("words").unwrap_or_default(),
        reason: typed("reason").unwrap_or_default(),
        form: form.map_or_else(|| Form::new(site).to_string(), Form::to_string),
        files,
    });
    Ok(sealed(response, has_errors))
}

fn facts(w: ComplainWords, stands: &ComplaintStanding) -> Vec<(&'static str, String)> {
    let when = |at| dates::day_and_time(*w, at);
    let stand = &stands.standing;
    let supplied = (stands.supplied > 0).then(|| stands.supplied.to_string());
    let facts = [
        (w.filed_at(), Some(when(stand.filed_at))),
        (w.accept_by(), stand.accept_by.map(when)),
        (w.accepted_at(), stand.accepted_at.map(when)),
        (w.finish_by(), stand.finish_by.map(when)),
        (w.closed_at(), stand.closed_at.map(when)),
        (w.reply_by(), stand.reply_by.map(when)),
        (w.replied_at(), stand.replied_at.map(when)),
        (w.outcome(), stand.outcome.map(|outcome| outcome_in_words(w, outcome).to_owned())),
        (w.right_door(), stand.rejected.map(|(_, door)| door_in_words(w, door).to_owned())),
        (w.ended_at(), stand.ended_at.map(when)),
        (w.supplied_times(), supplied),
    ];
    facts.into_iter().filter_map(|(label, words)| Some((label, words?))).collect()
}

fn written(w: ComplainWords, stands: &ComplaintStanding) -> Vec<(&'static str, String)> {
    let stand = &stands.standing;
    let body = |digest: Option<TextDigest>| {
        digest.and_then(|digest| stands.texts.body(&digest)).map(str::to_owned)
    };
    let texts = [
        (w.reply(), body(stand.reply)),
        (w.extended(), body(stand.extended)),
        (w.notice(), body(stand.notice)),
    ];
    texts.into_iter().filter_map(|(label, text)| Some((label, text?))).collect()
}

/// Every opening with its reason, and every reading.
fn opened(w: ComplainWords, stands: &ComplaintStanding) -> Vec<(String, String)> {
    let stand = &stands.standing;
    let mut all: Vec<_> = stand
        .unsealed
        .iter()
        .map(|(at, reason)| {
            let reason = stands.texts.body(reason).unwrap_or_default();
            (*at, w.was_unsealed(reason))
        })
        .collect();
    all.extend(stand.identity_read_at.iter().map(|at| (*at, w.was_read().to_owned())));
    all.sort();
    all.into_iter().map(|(at, says)| (dates::day_and_time(*w, at), says)).collect()
}

fn contents(w: ComplainWords, chosen: &str) -> Vec<Pick> {
    let pick = |content: Content| {
        let label = match content {
            Content::Satisfied => w.content_satisfied(),
            Content::Fair => w.content_fair(),
            Content::NotInvestigated => w.content_not_investigated(),
            Content::NotDealtWith => w.content_not_dealt_with(),
            Content::NotAnswered => w.content_not_answered(),
            Content::Disagrees => w.content_disagrees(),
        };
        let value = content.code();
        Pick { value, label, hint: "", is_chosen: value == chosen }
    };
    CONTENTS.into_iter().map(pick).collect()
}

fn stage_in_words(w: ComplainWords, stage: Stage) -> &'static str {
    match stage {
        Stage::Registered => w.stage_registered(),
        Stage::Accepted | Stage::Investigating => w.stage_investigating(),
        Stage::Found => w.stage_found(),
        Stage::Closed => w.stage_closed(),
        Stage::Replied => w.stage_replied(),
        Stage::Archived => w.stage_archived(),
        Stage::Rejected => w.stage_rejected(),
        Stage::Merged => w.stage_merged(),
        Stage::Outside => w.stage_outside(),
        Stage::OutsideEnded => w.stage_outside_ended(),
        Stage::Transferred => w.stage_transferred(),
    }
}

fn outcome_in_words(w: ComplainWords, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Verified => w.outcome_verified(),
        Outcome::PartlyVerified => w.outcome_partly(),
        Outcome::Unfounded => w.outcome_unfounded(),
        Outcome::Unverifiable => w.outcome_unverifiable(),
    }
}

fn door_in_words(w: ComplainWords, door: RightChannel) -> &'static str {
    match door {
        RightChannel::CourtOrArbitration => w.door_court(),
        RightChannel::ReconsiderationOrgan => w.door_reconsideration(),
        RightChannel::InformationOffice => w.door_information(),
        RightChannel::Police => w.door_police(),
        RightChannel::DisciplineOrgan => w.door_discipline(),
        RightChannel::CompetentOrgan => w.door_competent(),
        RightChannel::PetitionOffice => w.door_petition(),
        RightChannel::FileAnew => w.door_anew(),
    }
}
