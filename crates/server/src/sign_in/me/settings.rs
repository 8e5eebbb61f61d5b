//! 个人设置: read from the form, kept.

use axum::extract::State;
use xiaoneng_app::sign_in::{Preferences, QuietHours};

use super::{Look, Typed, somebody, write};
use crate::Site;
use crate::kit::errors::Errors;
use crate::kit::page::{Answer, see_other};
use crate::kit::posted::Posted;
use crate::kit::staff::Staff;
use crate::kit::visitor::{ELDER, Visitor, cookie, set_cookie};
use crate::sign_in::login::refused;
use crate::sign_in::way::AtDoor;
use crate::sign_in::words::SignInWords;

/// `POST /me/settings`
pub(crate) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    staff: Staff,
    at_door: AtDoor,
    posted: Posted,
) -> Answer {
    let somebody = somebody(&at_door)?;
    let typed = Typed {
        phone: posted.field("phone").trim().to_owned(),
        notices: posted.filled("notices").is_some(),
        quiet_from: posted.field("quiet_from").trim().to_owned(),
        quiet_until: posted.field("quiet_until").trim().to_owned(),
        shortcuts: posted.filled("shortcuts").is_some(),
        large_type: posted.filled("large_type").is_some(),
    };
    let (preferences, phone) = match read(SignInWords(visitor.language), &typed) {
        Ok(read) => read,
        Err(errors) => {
            let look = Look { site: &site, visitor: &visitor, staff: &staff, somebody };
            return refused(write(look, typed, "", errors).await?);
        }
    };
    site.app().set_preferences(&somebody.person, &preferences).await?;
    if site.app().own_phone(&somebody.person).await? != phone {
        site.app().set_own_phone(&somebody.person, phone).await?;
    }
    let mut response = see_other("/me?done=settings");
    let elder = if preferences.has_large_type { "1" } else { "0" };
    if preferences.has_large_type != visitor.elder.is_some() {
        set_cookie(&mut response, cookie(&site, ELDER, elder.to_owned()));
    }
    Ok(response)
}

fn read(w: SignInWords, typed: &Typed) -> Result<(Preferences, Option<String>), Errors> {
    let mut errors = Errors::default();
    let digits = typed.phone.chars().filter(char::is_ascii_digit).count();
    let is_number = |letter: char| letter.is_ascii_digit() || " -+()".contains(letter);
    let is_phone = typed.phone.chars().all(is_number) && (7..=15).contains(&digits);
    if !typed.phone.is_empty() && !is_phone {
        errors.add("phone", w.phone_wrong());
    }
    let (from, until) = (minute(&typed.quiet_from), minute(&typed.quiet_until));
    let is_empty = typed.quiet_from.is_empty() && typed.quiet_until.is_empty();
    let quiet_hours = match (from, until) {
        (Some(from), Some(until)) if from != until => Some(QuietHours { from, until }),
        (Some(_) | None, Some(_) | None) => None,
    };
    if quiet_hours.is_none() && !is_empty {
        errors.add("quiet_from", w.quiet_wrong());
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let preferences = Preferences {
        quiet_hours,
        notices_by_phone: typed.notices,
        has_shortcuts: typed.shortcuts,
        has_large_type: typed.large_type,
    };
    Ok((preferences, Some(typed.phone.clone()).filter(|phone| !phone.is_empty())))
}

/// `22:00` as a minute of the day.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once([':', '：'])?;
    let (hour, minute): (u16, u16) = (hour.trim().parse().ok()?, minute.trim().parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
