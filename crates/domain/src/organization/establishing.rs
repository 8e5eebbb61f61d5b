//! 开通. The bureau is established with its director and the three separate administrators in one
//! act; its doors to the public stay closed until it is ready, and are then opened by an act.

use serde::{Deserialize, Serialize};

use crate::authority::{OfficeAct, Subject, permits_office};
use crate::decider::Context;
use crate::id::PersonId;
use crate::organization::{
    FoundBureau, Organization, OrganizationCommand, OrganizationEvent, OrganizationRefusal as No,
    PersonAppointed, Role, evolved,
};

/// 建立机构并设三员. The doors to the public are closed until [`OpenPortal`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EstablishBureau {
    /// The bureau and its director.
    pub bureau: FoundBureau,
    /// 系统管理员
    pub system: PersonId,
    /// 安全管理员
    pub security: PersonId,
    /// 审计管理员
    pub audit: PersonId,
}

/// 对外开通.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenPortal {}

/// 一并办理. Several wishes in one act: all of them or none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Together {
    /// In order; each is decided on what those before it have made.
    pub wishes: Vec<OrganizationCommand>,
}

/// 暂不对外. Nothing can be filed by the public yet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PortalClosed {}

/// 已对外开通.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PortalOpened {}

type Decided = Result<Vec<OrganizationEvent>, No>;

impl EstablishBureau {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        let unit = self.bureau.unit.clone();
        let mut events = self.bureau.decide(state, cx)?;
        let administrators = [
            (self.system, Role::Sysadmin),
            (self.security, Role::Secadmin),
            (self.audit, Role::Auditadmin),
        ];
        for (person, role) in administrators {
            let appointed = |event: &OrganizationEvent| matches!(event, OrganizationEvent::PersonAppointed(facts) if facts.person == person);
            if events.iter().any(appointed) {
                return Err(No::AdministratorsAreThree);
            }
            let roles = [role].into();
            events.push(PersonAppointed { person, unit: unit.clone(), roles }.into());
        }
        events.push(PortalClosed {}.into());
        Ok(events)
    }
}

impl OpenPortal {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        permits_office(state, cx.actor, OfficeAct::OpenPortal, Subject::WHOLE)?;
        if state.is_portal_closed { Ok(vec![PortalOpened {}.into()]) } else { Ok(Vec::new()) }
    }
}

impl Together {
    pub(super) fn decide(self, state: &Organization, cx: &Context<'_>) -> Decided {
        let mut state = state.clone();
        let mut events = Vec::new();
        for wish in self.wishes {
            for event in wish.decide(&state, cx)? {
                state = evolved(state, &event);
                events.push(event);
            }
        }
        Ok(events)
    }
}

impl PortalClosed {
    pub(super) fn evolve(&self, state: &mut Organization) {
        state.is_portal_closed = true;
    }
}

impl PortalOpened {
    pub(super) fn evolve(&self, state: &mut Organization) {
        state.is_portal_closed = false;
    }
}
