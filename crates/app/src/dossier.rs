//! 卷宗. One matter with everything that happened to it and everything that was written in it, as
//! far as whoever asks may see it; and whether he might do something with it now.

use std::collections::BTreeMap;
use std::sync::Arc;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::{MatterParts, sees_ratings};
use xiaoneng_domain::decider::{Actor, Context, Decider as _, Fact};

use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};
use xiaoneng_domain::light::{Lit, light_of};
use xiaoneng_domain::matter::{Filing, Matter, MatterCommand, MatterDecider, MatterEvent};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::Rules;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::{TextDigest, Written};
use xiaoneng_domain::views::RegisterRow;
use xiaoneng_store::{Head, Kept, RegisterFilter};

use crate::App;
use crate::act::weigh;
use crate::denied::Denied;
use crate::docket::facts_of;
use crate::memory::Known;

/// How many matters of one tag are looked at for answered ones.
const SIMILAR_LOOKED_AT: u32 = 12;

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
    /// The versions of what is kept from whoever asked.
    left_out: Vec<u32>,
    /// 摘要 of the last record, which covers all before it.
    pub digest: String,
    known: Known,
}

/// 外看. What staff learn of a matter that is not theirs: who handles it and its light.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outline {
    /// 承办单位.
    pub unit: UnitId,
    /// Its light.
    pub lit: Lit,
}

impl Texts {
    /// As the vault has them.
    pub(crate) fn of(kept: Kept<Vec<Written>>) -> Self {
        match kept {
            Kept::Found(texts) => Self {
                kept: texts.into_iter().map(|text| (text.digest(), text)).collect(),
                are_erased: false,
            },
            Kept::Erased => Self { are_erased: true, ..Self::default() },
            Kept::Nothing => Self::default(),
        }
    }

    /// The text of that digest; none once it is erased.
    pub fn body(&self, digest: &TextDigest) -> Option<&str> {
        self.kept.get(digest).map(Written::body)
    }

    /// All of them with their digests.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = (&TextDigest, &str)> {
        self.kept.iter().map(|(digest, text)| (digest, text.body()))
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

    /// What happened since the matter stood at a version.
    pub fn since(&self, version: u32) -> &[Fact<MatterEvent>] {
        let left_out = self.left_out.iter().filter(|left_out| **left_out <= version).count();
        let seen = usize::try_from(version).unwrap_or(usize::MAX).saturating_sub(left_out);
        self.history.get(seen..).unwrap_or_default()
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
        let (mut version, left_out) = (0, &mut self.left_out);
        self.history.retain(|fact| {
            version += 1;
            let is_kept = !is_rating(fact) || fact.actor == *actor;
            if !is_kept {
                left_out.push(version);
            }
            is_kept
        });
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

    /// What people wrote in a stream, whoever asks.
    pub(crate) async fn texts_in(&self, stream: &StreamId) -> Result<Texts, Denied> {
        Ok(Texts::of(self.store().list_texts(stream).await?))
    }

    /// What people wrote in a matter, whoever asks.
    pub(crate) async fn texts_of(&self, number: &MatterNumber) -> Result<Texts, Denied> {
        self.texts_in(&StreamId::Matter(number.clone())).await
    }

    /// 外看 of a matter that somebody in office may not read; none where he may not know of it at
    /// all, where there is none, and for the three administrators.
    pub async fn outline(
        &self,
        person: &PersonId,
        number: &MatterNumber,
    ) -> Result<Option<Outline>, Denied> {
        let organization = self.known().await?.organization;
        let staff = organization.in_office(person);
        if staff.is_none_or(|staff| staff.roles.iter().any(|role| role.is_administrator())) {
            return Ok(None);
        }
        let Some(matter) = self.matter(number).await? else { return Ok(None) };
        let is_open_to_all = |filing: &Filing| !filing.is_sealed && filing.concerned.is_none();
        if !matter.filing.as_ref().is_some_and(is_open_to_all) {
            return Ok(None);
        }
        let now = self.clock().now();
        let held = matter.holdings.last().map(|holding| holding.holder.unit.clone());
        let history = matter.history.as_ref().map(|history| history.unit.clone());
        let lit = light_of(&matter, now);
        Ok(held.or(history).map(|unit| Outline { unit, lit }))
    }

    /// 相似已办: what was answered lately under the same tag, as far as the actor may read it.
    pub async fn answered_alike(
        &self,
        actor: &Actor,
        matter: &Matter,
        limit: usize,
    ) -> Result<Vec<RegisterRow>, Denied> {
        let Some(filing) = &matter.filing else { return Ok(Vec::new()) };
        let sight = self.sight_of(actor).await?;
        let filter = RegisterFilter::Tag(filing.tag.clone());
        let rows = self.store().list_register(&filter, None, SIMILAR_LOOKED_AT).await?;
        let may_read = |row: &RegisterRow| {
            let has_part = sight.units.contains(&row.unit) || sight.units.contains(&row.first_unit);
            !sight.is_recused(row.concerned.as_ref()) && (sight.is_whole || has_part)
        };
        let answered = rows
            .into_iter()
            .filter(|row| row.state == "completed" && row.matter != filing.number && may_read(row));
        Ok(answered.take(limit).collect())
    }

    /// 经过. Everything that happened to a matter, in order, whoever asks; empty if there is none.
    pub async fn history(&self, number: &MatterNumber) -> Result<Vec<Fact<MatterEvent>>, Denied> {
        let stream = self.store().read_stream(&StreamId::Matter(number.clone())).await?;
        Ok(facts_of(stream.events)?)
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
        let history = facts_of::<MatterEvent>(stream.events)?;
        let matter = history.iter().fold(Matter::default(), MatterDecider::evolve);
        let is_there = matter.filing.is_some();
        let version = u32::try_from(history.len()).unwrap_or(u32::MAX);
        let digest = stream.head.digest().unwrap_or_default();
        let (texts, left_out) = (Texts::default(), Vec::new());
        let dossier = Dossier { matter, history, texts, now, digest, version, left_out, known };
        Ok(is_there.then_some(dossier))
    }
}
