//! 账号: found by the three administrators, reset by the security administrator. They are opened
//! elsewhere, by the system administrator, where people are appointed.

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;
use xiaoneng_app::Names;
use xiaoneng_app::sign_in::{AccountRow, InitialPassword};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::organization::Organization;

use super::words::SecurityWords;
use super::{Tabbed, Watch, told};
use crate::Site;
use crate::kit::dates;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

const SHOWN: usize = 50;
/// Where an initial password waits until its page was seen.
pub(super) const SHOWN_ONCE: &str = "/a/security/password";

#[derive(Template)]
#[template(path = "sign_in/security_accounts.html")]
struct AccountsPage {
    shell: StaffShell,
    watch: Watch,
    q: String,
    accounts: Vec<Line>,
    shown: String,
}

/// An account in words.
struct Line {
    person: String,
    login: String,
    name: String,
    unit: String,
    roles: String,
    factor: &'static str,
    has_factor: bool,
    password: String,
    is_own: bool,
}

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    q: String,
}

/// `GET /a/security/accounts`
pub(crate) async fn show(
    State(site): State<Site>,
    Query(wanted): Query<Wanted>,
    visitor: Visitor,
    staff: Staff,
) -> Answer {
    let (shell, watch) = Watch::of(&site, &visitor, &staff, Tabbed::Accounts)?;
    let q = wanted.q.trim();
    let all = site.app().list_accounts(&staff.actor()).await.map_err(told)?;
    let (names, known) = (site.app().names().await?, site.app().known().await?);
    let look = Look { site: &site, w: watch.w, names: &names, organization: &known.organization };
    let lines: Vec<Line> = all
        .iter()
        .map(|row| look.line(row, &staff.person))
        .filter(|line| [&line.login, &line.name, &line.unit].iter().any(|text| text.contains(q)))
        .collect();
    let found = lines.len();
    let accounts: Vec<Line> = lines.into_iter().take(SHOWN).collect();
    let shown = watch.w.shown(accounts.len(), found);
    Ok(page(&AccountsPage { shell, watch, q: q.to_owned(), accounts, shown }))
}

/// What a line is made from.
struct Look<'a> {
    site: &'a Site,
    w: SecurityWords,
    names: &'a Names,
    organization: &'a Organization,
}

impl Look<'_> {
    fn line(&self, row: &AccountRow, viewer: &PersonId) -> Line {
        let w = self.w;
        let serving = self.organization.in_office(&row.person);
        let unit = serving.and_then(|person| self.organization.unit(&person.unit));
        let roles = serving.map(|person| {
            person.roles.iter().map(|role| role.name()).collect::<Vec<_>>().join("、")
        });
        let must = self.site.app().must_have_second_factor(self.organization, &row.person);
        Line {
            person: row.person.to_string(),
            login: row.login.clone(),
            name: self.names.of(&row.person).to_owned(),
            unit: unit.map_or_else(|| w.has_left().to_owned(), |unit| unit.name.clone()),
            roles: roles.unwrap_or_default(),
            factor: match (row.has_second_factor, must) {
                (true, _) => w.has_it(),
                (false, true) => w.owes_it(),
                (false, false) => w.has_it_not(),
            },
            has_factor: row.has_second_factor,
            password: match row.must_change {
                true => w.initial().to_owned(),
                false => dates::whole_day(w.0, row.changed_at.date()),
            },
            is_own: row.person == *viewer,
        }
    }
}

/// Leaves an initial password for the page that shows it once.
pub(super) async fn show_once(
    site: &Site,
    staff: &Staff,
    login: &str,
    initial: &InitialPassword,
) -> Answer {
    let body = format!("{login}\n{}", initial.0);
    site.app().save_draft(&staff.person, SHOWN_ONCE, body).await?;
    Ok(see_other(SHOWN_ONCE))
}

#[derive(Template)]
#[template(path = "sign_in/security_password.html")]
struct PasswordPage {
    shell: StaffShell,
    watch: Watch,
    says: String,
    password: String,
}

/// `GET /a/security/password`: shown once, then forgotten.
pub(crate) async fn shown_once(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let (shell, watch) = Watch::of(&site, &visitor, &staff, Tabbed::Accounts)?;
    let Some(draft) = site.app().draft(&staff.person, SHOWN_ONCE).await? else {
        return Ok(see_other("/a/security/accounts"));
    };
    site.app().drop_draft(&staff.person, SHOWN_ONCE).await?;
    let (login, password) = draft.body.split_once('\n').unwrap_or_default();
    let says = watch.w.initial_says(login);
    Ok(page(&PasswordPage { shell, watch, says, password: password.to_owned() }))
}
