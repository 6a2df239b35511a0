//! Placement: which server does a key belong to, and what moves when the servers change?
//!
//! Eight answers behind one trait, [`Placement`], so that they can be compared on the same keys.
//!
//! | scheme | owner costs | memory | moves from n to n + 1 servers | balance |
//! | --- | --- | --- | --- | --- |
//! | modulo | O(1) | none | almost all: n/(n+1) | even |
//! | ring | O(1), at worst O(log points) | points | 1/(n+1) | CV about 1/sqrt(virtual nodes) |
//! | ketama | as ring, plus MD5 | 160 points a server | 1/(n+1) | CV about 8 % |
//! | rendezvous | O(n) | none | 1/(n+1) | even |
//! | jump | O(log n) | none | 1/(n+1), at the end of the list only | even |
//! | maglev | O(1) | 65,537 entries | 1/(n+1) and a little more | even |
//! | slots | O(1) | 16,384 entries | 1/(n+1) | even |
//! | bounded | ring, plus the full servers walked past | points | O(1/ε²) keys for each that must | at most 1 + ε |
//!
//! ("Even": as even as the hash scatters the keys.) Build one from [`Options`]; take [`Ring`] by
//! itself to place things of another type than servers.
//!
//! ```
//! use snowglobe_core::ring::{Options, Server};
//!
//! let servers: Vec<Server> = (0..4).map(|i| Server::new(format!("server-{i}"))).collect();
//! let mut ring = Options::default().build(&servers)?;
//! let keys: Vec<u64> = (0..10_000).map(|i| ring.position(format!("key-{i}").as_bytes())).collect();
//! let before = ring.assign(&keys)?;
//! ring.join(Server::new("server-4"))?;
//! let after = ring.assign(&keys)?;
//! let moved = keys.iter().zip(before).zip(after).filter(|((_, a), b)| a != b).count();
//! assert!(moved > 1_000 && moved < 3_000); // about a fifth, where modulo moves four fifths
//! # Ok::<(), snowglobe_core::ring::PlacementError>(())
//! ```
//!
//! Each submodule names its paper. Positions are 64-bit; nothing here knows keys beyond their
//! hash, so a caller hashes once and asks as often as it likes.

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
mod rendezvous;
mod servers;
mod slots;
#[cfg(test)]
mod tests;
mod virtual_nodes;

pub use circle::{Ring, RingError};
pub use error::PlacementError;
pub use jump::jump_hash;
pub use maglev::TABLE_SIZE;
pub use modulo::modulo;
pub use moves::{RangeMove, arcs, moved_ranges, placement_changes};
pub use options::{Options, Scheme, UnknownScheme};
pub use placement::{Placement, Server};
pub use rendezvous::winner;
pub use virtual_nodes::positions;

/// Longest server name, in bytes.
pub const MAX_NAME_BYTES: usize = 255;
/// Largest weight of a server.
pub const MAX_WEIGHT: u32 = 1_000_000;
/// Most virtual nodes per unit of weight.
pub const MAX_VIRTUAL_NODES: u32 = 1_000;
/// Most points of a ring.
pub const MAX_POINTS: u64 = 4_000_000;
