//! 督办目录. The pages of supervision in the order of their menu, and who may open each.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use xiaoneng_domain::authority::{OfficeAct, role_permits};

use crate::Site;
use crate::kit::language::Language;
use crate::kit::lists::Tab;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::supervision::words::{BoardWords, WallWords};

/// A page that stands in the menu.
pub(crate) struct Entry {
    path: &'static str,
    word: fn(Language) -> &'static str,
    /// Who may do this may open it.
    act: OfficeAct,
}

/// 督办看板
pub(crate) const BOARD: Entry =
    Entry { path: "/s", word: |l| BoardWords(l).board(), act: OfficeAct::WatchBoard };

/// 大屏链接
pub(crate) const WALL_LINKS: Entry =
    Entry { path: "/s/wall/links", word: |l| WallWords(l).links(), act: OfficeAct::LinkWall };

/// 效能投诉, in a room of its own.
const COMPLAINTS: Entry = Entry {
    path: "/s/complaints",
    word: |l| BoardWords(l).complaints(),
    act: OfficeAct::WatchBoard,
};

/// 责任追究, in a room of its own.
const CASES: Entry =
    Entry { path: "/s/cases", word: |l| BoardWords(l).cases(), act: OfficeAct::WatchBoard };

/// 督导与抽查, in a room of its own.
const INSPECTIONS: Entry = Entry {
    path: "/s/inspections",
    word: |l| BoardWords(l).inspections(),
    act: OfficeAct::WatchBoard,
};

/// 通报, in a room of its own.
const CIRCULARS: Entry =
    Entry { path: "/s/circulars", word: |l| BoardWords(l).circulars(), act: OfficeAct::WatchBoard };

/// The menu. A page more is a line more.
const MENU: &[Entry] = &[BOARD, COMPLAINTS, CASES, INSPECTIONS, CIRCULARS, WALL_LINKS];

/// A visit of a member of staff to supervision.
pub(crate) struct Visit {
    pub(crate) site: Site,
    pub(crate) visitor: Visitor,
    pub(crate) staff: Staff,
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let visitor = Visitor::from_request_parts(parts, site).await?;
        let staff = Staff::from_request_parts(parts, site).await?;
        Ok(Self { site: site.clone(), visitor, staff })
    }
}

impl Visit {
    /// Comes in by an entry, or says who may.
    pub(crate) fn through(&self, entry: &Entry) -> Result<(), Problem> {
        if self.opens(entry) {
            return Ok(());
        }
        let permission = (entry.word)(self.visitor.language).to_owned();
        Err(Problem::MayNotSee { permission, who: entry.act.keepers() })
    }

    fn opens(&self, entry: &Entry) -> bool {
        self.staff.roles.iter().any(|role| role_permits(*role, entry.act))
    }

    /// The frame of a page of supervision.
    pub(crate) fn shell(&self, title: &str) -> StaffShell {
        StaffShell::of(&self.site, &self.visitor, &self.staff, Section::Supervision, title)
    }

    /// The menu, with the page that is open.
    pub(crate) fn menu(&self, current: &Entry) -> Vec<Tab> {
        let tab = |entry: &Entry| Tab {
            path: entry.path.to_owned(),
            word: (entry.word)(self.visitor.language).to_owned(),
            icon: "",
            count: String::new(),
            is_current: entry.path == current.path,
            is_apart: false,
        };
        MENU.iter().filter(|entry| self.opens(entry)).map(tab).collect()
    }
}
