//! 拟稿的表单. For each unit the facts that the ledger has about it, to be ticked; a demand and a day;
//! a person only with the number of a decision. No figure is typed: they are counted.

use std::collections::BTreeSet;

use xiaoneng_app::Names;
use xiaoneng_app::circulars::{CircularDraft, FactKey, ItemDraft, LedgerFact};
use xiaoneng_domain::circular::{FactReference, Item, NamedPerson};
use xiaoneng_domain::id::UnitId;
use xiaoneng_domain::organization::{Organization, Person};
use xiaoneng_domain::text::Written;

use crate::circulars::CircularSheet;
use crate::circulars::words::CircularWords;
use crate::kit::docket::{Reading, unit_choices, unit_name};
use crate::kit::docket_words::DocketPageWords;
use crate::kit::form::{Choice, Field, Typed};

/// 拟稿的表单 as it is offered.
#[derive(Default)]
pub(super) struct DraftForm {
    pub(super) offices: Vec<UnitId>,
    pub(super) title: String,
    pub(super) items: Vec<ItemForm>,
    pub(super) scope: BTreeSet<UnitId>,
}

/// 一个单位 in it.
pub(super) struct ItemForm {
    unit: UnitId,
    offered: Vec<LedgerFact>,
    chosen: BTreeSet<FactKey>,
    demand: String,
    due: String,
    person: String,
    decision: String,
}

/// By what a form names a fact.
pub(super) fn key_words((stream, version): &FactKey) -> String {
    format!("{stream}@{version}")
}

/// The key of a fact.
pub(super) fn fact_key(fact: &FactReference) -> FactKey {
    (fact.stream.clone(), fact.version)
}

fn read_key(words: &str) -> Option<FactKey> {
    let (stream, version) = words.rsplit_once('@')?;
    Some((stream.parse().ok()?, version.parse().ok()?))
}

impl DraftForm {
    /// The form of the draft as it stands; an empty one where there is none.
    pub(super) fn of_draft(sheet: &CircularSheet<'_>) -> Self {
        let Some(draft) = &sheet.state().draft else { return Self::default() };
        let facts = &draft.facts;
        let item = |item: &Item| ItemForm {
            unit: item.unit.clone(),
            offered: sheet.extra.offered.get(&item.unit).cloned().unwrap_or_default(),
            chosen: item.facts.iter().map(fact_key).collect(),
            demand: sheet.text(&item.demand),
            due: item.due_on.map(|day| day.to_string()).unwrap_or_default(),
            person: item.person.as_ref().map(ToString::to_string).unwrap_or_default(),
            decision: item.decision.as_ref().map(|text| sheet.text(text)).unwrap_or_default(),
        };
        Self {
            offices: vec![facts.office.clone()],
            title: sheet.text(&facts.title),
            items: facts.items.iter().map(item).collect(),
            scope: facts.scope.clone(),
        }
    }

    /// Its fields.
    pub(super) fn fields(
        &self,
        w: CircularWords,
        known: (&Organization, &Names),
        typed: &Typed,
    ) -> Vec<Field> {
        let (organization, _) = known;
        let office = |unit: &UnitId| {
            let mut choice = Choice::new(unit.as_str(), unit_name(organization, unit));
            choice.is_chosen = self.offices.len() == 1;
            choice
        };
        let offices = self.offices.iter().map(office).collect();
        let mut fields = vec![
            Field::radios(typed, "office", w.office(), offices),
            Field::line(typed, "title", w.title())
                .hint(w.numbers_hint())
                .proposed(typed, &self.title),
        ];
        for item in &self.items {
            fields.extend(item.fields(w, known, typed));
        }
        let bureau = organization.bureau();
        let all = bureau.map(|bureau| Choice::new(bureau.id.as_str(), w.scope_all()));
        let mut scope: Vec<Choice> = all.into_iter().collect();
        scope.extend(unit_choices(organization, DocketPageWords(*w)));
        for choice in &mut scope {
            choice.is_chosen = self.scope.iter().any(|unit| unit.as_str() == choice.value);
        }
        fields.push(Field::checks(typed, "scope", w.scope(), scope).hint(w.scope_hint()));
        fields
    }

