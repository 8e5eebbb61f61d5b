//! 答复与办结. Answer, decide the result, deliver it; questions and signals that want an answer.

use xiaoneng_domain::matter::{
    AnswerSignal, AskQuestion, CameWith, ClockName, CompetentUnit, DeliveryWay, Ending, GiveResult,
    MatterCommand, MatterEvent, Outcome, RecordDelivery, RecordFailedDelivery, RefusalAccount,
    RefusalGround, Reply,
};
use xiaoneng_domain::organization::TemplateFor;

use super::sheet::{Reading, Sheet};
use super::{Deed, Form, Rank};
use crate::kit::light::clock_name;
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::deeds::DeedWords;

/// A result shorter than this is hardly understood.
const SHORT_RESULT: usize = 10;

/// 答复.
pub(super) struct Respond;
/// 办结.
pub(super) struct Finish;
/// 送达.
pub(super) struct Deliver;
/// 未送达.
pub(super) struct Undelivered;
/// 代记群众提问.
pub(super) struct Question;
/// 回复预警.
pub(super) struct AnswerWarning;

impl Deed for Respond {
    fn slug(&self) -> &'static str {
        "reply"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.reply()
    }

    fn rank(&self) -> Rank {
        Rank::First("r")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let text = sheet.pen.write("probe", "已经联系学校核实收费公示");
        Some(Reply { text, handler: None, by: None }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let is_first = sheet.matter().first_response_at.is_none();
        let holder = sheet.matter().responsible.as_ref().map(|found| &found.holder);
        let mut people = holder.map(|holder| sheet.people(&holder.unit)).unwrap_or_default();
        people.insert(0, Choice::new("", w.nobody_named()));
        for choice in &mut people {
            let is_holder = holder.is_some_and(|holder| choice.value == holder.person.as_str());
            choice.is_chosen = if is_first { is_holder } else { choice.value.is_empty() };
        }
        let due = sheet.matter().open_clock(ClockName::Completion);
        let due = due.filter(|_| is_first).map(|clock| {
            let due = clock.projection.due_at.to_string();
            due.get(..16).unwrap_or(&due).to_owned()
        });
        Form::new(w.reply(), w.reply_lead())
            .field(Field::lines(typed, "text", w.reply_text()).hint(w.reply_text_hint()))
            .field(Field::select(typed, "handler", w.who_handles(), people).optional())
            .field(
                Field::moment(typed, "by", w.by_when())
                    .hint(w.by_when_hint())
                    .proposed(typed, &due.unwrap_or_default())
                    .optional(),
            )
            .previewing("text")
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let text = reading.text("text", sheet.w.reply_text());
        let handler = reading.maybe_person("handler");
        let by = reading.maybe_moment("by");
        text.map(|text| Reply { text, handler, by }.into()).into_iter().collect()
    }

    fn takes(&self, _typed: &Typed) -> Option<CameWith> {
        Some(CameWith::Answer)
    }

    fn wording(&self) -> Option<(TemplateFor, &'static str)> {
        Some((TemplateFor::Answer, "text"))
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        match sheet.matter().first_response_at {
            Some(at) if at == sheet.dossier.now => sheet.w.first_reply_done().to_owned(),
            Some(_) | None => sheet.w.reply_done().to_owned(),
        }
    }
}

