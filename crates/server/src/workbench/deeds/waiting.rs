//! 停表与延长. Pause, resume, extend, track; and what the next above decides on each.

use xiaoneng_app::working_time::{Instant, Limit, LimitUnit};
use xiaoneng_domain::matter::{
    AskExtension, AskFollowUp, AskSuspension, CameWith, ClockName, DecideExtension, DecideFollowUp,
    DecideSuspension, MatterCommand, MatterEvent, RequestState, Resume, Verdict,
};
use xiaoneng_domain::text::TextDigest;

use super::sheet::{Reading, Sheet};
use super::{Deed, Form, Rank};
use crate::kit::{dates, limit};
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::deeds::DeedWords;

/// No extension is longer than this many units on the list; the rule bounds it below that.
const LONGEST_OFFERED: u32 = 60;

/// 申请暂停.
pub(super) struct Pause;
/// 恢复计时.
pub(super) struct GoOn;
/// 申请延期.
pub(super) struct Extend;
/// 转跟踪办.
pub(super) struct Track;
/// 审批暂停.
pub(super) struct DecidePause;
/// 审批延期.
pub(super) struct DecideExtend;
/// 审批跟踪办.
pub(super) struct DecideTrack;

impl Deed for Pause {
    fn slug(&self) -> &'static str {
        "suspend"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.suspend()
    }

    fn rank(&self) -> Rank {
        Rank::Second("z")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        if sheet.matter().is_suspended(sheet.dossier.now) {
            return None;
        }
        let code = grounds(sheet).into_iter().next()?.value.into();
        let text = || sheet.pen.write("probe", "依据");
        let until = sheet.dossier.now.plus_minutes(60);
        Some(AskSuspension { code, evidence: text(), until, notice: text() }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.suspend(), w.suspend_lead())
            .field(Field::radios(typed, "code", w.suspend_ground(), grounds(sheet)))
            .field(
                Field::line(typed, "evidence", w.suspend_evidence())
                    .hint(w.suspend_evidence_hint()),
            )
            .field(Field::moment(typed, "until", w.suspend_until()))
            .field(Field::lines(typed, "notice", w.notice()).hint(w.seen_by_citizen()))
            .previewing("notice")
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        let code = reading.choice("code", w.suspend_ground());
        let evidence = reading.text("evidence", w.suspend_evidence());
        let until = reading.moment("until", w.suspend_until());
        let notice = reading.text("notice", w.notice());
        let Some((((code, evidence), until), notice)) = code.zip(evidence).zip(until).zip(notice)
        else {
            return Vec::new();
        };
        vec![AskSuspension { code: code.into(), evidence, until, notice }.into()]
    }

    fn takes(&self, _typed: &Typed) -> Option<CameWith> {
        Some(CameWith::Record)
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.suspend_done().to_owned()
    }
}

/// 暂停事由 of this kind of matter.
fn grounds(sheet: &Sheet<'_>) -> Vec<Choice> {
    let listed = sheet.matter_type().map(|found| &found.suspensions);
    let rules = sheet.rulebook();
    let named = listed.into_iter().flatten().filter_map(|code| rules.suspensions.get(code));
    named.map(|ground| Choice::new(ground.code.as_str(), ground.name.clone())).collect()
}

impl Deed for GoOn {
    fn slug(&self) -> &'static str {
        "resume"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.resume()
    }

    fn rank(&self) -> Rank {
        Rank::First("z")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        sheet.matter().is_suspended(sheet.dossier.now).then(|| Resume {}.into())
    }

    fn form(&self, sheet: &Sheet<'_>, _typed: &Typed) -> Form {
        Form::new(sheet.w.resume(), sheet.w.resume_lead())
    }

    fn wishes(&self, _sheet: &Sheet<'_>, _reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        vec![Resume {}.into()]
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.resume_done().to_owned()
    }
}

impl Extend {
    fn wish(sheet: &Sheet<'_>, amount: u32) -> MatterCommand {
        let text = || sheet.pen.write("probe", "依据");
        AskExtension { amount, reason: text(), notice: text() }.into()
    }
}

/// Where a due instant goes by an extension, for the units that can be told at once.
fn extended(sheet: &Sheet<'_>, due_at: Instant, by: Limit) -> Option<Instant> {
    let calendar = sheet.dossier.rules().calendar();
    match by.unit {
        LimitUnit::WorkingDay => {
            let (date, _) = calendar.add_working_days(due_at.date(), by.amount);
            Some(calendar.closing(date))
        }
        LimitUnit::CalendarDay | LimitUnit::WorkingHour | LimitUnit::Hour | LimitUnit::Month => {
            None
        }
    }
}

