//! Examples of actions with names of nodes that there are.
//!
//! ```text
//!   crash s1                   in a cluster of n0, n1, n2:  crash n1
//!   partition {c0 c1} | {s1}   with one client:             partition {c0} | {n1}
//!   join n5                    when n5 is there already:    join n6
//! ```

use super::Stock;
use snowglobe_core::sim::{ActionError, Resident, Role, RunError};

/// Whom a word of an example stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StandIn {
    /// A client of this number.
    Client(usize),
    /// A server of this number.
    Server(usize),
}

/// A letter and a number is a node: `c0` a client, `s1`, `n1` or `g1` a server.
pub(super) fn stand_in(word: &str) -> Option<StandIn> {
    let number = word.get(1..)?.parse().ok()?;
    match word.as_bytes().first()? {
        b'c' => Some(StandIn::Client(number)),
        b's' | b'n' | b'g' => Some(StandIn::Server(number)),
        _ => None,
    }
}

/// The example with names of nodes that there are.
#[must_use]
pub fn fitted(example: &str, stock: &Stock) -> String {
    let joins = example.starts_with("join ");
    let mut out = String::new();
    let mut named: Vec<&str> = Vec::new();
    for piece in example.split_inclusive([' ', '{', '}']) {
        let word = piece.trim_end_matches([' ', '{', '}']);
        let after = piece.get(word.len()..).unwrap_or_default();
        let name = match (stand_in(word), &stock.newcomer) {
            (Some(_), Some(newcomer)) if joins => Some(newcomer.as_str()),
            (Some(_), None) if joins => None,
            (Some(stand_in), _) => node(word, stand_in, &stock.nodes),
            (None, _) => None,
        };
        match name {
            // Two that stand for one node: it is named once.
            Some(name) if named.contains(&name) => {
                if after.starts_with('}') {
                    out.truncate(out.trim_end().len());
                    out.push_str(after);
                }
            }
            Some(name) => {
                named.push(name);
                out.push_str(name);
                out.push_str(after);
            }
            None => out.push_str(piece),
        }
    }
    out
}

/// The node of this name, or one like it.
fn node<'a>(word: &str, stand_in: StandIn, nodes: &'a [Resident]) -> Option<&'a str> {
    let name = |node: &'a Resident| &*node.name;
    if let Some(there) = nodes.iter().find(|node| *node.name == *word) {
        return Some(name(there));
    }
    let (role, number) = match stand_in {
        StandIn::Client(number) => (Role::Client, number),
        StandIn::Server(number) => (Role::Server, number),
    };
    let alike = || nodes.iter().filter(move |node| node.role == role);
    alike().nth(number).or_else(|| alike().next_back()).map(name)
}

/// All examples with names of nodes that there are.
#[must_use]
pub fn all(stock: &Stock) -> Vec<String> {
    stock.examples.iter().map(|example| fitted(example, stock)).collect()
}

/// A sentence on an action that could not be read ends with how to write it: with names of nodes that there are.
#[must_use]
pub fn retold(sentence: String, error: &RunError, stock: &Stock) -> String {
    let RunError::Action(ActionError::Malformed { expected, .. }) = error else { return sentence };
    match sentence.rsplit_once(expected) {
        Some((before, after)) => format!("{before}{}{after}", fitted(expected, stock)),
        None => sentence,
    }
}
