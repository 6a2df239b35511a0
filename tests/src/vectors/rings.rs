//! Groups `ring.placement`, `ring.replicas`, `ring.move`, `ring.ketama`: exact answers of rings.

use serde_json::Value;
use snowglobe_core::hash::sha256;
use snowglobe_core::ring::{Ring, ketama};

use super::input::{count, field, hex, list, numbers, same, text, texts, unsigned};
use super::{Check, Outcome, Vector};

pub(super) fn check(group: &str) -> Option<Check> {
    Some(match group {
        "ring.placement" => placement,
        "ring.replicas" => replicas,
        "ring.move" => moves,
        "ring.ketama" => ketama,
        _ => return None,
    })
}

/// A ring from a list of `[position, node]`.
fn ring<'a>(input: &'a Value, name: &str) -> Result<Ring<&'a str>, String> {
    let points = list(input, name)?.iter().map(|point| {
        let position = unsigned(point.get(0).unwrap_or(&Value::Null))?;
        let node = point.get(1).and_then(Value::as_str);
        Ok((
            position,
            node.ok_or_else(|| format!("{point} has no node"))?,
        ))
    });
    let points = points.collect::<Result<Vec<_>, String>>()?;
    Ring::from_points(points).map_err(|e| e.to_string())
}

fn placement(vector: &Vector) -> Outcome {
    let ring = ring(&vector.input, "points")?;
    let keys = numbers(field(&vector.input, "keys")?)?;
    let owners: Vec<Value> = keys
        .iter()
        .map(|&key| ring.owner(key).copied().into())
        .collect();
    same(&Value::from(owners), &vector.expect)
}

fn replicas(vector: &Vector) -> Outcome {
    let ring = ring(&vector.input, "points")?;
    let n = count(&vector.input, "n")? as usize;
    let keys = numbers(field(&vector.input, "keys")?)?;
    let mut out = Vec::new();
    let lists = keys.iter().map(|&key| {
        ring.owners(key, n, &mut out);
        out.iter().map(|&i| ring.nodes()[i]).collect::<Vec<_>>()
    });
    let lists: Vec<Value> = lists.map(Value::from).collect();
    same(&Value::from(lists), &vector.expect)
}

/// Exactly these keys move, and they are those in the ranges that the rings report as changed.
fn moves(vector: &Vector) -> Outcome {
    let before = ring(&vector.input, "points_before")?;
    let after = ring(&vector.input, "points_after")?;
    let ranges = Ring::changes(&before, &after);
    let mut moved = Vec::new();
    for key in numbers(field(&vector.input, "keys")?)? {
        let (from, to) = (before.owner(key), after.owner(key));
        let range = ranges.iter().find(|range| range.contains(key));
        let named = range.map(|r| {
            (
                &before.nodes()[r.from as usize],
                &after.nodes()[r.to as usize],
            )
        });
        let expected = if from == to { None } else { from.zip(to) };
        same(&named, &expected)?;
        if let Some((from, to)) = expected {
            moved.push(serde_json::json!([key, from, to]));
        }
    }
    let expected = list(&vector.expect, "moved")?;
    same(
        &(moved.len() as u64),
        &count(&vector.expect, "moved_count")?,
    )?;
    same(&moved, expected)
}

/// Ketama in the dialect of Couchbase's RFC 26.
fn ketama(vector: &Vector) -> Outcome {
    let servers = texts(&vector.input, "servers")?;
    if vector.input.get("removed").is_some() {
        return ketama_removal(vector, &servers);
    }
    let points = ketama::couchbase_points(&servers);
    if vector.input.get("key").is_none() {
        return ketama_points(vector, &servers, &points);
    }
    let point = ketama::point(text(&vector.input, "key")?.as_bytes());
    let owner = ketama_ring(&servers)?
        .owner(u64::from(point) << 32)
        .copied();
    same(&u64::from(point), &count_free(&vector.expect, "point")?)?;
    same(&owner, &vector.expect.get("server").and_then(Value::as_str))
}

fn count_free(object: &Value, name: &str) -> Result<u64, String> {
    unsigned(field(object, name)?)
}

fn ketama_ring<'a>(servers: &[&'a str]) -> Result<Ring<&'a str>, String> {
    let points = ketama::couchbase_points(servers).into_iter();
    let points = points.map(|(point, server)| (u64::from(point) << 32, servers[server]));
    Ring::from_points(points).map_err(|e| e.to_string())
}

fn ketama_points(vector: &Vector, servers: &[&str], points: &[(u32, usize)]) -> Outcome {
    let expect = &vector.expect;
    let named = |&(point, server): &(u32, usize)| serde_json::json!([point, servers[server]]);
    same(&(points.len() as u64), &count(expect, "points")?)?;
    let first: Vec<Value> = points.iter().take(5).map(named).collect();
    same(&first, list(expect, "first5")?)?;
    same(&points.last().map(named).as_ref(), &expect.get("last"))?;
    let lines: String = points
        .iter()
        .map(|&(point, server)| format!("{point} {}\n", servers[server]))
        .collect();
    let expected = hex(text(expect, "sha256_of_lines")?)?;
    same(&sha256(lines.as_bytes()).to_vec(), &expected)
}

fn ketama_removal(vector: &Vector, servers: &[&str]) -> Outcome {
    let removed = text(&vector.input, "removed")?;
    let rest: Vec<&str> = servers.iter().copied().filter(|s| *s != removed).collect();
    let (before, after) = (ketama_ring(servers)?, ketama_ring(&rest)?);
    let keys = (0..count(&vector.input, "keys")?)
        .map(|i| u64::from(ketama::point(format!("key-{i}").as_bytes())) << 32);
    let moved = keys.filter(|&key| before.owner(key) != after.owner(key));
    same(&(moved.count() as u64), &count(&vector.expect, "moved")?)
}
