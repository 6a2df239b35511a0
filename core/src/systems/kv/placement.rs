//! Who keeps what: the ring cut into ranges, and for each the nodes in the order in which they are asked.
//!
//! ```text
//!   range 17   n3 │ n0 │ n4 ┃ n1 │ n2        with N = 3 the first three are at home; the others may stand in
//! ```
//!
//! The circle is cut into [`RANGES`] equal ranges, so that every key of one has the same preference list and a range can be
//! compared or handed over as a whole (the paper's third strategy, section 6.2). The order is that in which points of
//! nodes are met going clockwise from the range's beginning, each machine once. With several data centres no centre has
//! more of the N than its part, as long as there are nodes elsewhere; and within a centre a zone, what may fail as a whole
//! such as a rack, has a second one only when all zones of the centre have one:
//!
//! ```text
//!   walk   n0 in zone 0 · n3 in zone 0 · n1 in zone 1 · n4 in zone 1 · n2 in zone 2
//!   N = 3  n0             passed over    n1             passed over    n2                 so no zone takes two copies along
//! ```
//!
//! That is how Cassandra's `NetworkTopologyStrategy` takes racks into account.

use super::message::Key;
use crate::hash::HashFunction;
use crate::ring::{MAX_POINTS, PlacementError, Ring, RingError};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Ranges of the circle; a power of two.
pub const RANGES: usize = 64;

/// A node that belongs to the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Which node.
    pub node: u32,
    /// Its name, which decides where its points lie.
    pub name: String,
    /// Its part of the ranges, in proportion.
    pub weight: u32,
    /// Its data centre.
    pub centre: u32,
    /// Its zone there.
    pub zone: u32,
}

/// Who keeps what; see the module.
#[derive(Clone, Debug)]
pub struct Placement {
    /// Counts the changes.
    pub version: u32,
    members: Vec<Member>,
    n: usize,
    /// For each range the nodes in the order in which they are asked: first those at home.
    orders: Vec<Arc<[u32]>>,
}

impl Placement {
    /// Of these members, N at home for each range. O(points × log points + ranges × members).
    ///
    /// # Errors
    /// If two have one name, or there would be too many points.
    pub fn new(
        version: u32,
        members: Vec<Member>,
        n: u8,
        virtual_nodes: u32,
    ) -> Result<Self, PlacementError> {
        let points = members.iter().map(|member| (member.name.clone(), member.weight * virtual_nodes));
        let ring = Ring::with_virtual_nodes(points, HashFunction::Xxh64).map_err(refused)?;
        let mut walk = Vec::new();
        let n = usize::from(n).min(members.len());
        let orders = (0..RANGES).map(|range| {
            ring.owners(Self::beginning(range), members.len(), &mut walk);
            order(&walk, &members, n)
        });
        let orders = orders.collect();
        Ok(Self { version, members, n, orders })
    }

    /// Where a range begins.
    #[must_use]
    pub const fn beginning(range: usize) -> u64 {
        (range as u64) << (64 - RANGES.trailing_zeros())
    }

    /// The range of a key.
    #[must_use]
    pub const fn range(key: Key) -> usize {
        (key.hash >> (64 - RANGES.trailing_zeros())) as usize
    }

    /// The members.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// A member by its node.
    #[must_use]
    pub fn member(&self, node: u32) -> Option<&Member> {
        // Those of the beginning stand in the order of their numbers: gossip asks for a thousand of them at a time.
        let first = self.members.first()?.node;
        let usual = node.checked_sub(first).and_then(|at| self.members.get(at as usize));
        let usual = usual.filter(|member| member.node == node);
        usual.or_else(|| self.members.iter().find(|member| member.node == node))
    }

    /// All nodes in the order in which they are asked for a range: first those at home.
    #[must_use]
    pub fn order(&self, range: usize) -> &[u32] {
        self.orders.get(range).map_or(&[], |order| order)
    }

    /// The preference list of a range.
    #[must_use]
    pub fn home(&self, range: usize) -> &[u32] {
        let order = self.order(range);
        order.get(..self.n.min(order.len())).unwrap_or_default()
    }

    /// Whether a node is at home in a range.
    #[must_use]
    pub fn is_home(&self, range: usize, node: u32) -> bool {
        self.home(range).contains(&node)
    }

    /// The ranges in which a node is at home.
    pub fn ranges_of(&self, node: u32) -> impl Iterator<Item = usize> {
        (0..RANGES).filter(move |range| self.is_home(*range, node))
    }
}

/// A member stands on the ring by its name.
fn refused(error: RingError) -> PlacementError {
    match error {
        RingError::TooManyPoints { points } => PlacementError::TooManyPoints { points, max: MAX_POINTS },
        RingError::DuplicateNode | RingError::UnknownNode => {
            PlacementError::DuplicateServer { name: String::new() }
        }
    }
}

/// Those at home first: no centre more than its part, if others have nodes; and no zone of it a second one, if others of
/// the centre have none.
fn order(walk: &[usize], members: &[Member], n: usize) -> Arc<[u32]> {
    let walk = || walk.iter().filter_map(|at| members.get(*at));
    let mut zones: Vec<(u32, u32)> = members.iter().map(|member| (member.centre, member.zone)).collect();
    crate::order::heap_sort(&mut zones, |a, b| a < b);
    zones.dedup();
    let centres = zones.chunk_by(|a, b| a.0 == b.0).count();
    let part = n.div_ceil(centres.max(1));
    let mut home: Vec<&Member> = Vec::new();
    for member in walk() {
        let already = home.iter().filter(|other| other.centre == member.centre).count();
        if home.len() < n && already < part {
            home.push(member);
        }
    }
    // A centre may have fewer nodes than its part.
    for member in walk() {
        if home.len() < n && !home.contains(&member) {
            home.push(member);
        }
    }
    if zones.len() > centres {
        home = spread_over_zones(walk(), &home, &zones);
    }
    let rest: Vec<u32> = walk().filter(|member| !home.contains(member)).map(|member| member.node).collect();
    home.iter().map(|member| member.node).chain(rest).collect()
}

/// As many of each centre as there are, but of different zones first.
fn spread_over_zones<'a>(
    walk: impl Iterator<Item = &'a Member>,
    home: &[&Member],
    zones: &[(u32, u32)],
) -> Vec<&'a Member> {
    let mut spread: Vec<&Member> = Vec::new();
    for member in walk {
        let part = home.iter().filter(|other| other.centre == member.centre).count();
        let seconds =
            part.saturating_sub(zones.iter().filter(|(centre, _)| *centre == member.centre).count());
        let mut here: Vec<u32> =
            spread.iter().filter(|other| other.centre == member.centre).map(|other| other.zone).collect();
        let already = here.len();
        crate::order::insertion_sort(&mut here, |a, b| a < b);
        here.dedup();
        if already < part && (!here.contains(&member.zone) || already - here.len() < seconds) {
            spread.push(member);
        }
    }
    spread
}
