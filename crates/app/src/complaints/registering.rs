//! 来信来电来访. What is not filed on the web is taken down by 效能办; where it is complained of itself,
//! by the contact outside.

use xiaoneng_calendar::Date;
use xiaoneng_domain::complaint::{Act, Complaint, ComplaintChannel, permits};
use xiaoneng_domain::decider::{Actor, Context};

use crate::App;
use crate::attachment::CleanFile;
use crate::complaints::door::{Came, ComplaintReceipt, NewComplaint};
use crate::denied::Denied;
use crate::query_code::FormNonce;

/// 收件情况 of a letter, a call or a visit.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct OnPaper {
    /// By which way it came.
    pub channel: ComplaintChannel,
    /// On which day it was received.
    pub received_on: Date,
    /// 集体来访代表, where several came.
    pub representatives: Option<u32>,
}

impl App {
    /// Whether somebody takes down complaints at all; about whom he may, the institution says.
    pub async fn may_register_complaints(&self, actor: &Actor) -> Result<bool, Denied> {
        let known = self.known().await?;
        let (rules, organization) = (&known.rules, &known.organization);
        let cx = Context { now: self.clock().now(), actor, rules, organization };
        let takes = permits(&cx, Act::File, &Complaint::default()).is_ok();
        Ok(takes && matches!(actor, Actor::Staff(_)))
    }

    /// 登记投诉. The complainant gets reference and code as on the web; the same form sent again
    /// gives the same receipt.
    pub async fn register_complaint(
        &self,
        registrar: &Actor,
        form: &FormNonce,
        (new, files): (NewComplaint, Vec<CleanFile>),
        came: OnPaper,
    ) -> Result<ComplaintReceipt, Denied> {
        if let Some(receipt) = self.complaint_receipt_of(form).await? {
            return Ok(receipt);
        }
        let OnPaper { channel, received_on, representatives } = came;
        let came = Came { channel, received_on: Some(received_on), representatives };
        self.take_complaint(form, (new, files), came, Some(registrar)).await
    }
}
