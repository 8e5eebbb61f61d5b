//! 回执. The code in big digits, once; what comes next and when; the signed promise.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use xiaoneng_app::receipt::CodedReceipt;
use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{CitizensDossier, Dossier, Names, Standing};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{Channel, ClockName, Filing};

use crate::Site;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::problem::Problem;
use crate::kit::qr::QrPicture;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::site_address::SiteAddress;
use crate::kit::visitor::Visitor;
use crate::kit::{dates, limit};
use crate::portal::pass::Passes;
use crate::portal::words::receipt::ReceiptWords;

#[derive(Template)]
#[template(path = "portal/receipt.html")]
struct ReceiptPage {
    shell: PublicShell,
    w: ReceiptWords,
    heading: &'static str,
    /// Three groups of four digits; none once it is not shown any more.
    code: Option<[String; 3]>,
    has_phone: bool,
    steps: Vec<String>,
    number: String,
    received_at: String,
    received_machine: String,
    whom: String,
    limit: String,
    files: usize,
    promise: Option<PromiseInWords>,
    /// The link to the matter, to be scanned; none once the code is not shown any more.
    qr: Option<QrPicture>,
    link_days: u32,
}

/// 承诺 as it is read.
struct PromiseInWords {
    says: String,
    text: String,
    public_key: String,
}

/// `GET /r/{number}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    passes: Passes,
    address: SiteAddress,
    Path(number): Path<String>,
) -> Answer {
    let number = MatterNumber::from(number);
    let Some(receipt) = find(&site, &passes, &number).await? else {
        let prefix = visitor.language.prefix();
        return Ok(see_other(&format!("{prefix}/track?see={number}")));
    };
    let Some(view) = site.app().dossier_of_holder(&receipt.holder).await? else {
        return Ok(see_other(&format!("{}/track", visitor.language.prefix())));
    };
    let link = match &receipt.code {
        Some(_) if !passes.link.is_empty() => format!("{}/k/{}", address.0, passes.link),
        Some(_) | None => String::new(),
    };
    receipt_page(&site, &visitor, (link, receipt), &view).await
}

/// What was sent from this browser; else what is open in it, without its code.
async fn find(
    site: &Site,
    passes: &Passes,
    number: &MatterNumber,
) -> Result<Option<CodedReceipt>, Problem> {
    if let Some(form) = &passes.form {
        let receipt = site.app().receipt_of(form).await?;
        if let Some(receipt) = receipt.filter(|receipt| receipt.holder.matter == *number) {
            return Ok(Some(receipt));
        }
    }
    let holder = passes.to(site, number).await?;
    Ok(holder.map(|holder| CodedReceipt { holder, code: None, promise: None }))
}

async fn receipt_page(
    site: &Site,
    visitor: &Visitor,
    (link, receipt): (String, CodedReceipt),
    view: &CitizensDossier,
) -> Answer {
    let w = ReceiptWords(visitor.language);
    let CitizensDossier { dossier, standing } = view;
    let Some(filing) = &dossier.matter.filing else {
        return Err(Problem::NoSuchPage);
    };
    let heading = match standing {
        Standing::Petitioner => w.received(),
        Standing::Follower => w.followed(),
    };
    let names = site.app().names().await?;
    let attachments = dossier.matter.attachments.iter();
    let files =
        attachments.filter(|one| one.is_seen_by_citizen(&dossier.matter, &receipt.holder.person));
    let mut response = page(&ReceiptPage {
        shell: PublicShell::of(site, visitor, Section::Track, heading).await,
        w,
        heading,
        code: receipt.code.map(|code| groups(&code.to_string())),
        has_phone: site.app().can_be_reached(&receipt.holder).await?,
        steps: steps(w, dossier, filing, (&names, *standing)),
        number: filing.number.to_string(),
        received_at: format!(
            "{} {}",
            dates::whole_day(*w, filing.filed_at.date()),
            dates::time(filing.filed_at)
        ),
        received_machine: dates::machine(filing.filed_at),
        whom: whom(w, dossier, filing),
        limit: limit_in_words(w, dossier),
        files: files.count(),
        promise: receipt.promise.and_then(|text| promise_in_words(site, w, text)),
        qr: QrPicture::of(&link).filter(|_| !link.is_empty()),
        link_days: site.app().settings().codes.link_days,
    });
    let quiet = header::HeaderValue::from_static("no-referrer");
    response.headers_mut().insert(header::REFERRER_POLICY, quiet);
    Ok(response)
}

/// Three groups of four.
fn groups(code: &str) -> [String; 3] {
    let mut groups = code.split(' ').map(str::to_owned);
    std::array::from_fn(|_| groups.next().unwrap_or_default())
}

/// What happens when.
fn steps(
    w: ReceiptWords,
    dossier: &Dossier,
    filing: &Filing,
    (names, standing): (&Names, Standing),
) -> Vec<String> {
    let when = |at: Instant| dates::day_and_time(*w, at);
    let due =
        |name: ClockName| dossier.matter.open_clock(name).map(|clock| clock.projection.due_at);
    let mut steps = Vec::new();
    if standing == Standing::Petitioner {
        steps.push(w.next_first_contact(first_contact(dossier, filing, names)));
        steps.extend(due(ClockName::FirstResponse).map(|at| w.next_first_response(when(at))));
        steps.extend(due(ClockName::Acceptance).map(|at| w.next_accept(when(at))));
    }
    steps.extend(due(ClockName::Completion).map(|at| w.next_answer(when(at))));
    steps.push(match standing {
        Standing::Petitioner => w.next_red().to_owned(),
        Standing::Follower => w.next_follow().to_owned(),
    });
    steps
}

/// Unit and name of 首问责任人.
fn first_contact(dossier: &Dossier, filing: &Filing, names: &Names) -> String {
    let officer = &filing.first_contact;
    let unit = dossier.organization().unit(&officer.unit);
    let unit = unit.map_or(officer.unit.as_str(), |unit| unit.name.as_str());
    match &officer.person {
        Some(person) => format!("{unit} {}", names.of(person)),
        None => unit.to_owned(),
    }
}

fn whom(w: ReceiptWords, dossier: &Dossier, filing: &Filing) -> String {
    let office = xiaoneng_domain::organization::Function::GeneralOffice;
    let organization = dossier.organization();
    let unit = organization.unit(&filing.first_contact.unit);
    let is_by_public = matches!(filing.channel, Channel::Portal | Channel::QrCode);
    match unit {
        Some(unit) if is_by_public && unit.functions.contains(&office) => {
            w.whom_unknown().to_owned()
        }
        Some(unit) => unit.name.clone(),
        None => filing.first_contact.unit.to_string(),
    }
}

fn limit_in_words(w: ReceiptWords, dossier: &Dossier) -> String {
    match dossier.matter.clock(ClockName::Completion) {
        Some(clock) => w.limit_from_filing(limit::in_words(*w, clock.limit)),
        None => w.limit_later().to_owned(),
    }
}

fn promise_in_words(site: &Site, w: ReceiptWords, text: String) -> Option<PromiseInWords> {
    let key = site.app().public_key();
    let promise = xiaoneng_app::ledger::check_promise(&text, &key).ok()?;
    let leaf = promise.leaf.to_string();
    let (begin, end) = (leaf.get(..8)?, leaf.get(leaf.len().saturating_sub(4)..)?);
    let by = dates::time(promise.in_tree_by);
    Some(PromiseInWords {
        says: w.proof_says(format!("{begin} … {end}"), by),
        text,
        public_key: key.to_string(),
    })
}