impl Deed for Extend {
    fn slug(&self) -> &'static str {
        "extend"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.extend()
    }

    fn rank(&self) -> Rank {
        Rank::Second("x")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        sheet.matter().clock(ClockName::Completion)?;
        Some(Self::wish(sheet, 1))
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let Some(clock) = sheet.matter().clock(ClockName::Completion) else {
            return Form::new(w.extend(), "");
        };
        let due_at = clock.projection.due_at;
        let unit = clock.limit.unit;
        let may = |amount: &u32| sheet.allows(Self::wish(sheet, *amount)).is_ok();
        let allowed: Vec<u32> = (1..=LONGEST_OFFERED).take_while(may).collect();
        // What was chosen stays, also where it is allowed no more.
        let chosen = typed.get("amount").parse().ok();
        let chosen =
            chosen.filter(|amount| *amount <= LONGEST_OFFERED && !allowed.contains(amount));
        let choices = allowed.into_iter().chain(chosen).map(|amount| {
            let by = Limit { amount, unit };
            let words = limit::in_words(*w, by);
            let label = match extended(sheet, due_at, by) {
                Some(due) => w.extend_to(words, sheet.moment(due)),
                None => words,
            };
            Choice::new(amount.to_string(), label)
        });
        Form::new(w.extend(), w.extend_lead(sheet.moment(due_at)))
            .field(Field::select(typed, "amount", w.extend_by(), choices.collect()))
            .field(Field::lines(typed, "reason", w.extend_why()).hint(w.seen_inside()))
            .field(Field::lines(typed, "notice", w.notice()).hint(w.seen_by_citizen()))
            .previewing("notice")
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        let amount = reading.number("amount", w.extend_by());
        let reason = reading.text("reason", w.extend_why());
        let notice = reading.text("notice", w.notice());
        let Some(((amount, reason), notice)) = amount.zip(reason).zip(notice) else {
            return Vec::new();
        };
        vec![AskExtension { amount, reason, notice }.into()]
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.extend_done().to_owned()
    }
}

