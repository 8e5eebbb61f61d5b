//! 查找. By number, by phone, by name, by words; narrowed by unit, date and light. What the actor
//! may not see is neither found nor counted.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::{MatterParts, Sight};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, PersonId, UnitId};
use xiaoneng_domain::light::Light;
use xiaoneng_store::{
    Contact, MatterLine, RegisterFilter, RegisterPlace, SearchPlace, SearchQuery,
};

use crate::App;
use crate::denied::Denied;
use crate::desk_overview::light_of_row;

/// Matters are counted up to this (“1000+”); no question looks through more.
const COUNTED: usize = 1_000;
const AT_ONCE: u32 = 200;
/// As many digits as no sequence of numbers has by chance.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 10..=13;

/// 称呼 are no longer than this.
const LONGEST_NAME: usize = 20;

/// What is looked for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// What was typed.
    pub words: String,
    /// 承办单位.
    pub unit: Option<UnitId>,
    /// 收件 at or after.
    pub from: Option<Instant>,
    /// 收件 before.
    pub until: Option<Instant>,
    /// 灯.
    pub light: Option<Light>,
}

/// How it was found.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub enum FoundBy {
    /// By number.
    Number,
    /// By the phone of who brought it.
    Phone,
    /// By the name of who brought it, where no words were found.
    Name,
    /// By words in it, or by nothing but date, unit and light.
    Words,
}

/// 查找结果.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Search {
    /// How.
    pub by: FoundBy,
    /// What was found, newest first, from the place asked for on.
    pub matters: Vec<MatterLine>,
    /// How many there are, up to a thousand.
    pub count: usize,
    /// Whether there are more than were counted.
    pub is_more: bool,
    /// The number after which the next page begins.
    pub next: Option<MatterNumber>,
}

impl Search {
    /// Nothing was asked.
    pub fn nothing() -> Self {
        Self { by: FoundBy::Words, matters: Vec::new(), count: 0, is_more: false, next: None }
    }
}

impl App {
    /// 查找. Newest first, a page from below a number on.
    pub async fn search_for(
        &self,
        actor: &Actor,
        wanted: &Wanted,
        below: Option<&MatterNumber>,
        limit: usize,
    ) -> Result<Search, Denied> {
        let sight = self.sight_of(actor).await?;
        let words = wanted.words.trim();
        let (by, candidates) = if sight.staff.is_none() && !sight.is_whole {
            (FoundBy::Words, Vec::new())
        } else if let Some(number) = number_in(words) {
            (FoundBy::Number, vec![number])
        } else if let Some(contact) = phone_in(words) {
            (FoundBy::Phone, self.brought_by(&contact).await?)
        } else if words.is_empty() {
            (FoundBy::Words, self.registered(wanted).await?)
        } else {
            let found = self.worded(&sight, words).await?;
            match found.is_empty() && words.chars().count() <= LONGEST_NAME {
                true => (FoundBy::Name, self.brought_by_name(words).await?),
                false => (FoundBy::Words, found),
            }
        };
        let is_cut = candidates.len() > COUNTED;
        let now = self.clock().now();
        let mut found = Vec::new();
        for numbers in candidates.chunks(AT_ONCE as usize) {
            for one in self.store().list_matters(numbers).await? {
                if wanted.fits(&one, now) && self.may_find(&sight, by, &one).await? {
                    found.push(one);
                }
            }
        }
        found.sort_by(|one, other| other.register.matter.cmp(&one.register.matter));
        let is_more = is_cut || found.len() > COUNTED;
        found.truncate(COUNTED);
        let count = found.len();
        let rest =
            found.into_iter().filter(|one| below.is_none_or(|below| one.register.matter < *below));
        let mut matters: Vec<MatterLine> = rest.take(limit + 1).collect();
        let has_next = matters.len() > limit;
        matters.truncate(limit);
        let last = matters.last().filter(|_| has_next);
        let next = last.map(|last| last.register.matter.clone());
        Ok(Search { by, matters, count, is_more, next })
    }

    /// The matters of whoever gave that phone.
    async fn brought_by(&self, contact: &Contact) -> Result<Vec<MatterNumber>, Denied> {
        let mut numbers = Vec::new();
        for person in self.store().find_by_contact(contact).await? {
            numbers.extend(self.brought_by_person(person).await?);
        }
        Ok(numbers)
    }

    /// The matters of everybody who is called so.
    async fn brought_by_name(&self, name: &str) -> Result<Vec<MatterNumber>, Denied> {
        let mut numbers = Vec::new();
        for person in self.store().find_by_name(name).await? {
            numbers.extend(self.brought_by_person(person).await?);
        }
        Ok(numbers)
    }

