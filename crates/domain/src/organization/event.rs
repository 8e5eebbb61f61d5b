//! What happens to the organization.

use serde::{Deserialize, Serialize};

use crate::decider::{Context, Decider, Fact};
use crate::organization::Organization;
use crate::refusal::Refusal;

/// What somebody wishes of the organization.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OrganizationCommand {}

/// What has happened to the organization.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OrganizationEvent {}

/// 组织.
pub struct OrganizationDecider;

impl Decider for OrganizationDecider {
    type State = Organization;
    type Command = OrganizationCommand;
    type Event = OrganizationEvent;

    fn decide(
        _state: &Organization,
        command: OrganizationCommand,
        _cx: &Context<'_>,
    ) -> Result<Vec<OrganizationEvent>, Refusal> {
        match command {}
    }

    fn evolve(_state: Organization, fact: &Fact<OrganizationEvent>) -> Organization {
        match fact.event {}
    }
}
