//! One case in the small county, with time; every event goes through its written form.

use std::collections::BTreeSet;

use xiaoneng_domain::Instant;
use xiaoneng_domain::accountability::*;
use xiaoneng_domain::decider::{Context, Decider, Fact};
use xiaoneng_domain::event::fold;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::Role;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::*;
use xiaoneng_domain::stream::Recorded;
use xiaoneng_domain::text::Written;

use crate::county::{County, actor, at, county, rules};

/// What stands in every text; it must stand in no event.
pub(crate) const SECRET: &str = "只在保险柜里的话";

pub(crate) fn text(words: &str) -> Written {
    Written::new(format!("{words}。{SECRET}"), [7; 16])
}

pub(crate) fn people(names: &[&str]) -> BTreeSet<PersonId> {
    names.iter().map(|name| PersonId::from(*name)).collect()
}

/// One case in a county.
#[derive(Clone)]
pub(crate) struct Hall {
    pub(crate) county: County,
    pub(crate) case: Case,
    pub(crate) recorded: Vec<Recorded>,
    pub(crate) told: Vec<(PersonId, CaseTold)>,
}

impl Hall {
    /// Monday 2026-03-02, 09:00, with a discipline liaison.
    pub(crate) fn new() -> Self {
        let mut county = county();
        county.appoint("discipline", "JU", &[Role::Discipline]);
        county.appoint("JYK_third", "JYK", &[Role::Staff]);
        county.on("2026-03-02T09:00");
        Self { county, case: Case::default(), recorded: Vec::new(), told: Vec::new() }
    }

    pub(crate) fn on(&mut self, instant: &str) -> &mut Self {
        self.county.now = at(instant);
        self
    }

    pub(crate) fn now(&self) -> Instant {
        self.county.now
    }

    /// What would come of it.
    pub(crate) fn asked(
        &self,
        by: &str,
        wish: impl Into<CaseCommand>,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        self.asked_under(rules(), by, wish)
    }

    pub(crate) fn asked_under(
        &self,
        rules: &Rules,
        by: &str,
        wish: impl Into<CaseCommand>,
    ) -> Result<Vec<CaseEvent>, CaseRefusal> {
        let actor = actor(by);
        let organization = &self.county.organization;
        let cx = Context { now: self.county.now, actor: &actor, rules, organization };
        CaseDecider::decide(&self.case, wish.into(), &cx)
    }

    /// Carries it out; the kinds of the events, or the no.
    pub(crate) fn wish(
        &mut self,
        by: &str,
        wish: impl Into<CaseCommand>,
    ) -> Result<Vec<&'static str>, CaseRefusal> {
        self.wish_under(rules(), by, wish)
    }

    /// The same under other rules and calendars.
    pub(crate) fn wish_under(
        &mut self,
        rules: &Rules,
        by: &str,
        wish: impl Into<CaseCommand>,
    ) -> Result<Vec<&'static str>, CaseRefusal> {
        let events = self.asked_under(rules, by, wish)?;
        let kinds = events.iter().map(CaseEvent::kind).collect();
        for event in events {
            let body = event.encode().unwrap();
            assert!(!body.contains(SECRET), "a text stands in an event: {body}");
            let event = CaseEvent::decode(event.kind(), &body).unwrap();
            self.recorded.push(Recorded {
                version: self.recorded.len() as u32 + 1,
                occurred_at: self.county.now,
                recorded_at: self.county.now,
                actor: actor(by),
                kind: event.kind().to_owned(),
                body,
            });
            let (occurred_at, recorded_at) = (self.county.now, self.county.now);
            let fact = Fact { occurred_at, recorded_at, actor: actor(by), event };
            self.case = CaseDecider::evolve(std::mem::take(&mut self.case), &fact);
            for (person, told) in case_told(&self.case, &fact, &self.county.organization) {
                let written = serde_json::to_value(told).unwrap();
                assert_eq!(written["template"], told.template.code());
                self.told.push((person, told));
            }
        }
        Ok(kinds)
    }

    /// It must be granted.
    pub(crate) fn grant(&mut self, by: &str, wish: impl Into<CaseCommand>) -> &mut Self {
        self.wish(by, wish).unwrap_or_else(|refusal| panic!("{by}: {refusal}"));
        self
    }

    /// It must be refused, and everything stays.
    pub(crate) fn refusal(&mut self, by: &str, wish: impl Into<CaseCommand>) -> CaseRefusal {
        let before = self.case.clone();
        let refusal = match self.wish(by, wish) {
            Ok(kinds) => panic!("granted: {kinds:?}"),
            Err(refusal) => refusal,
        };
        assert_eq!(self.case, before);
        assert!(!refusal.to_string().is_empty() && !refusal.clause().is_empty());
        assert!(!refusal.code().is_empty());
        assert_eq!(Refusal::from(refusal.clone()).code(), refusal.code());
        refusal
    }

    /// The heartbeat.
    pub(crate) fn beat(&mut self) -> Vec<&'static str> {
        let kinds = self.wish("system", KeepCaseTime {}).unwrap();
        assert!(self.asked("system", KeepCaseTime {}).unwrap().is_empty(), "once");
        kinds
    }

    /// The case read back from its events.
    pub(crate) fn replayed(&self) -> Case {
        fold::<CaseDecider>(Case::default(), &self.recorded).unwrap()
    }

    pub(crate) fn seen(&self) -> Option<SeenByPerson> {
        seen_by_person(&self.case, self.county.now)
    }

    pub(crate) fn may_see(&self, by: &str) -> bool {
        let actor = actor(by);
        let organization = &self.county.organization;
        let cx = Context { now: self.county.now, actor: &actor, rules: rules(), organization };
        may_see_case(&cx, &self.case)
    }
}

