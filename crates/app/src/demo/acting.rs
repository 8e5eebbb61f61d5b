//! 办事的人. What the one who has the next step does when he looks at a matter.

use xiaoneng_calendar::{Instant, TimeOfDay};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};
use xiaoneng_domain::matter::{
    Accept, AnswerAssist, AnswerSignal, AskAssist, AskExtension, AskFollowUp, AskQuestion,
    AskSupplement, AssistWish, Channel, ClockName, DecideExtension, DecideFollowUp, DeliveryWay,
    Destination, FirstContactRecord, GiveResult, HandOver, HandOverWish, Matter, MatterCommand,
    Mode, NoticeForm, OneTimeNotice, Outcome, Publish, PublishedPart, Receipt as ReceiptGiven,
    RecordDelivery, RecordVisit, RefusalAccount, RefusalGround, Reply, RequestState, Return,
    ReturnReason, Rule, SignFor, SupplementOccasion, Supply, Urge, UrgeReason, Verdict, Withdraw,
};
use xiaoneng_domain::organization::{Organization, RegisterAbsence};
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::{Owner, Situation};
use xiaoneng_store::Identity;

use super::county::UNITS;
use super::course::{Course, CourseEnd, Incident};
use super::stories::{self, STORIES};
use super::year::Year;
use crate::denied::Denied;
use crate::file::{Filing, Marks};

/// Where no clock says by when, an answer is promised within this, in minutes.
const FALLBACK_ANSWER_MINUTES: i64 = 8 * 60;

/// What is tracked is looked at again after so many days.
const FOLLOW_UP_DAYS: i32 = 21;

/// Nobody looks at a matter more often than this.
const MOST_LOOKS: u32 = 60;

