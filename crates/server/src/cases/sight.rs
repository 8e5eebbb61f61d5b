//! 看到的案. The whole file, or what the person himself and the head who signs may see.

use xiaoneng_app::Denied;
use xiaoneng_app::cases::{CaseDossier, Charge, OwnCase};
use xiaoneng_domain::accountability::{Case, CaseAct, CaseCommand, Imposed, Subject};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::CaseNumber;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::{AccountabilityRule, Sanction};

use crate::Site;

/// From which side.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(super) enum Side {
    /// 案卷
    File,
    /// 本人所见
    Own,
}

/// 看到的案.
pub(super) enum Sight {
    /// 案卷
    File(Box<CaseDossier>),
    /// 本人所见
    Own(Box<OwnCase>),
}

impl Side {
    /// The case from this side; none where it is not there for him.
    pub(super) async fn of(
        self,
        site: &Site,
        actor: &Actor,
        number: &CaseNumber,
    ) -> Result<Option<Sight>, Denied> {
        let app = site.app();
        Ok(match self {
            Self::File => {
                app.case_dossier(actor, number).await?.map(|file| Sight::File(Box::new(file)))
            }
            Self::Own => app.own_case(actor, number).await?.map(|own| Sight::Own(Box::new(own))),
        })
    }

    /// Where its list stands.
    pub(super) fn list(self) -> &'static str {
        match self {
            Self::File => "/s/cases",
            Self::Own => "/w/cases",
        }
    }
}

impl Sight {
    pub(super) fn version(&self) -> u32 {
        match self {
            Self::File(file) => file.version(),
            Self::Own(own) => own.version(),
        }
    }

    /// The case itself; none for the person, who sees only what is told him.
    pub(super) fn case(&self) -> Option<&Case> {
        match self {
            Self::File(file) => Some(&file.case),
            Self::Own(_) => None,
        }
    }

    pub(super) fn organization(&self) -> &Organization {
        match self {
            Self::File(file) => file.organization(),
            Self::Own(own) => own.organization(),
        }
    }

    pub(super) fn subject(&self) -> Option<&Subject> {
        match self {
            Self::File(file) => file.case.clue.as_ref().map(|clue| &clue.subject),
            Self::Own(own) => Some(&own.subject),
        }
    }

    pub(super) fn charges(&self) -> Vec<Charge> {
        match self {
            Self::File(file) => file.charges(),
            Self::Own(own) => own.charges.clone(),
        }
    }

    pub(super) fn choices(&self, charge: &Charge) -> (Vec<Imposed>, Vec<Sanction>) {
        match self {
            Self::File(file) => file.choices(charge),
            Self::Own(own) => own.choices(charge),
        }
    }

    pub(super) fn rule(&self) -> Option<&AccountabilityRule> {
        match self {
            Self::File(file) => file.substance(),
            Self::Own(own) => own.substance(),
        }
    }

    pub(super) fn permits(&self, actor: &Actor, act: CaseAct) -> bool {
        match self {
            Self::File(file) => file.permits(actor, act),
            Self::Own(own) => own.permits(actor, act),
        }
    }

    pub(super) fn allows(&self, actor: &Actor, wish: CaseCommand) -> Result<(), Refusal> {
        match self {
            Self::File(file) => file.allows(actor, wish),
            Self::Own(own) => own.allows(actor, wish),
        }
    }
}
