//! The names of the ways of placing keys.

use crate::named::named;

/// The ways of placing keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Scheme {
    /// `hash mod n`.
    Modulo,
    /// Consistent hashing with virtual nodes.
    #[default]
    Ring,
    /// The ring of libmemcached's `KETAMA_WEIGHTED`; brings its own hash (MD5) and points.
    Ketama,
    /// Highest random weight.
    Rendezvous,
    /// Jump consistent hash.
    Jump,
    /// Maglev's lookup table.
    Maglev,
    /// 16,384 slots as in Redis Cluster; brings its own hash (CRC-16).
    Slots,
    /// Consistent hashing with bounded loads.
    Bounded,
}

impl Scheme {
    /// Every scheme, in the order in which a list should show them.
    pub const ALL: [Scheme; 8] = [
        Scheme::Modulo,
        Scheme::Ring,
        Scheme::Ketama,
        Scheme::Rendezvous,
        Scheme::Jump,
        Scheme::Maglev,
        Scheme::Slots,
        Scheme::Bounded,
    ];

    /// The stable name, as written in links and commands.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Scheme::Modulo => "modulo",
            Scheme::Ring => "ring",
            Scheme::Ketama => "ketama",
            Scheme::Rendezvous => "rendezvous",
            Scheme::Jump => "jump",
            Scheme::Maglev => "maglev",
            Scheme::Slots => "slots",
            Scheme::Bounded => "bounded",
        }
    }

    /// Whether [`super::Options::virtual_nodes`] changes anything.
    #[must_use]
    pub const fn uses_virtual_nodes(self) -> bool {
        matches!(self, Scheme::Ring | Scheme::Bounded)
    }

    /// Whether [`super::Options::hash`] changes anything.
    #[must_use]
    pub const fn uses_hash(self) -> bool {
        !matches!(self, Scheme::Ketama | Scheme::Slots)
    }
}

named!(Scheme, UnknownScheme, "no placement has this name");
