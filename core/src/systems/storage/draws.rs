//! What a client does next: the operations of a workload, the same for every client.
//!
//! ```text
//!   ycsb_a, zipf:   get 17, put 3, get 17, get 164, put 17, …
//!   fill:           put 0, put 1, put 2, …
//! ```
//!
//! Each kind of chance has a stream of its own, so that changing the share of deletes changes no key. Cooper et al.,
//! "Benchmarking Cloud Serving Systems with YCSB" (2010), table 2, for the presets.

use super::choice::{Distribution, Workload};
use super::setup::Shared;
use crate::random::SplitMix64;

/// An operation that was drawn; keys by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    Get(u32),
    Put(u32),
    Delete(u32),
    /// A get, and then a put of the same key.
    Modify(u32),
    /// So many records from a key on.
    Scan(u32, u32),
}

/// Streams of chance, and how far inserts and sequences are.
#[derive(Clone, Debug)]
pub(super) struct Draws {
    mix: SplitMix64,
    keys: SplitMix64,
    deletes: SplitMix64,
    lengths: SplitMix64,
    /// Records that were inserted, the preloaded ones included.
    inserted: u64,
    /// The next key of a sequence.
    next: u64,
}

/// The longest scan of workload E.
const LONGEST_SCAN: u64 = 100;

impl Draws {
    pub(super) fn new(random: &SplitMix64, preload: u32) -> Self {
        let stream = |purpose| random.fork(purpose, 0);
        Self {
            mix: stream("storage mix"),
            keys: stream("storage keys"),
            deletes: stream("storage deletes"),
            lengths: stream("storage lengths"),
            inserted: u64::from(preload),
            next: 0,
        }
    }

    /// The next operation; none if only what is commanded is done. `deletes` is the share of the writes, percent.
    pub(super) fn next(&mut self, shared: &Shared, deletes: u64) -> Option<Drawn> {
        let parameters = &shared.parameters;
        let dice = self.mix.below(100);
        let removes = self.deletes.below(100) < deletes;
        let length = 1 + self.lengths.below(LONGEST_SCAN.min(u64::from(parameters.keys))) as u32;
        let write = |key| if removes { Drawn::Delete(key) } else { Drawn::Put(key) };
        Some(match parameters.workload {
            Workload::None => return None,
            Workload::YcsbA if dice < 50 => Drawn::Get(self.key(shared)),
            Workload::YcsbB if dice < 95 => Drawn::Get(self.key(shared)),
            Workload::YcsbC => Drawn::Get(self.key(shared)),
            Workload::YcsbD if dice < 95 => Drawn::Get(self.latest(shared)),
            Workload::YcsbE if dice < 95 => Drawn::Scan(self.key(shared), length),
            Workload::YcsbF if dice < 50 => Drawn::Get(self.key(shared)),
            Workload::YcsbF => Drawn::Modify(self.key(shared)),
            Workload::YcsbA | Workload::YcsbB | Workload::Overwrite => write(self.key(shared)),
            Workload::YcsbD | Workload::YcsbE | Workload::Fill => write(self.insert(shared)),
            Workload::FillRandom => {
                let place = self.insert(shared);
                write(shared.scattered(place))
            }
        })
    }

    /// The next key that is inserted; after the last the first again.
    fn insert(&mut self, shared: &Shared) -> u32 {
        let place = self.inserted % u64::from(shared.parameters.keys);
        self.inserted += 1;
        place as u32
    }

    /// A key, by the distribution.
    fn key(&mut self, shared: &Shared) -> u32 {
        let keys = u64::from(shared.parameters.keys);
        match (shared.parameters.distribution, &shared.zipf) {
            (Distribution::Zipf, Some(zipf)) => {
                shared.scattered(zipf.sample(&mut self.keys).saturating_sub(1))
            }
            (Distribution::Sequential, _) => {
                self.next += 1;
                ((self.next - 1) % keys) as u32
            }
            _ => self.keys.below(keys) as u32,
        }
    }

    /// A key of those that were inserted last, by the distribution.
    fn latest(&mut self, shared: &Shared) -> u32 {
        let keys = u64::from(shared.parameters.keys);
        let there = self.inserted.clamp(1, keys);
        let back = match (shared.parameters.distribution, &shared.zipf) {
            (Distribution::Zipf, Some(zipf)) => u64::from(zipf.sample(&mut self.keys).saturating_sub(1)),
            (Distribution::Sequential, _) => 0,
            _ => self.keys.below(there),
        };
        ((self.inserted.max(1) - 1).saturating_sub(back % there) % keys) as u32
    }
}
