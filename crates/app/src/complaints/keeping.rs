//! 回避跟着组织走. Who changes his post changes what concerns him; parts that are his no more end at
//! the next heartbeat.

use xiaoneng_domain::complaint::{CheckRecusal, ComplaintDecider};
use xiaoneng_domain::decider::Actor;
use xiaoneng_store::DocketOf;

use crate::App;
use crate::denied::Denied;

/// Up to which change of the organization complaints were looked at.
const LOOKED_AT: &str = "complaints/looked-at";

impl App {
    /// Looks at every open complaint after the organization changed; how many events came of it.
    pub(crate) async fn keep_complaints(&self) -> Result<u64, Denied> {
        let stands = self.known().await?.organization_head.version().to_string();
        if self.store().read_setting(LOOKED_AT).await?.as_deref() == Some(&stands) {
            return Ok(0);
        }
        let mut events = 0;
        for row in self.complaint_rows(&DocketOf::All, true).await? {
            let actor = &Actor::System;
            let recusal = self.carry_out::<ComplaintDecider>(&row.stream, actor, CheckRecusal {});
            events += done(recusal.await)?;
        }
        self.store().write_setting(LOOKED_AT, &stands).await?;
        Ok(events)
    }
}

/// One that has ended meanwhile or is damaged keeps no other waiting.
fn done<E>(acted: Result<crate::act::Acted<E>, Denied>) -> Result<u64, Denied> {
    match acted {
        Ok(acted) => Ok(acted.facts.len() as u64),
        Err(error) if error.is_of_one_stream() => Ok(0),
        Err(error) => Err(error),
    }
}
