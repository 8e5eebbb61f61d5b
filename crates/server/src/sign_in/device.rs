//! 设备. What a browser says of itself, in a few words, so that one knows one's own again; and from
//! which address it speaks.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;

use crate::Site;

/// In the order in which they are told apart: most claim to be several.
const BROWSERS: [(&str, &str); 12] = [
    ("MicroMessenger", "微信"),
    ("QQBrowser", "QQ 浏览器"),
    ("360SE", "360 浏览器"),
    ("360EE", "360 浏览器"),
    ("MetaSr", "搜狗浏览器"),
    ("QAXBrowser", "奇安信浏览器"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("OPR", "Opera"),
    ("Chrome", "Chrome"),
    ("Trident", "IE"),
    ("Safari", "Safari"),
];
const SYSTEMS: [(&str, &str); 8] = [
    ("Android", "Android"),
    ("HarmonyOS", "鸿蒙"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("UOS", "统信 UOS"),
    ("Linux", "Linux"),
];

/// `Chrome · Windows`
pub(super) fn device(parts: &Parts) -> String {
    let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
    let agent = agent.unwrap_or_default();
    let named = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let found: Vec<&str> = [named(&BROWSERS), named(&SYSTEMS)].into_iter().flatten().collect();
    if found.is_empty() { "—".to_owned() } else { found.join(" · ") }
}

/// The visitor's address: the connection's, or behind proxies the one that the outermost of ours
/// wrote down.
pub(super) fn address(site: &Site, parts: &Parts) -> Option<String> {
    let socket = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let direct = socket.map(|ConnectInfo(socket)| socket.ip().to_string());
    let proxies = site.options().trusted_proxies;
    if proxies == 0 {
        return direct;
    }
    let forwarded = parts.headers.get_all("x-forwarded-for").iter();
    let forwarded: Vec<&str> = forwarded
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let outermost = forwarded.len().checked_sub(proxies).and_then(|at| forwarded.get(at));
    outermost
        .and_then(|text| text.parse::<std::net::IpAddr>().ok())
        .map_or(direct, |address| Some(address.to_string()))
}
