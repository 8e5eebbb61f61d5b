//! 打印. Receipt, hand-over sheet and case file as pages that print as they stand. The code stands
//! on the paper of the receipt alone, in the part that is folded in; no screen shows it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum_extra::extract::cookie::CookieJar;
use serde::Deserialize;
use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{Dossier, Names};
use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::matter::{ClockName, MatterEvent, OfferState};
use xiaoneng_domain::text::TextDigest;

use crate::Site;
use crate::kit::dates;
use crate::kit::language::Language;
use crate::kit::light::clock_name;
use crate::kit::narration::{Narrator, Reader};
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;
use crate::kit::visitor::Visitor;
use crate::workbench::states::{channel_word, state_word};
use crate::workbench::words::DeskWords;

/// The cookie by which the receipt of a form just sent is printed; gone after a while.
pub(crate) const RECEIPT_COOKIE: &str = "desk_receipt";
/// No batch is larger.
const MOST: usize = 50;

/// A term and what is said of it.
type Terms = Vec<(&'static str, String)>;

#[derive(Template)]
#[template(path = "workbench/receipt.html")]
struct ReceiptPage {
    shell: StaffShell,
    w: DeskWords,
    js: String,
    is_new: bool,
    bureau: String,
    number: String,
    terms: Terms,
    notice: String,
    code: String,
    then: Vec<String>,
    printed_at: String,
}

/// 移交 on paper.
struct HandedOver {
    from: String,
    to: String,
    when: String,
    request: String,
    duty: String,
    done_so_far: String,
    sign_by: String,
    state: String,
}

#[derive(Template)]
#[template(path = "workbench/handover_sheet.html")]
struct HandOverSheet {
    shell: StaffShell,
    w: DeskWords,
    bureau: String,
    number: String,
    terms: Terms,
    story: String,
    offers: Vec<HandedOver>,
    printed_at: String,
}

/// A clock on paper; that of a unit may stand there more than once.
struct ClockLine {
    name: &'static str,
    unit: String,
    says: String,
}

/// 卷宗 of one matter on paper.
struct CaseFile {
    number: String,
    terms: Terms,
    clocks: Vec<ClockLine>,
    story: String,
    lines: Vec<TimelineLine>,
}

#[derive(Template)]
#[template(path = "workbench/case_file.html")]
struct CaseFilesPage {
    shell: StaffShell,
    w: DeskWords,
    bureau: String,
    files: Vec<CaseFile>,
    printed_at: String,
}

/// Whether it was registered just now.
#[derive(Deserialize, Default)]
pub(crate) struct Asking {
    #[serde(default)]
    new: Option<String>,
}

/// What prints are written from.
struct Paper<'a> {
    w: DeskWords,
    dossier: &'a Dossier,
    names: &'a Names,
}

/// `GET /w/print/receipt/{number}`
pub(crate) async fn receipt(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    jar: CookieJar,
    (Path(number), Query(asking)): (Path<String>, Query<Asking>),
) -> Answer {
    let w = DeskWords(visitor.language);
    let (dossier, names) = open(&site, &staff, &number).await?;
    let paper = Paper { w, dossier: &dossier, names: &names };
    let form = jar.get(RECEIPT_COOKIE).and_then(|kept| kept.value().parse().ok());
    let kept = match &form {
        Some(form) => site.app().receipt_of(form).await?,
        None => None,
    };
    let kept = kept.filter(|receipt| receipt.holder.matter.as_str() == number);
    let code = kept.and_then(|receipt| receipt.code).map(|code| code.to_string());
    Ok(page(&ReceiptPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::None, w.receipt_title()),
        js: site.assets().url("register.js").to_owned(),
        is_new: asking.new.is_some(),
        bureau: paper.bureau(),
        terms: paper.receipt_terms(),
        notice: paper.notice(),
        then: paper.what_follows(),
        code: code.unwrap_or_default(),
        printed_at: paper.printed_at(),
        number,
        w,
    }))
}

/// `GET /w/print/handover/{number}`
pub(crate) async fn hand_over(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
) -> Answer {
    let w = DeskWords(visitor.language);
    let (dossier, names) = open(&site, &staff, &number).await?;
    let paper = Paper { w, dossier: &dossier, names: &names };
    Ok(page(&HandOverSheet {
        shell: StaffShell::of(&site, &visitor, &staff, Section::None, w.handover_title()),
        bureau: paper.bureau(),
        terms: paper.head_terms(),
        story: paper.story(),
        offers: paper.offers(),
        printed_at: paper.printed_at(),
        number,
        w,
    }))
}

