//! Everything needed to build a [`Placement`]: which scheme, with which settings.

use alloc::boxed::Box;

use super::bounded::Bounded;
use super::hashed::HashedRing;
use super::jump::Jump;
use super::ketama::Ketama;
use super::maglev::Maglev;
use super::modulo::Modulo;
use super::rendezvous::Rendezvous;
use super::servers::check_servers;
use super::slots::Slots;
use super::{MAX_VIRTUAL_NODES, Placement, PlacementError, Scheme, Server};
use crate::hash::HashFunction;

/// The settings of a placement. Those a scheme has no use for are checked and then ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Options {
    /// The way of placing.
    pub scheme: Scheme,
    /// The hash function for keys and points.
    pub hash: HashFunction,
    /// Points per unit of weight, `1..=`[`MAX_VIRTUAL_NODES`].
    pub virtual_nodes: u32,
    /// For bounded loads: how far over the average a server may go, in percent.
    pub epsilon_percent: u32,
}

impl Default for Options {
    /// A ring of 100 virtual nodes by XXH64; 25 % over the average if bounded.
    fn default() -> Options {
        Options { scheme: Scheme::Ring, hash: HashFunction::Xxh64, virtual_nodes: 100, epsilon_percent: 25 }
    }
}

impl Options {
    /// Builds the placement of these servers. An empty list is fine: then nothing has an owner.
    ///
    /// # Errors
    /// What is wrong with the settings or with a server. Nothing large is allocated before.
    pub fn build(&self, servers: &[Server]) -> Result<Box<dyn Placement>, PlacementError> {
        check_virtual_nodes(self.virtual_nodes)?;
        check_servers(servers)?;
        let Options { hash, .. } = *self;
        let ring = || HashedRing::new(servers, hash, self.virtual_nodes);
        Ok(match self.scheme {
            Scheme::Modulo => Box::new(Modulo::new(servers, hash)),
            Scheme::Ring => Box::new(ring()?),
            Scheme::Ketama => Box::new(Ketama::new(servers)?),
            Scheme::Rendezvous => Box::new(Rendezvous::new(servers, hash)),
            Scheme::Jump => Box::new(Jump::new(servers, hash)),
            Scheme::Maglev => Box::new(Maglev::new(servers, hash)?),
            Scheme::Slots => Box::new(Slots::new(servers)?),
            Scheme::Bounded => Box::new(Bounded::new(ring()?, self.epsilon_percent)),
        })
    }
}

fn check_virtual_nodes(virtual_nodes: u32) -> Result<(), PlacementError> {
    match virtual_nodes {
        0 => Err(PlacementError::ZeroVirtualNodes),
        1..=MAX_VIRTUAL_NODES => Ok(()),
        _ => Err(PlacementError::TooManyVirtualNodes { virtual_nodes, max: MAX_VIRTUAL_NODES }),
    }
}
