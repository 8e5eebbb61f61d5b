//! 单位. The directory of units and what each says of itself.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::{Organization, Unit, UnitKind};
use xiaoneng_domain::rules::{Owner, Rulebook};

use crate::Site;
use crate::kit::page::{Answer, page};
use crate::kit::problem::Problem;
use crate::kit::qr::QrPicture;
use crate::kit::shell::{PublicShell, Section};
use crate::kit::site_address::SiteAddress;
use crate::kit::visitor::Visitor;
use crate::portal::guide::is_public;
use crate::portal::unit_figures::UnitFiguresTold;
use crate::portal::words::unit_figures::UnitFigureWords;
use crate::portal::words::units::UnitWords;

/// What is looked for.
#[derive(Deserialize)]
pub(crate) struct Sought {
    #[serde(default)]
    q: String,
}

/// One line of the directory.
struct Line {
    code: String,
    name: String,
    phone: String,
}

/// The units of a kind.
struct Group {
    name: &'static str,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "portal/units.html")]
struct UnitsPage {
    shell: PublicShell,
    w: UnitWords,
    q: String,
    /// A QR code led here that is not in use any more.
    is_retired: bool,
    groups: Vec<Group>,
}

/// `GET /units`
pub(crate) async fn list(
    State(site): State<Site>,
    visitor: Visitor,
    Query(sought): Query<Sought>,
) -> Answer {
    let q: String = sought.q.trim().chars().take(40).collect();
    let w = UnitWords(visitor.language);
    let organization = site.app().known().await?.organization;
    let groups = grouped(w, organization.open_units().filter(|unit| speaks_of(unit, &q)));
    let shell = PublicShell::of(&site, &visitor, Section::None, w.title()).await;
    Ok(page(&UnitsPage { shell, w, q, is_retired: false, groups }))
}

/// The directory for whoever came by a QR code that is not in use.
pub(super) async fn list_for_retired(
    site: &Site,
    visitor: &Visitor,
    status: StatusCode,
) -> Result<Response, Problem> {
    let w = UnitWords(visitor.language);
    let organization = site.app().known().await?.organization;
    let groups = grouped(w, organization.open_units());
    let shell = PublicShell::of(site, visitor, Section::None, w.title()).await;
    let body = page(&UnitsPage { shell, w, q: String::new(), is_retired: true, groups });
    Ok((status, body).into_response())
}

fn grouped<'a>(w: UnitWords, units: impl Iterator<Item = &'a Unit>) -> Vec<Group> {
    let mut lines: [Vec<Line>; 4] = Default::default();
    for unit in units {
        let place = match unit.kind {
            UnitKind::Bureau => 0,
            UnitKind::Section => 1,
            UnitKind::Institution => 2,
            UnitKind::School => 3,
        };
        lines[place].push(Line {
            code: unit.id.to_string(),
            name: unit.name.clone(),
            phone: unit.description.phone.clone(),
        });
    }
    let names = [w.group_bureau(), w.group_sections(), w.group_institutions(), w.group_schools()];
    let groups = names.into_iter().zip(lines).map(|(name, lines)| Group { name, lines });
    groups.filter(|group| !group.lines.is_empty()).collect()
}

fn speaks_of(unit: &Unit, q: &str) -> bool {
    let typed = q.to_lowercase();
    let said = &unit.description;
    unit.name.contains(q)
        || said.short_code.to_lowercase().starts_with(&typed)
        || unit.id.to_string().to_lowercase() == typed
        || said.duties.iter().any(|duty| duty.contains(q))
}

/// What a unit's own pages say of it.
pub(super) struct UnitTold {
    /// Its code.
    pub(super) code: String,
    /// Its name.
    pub(super) name: String,
    /// 负责人; empty while vacant.
    pub(super) head: String,
    /// 电话.
    pub(super) phone: String,
    /// 地址.
    pub(super) address: String,
    /// 办公时间.
    pub(super) hours: String,
    /// 职责.
    pub(super) duties: Vec<String>,
}

impl UnitTold {
    /// What is known of a unit; what it does not say of itself its parent says for it.
    pub(super) async fn of(
        site: &Site,
        organization: &Organization,
        unit: &Unit,
    ) -> Result<Self, Problem> {
        let names = site.app().names().await?;
        let head = unit.head.as_ref().and_then(|head| names.find(head));
        let said = &unit.description;
        Ok(Self {
            code: unit.id.to_string(),
            name: unit.name.clone(),
            head: head.map(ToString::to_string).unwrap_or_default(),
            phone: above(organization, unit, |unit| unit.description.phone.as_str()),
            address: above(organization, unit, |unit| unit.description.address.as_str()),
            hours: above(organization, unit, |unit| unit.description.hours.as_str()),
            duties: said.duties.clone(),
        })
    }
}

/// What a unit says, else what the one above it says.
fn above(organization: &Organization, unit: &Unit, part: fn(&Unit) -> &str) -> String {
    let own = part(unit);
    let parent = unit.parent.as_ref().and_then(|parent| organization.unit(parent));
    if own.is_empty() { parent.map_or("", part).to_owned() } else { own.to_owned() }
}

#[derive(Template)]
#[template(path = "portal/unit.html")]
struct UnitPage {
    shell: PublicShell,
    w: UnitWords,
    unit: UnitTold,
    /// Code and name of the unit above.
    parent: Option<(String, String)>,
    /// Code and name of each item that it handles.
    items: Vec<(String, String)>,
    /// Once closed: code and name of the unit that took over.
    successor: Option<(String, String)>,
    qr: Option<QrPicture>,
    figures: Option<UnitFiguresTold>,
}

/// `GET /units/{code}`
pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    SiteAddress(address): SiteAddress,
    Path(code): Path<String>,
) -> Answer {
    let w = UnitWords(visitor.language);
    let known = site.app().known().await?;
    let organization = &known.organization;
    let unit = organization.unit(&UnitId::from(code.as_str())).ok_or(Problem::NoSuchPage)?;
    let named =
        |id: &UnitId| organization.unit(id).map(|unit| (unit.id.to_string(), unit.name.clone()));
    let today = site.app().clock().now().date();
    let shell = PublicShell::of(&site, &visitor, Section::None, &unit.name).await;
    Ok(page(&UnitPage {
        w,
        parent: unit.parent.as_ref().and_then(named),
        items: items_of(known.rules.on(today), organization, unit),
        successor: unit.successor.as_ref().and_then(|_| named(organization.heir_of(&unit.id))),
        qr: QrPicture::of(&format!("{address}/q/{}", unit.id)),
        figures: match unit.kind {
            // The bureau's own are on the home page.
            UnitKind::Bureau => None,
            UnitKind::Section | UnitKind::Institution | UnitKind::School => {
                let words = UnitFigureWords(visitor.language);
                UnitFiguresTold::of(&site, words, &unit.id).await?
            }
        },
        unit: UnitTold::of(&site, organization, unit).await?,
        shell,
    }))
}

fn items_of(rules: &Rulebook, organization: &Organization, unit: &Unit) -> Vec<(String, String)> {
    let is_its = |owner: &Owner| match owner {
        Owner::School => unit.kind == UnitKind::School,
        Owner::Receiver => false,
        Owner::Function(function) => unit.functions.contains(function),
        Owner::Unit(id) => organization.heir_of(id) == &unit.id,
    };
    let items = rules.matter_types.values();
    let items = items.filter(|item| is_public(item.kind) && is_its(&item.owner));
    items.map(|item| (item.code.to_string(), item.name.clone())).collect()
}
