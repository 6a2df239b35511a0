//! Which server does a key belong to? Eight answers behind one trait.
//!
//! | scheme | a server joins n others | look-up | memory | weights |
//! | --- | --- | --- | --- | --- |
//! | [`Scheme::Modulo`] | nearly all keys move | O(1) | none | no |
//! | [`Scheme::Ring`] | 1/(n+1) moves, all to the newcomer | O(1) | 26 B a point | yes |
//! | [`Scheme::Ketama`] | as the ring | O(1) | 160 points a server | yes |
//! | [`Scheme::Rendezvous`] | as the ring | O(n) | a hash a server | yes |
//! | [`Scheme::Jump`] | as the ring; only the last may leave cheaply | O(log n) | none | no |
//! | [`Scheme::Maglev`] | a little more than the ring | O(1) | 65,537 entries | yes |
//! | [`Scheme::Slots`] | as the ring, in whole slots | O(1) | 16,384 entries | yes |
//! | [`Scheme::Bounded`] | as the ring, and what overflowed | O(1) + full servers met | as the ring | yes |
//!
//! ```
//! use snowglobe_core::hash::HashFunction;
//! use snowglobe_core::ring::{Options, Scheme, Server};
//!
//! let servers: Vec<Server> = (0..4).map(|i| Server::new(format!("s{i}"))).collect();
//! let mut placement = Options { scheme: Scheme::Ring, ..Options::default() }.build(&servers)?;
//! let keys: Vec<u64> = (0..10_000).map(|i| placement.position(format!("key-{i}").as_bytes())).collect();
//! let before = placement.assign(&keys)?;
//! placement.join(Server::new("s4"))?;
//! let after = placement.assign(&keys)?;
//! let moved: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).collect();
//! assert!((1_500..2_500).contains(&moved.len())); // about a fifth,
//! assert!(moved.iter().all(|(_, to)| **to == 4)); // and all of it to the newcomer
//! # Ok::<(), snowglobe_core::ring::PlacementError>(())
//! ```
//!
//! [`Ring`] is the ring alone, over any node type. Each scheme's paper is named in its own file.

mod bounded;
mod buckets;
mod circle;
mod error;
mod hashed;
mod index;
mod jump;
pub mod ketama;
mod maglev;
mod modulo;
mod moves;
mod options;
mod placement;
pub mod rendezvous;
mod scheme;
mod servers;
mod slots;
mod table;
mod virtual_nodes;

#[cfg(test)]
mod tests;

pub use circle::{Ring, RingError};
pub use error::PlacementError;
pub use jump::jump_hash;
pub use maglev::TABLE_SIZE;
pub use modulo::modulo;
pub use moves::{RangeMove, arcs, moved_ranges, placement_changes};
pub use options::Options;
pub use placement::{Placement, Server};
pub use scheme::{Scheme, UnknownScheme};
pub use virtual_nodes::positions;

/// Longest server name, in bytes.
pub const MAX_NAME_BYTES: usize = 255;
/// Largest weight of a server.
pub const MAX_WEIGHT: u32 = 1_000_000;
/// Most virtual nodes per unit of weight.
pub const MAX_VIRTUAL_NODES: u32 = 1_000;
/// Most points of a ring.
pub const MAX_POINTS: u64 = 4_000_000;
