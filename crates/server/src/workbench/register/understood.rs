//! 看懂. What a clerk's few letters mean: the matter type, who gets it, the situation.

use xiaoneng_app::Known;
use xiaoneng_app::working_time::Instant;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::matter::Channel;
use xiaoneng_domain::organization::{Function, Unit};
use xiaoneng_domain::rules::{MatterType, Owner, Rulebook, Situation};

use crate::kit::errors::Errors;
use crate::kit::staff::Staff;
use crate::workbench::initials::{Match, Named, find};
use crate::workbench::register::typed::Typed;
use crate::workbench::suggest;
use crate::workbench::words::DeskWords;

const LONGEST_NAME: usize = 20;
const SHORTEST_STORY: usize = 5;
const LONGEST_STORY: usize = 5_000;
const MOBILE_DIGITS: usize = 11;

/// The desk at which somebody registers.
pub(crate) struct Desk<'a> {
    pub(crate) known: &'a Known,
    pub(crate) staff: &'a Staff,
    /// The others of his unit, with their names.
    pub(crate) colleagues: &'a [(PersonId, String)],
    pub(crate) now: Instant,
    pub(crate) w: DeskWords,
}

/// 交给谁.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum To<'a> {
    /// 我自己办
    Myself,
    /// 不清楚，交办公室分派
    Office(&'a Unit),
    /// 本单位的一位
    Colleague { person: &'a PersonId, name: &'a str, is_away: bool },
    /// 别的单位
    Unit(&'a Unit),
}

/// Whether it is finished on the spot.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Wish {
    Save,
    Finish,
}

/// What the form means, as far as it can be told.
#[derive(Clone, Debug)]
pub(crate) struct Understood<'a> {
    pub(crate) entry: Option<&'a MatterType>,
    /// The entry was not typed, but suggested by the story.
    pub(crate) is_suggested: bool,
    pub(crate) to: Option<To<'a>>,
    /// Nobody was typed; it goes where the catalogue says.
    pub(crate) is_to_by_catalogue: bool,
    pub(crate) situation: Option<Situation>,
    pub(crate) errors: Errors,
}

