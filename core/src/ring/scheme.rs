//! The names of the ways of placing keys.

use core::fmt;

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

    /// The names of [`Scheme::ALL`], in its order.
    pub const NAMES: [&'static str; Self::ALL.len()] = {
        let mut names = [""; Self::ALL.len()];
        let mut i = 0;
        while i < names.len() {
            names[i] = Self::ALL[i].name();
            i += 1;
        }
        names
    };

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
        Self::ALL.into_iter().find(|s| s.name().eq_ignore_ascii_case(text)).ok_or(UnknownScheme)
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
