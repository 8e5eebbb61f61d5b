//! 开通. A key shown once, four first people, a list computed from facts, a portal opened by an act
//! (ux 2.5 `/a/setup`).

use xiaoneng_app::clock::Clock;
use xiaoneng_app::roster::{RosterKind, Same, Sheet};
use xiaoneng_app::setup::{FIRST_ROLES, FirstPerson, NewOffice, SetupRefused, Task, TaskState};
use xiaoneng_app::sign_in::NotDone;
use xiaoneng_app::{Access, App, Place};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::Role;

use crate::site::{Site, at};

fn new_office() -> NewOffice {
    let names = ["刘局长", "吴工", "安大姐", "沈审计"];
    let people = names.map(|name| FirstPerson { name: name.into(), login: name.into() });
    NewOffice { name: "青禾县教育体育局".into(), people }
}

async fn empty() -> (Site, App) {
    let site = Site::folder().await.unwrap();
    let app = site.open(&Clock::standing_at(at("2026-06-01T09:00"))).await;
    (site, app)
}

fn refused<T: std::fmt::Debug>(result: Result<T, NotDone<SetupRefused>>) -> SetupRefused {
    match result {
        Err(NotDone::Refused(refused)) => refused,
        other => panic!("{other:?}"),
    }
}

async fn who(app: &App, role: Role) -> PersonId {
    let known = app.known().await.unwrap();
    let holds = |person: &&xiaoneng_domain::organization::Person| person.roles.contains(&role);
    known.organization.persons.values().find(holds).unwrap().id.clone()
}

#[tokio::test]
async fn the_key_that_was_shown_opens_once() {
    let (_site, app) = empty().await;
    assert!(app.needs_setup().await.unwrap());
    let first = app.new_setup_key().await.unwrap().unwrap();
    let key = app.new_setup_key().await.unwrap().unwrap();
    assert_ne!(first, key);
    let text = key.to_string();
    assert_eq!(text.len(), 19, "sixteen signs in groups of four: {text}");
    let office = new_office();
    for wrong in ["", "AAAA-AAAA-AAAA-AAAA", &first.to_string()] {
        assert_eq!(refused(app.establish(wrong, &office).await), SetupRefused::WrongKey);
    }
    let typed = text.replace('-', " ").to_ascii_lowercase();
    let opened = app.establish(&typed, &office).await.unwrap();
    let roles: Vec<Option<Role>> = opened.iter().map(|account| account.role).collect();
    assert_eq!(roles, FIRST_ROLES.map(Some));
    assert!(opened.iter().all(|account| account.initial.0.len() >= 10));
    assert!(!app.needs_setup().await.unwrap());
    assert_eq!(app.new_setup_key().await.unwrap(), None);
    assert_eq!(refused(app.establish(&text, &office).await), SetupRefused::Established);
    let known = app.known().await.unwrap();
    assert!(known.organization.is_portal_closed);
    let sysadmin = who(&app, Role::Sysadmin).await;
    assert_eq!(app.person_of_login("吴工").await.unwrap(), Some(sysadmin));
}

#[tokio::test]
async fn a_key_dies_of_guesses_and_a_new_one_is_shown() {
    let (_site, app) = empty().await;
    let key = app.new_setup_key().await.unwrap().unwrap().to_string();
    for _ in 0..20 {
        assert_eq!(refused(app.establish("x", &new_office()).await), SetupRefused::WrongKey);
    }
    assert_eq!(refused(app.establish(&key, &new_office()).await), SetupRefused::KeyDead);
    let key = app.new_setup_key().await.unwrap().unwrap().to_string();
    app.establish(&key, &new_office()).await.unwrap();
}

#[tokio::test]
async fn what_the_form_lacks_is_said_at_its_field() {
    let (_site, app) = empty().await;
    let key = app.new_setup_key().await.unwrap().unwrap().to_string();
    let mut cases = vec![("name", NewOffice { name: " ".into(), ..new_office() })];
    for (field, at) in [("director-name", 0), ("system-name", 1)] {
        let mut office = new_office();
        office.people[at].name.clear();
        cases.push((field, office));
    }
    let mut twice = new_office();
    twice.people[3] = twice.people[1].clone();
    cases.push(("audit-name", twice.clone()));
    twice.people[3].name = "另一人".into();
    cases.push(("audit-login", twice));
    for (expected, office) in cases {
        match refused(app.establish(&key, &office).await) {
            SetupRefused::Field { field, .. } => assert_eq!(field, expected),
            other => panic!("{expected}: {other:?}"),
        }
    }
    assert!(app.known().await.unwrap().organization.units.is_empty(), "nothing was made");
}

