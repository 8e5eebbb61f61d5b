//! 核验. Needs the data and the public key alone; where the keys of the vault are there too, every
//! kept text is held against its digest as well.

use std::fs;
use std::path::{Path, PathBuf};

use xiaoneng_store::{Fault, MasterKey, Options, PublicKey, Store, VerifyReport};

use crate::home::{Home, HomeError};
use crate::house::{OpenError, Place};
use crate::restore::notes;

/// How many faulty texts are named.
const TEXTS_NAMED: usize = 100;

/// What a verification rests on beside the data.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Witnesses {
    /// The public key; none: the one in the installation's folder.
    pub public_key: Option<PathBuf>,
    /// Checkpoints kept elsewhere; none: those published into the installation's folder.
    pub checkpoints: Option<PathBuf>,
}

/// 核验结果.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verification {
    /// The ledger.
    pub ledger: VerifyReport,
    /// The texts of the vault, where its key is there.
    pub texts: Option<TextReport>,
}

/// 原文核验结果.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TextReport {
    /// How many texts there are.
    pub count: u64,
    /// How many attachments there are.
    pub attachments: u64,
    /// What is wrong with some of them, in Chinese; the first hundred.
    pub problems: Vec<String>,
    /// How many more.
    pub more: u64,
}

impl TextReport {
    fn add(&mut self, problem: String) {
        if self.problems.len() < TEXTS_NAMED {
            self.problems.push(problem);
        } else {
            self.more += 1;
        }
    }
}

impl Verification {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        let texts_are = |texts: &TextReport| texts.problems.is_empty();
        self.ledger.is_sound() && self.texts.as_ref().is_none_or(texts_are)
    }
}

/// Verifies the data at a place. Nothing is decided and nothing is written into the ledger.
pub async fn verify(place: &Place, witnesses: &Witnesses) -> Result<Verification, OpenError> {
    let home = Home::existing(place.home())?.ok_or_else(|| place.nothing_there())?;
    let key_file = witnesses.public_key.clone().unwrap_or_else(|| home.public_key_file());
    let key: PublicKey = read(&key_file)?.trim().parse().map_err(OpenError::Fault)?;
    let published = match &witnesses.checkpoints {
        Some(file) => read(file)?,
        None => home.published_checkpoints()?.unwrap_or_default(),
    };
    let master_key = match home.kept_keys()? {
        Some(keys) => Some(MasterKey::new(&keys.master, home.settings()?.cipher.into())),
        None => None,
    };
    let with_texts = master_key.is_some();
    let options = Options { master_key, ..Options::default() };
    let store = Store::open(&place.existing_location(&home)?, options).await?;
    let verified = look(&store, &key, &notes(&published), with_texts).await;
    store.close().await?;
    Ok(verified?)
}

async fn look(
    store: &Store,
    key: &PublicKey,
    published: &[String],
    with_texts: bool,
) -> Result<Verification, Fault> {
    let ledger = store.verify(key, published).await?;
    if !with_texts {
        return Ok(Verification { ledger, texts: None });
    }
    let mut texts = TextReport::default();
    let wrong = |stream: &str, digest: &str, fault: Fault| {
        texts.add(format!("流 {stream} 的原文 {digest}：{fault}"));
    };
    let count = store.verify_texts(wrong).await?;
    texts.count = count;
    let wrong = |stream: &str, digest: &str, fault: Fault| {
        texts.add(format!("流 {stream} 的附件 {digest}：{fault}"));
    };
    let count = store.verify_attachments(wrong).await?;
    texts.attachments = count;
    Ok(Verification { ledger, texts: Some(texts) })
}

fn read(path: &Path) -> Result<String, HomeError> {
    fs::read_to_string(path).map_err(|source| HomeError::File { path: path.to_path_buf(), source })
}
