//! 牌的权限. Who sees a card, and who may do what with it, in one table.
//!
//! A draft is seen by the person, his heads, supervision and the bureau's leaders; by nobody else,
//! and by nobody of the unit that the matter is about. “Not found” and “not yours” are one refusal.

use std::collections::BTreeSet;

use crate::authority::is_recused_from;
use crate::card::bench::Sitting;
use crate::card::{Bar, Bench, Card, CardRefusal};
use crate::decider::{Actor, Context};
use crate::id::PersonId;
use crate::organization::Person;

/// 牌上的行为.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CardAct {
    /// 拟牌
    Draft,
    /// 告知本人
    Tell,
    /// 陈述
    State,
    /// 放弃陈述
    Waive,
    /// 签发
    Sign,
    /// 不予签发
    Dismiss,
    /// 送达
    Serve,
    /// 申诉
    Appeal,
    /// 申诉决定
    DecideAppeal,
    /// 撤销
    Withdraw,
    /// 到点处理
    KeepTime,
}

/// 身份. What somebody is to one card.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CardPart {
    /// 系统
    System,
    /// 当事人
    Charged,
    /// 当事人的负责人, his own or one above
    Head,
    /// 效能办、督导室 with their heads, unless it is about himself
    Supervision,
    /// 局领导
    Leader,
    /// 决定人: one of the bench that signs or dismisses
    Decider,
    /// 复审人: one of the bench after that of the signer
    Reviewer,
}

/// 权限表的一行.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub struct CardTableRow {
    /// What is done.
    pub act: CardAct,
    /// Who may.
    pub allowed: &'static [CardPart],
    /// 依据.
    pub clause: &'static str,
}

use CardAct as Act;
use CardPart as By;

const ROWS: usize = 11;

/// The table.
pub const CARD_TABLE: [CardTableRow; ROWS] = [
    row(Act::Draft, &[By::System], "电子监察：牌稿由系统按规则拟制"),
    row(Act::Tell, &[By::System, By::Supervision], "先告知，后决定"),
    row(Act::State, &[By::Charged], "当事人有权陈述申辩"),
    row(Act::Waive, &[By::Charged], "当事人有权陈述申辩，也可以放弃"),
    row(Act::Sign, &[By::Decider], "牌由监察人员签发，不由系统签发"),
    row(Act::Dismiss, &[By::Decider], "牌由监察人员签发，不由系统签发"),
    row(Act::Serve, &[By::System, By::Supervision], "牌应当送达当事人并告知申诉途径"),
    row(Act::Appeal, &[By::Charged], "当事人可以申诉，申诉不加重处理"),
    row(Act::DecideAppeal, &[By::Reviewer], "申诉由没有参与原决定的人办理"),
    row(Act::Withdraw, &[By::Reviewer], "撤销由没有参与原决定的人办理"),
    row(Act::KeepTime, &[By::System], "期限由系统计算"),
];

const fn row(act: CardAct, allowed: &'static [CardPart], clause: &'static str) -> CardTableRow {
    CardTableRow { act, allowed, clause }
}

/// 无权办理. Why somebody may not do this with a card.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CardNotPermitted {
    /// 不可见. The same words whether the card does not exist or is not his to see.
    #[error("没有这张牌，或者您无权查看。请核对编号")]
    Unseen,
    /// The table does not name him.
    #[error("“{}”由{}办理，您不在其中。请把这件事交给他们", .act.name(), names_of(*.act))]
    NotInTable {
        /// What was wished.
        act: CardAct,
    },
    /// 回避.
    #[error("{}，按回避规定不能参与决定。这张牌由其他人决定", .bar.reason())]
    Barred {
        /// Why.
        bar: Bar,
    },
    /// Another bench decides it.
    #[error("这张牌由{}决定，现在轮不到您。需要了解情况可以查看全部经过", .bench.name())]
    OtherBench {
        /// Which.
        bench: Bench,
    },
    /// Everybody inside has to do with it.
    #[error("局内有权决定的人都须回避，这张牌不能在局内决定。请报县政府或者派驻纪检机构")]
    OutsideDecides,
}

