//! What somebody might wish next of a matter as it stands.

use std::collections::BTreeSet;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{PersonId, SuspensionCode, UnitId};
use xiaoneng_domain::matter::*;
use xiaoneng_domain::text::TextDigest;

use super::World;
use super::people::text;

/// What a sequence is mostly about, so that deep states are reached.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Theme {
    HandOver,
    Dispute,
    Supplement,
    Pause,
    Extension,
    FollowUp,
    Delivery,
    Review,
    Joint,
    Signals,
    Modes,
    Ending,
    Cover,
}

impl Theme {
    pub(crate) const ALL: [Self; 13] = [
        Self::HandOver,
        Self::Dispute,
        Self::Supplement,
        Self::Pause,
        Self::Extension,
        Self::FollowUp,
        Self::Delivery,
        Self::Review,
        Self::Joint,
        Self::Signals,
        Self::Modes,
        Self::Ending,
        Self::Cover,
    ];
}

/// The choices, each with its weight, who would make it, and the wish.
pub(super) struct Choices {
    theme: Theme,
    pub(super) all: Vec<(usize, (Actor, MatterCommand))>,
}

impl Choices {
    fn add(&mut self, themes: &[Theme], weight: usize, by: Actor, wish: impl Into<MatterCommand>) {
        let weight = if themes.contains(&self.theme) { weight * 12 } else { weight };
        self.all.push((weight, (by, wish.into())));
    }
}

impl World {
    /// Somebody wishes something of the matter: mostly who may, sometimes anybody.
    pub(crate) fn choose(&mut self, matter: &Matter) -> (Actor, MatterCommand) {
        let mut choices = Choices { theme: self.theme, all: Vec::new() };
        self.of_the_citizen(matter, &mut choices);
        self.of_first_contact(matter, &mut choices);
        self.of_hand_over(matter, &mut choices);
        self.of_requests(matter, &mut choices);
        self.of_handling(matter, &mut choices);
        self.of_results(matter, &mut choices);
        let (by, wish) = self
            .chance
            .weighted(choices.all)
            .unwrap_or_else(|| (Actor::System, LetTimePass { beat: Beat::Regular }.into()));
        let by = if self.chance.percent(8) { self.anybody() } else { by };
        (by, wish)
    }

    fn holder(&self, matter: &Matter) -> (Actor, UnitId) {
        let last = matter.holdings.last().map(|holding| holding.holder.clone());
        let now = matter.responsible.as_ref().map(|responsible| responsible.holder.clone());
        match now.or(last) {
            Some(holder) => {
                let cover = self.county.organization.cover_of(&holder.person, self.now());
                (Actor::Staff(cover.unwrap_or(&holder.person).clone()), holder.unit)
            }
            None => (Self::named("BGS_clerk"), "BGS".into()),
        }
    }

    /// The approver on record, or his B while he is away.
    fn who_decides(&self, approver: &PersonId) -> Actor {
        let cover = self.county.organization.cover_of(approver, self.now());
        Actor::Staff(cover.unwrap_or(approver).clone())
    }

    fn head_of(&self, unit: &UnitId) -> Actor {
        let head = self.county.organization.head_of(unit);
        Actor::Staff(head.cloned().unwrap_or_else(|| "director".into()))
    }

    fn in_days(&mut self, least: i64, most: i64) -> Instant {
        let minutes = self.chance.between(least * 1440, most * 1440);
        self.now().plus_minutes(minutes)
    }

    fn of_the_citizen(&mut self, matter: &Matter, choices: &mut Choices) {
        let petitioner = matter.filing.as_ref().and_then(|filing| filing.petitioner.clone());
        let Some(petitioner) = petitioner.map(Actor::Citizen) else { return };
        let urge = Urge { reason: UrgeReason::NoNews, text: Some(text("什么时候有消息")) };
        choices.add(&[Theme::Signals], 1, petitioner.clone(), urge);
        let question = AskQuestion { text: text("还要等多久") };
        choices.add(&[], 1, petitioner.clone(), question);
        let review = RequestReview { reason: text("没有说清楚") };
        let weight = if matter.ended.is_some() { 12 } else { 1 };
        choices.add(&[Theme::Review], weight, petitioner.clone(), review);
        let (holder, _) = self.holder(matter);
        let second = |person: &str| Some(PersonId::from(person));
        let paper =
            Withdraw { account: text("来人说不办了"), second_person: second("BGS_staff") };
        choices.add(&[Theme::Ending], 1, holder, paper);
        let withdraw = Withdraw { account: text("不办了"), second_person: None };
        choices.add(&[Theme::Ending], 1, petitioner.clone(), withdraw);
        let awaits = matter.supplements.last().is_some_and(|last| last.supplied_at.is_none());
        let weight = if awaits { 4 } else { 1 };
        let supply = Supply { materials: text("材料") };
        choices.add(&[], weight, petitioner, supply);
        self.of_codes(matter, choices);
    }

