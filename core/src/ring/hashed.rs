//! The ring as a [`Placement`]: virtual nodes in proportion to weight.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::servers::{check_newcomer, find};
use super::{MAX_POINTS, Placement, PlacementError, Ring, Server, positions};
use crate::hash::HashFunction;

/// Consistent hashing with `virtual_nodes` points per unit of weight; see [`Ring`].
#[derive(Clone, Debug)]
pub(super) struct HashedRing {
    ring: Ring<Server>,
    hash: HashFunction,
    virtual_nodes: u32,
}

impl HashedRing {
    /// The servers must have been checked.
    pub(super) fn new(
        servers: &[Server],
        hash: HashFunction,
        virtual_nodes: u32,
    ) -> Result<HashedRing, PlacementError> {
        let points = |server: &Server| u64::from(server.weight) * u64::from(virtual_nodes);
        check_points(servers.iter().map(points).sum())?;
        let counted = servers.iter().map(|server| (server.clone(), points(server) as u32));
        let ring = Ring::with_virtual_nodes(counted, hash)
            .map_err(|_| PlacementError::too_many_points(MAX_POINTS))?;
        Ok(HashedRing { ring, hash, virtual_nodes })
    }

    pub(super) fn ring(&self) -> &Ring<Server> {
        &self.ring
    }
}

impl Placement for HashedRing {
    fn servers(&self) -> &[Server] {
        self.ring.nodes()
    }

    fn position(&self, key: &[u8]) -> u64 {
        self.hash.hash(key)
    }

    fn owner_at(&self, position: u64) -> Result<usize, PlacementError> {
        self.ring.owner_index(position).ok_or(PlacementError::Empty)
    }

    fn owners_at(&self, position: u64, n: usize, out: &mut Vec<usize>) -> Result<(), PlacementError> {
        self.ring.owners(position, n, out);
        if self.servers().is_empty() {
            return Err(PlacementError::Empty);
        }
        Ok(())
    }

    fn join(&mut self, server: Server) -> Result<(), PlacementError> {
        check_newcomer(self.servers(), &server)?;
        let new = u64::from(server.weight) * u64::from(self.virtual_nodes);
        check_points(self.ring.points().len() as u64 + new)?;
        let points = positions(&server, new as u32, self.hash);
        let joined = self.ring.join(server, points);
        joined.map(|_| ()).map_err(|_| PlacementError::too_many_points(MAX_POINTS))
    }

    fn leave(&mut self, name: &str) -> Result<(), PlacementError> {
        self.ring.leave_at(find(self.servers(), name)?);
        Ok(())
    }

    fn points(&self) -> Option<&[(u64, u32)]> {
        Some(self.ring.points())
    }

    fn boxed(&self) -> Box<dyn Placement> {
        Box::new(self.clone())
    }
}

fn check_points(points: u64) -> Result<(), PlacementError> {
    if points > MAX_POINTS {
        return Err(PlacementError::too_many_points(points));
    }
    Ok(())
}
