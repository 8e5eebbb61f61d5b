//! 办. The door through which everything changes: read the stream, decide, record; again if
//! somebody else was first.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Actor, Context, Fact};
use xiaoneng_domain::docket::Slip;
use xiaoneng_domain::event::{EncodeError, Event, fold};
use xiaoneng_domain::governance::{GovernanceCommand, GovernanceDecider, GovernanceEvent};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{MatterCommand, MatterDecider, MatterEvent};
use xiaoneng_domain::organization::{OrganizationCommand, OrganizationDecider, OrganizationEvent};
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views;
use xiaoneng_store::{Append, Conflict, Head, Kept, NotAppended};

use crate::App;
use crate::denied::Denied;
use crate::institution::{Finding, Institution, Luggage};
use crate::memory::Known;

/// How often a wish is decided anew because somebody else was first.
const ATTEMPTS: u32 = 24;

/// What came of a wish.
#[derive(Clone, Debug)]
pub struct Acted<E> {
    /// The events, in order; none if what was wished stood already.
    pub facts: Vec<Fact<E>>,
    /// The version of the stream now.
    pub version: u32,
}

/// A wish on its way through the door.
struct Wished<'a, I: Institution> {
    stream: &'a StreamId,
    actor: &'a Actor,
    /// One after the other, each on the stream as the last left it; recorded together.
    commands: Vec<I::Command>,
    luggage: &'a Luggage,
}

/// What came of wishes that carry a citizen's code.
pub(crate) enum Sent<E> {
    /// They were carried out.
    Acted(Acted<E>),
    /// The same form was sent before; nothing was recorded.
    Before,
    /// The digits are another's; nothing was recorded.
    Taken,
    /// The number of the slip is another's; nothing was recorded.
    Outnumbered,
}

impl App {
    /// 办. Somebody wishes something of a matter.
    pub async fn act(
        &self,
        actor: &Actor,
        number: &MatterNumber,
        command: impl Into<MatterCommand>,
    ) -> Result<Acted<MatterEvent>, Denied> {
        let stream = StreamId::Matter(number.clone());
        self.carry_out::<MatterDecider>(&stream, actor, command).await
    }

    /// 办, on a page made when the matter stood at that version: carried out only if nobody acted
    /// since. What the system did by itself in between is in nobody's way.
    pub async fn act_as_seen(
        &self,
        actor: &Actor,
        number: &MatterNumber,
        seen: u32,
        command: impl Into<MatterCommand>,
    ) -> Result<Acted<MatterEvent>, Denied> {
        let stream = StreamId::Matter(number.clone());
        let luggage = Luggage { seen: Some(seen), ..Luggage::default() };
        self.carry_out_with::<MatterDecider>(&stream, actor, command.into(), &luggage).await
    }

    /// 安排. Somebody wishes something of the organization.
    pub async fn arrange(
        &self,
        actor: &Actor,
        command: impl Into<OrganizationCommand>,
    ) -> Result<Acted<OrganizationEvent>, Denied> {
        self.carry_out::<OrganizationDecider>(&StreamId::Organization, actor, command).await
    }

    /// 启用. Somebody wishes something of the rules; texts of rules come by
    /// [`App::propose_rules`].
    pub async fn govern(
        &self,
        actor: &Actor,
        command: GovernanceCommand,
    ) -> Result<Acted<GovernanceEvent>, Denied> {
        self.carry_out::<GovernanceDecider>(&StreamId::Rules, actor, command).await
    }

    /// Carries out a wish, or says why not. Nothing is ever half recorded.
    pub(crate) async fn carry_out<I: Institution>(
        &self,
        stream: &StreamId,
        actor: &Actor,
        command: impl Into<I::Command>,
    ) -> Result<Acted<I::Event>, Denied> {
        self.carry_out_with::<I>(stream, actor, command.into(), &Luggage::default()).await
    }

    /// The same, with what goes into the same transaction.
    pub(crate) async fn carry_out_with<I: Institution>(
        &self,
        stream: &StreamId,
        actor: &Actor,
        command: I::Command,
        luggage: &Luggage,
    ) -> Result<Acted<I::Event>, Denied> {
        match self.carry_out_all::<I>(stream, actor, vec![command], luggage).await? {
            Sent::Acted(acted) => Ok(acted),
            // Only what carries a code is sent twice, and a number only where one is given.
            Sent::Before | Sent::Taken | Sent::Outnumbered => Err(Denied::TooBusy),
        }
    }

    /// 编号. Carries out a wish whose slip bears the next number of its series this year.
    pub(crate) async fn carry_out_numbered<I: Institution>(
        &self,
        stream: &StreamId,
        actor: &Actor,
        series: &'static str,
        command: impl Fn(Slip) -> I::Command,
    ) -> Result<Acted<I::Event>, Denied> {
        for _ in 0..ATTEMPTS {
            let (year, _, _) = self.clock().now().date().ymd();
            let slip = self.store().next_slip(series, year).await?;
            let wish = vec![command(slip)];
            match self.carry_out_all::<I>(stream, actor, wish, &Luggage::default()).await? {
                Sent::Acted(acted) => return Ok(acted),
                Sent::Outnumbered => {}
                Sent::Before | Sent::Taken => break,
            }
        }
        Err(Denied::TooBusy)
    }

