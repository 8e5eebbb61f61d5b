//! 承诺、帮助、隐私、无障碍. Quiet pages; every figure in them is that of the rules in force.

use askama::Template;
use axum::extract::State;

use crate::Site;
use crate::kit::language::Language;
use crate::kit::light::{Badge, LightKind};
use crate::kit::limit;
use crate::kit::page::{Answer, page};
use crate::kit::shell::{PublicShell, Section};
use crate::kit::visitor::Visitor;
use crate::portal::words::about::{AccessibilityWords, CommitmentWords, HelpWords, PrivacyWords};

/// 规则里的数, in words.
struct Figures {
    sign: String,
    returns: u32,
    ruling: String,
    times: u32,
    percent: u32,
    supply: String,
    follow_up: String,
    answer: String,
    review: String,
}

#[derive(Template)]
#[template(path = "portal/commitments.html")]
struct CommitmentsPage {
    shell: PublicShell,
    w: CommitmentWords,
    figures: Figures,
    lights: Vec<(Badge, String)>,
}

/// `GET /commitments`
pub(crate) async fn commitments(State(site): State<Site>, visitor: Visitor) -> Answer {
    let w = CommitmentWords(visitor.language);
    let known = site.app().known().await?;
    let rules = known.rules.on(site.app().clock().now().date());
    let say = |limit| limit::in_words(visitor.language, limit);
    let figures = Figures {
        sign: say(rules.first_contact.sign.limit),
        returns: rules.first_contact.returns_before_ruling,
        ruling: say(rules.first_contact.ruling.limit),
        times: rules.extension.times,
        percent: rules.extension.percent,
        supply: say(rules.supplement.citizen.limit),
        follow_up: say(rules.handling.follow_up.limit),
        answer: say(rules.alerts.answer.limit),
        review: say(rules.closing.review.limit),
    };
    let lights = lights(w, &say(rules.alerts.pre_alert.limit));
    let shell = PublicShell::of(&site, &visitor, Section::None, w.title()).await;
    Ok(page(&CommitmentsPage { shell, w, figures, lights }))
}

fn lights(w: CommitmentWords, pre_alert: &str) -> Vec<(Badge, String)> {
    let language: Language = *w;
    let says = [
        (LightKind::Green, w.light_green(pre_alert)),
        (LightKind::Yellow, w.light_yellow(pre_alert)),
        (LightKind::Red, w.light_red().to_owned()),
        (LightKind::Pause, w.light_pause().to_owned()),
        (LightKind::Done, w.light_done().to_owned()),
        (LightKind::Late, w.light_late().to_owned()),
    ];
    says.map(|(kind, says)| (Badge::new(language, kind, ""), says)).to_vec()
}

#[derive(Template)]
#[template(path = "portal/help.html")]
struct HelpPage {
    shell: PublicShell,
    w: HelpWords,
}

/// `GET /help`
pub(crate) async fn help(State(site): State<Site>, visitor: Visitor) -> Answer {
    let w = HelpWords(visitor.language);
    let shell = PublicShell::of(&site, &visitor, Section::None, w.title()).await;
    Ok(page(&HelpPage { shell, w }))
}

#[derive(Template)]
#[template(path = "portal/privacy.html")]
struct PrivacyPage {
    shell: PublicShell,
    w: PrivacyWords,
}

/// `GET /privacy`
pub(crate) async fn privacy(State(site): State<Site>, visitor: Visitor) -> Answer {
    let w = PrivacyWords(visitor.language);
    let shell = PublicShell::of(&site, &visitor, Section::None, w.title()).await;
    Ok(page(&PrivacyPage { shell, w }))
}

#[derive(Template)]
#[template(path = "portal/accessibility.html")]
struct AccessibilityPage {
    shell: PublicShell,
    w: AccessibilityWords,
}

/// `GET /accessibility`
pub(crate) async fn accessibility(State(site): State<Site>, visitor: Visitor) -> Answer {
    let w = AccessibilityWords(visitor.language);
    let shell = PublicShell::of(&site, &visitor, Section::None, w.title()).await;
    Ok(page(&AccessibilityPage { shell, w }))
}
