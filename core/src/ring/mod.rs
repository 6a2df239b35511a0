//! Placement of keys on servers.

mod error;
mod options;
mod placement;

pub use error::PlacementError;
pub use options::{Options, Scheme, UnknownScheme};
pub use placement::{Placement, Server};

/// Longest server name, in bytes.
pub const MAX_NAME_BYTES: usize = 255;
/// Largest weight of a server.
pub const MAX_WEIGHT: u32 = 1_000_000;
/// Most virtual nodes per unit of weight.
pub const MAX_VIRTUAL_NODES: u32 = 1_000;
/// Most points of a ring, and most entries of a table.
pub const MAX_POINTS: u64 = 4_000_000;
