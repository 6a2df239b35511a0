//! Versions of a key that do not know of one another, and how many a rule that looks in one direction would take for such.
//!
//! ```text
//!   Y {n2:1}   X {n2:2}          X was written upon Y: no conflict. "Some counter of Y is smaller than X's" says there is one
//!   Y {n2:2, n4:1}   X {n2:2, n0:1}    each lacks something: a conflict, by either rule
//! ```
//!
//! Fidge 1988, Mattern 1989: two versions are concurrent if each has a counter that is greater than the other's.

use super::history::{self, Ended};
use super::message::Key;
use super::record::Seen;
use super::setup::Kv;
use crate::causality::Relation;
use crate::order::sort_by_numbers;
use crate::sim::{Nanos, World};
use alloc::vec::Vec;

/// Writes that are looked at: the latest of keys that were named in a command.
const MOST: usize = 32;

/// Pairs of versions of a key of which neither knew of the other, and pairs of which the earlier has a counter that is
/// smaller than the later's. Of keys named in commands, the latest 32 acknowledged writes of each client.
pub(super) fn pairs(world: &World<Kv>) -> (u64, u64) {
    let mut versions: Vec<(Nanos, Key, Seen)> = Vec::new();
    for (_, calls) in history::calls(world) {
        let named = calls.latest().filter(|(_, call)| call.key.id >= Key::NAMED);
        let written = named.filter_map(|(_, call)| match call.ended {
            Some((at, Ended::Written(_))) => Some((at, call.key, call.covers()?)),
            _ => None,
        });
        versions.extend(written.take(MOST));
    }
    sort_by_numbers(&mut versions, |(at, ..)| [*at, 0]);
    let (mut concurrent, mut one_way) = (0, 0);
    for (later, (_, key, x)) in versions.iter().enumerate() {
        for (_, _, y) in versions[..later].iter().rev().take(MOST).filter(|(_, other, _)| other == key) {
            match y.clock.compare(&x.clock) {
                Relation::Concurrent => (concurrent, one_way) = (concurrent + 1, one_way + 1),
                Relation::Before => one_way += 1,
                Relation::After | Relation::Equal => {}
            }
        }
    }
    (concurrent, one_way)
}