impl CardNotPermitted {
    /// 依据.
    pub fn clause(&self) -> &'static str {
        match self {
            Self::Unseen => "牌只给本人、其负责人、监察人员和局领导看",
            Self::NotInTable { act } => clause_of(*act),
            Self::Barred { .. } | Self::OtherBench { .. } | Self::OutsideDecides => {
                "回避：当事人及其上下级、顶岗人和经手人不决定这张牌"
            }
        }
    }
}

/// Whether the actor may do this with the card.
pub fn permits(cx: &Context<'_>, act: CardAct, card: &Card) -> Result<(), CardNotPermitted> {
    if act == CardAct::Draft {
        let is_system = *cx.actor == Actor::System;
        return if is_system { Ok(()) } else { Err(CardNotPermitted::Unseen) };
    }
    if !may_see(cx, card) {
        return Err(CardNotPermitted::Unseen);
    }
    let nobody = BTreeSet::new();
    let sitting = match act {
        CardAct::Sign | CardAct::Dismiss => card.sitting(cx.organization, cx.now, &nobody),
        CardAct::DecideAppeal | CardAct::Withdraw => {
            card.sitting_on_appeal(cx.organization, cx.now, &nobody)
        }
        CardAct::Draft
        | CardAct::Tell
        | CardAct::State
        | CardAct::Waive
        | CardAct::Serve
        | CardAct::Appeal
        | CardAct::KeepTime => None,
    };
    if let Some(sitting) = sitting {
        return sits(cx, act, &sitting).map(|_| ());
    }
    let stands = parts(cx, card);
    let mut rows = CARD_TABLE.iter().filter(|row| row.act == act);
    match rows.any(|row| row.allowed.iter().any(|part| stands.contains(part))) {
        true => Ok(()),
        // Before it is signed nobody reviews it; the wish itself says so.
        false if matches!(act, CardAct::DecideAppeal | CardAct::Withdraw) => watching(cx, act),
        false => Err(CardNotPermitted::NotInTable { act }),
    }
}

fn watching(cx: &Context<'_>, act: CardAct) -> Result<(), CardNotPermitted> {
    let is_of_bench = acting(cx).is_some_and(|staff| own_bench(cx, staff).is_some());
    if is_of_bench { Ok(()) } else { Err(CardNotPermitted::NotInTable { act }) }
}

/// Whether the actor may read the card.
pub fn may_see(cx: &Context<'_>, card: &Card) -> bool {
    let Some(draft) = &card.draft else { return false };
    let Some(staff) = acting(cx) else { return *cx.actor == Actor::System };
    if staff.roles.iter().any(|role| role.is_administrator()) {
        return false;
    }
    let is_charged = staff.id == draft.facts.person;
    let concerned = draft.facts.concerned.as_ref();
    let is_recused = concerned.is_some_and(|unit| is_recused_from(cx.organization, cx.actor, unit));
    is_charged || (!is_recused && !parts(cx, card).is_empty())
}

/// Everything the actor is to the card.
pub fn parts(cx: &Context<'_>, card: &Card) -> BTreeSet<CardPart> {
    let Some(draft) = &card.draft else { return BTreeSet::new() };
    if *cx.actor == Actor::System {
        return BTreeSet::from([CardPart::System]);
    }
    let Some(staff) = acting(cx) else { return BTreeSet::new() };
    let (organization, unit) = (cx.organization, &draft.facts.unit);
    let is_charged = staff.id == draft.facts.person;
    let supervises = [Bench::EfficacyOffice, Bench::InspectionOffice]
        .into_iter()
        .any(|bench| bench.has(organization, staff) || bench.is_headed_by(organization, staff));
    let leads = Bench::Director.has(organization, staff)
        || Bench::OtherLeader.has(organization, staff)
        || organization.leader_in_charge(unit) == Some(&staff.id);
    let nobody = BTreeSet::new();
    let decides = |sitting: Option<Sitting<'_>>| {
        sitting.is_some_and(|sitting| seated(&sitting, staff).is_ok())
    };
    let found = [
        (CardPart::Charged, is_charged),
        (CardPart::Head, organization.heads(&staff.id, unit) && !is_charged),
        (CardPart::Supervision, supervises && !is_charged),
        (CardPart::Leader, leads && !is_charged),
        (CardPart::Decider, decides(card.sitting(organization, cx.now, &nobody))),
        (CardPart::Reviewer, decides(card.sitting_on_appeal(organization, cx.now, &nobody))),
    ];
    found.into_iter().filter(|(_, stands)| *stands).map(|(part, _)| part).collect()
}

