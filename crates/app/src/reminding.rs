//! 催签收. Whoever handed something over may remind the receiver, once a day; it is told again and
//! changes nothing.

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::{ClockName, WithdrawHandOver};
use xiaoneng_domain::notices::{Content, Notice, Recipient};
use xiaoneng_store::{Fault, FaultKind, OutboxRow};

use crate::App;
use crate::denied::Denied;
use crate::topics::NOTICE;

impl App {
    /// Tells the receiver of an open offer once more. Whoever may withdraw it may remind.
    pub async fn remind_to_sign(
        &self,
        actor: &Actor,
        number: &MatterNumber,
        offer: u32,
    ) -> Result<(), Denied> {
        self.allowed(actor, number, WithdrawHandOver { offer }).await?;
        let (Some(matter), known) = (self.matter(number).await?, self.known().await?) else {
            return Ok(());
        };
        let Some(open) = matter.offers.iter().find(|open| open.ordinal == offer) else {
            return Ok(());
        };
        let now = self.clock().now();
        let organization = &known.organization;
        let named = open.to.person.as_ref();
        let named = named.map(|person| organization.cover_of(person, now).unwrap_or(person));
        let receiver = named.or_else(|| organization.desk_of(&open.to.unit, now));
        let clock = matter.clocks.get(&ClockName::Signing(offer));
        let (Some(receiver), Some(clock)) = (receiver, clock) else { return Ok(()) };
        let notice = Notice {
            to: Recipient::Staff(receiver.clone()),
            matter: number.clone(),
            content: Content::HandOverOffered {
                offer,
                from: open.from.unit.clone(),
                sign_by: clock.projection.due_at,
            },
        };
        let body = serde_json::to_string(&notice)
            .map_err(|error| Fault::new(FaultKind::Other, error.to_string()))?;
        let key = format!("remind/{number}/{offer}/{}", now.date());
        let row = OutboxRow { topic: NOTICE.to_owned(), key, body, due_at: now };
        Ok(self.store().put_outbox(&[row]).await?)
    }
}
