//! 效能投诉. Filed by whoever wants to, answered by a code, handled by those who have nothing to do
//! with whom it is about; for everybody else it does not exist, here as in the institution.

mod concerned;
mod desk;
mod door;
mod dossier;
mod inquiries;
mod keeping;
mod quiet;
mod standing;

pub use desk::{ComplaintLine, QuarterFigure};
pub use door::{ComplaintHolder, ComplaintLookUp, ComplaintReceipt, NewComplaint};
pub use dossier::{ComplaintDossier, Revealed};
pub use inquiries::ShownInquiry;
pub use standing::ComplaintStanding;

pub use crate::quiet_door::Tried;
