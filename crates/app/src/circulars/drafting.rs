//! 拟稿. By a section from facts chosen in the ledger; and by the system, after the gravest urging
//! order.

use std::collections::BTreeSet;

use xiaoneng_calendar::Date;
use xiaoneng_domain::circular::{
    CircularDecider, CircularRefusal, DraftCircular, ItemWish, NamedPerson,
};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{CircularNumber, TaskNumber, UnitId};
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::UrgingLevel;
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::task::TaskDecider;
use xiaoneng_domain::text::Written;

use crate::App;
use crate::circulars::{FactKey, PREFIX};
use crate::denied::Denied;

/// 系统拟稿的标题.
const TITLE: &str = "关于督办事项逾期未办的通报";
/// 系统拟稿的整改要求.
const DEMAND: &str = "请查明逾期原因，立即办理，按督办要求书面反馈，并在本单位举一反三。";

/// 通报稿 as somebody wishes it: which facts, and not what they say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CircularDraft {
    /// 发文科室.
    pub office: UnitId,
    /// 标题.
    pub title: Written,
    /// 通报事项.
    pub items: Vec<ItemDraft>,
    /// 通报范围.
    pub scope: BTreeSet<UnitId>,
}

/// 通报事项.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemDraft {
    /// The unit it is about.
    pub unit: UnitId,
    /// 事实.
    pub facts: Vec<FactKey>,
    /// 点名.
    pub person: Option<NamedPerson>,
    /// 整改要求.
    pub demand: Written,
    /// By when; none: as the rules give.
    pub due_on: Option<Date>,
}

impl App {
    /// 拟稿, with a new number.
    pub async fn draft_circular(
        &self,
        actor: &Actor,
        draft: CircularDraft,
    ) -> Result<CircularNumber, Denied> {
        let wish = self.read_facts(actor, draft).await?;
        let number = self.next_number(self.clock().now().date()).await?;
        let number = CircularNumber::from(format!("{PREFIX}{number}"));
        let wish = DraftCircular { number: number.clone(), ..wish };
        let stream = StreamId::Circular(number.clone());
        self.carry_out::<CircularDecider>(&stream, actor, wish).await?;
        Ok(number)
    }

    /// 改稿, while it lies with nobody else.
    pub async fn redraft_circular(
        &self,
        actor: &Actor,
        (number, seen): (&CircularNumber, Option<u32>),
        draft: CircularDraft,
    ) -> Result<(), Denied> {
        let wish = self.read_facts(actor, draft).await?;
        let wish = DraftCircular { number: number.clone(), ..wish };
        self.act_on_circular(actor, (number, seen), wish).await?;
        Ok(())
    }

    /// The wish with each fact as the ledger has it; one that does not stand there is none.
    async fn read_facts(
        &self,
        actor: &Actor,
        draft: CircularDraft,
    ) -> Result<DraftCircular, Denied> {
        let mut items = Vec::new();
        for item in draft.items {
            let mut facts = Vec::new();
            for key in &item.facts {
                let Some(fact) = self.fact(actor, key).await? else {
                    let no = CircularRefusal::FactAmiss { unit: item.unit };
                    return Err(Refusal::from(no).into());
                };
                facts.push(fact);
            }
            let ItemDraft { unit, person, demand, due_on, .. } = item;
            items.push(ItemWish { unit, facts, person, demand, due_on });
        }
        let CircularDraft { office, title, scope, .. } = draft;
        Ok(DraftCircular { number: "".into(), office, title, items, scope })
    }

    /// 三级督办单发出以后，系统拟一份通报稿. Drafted twice it stands once: its number follows from the
    /// task and the order.
    pub(crate) async fn draft_circular_after(
        &self,
        task: &TaskNumber,
        order: u32,
    ) -> Result<(), Denied> {
        let source = StreamId::Task(task.clone());
        let folder = self.folder::<TaskDecider>(&source).await?;
        let is_grave = |level: UrgingLevel| level.next().is_none();
        let mut orders = folder.state.orders.iter();
        let is_called_for = orders.any(|one| one.ordinal == order && is_grave(one.level));
        let Some(proposal) = folder.state.proposal.as_ref().filter(|_| is_called_for) else {
            return Ok(());
        };
        let number = CircularNumber::from(format!("{PREFIX}-{task}-{order}"));
        let stream = StreamId::Circular(number.clone());
        if self.folder::<CircularDecider>(&stream).await?.state.draft.is_some() {
            return Ok(());
        }
        let facts: Vec<_> =
            self.facts_in(&source).await?.into_iter().map(|fact| fact.reference).collect();
        let organization = folder.organization();
        let office = organization.unit_for(proposal.facts.function);
        let office = office.map_or(&proposal.facts.section, |unit| &unit.id).clone();
        let unit = organization.heir_of(&proposal.facts.lead.unit).clone();
        let scope = BTreeSet::from([unit.clone(), office.clone()]);
        let demand = self.written(DEMAND);
        let items = vec![ItemWish { unit, facts, person: None, demand, due_on: None }];
        let draft = DraftCircular { number, office, title: self.written(TITLE), items, scope };
        self.carry_out::<CircularDecider>(&stream, &Actor::System, draft).await?;
        Ok(())
    }
}
