//! 消息. What I was told: alerts that want a written answer first, then everything else.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::Denied;
use xiaoneng_app::desk_messages::{DeskMessagePlace, NoteAbout};
use xiaoneng_app::docket::DocketNotice;
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::accountability::CaseNotice;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{AnswerSignal, ClockName};
use xiaoneng_domain::notices::{Content, Requested};
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::SignalRow;

use crate::Site;
use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::light::{LightKind, clock_name};
use crate::kit::lists::Pager;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::remaining::Deadline;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::docket_place::{docket_name, docket_path};
use crate::workbench::lines::Lines;
use crate::workbench::words::DeskWords;
use crate::workbench::words::dockets::DocketWords;

const ON_A_PAGE: u32 = 50;

/// From where on.
#[derive(Deserialize, Default)]
pub(crate) struct Asking {
    #[serde(default)]
    told: Option<i64>,
    #[serde(default)]
    key: Option<String>,
    #[serde(default)]
    done: Option<String>,
}

/// 待回复的预警.
struct Owed {
    /// Of the field for the answer.
    id: String,
    number: String,
    signal: u32,
    title: String,
    says: String,
    deadline: Option<Deadline>,
    typed: String,
}

/// 一条消息.
struct Note {
    path: String,
    title: String,
    says: String,
    when: String,
    machine: String,
    is_read: bool,
}

#[derive(Template)]
#[template(path = "workbench/messages.html")]
struct MessagesPage {
    shell: StaffShell,
    w: DeskWords,
    told: &'static str,
    errors: Errors,
    owed: Vec<Owed>,
    notes: Vec<Note>,
    until: i64,
    pager: Pager,
}

/// `GET /w/messages`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asking): Query<Asking>,
) -> Answer {
    render(&site, &visitor, &staff, (&asking, Errors::default(), "")).await
}

/// `POST /w/messages`
pub(crate) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    let app = site.app();
    if posted.field("do") == "read" {
        let until = posted.field("until").parse().map_err(|_| Problem::Unreadable)?;
        app.read_notes(&staff.person, Instant::from_micros(until)).await?;
        return Ok(see_other("/w/messages"));
    }
    let number = MatterNumber::from(posted.field("number"));
    let signal: u32 = posted.field("signal").parse().map_err(|_| Problem::Unreadable)?;
    let typed = posted.field("answer");
    let text = Written::new(typed, app.chance().bytes());
    match app.act(&staff.actor(), &number, AnswerSignal { signal, text }).await {
        Ok(_) => Ok(see_other("/w/messages?done=answered")),
        Err(Denied::Refused(no)) => {
            let mut errors = Errors::default();
            errors.add(&field(number.as_str(), signal), no.to_string());
            render(&site, &visitor, &staff, (&Asking::default(), errors, typed)).await
        }
        Err(denied) => Err(denied.into()),
    }
}

fn field(number: &str, signal: u32) -> String {
    format!("answer-{number}-{signal}")
}