    /// 评价、跟进、附件、查询码.
    fn of_codes(&mut self, matter: &Matter, choices: &mut Choices) {
        let follower = matter.followers.last().map(|follower| follower.person.clone());
        let stranger =
            Self::named(if self.chance.percent(70) { "citizen:f1" } else { "citizen:f2" });
        let follow = Follow { text: Some(text("我也遇到")), has_contact: true };
        choices.add(&[], 1, stranger, follow);
        let petitioner = matter.filing.as_ref().and_then(|filing| filing.petitioner.clone());
        let is_answered = matter.ended.as_ref().is_some_and(|ended| ended.ending.is_answer());
        for holder in petitioner.into_iter().chain(follower) {
            let by = Actor::Citizen(holder.clone());
            let opinion = self.opinion();
            let again = RateAgain { opinion: opinion.clone() };
            let weight = if is_answered { 4 } else { 1 };
            choices.add(&[], weight, by.clone(), Rate { opinion });
            let is_rated = matter.ratings.iter().any(|rating| rating.by == holder);
            let weight = if is_answered && is_rated { 12 } else { 1 };
            choices.add(&[Theme::Review], weight, by.clone(), again);
            let with = if self.chance.percent(50) { CameWith::Filing } else { CameWith::Following };
            let attachments = vec![self.photograph()];
            choices.add(&[], 1, by.clone(), Bring { with, attachments });
            let phone = ReissueCode { holder: holder.clone(), way: ReissueWay::ToPhone };
            choices.add(&[], 1, by, phone);
            let way = ReissueWay::AtWindow {
                second_person: "S2_clerk".into(),
                account: text("核对了身份证"),
            };
            let clerk = Self::named("S1_clerk");
            choices.add(&[], 1, clerk, ReissueCode { holder, way });
        }
        let (holder, _) = self.holder(matter);
        let with = if self.chance.percent(50) { CameWith::Answer } else { CameWith::Publication };
        let attach = Attach { with, attachments: vec![self.photograph()] };
        choices.add(&[], 1, holder, attach);
    }

    fn opinion(&mut self) -> Opinion {
        let solved = [Solved::Yes, Solved::Partly, Solved::No, Solved::HardToSay];
        let levels = [
            Satisfaction::VerySatisfied,
            Satisfaction::BasicallySatisfied,
            Satisfaction::Dissatisfied,
            Satisfaction::VeryDissatisfied,
        ];
        Opinion {
            solved: *self.chance.one_of(&solved),
            satisfaction: *self.chance.one_of(&levels),
            chips: BTreeSet::from([Chip::TooSlow]),
            words: self.chance.percent(50).then(|| text("就是太慢")),
            from: *self.chance.one_of(&[RatedFrom::Outside, RatedFrom::OfficeNetwork]),
        }
    }

    fn photograph(&mut self) -> NewAttachment {
        NewAttachment {
            digest: TextDigest::from_bytes([self.chance.below(250) as u8; 32]),
            media_type: MediaType::Png,
            bytes: 1 + self.chance.below(1_000) as u64,
        }
    }