    async fn brought_by_person(&self, person: PersonId) -> Result<Vec<MatterNumber>, Denied> {
        let filter = RegisterFilter::Petitioner(person);
        let rows = self.store().list_register(&filter, None, AT_ONCE).await?;
        Ok(rows.into_iter().map(|row| row.matter).collect())
    }

    /// By words: the index knows which units may find a matter.
    async fn worded(&self, sight: &Sight, words: &str) -> Result<Vec<MatterNumber>, Denied> {
        let units = (!sight.is_whole).then(|| sight.units.iter().cloned().collect());
        let mut numbers = Vec::new();
        let mut after: Option<SearchPlace> = None;
        while numbers.len() <= COUNTED {
            let query = SearchQuery {
                words: words.to_owned(),
                units: Clone::clone(&units),
                after,
                limit: AT_ONCE,
            };
            let hits = self.store().search(&query).await?;
            after = hits.last().map(|hit| hit.place);
            let is_last = u32::try_from(hits.len()).is_ok_and(|count| count < AT_ONCE);
            numbers.extend(hits.into_iter().map(|hit| hit.matter));
            if is_last {
                break;
            }
        }
        Ok(numbers)
    }

    /// By nothing but date and unit: the newest of the register.
    async fn registered(&self, wanted: &Wanted) -> Result<Vec<MatterNumber>, Denied> {
        let filter = wanted.unit.clone().map_or(RegisterFilter::All, RegisterFilter::Unit);
        let first = |at: Instant| RegisterPlace { filed_at: at, matter: "".into() };
        let mut after = wanted.until.map(first);
        let mut numbers = Vec::new();
        while numbers.len() <= COUNTED {
            let rows = self.store().list_register(&filter, after.as_ref(), AT_ONCE).await?;
            let Some(last) = rows.last() else { break };
            after = Some(RegisterPlace { filed_at: last.filed_at, matter: last.matter.clone() });
            let is_early = wanted.from.is_some_and(|from| last.filed_at < from);
            numbers.extend(rows.into_iter().map(|row| row.matter));
            if is_early {
                break;
            }
        }
        Ok(numbers)
    }

    /// Whether the actor may find it; who it was that brought a sealed one is not found at all.
    async fn may_find(&self, sight: &Sight, by: FoundBy, one: &MatterLine) -> Result<bool, Denied> {
        let row = &one.register;
        if sight.is_recused(row.concerned.as_ref()) {
            return Ok(false);
        }
        let is_near = sight.is_whole
            || sight.units.contains(&row.unit)
            || sight.units.contains(&row.first_unit);
        match by {
            // The index has told already.
            FoundBy::Words if is_near => Ok(true),
            FoundBy::Number | FoundBy::Words => self.admits(sight, &row.matter).await,
            FoundBy::Phone | FoundBy::Name => {
                let matter = self.matter(&row.matter).await?;
                Ok(matter.is_some_and(|matter| {
                    let filing = matter.filing.as_ref();
                    let is_sealed = filing.is_some_and(|filing| filing.is_sealed);
                    !is_sealed && sight.admits(&MatterParts::of(&matter))
                }))
            }
        }
    }
}

impl Wanted {
    fn fits(&self, one: &MatterLine, now: Instant) -> bool {
        let row = &one.register;
        let light = one.desk.as_ref().map_or(Light::Done, |desk| light_of_row(desk, now));
        self.unit.as_ref().is_none_or(|unit| *unit == row.unit)
            && self.from.is_none_or(|from| row.filed_at >= from)
            && self.until.is_none_or(|until| row.filed_at < until)
            && self.light.is_none_or(|wanted| wanted == light)
    }
}

/// A whole number, with or without its dash.
fn number_in(words: &str) -> Option<MatterNumber> {
    let digits: String = words.chars().filter(|c| *c != '-' && !c.is_whitespace()).collect();
    let is_number = digits.len() >= 12 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let begins = digits.starts_with("20") || digits.starts_with("19");
    let has_dash = words.as_bytes().get(4) == Some(&b'-');
    let (year, rest) = digits.split_at_checked(4)?;
    (is_number && begins && (has_dash || digits.len() == 12))
        .then(|| MatterNumber::from(format!("{year}-{rest}")))
}

/// A whole telephone number.
fn phone_in(words: &str) -> Option<Contact> {
    let is_phone = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+');
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    let fits = words.chars().all(is_phone) && PHONE_DIGITS.contains(&digits);
    fits.then(|| Contact::read(words)).flatten()
}
