//! Numbered buckets shared out by weight: a server of weight w has w of them, in list order.

use alloc::vec::Vec;

use super::servers::{check_newcomer, find};
use super::{PlacementError, Server};

#[derive(Clone, Debug)]
pub(super) struct Buckets {
    servers: Vec<Server>,
    /// For each server the number of the first bucket behind its own.
    ends: Vec<u64>,
}

impl Buckets {
    pub(super) fn new(servers: &[Server]) -> Buckets {
        let mut buckets = Buckets { servers: servers.to_vec(), ends: Vec::new() };
        buckets.count();
        buckets
    }

    pub(super) fn servers(&self) -> &[Server] {
        &self.servers
    }

    /// How many there are.
    ///
    /// # Errors
    /// [`PlacementError::Empty`] rather than zero.
    pub(super) fn total(&self) -> Result<u64, PlacementError> {
        self.ends.last().copied().ok_or(PlacementError::Empty)
    }

    /// The server that a bucket belongs to. O(1) if all weights are 1, else O(log n).
    pub(super) fn server(&self, bucket: u64) -> usize {
        if self.ends.last().copied() == Some(self.ends.len() as u64) {
            return bucket as usize;
        }
        self.ends.partition_point(|&end| end <= bucket)
    }

    pub(super) fn join(&mut self, server: Server) -> Result<(), PlacementError> {
        check_newcomer(&self.servers, &server)?;
        self.servers.push(server);
        self.count();
        Ok(())
    }

    pub(super) fn leave(&mut self, name: &str) -> Result<(), PlacementError> {
        self.servers.remove(find(&self.servers, name)?);
        self.count();
        Ok(())
    }

    fn count(&mut self) {
        let ends = self.servers.iter().scan(0, |end, server| {
            *end += u64::from(server.weight);
            Some(*end)
        });
        self.ends = ends.collect();
    }
}
