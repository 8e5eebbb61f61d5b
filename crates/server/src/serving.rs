//! 运行. The server: requests on a socket, the heartbeat beside them, an orderly end.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::{Site, router};

/// How often the heartbeat looks whether something fell due.
const BEAT_EVERY: Duration = Duration::from_secs(5);

/// Serves until `stop` is done; requests under way end, then everything is sealed. The caller
/// closes the application.
pub async fn serve(
    site: Site,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (ended, ending) = watch::channel(());
    let heartbeat = tokio::spawn(beat_until(site.clone(), ending));
    let closing = site.clone();
    let stop = async move {
        stop.await;
        closing.close();
    };
    let service = router(site).into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stop).await;
    drop(ended);
    // It ends at its next look; if it panicked, that was logged where it happened.
    let _ = heartbeat.await;
    served
}

async fn beat_until(site: Site, mut ending: watch::Receiver<()>) {
    loop {
        if let Err(denied) = site.app().beat().await {
            tracing::error!(%denied, "心跳没有做成，稍后再试");
        }
        tokio::select! {
            _ = ending.changed() => return,
            () = tokio::time::sleep(BEAT_EVERY) => {}
        }
    }
}
