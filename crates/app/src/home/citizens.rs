//! 群众一侧的设置. How codes, links and attachments of citizens are dealt with.

use std::net::IpAddr;

use serde::Deserialize;

/// 查询码.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CodeSettings {
    /// So many wrong codes may come from one network …
    pub tries: u32,
    /// … within this long, in minutes; then it must wait.
    pub tries_within_minutes: u32,
    /// So many from all networks together within the same time raise the alarm and slow everybody.
    pub alarm_at: u32,
    /// How long an answer is held back while the alarm stands, in milliseconds.
    pub slowed_by_milliseconds: u32,
    /// For this long the code is shown again on reload or retry of the form that made it.
    pub shown_for_minutes: u32,
    /// For this long a code that was typed opens its matter without being typed again.
    pub visit_minutes: u32,
    /// For this long a link that was sent opens its matter.
    pub link_days: u32,
    /// For this long a link that was sent makes a new code, once.
    pub recovery_minutes: u32,
    /// So many ratings may come from one network within `tries_within_minutes`; what comes beyond
    /// is a burst.
    pub ratings_from_one_network: u32,
}

/// 附件.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AttachmentSettings {
    /// How many with one form.
    pub files: u32,
    /// How large one may be, in megabytes.
    pub megabytes: u32,
    /// How many million pixels a picture may have.
    pub megapixels: u32,
    /// How long files of a form that was not sent are held, in minutes.
    pub held_minutes: u32,
}

impl Default for CodeSettings {
    fn default() -> Self {
        Self {
            tries: 5,
            tries_within_minutes: 10,
            alarm_at: 300,
            slowed_by_milliseconds: 1_500,
            shown_for_minutes: 15,
            visit_minutes: 30,
            link_days: 7,
            recovery_minutes: 30,
            ratings_from_one_network: 5,
        }
    }
}

impl Default for AttachmentSettings {
    fn default() -> Self {
        Self { files: 4, megabytes: 10, megapixels: 100, held_minutes: 120 }
    }
}

/// 网段, such as `10.12.0.0/16` or one address.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct NetworkRange {
    address: IpAddr,
    bits: u8,
}

/// A text that is no range of addresses.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“{0}”不是网段，应写成 10.12.0.0/16 这样")]
pub struct NetworkRangeError(String);

impl TryFrom<String> for NetworkRange {
    type Error = NetworkRangeError;

    fn try_from(text: String) -> Result<Self, NetworkRangeError> {
        let wrong = || NetworkRangeError(text.clone());
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text.as_str(), None),
        };
        let address: IpAddr = address.trim().parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits.trim().parse().map_err(|_| wrong())?,
            None => most,
        };
        if bits > most {
            return Err(wrong());
        }
        Ok(Self { address, bits })
    }
}

impl NetworkRange {
    /// Whether an address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let shift = 32 - u32::from(self.bits);
                let cut = |bits: u32| bits.checked_shr(shift).unwrap_or(0);
                cut(own.to_bits()) == cut(other.to_bits())
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let shift = 128 - u32::from(self.bits);
                let cut = |bits: u128| bits.checked_shr(shift).unwrap_or(0);
                cut(own.to_bits()) == cut(other.to_bits())
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}
