//! 投诉有门. A complaint comes in with a reference and a code of its own. The code is kept as a keyed
//! hash over both, so that neither opens anything without the other, and no other door knows it.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use xiaoneng_calendar::Date;
use xiaoneng_domain::complaint::{
    ComplaintChannel, ComplaintDecider, FaultCategory, File, IdentityMode,
};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{ComplaintReference, MatterNumber, PersonId, UnitId};
use xiaoneng_domain::stream::StreamId;
use xiaoneng_store::{CodeRow, Identity, NewCode};

use crate::App;
use crate::act::Sent;
use crate::attachment::{CleanFile, new_attachments};
use crate::complaints::Tried;
use crate::denied::Denied;
use crate::institution::Luggage;
use crate::opaque::LENGTH;
use crate::query_code::{CodeError, FormNonce, QueryCode};

/// What the token of a visit is for.
const VISIT: &str = "complaint";
/// 来历 of every code to a complaint: made by whoever filed it.
const CLASS: &str = "complaint";
/// How often a form may meet digits that are another's: far more often than ever happens.
const TURNS: u32 = 8;

/// 投诉 as somebody files it on the web.
#[derive(Clone, Debug)]
pub struct NewComplaint {
    /// 身份方式.
    pub identity: IdentityMode,
    /// 姓名; not kept of an anonymous one.
    pub name: String,
    /// 手机号; not kept of an anonymous one.
    pub phone: Option<String>,
    /// 愿意接回访电话.
    pub wants_call: bool,
    /// 被投诉单位.
    pub unit: UnitId,
    /// 姓名或职务 of whom it is about; empty if it is about nobody in particular.
    pub described: String,
    /// 被投诉人, where the words are the name of one member of staff there.
    pub persons: BTreeSet<PersonId>,
    /// 发生日期.
    pub happened_on: Option<Date>,
    /// 事实经过.
    pub facts: String,
    /// 诉求; empty if none.
    pub demand: String,
    /// 类别.
    pub categories: BTreeSet<FaultCategory>,
    /// “我在本系统工作”: who he is, where he asked to be watched over; kept as a keyed hash alone.
    pub works_here: Option<PersonId>,
}

/// 怎样来的.
#[derive(Copy, Clone, Debug)]
pub(super) struct Came {
    /// By which way.
    pub(super) channel: ComplaintChannel,
    /// On which day, where that was not today.
    pub(super) received_on: Option<Date>,
    /// 集体来访代表, where several came.
    pub(super) representatives: Option<u32>,
}

/// 凭码的投诉人. Who came with reference and code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComplaintHolder {
    /// 编号.
    pub reference: ComplaintReference,
    /// The id made by chance.
    pub person: PersonId,
}

/// 投诉回执.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComplaintReceipt {
    /// Whose, of which complaint.
    pub holder: ComplaintHolder,
    /// 查询码; none once the time to show it has passed.
    pub code: Option<QueryCode>,
}

/// 查码的结果.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ComplaintLookUp {
    /// 查到了.
    Found(ComplaintHolder),
    /// It is no code; nothing was looked up.
    Mistyped(CodeError),
    /// The same whether the reference is wrong, the code, or both.
    NotFound,
    /// 试的次数多了.
    Wait {
        /// For how long.
        minutes: i64,
    },
}

impl App {
    /// 提出投诉. The same form sent again gives the same receipt and no second complaint.
    pub async fn complain(
        &self,
        form: &FormNonce,
        new: NewComplaint,
        files: Vec<CleanFile>,
    ) -> Result<ComplaintReceipt, Denied> {
        if let Some(receipt) = self.complaint_receipt_of(form).await? {
            return Ok(receipt);
        }
        let came =
            Came { channel: ComplaintChannel::Web, received_on: None, representatives: None };
        self.take_complaint(form, (new, files), came, None).await
    }

    /// Files what somebody says himself, or what a registrar took down from him.
    pub(super) async fn take_complaint(
        &self,
        form: &FormNonce,
        (new, files): (NewComplaint, Vec<CleanFile>),
        came: Came,
        registrar: Option<&Actor>,
    ) -> Result<ComplaintReceipt, Denied> {
        // Nobody is looked up by what he gives: an id by chance links him to nothing.
        let holder =
            ComplaintHolder { reference: self.marked("TS").into(), person: self.new_person() };
        let mut luggage = Luggage::default();
        luggage.identities.extend(identity_of(&new).map(|kept| (holder.person.clone(), kept)));
        let attachments = new_attachments(self.chance(), files, &mut luggage);
        let filled = |text: &str| (!text.trim().is_empty()).then(|| self.written(text));
        let works_here = match &new.works_here {
            Some(person) => Some(self.written(&self.keyed_staff(person)?)),
            None => None,
        };
        let file = File {
            reference: holder.reference.clone(),
            complainant: holder.person.clone(),
            identity: new.identity,
            channel: came.channel,
            received_on: came.received_on,
            representatives: came.representatives,
            described: filled(&new.described),
            unit: new.unit,
            persons: new.persons,
            happened_on: new.happened_on,
            facts: self.written(&new.facts),
            demand: filled(&new.demand),
            categories: new.categories,
            matter: None,
            wants_call: new.wants_call,
            works_here,
            attachments,
        };
        let own = Actor::Citizen(holder.person.clone());
        self.file_complaint(form, (file, registrar.unwrap_or(&own)), holder, luggage).await
    }

