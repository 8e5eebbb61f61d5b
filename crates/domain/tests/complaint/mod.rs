//! One complaint in the small county. Every event goes through its written form; after every command
//! what must always hold is looked at.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

use std::collections::BTreeSet;

use xiaoneng_domain::complaint::*;
use xiaoneng_domain::decider::{Actor, Context, Decider, Fact};
use xiaoneng_domain::id::{ComplaintReference, InquiryNumber, PersonId};
use xiaoneng_domain::matter::Verdict;
use xiaoneng_domain::organization::{Organization, Role};
use xiaoneng_domain::stream::{Recorded, StreamId};
use xiaoneng_domain::text::Written;
use xiaoneng_domain::views::{Row, rows_of};

use crate::county::{County, actor, county, rules};

/// What stands in every text; it must stand in no event.
pub(crate) const SECRET: &str = "只在保险柜里的话";

/// A text that must stay out of every event.
pub(crate) fn text(words: &str) -> Written {
    Written::new(format!("{words}。{SECRET}"), [7; 16])
}

/// The complainant as an actor.
pub(crate) const CITIZEN: &str = "citizen:c1";

/// The county with two liaisons of 纪检.
pub(crate) fn supervised() -> County {
    let mut county = county();
    county.appoint("liaison", "JU", &[Role::Discipline]);
    county.appoint("liaison_two", "JU", &[Role::Discipline]);
    county
}

/// A complaint about 教育科, sealed, on the web.
pub(crate) fn filing() -> File {
    File {
        reference: "TS23456789".into(),
        complainant: "c1".into(),
        identity: IdentityMode::Sealed,
        channel: ComplaintChannel::Web,
        received_on: None,
        representatives: None,
        unit: "JYK".into(),
        persons: BTreeSet::new(),
        described: None,
        happened_on: None,
        facts: text("三次去办都说系统坏了"),
        demand: None,
        categories: BTreeSet::from([FaultCategory::F02]),
        matter: None,
        wants_call: false,
        works_here: None,
        attachments: Vec::new(),
    }
}

/// The persons named.
pub(crate) fn naming(persons: &[&str]) -> File {
    File { persons: persons.iter().map(|person| PersonId::from(*person)).collect(), ..filing() }
}

/// One complaint with its world.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) county: County,
    pub(crate) complaint: Complaint,
    pub(crate) recorded: Vec<Recorded>,
    pub(crate) told: Vec<(PersonId, Told)>,
}

impl Desk {
    /// Nothing filed yet; Monday 2026-03-02, nine o'clock.
    pub(crate) fn empty() -> Self {
        let county = supervised();
        Self { county, complaint: Complaint::default(), recorded: Vec::new(), told: Vec::new() }
    }

    /// Filed.
    pub(crate) fn filed(file: File) -> Self {
        let mut desk = Self::empty();
        desk.grant(CITIZEN, file);
        desk
    }

    /// Filed and accepted for 直查.
    pub(crate) fn accepted(file: File) -> Self {
        let mut desk = Self::filed(file);
        desk.grant("XNB_clerk", accept());
        desk
    }

    /// Two investigators appointed.
    pub(crate) fn investigating(file: File) -> Self {
        let mut desk = Self::accepted(file);
        desk.grant("XNB_head", appoint("XNB_clerk", "DDS_staff"));
        desk
    }

    /// Found, with one record.
    pub(crate) fn found(outcome: Outcome) -> Self {
        let mut desk = Self::investigating(filing());
        desk.grant("DDS_staff", record()).grant("XNB_clerk", find(outcome));
        desk
    }

    /// Closed and answered.
    pub(crate) fn replied(file: File) -> Self {
        let mut desk = Self::investigating(file);
        desk.grant("DDS_staff", record())
            .grant("XNB_clerk", find(Outcome::Verified))
            .grant("XNB_head", deal(DealingKind::Rectification))
            .grant("XNB_head", Close {})
            .grant("XNB_clerk", reply());
        desk
    }

    /// Lets time stand at that instant.
    pub(crate) fn on(&mut self, at: &str) -> &mut Self {
        self.county.on(at);
        self
    }

    /// Looks as somebody.
    pub(crate) fn as_<T>(&self, by: &str, look: impl FnOnce(&Context<'_>) -> T) -> T {
        let actor = actor(by);
        look(&Context {
            now: self.county.now,
            actor: &actor,
            rules: rules(),
            organization: &self.county.organization,
        })
    }

    /// What would come of a wish.
    pub(crate) fn asked(
        &self,
        by: &str,
        wish: impl Into<ComplaintCommand>,
    ) -> Result<Vec<ComplaintEvent>, ComplaintRefusal> {
        self.as_(by, |cx| ComplaintDecider::decide(&self.complaint, wish.into(), cx))
    }

    /// Carries out a wish; the kinds of the events, or the refusal.
    pub(crate) fn wish(
        &mut self,
        by: &str,
        wish: impl Into<ComplaintCommand>,
    ) -> Result<Vec<&'static str>, ComplaintRefusal> {
        let events = self.asked(by, wish)?;
        let kinds = events.iter().map(ComplaintEvent::kind).collect();
        for event in events {
            self.take(by, event);
        }
        self.check();
        Ok(kinds)
    }

