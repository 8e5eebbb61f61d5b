//! 公开的通报. A circular is public where its scope is the bureau itself, and so everybody; one that
//! went to some units is read by those alone (speech, clause 49). Nobody is named to strangers.

use xiaoneng_calendar::{Date, Instant};
use xiaoneng_domain::circular::{CircularDecider, Item, Published};
use xiaoneng_domain::docket::DueAt;
use xiaoneng_domain::id::{CircularNumber, UnitId};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::DocketOf;

use crate::App;
use crate::circulars::{CircularFolder, FactCounts};
use crate::denied::Denied;

/// How many circulars are listed.
const LISTED: usize = 100;

/// 一份公开的通报.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicCircular {
    /// Its number.
    pub number: CircularNumber,
    /// 发文字号.
    pub document_number: String,
    /// 标题.
    pub title: String,
    /// 发文科室.
    pub office: UnitId,
    /// When it was signed.
    pub published_at: Instant,
    /// 通报事项.
    pub items: Vec<PublicItem>,
    /// 更正, each with its day and how many facts it withdrew.
    pub corrections: Vec<(Date, String, usize)>,
}

/// 公开的通报事项.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicItem {
    /// The unit it is about.
    pub unit: UnitId,
    /// What is told, counted.
    pub counts: FactCounts,
    /// 整改要求.
    pub demand: String,
    /// By when.
    pub rectify_by: Option<DueAt>,
    /// Whether a person is named in what the units received.
    pub names_somebody: bool,
}

impl App {
    /// 公开的通报; none where there is none or it went to some units alone.
    pub async fn public_circular(
        &self,
        number: &CircularNumber,
    ) -> Result<Option<PublicCircular>, Denied> {
        let stream = StreamId::Circular(number.clone());
        let mut folder = self.folder::<CircularDecider>(&stream).await?;
        let Some(published) = folder.state.published.clone().filter(|_| is_for_all(&folder)) else {
            return Ok(None);
        };
        folder.texts = self.texts_in(&stream).await?;
        Ok(shown(number, &folder, &published))
    }

    /// 公开的通报, the last one first.
    pub async fn public_circulars(&self) -> Result<Vec<PublicCircular>, Denied> {
        let mut circulars = Vec::new();
        for is_open in [true, false] {
            let read = self.read_dockets("circular", &[DocketOf::All], is_open, None).await?;
            for row in read.rows.into_values() {
                let StreamId::Circular(number) = &row.stream else { continue };
                circulars.extend(self.public_circular(number).await?);
            }
        }
        circulars.sort_by_key(|circular| std::cmp::Reverse(circular.published_at));
        circulars.truncate(LISTED);
        Ok(circulars)
    }
}

/// 发至全县. The bureau itself is in the scope, and with it everybody.
fn is_for_all(folder: &CircularFolder) -> bool {
    let bureau = folder.organization().bureau().map(|unit| &unit.id);
    let draft = folder.state.draft.as_ref();
    draft.zip(bureau).is_some_and(|(draft, bureau)| draft.facts.scope.contains(bureau))
}

fn shown(
    number: &CircularNumber,
    folder: &CircularFolder,
    published: &Published,
) -> Option<PublicCircular> {
    let facts = &folder.state.draft.as_ref()?.facts;
    let item = |(place, item): (usize, &Item)| PublicItem {
        unit: item.unit.clone(),
        counts: folder.counts(item),
        demand: folder.text(&item.demand).to_owned(),
        rectify_by: published.rectify_by.get(place).copied(),
        names_somebody: item.person.is_some(),
    };
    let corrections = folder
        .state
        .corrections
        .iter()
        .map(|one| (one.at.date(), folder.text(&one.text).to_owned(), one.withdrawn.len()));
    Some(PublicCircular {
        number: number.clone(),
        document_number: folder.text(&published.document_number).to_owned(),
        title: folder.text(&facts.title).to_owned(),
        office: facts.office.clone(),
        published_at: published.at,
        items: facts.items.iter().enumerate().map(item).collect(),
        corrections: corrections.collect(),
    })
}
