//! 办理进度. One owner, the light, the clocks, why it is due when it is due, what happened, the proof.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use xiaoneng_app::query_code::CodeHolder;
use xiaoneng_app::{CitizensDossier, Dossier, Standing};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::light::{Light, light_of};
use xiaoneng_domain::matter::{Clock, ClockName};

use crate::Site;
use crate::kit::clock_face::ClockFace;
use crate::kit::dates;
use crate::kit::light::{Badge, LightKind};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::problem::Problem;
use crate::kit::remaining::Deadline;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;
use crate::portal::deeds::Deeds;
use crate::portal::due_days::DueDays;
use crate::portal::pass::Passes;
use crate::portal::result_shown::ResultShown;
use crate::portal::standing::Sayer;
use crate::portal::trail;
use crate::portal::words::progress::ProgressWords;

/// A heading is no longer than this.
const HEADING_MOST: usize = 22;

#[derive(Template)]
#[template(path = "portal/progress.html")]
struct ProgressPage {
    shell: PublicShell,
    w: ProgressWords,
    number: String,
    item_name: String,
    heading: String,
    notice: String,
    badge: Badge,
    deadline: Option<Deadline>,
    says: String,
    holder: String,
    first_contact: String,
    first_response: Option<FirstResponse>,
    deeds: Deeds,
    clocks: Vec<ClockFace>,
    days: Option<DueDays>,
    result: Option<ResultShown>,
    lines: Vec<TimelineLine>,
    papers: Vec<Paper>,
    own_words: String,
    is_follower: bool,
    has_proof: bool,
    public_key: String,
    unit_name: String,
    unit_phone: String,
}

/// 首次回应 in the list of holders.
struct FirstResponse {
    words: String,
    is_met: bool,
}

/// A paper that the citizen may see.
struct Paper {
    ordinal: u32,
    words: String,
}

/// What was just done.
#[derive(Deserialize)]
pub(crate) struct Did {
    #[serde(default)]
    did: String,
}

/// The matter of a page below `/t/{number}`, for whoever has it open in this browser.
pub(crate) struct Opened {
    pub(crate) holder: CodeHolder,
    pub(crate) view: CitizensDossier,
}

/// What is open in this browser; otherwise where to enter the code.
pub(crate) async fn opened(
    site: &Site,
    visitor: &Visitor,
    passes: &Passes,
    number: &str,
) -> Result<Result<Opened, Response>, Problem> {
    let number = MatterNumber::from(number);
    if let Some(holder) = passes.to(site, &number).await?
        && let Some(view) = site.app().dossier_of_holder(&holder).await?
    {
        return Ok(Ok(Opened { holder, view }));
    }
    let path = format!("{}/track?see={number}", visitor.language.prefix());
    Ok(Err(see_other(&path)))
}

/// `GET /t/{number}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(number): Path<String>,
    Query(did): Query<Did>,
) -> Answer {
    match opened(&site, &visitor, &passes, &number).await? {
        Ok(opened) => progress_page(&site, &visitor, &opened, &did.did).await,
        Err(elsewhere) => Ok(elsewhere),
    }
}

async fn progress_page(site: &Site, visitor: &Visitor, opened: &Opened, did: &str) -> Answer {
    let w = ProgressWords(visitor.language);
    let Opened { holder, view } = opened;
    let CitizensDossier { dossier, standing } = view;
    let matter = &dossier.matter;
    let Some(filing) = &matter.filing else { return Err(Problem::NoSuchPage) };
    let names = site.app().names().await?;
    let is_follower = *standing == Standing::Follower;
    let sayer = Sayer { w, dossier, names: &names, may_quote: !is_follower };
    let rules = dossier.rules().on(filing.filed_at.date());
    let item = rules.matter_types.get(&filing.matter_type);
    let item_name = item.map_or_else(|| filing.matter_type.to_string(), |item| item.name.clone());
    let (badge, deadline) = light(w, dossier);
    let unit = matter.responsible.as_ref().map(|found| &found.holder.unit);
    let unit = unit.and_then(|unit| dossier.organization().unit(unit));
    let own_words = match standing {
        Standing::Petitioner => Some(filing.story),
        Standing::Follower => matter.follower(&holder.person).and_then(|own| own.text),
    };
    let own_words = own_words.map(|digest| match dossier.texts.body(&digest) {
        Some(words) => words.to_owned(),
        None => w.text_erased().to_owned(),
    });
    let heading = dossier.texts.body(&filing.story).filter(|_| !is_follower);
    let page_ready = ProgressPage {
        shell: PublicShell::of(site, visitor, Section::Track, w.title()).await,
        w,
        number: filing.number.to_string(),
        heading: heading.map_or_else(|| item_name.clone(), shortened),
        item_name,
        notice: notice(w, did, &sayer),
        badge,
        deadline,
        says: sayer.says(),
        holder: sayer.holder(),
        first_contact: match &filing.first_contact.person {
            Some(person) => sayer.person(&filing.first_contact.unit, person),
            None => sayer.unit(&filing.first_contact.unit),
        },
        first_response: first_response(w, dossier),
        deeds: Deeds::of(dossier, holder, *standing),
        clocks: clock_faces(w, dossier),
        days: DueDays::of(w, dossier),
        result: ResultShown::of(w, dossier, *standing),
        lines: if is_follower { Vec::new() } else { trail::lines(w, dossier, &names) },
        papers: papers(w, dossier, holder),
        own_words: own_words.unwrap_or_default(),
        is_follower,
        has_proof: site.app().proof_of(holder).await.is_ok_and(|proof| proof.is_some()),
        public_key: site.app().public_key().to_string(),
        unit_name: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
        unit_phone: unit.map(|unit| unit.description.phone.clone()).unwrap_or_default(),
    };
    let mut response = page(&page_ready);
    let quiet = HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(header::REFERRER_POLICY, quiet);
    Ok(response)
}

