//! 投诉有门. How a complaint comes in: by whoever wants to, named, sealed or anonymous.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant, TimeOfDay};

use crate::complaint::draft::{Decided, Draft, Happened, When, Wish};
use crate::complaint::recusal::{is_concerned, outside_reason};
use crate::complaint::wording::{fits, said};
use crate::complaint::{
    Clock, ClockName, Complaint, ComplaintRefusal as No, FaultCategory, HandedOutside, Stage,
    Subjects,
};
use crate::decider::{Actor, Context};
use crate::id::{ComplaintReference, MatterNumber, PersonId, UnitId};
use crate::matter::{MediaType, NewAttachment};
use crate::organization::Function;
use crate::text::{TextDigest, Written};

/// 身份方式.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityMode {
    /// 实名
    Named,
    /// 身份封存
    Sealed,
    /// 匿名: nothing is stored.
    Anonymous,
}

/// 投诉渠道 (domain.md 8.2).
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintChannel {
    /// 网上
    Web,
    /// 电话
    Hotline,
    /// 来信
    Letter,
    /// 电子邮件
    Email,
    /// 来访
    Visit,
    /// 意见箱
    Box,
    /// 窗口
    Window,
}

/// 提出投诉.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// 编号, by chance: `TS` and eight characters.
    pub reference: ComplaintReference,
    /// 投诉人, by an id made by chance; the actor himself where he files it himself.
    pub complainant: PersonId,
    /// Named, sealed or anonymous.
    pub identity: IdentityMode,
    /// How it came.
    pub channel: ComplaintChannel,
    /// On which day a letter, a call or a visit was received; none: today.
    pub received_on: Option<Date>,
    /// 集体来访 representatives; none for one person.
    pub representatives: Option<u32>,
    /// 被投诉单位.
    pub unit: UnitId,
    /// 被投诉人, where chosen.
    pub persons: BTreeSet<PersonId>,
    /// 姓名或职务 in the complainant's own words.
    pub described: Option<Written>,
    /// 发生日期.
    pub happened_on: Option<Date>,
    /// 事实经过.
    pub facts: Written,
    /// 诉求.
    pub demand: Option<Written>,
    /// 类别 as the complainant sees it.
    pub categories: BTreeSet<FaultCategory>,
    /// 相关办件, only where he ticked it.
    pub matter: Option<MatterNumber>,
    /// 愿意接回访电话.
    pub wants_call: bool,
    /// “我在这里工作”: the keyed id by which retaliation is watched for.
    pub works_here: Option<Written>,
    /// 附件.
    pub attachments: Vec<NewAttachment>,
}

/// 投诉登记 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filing {
    /// 编号.
    pub reference: ComplaintReference,
    /// 投诉人.
    pub complainant: PersonId,
    /// 登记人, of what came by paper or telephone.
    pub registered_by: Option<PersonId>,
    /// Named, sealed or anonymous.
    pub identity: IdentityMode,
    /// How it came.
    pub channel: ComplaintChannel,
    /// 收到日期.
    pub received_on: Date,
    /// Registered on a later day than it was received.
    pub is_registered_late: bool,
    /// When it was registered.
    pub filed_at: Instant,
    /// 集体来访代表.
    pub representatives: Option<u32>,
    /// 效能办 that takes it in; none where there is none.
    pub office: Option<UnitId>,
    /// 被投诉单位 as filed.
    pub unit: UnitId,
    /// 姓名或职务 in the complainant's own words.
    pub described: Option<TextDigest>,
    /// 发生日期.
    pub happened_on: Option<Date>,
    /// 事实经过.
    pub facts: TextDigest,
    /// 诉求.
    pub demand: Option<TextDigest>,
    /// 类别 as the complainant sees it.
    pub categories: BTreeSet<FaultCategory>,
    /// 相关办件, only where he ticked it; in no row.
    pub matter: Option<MatterNumber>,
    /// 愿意接回访电话.
    pub wants_call: bool,
    /// The keyed id of a complainant who works here and asked to be watched over.
    pub works_here: Option<TextDigest>,
    /// 附件.
    pub attachments: Vec<AttachedFile>,
}

/// 附件.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AttachedFile {
    /// The salted digest of its bytes.
    pub digest: TextDigest,
    /// 类型.
    pub media_type: MediaType,
    /// How long it is.
    pub bytes: u64,
}

