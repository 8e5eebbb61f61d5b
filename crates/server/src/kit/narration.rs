//! 叙述. Every event of a matter as a sentence, in both languages: who did what, whether the citizen
//! reads it too, and which of the written texts go with it.
//!
//! Nothing that is between offices, about a fault or about a card reaches the citizen; and nothing
//! that the citizen says of the office by his code alone (评价) reaches the office here.

mod closing;
mod filing;
mod handling;
mod passing;
mod people;
mod waiting;
mod watching;
mod words;

use xiaoneng_app::Names;
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::decider::{Actor, Decider as _, Fact};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::matter::{Matter, MatterDecider, MatterEvent};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::Rules;
use xiaoneng_domain::text::TextDigest;

use crate::kit::language::Language;
pub use words::NarrationWords;

/// 谁能看 a line of the trail.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Visibility {
    /// 对外: the citizen and the staff who may see the matter.
    Public,
    /// 仅内部: the staff who may see the matter.
    Internal,
    /// 牌稿: the person, his head, supervision and leaders alone (decisions E34).
    Supervision,
    /// 仅本人: the citizen alone; the office sees ratings in lots (decisions F37).
    Citizen,
}

/// 读者. For whom the trail is told.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Reader<'a> {
    /// 诉求人, with his code.
    Citizen,
    /// A member of staff who may see the matter.
    Staff(&'a PersonId),
}

/// 一行叙述.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Narration {
    /// When it happened.
    pub at: Instant,
    /// Who did it, in words.
    pub who: String,
    /// Whether the system did it by itself.
    pub is_by_system: bool,
    /// What was done; stands after who.
    pub says: String,
    /// What only staff read beside it; empty for the citizen.
    pub aside: String,
    /// Who reads it.
    pub visibility: Visibility,
    /// The texts that go with it, in order, as far as the reader may read them.
    pub quotes: Vec<TextDigest>,
    /// The kind of event.
    pub kind: &'static str,
}

impl Narration {
    /// 对外可见.
    pub fn is_public(&self) -> bool {
        match self.visibility {
            Visibility::Public | Visibility::Citizen => true,
            Visibility::Internal | Visibility::Supervision => false,
        }
    }
}

/// 叙述人. What he must know to put events into words.
#[derive(Copy, Clone, Debug)]
pub struct Narrator<'a> {
    /// The language of the page.
    pub language: Language,
    /// 组织.
    pub organization: &'a Organization,
    /// 规则, for the names of matters, steps and grounds.
    pub rules: &'a Rules,
    /// 姓名 of staff.
    pub names: &'a Names,
    /// For whom.
    pub reader: Reader<'a>,
}

/// A sentence in the making: what is said, who reads it, which texts go with it.
#[derive(Debug)]
struct Told {
    says: String,
    aside: Vec<String>,
    visibility: Visibility,
    /// Texts that every reader of the line reads.
    quotes: Vec<TextDigest>,
    /// Texts that staff alone read.
    office_quotes: Vec<TextDigest>,
}

impl Told {
    fn to(visibility: Visibility, says: impl Into<String>) -> Self {
        Self {
            says: says.into(),
            aside: Vec::new(),
            visibility,
            quotes: Vec::new(),
            office_quotes: Vec::new(),
        }
    }

    fn public(says: impl Into<String>) -> Self {
        Self::to(Visibility::Public, says)
    }

    fn internal(says: impl Into<String>) -> Self {
        Self::to(Visibility::Internal, says)
    }

    fn with(mut self, texts: impl IntoIterator<Item = TextDigest>) -> Self {
        self.quotes.extend(texts);
        self
    }

    fn with_for_staff(mut self, texts: impl IntoIterator<Item = TextDigest>) -> Self {
        self.office_quotes.extend(texts);
        self
    }

    fn aside(mut self, says: impl Into<String>) -> Self {
        self.aside.push(says.into());
        self
    }

