//! 叙述: every kind of event has its sentence, and nothing that is between offices reaches the
//! citizen (decisions D, E32, E34, F37, F38).
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use xiaoneng_app::{Names, rule_files};
use xiaoneng_domain::decider::{Actor, Fact};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::matter::MatterEvent;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::rules::Rules;
use xiaoneng_domain::text::TextDigest;
use xiaoneng_server::kit::language::Language;
use xiaoneng_server::kit::narration::{Narration, Narrator, Reader};

/// The digest of a text that the citizen may read.
const TOLD: &str = "0707070707070707070707070707070707070707070707070707070707070707";
/// The digest of a text that stays in the house.
const KEPT: &str = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";

/// Who reads the line.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
enum Reads {
    /// The citizen and the staff who may see the matter.
    All,
    /// Staff alone.
    Staff,
    /// The citizen alone.
    Citizen,
    /// The person, his head, supervision, leaders.
    Supervision,
}
use Reads::{All, Citizen, Staff, Supervision};

/// An event of each kind with who reads it. `$T` is a text for the citizen, `$K` one that stays in
/// the house, `$C:name` a clock, `$P` its projection, `$H` a holder.
const EVENTS: &[(&str, Reads, &str)] = &[
    (
        "registered/1",
        All,
        r#"{"number":"2026-09160431","channel":"portal","petitioner":"c","has_contact":true,"matter_type":"fee_grievance","tag":"fee","first_contact":{"person":"b","name":"$K","unit":"U"},"responsible":$H,"story":"$T","concerned":null,"is_sealed":false,"is_urgent":false,"is_vulnerable":false,"rules":"$T","clocks":[$C:completion],"modes":[],"silence":[],"repeat_of":"2026-09150002","old_case_at":1772416800000000}"#,
    ),
    (
        "first_contact_recorded/1",
        Staff,
        r#"{"situation":"C","elements":[],"notice":null,"reported_to":"d","competent":null,"help":"$K","leader_told":"d","receipt":"given"}"#,
    ),
    (
        "first_contact_recorded/1",
        All,
        r#"{"situation":"B","elements":[],"notice":{"text":"$T","form":"written"},"reported_to":null,"competent":null,"help":"$K","leader_told":null,"receipt":"given"}"#,
    ),
    (
        "classified/1",
        All,
        r#"{"matter_type":"fee_grievance","tag":"fee","rules":"$T","clocks":[$C:completion],"void":[],"modes":[],"silence":[]}"#,
    ),
    (
        "accepted/1",
        All,
        r#"{"by":"decision","effective_from":1772416800000000,"rules":"$T","clocks":[]}"#,
    ),
    ("step_finished/1", Staff, r#"{"step":1,"next":null}"#),
    ("acted_as_cover/1", Staff, r#"{"a":"a","b":"b"}"#),
    (
        "handed_over/1",
        All,
        r#"{"offer":1,"kind":"hand_over","from":$H,"to":{"unit":"V","person":null},"request":"$T","duty_clause":"$T","done_so_far":"$K","clock":$C:signing/1}"#,
    ),
    ("hand_over_withdrawn/1", All, r#"{"offer":1,"is_undone":false}"#),
    ("signed_for/1", All, r#"{"offer":1,"by":$H,"return_until":1772416800000000}"#),
    (
        "returned/1",
        All,
        r#"{"offer":1,"by":$H,"ordinal":1,"reason":"not_our_duty","belongs_to":"V","duty_clause":"$T"}"#,
    ),
    (
        "ruling_opened/1",
        All,
        r#"{"ruling":1,"ruler":"XNB","parties":["U","V"],"clock":$C:ruling/1}"#,
    ),
    ("ruling_passed_up/1", All, r#"{"ruling":1,"to":"d","fell_due_at":1772416800000000}"#),
    ("ruled/1", All, r#"{"ruling":1,"unit":"V","reason":"$T","rules":"$T"}"#),
    ("ruling_objected/1", Staff, r#"{"ruling":1,"reason":"$K"}"#),
    (
        "responsibility_moved/1",
        Staff,
        r#"{"from":$H,"to":$H,"cause":{"signed":{"offer":1,"signature":"given"}},"covers_for":null,"held_working_minutes":420}"#,
    ),
    (
        "responsibility_moved/1",
        All,
        r#"{"from":$H,"to":$H,"cause":{"cover":"begins"},"covers_for":"a","held_working_minutes":0}"#,
    ),
    (
        "responsibility_moved/1",
        All,
        r#"{"from":$H,"to":$H,"cause":{"vacated":"post_vacated"},"covers_for":null,"held_working_minutes":0}"#,
    ),
    (
        "assist_asked/1",
        All,
        r#"{"assist":1,"unit":"V","asked_by":$H,"question":"$K","clock":$C:assisting/1}"#,
    ),
    ("assist_answered/1", All, r#"{"assist":1,"by":$H,"answer":"$K"}"#),
    ("assist_released/1", All, r#"{"assist":1}"#),
    (
        "supplement_asked/1",
        All,
        r#"{"materials":"$T","form":"written","occasion":"missing","supply_by":1772416800000000,"is_provisional":false,"is_lapsing":false,"changes":[]}"#,
    ),
    ("supplied/1", All, r#"{"materials":"$T","acceptance":null,"changes":[]}"#),
    ("fault_found/1", Staff, r#"{"kind":"second_supplement"}"#),
    (
        "suspension_asked/1",
        Staff,
        r#"{"request":1,"code":"superior_reply","evidence":"$K","until":1772416800000000,"notice":"$T","asked_by":"b","approver":"d"}"#,
    ),
    (
        "suspended/1",
        All,
        r#"{"request":1,"code":"superior_reply","until":1772416800000000,"approver":"d","changes":[],"rules":"$T"}"#,
    ),
    (
        "suspension_refused/1",
        Staff,
        r#"{"request":1,"reason":"$K","approver":"d","state":"refused"}"#,
    ),
    ("resumed/1", All, r#"{"effective_from":1772416800000000,"how":"itself","changes":[]}"#),
    (
        "extension_asked/1",
        Staff,
        r#"{"request":1,"amount":2,"reason":"$K","notice":"$T","asked_by":"b","approver":"d"}"#,
    ),
    (
        "extension_granted/1",
        All,
        r#"{"request":1,"amount":2,"approver":"d","is_by_law":false,"projection":$P,"rules":"$T"}"#,
    ),
    ("extension_refused/1", Staff, r#"{"request":1,"approver":"d","reason":"$K"}"#),
    ("extension_lapsed/1", Staff, r#"{"request":1,"approver":"d","fell_due_at":1772416800000000}"#),
    (
        "correction_asked/1",
        Staff,
        r#"{"request":1,"clock":"first_response","stopped_at":1772416800000000,"happened_at":1772413200000000,"evidence":"$K","asked_by":"b","approver":"d"}"#,
    ),
    (
        "time_corrected/1",
        All,
        r#"{"request":1,"clock":"first_response","stopped_at":1772416800000000,"happened_at":1772413200000000,"approver":"d"}"#,
    ),
    ("correction_refused/1", Staff, r#"{"request":1,"approver":"d","reason":"$K"}"#),
    (
        "follow_up_asked/1",
        Staff,
        r#"{"request":1,"next_on":"2026-09-30","reason":"$K","notice":"$T","asked_by":"b","approver":"d"}"#,
    ),
    (
        "follow_up_set/1",
        All,
        r#"{"request":1,"next_on":"2026-09-30","approver":"d","clock":$C:follow_up/1,"rules":"$T"}"#,
    ),
    (
        "follow_up_refused/1",
        Staff,
        r#"{"request":1,"approver":"d","reason":"$K","state":"refused"}"#,
    ),
    (
        "modes_changed/1",
        All,
        r#"{"added":[{"mode":"visit","reason":"vulnerable"}],"removed":["open"],"reason":"$K","first_action":null}"#,
    ),
    ("taken_up/1", All, r#"{"leader":"d","plan":"$K"}"#),
    (
        "visit_recorded/1",
        All,
        r#"{"visited_at":1772416800000000,"place":"$K","visitors":["b"],"account":"$K"}"#,
    ),
    ("published/1", All, r#"{"part":"rule","text":"$T"}"#),
    ("action_recorded/1", Staff, r#"{"action":"$K"}"#),
    ("replied/1", All, r#"{"text":"$T","handler":null,"by":null,"is_first_response":true}"#),
    ("question_asked/1", All, r#"{"text":"$T"}"#),
    (
        "result_decided/1",
        Staff,
        r#"{"outcome":"resolved","text":"$T","rules":"$T","delivery":null}"#,
    ),
    ("delivery_failed/1", All, r#"{"attempt":1,"account":"$K"}"#),
    ("delivered/1", All, r#"{"way":"handed_over","account":"$K","review_until":1772416800000000}"#),
    ("completed/1", All, r#"{"held_working_minutes":12,"is_on_time":true}"#),
    ("declined/1", All, r#"{"held_working_minutes":12}"#),
    ("referred_outside/1", All, r#"{"held_working_minutes":12}"#),
    ("withdrawn/1", All, r#"{"account":"$T","second_person":"d","held_working_minutes":12}"#),
    ("merged/1", All, r#"{"into":"2026-09150002","reason":"$K","held_working_minutes":12}"#),
    ("lapsed/1", All, r#"{"effective_from":1772416800000000,"held_working_minutes":12}"#),
    ("reopened/1", All, r#"{"round":2,"reason":"$T","responsible":$H,"clocks":[],"rules":"$T"}"#),
    ("linked/1", Staff, r#"{"to":"2026-09150002","reason":"$K"}"#),
    (
        "push_up_found/1",
        Staff,
        r#"{"push_up":1,"school":"S","known_by":"clerk_asked","offer":1,"clock":$C:push_up_answer/1}"#,
    ),
    ("urged/1", All, r#"{"reason":"no_news","text":"$T"}"#),
    (
        "signal_raised/1",
        Staff,
        r#"{"signal":1,"clock":"completion","level":"hint","unit":"U","recipient":"b","copies":[],"fell_due_at":1772416800000000,"is_late_by_outage":false,"answer_by":null,"rules":"$T"}"#,
    ),
    (
        "signal_raised/1",
        All,
        r#"{"signal":1,"clock":"completion","level":"pre_alert","unit":"U","recipient":"b","copies":["d"],"fell_due_at":1772416800000000,"is_late_by_outage":false,"answer_by":null,"rules":"$T"}"#,
    ),
    (
        "signal_raised/1",
        Staff,
        r#"{"signal":2,"clock":"signing/1","level":"yellow","unit":"U","recipient":"b","copies":["d"],"fell_due_at":1772416800000000,"is_late_by_outage":true,"answer_by":1772416800000000,"rules":"$T"}"#,
    ),
    ("signal_answered/1", Staff, r#"{"signal":1,"by":"b","text":"$K"}"#),
    ("signal_escalated/1", Staff, r#"{"signal":1,"to":"d","fell_due_at":1772416800000000}"#),
    (
        "card_drafted/1",
        Supervision,
        r#"{"card":1,"colour":"yellow","clock":"completion","unit":"U","person":"b","signal":1,"fell_due_at":1772416800000000}"#,
    ),
    (
        "silence_took_effect/1",
        All,
        r#"{"effect":"supplement_not_told_means_accepted","effective_from":1772416800000000,"rules":"$T"}"#,
    ),
    (
        "reprojected/1",
        All,
        r#"{"notice":"国办发明电〔2026〕1号","changes":[],"supply_by":null,"silence":[],"old_case_at":1772416800000000,"rules":"$T"}"#,
    ),
    (
        "attachment_added/1",
        All,
        r#"{"attachment":1,"with":"filing","digest":"$T","media_type":"jpeg","bytes":48213}"#,
    ),
    (
        "attachment_added/1",
        Staff,
        r#"{"attachment":2,"with":"record","digest":"$T","media_type":"pdf","bytes":48213}"#,
    ),
    (
        "attachment_added/1",
        Staff,
        r#"{"attachment":3,"with":"following","digest":"$T","media_type":"pdf","bytes":48213}"#,
    ),
    ("followed/1", Staff, r#"{"follower":"p2","text":"$K","has_contact":true}"#),
    (
        "rated/1",
        Citizen,
        r#"{"occasion":"first","round":1,"unit":"U","rater":"petitioner","code":"own","from":"outside","solved":"partly","satisfaction":"dissatisfied","chips":["too_slow"],"words":"$T","verify_by":null}"#,
    ),
    (
        "code_reissued/1",
        All,
        r#"{"holder":"p1","class":"window","second_person":"d","account":"$K"}"#,
    ),
    (
        "imported/1",
        All,
        r#"{"number":"2026-09160431","source_id":"x","source_digest":"$T","matter_type":"fee_grievance","tag":"fee","unit":"U","filed_at":1772416800000000,"replied_at":1772416800000000,"story":"$T","reply":"$T","due_at":1772416800000000,"is_provisional":false,"rules":"$T"}"#,
    ),
];

fn event(kind: &str, body: &str) -> MatterEvent {
    let projection = r#"{"due_at":1772440200000000,"is_provisional":false,"statutory_due_at":null,"hint_at":null,"amber_at":1772424000000000,"pre_alert_at":null,"card_at":null,"red_at":null}"#;
    let mut body = body.replace("$T", TOLD).replace("$K", KEPT).replace("$P", projection);
    body = body.replace("$H", r#"{"person":"b","unit":"U"}"#);
    while let Some(at) = body.find("$C:") {
        let rest = &body[at + 3..];
        let end = rest.find(|letter| ",}]".contains(letter)).unwrap();
        let clock = format!(
            r#"{{"clock":"{}","unit":"U","started_at":1772416800000000,"limit":{{"amount":5,"unit":"working_day"}},"statutory":null,"projection":{projection}}}"#,
            &rest[..end]
        );
        body = format!("{}{clock}{}", &body[..at], &rest[end..]);
    }
    MatterEvent::decode(kind, &body).unwrap_or_else(|fault| panic!("{fault}"))
}

/// What that reader reads of one event alone.
fn told(reader: Reader<'_>, language: Language, event: MatterEvent) -> Option<Narration> {
    static RULES: LazyLock<Rules> = LazyLock::new(|| rule_files::read_national().unwrap());
    let (organization, names) = (Organization::default(), Names::default());
    let at = "2026-09-16T16:40".parse().unwrap();
    let fact = Fact { occurred_at: at, recorded_at: at, actor: Actor::Staff("b".into()), event };
    let narrator =
        Narrator { language, organization: &organization, rules: &RULES, names: &names, reader };
    narrator.tell(&[fact]).into_iter().next()
}

#[test]
fn every_kind_of_event_has_an_example_here() {
    let shown: BTreeSet<&str> = EVENTS.iter().map(|(kind, ..)| *kind).collect();
    let all: BTreeSet<&str> = MatterEvent::KINDS.iter().copied().collect();
    assert_eq!(shown, all);
}

#[test]
fn every_event_is_told_to_those_who_may_read_it_and_to_nobody_else() {
    let (stranger, person) = (PersonId::from("k"), PersonId::from("b"));
    for (kind, reads, body) in EVENTS {
        let to = |reader| told(reader, Language::Chinese, event(kind, body)).is_some();
        let is_told =
            (to(Reader::Citizen), to(Reader::Staff(&stranger)), to(Reader::Staff(&person)));
        let expected = match reads {
            All => (true, true, true),
            Staff => (false, true, true),
            Citizen => (true, false, false),
            Supervision => (false, false, true),
        };
        assert_eq!(is_told, expected, "{kind} {body}");
    }
}

#[test]
fn no_text_that_stays_in_the_house_reaches_the_citizen() {
    let kept = TextDigest::try_from(KEPT.to_owned()).unwrap();
    for (kind, _, body) in EVENTS {
        let Some(line) = told(Reader::Citizen, Language::Chinese, event(kind, body)) else {
            continue;
        };
        assert!(!line.quotes.contains(&kept), "{kind} {body}");
        assert!(line.aside.is_empty(), "{kind}: {}", line.aside);
    }
}

#[test]
fn staff_read_what_was_written_between_offices() {
    let person = PersonId::from("k");
    let kept = TextDigest::try_from(KEPT.to_owned()).unwrap();
    for (kind, reads, body) in EVENTS.iter().filter(|(.., body)| body.contains("$K")) {
        let line = told(Reader::Staff(&person), Language::Chinese, event(kind, body)).unwrap();
        assert!(line.quotes.contains(&kept), "{kind} {reads:?}");
    }
}

#[test]
fn every_sentence_stands_in_both_languages() {
    let person = PersonId::from("b");
    let is_chinese = |text: &str| text.chars().any(|letter| ('一'..='鿿').contains(&letter));
    for (kind, reads, body) in EVENTS {
        let reader = match reads {
            Citizen => Reader::Citizen,
            All | Staff | Supervision => Reader::Staff(&person),
        };
        let chinese = told(reader, Language::Chinese, event(kind, body)).unwrap();
        let english = told(reader, Language::English, event(kind, body)).unwrap();
        assert!(is_chinese(&chinese.says), "{kind}: {}", chinese.says);
        assert_ne!(chinese.says, english.says, "{kind}");
        assert!(!chinese.who.is_empty());
    }
}
