//! 结果. What the citizen is given, with everything that a refusal owes.

use xiaoneng_app::{Dossier, Standing};
use xiaoneng_domain::matter::OutcomeOnRecord;
use xiaoneng_domain::text::TextDigest;

use crate::portal::words::progress::ProgressWords;

/// 结果 on a page.
pub(crate) struct ResultShown {
    /// `给您的结果：已解决`
    pub(crate) title: String,
    /// In plain words.
    pub(crate) text: String,
    /// 依据, 还可以怎么办, 救济途径, 主管单位: each with its name.
    pub(crate) more: Vec<(&'static str, String)>,
    /// `用时 4 个工作日`; empty while it is open.
    pub(crate) used: String,
}

impl ResultShown {
    /// Only what was delivered, or is open to see by the code; to one who follows nothing is told.
    pub(crate) fn of(w: ProgressWords, dossier: &Dossier, standing: Standing) -> Option<Self> {
        let result = dossier.matter.result.as_ref()?;
        let filing = dossier.matter.filing.as_ref()?;
        if standing == Standing::Follower {
            return None;
        }
        let said =
            |digest: &TextDigest| dossier.texts.body(digest).unwrap_or(w.text_erased()).to_owned();
        let (outcome, more) = match &result.outcome {
            OutcomeOnRecord::Resolved => (w.outcome_resolved(), Vec::new()),
            OutcomeOnRecord::CannotBeDone(no) | OutcomeOnRecord::Declined(no) => {
                let declined = matches!(result.outcome, OutcomeOnRecord::Declined(_));
                let outcome = if declined { w.outcome_declined() } else { w.outcome_cannot() };
                let more = vec![
                    (w.basis(), said(&no.legal_basis)),
                    (w.alternative(), said(&no.alternative)),
                    (w.remedy(), said(&no.remedy)),
                ];
                (outcome, more)
            }
            OutcomeOnRecord::NotOurs(unit) => {
                let whom = format!("{} {}", said(&unit.name), said(&unit.contact));
                (w.outcome_not_ours(), vec![(w.competent(), whom)])
            }
        };
        let used = dossier.matter.delivered_at.map(|at| {
            let calendar = dossier.rules().calendar();
            w.used(calendar.working_days_between(filing.filed_at.date(), at.date()))
        });
        Some(Self {
            title: w.result_of(outcome),
            text: said(&result.text),
            more,
            used: used.unwrap_or_default(),
        })
    }
}
