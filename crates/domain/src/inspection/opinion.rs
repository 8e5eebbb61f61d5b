//! 初步意见、申辩、督导意见书. No opinion is served before the school was heard, waived it, or let its
//! term pass.

use serde::{Deserialize, Serialize};
use xiaoneng_calendar::{Date, Instant};

use crate::decider::Context;
use crate::docket::DueAt;
use crate::draft::next_ordinal;
use crate::id::PersonId;
use crate::inspection::decision::{Decided, Draft, said, staff_of};
use crate::inspection::planning::inspection_rule;
use crate::inspection::{Inspection, InspectionRefusal as No, Issue, Stage};
use crate::text::{TextDigest, Written};

/// 反馈初步意见.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GivePreliminary {
    /// The opinion.
    pub text: Written,
}

/// 初步意见 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preliminary {
    /// The opinion.
    pub text: TextDigest,
    /// When.
    pub at: Instant,
    /// Until when the school may defend itself.
    pub defend_by: DueAt,
}

/// 申辩, or its waiver.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Defend {
    /// What the school says; none: it waives.
    pub statement: Option<Written>,
}

/// 申辩 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Defence {
    /// What the school says; none: waived, or the term passed.
    pub statement: Option<TextDigest>,
    /// Who said so; none: the term passed.
    pub by: Option<PersonId>,
    /// When.
    pub at: Instant,
}

/// 送达督导意见书.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ServeOpinion {
    /// The opinion.
    pub text: Written,
    /// 问题, each by itself.
    pub issues: Vec<Written>,
    /// 整改时限; none: as the rules give.
    pub rectify_on: Option<Date>,
}

/// 督导意见书 as it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opinion {
    /// The opinion.
    pub text: TextDigest,
    /// Who served it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// 整改时限; none where nothing was found.
    pub rectify_by: Option<DueAt>,
}

/// 已反馈初步意见.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PreliminaryGiven {
    /// The opinion.
    pub text: TextDigest,
    /// Who gave it.
    pub by: PersonId,
    /// Until when the school may defend itself.
    pub defend_by: DueAt,
}

/// 已申辩, or waived.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SchoolDefended {
    /// What the school says; none: it waives.
    pub statement: Option<TextDigest>,
    /// Who said so.
    pub by: PersonId,
}

/// 已送达督导意见书.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OpinionServed {
    /// The opinion.
    pub text: TextDigest,
    /// 问题, in order.
    pub issues: Vec<TextDigest>,
    /// 整改时限; none where nothing was found.
    pub rectify_by: Option<DueAt>,
    /// Who served it.
    pub by: PersonId,
    /// The rules in force.
    pub rules: TextDigest,
}

impl GivePreliminary {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        vec![&self.text]
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        inspection.at_stage(&[Stage::OnSite])?;
        said(&self.text, "初步意见")?;
        let rule = inspection_rule(cx)?;
        let defend_by = DueAt::after(cx, cx.now, rule.defence.limit);
        let mut draft = Draft::of(inspection, cx);
        draft.push(PreliminaryGiven { text: self.text.digest(), by: staff_of(cx)?, defend_by });
        draft.done()
    }
}

impl Defend {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        self.statement.iter().collect()
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        inspection.at_stage(&[Stage::PreliminaryOpinion])?;
        if let Some(statement) = &self.statement {
            said(statement, "申辩意见")?;
        }
        let statement = self.statement.as_ref().map(Written::digest);
        let mut draft = Draft::of(inspection, cx);
        draft.push(SchoolDefended { statement, by: staff_of(cx)? });
        draft.done()
    }
}

impl ServeOpinion {
    pub(crate) fn texts(&self) -> Vec<&Written> {
        std::iter::once(&self.text).chain(&self.issues).collect()
    }

    pub(crate) fn decide(self, inspection: &Inspection, cx: &Context<'_>) -> Decided {
        if let (Stage::PreliminaryOpinion, Some(given)) =
            (inspection.stage(), &inspection.preliminary)
        {
            return Err(No::DefenceTermRuns { until: given.defend_by.at });
        }
        inspection.at_stage(&[Stage::Defence])?;
        said(&self.text, "督导意见")?;
        for issue in &self.issues {
            said(issue, "问题")?;
        }
        let rule = inspection_rule(cx)?;
        let most = DueAt::after(cx, cx.now, rule.rectify.limit);
        let due = self.rectify_on.map_or(most, |day| DueAt::on(cx, day));
        if due.at > most.at || due.at <= cx.now {
            let clause = rule.rectify.source.clone();
            return Err(No::RectifyOutOfRange { most: most.at, clause });
        }
        let rectify_by = (!self.issues.is_empty()).then_some(due);
        let mut draft = Draft::of(inspection, cx);
        draft.push(OpinionServed {
            text: self.text.digest(),
            issues: self.issues.iter().map(Written::digest).collect(),
            rectify_by,
            by: staff_of(cx)?,
            rules: cx.rules.digest(),
        });
        draft.done()
    }
}

impl PreliminaryGiven {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.preliminary =
            Some(Preliminary { text: self.text, at, defend_by: self.defend_by });
    }
}

impl SchoolDefended {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        let by = Some(self.by.clone());
        inspection.defence = Some(Defence { statement: self.statement, by, at });
    }
}

impl OpinionServed {
    pub(crate) fn remember(&self, inspection: &mut Inspection, at: Instant) {
        inspection.opinion =
            Some(Opinion { text: self.text, by: self.by.clone(), at, rectify_by: self.rectify_by });
        let issues = self.issues.iter().enumerate();
        inspection.issues =
            issues.map(|(place, text)| Issue::found(next_ordinal(place), *text)).collect();
    }
}
