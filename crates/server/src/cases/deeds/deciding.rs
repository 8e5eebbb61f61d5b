//! 集体研究、决定、送达.

use std::collections::BTreeSet;

use xiaoneng_domain::accountability::{
    CaseAct, CastVote, ConvenePanel, DecideCase, DecideNone, ServeCase, ServiceWay, Vote,
};

use super::choices::choices_of;
use super::{Deed, probing};
use crate::kit::form::Field;

const MEMBERS: [&str; 4] = ["member2", "member3", "member4", "member5"];

/// 组织集体研究
pub(super) const PANEL: Deed = Deed {
    slug: "panel",
    act: CaseAct::ConvenePanel,
    fields: |sheet, typed| {
        let w = sheet.w;
        let chair = Field::select(typed, "chair", w.chair_of(), sheet.apart());
        let member = |(at, id): (usize, &&str)| {
            let field = Field::select(typed, id, w.member(at + 2), sheet.apart());
            if at < 2 { field } else { field.optional() }
        };
        let members = MEMBERS.iter().enumerate().map(member);
        std::iter::once(chair.hint(w.apart_hint())).chain(members).collect()
    },
    wish: |reading| {
        let chair = reading.person("chair")?;
        let mut members = reading.people(&MEMBERS);
        members.insert(chair.clone());
        Some(ConvenePanel { chair, members }.into())
    },
    probe: || ConvenePanel { chair: "".into(), members: BTreeSet::new() }.into(),
};

/// 表决
pub(super) const VOTE: Deed = Deed {
    slug: "vote",
    act: CaseAct::CastVote,
    fields: |sheet, typed| {
        vec![
            Field::radios(typed, "vote", sheet.w.vote(), choices_of!(Vote)),
            Field::lines(typed, "opinion", sheet.w.opinion()),
        ]
    },
    wish: |reading| {
        let (vote, opinion) = (reading.code("vote", Vote::of_code), reading.text("opinion"));
        Some(CastVote { vote: vote?, opinion: opinion? }.into())
    },
    probe: || CastVote { vote: Vote::Lighter, opinion: probing() }.into(),
};

/// 签发决定
pub(super) const DECIDE: Deed = Deed {
    slug: "decide",
    act: CaseAct::Decide,
    fields: |sheet, typed| {
        let mut fields = sheet.measures(typed);
        fields.extend(sheet.terms(typed));
        fields.push(Field::lines(typed, "text", sheet.w.decision()));
        fields
    },
    wish: |reading| {
        let (fixed, warning, scope) = (reading.fixed(), reading.warning(), reading.scope());
        let text = reading.text("text")?;
        Some(DecideCase { fixed, warning, scope, text }.into())
    },
    probe: || {
        let text = probing();
        DecideCase { fixed: Vec::new(), warning: None, scope: None, text }.into()
    },
};

/// 决定不予追究
pub(super) const NONE: Deed = Deed {
    slug: "none",
    act: CaseAct::DecideNone,
    fields: |sheet, typed| vec![Field::lines(typed, "reason", sheet.w.reason())],
    wish: |reading| Some(DecideNone { reason: reading.text("reason")? }.into()),
    probe: || DecideNone { reason: probing() }.into(),
};

/// 送达
pub(super) const SERVE: Deed = Deed {
    slug: "serve",
    act: CaseAct::Serve,
    fields: |sheet, typed| {
        let w = sheet.w;
        let track = sheet.sight.case().and_then(|case| case.verdict.as_ref()).map(|one| one.track);
        let redress = track.and_then(|track| sheet.sight.rule()?.redress.get(&track));
        let proposed = redress.map(|one| w.remedies_proposed(one.review_apply.limit));
        vec![
            Field::radios(typed, "way", w.way(), choices_of!(ServiceWay)),
            Field::lines(typed, "remedies", w.remedies())
                .proposed(typed, &proposed.unwrap_or_default()),
        ]
    },
    wish: |reading| {
        let (way, remedies) = (reading.code("way", ServiceWay::of_code), reading.text("remedies"));
        Some(ServeCase { way: way?, remedies: remedies? }.into())
    },
    probe: || ServeCase { way: ServiceWay::InPerson, remedies: probing() }.into(),
};
