//! 机关事务. Who may do what of the office, asked before anything is read or written.

use xiaoneng_domain::authority::{OfficeAct, Subject, permits_office};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::organization::OrganizationRefusal;
use xiaoneng_domain::refusal::Refusal;

use crate::App;
use crate::denied::Denied;

impl App {
    /// Whether the actor may do this, by the table of office acts.
    pub async fn is_allowed(&self, actor: &Actor, act: OfficeAct) -> Result<bool, Denied> {
        let organization = self.known().await?.organization;
        Ok(permits_office(&organization, actor, act, Subject::WHOLE).is_ok())
    }

    /// The refusal, where the actor may not do this.
    pub(crate) async fn must_be_allowed(
        &self,
        actor: &Actor,
        act: OfficeAct,
    ) -> Result<(), Denied> {
        let organization = self.known().await?.organization;
        let permitted = permits_office(&organization, actor, act, Subject::WHOLE);
        permitted.map_err(OrganizationRefusal::from).map_err(Refusal::from)?;
        Ok(())
    }
}
