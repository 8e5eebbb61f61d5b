//! 卷宗. One matter with everything that happened to it and everything that was written in it, as
//! far as whoever asks may see it; and whether he might do something with it now.

use std::collections::BTreeMap;
use std::sync::Arc;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::{MatterParts, sees_ratings};
use xiaoneng_domain::decider::{Actor, Context, Decider as _, Fact};
use xiaoneng_domain::event::{DecodeError, Event};
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{Matter, MatterCommand, MatterDecider, MatterEvent};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::Rules;
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::text::{TextDigest, Written};
use xiaoneng_store::{Head, Kept};

use crate::App;
use crate::act::weigh;
use crate::denied::Denied;
use crate::memory::Known;

/// 原文 of one matter, by digest.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Texts {
    kept: BTreeMap<TextDigest, Written>,
    /// 原文已销毁: the key of the matter's texts is gone.
    pub are_erased: bool,
}

/// 卷宗.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The matter as it stands.
    pub matter: Matter,
    /// Everything that happened, in order; the version of the stream is how much that is.
    pub history: Vec<Fact<MatterEvent>>,
    /// What people wrote in it.
    pub texts: Texts,
    /// Now: no earlier than the last record.
    pub now: Instant,
    version: u32,
    known: Known,
}

impl Texts {
    /// The text of that digest; none once it is erased.
    pub fn body(&self, digest: &TextDigest) -> Option<&str> {
        self.kept.get(digest).map(Written::body)
    }

    /// Without the texts that are not among these.
    pub(crate) fn retain(&mut self, digests: &[TextDigest]) {
        self.kept.retain(|digest, _| digests.contains(digest));
    }
}

impl Dossier {
    /// The version of the stream, which a form made from it carries.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// 组织 as it is known.
    pub fn organization(&self) -> &Arc<Organization> {
        &self.known.organization
    }

    /// The rules as they are known.
    pub fn rules(&self) -> &Arc<Rules> {
        &self.known.rules
    }

    /// 单份评价 is not shown to the unit rated; the version stays that of the whole.
    fn keep_ratings_to(&mut self, actor: &Actor) {
        if sees_ratings(&self.context(actor), &self.matter) {
            return;
        }
        let is_rating = |fact: &Fact<MatterEvent>| matches!(fact.event, MatterEvent::Rated(_));
        self.history.retain(|fact| !is_rating(fact) || fact.actor == *actor);
        self.matter.ratings.retain(|rating| *actor == Actor::Citizen(rating.by.clone()));
    }

    /// Whether the actor could carry out a wish now; nothing is recorded.
    pub fn allows(&self, actor: &Actor, command: impl Into<MatterCommand>) -> Result<(), Refusal> {
        weigh::<MatterDecider>(&self.matter, command.into(), (actor, self.now, &self.known))?;
        Ok(())
    }

    /// What the institution is told of the world when the actor asks.
    pub fn context<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        let Known { rules, organization, .. } = &self.known;
        Context { now: self.now, actor, rules, organization }
    }
}

impl App {
    /// 卷宗 of a matter; none both where there is no such matter and where the actor may not know
    /// of it.
    pub async fn dossier(
        &self,
        actor: &Actor,
        number: &MatterNumber,
    ) -> Result<Option<Dossier>, Denied> {
        let Some(mut dossier) = self.bare_dossier(number).await? else { return Ok(None) };
        if !self.sight_of(actor).await?.admits(&MatterParts::of(&dossier.matter)) {
            return Ok(None);
        }
        dossier.keep_ratings_to(actor);
        dossier.texts = self.texts_of(number).await?;
        Ok(Some(dossier))
    }

    /// What people wrote in a matter, whoever asks.
    pub(crate) async fn texts_of(&self, number: &MatterNumber) -> Result<Texts, Denied> {
        let stream = StreamId::Matter(number.clone());
        Ok(match self.store().list_texts(&stream).await? {
            Kept::Found(texts) => Texts {
                kept: texts.into_iter().map(|text| (text.digest(), text)).collect(),
                are_erased: false,
            },
            Kept::Erased => Texts { are_erased: true, ..Texts::default() },
            Kept::Nothing => Texts::default(),
        })
    }

    /// 经过. Everything that happened to a matter, in order, whoever asks; empty if there is none.
    pub async fn history(&self, number: &MatterNumber) -> Result<Vec<Fact<MatterEvent>>, Denied> {
        let stream = self.store().read_stream(&StreamId::Matter(number.clone())).await?;
        Ok(stream.events.into_iter().map(read).collect::<Result<_, _>>()?)
    }

    /// Whether the actor could carry out a wish now; nothing is recorded.
    pub async fn allowed(
        &self,
        actor: &Actor,
        number: &MatterNumber,
        command: impl Into<MatterCommand>,
    ) -> Result<(), Denied> {
        let Some(dossier) = self.bare_dossier(number).await? else {
            let nothing = Matter::default();
            let known = self.known().await?;
            let now = Head::EMPTY.time_of_recording(self.clock().now());
            weigh::<MatterDecider>(&nothing, command.into(), (actor, now, &known))?;
            return Ok(());
        };
        Ok(dossier.allows(actor, command)?)
    }

    /// The matter and its history, without texts.
    pub(crate) async fn bare_dossier(
        &self,
        number: &MatterNumber,
    ) -> Result<Option<Dossier>, Denied> {
        let known = self.known().await?;
        let stream = self.store().read_stream(&StreamId::Matter(number.clone())).await?;
        let now = stream.head.time_of_recording(self.clock().now());
        let history: Vec<_> = stream.events.into_iter().map(read).collect::<Result<_, _>>()?;
        let matter = history.iter().fold(Matter::default(), MatterDecider::evolve);
        let is_there = matter.filing.is_some();
        let version = u32::try_from(history.len()).unwrap_or(u32::MAX);
        Ok(is_there.then(|| Dossier {
            matter,
            history,
            texts: Texts::default(),
            now,
            version,
            known,
        }))
    }
}

/// A record as the fact it is.
fn read(recorded: Recorded) -> Result<Fact<MatterEvent>, DecodeError> {
    Ok(Fact {
        occurred_at: recorded.occurred_at,
        recorded_at: recorded.recorded_at,
        actor: recorded.actor,
        event: <MatterEvent as Event>::decode(&recorded.kind, &recorded.body)?,
    })
}
