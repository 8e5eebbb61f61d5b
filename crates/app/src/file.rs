//! 提出. A citizen files, or a clerk registers for him: words become a command.

use xiaoneng_calendar::{Calendar, Instant, Limit};
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::{MatterNumber, MatterTypeCode, PersonId, UnitId};
use xiaoneng_domain::matter::{
    AskedFirst, AskedSchool, Channel, EarlierMatter, File, FirstContactRecord, KnownBy,
    MatterDecider, Surroundings,
};
use xiaoneng_domain::stream::StreamId;
pub use xiaoneng_store::Identity;

use crate::App;
use crate::denied::Denied;
use crate::institution::Luggage;
use crate::same_subject::SameSubject;

/// No rule looks back further than this: ten years.
const LONGEST_WINDOW_MINUTES: i64 = 10 * 366 * 24 * 60;

/// What somebody brings.
#[derive(Clone, Debug)]
pub struct Filing {
    /// 来源.
    pub channel: Channel,
    /// 诉求人, if he says who he is.
    pub petitioner: Option<Identity>,
    /// 事项.
    pub matter_type: MatterTypeCode,
    /// 找哪个单位; none: “我不清楚”.
    pub unit: Option<UnitId>,
    /// The story.
    pub story: String,
    /// 被反映单位, if it is about conduct.
    pub concerned: Option<UnitId>,
    /// What else is known of it.
    pub marks: Marks,
    /// Who was asked first, where a clerk registers what another was asked.
    pub asked_first: Option<AskedFirst>,
    /// 首问情形, owed by a clerk.
    pub first_contact: Option<Box<FirstContactRecord>>,
    /// The school that was asked before, as the clerk was told.
    pub asked_school: Option<UnitId>,
}

/// 标记.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// 不公开身份.
    pub is_sealed: bool,
    /// 紧急.
    pub is_urgent: bool,
    /// 老年人、残疾人.
    pub is_vulnerable: bool,
}

/// 收件回执.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// 编号.
    pub number: MatterNumber,
    /// 诉求人, if he said who he is.
    pub petitioner: Option<PersonId>,
}

/// What is to be filed, with who brings it.
pub(crate) struct DrawnUp {
    pub(crate) file: File,
    pub(crate) luggage: Luggage,
}

impl App {
    /// Files a matter. At this instant somebody is responsible and the clocks run.
    pub async fn file(&self, actor: &Actor, filing: Filing) -> Result<Receipt, Denied> {
        let citizen = match actor {
            Actor::Citizen(person) => Some(person.clone()),
            Actor::System | Actor::Staff(_) => None,
        };
        let DrawnUp { file, luggage } = self.draw_up(filing, citizen).await?;
        let receipt = Receipt { number: file.number.clone(), petitioner: file.petitioner.clone() };
        let stream = StreamId::Matter(receipt.number.clone());
        self.carry_out_with::<MatterDecider>(&stream, actor, file.into(), &luggage).await?;
        Ok(receipt)
    }

    /// Draws up what is to be filed; `unknown` is the petitioner where he does not say who he is.
    pub(crate) async fn draw_up(
        &self,
        filing: Filing,
        unknown: Option<PersonId>,
    ) -> Result<DrawnUp, Denied> {
        // Who he is goes into the vault with the matter; of a filing that is refused nothing stays.
        let mut luggage = Luggage::default();
        let petitioner = match &filing.petitioner {
            Some(identity) => Some(match self.find_person(identity).await? {
                Some(known) => known,
                None => {
                    let person = self.new_person();
                    luggage.identities.push((person.clone(), identity.clone()));
                    person
                }
            }),
            None => unknown,
        };
        let surroundings = self.surroundings(&filing, petitioner.as_ref()).await?;
        let number = self.next_number(self.clock().now().date()).await?;
        let has_contact =
            filing.petitioner.as_ref().is_some_and(|identity| identity.phone.is_some());
        let file = File {
            number,
            channel: filing.channel,
            petitioner,
            has_contact,
            matter_type: filing.matter_type,
            unit: filing.unit,
            story: self.written(&filing.story),
            concerned: filing.concerned,
            is_sealed: filing.marks.is_sealed,
            is_urgent: filing.marks.is_urgent,
            is_vulnerable: filing.marks.is_vulnerable,
            asked_first: filing.asked_first,
            first_contact: filing.first_contact,
            surroundings,
        };
        Ok(DrawnUp { file, luggage })
    }

    /// 周边情况. What the register knows of the petitioner and the subject.
    pub(crate) async fn surroundings(
        &self,
        filing: &Filing,
        petitioner: Option<&PersonId>,
    ) -> Result<Surroundings, Denied> {
        let known = self.known().await?;
        let now = self.clock().now();
        let rules = known.rules.on(now.date());
        let Some(matter_type) = rules.matter_types.get(&filing.matter_type) else {
            // The institution itself refuses what the catalogue does not know.
            return Ok(Surroundings::default());
        };
        let since = |limit| window_begin(known.rules.calendar(), now, limit);
        let earlier = match petitioner {
            None => Vec::new(),
            Some(person) => {
                let since = since(rules.closing.link_window.limit);
                self.store().list_similar(person, &filing.matter_type, since).await?
            }
        };
        let organization = &known.organization;
        let mut of_tag = SameSubject::default();
        of_tag.add(petitioner, filing.unit.as_ref(), organization);
        // What nobody has classified yet has no subject in common with anything.
        if filing.matter_type != rules.unclassified {
            let of_window = (&matter_type.tag, since(rules.handling.active_window));
            let limits = (&rules.handling, &**organization);
            of_tag = self.add_same_subject(of_tag, of_window, limits).await?;
        }
        let asked_school = filing
            .asked_school
            .clone()
            .map(|school| AskedSchool { school, known_by: KnownBy::ClerkAsked });
        let asked_school = asked_school.or_else(|| {
            let mut units = earlier.iter().map(|row| &row.first_unit);
            units.rfind(|unit| known.organization.is_school(unit)).map(|school| AskedSchool {
                school: school.clone(),
                known_by: KnownBy::SamePetitioner,
            })
        });
        let earlier = earlier
            .into_iter()
            .map(|row| EarlierMatter { number: row.matter, filed_at: row.filed_at });
        Ok(Surroundings {
            same_petitioner: earlier.collect(),
            matters_of_tag: of_tag.matters,
            petitioners_of_tag: of_tag.petitioners(),
            schools_of_tag: of_tag.schools(),
            asked_school,
        })
    }
}

/// The earliest instant from which a limit is not used up by `now`.
pub(crate) fn window_begin(calendar: &Calendar, now: Instant, limit: Limit) -> Instant {
    // What begins at or after the answer reaches `now`, and the later it begins the further it
    // reaches; so the answer is found by halving the years that may hold it.
    let (mut before, mut within) =
        (now.plus_minutes(-LONGEST_WINDOW_MINUTES).micros(), now.micros());
    while within - before > 1 {
        let middle = before + (within - before) / 2;
        if calendar.due(Instant::from_micros(middle), limit, &[]).at >= now {
            within = middle;
        } else {
            before = middle;
        }
    }
    Instant::from_micros(within)
}
