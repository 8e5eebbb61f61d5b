//! 规则的启用与个人信息的删除. Two persons, never back-dated, one notice for each calendar
//! (decisions B15, C22, C25, D26).
#![allow(clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

mod county;

use county::{actor, at, county, rules};
use xiaoneng_calendar::{Date, Instant};
use xiaoneng_domain::authority::{NotAllowed, OfficeAct};
use xiaoneng_domain::decider::{Actor, Context, Decider, Fact};
use xiaoneng_domain::erasure::{ErasureRefusal as Kept, *};
use xiaoneng_domain::event::Event;
use xiaoneng_domain::governance::{GovernanceRefusal as No, *};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::text::TextDigest;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn digest(byte: u8) -> TextDigest {
    TextDigest::from_bytes([byte; 32])
}

/// One stream with its time, through the written form of every event.
struct Stream<D: Decider> {
    state: D::State,
    now: Instant,
    organization: Organization,
}

impl<D: Decider> Stream<D>
where
    D::Event: Event + PartialEq + std::fmt::Debug,
    D::Refusal: Into<Refusal>,
{
    fn new() -> Self {
        let county = county();
        Self { state: D::State::default(), now: county.now, organization: county.organization }
    }

    fn wish(&mut self, by: &str, command: D::Command) -> Result<Vec<&'static str>, Refusal> {
        let actor = actor(by);
        let cx = Context {
            now: self.now,
            actor: &actor,
            rules: rules(),
            organization: &self.organization,
        };
        let events = D::decide(&self.state, command, &cx).map_err(Into::into)?;
        let kinds = events.iter().map(Event::kind).collect();
        for event in events {
            let read = D::Event::decode(event.kind(), &event.encode().unwrap()).unwrap();
            assert_eq!(read, event);
            let fact = Fact {
                occurred_at: self.now,
                recorded_at: self.now,
                actor: actor.clone(),
                event: read,
            };
            self.state = D::evolve(std::mem::take(&mut self.state), &fact);
        }
        Ok(kinds)
    }
}

type Rules = Stream<GovernanceDecider>;

fn propose_rulebook(from: &str, byte: u8) -> GovernanceCommand {
    let subject = Proposed::Rulebook { from: date(from) };
    GovernanceCommand::Propose { subject, digest: digest(byte) }
}

fn propose_calendar(year: i16, notice: &str, byte: u8) -> GovernanceCommand {
    let subject = Proposed::Calendar { year, notice: notice.to_owned() };
    GovernanceCommand::Propose { subject, digest: digest(byte) }
}

fn approve(proposal: u32) -> GovernanceCommand {
    GovernanceCommand::Approve { proposal }
}

fn refused(wished: Result<Vec<&'static str>, Refusal>) -> No {
    match wished {
        Err(Refusal::Governance(refusal)) => {
            assert!(!refusal.to_string().is_empty() && !refusal.clause().is_empty());
            refusal
        }
        other => panic!("{other:?}"),
    }
}

fn founded() -> Rules {
    let mut rules = Rules::new();
    let found = GovernanceCommand::Found { digest: digest(1), from: date("2007-01-01") };
    assert_eq!(rules.wish("system", found).unwrap(), ["rules_founded/1"]);
    rules
}

#[test]
fn an_installation_begins_with_a_baseline_for_history() {
    let mut rules = Rules::new();
    let found = || GovernanceCommand::Found { digest: digest(1), from: date("2007-01-01") };
    let act = OfficeAct::FoundRules;
    let not_allowed = No::NotAllowed(NotAllowed { act });
    assert_eq!(refused(rules.wish("director", found())), not_allowed);
    let early = rules.wish("XNB_clerk", propose_rulebook("2026-04-01", 2));
    assert_eq!(refused(early), No::NotFounded);
    rules.wish("system", found()).unwrap();
    let again = rules.wish("system", found());
    assert_eq!(refused(again), No::AlreadyFounded { from: date("2007-01-01") });
    assert_eq!(rules.state.current, Some(digest(1)));
}