    /// Several wishes of one stream, carried out together or not at all.
    pub(crate) async fn carry_out_all<I: Institution>(
        &self,
        stream: &StreamId,
        actor: &Actor,
        commands: Vec<I::Command>,
        luggage: &Luggage,
    ) -> Result<Sent<I::Event>, Denied> {
        for _ in 0..ATTEMPTS {
            let known = self.known().await?;
            let stands = self.standing::<I>(stream, &known, luggage.seen).await?;
            let wished = Wished { stream, actor, commands: commands.clone(), luggage };
            let (append, acted) = self.decide::<I>(wished, &known, stands).await?;
            if acted.facts.is_empty() {
                return Ok(Sent::Acted(acted));
            }
            match self.store().append(&append).await {
                Ok(_) => {
                    self.news_sender().send_modify(|count| *count = count.wrapping_add(1));
                    if matches!(stream, StreamId::Organization | StreamId::Rules) {
                        self.memory().note_change();
                    }
                    return Ok(Sent::Acted(acted));
                }
                Err(NotAppended::Conflict(Conflict::Form)) => return Ok(Sent::Before),
                Err(NotAppended::Conflict(Conflict::Code)) => return Ok(Sent::Taken),
                Err(NotAppended::Conflict(Conflict::Slip)) => return Ok(Sent::Outnumbered),
                Err(NotAppended::Conflict(Conflict::Stream { .. })) => {}
                Err(NotAppended::Conflict(Conflict::Source)) => return Err(Denied::SourceKnown),
                Err(NotAppended::Fault(fault)) => return Err(fault.into()),
            }
        }
        Err(Denied::TooBusy)
    }

    /// How a stream stands and where it ends; only what is not known already is read.
    async fn standing<I: Institution>(
        &self,
        stream: &StreamId,
        known: &Known,
        seen: Option<u32>,
    ) -> Result<(I::State, Head), Denied> {
        let (before, head) = I::known(known).unwrap_or((I::State::default(), Head::EMPTY));
        let read = self.store().read_stream_after(stream, head).await?;
        let is_unseen = |event: &Recorded| {
            seen.is_some_and(|seen| event.version > seen) && event.actor != Actor::System
        };
        if read.events.iter().any(is_unseen) {
            return Err(Denied::ChangedMeanwhile);
        }
        Ok((fold::<I>(before, &read.events)?, read.head))
    }

    /// Decides a wish on how the stream stands, and prepares all that is to be recorded.
    async fn decide<I: Institution>(
        &self,
        wished: Wished<'_, I>,
        known: &Known,
        (state, head): (I::State, Head),
    ) -> Result<(Append, Acted<I::Event>), Denied> {
        let Wished { stream, actor, commands, luggage } = wished;
        let now = head.time_of_recording(self.clock().now());
        let texts: Vec<Written> = commands.iter().flat_map(I::texts).collect();

        let (before, found_before) = (I::rows(&state), I::finding(&state));
        let mut state = state;
        let mut version = head.version();
        let (mut recorded, mut facts, mut outbox) = (Vec::new(), Vec::new(), Vec::new());
        for command in commands {
            for event in weigh::<I>(&state, command, (actor, now, known))? {
                version += 1;
                let occurred_at = I::occurred_at(&event).unwrap_or(now);
                let fact = Fact { occurred_at, recorded_at: now, actor: actor.clone(), event };
                recorded.push(record(version, &fact)?);
                state = I::evolve(state, &fact);
                outbox.extend(I::outbox(stream, version, &state, &fact, &known.organization)?);
                facts.push(fact);
            }
        }
        let mut append = Append::new(stream.clone(), head, recorded)
            .changes(views::changes(&before, &I::rows(&state)))
            .outbox(outbox)
            .identities(luggage.identities.clone())
            .rulebooks(luggage.rulebooks.clone())
            .code(luggage.code.clone())
            .attachments(luggage.attachments.clone())
            .slip(facts.iter().find_map(|fact| I::slip(&fact.event)));
        if facts.is_empty() {
            return Ok((append, Acted { facts, version }));
        }
        let is_found_as_before =
            |finding: &Finding| texts.is_empty() && found_before.as_ref() == Some(finding);
        if let Some(finding) = I::finding(&state).filter(|finding| !is_found_as_before(finding))
            && self.may_be_found(&finding).await?
        {
            let words = self.words_of(stream, &texts).await?;
            append = append.search(finding.with(words));
        }
        if !texts.is_empty() {
            append = append.texts(texts);
        }
        Ok((append, Acted { facts, version }))
    }

    /// What was erased with a person is found no more, whatever is written later.
    pub(crate) async fn may_be_found(&self, finding: &Finding) -> Result<bool, Denied> {
        match finding.petitioner() {
            None => Ok(true),
            Some(person) => Ok(self.store().read_identity(person).await? != Kept::Erased),
        }
    }

    /// Everything people wrote in a stream, with what is written now.
    pub(crate) async fn words_of(
        &self,
        stream: &StreamId,
        now: &[Written],
    ) -> Result<Vec<String>, Denied> {
        let kept = self.store().list_texts(stream).await?.found().unwrap_or_default();
        let all = kept.iter().chain(now);
        Ok(all.map(|text| text.body().to_owned()).collect())
    }
}

/// What would follow from a wish as things stand, or the institution's no; nothing is recorded.
pub(crate) fn weigh<I: Institution>(
    state: &I::State,
    command: I::Command,
    (actor, now, known): (&Actor, Instant, &Known),
) -> Result<Vec<I::Event>, Refusal> {
    let cx = Context { now, actor, rules: &known.rules, organization: &known.organization };
    I::decide(state, command, &cx).map_err(Into::into)
}

fn record<E: Event>(version: u32, fact: &Fact<E>) -> Result<Recorded, EncodeError> {
    Ok(Recorded {
        version,
        occurred_at: fact.occurred_at,
        recorded_at: fact.recorded_at,
        actor: fact.actor.clone(),
        kind: fact.event.kind().to_owned(),
        body: fact.event.encode()?,
    })
}
