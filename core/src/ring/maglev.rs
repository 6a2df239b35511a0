//! Maglev hashing: a table that servers fill in turn, each in an order of its own.
//!
//! The table has a prime number of entries, [`TABLE_SIZE`]. Each server has a permutation of
//! them, `(offset + k × skip) mod size`, and takes, when its turn comes, the first entry of its
//! permutation that is still free. So everyone gets the same number of entries, give or take one,
//! and a lookup is one read. When a server leaves, its entries are refilled, and a few others
//! change hands too: a little disruption for perfect balance.
//!
//! ```
//! use snowglobe_core::ring::{Options, Scheme, Server};
//!
//! let servers: Vec<Server> = (0..5).map(|i| Server::new(format!("s{i}"))).collect();
//! let options = Options { scheme: Scheme::Maglev, ..Options::default() };
//! let maglev = options.build(&servers)?;
//! let owner = maglev.owner(b"key-1")?;
//! assert!(owner < 5);
//! # Ok::<(), snowglobe_core::ring::PlacementError>(())
//! ```
//!
//! Eisenbud et al., "Maglev: A Fast and Reliable Software Network Load Balancer", NSDI 2016,
//! section 3.4. A server of weight w gets w turns for each turn of a server of weight 1.

use alloc::boxed::Box;
use alloc::collections::BinaryHeap;
use alloc::vec::Vec;
use core::cmp::{Ordering, Reverse};

use super::servers::{check_newcomer, find, first_distinct};
use super::{Placement, PlacementError, Server};
use crate::hash::{HashFunction, fmix64};

/// Entries of the table: the small prime of the paper. Also the most servers it can hold.
pub const TABLE_SIZE: usize = 65_537;

const FREE: u32 = u32::MAX;

#[derive(Clone, Debug)]
pub(super) struct Maglev {
    servers: Vec<Server>,
    hash: HashFunction,
    table: Vec<u32>,
}

impl Maglev {
    pub(super) fn new(servers: &[Server], hash: HashFunction) -> Result<Maglev, PlacementError> {
        check_count(servers.len())?;
        let servers = servers.to_vec();
        let table = fill(&servers, hash);
        Ok(Maglev { servers, hash, table })
    }
}

fn check_count(servers: usize) -> Result<(), PlacementError> {
    if servers > TABLE_SIZE {
        return Err(PlacementError::TooManyServers { servers, max: TABLE_SIZE });
    }
    Ok(())
}

/// A server that waits for its turn: the one that has had the fewest for its weight is next.
struct Turn {
    taken: u64,
    weight: u64,
    server: u32,
}

impl Ord for Turn {
    fn cmp(&self, other: &Turn) -> Ordering {
        // (taken + 1) / weight against the other's, multiplied out.
        let (a, b) = (self.taken + 1, other.taken + 1);
        let by_turns = (a * other.weight).cmp(&(b * self.weight));
        by_turns.then(self.server.cmp(&other.server))
    }
}

impl PartialOrd for Turn {
    fn partial_cmp(&self, other: &Turn) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Turn {
    fn eq(&self, other: &Turn) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Turn {}

/// Fills the table; empty without servers. O(m log m) on average for m entries.
fn fill(servers: &[Server], hash: HashFunction) -> Vec<u32> {
    if servers.is_empty() {
        return Vec::new();
    }
    let size = TABLE_SIZE as u64;
    // (entry to try next, step) of each permutation.
    let mut preference: Vec<(u64, u64)> = servers
        .iter()
        .map(|server| {
            let h = hash.hash(server.name.as_bytes());
            (fmix64(h) % size, fmix64(!h) % (size - 1) + 1)
        })
        .collect();
    let mut turns: BinaryHeap<Reverse<Turn>> = servers
        .iter()
        .zip(0..)
        .map(|(server, index)| Reverse(Turn { taken: 0, weight: server.weight.into(), server: index }))
        .collect();
    let mut table = alloc::vec![FREE; TABLE_SIZE];
    let mut free = TABLE_SIZE;
    while free > 0
        && let Some(mut next) = turns.peek_mut()
    {
        let Turn { server, taken, .. } = &mut next.0;
        let (entry, step) = &mut preference[*server as usize];
        while table[*entry as usize] != FREE {
            *entry = (*entry + *step) % size;
        }
        table[*entry as usize] = *server;
        *taken += 1;
        free -= 1;
    }
    table
}

impl Placement for Maglev {
    fn servers(&self) -> &[Server] {
        &self.servers
    }

    fn position(&self, key: &[u8]) -> u64 {
        self.hash.value(key)
    }

    fn owner_at(&self, position: u64) -> Result<usize, PlacementError> {
        let owner = self.table.get((position % TABLE_SIZE as u64) as usize);
        owner.map(|&owner| owner as usize).ok_or(PlacementError::Empty)
    }

    /// The owners met reading on from the entry of the position.
    fn owners_at(&self, position: u64, n: usize, out: &mut Vec<usize>) -> Result<(), PlacementError> {
        out.clear();
        self.owner_at(position)?;
        let (behind, ahead) = self.table.split_at((position % TABLE_SIZE as u64) as usize);
        let owners = ahead.iter().chain(behind).map(|&owner| owner as usize);
        first_distinct(owners, n, self.servers.len(), out);
        Ok(())
    }

    fn join(&mut self, server: Server) -> Result<(), PlacementError> {
        check_newcomer(&self.servers, &server)?;
        check_count(self.servers.len() + 1)?;
        self.servers.push(server);
        self.table = fill(&self.servers, self.hash);
        Ok(())
    }

    fn leave(&mut self, name: &str) -> Result<(), PlacementError> {
        self.servers.remove(find(&self.servers, name)?);
        self.table = fill(&self.servers, self.hash);
        Ok(())
    }

    fn boxed(&self) -> Box<dyn Placement> {
        Box::new(self.clone())
    }
}