/// `GET /w/print/file/{number}`
pub(crate) async fn file(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Path(number): Path<String>,
) -> Answer {
    files_of(&site, &visitor, &staff, vec![number]).await
}

/// `GET /w/print/files?n=…&n=…`
pub(crate) async fn files(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(asked): Query<Vec<(String, String)>>,
) -> Answer {
    let numbers = asked.into_iter().filter(|(key, _)| key == "n").map(|(_, number)| number);
    files_of(&site, &visitor, &staff, numbers.take(MOST).collect()).await
}

async fn files_of(site: &Site, visitor: &Visitor, staff: &Staff, numbers: Vec<String>) -> Answer {
    let w = DeskWords(visitor.language);
    let names = site.app().names().await?;
    let mut files = Vec::new();
    let mut head = None;
    for number in numbers {
        let found = site.app().dossier(&staff.actor(), &number.as_str().into()).await?;
        let Some(dossier) = found else { continue };
        let paper = Paper { w, dossier: &dossier, names: &names };
        head.get_or_insert((paper.bureau(), paper.printed_at()));
        files.push(CaseFile {
            terms: paper.head_terms(),
            clocks: paper.clocks(),
            story: paper.story(),
            lines: paper.lines(staff),
            number,
        });
    }
    let Some((bureau, printed_at)) = head else { return Err(Problem::NoSuchPage) };
    Ok(page(&CaseFilesPage {
        shell: StaffShell::of(site, visitor, staff, Section::None, w.file_title()),
        bureau,
        files,
        printed_at,
        w,
    }))
}

/// The matter, whether or not there is one the same answer for those who may not see it.
async fn open(site: &Site, staff: &Staff, number: &str) -> Result<(Dossier, Names), Problem> {
    let number = MatterNumber::from(number);
    let found = site.app().dossier(&staff.actor(), &number).await?;
    Ok((found.ok_or(Problem::NoSuchPage)?, site.app().names().await?))
}

