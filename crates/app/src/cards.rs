//! 牌. Drafted by the system from what a matter recorded, heard, decided and appealed by people.

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::{OfficeAct, role_permits};
use xiaoneng_domain::card::{
    AppealOutcome, Card, CardCommand, CardDecider, CardEvent, DecideAppeal, DismissCard,
    GiveStatement, LodgeAppeal, ServeCard, SignCard, TellPerson, WaiveStatement, WithdrawCard,
    may_see,
};
use xiaoneng_domain::decider::{Actor, Context, Decider as _, Fact};
use xiaoneng_domain::docket::Slip;
use xiaoneng_domain::id::{CardReference, MatterNumber, PersonId};
use xiaoneng_domain::organization::Person;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::signal::CardColour;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::supervision::{self, Watched, handlers_of};
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::{DocketRow, Whom};
use xiaoneng_store::{DocketOf, DocketPlace};

use crate::App;
use crate::act::{Acted, weigh};
use crate::denied::Denied;
use crate::docket::{CARD, Page, facts_of};
use crate::dossier::Texts;
use crate::follow::Followed;
use crate::memory::Known;

/// The kind of stream.
const KIND: &str = "card";
/// More cards than one matter can have.
const CARDS_OF_A_MATTER: u32 = 1_000;

/// What somebody wishes of a card, in his own words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CardWish {
    /// 陈述
    State(String),
    /// 放弃陈述
    Waive,
    /// 签发, as drafted or milder
    Sign(CardColour, String),
    /// 不予签发
    Dismiss(String),
    /// 已当面告知
    Tell,
    /// 已当面送达
    Serve,
    /// 申诉
    Appeal(String),
    /// 申诉决定
    DecideAppeal(AppealOutcome, String),
    /// 撤销
    Withdraw(String),
}

/// 一张牌的卷宗.
#[derive(Clone, Debug)]
pub struct CardDossier {
    /// The card as it stands.
    pub card: Card,
    /// Everything that happened to it, in order.
    pub history: Vec<Fact<CardEvent>>,
    /// What people wrote.
    pub texts: Texts,
    /// Now.
    pub now: Instant,
    /// By when its next step is owed; none where nothing is.
    pub due_at: Option<Instant>,
    known: Known,
    handled_by: BTreeSet<PersonId>,
}

/// Whose cards.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum CardsOf {
    /// Charged to him.
    Mine,
    /// That wait for his decision.
    ToDecide,
    /// Charged to somebody of his unit.
    Unit,
    /// All; none for whoever does not watch over all units.
    All,
}

impl CardDossier {
    /// Whether the actor could carry out a wish now; nothing is recorded.
    pub fn allows(&self, actor: &Actor, wish: &CardWish) -> Result<(), Refusal> {
        let (year, _, _) = self.now.date().ymd();
        let slip = Slip { year, number: 1 };
        let written = |text: &str| Written::new(text, [0; 16]);
        let command = command(wish, &self.handled_by, slip, written);
        weigh::<CardDecider>(&self.card, command, (actor, self.now, &self.known))?;
        Ok(())
    }
}

/// The wish as the institution knows it.
fn command(
    wish: &CardWish,
    handled_by: &BTreeSet<PersonId>,
    slip: Slip,
    written: impl Fn(&str) -> Written,
) -> CardCommand {
    let handled_by = handled_by.clone();
    match wish {
        CardWish::State(text) => GiveStatement { text: written(text) }.into(),
        CardWish::Waive => WaiveStatement {}.into(),
        CardWish::Sign(colour, reason) => {
            SignCard { serial: Some(slip), colour: *colour, reason: written(reason), handled_by }
                .into()
        }
        CardWish::Dismiss(reason) => DismissCard { reason: written(reason), handled_by }.into(),
        CardWish::Tell => TellPerson {}.into(),
        CardWish::Serve => ServeCard {}.into(),
        CardWish::Appeal(grounds) => LodgeAppeal { grounds: written(grounds) }.into(),
        CardWish::DecideAppeal(outcome, reason) => {
            DecideAppeal { outcome: *outcome, reason: written(reason), handled_by }.into()
        }
        CardWish::Withdraw(reason) => WithdrawCard { reason: written(reason), handled_by }.into(),
    }
}

