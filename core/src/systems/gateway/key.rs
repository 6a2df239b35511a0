//! Whom a request counts for.
//!
//! ```text
//!   layers = user_address_and_all       limit           of whom
//!   layer 0                             limit           u0, or 10.0.0.1, or d0: what it is counted by
//!   layer 1                             address_limit   10.0.0.1
//!   layer 2                             global_limit    all
//! ```

use core::fmt;

/// Addresses that a client may use.
pub const MAX_ADDRESSES: u32 = 64;

/// What a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An account.
    User,
    /// An address.
    Address,
    /// A device.
    Device,
    /// Everybody.
    All,
}

impl Kind {
    const ALL: [Self; 4] = [Self::User, Self::Address, Self::Device, Self::All];
}

/// Whose requests are counted together, at one layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The layer, from 0.
    pub layer: u8,
    /// What it names.
    pub kind: Kind,
    /// Which one of those.
    pub id: u32,
}

impl Key {
    /// The account of that number, at the first layer.
    #[must_use]
    pub const fn user(id: u32) -> Self {
        Self { layer: 0, kind: Kind::User, id }
    }

    /// As one number, for a label.
    #[must_use]
    pub const fn packed(self) -> u64 {
        (self.layer as u64) << 40 | (self.kind as u64) << 32 | self.id as u64
    }

    /// From a number that [`Key::packed`] gave; `None` for any other.
    #[must_use]
    pub fn unpacked(number: u64) -> Option<Self> {
        let kind = Kind::ALL.get((number >> 32 & 0xff) as usize).copied()?;
        let layer = u8::try_from(number >> 40).ok()?;
        Some(Self { layer, kind, id: number as u32 })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::User => write!(f, "u{}", self.id),
            Kind::Address => Address(self.id).fmt(f),
            Kind::Device => write!(f, "d{}", self.id),
            Kind::All => f.write_str("all"),
        }
    }
}

/// An address: each client has 64 of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address(pub u32);

impl Address {
    /// One of a client's addresses, from 0.
    #[must_use]
    pub const fn of(client: u32, index: u32) -> Self {
        Self(client * MAX_ADDRESSES + index % MAX_ADDRESSES)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "10.0.{}.{}", self.0 / MAX_ADDRESSES, self.0 % MAX_ADDRESSES + 1)
    }
}

/// The keys of one request, one for each layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    first: Key,
    more: [Key; 2],
    layers: u8,
}

impl Keys {
    /// The key of the first layer alone.
    #[must_use]
    pub const fn one(first: Key) -> Self {
        Self { first, more: [first; 2], layers: 1 }
    }

    /// And one more layer; a fourth is not taken.
    #[must_use]
    pub fn and(mut self, kind: Kind, id: u32) -> Self {
        let layer = self.layers;
        if let Some(free) = self.more.get_mut(usize::from(layer) - 1) {
            *free = Key { layer, kind, id };
            self.layers += 1;
        }
        self
    }

    /// The key of the first layer.
    #[must_use]
    pub const fn first(&self) -> Key {
        self.first
    }

    /// Each layer's key.
    pub fn iter(&self) -> impl Iterator<Item = Key> + use<> {
        [self.first, self.more[0], self.more[1]].into_iter().take(usize::from(self.layers))
    }
}
