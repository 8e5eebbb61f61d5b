//! 案件清单. What is about oneself, what waits for one's act, and all that one may see.

use std::collections::BTreeSet;

use xiaoneng_domain::accountability::{
    CaseAct, CaseStanding, ClueSource, Subject, acts_due, is_waited_for, may_see_file,
    seen_by_person, stands_in_case,
};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{CaseNumber, PersonId, UnitId};
use xiaoneng_domain::organization::{Function, Organization, Role, Unit};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::views::{DocketRow, Whom};
use xiaoneng_store::{DocketOf, DocketPlace};

use super::KIND;
use crate::App;
use crate::denied::Denied;
use crate::docket::Page;

/// Whose cases.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum CasesOf {
    /// 与我有关: about himself or the unit he heads, from when he may know; or his to sign.
    Own,
    /// 待我办理: an act that is due is his to do.
    ToDo,
    /// All whose file he may read.
    All,
}

/// 清单的一行.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseLine {
    /// 编号.
    pub number: CaseNumber,
    /// The row it stands in, as far as the one who looks may know it.
    pub row: DocketRow,
    /// About whom.
    pub subject: Subject,
    /// Where the clue came from; none for the person himself and the head who signs.
    pub source: Option<ClueSource>,
    /// 轮到哪一步; for the person himself only what is his to do.
    pub acts_due: Vec<CaseAct>,
    /// Whether it waits for the one who looks.
    pub waits_for_me: bool,
}

impl App {
    /// A page of cases, the one owed first at the top; the ended ones newest first.
    pub async fn list_cases(
        &self,
        person: &PersonId,
        of: CasesOf,
        is_open: bool,
        (after, limit): (Option<&DocketPlace>, u32),
    ) -> Result<Page<CaseLine>, Denied> {
        let organization = self.known().await?.organization;
        let actor = Actor::Staff(person.clone());
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut lines: Vec<(DocketPlace, CaseLine)> = Vec::new();
        for list in lists_of(&organization, person, of) {
            let mut after = after.cloned();
            loop {
                let at = (after.as_ref(), limit.saturating_add(1));
                let rows = self.store().list_dockets(KIND, &list, is_open, at).await?;
                let is_last = rows.len() <= wanted;
                after = rows.last().map(DocketPlace::after);
                for row in rows {
                    let place = DocketPlace::after(&row);
                    let is_new = !lines.iter().any(|(_, line)| line.row.stream == row.stream);
                    if is_new && let Some(line) = self.case_line(&actor, of, row).await? {
                        lines.push((place, line));
                    }
                }
                if is_last || lines.len() > wanted {
                    break;
                }
            }
        }
        lines.sort_by_key(|(place, _)| place.sort_at);
        let is_full = lines.len() > wanted;
        lines.truncate(wanted);
        let next = lines.last().filter(|_| is_full).map(|(place, _)| place.clone());
        Ok(Page { rows: lines.into_iter().map(|(_, line)| line).collect(), next })
    }

    /// The line of a row, if it stands in that list of his.
    async fn case_line(
        &self,
        actor: &Actor,
        of: CasesOf,
        mut row: DocketRow,
    ) -> Result<Option<CaseLine>, Denied> {
        let StreamId::Case(number) = row.stream.clone() else { return Ok(None) };
        let Some(dossier) = self.bare_case(&number).await? else { return Ok(None) };
        let (cx, case) = (dossier.context(actor), &dossier.case);
        let (reads, waits_for_me) = (may_see_file(&cx, case), is_waited_for(&cx, case));
        let own = [CaseStanding::Subject, CaseStanding::UnitHead];
        let is_own = own.into_iter().any(|standing| stands_in_case(&cx, case, standing));
        let is_of_list = match of {
            CasesOf::Own => is_own,
            CasesOf::ToDo => waits_for_me && reads,
            CasesOf::All => reads,
        };
        let Some(clue) = case.clue.as_ref().filter(|_| is_of_list) else { return Ok(None) };
        if !reads {
            let Some(seen) = seen_by_person(case, dossier.now) else { return Ok(None) };
            seen.stage.code().clone_into(&mut row.state);
            row.grade.clear();
            row.due_at = None;
        }
        let source = reads.then_some(clue.source);
        let acts_due = if reads || waits_for_me { acts_due(case) } else { Vec::new() };
        let subject = clue.subject.clone();
        Ok(Some(CaseLine { number, row, subject, source, acts_due, waits_for_me }))
    }
}

fn lists_of(organization: &Organization, person: &PersonId, of: CasesOf) -> Vec<DocketOf> {
    let Some(staff) = organization.in_office(person) else { return Vec::new() };
    let heads = |unit: &&Unit| unit.head.as_ref() == Some(person);
    let headed = organization.open_units().filter(heads).map(|unit| unit.id.clone());
    let of_person = DocketOf::Part(Whom::Person(person.clone()));
    match of {
        CasesOf::Own => std::iter::once(of_person).chain(headed.map(DocketOf::Unit)).collect(),
        CasesOf::ToDo | CasesOf::All if looks_through_all(organization, person) => {
            vec![DocketOf::All]
        }
        CasesOf::ToDo | CasesOf::All => {
            let units: BTreeSet<UnitId> = headed.chain([staff.unit.clone()]).collect();
            let of_units = units.into_iter().map(|unit| DocketOf::Part(Whom::Unit(unit)));
            std::iter::once(of_person).chain(of_units).collect()
        }
    }
}

/// Who may have a part in any of them without standing in its rows; each case is still asked for.
fn looks_through_all(organization: &Organization, person: &PersonId) -> bool {
    let Some(staff) = organization.in_office(person) else { return false };
    let roles = [Role::EfficacyOffice, Role::InspectionOffice, Role::Discipline, Role::Hr];
    let covers = |director: &PersonId| organization.are_paired(director, person);
    let leads = organization.director().is_some_and(|one| one == person || covers(one));
    let offices = [Function::EfficacyOffice, Function::InspectionOffice];
    let mut of_office = offices.into_iter().filter_map(|one| organization.unit_for(one));
    leads
        || roles.iter().any(|role| staff.roles.contains(role))
        || of_office.any(|office| office.head.as_ref() == Some(person))
}
