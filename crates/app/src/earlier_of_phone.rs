//! 同号旧件. What whoever calls now brought before, by the number he gives.

use xiaoneng_calendar::Limit;
use xiaoneng_domain::authority::MatterParts;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::Matter;
use xiaoneng_domain::views::RegisterRow;
use xiaoneng_store::{Contact, RegisterFilter};

use crate::App;
use crate::denied::Denied;
use crate::file::window_begin;

/// More than this nobody reads while somebody waits at the window.
const SHOWN: usize = 5;
const LOOKED_THROUGH: u32 = 50;

/// 同号旧件.
#[derive(Clone, Debug)]
pub struct EarlierOfPhone {
    /// Within what time they were brought.
    pub window: Limit,
    /// The newest, newest first.
    pub matters: Vec<EarlierOne>,
    /// How many there are.
    pub count: usize,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct EarlierOne {
    /// Its row.
    pub row: RegisterRow,
    /// Whether he who asks may open it.
    pub may_open: bool,
    /// Whether something can be added to it: it is open.
    pub is_open: bool,
}

impl App {
    /// What was brought with that phone number within the window of linking. What was told under
    /// seal, or about the asker's own unit, is not among it.
    pub async fn earlier_of_phone(
        &self,
        actor: &Actor,
        phone: &str,
    ) -> Result<Option<EarlierOfPhone>, Denied> {
        let sight = self.sight_of(actor).await?;
        let Some(contact) = Contact::read(phone).filter(|_| sight.staff.is_some()) else {
            return Ok(None);
        };
        let known = self.known().await?;
        let now = self.clock().now();
        let window = known.rules.on(now.date()).closing.link_window.limit;
        let since = window_begin(known.rules.calendar(), now, window);
        let mut matters = Vec::new();
        for person in self.store().find_by_contact(&contact).await? {
            let filter = RegisterFilter::Petitioner(person);
            let rows = self.store().list_register(&filter, None, LOOKED_THROUGH).await?;
            for row in rows.into_iter().filter(|row| row.filed_at >= since) {
                let Some(matter) = self.matter(&row.matter).await? else { continue };
                let may_open = sight.admits(&MatterParts::of(&matter));
                if !is_told_under_seal(&matter) && !sight.is_recused(row.concerned.as_ref()) {
                    let is_open = row.ended_at.is_none();
                    matters.push(EarlierOne { row, may_open, is_open });
                }
            }
        }
        matters.sort_by(|one, other| newest(other).cmp(&newest(one)));
        let count = matters.len();
        matters.truncate(SHOWN);
        Ok(Some(EarlierOfPhone { window, matters, count }))
    }
}

fn is_told_under_seal(matter: &Matter) -> bool {
    matter.filing.as_ref().is_some_and(|filing| filing.is_sealed)
}

fn newest(one: &EarlierOne) -> (xiaoneng_calendar::Instant, &MatterNumber) {
    (one.row.filed_at, &one.row.matter)
}