impl Deed for Finish {
    fn slug(&self) -> &'static str {
        "done"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.give_result()
    }

    fn rank(&self) -> Rank {
        Rank::First("e")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        if sheet.matter().result.is_some() {
            return None;
        }
        let text = sheet.pen.write("probe", "已经核实并退还了多收的费用");
        Some(GiveResult { outcome: Outcome::Resolved, text }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let mut outcomes = vec![
            Choice::new("resolved", w.resolved()),
            Choice::new("cannot", w.cannot_be_done()),
            Choice::new("not_ours", w.not_ours()),
        ];
        if sheet.matter().acceptance.is_none() {
            outcomes.insert(2, Choice::new("declined", w.not_accepted()));
        }
        let remedy = sheet.matter_type().map(|found| found.remedy.clone()).unwrap_or_default();
        let chosen = typed.get("outcome");
        let is_refused = chosen == "cannot" || chosen == "declined";
        let refused = |id: &str, label: &str| {
            Field::lines(typed, id, label).folded(w.only_if_refused(), is_refused)
        };
        let not_ours = |id: &str, label: &str| {
            Field::line(typed, id, label).folded(w.only_if_not_ours(), chosen == "not_ours")
        };
        Form::new(w.give_result(), w.give_result_lead())
            .facts(vec![(w.evidence_head().to_owned(), evidence(sheet))])
            .field(Field::radios(typed, "outcome", w.outcome(), outcomes).hint(w.partly()))
            .field(Field::lines(typed, "text", w.result_text()).hint(w.reply_text_hint()))
            .field(Field::radios(typed, "way", w.how_delivered(), ways(w)))
            .field(
                Field::line(typed, "account", w.delivery_account())
                    .hint(w.delivery_account_hint())
                    .optional(),
            )
            .field(
                Field::select(typed, "ground", w.ground(), grounds(w))
                    .folded(w.only_if_refused(), is_refused),
            )
            .field(refused("legal_basis", w.legal_basis()))
            .field(refused("alternative", w.alternative()))
            .field(refused("remedy", w.remedy()).proposed(typed, &remedy))
            .field(not_ours("competent", w.competent_name()))
            .field(not_ours("contact", w.competent_contact()))
            .previewing("text")
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        let outcome = reading.choice("outcome", w.outcome());
        let text = reading.text("text", w.result_text());
        let outcome = outcome.map(|outcome| match outcome.as_str() {
            "cannot" => refusal(sheet, reading).map(Outcome::CannotBeDone),
            "declined" => refusal(sheet, reading).map(Outcome::Declined),
            "not_ours" => competent(sheet, reading).map(Outcome::NotOurs),
            _ => Some(Outcome::Resolved),
        });
        let way = way(sheet, reading);
        let Some((outcome, text)) = outcome.flatten().zip(text) else { return Vec::new() };
        let mut wishes = vec![GiveResult { outcome, text }.into()];
        wishes.extend(way.flatten().map(|way| RecordDelivery { way }.into()));
        wishes
    }

    fn warning(&self, sheet: &Sheet<'_>, typed: &Typed) -> String {
        let length = typed.get("text").chars().count();
        if length > 0 && length < SHORT_RESULT {
            sheet.w.result_short().to_owned()
        } else {
            String::new()
        }
    }

    fn takes(&self, _typed: &Typed) -> Option<CameWith> {
        Some(CameWith::Result)
    }

    fn wording(&self) -> Option<(TemplateFor, &'static str)> {
        Some((TemplateFor::Result, "text"))
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        how_it_ended(sheet)
    }
}

/// What is on record already, counted; nothing has to be made for it.
fn evidence(sheet: &Sheet<'_>) -> String {
    let w = sheet.w;
    let count = |of: fn(&MatterEvent) -> bool| {
        sheet.dossier.history.iter().filter(|fact| of(&fact.event)).count()
    };
    let counts = [
        w.evidence_replies(count(|event| matches!(event, MatterEvent::Replied(_)))),
        w.evidence_assists(count(|event| matches!(event, MatterEvent::AssistAnswered(_)))),
        w.evidence_visits(count(|event| matches!(event, MatterEvent::VisitRecorded(_)))),
        w.evidence_notes(count(|event| matches!(event, MatterEvent::ActionRecorded(_)))),
        w.evidence_papers(sheet.matter().attachments.len()),
    ];
    counts.join(w.choose("，", ", "))
}

/// What is to be said after a result was given or delivered.
fn how_it_ended(sheet: &Sheet<'_>) -> String {
    let w = sheet.w;
    let matter = sheet.matter();
    let is_late = matter
        .clock(ClockName::Completion)
        .is_some_and(|clock| clock.is_over(matter.delivered_at.unwrap_or(sheet.dossier.now)));
    match matter.ended.as_ref().map(|ended| &ended.ending) {
        None => w.result_done().to_owned(),
        Some(Ending::Completed) if is_late => w.completed_late().to_owned(),
        Some(Ending::Completed) => w.completed_on_time().to_owned(),
        Some(
            Ending::Declined
            | Ending::ReferredOutside
            | Ending::Withdrawn
            | Ending::Merged { .. }
            | Ending::Lapsed,
        ) => w.ended().to_owned(),
    }
}

fn grounds(w: DeedWords) -> Vec<Choice> {
    vec![
        Choice::new("forbidden_by_law", w.ground_forbidden()),
        Choice::new("conditions_not_met", w.ground_conditions()),
        Choice::new("not_established", w.ground_not_established()),
        Choice::new("already_decided", w.ground_already()),
        Choice::new("legal_channel", w.ground_legal_channel()),
        Choice::new("rights_of_others", w.ground_rights()),
    ]
}

fn ways(w: DeedWords) -> Vec<Choice> {
    let mut notice = Choice::new("notice", w.by_notice());
    notice.is_chosen = true;
    let (hand, post) = (Choice::new("hand", w.by_hand()), Choice::new("post", w.by_post()));
    vec![notice, hand, post, Choice::new("later", w.deliver_later())]
}

