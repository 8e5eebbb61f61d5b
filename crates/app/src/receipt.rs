//! 回执. A form that is sent makes one matter, one code and one promise, however often it is sent:
//! on reload, on a double click, on a retry after a lost connection.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::{Actor, Fact};
use xiaoneng_domain::id::{MatterNumber, PersonId};
use xiaoneng_domain::matter::{
    Bring, CameWith, Channel, CodeClass, Follow, Matter, MatterCommand, MatterDecider, MatterEvent,
};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_domain::text::{TextDigest, Written};
use xiaoneng_store::{CodeRow, FormRow, Identity, NewCode, OutboxRow, Proof};

use crate::App;
use crate::act::Sent;
use crate::attachment::{CleanFile, new_attachments};
use crate::denied::Denied;
use crate::file::{DrawnUp, Filing};
use crate::institution::Luggage;
use crate::query_code::{CodeHolder, FormNonce, QueryCode};
use crate::topics::NOTICE;

/// What the token of a recovery link is for.
pub(crate) const RECOVERY: &str = "recovery";
/// How often a form may meet digits that are another's: far more often than ever happens.
const TURNS: u32 = 8;

/// 回执, as the citizen gets it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodedReceipt {
    /// Whose it is, and of which matter.
    pub holder: CodeHolder,
    /// 查询码; none where it is not to be seen here: the form's time to show it has passed, it was
    /// made anew since, or it goes to the phone that called.
    pub code: Option<QueryCode>,
    /// 承诺 about the record by which he came to the matter, signed: `xiaoneng ledger check-promise`
    /// reads it.
    pub promise: Option<String>,
}

/// 跟进 as somebody asks for it.
#[derive(Clone, Debug)]
pub struct Following {
    /// Which matter.
    pub matter: MatterNumber,
    /// Who he is, if he says.
    pub identity: Option<Identity>,
    /// What he has to add; empty if nothing.
    pub text: String,
}

/// Wishes that carry a code, before the code is made.
pub(crate) struct Coded {
    pub(crate) holder: CodeHolder,
    pub(crate) class: CodeClass,
    pub(crate) commands: Vec<MatterCommand>,
    /// What he wrote of his own, whose salt he gets with the promise.
    pub(crate) wrote: Option<Written>,
    pub(crate) luggage: Luggage,
}

impl App {
    /// 提出, with a query code. `clerk` registers for somebody; none: the citizen files himself. The
    /// same form sent again gives the same receipt and no second matter.
    pub async fn file_with_code(
        &self,
        clerk: Option<&PersonId>,
        form: &FormNonce,
        filing: Filing,
        files: Vec<CleanFile>,
    ) -> Result<CodedReceipt, Denied> {
        if let Some(receipt) = self.receipt_of(form).await? {
            return Ok(receipt);
        }
        let is_call = filing.channel == Channel::Phone;
        let unknown = self.new_person();
        let DrawnUp { file, mut luggage } = self.draw_up(filing, Some(unknown.clone())).await?;
        let person = file.petitioner.clone().unwrap_or(unknown);
        let holder = CodeHolder { matter: file.number.clone(), person: person.clone() };
        let has_contact = file.has_contact;
        let (actor, class) = match clerk {
            Some(clerk) => (Actor::Staff(clerk.clone()), CodeClass::Printed),
            None => (Actor::Citizen(person), CodeClass::Own),
        };
        let wrote = Some(file.story.clone());
        let mut commands = vec![file.into()];
        if !files.is_empty() {
            let attachments = new_attachments(self.chance(), files, &mut luggage);
            commands.push(Bring { with: CameWith::Filing, attachments }.into());
        }
        let coded = Coded { holder, class, commands, wrote, luggage };
        let receipt = self.send_coded(&actor, form, coded).await?;
        if clerk.is_some() && is_call && has_contact {
            self.send_recovery(&receipt.holder).await?;
            return Ok(CodedReceipt { code: None, ..receipt });
        }
        Ok(receipt)
    }

