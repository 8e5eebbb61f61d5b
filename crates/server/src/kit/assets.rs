//! 静态文件. Styles, icons and the script, inside the binary, under names that change with their
//! content, so that a browser may keep them for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_embed::RustEmbed;

/// How many hexadecimal digits of the digest stand in a name.
const DIGITS: usize = 12;

#[derive(RustEmbed)]
#[folder = "assets"]
struct Files;

/// The files by their plain names.
#[derive(Debug)]
pub struct Assets {
    urls: BTreeMap<String, String>,
    plain_names: BTreeMap<String, String>,
}

impl Assets {
    /// What is inside the binary.
    pub(crate) fn embedded() -> Self {
        let mut assets = Self { urls: BTreeMap::new(), plain_names: BTreeMap::new() };
        for name in Files::iter() {
            let Some(file) = Files::get(&name) else { continue };
            let digest = hex::encode(file.metadata.sha256_hash());
            let digest = digest.get(..DIGITS).unwrap_or(&digest);
            let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
            let hashed = format!("{stem}.{digest}.{ending}");
            assets.urls.insert(name.to_string(), format!("/assets/{hashed}"));
            assets.plain_names.insert(hashed, name.to_string());
        }
        assets
    }

    /// Where a file is fetched; empty if there is none of that name.
    pub fn url(&self, name: &str) -> &str {
        self.urls.get(name).map_or("", String::as_str)
    }

    /// A file by its name that changes with its content: its plain name and its bytes.
    pub(crate) fn file(&self, hashed: &str) -> Option<(&str, Cow<'static, [u8]>)> {
        let plain = self.plain_names.get(hashed)?;
        Some((plain, Files::get(plain)?.data))
    }
}
