//! A small county for tests: a bureau with five sections and three schools, staffed and paired
//! through the same commands as in life. Every event goes through its written form.
#![allow(dead_code, clippy::unwrap_used, clippy::panic, clippy::wildcard_enum_match_arm)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Actor, Context, Decider, Fact};
use xiaoneng_domain::id::{PersonId, PostId, UnitId};
use xiaoneng_domain::organization::*;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::{RuleFile, Rules};

/// The rules as shipped.
pub(crate) fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| read(|_| true))
}

/// The same before the holiday notice for 2026 came.
pub(crate) fn rules_without_2026() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| read(|file| file.path != "calendar/2026.toml"))
}

fn read(wanted: impl Fn(&RuleFile) -> bool) -> Rules {
    let mut files = rule_files();
    files.retain(wanted);
    Rules::read(&files).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// The rule files as shipped.
pub(crate) fn rule_files() -> Vec<RuleFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let mut files = Vec::new();
    collect(&folder, &folder, &mut files);
    files.sort();
    files
}

fn collect(folder: &Path, at: &Path, files: &mut Vec<RuleFile>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(folder, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let relative = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            files.push(RuleFile { path: relative, text: std::fs::read_to_string(&path).unwrap() });
        }
    }
}

/// A civil time in Asia/Shanghai.
pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// Staff by id, the system as `system`, citizens as `citizen:…`.
pub(crate) fn actor(text: &str) -> Actor {
    if text == "system" || text.contains(':') {
        text.parse().unwrap()
    } else {
        Actor::Staff(text.into())
    }
}

/// The organization with everything that has happened to it.
#[derive(Clone, Default)]
pub(crate) struct County {
    /// As it stands.
    pub(crate) organization: Organization,
    /// The time of recording.
    pub(crate) now: Instant,
    /// Every event so far.
    pub(crate) events: Vec<OrganizationEvent>,
}

impl County {
    /// Lets time stand at that instant.
    pub(crate) fn on(&mut self, text: &str) -> &mut Self {
        self.now = at(text);
        self
    }

    /// What would come of a wish, without doing it.
    pub(crate) fn asked(
        &self,
        by: &str,
        wish: impl Into<OrganizationCommand>,
    ) -> Result<Vec<OrganizationEvent>, Refusal> {
        let actor = actor(by);
        let cx = Context {
            now: self.now,
            actor: &actor,
            rules: rules(),
            organization: &self.organization,
        };
        OrganizationDecider::decide(&self.organization, wish.into(), &cx).map_err(Refusal::from)
    }

    /// Carries out a wish; the kinds of the events, or the refusal.
    pub(crate) fn wish(
        &mut self,
        by: &str,
        wish: impl Into<OrganizationCommand>,
    ) -> Result<Vec<&'static str>, OrganizationRefusal> {
        let events = self.asked(by, wish).map_err(|refusal| match refusal {
            Refusal::Organization(refusal) => refusal,
            other => panic!("{other}"),
        })?;
        let kinds = events.iter().map(OrganizationEvent::kind).collect();
        for event in events {
            let written = event.encode().unwrap();
            let read = OrganizationEvent::decode(event.kind(), &written).unwrap();
            assert_eq!(read, event, "{written}");
            let fact = Fact {
                occurred_at: self.now,
                recorded_at: self.now,
                actor: actor(by),
                event: read,
            };
            let before = std::mem::take(&mut self.organization);
            self.organization = OrganizationDecider::evolve(before, &fact);
            self.events.push(event);
        }
        Ok(kinds)
    }

    /// Carries out a wish that must be granted.
    pub(crate) fn grant(&mut self, by: &str, wish: impl Into<OrganizationCommand>) -> &mut Self {
        self.wish(by, wish).unwrap_or_else(|refusal| panic!("{refusal}"));
        self
    }

    /// Carries out a wish that must be refused, and leaves everything as it was.
    pub(crate) fn refusal(
        &mut self,
        by: &str,
        wish: impl Into<OrganizationCommand>,
    ) -> OrganizationRefusal {
        let before = self.organization.clone();
        let refusal = match self.wish(by, wish) {
            Ok(kinds) => panic!("granted: {kinds:?}"),
            Err(refusal) => refusal,
        };
        assert_eq!(self.organization, before);
        assert!(!refusal.to_string().is_empty() && !refusal.clause().is_empty());
        refusal
    }

    /// Opens a unit below another.
    pub(crate) fn open(&mut self, unit: &str, kind: UnitKind, parent: &str) -> &mut Self {
        let name = format!("{unit}（测试）");
        let (unit, parent) = (UnitId::from(unit), UnitId::from(parent));
        self.grant("director", OpenUnit { unit, name, kind, parent })
    }

    /// Appoints somebody.
    pub(crate) fn appoint(&mut self, person: &str, unit: &str, roles: &[Role]) -> &mut Self {
        let roles: BTreeSet<Role> = roles.iter().copied().collect();
        let (person, unit) = (PersonId::from(person), UnitId::from(unit));
        self.grant("director", AppointPerson { person, unit, roles })
    }

    /// Names the head of a unit.
    pub(crate) fn head(&mut self, unit: &str, person: &str) -> &mut Self {
        self.grant("director", NameHead { unit: unit.into(), person: person.into() })
    }

    /// Seats the desk of a unit.
    pub(crate) fn desk(&mut self, unit: &str, people: &[&str]) -> &mut Self {
        let desk = people.iter().map(|person| PersonId::from(*person)).collect();
        self.grant("director", FillDesk { unit: unit.into(), desk })
    }

    /// Puts a person on a post of the unit and pairs him with another; both sign.
    pub(crate) fn pair(&mut self, unit: &str, post: &str, a: &str, b: &str) -> &mut Self {
        let fill = FillPost {
            post: post.into(),
            title: "经办岗".to_owned(),
            unit: unit.into(),
            person: a.into(),
        };
        let propose = ProposeCover { post: post.into(), b: b.into() };
        let sign = SignCover { post: PostId::from(post) };
        self.grant("director", fill).grant("director", propose);
        self.grant(a, sign.clone()).grant(b, sign)
    }
}