    /// The units it is about.
    pub(super) fn units(&self) -> impl Iterator<Item = &UnitId> {
        self.items.iter().map(|item| &item.unit)
    }
}

impl ItemForm {
    /// A unit with everything the ledger has about it ticked.
    pub(super) fn new(unit: UnitId, offered: Vec<LedgerFact>) -> Self {
        let chosen = offered.iter().map(LedgerFact::key).collect();
        let (demand, due, person, decision) = Default::default();
        Self { unit, offered, chosen, demand, due, person, decision }
    }

    fn fields(
        &self,
        w: CircularWords,
        (organization, names): (&Organization, &Names),
        typed: &Typed,
    ) -> Vec<Field> {
        let name = unit_name(organization, &self.unit);
        let fact = |fact: &LedgerFact| {
            let words = w.fact_line(&fact.reference, Some(fact.at));
            let mut choice = Choice::new(key_words(&fact.key()), words);
            choice.is_chosen = self.chosen.contains(&fact.key());
            choice
        };
        let facts: Vec<Choice> = self.offered.iter().map(fact).collect();
        let says = if facts.is_empty() { w.no_facts() } else { w.facts_hint() };
        let is_of_unit =
            |person: &&Person| !person.has_left && organization.is_within(&person.unit, &self.unit);
        let staff = organization.persons.values().filter(is_of_unit).map(|person| {
            let mut choice = Choice::new(person.id.as_str(), names.of(&person.id));
            choice.is_chosen = person.id.as_str() == self.person;
            choice
        });
        let fold = w.name_somebody();
        let is_open = !self.person.is_empty() || !typed.get(&self.id("person")).is_empty();
        vec![
            Field::checks(typed, &self.id("facts"), w.facts_of(&name), facts).hint(says),
            Field::lines(typed, &self.id("demand"), w.demand_of(&name))
                .hint(w.demand_hint())
                .proposed(typed, &self.demand),
            Field::day(typed, &self.id("due"), w.due_of(&name))
                .hint(w.due_hint())
                .optional()
                .proposed(typed, &self.due),
            Field::select(typed, &self.id("person"), w.person_of(&name), staff.collect())
                .hint(w.person_hint())
                .optional()
                .folded(fold, is_open),
            Field::line(typed, &self.id("decision"), w.decision())
                .optional()
                .proposed(typed, &self.decision)
                .folded(fold, is_open),
        ]
    }

    fn id(&self, field: &str) -> String {
        format!("{field}-{}", self.unit)
    }

    fn read(&self, w: CircularWords, reading: &mut Reading<'_>) -> Option<ItemDraft> {
        let ticked = self.id("facts");
        let facts: Vec<FactKey> = reading.typed.all(&ticked).filter_map(read_key).collect();
        if facts.is_empty() {
            reading.errors.add(&ticked, w.err_facts());
        }
        let demand = reading.text(&self.id("demand"));
        let due_on = reading.maybe_day(&self.id("due"));
        let decision = reading.maybe_text(&self.id("decision"));
        let person = reading.maybe_chosen(&self.id("person")).map(|person| {
            let decision = decision.unwrap_or_else(|| Written::new("", [0; 16]));
            NamedPerson { person, decision }
        });
        Some(ItemDraft { unit: self.unit.clone(), facts, person, demand: demand?, due_on })
    }
}

/// What is wished; none where something is to be mended.
pub(super) fn read(
    w: CircularWords,
    reading: &mut Reading<'_>,
    form: &DraftForm,
) -> Option<CircularDraft> {
    let (office, title) = (reading.chosen("office"), reading.text("title"));
    let mut items = Vec::new();
    for item in &form.items {
        items.extend(item.read(w, reading));
    }
    let scope: BTreeSet<UnitId> = reading.ticked("scope");
    if scope.is_empty() {
        reading.errors.add("scope", w.err_scope());
    }
    let is_whole = items.len() == form.items.len();
    let draft = CircularDraft { office: office?, title: title?, items, scope };
    is_whole.then_some(draft)
}
