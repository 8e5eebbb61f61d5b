//! A small county: a bureau with a handful of sections and one school, its people paired.

use xiaoneng_app::clock::Clock;
use xiaoneng_app::file::{Filing, Marks, Receipt};
use xiaoneng_app::{App, Denied};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, PersonId, PostId, UnitId};
use xiaoneng_domain::matter::{
    Accept, Channel, DeliveryWay, Destination, GiveResult, HandOver, Matter, Outcome,
    RecordDelivery, SignFor,
};
use xiaoneng_domain::organization::{
    AppointPerson, AssignFunction, FillDesk, FillPost, FoundBureau, Function, NameHead,
    NameLeaderInCharge, OpenUnit, OrganizationCommand, ProposeCover, Role, SignCover, UnitKind,
};
use xiaoneng_domain::text::Written;
use xiaoneng_store::Identity;

use crate::site::{Site, at};

/// Monday, in the morning; the offices have opened.
pub(crate) const MONDAY: &str = "2026-06-01T09:00";

/// An open county.
pub(crate) struct County {
    pub(crate) app: App,
    pub(crate) clock: Clock,
}

/// Code, kind, part, people; the first heads the unit, the second and third sit at its desk.
type Row = (&'static str, UnitKind, Option<Function>, &'static [&'static str]);

const UNITS: [Row; 6] = [
    ("office", UnitKind::Section, Some(Function::GeneralOffice), &["o1", "o2", "o3"]),
    ("efficacy", UnitKind::Section, Some(Function::EfficacyOffice), &["e1", "e2"]),
    ("education", UnitKind::Section, Some(Function::EducationSection), &["k1", "k2", "k3"]),
    ("inspection", UnitKind::Section, Some(Function::InspectionOffice), &["i1", "i2"]),
    ("safety", UnitKind::Section, Some(Function::SafetyOffice), &["a1", "a2"]),
    ("school", UnitKind::School, None, &["s1", "s2", "s3"]),
];

impl County {
    /// Founds a county in an empty place, on a Monday morning.
    pub(crate) async fn found(site: &Site) -> Self {
        let clock = Clock::standing_at(at(MONDAY));
        let app = site.open(&clock).await;
        let county = Self { app, clock };
        county.found_units().await;
        county
    }

    /// Opens one that stands already; the clock goes on.
    pub(crate) async fn reopen(site: &Site, clock: &Clock) -> Self {
        Self { app: site.open(clock).await, clock: clock.clone() }
    }

    async fn found_units(&self) {
        let director = staff("d1");
        let bureau = UnitId::from("bureau");
        let name = "青禾县教育体育局".to_owned();
        let found = FoundBureau { unit: bureau.clone(), name, director: "d1".into() };
        self.arrange(&Actor::System, found).await;
        self.appoint(&bureau, "d2", &[Role::DeputyDirector]).await;
        self.appoint(&bureau, "sec1", &[Role::Secadmin]).await;
        for (code, kind, function, people) in UNITS {
            let unit = UnitId::from(code);
            let (name, parent) = (format!("单位{code}"), bureau.clone());
            self.arrange(&director, OpenUnit { unit: unit.clone(), name, kind, parent }).await;
            for (place, person) in people.iter().enumerate() {
                let roles: &[Role] = match (place, kind, function) {
                    (0, UnitKind::School, _) => &[Role::Principal],
                    (0, _, Some(Function::EfficacyOffice)) => {
                        &[Role::SectionHead, Role::EfficacyOffice]
                    }
                    (_, _, Some(Function::EfficacyOffice)) => &[Role::EfficacyOffice],
                    (0, ..) => &[Role::SectionHead],
                    (1, ..) => &[Role::Clerk],
                    _ => &[Role::Staff],
                };
                self.appoint(&unit, person, roles).await;
            }
            let head = NameHead { unit: unit.clone(), person: people[0].into() };
            self.arrange(&director, head).await;
            let desk = people.iter().skip(1).map(|person| PersonId::from(*person)).collect();
            self.arrange(&director, FillDesk { unit: unit.clone(), desk }).await;
            let leader = NameLeaderInCharge { unit: unit.clone(), person: "d2".into() };
            self.arrange(&director, leader).await;
            if let Some(function) = function {
                self.arrange(&director, AssignFunction { function, unit: unit.clone() }).await;
            }
        }
        self.pair("education", "k2", "k3").await;
    }

    async fn appoint(&self, unit: &UnitId, person: &str, roles: &[Role]) {
        let roles = roles.iter().copied().collect();
        let appoint = AppointPerson { person: person.into(), unit: unit.clone(), roles };
        self.arrange(&staff("d1"), appoint).await;
    }

    /// AB 岗: both sign.
    async fn pair(&self, unit: &str, a: &str, b: &str) {
        let (post, title) = (PostId::from(format!("{a}-post")), "业务岗".to_owned());
        let fill = FillPost { post: post.clone(), title, unit: unit.into(), person: a.into() };
        self.arrange(&staff("d1"), fill).await;
        self.arrange(&staff("d1"), ProposeCover { post: post.clone(), b: b.into() }).await;
        for person in [a, b] {
            self.arrange(&staff(person), SignCover { post: post.clone() }).await;
        }
    }

    pub(crate) async fn arrange(&self, actor: &Actor, command: impl Into<OrganizationCommand>) {
        self.app.arrange(actor, command).await.unwrap();
    }

    /// The clock stands there from now on.
    pub(crate) fn it_is(&self, time: &str) {
        self.clock.set(at(time));
    }

    /// A citizen files a grievance about fees with 教育科.
    pub(crate) async fn file(&self, phone: &str, story: &str) -> Receipt {
        self.try_to_file(grievance(phone, story)).await.unwrap()
    }

    pub(crate) async fn try_to_file(&self, filing: Filing) -> Result<Receipt, Denied> {
        self.app.file(&Actor::Citizen("portal".into()), filing).await
    }

    /// The matter as it stands.
    pub(crate) async fn matter(&self, number: &MatterNumber) -> Matter {
        self.app.matter(number).await.unwrap().unwrap()
    }

    /// Who answers for it now.
    pub(crate) async fn responsible(&self, number: &MatterNumber) -> String {
        self.matter(number).await.responsible.unwrap().holder.person.to_string()
    }

    /// Text as the door salts it.
    pub(crate) fn written(&self, text: &str) -> Written {
        Written::new(text, self.app.chance().bytes())
    }

    /// Hands it from who holds it to another unit.
    pub(crate) async fn hand_over(&self, number: &MatterNumber, to: &str) {
        let from = staff(&self.responsible(number).await);
        let request = self.written("请核实后直接答复。");
        let to = Destination { unit: to.into(), person: None };
        let hand_over = HandOver { to, request, duty_clause: None, done_so_far: None };
        self.app.act(&from, number, hand_over).await.unwrap();
    }

    /// Brings it to its end: taken in, answered, decided, delivered.
    pub(crate) async fn finish(&self, number: &MatterNumber) {
        let by = staff(&self.responsible(number).await);
        if self.matter(number).await.acceptance.is_none() {
            self.app.act(&by, number, Accept {}).await.unwrap();
        }
        let text = self.written("经核实，该项收费没有依据，已全额退还。");
        let result = GiveResult { outcome: Outcome::Resolved, text };
        self.app.act(&by, number, result).await.unwrap();
        let delivery = RecordDelivery { way: DeliveryWay::NoticeSent };
        self.app.act(&by, number, delivery).await.unwrap();
        assert!(self.matter(number).await.ended.is_some());
    }

    /// Signs for the last offer.
    pub(crate) async fn sign_for(&self, number: &MatterNumber, by: &str) {
        let offer = self.matter(number).await.offers.last().unwrap().ordinal;
        self.app.act(&staff(by), number, SignFor { offer }).await.unwrap();
    }
}

/// A member of staff.
pub(crate) fn staff(person: &str) -> Actor {
    Actor::Staff(person.into())
}

/// A grievance about fees, filed by a citizen with that phone.
pub(crate) fn grievance(phone: &str, story: &str) -> Filing {
    let (name, phone) = (format!("群众{phone}"), Some(phone.to_owned()));
    Filing {
        channel: Channel::Portal,
        petitioner: Some(Identity { name, phone, ..Identity::default() }),
        matter_type: "fee_grievance".into(),
        unit: Some("education".into()),
        story: story.to_owned(),
        concerned: None,
        marks: Marks::default(),
        asked_first: None,
        first_contact: None,
        asked_school: None,
    }
}
