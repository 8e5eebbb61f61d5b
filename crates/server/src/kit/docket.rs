//! 案卷页. What the pages of an institution have in common that keeps dockets: the list, the docket
//! with what may be done now and what was done, and the form of each act. A room names its
//! institution, its acts and its words; nothing here knows of any of them.

mod deed_page;
mod docket_page;
mod list_page;
mod reading;

use std::future::Future;

use xiaoneng_app::attachment::ShownAttachment;
use xiaoneng_app::{App, Denied, Folder, Names};
use xiaoneng_domain::decider::{Actor, Decider};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::text::{TextDigest, Written};

pub(crate) use deed_page::{FormPage, FormState, act, show as show_deed};
pub(crate) use docket_page::{Link, Part, closed, fetch, show};
pub(crate) use list_page::{Asked, Line, ListPage};
pub(crate) use reading::{Reading, unit_choices};

use crate::Site;
use crate::kit::docket_words::DocketPageWords;
use crate::kit::form::{Field, Typed};
use crate::kit::language::Language;
use crate::kit::problem::Problem;
use crate::kit::staff::Staff;
use crate::kit::timeline::TimelineLine;

/// 一个房间. An institution whose dockets have pages.
pub(crate) trait Room: Sized + Send + Sync + 'static {
    /// The institution.
    type Law: Decider<Command: Send, Event: Send + Sync, State: Send + Sync> + 'static;
    /// A wish that takes more than the command: its carrying out is the room's.
    type Special: Send;
    /// What else is read before a page is made.
    type Extra: Send + Sync;

    /// Where its pages begin, such as `/s/inspections`.
    const PATH: &'static str;
    /// The list of what concerns oneself, such as `/w/inspections`.
    const MINE: &'static str;
    /// Everything that can be done, in the order of a page.
    const DEEDS: &'static [Deed<Self>];

    /// What it is called.
    fn name(language: Language) -> &'static str;

    /// The docket; none where there is none or it is not his.
    fn open(
        app: &App,
        actor: &Actor,
        number: &str,
    ) -> impl Future<Output = Result<Option<Opened<Self>>, Denied>> + Send;

    /// Whether a wish could be carried out now.
    fn allows(
        folder: &Folder<Self::Law>,
        actor: &Actor,
        command: <Self::Law as Decider>::Command,
    ) -> Result<(), Refusal>;

    /// Carries out a wish made on the page of a version.
    fn carry_out(
        site: &Site,
        actor: &Actor,
        at: (&str, u32),
        wish: Wish<Self>,
    ) -> impl Future<Output = Result<(), Denied>> + Send;

    /// 佐证 by its place; none where there is none or it is not his.
    fn fetch(
        app: &App,
        actor: &Actor,
        number: &str,
        ordinal: u32,
    ) -> impl Future<Output = Result<Option<ShownAttachment>, Denied>> + Send;

    /// Whether the refusal says that the act is another's.
    fn is_anothers(no: &Refusal) -> bool;

    /// Whether the refusal is about what a probe says, and not about the act.
    fn is_about_the_form(no: &Refusal) -> bool;

    /// The unit that a refusal names by its code.
    fn unit_in(no: &Refusal) -> Option<&UnitId>;

    /// What the docket says of itself.
    fn face(sheet: &Sheet<'_, Self>) -> Face;

    /// What happened, in order.
    fn trail(sheet: &Sheet<'_, Self>) -> Vec<TimelineLine>;
}

/// A docket with what else was read for its page.
pub(crate) struct Opened<R: Room> {
    pub(crate) folder: Folder<R::Law>,
    pub(crate) extra: R::Extra,
}

/// 动作. A form each.
pub(crate) struct Deed<R: Room> {
    /// The end of its address.
    pub(crate) slug: &'static str,
    /// What it is called.
    pub(crate) title: fn(Language) -> &'static str,
    /// Its form.
    pub(crate) fields: fn(&Sheet<'_, R>, &Typed) -> Vec<Field>,
    /// Wishes of which one at least would be carried out; none where it has no place now.
    pub(crate) probes: fn(&Sheet<'_, R>) -> Vec<<R::Law as Decider>::Command>,
    /// What is wished; none where something is to be mended.
    pub(crate) wish: fn(&Sheet<'_, R>, &mut Reading<'_>) -> Option<Wish<R>>,
    /// Whether 佐证 goes with it.
    pub(crate) takes_evidence: bool,
}

/// A wish made once the digests of what is attached are known.
pub(crate) type FromEvidence<R> =
    Box<dyn FnOnce(Vec<TextDigest>) -> <<R as Room>::Law as Decider>::Command + Send>;

/// 愿望, by how it is carried out.
pub(crate) enum Wish<R: Room> {
    /// As it is.
    Plain(Box<<R::Law as Decider>::Command>),
    /// With 佐证: what is held for the form of that number.
    WithEvidence(String, FromEvidence<R>),
    /// By the room itself.
    Special(R::Special),
}

impl<R: Room> Wish<R> {
    /// A wish as it is.
    pub(crate) fn plain(command: impl Into<<R::Law as Decider>::Command>) -> Self {
        Self::Plain(Box::new(command.into()))
    }
}

/// What a docket says of itself.
pub(crate) struct Face {
    /// 标题.
    pub(crate) title: String,
    /// How far it is.
    pub(crate) state: String,
    /// What it is about.
    pub(crate) about: Vec<(&'static str, String)>,
    /// What stands in it.
    pub(crate) parts: Vec<Part>,
    /// Elsewhere: the public page, paper.
    pub(crate) links: Vec<Link>,
}

/// 单页. What pages and forms are made from: the docket, and who looks at it.
pub(crate) struct Sheet<'a, R: Room> {
    pub(crate) folder: &'a Folder<R::Law>,
    pub(crate) extra: &'a R::Extra,
    pub(crate) names: &'a Names,
    pub(crate) number: &'a str,
    pub(crate) person: PersonId,
    pub(crate) language: Language,
}

impl<R: Room> Sheet<'_, R> {
    /// The docket as it stands.
    pub(crate) fn state(&self) -> &<R::Law as Decider>::State {
        &self.folder.state
    }

    /// 组织.
    pub(crate) fn organization(&self) -> &Organization {
        self.folder.organization()
    }

    /// The name of a unit.
    pub(crate) fn unit(&self, unit: &UnitId) -> String {
        unit_name(self.organization(), unit)
    }

    /// The name of a person.
    pub(crate) fn name_of(&self, person: &PersonId) -> String {
        self.names.of(person).to_owned()
    }

    /// What somebody wrote.
    pub(crate) fn text(&self, digest: &TextDigest) -> String {
        match self.folder.texts.body(digest) {
            Some(text) => text.to_owned(),
            None => DocketPageWords(self.language).erased().to_owned(),
        }
    }

    /// The address of the docket.
    pub(crate) fn path(&self) -> String {
        format!("{}/{}", R::PATH, self.number)
    }
}

/// 能不能办.
pub(crate) enum May {
    /// It can be done.
    Now,
    /// It is not his to do, or has no place here.
    NotHis,
    /// He may not do it now, and why.
    NotNow(Refusal),
}

/// What an act is to the one who looks.
pub(crate) fn may<R: Room>(deed: &Deed<R>, sheet: &Sheet<'_, R>, actor: &Actor) -> May {
    let mut no = None;
    for probe in (deed.probes)(sheet) {
        match R::allows(sheet.folder, actor, probe) {
            Ok(()) => return May::Now,
            Err(refusal) if R::is_about_the_form(&refusal) => return May::Now,
            Err(refusal) => no = no.or(Some(refusal)),
        }
    }
    match no {
        None => May::NotHis,
        Some(no) if R::is_anothers(&no) => May::NotHis,
        Some(no) => May::NotNow(no),
    }
}

/// A text for a wish that is only weighed.
pub(crate) fn probing() -> Written {
    Written::new("预演", [0; 16])
}

/// The name of a unit; its code where it is not there.
pub(crate) fn unit_name(organization: &Organization, unit: &UnitId) -> String {
    organization.unit(unit).map_or_else(|| unit.to_string(), |unit| unit.name.clone())
}

/// The institution's no, with names in the place of codes, and its clause.
pub(crate) fn refusal_words<R: Room>(
    organization: &Organization,
    language: Language,
    no: &Refusal,
) -> String {
    let basis = DocketPageWords(language).basis(no.clause());
    let says = match R::unit_in(no) {
        Some(unit) => no.to_string().replace(unit.as_str(), &unit_name(organization, unit)),
        None => no.to_string(),
    };
    format!("{says}（{basis}）")
}

/// Whose page it is, and of which docket.
async fn opened<R: Room>(
    site: &Site,
    staff: &Staff,
    number: &str,
) -> Result<Option<(Opened<R>, Names)>, Problem> {
    let app = site.app();
    let Some(opened) = R::open(app, &staff.actor(), number).await? else { return Ok(None) };
    Ok(Some((opened, app.names().await?)))
}
