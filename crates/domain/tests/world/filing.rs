//! Matters come in: filed by citizens, registered by clerks, imported from history.

use std::collections::{BTreeMap, BTreeSet};

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::governance::{CalendarAdopted, GovernanceEvent};
use xiaoneng_domain::id::{MatterNumber, MatterTypeCode, PersonId, PostId, UnitId};
use xiaoneng_domain::matter::*;
use xiaoneng_domain::organization::*;
use xiaoneng_domain::reactions::Cause;
use xiaoneng_domain::rules::{MatterType, Rules, Situation};
use xiaoneng_domain::text::TextDigest;

use super::people::text;
use super::{Chance, Kept, Tally, Theme, World};
use crate::county::{County, county, rules, rules_without_2026};

const SITUATIONS: [Situation; 12] = [
    Situation::A,
    Situation::B,
    Situation::C,
    Situation::D,
    Situation::E,
    Situation::F,
    Situation::G,
    Situation::H,
    Situation::I,
    Situation::J,
    Situation::K,
    Situation::L,
];

impl World {
    /// A world from its seed: the theme goes round, the rest is chance.
    pub(crate) fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let theme = Theme::ALL[seed as usize % Theme::ALL.len()];
        let mut county: County = county();
        let is_early = chance.percent(30);
        let rules: &'static Rules = if is_early { rules_without_2026() } else { rules() };
        let days = if is_early { chance.between(0, 40) } else { chance.between(60, 200) };
        let start = crate::county::at("2025-11-24T09:00");
        county.now = start.plus_minutes(days * 1440 + chance.between(0, 600));
        let beaten_at = county.now;
        Self {
            seed,
            theme,
            chance,
            county,
            rules,
            matters: BTreeMap::<MatterNumber, Kept>::new(),
            tally: Tally::default(),
            log: Vec::new(),
            beaten_at,
        }
    }

    /// One thing happens.
    pub(crate) fn step(&mut self) {
        let minutes = match self.chance.below(100) {
            0..60 => self.chance.between(1, 30),
            60..85 => self.chance.between(30, 300),
            85..95 => self.chance.between(1440, 2 * 1440),
            95..99 => self.chance.between(3 * 1440, 12 * 1440),
            _ => self.chance.between(20 * 1440, 80 * 1440),
        };
        let by_timer = self.chance.percent(60);
        self.wait(minutes, by_timer);
        if self.chance.percent(80) {
            self.beat();
        }
        let open = self.matters.values().filter(|kept| kept.matter.is_open()).count();
        match self.chance.below(100) {
            0..10 => self.staff_changes(),
            10..18 if self.theme == Theme::Cover => self.staff_changes(),
            18..20 => self.adopt_calendar(),
            _ if open == 0 || self.matters.len() < 3 && self.chance.percent(10) => self.file(),
            _ => self.wish_something(),
        }
    }

    fn wish_something(&mut self) {
        let numbers: Vec<MatterNumber> = self.matters.keys().cloned().collect();
        if numbers.is_empty() {
            return self.file();
        }
        let open = |number: &&MatterNumber| self.matters[*number].matter.is_open();
        let open: Vec<MatterNumber> = numbers.iter().filter(open).cloned().collect();
        let share = if self.theme == Theme::Review { 50 } else { 88 };
        let number = match self.chance.percent(share) && !open.is_empty() {
            true => self.chance.one_of(&open).clone(),
            false => self.chance.one_of(&numbers).clone(),
        };
        let matter = self.matters[&number].matter.clone();
        let (by, wish) = self.choose(&matter);
        let _ = self.act(&number, &by, wish);
    }

    pub(super) fn any_type(&mut self) -> MatterTypeCode {
        let book = self.rules.on(self.now().date());
        let fits = |found: &&MatterType| self.theme != Theme::Pause || found.suspensions.len() > 1;
        let found = book.matter_types.values().filter(fits);
        let codes: Vec<MatterTypeCode> = found.map(|found| found.code.clone()).collect();
        self.chance.one_of(&codes).clone()
    }

    pub(super) fn surroundings(&mut self) -> Surroundings {
        let same_petitioner = self.matters.values().filter_map(|kept| {
            let filing = kept.matter.filing.as_ref()?;
            Some(EarlierMatter { number: filing.number.clone(), filed_at: filing.filed_at })
        });
        let same_petitioner: Vec<EarlierMatter> = same_petitioner.collect();
        let school: UnitId = ["S1", "S2", "S3"][self.chance.below(3)].into();
        let known_by = KnownBy::SamePetitioner;
        let asked_school = self.chance.percent(40).then_some(AskedSchool { school, known_by });
        Surroundings {
            same_petitioner: if self.chance.percent(50) { same_petitioner } else { Vec::new() },
            matters_of_tag: self.chance.between(1, 4) as u32,
            petitioners_of_tag: self.chance.between(1, 6) as u32,
            schools_of_tag: self.chance.between(1, 4) as u32,
            asked_school,
        }
    }

    /// A record that mostly does what its situation demands.
    pub(super) fn record(&mut self, _matter: &Matter) -> FirstContactRecord {
        let unit = self.any_unit();
        let to = Destination { unit, person: None };
        let is_whole = self.chance.percent(80);
        FirstContactRecord {
            situation: *self.chance.one_of(&SITUATIONS),
            result: self.chance.percent(25).then(|| text("当场办好")),
            notice: is_whole.then(|| OneTimeNotice {
                text: text("依据、条件、材料、时限"),
                form: NoticeForm::Written,
            }),
            hand_over: self
                .chance
                .percent(40)
                .then(|| HandOverWish { to, request: text("请接办") }),
            reported_to: is_whole.then(|| PersonId::from("deputy")),
            competent: self.chance.percent(20).then(|| CompetentUnit {
                unit: None,
                name: text("县人社局"),
                contact: text("县政务中心"),
            }),
            help: is_whole.then(|| text("已帮助查询")),
            leader_told: is_whole.then(|| PersonId::from("deputy")),
            assisting: match self.chance.percent(20) {
                true => vec![AssistWish { unit: self.any_unit(), question: text("请协办") }],
                false => Vec::new(),
            },
            receipt: if is_whole { Receipt::Given } else { Receipt::NotGiven },
        }
    }

    fn next_number(&self) -> MatterNumber {
        let (year, month, day) = self.now().date().ymd();
        let serial = self.matters.len() + 1;
        format!("{year:04}-{month:02}{day:02}{serial:04}").into()
    }

    pub(crate) fn file(&mut self) {
        if self.chance.percent(4) {
            return self.import();
        }
        let number = self.next_number();
        let by_clerk = self.chance.percent(35);
        let unit = self.any_unit();
        let by = match by_clerk {
            true => self.somebody_of(&unit).map_or(Actor::System, Actor::Staff),
            false => Self::named("citizen:p1"),
        };
        let concerned = self.chance.percent(15).then(|| self.any_unit());
        let first_contact = (by_clerk && self.chance.percent(90))
            .then(|| Box::new(self.record(&Matter::default())));
        let wish = File {
            number: number.clone(),
            channel: if by_clerk { Channel::Visit } else { Channel::Portal },
            petitioner: self.chance.percent(90).then(|| "p1".into()),
            has_contact: self.chance.percent(80),
            matter_type: self.any_type(),
            unit: (by_clerk || self.chance.percent(70)).then_some(unit),
            story: text("事情经过"),
            concerned,
            is_sealed: self.chance.percent(10),
            is_urgent: self.chance.percent(20),
            is_vulnerable: self.chance.percent(15),
            asked_first: self.chance.percent(15).then(|| AskedFirst::Named(text("门卫"))),
            first_contact,
            surroundings: self.surroundings(),
        };
        let _ = self.act(&number, &by, wish.into());
    }

    fn import(&mut self) {
        let number = self.next_number();
        let filed_at: Instant = self.now().plus_minutes(-self.chance.between(10_000, 4_000_000));
        let replied_at =
            self.chance.percent(80).then(|| filed_at.plus_minutes(self.chance.between(10, 9_000)));
        let history = Import {
            number: number.clone(),
            source_id: number.to_string(),
            source_digest: TextDigest::from_bytes([5; 32]),
            matter_type: "history".into(),
            unit: "BGS".into(),
            filed_at,
            replied_at,
            story: text("来信"),
            reply: replied_at.map(|_| text("答复")),
        };
        let _ = self.act(&number, &Actor::System, history.into());
    }

    /// Absences, returns, moves, departures; seldom a unit is closed.
    fn staff_changes(&mut self) {
        let people: Vec<PersonId> = self.county.organization.persons.keys().cloned().collect();
        let held: Vec<PersonId> = self
            .matters
            .values()
            .flat_map(|kept| {
                let asked = &kept.matter.extension_requests;
                let holder = kept.matter.responsible.as_ref().map(|now| &now.holder.person);
                asked.iter().map(|asked| &asked.approver).chain(holder)
            })
            .cloned()
            .collect();
        let person = match self.chance.percent(70) && !held.is_empty() {
            true => self.chance.one_of(&held).clone(),
            false => self.chance.one_of(&people).clone(),
        };
        let from = self.now().plus_minutes(self.chance.between(0, 3_000));
        let to = from.plus_minutes(self.chance.between(200, 9_000));
        match self.chance.below(130) {
            100.. => self.paperwork(person),
            0..35 => self.arrange("hr", RegisterSuddenAbsence { person }),
            35..50 => self.arrange("hr", RegisterAbsence { person, from, to }),
            50..80 => {
                let away: Vec<PersonId> = self.county.organization.away.keys().cloned().collect();
                let back = if away.is_empty() { person } else { self.chance.one_of(&away).clone() };
                self.arrange("hr", ReportReturn { person: back })
            }
            80..86 => self.arrange("hr", MovePerson { person, unit: "BGS".into() }),
            86..90 => self.arrange("hr", VacatePosts { person }),
            90..94 => self.arrange("hr", RecordLeaving { person }),
            94..97 => {
                let unit = self.any_unit();
                let successor = Some(self.any_unit());
                self.arrange("hr", CloseUnit { unit, successor })
            }
            _ => self.arrange("S1_head", RecordLeaving { person }),
        };
    }

    /// What moves no matter: names, places, roles, pairs.
    fn paperwork(&mut self, person: PersonId) -> bool {
        let unit = self.any_unit();
        let posts: Vec<PostId> = self.county.organization.posts.keys().cloned().collect();
        let post = self.chance.one_of(&posts).clone();
        let ahead = self.county.organization.absences.iter().find_map(|(person, absences)| {
            let from = absences.iter().map(|absence| absence.from).max()?;
            Some(CancelAbsence { person: person.clone(), from })
        });
        let waits = self.county.organization.proposed_covers.values().next().cloned();
        if let Some(waits) = waits.filter(|_| self.chance.percent(60)) {
            let by = if waits.signed_by_a_at.is_none() { waits.a } else { waits.b };
            return self.arrange(by.as_str(), SignCover { post: waits.post });
        }
        match self.chance.below(6) {
            0 => {
                let number = self.chance.below(100);
                if number < 30 {
                    let phone = format!("0320-61000{number:02}");
                    let description = Description { phone, ..Description::default() };
                    return self.arrange("sysadmin", DescribeUnit { unit, description });
                }
                let stands = self.county.organization.templates.keys().next().copied();
                if let Some(template) = stands.filter(|_| (30..50).contains(&number)) {
                    return self.arrange("director", DropTemplate { template });
                }
                if (30..65).contains(&number) {
                    let content = TemplateText {
                        title: format!("常用{number}"),
                        offered_for: TemplateFor::Answer,
                        matter_type: None,
                        text: "{称呼}您好，正在办理。".to_owned(),
                    };
                    let write = WriteTemplate { template: stands, unit, content };
                    return self.arrange("director", write);
                }
                let name = format!("{unit}（更名{number}）");
                self.arrange("hr", RenameUnit { unit, name })
            }
            1 => {
                let parent = self.any_unit();
                self.arrange("hr", PlaceUnit { unit, parent })
            }
            2 => {
                let roles = BTreeSet::from([Role::Staff, Role::Clerk]);
                self.arrange("hr", AssignRoles { person, roles })
            }
            3 => self.arrange("director", DissolveCover { post }),
            4 => {
                let unit = self.county.organization.posts[&post].unit.clone();
                let b = self.somebody_of(&unit).unwrap_or(person);
                self.arrange("director", ProposeCover { post, b })
            }
            _ => ahead.is_some_and(|cancel| self.arrange("hr", cancel)),
        }
    }

    /// The holiday notice of 2026 comes in.
    fn adopt_calendar(&mut self) {
        if std::ptr::eq(self.rules, rules()) {
            return;
        }
        self.log.push(format!("{} calendar of 2026 adopted", self.now()));
        self.rules = rules();
        let adopted = CalendarAdopted {
            proposal: 1,
            year: 2026,
            notice: "国办发明电〔2025〕7号".to_owned(),
            digest: TextDigest::from_bytes([6; 32]),
            proposed_by: Self::named("XNB_clerk"),
            approved_by: Self::named("director"),
        };
        self.follow(&Cause::Governance(GovernanceEvent::CalendarAdopted(adopted)));
    }
}
