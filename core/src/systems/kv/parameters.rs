//! What of the cluster can be set.

use super::choice::{Contact, Detector, Popularity, QuorumKind, Resolution, Routing, Workload};
use crate::gossip::Mode;
use crate::lsm::Sync;
use crate::quorum::{Quorum, QuorumError};
use crate::scenario::{Parameter, Range, Settings};
use crate::sim::{Nanos, SECOND};

const MS: Nanos = SECOND / 1_000;
const US: Nanos = MS / 1_000;

/// Indices into [`PARAMETERS`], the same in every link ever made.
pub mod index {
    #![expect(missing_docs, reason = "each is the parameter of the same name")]
    pub const NODES: usize = 0;
    pub const N: usize = 1;
    pub const R: usize = 2;
    pub const W: usize = 3;
    pub const QUORUM: usize = 4;
    pub const RESOLUTION: usize = 5;
    pub const READ_REPAIR: usize = 6;
    pub const HINTED_HANDOFF: usize = 7;
    pub const REPAIR_PERIOD: usize = 8;
    pub const VIRTUAL_NODES: usize = 9;
    pub const DATA_CENTRES: usize = 10;
    pub const LOCAL_QUORUM: usize = 11;
    pub const CLIENTS: usize = 12;
    pub const ROUTING: usize = 13;
    pub const WORKLOAD: usize = 14;
    pub const KEYS: usize = 15;
    pub const RATE: usize = 16;
    pub const READS: usize = 17;
    pub const DELETES: usize = 18;
    pub const LATENCY: usize = 19;
    pub const SERVICE_TIME: usize = 20;
    pub const TIMEOUT: usize = 21;
    pub const RETRIES: usize = 22;
    pub const GOSSIP_PERIOD: usize = 23;
    pub const FANOUT: usize = 24;
    pub const DETECTOR: usize = 25;
    pub const FAIL_TIMEOUT: usize = 26;
    pub const PHI: usize = 27;
    pub const HINT_TTL: usize = 28;
    pub const MOST_HINTS: usize = 29;
    pub const TOMBSTONE_TTL: usize = 30;
    pub const SYNC_EVERY: usize = 31;
    pub const SKEW: usize = 32;
    pub const DURATION: usize = 33;
    pub const QUIET: usize = 34;
    pub const INDIRECT_PROBES: usize = 35;
    pub const ZONES: usize = 36;
    pub const TREE_HEIGHT: usize = 37;
    pub const CONTACT: usize = 38;
    pub const POPULARITY: usize = 39;
    pub const GOSSIP_MODE: usize = 40;
}

const fn parameter(name: &'static str, range: Range, default: u64) -> Parameter {
    Parameter { name, range, default }
}

const SWITCH: Range = Range::Choice(&["no", "yes"]);

