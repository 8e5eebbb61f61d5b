//! 发放账号. Accounts for those in office who have none, with passwords that are printed once.

use std::collections::BTreeSet;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::{AppointPerson, OrganizationDecider, Role};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::{DeskOf, Identity};

use crate::App;
use crate::denied::Denied;
use crate::institution::Luggage;
use crate::setup::OpenedAccount;
use crate::sign_in::{AccountRefused, NotDone, login_key};

/// How many passwords are reckoned at the same time.
const AT_ONCE: usize = 2;
/// More accounts than a county has.
const ACCOUNTS: u32 = 100_000;
/// Open matters of a person are counted up to this.
const COUNTED: u32 = 1_000;

impl App {
    /// Those in office who have no account, in the order of their units.
    pub async fn list_without_account(&self, actor: &Actor) -> Result<Vec<PersonId>, Denied> {
        self.must_be_allowed(actor, OfficeAct::OpenAccount).await?;
        let with: BTreeSet<PersonId> =
            self.accounts().await?.into_iter().map(|(person, _)| person).collect();
        let organization = self.known().await?.organization;
        let mut without: Vec<_> = organization
            .persons
            .values()
            .filter(|person| !person.has_left && !with.contains(&person.id))
            .collect();
        without.sort_by(|one, other| (&one.unit, &one.id).cmp(&(&other.unit, &other.id)));
        Ok(without.into_iter().map(|person| person.id.clone()).collect())
    }

    /// 开通账号 for these; each gets a login name like his name, and an initial password.
    pub async fn open_accounts(
        &self,
        actor: &Actor,
        people: &[PersonId],
    ) -> Result<Vec<OpenedAccount>, NotDone<AccountRefused>> {
        let mut taken: BTreeSet<String> =
            self.accounts().await?.iter().map(|(_, login)| login_key(login)).collect();
        let organization = self.known().await?.organization;
        let mut wished = Vec::new();
        for person in people {
            let name = self.name_of(person).await?.unwrap_or_default().to_string();
            let login = free_login(&name, &mut taken);
            let unit = organization.person(person).and_then(|found| organization.unit(&found.unit));
            let unit = unit.map(|unit| unit.name.clone()).unwrap_or_default();
            wished.push((person.clone(), name, unit, login));
        }
        stream::iter(wished)
            .map(async |(person, name, unit, login)| {
                let initial = self.open_account(actor, &person, &login).await?;
                Ok(OpenedAccount { name, role: None, unit, login, initial })
            })
            .buffered(AT_ONCE)
            .try_collect()
            .await
    }

    /// 任用 somebody who was never here, with his name.
    pub async fn appoint(
        &self,
        actor: &Actor,
        unit: UnitId,
        roles: BTreeSet<Role>,
        identity: Identity,
    ) -> Result<PersonId, Denied> {
        let person = self.new_person();
        let luggage =
            Luggage { identities: vec![(person.clone(), identity)], ..Luggage::default() };
        let appoint = AppointPerson { person: person.clone(), unit, roles };
        self.carry_out_with::<OrganizationDecider>(
            &StreamId::Organization,
            actor,
            appoint.into(),
            &luggage,
        )
        .await?;
        Ok(person)
    }

    /// How many open matters a person answers for; more than a thousand are not counted.
    pub async fn count_open_of(&self, person: &PersonId) -> Result<usize, Denied> {
        let desk = DeskOf::Person(person.clone());
        Ok(self.store().list_desk(&desk, None, COUNTED).await?.len())
    }

    async fn accounts(&self) -> Result<Vec<(PersonId, String)>, Denied> {
        let accounts = self.store().list_accounts(None, ACCOUNTS).await?;
        Ok(accounts.into_iter().map(|account| (account.person, account.login)).collect())
    }
}

/// The name itself; with a number behind it where somebody has it.
fn free_login(name: &str, taken: &mut BTreeSet<String>) -> String {
    let plain: String = name.chars().filter(|sign| sign.is_alphanumeric()).take(20).collect();
    let base = if plain.chars().count() < 2 { format!("用户{plain}") } else { plain };
    let mut login = base.clone();
    let mut number = 2;
    while !taken.insert(login_key(&login)) {
        login = format!("{base}{number}");
        number += 1;
    }
    login
}
