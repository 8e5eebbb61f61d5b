//! 身份. Who a person is, under a key of his own; found by phone through a keyed hash only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xiaoneng_domain::id::PersonId;

use super::{Kept, KeyRow, key_row};
use crate::fault::{During as _, Fault};
use crate::keys::MasterKey;
use crate::sql::{Query, Row, Transaction, Value, statements};
use crate::store::Store;

statements! {
    FIND_KEY = "SELECT wrapped FROM person_key WHERE person = $1";
    INSERT_KEY = "INSERT INTO person_key (person, wrapped) VALUES ($1, $2)";
    PUT_IDENTITY = "INSERT INTO identity (person, sealed) VALUES ($1, $2)
        ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed";
    FIND_IDENTITY = "SELECT sealed FROM identity WHERE person = $1";
    DROP_CONTACTS = "DELETE FROM contact WHERE person = $1";
    PUT_CONTACT = "INSERT INTO contact (hash, person) VALUES ($1, $2)
        ON CONFLICT (hash, person) DO NOTHING";
    FIND_BY_CONTACT = "SELECT person FROM contact WHERE hash = $1 ORDER BY person";
}

/// 身份与联系方式.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// 姓名.
    pub name: String,
    /// 联系电话, by which the person is found again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Anything else, under a code: `address`, `id_number`, `mail` …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub others: BTreeMap<String, String>,
}

/// Nobody's name stands in a log.
impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(…)")
    }
}

/// 联系电话 in the form in which it is compared: digits, without spaces, hyphens and country code.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact(String);

impl Contact {
    /// The form of a phone number as somebody wrote it; none if it has no digit.
    pub fn read(phone: &str) -> Option<Self> {
        let narrow = phone.chars().map(|letter| match letter {
            '０'..='９' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
            '＋' => '+',
            _ => letter,
        });
        let kept: String = narrow.filter(|c| c.is_ascii_digit() || *c == '+').collect();
        let digits = kept.strip_prefix("+86").or_else(|| kept.strip_prefix("0086"));
        let digits: String = digits.unwrap_or(&kept).chars().filter(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(Self(digits))
    }
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(…)")
    }
}

impl Store {
    /// Who a person is.
    pub async fn read_identity(&self, person: &PersonId) -> Result<Kept<Identity>, Fault> {
        let params = vec![Value::from(person.as_str())];
        let key = Query::new(&FIND_KEY, params.clone());
        let found = self.database.glance_at(vec![key, Query::new(&FIND_IDENTITY, params)]).await?;
        let [key, identity] = found.as_slice() else { return Ok(Kept::Nothing) };
        let wrapped = match key_row(key)? {
            KeyRow::None => return Ok(Kept::Nothing),
            KeyRow::Destroyed => return Ok(Kept::Erased),
            KeyRow::Wrapped(wrapped) => wrapped,
        };
        let Some(row) = identity.first() else { return Ok(Kept::Nothing) };
        let key = self.master()?.unwrap(person.as_str(), wrapped)?;
        let during = format!("读取 {person} 的身份");
        let content = key.open(row.bytes(0)?, &context(person)).during(&during)?;
        let identity = serde_json::from_slice(&content)
            .map_err(|error| Fault::damaged(format!("身份的格式不对（{error}）")));
        identity.map(Kept::Found).during(&during)
    }

    /// Everybody who gave this phone number.
    pub async fn find_by_contact(&self, contact: &Contact) -> Result<Vec<PersonId>, Fault> {
        self.find_by_contact_hash(&self.contact_hash(contact)?).await
    }

    /// The keyed hash of a phone number, by which those who gave it are found.
    pub fn contact_hash(&self, contact: &Contact) -> Result<[u8; 32], Fault> {
        Ok(self.master()?.contact_hash(&contact.0))
    }

    /// Everybody who gave the phone number of that hash.
    pub async fn find_by_contact_hash(&self, hash: &[u8; 32]) -> Result<Vec<PersonId>, Fault> {
        let rows = self.database.glance(&FIND_BY_CONTACT, vec![Value::from(&hash[..])]).await?;
        rows.iter().map(|row| row.text(0).map(PersonId::from)).collect()
    }

    /// Everybody who is called exactly so.
    pub async fn find_by_name(&self, name: &str) -> Result<Vec<PersonId>, Fault> {
        self.find_by_contact_hash(&name_hash(self.master()?, name.trim())).await
    }

    /// Writes who somebody is, apart from any event.
    pub async fn write_identity(
        &self,
        person: &PersonId,
        identity: &Identity,
    ) -> Result<(), Fault> {
        let mut transaction = Transaction::default();
        let all = [(person.clone(), identity.clone())];
        plan_identities(self, &mut transaction, &all).await?;
        self.database.transact(transaction).await.map_err(Fault::from).during("登记身份")?;
        Ok(())
    }
}

/// Adds the steps that keep identities.
pub(crate) async fn plan_identities(
    store: &Store,
    transaction: &mut Transaction,
    identities: &[(PersonId, Identity)],
) -> Result<(), Fault> {
    let master = store.master()?;
    for (person, identity) in identities {
        let params = vec![Value::from(person.as_str())];
        let rows = store.database.glance(&FIND_KEY, params).await?;
        plan(transaction, master, person, identity, &rows)?;
    }
    Ok(())
}

fn plan(
    transaction: &mut Transaction,
    master: &MasterKey,
    person: &PersonId,
    identity: &Identity,
    rows: &[Row],
) -> Result<(), Fault> {
    let name = || Value::from(person.as_str());
    let key = match key_row(rows)? {
        KeyRow::Wrapped(wrapped) => {
            // He may have given another phone number before, or the same.
            transaction.are_apart = false;
            transaction.step(&DROP_CONTACTS, vec![name()]);
            master.unwrap(person.as_str(), wrapped)?
        }
        KeyRow::None => {
            let (key, wrapped) = master.new_key(person.as_str())?;
            transaction.step(&INSERT_KEY, vec![name(), Value::from(wrapped)]);
            key
        }
        KeyRow::Destroyed => {
            return Err(Fault::misuse(format!("{person} 的个人信息已删除，不能再登记")));
        }
    };
    let content = serde_json::to_vec(identity)
        .map_err(|error| Fault::misuse(format!("身份无法保存（{error}）")))?;
    let sealed = master.seal(&key, &content, &context(person))?;
    transaction.step(&PUT_IDENTITY, vec![name(), Value::from(sealed)]);
    if let Some(contact) = identity.phone.as_deref().and_then(Contact::read) {
        let hash = master.contact_hash(&contact.0);
        transaction.step(&PUT_CONTACT, vec![Value::from(&hash[..]), name()]);
    }
    let called = identity.name.trim();
    if !called.is_empty() {
        let hash = name_hash(master, called);
        transaction.step(&PUT_CONTACT, vec![Value::from(&hash[..]), name()]);
    }
    Ok(())
}

/// A name is found again by its keyed hash alone, and only whole (decisions D27).
fn name_hash(master: &MasterKey, name: &str) -> [u8; 32] {
    master.lookup_hash("name", &[name.as_bytes()])
}

fn context(person: &PersonId) -> [&[u8]; 2] {
    [b"identity", person.as_str().as_bytes()]
}
