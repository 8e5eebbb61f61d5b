//! 试码. Wrong codes are counted by network and all together, in the database, so that several nodes
//! count as one. Too many from one network and it must wait; too many from all and everybody is
//! slowed, and the alarm stands in the security log.

use std::net::IpAddr;
use std::time::Duration;

use xiaoneng_calendar::Instant;
use xiaoneng_domain::decider::Actor;
use xiaoneng_domain::matter::{CodeClass, RatedFrom};
use xiaoneng_store::SecurityEntry;

use crate::App;
use crate::denied::Denied;
use crate::query_code::{CodeError, CodeHolder, QueryCode};

/// When the alarm was raised last, in the settings of the data.
const LAST_ALARM: &str = "codes/last-alarm";
const ALL: &str = "all";

/// 来访网络. An address as it is counted; it is kept in the security log alone.
#[derive(Clone)]
pub struct Network {
    address: IpAddr,
    hash: [u8; 32],
    is_office: bool,
}

/// An address never shows itself in a log.
impl std::fmt::Debug for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Network(…)")
    }
}

impl Network {
    /// Its keyed hash, by which it is counted.
    pub(crate) fn hash(&self) -> &[u8; 32] {
        &self.hash
    }
}

/// 查码的结果.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LookUp {
    /// 查到了.
    Found {
        /// Who came, and to which matter.
        holder: CodeHolder,
        /// 码的来历.
        class: CodeClass,
        /// How long the answer is held back: while the alarm stands, else not at all.
        held_back: Duration,
    },
    /// It is no code; nothing was looked up and nothing counted.
    Mistyped(CodeError),
    /// 没有查到; it was counted.
    NotFound {
        /// How long the answer is held back; longer with every try.
        held_back: Duration,
    },
    /// 试的次数多了; nothing was looked up.
    Wait {
        /// Until when.
        until: Instant,
    },
}

/// How tries stand at one moment.
struct Tries {
    of_network: u64,
    oldest: Option<Instant>,
    of_all: u64,
}

impl App {
    /// 来访网络 of an address. An IPv6 household is counted as one.
    pub fn network(&self, address: IpAddr) -> Result<Network, Denied> {
        let address = address.to_canonical();
        let counted = match address {
            IpAddr::V4(address) => address.octets().to_vec(),
            IpAddr::V6(address) => address.octets()[..8].to_vec(),
        };
        let hash = self.store().keyed_hash("network", &counted)?;
        let is_office = self.settings().office_networks.iter().any(|range| range.contains(address));
        Ok(Network { address, hash, is_office })
    }

    /// 查码. What a code opens, as somebody typed it.
    pub async fn look_up_code(&self, typed: &str, network: &Network) -> Result<LookUp, Denied> {
        let code = match QueryCode::read(typed) {
            Ok(code) => code,
            Err(error) => return Ok(LookUp::Mistyped(error)),
        };
        let now = self.clock().now();
        let counted = [network.hash, self.all_networks()?];
        self.store().count_tries(&counted, now).await?;
        let tries = self.tries(network, now).await?;
        let rule = &self.settings().codes;
        let is_alarm = tries.of_all > u64::from(rule.alarm_at);
        if is_alarm {
            self.raise_alarm(network, now).await?;
        }
        if tries.of_network > u64::from(rule.tries) {
            // The try was not made, so it does not make the wait longer.
            self.store().forgive_tries(&counted, now).await?;
            let since = tries.oldest.unwrap_or(now);
            let until = since.plus_minutes(i64::from(rule.tries_within_minutes) + 1);
            return Ok(LookUp::Wait { until });
        }
        let slowed = Duration::from_millis(u64::from(rule.slowed_by_milliseconds));
        match self.store().find_code(&code.digits()).await? {
            Some(row) => {
                self.store().forgive_tries(&counted, now).await?;
                let class = class_of(&row.class);
                let holder = CodeHolder { matter: row.matter, person: row.person };
                let held_back = if is_alarm { slowed } else { Duration::ZERO };
                Ok(LookUp::Found { holder, class, held_back })
            }
            None => {
                if tries.of_network == u64::from(rule.tries) {
                    self.note_network("codes_tried_out", network, now).await?;
                }
                let held_back = slowed / 5 * u32::try_from(tries.of_network).unwrap_or(5);
                Ok(LookUp::NotFound { held_back: held_back.min(slowed * 2) })
            }
        }
    }

    async fn tries(&self, network: &Network, now: Instant) -> Result<Tries, Denied> {
        let window = i64::from(self.settings().codes.tries_within_minutes);
        let since = now.plus_minutes(-window - 1);
        let (of_network, oldest) = self.store().tries_since(&network.hash, since).await?;
        let (of_all, _) = self.store().tries_since(&self.all_networks()?, since).await?;
        Ok(Tries { of_network, oldest, of_all })
    }

    fn all_networks(&self) -> Result<[u8; 32], Denied> {
        Ok(self.store().keyed_hash("network", ALL.as_bytes())?)
    }

    /// 警报: codes are being guessed. Once in each stretch of counting.
    async fn raise_alarm(&self, network: &Network, now: Instant) -> Result<(), Denied> {
        let last = self.code_alarm().await?;
        let window = i64::from(self.settings().codes.tries_within_minutes);
        if last.is_some_and(|last| last.plus_minutes(window) > now) {
            return Ok(());
        }
        self.store().write_setting(LAST_ALARM, &now.micros().to_string()).await?;
        tracing::error!("查询码试错总数超过上限：有人在猜查询码，已对所有来访放慢");
        self.note_network("codes_alarm", network, now).await
    }

    /// 警报. When somebody was last found to be guessing codes from many places.
    pub async fn code_alarm(&self) -> Result<Option<Instant>, Denied> {
        let last = self.store().read_setting(LAST_ALARM).await?;
        Ok(last.and_then(|text| text.parse().ok()).map(Instant::from_micros))
    }

    async fn note_network(&self, kind: &str, network: &Network, at: Instant) -> Result<(), Denied> {
        let entry = SecurityEntry {
            at,
            kind: kind.to_owned(),
            actor: Actor::System,
            person: None,
            login_hash: None,
            address_hash: Some(network.hash),
            address: Some(network.address.to_string()),
        };
        Ok(self.store().note_security(&entry).await?)
    }

    /// 评价从哪里发出. Counts this rating for its network.
    pub(crate) async fn rated_from(&self, network: &Network) -> Result<RatedFrom, Denied> {
        if network.is_office {
            return Ok(RatedFrom::OfficeNetwork);
        }
        let now = self.clock().now();
        let counted = self.store().keyed_hash("ratings", &network.hash)?;
        self.store().count_tries(&[counted], now).await?;
        let rule = &self.settings().codes;
        let since = now.plus_minutes(-i64::from(rule.tries_within_minutes) - 1);
        let (ratings, _) = self.store().tries_since(&counted, since).await?;
        let is_burst = ratings > u64::from(rule.ratings_from_one_network);
        Ok(if is_burst { RatedFrom::Burst } else { RatedFrom::Outside })
    }
}

/// 来历 as it is kept beside the code; the ledger decides what a rating counts.
pub(crate) fn class_of(code: &str) -> CodeClass {
    let classes = [CodeClass::Own, CodeClass::Printed, CodeClass::Window];
    classes.into_iter().find(|class| class.code() == code).unwrap_or(CodeClass::Printed)
}
