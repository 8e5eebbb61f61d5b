//! 问. The door through which everything is looked at; nothing changes.

use std::sync::Arc;

use xiaoneng_calendar::{Calendar, Instant, TimeOfDay};
use xiaoneng_domain::event::fold;
use xiaoneng_domain::id::{MatterNumber, UnitId};
use xiaoneng_domain::matter::{Matter, MatterDecider};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::rows_of;
use xiaoneng_store::{NotRebuilt, Proof, PublicKey, RebuildReport, VerifyReport};

use crate::App;
use crate::denied::Denied;
use crate::figures::Figures;
use crate::timeliness::Timeliness;

const ROWS_AT_ONCE: u32 = 2_000;

impl App {
    /// A matter as it stands; none if there is none of that number.
    pub async fn matter(&self, number: &MatterNumber) -> Result<Option<Matter>, Denied> {
        let stream = self.store().read_stream(&StreamId::Matter(number.clone())).await?;
        let matter = fold::<MatterDecider>(Matter::default(), &stream.events)?;
        Ok(matter.filing.is_some().then_some(matter))
    }

    /// Whether there is any matter at all.
    pub(crate) async fn has_matters(&self) -> Result<bool, Denied> {
        Ok(!self.store().scan_register(None, 1).await?.is_empty())
    }

    /// 办理时效 of all matters.
    pub async fn timeliness(&self) -> Result<Timeliness, Denied> {
        let calendar = Arc::clone(self.known().await?.rules.calendar());
        let mut times = Vec::new();
        let mut after: Option<MatterNumber> = None;
        loop {
            let page = self.store().scan_register(after.as_ref(), ROWS_AT_ONCE).await?;
            let Some(last) = page.last() else { break };
            after = Some(last.matter.clone());
            times.extend(page.iter().map(|row| (row.filed_at, row.delivered_at)));
        }
        Ok(Timeliness::of(&calendar, times))
    }

    /// 本月情况, at most a minute old.
    pub async fn figures(&self) -> Result<Arc<Figures>, Denied> {
        let now = self.clock().now();
        if let Some(figures) = self.memory().figures().get(now) {
            return Ok(figures);
        }
        let today = now.date();
        let month_from = today.plus_days(1 - i32::from(today.ymd().2));
        let since = Instant::at(month_from, TimeOfDay::from(0));
        let known = self.known().await?;
        let counted = self.store().count_figures(since, now).await?;
        let figures = Arc::new(Figures::of(&counted, known.rules.calendar(), month_from, now));
        self.memory().figures().set(Arc::clone(&figures));
        Ok(figures)
    }

    /// 本月情况 of what one unit handles.
    pub async fn figures_of(&self, unit: &UnitId) -> Result<Figures, Denied> {
        let now = self.clock().now();
        let month_from = now.date().plus_days(1 - i32::from(now.date().ymd().2));
        let since = Instant::at(month_from, TimeOfDay::from(0));
        let calendar = Arc::clone(self.known().await?.rules.calendar());
        let counted = self.store().count_figures_of(unit, since, now).await?;
        Ok(Figures::of(&counted, &calendar, month_from, now))
    }

    /// 县历.
    pub async fn county_calendar(&self) -> Result<Arc<Calendar>, Denied> {
        Ok(Arc::clone(self.known().await?.rules.calendar()))
    }

    /// 核验账本, against the public key and the checkpoints published outside the database.
    pub async fn verify(
        &self,
        key: &PublicKey,
        published: &[String],
    ) -> Result<VerifyReport, Denied> {
        Ok(self.store().verify(key, published).await?)
    }

    /// The public key of this installation's seal.
    pub fn public_key(&self) -> PublicKey {
        self.signer().public_key()
    }

    /// 重建视图. Folds the whole ledger, compares with the kept rows, and replaces what differs.
    pub async fn rebuild(&self) -> Result<RebuildReport, Denied> {
        self.store().rebuild_views(rows_of).await.map_err(|error| match error {
            NotRebuilt::Fold(_, error) => Denied::Unreadable(error),
            NotRebuilt::Fault(fault) => Denied::Fault(fault),
        })
    }

    /// 入账证明 of the newest record of a matter; none if there is no such matter.
    pub async fn proof(&self, number: &MatterNumber) -> Result<Option<Proof>, Denied> {
        let stream = StreamId::Matter(number.clone());
        let version = self.store().read_stream(&stream).await?.head.version();
        if version == 0 {
            return Ok(None);
        }
        Ok(Some(self.store().proof(&stream, version, &self.public_key()).await?))
    }
}
