//! `hash mod n`: the obvious placement, and the reason for all the others.
//!
//! It is even, fast and needs no memory, until n changes: then almost every key goes elsewhere,
//! `1 - min(n, m) / lcm(n, m)` of them from n to m servers ([`crate::stats::modulo_moved`]).
//! When one of four caches dies, 75 % of the keys are looked for in the wrong place.
//!
//! ```
//! use snowglobe_core::ring::{Options, Scheme, Server};
//!
//! let servers: Vec<Server> = (0..4).map(|i| Server::new(format!("s{i}"))).collect();
//! let options = Options { scheme: Scheme::Modulo, ..Options::default() };
//! let mut modulo = options.build(&servers)?;
//! assert_eq!(modulo.owner_at(18_358_617)?, 1); // Xu, table 5-1: key0 lies on server 1
//! modulo.leave("s1")?;
//! assert_eq!(modulo.owner_at(18_358_617)?, 0);
//! # Ok::<(), snowglobe_core::ring::PlacementError>(())
//! ```
//!
//! Xu, "System Design Interview", chapter 5. With weights, a server of weight w counts as w
//! servers: the way of many memcached clients without ketama (libmemcached ignores weights there).

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::buckets::Buckets;
use super::{Placement, PlacementError, Server};
use crate::hash::HashFunction;

/// The bucket of a hash among `n`; none if `n` is 0. O(1).
#[must_use]
pub const fn modulo(hash: u64, n: u64) -> Option<u64> {
    hash.checked_rem(n)
}

#[derive(Clone, Debug)]
pub(super) struct Modulo {
    buckets: Buckets,
    hash: HashFunction,
}

impl Modulo {
    pub(super) fn new(servers: &[Server], hash: HashFunction) -> Modulo {
        Modulo { buckets: Buckets::new(servers), hash }
    }
}

impl Placement for Modulo {
    fn servers(&self) -> &[Server] {
        self.buckets.servers()
    }

    /// The hash itself: a narrow one moved to the top bits would be divisible by every power of 2.
    fn position(&self, key: &[u8]) -> u64 {
        self.hash.value(key)
    }

    fn owner_at(&self, position: u64) -> Result<usize, PlacementError> {
        let bucket = modulo(position, self.buckets.total()?).ok_or(PlacementError::Empty)?;
        Ok(self.buckets.server(bucket))
    }

    /// The owner and those behind it in the list.
    fn owners_at(&self, position: u64, n: usize, out: &mut Vec<usize>) -> Result<(), PlacementError> {
        out.clear();
        let owner = self.owner_at(position)?;
        let servers = self.servers().len();
        out.extend((0..n.min(servers)).map(|i| (owner + i) % servers));
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