impl<'a> Desk<'a> {
    /// The rules of today.
    pub(crate) fn rules(&self) -> &'a Rulebook {
        self.known.rules.on(self.now.date())
    }

    /// What the form means.
    pub(crate) fn understand(&self, typed: &Typed, wish: Wish) -> Understood<'a> {
        let mut errors = Errors::default();
        let mut told = |field, says: Result<(), String>| {
            if let Err(words) = says {
                errors.add(field, words);
            }
        };
        told("phone", self.phone(&typed.phone));
        let is_name_long = typed.name.chars().count() > LONGEST_NAME;
        told("name", if is_name_long { Err(self.w.err_name_long().into()) } else { Ok(()) });
        told("story", self.story(&typed.story));
        let (entry, is_suggested) = match self.entry(typed) {
            Ok(found) => found,
            Err(says) => {
                told("item", Err(says));
                (None, false)
            }
        };
        let (to, is_to_by_catalogue) = match self.to(typed, entry, wish) {
            Ok(found) => found,
            Err(says) => {
                told("to", Err(says));
                (None, false)
            }
        };
        let situation = Situation::of_letter(&typed.situation)
            .or_else(|| to.as_ref().map(|to| self.situation(to, wish)));
        Understood { entry, is_suggested, to, is_to_by_catalogue, situation, errors }
    }

    fn phone(&self, phone: &str) -> Result<(), String> {
        let digits: String = phone.chars().filter_map(narrow_digit).collect();
        let digits = digits.strip_prefix("86").filter(|rest| rest.len() == MOBILE_DIGITS);
        let whole: String = phone.chars().filter_map(narrow_digit).collect();
        let digits = digits.unwrap_or(&whole);
        match digits.as_bytes() {
            [] if phone.is_empty() => Ok(()),
            // 座机: an area code and seven or eight digits.
            [b'0', ..] if (10..=12).contains(&digits.len()) => Ok(()),
            [b'1', ..] if digits.len() == MOBILE_DIGITS => Ok(()),
            [b'1', ..] => Err(self.w.err_phone_length(digits.len())),
            _ => Err(self.w.err_phone_form().to_owned()),
        }
    }

    fn story(&self, story: &str) -> Result<(), String> {
        match story.chars().count() {
            0 => Err(self.w.err_story_empty().to_owned()),
            count if count < SHORTEST_STORY => Err(self.w.err_story_short().to_owned()),
            count if count > LONGEST_STORY => Err(self.w.err_story_long(count)),
            _ => Ok(()),
        }
    }

    fn entry(&self, typed: &Typed) -> Result<(Option<&'a MatterType>, bool), String> {
        let rules = self.rules();
        if typed.item.is_empty() {
            return match suggest::suggest(rules, &typed.story) {
                Some(entry) => Ok((Some(entry), true)),
                None => Err(self.w.err_item_none().to_owned()),
            };
        }
        match suggest::typed(rules, &typed.item) {
            Match::One(entry) => Ok((Some(entry), false)),
            Match::None => Err(self.w.err_item_unknown(&typed.item)),
            Match::Several(entries) => {
                let names = entries.iter().map(|entry| entry.name.as_str());
                Err(self.w.err_several(&typed.item, some_of(names)))
            }
        }
    }

    fn to(
        &self,
        typed: &Typed,
        entry: Option<&MatterType>,
        wish: Wish,
    ) -> Result<(Option<To<'a>>, bool), String> {
        let organization = &self.known.organization;
        if typed.situation == "I" && typed.to.is_empty() {
            let office = organization.unit_for(Function::EfficacyOffice);
            return Ok((office.map(|office| self.unit(office)), true));
        }
        match (typed.to.as_str(), wish) {
            ("", Wish::Finish) | ("0", _) => return Ok((Some(To::Myself), false)),
            ("9", Wish::Save) => {
                let office = suggest::general_office(organization);
                return Ok((office.map(To::Office), false));
            }
            ("", Wish::Save) => {
                return match entry.and_then(|entry| self.by_catalogue(entry)) {
                    Some(to) => Ok((Some(to), true)),
                    None => Err(self.w.err_to_none().to_owned()),
                };
            }
            (_, Wish::Finish) => return Err(self.w.err_finish_other().to_owned()),
            (_, Wish::Save) => {}
        }
        if let Some((person, name)) = self.colleagues.iter().find(|(_, name)| *name == typed.to) {
            return Ok((Some(self.colleague(person, name)), false));
        }
        match suggest::typed_unit(organization, &typed.to) {
            Match::One(unit) => Ok((Some(self.unit(unit)), false)),
            Match::Several(units) => {
                let names = units.iter().map(|unit| unit.name.as_str());
                Err(self.w.err_several(&typed.to, some_of(names)))
            }
            Match::None => match self.colleague_typed(&typed.to) {
                Some(to) => Ok((Some(to), false)),
                None => Err(self.w.err_unit_unknown(&typed.to)),
            },
        }
    }

    /// Where the catalogue alone says who handles such a thing.
    pub(crate) fn by_catalogue(&self, entry: &MatterType) -> Option<To<'a>> {
        match &entry.owner {
            Owner::Receiver => Some(To::Myself),
            Owner::School => None,
            Owner::Function(_) | Owner::Unit(_) => {
                suggest::owner(&self.known.organization, entry).map(|unit| self.unit(unit))
            }
        }
    }

    fn unit(&self, unit: &'a Unit) -> To<'a> {
        if unit.id == self.staff.unit { To::Myself } else { To::Unit(unit) }
    }

    fn colleague(&self, person: &'a PersonId, name: &'a str) -> To<'a> {
        let is_away = self.known.organization.is_away(person, self.now);
        To::Colleague { person, name, is_away }
    }

    fn colleague_typed(&self, typed: &str) -> Option<To<'a>> {
        let named = |(person, name): &'a (PersonId, String)| Named {
            thing: (person, name.as_str()),
            code: person.as_str(),
            name,
            others: &[],
        };
        match find(typed, self.colleagues.iter().map(named)) {
            Match::One((person, name)) => Some(self.colleague(person, name)),
            Match::None | Match::Several(_) => None,
        }
    }

    /// 首问情形, by who gets it.
    fn situation(&self, to: &To<'_>, wish: Wish) -> Situation {
        match (to, wish) {
            (To::Myself, Wish::Finish) => Situation::A,
            (To::Myself, Wish::Save) => Situation::B,
            (To::Colleague { is_away: false, .. }, _) => Situation::C,
            (To::Colleague { is_away: true, .. }, _) => Situation::D,
            (To::Unit(_), _) => Situation::E,
            (To::Office(_), _) => Situation::F,
        }
    }

    /// The unit that answers first: the clerk's own.
    pub(crate) fn own_unit(&self) -> &UnitId {
        &self.staff.unit
    }

    /// Whether the clerk ought to ask for the school that was asked before: the matter is the
    /// school's own, and it has come to the bureau.
    pub(crate) fn asks_for_school(&self, entry: Option<&MatterType>) -> bool {
        let at_school = self.known.organization.is_school(&self.staff.unit);
        !at_school && entry.is_some_and(|entry| entry.owner == Owner::School)
    }
}

/// Whether the person is there to be handed something.
pub(crate) fn is_written(channel: Channel) -> bool {
    match channel {
        Channel::Visit
        | Channel::Letter
        | Channel::Hotline
        | Channel::Assigned
        | Channel::Portal
        | Channel::QrCode
        | Channel::Interface
        | Channel::History => true,
        Channel::Phone => false,
    }
}

fn narrow_digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '０'..='９' => char::from_u32(u32::from(letter) - 0xFEE0),
        _ => None,
    }
}

/// The first of several names.
fn some_of<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.take(4).collect();
    names.join("、")
}
