//! 拟立项、批示. One form: what is to be done, from which source, by whom; when it would be due by the
//! rules stands beside it.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use xiaoneng_app::tasks::section_of;
use xiaoneng_app::working_time::Instant;
use xiaoneng_app::{Denied, Known};
use xiaoneng_domain::docket::PUSHING;
use xiaoneng_domain::id::{TaskNumber, UnitId};
use xiaoneng_domain::refusal::Refusal;
use xiaoneng_domain::rules::{CountsFrom, SourceKind, Urgency};
use xiaoneng_domain::task::{AssistWish, Party, Proposal, TaskRefusal};

use super::list::is_leader;
use super::sheet::{refusal_words, unit_choices, unit_name};
use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::held_files::Form as FormNumber;
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::Visitor;
use crate::kit::{dates, limit};
use crate::workbench::deeds::{Form, Pen, Reading};
use crate::workbench::form::{Choice, Field, Typed};
use crate::workbench::words::deeds::DeedWords;
use crate::workbench::words::tasks::TaskWords;

/// So many assisting units can be named on the form.
const ASSISTING: usize = 4;

/// 到期 by a row of the rules.
struct DueRow {
    name: String,
    limit: String,
    due: String,
}

#[derive(Template)]
#[template(path = "workbench/task_new.html")]
struct NewPage {
    shell: StaffShell,
    w: DeedWords,
    t: TaskWords,
    form: Form,
    errors: Errors,
    once: String,
    dues: Vec<DueRow>,
}

/// Who writes it.
struct Writing {
    site: Site,
    visitor: Visitor,
    staff: Staff,
    known: Known,
    now: Instant,
    /// A leader instructs; a section proposes for itself.
    is_leader: bool,
    section: Option<UnitId>,
}

/// `GET /w/tasks/new`, with what another page proposes for its fields.
pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    Query(proposed): Query<Vec<(String, String)>>,
) -> Answer {
    let writing = Writing::begin(site, visitor, staff).await?;
    let once = FormNumber::new(&writing.site).to_string();
    let typed = if proposed.is_empty() { Typed::default() } else { Typed::of(proposed) };
    Ok(writing.render(&typed, once, Errors::default()))
}

/// `POST /w/tasks/new`
pub(super) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    let writing = Writing::begin(site, visitor, staff).await?;
    let (once, typed) = (posted.field("once").to_owned(), Typed::of(posted.fields));
    let mut errors = Errors::default();
    let Some(proposal) = writing.proposal(&typed, &once, &mut errors) else {
        return Ok(writing.render(&typed, once, errors));
    };
    let (app, actor) = (writing.site.app(), writing.staff.actor());
    let title = proposal.title.digest();
    let done = match writing.is_leader {
        true => app.instruct_task(&actor, proposal).await,
        false => app.propose_task(&actor, proposal).await,
    };
    let ok = if writing.is_leader { "instructed" } else { "proposed" };
    let go_on = |number: &TaskNumber| Ok(see_other(&format!("/w/tasks/{number}?ok={ok}")));
    match done {
        Ok(number) => go_on(&number),
        Err(Denied::Refused(no)) => {
            // The same form sent twice is carried out once: its very texts stand there.
            if let Refusal::Task(TaskRefusal::OpenElsewhere { task, .. }) = &no
                && let Some(standing) = app.task(&actor, task).await?
                && standing.texts.body(&title).is_some()
            {
                return go_on(task);
            }
            errors.add(field_of(&no), writing.refusal(&no));
            Ok(writing.render(&typed, once, errors))
        }
        Err(denied) => Err(denied.into()),
    }
}

/// The field that a refusal is about.
fn field_of(no: &Refusal) -> &'static str {
    #[allow(clippy::wildcard_enum_match_arm, reason = "the others are about the whole form")]
    match no {
        Refusal::Task(TaskRefusal::SourceDayMissing) => "source_on",
        Refusal::Task(TaskRefusal::DueBehind { .. } | TaskRefusal::DueTooLate { .. }) => "due_on",
        Refusal::Task(
            TaskRefusal::PartyTwice { .. }
            | TaskRefusal::SectionIsParty { .. }
            | TaskRefusal::PersonNotOfLead { .. },
        ) => "lead",
        Refusal::Task(TaskRefusal::OpenElsewhere { .. }) => "source_document",
        Refusal::Task(TaskRefusal::AssistAfterLead { .. }) => "assist1_due",
        _ => "sheet",
    }
}