    /// 跟进, with a code of his own. The same form sent again gives the same receipt.
    pub async fn follow_with_code(
        &self,
        form: &FormNonce,
        following: Following,
        files: Vec<CleanFile>,
    ) -> Result<CodedReceipt, Denied> {
        if let Some(receipt) = self.receipt_of(form).await? {
            return Ok(receipt);
        }
        let mut luggage = Luggage::default();
        let person = match &following.identity {
            None => self.new_person(),
            Some(identity) => match self.find_person(identity).await? {
                Some(known) => known,
                None => {
                    let person = self.new_person();
                    luggage.identities.push((person.clone(), identity.clone()));
                    person
                }
            },
        };
        let identity = following.identity.as_ref();
        let has_contact = identity.is_some_and(|identity| identity.phone.is_some());
        let text = Some(following.text).filter(|text| !text.trim().is_empty());
        let text = text.map(|text| self.written(&text));
        let wrote = text.clone();
        let mut commands = vec![Follow { text, has_contact }.into()];
        if !files.is_empty() {
            let attachments = new_attachments(self.chance(), files, &mut luggage);
            commands.push(Bring { with: CameWith::Following, attachments }.into());
        }
        let holder = CodeHolder { matter: following.matter, person: person.clone() };
        let coded = Coded { holder, class: CodeClass::Own, commands, wrote, luggage };
        self.send_coded(&Actor::Citizen(person), form, coded).await
    }

    /// 回执 of a form that was sent; none if it was not. Reload and retry come here.
    pub async fn receipt_of(&self, form: &FormNonce) -> Result<Option<CodedReceipt>, Denied> {
        let Some(sent) = self.store().find_form(form.bytes()).await? else { return Ok(None) };
        let holder = CodeHolder { matter: sent.matter.clone(), person: sent.person.clone() };
        let promise = self.promise_to(&holder).await?;
        let code = self.shown_code(form, &sent).await?;
        Ok(Some(CodedReceipt { holder, code, promise }))
    }

    /// Whether that is what its holder wrote when he got the receipt: then he tries once more, and
    /// wishes nothing new.
    pub async fn brought(&self, receipt: &CodedReceipt, text: &str) -> Result<bool, Denied> {
        let holder = &receipt.holder;
        let history = self.history(&holder.matter).await?;
        let Some((_, Some(digest))) = own_record(&history, 0, holder) else { return Ok(false) };
        let stream = StreamId::Matter(holder.matter.clone());
        let kept = self.store().read_text(&stream, &digest).await?.found();
        Ok(kept.is_some_and(|kept| kept.body() == text))
    }

    /// The code of a form, while it may be shown: soon after sending, and not once it is dead.
    async fn shown_code(
        &self,
        form: &FormNonce,
        sent: &FormRow,
    ) -> Result<Option<QueryCode>, Denied> {
        let term = i64::from(self.settings().codes.shown_for_minutes);
        if self.clock().now() > sent.sent_at.plus_minutes(term) {
            return Ok(None);
        }
        let code = self.code_of(form, sent.turn)?;
        let kept = self.store().find_code(&code.digits()).await?;
        let is_alive =
            kept.is_some_and(|row| row.matter == sent.matter && row.person == sent.person);
        let matter = self.matter(&sent.matter).await?;
        let is_called = matter.is_some_and(|matter| goes_to_the_phone(&matter, &sent.person));
        Ok(Some(code).filter(|_| is_alive && !is_called))
    }

    fn code_of(&self, form: &FormNonce, turn: u32) -> Result<QueryCode, Denied> {
        Ok(QueryCode::from_digits(self.store().code_digits(form.bytes(), turn)?))
    }

    /// Carries out wishes with the code of a form in the same transaction.
    pub(crate) async fn send_coded(
        &self,
        actor: &Actor,
        form: &FormNonce,
        coded: Coded,
    ) -> Result<CodedReceipt, Denied> {
        let Coded { holder, class, commands, wrote, mut luggage } = coded;
        let stream = StreamId::Matter(holder.matter.clone());
        for turn in 0..TURNS {
            let code = self.code_of(form, turn)?;
            luggage.code = Some(NewCode {
                code: code.digits(),
                nonce: *form.bytes(),
                turn,
                row: CodeRow {
                    matter: holder.matter.clone(),
                    person: holder.person.clone(),
                    class: class.code().to_owned(),
                    made_at: self.clock().now(),
                },
            });
            let sent = self
                .carry_out_all::<MatterDecider>(&stream, actor, commands.clone(), &luggage)
                .await?;
            match sent {
                Sent::Acted(acted) => {
                    if !luggage.attachments.is_empty() {
                        self.store().drop_held(form.bytes(), None).await?;
                    }
                    let before = acted.version - u32::try_from(acted.facts.len()).unwrap_or(0);
                    let own = own_record(&acted.facts, before, &holder);
                    let promise = match own {
                        Some((version, _)) => {
                            Some(self.promise_about(&stream, version, wrote.as_ref()).await?)
                        }
                        // Made anew: the promise is still that of the record he came by.
                        None => self.promise_to(&holder).await?,
                    };
                    return Ok(CodedReceipt { holder, code: Some(code), promise });
                }
                Sent::Before => match self.receipt_of(form).await? {
                    Some(receipt) => return Ok(receipt),
                    None => return Err(Denied::TooBusy),
                },
                Sent::Taken | Sent::Outnumbered => {}
            }
        }
        Err(Denied::TooBusy)
    }