impl Paper<'_> {
    fn language(&self) -> Language {
        self.w.0
    }

    fn bureau(&self) -> String {
        let bureau = self.dossier.organization().bureau();
        bureau.map(|bureau| bureau.name.clone()).unwrap_or_default()
    }

    fn unit(&self, unit: &UnitId) -> String {
        let found = self.dossier.organization().unit(unit);
        found.map_or_else(|| unit.to_string(), |unit| unit.name.clone())
    }

    fn text(&self, digest: &TextDigest) -> String {
        self.dossier.texts.body(digest).unwrap_or_default().to_owned()
    }

    fn day(&self, at: Instant) -> String {
        dates::day_and_time(self.language(), at)
    }

    fn printed_at(&self) -> String {
        format!(
            "{} {}",
            dates::whole_day(self.language(), self.dossier.now.date()),
            dates::time(self.dossier.now)
        )
    }

    fn story(&self) -> String {
        let filing = self.dossier.matter.filing.as_ref();
        filing.map(|filing| self.text(&filing.story)).unwrap_or_default()
    }

    fn item(&self) -> String {
        let Some(filing) = &self.dossier.matter.filing else { return String::new() };
        let rules = self.dossier.rules().on(filing.filed_at.date());
        let entry = rules.matter_types.get(&filing.matter_type);
        entry.map_or_else(|| filing.matter_type.to_string(), |entry| entry.name.clone())
    }

    fn first_contact(&self) -> String {
        let Some(filing) = &self.dossier.matter.filing else { return String::new() };
        let first = &filing.first_contact;
        let person = first.person.as_ref().map(|person| self.names.of(person).to_owned());
        let named = first.name.as_ref().map(|name| self.text(name));
        format!("{} {}", self.unit(&first.unit), person.or(named).unwrap_or_default())
    }

    fn due(&self) -> String {
        let clock = self.dossier.matter.clocks.get(&ClockName::Completion);
        clock.map_or_else(
            || self.w.print_due_later().to_owned(),
            |clock| self.day(clock.projection.due_at),
        )
    }

    /// What stands at the head of every print.
    fn head_terms(&self) -> Terms {
        let w = self.w;
        let Some(filing) = &self.dossier.matter.filing else { return Vec::new() };
        let state = xiaoneng_domain::views::matter_state(&self.dossier.matter);
        let now = self.dossier.matter.responsible.as_ref().map(|now| {
            format!("{} {}", self.unit(&now.holder.unit), self.names.of(&now.holder.person))
        });
        vec![
            (w.print_item(), self.item()),
            (w.source(), channel_word(w, filing.channel.code()).to_owned()),
            (w.print_received(), self.day(filing.filed_at)),
            (w.first_officer(), self.first_contact()),
            (w.print_responsible(), now.unwrap_or_default()),
            (w.print_due(), self.due()),
            (w.head_state(), state_word(w, state).to_owned()),
        ]
    }

    fn receipt_terms(&self) -> Terms {
        let w = self.w;
        let Some(filing) = &self.dossier.matter.filing else { return Vec::new() };
        vec![
            (w.print_item(), self.item()),
            (w.source(), channel_word(w, filing.channel.code()).to_owned()),
            (w.print_received(), self.day(filing.filed_at)),
            (w.first_officer(), self.first_contact()),
            (w.print_due(), self.due()),
            (w.story(), self.story()),
        ]
    }

    /// What the citizen may expect, with times.
    fn what_follows(&self) -> Vec<String> {
        let w = self.w;
        let matter = &self.dossier.matter;
        let mut then = Vec::new();
        if matter.ended.is_some() {
            return vec![w.registered_done().to_owned()];
        }
        if let Some(offer) = matter.offers.iter().find(|offer| offer.is_open()) {
            let clock = matter.clocks.get(&ClockName::Signing(offer.ordinal));
            let by = clock.map(|clock| self.day(clock.projection.due_at)).unwrap_or_default();
            then.push(w.receipt_signed_by(self.unit(&offer.to.unit), by));
        }
        then.push(w.receipt_due(self.due()));
        then.push(w.receipt_late().to_owned());
        then
    }

    /// 一次性告知, as it was told.
    fn notice(&self) -> String {
        let told = self.dossier.history.iter().rev().find_map(|fact| {
            if let MatterEvent::FirstContactRecorded(told) = &fact.event {
                told.notice.as_ref().map(|notice| self.text(&notice.text))
            } else {
                None
            }
        });
        told.unwrap_or_default()
    }

    fn offers(&self) -> Vec<HandedOver> {
        let w = self.w;
        let handed = self.dossier.history.iter().filter_map(|fact| {
            if let MatterEvent::HandedOver(handed) = &fact.event {
                Some((fact, handed))
            } else {
                None
            }
        });
        let text = |digest: &Option<TextDigest>| {
            digest.as_ref().map(|digest| self.text(digest)).unwrap_or_default()
        };
        let state = |number: u32| {
            let offer = self.dossier.matter.offers.iter().find(|offer| offer.ordinal == number);
            match offer.map(|offer| &offer.state) {
                Some(OfferState::Signed { by, at, .. }) => {
                    w.handover_signed(self.names.of(by), self.day(*at))
                }
                Some(OfferState::Open) => w.handover_open().to_owned(),
                Some(OfferState::Withdrawn) => w.handover_withdrawn().to_owned(),
                Some(OfferState::Returned) => w.handover_returned().to_owned(),
                Some(OfferState::Void) | None => w.handover_void().to_owned(),
            }
        };
        let sheet = handed.map(|(fact, handed)| HandedOver {
            from: format!(
                "{} {}",
                self.unit(&handed.from.unit),
                self.names.of(&handed.from.person)
            ),
            to: match &handed.to.person {
                Some(person) => format!("{} {}", self.unit(&handed.to.unit), self.names.of(person)),
                None => self.unit(&handed.to.unit),
            },
            when: self.day(fact.occurred_at),
            request: text(&handed.request),
            duty: text(&handed.duty_clause),
            done_so_far: text(&handed.done_so_far),
            sign_by: self.day(handed.clock.projection.due_at),
            state: state(handed.offer),
        });
        sheet.collect()
    }

    fn clocks(&self) -> Vec<ClockLine> {
        let clocks = self.dossier.matter.clocks.values();
        clocks
            .map(|clock| {
                let due = self.day(clock.projection.due_at);
                let stopped =
                    clock.stopped.map(|stopped| self.w.print_stopped(self.day(stopped.at)));
                let says =
                    stopped.map_or_else(|| due.clone(), |stopped| format!("{due} · {stopped}"));
                let name = clock_name(self.language(), clock.name);
                ClockLine { name, unit: self.unit(&clock.unit), says }
            })
            .collect()
    }

    fn lines(&self, staff: &Staff) -> Vec<TimelineLine> {
        let narrator = Narrator {
            language: self.language(),
            organization: self.dossier.organization(),
            rules: self.dossier.rules(),
            names: self.names,
            reader: Reader::Staff(&staff.person),
        };
        let told = narrator.tell(&self.dossier.history);
        told.iter()
            .map(|told| {
                let quotes: Vec<String> =
                    told.quotes.iter().map(|digest| self.text(digest)).collect();
                let mut line = TimelineLine::at(self.language(), told.at, &told.who, &told.says);
                line.quote = quotes.join(" ");
                line.is_internal = !told.is_public();
                line
            })
            .collect()
    }
}