async fn render(
    site: &Site,
    visitor: &Visitor,
    staff: &Staff,
    (asking, errors, typed): (&Asking, Errors, &str),
) -> Answer {
    let w = DeskWords(visitor.language);
    let app = site.app();
    let lines = Lines::new(app, w).await?;
    let mut owed = Vec::new();
    for row in app.signals_owed(&staff.person).await? {
        let title = title(&lines, &row.matter).await?;
        owed.push(owed_of(&lines, &row, title, (&errors, typed)));
    }
    let place = asking.told.zip(asking.key.clone());
    let after =
        place.map(|(told, key)| DeskMessagePlace { told_at: Instant::from_micros(told), key });
    let found = app.desk_notes(&staff.person, after.as_ref(), ON_A_PAGE).await?;
    let until = found.notes.first().map_or(0, |note| note.told_at.micros());
    let mut notes = Vec::new();
    for note in &found.notes {
        let (path, title, says) = match &note.about {
            NoteAbout::Matter(matter, content) => {
                (format!("/w/m/{matter}"), title(&lines, matter).await?, says(&lines, content))
            }
            NoteAbout::Docket(notice) => docket_note(DocketWords(*w), notice),
        };
        notes.push(Note {
            path,
            title,
            says,
            when: dates::short(note.told_at),
            machine: dates::machine(note.told_at),
            is_read: note.is_read,
        });
    }
    let next = found.next.map(|next| {
        let told = next.told_at.micros().to_string();
        let fields = [("told", told.as_str()), ("key", next.key.as_str())];
        format!("/w/messages?{}", serde_urlencoded::to_string(fields).unwrap_or_default())
    });
    let has_errors = !errors.is_empty();
    let mut shell = StaffShell::of(site, visitor, staff, Section::None, w.messages_title());
    if has_errors {
        shell.title = format!("{}{}", shell.k.error_prefix(), shell.title);
    }
    let mut response = page(&MessagesPage {
        shell,
        told: if asking.done.is_some() { w.messages_answered() } else { "" },
        errors,
        owed,
        notes,
        until,
        pager: Pager {
            previous: after.map(|_| "/w/messages".to_owned()).unwrap_or_default(),
            words: String::new(),
            next: next.unwrap_or_default(),
        },
        w,
    });
    if has_errors {
        *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

async fn title(lines: &Lines<'_>, number: &MatterNumber) -> Result<String, Denied> {
    let gist = lines.gist(number).await?;
    Ok(if gist.is_empty() { number.to_string() } else { gist.to_string() })
}

fn owed_of(
    lines: &Lines<'_>,
    row: &SignalRow,
    title: String,
    (errors, typed): (&Errors, &str),
) -> Owed {
    let w = lines.w;
    let clock = row.clock.parse::<ClockName>().ok();
    let clock = clock.map_or("", |clock| clock_name(w.0, clock));
    let is_late = row.answer_by.is_some_and(|by| lines.now > by);
    let light = if is_late { LightKind::Red } else { LightKind::Yellow };
    let id = field(row.matter.as_str(), row.ordinal);
    let is_mine = errors.is_at(&id);
    Owed {
        id,
        number: row.matter.to_string(),
        signal: row.ordinal,
        title,
        says: w.note_overdue(clock, dates::short(row.fell_due_at)),
        deadline: row.answer_by.map(|by| lines.deadline(by, light)),
        typed: if is_mine { typed.to_owned() } else { String::new() },
    }
}

/// What was told, in a sentence.
fn says(lines: &Lines<'_>, content: &Content) -> String {
    let w = lines.w;
    let time = |at: Instant| dates::short(at);
    let clock = |clock: ClockName| clock_name(w.0, clock);
    match content {
        Content::Received { .. } | Content::Assigned => w.note_assigned().to_owned(),
        Content::ReportedUp => w.note_reported_up().to_owned(),
        Content::Accepted { .. } => w.note_accepted().to_owned(),
        Content::HandOverOffered { from, sign_by, .. } => {
            w.note_offered(lines.unit(from), time(*sign_by))
        }
        Content::HandOverWithdrawn { .. } => w.note_withdrawn_offer().to_owned(),
        Content::HandOverSigned { by, .. } => w.note_signed(lines.names.of(by)),
        Content::HandlerChanged { unit } => w.note_handler(lines.unit(unit)),
        Content::Returned { .. } => w.note_returned().to_owned(),
        Content::RulingOpened { rule_by } => w.note_ruling(time(*rule_by)),
        Content::RulingPassedUp => w.note_ruling_up().to_owned(),
        Content::Ruled { unit } => w.note_ruled(lines.unit(unit)),
        Content::RulingObjected => w.note_objected().to_owned(),
        Content::ResponsibilityMoved { .. } => w.note_moved().to_owned(),
        Content::AssistAsked { answer_by, .. } => w.note_assist(time(*answer_by)),
        Content::AssistAnswered { .. } => w.note_assist_answered().to_owned(),
        Content::AssistReleased { .. } => w.note_assist_released().to_owned(),
        Content::SupplementAsked { supply_by } => w.note_supplement(time(*supply_by)),
        Content::Supplied => w.note_supplied().to_owned(),
        Content::FaultFound { .. } => w.note_fault().to_owned(),
        Content::ApprovalAsked { what, .. } => w.note_approval(requested(w, *what)),
        Content::ApprovalRefused { what, .. } => w.note_refused(requested(w, *what)),
        Content::ApprovalLapsed { what, .. } => w.note_lapsed(requested(w, *what)),
        Content::Suspended { until } => w.note_suspended(time(*until)),
        Content::Resumed { .. } => w.note_resumed().to_owned(),
        Content::Extended { due_at } | Content::Reprojected { due_at } => w.note_due(time(*due_at)),
        Content::TimeCorrected { clock: name, happened_at } => {
            let name = name.parse().map_or_else(|_| name.clone(), |name| clock(name).to_owned());
            w.note_time_corrected(name, time(*happened_at))
        }
        Content::FollowUpSet { next_on } => w.note_follow_up(dates::day(w.0, *next_on)),
        Content::LeaderWanted => w.note_leader_wanted().to_owned(),
        Content::TakenUp { leader } => w.note_taken_up(lines.names.of(leader)),
        Content::Replied => w.note_replied().to_owned(),
        Content::QuestionAsked => w.note_question().to_owned(),
        Content::ResultReady | Content::Delivered { .. } | Content::Completed => {
            w.note_completed().to_owned()
        }
        Content::Declined
        | Content::ReferredOutside
        | Content::Withdrawn
        | Content::Merged { .. }
        | Content::Lapsed => w.note_ended().to_owned(),
        Content::Reopened { .. } => w.note_reopened().to_owned(),
        Content::PushUpFound { answer_by } => w.note_push_up(time(*answer_by)),
        Content::Urged { .. } => w.note_urged().to_owned(),
        Content::RatingToVerify { .. } => w.note_rating().to_owned(),
        Content::Followed | Content::FollowedMatterAnswered => w.note_followed().to_owned(),
        Content::CodeReissued => w.note_code().to_owned(),
        Content::Signal { clock: name, level, fell_due_at, .. } => match level.is_overdue() {
            true => w.note_overdue(clock(*name), time(*fell_due_at)),
            false => w.note_due_soon(clock(*name)),
        },
        Content::SignalCopied { clock: name, level, .. } => match level.is_overdue() {
            true => w.note_copied_overdue(clock(*name)),
            false => w.note_due_soon(clock(*name)),
        },
        Content::SignalEscalated { .. } => w.note_escalated().to_owned(),
        Content::CardDrafted { .. } => w.note_card().to_owned(),
        Content::SilenceTookEffect { .. } => w.note_silence().to_owned(),
    }
}

/// What was told of a docket: where it stands, what it is called, a sentence.
fn docket_note(w: DocketWords, notice: &DocketNotice) -> (String, String, String) {
    let (path, name) = (docket_path(&notice.stream), docket_name(w, &notice.stream));
    let due = ["due_at", "decide_by", "state_by", "appeal_by", "answer_by", "until"];
    let more = ["defend_by", "rectify_by", "receipt_by"];
    let due = due.into_iter().chain(more).find_map(|fact| notice.instant(fact)).map(dates::short);
    let (path, title, says) = match notice.stream.kind() {
        "card" => (path, name, card_says(w, notice.template())),
        "task" => (path, name, task_says(w, notice)),
        "complaint" => complaint_note(w, &name, notice),
        "case" => (path, name, case_says(w, notice.template())),
        "inspection" => (path, name, inspection_says(w, notice.template())),
        "circular" => (path, name, circular_says(w, notice.template())),
        _ => (path, name, w.moved()),
    };
    let says = match due {
        Some(due) => w.by(says, due),
        None => says.to_owned(),
    };
    (path, title, says)
}

fn card_says(w: DocketWords, template: &str) -> &'static str {
    match template {
        "statement_wanted" => w.card_statement_wanted(),
        "drafted" => w.card_drafted(),
        "to_decide" => w.card_to_decide(),
        "signed" => w.card_signed(),
        "served" => w.card_served(),
        "dismissed" => w.card_dismissed(),
        "appeal_to_decide" => w.card_appeal_to_decide(),
        "appeal_decided" => w.card_appeal_decided(),
        "withdrawn" => w.card_withdrawn(),
        "became_final" => w.card_became_final(),
        "decision_overdue" => w.card_decision_overdue(),
        _ => w.moved(),
    }
}

fn task_says(w: DocketWords, notice: &DocketNotice) -> &'static str {
    match notice.template() {
        "proposed" => w.task_proposed(),
        "assigned" => w.task_assigned(),
        "progress_missed" => w.task_progress_missed(),
        "fell_overdue" => w.task_fell_overdue(),
        "urged" => match notice.told.get("level").and_then(|level| level.as_str()) {
            Some("order") => w.task_urged_order(),
            Some("grave") => w.task_urged_grave(),
            Some(_) | None => w.task_urged_reminder(),
        },
        "urging_answered" => w.task_urging_answered(),
        "reported" => w.task_reported(),
        "returned" => w.task_returned(),
        "instructed" => w.task_instructed(),
        "concluded" => w.task_concluded(),
        "found_false" => w.task_found_false(),
        "extension_to_check" => w.task_extension_to_check(),
        "extension_to_decide" => w.task_extension_to_decide(),
        "extension_granted" => w.task_extension_granted(),
        "extension_refused" => w.task_extension_refused(),
        "extension_lapsed" => w.task_extension_lapsed(),
        "reprojected" => w.task_reprojected(),
        "cancelled" => w.task_cancelled(),
        _ => w.moved(),
    }
}