impl Writing {
    async fn begin(site: Site, visitor: Visitor, staff: Staff) -> Result<Self, Problem> {
        let (known, now) = (site.app().known().await?, site.app().clock().now());
        let section = section_of(&known.organization, &staff.person);
        let is_leader = is_leader(&staff);
        if !is_leader && section.is_none() {
            let w = TaskWords(visitor.language);
            let (permission, who) = (w.may_propose().to_owned(), w.may_propose_who().to_owned());
            return Err(Problem::MayNotSee { permission, who });
        }
        Ok(Self { site, visitor, staff, known, now, is_leader, section })
    }

    fn w(&self) -> TaskWords {
        TaskWords(self.visitor.language)
    }

    fn refusal(&self, no: &Refusal) -> String {
        let basis = DeedWords(self.visitor.language).basis(no.clause());
        format!("{}（{basis}）", refusal_words(&self.known.organization, no))
    }

    fn title(&self) -> &'static str {
        if self.is_leader { self.w().instruct() } else { self.w().propose() }
    }

    fn form(&self, typed: &Typed) -> Form {
        let w = self.w();
        let organization = &self.known.organization;
        let units = || unit_choices(organization, DeedWords(self.visitor.language));
        let lead_words = if self.is_leader { w.instruct_lead() } else { w.new_lead() };
        let mut form = Form::new(self.title(), lead_words)
            .field(Field::line(typed, "title", w.title()))
            .field(Field::select(typed, "lead", w.lead(), units()))
            .field(Field::lines(typed, "content", w.content()))
            .field(Field::line(typed, "demand", w.demand()));
        let urgencies = Urgency::ALL.iter().map(|one| {
            let mut choice = Choice::new(one.code(), one.name());
            choice.is_chosen = *one == Urgency::Normal;
            choice
        });
        if self.is_leader {
            let sections = PUSHING.into_iter().filter_map(|one| organization.unit_for(one));
            let mut sections: Vec<Choice> =
                sections.map(|unit| Choice::new(unit.id.as_str(), unit.name.clone())).collect();
            if let Some(first) = sections.first_mut() {
                first.is_chosen = true;
            }
            let by = w.source_document_by(&self.staff.name, dates::day(*w, self.now.date()));
            form = form.field(Field::radios(typed, "section", w.section(), sections)).field(
                Field::line(typed, "source_document", w.source_document()).proposed(typed, &by),
            );
        } else {
            let kinds = SourceKind::ALL.iter().map(|one| Choice::new(one.code(), one.name()));
            if let Some(section) = &self.section {
                let name = unit_name(organization, section);
                let fact = (w.section().to_owned(), w.fact_section(name));
                form = form.facts(vec![fact]);
            }
            form = form
                .field(Field::select(typed, "source_kind", w.source_kind(), kinds.collect()))
                .field(
                    Field::line(typed, "source_document", w.source_document())
                        .hint(w.source_document_hint()),
                )
                .field(
                    Field::line(typed, "source_item", w.source_item())
                        .hint(w.source_item_hint())
                        .optional(),
                )
                .field(
                    Field::day(typed, "source_on", w.source_on())
                        .hint(w.source_on_hint())
                        .optional(),
                );
        }
        form = form
            .field(Field::radios(typed, "urgency", w.urgency(), urgencies.collect()))
            .field(Field::day(typed, "due_on", w.due_on()).hint(w.due_on_hint()).optional())
            .field(Field::line(typed, "later", w.later()).optional())
            .field(
                Field::line(typed, "quality", w.quality()).proposed(typed, w.quality_proposed()),
            );
        let is_open = (1..=ASSISTING).any(|n| !typed.get(&format!("assist{n}")).is_empty());
        for n in 1..=ASSISTING {
            let (id, due) = (format!("assist{n}"), format!("assist{n}_due"));
            form = form
                .field(
                    Field::select(typed, &id, w.assist(n), units())
                        .optional()
                        .folded(w.assists(), is_open),
                )
                .field(
                    Field::day(typed, &due, w.assist_due(n))
                        .hint(w.assist_due_hint())
                        .optional()
                        .folded(w.assists(), is_open),
                );
        }
        form
    }

    /// What was typed; none where something is to be mended.
    fn proposal(&self, typed: &Typed, once: &str, errors: &mut Errors) -> Option<Proposal> {
        let t = self.w();
        let pen = Pen::of(self.site.form_key(), once);
        let w = DeedWords(self.visitor.language);
        let mut reading = Reading { typed, errors, w, pen: &pen };
        let title = reading.text("title", t.title());
        let lead = reading.unit("lead", t.lead());
        let content = reading.text("content", t.content());
        let demand = reading.text("demand", t.demand());
        let section = match (self.is_leader, &self.section) {
            (false, Some(section)) => Some(section.clone()),
            (_, _) => reading.unit("section", t.section()),
        };
        let source_kind = match self.is_leader {
            true => Some(SourceKind::Instruction),
            false => {
                let chosen = reading.choice("source_kind", t.source_kind());
                let kind = chosen.as_deref().and_then(SourceKind::of_code);
                if kind.is_none() && chosen.is_some() {
                    reading.errors.add("source_kind", w.not_chosen(t.source_kind()));
                }
                kind
            }
        };
        reading.text("source_document", t.source_document());
        let (document, item) = (typed.get("source_document"), typed.get("source_item"));
        // An instruction of a day is about one thing each.
        let item = if self.is_leader { typed.get("title") } else { item };
        let source_key = self.site.app().source_key(document, item);
        let source_document = match self.is_leader || item.is_empty() {
            true => pen.write("source_document", document),
            false => pen.write("source_document", &format!("{document} {item}")),
        };
        let source_on = reading.maybe_day("source_on");
        let urgency = Urgency::of_code(typed.get("urgency")).unwrap_or(Urgency::Normal);
        let due_on = reading.maybe_day("due_on");
        let later = reading.maybe_text("later");
        let quality = reading.text("quality", t.quality());
        let mut assisting = Vec::new();
        for n in 1..=ASSISTING {
            let due_on = reading.maybe_day(&format!("assist{n}_due"));
            if let Some(unit) = reading.maybe_unit(&format!("assist{n}")) {
                self.must_stand(&unit, &format!("assist{n}"), reading.errors);
                assisting.push(AssistWish { unit, due_on });
            }
        }
        let lead = lead.inspect(|unit| self.must_stand(unit, "lead", reading.errors));
        let section = section.inspect(|unit| self.must_stand(unit, "section", reading.errors));
        if !reading.errors.is_empty() {
            return None;
        }
        Some(Proposal {
            title: title?,
            source_kind: source_kind?,
            source_document,
            source_key,
            source_on,
            urgency,
            content: content?,
            demand: demand?,
            quality: quality?,
            section: section?,
            lead: Party { unit: lead?, person: None },
            assisting,
            due_on,
            later,
            report_every: None,
        })
    }

    /// What is not in the list was not chosen from it.
    fn must_stand(&self, unit: &UnitId, field: &str, errors: &mut Errors) {
        if self.known.organization.open_units().all(|open| open.id != *unit) {
            errors.add(field, self.w().no_such_unit());
        }
    }

    /// When each kind would be due if it were opened now.
    fn dues(&self) -> Vec<DueRow> {
        let t = self.w();
        let rules = &self.known.rules;
        let Some(rule) = &rules.on(self.now.date()).task else { return Vec::new() };
        let rows = rule
            .limits
            .values()
            .filter(|row| !self.is_leader || row.source_kind == SourceKind::Instruction);
        rows.map(|row| {
            let due = rules.calendar().due(self.now, row.limit.limit, &[]).at;
            DueRow {
                name: row.name.clone(),
                limit: limit::in_words(*t, row.limit.limit),
                due: match row.counts_from {
                    CountsFrom::Opening => dates::day_and_time(*t, due),
                    CountsFrom::SourceDay => t.dues_from_source().to_owned(),
                },
            }
        })
        .collect()
    }

    fn render(&self, typed: &Typed, once: String, errors: Errors) -> Response {
        let title = self.title();
        let (visitor, staff) = (&self.visitor, &self.staff);
        let mut shell = StaffShell::of(&self.site, visitor, staff, Section::Tasks, title);
        let is_amiss = !errors.is_empty();
        if is_amiss {
            shell.title = format!("{}{title}", shell.k.error_prefix());
        }
        let mut response = page(&NewPage {
            shell,
            w: DeedWords(self.visitor.language),
            t: self.w(),
            form: self.form(typed),
            errors,
            once,
            dues: self.dues(),
        });
        if is_amiss {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        response
    }
}
