//! 个人设置. What somebody chose for himself; none of it concerns anybody else.

use serde::{Deserialize, Serialize};
use xiaoneng_domain::id::PersonId;
use xiaoneng_store::{Fault, FaultKind, Identity, Kept};

use crate::App;
use crate::denied::Denied;

/// 个人设置.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// 免打扰时段; none: notices come at any hour.
    pub quiet_hours: Option<QuietHours>,
    /// Whether notices go to the phone.
    pub notices_by_phone: bool,
    /// 快捷键.
    pub has_shortcuts: bool,
    /// 关怀版.
    pub has_large_type: bool,
}

/// 免打扰时段, in minutes of the day; it may pass midnight.
#[derive(Copy, Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuietHours {
    /// From.
    pub from: u16,
    /// Until.
    pub until: u16,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            quiet_hours: None,
            notices_by_phone: true,
            has_shortcuts: true,
            has_large_type: false,
        }
    }
}

impl Preferences {
    pub(super) fn read(body: Option<&str>) -> Result<Self, Fault> {
        body.map_or_else(
            || Ok(Self::default()),
            |body| serde_json::from_str(body).map_err(unreadable),
        )
    }
}

impl App {
    /// What somebody chose for himself.
    pub async fn preferences(&self, person: &PersonId) -> Result<Preferences, Denied> {
        Ok(Preferences::read(self.store().read_preference(person).await?.as_deref())?)
    }

    /// Keeps what somebody chose for himself.
    pub async fn set_preferences(
        &self,
        person: &PersonId,
        preferences: &Preferences,
    ) -> Result<(), Denied> {
        let body = serde_json::to_string(preferences).map_err(unreadable)?;
        Ok(self.store().write_preference(person, &body).await?)
    }

    /// 联系电话 of a member of staff, as the vault holds it.
    pub async fn own_phone(&self, person: &PersonId) -> Result<Option<String>, Denied> {
        Ok(match self.store().read_identity(person).await? {
            Kept::Found(identity) => identity.phone,
            Kept::Erased | Kept::Nothing => None,
        })
    }

    /// Changes one's own phone; the rest of who one is stays.
    pub async fn set_own_phone(
        &self,
        person: &PersonId,
        phone: Option<String>,
    ) -> Result<(), Denied> {
        let before = self.store().read_identity(person).await?.found();
        let identity = Identity { phone, ..before.unwrap_or_default() };
        self.keep_identity(person, &identity).await
    }
}

fn unreadable(error: serde_json::Error) -> Fault {
    Fault::new(FaultKind::Damaged, format!("个人设置看不懂（{error}）"))
}
