//! 通报的列表. What concerns me and my unit, and all of them for those who oversee.

use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::circular::{Circular, CircularDecider};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{CircularNumber, PersonId};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::DocketRow;
use xiaoneng_store::{DocketOf, DocketPlace};

use crate::App;
use crate::denied::Denied;

/// Whose circulars.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CircularsOf {
    /// Those in which he or his unit has a part: drafts, signs, receives, is named.
    Mine(PersonId),
    /// All that he may see; nothing for whoever does not oversee.
    All,
}

/// 一份通报 in a list.
#[derive(Clone, Debug)]
pub struct ListedCircular {
    /// Its number.
    pub number: CircularNumber,
    /// The circular.
    pub circular: Circular,
    /// 标题; empty once it is erased.
    pub title: String,
    /// 发文字号; empty before it is signed.
    pub document_number: String,
    /// The row it stands in.
    pub row: DocketRow,
}

/// 一页通报.
#[derive(Clone, Debug, Default)]
pub struct CircularPage {
    /// As their receipts are owed; ended ones newest first.
    pub circulars: Vec<ListedCircular>,
    /// Where the next page begins; none at the end.
    pub next: Option<DocketPlace>,
}

impl App {
    /// 一页通报, of those that the actor may see.
    pub async fn circulars(
        &self,
        actor: &Actor,
        (of, is_open): (&CircularsOf, bool),
        (after, limit): (Option<&DocketPlace>, u32),
    ) -> Result<CircularPage, Denied> {
        let lists = match of {
            CircularsOf::Mine(person) => self.lists_of_person(person).await?,
            CircularsOf::All if self.is_allowed(actor, OfficeAct::WatchBoard).await? => {
                vec![DocketOf::All]
            }
            CircularsOf::All => return Ok(CircularPage::default()),
        };
        let read = self.read_dockets("circular", &lists, is_open, after).await?;
        let mut page = CircularPage { next: read.next(), ..CircularPage::default() };
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        for row in read.rows.into_values() {
            let StreamId::Circular(number) = row.stream.clone() else { continue };
            let folder = self.folder::<CircularDecider>(&row.stream).await?;
            if !folder.is_seen_by(actor) {
                continue;
            }
            if page.circulars.len() == most {
                page.next = page.circulars.last().map(|last| DocketPlace::after(&last.row));
                break;
            }
            let (texts, circular) = (self.texts_in(&row.stream).await?, folder.state);
            let title = circular.draft.as_ref().and_then(|one| texts.body(&one.facts.title));
            let signed = circular.published.as_ref();
            let document_number = signed.and_then(|one| texts.body(&one.document_number));
            let title = title.unwrap_or_default().to_owned();
            let document_number = document_number.unwrap_or_default().to_owned();
            page.circulars.push(ListedCircular { number, circular, title, document_number, row });
        }
        Ok(page)
    }
}
