//! 群众的门. What a citizen may do once his code was looked up: with this matter, and no other.

use std::collections::BTreeSet;

use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::matter::{
    AskQuestion, Bring, CameWith, Chip, MatterCommand, MatterDecider, MatterEvent, Opinion, Rate,
    RateAgain, RequestReview, Satisfaction, Solved, Supply, Urge, UrgeReason, Withdraw,
};
use xiaoneng_domain::stream::StreamId;

use crate::App;
use crate::act::{Acted, Sent};
use crate::attachment::{CleanFile, new_attachments};
use crate::attempts::Network;
use crate::denied::Denied;
use crate::institution::Luggage;
use crate::query_code::CodeHolder;

const VISIT: &str = "visit";
const LINK: &str = "link";

/// 评价表.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RatingForm {
    /// 事情解决了吗.
    pub solved: Solved,
    /// 满意吗.
    pub satisfaction: Satisfaction,
    /// 不满意在哪里.
    pub chips: BTreeSet<Chip>,
    /// 想说的话; empty if nothing.
    pub words: String,
}

/// What a citizen did.
pub type Done = Acted<MatterEvent>;

/// 凭码进门之后.
impl App {
    /// 短时通行: a token for a cookie, so that the code need not be typed on every page.
    pub async fn open_visit(&self, holder: &CodeHolder) -> Result<String, Denied> {
        let until = self.in_minutes(self.settings().codes.visit_minutes);
        self.new_token(VISIT, holder, until).await
    }

    /// Who comes with a visit's token; none if it is over, or the code was made anew since.
    pub async fn holder_of_visit(&self, token: &str) -> Result<Option<CodeHolder>, Denied> {
        self.holder_by(VISIT, token).await
    }

    /// Ends a visit.
    pub async fn close_visit(&self, token: &str) -> Result<(), Denied> {
        match read_token(token) {
            Some(token) => Ok(self.store().drop_token(&token).await?),
            None => Ok(()),
        }
    }

    /// 短链接 for `/k/{token}`: opens the matter for some days, without a code in it.
    pub async fn new_link(&self, holder: &CodeHolder) -> Result<String, Denied> {
        let days = self.settings().codes.link_days;
        self.new_token(LINK, holder, self.in_minutes(days.saturating_mul(24 * 60))).await
    }

    /// Who comes with a link.
    pub async fn holder_of_link(&self, token: &str) -> Result<Option<CodeHolder>, Denied> {
        self.holder_by(LINK, token).await
    }

    pub(crate) async fn new_token(
        &self,
        purpose: &str,
        holder: &CodeHolder,
        until: xiaoneng_calendar::Instant,
    ) -> Result<String, Denied> {
        let token = self.chance().bytes::<16>();
        let opens = (holder.matter.clone(), holder.person.clone());
        self.store().keep_token(&token, purpose, &opens, until).await?;
        Ok(hex::encode(token))
    }

    pub(crate) async fn holder_by(
        &self,
        purpose: &str,
        token: &str,
    ) -> Result<Option<CodeHolder>, Denied> {
        let Some(token) = read_token(token) else { return Ok(None) };
        let found = self.store().find_token(&token, purpose, self.clock().now()).await?;
        Ok(found.map(|(matter, person)| CodeHolder { matter, person }))
    }
}

pub(crate) fn read_token(text: &str) -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    hex::decode_to_slice(text, &mut bytes).ok().map(|()| bytes)
}

/// 群众能做的事.
impl App {
    /// 评价. Never from a browser in which staff are signed in; the page sees to that.
    pub async fn rate(
        &self,
        holder: &CodeHolder,
        form: RatingForm,
        network: &Network,
    ) -> Result<Done, Denied> {
        let opinion = self.opinion(form, network).await?;
        self.act_as_citizen(holder, Rate { opinion }).await
    }

    /// 追评.
    pub async fn rate_again(
        &self,
        holder: &CodeHolder,
        form: RatingForm,
        network: &Network,
    ) -> Result<Done, Denied> {
        let opinion = self.opinion(form, network).await?;
        self.act_as_citizen(holder, RateAgain { opinion }).await
    }

    async fn opinion(&self, form: RatingForm, network: &Network) -> Result<Opinion, Denied> {
        let from = self.rated_from(network).await?;
        let RatingForm { solved, satisfaction, chips, words } = form;
        let words = Some(words).filter(|words| !words.trim().is_empty());
        let words = words.map(|words| self.written(&words));
        Ok(Opinion { solved, satisfaction, chips, words, from })
    }

    /// 催一下.
    pub async fn urge(
        &self,
        holder: &CodeHolder,
        reason: UrgeReason,
        text: &str,
    ) -> Result<Done, Denied> {
        let text = Some(text).filter(|text| !text.trim().is_empty());
        let text = text.map(|text| self.written(text));
        self.act_as_citizen(holder, Urge { reason, text }).await
    }

    /// 补充材料.
    pub async fn supply(
        &self,
        holder: &CodeHolder,
        materials: &str,
        files: Vec<CleanFile>,
    ) -> Result<Done, Denied> {
        let supply = Supply { materials: self.written(materials) };
        let files = (CameWith::Supplement, files);
        self.act_with_files(holder, supply.into(), files).await
    }

    /// 提问或留言.
    pub async fn ask_question(
        &self,
        holder: &CodeHolder,
        question: &str,
        files: Vec<CleanFile>,
    ) -> Result<Done, Denied> {
        let ask = AskQuestion { text: self.written(question) };
        self.act_with_files(holder, ask.into(), (CameWith::Question, files)).await
    }

    /// 撤回诉求.
    pub async fn withdraw(&self, holder: &CodeHolder, account: &str) -> Result<Done, Denied> {
        let withdraw = Withdraw { account: self.written(account), second_person: None };
        self.act_as_citizen(holder, withdraw).await
    }

    /// 不认可,申请复核.
    pub async fn request_review(
        &self,
        holder: &CodeHolder,
        reason: &str,
        files: Vec<CleanFile>,
    ) -> Result<Done, Denied> {
        let request = RequestReview { reason: self.written(reason) };
        self.act_with_files(holder, request.into(), (CameWith::Review, files)).await
    }

    async fn act_with_files(
        &self,
        holder: &CodeHolder,
        command: MatterCommand,
        (with, files): (CameWith, Vec<CleanFile>),
    ) -> Result<Done, Denied> {
        if files.is_empty() {
            return self.act_as_citizen(holder, command).await;
        }
        let mut luggage = Luggage::default();
        let attachments = new_attachments(self.chance(), files, &mut luggage);
        let bring = Bring { with, attachments }.into();
        self.act_together(holder, vec![command, bring], luggage).await
    }

    async fn act_as_citizen(
        &self,
        holder: &CodeHolder,
        command: impl Into<MatterCommand>,
    ) -> Result<Done, Denied> {
        self.act_together(holder, vec![command.into()], Luggage::default()).await
    }

    async fn act_together(
        &self,
        holder: &CodeHolder,
        commands: Vec<MatterCommand>,
        luggage: Luggage,
    ) -> Result<Done, Denied> {
        let stream = StreamId::Matter(holder.matter.clone());
        let actor = Actor::Citizen(holder.person.clone());
        match self.carry_out_all::<MatterDecider>(&stream, &actor, commands, &luggage).await? {
            Sent::Acted(acted) => Ok(acted),
            Sent::Before | Sent::Taken | Sent::Outnumbered => Err(Denied::TooBusy),
        }
    }
}
