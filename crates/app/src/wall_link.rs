//! 大屏链接. By which a screen on a wall shows the board though nobody is signed in there: 128 bits of
//! chance in its address, of which only a keyed hash is kept.

use xiaoneng_calendar::Instant;
use xiaoneng_domain::authority::OfficeAct;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::id::PersonId;
use xiaoneng_store::SecurityEntry;
pub use xiaoneng_store::WallLink;

use crate::App;
use crate::board::Board;
use crate::citizen::read_token;
use crate::denied::Denied;
use crate::sign_in::SecurityKind;

/// How many links are listed.
const LISTED: u32 = 100;
/// The name of a screen may have so many characters.
pub const LONGEST_NAME: usize = 40;
/// That a screen asked is written down once in so many minutes.
const SEEN_EVERY: i64 = 1;

/// 屏幕名称, such as “一楼大厅”.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScreenName(String);

impl ScreenName {
    /// A name that says something and fits on a line.
    pub fn read(typed: &str) -> Option<Self> {
        let name = typed.trim();
        let fits = (1..=LONGEST_NAME).contains(&name.chars().count());
        (fits && !name.contains(char::is_control)).then(|| Self(name.to_owned()))
    }
}

impl App {
    /// Makes a link for a screen, and gives its token, which is known nowhere else.
    pub async fn make_wall_link(
        &self,
        maker: &PersonId,
        name: &ScreenName,
    ) -> Result<String, Denied> {
        let actor = Actor::Staff(maker.clone());
        self.must_be_allowed(&actor, OfficeAct::LinkWall).await?;
        let token = self.chance().bytes::<16>();
        let entry = self.wall_entry(&actor, SecurityKind::WallLinkMade);
        let link = WallLink {
            id: hex::encode(self.chance().bytes::<8>()),
            name: name.0.clone(),
            made_by: maker.clone(),
            made_at: entry.at,
            seen_at: None,
            revoked_at: None,
        };
        self.store().keep_wall_link(&token, &link, &entry).await?;
        Ok(hex::encode(token))
    }

    /// The links, the newest first.
    pub async fn list_wall_links(&self, actor: &Actor) -> Result<Vec<WallLink>, Denied> {
        self.must_be_allowed(actor, OfficeAct::LinkWall).await?;
        Ok(self.store().list_wall_links(LISTED).await?)
    }

    /// Revokes a link; its screen goes dark.
    pub async fn revoke_wall_link(&self, actor: &Actor, id: &str) -> Result<(), Denied> {
        let links = self.list_wall_links(actor).await?;
        if !links.iter().any(|link| link.id == id && link.revoked_at.is_none()) {
            return Ok(());
        }
        let entry = self.wall_entry(actor, SecurityKind::WallLinkRevoked);
        Ok(self.store().revoke_wall_link(id, &entry).await?)
    }

    /// 督办大屏 by the token of a link; none where it opens nothing, whatever the reason.
    pub async fn wall_by_link(&self, token: &str) -> Result<Option<Board>, Denied> {
        let Some(token) = read_token(token) else { return Ok(None) };
        let Some(link) = self.store().find_wall_link(&token).await? else { return Ok(None) };
        let now = self.clock().now();
        let is_long_ago = |seen: Instant| seen.plus_minutes(SEEN_EVERY) <= now;
        if link.seen_at.is_none_or(is_long_ago) {
            self.store().note_wall_seen(&link.id, now).await?;
        }
        self.wall().await.map(Some)
    }

    fn wall_entry(&self, actor: &Actor, kind: SecurityKind) -> SecurityEntry {
        SecurityEntry {
            at: self.clock().now(),
            kind: kind.code().to_owned(),
            actor: actor.clone(),
            person: None,
            login_hash: None,
            address_hash: None,
            address: None,
        }
    }
}
