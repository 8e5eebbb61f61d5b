//! 调整单位. What the forms of a unit's page wish.

use axum::extract::Path;
use xiaoneng_app::Denied;
use xiaoneng_domain::id::{PersonId, UnitId};
use xiaoneng_domain::organization::{
    AssignFunction, CloseUnit, DescribeUnit, DescribedBy, Description, FillDesk, Function,
    NameHead, NameLeaderInCharge, OrganizationCommand, OrganizationRefusal, PlaceUnit, RenameUnit,
};
use xiaoneng_domain::refusal::Refusal;

use crate::admin::doors::Door;
use crate::admin::frame::Visit;
use crate::admin::organization::refused;
use crate::admin::unit::{Refused, may_look, page_of};
use crate::admin::words::OrganizationWords;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, see_other};
use crate::kit::posted::Posted;
use crate::kit::problem::Problem;

/// `POST /a/org/{unit}/{act}`
pub(crate) async fn act(
    visit: Visit,
    Path((unit, act)): Path<(String, String)>,
    posted: Posted,
) -> Answer {
    let id = UnitId::from(unit.as_str());
    let organization = visit.site.app().known().await?.organization;
    if !may_look(&visit, &organization, &id) {
        visit.through(Door::Units)?;
    }
    let w = OrganizationWords(visit.visitor.language);
    let wish = match wish(&id, &act, &posted) {
        Ok(wish) => wish,
        Err(Lacks::Choice(field)) => {
            let mut errors = Errors::default();
            errors.add(field, w.choose());
            let refusal = Refused { errors, description: None };
            return refused(page_of(&visit, &id, refusal, false).await?);
        }
        Err(Lacks::Act) => return Err(Problem::NoSuchPage),
    };
    match visit.site.app().arrange(&visit.staff.actor(), wish).await {
        Ok(_) if act == "close" => Ok(see_other("/a/org")),
        Ok(_) => Ok(see_other(&format!("/a/org/{id}?saved=1"))),
        Err(Denied::Refused(no)) => {
            let mut errors = Errors::default();
            errors.add(field_of(&act, &no), no.to_string());
            let description = (act == "describe").then(|| description(&posted));
            refused(page_of(&visit, &id, Refused { errors, description }, false).await?)
        }
        Err(denied) => Err(denied.into()),
    }
}

/// What a form lacks.
enum Lacks {
    /// Nothing was chosen at this field.
    Choice(&'static str),
    /// There is no such form.
    Act,
}

fn wish(unit: &UnitId, act: &str, posted: &Posted) -> Result<OrganizationCommand, Lacks> {
    let unit = unit.clone();
    let chosen = |field: &'static str| posted.filled(field).ok_or(Lacks::Choice(field));
    Ok(match act {
        "describe" => DescribeUnit { unit, description: description(posted) }.into(),
        "rename" => RenameUnit { unit, name: posted.field("new_name").trim().to_owned() }.into(),
        "place" => PlaceUnit { unit, parent: chosen("parent")?.into() }.into(),
        "head" => NameHead { unit, person: chosen("head_person")?.into() }.into(),
        "leader" => NameLeaderInCharge { unit, person: chosen("leader_person")?.into() }.into(),
        "desk" => {
            let first = PersonId::from(chosen("desk_a")?);
            let second = posted.filled("desk_b").map(PersonId::from);
            let desk = std::iter::once(first).chain(second).collect();
            FillDesk { unit, desk }.into()
        }
        "function" => {
            let code = chosen("function_code")?;
            let function = function_of(code).ok_or(Lacks::Choice("function_code"))?;
            AssignFunction { function, unit }.into()
        }
        "close" => CloseUnit { unit, successor: Some(chosen("successor")?.into()) }.into(),
        _ => return Err(Lacks::Act),
    })
}

fn description(posted: &Posted) -> Description {
    let field = |name: &str| posted.field(name).trim().to_owned();
    Description {
        phone: field("phone"),
        address: field("address"),
        hours: field("hours"),
        duties: posted.field("duties").lines().map(|line| line.trim().to_owned()).collect(),
        short_code: field("short_code"),
    }
}

fn function_of(code: &str) -> Option<Function> {
    let all = [
        ("general_office", Function::GeneralOffice),
        ("efficacy_office", Function::EfficacyOffice),
        ("inspection_office", Function::InspectionOffice),
        ("safety_office", Function::SafetyOffice),
        ("education_section", Function::EducationSection),
    ];
    all.into_iter().find(|(name, _)| *name == code).map(|(_, function)| function)
}

/// Where on the page what was refused is mended.
fn field_of(act: &str, no: &Refusal) -> &'static str {
    let at = |part: &DescribedBy| match part {
        DescribedBy::Phone => "phone",
        DescribedBy::Address => "address",
        DescribedBy::Hours => "hours",
        DescribedBy::Duty => "duties",
        DescribedBy::ShortCode => "short_code",
    };
    if let Refusal::Organization(no) = no {
        if let OrganizationRefusal::DescriptionTooLong { part, .. }
        | OrganizationRefusal::DescriptionOfOneLine { part } = no
        {
            return at(part);
        }
        if let OrganizationRefusal::PhoneMalformed { .. } = no {
            return "phone";
        }
        if let OrganizationRefusal::ShortCodeMalformed { .. } = no {
            return "short_code";
        }
        if let OrganizationRefusal::TooManyDuties { .. } = no {
            return "duties";
        }
    }
    match act {
        "rename" => "rename",
        "place" => "place",
        "head" => "head",
        "leader" => "leader",
        "desk" => "desk",
        "function" => "function",
        "close" => "close",
        _ => "phone",
    }
}
