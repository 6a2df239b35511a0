//! Group `modulo`: the rehash problem, in the book's table and in general.

use std::collections::BTreeMap;

use serde_json::Value;
use snowglobe_core::hash::HashFunction;
use snowglobe_core::random::SplitMix64;
use snowglobe_core::ring::{Options, Placement, Scheme, Server};
use snowglobe_core::stats::{modulo_moved, moved_fraction};

use super::input::{count, field, float, numbers, same, texts, unsigned};
use super::{Check, Outcome, Vector};

pub(super) fn check(group: &str) -> Option<Check> {
    (group == "modulo").then_some(|vector| {
        if vector.input.get("hashes").is_some() {
            table(vector)
        } else {
            fraction(vector)
        }
    })
}

fn build(names: &[impl AsRef<str>]) -> Result<Box<dyn Placement>, String> {
    let servers: Vec<Server> = names.iter().map(|n| Server::new(n.as_ref())).collect();
    let options = Options {
        scheme: Scheme::Modulo,
        hash: HashFunction::Xxh64,
        ..Options::default()
    };
    options.build(&servers).map_err(|e| e.to_string())
}

/// Keys of given hashes before and after a change of servers.
fn table(vector: &Vector) -> Outcome {
    let (before, after) = (
        texts(&vector.input, "before")?,
        texts(&vector.input, "after")?,
    );
    let (from, to) = (build(&before)?, build(&after)?);
    let hashes = field(&vector.input, "hashes")?.as_object();
    let mut seen: [BTreeMap<&str, u64>; 2] = Default::default();
    let mut moved = Vec::new();
    let mut had_to = Vec::new();
    for (key, hash) in hashes.ok_or("\"hashes\" is not an object")? {
        let hash = unsigned(hash)?;
        let a = from.owner_at(hash).map_err(|e| e.to_string())?;
        let b = to.owner_at(hash).map_err(|e| e.to_string())?;
        seen[0].insert(key, a as u64);
        seen[1].insert(key, b as u64);
        if before[a] != after[b] {
            moved.push(key.as_str());
        }
        if !after.contains(&before[a]) {
            had_to.push(key.as_str());
        }
    }
    for (servers, got) in [&before, &after].into_iter().zip(&seen) {
        if let Some(expected) = vector.expect.get(format!("mod{}", servers.len())) {
            same(&serde_json::to_value(got).unwrap_or(Value::Null), expected)?;
        }
    }
    same(&moved, &texts(&vector.expect, "moved")?)?;
    same(&had_to, &texts(&vector.expect, "had_to_move")?)
}

/// The share that moves from n to m servers: closed form, every hash of a whole period, and
/// 100,000 random keys.
fn fraction(vector: &Vector) -> Outcome {
    let (n, m) = (count(&vector.input, "n")?, count(&vector.input, "m")?);
    if n == 0 || m == 0 || n * m > 10_000_000 {
        return Err(format!(
            "{n} and {m} servers: at least 1, and at most 10^7 pairs"
        ));
    }
    let value = float(&vector.expect, "value")?;
    if (modulo_moved(n, m) - value).abs() > 1e-12 {
        return Err(format!(
            "closed form: got {}, expected {value}",
            modulo_moved(n, m)
        ));
    }
    let names: Vec<String> = (0..n.max(m)).map(|i| format!("s{i}")).collect();
    let (from, to) = (build(&names[..n as usize])?, build(&names[..m as usize])?);
    let owners = |placement: &dyn Placement, hashes: &[u64]| {
        placement.assign(hashes).map_err(|e| e.to_string())
    };

    let expected = numbers(field(&vector.expect, "moved")?)?;
    let &[moved, of] = expected.as_slice() else {
        return Err("\"moved\" is not a pair of numbers".to_owned());
    };
    // n × m is a multiple of the period; the share is the same.
    let period: Vec<u64> = (0..n * m).collect();
    let (a, b) = (owners(&*from, &period)?, owners(&*to, &period)?);
    let counted = a.iter().zip(&b).filter(|(a, b)| a != b).count() as u128;
    same(
        &(counted * u128::from(of)),
        &(u128::from(moved) * u128::from(n * m)),
    )?;

    let tolerance = vector.tolerance.get("abs_at_1e5_random_keys");
    let tolerance = tolerance.and_then(Value::as_f64).unwrap_or(0.01);
    let mut random = SplitMix64::new(1);
    let keys: Vec<u64> = (0..100_000).map(|_| random.next()).collect();
    let got = moved_fraction(&owners(&*from, &keys)?, &owners(&*to, &keys)?);
    if (got - value).abs() > tolerance {
        return Err(format!("random keys: got {got}, expected {value}"));
    }
    Ok(())
}
