//! AB 岗一览. Which posts have an agreed B, which wait for a signature, which have none.

use askama::Template;

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::words::{CoverWords, FrameWords};
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};

#[derive(Template)]
#[template(path = "admin/covers.html")]
struct CoversPage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: CoverWords,
    lead: String,
    lines: Vec<CoverLine>,
}

/// A post with its pair.
struct CoverLine {
    unit: String,
    title: String,
    a: String,
    b: String,
    state: &'static str,
    mark: &'static str,
}

/// `GET /a/covers`
pub(crate) async fn show(visit: Visit) -> Answer {
    visit.through(Door::Covers)?;
    let w = CoverWords(visit.visitor.language);
    let organization = visit.site.app().known().await?.organization;
    let mut lines = Vec::new();
    let mut agreed = 0;
    for (id, post) in &organization.posts {
        let Some(holder) = &post.holder else { continue };
        let unit = organization.unit(&post.unit).map(|unit| unit.name.clone()).unwrap_or_default();
        let standing = organization.covers.get(id).filter(|cover| cover.is_agreed());
        let waiting = organization.proposed_covers.get(id);
        let (state, mark) = match (standing, waiting) {
            (Some(_), _) => (w.agreed(), ""),
            (None, Some(_)) => (w.waits(), "tag--todo"),
            (None, None) => (w.none(), "tag--busy"),
        };
        agreed += usize::from(standing.is_some());
        let b = match standing.or(waiting) {
            Some(cover) => visit.name(&cover.b).await?,
            None => String::new(),
        };
        let a = visit.name(holder).await?;
        lines.push(CoverLine { unit, title: post.title.clone(), a, b, state, mark });
    }
    // Those without a B first.
    lines.sort_by(|one, other| {
        (one.mark.is_empty(), &one.unit, &one.a).cmp(&(
            other.mark.is_empty(),
            &other.unit,
            &other.a,
        ))
    });
    Ok(page(&CoversPage {
        shell: visit.shell(w.title()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Covers),
        w,
        lead: w.lead(lines.len(), agreed),
        lines,
    }))
}
