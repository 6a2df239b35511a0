//! A list of servers as people keep it: memcached style, one `host:port weight` a line.
//!
//! ```
//! use snowglobe_web::own_data::cache::servers::parse;
//!
//! let list = parse(b"cache1:11211 2\ncache2  # default port, weight 1\n[fd00::1]:11212, 10.0.0.4 3");
//! assert!(list.problems.is_empty());
//! assert_eq!(list.servers[1].name, "cache2:11211");
//! assert_eq!(list.servers[3].weight, 3);
//! ```
//!
//! The grammar is that of libmemcached's `memcached_servers_parse` (entries separated by commas,
//! a weight after a blank) with newlines, `#` comments and bracketed IPv6 addresses (RFC 3986,
//! section 3.2.2) added. Reading goes on after a mistake, so that all of them are shown at once.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// The port that a server listens on when none is written: memcached's.
pub const DEFAULT_PORT: u16 = 11_211;
/// The largest weight accepted; the smallest is 1.
pub const MAX_WEIGHT: u32 = 1_000;
/// The most servers that one list may hold.
pub const MAX_SERVERS: usize = 1_000;
/// The longest host name, in bytes: with the port it is a name the core takes (255), and DNS has
/// few longer ones (253; RFC 1035, section 2.3.4).
pub const MAX_HOST_BYTES: usize = 249;
/// The longest list that is read at all, in bytes.
pub const MAX_LIST_BYTES: usize = 1 << 20;
/// Problems beyond this many are counted, not listed.
pub const MAX_PROBLEMS: usize = 20;

/// The longest piece of someone's text that a problem quotes, in characters.
const QUOTED_CHARS: usize = 40;

/// One server of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServerEntry {
    /// `host:port`, the host as it was typed.
    pub name: String,
    /// 1 to [`MAX_WEIGHT`]; a server of weight 2 is to get twice the keys of one of weight 1.
    pub weight: u32,
}

/// What a list held: the good entries in their order, and what was wrong with the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerList {
    /// The entries that could be read.
    pub servers: Vec<ServerEntry>,
    /// The first [`MAX_PROBLEMS`] problems, in the order of their lines.
    pub problems: Vec<Problem>,
    /// How many further problems there were.
    pub further_problems: usize,
}

/// Something wrong, and the line it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1; 0 when the list as a whole is meant.
    pub line: usize,
    /// What is wrong there.
    pub kind: ProblemKind,
}

/// What can be wrong with a list of servers. Quoted text is cut to 40 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// No server in it: nothing, or blanks and comments only.
    Empty,
    /// The list is longer than [`MAX_LIST_BYTES`].
    TooLong,
    /// Not text: a zero byte, or bytes that are no UTF-8.
    NotText,
    /// The same host and port as on an earlier line.
    Duplicate {
        /// The server, as `host:port`.
        name: String,
        /// The line that had it first.
        first_line: usize,
    },
    /// Weight 0: such a server could be left out.
    ZeroWeight,
    /// A weight below zero.
    NegativeWeight {
        /// What stood there.
        text: String,
    },
    /// A weight above [`MAX_WEIGHT`].
    WeightTooLarge {
        /// What stood there.
        text: String,
    },
    /// A weight that is no whole number.
    WeightNotANumber {
        /// What stood there.
        text: String,
    },
    /// A port that is no whole number from 1 to 65,535.
    BadPort {
        /// What stood there.
        text: String,
    },
    /// No usable host: nothing before the port, an unclosed bracket, an IPv6 address without brackets.
    BadHost {
        /// What stood there.
        text: String,
    },
    /// A host longer than [`MAX_HOST_BYTES`].
    HostTooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// More words than host, port and weight.
    TooManyWords {
        /// The entry.
        text: String,
    },
    /// More than [`MAX_SERVERS`] servers; what follows was not read.
    TooManyServers,
}

