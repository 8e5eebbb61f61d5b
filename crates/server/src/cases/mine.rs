//! 与我有关的追责案. Everything about himself that the person may know: how it stands, what comes next
//! and by when, what he may do until when.

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use xiaoneng_app::Names;
use xiaoneng_app::cases::{CasesOf, Charge, OwnCase};
use xiaoneng_domain::accountability::{CaseAct, Imposed, OutsideDecision, OutsideRecord, Right};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::Sanction;

use crate::Site;
use crate::cases::deeds::{self, May};
use crate::cases::list::{Line, line_of, subject_of};
use crate::cases::page::section_of;
use crate::cases::sight::{Side, Sight};
use crate::cases::words::CaseWords;
use crate::cases::{closed, trail};
use crate::kit::dates;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;

/// More cases about one person than there will ever be.
const MOST: u32 = 200;

#[derive(Template)]
#[template(path = "cases/mine.html")]
struct MinePage {
    shell: StaffShell,
    w: CaseWords,
    open: Vec<Line>,
    ended: Vec<Line>,
}

/// `GET /w/cases`
pub(super) async fn list(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let w = CaseWords(visitor.language);
    let app = site.app();
    let (known, names) = (app.known().await?, app.names().await?);
    let mut lists = Vec::new();
    for is_open in [true, false] {
        let found = app.list_cases(&staff.person, CasesOf::Own, is_open, (None, MOST)).await?;
        let line = |one| line_of(w, (&known.organization, &names), one);
        lists.push(found.rows.iter().map(line).collect::<Vec<Line>>());
    }
    let (ended, open) = (lists.pop().unwrap_or_default(), lists.pop().unwrap_or_default());
    let shell = StaffShell::of(&site, &visitor, &staff, Section::None, w.own_title());
    Ok(page(&MinePage { shell, w, open, ended }))
}

/// 一项过错, in words.
pub(super) struct ChargeLine {
    pub(super) fault: String,
    pub(super) gravity: &'static str,
    pub(super) liability: &'static str,
    pub(super) measure: &'static str,
    pub(super) sanction: &'static str,
}

/// What he may do, until when.
struct RightLine {
    path: String,
    word: &'static str,
    until: String,
}

/// What was just done.
#[derive(Deserialize, Default)]
pub(super) struct Asking {
    #[serde(default)]
    pub(super) done: String,
}

#[derive(Template)]
#[template(path = "cases/own.html")]
struct OwnPage {
    shell: StaffShell,
    w: CaseWords,
    done: String,
    number: String,
    stage: &'static str,
    next: String,
    next_due: String,
    rights: Vec<RightLine>,
    facts: Vec<(&'static str, String)>,
    charges: Vec<ChargeLine>,
    records: Vec<String>,
    trail: Vec<TimelineLine>,
}

/// `GET /w/cases/{number}`
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
    Query(asking): Query<Asking>,
) -> Answer {
    let (app, actor) = (site.app(), staff.actor());
    let found = Side::Own.of(&site, &actor, &number.as_str().into()).await?;
    let Some(sight) = found else {
        // Whoever handles it was told by the same notice as the person: on to the file.
        let reads = Side::File.of(&site, &actor, &number.as_str().into()).await?.is_some();
        if reads {
            return Ok(see_other(&format!("/s/cases/{number}")));
        }
        return closed::page_of(&site, &visitor, &staff);
    };
    let mut rights = Vec::new();
    let w = CaseWords(visitor.language);
    for deed in deeds::DEEDS {
        if let May::Now = deeds::may(deed, &sight, &actor) {
            rights.push(right(w, &sight, (&number, deed.slug, deed.act)));
        }
    }
    let Sight::Own(own) = &sight else { return closed::page_of(&site, &visitor, &staff) };
    let names = app.names().await?;
    let next = own.seen.next;
    let next_due = next.and_then(|next| next.due_at.map(|at| (at, next.is_provisional)));
    let next_due = next_due.map(|(at, is_provisional)| {
        let when = dates::day_and_time(*w, at);
        if is_provisional { w.by_provisional(when) } else { w.by(when) }
    });
    let done = deeds::find(&asking.done).map(|deed| w.done(w.act(deed.act)));
    Ok(page(&OwnPage {
        shell: StaffShell::of(&site, &visitor, &staff, section_of(Side::Own), w.own_title()),
        done: done.unwrap_or_default(),
        number,
        stage: own.seen.stage.name(),
        next: next.map_or(w.next_none(), |next| next.step.name()).to_owned(),
        next_due: next_due.unwrap_or_default(),
        rights,
        facts: facts(w, own, (own.organization(), &names)),
        charges: own.charges.iter().map(charge_line).collect(),
        records: own.records.iter().map(|one| record(w, own, one)).collect(),
        trail: trail::of_own(w, own),
        w,
    }))
}