    async fn file_complaint(
        &self,
        form: &FormNonce,
        (file, actor): (File, &Actor),
        holder: ComplaintHolder,
        mut luggage: Luggage,
    ) -> Result<ComplaintReceipt, Denied> {
        let stream = StreamId::Complaint(holder.reference.clone());
        for turn in 0..TURNS {
            let code = self.complaint_code(form, turn)?;
            luggage.code = Some(NewCode {
                code: keyed(&holder.reference, &code),
                nonce: self.own_nonce(form)?,
                turn,
                row: CodeRow {
                    matter: named(&holder.reference),
                    person: holder.person.clone(),
                    class: CLASS.to_owned(),
                    made_at: self.clock().now(),
                },
            });
            let wishes = vec![file.clone().into()];
            let sent =
                self.carry_out_all::<ComplaintDecider>(&stream, actor, wishes, &luggage).await?;
            match sent {
                Sent::Acted(_) => {
                    self.store().drop_held(form.bytes(), None).await?;
                    return Ok(ComplaintReceipt { holder, code: Some(code) });
                }
                Sent::Before => match self.complaint_receipt_of(form).await? {
                    Some(receipt) => return Ok(receipt),
                    None => return Err(Denied::TooBusy),
                },
                Sent::Taken | Sent::Outnumbered => {}
            }
        }
        Err(Denied::TooBusy)
    }

    /// 回执 of a form that was sent; none if it was not. Reload and retry come here.
    pub async fn complaint_receipt_of(
        &self,
        form: &FormNonce,
    ) -> Result<Option<ComplaintReceipt>, Denied> {
        let Some(sent) = self.store().find_form(&self.own_nonce(form)?).await? else {
            return Ok(None);
        };
        let holder =
            ComplaintHolder { reference: sent.matter.as_str().into(), person: sent.person };
        let term = i64::from(self.settings().codes.shown_for_minutes);
        let code = match self.clock().now() > sent.sent_at.plus_minutes(term) {
            true => None,
            false => Some(self.complaint_code(form, sent.turn)?),
        };
        Ok(Some(ComplaintReceipt { holder, code }))
    }

    /// 查码. What reference and code open together; both go in the body of a form.
    pub async fn look_up_complaint(
        &self,
        (reference, code): (&str, &str),
        address: IpAddr,
    ) -> Result<ComplaintLookUp, Denied> {
        let code = match QueryCode::read(code) {
            Ok(code) => code,
            Err(error) => return Ok(ComplaintLookUp::Mistyped(error)),
        };
        if let Some(minutes) = self.try_quietly(address, Tried::Code) {
            return Ok(ComplaintLookUp::Wait { minutes });
        }
        let reference = read_reference(reference);
        let found = self.store().find_code(&keyed(&reference, &code)).await?;
        let Some(row) = found.filter(|row| row.class == CLASS) else {
            return Ok(ComplaintLookUp::NotFound);
        };
        self.forgive_quietly(address, Tried::Code);
        Ok(ComplaintLookUp::Found(ComplaintHolder { reference, person: row.person }))
    }

    /// 短时通行: a token for a cookie, so that the code need not be typed on every page.
    pub async fn open_complaint_visit(&self, holder: &ComplaintHolder) -> Result<String, Denied> {
        let until = self.in_minutes(self.settings().codes.visit_minutes);
        let token = self.chance().bytes::<16>();
        let opens = (named(&holder.reference), holder.person.clone());
        self.store().keep_token(&token, VISIT, &opens, until).await?;
        Ok(hex::encode(token))
    }

    /// Who comes with a visit's token; none if it is over.
    pub async fn holder_of_complaint_visit(
        &self,
        token: &str,
    ) -> Result<Option<ComplaintHolder>, Denied> {
        let found = self.holder_by(VISIT, token).await?;
        Ok(found.map(|found| ComplaintHolder {
            reference: found.matter.as_str().into(),
            person: found.person,
        }))
    }

    fn complaint_code(&self, form: &FormNonce, turn: u32) -> Result<QueryCode, Denied> {
        let digits = self.store().code_digits(&self.own_nonce(form)?, turn)?;
        Ok(QueryCode::from_digits(digits))
    }

    /// A form that was sent here is another than the same form sent to another door.
    fn own_nonce(&self, form: &FormNonce) -> Result<[u8; 16], Denied> {
        let hash = self.store().keyed_hash("complaint-form", form.bytes())?;
        Ok(hash.first_chunk::<16>().copied().unwrap_or_default())
    }
}

/// What the table of codes names as what a code opens; a complaint's reference is no matter's.
fn named(reference: &ComplaintReference) -> MatterNumber {
    MatterNumber::from(reference.as_str())
}

fn keyed(reference: &ComplaintReference, code: &QueryCode) -> String {
    format!("{reference}/{}", code.digits())
}

/// A reference as people copy it: with spaces, in small or full-width letters.
fn read_reference(typed: &str) -> ComplaintReference {
    let narrow = |sign: char| match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        _ => sign,
    };
    let kept = typed.chars().map(narrow).filter(char::is_ascii_alphanumeric);
    let kept: String = kept.take(LENGTH * 4).map(|sign| sign.to_ascii_uppercase()).collect();
    kept.into()
}

/// Who somebody says he is, in a form by which nobody is found again; none of an anonymous one.
fn identity_of(new: &NewComplaint) -> Option<Identity> {
    match new.identity {
        IdentityMode::Anonymous => return None,
        IdentityMode::Named | IdentityMode::Sealed => {}
    }
    let name = Some(new.name.trim()).filter(|name| !name.is_empty());
    let given = [("complainant_name", name), ("complainant_phone", new.phone.as_deref())];
    let others = given
        .into_iter()
        .filter_map(|(field, value)| value.map(|value| (field.to_owned(), value.to_owned())));
    let others: BTreeMap<String, String> = others.collect();
    (!others.is_empty()).then(|| Identity { others, ..Identity::default() })
}
