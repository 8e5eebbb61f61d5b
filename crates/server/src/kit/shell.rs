//! 页框. What stands around every page: for the public, and for staff.

use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::authority::{OfficeAct, role_permits};
use xiaoneng_domain::organization::Role;

use crate::Site;
use crate::kit::dates;
use crate::kit::language::Language;
use crate::kit::problem::form_encoded;
use crate::kit::staff::Staff;
use crate::kit::token::FormToken;
use crate::kit::visitor::{Visitor, is_for_staff};
use crate::kit::words::KitWords;

/// The entry of the menu that is lit.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Section {
    /// None of them.
    None,
    /// 我要反映
    File,
    /// 查进度
    Track,
    /// 职责与时限
    Guide,
    /// 收件箱
    Inbox,
    /// 我移交的
    Sent,
    /// 本单位
    Unit,
    /// 督办
    Supervision,
    /// 督查任务
    Tasks,
    /// 管理
    Administration,
}

/// 对外页框.
#[derive(Clone, Debug)]
pub struct PublicShell {
    /// The kit's words.
    pub k: KitWords,
    /// The name of the page, without unit and product.
    pub title: String,
    /// The entry of the menu that is lit.
    pub section: Section,
    /// 关怀版, 1 to 3.
    pub elder: Option<u8>,
    /// The path of this page without `/en`, with its query.
    pub path: String,
    /// What forms carry.
    pub token: FormToken,
    /// The bureau's name.
    pub bureau: String,
    /// Its telephone; empty if none is entered.
    pub phone: String,
    /// Its address; empty if none is entered.
    pub address: String,
    /// Its hours; empty if none are entered.
    pub hours: String,
    /// 数据截至: pages are read live, so this is when it was rendered.
    pub as_of: String,
    /// Where styles, script and icons are fetched.
    pub css: String,
    /// The script.
    pub js: String,
    /// The icons, one file.
    pub icons: String,
}

impl PublicShell {
    /// The frame of a public page.
    pub async fn of(site: &Site, visitor: &Visitor, section: Section, title: &str) -> Self {
        let known = site.app().known().await.ok();
        let bureau = known.as_ref().and_then(|known| known.organization.bureau());
        let said = bureau.map(|bureau| bureau.description.clone()).unwrap_or_default();
        let assets = site.assets();
        Self {
            k: KitWords(visitor.language),
            title: title.to_owned(),
            section,
            elder: visitor.elder,
            path: visitor.path.clone(),
            token: visitor.token.clone(),
            bureau: bureau.map(|bureau| bureau.name.clone()).unwrap_or_default(),
            phone: said.phone,
            address: said.address,
            hours: said.hours,
            as_of: as_of(visitor.language, site.app().clock().now()),
            css: assets.url("site.css").to_owned(),
            js: assets.url("site.js").to_owned(),
            icons: assets.url("icons.svg").to_owned(),
        }
    }

    /// A public page in the language of this one.
    pub fn link(&self, path: &str) -> String {
        in_language(*self.k, path)
    }

    /// This page in the other language.
    pub fn in_other_language(&self) -> String {
        if is_for_staff(&self.path) {
            let (other, back) = (self.k.choose("en", "zh"), form_encoded(&self.path));
            return format!("/prefs?language={other}&back={back}");
        }
        let other = self.k.choose(Language::English, Language::Chinese);
        in_language(other, &self.path)
    }

    /// An icon of the sprite.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", self.icons)
    }
}

/// The English home is `/en`, without a `/` at its end.
fn in_language(language: Language, path: &str) -> String {
    match (language.prefix(), path.strip_prefix('/')) {
        ("", _) | (_, None) => path.to_owned(),
        (prefix, Some(rest)) if rest.is_empty() || rest.starts_with('?') => {
            format!("{prefix}{rest}")
        }
        (prefix, Some(_)) => format!("{prefix}{path}"),
    }
}

fn as_of(language: Language, now: Instant) -> String {
    format!("{} {}", dates::whole_day(language, now.date()), dates::time(now))
}

/// 工作页框.
#[derive(Clone, Debug)]
pub struct StaffShell {
    /// The kit's words.
    pub k: KitWords,
    /// The name of the page.
    pub title: String,
    /// The entry of the menu that is lit.
    pub section: Section,
    /// 关怀版, 1 to 3.
    pub elder: Option<u8>,
    /// The path of this page with its query.
    pub path: String,
    /// What forms carry.
    pub token: FormToken,
    /// Who is signed in.
    pub staff: Staff,
    /// The stylesheet.
    pub css: String,
    /// The script.
    pub js: String,
    /// The icons, one file.
    pub icons: String,
}

impl StaffShell {
    /// The frame of a page for staff.
    pub fn of(
        site: &Site,
        visitor: &Visitor,
        staff: &Staff,
        section: Section,
        title: &str,
    ) -> Self {
        let assets = site.assets();
        Self {
            k: KitWords(visitor.language),
            title: title.to_owned(),
            section,
            elder: visitor.elder,
            path: visitor.path.clone(),
            token: visitor.token.clone(),
            staff: staff.clone(),
            css: assets.url("site.css").to_owned(),
            js: assets.url("site.js").to_owned(),
            icons: assets.url("icons.svg").to_owned(),
        }
    }

    /// An icon of the sprite.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", self.icons)
    }

    /// Whether pages of the administration are his: he proposes rules, or approves what others
    /// propose.
    pub fn approves_rules(&self) -> bool {
        let deputy = self.staff.roles.contains(&Role::DeputyDirector);
        let proposes = |role: &Role| role_permits(*role, OfficeAct::ProposeRules);
        deputy || self.staff.roles.iter().any(proposes)
    }

    /// Whether he watches over all units.
    pub fn supervises(&self) -> bool {
        self.staff.roles.iter().any(|role| role_permits(*role, OfficeAct::WatchBoard))
    }

    /// Whether he leads a unit.
    pub fn is_head(&self) -> bool {
        let leads = [Role::SectionHead, Role::Principal, Role::DeputyDirector, Role::Director];
        leads.iter().any(|role| self.staff.roles.contains(role))
    }
}
