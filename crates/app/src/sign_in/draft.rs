//! 草稿. What somebody had typed is kept when his session locks or ends, and is there again after.

use xiaoneng_domain::id::PersonId;
use xiaoneng_store::Draft;

use crate::App;
use crate::denied::Denied;

/// No form is larger; what is longer is cut off by the server before.
const LONGEST: usize = 256 * 1024;

impl App {
    /// Keeps a draft of a page in place of the one before; no where it is too long.
    pub async fn save_draft(
        &self,
        person: &PersonId,
        page: &str,
        body: String,
    ) -> Result<bool, Denied> {
        if body.len() > LONGEST {
            return Ok(false);
        }
        let draft = Draft { body, saved_at: self.clock().now() };
        self.store().save_draft(person, page, &draft).await?;
        Ok(true)
    }

    /// The draft of a page, if one is kept.
    pub async fn draft(&self, person: &PersonId, page: &str) -> Result<Option<Draft>, Denied> {
        Ok(self.store().read_draft(person, page).await?)
    }

    /// The draft was used.
    pub async fn drop_draft(&self, person: &PersonId, page: &str) -> Result<(), Denied> {
        Ok(self.store().drop_draft(person, page).await?)
    }
}