/// The beginning of a story as a heading: whole clauses as far as they fit.
fn shortened(story: &str) -> String {
    const ENDS: [char; 8] = ['\n', '。', '！', '？', '!', '?', '；', ';'];
    let first = story.split(ENDS).map(str::trim).find(|part| !part.is_empty()).unwrap_or(story);
    let mut heading = String::new();
    for clause in first.split_inclusive(['，', ',', '、', '：']) {
        if heading.chars().count() + clause.chars().count() > HEADING_MOST {
            break;
        }
        heading.push_str(clause);
    }
    if heading.is_empty() {
        heading = first.chars().take(HEADING_MOST).chain(['…']).collect();
    }
    heading.trim_end_matches(['，', ',', '、', '：']).to_owned()
}

/// The light of the clock that counts for the citizen.
fn light(w: ProgressWords, dossier: &Dossier) -> (Badge, Option<Deadline>) {
    let matter = &dossier.matter;
    let lit = light_of(matter, dossier.now);
    let calendar = dossier.rules().calendar();
    if let Some(ended) = &matter.ended {
        let completion = matter.clock(ClockName::Completion);
        let badge = match completion.filter(|_| ended.ending.is_answer()) {
            Some(clock) => Badge::of_clock(*w, clock, dossier.now),
            None => Badge::new(*w, LightKind::Ended, ""),
        };
        return (badge, None);
    }
    let badge = Badge::without_clock(*w, &lit);
    let lights = lit.clock.and_then(|name| matter.open_clock(name));
    let completion = matter.open_clock(ClockName::Completion);
    let counted = match lit.light {
        Light::Overdue | Light::DueSoon => lights.or(completion),
        Light::Done | Light::Paused | Light::Normal => completion.or(lights),
    };
    let deadline = counted
        .filter(|_| lit.light != Light::Paused)
        .map(|clock| Deadline::of_clock(*w, calendar, dossier.now, clock).beside(badge.kind));
    (badge, deadline)
}

fn first_response(w: ProgressWords, dossier: &Dossier) -> Option<FirstResponse> {
    let clock = dossier.matter.clock(ClockName::FirstResponse)?;
    let due = dates::day_and_time(*w, clock.projection.due_at);
    let answered = dossier.matter.first_response_at;
    let is_over = clock.is_over(dossier.now) && !clock.projection.is_provisional;
    Some(FirstResponse {
        words: match (answered, is_over) {
            (Some(at), true) => w.first_response_late(dates::day_and_time(*w, at)),
            (Some(at), false) => w.first_response_done(dates::day_and_time(*w, at)),
            (None, true) => w.first_response_overdue(due),
            (None, false) if clock.is_open() => w.first_response_by(due),
            (None, false) => return None,
        },
        is_met: answered.is_some() && !is_over,
    })
}