    fn of_first_contact(&mut self, matter: &Matter, choices: &mut Choices) {
        let (holder, unit) = self.holder(matter);
        choices.add(&[], 6, holder.clone(), Accept {});
        let matter_type = self.any_type();
        let surroundings = self.surroundings();
        let classify = Classify { matter_type, surroundings };
        choices.add(&[Theme::Modes], 1, holder.clone(), classify);
        let record = self.record(matter);
        choices.add(&[], 2, holder.clone(), RecordFirstContact { record });
        let form = NoticeForm::Written;
        for (occasion, weight) in
            [(SupplementOccasion::Missing, 2), (SupplementOccasion::RequestChanged, 1)]
        {
            let ask = AskSupplement { materials: text("还缺"), form, occasion };
            choices.add(&[Theme::Supplement], weight, holder.clone(), ask);
        }
        let step = matter.clocks.values().filter(|clock| clock.is_open()).find_map(|clock| {
            match clock.name {
                ClockName::Step(step) => Some(step),
                _ => None,
            }
        });
        let finish = FinishStep { step: step.unwrap_or(1) };
        choices.add(&[], if step.is_some() { 6 } else { 1 }, holder.clone(), finish);
        let to = match matter.filing.as_ref().and_then(|filing| filing.petitioner.clone()) {
            Some(_) => self.matters.keys().next().cloned(),
            None => None,
        };
        if let Some(to) = to {
            let link = Link { to: to.clone(), reason: text("同一件事") };
            choices.add(&[Theme::Ending], 1, holder.clone(), link);
            let into_petitioner =
                matter.filing.as_ref().and_then(|filing| filing.petitioner.clone());
            let merge = Merge { into: to, into_petitioner, reason: text("并案") };
            choices.add(&[Theme::Ending], 1, holder, merge);
        }
        let _ = unit;
    }

    fn of_hand_over(&mut self, matter: &Matter, choices: &mut Choices) {
        let (holder, unit) = self.holder(matter);
        let disputes = &[Theme::HandOver, Theme::Dispute, Theme::Cover];
        let to = match self.chance.percent(70) {
            true => Destination { unit: self.any_unit(), person: None },
            false => Destination { person: self.somebody_of(&unit), unit: unit.clone() },
        };
        let hand_over = HandOver {
            to,
            request: text("请办理"),
            duty_clause: Some(text("职责清单")),
            done_so_far: self.chance.percent(80).then(|| text("已经核实")),
        };
        choices.add(disputes, 3, holder.clone(), hand_over);
        if let Some(offer) = matter.offers.last() {
            let number = if self.chance.percent(10) { 1 } else { offer.ordinal };
            let organization = &self.county.organization;
            let named = offer.to.person.as_ref();
            let on_duty = named.or(organization.desk_of(&offer.to.unit, self.now()));
            let receiver = on_duty.cloned().unwrap_or_else(|| "director".into());
            let weight = if offer.is_open() { 8 } else { 1 };
            choices.add(
                disputes,
                weight,
                Actor::Staff(receiver.clone()),
                SignFor { offer: number },
            );
            choices.add(&[], 1, holder.clone(), WithdrawHandOver { offer: number });
            choices.add(&[], 1, holder.clone(), UndoRouting { offer: number });
            let back = Return {
                offer: number,
                reason: ReturnReason::NotOurDuty,
                belongs_to: Some(offer.from.unit.clone()),
                duty_clause: text("三定方案"),
            };
            let by = match offer.is_open() {
                true => Actor::Staff(receiver),
                false => holder.clone(),
            };
            let may_return = matches!(offer.state, OfferState::Signed { return_until, .. }
                if return_until >= self.now());
            let weight = if may_return { 5 } else { 1 };
            choices.add(&[Theme::Dispute], weight, by, back);
        }
        if let Some(ruling) = &matter.ruling {
            let ruler = self.somebody_of(&ruling.ruler).unwrap_or_else(|| "director".into());
            let ruler = ruling.passed_up_to.clone().unwrap_or(ruler);
            let rule = Rule { unit: self.any_unit(), reason: text("按职责") };
            let weight = if ruling.ruled_unit.is_none() { 6 } else { 1 };
            choices.add(&[Theme::Dispute], weight, Actor::Staff(ruler), rule);
            let object = ObjectToRuling { reason: text("有异议") };
            let weight = if ruling.ruled_unit.is_some() { 4 } else { 1 };
            choices.add(&[Theme::Dispute], weight, self.head_of(&unit), object);
        }
        let wish = AssistWish { unit: self.any_unit(), question: text("请核实") };
        choices.add(&[Theme::Joint], 1, holder.clone(), AskAssist { wish });
        let open: Vec<(u32, UnitId)> = matter
            .assists
            .iter()
            .filter(|assist| assist.is_open())
            .map(|assist| (assist.ordinal, assist.unit.clone()))
            .collect();
        for (assist, unit) in open {
            let answer = AnswerAssist { assist, answer: text("已经核实清楚") };
            if let Some(person) = self.somebody_of(&unit) {
                choices.add(&[], 3, Actor::Staff(person), answer);
            }
            choices.add(&[Theme::Joint], 1, holder.clone(), ReleaseAssist { assist });
        }
    }