/// 先开通的五项: the list follows from facts, and the portal opens only when five are done.
#[tokio::test]
async fn the_list_follows_the_facts_and_opens_the_portal() {
    let (_site, app) = empty().await;
    let key = app.new_setup_key().await.unwrap().unwrap().to_string();
    app.establish(&key, &new_office()).await.unwrap();
    let sysadmin = Actor::Staff(who(&app, Role::Sysadmin).await);
    let state = async |task: Task| {
        let tasks = app.setup_tasks().await.unwrap();
        tasks.into_iter().find(|progress| progress.task == task).unwrap().state
    };
    assert_eq!(state(Task::Units).await, TaskState::NotBegun);
    assert_eq!(state(Task::Calendar).await, TaskState::Done, "the notice for 2026 is shipped");
    let missing = app.open_portal(&sysadmin).await.unwrap();
    assert_eq!(missing, [Task::Units, Task::People, Task::Catalogue, Task::Rules]);

    let import = async |kind: RosterKind, text: &str| {
        let sheet = Sheet::of_text(text).unwrap();
        let checked = app.check_roster(&sysadmin, kind, &sheet, &Same::new()).await;
        app.import_roster(&sysadmin, &checked.unwrap().unwrap()).await.unwrap();
    };
    import(RosterKind::Units, "名称,性质\n实验小学,学校\n").await;
    assert_eq!(state(Task::Units).await, TaskState::UnderWay);
    import(RosterKind::Units, "名称,性质,职能,电话,职责\n办公室,股室,办公室,0320-1,分办\n").await;
    assert_eq!(state(Task::Units).await, TaskState::Done);
    import(RosterKind::People, "姓名,单位,收件岗\n李强,办公室,A\n").await;
    assert_eq!(state(Task::People).await, TaskState::UnderWay);
    import(RosterKind::People, "姓名,单位,角色\n陈校长,实验小学,校长\n").await;
    assert_eq!(state(Task::People).await, TaskState::Done);
    app.confirm_task(&sysadmin, Task::Catalogue).await.unwrap();
    assert_eq!(app.open_portal(&sysadmin).await.unwrap(), [Task::Rules]);
    assert!(app.known().await.unwrap().organization.is_portal_closed);
    app.confirm_task(&sysadmin, Task::Rules).await.unwrap();
    let stranger = Actor::Staff(who(&app, Role::Secadmin).await);
    assert!(app.open_portal(&stranger).await.is_err());
    assert!(app.confirm_task(&stranger, Task::Rules).await.is_err());
    assert_eq!(app.open_portal(&sysadmin).await.unwrap(), []);
    assert!(!app.known().await.unwrap().organization.is_portal_closed);
    assert_eq!(state(Task::BackupDrill).await, TaskState::NotBegun);
    let made = app.back_up_now(&sysadmin).await.unwrap();
    assert_eq!(state(Task::BackupDrill).await, TaskState::UnderWay);
    let name = made.file.file_name().unwrap().to_str().unwrap().to_owned();
    let drill = app.drill(&sysadmin, &name).await.unwrap();
    assert!(drill.is_good(), "{drill:?}");
    assert!(drill.events > 8);
    assert_eq!(state(Task::BackupDrill).await, TaskState::Done);
    assert!(app.back_up_now(&stranger).await.is_err());
}

/// 演示和按旧办法建立的: founded otherwise, an installation needs no set-up and is open.
#[tokio::test]
async fn an_installation_that_stands_is_not_set_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::Folder(folder.path().join("data"));
    let app = App::open(&place, Access::Write).await.unwrap();
    let found = xiaoneng_domain::organization::FoundBureau {
        unit: "JY00".into(),
        name: "局".into(),
        director: "d".into(),
    };
    app.arrange(&Actor::System, found).await.unwrap();
    assert!(!app.needs_setup().await.unwrap());
    assert_eq!(app.new_setup_key().await.unwrap(), None);
}
