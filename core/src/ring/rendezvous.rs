//! Rendezvous hashing: every server bids for every key, the highest bid wins.
//!
//! A bid is a hash of server and key together. When a server leaves, its keys go to their second
//! bidders, spread over all others, and no other key moves. There is no ring and no table; the
//! price is that a lookup asks all n servers.
//!
//! ```
//! use snowglobe_core::ring::rendezvous::winner;
//!
//! let nodes = ["n0", "n1", "n2", "n3"];
//! assert_eq!(winner(b"key-1", &nodes), Some(2));
//! assert!(winner(b"key-1", &["n0", "n1", "n3"]).is_some());
//! assert_eq!(winner(b"key-1", &[]), None);
//! ```
//!
//! Thaler and Ravishankar, "Using Name-Based Mappings to Increase Hit Rates", 1998. Weights as in
//! Schindelhauer and Schomaker, "Weighted Distributed Hash Tables", SPAA 2005: the bid u in (0, 1)
//! of a server of weight w counts as `-w / ln u`.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::servers::{check_newcomer, find};
use super::{Placement, PlacementError, Server};
use crate::hash::{HashFunction, fmix64, xxh64};

/// The node whose `xxh64(node ‖ 00 ‖ key)` is highest, as an index; of equals the smaller name.
/// None without nodes. O(nodes × length).
#[must_use]
pub fn winner(key: &[u8], nodes: &[&str]) -> Option<usize> {
    let mut text = Vec::new();
    let bids = nodes.iter().enumerate().map(|(index, &node)| {
        text.clear();
        text.extend_from_slice(node.as_bytes());
        text.push(0);
        text.extend_from_slice(key);
        (xxh64(&text, 0), Reverse(node), index)
    });
    bids.max().map(|(_, _, index)| index)
}

/// The placement hashes key and server once each and mixes the two numbers, so that a lookup
/// costs a few multiplications per server, whatever the lengths.
#[derive(Clone, Debug)]
pub(super) struct Rendezvous {
    servers: Vec<Server>,
    seeds: Vec<u64>,
    hash: HashFunction,
    /// The weight of all, if they have the same.
    even: bool,
}

impl Rendezvous {
    pub(super) fn new(servers: &[Server], hash: HashFunction) -> Rendezvous {
        let seeds = servers.iter().map(|server| seed(hash, server)).collect();
        Rendezvous { servers: servers.to_vec(), seeds, hash, even: same_weights(servers) }
    }

    /// What a server bids, larger being better. Monotone in the mixed hash, so that whether the
    /// weights are the same does not matter to who wins among those that have the same.
    fn bid(&self, index: usize, seed: u64, position: u64) -> u64 {
        let mixed = fmix64(seed ^ position);
        if self.even {
            return mixed;
        }
        let weight = self.servers.get(index).map_or(1, |server| server.weight);
        let u = ((mixed >> 11) as f64 + 0.5) / (1u64 << 53) as f64;
        // Positive floats order as their bits do.
        (-f64::from(weight) / libm::log(u)).to_bits()
    }

    /// Of equal bids the smaller name wins.
    fn bids(&self, position: u64) -> impl Iterator<Item = (u64, Reverse<&str>, usize)> {
        self.seeds.iter().zip(&self.servers).enumerate().map(move |(index, (&seed, server))| {
            let bid = self.bid(index, seed, position);
            (bid, Reverse(server.name.as_str()), index)
        })
    }
}

fn seed(hash: HashFunction, server: &Server) -> u64 {
    fmix64(hash.hash(server.name.as_bytes()))
}

fn same_weights(servers: &[Server]) -> bool {
    servers.windows(2).all(|pair| pair[0].weight == pair[1].weight)
}

impl Placement for Rendezvous {
    fn servers(&self) -> &[Server] {
        &self.servers
    }

    fn position(&self, key: &[u8]) -> u64 {
        self.hash.value(key)
    }

    fn owner_at(&self, position: u64) -> Result<usize, PlacementError> {
        let mut best: Option<(u64, usize)> = None;
        for (index, &seed) in self.seeds.iter().enumerate() {
            let bid = self.bid(index, seed, position);
            let wins = best.is_none_or(|(highest, holder)| {
                bid > highest || bid == highest && self.servers[index].name < self.servers[holder].name
            });
            if wins {
                best = Some((bid, index));
            }
        }
        best.map(|(_, index)| index).ok_or(PlacementError::Empty)
    }

    /// The `n` highest bidders. O(servers log servers).
    fn owners_at(&self, position: u64, n: usize, out: &mut Vec<usize>) -> Result<(), PlacementError> {
        out.clear();
        if self.servers.is_empty() {
            return Err(PlacementError::Empty);
        }
        let mut bids: Vec<_> = self.bids(position).collect();
        crate::order::heap_sort(&mut bids, |a, b| b < a);
        out.extend(bids.into_iter().take(n).map(|bid| bid.2));
        Ok(())
    }

    fn join(&mut self, server: Server) -> Result<(), PlacementError> {
        check_newcomer(&self.servers, &server)?;
        self.seeds.push(seed(self.hash, &server));
        self.servers.push(server);
        self.even = same_weights(&self.servers);
        Ok(())
    }

    fn leave(&mut self, name: &str) -> Result<(), PlacementError> {
        let index = find(&self.servers, name)?;
        self.seeds.remove(index);
        self.servers.remove(index);
        self.even = same_weights(&self.servers);
        Ok(())
    }

    fn boxed(&self) -> Box<dyn Placement> {
        Box::new(self.clone())
    }
}
