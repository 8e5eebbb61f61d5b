//! 效能投诉. Filed by whoever wants to, answered by a code, handled by those who have nothing to do
//! with whom it is about; for everybody else it does not exist, here as in the institution.

mod concerned;
mod conclusions;
mod desk;
mod door;
mod dossier;
mod inquiries;
mod keeping;
mod naming;
mod quiet;
mod registering;
mod standing;
mod watching;

pub use conclusions::{ConclusionLine, ShownConclusion};
pub use desk::{ComplaintLine, QuarterFigure};
pub use door::{ComplaintHolder, ComplaintLookUp, ComplaintReceipt, NewComplaint};
pub use dossier::{ComplaintDossier, Revealed};
pub use inquiries::ShownInquiry;
pub use naming::{named_in, serving_as};
pub use registering::OnPaper;
pub use standing::ComplaintStanding;

pub use crate::quiet_door::Tried;
