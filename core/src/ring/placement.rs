//! The question every scheme answers: which server does this key belong to?

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::PlacementError;

/// A server and its share relative to others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Server {
    /// Its name, unique in a list, 1 to [`super::MAX_NAME_BYTES`] bytes. For ketama `host:port`.
    pub name: String,
    /// Its weight, `1..=`[`super::MAX_WEIGHT`]; 1 is normal.
    pub weight: u32,
}

impl Server {
    /// A server of weight 1.
    pub fn new(name: impl Into<String>) -> Server {
        Server { name: name.into(), weight: 1 }
    }

    /// The same server with another weight.
    #[must_use]
    pub fn weighing(self, weight: u32) -> Server {
        Server { weight, ..self }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name)
    }
}

/// A rule that gives every key an owner among a list of servers.
///
/// Servers are referred to by their index in [`servers`](Placement::servers). When one leaves,
/// those behind it move up by one: compare placements before and after a change by name.
pub trait Placement: fmt::Debug + Send + Sync {
    /// The servers, in list order.
    fn servers(&self) -> &[Server];

    /// Where a key lies: on a ring the 64-bit circle, with slots the slot number, with modulo and
    /// jump the hash itself. O(length of the key).
    fn position(&self, key: &[u8]) -> u64;

    /// Index of the server that owns a position.
    ///
    /// # Errors
    /// [`PlacementError::Empty`] if there is no server.
    fn owner_at(&self, position: u64) -> Result<usize, PlacementError>;

    /// Index of the server that owns a key.
    ///
    /// # Errors
    /// As [`owner_at`](Placement::owner_at).
    fn owner(&self, key: &[u8]) -> Result<usize, PlacementError> {
        self.owner_at(self.position(key))
    }

    /// The preference list of a position: the first `n` distinct servers, the owner first. Fewer
    /// if there are fewer. `out` is cleared first; after an error it is empty.
    ///
    /// # Errors
    /// As [`owner_at`](Placement::owner_at).
    fn owners_at(&self, position: u64, n: usize, out: &mut Vec<usize>) -> Result<(), PlacementError>;

    /// The owner of a new request given how many each server holds already. Only bounded loads
    /// look at `loads`; a server missing from it counts as idle.
    ///
    /// # Errors
    /// As [`owner_at`](Placement::owner_at).
    fn owner_under(&self, position: u64, loads: &[u64]) -> Result<usize, PlacementError> {
        let _ = loads;
        self.owner_at(position)
    }

    /// The owner of each position. With bounded loads the keys are placed in order under the
    /// capacity that their number gives.
    ///
    /// # Errors
    /// As [`owner_at`](Placement::owner_at), if there is a position at all.
    fn assign(&self, positions: &[u64]) -> Result<Vec<u32>, PlacementError> {
        positions.iter().map(|&p| self.owner_at(p).map(|owner| owner as u32)).collect()
    }

    /// Adds a server at the end of the list.
    ///
    /// # Errors
    /// What is wrong with the server; the placement is then unchanged.
    fn join(&mut self, server: Server) -> Result<(), PlacementError>;

    /// Takes a server out; the list closes up. The last one may leave.
    ///
    /// # Errors
    /// [`PlacementError::UnknownServer`].
    fn leave(&mut self, name: &str) -> Result<(), PlacementError>;

    /// For ring-like schemes the points `(position, server index)`, sorted by position.
    fn points(&self) -> Option<&[(u64, u32)]> {
        None
    }

    /// A copy of its own, behind a box: what `clone` is for a type that is not known here.
    fn boxed(&self) -> Box<dyn Placement>;

    /// Width of a position in bits: 64, or 14 for slots.
    fn position_bits(&self) -> u32 {
        64
    }
}

impl Clone for Box<dyn Placement> {
    fn clone(&self) -> Self {
        (**self).boxed()
    }
}
