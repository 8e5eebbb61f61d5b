//! 消息与回避. A note about a complaint lies on a desk only as long as its reader may see the complaint.

use xiaoneng_domain::complaint::{inquiry_seen_by, may_see};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::stream::StreamId;

use crate::App;
use crate::denied::Denied;
use crate::docket::DocketNotice;

impl App {
    /// Whether somebody may still see what a notice is about. Of other dockets their own rooms say so.
    pub(crate) async fn may_still_see(
        &self,
        person: &PersonId,
        notice: &DocketNotice,
    ) -> Result<bool, Denied> {
        let StreamId::Complaint(reference) = &notice.stream else { return Ok(true) };
        let Some(dossier) = self.bare_complaint(reference).await? else { return Ok(false) };
        if let Some(item) = notice.fact("item") {
            let mut seen = inquiry_seen_by(&dossier.complaint, person);
            return Ok(seen.any(|inquiry| inquiry.item.as_str() == item));
        }
        let actor = Actor::Staff(person.clone());
        Ok(may_see(&dossier.context(&actor), &dossier.complaint))
    }
}
