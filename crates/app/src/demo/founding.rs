//! 建县. The bureau is founded, its units opened, its people appointed and paired, all through
//! the door.

use std::collections::BTreeMap;

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, PostId, UnitId};
use xiaoneng_domain::organization::{
    AppointPerson, AssignFunction, FillDesk, FillPost, FoundBureau, Function, NameHead,
    NameLeaderInCharge, OpenUnit, OrganizationCommand, ProposeCover, Role, SignCover, UnitKind,
};
use xiaoneng_store::Identity;

use super::accounts;
use super::county::{BUREAU, DemoUnit, GIVEN_NAMES, SURNAMES, UNITS};
use super::descriptions;
use super::dice::Dice;
use crate::App;
use crate::denied::Denied;

/// 局长 and the three 分管领导.
const LEADERS: u32 = 4;

/// The people of the demo county, by unit; heads first.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    pub(super) of_unit: BTreeMap<UnitId, Vec<PersonId>>,
}

impl People {
    /// Everybody of a unit, the head first.
    pub(super) fn of(&self, unit: &UnitId) -> &[PersonId] {
        self.of_unit.get(unit).map_or(&[], Vec::as_slice)
    }
}

/// Founds the county.
pub(super) async fn found(app: &App, dice: &mut Dice) -> Result<People, Denied> {
    let people = people();
    let bureau = UnitId::from(BUREAU);
    let leaders = people.of(&bureau).to_vec();
    let director = Actor::Staff(leaders[0].clone());
    let name = "青禾县教育体育局".to_owned();
    let found = FoundBureau { unit: bureau.clone(), name, director: leaders[0].clone() };
    arrange(app, &Actor::System, found).await?;
    arrange(app, &director, descriptions::of_bureau()).await?;
    for leader in &leaders[1..] {
        appoint(app, &director, &bureau, leader, [Role::DeputyDirector]).await?;
    }
    accounts::appoint_those_apart(app, &director).await?;
    for unit in &UNITS {
        open(app, &director, unit, people.of(&unit.code.into()), &leaders).await?;
    }
    for (unit, staff) in &people.of_unit {
        pair(app, &director, unit, staff).await?;
    }
    for person in people.of_unit.values().flatten() {
        let surname = dice.pick(&SURNAMES);
        let name = format!("{surname}{}", dice.pick(&GIVEN_NAMES));
        app.keep_identity(person, &Identity { name, ..Identity::default() }).await?;
    }
    Ok(people)
}

fn people() -> People {
    let bureau = (BUREAU, LEADERS);
    let units = UNITS.iter().map(|unit| (unit.code, unit.people));
    let of_unit = std::iter::once(bureau).chain(units).map(|(code, count)| {
        let people = (1..=count).map(|n| PersonId::from(format!("{code}-{n:02}"))).collect();
        (UnitId::from(code), people)
    });
    People { of_unit: of_unit.collect() }
}

async fn arrange(
    app: &App,
    actor: &Actor,
    command: impl Into<OrganizationCommand>,
) -> Result<(), Denied> {
    app.arrange(actor, command).await?;
    Ok(())
}

async fn appoint<const N: usize>(
    app: &App,
    director: &Actor,
    unit: &UnitId,
    person: &PersonId,
    roles: [Role; N],
) -> Result<(), Denied> {
    let (person, unit, roles) = (person.clone(), unit.clone(), roles.into());
    arrange(app, director, AppointPerson { person, unit, roles }).await
}

/// Opens a unit: its head, its clerks, its desk, its part, its 分管领导.
async fn open(
    app: &App,
    director: &Actor,
    unit: &DemoUnit,
    staff: &[PersonId],
    leaders: &[PersonId],
) -> Result<(), Denied> {
    let id = UnitId::from(unit.code);
    let opened = OpenUnit {
        unit: id.clone(),
        name: unit.name.to_owned(),
        kind: unit.kind,
        parent: unit.parent.into(),
    };
    arrange(app, director, opened).await?;
    arrange(app, director, descriptions::of(unit)).await?;
    for (at, person) in staff.iter().enumerate() {
        match (at, unit.kind) {
            (0, UnitKind::School) => {
                appoint(app, director, &id, person, [Role::Principal, Role::Staff]).await?;
            }
            (0, UnitKind::Bureau | UnitKind::Section | UnitKind::Institution) => {
                let own = own_role(unit);
                appoint(app, director, &id, person, [Role::SectionHead, own]).await?;
            }
            (1, _) => appoint(app, director, &id, person, [Role::Clerk, own_role(unit)]).await?,
            _ => appoint(app, director, &id, person, [own_role(unit)]).await?,
        }
    }
    if let Some(head) = staff.first() {
        let head = NameHead { unit: id.clone(), person: head.clone() };
        arrange(app, director, head).await?;
    }
    let desk: Vec<PersonId> = staff.iter().skip(1).take(2).cloned().collect();
    if !desk.is_empty() {
        arrange(app, director, FillDesk { unit: id.clone(), desk }).await?;
    }
    let leader = leaders[1 + unit.leader % (leaders.len() - 1)].clone();
    arrange(app, director, NameLeaderInCharge { unit: id.clone(), person: leader }).await?;
    for function in unit.functions {
        let part = AssignFunction { function: *function, unit: id.clone() };
        arrange(app, director, part).await?;
    }
    Ok(())
}

fn own_role(unit: &DemoUnit) -> Role {
    if unit.functions.contains(&Function::EfficacyOffice) {
        return Role::EfficacyOffice;
    }
    if unit.functions.contains(&Function::InspectionOffice) {
        return Role::InspectionOffice;
    }
    Role::Staff
}

/// AB 岗: everybody is covered by his neighbour; both sign.
async fn pair(
    app: &App,
    director: &Actor,
    unit: &UnitId,
    staff: &[PersonId],
) -> Result<(), Denied> {
    let neighbours = staff.iter().cycle().skip(1);
    for (a, b) in staff.iter().zip(neighbours).filter(|(a, b)| a != b) {
        let post = PostId::from(format!("{a}-post"));
        let title = "业务岗".to_owned();
        let fill = FillPost { post: post.clone(), title, unit: unit.clone(), person: a.clone() };
        arrange(app, director, fill).await?;
        arrange(app, director, ProposeCover { post: post.clone(), b: b.clone() }).await?;
        for person in [a, b] {
            let signer = Actor::Staff(person.clone());
            arrange(app, &signer, SignCover { post: post.clone() }).await?;
        }
    }
    Ok(())
}