impl Deed for Track {
    fn slug(&self) -> &'static str {
        "follow-up"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.follow_up()
    }

    fn rank(&self) -> Rank {
        Rank::Second("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let text = || sheet.pen.write("probe", "依据");
        let calendar = sheet.dossier.rules().calendar();
        let (next_on, _) = calendar.add_working_days(sheet.dossier.now.date(), 1);
        Some(AskFollowUp { next_on: Some(next_on), reason: text(), notice: text() }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        Form::new(w.follow_up(), w.follow_up_lead())
            .field(Field::day(typed, "next_on", w.next_on()))
            .field(Field::lines(typed, "reason", w.follow_up_why()).hint(w.seen_inside()))
            .field(Field::lines(typed, "notice", w.notice()).hint(w.seen_by_citizen()))
            .previewing("notice")
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let w = sheet.w;
        let next_on = reading.maybe_day("next_on");
        let reason = reading.text("reason", w.follow_up_why());
        let notice = reading.text("notice", w.notice());
        let Some((reason, notice)) = reason.zip(notice) else { return Vec::new() };
        vec![AskFollowUp { next_on, reason, notice }.into()]
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.follow_up_done().to_owned()
    }
}

/// The request as its approver reads it.
fn request_form(sheet: &Sheet<'_>, typed: &Typed, title: &str, asked: Option<Asked>) -> Form {
    let w = sheet.w;
    let mut facts = Vec::new();
    if let Some(asked) = asked {
        facts.push((w.asked_by().to_owned(), asked.by));
        facts.push((asked.label.to_owned(), asked.what));
        facts.push((w.asked_why().to_owned(), sheet.text(&asked.why)));
        facts.push((w.notice().to_owned(), sheet.text(&asked.notice)));
    }
    let verdicts = vec![Choice::new("agree", w.agree()), Choice::new("disagree", w.disagree())];
    Form::new(title, w.decide_lead())
        .facts(facts)
        .field(Field::radios(typed, "verdict", w.verdict(), verdicts))
        .field(Field::line(typed, "why", w.disagree_why()).optional())
}

struct Asked {
    by: String,
    label: &'static str,
    what: String,
    why: TextDigest,
    notice: TextDigest,
}

pub(super) fn verdict(sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Option<Verdict> {
    match reading.choice("verdict", sheet.w.verdict())?.as_str() {
        "agree" => Some(Verdict::Approve),
        _ => reading.text("why", sheet.w.disagree_why()).map(Verdict::Refuse),
    }
}

impl Sheet<'_> {
    fn open_suspension(&self) -> Option<u32> {
        let mut asked = self.matter().suspension_requests.iter();
        asked.find(|asked| asked.state == RequestState::Open).map(|asked| asked.ordinal)
    }

    fn open_extension(&self) -> Option<u32> {
        let mut asked = self.matter().extension_requests.iter();
        asked.find(|asked| asked.state == RequestState::Open).map(|asked| asked.ordinal)
    }

    fn open_follow_up(&self) -> Option<u32> {
        let mut asked = self.matter().follow_ups.iter();
        asked.find(|asked| asked.state == RequestState::Open).map(|asked| asked.ordinal)
    }

    fn asked<T>(&self, of: impl Fn(&MatterEvent) -> Option<T>) -> Option<T> {
        self.dossier.history.iter().rev().find_map(|fact| of(&fact.event))
    }
}

impl Deed for DecidePause {
    fn slug(&self) -> &'static str {
        "decide-suspension"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.decide_suspension()
    }

    fn rank(&self) -> Rank {
        Rank::First("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let request = sheet.open_suspension()?;
        Some(DecideSuspension { request, verdict: Verdict::Approve }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let open = sheet.open_suspension();
        let asked = sheet.asked(|event| {
            let MatterEvent::SuspensionAsked(facts) = event else { return None };
            let ground = sheet.rulebook().suspensions.get(&facts.code);
            let ground = ground.map_or_else(|| facts.code.to_string(), |found| found.name.clone());
            (Some(facts.request) == open).then(|| Asked {
                by: sheet.name(&facts.asked_by),
                label: w.suspend_until(),
                what: format!("{ground} · {}", sheet.moment(facts.until)),
                why: facts.evidence,
                notice: facts.notice,
            })
        });
        request_form(sheet, typed, self.title(w), asked)
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let found = sheet.open_suspension().zip(verdict(sheet, reading));
        let wish = |(request, verdict)| DecideSuspension { request, verdict }.into();
        found.map(wish).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.decided().to_owned()
    }
}

impl Deed for DecideExtend {
    fn slug(&self) -> &'static str {
        "decide-extension"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.decide_extension()
    }

    fn rank(&self) -> Rank {
        Rank::First("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let request = sheet.open_extension()?;
        Some(DecideExtension { request, verdict: Verdict::Approve }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let open = sheet.open_extension();
        let clock = sheet.matter().clock(ClockName::Completion);
        let asked = sheet.asked(|event| {
            let MatterEvent::ExtensionAsked(facts) = event else { return None };
            let amount = facts.amount;
            let by = clock.map(|clock| {
                let by = Limit { amount, unit: clock.limit.unit };
                let due = extended(sheet, clock.projection.due_at, by);
                (limit::in_words(*w, by), due)
            });
            let what = match by {
                Some((words, Some(due))) => w.extend_to(words, sheet.moment(due)),
                Some((words, None)) => words,
                None => amount.to_string(),
            };
            (Some(facts.request) == open).then(|| Asked {
                by: sheet.name(&facts.asked_by),
                label: w.extend_by(),
                what,
                why: facts.reason,
                notice: facts.notice,
            })
        });
        request_form(sheet, typed, self.title(w), asked)
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let found = sheet.open_extension().zip(verdict(sheet, reading));
        let wish = |(request, verdict)| DecideExtension { request, verdict }.into();
        found.map(wish).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.decided().to_owned()
    }
}

impl Deed for DecideTrack {
    fn slug(&self) -> &'static str {
        "decide-follow-up"
    }

    fn title(&self, w: DeedWords) -> &'static str {
        w.decide_follow_up()
    }

    fn rank(&self) -> Rank {
        Rank::First("")
    }

    fn probe(&self, sheet: &Sheet<'_>) -> Option<MatterCommand> {
        let request = sheet.open_follow_up()?;
        Some(DecideFollowUp { request, verdict: Verdict::Approve }.into())
    }

    fn form(&self, sheet: &Sheet<'_>, typed: &Typed) -> Form {
        let w = sheet.w;
        let open = sheet.open_follow_up();
        let asked = sheet.asked(|event| {
            let MatterEvent::FollowUpAsked(facts) = event else { return None };
            (Some(facts.request) == open).then(|| Asked {
                by: sheet.name(&facts.asked_by),
                label: w.next_on(),
                what: dates::day(*w, facts.next_on),
                why: facts.reason,
                notice: facts.notice,
            })
        });
        request_form(sheet, typed, self.title(w), asked)
    }

    fn wishes(&self, sheet: &Sheet<'_>, reading: &mut Reading<'_>) -> Vec<MatterCommand> {
        let found = sheet.open_follow_up().zip(verdict(sheet, reading));
        let wish = |(request, verdict)| DecideFollowUp { request, verdict }.into();
        found.map(wish).into_iter().collect()
    }

    fn done(&self, sheet: &Sheet<'_>) -> String {
        sheet.w.decided().to_owned()
    }
}
