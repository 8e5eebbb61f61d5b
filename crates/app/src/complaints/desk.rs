//! 投诉清单. The complaints somebody has a part in; and the one number that others may know.

use std::collections::BTreeSet;

use xiaoneng_calendar::{Date, Instant};
use xiaoneng_domain::complaint::{Figure, Mode, Part, Stage, may_see, parts, published};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{ComplaintReference, PersonId, UnitId};
use xiaoneng_domain::organization::{Function, Organization, Role};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::{DocketRow, Whom};
use xiaoneng_store::{DocketOf, DocketPlace};

use crate::App;
use crate::denied::Denied;

/// The kind of stream that a complaint is.
pub(super) const KIND: &str = "complaint";
const ROWS_AT_ONCE: u32 = 200;

/// 清单的一行.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComplaintLine {
    /// 编号.
    pub reference: ComplaintReference,
    /// 被投诉单位 as filed.
    pub unit: UnitId,
    /// 环节.
    pub stage: Stage,
    /// 办理方式, once there is one.
    pub mode: Option<Mode>,
    /// When it came.
    pub filed_at: Instant,
    /// By when the next step is owed.
    pub due_at: Option<Instant>,
    /// What the one who looks is to it.
    pub parts: BTreeSet<Part>,
}

/// 公布的数字 of one quarter, for the whole county.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct QuarterFigure {
    /// Of which year.
    pub year: i16,
    /// 1 to 4.
    pub quarter: u8,
    /// How many came; a small number is not shown.
    pub filed: Figure,
}

impl App {
    /// 投诉清单 of somebody: what he may open, and nothing else, not even by number.
    pub async fn complaints(
        &self,
        actor: &Actor,
        is_open: bool,
    ) -> Result<Vec<ComplaintLine>, Denied> {
        let Actor::Staff(person) = actor else { return Ok(Vec::new()) };
        let organization = self.known().await?.organization;
        let of = match looks_through_all(&organization, person) {
            true => DocketOf::All,
            false => DocketOf::Part(Whom::Person(person.clone())),
        };
        let mut lines = Vec::new();
        for row in self.complaint_rows(&of, is_open).await? {
            let StreamId::Complaint(reference) = row.stream else { continue };
            let Some(dossier) = self.bare_complaint(&reference).await? else { continue };
            let cx = dossier.context(actor);
            if !may_see(&cx, &dossier.complaint) {
                continue;
            }
            let Some(filing) = &dossier.complaint.filing else { continue };
            lines.push(ComplaintLine {
                unit: filing.unit.clone(),
                stage: dossier.complaint.stage,
                mode: dossier.complaint.route.as_ref().map(|route| route.mode),
                filed_at: filing.filed_at,
                due_at: dossier.complaint.due_at(),
                parts: parts(&cx, &dossier.complaint),
                reference,
            });
        }
        Ok(lines)
    }

    /// Every row of complaints, whoever asks; several parts in one give it once.
    pub(super) async fn complaint_rows(
        &self,
        of: &DocketOf,
        is_open: bool,
    ) -> Result<Vec<DocketRow>, Denied> {
        let mut rows: Vec<DocketRow> = Vec::new();
        let mut known = BTreeSet::new();
        loop {
            let after = rows.last().map(DocketPlace::after);
            let page = self.store().list_dockets(KIND, of, is_open, (after.as_ref(), ROWS_AT_ONCE));
            let page = page.await?;
            let is_full = u32::try_from(page.len()).is_ok_and(|count| count == ROWS_AT_ONCE);
            rows.extend(page.into_iter().filter(|row| known.insert(row.stream.to_string())));
            if !is_full {
                return Ok(rows);
            }
        }
    }

    /// 上一季度收到多少件. The quarter that is over: a running count would tell of each one as it comes.
    pub async fn complaint_figure(&self) -> Result<Option<QuarterFigure>, Denied> {
        let today = self.clock().now().date();
        let known = self.known().await?;
        let Some(rule) = known.rules.on(today).complaint.as_ref() else { return Ok(None) };
        let (year, quarter) = quarter_before(today);
        let mut count = 0;
        for is_open in [true, false] {
            for row in self.complaint_rows(&DocketOf::All, is_open).await? {
                count += u64::from(quarter_of(row.opened_at.date()) == (year, quarter));
            }
        }
        Ok(Some(QuarterFigure { year, quarter, filed: published(count, rule) }))
    }
}

/// Who may have a part in any of them: 效能办, the contacts outside, and those who decide in its head's
/// place. Each complaint is still asked for.
fn looks_through_all(organization: &Organization, person: &PersonId) -> bool {
    let Some(staff) = organization.in_office(person) else { return false };
    let all = [Role::EfficacyOffice, Role::Discipline, Role::Director, Role::DeputyDirector];
    let office = organization.unit_for(Function::EfficacyOffice);
    let heads = office.is_some_and(|office| {
        organization.head_of(&office.id) == Some(person)
            || organization.leader_in_charge(&office.id) == Some(person)
    });
    heads || all.iter().any(|role| staff.roles.contains(role))
}

fn quarter_of(on: Date) -> (i16, u8) {
    let (year, month, _) = on.ymd();
    (year, u8::try_from((month - 1) / 3 + 1).unwrap_or(1))
}

fn quarter_before(on: Date) -> (i16, u8) {
    match quarter_of(on) {
        (year, 1) => (year - 1, 4),
        (year, quarter) => (year, quarter - 1),
    }
}
