//! 归类. What a citizen filed finds its entry in the catalogue, with what is known of it there.

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, MatterTypeCode};
use xiaoneng_domain::matter::{Classify, Filing as Filed, Surroundings};

use crate::App;
use crate::denied::Denied;
use crate::file::{Filing, Marks};

impl App {
    /// The wish to class a matter so, with what the register knows of petitioner and subject there.
    pub async fn classification(
        &self,
        actor: &Actor,
        number: &MatterNumber,
        matter_type: &MatterTypeCode,
    ) -> Result<Classify, Denied> {
        let filed = self.look_at(actor, number).await?.and_then(|matter| matter.filing);
        let surroundings = match filed {
            Some(filed) => self.surroundings_as(filed, matter_type).await?,
            None => Surroundings::default(),
        };
        Ok(Classify { matter_type: matter_type.clone(), surroundings })
    }

    async fn surroundings_as(
        &self,
        filed: Filed,
        matter_type: &MatterTypeCode,
    ) -> Result<Surroundings, Denied> {
        let filing = Filing {
            channel: filed.channel,
            petitioner: None,
            matter_type: matter_type.clone(),
            unit: None,
            story: String::new(),
            concerned: None,
            marks: Marks::default(),
            asked_first: None,
            first_contact: None,
            asked_school: None,
        };
        let mut found = self.surroundings(&filing, filed.petitioner.as_ref()).await?;
        found.same_petitioner.retain(|earlier| earlier.number != filed.number);
        Ok(found)
    }
}
