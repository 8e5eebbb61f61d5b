//! 通报. Drafted from facts of the ledger, signed, acknowledged, corrected; on paper with the red head.
//! For those who make one, and for the units to which it goes.

mod deeds;
mod draft_form;
mod face;
mod list;
mod new;
mod paper;
mod trail;
pub mod words;

use std::collections::BTreeMap;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;
use xiaoneng_app::attachment::ShownAttachment;
use xiaoneng_app::circulars::{CircularFolder, FactKey, LedgerFact};
use xiaoneng_app::{App, Denied};
use xiaoneng_domain::circular::{CircularCommand, CircularDecider, CircularRefusal, NotPermitted};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{TaskNumber, UnitId};
use xiaoneng_domain::refusal::Refusal;

use crate::Site;
use crate::circulars::deeds::Special;
use crate::circulars::words::CircularWords;
use crate::kit::docket::{self, Deed, Face, Opened, Room, Sheet, Wish};
use crate::kit::language::Language;
use crate::kit::staff::no_administrators;
use crate::kit::timeline::TimelineLine;

/// The pages of circulars, below `/s/circulars`, and the list of what concerns one.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/s/circulars", get(list::show_all))
        .route("/w/circulars", get(list::show_mine))
        .route("/s/circulars/new", get(new::show).post(new::act))
        .route("/s/circulars/{number}", get(docket::show::<Circulars>))
        .route("/s/circulars/{number}/print", get(paper::show))
        .route(
            "/s/circulars/{number}/{act}",
            get(docket::show_deed::<Circulars>).post(docket::act::<Circulars>),
        )
        .route_layer(from_fn(no_administrators))
}

/// 通报, as a room.
pub(crate) struct Circulars;

type CircularSheet<'a> = Sheet<'a, Circulars>;

/// What else is read for the pages of a circular.
#[derive(Default)]
pub(crate) struct Ledger {
    /// The facts in it that still stand.
    standing: BTreeMap<FactKey, LedgerFact>,
    /// What could be chosen for each unit in it, while it is a draft.
    offered: BTreeMap<UnitId, Vec<LedgerFact>>,
    /// 整改督办 of each item, by its number from 1.
    rectified_by: BTreeMap<usize, TaskNumber>,
}

impl Ledger {
    async fn of(app: &App, actor: &Actor, folder: &CircularFolder) -> Result<Self, Denied> {
        let mut ledger = Self::default();
        let standing = app.standing_facts(folder).await?;
        ledger.standing = standing.into_iter().map(|fact| (fact.key(), fact)).collect();
        let Some(draft) = &folder.state.draft else { return Ok(ledger) };
        if let Some(published) = &folder.state.published {
            let document_number = folder.text(&published.document_number);
            for item in 1..=draft.facts.items.len() {
                let found = app.rectification_of(actor, document_number, item).await?;
                ledger.rectified_by.extend(found.map(|task| (item, task)));
            }
        } else if folder.state.submitted.is_none() && folder.state.dropped_at.is_none() {
            for item in &draft.facts.items {
                let facts = app.facts_about(actor, &item.unit).await?;
                ledger.offered.insert(item.unit.clone(), facts);
            }
        }
        Ok(ledger)
    }
}

impl Room for Circulars {
    type Law = CircularDecider;
    type Special = Special;
    type Extra = Ledger;

    const PATH: &'static str = "/s/circulars";
    const MINE: &'static str = "/w/circulars";
    const DEEDS: &'static [Deed<Self>] = deeds::DEEDS;

    fn name(language: Language) -> &'static str {
        CircularWords(language).name()
    }

    async fn open(app: &App, actor: &Actor, number: &str) -> Result<Option<Opened<Self>>, Denied> {
        let Some(mut folder) = app.circular(actor, &number.into()).await? else {
            return Ok(None);
        };
        let extra = Ledger::of(app, actor, &folder).await?;
        folder.now = folder.now.max(app.clock().now());
        Ok(Some(Opened { folder, extra }))
    }

    fn allows(
        folder: &CircularFolder,
        actor: &Actor,
        command: CircularCommand,
    ) -> Result<(), Refusal> {
        folder.allows(actor, command)
    }

    async fn carry_out(
        site: &Site,
        actor: &Actor,
        (number, version): (&str, u32),
        wish: Wish<Self>,
    ) -> Result<(), Denied> {
        let (app, number) = (site.app(), number.into());
        let at = (&number, Some(version));
        match wish {
            Wish::Plain(command) => app.act_on_circular(actor, at, *command).await?,
            Wish::Special(Special::Sign(document_number)) => {
                app.publish_circular(actor, at, document_number).await?
            }
            Wish::Special(Special::Redraft(draft)) => {
                return app.redraft_circular(actor, at, draft).await;
            }
            // Nothing is attached to a circular.
            Wish::WithEvidence(_, make) => app.act_on_circular(actor, at, make(Vec::new())).await?,
        };
        Ok(())
    }

    async fn fetch(_: &App, _: &Actor, _: &str, _: u32) -> Result<Option<ShownAttachment>, Denied> {
        Ok(None)
    }

    fn is_anothers(no: &Refusal) -> bool {
        matches!(
            no,
            Refusal::Circular(CircularRefusal::NotPermitted(
                NotPermitted::Unseen | NotPermitted::NotInTable { .. }
            ))
        )
    }

    fn is_about_the_form(no: &Refusal) -> bool {
        use CircularRefusal as No;
        matches!(
            no,
            Refusal::Circular(
                No::NothingToCirculate | No::NothingToCorrect | No::FactsChanged { .. }
            )
        )
    }

    fn unit_in(no: &Refusal) -> Option<&UnitId> {
        let Refusal::Circular(no) = no else { return None };
        #[allow(clippy::wildcard_enum_match_arm, reason = "only some of them name a unit")]
        match no {
            CircularRefusal::NotTheOffice { unit }
            | CircularRefusal::NamedOutsideScope { unit }
            | CircularRefusal::FactMissing { unit }
            | CircularRefusal::FactAmiss { unit }
            | CircularRefusal::PersonNotOfUnit { unit }
            | CircularRefusal::NotOfThatUnit { unit }
            | CircularRefusal::NothingToAcknowledge { unit } => Some(unit),
            _ => None,
        }
    }

    fn face(sheet: &CircularSheet<'_>) -> Face {
        face::of(sheet)
    }

    fn trail(sheet: &CircularSheet<'_>) -> Vec<TimelineLine> {
        trail::lines(sheet)
    }
}