    /// 承诺 about the record by which somebody got his code.
    async fn promise_to(&self, holder: &CodeHolder) -> Result<Option<String>, Denied> {
        let history = self.history(&holder.matter).await?;
        let Some((version, digest)) = own_record(&history, 0, holder) else { return Ok(None) };
        let stream = StreamId::Matter(holder.matter.clone());
        let text: Option<Written> = match digest {
            Some(digest) => self.store().read_text(&stream, &digest).await?.found(),
            None => None,
        };
        Ok(Some(self.promise_about(&stream, version, text.as_ref()).await?))
    }

    async fn promise_about(
        &self,
        stream: &StreamId,
        version: u32,
        text: Option<&Written>,
    ) -> Result<String, Denied> {
        let within = self.settings().seal_every_seconds;
        Ok(self.store().promise(self.signer(), (stream, version), within, text).await?)
    }

    /// 入账证明 of the record that the promise on a receipt is about.
    pub async fn proof_of(&self, holder: &CodeHolder) -> Result<Option<Proof>, Denied> {
        let history = self.history(&holder.matter).await?;
        let Some((version, _)) = own_record(&history, 0, holder) else { return Ok(None) };
        let stream = StreamId::Matter(holder.matter.clone());
        Ok(Some(self.store().proof(&stream, version, &self.public_key()).await?))
    }

    /// Whether somebody may still act with his code: it was not made anew, he was not erased.
    pub(crate) async fn matter_of(&self, holder: &CodeHolder) -> Result<Option<Matter>, Denied> {
        let matter = self.matter(&holder.matter).await?;
        Ok(matter.filter(|matter| matter.code_class(&holder.person).is_some()))
    }

    /// Leaves a link for the phone of somebody, by which he makes himself a new code, once.
    pub(crate) async fn send_recovery(&self, holder: &CodeHolder) -> Result<(), Denied> {
        let until = self.in_minutes(self.settings().codes.recovery_minutes);
        let token = self.new_token(RECOVERY, holder, until).await?;
        let notice = serde_json::json!({
            "to": { "petitioner": holder.person.as_str() },
            "matter": holder.matter.as_str(),
            "content": { "template": "code_recovery", "token": token, "until": until.to_string() },
        });
        let key = hex::encode(self.store().keyed_hash("recovery-notice", token.as_bytes())?);
        let row = OutboxRow {
            topic: NOTICE.to_owned(),
            key: format!("recovery/{key}"),
            body: notice.to_string(),
            due_at: self.clock().now(),
        };
        Ok(self.store().put_outbox(&[row]).await?)
    }

    /// An instant so many minutes from now.
    pub(crate) fn in_minutes(&self, minutes: u32) -> Instant {
        self.clock().now().plus_minutes(i64::from(minutes))
    }
}

/// The record by which somebody came to this matter, among the facts after a version, and the text
/// that he wrote in it.
fn own_record(
    facts: &[Fact<MatterEvent>],
    after: u32,
    holder: &CodeHolder,
) -> Option<(u32, Option<TextDigest>)> {
    facts.iter().zip(after + 1..).find_map(|(fact, version)| {
        if let MatterEvent::Registered(facts) = &fact.event {
            let is_his = facts.petitioner.as_ref() == Some(&holder.person);
            return is_his.then_some((version, Some(facts.story)));
        }
        let MatterEvent::Followed(facts) = &fact.event else { return None };
        (facts.follower == holder.person).then_some((version, facts.text))
    })
}

/// 来电登记: nobody in the office sees the code of who called; he makes it himself by a link that goes
/// to his phone.
fn goes_to_the_phone(matter: &Matter, person: &PersonId) -> bool {
    let filing = matter.filing.as_ref();
    let is_call =
        filing.is_some_and(|filing| filing.channel == Channel::Phone && filing.has_contact);
    is_call && matter.code_class(person) == Some(CodeClass::Printed)
}
