//! 身份. Who a person is stands in the vault; everywhere else he is an id.

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::erasure::{ErasureCommand, ErasureDecider, ErasureGround};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::{Contact, Identity, Kept, RegisterFilter};

use crate::App;
use crate::denied::Denied;

/// More matters than anybody brings.
const MATTERS_OF_A_PERSON: u32 = 10_000;

impl App {
    /// The person who gave that phone number before, if anybody did.
    pub(crate) async fn find_person(
        &self,
        identity: &Identity,
    ) -> Result<Option<PersonId>, Denied> {
        let Some(contact) = identity.phone.as_deref().and_then(Contact::read) else {
            return Ok(None);
        };
        Ok(self.store().find_by_contact(&contact).await?.into_iter().next())
    }

    /// An id for somebody who was never here before.
    pub(crate) fn new_person(&self) -> PersonId {
        PersonId::from(hex::encode(self.chance().bytes::<16>()))
    }

    /// Keeps who somebody is.
    pub async fn keep_identity(
        &self,
        person: &PersonId,
        identity: &Identity,
    ) -> Result<(), Denied> {
        self.store().write_identity(person, identity).await?;
        self.memory().forget_names();
        Ok(())
    }

    /// Who somebody is; none if nothing is kept or it was erased.
    pub async fn identity(&self, person: &PersonId) -> Result<Kept<Identity>, Denied> {
        Ok(self.store().read_identity(person).await?)
    }

    /// 申请删除个人信息.
    pub async fn ask_erasure(
        &self,
        actor: &Actor,
        person: &PersonId,
        ground: ErasureGround,
    ) -> Result<(), Denied> {
        let ask = ErasureCommand::Ask { person: person.clone(), ground };
        let stream = StreamId::Person(person.clone());
        self.carry_out::<ErasureDecider>(&stream, actor, ask).await?;
        Ok(())
    }

    /// 批准删除个人信息. The key is destroyed; the ledger keeps the fact, and still verifies.
    pub async fn approve_erasure(&self, actor: &Actor, person: &PersonId) -> Result<(), Denied> {
        let filter = RegisterFilter::Petitioner(person.clone());
        let matters = self.store().list_register(&filter, None, MATTERS_OF_A_PERSON).await?;
        let open = matters.into_iter().filter(|row| row.ended_at.is_none());
        let approve = ErasureCommand::Approve {
            person: person.clone(),
            open_matters: open.map(|row| row.matter).collect(),
        };
        let stream = StreamId::Person(person.clone());
        self.carry_out::<ErasureDecider>(&stream, actor, approve).await?;
        self.home().note_erasure(person.as_str())?;
        self.store().erase_person(person, self.clock().now()).await?;
        self.memory().forget_names();
        Ok(())
    }

    /// Erases again whomever a restored backup brought back.
    pub(crate) async fn replay_erasures(&self) -> Result<(), Denied> {
        let noted: Vec<PersonId> =
            self.home().erasures()?.into_iter().map(PersonId::from).collect();
        let replayed = self.store().replay_erasures(&noted, self.clock().now()).await?;
        for person in replayed.iter().filter(|person| !noted.contains(person)) {
            self.home().note_erasure(person.as_str())?;
        }
        Ok(())
    }
}
