//! 认定. Each fault with its root, effect, gravity and evidence, and who did what on the paper: from
//! that the institution says who is liable and how.

use std::collections::BTreeSet;

use xiaoneng_domain::accountability::{
    Awareness, CaseAct, Deviation, FindFaults, FindNothing, NewFault, RoleChain, Scope,
};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::rules::{Circumstance, Fault, Gravity, Root};

use super::choices::choices_of;
use super::{Deed, Reading, Sheet, probing};
use crate::cases::words::CaseWords;
use crate::kit::form::{Choice, Field, Typed};

/// So many faults one form takes; the rules fix each, people rarely find more at once.
const AT_ONCE: u32 = 3;
const WRONG: [&str; 3] = ["wrong_a", "wrong_b", "wrong_c"];

/// Words of the catalogue.
type Says = fn(&CaseWords) -> &'static str;

/// 谁出了偏差, as one would say it (domain.md 7.2).
const DEVIATIONS: [(&str, Says); 12] = [
    ("misled", CaseWords::deviation_misled),
    ("all_should", CaseWords::deviation_all_should),
    ("reviewer_should", CaseWords::deviation_reviewer_should),
    ("approver_should", CaseWords::deviation_approver_should),
    ("not_as_approved", CaseWords::deviation_not_as_approved),
    ("reviewer_alters", CaseWords::deviation_reviewer_alters),
    ("reviewer_alone", CaseWords::deviation_reviewer_alone),
    ("approver_alters", CaseWords::deviation_approver_alters),
    ("leader_orders", CaseWords::deviation_leader_orders),
    ("collective", CaseWords::deviation_collective),
    ("superior_organ", CaseWords::deviation_superior_organ),
    ("grave_subordinate", CaseWords::deviation_grave_subordinate),
];

/// 认定过错
pub(super) const FIND: Deed = Deed {
    slug: "find",
    act: CaseAct::FindFaults,
    fields: |sheet, typed| {
        let mut fields: Vec<Field> =
            (1..=AT_ONCE).flat_map(|number| fault_fields(sheet, typed, number)).collect();
        let w = sheet.w;
        let circumstances = choices_of!(Circumstance);
        fields.push(
            Field::checks(typed, "circumstance", w.circumstances(), circumstances)
                .optional()
                .folded(w.circumstances(), false),
        );
        fields.push(Field::lines(typed, "report", w.report()));
        fields
    },
    wish: |reading| {
        let is_there = |number: &u32| *number == 1 || is_begun(reading.typed, *number);
        let numbers: Vec<u32> = (1..=AT_ONCE).filter(is_there).collect();
        let faults: Vec<Option<NewFault>> =
            numbers.into_iter().map(|number| fault(reading, number)).collect();
        let codes = reading.typed.all("circumstance");
        let circumstances = codes.filter_map(Circumstance::of_code).collect();
        let report = reading.text("report");
        let faults = faults.into_iter().collect::<Option<Vec<NewFault>>>();
        Some(FindFaults { faults: faults?, circumstances, report: report? }.into())
    },
    probe: || {
        let report = probing();
        FindFaults { faults: Vec::new(), circumstances: BTreeSet::new(), report }.into()
    },
};

/// 认定没有过错
pub(super) const NOTHING: Deed = Deed {
    slug: "nothing",
    act: CaseAct::FindNothing,
    fields: |sheet, typed| {
        let w = sheet.w;
        vec![
            Field::lines(typed, "report", w.report()),
            Field::select(typed, "clear", w.clear_in(), choices_of!(Scope)).optional(),
        ]
    },
    wish: |reading| {
        let clear_in = reading.maybe_code("clear", Scope::of_code);
        Some(FindNothing { report: reading.text("report")?, clear_in }.into())
    },
    probe: || FindNothing { report: probing(), clear_in: None }.into(),
};

fn id(name: &str, number: u32) -> String {
    format!("{name}{number}")
}

/// Whether something was said of a further fault.
fn is_begun(typed: &Typed, number: u32) -> bool {
    ["fault", "text"].iter().any(|name| !typed.get(&id(name, number)).is_empty())
}

