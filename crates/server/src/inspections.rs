//! 督导、抽查. Plans, visits to schools with opinion, rectification and re-check; spot checks drawn by a
//! published seed, with follow-up calls. For those who run one, those who inspect, and those
//! concerned once they may know.

mod deeds;
mod face;
mod list;
mod new;
mod trail;
pub mod words;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;
use xiaoneng_app::attachment::ShownAttachment;
use xiaoneng_app::inspections::InspectionFolder;
use xiaoneng_app::{App, Denied};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::inspection::{
    InspectionCommand, InspectionDecider, InspectionRefusal, NotPermitted,
};
use xiaoneng_domain::refusal::Refusal;

use crate::Site;
use crate::inspections::deeds::Special;
use crate::inspections::words::InspectionWords;
use crate::kit::docket::{self, Deed, Face, Opened, Room, Sheet, Wish};
use crate::kit::held_files::Form;
use crate::kit::language::Language;
use crate::kit::staff::no_administrators;
use crate::kit::timeline::TimelineLine;

/// The pages of inspections, below `/s/inspections`, and the list of what concerns one.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/s/inspections", get(list::show_all))
        .route("/w/inspections", get(list::show_mine))
        .route("/s/inspections/new", get(new::show).post(new::act))
        .route("/s/inspections/{number}", get(docket::show::<Inspections>))
        .route("/s/inspections/{number}/file/{ordinal}", get(docket::fetch::<Inspections>))
        .route(
            "/s/inspections/{number}/{act}",
            get(docket::show_deed::<Inspections>).post(docket::act::<Inspections>),
        )
        .route_layer(from_fn(no_administrators))
}

/// 督导、抽查, as a room.
pub(crate) struct Inspections;

type InspectionSheet<'a> = Sheet<'a, Inspections>;

impl Room for Inspections {
    type Law = InspectionDecider;
    type Special = Special;
    type Extra = ();

    const PATH: &'static str = "/s/inspections";
    const MINE: &'static str = "/w/inspections";
    const DEEDS: &'static [Deed<Self>] = deeds::DEEDS;

    fn name(language: Language) -> &'static str {
        InspectionWords(language).name()
    }

    async fn open(app: &App, actor: &Actor, number: &str) -> Result<Option<Opened<Self>>, Denied> {
        let found = app.inspection(actor, &number.into()).await?;
        Ok(found.map(|folder| Opened { folder, extra: () }))
    }

    fn allows(
        folder: &InspectionFolder,
        actor: &Actor,
        command: InspectionCommand,
    ) -> Result<(), Refusal> {
        folder.allows(actor, command)
    }

    async fn carry_out(
        site: &Site,
        actor: &Actor,
        (number, version): (&str, u32),
        wish: Wish<Self>,
    ) -> Result<(), Denied> {
        let (app, number) = (site.app(), number.into());
        let at = (&number, Some(version));
        match wish {
            Wish::Plain(command) => app.act_on_inspection(actor, at, *command).await?,
            Wish::WithEvidence(once, make) => {
                let held = Form::read(site, &once);
                let files = app.held_files(&held.0).await?;
                let files = files.into_iter().map(|held| held.file).collect();
                app.act_on_inspection_with_evidence(actor, at, files, make).await?
            }
            Wish::Special(Special::Publish { of, sample }) => {
                return deeds::publish(app, actor, at, (of, sample)).await;
            }
            Wish::Special(Special::Draw) => app.draw_sample(actor, at).await?,
            Wish::Special(Special::Record { subject, answers, remark }) => {
                app.record_check(actor, at, subject, (answers, remark)).await?
            }
        };
        Ok(())
    }

    async fn fetch(
        app: &App,
        actor: &Actor,
        number: &str,
        ordinal: u32,
    ) -> Result<Option<ShownAttachment>, Denied> {
        app.evidence_of_inspection(actor, &number.into(), ordinal).await
    }

    fn is_anothers(no: &Refusal) -> bool {
        matches!(
            no,
            Refusal::Inspection(InspectionRefusal::NotPermitted(
                NotPermitted::Unseen | NotPermitted::NotInTable { .. }
            ))
        )
    }

    fn is_about_the_form(no: &Refusal) -> bool {
        use InspectionRefusal as No;
        matches!(
            no,
            Refusal::Inspection(
                No::AnotherList { .. }
                    | No::OwnUnit { .. }
                    | No::TeamTooSmall { .. }
                    | No::Recused { .. }
                    | No::RecusedAlready { .. }
                    | No::NotHeard { .. }
                    | No::RectifyOutOfRange { .. }
                    | No::EvidenceMissing
            )
        )
    }

    fn unit_in(no: &Refusal) -> Option<&UnitId> {
        let Refusal::Inspection(no) = no else { return None };
        #[allow(clippy::wildcard_enum_match_arm, reason = "only some of them name a unit")]
        match no {
            InspectionRefusal::NotTheOffice { unit }
            | InspectionRefusal::OwnUnit { unit }
            | InspectionRefusal::SpotCheckOfOne { school: unit } => Some(unit),
            _ => None,
        }
    }

    fn face(sheet: &InspectionSheet<'_>) -> Face {
        face::of(sheet)
    }

    fn trail(sheet: &InspectionSheet<'_>) -> Vec<TimelineLine> {
        trail::lines(sheet)
    }
}
