//! 督办. What the director orders in the year, and what the units that lead make of it.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{TaskNumber, UnitId};
use xiaoneng_domain::rules::{SourceKind, Urgency};
use xiaoneng_domain::task::{Party, Proposal, ReportProgress, Sign, TaskCommand};

use super::county::{BUREAU, UNITS};
use super::dice::Dice;
use super::year::Year;
use crate::denied::Denied;

/// One order in so many days.
const DAYS_FOR_AN_ORDER: usize = 9;

/// 一项批示.
struct Order {
    title: &'static str,
    content: &'static str,
    demand: &'static str,
    section: &'static str,
    urgency: Urgency,
}

const ORDERS: [Order; 8] = [
    Order {
        title: "核查午托收费公示",
        content: "核查本校午托收费的项目、标准和依据是否公示，缺的补上。",
        demand: "公示在校门口和班级群，附照片",
        section: "JY03",
        urgency: Urgency::Normal,
    },
    Order {
        title: "汛前排查围墙和边坡",
        content: "逐处查看围墙、边坡、排水沟，列出隐患和临时措施。",
        demand: "隐患处先拉线隔开，写明责任人",
        section: "JY04",
        urgency: Urgency::Urgent,
    },
    Order {
        title: "课后服务延时到六点",
        content: "拟定课后服务延时方案，征求家长意见后报教育科。",
        demand: "家长自愿，不得强制",
        section: "JY03",
        urgency: Urgency::Normal,
    },
    Order {
        title: "食堂陪餐记录",
        content: "自查本学期校领导陪餐记录是否逐日填写。",
        demand: "缺记录的写明原因",
        section: "JY05",
        urgency: Urgency::Normal,
    },
    Order {
        title: "校车例行检查",
        content: "核对校车年检、驾驶员资质和随车照管员名单。",
        demand: "到期的车当天停用",
        section: "JY04",
        urgency: Urgency::Urgent,
    },
    Order {
        title: "会议精神落实情况",
        content: "报告本单位落实作风建设会议要求的三件实事。",
        demand: "写明做了什么、谁做的、效果怎样",
        section: "JY01",
        urgency: Urgency::Normal,
    },
    Order {
        title: "随迁子女入学一次告知",
        content: "检查入学窗口是否一次告知全部材料，留存告知单。",
        demand: "材料清单贴在窗口",
        section: "JY03",
        urgency: Urgency::Normal,
    },
    Order {
        title: "整治办公区长明灯",
        content: "查一查下班后的灯、空调和电脑，订出值日办法。",
        demand: "每周公布一次",
        section: "JY01",
        urgency: Urgency::Difficult,
    },
];

/// When orders are given: the place of each among [`ORDERS`] with its day and the unit that leads.
pub(super) fn planned(days: usize, dice: &mut Dice) -> Vec<(usize, usize, UnitId)> {
    let led: Vec<&str> = UNITS.iter().skip(5).map(|unit| unit.code).collect();
    let count = days / DAYS_FOR_AN_ORDER;
    let order = |at: usize| {
        let day = (at * DAYS_FOR_AN_ORDER + dice.below(DAYS_FOR_AN_ORDER)).min(days - 1);
        (at, day, UnitId::from(*dice.pick(&led)))
    };
    (0..count).map(order).collect()
}

impl Year<'_> {
    /// The director orders something; none where the rules refuse it.
    pub(super) async fn order(
        &mut self,
        (at, lead): (usize, &UnitId),
    ) -> Result<Option<TaskNumber>, Denied> {
        let order = &ORDERS[at % ORDERS.len()];
        let written = |text: &str| self.app.written(text);
        let document = format!("局长批示第 {} 号", at + 1);
        let proposal = Proposal {
            title: written(order.title),
            source_kind: SourceKind::Instruction,
            source_document: written(&document),
            source_key: self.app.source_key(&document, order.title),
            source_on: None,
            urgency: order.urgency,
            content: written(order.content),
            demand: written(order.demand),
            quality: written("附佐证材料"),
            section: order.section.into(),
            lead: Party { unit: lead.clone(), person: None },
            assisting: Vec::new(),
            due_on: None,
            later: None,
            report_every: None,
        };
        let leaders = self.people.of(&UnitId::from(BUREAU));
        let Some(director) = leaders.first().cloned() else { return Ok(None) };
        match self.app.instruct_task(&Actor::Staff(director), proposal).await {
            Ok(number) => {
                self.report.acts += 1;
                Ok(Some(number))
            }
            Err(Denied::Refused(refusal)) => {
                self.refused(&refusal);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// The head of the unit that leads signs, and tells once how far it is.
    pub(super) async fn take_order(
        &mut self,
        number: &TaskNumber,
        lead: &UnitId,
        is_signed: bool,
    ) -> Result<(), Denied> {
        let Some(head) = self.people.of(lead).first().cloned() else { return Ok(()) };
        let command: TaskCommand = match is_signed {
            false => Sign { unit: lead.clone() }.into(),
            true => {
                let text = self.app.written("已经布置到人，查了一半，问题列了清单，下周补齐。");
                ReportProgress { text }.into()
            }
        };
        match self.app.act_on_task(&Actor::Staff(head), (number, None), command).await {
            Ok(_) => self.report.acts += 1,
            Err(Denied::Refused(refusal)) => self.refused(&refusal),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// When the unit that leads signs and tells: some at once, some late, one in six never.
pub(super) fn taken(dice: &mut Dice, at: Instant) -> Vec<Instant> {
    match dice.below(6) {
        0 => Vec::new(),
        1 => vec![at.plus_minutes(3 * 24 * 60)],
        _ => vec![at.plus_minutes(dice.between(30, 300)), at.plus_minutes(4 * 24 * 60)],
    }
}