    /// Lets something happen.
    pub(crate) fn take(&mut self, by: &str, event: ComplaintEvent) {
        let body = event.encode().unwrap();
        assert!(!body.contains(SECRET), "a text stands in {body}");
        let read = ComplaintEvent::decode(event.kind(), &body).unwrap();
        assert_eq!(read, event, "{body}");
        let now = self.county.now;
        let fact =
            Fact { occurred_at: now, recorded_at: now, actor: actor(by), event: read.clone() };
        let before = std::mem::take(&mut self.complaint);
        self.complaint = ComplaintDecider::evolve(before, &fact);
        let told = complaint_told(&self.complaint, &fact, &self.county.organization);
        self.check_told(&told);
        self.told.extend(told);
        self.recorded.push(Recorded {
            version: self.recorded.len() as u32 + 1,
            occurred_at: now,
            recorded_at: now,
            actor: actor(by),
            kind: event.kind().to_owned(),
            body,
        });
    }

    /// Nobody concerned hears of it, but for the item he is to explain.
    fn check_told(&self, told: &[(PersonId, Told)]) {
        for (person, told) in told {
            let is_asked = matches!(told, Told::ExplanationDemanded { .. });
            let is_complainant = self.complaint.complainant() == Some(person);
            let is_concerned = recused(&self.county.organization, &self.complaint).covers(person);
            assert!(is_asked || is_complainant || !is_concerned, "{person} was told {told:?}");
            assert!(!told.code().is_empty());
        }
    }

    /// The rows follow from the events alone, and none names the matter.
    fn check(&self) {
        let Some(filing) = &self.complaint.filing else { return };
        let rows = complaint_rows(&self.complaint);
        let stream = StreamId::Complaint(filing.reference.clone());
        assert_eq!(rows_of(&stream, &self.recorded).unwrap(), rows);
        let dockets: Vec<_> = rows
            .iter()
            .filter_map(|row| if let Row::Docket(docket) = row { Some(docket) } else { None })
            .collect();
        assert_eq!(dockets.len(), 1);
        assert_eq!(dockets[0].matter, None);
    }

    /// Carries out a wish that must be granted.
    pub(crate) fn grant(&mut self, by: &str, wish: impl Into<ComplaintCommand>) -> &mut Self {
        self.wish(by, wish).unwrap_or_else(|refusal| panic!("{by}: {refusal}"));
        self
    }

    /// Carries out a wish that must be refused.
    pub(crate) fn refusal(
        &mut self,
        by: &str,
        wish: impl Into<ComplaintCommand>,
    ) -> ComplaintRefusal {
        let refusal = match self.wish(by, wish) {
            Ok(kinds) => panic!("{by} was granted: {kinds:?}"),
            Err(refusal) => refusal,
        };
        assert!(!refusal.to_string().is_empty() && !refusal.clause().is_empty());
        refusal
    }

    /// The code of the refusal.
    pub(crate) fn refused(&mut self, by: &str, wish: impl Into<ComplaintCommand>) -> &'static str {
        self.refusal(by, wish).code()
    }

    /// Whether he may read the file.
    pub(crate) fn sees(&self, by: &str) -> bool {
        self.as_(by, |cx| may_see(cx, &self.complaint))
    }

    /// Everybody who may read the file.
    pub(crate) fn readers(&self) -> Vec<String> {
        let organization: &Organization = &self.county.organization;
        let all = organization.persons.keys().map(ToString::to_string);
        all.filter(|person| self.sees(person)).collect()
    }

    /// The codes of what somebody was told.
    pub(crate) fn told_to(&self, person: &str) -> Vec<&'static str> {
        let his = self.told.iter().filter(|(to, _)| to.as_str() == person);
        his.map(|(_, told)| told.code()).collect()
    }

    /// Due instant of a clock.
    pub(crate) fn due(&self, name: ClockName) -> String {
        self.complaint.clocks[&name].due_at.to_string()
    }
}

pub(crate) fn accept() -> Accept {
    Accept { route: NewRoute::self_handled(), notice: text("已受理") }
}

pub(crate) fn accept_by(mode: Mode, unit: &str) -> Accept {
    Accept { route: route(mode, unit), notice: text("已受理") }
}

