//! 督导、抽查的列表. What concerns me and my unit, and all of them for those who oversee.

use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{InspectionNumber, PersonId};
use xiaoneng_domain::inspection::{Inspection, InspectionDecider};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::DocketRow;
use xiaoneng_store::{DocketOf, DocketPlace};

use crate::App;
use crate::denied::Denied;

/// Whose inspections.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum InspectionsOf {
    /// Those in which he or his unit has a part: runs it, inspects, is visited, was checked.
    Mine(PersonId),
    /// All that he may see; nothing for whoever does not oversee.
    All,
}

/// 一次督导或抽查 in a list.
#[derive(Clone, Debug)]
pub struct ListedInspection {
    /// Its number.
    pub number: InspectionNumber,
    /// The inspection.
    pub inspection: Inspection,
    /// 内容和范围; empty once it is erased.
    pub scope: String,
    /// The row it stands in.
    pub row: DocketRow,
}

/// 一页督导、抽查.
#[derive(Clone, Debug, Default)]
pub struct InspectionPage {
    /// As their next step is owed; ended ones newest first.
    pub inspections: Vec<ListedInspection>,
    /// Where the next page begins; none at the end.
    pub next: Option<DocketPlace>,
}

impl App {
    /// 一页督导、抽查, of those that the actor may see.
    pub async fn inspections(
        &self,
        actor: &Actor,
        (of, is_open): (&InspectionsOf, bool),
        (after, limit): (Option<&DocketPlace>, u32),
    ) -> Result<InspectionPage, Denied> {
        let lists = match of {
            InspectionsOf::Mine(person) => self.lists_of_person(person).await?,
            InspectionsOf::All if self.is_allowed(actor, OfficeAct::WatchBoard).await? => {
                vec![DocketOf::All]
            }
            InspectionsOf::All => return Ok(InspectionPage::default()),
        };
        let read = self.read_dockets("inspection", &lists, is_open, after).await?;
        let mut page = InspectionPage { next: read.next(), ..InspectionPage::default() };
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        for row in read.rows.into_values() {
            let StreamId::Inspection(number) = row.stream.clone() else { continue };
            let folder = self.folder::<InspectionDecider>(&row.stream).await?;
            if !folder.is_seen_by(actor) {
                continue;
            }
            if page.inspections.len() == most {
                page.next = page.inspections.last().map(|last| DocketPlace::after(&last.row));
                break;
            }
            let texts = self.texts_in(&row.stream).await?;
            let inspection = folder.state;
            let scope = inspection.plan.as_ref().and_then(|plan| texts.body(&plan.facts.scope));
            let scope = scope.unwrap_or_default().to_owned();
            page.inspections.push(ListedInspection { number, inspection, scope, row });
        }
        Ok(page)
    }
}