/// Proposer ≠ approver.
#[test]
fn rules_come_into_force_by_two_persons() {
    let mut rules = founded();
    let act = OfficeAct::ProposeRules;
    for person in ["S1_head", "JYK_clerk", "secadmin", "auditadmin", "citizen:someone", "system"] {
        let wished = rules.wish(person, propose_rulebook("2026-04-01", 2));
        assert_eq!(refused(wished), No::NotAllowed(NotAllowed { act }), "{person}");
    }
    // Who enters the texts may propose them, and approves nothing.
    let mut entered = founded();
    entered.wish("sysadmin", propose_rulebook("2026-04-01", 2)).unwrap();
    let act = OfficeAct::AdoptRules;
    let adopted = entered.wish("sysadmin", approve(1));
    assert_eq!(refused(adopted), No::NotAllowed(NotAllowed { act }));
    entered.wish("director", approve(1)).unwrap();
    let kinds = rules.wish("director", propose_rulebook("2026-04-01", 2)).unwrap();
    assert_eq!(kinds, ["rules_proposed/1"]);
    assert_eq!(rules.state.current, Some(digest(1)), "a proposal changes nothing");
    assert_eq!(refused(rules.wish("director", approve(1))), No::OwnProposal);
    let act = OfficeAct::AdoptRules;
    let not_allowed = No::NotAllowed(NotAllowed { act });
    assert_eq!(refused(rules.wish("XNB_staff", approve(1))), not_allowed);
    assert_eq!(rules.wish("deputy", approve(1)).unwrap(), ["rulebook_adopted/1"]);
    assert_eq!(rules.state.current, Some(digest(2)));
    let editions: Vec<Date> = rules.state.editions.iter().map(|edition| edition.from).collect();
    assert_eq!(editions, [date("2007-01-01"), date("2026-04-01")]);
    let again = rules.wish("deputy", approve(1));
    assert_eq!(refused(again), No::NoSuchProposal { proposal: 1 });
}

/// Never back-dated, neither when it is proposed nor when it is approved.
#[test]
fn rules_never_reach_back() {
    let mut rules = founded();
    for from in ["2026-03-02", "2026-03-01", "2020-01-01"] {
        let wished = rules.wish("XNB_clerk", propose_rulebook(from, 2));
        let earliest = date("2026-03-03");
        assert_eq!(refused(wished), No::BackDated { from: date(from), earliest });
    }
    rules.wish("XNB_clerk", propose_rulebook("2026-03-03", 2)).unwrap();
    rules.now = at("2026-03-03T08:00");
    let late = rules.wish("director", approve(1));
    let earliest = date("2026-03-04");
    assert_eq!(refused(late), No::BackDated { from: date("2026-03-03"), earliest });
    rules.now = at("2026-03-02T23:59");
    rules.wish("director", approve(1)).unwrap();
    rules.wish("XNB_clerk", propose_rulebook("2026-05-01", 3)).unwrap();
    rules.wish("director", approve(2)).unwrap();
    let before = rules.wish("XNB_clerk", propose_rulebook("2026-04-01", 4));
    assert_eq!(refused(before), No::BeforeStanding { standing: date("2026-05-01") });
}

#[test]
fn a_proposal_made_from_older_rules_is_made_again() {
    let mut rules = founded();
    let same = rules.wish("XNB_clerk", propose_rulebook("2026-04-01", 1));
    assert_eq!(refused(same), No::Unchanged);
    rules.wish("XNB_clerk", propose_rulebook("2026-04-01", 2)).unwrap();
    rules.wish("DDS_clerk", propose_rulebook("2026-04-01", 3)).unwrap();
    rules.wish("director", approve(2)).unwrap();
    let old = rules.wish("director", approve(1));
    assert_eq!(refused(old), No::RulesMovedOn { proposal: 1 });
    let withdraw = || GovernanceCommand::Withdraw { proposal: 1 };
    let act = OfficeAct::AdoptRules;
    let other = rules.wish("DDS_clerk", withdraw());
    assert_eq!(refused(other), No::NotAllowed(NotAllowed { act }));
    assert_eq!(rules.wish("XNB_clerk", withdraw()).unwrap(), ["proposal_withdrawn/1"]);
    assert_eq!(refused(rules.wish("XNB_clerk", withdraw())), No::NoSuchProposal { proposal: 1 });
}

/// 工作日安排 enters with the number of its notice and an approver (decisions B15).
#[test]
fn a_holiday_notice_has_a_number_and_an_approver() {
    let mut rules = founded();
    let notice = "国办发明电〔2026〕9号";
    assert_eq!(refused(rules.wish("XNB_clerk", propose_calendar(2027, " ", 2))), No::NoticeMissing);
    let past = rules.wish("XNB_clerk", propose_calendar(2025, notice, 2));
    assert_eq!(refused(past), No::YearPast { year: 2025 });
    rules.wish("XNB_clerk", propose_calendar(2027, notice, 2)).unwrap();
    assert!(rules.state.calendars.is_empty());
    assert_eq!(rules.wish("director", approve(1)).unwrap(), ["calendar_adopted/1"]);
    assert_eq!(rules.state.calendars[&2027].notice, notice);
    assert_eq!(rules.state.current, Some(digest(2)));
    assert_eq!(rules.state.editions.len(), 1, "the rulebook stays");
}

