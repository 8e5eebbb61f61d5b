//! 已知. Rules and organization as the ledger has them, read on as they change.

use std::sync::Arc;

use xiaoneng_calendar::Date;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::event::fold;
use xiaoneng_domain::governance::{Governance, GovernanceCommand, GovernanceDecider, Proposed};
use xiaoneng_domain::organization::{Organization, OrganizationDecider};
use xiaoneng_domain::rules::{RuleFile, Rules};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::TextDigest;
use xiaoneng_store::{Fault, FaultKind};

use crate::App;
use crate::denied::Denied;
use crate::institution::Luggage;
use crate::memory::Known;
use crate::rule_files::{self, RuleFilesError};

impl App {
    /// Rules and organization as the ledger has them now.
    pub async fn known(&self) -> Result<Known, Denied> {
        let memory = self.memory();
        if self.store().is_exclusive() && memory.is_fresh() {
            return Ok(memory.get());
        }
        memory.about_to_read();
        let read = self.read_on().await;
        if read.is_err() {
            memory.note_change();
        }
        read
    }

    async fn read_on(&self) -> Result<Known, Denied> {
        let mut known = self.memory().get();
        let store = self.store();
        let organization =
            store.read_stream_after(&StreamId::Organization, known.organization_head).await?;
        let governance = store.read_stream_after(&StreamId::Rules, known.governance_head).await?;
        if organization.events.is_empty() && governance.events.is_empty() {
            return Ok(known);
        }
        known.organization_head = organization.head;
        known.governance_head = governance.head;
        let before = Organization::clone(&known.organization);
        known.organization = Arc::new(fold::<OrganizationDecider>(before, &organization.events)?);
        let before = Governance::clone(&known.governance);
        let after = fold::<GovernanceDecider>(before, &governance.events)?;
        if after.editions != known.governance.editions || after.current != known.governance.current
        {
            known.rules = Arc::new(self.rules_of(&after).await?);
        }
        known.governance = Arc::new(after);
        self.memory().set(known.clone());
        Ok(known)
    }

    /// The rules as they were adopted, one edition after the other.
    async fn rules_of(&self, governance: &Governance) -> Result<Rules, Denied> {
        let mut rules: Option<Rules> = None;
        for edition in &governance.editions {
            let later = self.read_rules(edition.digest).await?;
            rules = Some(match rules {
                None => later,
                Some(earlier) => earlier.succeeded_by(edition.from, &later),
            });
        }
        let newest = match governance.current {
            Some(digest) => Some(self.read_rules(digest).await?),
            None => None,
        };
        Ok(match (rules, newest) {
            (Some(rules), Some(newest)) => rules.with_calendars_of(&newest),
            (Some(rules), None) | (None, Some(rules)) => rules,
            (None, None) => rule_files::read_national().map_err(damaged)?,
        })
    }

    async fn read_rules(&self, digest: TextDigest) -> Result<Rules, Denied> {
        let kept = self.store().read_rulebook(&digest.to_string()).await?;
        let Some(text) = kept else {
            return Err(damaged(format!("规则汇编 {digest} 的原文不在库中")));
        };
        let files: Vec<(String, String)> = serde_json::from_str(&text).map_err(damaged)?;
        let files: Vec<RuleFile> =
            files.into_iter().map(|(path, text)| RuleFile { path, text }).collect();
        let rules = Rules::read(&files).map_err(RuleFilesError::Faulty).map_err(damaged)?;
        if rules.digest() != digest {
            return Err(damaged(format!("规则汇编 {digest} 的原文被改动过")));
        }
        Ok(rules)
    }

    /// 首次启用. A new installation begins with a body of rules in force for all history; one
    /// that has rules keeps them.
    pub async fn found_rules(&self, files: &[RuleFile]) -> Result<(), Denied> {
        if !self.known().await?.governance.editions.is_empty() {
            return Ok(());
        }
        let rules = Rules::read(files).map_err(RuleFilesError::Faulty).map_err(damaged)?;
        let from = rules.editions().next().map_or(Date::from_epoch_days(0), |(from, _)| from);
        let found = GovernanceCommand::Found { digest: rules.digest(), from };
        let luggage = Luggage { rulebooks: vec![packed(files, &rules)?], ..Luggage::default() };
        self.carry_out_with::<GovernanceDecider>(&StreamId::Rules, &Actor::System, found, &luggage)
            .await?;
        Ok(())
    }

    /// 提请启用. Proposes a body of rules, with its texts; another person approves.
    pub async fn propose_rules(
        &self,
        actor: &Actor,
        subject: Proposed,
        files: &[RuleFile],
    ) -> Result<TextDigest, Denied> {
        let rules = Rules::read(files).map_err(RuleFilesError::Faulty).map_err(damaged)?;
        let digest = rules.digest();
        let luggage = Luggage { rulebooks: vec![packed(files, &rules)?], ..Luggage::default() };
        let propose = GovernanceCommand::Propose { subject, digest };
        self.carry_out_with::<GovernanceDecider>(&StreamId::Rules, actor, propose, &luggage)
            .await?;
        Ok(digest)
    }
}

/// The texts of rules as they are kept, under their digest.
fn packed(files: &[RuleFile], rules: &Rules) -> Result<(String, String), Denied> {
    let texts: Vec<(&str, &str)> =
        files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let text = serde_json::to_string(&texts).map_err(damaged)?;
    Ok((rules.digest().to_string(), text))
}

fn damaged(error: impl std::fmt::Display) -> Denied {
    Fault::new(FaultKind::Damaged, error.to_string()).into()
}
