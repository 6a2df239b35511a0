//! Which scheme, with which settings: everything needed to build a [`Placement`].

use alloc::boxed::Box;
use core::fmt;

use super::bounded::Bounded;
use super::hashed::HashedRing;
use super::jump::Jump;
use super::ketama::Ketama;
use super::maglev::Maglev;
use super::modulo::Modulo;
use super::rendezvous::Rendezvous;
use super::servers::check_servers;
use super::slots::Slots;
use super::{MAX_VIRTUAL_NODES, Placement, PlacementError, Server};
use crate::hash::HashFunction;

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

    /// The scheme of that name, letter case ignored.
    ///
    /// # Errors
    /// [`UnknownScheme`] if none has it.
    pub fn parse(text: &str) -> Result<Scheme, UnknownScheme> {
        Self::ALL
            .into_iter()
            .find(|s| s.name().eq_ignore_ascii_case(text))
            .ok_or(UnknownScheme)
    }

    /// Whether [`Options::virtual_nodes`] changes anything.
    #[must_use]
    pub const fn uses_virtual_nodes(self) -> bool {
        matches!(self, Scheme::Ring | Scheme::Bounded)
    }

    /// Whether [`Options::hash`] changes anything.
    #[must_use]
    pub const fn uses_hash(self) -> bool {
        !matches!(self, Scheme::Ketama | Scheme::Slots)
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A name that no [`Scheme`] has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownScheme;

impl fmt::Display for UnknownScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no placement has this name; choose one of")?;
        for (i, s) in Scheme::ALL.into_iter().enumerate() {
            write!(f, "{} {s}", if i == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl core::error::Error for UnknownScheme {}

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
        Options {
            scheme: Scheme::Ring,
            hash: HashFunction::Xxh64,
            virtual_nodes: 100,
            epsilon_percent: 25,
        }
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
        _ => Err(PlacementError::TooManyVirtualNodes {
            virtual_nodes,
            max: MAX_VIRTUAL_NODES,
        }),
    }
}
