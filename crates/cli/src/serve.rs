//! `xiaoneng serve`

use std::io::{self, Write};
use std::net::SocketAddr;

use tokio::net::TcpListener;
use xiaoneng_app::plain::in_words;
use xiaoneng_app::setup::SetupKey;
use xiaoneng_app::{Access, App};
use xiaoneng_server::{Site, SiteOptions};

use crate::arguments::{ListenArguments, ServeArguments};
use crate::outcome::{Outcome, Stopped};
use crate::place::with_app;

pub(crate) fn run(arguments: &ServeArguments) -> Result<Outcome, Stopped> {
    with_app(&arguments.data, Access::Write, async |app| {
        let key = app.new_setup_key().await.map_err(Stopped::cannot)?;
        until_stopped(app, &arguments.listen, |address| match key {
            None => Ok(()),
            Some(key) => tell_setup(address, &key),
        })
        .await
    })?;
    Ok(Outcome::Done)
}

/// Opens the doors, says where, and serves until the process is asked to end.
pub(crate) async fn until_stopped(
    app: App,
    arguments: &ListenArguments,
    say_more: impl FnOnce(&str) -> io::Result<()>,
) -> Result<(), Stopped> {
    let listener = TcpListener::bind(arguments.listen).await.map_err(|error| {
        let address = arguments.listen;
        Stopped::cannot(format!(
            "{address} 上开不了门：{}；可以用 --listen 换一个",
            in_words(&error)
        ))
    })?;
    let at = listener.local_addr().map_err(Stopped::cannot)?;
    let address = arguments.public_address.clone().unwrap_or_else(|| format!("http://{at}"));
    tell(&address, at)
        .and_then(|()| say_more(&address))
        .map_err(|error| Stopped::output(&error))?;
    let options = SiteOptions {
        public_address: arguments.public_address.clone(),
        trusted_proxies: arguments.trusted_proxies,
    };
    let site = Site::new(app, options);
    xiaoneng_server::serve(site, listener, asked_to_end()).await.map_err(Stopped::cannot)?;
    // Whoever reads the output may have gone with the terminal; the end is orderly all the same.
    let _ = writeln!(io::stdout(), "已停，数据都在。");
    Ok(())
}

fn tell(address: &str, at: SocketAddr) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "效能通已开门：")?;
    writeln!(out, "  群众      {address}/")?;
    writeln!(out, "  工作人员  {address}/login")?;
    if !at.ip().is_loopback() {
        writeln!(out, "  注意：{at} 不只本机能连上，请在前面加 TLS。")?;
    }
    writeln!(out, "按 Ctrl+C 停止。")?;
    out.flush()
}

/// An installation without a bureau is set up in the browser, by whoever sees this.
fn tell_setup(address: &str, key: &SetupKey) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "这里还没有机构。请在浏览器里开通：")?;
    writeln!(out, "  开通      {address}/a/setup")?;
    writeln!(out, "  开通密钥  {key}（只显示这一次，重新启动会换一把）")?;
    out.flush()
}

/// Ctrl+C, or what a service manager sends.
async fn asked_to_end() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // Where no signal can be heard, only killing ends it, and that loses nothing either.
    if interrupted.await.is_err() {
        std::future::pending::<()>().await;
    }
}
