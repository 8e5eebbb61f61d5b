//! 制度. What the door asks of a stream's institution beside its decisions.

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Decider, Fact};
use xiaoneng_domain::docket::Slip;
use xiaoneng_domain::erasure::ErasureDecider;
use xiaoneng_domain::event::{EncodeError, Event};
use xiaoneng_domain::governance::{Governance, GovernanceDecider};
use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};
use xiaoneng_domain::matter::{Matter, MatterCommand, MatterDecider, MatterEvent};
use xiaoneng_domain::notices::notices;
use xiaoneng_domain::organization::{Organization, OrganizationDecider};
use xiaoneng_domain::reactions::{self, Cause};
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::supervision::may_be_found_by;
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::{Rows, rows_of_matter, rows_of_organization};
use xiaoneng_store::{AttachmentBytes, Head, Identity, NewCode, OutboxRow, SearchDocument};

use crate::befell::Befell;
use crate::memory::Known;
use crate::topics::{NOTICE, REACTION};

/// A stream's institution as the door needs it.
pub(crate) trait Institution:
    Decider<Command: Clone, Event: Event + Clone, Refusal: Into<Refusal>>
{
    /// What is known of the stream already, so that only what came since is read; none: nothing.
    fn known(_known: &Known) -> Option<(Self::State, Head)> {
        None
    }

    /// When an event happened, where that is not the time of recording.
    fn occurred_at(_event: &Self::Event) -> Option<Instant> {
        None
    }

    /// What people wrote in a command; it goes into the vault.
    fn texts(_command: &Self::Command) -> Vec<Written> {
        Vec::new()
    }

    /// 文书编号 that an event bears, with the code of its series; it is taken with the event.
    fn slip(_event: &Self::Event) -> Option<(&'static str, Slip)> {
        None
    }

    /// The rows of the views that follow from the state.
    fn rows(_state: &Self::State) -> Rows {
        Rows::new()
    }

    /// By whom the words of the stream may be found; none: by nobody.
    fn finding(_state: &Self::State) -> Option<Finding> {
        None
    }

    /// What is to be sent or done because of an event; the state is that after it.
    fn outbox(
        _stream: &StreamId,
        _version: u32,
        _state: &Self::State,
        _fact: &Fact<Self::Event>,
        _organization: &Organization,
    ) -> Result<Vec<OutboxRow>, EncodeError> {
        Ok(Vec::new())
    }
}

/// What goes with a command into the same transaction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Luggage {
    /// Who people are.
    pub(crate) identities: Vec<(PersonId, Identity)>,
    /// Texts of rules with their digests.
    pub(crate) rulebooks: Vec<(String, String)>,
    /// 查询码, with the form that made it.
    pub(crate) code: Option<NewCode>,
    /// Photographs and papers.
    pub(crate) attachments: Vec<AttachmentBytes>,
    /// The version that whoever wishes it had before his eyes; none: he wishes it whatever happened.
    pub(crate) seen: Option<u32>,
}

/// Where a matter is found, and by which units.
#[derive(PartialEq, Eq)]
pub(crate) struct Finding {
    matter: MatterNumber,
    petitioner: Option<PersonId>,
    units: BTreeSet<UnitId>,
}

impl Finding {
    /// 诉求人, if known.
    pub(crate) fn petitioner(&self) -> Option<&PersonId> {
        self.petitioner.as_ref()
    }

    /// The document for the index.
    pub(crate) fn with(self, texts: Vec<String>) -> SearchDocument {
        SearchDocument { matter: self.matter, units: self.units.into_iter().collect(), texts }
    }
}

impl Institution for MatterDecider {
    fn occurred_at(event: &MatterEvent) -> Option<Instant> {
        // History and what evidence corrected have a time of their own; all else happens when it
        // is recorded.
        if let MatterEvent::TimeCorrected(facts) = event {
            return Some(facts.happened_at);
        }
        let MatterEvent::Imported(facts) = event else { return None };
        Some(facts.filed_at)
    }

    fn texts(command: &MatterCommand) -> Vec<Written> {
        command.texts().into_iter().cloned().collect()
    }

    fn rows(state: &Matter) -> Rows {
        rows_of_matter(state)
    }

