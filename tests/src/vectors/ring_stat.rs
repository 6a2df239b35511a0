//! Family `ring.stat`: the spread of shares over many independent rings.

use snowglobe_core::hash::HashFunction;
use snowglobe_core::ring::Ring;
use snowglobe_core::stats;

use super::compare::{near, same};
use super::{Checked, Field, Group, Vector, VectorError};

pub(super) const GROUPS: &[Group] = &[("ring.stat", spread)];

/// How many rings a mean is taken over: its own error is then well below the tolerance.
const RINGS: usize = 400;
const MAX_POINTS: usize = 20_000;
const MAX_KEYS: usize = 100_000;

/// The size of the rings of one vector.
#[derive(Clone, Copy)]
struct Size {
    nodes: usize,
    virtual_nodes: usize,
}

fn spread(vector: &Vector) -> Checked {
    let input = vector.input();
    let nodes = input.get("nodes")?.count(MAX_POINTS)?;
    let virtual_nodes = input.get("vnodes")?;
    let size = Size { nodes, virtual_nodes: virtual_nodes.count(MAX_POINTS / nodes.max(1))? };
    if input.find("hash").is_some() {
        weak_hash(vector, size)
    } else if let Some(keys) = input.find("keys") {
        key_counts(vector, size, keys.count(MAX_KEYS)?)
    } else {
        arc_shares(vector, size)
    }
}

fn arc_shares(vector: &Vector, size: Size) -> Checked {
    let (expect, tolerance) = (vector.expect(), vector.tolerance());
    let shares = rings(&vector.input(), size, HashFunction::Xxh64)
        .map(|ring| Ok(ring?.shares()))
        .collect::<Result<Vec<_>, VectorError>>()?;
    let cvs: Vec<f64> = shares.iter().map(|shares| stats::cv(shares)).collect();
    let relative = tolerance.get("mean_cv_rel")?.number()?;
    let about = |name: &str, found: &[f64]| {
        let expected = expect.get(name)?.number()?;
        near(name, expected, stats::mean(found), relative * expected)
    };
    about("mean_cv", &cvs)?;
    let fullest: Vec<f64> = shares.iter().map(|shares| stats::max_over_mean(shares)).collect();
    about("mean_max_over_mean", &fullest)?;

    // The closed form is stated with four decimals.
    let formula = stats::share_cv(size.nodes as u32, size.virtual_nodes as u32);
    let expected = expect.get("theory_single_share")?.number()?;
    near("theory_single_share", expected, formula, 6e-5)?;

    let (low, high) = (expect.get("one_ring_p01")?.number()?, expect.get("one_ring_p99")?.number()?);
    let inside = cvs.iter().filter(|&&cv| low <= cv && cv <= high).count();
    // Of 400 rings 392 are expected inside, with a deviation of 2.8; where the limits are
    // estimates themselves, a little more.
    near("rings between one_ring_p01 and one_ring_p99", 0.98, inside as f64 / RINGS as f64, 0.02)
}

/// The same keys on every ring: it is the rings that differ.
fn key_counts(vector: &Vector, size: Size, keys: usize) -> Checked {
    let hash = HashFunction::Xxh64;
    let keys: Vec<u64> = (0..keys).map(|i| hash.hash(format!("key-{i}").as_bytes())).collect();
    let mut cvs = Vec::with_capacity(RINGS);
    for ring in rings(&vector.input(), size, hash) {
        let ring = ring?;
        let mut counts = vec![0.0; size.nodes];
        for owner in keys.iter().filter_map(|&key| ring.owner_index(key)) {
            counts[owner] += 1.0;
        }
        cvs.push(stats::cv(&counts));
    }
    let expected = vector.expect().get("mean_cv")?.number()?;
    let relative = vector.tolerance().get("mean_cv_rel")?.number()?;
    near("mean_cv", expected, stats::mean(&cvs), relative * expected)
}

/// FNV-1a leaves clumps where names differ at their ends; its finaliser removes them.
fn weak_hash(vector: &Vector, size: Size) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let hash = input.get("hash")?;
    if hash.text()? != "fnv1a64 raw, names s{t}-{i}" {
        return Err(hash.refused("only \"fnv1a64 raw, names s{t}-{i}\" is known as a weak hash"));
    }
    let mean_cv = |function| {
        let cvs = rings(&input, size, function)
            .map(|ring| Ok(stats::cv(&ring?.shares())))
            .collect::<Result<Vec<_>, VectorError>>()?;
        Ok(stats::mean(&cvs))
    };
    let raw = mean_cv(HashFunction::Fnv1a)?;
    let least = expect.get("mean_cv_at_least")?.number()?;
    same(&format!("whether {raw} is at least {least}"), &true, &(raw >= least))?;
    let mixed = expect.get("with_fmix64_finaliser_about")?.number()?;
    let found = mean_cv(HashFunction::Fnv1aMixed)?;
    near("with_fmix64_finaliser_about", mixed, found, 0.08 * mixed)
}

/// Rings of nodes `s{t}-{i}`, with other names, and so other points, for each ring t.
fn rings(
    input: &Field,
    size: Size,
    hash: HashFunction,
) -> impl Iterator<Item = Result<Ring<String>, VectorError>> {
    (0..RINGS).map(move |turn| {
        let name = |i| format!("s{turn}-{i}");
        let nodes = (0..size.nodes).map(|i| (name(i), size.virtual_nodes as u32));
        Ring::with_virtual_nodes(nodes, hash).map_err(|error| input.refused(error))
    })
}
