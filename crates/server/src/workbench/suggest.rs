//! 事项建议. The matter type that a story seems to be, by the words of the catalogue.

use xiaoneng_domain::organization::{Function, Organization, Unit};
use xiaoneng_domain::rules::{MatterKind, MatterType, Owner, Rulebook};

use crate::workbench::initials::{Match, Named, find};

/// So much of a story is looked at; no longer one is taken in.
const LOOKED_AT: usize = 5_000;

/// The entries a clerk may choose from.
pub(crate) fn choices(rules: &Rulebook) -> impl Iterator<Item = &MatterType> {
    rules.matter_types.values().filter(|entry| entry.kind != MatterKind::History)
}

/// The entry that a story names best; none if it names none.
pub(crate) fn suggest<'a>(rules: &'a Rulebook, story: &str) -> Option<&'a MatterType> {
    let head = story.char_indices().nth(LOOKED_AT).map_or(story, |(end, _)| &story[..end]);
    let scored = choices(rules).map(|entry| (score(entry, head), entry));
    let best = scored.filter(|(score, _)| *score > 0).max_by(|(one, first), (other, second)| {
        // Of two that fit equally well, the one whose code comes first.
        one.cmp(other).then(second.code.cmp(&first.code))
    });
    best.map(|(_, entry)| entry)
}

/// Longer words say more than short ones.
fn score(entry: &MatterType, story: &str) -> usize {
    let names = std::iter::once(&entry.name).chain(&entry.synonyms);
    let found = names.filter(|word| story.contains(word.as_str()));
    found.map(|word| word.chars().count().pow(2)).sum()
}

/// The entry that somebody typed by code, name, another name, or initials.
pub(crate) fn typed<'a>(rules: &'a Rulebook, typed: &str) -> Match<&'a MatterType> {
    let named = |entry: &'a MatterType| Named {
        thing: entry,
        code: entry.code.as_str(),
        name: &entry.name,
        others: &entry.synonyms,
    };
    find(typed, choices(rules).map(named))
}

/// The unit that owns such matters, where the catalogue alone can say.
pub(crate) fn owner<'a>(organization: &'a Organization, entry: &MatterType) -> Option<&'a Unit> {
    match &entry.owner {
        Owner::Function(function) => organization.unit_for(*function),
        Owner::Unit(unit) => organization.open_unit(unit).ok(),
        Owner::School | Owner::Receiver => None,
    }
}

/// The unit that somebody typed by code, name or initials.
pub(crate) fn typed_unit<'a>(organization: &'a Organization, typed: &str) -> Match<&'a Unit> {
    let named = |unit: &'a Unit| Named {
        thing: unit,
        code: unit.id.as_str(),
        name: &unit.name,
        others: &[],
    };
    find(typed, organization.open_units().map(named))
}

/// 办公室, which assigns what nobody knows where to bring.
pub(crate) fn general_office(organization: &Organization) -> Option<&Unit> {
    organization.unit_for(Function::GeneralOffice).or_else(|| organization.bureau())
}
