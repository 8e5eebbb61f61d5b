//! 大屏链接. Which screens show the wall without anybody having signed in there.

use askama::Template;
use axum::http::StatusCode;
use xiaoneng_app::wall_link::{LONGEST_NAME, ScreenName, WallLink};

use crate::kit::dates;
use crate::kit::errors::Errors;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::site_address::SiteAddress;
use crate::supervision::entries::{Visit, WALL_LINKS};
use crate::supervision::told::Teller;
use crate::supervision::words::{BoardWords, WallWords};

/// Where a new link waits until its page was seen, sealed under the key of whoever made it.
const PATH: &str = "/s/wall/links";

/// A link in the list.
struct Line {
    id: String,
    name: String,
    made: String,
    made_by: String,
    seen: String,
    revoked: String,
}

#[derive(Template)]
#[template(path = "supervision/wall_links.html")]
struct LinksPage {
    shell: StaffShell,
    w: BoardWords,
    l: WallWords,
    menu: Vec<Tab>,
    errors: Errors,
    name: String,
    /// The address of a link that was just made.
    made: String,
    lines: Vec<Line>,
}

impl LinksPage {
    async fn of(visit: &Visit) -> Result<Self, crate::kit::problem::Problem> {
        let (site, language) = (&visit.site, visit.visitor.language);
        let l = WallWords(language);
        let teller = Teller::new(site.app(), language).await?;
        let links = site.app().list_wall_links(&visit.staff.actor()).await?;
        Ok(Self {
            shell: visit.shell(l.links()),
            w: BoardWords(language),
            l,
            menu: visit.menu(&WALL_LINKS),
            errors: Errors::default(),
            name: String::new(),
            made: String::new(),
            lines: links.iter().map(|link| line(&teller, l, link)).collect(),
        })
    }
}

/// `GET /s/wall/links`; a link that was just made is shown once.
pub(crate) async fn show(visit: Visit, SiteAddress(address): SiteAddress) -> Answer {
    visit.through(&WALL_LINKS)?;
    let mut shown = LinksPage::of(&visit).await?;
    let (app, person) = (visit.site.app(), &visit.staff.person);
    if let Some(draft) = app.draft(person, PATH).await? {
        app.drop_draft(person, PATH).await?;
        shown.made = format!("{address}/wall/{}", draft.body);
    }
    Ok(page(&shown))
}

/// `POST /s/wall/links`
pub(crate) async fn make(visit: Visit, posted: Posted) -> Answer {
    visit.through(&WALL_LINKS)?;
    let typed = posted.field("name");
    let Some(name) = ScreenName::read(typed) else {
        let mut shown = LinksPage::of(&visit).await?;
        shown.errors.add("name", shown.l.screen_missing(LONGEST_NAME));
        shown.name = typed.to_owned();
        shown.shell.title = format!("{}{}", shown.shell.k.error_prefix(), shown.shell.title);
        let mut response = page(&shown);
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(response);
    };
    let (app, person) = (visit.site.app(), &visit.staff.person);
    let token = app.make_wall_link(person, &name).await?;
    app.save_draft(person, PATH, token).await?;
    Ok(see_other(PATH))
}

/// `POST /s/wall/links/revoke`
pub(crate) async fn revoke(visit: Visit, posted: Posted) -> Answer {
    visit.through(&WALL_LINKS)?;
    visit.site.app().revoke_wall_link(&visit.staff.actor(), posted.field("id")).await?;
    Ok(see_other(PATH))
}

fn line(teller: &Teller, l: WallWords, link: &WallLink) -> Line {
    Line {
        id: link.id.clone(),
        name: link.name.clone(),
        made: dates::short(link.made_at),
        made_by: teller.name(&link.made_by),
        seen: link.seen_at.map_or_else(|| l.never_seen().to_owned(), dates::short),
        revoked: link.revoked_at.map(|at| l.revoked(dates::short(at))).unwrap_or_default(),
    }
}
