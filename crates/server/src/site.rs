//! 站点. What every endpoint has at hand.

use std::sync::Arc;

use tokio::sync::watch;
use xiaoneng_app::App;

use crate::kit::assets::Assets;

/// How the site is reached.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SiteOptions {
    /// The address people type, `https://…` behind a proxy with TLS; cookies are then sent over
    /// TLS alone, and QR codes lead there. None: the address of the request.
    pub public_address: Option<String>,
    /// How many proxies stand in front; that many addresses at the end of `X-Forwarded-For` are
    /// theirs, and the one before is the visitor's.
    pub trusted_proxies: usize,
}

/// 站点. Clones share it.
#[derive(Clone, Debug)]
pub struct Site {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    app: App,
    options: SiteOptions,
    assets: Assets,
    form_key: [u8; 64],
    closing: watch::Sender<bool>,
}

impl Site {
    /// The site of an installation. Form tokens hold until it is made anew: a page that was open
    /// then asks to be sent once more, and loses nothing.
    pub fn new(app: App, options: SiteOptions) -> Self {
        let form_key = app.chance().bytes::<64>();
        let assets = Assets::embedded();
        let closing = watch::Sender::new(false);
        Self { shared: Arc::new(Shared { app, options, assets, form_key, closing }) }
    }

    /// The doors `act` and `ask`.
    pub fn app(&self) -> &App {
        &self.shared.app
    }

    /// How the site is reached.
    pub fn options(&self) -> &SiteOptions {
        &self.shared.options
    }

    /// Styles, icons, script.
    pub fn assets(&self) -> &Assets {
        &self.shared.assets
    }

    /// Whether cookies go over TLS alone.
    pub fn is_secure(&self) -> bool {
        let address = self.shared.options.public_address.as_deref();
        address.is_some_and(|address| address.starts_with("https://"))
    }

    /// Ends what would wait: the site is about to close.
    pub(crate) fn close(&self) {
        self.shared.closing.send_replace(true);
    }

    /// Changes when the site is about to close.
    pub(crate) fn closing(&self) -> watch::Receiver<bool> {
        self.shared.closing.subscribe()
    }

    pub(crate) fn form_key(&self) -> &[u8; 64] {
        &self.shared.form_key
    }
}
