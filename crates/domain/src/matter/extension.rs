//! 延期. Asked before the due instant, once, at most a share of the limit, approved by the one
//! whom the rule names; undecided at the due instant it has lapsed.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Instant, Limit};

use crate::decider::Context;
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::matter::acceptance::must_be_accepted;
use crate::matter::clock::{Clock, ClockName, Extended, Projection, share};
use crate::matter::draft::{Decided, Draft, Happened, When, Wish};
use crate::matter::requests::{
    RequestState, Verdict, approver_note, asker, decides, is_above_both, none_pending,
};
use crate::matter::standing::{said, school_of};
use crate::matter::{Matter, MatterRefusal as No};
use crate::rules::{Approver, MatterKind};
use crate::text::{TextDigest, Written};

/// 延期申请.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExtensionRequest {
    /// 1, 2, 3 … within the matter.
    pub ordinal: u32,
    /// By how many units of the limit.
    pub amount: u32,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
    /// When it was asked.
    pub asked_at: Instant,
    /// How it stands.
    pub state: RequestState,
}

/// 申请延期.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskExtension {
    /// By how many units of the limit.
    pub amount: u32,
    /// Why.
    pub reason: Written,
    /// What the citizen is told.
    pub notice: Written,
}

/// 审批延期.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecideExtension {
    /// Which request.
    pub request: u32,
    /// Yes or no.
    pub verdict: Verdict,
}

/// 已申请延期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionAsked {
    /// Its number.
    pub request: u32,
    /// By how many units of the limit.
    pub amount: u32,
    /// Why.
    pub reason: TextDigest,
    /// What the citizen is told.
    pub notice: TextDigest,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who decides.
    pub approver: PersonId,
}

/// 已延期.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionGranted {
    /// The request.
    pub request: u32,
    /// By how many units of the limit.
    pub amount: u32,
    /// Who approved.
    pub approver: PersonId,
    /// By law: the statutory limit is lengthened too.
    pub is_by_law: bool,
    /// Where 办结 stands now.
    pub projection: Projection,
    /// The rules in force.
    pub rules: TextDigest,
}

/// 延期未获批准.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionRefused {
    /// The request.
    pub request: u32,
    /// Who decided.
    pub approver: PersonId,
    /// Why.
    pub reason: TextDigest,
}

/// 延期逾期未批. It shows on the approver's desk.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ExtensionLapsed {
    /// The request.
    pub request: u32,
    /// Who did not decide.
    pub approver: PersonId,
    /// The due instant that passed.
    pub fell_due_at: Instant,
}

impl Wish for AskExtension {
    fn texts(&self) -> Vec<&Written> {
        vec![&self.reason, &self.notice]
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        said(&self.reason, "延期原因")?;
        said(&self.notice, "告诉群众的话")?;
        let mut draft = Draft::of(matter, cx);
        must_be_accepted(&mut draft, cx)?;
        let matter = draft.state();
        let clock = before_due(matter, cx)?;
        none_pending(&matter.extension_requests, "延期", |request| request.state)?;
        let rules = cx.rules.on(cx.now.date());
        let used = next_ordinal(clock.extensions.len()).saturating_sub(1);
        let allowed = rules.extension.times;
        if used >= allowed {
            let clause = rules.extension.source.clone();
            return Err(No::ExtensionSpent { used, allowed, clause });
        }
        check_amount(matter, cx, clock, self.amount)?;
        granted(matter, cx, clock, self.amount)?;
        let asked_by = asker(matter, cx)?;
        let approver = approver(matter, cx, &asked_by)?;
        let asked = ExtensionAsked {
            request: next_ordinal(matter.extension_requests.len()),
            amount: self.amount,
            reason: self.reason.digest(),
            notice: self.notice.digest(),
            asked_by,
            approver,
        };
        draft.push(asked);
        draft.done()
    }
}

/// 办结计时, still before its due instant; asking at or after it is overdue already.
fn before_due<'m>(matter: &'m Matter, cx: &Context<'_>) -> Result<&'m Clock, No> {
    let name = ClockName::Completion;
    let clock = matter.open_clock(name).ok_or(No::ClockNotRunning { clock: name })?;
    let due_at = clock.projection.due_at;
    match clock.is_due(cx.now) {
        false => Ok(clock),
        true => Err(No::LimitAlreadyPassed { clock: name, due_at }),
    }
}

/// 最多延多久: what the law gives, else a share of the limit, rounded down, at least one unit.
fn check_amount(matter: &Matter, cx: &Context<'_>, clock: &Clock, amount: u32) -> Result<(), No> {
    let rule = &cx.rules.on(cx.now.date()).extension;
    let (most, clause) = match &matter.matter_type(cx)?.extension {
        Some(by_law) => (by_law.limit.amount, &by_law.source),
        None => (share(clock.limit.amount, rule.percent).max(1), &rule.source),
    };
    if amount == 0 {
        return Err(No::ExtensionEmpty);
    }
    if amount > most {
        let of = |amount: u32| Limit { amount, unit: clock.limit.unit };
        let (asked, most, clause) = (of(amount), of(most), clause.clone());
        return Err(No::ExtensionTooLong { asked, most, clause });
    }
    Ok(())
}

