//! 一行. A matter in a list: its light with the clock that lights it, the time left, what it is.

use std::sync::Arc;

use xiaoneng_app::rules::Rules;
use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{Listed, Names};
use xiaoneng_domain::id::PersonId;
use xiaoneng_domain::matter::ClockName;
use xiaoneng_domain::organization::Organization;
use xiaoneng_domain::views::{DeskRow, OfferRow, RegisterRow, Wait};

use crate::Site;
use crate::kit::language::Language;
use crate::kit::light::{Badge, LightKind, clock_name};
use crate::kit::problem::Problem;
use crate::kit::remaining::Deadline;
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::workbench::states::state_word;
use crate::workbench::words::DeskWords;
use crate::workbench::words::inbox::InboxWords;

/// 一行 in words.
pub(crate) struct Line {
    pub(crate) number: String,
    pub(crate) subject: String,
    pub(crate) item: String,
    pub(crate) badge: Badge,
    pub(crate) deadline: Deadline,
    /// In place of the time left, where nothing runs; empty otherwise.
    pub(crate) paused: String,
    pub(crate) channel: String,
    pub(crate) state: String,
    pub(crate) holder: String,
    pub(crate) first: String,
    /// Where the matter opens.
    pub(crate) path: String,
    /// The act of the row: where it leads, and its word; both empty if it has none.
    pub(crate) act_path: String,
    pub(crate) act_word: &'static str,
    /// Whether the act is done at once by its button, and for which offer.
    pub(crate) is_signable: bool,
    pub(crate) offer: u32,
    pub(crate) select: String,
}

/// What rows are put into words with.
pub(crate) struct Teller {
    pub(crate) language: Language,
    pub(crate) rules: Arc<Rules>,
    pub(crate) organization: Arc<Organization>,
    pub(crate) names: Names,
    pub(crate) now: Instant,
    /// Who reads it.
    pub(crate) person: PersonId,
}

impl Teller {
    /// The teller of a page.
    pub(crate) async fn of(site: &Site, visitor: &Visitor, staff: &Staff) -> Result<Self, Problem> {
        let known = site.app().known().await?;
        Ok(Self {
            language: visitor.language,
            rules: known.rules,
            organization: known.organization,
            names: site.app().names().await?,
            now: site.app().clock().now(),
            person: staff.person.clone(),
        })
    }

    fn deadline(&self, due_at: Instant) -> Deadline {
        Deadline::of(self.language, self.rules.calendar(), self.now, due_at)
    }

    /// What every list says of a matter.
    fn line(&self, register: &RegisterRow, gist: &str, badge: Badge, due_at: Instant) -> Line {
        let w = InboxWords(self.language);
        let rules = self.rules.on(register.filed_at.date());
        let item = rules.matter_types.get(&register.matter_type);
        let item = item.map_or_else(|| register.matter_type.to_string(), |item| item.name.clone());
        let subject = if gist.is_empty() { item.clone() } else { gist.to_owned() };
        let first = self.organization.unit(&register.first_unit);
        let holder = register.responsible.as_ref().map(|person| self.names.of(person).to_owned());
        Line {
            number: register.matter.to_string(),
            select: w.select_row(&subject),
            subject,
            item,
            deadline: self.deadline(due_at).beside(badge.kind),
            badge,
            paused: String::new(),
            channel: channel_word(self.language, &register.channel).to_owned(),
            state: state_word(DeskWords(self.language), &register.state).to_owned(),
            holder: holder.unwrap_or_else(|| "—".to_owned()),
            first: first.map(|unit| unit.name.clone()).unwrap_or_default(),
            path: format!("/w/m/{}", register.matter),
            act_path: String::new(),
            act_word: "",
            is_signable: false,
            offer: 0,
        }
    }

    /// A matter on a desk.
    pub(crate) fn desk(&self, listed: &Listed<DeskRow>) -> Line {
        let badge = Badge::of_desk_row(self.language, &listed.row, self.now);
        let is_paused = badge.kind == LightKind::Pause;
        let mut line = self.line(&listed.register, &listed.gist, badge, listed.row.due_at);
        let w = InboxWords(self.language);
        if is_paused {
            line.paused = w.paused().to_owned();
        }
        // What a citizen filed waits at the desk to be taken in.
        let waits_at_desk = listed.row.clock.parse() == Ok(ClockName::Signing(0));
        if waits_at_desk && listed.row.responsible == self.person {
            line.act_word = w.take_in();
            line.act_path = format!("/w/m/{}/accept", line.number);
            line.is_signable = true;
        }
        line
    }

