//! 规则原文. The texts of the rules in force and of those proposed, for whoever reads and changes
//! them.

use std::collections::BTreeMap;

use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::governance::{GovernanceCommand, Proposed};
use xiaoneng_domain::rules::{Diagnostic, RuleFile, Rules};
use xiaoneng_domain::text::TextDigest;
use xiaoneng_store::{Fault, FaultKind};

use crate::App;
use crate::denied::Denied;

/// 一处改动. A file before and after; empty where it was or will not be there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChangedFile {
    /// Its path within the rules.
    pub path: String,
    /// As it is.
    pub before: String,
    /// As it would be.
    pub after: String,
}

impl App {
    /// The files of the rules adopted last, by their paths.
    pub async fn rule_texts(&self) -> Result<BTreeMap<String, String>, Denied> {
        match self.known().await?.governance.current {
            Some(digest) => self.body_of(digest).await,
            None => Ok(BTreeMap::new()),
        }
    }

    /// What a body of rules with one file changed would have wrong; nothing is kept.
    pub async fn check_rule_text(&self, path: &str, text: &str) -> Result<Vec<Diagnostic>, Denied> {
        let files = self.with_file(path, text).await?;
        Ok(Rules::read(&files).err().unwrap_or_default())
    }

    /// 提请 a change of one file; what it has wrong, or the digest it leads to.
    pub async fn propose_rule_text(
        &self,
        actor: &Actor,
        subject: Proposed,
        (path, text): (&str, &str),
    ) -> Result<Result<TextDigest, Vec<Diagnostic>>, Denied> {
        self.must_be_allowed(actor, OfficeAct::ProposeRules).await?;
        let files = self.with_file(path, text).await?;
        if let Err(faults) = Rules::read(&files) {
            return Ok(Err(faults));
        }
        Ok(Ok(self.propose_rules(actor, subject, &files).await?))
    }

    /// 批准 or 撤回 a proposal.
    pub async fn decide_proposal(
        &self,
        actor: &Actor,
        command: GovernanceCommand,
    ) -> Result<(), Denied> {
        self.govern(actor, command).await?;
        Ok(())
    }

    /// What a proposal changes against the body it was made from.
    pub async fn changes_of(&self, number: u32) -> Result<Option<Vec<ChangedFile>>, Denied> {
        let known = self.known().await?;
        let Some(proposal) = known.governance.proposals.get(&number) else { return Ok(None) };
        let before = match proposal.base {
            Some(base) => self.body_of(base).await?,
            None => BTreeMap::new(),
        };
        let after = self.body_of(proposal.digest).await?;
        let paths: std::collections::BTreeSet<&String> =
            before.keys().chain(after.keys()).collect();
        let text = |texts: &BTreeMap<String, String>, path: &String| {
            texts.get(path).cloned().unwrap_or_default()
        };
        let changed = paths.into_iter().filter(|path| before.get(*path) != after.get(*path));
        let changed = changed.map(|path| ChangedFile {
            path: path.clone(),
            before: text(&before, path),
            after: text(&after, path),
        });
        Ok(Some(changed.collect()))
    }

    async fn with_file(&self, path: &str, text: &str) -> Result<Vec<RuleFile>, Denied> {
        let mut texts = self.rule_texts().await?;
        texts.insert(path.to_owned(), text.replace("\r\n", "\n"));
        Ok(texts.into_iter().map(|(path, text)| RuleFile { path, text }).collect())
    }

    async fn body_of(&self, digest: TextDigest) -> Result<BTreeMap<String, String>, Denied> {
        let kept = self.store().read_rulebook(&digest.to_string()).await?;
        let missing =
            || Fault::new(FaultKind::Damaged, format!("规则汇编 {digest} 的原文不在库中"));
        let text = kept.ok_or_else(missing)?;
        let files: Vec<(String, String)> = serde_json::from_str(&text)
            .map_err(|error| Fault::new(FaultKind::Damaged, error.to_string()))?;
        Ok(files.into_iter().collect())
    }
}
