//! The list of servers that a placement holds, kept free of doubles and of bad weights.

use alloc::collections::BTreeSet;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::{MAX_NAME_BYTES, MAX_WEIGHT, PlacementError, Server};

/// Checks a whole list. O(n log n).
pub(super) fn check_servers(servers: &[Server]) -> Result<(), PlacementError> {
    let mut names = BTreeSet::new();
    for server in servers {
        check_server(server)?;
        if !names.insert(server.name.as_str()) {
            return Err(duplicate(server));
        }
    }
    Ok(())
}

/// Checks a server that is to join these. O(n).
pub(super) fn check_newcomer(servers: &[Server], server: &Server) -> Result<(), PlacementError> {
    check_server(server)?;
    if servers.iter().any(|s| s.name == server.name) {
        return Err(duplicate(server));
    }
    Ok(())
}

/// The index of the server of that name. O(n).
pub(super) fn find(servers: &[Server], name: &str) -> Result<usize, PlacementError> {
    let index = servers.iter().position(|server| server.name == name);
    index.ok_or_else(|| PlacementError::UnknownServer { name: name.to_string() })
}

/// Fills `out` with the first `n` distinct owners of a sequence, all below `servers`.
pub(super) fn first_distinct(
    owners: impl Iterator<Item = usize>,
    n: usize,
    servers: usize,
    out: &mut Vec<usize>,
) {
    out.clear();
    let n = n.min(servers);
    if n == 0 {
        return;
    }
    // A short list is searched faster than a set is made.
    let mut seen = if n > 16 { alloc::vec![false; servers] } else { Vec::new() };
    for owner in owners {
        let known = match seen.get_mut(owner) {
            Some(seen) => core::mem::replace(seen, true),
            None => out.contains(&owner),
        };
        if !known {
            out.push(owner);
            if out.len() == n {
                return;
            }
        }
    }
}

fn duplicate(server: &Server) -> PlacementError {
    PlacementError::DuplicateServer { name: server.name.clone() }
}

fn check_server(server: &Server) -> Result<(), PlacementError> {
    let Server { name, weight } = server;
    if name.is_empty() {
        return Err(PlacementError::EmptyName);
    }
    if name.len() > MAX_NAME_BYTES {
        return Err(PlacementError::NameTooLong { bytes: name.len(), max: MAX_NAME_BYTES });
    }
    match *weight {
        0 => Err(PlacementError::ZeroWeight { name: name.clone() }),
        1..=MAX_WEIGHT => Ok(()),
        weight => Err(PlacementError::WeightTooLarge { name: name.clone(), weight, max: MAX_WEIGHT }),
    }
}