    fn of_corrections(&mut self, matter: &Matter, choices: &mut Choices, verdict: &Verdict) {
        let (holder, _) = self.holder(matter);
        let met = matter.clocks.values().find_map(|clock| {
            let stopped = clock.stopped.filter(|stopped| stopped.why == StopReason::Met)?;
            Some((clock.name, clock.started_at, stopped.at))
        });
        if let Some((clock, from, until)) = met {
            let minutes = (until.micros() - from.micros()) / 60_000_000;
            let happened_at = from.plus_minutes(self.chance.between(-5, minutes.max(0)));
            let wish = AskCorrection { clock, happened_at, evidence: text("录音 17 号") };
            choices.add(&[], 1, holder, wish);
        }
        let open = |state: RequestState| state == RequestState::Open;
        if let Some(asked) = matter.corrections.iter().find(|asked| open(asked.state)) {
            let wish = DecideCorrection { request: asked.ordinal, verdict: verdict.clone() };
            choices.add(&[Theme::Cover], 3, self.who_decides(&asked.approver), wish);
        }
    }

    fn of_requests(&mut self, matter: &Matter, choices: &mut Choices) {
        let (holder, _) = self.holder(matter);
        let ask = AskSuspension {
            code: self.any_ground(matter),
            evidence: text("函号"),
            until: self.in_days(0, 20),
            notice: text("等鉴定结果"),
        };
        choices.add(&[Theme::Pause], 2, holder.clone(), ask);
        choices.add(&[Theme::Pause], 1, holder.clone(), Resume {});
        let amount = self.chance.between(0, 3) as u32;
        let ask =
            AskExtension { amount, reason: text("情况复杂"), notice: text("要多几天") };
        choices.add(&[Theme::Extension], 2, holder.clone(), ask);
        let next_on = self.chance.percent(85).then(|| self.in_days(0, 33).date());
        let ask =
            AskFollowUp { next_on, reason: text("要等秋季"), notice: text("下月告诉您") };
        choices.add(&[Theme::FollowUp], 2, holder, ask);
        let verdict = match self.chance.percent(65) {
            true => Verdict::Approve,
            false => Verdict::Refuse(text("理由不足")),
        };
        let open = |state: RequestState| state == RequestState::Open;
        self.of_corrections(matter, choices, &verdict);
        if let Some(asked) = matter.suspension_requests.iter().find(|asked| open(asked.state)) {
            let wish = DecideSuspension { request: asked.ordinal, verdict: verdict.clone() };
            choices.add(&[Theme::Pause, Theme::Cover], 4, self.who_decides(&asked.approver), wish);
        }
        if let Some(asked) = matter.extension_requests.iter().find(|asked| open(asked.state)) {
            let wish = DecideExtension { request: asked.ordinal, verdict: verdict.clone() };
            choices.add(
                &[Theme::Extension, Theme::Cover],
                4,
                self.who_decides(&asked.approver),
                wish,
            );
        }
        if let Some(asked) = matter.follow_ups.iter().find(|asked| open(asked.state)) {
            let wish = DecideFollowUp { request: asked.ordinal, verdict };
            choices.add(
                &[Theme::FollowUp, Theme::Cover],
                4,
                self.who_decides(&asked.approver),
                wish,
            );
        }
    }

