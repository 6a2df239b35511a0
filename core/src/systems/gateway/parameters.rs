//! What of the gateway can be set.

use super::choice::{Backoff, Balancing, CountedBy, Counting, Layers, OnStoreFailure, Strictness, Traffic};
use super::key::MAX_ADDRESSES;
use super::lanes::LANES;
use crate::limiter::Algorithm;
use crate::scenario::{Parameter, Range, Settings};
use crate::sim::{Nanos, SECOND};

const MS: Nanos = SECOND / 1_000;

/// Indices into [`PARAMETERS`], the same in every link ever made.
pub mod index {
    #![expect(missing_docs, reason = "each is the parameter of the same name")]
    pub const ALGORITHM: usize = 0;
    pub const LIMIT: usize = 1;
    pub const WINDOW: usize = 2;
    pub const BURST: usize = 3;
    pub const NODES: usize = 4;
    pub const COUNTING: usize = 5;
    pub const SYNC_PERIOD: usize = 6;
    pub const STORE_TIME: usize = 7;
    pub const STORE_TIMEOUT: usize = 8;
    pub const ON_STORE_FAILURE: usize = 9;
    pub const BALANCING: usize = 10;
    pub const STRICTNESS: usize = 11;
    pub const SOFT_PERCENT: usize = 12;
    pub const SOFT_FOR: usize = 13;
    pub const LAYERS: usize = 14;
    pub const ADDRESS_LIMIT: usize = 15;
    pub const GLOBAL_LIMIT: usize = 16;
    pub const CLIENTS: usize = 17;
    pub const TRAFFIC: usize = 18;
    pub const RATE: usize = 19;
    pub const BURST_SIZE: usize = 20;
    pub const CURVE: usize = 21;
    pub const RETRIES: usize = 22;
    pub const BACKOFF: usize = 23;
    pub const BACKOFF_BASE: usize = 24;
    pub const ADDRESSES: usize = 25;
    pub const COUNTED_BY: usize = 26;
    pub const API_SERVERS: usize = 27;
    pub const API_TIME: usize = 28;
    pub const API_QUEUE: usize = 29;
    pub const SKEW: usize = 30;
    pub const LATENCY: usize = 31;
    pub const CLIENT_TIMEOUT: usize = 32;
    pub const DURATION: usize = 33;
    /// The first of [`LANES`](super::super::LANES), one after the other.
    pub const LANE_1: usize = 34;
}

const ALGORITHMS: [&str; Algorithm::ALL.len()] = Algorithm::NAMES;

/// What a lane can show: an algorithm, or nothing.
const SHOWN: [&str; ALGORITHMS.len() + 1] = {
    let mut names = ["none"; ALGORITHMS.len() + 1];
    let mut i = 0;
    while i < ALGORITHMS.len() {
        names[i] = ALGORITHMS[i];
        i += 1;
    }
    names
};

const fn parameter(name: &'static str, range: Range, default: u64) -> Parameter {
    Parameter { name, range, default }
}

