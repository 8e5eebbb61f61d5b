//! 补发查询码. A lost code is made anew, on the phone that was left or at a window by two people of
//! other units; the old one is dead from then on.

use serde::{Deserialize, Serialize};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::matter::{CodeClass, ReissueCode, ReissueWay};
use xiaoneng_store::{Contact, Identity, OutboxRow, RegisterFilter};

use crate::App;
use crate::attempts::Network;
use crate::citizen::read_token;
use crate::denied::Denied;
use crate::institution::Luggage;
use crate::query_code::{CodeHolder, FormNonce};
use crate::receipt::{Coded, CodedReceipt, RECOVERY};
use crate::topics::RECOVERY_ASKED;

/// Of somebody who forgot all his codes, this many matters at most are sent to his phone, the
/// newest first.
const RECOVERED_AT_ONCE: usize = 5;
const MATTERS_OF_A_PERSON: u32 = 200;

/// 窗口补发. Two members of staff of other units, both of whom have shown who they are.
#[derive(Clone, Debug)]
pub struct AtWindow {
    /// Who does it.
    pub first: PersonId,
    /// Who stands beside him.
    pub second: PersonId,
    /// How they knew the citizen.
    pub account: String,
}

/// What somebody asked for who lost his code: the keyed hash of a phone number.
#[derive(Serialize, Deserialize)]
struct AskedFor {
    contact: String,
    matter: Option<MatterNumber>,
}

impl App {
    /// 发到当时留的手机. Whether or not the number is known, the answer is the same and takes the
    /// same time: nobody looks before the heartbeat comes. A matter's number narrows it to that
    /// one. Who asks too often is told the same and sent nothing.
    pub async fn recover_by_phone(
        &self,
        phone: &str,
        number: Option<&MatterNumber>,
        network: &Network,
    ) -> Result<(), Denied> {
        let Some(contact) = Contact::read(phone) else { return Ok(()) };
        let now = self.clock().now();
        let contact = self.store().contact_hash(&contact)?;
        let counted = [
            self.store().keyed_hash("recoveries", &contact)?,
            self.store().keyed_hash("recoveries", network.hash())?,
        ];
        self.store().count_tries(&counted, now).await?;
        let rule = &self.settings().codes;
        let since = now.plus_minutes(-i64::from(rule.tries_within_minutes) - 1);
        for counted in &counted {
            if self.store().tries_since(counted, since).await?.0 > u64::from(rule.tries) {
                return Ok(());
            }
        }
        let asked = AskedFor { contact: hex::encode(contact), matter: number.cloned() };
        let body = serde_json::to_string(&asked).unwrap_or_default();
        let key = format!("recovery-asked/{}", hex::encode(self.chance().bytes::<16>()));
        let row = OutboxRow { topic: RECOVERY_ASKED.to_owned(), key, body, due_at: now };
        Ok(self.store().put_outbox(&[row]).await?)
    }

    /// Sends what was asked for, if anybody left that number.
    pub(crate) async fn answer_recovery(&self, asked: &str) -> Result<(), Denied> {
        let Ok(AskedFor { contact, matter: number }) = serde_json::from_str(asked) else {
            return Ok(());
        };
        let mut hash = [0; 32];
        if hex::decode_to_slice(&contact, &mut hash).is_err() {
            return Ok(());
        }
        let number = number.as_ref();
        let people = self.store().find_by_contact_hash(&hash).await?;
        let mut sent = 0;
        for person in people {
            for matter in self.matters_of(&person, number).await? {
                if sent < RECOVERED_AT_ONCE {
                    self.send_recovery(&CodeHolder { matter, person: person.clone() }).await?;
                    sent += 1;
                }
            }
        }
        Ok(())
    }

    /// The matters somebody brought, newest first; or the one of that number, if he has a code to
    /// it.
    async fn matters_of(
        &self,
        person: &PersonId,
        number: Option<&MatterNumber>,
    ) -> Result<Vec<MatterNumber>, Denied> {
        if let Some(number) = number {
            let holder = CodeHolder { matter: number.clone(), person: person.clone() };
            let is_his = self.matter_of(&holder).await?.is_some();
            return Ok(if is_his { vec![number.clone()] } else { Vec::new() });
        }
        let filter = RegisterFilter::Petitioner(person.clone());
        let mut rows = self.store().list_register(&filter, None, MATTERS_OF_A_PERSON).await?;
        rows.sort_by_key(|row| std::cmp::Reverse(row.filed_at));
        Ok(rows.into_iter().filter(|row| !row.is_imported).map(|row| row.matter).collect())
    }

    /// Who comes with a recovery link; the link is not used up by looking.
    pub async fn holder_of_recovery(&self, token: &str) -> Result<Option<CodeHolder>, Denied> {
        self.holder_by(RECOVERY, token).await
    }

    /// 凭短信里的链接取新码. The old code is dead from then on; so is the link. None if the link is.
    pub async fn recover_by_link(
        &self,
        token: &str,
        form: &FormNonce,
    ) -> Result<Option<CodedReceipt>, Denied> {
        if let Some(receipt) = self.receipt_of(form).await? {
            return Ok(Some(receipt));
        }
        let Some(token) = read_token(token) else { return Ok(None) };
        let now = self.clock().now();
        let Some((matter, person)) = self.store().spend_token(&token, RECOVERY, now).await? else {
            return Ok(None);
        };
        let holder = CodeHolder { matter, person: person.clone() };
        let reissue = ReissueCode { holder: person.clone(), way: ReissueWay::ToPhone };
        let (commands, luggage) = (vec![reissue.into()], Luggage::default());
        let coded = Coded { holder, class: CodeClass::Own, commands, wrote: None, luggage };
        Ok(Some(self.send_coded(&Actor::Citizen(person), form, coded).await?))
    }

    /// 窗口补发, by two of other units. Whose code: the one who brought the matter.
    pub async fn recover_at_window(
        &self,
        number: &MatterNumber,
        window: AtWindow,
        form: &FormNonce,
    ) -> Result<CodedReceipt, Denied> {
        if let Some(receipt) = self.receipt_of(form).await? {
            return Ok(receipt);
        }
        let petitioner = self.matter(number).await?.and_then(|matter| matter.filing?.petitioner);
        let person = petitioner.unwrap_or_else(|| PersonId::from(""));
        let holder = CodeHolder { matter: number.clone(), person: person.clone() };
        let way = ReissueWay::AtWindow {
            second_person: window.second,
            account: self.written(&window.account),
        };
        let commands = vec![ReissueCode { holder: person, way }.into()];
        let (class, luggage) = (CodeClass::Window, Luggage::default());
        let coded = Coded { holder, class, commands, wrote: None, luggage };
        self.send_coded(&Actor::Staff(window.first), form, coded).await
    }

    /// Whether a phone number was left with a matter, without telling which.
    pub async fn can_be_reached(&self, holder: &CodeHolder) -> Result<bool, Denied> {
        let kept = self.store().read_identity(&holder.person).await?.found();
        Ok(kept.is_some_and(|Identity { phone, .. }| phone.is_some()))
    }
}
