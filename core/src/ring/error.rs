//! What can be wrong with a list of servers or a change to it.

use alloc::string::String;
use core::fmt;

/// Why a placement could not be built, changed or asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlacementError {
    /// There is no server to own anything.
    Empty,
    /// The list names a server twice.
    DuplicateServer {
        /// The name that occurs again.
        name: String,
    },
    /// No server has this name.
    UnknownServer {
        /// The name asked for.
        name: String,
    },
    /// A server with no name.
    EmptyName,
    /// A server name over [`super::MAX_NAME_BYTES`].
    NameTooLong {
        /// Its length in bytes.
        bytes: usize,
        /// The longest allowed, in bytes.
        max: usize,
    },
    /// A weight of zero: such a server would own nothing.
    ZeroWeight {
        /// The server.
        name: String,
    },
    /// A weight over [`super::MAX_WEIGHT`].
    WeightTooLarge {
        /// The server.
        name: String,
        /// The weight asked for.
        weight: u32,
        /// The largest allowed.
        max: u32,
    },
    /// Zero virtual nodes: no server would be on the ring.
    ZeroVirtualNodes,
    /// More virtual nodes per unit of weight than [`super::MAX_VIRTUAL_NODES`].
    TooManyVirtualNodes {
        /// The number asked for.
        virtual_nodes: u32,
        /// The largest allowed.
        max: u32,
    },
    /// The ring or table would have more entries than [`super::MAX_POINTS`].
    TooManyPoints {
        /// Entries needed.
        points: u64,
        /// The most allowed.
        max: u64,
    },
    /// More servers than the scheme has places for.
    TooManyServers {
        /// Servers asked for.
        servers: usize,
        /// The most allowed.
        max: usize,
    },
}

impl PlacementError {
    /// So many points.
    pub(super) fn too_many_points(points: u64) -> Self {
        Self::TooManyPoints { points, max: super::MAX_POINTS }
    }
}

impl fmt::Display for PlacementError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no server; add one"),
            Self::DuplicateServer { name } => {
                write!(f, "server \"{name}\" is listed twice; keep one of them")
            }
            Self::UnknownServer { name } => write!(f, "there is no server \"{name}\""),
            Self::EmptyName => f.write_str("a server has an empty name; give it one"),
            Self::NameTooLong { bytes, max } => {
                write!(f, "a server name is {bytes} bytes long; the longest allowed is {max}")
            }
            Self::ZeroWeight { name } => {
                write!(f, "server \"{name}\" has weight 0; use 1 or more, or remove it")
            }
            Self::WeightTooLarge { name, weight, max } => {
                write!(f, "server \"{name}\" has weight {weight}; the largest allowed is {max}")
            }
            Self::ZeroVirtualNodes => f.write_str("zero virtual nodes leave the ring empty; use 1 or more"),
            Self::TooManyVirtualNodes { virtual_nodes, max } => {
                write!(f, "{virtual_nodes} virtual nodes are too many; use at most {max}")
            }
            Self::TooManyPoints { points, max } => write!(
                f,
                "this needs {points} points and at most {max} are allowed; use fewer servers, \
                 smaller weights or fewer virtual nodes"
            ),
            Self::TooManyServers { servers, max } => {
                write!(f, "{servers} servers are too many; use at most {max}")
            }
        }
    }
}

impl core::error::Error for PlacementError {}
