//! 首问与移交 as written in rule files.

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::dated::{DUTY, DatedRules, FIRST_CONTACT};
use crate::rules::diagnostic::Place;
use crate::rules::limits::{Bound, Tighter};
use crate::rules::table::{Entry, Reading};
use crate::rules::value::Value;
use crate::rules::{Duty, DutyElement, FirstContactRule, Situation};

const SITUATIONS: [(&str, Situation); 12] = [
    ("A", Situation::A),
    ("B", Situation::B),
    ("C", Situation::C),
    ("D", Situation::D),
    ("E", Situation::E),
    ("F", Situation::F),
    ("G", Situation::G),
    ("H", Situation::H),
    ("I", Situation::I),
    ("J", Situation::J),
    ("K", Situation::K),
    ("L", Situation::L),
];

const ELEMENTS: [(&str, DutyElement); 10] = [
    ("result_given", DutyElement::ResultGiven),
    ("one_time_notice", DutyElement::OneTimeNotice),
    ("hand_over", DutyElement::HandOver),
    ("reported_to_superior", DutyElement::ReportedToSuperior),
    ("competent_unit_named", DutyElement::CompetentUnitNamed),
    ("help_recorded", DutyElement::HelpRecorded),
    ("passed_to_efficacy_office", DutyElement::PassedToEfficacyOffice),
    ("leader_told_at_once", DutyElement::LeaderToldAtOnce),
    ("lead_named", DutyElement::LeadNamed),
    ("recorded", DutyElement::Recorded),
];

impl Situation {
    /// The letter under which it is known.
    pub fn letter(self) -> &'static str {
        SITUATIONS.iter().find(|(_, situation)| *situation == self).map_or("", |(letter, _)| letter)
    }

    /// The situation of a letter.
    pub fn of_letter(letter: &str) -> Option<Self> {
        SITUATIONS.iter().find(|(known, _)| *known == letter).map(|(_, situation)| *situation)
    }
}

/// Reads `[first_contact]` and the twelve `[[duty]]`.
pub(super) fn read<'a>(
    rules: &DatedRules<'a>,
    reading: &'a Reading<'a>,
) -> Option<FirstContactRule> {
    let duties = read_duties(rules, reading);
    let entry = rules.single(FIRST_CONTACT, reading)?;
    let duty_limit = |key| {
        let value = entry.required(key);
        value.and_then(|value| value.tightened(Tighter::Shorter, Bound::ByLaw))
    };
    let sign = duty_limit("sign");
    let unsigned_card_after = duty_limit("unsigned_card_after");
    let return_within = duty_limit("return_within");
    let ruling = duty_limit("ruling");
    let push_up_answer = duty_limit("push_up_answer");
    let assist = duty_limit("assist");
    let returns_before_ruling = entry.required("returns_before_ruling").and_then(Value::count);
    let empty_answers = entry.required("empty_answers").map(Value::texts);
    entry.source();
    entry.close_dated();
    Some(FirstContactRule {
        duties,
        sign: sign?,
        unsigned_card_after: unsigned_card_after?.limit,
        return_within: return_within?.limit,
        returns_before_ruling: returns_before_ruling?,
        ruling: ruling?,
        push_up_answer: push_up_answer?,
        assist: assist?,
        empty_answers: empty_answers?,
    })
}

fn read_duties<'a>(rules: &DatedRules<'a>, reading: &'a Reading<'a>) -> BTreeMap<Situation, Duty> {
    let mut duties = BTreeMap::new();
    let mut written = BTreeSet::new();
    for code in rules.codes(DUTY) {
        for entry in rules.in_force(DUTY, code, reading) {
            let situation = entry.required("situation").and_then(|v| v.choice(&SITUATIONS));
            let duty = read_duty(&entry);
            written.extend(situation);
            duties.extend(situation.zip(duty));
        }
    }
    for (letter, situation) in SITUATIONS {
        if !written.contains(&situation) {
            let place = Place { file: "national/", line: 0 };
            let wrong = format!("首问情形缺少 {letter}（[[duty]] situation = \"{letter}\"）");
            let right = "A 到 L 十二种情形各写一条，生效期不断档";
            reading.faults.report_absence(place, wrong, right);
        }
    }
    duties
}

fn read_duty(entry: &Entry<'_>) -> Option<Duty> {
    let name = entry.required("name").and_then(Value::text);
    let requires = entry.required("requires").map(read_elements);
    let source = entry.source();
    entry.close_dated();
    Some(Duty { name: name?, requires: requires?, source: source? })
}

/// What must be on record; a county may demand more, not less.
fn read_elements(value: Value<'_>) -> BTreeSet<DutyElement> {
    let known = |value: Value<'_>| -> BTreeSet<DutyElement> {
        value.list().into_iter().filter_map(|member| member.choice(&ELEMENTS)).collect()
    };
    let own = known(value);
    if own.is_empty() {
        value.report("requires 是空的", "至少写一项要留下记录的义务");
    }
    let national = value.national().map(known).unwrap_or_default();
    for (word, element) in ELEMENTS {
        if national.contains(&element) && !own.contains(&element) {
            let wrong = format!("本县少了国家规则要求的 {word}");
            value.report(wrong, "本县可以多要求，不能少要求");
        }
    }
    own
}
