//! 督导、抽查的动作, each with a form.

mod drawing;
mod visiting;

use std::collections::BTreeMap;

use xiaoneng_app::inspections::ListOf;
use xiaoneng_app::{App, Denied};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::InspectionNumber;
use xiaoneng_domain::inspection::{Answer, Candidate, InspectionRefusal};
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::text::Written;

use crate::inspections::Inspections;
use crate::kit::docket::Deed;

pub(in crate::inspections) use drawing::subject_words;
pub(in crate::inspections) use visiting::people;

/// What takes more than a command: the list, the seed and the unit are the application's.
pub(crate) enum Special {
    /// 公布种子
    Publish {
        /// 从什么里抽.
        of: ListOf,
        /// 抽取数.
        sample: u32,
    },
    /// 抽取
    Draw,
    /// 记录抽查
    Record {
        /// What was drawn.
        subject: Candidate,
        /// The answers.
        answers: BTreeMap<Candidate, Answer>,
        /// 说明.
        remark: Option<Written>,
    },
}

/// All of them, in the order of a page.
pub(super) const DEEDS: &[Deed<Inspections>] = &[
    drawing::PUBLISH,
    drawing::DRAW,
    drawing::RECORD,
    visiting::NOTIFY,
    visiting::ASSESS,
    visiting::VISIT,
    visiting::PRELIMINARY,
    visiting::DEFEND,
    visiting::OPINION,
    visiting::RECTIFY,
    visiting::VERIFY,
    visiting::REPORT,
    visiting::FILE,
    visiting::RECUSE,
    visiting::CANCEL,
];

/// 公布种子 with the list as it is now. From one that is empty, or longer than anybody can look
/// through, nothing can be drawn.
pub(super) async fn publish(
    app: &App,
    actor: &Actor,
    at: (&InspectionNumber, Option<u32>),
    (of, sample): (ListOf, u32),
) -> Result<(), Denied> {
    let folder = app.inspection(actor, at.0).await?;
    let office = folder.as_ref().and_then(|folder| folder.state.plan.as_ref());
    let Some(office) = office.map(|plan| plan.facts.office.clone()) else {
        return Err(Refusal::from(InspectionRefusal::NoSuchInspection).into());
    };
    let list = app.list_to_draw(&office, of).await?.unwrap_or_default();
    app.publish_seed(actor, at, list, sample).await?;
    Ok(())
}