/// Reads a list. Never fails as a whole: what is wrong is in [`ServerList::problems`], and the
/// other lines are read all the same. O(bytes).
#[must_use]
pub fn parse(list: &[u8]) -> ServerList {
    let mut result = ServerList::default();
    if list.len() > MAX_LIST_BYTES {
        result.note(0, ProblemKind::TooLong);
        return result;
    }
    let list = list.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(list);
    let text = match std::str::from_utf8(list) {
        Ok(text) if !text.contains('\0') => text,
        _ => {
            result.note(0, ProblemKind::NotText);
            return result;
        }
    };
    // Host names are the same in either case, so a duplicate is found in either case.
    let mut seen: HashMap<String, usize> = HashMap::new();
    // Old Macs end a line with a lone CR.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (line_before, line) in text.split('\n').enumerate() {
        let number = line_before + 1;
        let content = line.split('#').next().unwrap_or_default();
        for entry in content.split(',').map(str::trim).filter(|e| !e.is_empty()) {
            match parse_entry(entry) {
                Err(kind) => result.note(number, kind),
                Ok(server) => {
                    if let Some(&first_line) = seen.get(&server.name.to_lowercase()) {
                        let name = server.name;
                        result.note(number, ProblemKind::Duplicate { name, first_line });
                    } else if result.servers.len() == MAX_SERVERS {
                        result.note(number, ProblemKind::TooManyServers);
                        return result;
                    } else {
                        seen.insert(server.name.to_lowercase(), number);
                        result.servers.push(server);
                    }
                }
            }
        }
    }
    if result.servers.is_empty() && result.problems.is_empty() {
        result.note(0, ProblemKind::Empty);
    }
    result
}

/// Reads one entry, `host[:port] [weight]` or `host port weight`.
///
/// # Errors
/// What is wrong with it, as a list would say it.
pub fn parse_entry(entry: &str) -> Result<ServerEntry, ProblemKind> {
    let mut words = entry.split_whitespace();
    let address = words.next().ok_or(ProblemKind::Empty)?;
    let (host, port_in_address) = split_address(address)?;
    let rest: Vec<&str> = words.take(3).collect();
    let (port, weight) = match (port_in_address, rest.as_slice()) {
        (port, []) => (port, None),
        (port, [weight]) => (port, Some(*weight)),
        (None, [port, weight]) => (Some(*port), Some(*weight)),
        _ => return Err(ProblemKind::TooManyWords { text: quote(entry) }),
    };
    let port = port.map_or(Ok(DEFAULT_PORT), parse_port)?;
    let weight = weight.map_or(Ok(1), parse_weight)?;
    Ok(ServerEntry { name: format!("{host}:{port}"), weight })
}

impl ServerList {
    fn note(&mut self, line: usize, kind: ProblemKind) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(Problem { line, kind });
        } else {
            self.further_problems += 1;
        }
    }
}

/// Splits `host`, `host:port` or `[v6]:port`; the brackets stay with the host.
fn split_address(address: &str) -> Result<(&str, Option<&str>), ProblemKind> {
    let bad = || ProblemKind::BadHost { text: quote(address) };
    let (host, port) = if let Some(inside) = address.strip_prefix('[') {
        let end = inside.find(']').ok_or_else(bad)?;
        let (host, after) = address.split_at(end + 2);
        inside.get(..end).and_then(|v6| v6.parse::<std::net::Ipv6Addr>().ok()).ok_or_else(bad)?;
        match after.strip_prefix(':') {
            Some(port) => (host, Some(port)),
            None if after.is_empty() => (host, None),
            None => return Err(bad()),
        }
    } else {
        match address.split_once(':') {
            Some((_, port)) if port.contains(':') => return Err(bad()),
            Some((host, port)) => (host, Some(port)),
            None => (address, None),
        }
    };
    if host.len() > MAX_HOST_BYTES {
        return Err(ProblemKind::HostTooLong { bytes: host.len() });
    }
    if host.is_empty() || host.chars().any(char::is_control) {
        return Err(bad());
    }
    Ok((host, port))
}

fn parse_port(text: &str) -> Result<u16, ProblemKind> {
    match text.parse::<u16>() {
        Ok(port) if port > 0 && is_digits(text) => Ok(port),
        _ => Err(ProblemKind::BadPort { text: quote(text) }),
    }
}

fn parse_weight(text: &str) -> Result<u32, ProblemKind> {
    if text.strip_prefix('-').is_some_and(is_digits) {
        return Err(ProblemKind::NegativeWeight { text: quote(text) });
    }
    if !is_digits(text) {
        return Err(ProblemKind::WeightNotANumber { text: quote(text) });
    }
    match text.parse::<u32>() {
        Ok(0) => Err(ProblemKind::ZeroWeight),
        Ok(weight) if weight <= MAX_WEIGHT => Ok(weight),
        _ => Err(ProblemKind::WeightTooLarge { text: quote(text) }),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The start of someone's text, short enough to be put into a sentence.
fn quote(text: &str) -> String {
    if text.chars().count() <= QUOTED_CHARS {
        return text.to_owned();
    }
    text.chars().take(QUOTED_CHARS).chain(['…']).collect()
}

#[cfg(test)]
mod tests;
