//! 登记来信来电来访. A form for what was not filed on the web; then reference and code, to be handed to
//! whoever complains.

use std::str::FromStr as _;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::cookie::CookieJar;
use xiaoneng_app::complaints::{NewComplaint, OnPaper, named_in, serving_as};
use xiaoneng_app::masking::mask_identity_numbers;
use xiaoneng_app::query_code::FormNonce;
use xiaoneng_app::working_time::Date;
use xiaoneng_app::{Denied, Known, Names};
use xiaoneng_domain::complaint::{ComplaintChannel, IdentityMode, Stage};
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::UnitKind;

use crate::Site;
use crate::complaints::deeds::FAULTS;
use crate::complaints::register_words::RegisterWords;
use crate::complaints::words::ComplaintWords;
use crate::kit::errors::Errors;
use crate::kit::file_words::FileWords;
use crate::kit::form::{Choice, Field, Form, Typed};
use crate::kit::held_files::{FileField, Form as FormNumber, FormOf, REMOVE_FIELD};
use crate::kit::page::{Answer, page, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;
use crate::kit::shell::{Section, StaffShell};
use crate::kit::staff::Staff;
use crate::kit::visitor::{Visitor, cookie, set_cookie};
use crate::kit::{dates, phone};

/// The cookie of the form that was just sent; it goes with the browser.
const SENT: &str = "slip";
/// What happened has so many characters at least.
const FACTS_LEAST: usize = 5;

const CHANNELS: [(ComplaintChannel, &str); 6] = [
    (ComplaintChannel::Letter, "letter"),
    (ComplaintChannel::Hotline, "hotline"),
    (ComplaintChannel::Visit, "visit"),
    (ComplaintChannel::Email, "email"),
    (ComplaintChannel::Box, "box"),
    (ComplaintChannel::Window, "window"),
];
const MODES: [IdentityMode; 3] =
    [IdentityMode::Sealed, IdentityMode::Anonymous, IdentityMode::Named];

#[derive(Template)]
#[template(path = "complaints/register.html")]
struct RegisterPage {
    shell: StaffShell,
    w: ComplaintWords,
    form: Form,
    files: FileField,
    errors: Errors,
    number: String,
}

#[derive(Template)]
#[template(path = "complaints/registered.html")]
struct RegisteredPage {
    shell: StaffShell,
    w: RegisterWords,
    c: ComplaintWords,
    reference: String,
    /// Empty once it is not shown any more.
    code: String,
    accept_by: String,
    is_outside: bool,
}

/// Who takes it down.
struct Taking {
    site: Site,
    visitor: Visitor,
    staff: Staff,
    known: Known,
    names: Names,
}

/// `GET /s/complaints/new`
pub(crate) async fn show(State(site): State<Site>, visitor: Visitor, staff: Staff) -> Answer {
    let taking = Taking::begin(site, visitor, staff).await?;
    let number = FormNumber::new(&taking.site);
    taking.render(&Typed::default(), &number, Errors::default()).await
}

/// `POST /s/complaints/new`. However often the same form is sent, one complaint comes of it.
pub(crate) async fn act(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    posted: Posted,
) -> Answer {
    let taking = Taking::begin(site, visitor, staff).await?;
    let app = taking.site.app();
    let number = FormNumber::of(&taking.site, &posted);
    if app.complaint_receipt_of(&number.0).await?.is_some() {
        return Ok(taking.go_on(&number));
    }
    let mut errors = Errors::default();
    let words = FileWords(taking.visitor.language);
    number.hold(&taking.site, &posted.files, words, &mut errors).await;
    let removed = posted.field(REMOVE_FIELD).to_owned();
    let typed = Typed::of(posted.fields);
    if !removed.is_empty() {
        number.drop_unwanted(&taking.site, &removed).await?;
        return taking.render(&typed, &number, errors).await;
    }
    let Some((new, came)) = taking.read(&typed, &mut errors) else {
        return taking.render(&typed, &number, errors).await;
    };
    let files = number.files(&taking.site).await?;
    match app.register_complaint(&taking.staff.actor(), &number.0, (new, files), came).await {
        Ok(_) => Ok(taking.go_on(&number)),
        Err(Denied::Refused(no)) => {
            errors.add("sheet", format!("{no}（{}）", no.clause()));
            taking.render(&typed, &number, errors).await
        }
        Err(denied) => Err(denied.into()),
    }
}

/// `GET /s/complaints/new/receipt`: for the browser that sent it, while the code may be shown.
pub(crate) async fn receipt(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    jar: CookieJar,
) -> Answer {
    let (w, c) = (RegisterWords(visitor.language), ComplaintWords(visitor.language));
    let form = jar.get(SENT).and_then(|kept| FormNonce::from_str(kept.value()).ok());
    let sent = match form {
        Some(form) => site.app().complaint_receipt_of(&form).await?,
        None => None,
    };
    let Some(sent) = sent else { return Ok(see_other("/s/complaints")) };
    let Some(stands) = site.app().complaint_standing(&sent.holder).await? else {
        return Ok(see_other("/s/complaints"));
    };
    let accept_by = stands.standing.accept_by.map(|at| dates::day_and_time(*w, at));
    Ok(page(&RegisteredPage {
        shell: StaffShell::of(&site, &visitor, &staff, Section::Supervision, w.done()),
        w,
        c,
        reference: sent.holder.reference.to_string(),
        code: sent.code.map(|code| code.to_string()).unwrap_or_default(),
        accept_by: accept_by.unwrap_or_default(),
        is_outside: stands.standing.stage == Stage::Outside,
    }))
}

impl Taking {
    async fn begin(site: Site, visitor: Visitor, staff: Staff) -> Result<Self, Problem> {
        let app = site.app();
        if !app.may_register_complaints(&staff.actor()).await? {
            let w = RegisterWords(visitor.language);
            let (permission, who) = (w.permission().to_owned(), w.permission_who().to_owned());
            return Err(Problem::MayNotSee { permission, who });
        }
        let (known, names) = (app.known().await?, app.names().await?);
        Ok(Self { site, visitor, staff, known, names })
    }

    fn w(&self) -> RegisterWords {
        RegisterWords(self.visitor.language)
    }

    fn today(&self) -> Date {
        self.site.app().clock().now().date()
    }

    fn go_on(&self, number: &FormNumber) -> Response {
        let mut response = see_other("/s/complaints/new/receipt");
        set_cookie(&mut response, cookie(&self.site, SENT, number.to_string()));
        response
    }

    /// Every unit that stands, grouped.
    fn units(&self) -> Vec<Choice> {
        let w = self.w();
        let kinds = [
            (UnitKind::Bureau, w.group_bureau()),
            (UnitKind::Section, w.group_sections()),
            (UnitKind::Institution, w.group_institutions()),
            (UnitKind::School, w.group_schools()),
        ];
        let of_kind = |(kind, group): (UnitKind, &'static str)| {
            let units = self.known.organization.open_units().filter(move |unit| unit.kind == kind);
            units.map(move |unit| Choice::new(unit.id.as_str(), unit.name.clone()).within(group))
        };
        kinds.into_iter().flat_map(of_kind).collect()
    }

    fn form(&self, typed: &Typed) -> Form {
        let w = self.w();
        let c = ComplaintWords(self.visitor.language);
        let channel =
            |(one, code): &(ComplaintChannel, &str)| Choice::new(*code, self.channel(*one));
        let mode = |mode: &IdentityMode| Choice {
            is_chosen: *mode == IdentityMode::Sealed,
            ..Choice::new(mode.code(), self.mode(*mode))
        };
        let fault = |fault: &_| {
            let fault: &xiaoneng_domain::complaint::FaultCategory = fault;
            Choice::new(fault.code(), c.fault(*fault))
        };
        let call = vec![Choice::new("1", w.call_yes())];
        Form::new(w.title(), w.lead())
            .field(Field::radios(typed, "channel", w.channel(), map(&CHANNELS, channel)))
            .field(
                Field::day(typed, "received", w.received())
                    .hint(w.received_hint())
                    .proposed(typed, &self.today().to_string()),
            )
            .field(Field::line(typed, "representatives", w.representatives()).optional())
            .field(Field::select(typed, "unit", w.unit(), self.units()))
            .field(
                Field::line(typed, "described", w.described()).hint(w.described_hint()).optional(),
            )
            .field(Field::day(typed, "happened", w.happened()).optional())
            .field(Field::lines(typed, "facts", w.facts()).hint(w.facts_hint()))
            .field(Field::lines(typed, "demand", w.demand()).optional())
            .field(
                Field::checks(typed, "fault", w.faults(), map(&FAULTS, fault))
                    .optional()
                    .folded(w.faults(), typed.all("fault").next().is_some()),
            )
            .field(Field::radios(typed, "mode", w.mode(), map(&MODES, mode)).hint(w.mode_hint()))
            .field(Field::line(typed, "name", w.name()).optional())
            .field(Field::line(typed, "phone", w.phone()).optional())
            .field(Field::checks(typed, "call", w.call(), call).optional())
            .field(
                Field::select(typed, "works_unit", w.works_unit(), self.units())
                    .hint(w.works_hint())
                    .optional(),
            )
    }

    fn channel(&self, channel: ComplaintChannel) -> &'static str {
        let w = self.w();
        match channel {
            ComplaintChannel::Letter => w.letter(),
            ComplaintChannel::Hotline | ComplaintChannel::Web => w.hotline(),
            ComplaintChannel::Visit => w.visit(),
            ComplaintChannel::Email => w.email(),
            ComplaintChannel::Box => w.postbox(),
            ComplaintChannel::Window => w.window(),
        }
    }

    fn mode(&self, mode: IdentityMode) -> &'static str {
        let w = self.w();
        match mode {
            IdentityMode::Named => w.named(),
            IdentityMode::Sealed => w.sealed(),
            IdentityMode::Anonymous => w.anonymous(),
        }
    }

    /// What was taken down; none where something is to be mended.
    fn read(&self, typed: &Typed, errors: &mut Errors) -> Option<(NewComplaint, OnPaper)> {
        let w = self.w();
        let came = self.read_came(typed, errors);
        let mode = MODES.into_iter().find(|mode| mode.code() == typed.get("mode"));
        if mode.is_none() {
            errors.add("mode", w.err_mode());
        }
        let unit = UnitId::from(typed.get("unit"));
        if self.known.organization.open_units().all(|open| open.id != unit) {
            errors.add("unit", w.err_unit());
        }
        let happened_on = self.day(typed, "happened", errors);
        if typed.get("facts").chars().count() < FACTS_LEAST {
            errors.add("facts", w.err_facts());
        }
        let is_anonymous = mode == Some(IdentityMode::Anonymous);
        let phone = if is_anonymous { Ok(None) } else { phone::read(typed.get("phone")) };
        if phone.is_err() {
            errors.add("phone", w.err_phone());
        }
        let works_here = self.works_here(typed, is_anonymous, errors);
        if !errors.is_empty() {
            return None;
        }
        let people = (&self.known, &self.names);
        let masked = |id| {
            let text = typed.get(id);
            mask_identity_numbers(text, w.masked()).unwrap_or_else(|| text.to_owned())
        };
        let described = typed.get("described").to_owned();
        let new = NewComplaint {
            identity: mode?,
            name: if is_anonymous { String::new() } else { typed.get("name").to_owned() },
            phone: phone.ok()?,
            wants_call: !typed.get("call").is_empty() && !is_anonymous,
            persons: named_in(&described, people, &unit),
            unit,
            described,
            happened_on,
            facts: masked("facts"),
            demand: masked("demand"),
            categories: FAULTS
                .into_iter()
                .filter(|fault| typed.all("fault").any(|code| code == fault.code()))
                .collect(),
            works_here,
        };
        Some((new, came?))
    }

    fn read_came(&self, typed: &Typed, errors: &mut Errors) -> Option<OnPaper> {
        let w = self.w();
        let chosen = typed.get("channel");
        let channel = CHANNELS.iter().find(|(_, code)| *code == chosen).map(|(one, _)| *one);
        if channel.is_none() {
            errors.add("channel", w.err_channel());
        }
        let received_on = self.day(typed, "received", errors).unwrap_or_else(|| self.today());
        let count = typed.get("representatives");
        let representatives = count.parse().ok();
        if representatives.is_none() && !count.is_empty() {
            errors.add("representatives", w.err_number());
        }
        Some(OnPaper { channel: channel?, received_on, representatives })
    }

    fn day(&self, typed: &Typed, id: &str, errors: &mut Errors) -> Option<Date> {
        let day = typed.get(id).parse().ok();
        if day.is_none() && !typed.get(id).is_empty() {
            errors.add(id, self.w().err_day());
        }
        day
    }

    /// Who he is, where he works here and asks to be watched over.
    fn works_here(
        &self,
        typed: &Typed,
        is_anonymous: bool,
        errors: &mut Errors,
    ) -> Option<PersonId> {
        let unit = typed.get("works_unit");
        if unit.is_empty() {
            return None;
        }
        if is_anonymous {
            errors.add("works_unit", self.w().err_works_anonymous());
            return None;
        }
        let people = (&self.known, &self.names);
        let found = serving_as(typed.get("name"), people, &UnitId::from(unit));
        if found.is_none() {
            errors.add("works_unit", self.w().err_works_unknown());
        }
        found
    }

    async fn render(&self, typed: &Typed, number: &FormNumber, errors: Errors) -> Answer {
        let w = self.w();
        let (visitor, staff) = (&self.visitor, &self.staff);
        let mut shell = StaffShell::of(&self.site, visitor, staff, Section::Supervision, w.title());
        let is_amiss = !errors.is_empty();
        if is_amiss {
            shell.title = format!("{}{}", shell.k.error_prefix(), w.title());
        }
        let words = FileWords(visitor.language);
        let files = FileField::of(&self.site, words, Some(number), &errors, FormOf::Staff).await?;
        let mut response = page(&RegisterPage {
            shell,
            w: ComplaintWords(visitor.language),
            form: self.form(typed),
            files: files.removed_at("/s/complaints/new"),
            errors,
            number: number.to_string(),
        });
        if is_amiss {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        Ok(response)
    }
}

fn map<T>(all: &[T], choice: impl Fn(&T) -> Choice) -> Vec<Choice> {
    all.iter().map(choice).collect()
}
