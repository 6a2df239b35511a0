//! Who a line is counted for: the peer's address, or the one that a trusted proxy saw.
//!
//! ```
//! use snowglobe_web::own_data::gateway::line::address::{Client, Clients};
//!
//! // One proxy of ours stands before the server, and someone made up an address to hide behind.
//! let clients = Clients { proxies: 1, group_ipv6: true };
//! let client = clients.of(b"10.0.0.1", b"203.0.113.5, 198.51.100.9");
//! assert_eq!(client, Client::Text(b"198.51.100.9"));
//! assert_eq!(clients.of(b"10.0.0.1", b"2001:db8:1:2:aaaa::1").to_string(), "2001:db8:1:2::/64");
//! ```
//!
//! **`X-Forwarded-For` is not believed** unless the reader says how many proxies of theirs stand before the
//! server. Anyone can send such a header, with a new address each time, and a limit by address would never
//! be reached; or with someone else's, who is then denied. Each proxy appends the address that it was
//! called from, so of n own proxies the outermost wrote the n-th entry from the right, and all further left
//! is hearsay (RFC 7239, section 8.1). A line with fewer entries did not come through all of them: its peer
//! counts.
//!
//! **IPv6 by /64**, unless the reader says otherwise: a household or a server gets at least that much (RFC 6177,
//! RIPE-690), so whoever wants to can send each request from another address. IPv4 stands for itself, and so
//! does `::ffff:192.0.2.7` for the address at its end; written without dots (`::ffff:c000:207`) it stays as it
//! is. An address in a rule stands for whatever it counts for: `2001:db8:1:2::7` for the whole of
//! `2001:db8:1:2::/64`. Ungrouped, an address is the text that it is written as.

use std::fmt;
use std::net::Ipv6Addr;

use serde::{Deserialize, Serialize};

/// Whom a line is counted for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clients {
    /// How many proxies of the reader's own stand before the server, each of which appends to
    /// `X-Forwarded-For`. With none the header is not looked at.
    pub proxies: u8,
    /// Whether the addresses of an IPv6 network of 64 bits count as one.
    pub group_ipv6: bool,
}

/// An address as a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Client<'a> {
    /// As it is written.
    Text(&'a [u8]),
    /// The upper half of an IPv6 address.
    Network(u64),
}

impl Clients {
    /// Who it was, by the peer's address and the header.
    #[must_use]
    #[inline]
    pub fn of<'a>(&self, peer: &'a [u8], forwarded: &'a [u8]) -> Client<'a> {
        let address = match self.proxies {
            0 => peer,
            proxies => from_right(forwarded, proxies).unwrap_or(peer),
        };
        if self.group_ipv6 && may_be_ipv6(address) { network(address) } else { Client::Text(address) }
    }
}

/// An IPv4 address has a dot among its first four characters and no colon, as in `::1.2.3.4`, before it: so most are
/// told without a loop.
#[inline]
fn may_be_ipv6(address: &[u8]) -> bool {
    match address.first_chunk::<4>() {
        Some(first) if first.contains(&b'.') && !first.contains(&b':') => false,
        _ => address.contains(&b':'),
    }
}

impl Clients {
    /// Whom a rule means that names an address, or a network of 64 bits.
    #[must_use]
    pub fn named<'a>(&self, value: &'a [u8]) -> Client<'a> {
        let address = value.strip_suffix(b"/64").filter(|_| self.group_ipv6).unwrap_or(value);
        let alone = Self { proxies: 0, ..*self };
        match alone.of(address, b"") {
            // Whatever it is, it is no network.
            Client::Text(text) if text == address => Client::Text(value),
            client => client,
        }
    }
}

/// The n-th entry from the right, without blanks, quotes, brackets and a port.
fn from_right(list: &[u8], n: u8) -> Option<&[u8]> {
    let entry = list.rsplit(|byte| *byte == b',').nth(usize::from(n) - 1)?.trim_ascii();
    let entry = entry.strip_prefix(b"\"").and_then(|entry| entry.strip_suffix(b"\"")).unwrap_or(entry);
    let address = match entry {
        [b'[', inner @ ..] => inner.split(|byte| *byte == b']').next()?,
        _ if entry.iter().filter(|byte| **byte == b':').count() == 1 => entry.split(|b| *b == b':').next()?,
        _ => entry,
    };
    (!address.is_empty() && address != b"-").then_some(address)
}

#[inline(never)]
fn network(address: &[u8]) -> Client<'_> {
    // A link-local address may name its interface (RFC 4007): fe80::1%eth0.
    let bare = address.split(|byte| *byte == b'%').next().unwrap_or(address);
    let parsed = std::str::from_utf8(bare).ok().and_then(|text| text.parse::<Ipv6Addr>().ok());
    match parsed {
        Some(address6) if address6.to_ipv4_mapped().is_some() => {
            let v4 = address.iter().rposition(|byte| *byte == b':').map_or(0, |at| at + 1);
            Client::Text(address.get(v4..).filter(|text| text.contains(&b'.')).unwrap_or(address))
        }
        Some(address6) => Client::Network((address6.to_bits() >> 64) as u64),
        None => Client::Text(address),
    }
}

impl fmt::Display for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&String::from_utf8_lossy(text)),
            Self::Network(upper) => write!(f, "{}/64", Ipv6Addr::from_bits(u128::from(*upper) << 64)),
        }
    }
}

#[cfg(test)]
mod tests;