pub(crate) fn clue(source: ClueSource, against: Against) -> OpenClue {
    OpenClue { case: "ZZ-2026-0001".into(), source, reference: text("线索"), against }
}

pub(crate) fn of_staff() -> Against {
    Against::Person("JYK_staff".into(), PersonCategory::CivilServant)
}

pub(crate) fn fact(kind: FactKind) -> RecordFact {
    RecordFact { kind, text: text("笔录"), present: people(&["XNB_clerk", "XNB_staff"]) }
}

/// He alone wrote it wrong.
pub(crate) fn alone(person: &str) -> Option<(RoleChain, Deviation)> {
    let chain = RoleChain { handler: person.into(), reviewer: None, approver: None };
    Some((chain, Deviation::NotAsApproved))
}

pub(crate) fn fault(gravity: Gravity) -> NewFault {
    NewFault {
        fault: Fault::F03,
        root: Root::Omission,
        conduct: 1,
        gravity,
        effect: Some(text("群众跑了三趟")),
        evidence: BTreeSet::from([1]),
        text: text("逾期四天未办"),
        answerable: alone("JYK_staff"),
    }
}

pub(crate) fn found(faults: Vec<NewFault>) -> FindFaults {
    FindFaults { faults, circumstances: BTreeSet::new(), report: text("调查报告") }
}

pub(crate) fn measure(fault: u32, measure: Measure) -> Fixed {
    Fixed { fault, measure: Some(Imposed::Person(measure)), sanction: None }
}

pub(crate) fn intent(proposed: Vec<Fixed>) -> NotifyIntent {
    NotifyIntent { proposed, facts: text("事实"), basis: text("依据") }
}

pub(crate) fn panel() -> ConvenePanel {
    ConvenePanel {
        chair: "DDS_head".into(),
        members: people(&["DDS_head", "PAK_head", "BGS_head"]),
    }
}

pub(crate) fn vote(vote: Vote) -> CastVote {
    CastVote { vote, opinion: text("意见") }
}

pub(crate) fn decision(fixed: Vec<Fixed>) -> DecideCase {
    DecideCase { fixed, warning: None, scope: None, text: text("决定书") }
}

pub(crate) fn serve() -> ServeCase {
    ServeCase { way: ServiceWay::InPerson, remedies: text("三十日内可以申请复核") }
}

impl Hall {
    /// Accepted, two investigators, a fact on file.
    pub(crate) fn investigating(source: ClueSource, against: Against) -> Self {
        let mut hall = Self::new();
        let investigators = people(&["XNB_clerk", "XNB_staff"]);
        hall.grant("XNB_head", clue(source, against))
            .grant("XNB_head", AcceptClue { reason: text("有具体事实") })
            .grant("XNB_head", NameInvestigators { investigators })
            .grant("XNB_clerk", fact(FactKind::Document));
        hall
    }

    /// Found a serious fault and told what is intended.
    pub(crate) fn notified(proposed: Measure) -> Self {
        let mut hall = Self::investigating(ClueSource::RedCard, of_staff());
        hall.grant("XNB_clerk", found(vec![fault(Gravity::Ordinary)]))
            .grant("XNB_head", intent(vec![measure(1, proposed)]));
        hall
    }

    /// Heard, and the panel agrees.
    pub(crate) fn deliberated(proposed: Measure, outcome: Vote) -> Self {
        let mut hall = Self::notified(proposed);
        hall.grant("JYK_staff", WaiveStatement {}).grant("XNB_head", panel());
        for member in ["DDS_head", "PAK_head", "BGS_head"] {
            hall.grant(member, vote(outcome));
        }
        hall
    }

    /// Decided as proposed and served.
    pub(crate) fn served(proposed: Measure) -> Self {
        let mut hall = Self::deliberated(proposed, Vote::AsProposed);
        let mut decision = decision(vec![measure(1, proposed)]);
        if proposed == Measure::WrittenWarning {
            decision.warning = Some("3 months".parse().unwrap());
        }
        if proposed == Measure::Circular {
            decision.scope = Some(Scope::Bureau);
        }
        hall.grant("director", decision).grant("XNB_head", serve());
        hall
    }
}
