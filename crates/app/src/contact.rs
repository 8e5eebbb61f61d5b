//! 群众联系方式. Pages show it masked; whoever sees it whole is noted.

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::MatterNumber;
use xiaoneng_domain::matter::Matter;
use xiaoneng_store::SecurityEntry;

use crate::App;
use crate::denied::Denied;
use crate::sign_in::SecurityKind;

/// 诉求人, as pages show him.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Petitioner {
    /// 称呼; empty where it is told under seal, erased, or was not given.
    pub name: String,
    /// 手机号 with its middle masked; empty if none was left.
    pub masked_phone: String,
    /// 不公开身份.
    pub is_sealed: bool,
}

impl App {
    /// 诉求人 of a matter that was opened for somebody who may see it; under seal he is nobody.
    pub async fn petitioner(&self, matter: &Matter) -> Result<Petitioner, Denied> {
        let Some(filing) = &matter.filing else { return Ok(Petitioner::default()) };
        if filing.is_sealed {
            return Ok(Petitioner { is_sealed: true, ..Petitioner::default() });
        }
        let Some(person) = &filing.petitioner else { return Ok(Petitioner::default()) };
        let identity = self.identity(person).await?.found().unwrap_or_default();
        let masked_phone = identity.phone.as_deref().map(masked).unwrap_or_default();
        Ok(Petitioner { name: identity.name, masked_phone, is_sealed: false })
    }

    /// 看全号. The whole number, for whoever may see the matter and it is not under seal; noted in
    /// the security log first.
    pub async fn see_contact(
        &self,
        actor: &Actor,
        number: &MatterNumber,
    ) -> Result<Option<String>, Denied> {
        let filing = self.look_at(actor, number).await?.and_then(|matter| matter.filing);
        let Some(filing) = filing.filter(|filing| !filing.is_sealed) else { return Ok(None) };
        let Some(person) = filing.petitioner else { return Ok(None) };
        let entry = SecurityEntry {
            at: self.clock().now(),
            kind: SecurityKind::ContactSeen.code().to_owned(),
            actor: actor.clone(),
            person: Some(person.clone()),
            login_hash: None,
            address_hash: None,
            address: None,
        };
        self.store().note_security(&entry).await?;
        Ok(self.identity(&person).await?.found().and_then(|identity| identity.phone))
    }
}

/// The first three and the last four digits.
fn masked(phone: &str) -> String {
    let letters: Vec<char> = phone.chars().collect();
    match letters.len() {
        0..=7 => "****".to_owned(),
        length => {
            let mut shown: String = letters.iter().take(3).collect();
            shown.push_str("****");
            shown.extend(letters.iter().skip(length - 4));
            shown
        }
    }
}
