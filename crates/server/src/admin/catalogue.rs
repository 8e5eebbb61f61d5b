//! 事项目录. The matter types in force today with their limits and their basis.

use askama::Template;
use xiaoneng_domain::rules::{MatterType, SourcedLimit};

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::words::{FrameWords, RulesWords};
use crate::kit::limit;
use crate::kit::lists::Tab;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{Section, StaffShell};

#[derive(Template)]
#[template(path = "admin/catalogue.html")]
struct CataloguePage {
    shell: StaffShell,
    f: FrameWords,
    tabs: Vec<Tab>,
    w: RulesWords,
    lead: String,
    items: Vec<ItemLine>,
}

/// A matter type.
struct ItemLine {
    name: String,
    first_response: String,
    promised: String,
    statutory: String,
    basis: String,
}

/// `GET /a/catalog`
pub(crate) async fn show(visit: Visit) -> Answer {
    visit.through(Door::Catalogue)?;
    let w = RulesWords(visit.visitor.language);
    let app = visit.site.app();
    let rules = app.known().await?.rules;
    let book = rules.on(app.clock().now().date());
    let said = |limit: &SourcedLimit| limit::in_words(*w, limit.limit);
    let line = |item: &MatterType| ItemLine {
        name: item.name.clone(),
        first_response: said(&item.first_response),
        promised: said(&item.promised),
        statutory: item.statutory.as_ref().map_or_else(|| w.none().to_owned(), said),
        basis: match &item.basis.article {
            Some(article) => format!("{}{article}", item.basis.document),
            None => item.basis.document.clone(),
        },
    };
    Ok(page(&CataloguePage {
        shell: visit.shell(w.catalogue()),
        f: FrameWords(visit.visitor.language),
        tabs: visit.tabs(Door::Catalogue),
        w,
        lead: w.catalogue_lead(book.matter_types.len()),
        items: book.matter_types.values().map(line).collect(),
    }))
}