    /// What is told under seal or about a unit's conduct is in no shared index (decisions D27).
    fn finding(state: &Matter) -> Option<Finding> {
        let filing = state.filing.as_ref()?;
        if filing.is_sealed || filing.concerned.is_some() {
            return None;
        }
        let held = state.holdings.iter().map(|holding| &holding.holder.unit);
        let offered = state.offers.iter().map(|offer| &offer.to.unit);
        let assisting = state.assists.iter().map(|assist| &assist.unit);
        let first = std::iter::once(&filing.first_contact.unit);
        let units = first.chain(held).chain(offered).chain(assisting).cloned().collect();
        let (matter, petitioner) = (filing.number.clone(), filing.petitioner.clone());
        Some(Finding { matter, petitioner, units })
    }

    fn outbox(
        stream: &StreamId,
        version: u32,
        state: &Matter,
        fact: &Fact<MatterEvent>,
        organization: &Organization,
    ) -> Result<Vec<OutboxRow>, EncodeError> {
        let notices = notices(organization, state, fact);
        let row = |(at, notice)| {
            let body = serde_json::to_string(&notice).map_err(|error| EncodeError {
                kind: fact.event.kind(),
                reason: error.to_string(),
            })?;
            let key = format!("{stream}/{version}/{at}");
            Ok(OutboxRow { topic: NOTICE.to_owned(), key, body, due_at: fact.recorded_at })
        };
        let mut rows: Vec<OutboxRow> =
            notices.into_iter().enumerate().map(row).collect::<Result<_, _>>()?;
        let is_card = matches!(fact.event, MatterEvent::CardDrafted(_));
        if is_card || may_be_found_by(&fact.event) {
            rows.push(left(stream, version, fact)?);
        }
        Ok(rows)
    }
}

impl Institution for OrganizationDecider {
    fn known(known: &Known) -> Option<(Organization, Head)> {
        Some((Organization::clone(&known.organization), known.organization_head))
    }

    fn rows(state: &Organization) -> Rows {
        rows_of_organization(state)
    }

    fn outbox(
        stream: &StreamId,
        version: u32,
        _state: &Organization,
        fact: &Fact<Self::Event>,
        before: &Organization,
    ) -> Result<Vec<OutboxRow>, EncodeError> {
        let cause = Cause::Organization(fact.event.clone());
        let mut rows = reaction(stream, version, fact, &cause)?;
        if let Some((person, what)) = reactions::befalls(before, &fact.event) {
            let befell = Befell { person, what, at: fact.recorded_at };
            rows.push(befell.left(stream, version, fact.event.kind())?);
        }
        Ok(rows)
    }
}

impl Institution for GovernanceDecider {
    fn known(known: &Known) -> Option<(Governance, Head)> {
        Some((Governance::clone(&known.governance), known.governance_head))
    }

    fn outbox(
        stream: &StreamId,
        version: u32,
        _state: &Self::State,
        fact: &Fact<Self::Event>,
        _organization: &Organization,
    ) -> Result<Vec<OutboxRow>, EncodeError> {
        reaction(stream, version, fact, &Cause::Governance(fact.event.clone()))
    }
}

impl Institution for ErasureDecider {}

/// What follows elsewhere from an event is left for the heartbeat, with the event itself.
fn reaction<E: Event>(
    stream: &StreamId,
    version: u32,
    fact: &Fact<E>,
    cause: &Cause,
) -> Result<Vec<OutboxRow>, EncodeError> {
    match reactions::asks(cause) {
        None => Ok(Vec::new()),
        Some(_) => Ok(vec![left(stream, version, fact)?]),
    }
}

/// An event that has consequences elsewhere, for the heartbeat.
pub(crate) fn left<E: Event>(
    stream: &StreamId,
    version: u32,
    fact: &Fact<E>,
) -> Result<OutboxRow, EncodeError> {
    let body = serde_json::json!({
        "stream": stream.to_string(),
        "kind": fact.event.kind(),
        "body": fact.event.encode()?,
    });
    Ok(OutboxRow {
        topic: REACTION.to_owned(),
        key: format!("{stream}/{version}"),
        body: body.to_string(),
        due_at: fact.recorded_at,
    })
}