    fn aside_if(self, says: Option<String>) -> Self {
        match says {
            Some(says) => self.aside(says),
            None => self,
        }
    }
}

/// 一件事 with the matter as it stood before.
struct Turn<'a> {
    before: &'a Matter,
    at: Instant,
    past: &'a [Fact<MatterEvent>],
}

impl Narrator<'_> {
    /// The trail of a matter as its reader may read it, in order.
    pub fn tell(&self, history: &[Fact<MatterEvent>]) -> Vec<Narration> {
        let mut matter = Matter::default();
        let mut lines = Vec::with_capacity(history.len());
        for (place, fact) in history.iter().enumerate() {
            let past = history.get(..place).unwrap_or_default();
            let turn = Turn { before: &matter, at: fact.occurred_at, past };
            lines.extend(self.line(&turn, fact));
            matter = MatterDecider::evolve(matter, fact);
        }
        lines
    }

    fn line(&self, turn: &Turn<'_>, fact: &Fact<MatterEvent>) -> Option<Narration> {
        let told = self.one(turn, &fact.event);
        let is_staff = match (self.reader, told.visibility) {
            (_, Visibility::Public) => matches!(self.reader, Reader::Staff(_)),
            (Reader::Citizen, Visibility::Citizen) => false,
            (Reader::Staff(_), Visibility::Internal) => true,
            (Reader::Staff(person), Visibility::Supervision) if self.sees_cards(person, fact) => {
                true
            }
            (Reader::Citizen, Visibility::Internal | Visibility::Supervision)
            | (Reader::Staff(_), Visibility::Citizen | Visibility::Supervision) => return None,
        };
        let mut quotes = told.quotes;
        let mut aside = String::new();
        if is_staff {
            quotes.extend(told.office_quotes);
            aside = told.aside.join(self.words().choose("；", "; "));
        }
        Some(Narration {
            at: fact.occurred_at,
            who: self.who(turn, &fact.actor),
            is_by_system: fact.actor == Actor::System,
            says: told.says,
            aside,
            visibility: told.visibility,
            quotes,
            kind: fact.event.kind(),
        })
    }

    fn words(&self) -> NarrationWords {
        NarrationWords(self.language)
    }

    fn one(&self, turn: &Turn<'_>, event: &MatterEvent) -> Told {
        match event {
            MatterEvent::Registered(facts) => self.registered(facts),
            MatterEvent::FirstContactRecorded(facts) => self.first_contact(turn, facts),
            MatterEvent::Classified(facts) => self.classified(turn, facts),
            MatterEvent::Accepted(facts) => self.accepted(facts),
            MatterEvent::StepFinished(facts) => self.step_finished(turn, facts),
            MatterEvent::ActedAsCover(facts) => self.acted_as_cover(facts),
            MatterEvent::HandedOver(facts) => self.handed_over(facts),
            MatterEvent::HandOverWithdrawn(facts) => self.hand_over_withdrawn(facts),
            MatterEvent::SignedFor(facts) => self.signed_for(turn, facts),
            MatterEvent::Returned(facts) => self.returned(facts),
            MatterEvent::RulingOpened(facts) => self.ruling_opened(facts),
            MatterEvent::RulingPassedUp(_) => Told::public(self.words().ruling_passed_up()),
            MatterEvent::Ruled(facts) => self.ruled(facts),
            MatterEvent::RulingObjected(facts) => {
                Told::internal(self.words().ruling_objected()).with([facts.reason])
            }
            MatterEvent::ResponsibilityMoved(facts) => self.responsibility_moved(facts),
            MatterEvent::AssistAsked(facts) => self.assist_asked(facts),
            MatterEvent::AssistAnswered(facts) => self.assist_answered(turn, facts),
            MatterEvent::AssistReleased(facts) => self.assist_released(turn, facts),
            MatterEvent::SupplementAsked(facts) => self.supplement_asked(facts),
            MatterEvent::Supplied(facts) => self.supplied(facts),
            MatterEvent::FaultFound(facts) => self.fault_found(facts),
            MatterEvent::SuspensionAsked(facts) => self.suspension_asked(turn, facts),
            MatterEvent::Suspended(facts) => self.suspended(turn, facts),
            MatterEvent::SuspensionRefused(facts) => self.suspension_refused(facts),
            MatterEvent::Resumed(facts) => self.resumed(facts),
            MatterEvent::ExtensionAsked(facts) => self.extension_asked(turn, facts),
            MatterEvent::ExtensionGranted(facts) => self.extension_granted(turn, facts),
            MatterEvent::ExtensionRefused(facts) => {
                Told::internal(self.words().extension_refused()).with([facts.reason])
            }
            MatterEvent::ExtensionLapsed(facts) => self.extension_lapsed(facts),
            MatterEvent::CorrectionAsked(facts) => self.correction_asked(facts),
            MatterEvent::TimeCorrected(facts) => self.time_corrected(facts),
            MatterEvent::CorrectionRefused(facts) => {
                Told::internal(self.words().correction_refused()).with([facts.reason])
            }
            MatterEvent::FollowUpAsked(facts) => self.follow_up_asked(facts),
            MatterEvent::FollowUpSet(facts) => self.follow_up_set(turn, facts),
            MatterEvent::FollowUpRefused(facts) => self.follow_up_refused(facts),
            MatterEvent::ModesChanged(facts) => self.modes_changed(facts),
            MatterEvent::TakenUp(facts) => self.taken_up(facts),
            MatterEvent::VisitRecorded(facts) => self.visit_recorded(facts),
            MatterEvent::Published(facts) => self.published(facts),
            MatterEvent::ActionRecorded(facts) => {
                Told::internal(self.words().noted()).with([facts.action])
            }
            MatterEvent::Replied(facts) => self.replied(facts),
            MatterEvent::QuestionAsked(facts) => {
                Told::public(self.words().asked()).with([facts.text])
            }
            MatterEvent::ResultDecided(facts) => self.result_decided(facts),
            MatterEvent::DeliveryFailed(facts) => self.delivery_failed(facts),
            MatterEvent::Delivered(facts) => self.delivered(turn, facts),
            MatterEvent::Completed(facts) => self.completed(facts),
            MatterEvent::Declined(_) => Told::public(self.words().declined()),
            MatterEvent::ReferredOutside(_) => Told::public(self.words().referred()),
            MatterEvent::Withdrawn(facts) => self.withdrawn(facts),
            MatterEvent::Merged(facts) => self.merged(facts),
            MatterEvent::Lapsed(_) => Told::public(self.words().lapsed()),
            MatterEvent::Reopened(facts) => self.reopened(facts),
            MatterEvent::Linked(facts) => self.linked(facts),
            MatterEvent::PushUpFound(facts) => self.push_up_found(facts),
            MatterEvent::Urged(facts) => self.urged(facts),
            MatterEvent::SignalRaised(facts) => self.signal_raised(facts),
            MatterEvent::SignalAnswered(facts) => {
                Told::internal(self.words().signal_answered()).with([facts.text])
            }
            MatterEvent::SignalEscalated(facts) => self.signal_escalated(facts),
            MatterEvent::CardDrafted(facts) => self.card_drafted(facts),
            MatterEvent::SilenceTookEffect(facts) => self.silence_took_effect(facts),
            MatterEvent::Reprojected(facts) => self.reprojected(facts),
            MatterEvent::AttachmentAdded(facts) => self.attachment_added(facts),
            MatterEvent::Followed(facts) => self.followed(facts),
            MatterEvent::Rated(facts) => self.rated(facts),
            MatterEvent::CodeReissued(facts) => self.code_reissued(facts),
            MatterEvent::Imported(facts) => self.imported(facts),
        }
    }
}
