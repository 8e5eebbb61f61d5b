//! 角色: who has which, and what the table of office acts gives to whom.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use xiaoneng_app::sign_in::SecondFactorFor;
use xiaoneng_domain::authority::OFFICE_TABLE;
use xiaoneng_domain::organization::Role;

use super::{Tabbed, Watch};
use crate::Site;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

/// So many names stand in a cell; the others are counted.
const NAMED: usize = 8;

#[derive(Template)]
#[template(path = "sign_in/security_roles.html")]
struct RolesPage {
    shell: StaffShell,
    watch: Watch,
    roles: Vec<Line>,
    acts: Vec<(&'static str, String)>,
}

/// A role in words.
struct Line {
    name: &'static str,
    count: usize,
    people: String,
    needs_factor: bool,
}

/// `GET /a/security/roles`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let (shell, watch) = Watch::of(&site, &visitor, &staff, Tabbed::Roles)?;
    let (names, known) = (site.app().names().await?, site.app().known().await?);
    let mut people: BTreeMap<Role, Vec<String>> = BTreeMap::new();
    for person in known.organization.persons.values().filter(|person| !person.has_left) {
        for role in &person.roles {
            people.entry(*role).or_default().push(names.of(&person.id).to_owned());
        }
    }
    let rule = site.app().settings().sign_in.second_factor;
    let line = |(role, people): (Role, Vec<String>)| Line {
        name: role.name(),
        count: people.len(),
        people: named(&people),
        needs_factor: match rule {
            SecondFactorFor::Deciders => role.decides(),
            SecondFactorFor::Everybody => true,
            SecondFactorFor::Nobody => false,
        },
    };
    let roles = people.into_iter().map(line).collect();
    let acts = OFFICE_TABLE.iter().map(|(act, by)| {
        let by: Vec<&str> = by.iter().map(|standing| standing.name()).collect();
        (act.name(), by.join("、"))
    });
    Ok(page(&RolesPage { shell, watch, roles, acts: acts.collect() }))
}

fn named(people: &[String]) -> String {
    let some = people.iter().take(NAMED).cloned().collect::<Vec<_>>().join("、");
    if people.len() > NAMED { format!("{some}…") } else { some }
}