/// 投诉已登记.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Filed {
    /// 编号.
    pub reference: ComplaintReference,
    /// 投诉人.
    pub complainant: PersonId,
    /// Named, sealed or anonymous.
    pub identity: IdentityMode,
    /// How it came.
    pub channel: ComplaintChannel,
    /// 收到日期.
    pub received_on: Date,
    /// 集体来访代表.
    pub representatives: Option<u32>,
    /// 效能办 that takes it in.
    pub office: Option<UnitId>,
    /// 被投诉单位.
    pub unit: UnitId,
    /// 被投诉人.
    pub persons: BTreeSet<PersonId>,
    /// 姓名或职务.
    pub described: Option<TextDigest>,
    /// 发生日期.
    pub happened_on: Option<Date>,
    /// 事实经过.
    pub facts: TextDigest,
    /// 诉求.
    pub demand: Option<TextDigest>,
    /// 类别 as the complainant sees it.
    pub categories: BTreeSet<FaultCategory>,
    /// 相关办件.
    pub matter: Option<MatterNumber>,
    /// 愿意接回访电话.
    pub wants_call: bool,
    /// The keyed id.
    pub works_here: Option<TextDigest>,
    /// 附件.
    pub attachments: Vec<AttachedFile>,
    /// 受理决定 is owed by then.
    pub accept: Clock,
    /// The rules in force.
    pub rules: TextDigest,
}

impl IdentityMode {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Sealed => "sealed",
            Self::Anonymous => "anonymous",
        }
    }
}

impl ComplaintReference {
    /// `TS` and eight characters that cannot be mistaken for one another: no I, L, O, U, 0 or 1.
    pub fn is_well_formed(&self) -> bool {
        has_form(self.as_str(), "TS")
    }
}

/// The prefix and eight characters of digits and capital letters that are read as they are written.
pub(super) fn has_form(text: &str, prefix: &str) -> bool {
    const ALPHABET: &str = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    const LENGTH: usize = 8;
    text.strip_prefix(prefix).is_some_and(|rest| {
        rest.len() == LENGTH && rest.chars().all(|letter| ALPHABET.contains(letter))
    })
}

impl Complaint {
    /// 投诉人, by the id made by chance.
    pub fn complainant(&self) -> Option<&PersonId> {
        self.filing.as_ref().map(|filing| &filing.complainant)
    }

    /// The filing of a complaint that somebody still owes something.
    pub(super) fn open(&self) -> Result<&Filing, No> {
        let filing = self.filing.as_ref().ok_or(No::unseen())?;
        match self.stage.is_open() {
            true => Ok(filing),
            false => Err(No::AlreadyEnded { stage: self.stage }),
        }
    }
}

impl Wish for File {
    fn texts(&self) -> Vec<&Written> {
        let optional = [&self.described, &self.demand, &self.works_here];
        [&self.facts].into_iter().chain(optional.into_iter().flatten()).collect()
    }

    fn decide(self, complaint: &Complaint, cx: &Context<'_>) -> Decided {
        if complaint.filing.is_some() {
            return Err(No::AlreadyFiled);
        }
        self.check(cx)?;
        let today = cx.now.date();
        let received_on = self.received_on.unwrap_or(today);
        let rule = super::acceptance::rule_on(cx, received_on)?;
        let start = match received_on == today {
            true => cx.now,
            false => Instant::at(received_on, TimeOfDay::MIDNIGHT),
        };
        let accept = Clock::start(cx, start, rule.accept.limit);
        let mut draft = Draft::of(complaint, cx);
        draft.push(Box::new(Filed {
            reference: self.reference,
            complainant: self.complainant,
            identity: self.identity,
            channel: self.channel,
            received_on,
            representatives: self.representatives,
            office: cx.organization.unit_for(Function::EfficacyOffice).map(|unit| unit.id.clone()),
            unit: self.unit,
            persons: self.persons,
            described: self.described.as_ref().map(Written::digest),
            happened_on: self.happened_on,
            facts: self.facts.digest(),
            demand: self.demand.as_ref().map(Written::digest),
            categories: self.categories,
            matter: self.matter,
            wants_call: self.wants_call,
            works_here: self.works_here.as_ref().map(Written::digest),
            attachments: attached(self.attachments)?,
            accept,
            rules: cx.rules.digest(),
        }));
        let reason = outside_reason(cx.organization, &draft.state().subjects);
        if let Some(reason) = reason {
            draft.push(HandedOutside::now(cx, draft.state(), reason));
        }
        draft.done()
    }
}

