//! Groups `ring.xxh64` and `ring.stat`: how many keys fall to each node, exactly and on average.

use std::collections::BTreeMap;

use serde_json::Value;
use snowglobe_core::hash::HashFunction;
use snowglobe_core::random::SplitMix64;
use snowglobe_core::ring::Ring;
use snowglobe_core::stats::{cv, max_over_mean, mean, share_cv};

use super::input::{count, field, float, near, same, text, texts};
use super::{Check, Outcome, Vector};

/// Rings to average over. The standard error of a mean CV is then about 1.3 % of it.
const RINGS: u64 = 400;

pub(super) fn check(group: &str) -> Option<Check> {
    Some(match group {
        "ring.xxh64" => |vector| match vector.input.get("nodes_before") {
            Some(_) => moved(vector),
            None => counts(vector),
        },
        "ring.stat" => |vector| {
            let input = &vector.input;
            if input.get("hash").is_some() {
                weak_hash(vector)
            } else if input.get("keys").is_some() {
                key_counts(vector)
            } else {
                arc_shares(vector)
            }
        },
        _ => return None,
    })
}

fn build(nodes: Vec<(String, u32)>, hash: HashFunction) -> Result<Ring<String>, String> {
    Ring::with_virtual_nodes(nodes, hash).map_err(|e| e.to_string())
}

/// The nodes of a vector with their virtual nodes: the same for all, or an object by name.
fn nodes(input: &Value, name: &str) -> Result<Vec<(String, u32)>, String> {
    if let Some(by_name) = field(input, "vnodes")?.as_object() {
        let counts = by_name.keys().map(|node| {
            let vnodes = count(field(input, "vnodes")?, node)?;
            Ok((node.clone(), vnodes as u32))
        });
        return counts.collect();
    }
    let vnodes = count(input, "vnodes")? as u32;
    let names = texts(input, name)?.into_iter();
    Ok(names.map(|node| (node.to_owned(), vnodes)).collect())
}

fn keys(input: &Value) -> Result<impl Iterator<Item = u64> + use<>, String> {
    let keys = 0..count(input, "keys")?;
    Ok(keys.map(|i| HashFunction::Xxh64.position(format!("key-{i}").as_bytes())))
}

fn counts(vector: &Vector) -> Outcome {
    let ring = build(nodes(&vector.input, "nodes")?, HashFunction::Xxh64)?;
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for node in ring.nodes() {
        counts.insert(node, 0);
    }
    for key in keys(&vector.input)? {
        if let Some(node) = ring.owner(key) {
            *counts.entry(node).or_default() += 1;
        }
    }
    let got = serde_json::to_value(&counts).map_err(|e| e.to_string())?;
    same(&got, field(&vector.expect, "counts")?)?;
    if vector.expect.get("cv").is_some() {
        let values: Vec<f64> = counts.values().map(|&n| n as f64).collect();
        let expected = float(&vector.expect, "cv")?;
        // Printed with six places.
        if (cv(&values) - expected).abs() > 5.1e-7 {
            return Err(format!("CV: got {}, expected {expected}", cv(&values)));
        }
    }
    Ok(())
}

fn moved(vector: &Vector) -> Outcome {
    let before = build(nodes(&vector.input, "nodes_before")?, HashFunction::Xxh64)?;
    let after = build(nodes(&vector.input, "nodes_after")?, HashFunction::Xxh64)?;
    let moved = keys(&vector.input)?.filter(|&key| before.owner(key) != after.owner(key));
    same(&(moved.count() as u64), &count(&vector.expect, "moved")?)
}

/// The t-th ring of `nodes` × `vnodes`, with names that no other ring has.
fn nth_ring(input: &Value, t: u64, hash: HashFunction) -> Result<Ring<String>, String> {
    let (n, vnodes) = (count(input, "nodes")?, count(input, "vnodes")? as u32);
    if n.saturating_mul(vnodes.into()) > 100_000 {
        return Err("more than 100,000 points a ring are too many to average over".to_owned());
    }
    build(
        (0..n).map(|i| (format!("s{t}-{i}"), vnodes)).collect(),
        hash,
    )
}

fn relative(vector: &Vector) -> f64 {
    let tolerance = vector.tolerance.get("mean_cv_rel");
    tolerance.and_then(Value::as_f64).unwrap_or(0.08)
}

fn arc_shares(vector: &Vector) -> Outcome {
    let expect = &vector.expect;
    let (low, high) = (
        float(expect, "one_ring_p01")?,
        float(expect, "one_ring_p99")?,
    );
    let (mut cvs, mut peaks) = (Vec::new(), Vec::new());
    for t in 0..RINGS {
        let shares = nth_ring(&vector.input, t, HashFunction::Xxh64)?.shares();
        cvs.push(cv(&shares));
        peaks.push(max_over_mean(&shares));
    }
    near(
        "mean CV",
        mean(&cvs),
        float(expect, "mean_cv")?,
        relative(vector),
    )?;
    let peak = float(expect, "mean_max_over_mean")?;
    near("mean max/mean", mean(&peaks), peak, relative(vector))?;
    let inside = cvs.iter().filter(|cv| (low..=high).contains(*cv)).count();
    // 98 % are expected; three standard deviations of a count of 400 are 2.1 %.
    if (inside as f64) < 0.959 * RINGS as f64 {
        return Err(format!("{inside} of {RINGS} rings within {low}..{high}"));
    }
    let (n, v) = (
        count(&vector.input, "nodes")?,
        count(&vector.input, "vnodes")?,
    );
    near(
        "closed form",
        share_cv(n, v),
        float(expect, "theory_single_share")?,
        0.001,
    )
}

fn key_counts(vector: &Vector) -> Outcome {
    let keys = count(&vector.input, "keys")?.min(100_000);
    let rings = RINGS.min(10_000_000 / keys.max(1));
    let mut random = SplitMix64::new(5);
    let mut cvs = Vec::new();
    for t in 0..rings {
        let ring = nth_ring(&vector.input, t, HashFunction::Xxh64)?;
        let mut counts = vec![0.0; ring.nodes().len()];
        for _ in 0..keys {
            if let Some(owner) = ring.owner_index(random.next()) {
                counts[owner] += 1.0;
            }
        }
        cvs.push(cv(&counts));
    }
    near(
        "mean CV",
        mean(&cvs),
        float(&vector.expect, "mean_cv")?,
        relative(vector),
    )
}

/// FNV-1a as it is clumps; with a finaliser it does not.
fn weak_hash(vector: &Vector) -> Outcome {
    let named = text(&vector.input, "hash")?;
    if !named.starts_with("fnv1a64 raw") {
        return Err(format!("unknown hash \"{named}\""));
    }
    let mean_cv = |hash| {
        let cvs = (0..40).map(|t| Ok(cv(&nth_ring(&vector.input, t, hash)?.shares())));
        Ok::<f64, String>(mean(&cvs.collect::<Result<Vec<f64>, String>>()?))
    };
    let raw = mean_cv(HashFunction::Fnv1a)?;
    let least = float(&vector.expect, "mean_cv_at_least")?;
    if raw < least {
        return Err(format!("raw: mean CV {raw}, expected at least {least}"));
    }
    let mixed = float(&vector.expect, "with_fmix64_finaliser_about")?;
    near(
        "mixed: mean CV",
        mean_cv(HashFunction::Fnv1aMixed)?,
        mixed,
        0.1,
    )
}
