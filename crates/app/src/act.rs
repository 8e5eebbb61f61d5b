//! 办. The door through which everything changes: read the stream, decide, record; again if
//! somebody else was first.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Actor, Context, Fact};
use xiaoneng_domain::event::{DecodeError, EncodeError, Event};
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::views;
use xiaoneng_store::{Append, Fault, Head, NotAppended, Stream};

use crate::App;
use crate::home::HomeError;
use crate::institution::Institution;

/// How often a wish is decided anew because somebody else was first.
const ATTEMPTS: u32 = 24;

/// Why a wish was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Denied {
    /// The institution's no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// So many people act on the same thing that this wish never came through.
    #[error("同一件事正被多人同时办理，这一步没有写入，请稍后再试")]
    TooBusy,
    /// The world failed; nothing was recorded.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// What is recorded cannot be read: by a newer program, or damaged.
    #[error(transparent)]
    Unreadable(#[from] DecodeError),
    /// Settings, keys, published checkpoints.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// What happened cannot be written.
    #[error(transparent)]
    Unwritable(#[from] EncodeError),
}

/// What came of a wish.
#[derive(Clone, Debug)]
pub struct Acted<E> {
    /// The events, in order; none if what was wished stood already.
    pub facts: Vec<Fact<E>>,
    /// The version of the stream now.
    pub version: u32,
}

/// A stream read and folded.
pub(crate) struct Folded<S> {
    pub(crate) state: S,
    pub(crate) head: Head,
}

/// What the events of a stream come to.
pub(crate) fn fold<I: Institution>(stream: &Stream) -> Result<Folded<I::State>, DecodeError> {
    let state = advance::<I>(I::State::default(), &stream.events)?;
    Ok(Folded { state, head: stream.head })
}

/// A state after further events.
pub(crate) fn advance<I: Institution>(
    state: I::State,
    events: &[Recorded],
) -> Result<I::State, DecodeError> {
    events.iter().try_fold(state, |state, recorded| Ok(I::evolve(state, &fact::<I>(recorded)?)))
}

pub(crate) fn fact<I: Institution>(recorded: &Recorded) -> Result<Fact<I::Event>, DecodeError> {
    Ok(Fact {
        occurred_at: recorded.occurred_at,
        recorded_at: recorded.recorded_at,
        actor: recorded.actor.clone(),
        event: I::Event::decode(&recorded.kind, &recorded.body)?,
    })
}

impl App {
    /// Carries out a wish, or says why not. Nothing is ever half recorded.
    pub(crate) async fn carry_out<I: Institution>(
        &self,
        stream: &StreamId,
        actor: &Actor,
        command: I::Command,
    ) -> Result<Acted<I::Event>, Denied> {
        for _ in 0..ATTEMPTS {
            let read = self.store().read_stream(stream).await?;
            let folded = fold::<I>(&read)?;
            let (append, acted) = self.decide::<I>(stream, actor, command.clone(), folded).await?;
            if acted.facts.is_empty() {
                return Ok(acted);
            }
            match self.store().append(&append).await {
                Ok(_) => return Ok(acted),
                Err(NotAppended::Conflict(_)) => {}
                Err(NotAppended::Fault(fault)) => return Err(fault.into()),
            }
        }
        Err(Denied::TooBusy)
    }

    /// Decides a wish on what was read, and prepares all that is to be recorded.
    async fn decide<I: Institution>(
        &self,
        stream: &StreamId,
        actor: &Actor,
        command: I::Command,
        folded: Folded<I::State>,
    ) -> Result<(Append, Acted<I::Event>), Denied> {
        let known = self.known().await?;
        let now = folded.head.time_of_recording(self.clock().now());
        let cx =
            Context { now, actor, rules: &known.rules, organization: &known.organization };
        let texts = I::texts(&command);
        let events = I::decide(&folded.state, command, &cx)?;
        let before = I::rows(&folded.state);
        let mut state = folded.state;
        let (mut recorded, mut facts) = (Vec::new(), Vec::new());
        let mut version = folded.head.version();
        for event in events {
            version += 1;
            let fact = Fact {
                occurred_at: I::occurred_at(&event).unwrap_or(now),
                recorded_at: now,
                actor: actor.clone(),
                event,
            };
            recorded.push(record(version, &fact)?);
            state = I::evolve(state, &fact);
            facts.push(fact);
        }
        let append = Append::new(stream.clone(), folded.head, recorded)
            .changes(views::changes(&before, &I::rows(&state)));
        let append = self.provide::<I>(append, texts, &facts);
        Ok((append, Acted { facts, version }))
    }
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
