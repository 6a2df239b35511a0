//! Consistent hashing with bounded loads: the ring, and a full server passes requests on.
//!
//! With m requests in all, a server of weight w out of W may hold `ceil((1 + ε) m w / W)`. A key
//! goes to the first server clockwise from its position that is not full. So no server ever has
//! more than 1 + ε times its share, whatever the arcs and however hot a key, and a change still
//! moves only O(1/ε²) keys for each one that must.
//!
//! ```
//! use snowglobe_core::ring::{Options, Scheme, Server};
//!
//! let servers: Vec<Server> = (0..4).map(|i| Server::new(format!("s{i}"))).collect();
//! let options = Options { scheme: Scheme::Bounded, epsilon_percent: 25, ..Options::default() };
//! let bounded = options.build(&servers)?;
//! let hot = bounded.position(b"hot");
//! let owner = bounded.owner_at(hot)?;
//! let mut loads = [1, 1, 1, 1]; // the fifth request: ceil(1.25 × 5 / 4) = 2 are allowed
//! assert_eq!(bounded.owner_under(hot, &loads)?, owner);
//! loads[owner] = 3; // the seventh: ceil(1.25 × 7 / 4) = 3, and this one holds 3
//! assert_ne!(bounded.owner_under(hot, &loads)?, owner);
//! # Ok::<(), snowglobe_core::ring::PlacementError>(())
//! ```
//!
//! Mirrokni, Thorup and Zadimoghaddam, "Consistent Hashing with Bounded Loads", 2016.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::hashed::HashedRing;
use super::{Placement, PlacementError, Server};

#[derive(Clone, Debug)]
pub(super) struct Bounded {
    ring: HashedRing,
    epsilon_percent: u32,
}

impl Bounded {
    pub(super) fn new(ring: HashedRing, epsilon_percent: u32) -> Bounded {
        Bounded { ring, epsilon_percent }
    }

    fn total_weight(&self) -> u128 {
        self.servers().iter().map(|s| u128::from(s.weight)).sum()
    }

    /// How many of `requests` a server of this weight may hold.
    fn capacity(&self, requests: u128, weight: u32, total_weight: u128) -> u128 {
        let factor = 100 + u128::from(self.epsilon_percent);
        // Requests are counted in u64s and weights are below 2^20: this cannot overflow.
        (factor * requests * u128::from(weight)).div_ceil(100 * total_weight.max(1))
    }
}

impl Placement for Bounded {
    fn servers(&self) -> &[Server] {
        self.ring.servers()
    }

    fn position(&self, key: &[u8]) -> u64 {
        self.ring.position(key)
    }

    /// The owner while nobody is full.
    fn owner_at(&self, position: u64) -> Result<usize, PlacementError> {
        self.ring.owner_at(position)
    }

    fn owners_at(&self, position: u64, n: usize, out: &mut Vec<usize>) -> Result<(), PlacementError> {
        self.ring.owners_at(position, n, out)
    }

    /// O(servers + points walked).
    fn owner_under(&self, position: u64, loads: &[u64]) -> Result<usize, PlacementError> {
        let held = loads.iter().take(self.servers().len());
        let requests = held.map(|&load| u128::from(load)).sum::<u128>() + 1;
        let total_weight = self.total_weight();
        let has_room = |owner: usize| {
            let weight = self.servers().get(owner).map_or(0, |s| s.weight);
            let load = loads.get(owner).copied().unwrap_or(0);
            u128::from(load) < self.capacity(requests, weight, total_weight)
        };
        // The capacities add up to more than the requests, so that someone has room.
        let mut owners = self.ring.ring().walk(position).map(|point| point.1 as usize);
        owners.find(|&owner| has_room(owner)).ok_or(PlacementError::Empty)
    }

    /// O(positions + points) on average: points of full servers are passed over once.
    fn assign(&self, positions: &[u64]) -> Result<Vec<u32>, PlacementError> {
        if positions.is_empty() {
            return Ok(Vec::new());
        }
        let total_weight = self.total_weight();
        let requests = positions.len() as u128;
        let servers = self.servers().iter();
        let mut room: Vec<u128> = servers.map(|s| self.capacity(requests, s.weight, total_weight)).collect();
        let ring = self.ring.ring();
        let points = ring.points();
        let mut ahead = Ahead::new(points.len());
        let mut owners = Vec::with_capacity(positions.len());
        for &position in positions {
            let mut at = ahead.open(ring.rank(position));
            let owner = loop {
                let &(_, owner) = points.get(at).ok_or(PlacementError::Empty)?;
                if let Some(room) = room.get_mut(owner as usize).filter(|room| **room > 0) {
                    *room -= 1;
                    break owner;
                }
                at = ahead.close(at);
            };
            owners.push(owner);
        }
        Ok(owners)
    }

    fn join(&mut self, server: Server) -> Result<(), PlacementError> {
        self.ring.join(server)
    }

    fn leave(&mut self, name: &str) -> Result<(), PlacementError> {
        self.ring.leave(name)
    }

    fn points(&self) -> Option<&[(u64, u32)]> {
        self.ring.points()
    }

    fn boxed(&self) -> Box<dyn Placement> {
        Box::new(self.clone())
    }
}

/// For each point the next one clockwise that was not closed, found by following links that
/// shorten as they are used. Without it, the last keys would each walk past all full servers.
struct Ahead {
    next: Vec<u32>,
}

impl Ahead {
    fn new(points: usize) -> Ahead {
        Ahead { next: (0..points as u32).collect() }
    }

    /// The first point at or after `at` that is open; `at` may be just past the end.
    fn open(&mut self, at: usize) -> usize {
        let mut at = if at < self.next.len() { at } else { 0 };
        while let Some(&next) = self.next.get(at)
            && next as usize != at
        {
            let beyond = self.next[next as usize];
            self.next[at] = beyond;
            at = beyond as usize;
        }
        at
    }

    /// Closes a point and finds the next open one. Not all may be closed.
    fn close(&mut self, at: usize) -> usize {
        let next = self.open((at + 1) % self.next.len());
        self.next[at] = next as u32;
        next
    }
}
