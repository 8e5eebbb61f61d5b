//! 管理页框. The frame of a page for staff, with the menu of the pages that are his to open.

use xiaoneng_domain::id::PersonId;

use crate::Site;
use crate::admin::doors::Door;
use crate::admin::words::FrameWords;
use crate::kit::lists::Tab;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;

/// A visit of a member of staff to the administration.
pub(crate) struct Visit {
    pub(crate) site: Site,
    pub(crate) visitor: Visitor,
    pub(crate) staff: Staff,
}

impl axum::extract::FromRequestParts<Site> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        site: &Site,
    ) -> Result<Self, Problem> {
        let visitor = Visitor::from_request_parts(parts, site).await?;
        let staff = Staff::from_request_parts(parts, site).await?;
        Ok(Self { site: site.clone(), visitor, staff })
    }
}

impl Visit {
    /// Goes through a door, or says who may.
    pub(crate) fn through(&self, door: Door) -> Result<(), Problem> {
        if door.opens_to(&self.staff) {
            return Ok(());
        }
        let permission = door.word(FrameWords(self.visitor.language)).to_owned();
        Err(Problem::MayNotSee { permission, who: door.keepers() })
    }

    /// The frame of a page behind a door.
    pub(crate) fn shell(&self, title: &str) -> StaffShell {
        StaffShell::of(&self.site, &self.visitor, &self.staff, Section::Administration, title)
    }

    /// The menu.
    pub(crate) fn tabs(&self, current: Door) -> Vec<Tab> {
        let w = FrameWords(self.visitor.language);
        let doors = Door::ALL.into_iter().filter(|door| door.opens_to(&self.staff));
        let tab = |door: Door| Tab {
            path: door.path().to_owned(),
            word: door.word(w).to_owned(),
            icon: "",
            count: String::new(),
            is_current: door == current,
            is_apart: false,
        };
        doors.map(tab).collect()
    }

    /// 姓名, or the id where none is kept.
    pub(crate) async fn name(&self, person: &PersonId) -> Result<String, Problem> {
        let name = self.site.app().name_of(person).await?;
        Ok(name.map_or_else(|| person.to_string(), |name| name.to_string()))
    }
}
