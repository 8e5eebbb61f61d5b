//! 检索维护. What is in no index is put there, a few matters with each heartbeat; once a night small
//! segments are merged and what is found no more is taken out.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::MatterDecider;
use xiaoneng_domain::stream::StreamId;

use crate::App;
use crate::denied::Denied;
use crate::institution::Institution as _;

/// Up to which number the register was looked through, in the settings of the data.
const LOOKED_THROUGH: &str = "search/looked-through";
/// It was looked through to its end.
const ALL: &str = "all";
/// When the index was put in order last.
const IN_ORDER: &str = "search/in-order";

/// So many matters of the register are compared with the index in one reading.
const A_PAGE: u32 = 1_000;
/// So many pages are compared with one heartbeat, as long as nothing is missing.
const PAGES_A_BEAT: u32 = 50;
/// The hours of the night in which the index is put in order, in minutes after midnight.
const NIGHT: std::ops::Range<u16> = 2 * 60..5 * 60;
/// Where the machine is off at night, it is put in order by day after so many days.
const LATEST_DAYS: i32 = 3;

impl App {
    /// 检索维护 with a heartbeat.
    pub(crate) async fn keep_search(&self, now: Instant) -> Result<(), Denied> {
        self.index_what_is_missing().await?;
        self.put_search_in_order(now).await
    }

    /// 补建索引: what the index lacks, a page of the register at a time; data made before the index
    /// was made anew have nothing in it. Once the end is reached it is not looked for again: from
    /// then on every matter comes into the index with what is recorded.
    async fn index_what_is_missing(&self) -> Result<(), Denied> {
        let looked = self.store().read_setting(LOOKED_THROUGH).await?;
        if looked.as_deref() == Some(ALL) {
            return Ok(());
        }
        let mut at = looked.map(MatterNumber::from);
        let mut written = 0_u64;
        for _ in 0..PAGES_A_BEAT {
            let page = self.store().list_unindexed(at.as_ref(), A_PAGE).await?;
            for number in &page.matters {
                written += u64::from(self.index_anew(number).await?);
            }
            let Some(last) = page.last else {
                tracing::info!(written, "检索索引齐全");
                return Ok(self.store().write_setting(LOOKED_THROUGH, ALL).await?);
            };
            self.store().write_setting(LOOKED_THROUGH, last.as_str()).await?;
            if written > 0 {
                tracing::info!(written, %last, "正在补建检索索引，下次心跳继续");
                return Ok(());
            }
            at = Some(last);
        }
        Ok(())
    }

    /// Puts one matter into the index; not where it may be found by nobody.
    async fn index_anew(&self, number: &MatterNumber) -> Result<bool, Denied> {
        let Some(matter) = self.matter(number).await? else { return Ok(false) };
        let Some(finding) = MatterDecider::finding(&matter) else { return Ok(false) };
        if !self.may_be_found(&finding).await? {
            return Ok(false);
        }
        let words = self.words_of(&StreamId::Matter(number.clone()), &[]).await?;
        self.store().index_missing(&finding.with(words)).await?;
        Ok(true)
    }

    /// Once a night; by day where no night was seen for some days.
    async fn put_search_in_order(&self, now: Instant) -> Result<(), Denied> {
        let last = self.store().read_setting(IN_ORDER).await?;
        let last = last.and_then(|text| text.parse::<xiaoneng_calendar::Date>().ok());
        let today = now.date();
        let is_due = match last {
            // From the first day on it is counted; there is nothing to put in order yet.
            None => false,
            Some(last) if last.plus_days(LATEST_DAYS) <= today => true,
            Some(last) => last < today && NIGHT.contains(&now.time_of_day().minutes()),
        };
        if is_due {
            self.store().optimize_search().await?;
        }
        if is_due || last.is_none() {
            self.store().write_setting(IN_ORDER, &today.to_string()).await?;
        }
        Ok(())
    }
}