/// The extension as it would be granted now; never past the statutory limit.
fn granted(
    matter: &Matter,
    cx: &Context<'_>,
    clock: &Clock,
    amount: u32,
) -> Result<(bool, Projection), No> {
    let is_by_law = matter.matter_type(cx)?.extension.is_some();
    let mut longer = clock.clone();
    let approver = PersonId::from("");
    longer.extensions.push(Extended { at: cx.now, amount, approver, is_by_law });
    let pauses = longer.calendar_pauses();
    let projection = longer.reproject(cx, &pauses).projection;
    let calendar = cx.rules.calendar();
    let wanted = calendar.due(longer.started_at, longer.extended_limit(), &pauses).at;
    match projection.statutory_due_at.filter(|statutory| wanted > *statutory) {
        Some(statutory_due_at) => Err(No::PassesStatutory { statutory_due_at }),
        None => Ok((is_by_law, projection)),
    }
}

/// 审批人: 局长 for licences and where the law says so, 校长 in a school, 分管领导 in the bureau.
/// One's own request goes one level up.
fn approver(matter: &Matter, cx: &Context<'_>, asked_by: &PersonId) -> Result<PersonId, No> {
    let (_, responsible) = matter.held()?;
    let (unit, organization) = (&responsible.holder.unit, cx.organization);
    let matter_type = matter.matter_type(cx)?;
    let named = match (&matter_type.extension, matter_type.kind) {
        (Some(by_law), _) => by_law.approver,
        (None, MatterKind::Licence) => Approver::Director,
        (None, _) => Approver::InCharge,
    };
    let in_charge = organization.leader_in_charge(unit);
    let first = match named {
        Approver::Director => organization.director(),
        Approver::UnitHead => organization.head_of(unit),
        Approver::InCharge => match school_of(cx, unit) {
            Some(school) => organization.head_of(school),
            None => in_charge,
        },
    };
    let is_other = |person: &&PersonId| is_above_both(responsible, asked_by, person);
    let found = first
        .filter(is_other)
        .or_else(|| in_charge.filter(is_other))
        .or_else(|| organization.director().filter(is_other));
    Ok(found.ok_or(No::ApproverMissing)?.clone())
}

impl Happened for ExtensionAsked {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.extension_requests.push(ExtensionRequest {
            ordinal: self.request,
            amount: self.amount,
            asked_by: self.asked_by.clone(),
            approver: self.approver.clone(),
            asked_at: when.at,
            state: RequestState::Open,
        });
    }
}

impl Wish for DecideExtension {
    fn texts(&self) -> Vec<&Written> {
        self.verdict.texts()
    }

    fn decide(self, matter: &Matter, cx: &Context<'_>) -> Decided {
        matter.in_hand()?;
        let mut open = matter.extension_requests.iter().filter(|request| {
            request.state == RequestState::Open && request.ordinal == self.request
        });
        let request = open.next().ok_or(No::NoSuchRequest { request: self.request })?;
        decides(cx, &request.approver)?;
        let clock = before_due(matter, cx)?;
        let mut draft = Draft::of(matter, cx);
        draft.push_some(approver_note(cx, &request.approver));
        let approver = request.approver.clone();
        match &self.verdict {
            Verdict::Approve => {
                let (is_by_law, projection) = granted(matter, cx, clock, request.amount)?;
                draft.push(ExtensionGranted {
                    request: self.request,
                    amount: request.amount,
                    approver,
                    is_by_law,
                    projection,
                    rules: cx.rules.digest(),
                });
            }
            Verdict::Refuse(reason) => {
                said(reason, "不同意的理由")?;
                let (request, reason) = (self.request, reason.digest());
                draft.push(ExtensionRefused { request, approver, reason });
            }
        }
        draft.done()
    }
}

impl Matter {
    fn settle_extension(&mut self, number: u32, state: RequestState) {
        let mut requests = self.extension_requests.iter_mut();
        if let Some(request) = requests.find(|request| request.ordinal == number) {
            request.state = state;
        }
    }
}

impl Happened for ExtensionGranted {
    fn remember(&self, matter: &mut Matter, when: When<'_>) {
        matter.settle_extension(self.request, RequestState::Approved);
        if let Some(clock) = matter.clocks.get_mut(&ClockName::Completion) {
            clock.extensions.push(Extended {
                at: when.at,
                amount: self.amount,
                approver: self.approver.clone(),
                is_by_law: self.is_by_law,
            });
            clock.projection = self.projection;
        }
    }
}

impl Happened for ExtensionRefused {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.settle_extension(self.request, RequestState::Refused);
    }
}

impl Happened for ExtensionLapsed {
    fn remember(&self, matter: &mut Matter, _when: When<'_>) {
        matter.settle_extension(self.request, RequestState::Lapsed);
    }
}
