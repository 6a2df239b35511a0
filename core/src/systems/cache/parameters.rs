//! What of the cache can be set.

use crate::hash::HashFunction;
use crate::ring::{Options, Scheme};
use crate::scenario::{Parameter, Range, Settings};
use crate::sim::{Nanos, SECOND};

const MS: Nanos = SECOND / 1_000;

/// Indices into [`PARAMETERS`], the same in every link ever made.
pub mod index {
    #![expect(missing_docs, reason = "each is the parameter of the same name")]
    pub const PLACEMENT: usize = 0;
    pub const HASH: usize = 1;
    pub const SERVERS: usize = 2;
    pub const VIRTUAL_NODES: usize = 3;
    pub const KEYS: usize = 4;
    pub const REPLICAS: usize = 5;
    pub const POPULARITY: usize = 6;
    pub const ZIPF: usize = 7;
    pub const HOT_SHARE: usize = 8;
    pub const CLIENTS: usize = 9;
    pub const RATE: usize = 10;
    pub const LATENCY: usize = 11;
    pub const SERVICE: usize = 12;
    pub const ORIGIN_TIME: usize = 13;
    pub const ORIGIN_WORKERS: usize = 14;
    pub const WARM: usize = 15;
    pub const DURATION: usize = 16;
    pub const TIMEOUT: usize = 17;
    pub const EPSILON: usize = 18;
}

const SCHEMES: [&str; Scheme::ALL.len()] = Scheme::NAMES;
const HASHES: [&str; HashFunction::ALL.len()] = HashFunction::NAMES;

const fn parameter(name: &'static str, range: Range, default: u64) -> Parameter {
    Parameter { name, range, default }
}

/// The parameters in the order in which links name them.
pub const PARAMETERS: &[Parameter] = &[
    parameter("placement", Range::Choice(&SCHEMES), 1),
    parameter("hash", Range::Choice(&HASHES), 0),
    parameter("servers", Range::Count(1, 100), 4),
    parameter("virtual_nodes", Range::Count(1, 1_000), 100),
    parameter("keys", Range::Count(100, 100_000), 10_000),
    parameter("replicas", Range::Count(1, 5), 1),
    parameter("popularity", Range::Choice(&["uniform", "zipf"]), 0),
    parameter("zipf", Range::Thousandths(100, 3_000), 1_000),
    parameter("hot_share", Range::Percent(0, 90), 0),
    parameter("clients", Range::Count(1, 20), 2),
    parameter("rate", Range::Count(1, 20_000), 200),
    parameter("latency", Range::Time(MS / 1_000, SECOND), 10 * MS),
    parameter("service_time", Range::Time(0, SECOND), MS),
    parameter("origin_time", Range::Time(0, SECOND), 20 * MS),
    parameter("origin_workers", Range::Count(1, 1_000), 2),
    parameter("warm", Range::Choice(&["no", "yes"]), 1),
    parameter("duration", Range::Time(SECOND, 600 * SECOND), 20 * SECOND),
    parameter("timeout", Range::Time(MS, 10 * SECOND), 100 * MS),
    parameter("epsilon", Range::Percent(1, 400), 25),
];

/// How often each key is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Popularity {
    /// All alike.
    Uniform,
    /// The key of rank r in proportion to r to the minus this many thousandths.
    Zipf(u32),
}

/// The settings as the system reads them.
#[derive(Clone, Copy, Debug)]
pub struct Parameters {
    /// Where keys go.
    pub options: Options,
    /// Servers at the start.
    pub servers: u32,
    /// Number of keys, `key-0` upwards.
    pub keys: u32,
    /// Servers that hold each key; a client reads any one of them.
    pub replicas: usize,
    /// Which keys are asked for.
    pub popularity: Popularity,
    /// Percent of requests for `key-0`, on top of its popularity.
    pub hot_percent: u64,
    /// Clients.
    pub clients: u32,
    /// Requests a second, all clients together.
    pub rate: u64,
    /// Typical delay of a message; each takes 80 to 120 % of it.
    pub latency: Nanos,
    /// Work of a cache server for one request.
    pub service_time: Nanos,
    /// Work of the database for one query.
    pub origin_time: Nanos,
    /// Queries that the database works on at once.
    pub origin_workers: u32,
    /// Whether every key is cached at the start.
    pub warm: bool,
    /// When the run ends.
    pub duration: Nanos,
    /// How long a client waits for a cache server.
    pub timeout: Nanos,
}

impl Parameters {
    /// Reads the settings; all are in range.
    #[must_use]
    pub fn read(settings: &Settings) -> Self {
        let at = |index| settings.at(index);
        let scheme = Scheme::ALL.get(at(index::PLACEMENT) as usize).copied().unwrap_or(Scheme::Ring);
        let hash = HashFunction::ALL.get(at(index::HASH) as usize).copied().unwrap_or(HashFunction::Xxh64);
        let zipf = at(index::POPULARITY) == 1;
        Self {
            options: Options {
                scheme,
                hash,
                virtual_nodes: at(index::VIRTUAL_NODES) as u32,
                epsilon_percent: at(index::EPSILON) as u32,
            },
            servers: at(index::SERVERS) as u32,
            keys: at(index::KEYS) as u32,
            replicas: at(index::REPLICAS) as usize,
            popularity: if zipf { Popularity::Zipf(at(index::ZIPF) as u32) } else { Popularity::Uniform },
            hot_percent: at(index::HOT_SHARE),
            clients: at(index::CLIENTS) as u32,
            rate: at(index::RATE),
            latency: at(index::LATENCY),
            service_time: at(index::SERVICE),
            origin_time: at(index::ORIGIN_TIME),
            origin_workers: at(index::ORIGIN_WORKERS) as u32,
            warm: at(index::WARM) == 1,
            duration: at(index::DURATION),
            timeout: at(index::TIMEOUT),
        }
    }
}