fn right(w: CaseWords, sight: &Sight, (number, slug, act): (&str, &str, CaseAct)) -> RightLine {
    let open = match sight {
        Sight::Own(own) => own.seen.rights.iter().find(|one| acts_of(one.right).contains(&act)),
        Sight::File(_) => None,
    };
    RightLine {
        path: format!("/w/cases/{number}/{slug}"),
        word: w.act(act),
        until: open.map(|one| w.until(dates::day_and_time(*w, one.until))).unwrap_or_default(),
    }
}

fn acts_of(right: Right) -> &'static [CaseAct] {
    match right {
        Right::Statement => &[CaseAct::MakeStatement, CaseAct::WaiveStatement],
        Right::Review => &[CaseAct::AskReview],
        Right::Appeal => &[CaseAct::AskAppeal],
    }
}

fn facts(
    w: CaseWords,
    own: &OwnCase,
    known: (&Organization, &Names),
) -> Vec<(&'static str, String)> {
    let seen = &own.seen;
    let is_final = if seen.is_final { w.is_final() } else { w.not_final() };
    let measure = seen.measure.map(deeds::name_of);
    let warning = seen.warning_until.map(|at| w.effect_until(dates::day_and_time(*w, at)));
    let all = [
        (w.subject(), Some(subject_of(w, known, &own.subject))),
        (w.category(), own.subject.category().map(|one| one.name().to_owned())),
        (w.proposed_vote(), own.concluded.map(|one| one.name().to_owned())),
        (w.executed(), measure.map(|name| format!("{name}（{is_final}）"))),
        (w.sanction(), seen.sanction.map(|one| one.name().to_owned())),
        (w.measure(), warning),
        (w.outcome(), seen.outcome.map(|one| one.name().to_owned())),
    ];
    all.into_iter().filter_map(|(label, says)| Some((label, says?))).collect()
}

/// A charge in words.
pub(super) fn charge_line(charge: &Charge) -> ChargeLine {
    ChargeLine {
        fault: format!("{} {}", charge.ordinal, charge.fault.name()),
        gravity: charge.gravity.name(),
        liability: charge.liability.map_or("", |one| one.name()),
        measure: charge.measure.map_or("", |one: Imposed| deeds::name_of(one)),
        sanction: charge.sanction.map_or("", |one: Sanction| one.name()),
    }
}

fn record(w: CaseWords, own: &OwnCase, record: &OutsideRecord) -> String {
    let document = own.texts.body(&record.document).unwrap_or_default();
    record_words(w, record, document)
}

/// `监察机关：记过（文号 …）`
pub(super) fn record_words(w: CaseWords, record: &OutsideRecord, document: &str) -> String {
    let decided = match record.decision {
        OutsideDecision::Measure(measure) => measure.name(),
        OutsideDecision::Sanction { sanction, .. } => sanction.name(),
        OutsideDecision::Declined => w.declined(),
    };
    w.recorded(record.organ.name(), decided, document)
}
