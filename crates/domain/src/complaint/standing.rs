//! 查询. What the complainant sees by his code, the anonymous one as well.

use xiaoneng_calendar::Instant;

use crate::complaint::{
    ClockName, Complaint, ExtensionState, Outcome, RejectReason, RightChannel, Stage,
    UnsealingState,
};
use crate::text::TextDigest;

/// 投诉人看到的进度. States, dates and what was written to him; nobody's name, nothing of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PublicStanding {
    /// How far it has come.
    pub stage: Stage,
    /// When it was registered.
    pub filed_at: Instant,
    /// By when 受理 is decided, while it is owed.
    pub accept_by: Option<Instant>,
    /// 受理.
    pub accepted_at: Option<Instant>,
    /// By when the result is owed, while it is.
    pub finish_by: Option<Instant>,
    /// 延期: what he was told of it.
    pub extended: Option<TextDigest>,
    /// 第几轮 of the investigation; 0 before acceptance.
    pub round: u32,
    /// What was said at acceptance, rejection, transfer or the end outside.
    pub notice: Option<TextDigest>,
    /// 不予受理: why, and the right door.
    pub rejected: Option<(RejectReason, RightChannel)>,
    /// 结案.
    pub closed_at: Option<Instant>,
    /// By when he is answered, while it is owed.
    pub reply_by: Option<Instant>,
    /// 答复.
    pub reply: Option<TextDigest>,
    /// When he was answered.
    pub replied_at: Option<Instant>,
    /// The outcome, once he was answered.
    pub outcome: Option<Outcome>,
    /// Until when he is asked whether he is content; none once he answered, or where it is not asked.
    pub follow_up_by: Option<Instant>,
    /// 启封: every opening of his identity, with the reason.
    pub unsealed: Vec<(Instant, TextDigest)>,
    /// 身份查看: when somebody read who he is.
    pub identity_read_at: Vec<Instant>,
    /// When it came to its end.
    pub ended_at: Option<Instant>,
}

/// What the complainant sees; none before it was filed.
pub fn public_standing(complaint: &Complaint) -> Option<PublicStanding> {
    let filing = complaint.filing.as_ref()?;
    let owed = |name: ClockName| {
        let clock = complaint.clocks.get(&name).filter(|clock| clock.is_running());
        clock.map(|clock| clock.due_at)
    };
    let granted = complaint.extensions.iter().rev();
    let granted = granted.into_iter().find(|request| request.state == ExtensionState::Granted);
    let rejection = complaint.rejection.as_ref();
    let reply = complaint.reply.as_ref();
    let finding = complaint.finding.as_ref().filter(|_| reply.is_some());
    let opened = complaint.unsealings.iter().filter_map(|unsealing| match &unsealing.state {
        UnsealingState::Opened { at, .. } | UnsealingState::SealedAgain { at, .. } => {
            Some((*at, unsealing.reason))
        }
        UnsealingState::Asked | UnsealingState::Refused | UnsealingState::Void => None,
    });
    Some(PublicStanding {
        stage: complaint.stage,
        filed_at: filing.filed_at,
        accept_by: owed(ClockName::Acceptance),
        accepted_at: complaint.acceptance.as_ref().map(|acceptance| acceptance.at),
        finish_by: owed(ClockName::Finish),
        extended: granted.map(|request| request.notice),
        round: complaint.round,
        notice: notice(complaint),
        rejected: rejection.map(|rejection| (rejection.reason, rejection.reason.channel())),
        closed_at: complaint.closed_at,
        reply_by: owed(ClockName::Reply),
        reply: reply.map(|reply| reply.text),
        replied_at: reply.map(|reply| reply.at),
        outcome: finding.map(|finding| finding.outcome),
        follow_up_by: owed(ClockName::FollowUp).filter(|_| complaint.follow_up.is_none()),
        unsealed: opened.collect(),
        identity_read_at: complaint.readings.iter().map(|reading| reading.at).collect(),
        ended_at: complaint.ended_at,
    })
}

/// The last thing written to him beside the reply.
fn notice(complaint: &Complaint) -> Option<TextDigest> {
    let transfer = complaint.transfer.as_ref().map(|transfer| transfer.notice);
    let outside = complaint.outside.as_ref().and_then(|outside| outside.notice);
    let rejection = complaint.rejection.as_ref().map(|rejection| rejection.notice);
    let acceptance = complaint.acceptance.as_ref().map(|acceptance| acceptance.notice);
    transfer.or(outside).or(rejection).or(complaint.merge_notice).or(acceptance)
}
