//! 常办事项. A few entries of the catalogue on the home page, each with its promised limit.

use xiaoneng_app::Denied;
use xiaoneng_domain::rules::MatterKind;

use crate::Site;
use crate::kit::language::Language;
use crate::kit::limit;

/// How many stand on the home page.
const SHOWN: usize = 4;

/// One line.
pub(crate) struct GuideLine {
    /// Its code in the catalogue.
    pub(crate) code: String,
    /// Its name.
    pub(crate) name: String,
    /// The promised limit in words.
    pub(crate) limit: String,
}

/// Public services come first in the catalogue's order: what most people come for.
pub(crate) async fn guide_sample(
    site: &Site,
    language: Language,
) -> Result<Vec<GuideLine>, Denied> {
    let known = site.app().known().await?;
    let rules = known.rules.on(site.app().clock().now().date());
    let services = rules.matter_types.values().filter(|item| match item.kind {
        MatterKind::PublicService => true,
        MatterKind::Licence
        | MatterKind::Confirmation
        | MatterKind::InternalRequest
        | MatterKind::Question
        | MatterKind::Grievance
        | MatterKind::Suggestion
        | MatterKind::HotlineOrder
        | MatterKind::Petition
        | MatterKind::InformationRequest
        | MatterKind::History => false,
    });
    let line = |item: &xiaoneng_domain::rules::MatterType| GuideLine {
        code: item.code.to_string(),
        name: item.name.clone(),
        limit: limit::in_words(language, item.promised.limit),
    };
    Ok(services.take(SHOWN).map(line).collect())
}
