//! 设定 that belong to the data and not to the machine.

use crate::canonical::Digest;
use crate::database::Database;
use crate::fault::{Fault, FaultKind};
use crate::keys::MasterKey;
use crate::sql::{Transaction, Value, statements};

statements! {
    READ = "SELECT value FROM setting WHERE name = $1";
    KEEP = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    WRITE = "INSERT INTO setting (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}

const DIGEST: &str = "digest";
const MASTER_KEY_CHECK: &str = "master-key-check";

pub(crate) async fn read(database: &Database, name: &str) -> Result<Option<String>, Fault> {
    let rows = database.glance(&READ, vec![Value::from(name)]).await?;
    rows.first().map(|row| row.text(0).map(str::to_owned)).transpose()
}

pub(crate) async fn write(database: &Database, name: &str, value: &str) -> Result<(), Fault> {
    let mut transaction = Transaction::default();
    transaction.step(&WRITE, vec![Value::from(name), Value::from(value)]);
    database.transact(transaction).await?;
    Ok(())
}

/// The setting as it was written first, which `value` was if nobody came before.
pub(crate) async fn keep(database: &Database, name: &str, value: &str) -> Result<String, Fault> {
    if let Some(kept) = read(database, name).await? {
        return Ok(kept);
    }
    let mut transaction = Transaction::default();
    transaction.step(&KEEP, vec![Value::from(name), Value::from(value)]);
    database.transact(transaction).await?;
    Ok(read(database, name).await?.unwrap_or_else(|| value.to_owned()))
}

/// The digest of the ledger: what it was made with. Asking for another one is refused.
pub(crate) async fn digest(database: &Database, wanted: Option<Digest>) -> Result<Digest, Fault> {
    let kept: Digest = keep(database, DIGEST, wanted.unwrap_or_default().name()).await?.parse()?;
    match wanted {
        Some(wanted) if wanted != kept => Err(Fault::new(
            FaultKind::Foreign,
            format!("这个账本用 {kept} 建立，不能改用 {wanted}；请改正配置"),
        )),
        Some(_) | None => Ok(kept),
    }
}

/// Another master key than the one the data were made with is refused at once.
pub(crate) async fn check_master_key(database: &Database, key: &MasterKey) -> Result<(), Fault> {
    if keep(database, MASTER_KEY_CHECK, &key.check()).await? == key.check() {
        return Ok(());
    }
    Err(Fault::new(FaultKind::Key, "主密钥不是这个数据库当初用的那一把，请从密钥备份恢复"))
}