/// The parameters in the order in which links name them.
pub const PARAMETERS: &[Parameter] = &[
    parameter("nodes", Range::Count(1, 1_000), 5),
    parameter("n", Range::Count(1, 9), 3),
    parameter("r", Range::Count(1, 9), 2),
    parameter("w", Range::Count(1, 9), 2),
    parameter("quorum", Range::Choice(QuorumKind::NAMES), 0),
    parameter("resolution", Range::Choice(Resolution::NAMES), 0),
    parameter("read_repair", SWITCH, 1),
    parameter("hinted_handoff", SWITCH, 1),
    parameter("repair_period", Range::Time(0, 600 * SECOND), 0),
    parameter("virtual_nodes", Range::Count(1, 256), 8),
    parameter("data_centres", Range::Count(1, 5), 1),
    parameter("local_quorum", SWITCH, 0),
    parameter("clients", Range::Count(1, 20), 2),
    parameter("routing", Range::Choice(Routing::NAMES), 0),
    parameter("workload", Range::Choice(Workload::NAMES), 0),
    parameter("keys", Range::Count(1, 100_000), 10),
    parameter("rate", Range::Count(1, 20_000), 20),
    parameter("reads", Range::Percent(0, 100), 50),
    parameter("deletes", Range::Percent(0, 100), 0),
    parameter("latency", Range::Time(US, 10 * SECOND), 5 * MS),
    parameter("service_time", Range::Time(0, 10 * SECOND), 500 * US),
    parameter("timeout", Range::Time(MS, 60 * SECOND), 200 * MS),
    parameter("retries", Range::Count(0, 5), 0),
    parameter("gossip_period", Range::Time(10 * MS, 60 * SECOND), SECOND),
    parameter("fanout", Range::Count(1, 10), 1),
    parameter("detector", Range::Choice(Detector::NAMES), 0),
    parameter("fail_timeout", Range::Time(10 * MS, 600 * SECOND), 5 * SECOND),
    parameter("phi", Range::Thousandths(500, 16_000), 8_000),
    parameter("hint_ttl", Range::Time(SECOND, 86_400 * SECOND), 3_600 * SECOND),
    parameter("most_hints", Range::Count(0, 100_000), 10_000),
    parameter("tombstone_ttl", Range::Time(SECOND, 86_400 * SECOND), 3_600 * SECOND),
    parameter("sync_every", Range::Count(0, 10_000), 1),
    parameter("skew", Range::Time(0, 60 * SECOND), 0),
    parameter("duration", Range::Time(SECOND, 3_600 * SECOND), 30 * SECOND),
    parameter("quiet", Range::Time(0, 3_600 * SECOND), 0),
    parameter("indirect_probes", Range::Count(0, 10), 3),
    parameter("zones", Range::Count(1, 9), 1),
    parameter("tree_height", Range::Count(1, 20), 4),
    parameter("contact", Range::Choice(Contact::NAMES), 0),
    parameter("popularity", Range::Choice(Popularity::NAMES), 0),
    parameter("gossip_mode", Range::Choice(Mode::NAMES), 0),
];

/// The settings as the system reads them.
#[derive(Clone, Copy, Debug)]
pub struct Parameters {
    /// Nodes at the start.
    pub nodes: u32,
    /// N, R and W.
    pub quorum: Quorum,
    /// Who counts.
    pub kind: QuorumKind,
    /// What becomes of concurrent versions.
    pub resolution: Resolution,
    /// Whether a read mends the replicas that told something older.
    pub read_repair: bool,
    /// Whether who stands in hands on what it holds for others.
    pub hinted_handoff: bool,
    /// How often a node compares a range with another replica; 0: never.
    pub repair_period: Nanos,
    /// Points of a node of usual weight on the ring.
    pub virtual_nodes: u32,
    /// Data centres; nodes are dealt out to them in turn.
    pub data_centres: u32,
    /// Whether R and W are counted among the replicas in the coordinator's data centre.
    pub local_quorum: bool,
    /// Clients.
    pub clients: u32,
    /// Whom they ask.
    pub routing: Routing,
    /// What they do.
    pub workload: Workload,
    /// Keys, `key-0` upwards.
    pub keys: u32,
    /// Operations a second, all clients together, if none had to be waited for.
    pub rate: u64,
    /// Percent of operations that read.
    pub reads: u64,
    /// Percent of the others that delete.
    pub deletes: u64,
    /// Typical delay of a message; each takes 80 to 120 % of it.
    pub latency: Nanos,
    /// Work of a replica for one request.
    pub service_time: Nanos,
    /// How long a coordinator waits for replicas; a client waits half as long again.
    pub timeout: Nanos,
    /// How often a client asks again under the same request number.
    pub retries: u32,
    /// How often a node talks to others of whom it has heard, or probes one of them.
    pub gossip_period: Nanos,
    /// How many it talks to.
    pub fanout: u32,
    /// How silence is taken for death.
    pub detector: Detector,
    /// Silence of so long is death; so is, of who was probed, a suspicion that was not denied for so long.
    pub fail_timeout: Nanos,
    /// So is a φ above this, in thousandths.
    pub phi: u64,
    /// How long a hint is kept.
    pub hint_ttl: Nanos,
    /// Hints that a node keeps at most.
    pub most_hints: u64,
    /// How long a tombstone is kept.
    pub tombstone_ttl: Nanos,
    /// When a replica's log is synced.
    pub sync: Sync,
    /// By how much the clock of the last node is ahead.
    pub skew: Nanos,
    /// When the run ends.
    pub duration: Nanos,
    /// How long before that clients stop to do anything by themselves.
    pub quiet: Nanos,
    /// How many others a node asks to probe who did not answer it.
    pub indirect_probes: usize,
    /// Zones of each data centre; its nodes are dealt out to them in turn.
    pub zones: u32,
    /// Levels of the Merkle tree of a range below its root: it has 2 to the power of that many buckets.
    pub tree_height: u32,
    /// How many of those who count are asked.
    pub contact: Contact,
    /// How often each key is asked for.
    pub popularity: Popularity,
    /// Whether it tells them, asks them, or both.
    pub gossip_mode: Mode,
}