impl File {
    fn check(&self, cx: &Context<'_>) -> Result<(), No> {
        if !self.reference.is_well_formed() {
            return Err(No::ReferenceMalformed { reference: self.reference.clone() });
        }
        self.check_who(cx)?;
        said(&self.facts, "发生了什么")?;
        for text in [&self.described, &self.demand].into_iter().flatten() {
            fits(text)?;
        }
        if cx.organization.unit(&self.unit).is_none() {
            return Err(No::NoSuchUnit { unit: self.unit.clone() });
        }
        let is_known = |person: &&PersonId| cx.organization.person(person).is_none();
        if let Some(person) = self.persons.iter().find(is_known) {
            return Err(No::NoSuchPerson { person: person.clone() });
        }
        let today = cx.now.date();
        let days = [self.received_on, self.happened_on].into_iter().flatten();
        if let Some(on) = days.into_iter().find(|on| *on > today) {
            return Err(No::InTheFuture { on });
        }
        if self.wants_call && self.identity == IdentityMode::Anonymous {
            return Err(No::CallWithoutContact);
        }
        let rule = super::acceptance::rule_on(cx, today)?;
        match self.representatives.filter(|count| *count > rule.representatives_max) {
            Some(count) => {
                let (most, clause) = (rule.representatives_max, rule.source.clone());
                Err(No::TooManyRepresentatives { count, most, clause })
            }
            None => Ok(()),
        }
    }

    /// Who files for himself is the complainant; who takes down another's is neither he nor anybody
    /// concerned.
    fn check_who(&self, cx: &Context<'_>) -> Result<(), No> {
        match cx.actor {
            Actor::Citizen(person) if *person != self.complainant => Err(No::NotHisOwn),
            Actor::Citizen(_) | Actor::System => Ok(()),
            Actor::Staff(person) => {
                let units = BTreeSet::from([self.unit.clone()]);
                let subjects = Subjects { units, persons: self.persons.clone() };
                let is_concerned = is_concerned(cx.organization, &subjects, person);
                if is_concerned || *person == self.complainant {
                    return Err(No::RegistrarConcerned);
                }
                match self.channel {
                    ComplaintChannel::Web => Err(No::NotHisOwn),
                    ComplaintChannel::Hotline
                    | ComplaintChannel::Letter
                    | ComplaintChannel::Email
                    | ComplaintChannel::Visit
                    | ComplaintChannel::Box
                    | ComplaintChannel::Window => Ok(()),
                }
            }
        }
    }
}

/// What came with it, as it is written down.
pub(super) fn attached(attachments: Vec<NewAttachment>) -> Result<Vec<AttachedFile>, No> {
    if attachments.iter().any(|attachment| attachment.bytes == 0) {
        return Err(No::AttachmentEmpty);
    }
    let file = |new: NewAttachment| {
        let NewAttachment { digest, media_type, bytes } = new;
        AttachedFile { digest, media_type, bytes }
    };
    Ok(attachments.into_iter().map(file).collect())
}

impl Happened for Filed {
    fn remember(&self, complaint: &mut Complaint, when: When<'_>) {
        complaint.stage = Stage::Registered;
        complaint.subjects.units.insert(self.unit.clone());
        complaint.subjects.persons.clone_from(&self.persons);
        complaint.clocks.insert(ClockName::Acceptance, self.accept.clone());
        complaint.filing = Some(Filing {
            reference: self.reference.clone(),
            complainant: self.complainant.clone(),
            registered_by: when.staff(),
            identity: self.identity,
            channel: self.channel,
            received_on: self.received_on,
            is_registered_late: self.received_on < when.at.date(),
            filed_at: when.at,
            representatives: self.representatives,
            office: self.office.clone(),
            unit: self.unit.clone(),
            described: self.described,
            happened_on: self.happened_on,
            facts: self.facts,
            demand: self.demand,
            categories: self.categories.clone(),
            matter: self.matter.clone(),
            wants_call: self.wants_call,
            works_here: self.works_here,
            attachments: self.attachments.clone(),
        });
    }
}
