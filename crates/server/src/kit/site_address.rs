//! 网址. Under which address this site is reached: what the operator entered, else what the
//! request was sent to.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::Site;
use crate::kit::problem::Problem;

/// 网址 without a `/` at its end, such as `https://xn.example.gov.cn`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteAddress(pub String);

impl FromRequestParts<Site> for SiteAddress {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        if let Some(address) = &site.options().public_address {
            return Ok(Self(address.trim_end_matches('/').to_owned()));
        }
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        // Only a proxy of ours is believed about what it was asked for.
        let said = |name: &str| text(name).filter(|_| site.options().trusted_proxies > 0);
        let host = said("x-forwarded-host").or_else(|| text("host")).filter(|host| is_host(host));
        let scheme = match said("x-forwarded-proto") {
            Some("https") => "https",
            Some(_) | None => "http",
        };
        Ok(Self(format!("{scheme}://{}", host.unwrap_or("127.0.0.1"))))
    }
}

fn is_host(host: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    !host.is_empty() && host.len() <= 255 && host.bytes().all(fits)
}