/// The way, or that it is not delivered yet; none where something is missing.
fn way(sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Option<DeliveryWay>> {
    let w = sheet.w;
    match reading.choice("way", w.how_delivered())?.as_str() {
        "hand" => {
            Some(Some(DeliveryWay::HandedOver(reading.text("account", w.delivery_account())?)))
        }
        "post" => Some(Some(DeliveryWay::Posted(reading.text("account", w.delivery_account())?))),
        "later" => Some(None),
        _ => Some(Some(DeliveryWay::NoticeSent)),
    }
}

fn refusal(sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<RefusalAccount> {
    let ground = match reading.choice("ground", sheet.w.ground())?.as_str() {
        "forbidden_by_law" => RefusalGround::ForbiddenByLaw,
        "conditions_not_met" => RefusalGround::ConditionsNotMet,
        "not_established" => RefusalGround::NotEstablished,
        "already_decided" => RefusalGround::AlreadyDecided,
        "legal_channel" => RefusalGround::LegalChannel,
        _ => RefusalGround::RightsOfOthers,
    };
    Some(RefusalAccount {
        ground,
        legal_basis: reading.maybe_text("legal_basis"),
        alternative: reading.maybe_text("alternative"),
        remedy: reading.maybe_text("remedy"),
    })
}

fn competent(sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<CompetentUnit> {
    let name = reading.text("competent", sheet.w.competent_name());
    let contact = reading.text("contact", sheet.w.competent_contact());
    let (name, contact) = name.zip(contact)?;
    // A unit of ours under its own name is told to hand over instead.
    let typed = reading.typed.get("competent");
    let organization = sheet.dossier.organization();
    let ours = organization.open_units().find(|unit| unit.name == typed);
    Some(CompetentUnit { unit: ours.map(|unit| unit.id.clone()), name, contact })
}

impl Deed for Deliver {
    fn slug(&self) -> &'static str {
        "deliver"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.deliver()
    }

    fn rank(&self) -> Rank {
        Rank::First("e")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        sheet.matter().result.as_ref()?;
        Some(RecordDelivery { way: DeliveryWay::NoticeSent }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let result = sheet.matter().result.as_ref();
        let text = result.map(|result| (w.result_text().to_owned(), sheet.text(&result.text)));
        let mut ways = ways(w);
        ways.retain(|way| way.value != "later");
        Form::new(w.deliver(), w.deliver_lead())
            .facts(text.into_iter().collect())
            .field(Field::radios(typed, "way", w.how_delivered(), ways))
            .field(
                Field::lines(typed, "account", w.delivery_account())
                    .hint(w.delivery_account_hint())
                    .optional(),
            )
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let way = way(sheet, reading).flatten();
        way.map(|way| RecordDelivery { way }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        how_it_ended(sheet)
    }
}

impl Deed for Undelivered {
    fn slug(&self) -> &'static str {
        "undelivered"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.undelivered()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        sheet.matter().result.as_ref()?;
        Some(RecordFailedDelivery { account: sheet.pen.write("probe", "依据") }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.undelivered(), w.undelivered_lead()).field(Field::lines(
            typed,
            "account",
            w.undelivered_what(),
        ))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let account = reading.text("account", sheet.w.undelivered_what());
        account.map(|account| RecordFailedDelivery { account }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.undelivered_done().to_owned()
    }
}

impl Deed for Question {
    fn slug(&self) -> &'static str {
        "question"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.question()
    }

    fn rank(&self) -> Rank {
        Rank::Rare
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        Some(AskQuestion { text: sheet.pen.write("probe", "依据") }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.question(), w.question_lead()).field(Field::lines(
            typed,
            "text",
            w.question_text(),
        ))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let text = reading.text("text", sheet.w.question_text());
        text.map(|text| AskQuestion { text }.into()).into_iter().collect()
    }

    fn takes(&self, _typed: &Typed) -> Option<CameWith> {
        Some(CameWith::Question)
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.question_done().to_owned()
    }
}

impl Deed for AnswerWarning {
    fn slug(&self) -> &'static str {
        "signal"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.answer_signal()
    }

    fn rank(&self) -> Rank {
        Rank::First("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let signals = &sheet.matter().signals;
        let mut open = signals.iter().filter(|signal| signal.answered_at.is_none());
        let signal = open.find(|signal| signal.answer_by.is_some())?.ordinal;
        Some(AnswerSignal { signal, text: sheet.pen.write("probe", "依据") }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let signals = sheet.matter().signals.iter();
        let open = signals.filter(|one| one.answered_at.is_none() && one.answer_by.is_some());
        let mut choices: Vec<Choice> = open
            .map(|signal| {
                let clock = clock_name(*w, signal.clock);
                let label = w.signal_line(clock, sheet.moment(signal.fell_due_at));
                Choice::new(signal.ordinal.to_string(), label)
            })
            .collect();
        if let Some(last) = choices.last_mut() {
            last.is_chosen = true;
        }
        Form::new(w.answer_signal(), w.answer_signal_lead())
            .field(Field::radios(typed, "signal", w.answer_signal_which(), choices))
            .field(Field::lines(typed, "text", w.answer_signal_text()))
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let signal = reading.number("signal", sheet.w.answer_signal_which());
        let text = reading.text("text", sheet.w.answer_signal_text());
        let found = signal.zip(text);
        found.map(|(signal, text)| AnswerSignal { signal, text }.into()).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.answer_signal_done().to_owned()
    }
}
