//! 库表升级. Brings the tables up to date, forward only; a database that is newer than this
//! program, or whose past is another, is refused.

use refinery::error::Kind;
use rusqlite::{Connection, OptionalExtension as _};
use tokio_postgres::{Config, NoTls};

use crate::fault::{self, Fault, FaultKind};

mod sqlite_steps {
    refinery::embed_migrations!("migrations/sqlite");
}

mod postgres_steps {
    refinery::embed_migrations!("migrations/postgres");
}

/// Any number that is ours: nodes that start at once wait for one another behind it.
const ADVISORY_LOCK: i64 = 0x7869_616f_6e65_6e67;

const PAST: &str = "SELECT version, applied_on, checksum FROM refinery_schema_history";

pub(crate) fn sqlite(connection: &mut Connection) -> Result<(), Fault> {
    let has_past = connection
        .query_row("SELECT 1 FROM sqlite_schema WHERE name = 'refinery_schema_history'", [], |_| {
            Ok(())
        })
        .optional()
        .map_err(fault::sqlite)?;
    if has_past.is_some() {
        let mut statement = connection.prepare(PAST).map_err(fault::sqlite)?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?)))
            .map_err(fault::sqlite)?;
        for row in rows {
            let (version, applied_on, checksum): (i64, String, String) =
                row.map_err(fault::sqlite)?;
            check_record(version, &applied_on, &checksum)?;
        }
    }
    // Grouped: a step and the record that it was done must not be two transactions, or a power cut
    // between them leaves a database that never opens again.
    let done = sqlite_steps::migrations::runner().set_grouped(true).run(connection);
    done.map(drop).map_err(|error| told(error.kind()))
}

pub(crate) async fn postgres(config: &Config) -> Result<(), Fault> {
    let (mut client, connection) =
        config.connect(NoTls).await.map_err(|error| fault::postgres(&error))?;
    let wire = tokio::spawn(connection);
    let lock = format!("SELECT pg_advisory_lock({ADVISORY_LOCK})");
    let outcome = async {
        client.batch_execute(&lock).await.map_err(|error| fault::postgres(&error))?;
        let has_past = client
            .query_one("SELECT to_regclass('refinery_schema_history')::text", &[])
            .await
            .and_then(|row| row.try_get::<_, Option<String>>(0))
            .map_err(|error| fault::postgres(&error))?;
        if has_past.is_some() {
            let rows = client.query(PAST, &[]).await.map_err(|error| fault::postgres(&error))?;
            for row in rows {
                let record = row.try_get::<_, i32>(0).and_then(|version| {
                    Ok((version, row.try_get::<_, String>(1)?, row.try_get::<_, String>(2)?))
                });
                let (version, applied_on, checksum) =
                    record.map_err(|error| fault::postgres(&error))?;
                check_record(i64::from(version), &applied_on, &checksum)?;
            }
        }
        let runner = postgres_steps::migrations::runner().set_grouped(true);
        let done = runner.run_async(&mut client).await;
        done.map(drop).map_err(|error| told(error.kind()))
    }
    .await;
    // Ending the session frees the lock, whatever happened.
    drop(client);
    let _ = wire.await;
    outcome
}

/// The library takes its own records on trust and would panic on a damaged one.
fn check_record(version: i64, applied_on: &str, checksum: &str) -> Result<(), Fault> {
    let bytes = applied_on.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let is_time = digits(0..4)
        && digits(5..7)
        && digits(8..10)
        && bytes.get(10) == Some(&b'T')
        && applied_on.ends_with('Z');
    if is_time && checksum.parse::<u64>().is_ok() {
        return Ok(());
    }
    Err(Fault::damaged(format!("库表升级记录第 {version} 号已损坏，请从备份恢复")))
}

fn told(kind: &Kind) -> Fault {
    match kind {
        Kind::MissingVersion(step) => Fault::new(
            FaultKind::Foreign,
            format!(
                "这个数据库由更新版本的效能通建立（库表升级 {step}，本程序不认识）。\
                 请换用不低于那个版本的程序；没有改动任何内容。"
            ),
        ),
        Kind::DivergentVersion(applied, known) => Fault::new(
            FaultKind::Foreign,
            format!(
                "库表升级 {applied} 与本程序所带的 {known} 内容不同，\
                 数据库可能由改动过的程序建立。没有改动任何内容。"
            ),
        ),
        Kind::Connection(during, cause) => {
            if let Some(error) = cause.downcast_ref::<tokio_postgres::Error>() {
                return fault::postgres(error).during("升级库表");
            }
            if let Some(error) = cause.downcast_ref::<rusqlite::Error>() {
                return fault::sqlite_told(error).during("升级库表");
            }
            Fault::new(FaultKind::Other, format!("升级库表失败（{during}：{cause}）"))
        }
        Kind::InvalidName
        | Kind::InvalidVersion
        | Kind::RepeatedVersion(_)
        | Kind::InvalidMigrationPath(..)
        | Kind::ConfigError(_)
        | Kind::InvalidMigrationFile(..) => {
            Fault::new(FaultKind::Other, format!("升级库表失败（{kind}）"))
        }
    }
}