pub(crate) fn route(mode: Mode, unit: &str) -> NewRoute {
    NewRoute {
        mode,
        unit: Some(unit.into()),
        assisting: BTreeSet::new(),
        finish_on: None,
        letter: Some(text("请查办")),
    }
}

pub(crate) fn reject(reason: RejectReason) -> Reject {
    Reject { reason, notice: text("不属于效能投诉，请到有权的机关") }
}

pub(crate) fn appoint(first: &str, second: &str) -> Appoint {
    Appoint { first: first.into(), second: second.into() }
}

pub(crate) fn record() -> RecordInvestigation {
    RecordInvestigation { kind: RecordKind::Talk, text: text("与窗口人员谈话") }
}

pub(crate) fn find(outcome: Outcome) -> Find {
    Find {
        outcome,
        root: RootCategory::Inaction,
        categories: BTreeSet::from([FaultCategory::F02]),
        effect: Some(Effect::Efficiency),
        report: text("调查报告"),
    }
}

pub(crate) fn deal(kind: DealingKind) -> Deal {
    Deal { kind, text: text("处理意见") }
}

pub(crate) fn reply() -> Reply {
    Reply { text: text("查明的、处理的、以后怎样改") }
}

pub(crate) fn demand(item: &str, to: &str) -> DemandExplanation {
    DemandExplanation {
        item: InquiryNumber::from(item),
        to: to.into(),
        text: text("请说明二月下旬窗口受理情况"),
    }
}

pub(crate) fn explain(item: &str) -> Explain {
    Explain { item: InquiryNumber::from(item), text: text("当时系统升级") }
}

pub(crate) fn identify(person: &str) -> IdentifyRespondent {
    IdentifyRespondent { unit: None, person: Some(person.into()) }
}

pub(crate) fn step_aside(person: &str) -> StepAside {
    StepAside { person: person.into(), reason: text("是亲戚") }
}

pub(crate) fn ask_extension() -> AskExtension {
    AskExtension { reason: text("涉及人多"), notice: text("延长三十日") }
}

pub(crate) fn decide_extension(request: u32) -> DecideExtension {
    DecideExtension { request, verdict: Verdict::Approve }
}

pub(crate) fn ask_unsealing() -> AskUnsealing {
    AskUnsealing { reason: text("要核对材料原件") }
}

pub(crate) fn approve_unsealing(request: u32) -> DecideUnsealing {
    DecideUnsealing { request, verdict: Verdict::Approve }
}

pub(crate) fn refuse() -> Verdict {
    Verdict::Refuse(text("理由不足"))
}

pub(crate) fn transfer() -> TransferClue {
    TransferClue { letter: text("移送函"), notice: text("已移送") }
}

pub(crate) fn answer(satisfaction: Content) -> AnswerFollowUp {
    AnswerFollowUp { satisfaction, words: Some(text("说说看")) }
}

pub(crate) fn redo() -> OrderRedo {
    OrderRedo { reason: text("调查质量不合要求") }
}

/// One wish of every kind, for an actor who may do none of them.
pub(crate) fn every_wish() -> Vec<ComplaintCommand> {
    let reference: ComplaintReference = "TS98765432".into();
    vec![
        Supply { text: text("补充"), attachments: Vec::new() }.into(),
        accept().into(),
        reject(RejectReason::Litigation).into(),
        Merge { into: reference, notice: text("并案") }.into(),
        Reroute { route: NewRoute::self_handled() }.into(),
        appoint("XNB_clerk", "DDS_staff").into(),
        record().into(),
        demand("HC23456789", "JYK_staff").into(),
        explain("HC99999999").into(),
        identify("JYK_clerk").into(),
        step_aside("XNB_clerk").into(),
        AskRecusal { reason: text("有关系") }.into(),
        CheckRecusal {}.into(),
        find(Outcome::Verified).into(),
        deal(DealingKind::Rectification).into(),
        Close {}.into(),
        reply().into(),
        answer(Content::Satisfied).into(),
        RecordCall { outcome: CallOutcome::Reached }.into(),
        redo().into(),
        Archive {}.into(),
        ask_extension().into(),
        decide_extension(1).into(),
        ask_unsealing().into(),
        approve_unsealing(1).into(),
        ReadIdentity { reason: Some(text("核对")) }.into(),
        transfer().into(),
        EndOutside { notice: text("已办结") }.into(),
        SuspectRetaliation {
            what: AdverseEvent::Moved,
            happened_at: "2026-03-03T09:00".parse().unwrap(),
        }
        .into(),
        CheckSuspicion { suspicion: 1, outcome: SuspicionOutcome::Unrelated, text: text("核查") }
            .into(),
        KeepTime {}.into(),
        Reproject {}.into(),
    ]
}

/// The actor of a member of staff.
pub(crate) fn staff(person: &PersonId) -> Actor {
    Actor::Staff(person.clone())
}
