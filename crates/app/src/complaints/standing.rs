//! 凭码查看. What the complainant sees and does with his code: how it stands, what was written to him,
//! a supplement, the answer whether he is content.

use xiaoneng_domain::complaint::{
    AnswerFollowUp, AskRecusal, ComplaintCommand, ComplaintDecider, Content, PublicStanding,
    Supply, public_standing,
};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::stream::StreamId;

use crate::App;
use crate::act::Sent;
use crate::attachment::{CleanFile, new_attachments};
use crate::complaints::door::ComplaintHolder;
use crate::denied::Denied;
use crate::dossier::Texts;
use crate::institution::Luggage;

/// 投诉进度.
#[derive(Clone, Debug)]
pub struct ComplaintStanding {
    /// States and dates.
    pub standing: PublicStanding,
    /// What was written to him, by digest; nothing else of the file.
    pub texts: Texts,
    /// How much he supplied so far.
    pub supplied: usize,
    /// Whether he may still add something.
    pub is_open: bool,
}

impl App {
    /// 进度 for who came with the code; none where there is nothing.
    pub async fn complaint_standing(
        &self,
        holder: &ComplaintHolder,
    ) -> Result<Option<ComplaintStanding>, Denied> {
        let Some(dossier) = self.bare_complaint(&holder.reference).await? else { return Ok(None) };
        let complaint = &dossier.complaint;
        if complaint.complainant() != Some(&holder.person) {
            return Ok(None);
        }
        let Some(standing) = public_standing(complaint) else { return Ok(None) };
        let mut texts = self.texts_in(&StreamId::Complaint(holder.reference.clone())).await?;
        let told = [standing.notice, standing.extended, standing.reply];
        let opened = standing.unsealed.iter().map(|(_, reason)| *reason);
        let seen: Vec<_> = told.into_iter().flatten().chain(opened).collect();
        texts.retain(&seen);
        let (supplied, is_open) = (complaint.supplements.len(), complaint.stage.is_open());
        Ok(Some(ComplaintStanding { standing, texts, supplied, is_open }))
    }

    /// 补充.
    pub async fn supply_to_complaint(
        &self,
        holder: &ComplaintHolder,
        text: &str,
        files: Vec<CleanFile>,
    ) -> Result<(), Denied> {
        let mut luggage = Luggage::default();
        let attachments = new_attachments(self.chance(), files, &mut luggage);
        let supply = Supply { text: self.written(text), attachments };
        self.act_as_complainant(holder, supply.into(), luggage).await
    }

    /// 回答回访.
    pub async fn answer_follow_up(
        &self,
        holder: &ComplaintHolder,
        satisfaction: Content,
        words: &str,
    ) -> Result<(), Denied> {
        let words = (!words.trim().is_empty()).then(|| self.written(words));
        let answer = AnswerFollowUp { satisfaction, words };
        self.act_as_complainant(holder, answer.into(), Luggage::default()).await
    }

    /// 申请回避.
    pub async fn ask_recusal(&self, holder: &ComplaintHolder, reason: &str) -> Result<(), Denied> {
        let ask = AskRecusal { reason: self.written(reason) };
        self.act_as_complainant(holder, ask.into(), Luggage::default()).await
    }

    async fn act_as_complainant(
        &self,
        holder: &ComplaintHolder,
        command: ComplaintCommand,
        luggage: Luggage,
    ) -> Result<(), Denied> {
        let stream = StreamId::Complaint(holder.reference.clone());
        let actor = Actor::Citizen(holder.person.clone());
        let wishes = vec![command];
        let sent = self.carry_out_all::<ComplaintDecider>(&stream, &actor, wishes, &luggage);
        match sent.await? {
            Sent::Acted(_) => Ok(()),
            Sent::Before | Sent::Taken | Sent::Outnumbered => Err(Denied::TooBusy),
        }
    }
}