    /// A matter that waits for a signature.
    pub(crate) fn offer(&self, listed: &Listed<OfferRow>) -> Line {
        let badge = self.badge(listed.row.sign_by, ClockName::Signing(listed.row.offer));
        let mut line = self.line(&listed.register, &listed.gist, badge, listed.row.sign_by);
        line.act_word = InboxWords(self.language).sign();
        line.act_path = format!("/w/m/{}/sign", line.number);
        line.is_signable = true;
        line.offer = listed.row.offer;
        line
    }

    fn badge(&self, due_at: Instant, clock: ClockName) -> Badge {
        let left = self.rules.calendar().working_minutes_between(self.now, due_at);
        let kind = if self.now > due_at {
            LightKind::Red
        } else if left <= SOON_MINUTES {
            LightKind::Yellow
        } else {
            LightKind::Green
        };
        Badge::new(self.language, kind, clock_name(self.language, clock))
    }
}

/// What waits for a person turns yellow in the last hour of work.
const SOON_MINUTES: i64 = 60;

/// What waits for somebody, of some kinds, most urgent first.
pub(crate) async fn waiting_lines(
    site: &Site,
    (visitor, staff): (&Visitor, &Staff),
    kinds: &[Wait],
) -> Result<Vec<Line>, Problem> {
    let teller = Teller::of(site, visitor, staff).await?;
    let w = InboxWords(visitor.language);
    let mut found = site.app().list_waits(&staff.person, kinds).await?;
    found.sort_by_key(|listed| listed.row.due_at);
    let lines = found.iter().map(|listed| {
        let row = &listed.row;
        let (clock, act, word, what) = match row.wait {
            Wait::Assist => {
                (ClockName::Assisting(row.ordinal), "answer-assist", w.answer(), w.waits_assist())
            }
            Wait::Sent => (ClockName::Signing(row.ordinal), "takeback", w.open(), w.waits_sent()),
            Wait::Ruling => (ClockName::Ruling(row.ordinal), "rule", w.rule(), w.waits_ruling()),
            Wait::Suspension => {
                (ClockName::Completion, "decide-suspension", w.approve(), w.waits_suspension())
            }
            Wait::Extension => {
                (ClockName::Completion, "decide-extension", w.approve(), w.waits_extension())
            }
            Wait::Correction => {
                (ClockName::Completion, "decide-correction", w.approve(), w.waits_correction())
            }
            Wait::FollowUp => {
                (ClockName::Completion, "decide-follow-up", w.approve(), w.waits_follow_up())
            }
            Wait::Signal => (ClockName::Completion, "signal", w.answer(), w.waits_signal()),
            Wait::Question => (ClockName::Completion, "reply", w.answer(), w.waits_question()),
        };
        let due_at = match row.wait {
            Wait::Suspension | Wait::FollowUp | Wait::Question | Wait::Correction => {
                listed.register.due_at.unwrap_or(row.due_at)
            }
            Wait::Assist | Wait::Sent | Wait::Ruling | Wait::Extension | Wait::Signal => row.due_at,
        };
        let badge = teller.badge(due_at, clock);
        let mut line = teller.line(&listed.register, &listed.gist, badge, due_at);
        line.act_path = format!("{}/{act}", line.path);
        line.act_word = word;
        line.state = what.to_owned();
        line
    });
    Ok(lines.collect())
}

/// 来源, by the code of the register.
fn channel_word(language: Language, code: &str) -> &'static str {
    let (chinese, english) = match code {
        "portal" => ("网上", "online"),
        "qr_code" => ("扫码", "QR code"),
        "visit" => ("来访", "visit"),
        "phone" => ("来电", "phone"),
        "letter" => ("来信", "letter"),
        "hotline" => ("12345", "12345"),
        "assigned" => ("上级交办", "assigned"),
        "interface" => ("接口", "interface"),
        "history" => ("历史导入", "imported"),
        _ => ("其他", "other"),
    };
    language.choose(chinese, english)
}
