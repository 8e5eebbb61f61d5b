//! 消息与回避. A note about a complaint lies on a desk only as long as its reader may see the complaint.

use xiaoneng_domain::complaint::{inquiry_seen_by, may_see};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{ComplaintReference, PersonId};

use crate::App;
use crate::denied::Denied;
use crate::docket::DocketNotice;

impl App {
    /// Whether somebody may still see the complaint that a notice is about.
    pub(crate) async fn may_still_see_complaint(
        &self,
        person: &PersonId,
        (reference, notice): (&ComplaintReference, &DocketNotice),
    ) -> Result<bool, Denied> {
        let Some(dossier) = self.bare_complaint(reference).await? else { return Ok(false) };
        if let Some(item) = notice.fact("item") {
            let mut seen = inquiry_seen_by(&dossier.complaint, person);
            return Ok(seen.any(|inquiry| inquiry.item.as_str() == item));
        }
        let actor = Actor::Staff(person.clone());
        Ok(may_see(&dossier.context(&actor), &dossier.complaint))
    }
}
