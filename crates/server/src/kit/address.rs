//! 来访地址. From which address a request comes: that of the connection, or the one that the
//! proxies in front say.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::Site;
use crate::kit::problem::Problem;

/// 来访地址. It stands in no log.
#[derive(Copy, Clone, PartialEq, Eq)]
pub struct Address(pub IpAddr);

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Address(…)")
    }
}

impl FromRequestParts<Site> for Address {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        let said = parts.headers.get_all("x-forwarded-for").iter();
        let said = said.filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(','));
        let mut all: Vec<Option<IpAddr>> = said.map(|one| one.trim().parse().ok()).collect();
        all.push(Some(peer));
        // What stands before the proxies' own part anybody may have written.
        let at = all.len().saturating_sub(1 + site.options().trusted_proxies);
        Ok(Self(all.get(at).copied().flatten().unwrap_or(peer)))
    }
}