fn case_says(w: DocketWords, template: &str) -> &'static str {
    CaseNotice::of_code(template).map_or(w.moved(), |told| w.case_says(told))
}

fn inspection_says(w: DocketWords, template: &str) -> &'static str {
    match template {
        "inspector_named" => w.inspection_inspector_named(),
        "notified" => w.inspection_notified(),
        "self_assessed" => w.inspection_self_assessed(),
        "preliminary_given" => w.inspection_preliminary(),
        "defended" => w.inspection_defended(),
        "opinion_served" => w.inspection_opinion(),
        "rectification_reported" => w.inspection_rectified(),
        "rectification_verified" => w.inspection_verified(),
        "rectification_overdue" => w.inspection_overdue(),
        "report_published" => w.inspection_report(),
        "checked" => w.inspection_checked(),
        "cancelled" => w.inspection_cancelled(),
        _ => w.moved(),
    }
}

fn circular_says(w: DocketWords, template: &str) -> &'static str {
    match template {
        "drafted" => w.circular_drafted(),
        "to_sign" => w.circular_to_sign(),
        "sent_back" => w.circular_sent_back(),
        "published" => w.circular_published(),
        "rectify" => w.circular_rectify(),
        "corrected" => w.circular_corrected(),
        "receipts_overdue" => w.circular_receipts_overdue(),
        _ => w.moved(),
    }
}

