//! Waking one another. Appends tell their own process at once and the others by `NOTIFY`, sent
//! apart from the append and at most every tenth of a second: a `NOTIFY` inside it would take the
//! server's one notification lock until the commit, and appends would queue for one another.

use std::future::poll_fn;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::Pool;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Config, NoTls};

const CHANNEL: &str = "xiaoneng_ledger";
const BETWEEN_NOTICES: Duration = Duration::from_millis(100);
const BEFORE_LISTENING_AGAIN: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(super) struct Wake {
    commits: watch::Sender<u64>,
    written: Arc<Notify>,
    tasks: [JoinHandle<()>; 2],
}

impl Wake {
    pub(super) fn start(config: Config, pool: Pool) -> Self {
        let (commits, _) = watch::channel(0);
        let written = Arc::new(Notify::new());
        let telling = tokio::spawn(tell_others(pool, Arc::clone(&written)));
        let listening = tokio::spawn(listen(config, commits.clone()));
        Self { commits, written, tasks: [telling, listening] }
    }

    /// Something was written here.
    pub(super) fn tell(&self) {
        self.commits.send_modify(|commits| *commits += 1);
        self.written.notify_one();
    }

    pub(super) fn commits(&self) -> watch::Receiver<u64> {
        self.commits.subscribe()
    }

    pub(super) fn stop(&self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

impl Drop for Wake {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn tell_others(pool: Pool, written: Arc<Notify>) {
    loop {
        written.notified().await;
        if let Ok(connection) = pool.get().await {
            let text = format!("NOTIFY {CHANNEL}");
            if let Err(error) = connection.batch_execute(&text).await {
                tracing::warn!(%error, "通知其他节点失败，它们将在下次轮询时看到新事件");
            }
        }
        tokio::time::sleep(BETWEEN_NOTICES).await;
    }
}

async fn listen(config: Config, commits: watch::Sender<u64>) {
    loop {
        if let Err(error) = listen_once(&config, &commits).await {
            tracing::warn!(%error, "监听数据库通知中断，稍后重连");
        }
        tokio::time::sleep(BEFORE_LISTENING_AGAIN).await;
    }
}

async fn listen_once(
    config: &Config,
    commits: &watch::Sender<u64>,
) -> Result<(), tokio_postgres::Error> {
    let (client, mut connection) = config.connect(NoTls).await?;
    let text = format!("LISTEN {CHANNEL}");
    let listening = async {
        client.batch_execute(&text).await?;
        std::future::pending::<Result<(), tokio_postgres::Error>>().await
    };
    let receiving = async {
        while let Some(message) = poll_fn(|cx| connection.poll_message(cx)).await {
            match message? {
                AsyncMessage::Notification(_) => commits.send_modify(|commits| *commits += 1),
                AsyncMessage::Notice(notice) => tracing::debug!(%notice, "PostgreSQL"),
                _ => {}
            }
        }
        Ok(())
    };
    tokio::select! {
        outcome = listening => outcome,
        outcome = receiving => outcome,
    }
}
