//! Jump consistent hash: no memory at all, perfectly even, but servers are only numbers.
//!
//! A key jumps forward through bucket numbers, each jump as long as it would have stayed where it
//! is while buckets were added one by one; the last number below n is its bucket. Growing from n
//! to n + 1 buckets moves 1/(n+1) of the keys, all to the new bucket.
//!
//! The price is the numbering: buckets can only be added or taken at the end. When the last
//! server leaves, its keys alone move. When another one leaves, those behind it move up one
//! number, so that most of their keys change servers too; with a list of n that loses its first
//! server that is nearly everything. So jump suits shards that are numbered anyway and replaced
//! in place, not caches that come and go.
//!
//! ```
//! use snowglobe_core::ring::jump_hash;
//!
//! assert_eq!(jump_hash(256, 1024), 520);
//! assert_eq!(jump_hash(256, 0), 0); // no bucket counts as one
//! ```
//!
//! Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm", 2014.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::buckets::Buckets;
use super::servers::first_distinct;
use super::{Placement, PlacementError, Server};
use crate::hash::{HashFunction, fmix64};

/// The bucket of a key, below `buckets` (0 counts as 1). O(log buckets) on average.
#[inline]
#[must_use]
pub fn jump_hash(key: u64, buckets: u64) -> u64 {
    // Beyond 2^53 not every number is a float, and no key would get that far.
    let end = buckets.min(1 << 53) as f64;
    let mut state = key;
    let mut bucket = 0;
    loop {
        state = state.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(1);
        // Through i64, which processors convert in one step, other than u64.
        let chance = (1i64 << 31) as f64 / ((state >> 33) as i64 + 1) as f64;
        let next = (bucket + 1) as f64 * chance;
        if next >= end {
            return bucket as u64;
        }
        bucket = next as i64;
    }
}

#[derive(Clone, Debug)]
pub(super) struct Jump {
    buckets: Buckets,
    hash: HashFunction,
}

impl Jump {
    pub(super) fn new(servers: &[Server], hash: HashFunction) -> Jump {
        Jump { buckets: Buckets::new(servers), hash }
    }
}

impl Placement for Jump {
    fn servers(&self) -> &[Server] {
        self.buckets.servers()
    }

    fn position(&self, key: &[u8]) -> u64 {
        self.hash.value(key)
    }

    fn owner_at(&self, position: u64) -> Result<usize, PlacementError> {
        let bucket = jump_hash(position, self.buckets.total()?);
        Ok(self.buckets.server(bucket))
    }

    /// The owner, then where the key would jump if it were another key, again and again; after
    /// eight tries per server the rest follow in list order.
    fn owners_at(&self, position: u64, n: usize, out: &mut Vec<usize>) -> Result<(), PlacementError> {
        out.clear();
        let buckets = self.buckets.total()?;
        let servers = self.servers().len();
        let again = |i: u64| fmix64(position.wrapping_add(i));
        let keys = core::iter::once(position).chain((1..servers as u64 * 8).map(again));
        let owners = keys.map(|key| self.buckets.server(jump_hash(key, buckets)));
        first_distinct(owners.chain(0..servers), n, servers, out);
        Ok(())
    }

    fn join(&mut self, server: Server) -> Result<(), PlacementError> {
        self.buckets.join(server)
    }

    fn leave(&mut self, name: &str) -> Result<(), PlacementError> {
        self.buckets.leave(name)
    }

    fn boxed(&self) -> Box<dyn Placement> {
        Box::new(self.clone())
    }
}