fn fault_fields(sheet: &Sheet<'_>, typed: &Typed, number: u32) -> Vec<Field> {
    let w = sheet.w;
    let facts = sheet.sight.case().into_iter().flat_map(|case| &case.facts);
    let facts = facts.map(|fact| {
        let ordinal = fact.ordinal.to_string();
        Choice::new(ordinal.as_str(), format!("{ordinal} {}", fact.kind.name()))
    });
    let select = |name: &str, label: &str, choices: Vec<Choice>| {
        Field::select(typed, &id(name, number), label, choices)
    };
    let radios = |name: &str, label: &str, choices: Vec<Choice>| {
        Field::radios(typed, &id(name, number), label, choices)
    };
    let lines = |name: &str, label: &str| Field::lines(typed, &id(name, number), label);
    let faults: Vec<Choice> = Fault::ALL
        .iter()
        .map(|one| Choice::new(one.code(), format!("{} {}", one.code(), one.name())))
        .collect();
    let deviations = DEVIATIONS.iter().map(|(code, says)| Choice::new(*code, says(&w))).collect();
    let mut fields = vec![
        select("fault", w.fault(), faults),
        radios("root", w.root(), choices_of!(Root)),
        lines("text", w.done_what()),
        radios("gravity", w.gravity(), choices_of!(Gravity)),
        lines("effect", w.effect()).hint(w.effect_hint()).optional(),
        Field::checks(typed, &id("evidence", number), w.proven_by(), facts.collect()),
        Field::line(typed, &id("conduct", number), w.conduct())
            .hint(w.conduct_hint())
            .proposed(typed, &number.to_string()),
    ];
    if sheet.sight.subject().and_then(|subject| subject.person()).is_some() {
        fields.push(select("deviation", w.deviation(), deviations));
        fields.push(select("handler", w.handler(), sheet.everybody()));
        fields.push(select("reviewer", w.reviewer(), sheet.everybody()).optional());
        fields.push(select("approver", w.approver(), sheet.everybody()).optional());
        let leader = select("leader", w.leader(), sheet.everybody());
        fields.push(leader.hint(w.leader_hint()).optional());
        let wrong = WRONG.map(|name| select(name, w.wrong(), sheet.everybody()).optional());
        fields.extend(wrong);
    }
    if number == 1 {
        return fields;
    }
    let is_open = is_begun(typed, number);
    fields.into_iter().map(|field| field.folded(fold_of(sheet, number), is_open)).collect()
}

/// Each further fault is folded away under words of its own.
fn fold_of(sheet: &Sheet<'_>, number: u32) -> &'static str {
    if number == 2 { sheet.w.another_fault() } else { sheet.w.third_fault() }
}

fn fault(reading: &mut Reading<'_>, number: u32) -> Option<NewFault> {
    let kind = reading.code(&id("fault", number), Fault::of_code);
    let root = reading.code(&id("root", number), Root::of_code);
    let text = reading.text(&id("text", number));
    let gravity = reading.code(&id("gravity", number), Gravity::of_code);
    let effect = reading.maybe_text(&id("effect", number));
    let evidence = id("evidence", number);
    let evidence = reading.typed.all(&evidence).filter_map(|one| one.parse().ok()).collect();
    let conduct = reading.number(&id("conduct", number));
    let is_of_person = reading.sight.subject().and_then(|subject| subject.person()).is_some();
    let answerable = if is_of_person { Some(answerable(reading, number)?) } else { None };
    Some(NewFault {
        fault: kind?,
        root: root?,
        conduct: conduct?,
        gravity: gravity?,
        effect,
        evidence,
        text: text?,
        answerable,
    })
}

fn answerable(reading: &mut Reading<'_>, number: u32) -> Option<(RoleChain, Deviation)> {
    let handler = reading.person(&id("handler", number));
    let reviewer = reading.maybe_person(&id("reviewer", number));
    let approver = reading.maybe_person(&id("approver", number));
    let deviation = deviation(reading, number);
    let chain = RoleChain { handler: handler?, reviewer, approver };
    Some((chain, deviation?))
}

fn deviation(reading: &mut Reading<'_>, number: u32) -> Option<Deviation> {
    use Awareness::{Misled, ShouldHaveSeen};
    let field = id("deviation", number);
    let code = reading.code(&field, |code| {
        DEVIATIONS.iter().find(|(known, _)| *known == code).map(|(known, _)| *known)
    })?;
    let leader = |reading: &mut Reading<'_>| reading.person(&id("leader", number));
    let wrong_draft = |reviewer, approver| Deviation::WrongDraft { reviewer, approver };
    Some(match code {
        "misled" => wrong_draft(Misled, Misled),
        "all_should" => wrong_draft(ShouldHaveSeen, ShouldHaveSeen),
        "reviewer_should" => wrong_draft(ShouldHaveSeen, Misled),
        "approver_should" => wrong_draft(Misled, ShouldHaveSeen),
        "not_as_approved" => Deviation::NotAsApproved,
        "reviewer_alters" => Deviation::ReviewerAlters,
        "reviewer_alone" => Deviation::ReviewerAlone,
        "approver_alters" => Deviation::ApproverAlters,
        "leader_orders" => Deviation::LeaderOrders { leader: leader(reading)? },
        "collective" => {
            let ids = WRONG.map(|name| id(name, number));
            let wrong: Vec<PersonId> =
                ids.iter().filter_map(|id| reading.maybe_person(id)).collect();
            Deviation::Collective { decision_maker: leader(reading)?, wrong, right: Vec::new() }
        }
        "superior_organ" => Deviation::SuperiorOrgan { head: leader(reading)? },
        _ => {
            let worker = reading.person(&id("handler", number))?;
            Deviation::GraveSubordinate { worker, leader: leader(reading)? }
        }
    })
}
