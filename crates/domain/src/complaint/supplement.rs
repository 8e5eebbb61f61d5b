//! 补充. What the complainant adds while his complaint is open.

use serde::{Deserialize, Serialize};

use crate::complaint::draft::{Decided, Happened, When, Wish};
use crate::complaint::filing::attached;
use crate::complaint::wording::said;
use crate::complaint::{AttachedFile, Complaint};
use crate::decider::Context;
use crate::matter::NewAttachment;
use crate::text::{TextDigest, Written};

/// 补充, by the complainant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Supply {
    /// What he adds.
    pub text: Written,
    /// 附件.
    pub attachments: Vec<NewAttachment>,
}

/// 补充 as it stands, and as it is written down.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Supplied {
    /// What he adds.
    pub text: TextDigest,
    /// 附件.
    pub attachments: Vec<AttachedFile>,
}

impl Wish for Supply {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    fn decide(self, complaint: &Complaint, _cx: &Context<'_>) -> Decided {
        said(&self.text, "补充的情况")?;
        complaint.open()?;
        let attachments = attached(self.attachments)?;
        Ok(vec![Supplied { text: self.text.digest(), attachments }.into()])
    }
}

impl Happened for Supplied {
    fn remember(&self, complaint: &mut Complaint, _when: When<'_>) {
        complaint.supplements.push(self.clone());
    }
}
