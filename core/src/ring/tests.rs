//! What every scheme must do; the files below look at one subject each.

mod circle;
mod list;
mod loads;
mod movement;
mod names;
mod points;
mod share;

use super::{Options, Placement, Scheme, Server};
use crate::hash::HashFunction;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

pub(super) fn options(scheme: Scheme) -> Options {
    Options { scheme, ..Options::default() }
}

/// Servers `s0`, `s1`, … of these weights.
pub(super) fn servers(weights: &[u32]) -> Vec<Server> {
    weights.iter().enumerate().map(|(i, weight)| Server::new(format!("s{i}")).weighing(*weight)).collect()
}

pub(super) fn built(scheme: Scheme, weights: &[u32]) -> Box<dyn Placement> {
    options(scheme).build(&servers(weights)).expect("a sound list")
}

/// Positions of `key-0`, `key-1`, …
pub(super) fn keys(placement: &dyn Placement, count: usize) -> Vec<u64> {
    (0..count).map(|i| placement.position(format!("key-{i}").as_bytes())).collect()
}

/// The names of the servers that own these positions.
pub(super) fn owners(placement: &dyn Placement, positions: &[u64]) -> Vec<String> {
    let name = |owner: &u32| placement.servers()[*owner as usize].name.clone();
    placement.assign(positions).expect("servers").iter().map(name).collect()
}

pub(super) fn counts(placement: &dyn Placement, positions: &[u64]) -> Vec<f64> {
    let mut counts = alloc::vec![0.0; placement.servers().len()];
    for owner in placement.assign(positions).expect("servers") {
        counts[owner as usize] += 1.0;
    }
    counts
}

#[test]
fn a_preference_list_is_distinct_and_starts_with_the_owner() {
    for scheme in Scheme::ALL {
        let placement = built(scheme, &[1, 1, 3, 1, 2, 1, 1]);
        let mut list = Vec::new();
        for position in keys(&*placement, 300) {
            for n in [0, 1, 3, 7, 100] {
                placement.owners_at(position, n, &mut list).expect("servers");
                assert_eq!(list.len(), n.min(7), "{scheme}");
                assert!(
                    list.first().is_none_or(|first| Ok(*first) == placement.owner_at(position)),
                    "{scheme}"
                );
                let mut sorted = list.clone();
                sorted.sort_unstable();
                sorted.dedup();
                assert_eq!(sorted.len(), list.len(), "{scheme}: {list:?}");
            }
        }
    }
}

#[test]
fn a_copy_is_independent() {
    for scheme in Scheme::ALL {
        let placement = built(scheme, &[1, 2, 1]);
        let mut copy = placement.clone();
        let positions = keys(&*placement, 500);
        assert_eq!(owners(&*copy, &positions), owners(&*placement, &positions), "{scheme}");
        copy.leave("s1").expect("listed");
        assert_eq!(placement.servers().len(), 3, "{scheme}");
        assert!(owners(&*placement, &positions).contains(&String::from("s1")), "{scheme}");
    }
}

#[test]
fn every_hash_function_reaches_every_server() {
    for scheme in Scheme::ALL {
        for hash in HashFunction::ALL {
            let placement =
                Options { hash, ..options(scheme) }.build(&servers(&[1; 4])).expect("a sound list");
            let counts = counts(&*placement, &keys(&*placement, 4_000));
            assert!(counts.iter().all(|count| *count > 100.0), "{scheme} {hash}: {counts:?}");
        }
    }
}
