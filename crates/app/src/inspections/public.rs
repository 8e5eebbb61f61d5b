//! 抽签公示. What anybody may read of a draw: the seed, the digest and the length of the list as soon as
//! they are published; list and result once everything drawn has its record, so that nobody who was
//! drawn knows it before.

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::id::{InspectionNumber, UnitId};
use xiaoneng_domain::inspection::{
    Candidate, Inspection, InspectionDecider, InspectionEvent, SeedPublished, Stage,
};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::DocketOf;

use crate::App;
use crate::denied::Denied;
use crate::inspections::drawing::lines;

/// How many draws are listed.
const LISTED: usize = 100;

/// 一次公开抽签.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicDraw {
    /// 编号.
    pub number: InspectionNumber,
    /// The office that runs it.
    pub office: UnitId,
    /// 种子, the digest and length of the list, and how many are drawn.
    pub seed: SeedPublished,
    /// When they were published.
    pub published_at: Instant,
    /// When it was drawn; none before.
    pub drawn_at: Option<Instant>,
    /// 已取消.
    pub is_cancelled: bool,
    /// 名单 and result; none before everything drawn has its record.
    pub released: Option<Released>,
}

/// 名单和结果.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Released {
    /// 名单.
    pub list: BTreeSet<Candidate>,
    /// What was drawn, in order.
    pub result: Vec<Candidate>,
    /// 复抽一致. The draw was done again just now and gave the same.
    pub is_the_same: bool,
}

impl Released {
    /// 名单 as it is handed out: one id a line, in the order of their bytes.
    pub fn lines(&self) -> String {
        lines(&self.list)
    }
}

impl App {
    /// 抽签公示 of one draw; none before its seed was published.
    pub async fn public_draw(
        &self,
        number: &InspectionNumber,
    ) -> Result<Option<PublicDraw>, Denied> {
        let stream = StreamId::Inspection(number.clone());
        let folder = self.folder::<InspectionDecider>(&stream).await?;
        let inspection = &folder.state;
        let (Some(plan), Some(seed)) = (&inspection.plan, &inspection.seed) else {
            return Ok(None);
        };
        let drawn =
            folder.history.iter().find(|fact| matches!(fact.event, InspectionEvent::Drawn(_)));
        Ok(Some(PublicDraw {
            number: number.clone(),
            office: plan.facts.office.clone(),
            seed: seed.facts.clone(),
            published_at: seed.at,
            drawn_at: drawn.map(|fact| fact.recorded_at),
            is_cancelled: inspection.cancelled_at.is_some(),
            released: self.released(&stream, inspection).await?,
        }))
    }

    async fn released(
        &self,
        stream: &StreamId,
        inspection: &Inspection,
    ) -> Result<Option<Released>, Denied> {
        if !matches!(inspection.stage(), Stage::Checked | Stage::Filed) {
            return Ok(None);
        }
        let Some(drawn) = &inspection.drawn else { return Ok(None) };
        let list = self.list_drawn_from(stream, inspection).await?.unwrap_or_default();
        let (result, is_the_same) = (drawn.result.clone(), inspection.is_drawn_rightly(&list));
        Ok(Some(Released { list, result, is_the_same }))
    }

    /// 抽签公示: the draws whose seed was published, the last one first.
    pub async fn public_draws(&self) -> Result<Vec<PublicDraw>, Denied> {
        let mut draws = Vec::new();
        for is_open in [true, false] {
            let read = self.read_dockets("inspection", &[DocketOf::All], is_open, None).await?;
            for row in read.rows.into_values() {
                let StreamId::Inspection(number) = &row.stream else { continue };
                if row.grade == "spot_check" {
                    draws.extend(self.public_draw(number).await?);
                }
            }
        }
        draws.sort_by_key(|draw| std::cmp::Reverse(draw.published_at));
        draws.truncate(LISTED);
        Ok(draws)
    }
}
