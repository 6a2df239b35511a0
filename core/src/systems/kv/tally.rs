//! Counts of what nodes did.

/// What a replica did since the run began, over all its lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReplicaTally {
    /// Requests that it coordinated.
    pub coordinated: u64,
    /// Of them, refused.
    pub refused: u64,
    /// Of them, those for which too few replicas answered in time.
    pub timeouts: u64,
    /// Replicas that a read found with something older, and mended.
    pub repairs: u64,
    /// Hints that it took.
    pub hints_taken: u64,
    /// Hints that it handed on.
    pub hints_handed: u64,
    /// Hints that were too old, or had no room.
    pub hints_lost: u64,
    /// Pairs of hashes that it compared.
    pub compared: u64,
    /// Records that it sent to even out a difference.
    pub exchanged: u64,
    /// Bytes of hashes and records that it sent to find a difference and even it out.
    pub repair_bytes: u64,
    /// Records that came with a range, or went.
    pub moved: u64,
    /// Versions that went because a later writer won who had not seen them.
    pub dropped: u64,
    /// Tombstones that were old enough.
    pub buried: u64,
    /// Times that it took another for dead.
    pub suspicions: u64,
    /// Of them, those that were wrong: the other came back without having been away.
    pub false_suspicions: u64,
    /// Suspicions that were denied before it took the other for dead.
    pub refuted: u64,
    /// Messages of gossip, and of probes.
    pub gossip: u64,
    /// Reads and writes of the disk that failed.
    pub failures: u64,
    /// Tables that its reads did not open, because a Bloom filter said that the key is not there.
    pub filter_negatives: u64,
    /// Tables that its reads opened.
    pub tables_opened: u64,
}

impl core::ops::AddAssign for ReplicaTally {
    fn add_assign(&mut self, other: Self) {
        self.coordinated += other.coordinated;
        self.refused += other.refused;
        self.timeouts += other.timeouts;
        self.repairs += other.repairs;
        self.hints_taken += other.hints_taken;
        self.hints_handed += other.hints_handed;
        self.hints_lost += other.hints_lost;
        self.compared += other.compared;
        self.exchanged += other.exchanged;
        self.repair_bytes += other.repair_bytes;
        self.moved += other.moved;
        self.dropped += other.dropped;
        self.buried += other.buried;
        self.suspicions += other.suspicions;
        self.false_suspicions += other.false_suspicions;
        self.refuted += other.refuted;
        self.gossip += other.gossip;
        self.failures += other.failures;
        self.filter_negatives += other.filter_negatives;
        self.tables_opened += other.tables_opened;
    }
}

/// How a client's operations ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientTally {
    /// Reads that were answered.
    pub reads: u64,
    /// Writes and deletions that were acknowledged.
    pub writes: u64,
    /// Operations that were refused.
    pub refused: u64,
    /// Operations of which nobody knows how they ended.
    pub unknown: u64,
    /// Reads that found more than one value.
    pub siblings: u64,
    /// Reads that did not see the client's own write.
    pub lost_own: u64,
    /// Reads that saw something older than the client had read before.
    pub went_back: u64,
}

impl core::ops::AddAssign for ClientTally {
    fn add_assign(&mut self, other: Self) {
        self.reads += other.reads;
        self.writes += other.writes;
        self.refused += other.refused;
        self.unknown += other.unknown;
        self.siblings += other.siblings;
        self.lost_own += other.lost_own;
        self.went_back += other.went_back;
    }
}
