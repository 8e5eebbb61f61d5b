//! 回避. Who may take no part in a case about somebody: nobody sits on both sides of it.

use crate::accountability::{Case, Subject};
use crate::id::PersonId;
use crate::organization::Organization;
use crate::rules::codes;

codes! {
    /// 回避事由.
    pub enum RecusalCause {
        /// 本人
        Oneself = "oneself", "本人";
        /// 同一单位
        SameUnit = "same_unit", "与被追究对象同在一个单位";
        /// 上级
        Superior = "superior", "是被追究对象的直接上级或者分管领导";
        /// 下级
        Subordinate = "subordinate", "是被追究对象的下级";
        /// 互为 AB 岗
        Deputy = "deputy", "与被追究对象互为 AB 岗";
        /// 参与过调查
        Investigated = "investigated", "参与过本案调查";
        /// 参与过集体研究
        Deliberated = "deliberated", "参与过本案集体研究";
        /// 签发过决定
        Signed = "signed", "签发过本案决定";
        /// 三员
        Administrator = "administrator", "是系统管理人员，不办案";
        /// 不在职
        NotServing = "not_serving", "不在职";
    }
}

/// 回避事由 that lies in who somebody is to the subject.
pub fn recusal(
    organization: &Organization,
    subject: &Subject,
    person: &PersonId,
) -> Option<RecusalCause> {
    let Some(known) = organization.in_office(person) else {
        return Some(RecusalCause::NotServing);
    };
    if known.roles.iter().any(|role| role.is_administrator()) {
        return Some(RecusalCause::Administrator);
    }
    let about = subject.person();
    if about == Some(person) {
        return Some(RecusalCause::Oneself);
    }
    if about.is_some_and(|about| organization.are_paired(about, person)) {
        return Some(RecusalCause::Deputy);
    }
    if about.is_some_and(|about| is_above(organization, about, person)) {
        return Some(RecusalCause::Subordinate);
    }
    if organization.is_within(&known.unit, subject.unit()) {
        return Some(RecusalCause::SameUnit);
    }
    let superior = organization.heads(person, subject.unit())
        || organization.leader_in_charge(subject.unit()) == Some(person);
    superior.then_some(RecusalCause::Superior)
}

/// Whether `above` heads the unit of `person`, one above it, or is in charge of it.
fn is_above(organization: &Organization, above: &PersonId, person: &PersonId) -> bool {
    let unit = organization.in_office(person).map(|known| &known.unit);
    unit.is_some_and(|unit| {
        organization.heads(above, unit) || organization.leader_in_charge(unit) == Some(above)
    })
}

impl Case {
    /// 回避事由 that lies in what somebody has done in the case already.
    pub fn part_taken(&self, person: &PersonId) -> Option<RecusalCause> {
        if self.ever_investigated.contains(person) {
            return Some(RecusalCause::Investigated);
        }
        if self.ever_deliberated.contains(person) {
            return Some(RecusalCause::Deliberated);
        }
        let signed = self.verdict.as_ref().is_some_and(|verdict| &verdict.by == person);
        signed.then_some(RecusalCause::Signed)
    }
}
