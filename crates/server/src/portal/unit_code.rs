//! 单位二维码. The page behind the code at a school gate, and the poster to hang there. The code
//! carries the unit alone: it opens nothing and rates nothing.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use xiaoneng_domain::id::UnitId;

use crate::Site;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::qr::QrPicture;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::site_address::SiteAddress;
use crate::kit::visitor::Visitor;
use crate::portal::unit_figures::UnitFiguresTold;
use crate::portal::units::{UnitTold, list_for_retired};
use crate::portal::words::unit_figures::UnitFigureWords;
use crate::portal::words::units::UnitWords;

#[derive(Template)]
#[template(path = "portal/unit_code.html")]
struct UnitCodePage {
    shell: PublicShell,
    w: UnitWords,
    unit: UnitTold,
    /// `近 90 天：收到 61 件 …`; empty where there is nothing to say.
    figures: String,
}

/// `GET /q/{unit}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(code): Path<String>,
) -> Answer {
    let w = UnitWords(visitor.language);
    let organization = site.app().known().await?.organization;
    let Some(unit) = organization.unit(&UnitId::from(code.as_str())) else {
        return list_for_retired(&site, &visitor, StatusCode::NOT_FOUND).await;
    };
    if unit.successor.is_some() {
        return list_for_retired(&site, &visitor, StatusCode::GONE).await;
    }
    let shell = PublicShell::of(&site, &visitor, Section::None, &unit.name).await;
    let words = UnitFigureWords(visitor.language);
    let figures = UnitFiguresTold::of(&site, words, &unit.id).await?;
    let figures = figures.map(|told| told.sentence).unwrap_or_default();
    let unit = UnitTold::of(&site, &organization, unit).await?;
    Ok(page(&UnitCodePage { shell, w, unit, figures }))
}

#[derive(Template)]
#[template(path = "portal/poster.html")]
struct PosterPage {
    shell: PublicShell,
    w: UnitWords,
    unit: UnitTold,
    qr: Option<QrPicture>,
    address: String,
}

/// `GET /q/{unit}/poster`
pub(crate) async fn poster(
    State(site): State<Site>,
    visitor: Visitor,
    SiteAddress(address): SiteAddress,
    Path(code): Path<String>,
) -> Answer {
    let w = UnitWords(visitor.language);
    let organization = site.app().known().await?.organization;
    let unit = organization.open_unit(&UnitId::from(code.as_str()));
    let unit = unit.map_err(|_| Problem::NoSuchPage)?;
    let title = w.poster_title(&unit.name);
    let shell = PublicShell::of(&site, &visitor, Section::None, &title).await;
    let address = format!("{address}/q/{}", unit.id);
    let qr = QrPicture::of(&address);
    let unit = UnitTold::of(&site, &organization, unit).await?;
    Ok(page(&PosterPage { shell, w, unit, qr, address }))
}