impl Year<'_> {
    /// A citizen files something.
    pub(super) async fn file(
        &mut self,
        at: Instant,
    ) -> Result<Option<(MatterNumber, Course)>, Denied> {
        let known = self.app.known().await?;
        let story = self.dice.pick_weighted(&STORIES, |story| story.weight);
        let index = STORIES.iter().position(|one| std::ptr::eq(one, story)).unwrap_or(0);
        let school = self.some_school();
        let school_name = known.organization.unit(&school).map_or("", |unit| unit.name.as_str());
        let told = self.dice.pick(story.told).replace("{校}", school_name);
        let rules = known.rules.on(at.date());
        let Some(matter_type) = rules.matter_types.get(&story.matter_type.into()) else {
            return Ok(None);
        };
        let owner = owner_unit(&matter_type.owner, &known.organization, &school);
        let chosen = match self.dice.below(10) {
            0..=5 => owner.clone(),
            6..=7 if story.to_school => Some(school.clone()),
            _ => None,
        };
        let by_clerk = self.dice.in_a_hundred(30);
        let is_school = |unit: &&UnitId| known.organization.is_school(unit);
        let asked = owner.as_ref().filter(is_school).cloned();
        let asked = asked.unwrap_or_else(|| UnitId::from(super::county::GENERAL_OFFICE));
        let (actor, channel, unit, first_contact) = if by_clerk {
            let clerk = self.people.of(&asked).get(1).or_else(|| self.people.of(&asked).first());
            let Some(clerk) = clerk.cloned() else { return Ok(None) };
            let record = self.first_contact(&asked, owner.as_ref());
            let channel = *self.dice.pick(&[Channel::Visit, Channel::Phone]);
            (Actor::Staff(clerk), channel, None, Some(Box::new(record)))
        } else {
            let channel = *self.dice.pick(&[Channel::Portal, Channel::QrCode, Channel::Portal]);
            (Actor::Citizen(PersonId::from("portal")), channel, chosen.clone(), None)
        };
        let filing = Filing {
            channel,
            petitioner: Some(self.some_citizen()),
            matter_type: story.matter_type.into(),
            unit,
            story: told,
            concerned: None,
            marks: Marks {
                is_urgent: self.dice.in_a_hundred(3),
                is_vulnerable: self.dice.in_a_hundred(2),
                is_sealed: false,
            },
            asked_first: None,
            first_contact,
            asked_school: None,
        };
        let receipt = match self.app.file(&actor, filing).await {
            Ok(receipt) => receipt,
            Err(Denied::Refused(refusal)) => {
                self.refused(&refusal);
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        self.report.matters += 1;
        self.report.example = Some(receipt.number.clone());
        let petitioner = receipt.petitioner.unwrap_or_else(|| PersonId::from("portal"));
        let wants = owner.or(chosen).unwrap_or(school);
        let course = Course::by_chance(index, story, petitioner, wants, &mut self.dice);
        Ok(Some((receipt.number, course)))
    }

    /// What a clerk records who was asked in person: his own matter is explained at once, another
    /// unit's is handed over.
    fn first_contact(&mut self, asked: &UnitId, owner: Option<&UnitId>) -> FirstContactRecord {
        let elsewhere = owner.filter(|owner| *owner != asked);
        let request = || self.app.written(stories::REQUEST);
        FirstContactRecord {
            situation: if elsewhere.is_some() { Situation::E } else { Situation::B },
            result: None,
            notice: Some(OneTimeNotice {
                text: self.app.written(stories::NOTICE),
                form: NoticeForm::Written,
            }),
            hand_over: elsewhere.map(|unit| HandOverWish {
                to: Destination { unit: unit.clone(), person: None },
                request: request(),
            }),
            reported_to: None,
            competent: None,
            help: None,
            leader_told: None,
            assisting: Vec::new(),
            receipt: ReceiptGiven::Given,
        }
    }

    /// Somebody registers that he will be away for some days; his B covers.
    pub(super) async fn leave(&mut self, at: Instant) -> Result<(), Denied> {
        let units: Vec<&Vec<PersonId>> = self.people.of_unit.values().collect();
        let unit = self.dice.pick(&units);
        let Some(person) = unit.get(self.dice.below(unit.len())).cloned() else { return Ok(()) };
        let days = i32::try_from(self.dice.between(1, 4)).unwrap_or(1);
        let to = Instant::at(at.date().plus_days(days), TimeOfDay::from_minutes(8 * 60));
        let leave = RegisterAbsence { person: person.clone(), from: at, to };
        match self.app.arrange(&Actor::Staff(person), leave).await {
            Ok(_) => self.report.acts += 1,
            Err(Denied::Refused(refusal)) => self.refused(&refusal),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    pub(super) fn refused(&mut self, refusal: &Refusal) {
        self.report.refusals += 1;
        *self.report.reasons.entry(refusal.to_string()).or_default() += 1;
    }

    fn some_school(&mut self) -> UnitId {
        loop {
            let unit = self.dice.pick(&UNITS);
            if unit.code.starts_with("XX") {
                return unit.code.into();
            }
        }
    }

    /// One of some hundreds of people, so that some come again.
    fn some_citizen(&mut self) -> Identity {
        let who = self.dice.below(900);
        Identity {
            name: format!("群众{who:03}"),
            phone: Some(format!("139{:08}", 10_000_000 + who * 7_919)),
            ..Identity::default()
        }
    }

    /// Somebody looks at a matter and does the next thing; none when nothing is left to do, else
    /// the working minutes until it is looked at again.
    pub(super) async fn look(
        &mut self,
        number: &MatterNumber,
        mut course: Course,
        at: Instant,
    ) -> Result<Option<(Course, i64)>, Denied> {
        course.looks += 1;
        if course.looks > MOST_LOOKS {
            return Ok(None);
        }
        let Some(matter) = self.app.matter(number).await? else { return Ok(None) };
        if matter.ended.is_some() {
            return Ok(None);
        }
        let known = self.app.known().await?;
        let step = self.next_step(&matter, &mut course, &known.organization, at);
        let Some((actor, command, minutes)) = step else {
            let minutes = self.dice.between(120, 500);
            return Ok(Some((course, minutes)));
        };
        match self.app.act(&actor, number, command).await {
            Ok(_) => self.report.acts += 1,
            Err(Denied::Refused(refusal)) => self.refused(&refusal),
            Err(error) => return Err(error),
        }
        Ok(Some((course, minutes)))
    }

    /// Who does what next. What others wait for comes first, then incidents, then the result.
    fn next_step(
        &mut self,
        matter: &Matter,
        course: &mut Course,
        organization: &Organization,
        at: Instant,
    ) -> Option<(Actor, MatterCommand, i64)> {
        if let Some(step) = self.owed_by_others(matter, organization, at) {
            return Some(step);
        }
        let responsible = matter.responsible.as_ref()?.holder.clone();
        let actor = Actor::Staff(responsible.person.clone());
        if matter.result.is_some() {
            let command = if self.dice.in_a_hundred(70) {
                RecordDelivery { way: DeliveryWay::NoticeSent }
            } else {
                let account = self.app.written(stories::TOLD_BY_PHONE);
                RecordDelivery { way: DeliveryWay::HandedOver(account) }
            };
            return Some((actor, command.into(), 30));
        }
        if responsible.unit != course.wants && matter.offers.len() < 3 {
            // A school that sends up owes the clause and what it has done itself.
            let owes = organization.is_school(&responsible.unit);
            let owed = |text| owes.then(|| self.app.written(text));
            let hand_over = HandOver {
                to: Destination { unit: course.wants.clone(), person: None },
                request: self.app.written(stories::REQUEST),
                duty_clause: owed(stories::NOT_OURS),
                done_so_far: owed(stories::DONE_SO_FAR),
            };
            let minutes = if self.dice.in_a_hundred(92) { 90 } else { 600 };
            let minutes = self.dice.between(10, minutes);
            return Some((actor, hand_over.into(), minutes));
        }
        if matter.acceptance.is_none() && !course.is_accepted {
            course.is_accepted = true;
            return Some((actor, Accept {}.into(), self.dice.between(10, 60)));
        }
        if matter.first_response_at.is_none() && !course.is_answered {
            course.is_answered = true;
            let due = matter.clocks.get(&ClockName::Completion);
            let by = due.map(|clock| clock.projection.due_at).filter(|due| *due > at);
            let reply = Reply {
                text: self.app.written(stories::FIRST_REPLY),
                handler: Some(responsible.person.clone()),
                by: by.or(Some(at.plus_minutes(FALLBACK_ANSWER_MINUTES))),
            };
            let minutes = self.dice.between(30, 240);
            return Some((actor, reply.into(), minutes));
        }
        if matter.question_at.is_some() {
            let text = self.app.written(stories::SIGNAL_ANSWER);
            let reply = Reply { text, handler: None, by: None };
            return Some((actor, reply.into(), self.dice.between(30, 240)));
        }
        if let Some(incident) = course.take_incident()
            && let Some(step) = self.incident(incident, matter, course, (&actor, at))
        {
            return Some(step);
        }
        if course.work_minutes > 0 {
            let minutes = course.work_minutes;
            course.work_minutes = 0;
            let look = self.app.written(stories::FIRST_REPLY);
            let reply = Reply { text: look, handler: None, by: None };
            return Some((actor, reply.into(), minutes));
        }
        Some(self.finish(matter, course, (actor, at)))
    }

    /// What somebody else owes: a signature, a ruling, a decision, an answer.
    fn owed_by_others(
        &mut self,
        matter: &Matter,
        organization: &Organization,
        at: Instant,
    ) -> Option<(Actor, MatterCommand, i64)> {
        let head = |unit: &UnitId| organization.head_of(unit).cloned().map(Actor::Staff);
        if let Some(offer) = matter.offers.iter().find(|offer| offer.is_open()) {
            let person = match &offer.to.person {
                Some(person) => person.clone(),
                None => organization.desk_of(&offer.to.unit, at)?.clone(),
            };
            let sign = SignFor { offer: offer.ordinal };
            return Some((Actor::Staff(person), sign.into(), self.dice.between(20, 300)));
        }
        let ruling = matter.ruling.as_ref().filter(|ruling| ruling.ruled_unit.is_none());
        if let Some(ruling) = ruling {
            let unit = ruling.parties.first()?.clone();
            let reason = self.app.written(stories::RULED);
            let by = match &ruling.passed_up_to {
                Some(person) => Actor::Staff(person.clone()),
                None => head(&ruling.ruler)?,
            };
            return Some((by, Rule { unit, reason }.into(), 120));
        }
        let waiting = |state: &RequestState| *state == RequestState::Open;
        let request = matter.extension_requests.iter().find(|request| waiting(&request.state));
        if let Some(request) = request {
            let decide = DecideExtension { request: request.ordinal, verdict: Verdict::Approve };
            return Some((Actor::Staff(request.approver.clone()), decide.into(), 60));
        }
        let asked = matter.follow_ups.iter().find(|request| waiting(&request.state));
        if let Some(request) = asked {
            let decide = DecideFollowUp { request: request.ordinal, verdict: Verdict::Approve };
            return Some((Actor::Staff(request.approver.clone()), decide.into(), 60));
        }
        if let Some(assist) = matter.assists.iter().find(|assist| assist.is_open()) {
            let text = self.app.written(stories::SIGNAL_ANSWER);
            let answer = AnswerAssist { assist: assist.ordinal, answer: text };
            return Some((head(&assist.unit)?, answer.into(), 60));
        }
        let asked = matter.supplements.last().filter(|asked| asked.supplied_at.is_none());
        if asked.is_some() {
            let citizen = matter.filing.as_ref()?.petitioner.clone()?;
            let supply = Supply { materials: self.app.written(stories::SUPPLIED) };
            return Some((Actor::Citizen(citizen), supply.into(), self.dice.between(60, 300)));
        }
        let owed = matter
            .signals
            .iter()
            .find(|signal| signal.answer_by.is_some() && signal.answered_at.is_none());
        if let Some(signal) = owed.filter(|_| self.dice.in_a_hundred(80)) {
            let text = self.app.written(stories::SIGNAL_ANSWER);
            let answer = AnswerSignal { signal: signal.ordinal, text };
            return Some((Actor::Staff(signal.recipient.clone()), answer.into(), 30));
        }
        None
    }

    fn incident(
        &mut self,
        incident: Incident,
        matter: &Matter,
        course: &Course,
        (actor, at): (&Actor, Instant),
    ) -> Option<(Actor, MatterCommand, i64)> {
        let citizen = Actor::Citizen(course.petitioner.clone());
        let written = |text: &str| self.app.written(text);
        let step: (Actor, MatterCommand, i64) = match incident {
            Incident::Return => {
                let offer = matter.offers.last()?.ordinal;
                let back = Return {
                    offer,
                    reason: ReturnReason::NotOurDuty,
                    belongs_to: None,
                    duty_clause: written(stories::NOT_OURS),
                };
                (actor.clone(), back.into(), 60)
            }
            Incident::Supplement => {
                let ask = AskSupplement {
                    materials: written(stories::MISSING),
                    form: NoticeForm::Written,
                    occasion: SupplementOccasion::Missing,
                };
                (actor.clone(), ask.into(), 900)
            }
            Incident::Extension => {
                let ask = AskExtension {
                    amount: 1,
                    reason: written(stories::MORE_TIME),
                    notice: written(stories::MORE_TIME_NOTICE),
                };
                (actor.clone(), ask.into(), 60)
            }
            Incident::Assist => {
                let unit = UnitId::from("JY04");
                let question = written(stories::REQUEST);
                let ask = AskAssist { wish: AssistWish { unit, question } };
                (actor.clone(), ask.into(), 200)
            }
            Incident::Urge => (
                citizen,
                Urge { reason: UrgeReason::Pressing, text: Some(written(stories::URGE)) }.into(),
                30,
            ),
            Incident::Question => {
                (citizen, AskQuestion { text: written(stories::URGE) }.into(), 60)
            }
            Incident::FollowUp => {
                let ask = AskFollowUp {
                    next_on: Some(at.date().plus_days(FOLLOW_UP_DAYS)),
                    reason: written(stories::LATER),
                    notice: written(stories::MORE_TIME_NOTICE),
                };
                (actor.clone(), ask.into(), 60)
            }
            Incident::Withdraw => (
                citizen,
                Withdraw { account: written(stories::WITHDRAWN), second_person: None }.into(),
                10,
            ),
        };
        Some(step)
    }

    /// The result, with whatever must come before it.
    fn finish(
        &mut self,
        matter: &Matter,
        course: &Course,
        (actor, at): (Actor, Instant),
    ) -> (Actor, MatterCommand, i64) {
        let written = |text: &str| self.app.written(text);
        if matter.modes.contains_key(&Mode::Visit) && matter.visits == 0 {
            let visitors: Vec<PersonId> = match &actor {
                Actor::Staff(person) => vec![person.clone()],
                Actor::System | Actor::Citizen(_) => Vec::new(),
            };
            let visit = RecordVisit {
                visited_at: at,
                place: written(stories::VISITED_PLACE),
                visitors,
                account: written(stories::VISIT),
            };
            return (actor, visit.into(), 60);
        }
        if matter.modes.contains_key(&Mode::Open) {
            for part in [PublishedPart::Rule, PublishedPart::Result] {
                if !matter.published.contains(&part) {
                    let publish = Publish { part, text: written(stories::PUBLISHED) };
                    return (actor, publish.into(), 30);
                }
            }
        }
        let (outcome, text) = match course.end {
            CourseEnd::Resolved => (Outcome::Resolved, STORIES[course.story].answered[0]),
            CourseEnd::CannotBeDone => {
                let [text, basis, alternative, remedy] = stories::REFUSED;
                let account = RefusalAccount {
                    ground: RefusalGround::ConditionsNotMet,
                    legal_basis: Some(written(basis)),
                    alternative: Some(written(alternative)),
                    remedy: Some(written(remedy)),
                };
                (Outcome::CannotBeDone(account), text)
            }
        };
        (actor, GiveResult { outcome, text: written(text) }.into(), 30)
    }
}

fn owner_unit(owner: &Owner, organization: &Organization, school: &UnitId) -> Option<UnitId> {
    match owner {
        Owner::School => Some(school.clone()),
        Owner::Function(function) => organization.unit_for(*function).map(|unit| unit.id.clone()),
        Owner::Unit(unit) => organization.unit(unit).map(|unit| unit.id.clone()),
        Owner::Receiver => None,
    }
}