    fn of_handling(&mut self, matter: &Matter, choices: &mut Choices) {
        let (holder, unit) = self.holder(matter);
        let all = [Mode::Immediate, Mode::Active, Mode::Visit, Mode::Open, Mode::FollowUp];
        let mut modes: BTreeSet<Mode> = matter.modes.keys().copied().collect();
        let mode = *self.chance.one_of(&all);
        if !modes.remove(&mode) {
            modes.insert(mode);
        }
        let correct = CorrectModes { modes, reason: text("更正") };
        choices.add(&[Theme::Modes], 1, self.head_of(&unit), correct);
        let leader: PersonId = "deputy".into();
        let wish = TakeUp { leader: leader.clone(), plan: text("方案") };
        choices.add(&[Theme::Modes], 1, Actor::Staff(leader), wish);
        let visit = RecordVisit {
            visited_at: self.now().plus_minutes(-self.chance.between(0, 90)),
            place: text("家里"),
            visitors: vec!["JYK_staff".into()],
            account: text("已当面说明"),
        };
        choices.add(&[Theme::Modes], 1, holder.clone(), visit);
        let parts = [
            PublishedPart::Rule,
            PublishedPart::Procedure,
            PublishedPart::Result,
            PublishedPart::Contact,
        ];
        let part = *self.chance.one_of(&parts);
        let words = if self.chance.percent(90) { "公开内容" } else { "电话13812345678" };
        choices.add(&[Theme::Modes], 2, holder.clone(), Publish { part, text: text(words) });
        choices.add(&[], 1, holder.clone(), RecordAction { action: text("已经到场") });
        if let Some(signal) = matter.signals.iter().find(|signal| signal.answered_at.is_none()) {
            let answer = AnswerSignal { signal: signal.ordinal, text: text("原因和改正") };
            choices.add(&[Theme::Signals], 1, Actor::Staff(signal.recipient.clone()), answer);
        }
    }

    fn of_results(&mut self, matter: &Matter, choices: &mut Choices) {
        let (holder, _) = self.holder(matter);
        let ends = &[Theme::Delivery, Theme::Review];
        let Actor::Staff(handler) = holder.clone() else { return };
        let by = self.in_days(0, 4);
        let named = Reply { text: text("由我办"), handler: Some(handler), by: Some(by) };
        choices.add(&[], 3, holder.clone(), named);
        let empty = self.chance.percent(30);
        let words = if empty { "没有办法" } else { "已经了解" };
        let body =
            if empty { xiaoneng_domain::text::Written::new(words, [1; 16]) } else { text(words) };
        choices.add(&[], 1, holder.clone(), Reply { text: body.clone(), handler: None, by: None });
        let resolved = GiveResult { outcome: Outcome::Resolved, text: body };
        choices.add(ends, 2, holder.clone(), resolved);
        let account = || RefusalAccount {
            ground: RefusalGround::ConditionsNotMet,
            legal_basis: Some(text("条例第五条")),
            alternative: Some(text("可以申请民办学位补贴")),
            remedy: Some(text("可以申请复议")),
        };
        let outcomes = [
            Outcome::CannotBeDone(account()),
            Outcome::CannotBeDone(RefusalAccount { alternative: None, ..account() }),
            Outcome::Declined(account()),
            Outcome::NotOurs(CompetentUnit {
                unit: None,
                name: text("县人社局"),
                contact: text("县政务中心三楼"),
            }),
        ];
        for outcome in outcomes {
            let result = GiveResult { outcome, text: text("结果是这样") };
            choices.add(&[Theme::Ending], 1, holder.clone(), result);
        }
        let weight = if matter.result.is_some() && matter.ended.is_none() { 3 } else { 1 };
        let ways = [
            DeliveryWay::NoticeSent,
            DeliveryWay::HandedOver(text("当面说明")),
            DeliveryWay::Posted(text("挂号信")),
        ];
        for way in ways {
            choices.add(&[Theme::Review], weight, holder.clone(), RecordDelivery { way });
        }
        let failed = RecordFailedDelivery { account: text("无人在家") };
        choices.add(&[Theme::Delivery], weight, holder, failed);
    }

    /// A ground for a suspension: mostly one that the catalogue lists for the matter.
    fn any_ground(&mut self, matter: &Matter) -> SuspensionCode {
        let book = self.rules.on(self.now().date());
        let code = matter.filing.as_ref().map(|filing| &filing.matter_type);
        let listed = code.and_then(|code| book.matter_types.get(code));
        let listed: Vec<SuspensionCode> =
            listed.iter().flat_map(|found| found.suspensions.iter().cloned()).collect();
        if listed.is_empty() { "none".into() } else { self.chance.one_of(&listed).clone() }
    }
}
