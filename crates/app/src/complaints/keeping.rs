//! 回避跟着组织走. Who changes his post changes what concerns him; parts that are his no more end at
//! the next heartbeat, and dates follow a new arrangement of the holidays.

use xiaoneng_domain::complaint::{CheckRecusal, ComplaintDecider, Reproject};
use xiaoneng_domain::decider::Actor;
use xiaoneng_store::DocketOf;

use crate::App;
use crate::denied::Denied;

/// Up to which change of organization and rules complaints were looked at.
const LOOKED_AT: &str = "complaints/looked-at";

impl App {
    /// Looks at every open complaint after the organization or the rules changed; how many events
    /// came of it.
    pub(crate) async fn keep_complaints(&self) -> Result<u64, Denied> {
        let known = self.known().await?;
        let stands =
            format!("{}/{}", known.organization_head.version(), known.governance_head.version());
        if self.store().read_setting(LOOKED_AT).await?.as_deref() == Some(&stands) {
            return Ok(0);
        }
        let mut events = 0;
        for row in self.complaint_rows(&DocketOf::All, true).await? {
            let actor = &Actor::System;
            let recusal = self.carry_out::<ComplaintDecider>(&row.stream, actor, CheckRecusal {});
            events += done(recusal.await)?;
            let dates = self.carry_out::<ComplaintDecider>(&row.stream, actor, Reproject {});
            events += done(dates.await)?;
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