/// The county, on Monday 2026-03-02 at nine.
pub(crate) fn county() -> County {
    static COUNTY: OnceLock<County> = OnceLock::new();
    COUNTY.get_or_init(found).clone()
}

fn found() -> County {
    let mut county = County::default();
    county.on("2026-03-02T09:00");
    let bureau =
        FoundBureau {
            unit: "JU".into(), name: "县教育局".to_owned(), director: "director".into()
        };
    county.grant("system", bureau);
    sections(&mut county);
    schools(&mut county);
    county.on("2026-03-02T09:00");
    county
}

fn sections(county: &mut County) {
    county
        .appoint("deputy", "JU", &[Role::DeputyDirector])
        .appoint("deputy_schools", "JU", &[Role::DeputyDirector])
        .appoint("sysadmin", "JU", &[Role::Sysadmin])
        .appoint("secadmin", "JU", &[Role::Secadmin])
        .appoint("auditadmin", "JU", &[Role::Auditadmin]);
    let sections = [
        ("BGS", Function::GeneralOffice),
        ("XNB", Function::EfficacyOffice),
        ("DDS", Function::InspectionOffice),
        ("PAK", Function::SafetyOffice),
        ("JYK", Function::EducationSection),
    ];
    for (unit, function) in sections {
        county.open(unit, UnitKind::Section, "JU");
        county.grant("director", AssignFunction { function, unit: unit.into() });
        staff(county, unit, Role::SectionHead);
        let leader = NameLeaderInCharge { unit: unit.into(), person: "deputy".into() };
        county.grant("director", leader);
    }
    county.appoint("hr", "BGS", &[Role::Hr, Role::Staff]);
    for person in ["XNB_clerk", "XNB_staff"] {
        let roles = BTreeSet::from([Role::EfficacyOffice, Role::Clerk]);
        county.grant("director", AssignRoles { person: person.into(), roles });
    }
    let roles = BTreeSet::from([Role::InspectionOffice, Role::Clerk]);
    county.grant("director", AssignRoles { person: "DDS_clerk".into(), roles });
    county.pair("JU", "director_post", "director", "deputy");
}

fn schools(county: &mut County) {
    for (school, parent) in [("S1", "JU"), ("S2", "JU")] {
        county.open(school, UnitKind::School, parent);
        staff(county, school, Role::Principal);
        let leader = NameLeaderInCharge { unit: school.into(), person: "deputy_schools".into() };
        county.grant("director", leader);
    }
    // 教学点: one clerk, no head of its own; its B is the clerk of the school above.
    county.open("S3", UnitKind::School, "S2");
    county.appoint("S3_clerk", "S3", &[Role::Clerk]);
    county.desk("S3", &["S3_clerk", "S2_clerk"]);
    county.pair("S3", "S3_post", "S3_clerk", "S2_clerk");
}

/// A head, a clerk at the desk and one more; clerk and staff cover each other, the staff the head.
fn staff(county: &mut County, unit: &str, head_role: Role) {
    let person = |role: &str| format!("{unit}_{role}");
    let (head, clerk, staff) = (person("head"), person("clerk"), person("staff"));
    county
        .appoint(&head, unit, &[head_role])
        .appoint(&clerk, unit, &[Role::Clerk])
        .appoint(&staff, unit, &[Role::Staff])
        .head(unit, &head)
        .desk(unit, &[&clerk, &staff])
        .pair(unit, &person("head_post"), &head, &staff)
        .pair(unit, &person("clerk_post"), &clerk, &staff)
        .pair(unit, &person("staff_post"), &staff, &clerk);
}
