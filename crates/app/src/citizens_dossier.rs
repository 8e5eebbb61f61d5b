//! 群众的卷宗. A matter for whoever came with a code: all that is for him if it is his own; of one
//! that he follows only how it stands and what he added himself.

use xiaoneng_domain::matter::{Matter, MatterEvent};

use crate::App;
use crate::denied::Denied;
use crate::dossier::Dossier;
use crate::query_code::CodeHolder;

/// 凭码的人与这一件的关系.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// 诉求人: he brought it.
    Petitioner,
    /// 跟进人.
    Follower,
}

/// 群众的卷宗.
#[derive(Clone, Debug)]
pub struct CitizensDossier {
    /// The matter; of the texts only those he may read.
    pub dossier: Dossier,
    /// Whose it is.
    pub standing: Standing,
}

impl App {
    /// 群众的卷宗; none where the code opens nothing any more.
    pub async fn dossier_of_holder(
        &self,
        holder: &CodeHolder,
    ) -> Result<Option<CitizensDossier>, Denied> {
        let Some(mut dossier) = self.bare_dossier(&holder.matter).await? else { return Ok(None) };
        let Some(standing) = standing(&dossier.matter, holder) else { return Ok(None) };
        dossier.texts = self.texts_of(&holder.matter).await?;
        if standing == Standing::Follower {
            let own = dossier.matter.follower(&holder.person).and_then(|own| own.text);
            let published = dossier.history.iter().filter_map(|fact| {
                let MatterEvent::Published(facts) = &fact.event else { return None };
                Some(facts.text)
            });
            let readable: Vec<_> = published.chain(own).collect();
            dossier.texts.retain(&readable);
        }
        Ok(Some(CitizensDossier { dossier, standing }))
    }
}

/// None once the code is dead or the person was erased.
fn standing(matter: &Matter, holder: &CodeHolder) -> Option<Standing> {
    matter.code_class(&holder.person)?;
    if matter.follower(&holder.person).is_some() {
        return Some(Standing::Follower);
    }
    let petitioner = matter.filing.as_ref()?.petitioner.as_ref();
    (petitioner == Some(&holder.person)).then_some(Standing::Petitioner)
}