/// The parameters in the order in which links name them.
pub const PARAMETERS: &[Parameter] = &[
    parameter("algorithm", Range::Choice(&ALGORITHMS), 1),
    parameter("limit", Range::Count(1, 10_000), 5),
    parameter("window", Range::Time(10 * MS, 3_600 * SECOND), SECOND),
    parameter("burst", Range::Count(0, 10_000), 0),
    parameter("nodes", Range::Count(1, 8), 1),
    parameter("counting", Range::Choice(Counting::NAMES), 0),
    parameter("sync_period", Range::Time(10 * MS, 60 * SECOND), 500 * MS),
    parameter("store_time", Range::Time(0, SECOND), MS / 5),
    parameter("store_timeout", Range::Time(MS, 10 * SECOND), 100 * MS),
    parameter("on_store_failure", Range::Choice(OnStoreFailure::NAMES), 0),
    parameter("balancing", Range::Choice(Balancing::NAMES), 0),
    parameter("strictness", Range::Choice(Strictness::NAMES), 0),
    parameter("soft_percent", Range::Percent(1, 400), 50),
    parameter("soft_for", Range::Time(10 * MS, 3_600 * SECOND), 5 * SECOND),
    parameter("layers", Range::Choice(Layers::NAMES), 0),
    parameter("address_limit", Range::Count(1, 10_000), 5),
    parameter("global_limit", Range::Count(1, 10_000), 8),
    parameter("clients", Range::Count(1, 20), 2),
    parameter("traffic", Range::Choice(Traffic::NAMES), 1),
    parameter("rate", Range::Count(1, 20_000), 8),
    parameter("burst_size", Range::Count(1, 1_000), 10),
    // A day: quiet, a rise, a peak, and quiet again.
    parameter("curve", Range::Count(0, u64::MAX), 0x2223_58bd_ffec_9643),
    parameter("retries", Range::Count(0, 10), 0),
    parameter("backoff", Range::Choice(Backoff::NAMES), 2),
    parameter("backoff_base", Range::Time(MS, 60 * SECOND), 200 * MS),
    parameter("addresses", Range::Count(1, MAX_ADDRESSES as u64), 1),
    parameter("counted_by", Range::Choice(CountedBy::NAMES), 0),
    parameter("api_servers", Range::Count(1, 8), 2),
    parameter("api_time", Range::Time(0, 10 * SECOND), 20 * MS),
    parameter("api_queue", Range::Count(0, 10_000), 100),
    parameter("skew", Range::Time(0, 3_600 * SECOND), 0),
    parameter("latency", Range::Time(MS / 1_000, SECOND), 10 * MS),
    parameter("client_timeout", Range::Time(MS, 60 * SECOND), 3 * SECOND),
    parameter("duration", Range::Time(SECOND, 3_600 * SECOND), 20 * SECOND),
    parameter("lane_1", Range::Choice(&SHOWN), 0),
    parameter("lane_2", Range::Choice(&SHOWN), 1),
    parameter("lane_3", Range::Choice(&SHOWN), 2),
    parameter("lane_4", Range::Choice(&SHOWN), 3),
    parameter("lane_5", Range::Choice(&SHOWN), 4),
    parameter("lane_6", Range::Choice(&SHOWN), 5),
    parameter("lane_7", Range::Choice(&SHOWN), 6),
    parameter("lane_8", Range::Choice(&SHOWN), 7),
    parameter("lane_9", Range::Choice(&SHOWN), 8),
];

/// Which algorithm each lane shows, of which [`Lanes`](super::Lanes) watches all; `None` for a lane that is
/// left out. They change nothing of the run.
#[must_use]
pub fn shown_lanes(settings: &Settings) -> [Option<Algorithm>; LANES] {
    core::array::from_fn(|lane| Algorithm::ALL.get(settings.at(index::LANE_1 + lane) as usize).copied())
}

/// The settings that stay as they are for the whole run; the others are [`Rules`](super::Rules).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// Gateways.
    pub nodes: u32,
    /// Work of the store for one command.
    pub store_time: Nanos,
    /// Clients.
    pub clients: u32,
    /// When they ask.
    pub traffic: Traffic,
    /// Requests a second, all clients together.
    pub rate: u64,
    /// Requests of a client that come at once, if traffic comes in bursts.
    pub burst_size: u32,
    /// 16 points of 4 bits, the first in the highest bits: which part of the rate is asked for in each
    /// sixteenth of the duration, 15 being all of it.
    pub curve: u64,
    /// Requests a window at the start, for the traffic around its edges.
    pub limit: u32,
    /// The window at the start, for the same.
    pub window: Nanos,
    /// Addresses that the first client uses in turn; every other has one.
    pub addresses: u32,
    /// API servers.
    pub api_servers: u32,
    /// Work of an API server for one request.
    pub api_time: Nanos,
    /// Requests that may wait at an API server while it works.
    pub api_queue: usize,
    /// By how much the clock of each gateway is ahead of that of the one before.
    pub skew: Nanos,
    /// Delay of every message, as long as no command changes it.
    pub latency: Nanos,
    /// How long a client waits for an answer.
    pub client_timeout: Nanos,
    /// When the run ends.
    pub duration: Nanos,
}

impl Parameters {
    /// Reads the settings; all are in range.
    #[must_use]
    pub fn read(settings: &Settings) -> Self {
        let at = |index| settings.at(index);
        Self {
            nodes: at(index::NODES) as u32,
            store_time: at(index::STORE_TIME),
            clients: at(index::CLIENTS) as u32,
            traffic: Traffic::at(at(index::TRAFFIC)),
            rate: at(index::RATE),
            burst_size: at(index::BURST_SIZE) as u32,
            curve: at(index::CURVE),
            limit: at(index::LIMIT) as u32,
            window: at(index::WINDOW),
            addresses: at(index::ADDRESSES) as u32,
            api_servers: at(index::API_SERVERS) as u32,
            api_time: at(index::API_TIME),
            api_queue: at(index::API_QUEUE) as usize,
            skew: at(index::SKEW),
            latency: at(index::LATENCY),
            client_timeout: at(index::CLIENT_TIMEOUT),
            duration: at(index::DURATION),
        }
    }
}