impl App {
    /// Drafts the card that a matter's own clocks called for, as the rules of watching say. Drafted
    /// twice it stands once.
    pub(crate) async fn draft_card(
        &self,
        number: &MatterNumber,
        ordinal: u32,
    ) -> Result<(), Denied> {
        let history = self.history(number).await?;
        let earlier = self.cards_of(number).await?;
        let (known, texts) = (self.known().await?, supervision::Texts::new());
        let cx = Context {
            now: since(history.last(), self.clock().now()),
            actor: &Actor::System,
            rules: &known.rules,
            organization: &known.organization,
        };
        let earlier: Vec<&Card> = earlier.iter().collect();
        let Some(draft) = Watched::of(&cx, &history, &texts).draft_due(ordinal, &earlier) else {
            return Ok(());
        };
        let stream = StreamId::Card(draft.facts.reference());
        self.carry_out::<CardDecider>(&stream, &Actor::System, draft).await?;
        Ok(())
    }

    /// Drafts the cards that the procedure of a matter calls for: each finding once. A finding for
    /// which a second person may still stand up is looked at again when he no longer may.
    pub(crate) async fn draft_found(&self, number: &MatterNumber) -> Result<Followed, Denied> {
        let history = self.history(number).await?;
        let (known, texts) = (self.known().await?, self.watched_texts(number).await?);
        let cx = Context {
            now: since(history.last(), self.clock().now()),
            actor: &Actor::System,
            rules: &known.rules,
            organization: &known.organization,
        };
        let watched = Watched::of(&cx, &history, &texts);
        let findings = watched.findings();
        for finding in &findings {
            let earlier = self.cards_of(number).await?;
            let earlier: Vec<&Card> = earlier.iter().collect();
            let Some(draft) = watched.draft_found(finding, &earlier) else { continue };
            let stream = StreamId::Card(draft.facts.reference());
            match self.carry_out::<CardDecider>(&stream, &Actor::System, draft).await {
                // It stands drafted already.
                Ok(_) | Err(Denied::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let waits = findings.iter().filter(|finding| finding.seconded_by.is_none());
        let until = waits.filter_map(|finding| finding.second_by).filter(|until| *until >= cx.now);
        let again = until.min().map(|until| Followed::NotBefore(until.plus_minutes(1)));
        Ok(again.unwrap_or(Followed::Done))
    }

    async fn watched_texts(&self, number: &MatterNumber) -> Result<supervision::Texts, Denied> {
        let texts = self.texts_in(&StreamId::Matter(number.clone())).await?;
        Ok(texts.bodies().map(|(digest, body)| (*digest, body.to_owned())).collect())
    }

    /// Every card of a matter, whatever became of it.
    async fn cards_of(&self, number: &MatterNumber) -> Result<Vec<Card>, Denied> {
        let mut cards = Vec::new();
        for is_open in [true, false] {
            let (of, all) = (DocketOf::Matter(number.clone()), (None, CARDS_OF_A_MATTER));
            for row in self.store().list_dockets(KIND, &of, is_open, all).await? {
                if let StreamId::Card(reference) = &row.stream {
                    cards.push(self.card(reference).await?.0);
                }
            }
        }
        Ok(cards)
    }

    /// 办. Somebody wishes something of a card; what he may not see is not there.
    pub async fn act_on_card(
        &self,
        actor: &Actor,
        reference: &CardReference,
        wish: &CardWish,
    ) -> Result<Acted<CardEvent>, Denied> {
        let stream = StreamId::Card(reference.clone());
        let (card, _) = self.card(reference).await?;
        let handled_by = self.handled_by(&card).await?;
        let make = |slip: Slip| {
            command(wish, &handled_by, slip, |text| Written::new(text, self.chance().bytes()))
        };
        self.carry_out_numbered::<CardDecider>(&stream, actor, CARD, make).await
    }

    /// 卷宗 of a card; none both where there is none and where it is not his to see.
    pub async fn card_dossier(
        &self,
        actor: &Actor,
        reference: &CardReference,
    ) -> Result<Option<CardDossier>, Denied> {
        let stream = StreamId::Card(reference.clone());
        let (card, history) = self.card(reference).await?;
        let known = self.known().await?;
        let now = since(history.last(), self.clock().now());
        let cx = Context { now, actor, rules: &known.rules, organization: &known.organization };
        if !may_see(&cx, &card) {
            return Ok(None);
        }
        let texts = self.texts_in(&stream).await?;
        let handled_by = self.handled_by(&card).await?;
        let due_at = self.store().find_docket(&stream).await?.and_then(|row| row.due_at);
        Ok(Some(CardDossier { card, history, texts, now, due_at, known, handled_by }))
    }

    /// A page of cards, the one owed first at the top; the ended ones newest first.
    pub async fn list_cards(
        &self,
        person: &PersonId,
        of: CardsOf,
        is_open: bool,
        (after, limit): (Option<&DocketPlace>, u32),
    ) -> Result<Page<DocketRow>, Denied> {
        let known = self.known().await?;
        let Some(staff) = known.organization.in_office(person) else {
            return Ok(Page::default());
        };
        let of_part = |whom: Whom| DocketOf::Part(whom);
        let of = match of {
            CardsOf::Mine => vec![DocketOf::Person(person.clone())],
            CardsOf::ToDecide => {
                let (person, unit) = (person.clone(), staff.unit.clone());
                vec![of_part(Whom::Person(person)), of_part(Whom::Unit(unit))]
            }
            CardsOf::Unit => vec![DocketOf::Unit(staff.unit.clone())],
            // Whoever does not watch over all units would look through all to find his own.
            CardsOf::All if !watches_all(staff) => Vec::new(),
            CardsOf::All => vec![DocketOf::All],
        };
        let actor = Actor::Staff(person.clone());
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut rows: Vec<DocketRow> = Vec::new();
        for of in &of {
            let mut after = after.cloned();
            loop {
                let at = (after.as_ref(), limit.saturating_add(1));
                let page = self.store().list_dockets(KIND, of, is_open, at).await?;
                let is_last = page.len() <= wanted;
                after = page.last().map(DocketPlace::after);
                for row in page {
                    let is_new = !rows.iter().any(|seen| seen.stream == row.stream);
                    if is_new && self.shows_card(&actor, &row, of).await? {
                        rows.push(row);
                    }
                }
                if is_last || rows.len() > wanted {
                    break;
                }
            }
        }
        Ok(Page::of(rows, limit))
    }

    /// Whether a card stands in a list of somebody's: he may see it, and where it is a list of what
    /// waits for him, he may decide it.
    async fn shows_card(
        &self,
        actor: &Actor,
        row: &DocketRow,
        of: &DocketOf,
    ) -> Result<bool, Denied> {
        let StreamId::Card(reference) = &row.stream else { return Ok(false) };
        let dossier = self.card_dossier(actor, reference).await?;
        Ok(dossier.is_some_and(|dossier| match of {
            DocketOf::Part(_) | DocketOf::PartNamed(..) => dossier.is_for_deciding_by(actor),
            DocketOf::All | DocketOf::Unit(_) | DocketOf::Person(_) | DocketOf::Matter(_) => true,
        }))
    }

    /// The card and its history, whoever asks.
    pub(crate) async fn card(
        &self,
        reference: &CardReference,
    ) -> Result<(Card, Vec<Fact<CardEvent>>), Denied> {
        let stream = self.store().read_stream(&StreamId::Card(reference.clone())).await?;
        let history = facts_of::<CardEvent>(stream.events)?;
        let card = history.iter().fold(Card::default(), CardDecider::evolve);
        Ok((card, history))
    }

    /// Who has handled the matter by now; they decide nothing here.
    async fn handled_by(&self, card: &Card) -> Result<BTreeSet<PersonId>, Denied> {
        let Some(draft) = &card.draft else { return Ok(BTreeSet::new()) };
        let matter = self.matter(&draft.facts.matter).await?;
        Ok(matter.as_ref().map(handlers_of).unwrap_or_default())
    }
}

impl CardDossier {
    /// Whether it waits for this person: to sign or dismiss it, or to decide an appeal.
    fn is_for_deciding_by(&self, actor: &Actor) -> bool {
        let reason = "—".to_owned();
        let colour = self.card.colour().unwrap_or(CardColour::Yellow);
        let wishes = [
            CardWish::Sign(colour, reason.clone()),
            CardWish::DecideAppeal(AppealOutcome::CardStands, reason),
        ];
        wishes.iter().any(|wish| self.allows(actor, wish).is_ok())
    }
}

/// Whether somebody watches over all units.
fn watches_all(staff: &Person) -> bool {
    staff.roles.iter().any(|role| role_permits(*role, OfficeAct::WatchBoard))
}

/// Now, and never before the last record.
fn since<E>(last: Option<&Fact<E>>, now: Instant) -> Instant {
    last.map_or(now, |last| last.recorded_at.max(now))
}