/// Whoever is asked to explain learns of the one question; the others know of the file.
fn complaint_note(
    w: DocketWords,
    reference: &str,
    notice: &DocketNotice,
) -> (String, String, &'static str) {
    if let Some(item) = notice.fact("item") {
        return (format!("/w/inquiries/{item}"), w.inquiry(item), w.inquiry_asked());
    }
    let says = match notice.template() {
        "complaint_to_accept" => w.complaint_to_accept(),
        "complaint_charged" => w.complaint_charged(),
        "complaint_appointed" => w.complaint_appointed(),
        "complaint_supplemented" => w.complaint_supplemented(),
        "complaint_recusal_asked" => w.complaint_recusal_asked(),
        "complaint_parts_taken_away" => w.complaint_parts_taken_away(),
        "complaint_explained" => w.complaint_explained(),
        "complaint_explanation_lapsed" => w.complaint_explanation_lapsed(),
        "complaint_found" => w.complaint_found(),
        "complaint_to_reply" => w.complaint_to_reply(),
        "complaint_follow_up_answered" => w.complaint_follow_up(),
        "complaint_extension_asked" => w.complaint_extension_asked(),
        "complaint_extension_refused" => w.complaint_extension_refused(),
        "complaint_unsealing_asked" => w.complaint_unsealing_asked(),
        "complaint_unsealing_granted" => w.complaint_unsealing_granted(),
        "complaint_unsealing_refused" => w.complaint_unsealing_refused(),
        "complaint_limit_passed" => w.complaint_limit_passed(),
        "complaint_retaliation_suspected" => w.complaint_suspicion(),
        "complaint_take_over" => w.complaint_take_over(),
        _ => w.moved(),
    };
    (format!("/s/complaints/{reference}"), w.complaint(reference), says)
}

fn requested(w: DeskWords, what: Requested) -> &'static str {
    match what {
        Requested::Suspension => w.asked_suspension(),
        Requested::Extension => w.asked_extension(),
        Requested::Correction => w.asked_correction(),
        Requested::FollowUp => w.asked_follow_up(),
    }
}