type Personal = Stream<ErasureDecider>;

const CITIZEN: &str = "citizen:p1";

fn ask() -> ErasureCommand {
    let ground = ErasureGround::ConsentWithdrawn;
    ErasureCommand::Ask { person: "p1".into(), ground }
}

fn erase(open: &[&str]) -> ErasureCommand {
    let open_matters = open.iter().map(|number| (*number).into()).collect();
    ErasureCommand::Approve { person: "p1".into(), open_matters }
}

fn kept(wished: Result<Vec<&'static str>, Refusal>) -> Kept {
    match wished {
        Err(Refusal::Erasure(refusal)) => {
            assert!(!refusal.to_string().is_empty() && !refusal.clause().is_empty());
            refusal
        }
        other => panic!("{other:?}"),
    }
}

/// 申请与批准为两人; not while a matter is open (decisions D26).
#[test]
fn data_are_erased_by_two_persons_once_nothing_is_open() {
    let mut data = Personal::new();
    let act = OfficeAct::AskErasure;
    for person in ["citizen:p2", "S1_staff", "sysadmin"] {
        assert_eq!(kept(data.wish(person, ask())), Kept::NotAllowed(NotAllowed { act }));
    }
    assert_eq!(kept(data.wish("secadmin", erase(&[]))), Kept::NotAsked { person: "p1".into() });
    assert_eq!(data.wish(CITIZEN, ask()).unwrap(), ["erasure_asked/1"]);
    assert_eq!(kept(data.wish(CITIZEN, ask())), Kept::AlreadyAsked { person: "p1".into() });
    let act = OfficeAct::ApproveErasure;
    for person in [CITIZEN, "director", "sysadmin", "S1_clerk"] {
        let wished = data.wish(person, erase(&[]));
        assert_eq!(kept(wished), Kept::NotAllowed(NotAllowed { act }), "{person}");
    }
    let open = Kept::MatterOpen { person: "p1".into(), open: 2, first: "2026-03020001".into() };
    let wished = data.wish("secadmin", erase(&["2026-03020001", "2026-03020002"]));
    assert_eq!(kept(wished), open);
    assert_eq!(data.wish("secadmin", erase(&[])).unwrap(), ["person_erased/1"]);
    let erased_at = at("2026-03-02T09:00");
    let gone = Kept::AlreadyErased { person: "p1".into(), erased_at };
    assert_eq!(kept(data.wish(CITIZEN, ask())), gone);
}

#[test]
fn a_request_is_withdrawn_by_who_asked_or_turned_down() {
    let mut data = Personal::new();
    let withdraw = || ErasureCommand::Withdraw { person: "p1".into() };
    assert_eq!(kept(data.wish(CITIZEN, withdraw())), Kept::NotAsked { person: "p1".into() });
    data.wish("S1_clerk", ask()).unwrap();
    let act = OfficeAct::ApproveErasure;
    assert_eq!(kept(data.wish(CITIZEN, withdraw())), Kept::NotAllowed(NotAllowed { act }));
    assert_eq!(data.wish("secadmin", withdraw()).unwrap(), ["erasure_withdrawn/1"]);
    data.wish("S1_clerk", ask()).unwrap();
    data.wish("S1_clerk", withdraw()).unwrap();
}

#[test]
fn staff_in_office_are_not_erased() {
    let mut data = Personal::new();
    let person = || "S1_staff".into();
    let ground = ErasureGround::RetentionOver;
    let ask = || ErasureCommand::Ask { person: person(), ground };
    assert_eq!(kept(data.wish("hr", ask())), Kept::InOffice { person: person() });
    data.organization.persons.get_mut(&person()).unwrap().has_left = true;
    data.wish("hr", ask()).unwrap();
    let approve = ErasureCommand::Approve { person: person(), open_matters: Vec::new() };
    assert_eq!(data.wish("secadmin", approve).unwrap(), ["person_erased/1"]);
}

#[test]
fn actors_are_written_as_they_are_read() {
    for text in ["system", "staff:S1_head", "citizen:p1"] {
        assert_eq!(text.parse::<Actor>().unwrap().to_string(), text);
    }
}