/// Who takes part in a decision, and for which bench.
pub(crate) fn takes_part(
    cx: &Context<'_>,
    sitting: &Sitting<'_>,
) -> Result<(PersonId, Bench), CardRefusal> {
    let staff = acting(cx).ok_or(CardNotPermitted::Unseen)?;
    let bench = seated(sitting, staff)?;
    Ok((staff.id.clone(), bench))
}

/// By the table: those of the bench whose turn it is.
fn sits(cx: &Context<'_>, act: CardAct, sitting: &Sitting<'_>) -> Result<Bench, CardNotPermitted> {
    let not_in_table = CardNotPermitted::NotInTable { act };
    let staff = acting(cx).ok_or_else(|| not_in_table.clone())?;
    own_bench(cx, staff).ok_or(not_in_table)?;
    seated(sitting, staff)
}

fn seated(sitting: &Sitting<'_>, staff: &Person) -> Result<Bench, CardNotPermitted> {
    let organization = sitting.organization;
    let bench = sitting.bench();
    let is_his = |bench: &Bench| bench.has(organization, staff);
    if let Some(bench) = bench.filter(is_his) {
        return match sitting.bar(bench, staff) {
            None => Ok(bench),
            Some(bar) => Err(CardNotPermitted::Barred { bar }),
        };
    }
    let mut own = BENCHES.into_iter().filter(is_his);
    if let Some(bar) = own.find_map(|bench| sitting.bar(bench, staff)) {
        return Err(CardNotPermitted::Barred { bar });
    }
    Err(match bench {
        Some(bench) => CardNotPermitted::OtherBench { bench },
        None => CardNotPermitted::OutsideDecides,
    })
}

const BENCHES: [Bench; 4] =
    [Bench::EfficacyOffice, Bench::InspectionOffice, Bench::Director, Bench::OtherLeader];

fn own_bench(cx: &Context<'_>, staff: &Person) -> Option<Bench> {
    BENCHES.into_iter().find(|bench| bench.has(cx.organization, staff))
}

/// The member of staff in office who acts.
fn acting<'a>(cx: &Context<'a>) -> Option<&'a Person> {
    match cx.actor {
        Actor::Staff(person) => cx.organization.in_office(person),
        Actor::System | Actor::Citizen(_) => None,
    }
}

fn names_of(act: CardAct) -> String {
    let rows = CARD_TABLE.iter().filter(|row| row.act == act);
    let names: Vec<&str> = rows.flat_map(|row| row.allowed).map(|part| part.name()).collect();
    names.join("、")
}

fn clause_of(act: CardAct) -> &'static str {
    CARD_TABLE.iter().find(|row| row.act == act).map_or("", |row| row.clause)
}

impl CardAct {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "拟牌",
            Self::Tell => "告知本人",
            Self::State => "陈述",
            Self::Waive => "放弃陈述",
            Self::Sign => "签发",
            Self::Dismiss => "不予签发",
            Self::Serve => "送达",
            Self::Appeal => "申诉",
            Self::DecideAppeal => "申诉决定",
            Self::Withdraw => "撤销",
            Self::KeepTime => "到点处理",
        }
    }
}

impl CardPart {
    /// 中文名称.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "系统",
            Self::Charged => "当事人本人",
            Self::Head => "当事人的负责人",
            Self::Supervision => "效能办、督导室",
            Self::Leader => "局领导",
            Self::Decider => "没有利害关系的监察人员",
            Self::Reviewer => "没有参与签发的监察人员",
        }
    }
}

impl Bar {
    /// 事由, in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Charged => "您是当事人",
            Self::Head => "您是当事人的负责人",
            Self::InLine => "您在被扣单位或者它的上下级单位",
            Self::Cover => "您正在为当事人顶岗",
            Self::Handler => "您经手过这件事",
            Self::Office => "这张牌涉及您所在的办公室",
            Self::Signer => "这张牌由您签发",
            Self::Concerned => "这件事反映的是您所在的单位",
        }
    }
}
