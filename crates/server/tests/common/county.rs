//! A small county on a Tuesday morning: a bureau, five sections, four schools, their people.

use xiaoneng_app::chance::Chance;
use xiaoneng_app::clock::Clock;
use xiaoneng_app::file::Identity;
use xiaoneng_app::sign_in::{Credentials, Visitor};
use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{Access, App, Place, World};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::{
    AppointPerson, AssignFunction, FillDesk, FoundBureau, Function, NameHead, NameLeaderInCharge,
    OpenUnit, OrganizationCommand, Role, UnitKind,
};
use xiaoneng_server::{Site, SiteOptions};

use super::browser::Browser;

/// Tuesday 22 September 2026, in the morning; summer hours, 中秋 from Friday on.
pub const TUESDAY: &str = "2026-09-22T10:32";

/// Code, name, kind, part, people; the first heads the unit, the others sit at its desk.
type Row =
    (&'static str, &'static str, UnitKind, Option<Function>, [(&'static str, &'static str); 3]);

const UNITS: [Row; 9] = [
    (
        "office",
        "办公室",
        UnitKind::Section,
        Some(Function::GeneralOffice),
        [("o1", "李强"), ("o2", "赵敏"), ("o3", "钱明")],
    ),
    (
        "efficacy",
        "行政效能办公室",
        UnitKind::Section,
        Some(Function::EfficacyOffice),
        [("e1", "孙平"), ("e2", "周涛"), ("e3", "吴静")],
    ),
    (
        "education",
        "教育科",
        UnitKind::Section,
        Some(Function::EducationSection),
        [("k1", "王芳"), ("k2", "郑洋"), ("k3", "冯磊")],
    ),
    (
        "inspection",
        "督导室",
        UnitKind::Section,
        Some(Function::InspectionOffice),
        [("i1", "陈杰"), ("i2", "褚霞"), ("i3", "卫刚")],
    ),
    (
        "safety",
        "平安科",
        UnitKind::Section,
        Some(Function::SafetyOffice),
        [("a1", "蒋勇"), ("a2", "沈娟"), ("a3", "韩超")],
    ),
    (
        "primary",
        "实验小学",
        UnitKind::School,
        None,
        [("s1", "陈校长"), ("s2", "周老师"), ("s3", "张老师")],
    ),
    (
        "willow",
        "柳林小学",
        UnitKind::School,
        None,
        [("w1", "杨校长"), ("w2", "朱老师"), ("w3", "秦老师")],
    ),
    (
        "high",
        "青禾一中",
        UnitKind::School,
        None,
        [("h1", "尤校长"), ("h2", "许老师"), ("h3", "何老师")],
    ),
    (
        "kindergarten",
        "县直幼儿园",
        UnitKind::School,
        None,
        [("g1", "吕园长"), ("g2", "施老师"), ("g3", "张敏")],
    ),
];

/// The password of whoever signs in.
pub const PASSWORD: &str = "Lan-se-diannao-7";

/// The county with its site.
pub struct County {
    _folder: tempfile::TempDir,
    pub app: App,
    pub clock: Clock,
    pub site: Site,
}

pub fn at(time: &str) -> Instant {
    time.parse().unwrap()
}

pub fn staff(person: &str) -> Actor {
    Actor::Staff(person.into())
}

impl County {
    /// Founds it in an empty folder.
    pub async fn found() -> Self {
        Self::found_with("").await
    }

    /// Founds it with settings of its own.
    pub async fn found_with(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        std::fs::write(data.join("xiaoneng.toml"), settings).unwrap();
        let clock = Clock::standing_at(at(TUESDAY));
        let world = World { clock: clock.clone(), chance: Chance::from_seed(7) };
        let place = Place::Folder(folder.path().join("data"));
        let app = App::open_in(&place, Access::Write, world).await.unwrap();
        let site = Site::new(app.clone(), SiteOptions::default());
        let county = Self { _folder: folder, app, clock, site };
        county.found_units().await;
        county
    }

    /// The clock stands there from now on.
    pub fn it_is(&self, time: &str) {
        self.clock.set(at(time));
    }

    /// A browser in which somebody has signed in, with an account of his own.
    pub async fn signed_in(&self, person: &str) -> Browser {
        let login = format!("login-{person}");
        self.app.open_shown_account(&person.into(), &login, PASSWORD).await.unwrap();
        self.signed_in_again(person).await
    }

    /// A browser in which somebody has signed in who has an account.
    pub async fn signed_in_again(&self, person: &str) -> Browser {
        let login = format!("login-{person}");
        let typed = Credentials { login: &login, password: PASSWORD, answer: None };
        let visitor = Visitor { address: None, device: "test".to_owned() };
        let entry = self.app.sign_in(typed, &visitor).await.unwrap();
        assert_eq!(entry.owed, None);
        let browser = Browser::new(&self.site);
        browser.put_cookie("session", &entry.token.to_text());
        browser
    }

    pub async fn arrange(&self, actor: &Actor, command: impl Into<OrganizationCommand>) {
        self.app.arrange(actor, command).await.unwrap();
    }

    async fn found_units(&self) {
        let bureau = UnitId::from("bureau");
        let name = "青禾县教育体育局".to_owned();
        let found = FoundBureau { unit: bureau.clone(), name, director: "d1".into() };
        self.arrange(&Actor::System, found).await;
        self.name("d1", "刘局长").await;
        self.appoint(&bureau, ("d2", "马副局长"), &[Role::DeputyDirector]).await;
        self.appoint(&bureau, ("sys1", "系统员"), &[Role::Sysadmin]).await;
        self.appoint(&bureau, ("sec1", "安全员"), &[Role::Secadmin]).await;
        self.appoint(&bureau, ("aud1", "审计员"), &[Role::Auditadmin]).await;
        for (code, name, kind, function, people) in UNITS {
            self.open_unit((code, name, kind), function, people).await;
        }
    }

    async fn open_unit(
        &self,
        (code, name, kind): (&str, &str, UnitKind),
        function: Option<Function>,
        people: [(&str, &str); 3],
    ) {
        let director = staff("d1");
        let (unit, parent) = (UnitId::from(code), UnitId::from("bureau"));
        let open = OpenUnit { unit: unit.clone(), name: name.to_owned(), kind, parent };
        self.arrange(&director, open).await;
        for (place, person) in people.into_iter().enumerate() {
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
        let head = NameHead { unit: unit.clone(), person: people[0].0.into() };
        self.arrange(&director, head).await;
        let desk = people.iter().skip(1).map(|(person, _)| PersonId::from(*person)).collect();
        self.arrange(&director, FillDesk { unit: unit.clone(), desk }).await;
        let leader = NameLeaderInCharge { unit: unit.clone(), person: "d2".into() };
        self.arrange(&director, leader).await;
        if let Some(function) = function {
            self.arrange(&director, AssignFunction { function, unit }).await;
        }
    }

    async fn appoint(&self, unit: &UnitId, (person, name): (&str, &str), roles: &[Role]) {
        let roles = roles.iter().copied().collect();
        let appoint = AppointPerson { person: person.into(), unit: unit.clone(), roles };
        self.arrange(&staff("d1"), appoint).await;
        self.name(person, name).await;
    }

    async fn name(&self, person: &str, name: &str) {
        let identity = Identity { name: name.to_owned(), ..Identity::default() };
        self.app.keep_identity(&person.into(), &identity).await.unwrap();
    }
}