/// 首次回应, 环节 (签收 included), 办结: the three that the citizen follows.
fn clock_faces(w: ProgressWords, dossier: &Dossier) -> Vec<ClockFace> {
    let matter = &dossier.matter;
    if matter.ended.is_some() || matter.history.is_some() {
        return Vec::new();
    }
    let calendar = dossier.rules().calendar();
    let is_step = |clock: &&Clock| {
        matches!(clock.name, ClockName::Signing(_) | ClockName::Step(_) | ClockName::Acceptance)
    };
    let step = matter.open_clocks().filter(is_step).min_by_key(|clock| clock.projection.due_at);
    let follow_up = matter.open_clocks().find(|clock| matches!(clock.name, ClockName::FollowUp(_)));
    let last = follow_up.or_else(|| matter.clock(ClockName::Completion));
    let shown = [matter.clock(ClockName::FirstResponse), step, last];
    let face = |clock: &Clock| {
        let by = dates::day_and_time(*w, clock.projection.due_at);
        ClockFace::of(*w, calendar, dossier.now, clock, ("", w.first_response_by(by)))
    };
    shown.into_iter().flatten().map(face).collect()
}

fn papers(w: ProgressWords, dossier: &Dossier, holder: &CodeHolder) -> Vec<Paper> {
    use xiaoneng_domain::matter::CameWith;
    let seen = dossier
        .matter
        .attachments
        .iter()
        .filter(|one| one.is_seen_by_citizen(&dossier.matter, &holder.person));
    let told = seen.map(|one| Paper {
        ordinal: one.ordinal,
        words: format!(
            "{}（{}）",
            w.paper(one.ordinal),
            match one.with {
                CameWith::Filing => w.paper_filing(),
                CameWith::Following => w.paper_following(),
                CameWith::Supplement | CameWith::Question | CameWith::Review => w.paper_added(),
                CameWith::Answer | CameWith::Result | CameWith::Publication | CameWith::Record =>
                    w.paper_answer(),
            }
        ),
    });
    told.collect()
}

/// What was just done, said once.
fn notice(w: ProgressWords, did: &str, sayer: &Sayer<'_>) -> String {
    match did {
        "add" => w.thanks_add().to_owned(),
        "add-resumed" => w.thanks_add_resumed().to_owned(),
        "ask" => w.thanks_ask().to_owned(),
        "withdraw" => w.thanks_withdraw().to_owned(),
        "review" => w.thanks_review().to_owned(),
        "urge" => {
            let matter = &sayer.dossier.matter;
            let responsible = matter.responsible.as_ref().map(|found| &found.holder);
            let who = responsible.map(|holder| {
                let (person, unit) = (sayer.names.of(&holder.person), sayer.unit(&holder.unit));
                w.thanks_urge_head(person, unit)
            });
            who.map(|who| w.thanks_urge(who)).unwrap_or_default()
        }
        "rate" | "rate-bad" => {
            let rated = sayer.dossier.matter.ratings.last().map(|rating| &rating.rated);
            let unit = rated.map(|rated| sayer.unit(&rated.unit)).unwrap_or_default();
            let more = match rated.and_then(|rated| rated.verify_by) {
                _ if did == "rate" => String::new(),
                Some(by) => w.thanks_rate_bad_by(dates::day_and_time(*w, by)),
                None => w.thanks_rate_bad().to_owned(),
            };
            format!("{}{more}", w.thanks_rate(unit))
        }
        "rate-apart" => w.thanks_rate_apart().to_owned(),
        _ => String::new(),
    }
}

/// `GET /t/{number}/proof.txt`
pub(crate) async fn proof(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path(number): Path<String>,
) -> Answer {
    let opened = match opened(&site, &visitor, &passes, &number).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let Some(proof) = site.app().proof_of(&opened.holder).await? else {
        return Err(Problem::NoSuchPage);
    };
    let name = format!("attachment; filename=\"proof-{}.txt\"", opened.holder.matter);
    Ok((
        [
            (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        proof.to_text(),
    )
        .into_response())
}

/// `GET /t/{number}/files/{ordinal}`: always a download, under the type it has.
pub(crate) async fn paper(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    Path((number, ordinal)): Path<(String, u32)>,
) -> Answer {
    let opened = match opened(&site, &visitor, &passes, &number).await? {
        Ok(opened) => opened,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let shown = site.app().attachment_of_holder(&opened.holder, ordinal).await?;
    let Some(shown) = shown else { return Err(Problem::NoSuchPage) };
    let (mime, ending) = (shown.media_type.mime(), shown.media_type.ending());
    let name = format!("attachment; filename=\"{}-{ordinal}.{ending}\"", opened.holder.matter);
    Ok((
        [(header::CONTENT_TYPE, mime.to_owned()), (header::CONTENT_DISPOSITION, name)],
        shown.bytes,
    )
        .into_response())
}
