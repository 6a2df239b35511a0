//! Families `ring.placement`, `ring.replicas`, `ring.move` and `ring.xxh64`: one ring, exactly.

use std::collections::BTreeMap;

use snowglobe_core::hash::{HashFunction, xxh64};
use snowglobe_core::ring::Ring;
use snowglobe_core::stats;

use super::compare::{near, same};
use super::{Checked, Field, Group, Vector, VectorError};

pub(super) const GROUPS: &[Group] = &[
    ("ring.placement", placement),
    ("ring.replicas", replicas),
    ("ring.move", changes),
    ("ring.xxh64", hashed),
];

const MAX_KEYS: usize = 1_000_000;

fn placement(vector: &Vector) -> Checked {
    let input = vector.input();
    let ring = explicit(&input.get("points")?)?;
    let keys = input.get("keys")?.list_of(Field::u64)?;
    let found: Vec<&str> = keys.iter().filter_map(|&key| ring.owner(key).copied()).collect();
    same("owners", &vector.expect().list_of(Field::text)?, &found)
}

fn replicas(vector: &Vector) -> Checked {
    let input = vector.input();
    let ring = explicit(&input.get("points")?)?;
    let count = input.get("n")?.count(MAX_KEYS)?;
    let mut walked = Vec::new();
    let mut found = Vec::new();
    for key in input.get("keys")?.list_of(Field::u64)? {
        ring.owners(key, count, &mut walked);
        found.push(walked.iter().map(|&index| ring.nodes()[index]).collect());
    }
    let expected = vector.expect().list_of(|list| list.list_of(Field::text))?;
    same("replicas", &expected, &found)
}

/// Keys that move, found by asking both rings; the ranges that the core reports must hold exactly
/// those, each once.
fn changes(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let before = explicit(&input.get("points_before")?)?;
    let after = explicit(&input.get("points_after")?)?;
    let ranges = Ring::changes(&before, &after);
    let mut moved = Vec::new();
    for key in input.get("keys")?.list_of(Field::u64)? {
        let asked = match (before.owner(key), after.owner(key)) {
            (Some(&from), Some(&to)) if from != to => vec![(key, from, to)],
            _ => Vec::new(),
        };
        let reported: Vec<_> = (ranges.iter().filter(|range| range.contains(key)))
            .map(|r| (key, before.nodes()[r.from as usize], after.nodes()[r.to as usize]))
            .collect();
        same("ranges that hold the key", &asked, &reported)?;
        moved.extend(asked);
    }
    let expected = expect.get("moved")?.list_of(|triple| match &triple.list()?[..] {
        [key, from, to] => Ok((key.u64()?, from.text()?, to.text()?)),
        _ => Err(triple.refused("a key and two nodes should stand here")),
    })?;
    same("moved", &expected, &moved)?;
    let count = expect.get("moved_count")?.u64()?;
    same("moved_count", &count, &(moved.len() as u64))?;

    // The rule of consistent hashing: one that leaves gives, one that joins takes, no other.
    let stays = |ring: &Ring<&str>, node| ring.nodes().contains(&node);
    let broken = (moved.iter()).find(|(_, from, to)| stays(&after, from) && stays(&before, to));
    same("a key that moved between nodes that stay", &None, &broken)
}

fn hashed(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let keys = input.get("keys")?.count(MAX_KEYS)?;
    let keys: Vec<u64> = (0..keys).map(|i| xxh64(format!("key-{i}").as_bytes(), 0)).collect();
    let virtual_nodes = input.get("vnodes")?;
    if let Some(before) = input.find("nodes_before") {
        let before = named(&before.list_of(Field::text)?, &virtual_nodes)?;
        let after = named(&input.get("nodes_after")?.list_of(Field::text)?, &virtual_nodes)?;
        let moves = |&&key: &&u64| before.owner(key) != after.owner(key);
        let moved = keys.iter().filter(moves).count();
        same("moved", &expect.get("moved")?.u64()?, &(moved as u64))?;
        let (n, m) = (before.nodes().len() as u32, after.nodes().len() as u32);
        let share = if n < m { stats::ring_moved_by_join(n) } else { stats::ring_moved_by_leave(n) };
        // Written rounded, or not.
        return near("ideal", expect.get("ideal")?.number()?, share * keys.len() as f64, 1.0);
    }
    let nodes = match input.find("nodes") {
        Some(nodes) => nodes.list_of(Field::text)?,
        None => (virtual_nodes.entries()?.into_iter()).map(|(name, _)| name).collect(),
    };
    let ring = named(&nodes, &virtual_nodes)?;
    let mut counts: BTreeMap<&str, u64> = nodes.iter().map(|&node| (node, 0)).collect();
    for &owner in keys.iter().filter_map(|&key| ring.owner(key)) {
        *counts.entry(owner).or_default() += 1;
    }
    let mut expected = BTreeMap::new();
    for (node, count) in expect.get("counts")?.entries()? {
        expected.insert(node, count.u64()?);
    }
    same("counts", &expected, &counts)?;
    let Some(cv) = expect.find("cv") else {
        return Ok(());
    };
    let counts: Vec<f64> = counts.values().map(|&count| count as f64).collect();
    // Written with six decimals.
    near("cv", cv.number()?, stats::cv(&counts), 6e-7)
}

/// Points `[position, node]`.
fn explicit<'a>(points: &Field<'a>) -> Result<Ring<&'a str>, VectorError> {
    let pairs = points.list_of(|pair| match &pair.list()?[..] {
        [position, node] => Ok((position.u64()?, node.text()?)),
        _ => Err(pair.refused("a position and a node should stand here")),
    })?;
    Ring::from_points(pairs).map_err(|error| points.refused(error))
}

/// Nodes with as many virtual nodes each, or with a number for each by name.
fn named<'a>(nodes: &[&'a str], virtual_nodes: &Field) -> Result<Ring<&'a str>, VectorError> {
    let one_each = virtual_nodes.u32();
    let mut counted = Vec::new();
    for &node in nodes {
        let count = match &one_each {
            Ok(count) => *count,
            Err(_) => virtual_nodes.get(node)?.u32()?,
        };
        counted.push((node, count));
    }
    let ring = Ring::with_virtual_nodes(counted, HashFunction::Xxh64);
    ring.map_err(|error| virtual_nodes.refused(error))
}