impl Parameters {
    /// Whether whatever is read has met a replica with the last write that was acknowledged: by R + W > N, or, where
    /// majorities within a data centre count instead, if there is but one.
    #[must_use]
    pub fn reads_meet_writes(&self) -> bool {
        if self.local_quorum { self.data_centres == 1 } else { self.quorum.reads_meet_writes() }
    }

    /// Reads the settings, each of which is in range.
    ///
    /// # Errors
    /// If R or W is above N.
    pub fn read(settings: &Settings) -> Result<Self, QuorumError> {
        let at = |index| settings.at(index);
        let (n, r, w) = (at(index::N) as u8, at(index::R) as u8, at(index::W) as u8);
        Ok(Self {
            nodes: at(index::NODES) as u32,
            quorum: Quorum::new(n, r, w)?,
            kind: QuorumKind::at(at(index::QUORUM)),
            resolution: Resolution::at(at(index::RESOLUTION)),
            read_repair: at(index::READ_REPAIR) == 1,
            hinted_handoff: at(index::HINTED_HANDOFF) == 1,
            repair_period: at(index::REPAIR_PERIOD),
            virtual_nodes: at(index::VIRTUAL_NODES) as u32,
            data_centres: at(index::DATA_CENTRES) as u32,
            local_quorum: at(index::LOCAL_QUORUM) == 1,
            clients: at(index::CLIENTS) as u32,
            routing: Routing::at(at(index::ROUTING)),
            workload: Workload::at(at(index::WORKLOAD)),
            keys: at(index::KEYS) as u32,
            rate: at(index::RATE),
            reads: at(index::READS),
            deletes: at(index::DELETES),
            latency: at(index::LATENCY),
            service_time: at(index::SERVICE_TIME),
            timeout: at(index::TIMEOUT),
            retries: at(index::RETRIES) as u32,
            gossip_period: at(index::GOSSIP_PERIOD),
            fanout: at(index::FANOUT) as u32,
            detector: Detector::at(at(index::DETECTOR)),
            fail_timeout: at(index::FAIL_TIMEOUT),
            phi: at(index::PHI),
            hint_ttl: at(index::HINT_TTL),
            most_hints: at(index::MOST_HINTS),
            tombstone_ttl: at(index::TOMBSTONE_TTL),
            sync: match at(index::SYNC_EVERY) {
                0 => Sync::Never,
                1 => Sync::Always,
                every => Sync::Every(every as u32),
            },
            skew: at(index::SKEW),
            duration: at(index::DURATION),
            quiet: at(index::QUIET),
            indirect_probes: at(index::INDIRECT_PROBES) as usize,
            zones: at(index::ZONES) as u32,
            tree_height: at(index::TREE_HEIGHT) as u32,
            contact: Contact::at(at(index::CONTACT)),
            popularity: Popularity::at(at(index::POPULARITY)),
            gossip_mode: Mode::at(at(index::GOSSIP_MODE)),
        })
    }
}
