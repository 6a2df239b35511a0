//! Families `modulo`, `hash.jump`, `hash.rendezvous` and `ring.ketama`: placements that have a
//! definition of their own.

use snowglobe_core::hash::sha256;
use snowglobe_core::random::SplitMix64;
use snowglobe_core::ring::{Options, Placement, Ring, Scheme, Server};
use snowglobe_core::ring::{jump_hash, ketama, rendezvous};
use snowglobe_core::stats;

use super::compare::{near, same};
use super::{Checked, Field, Group, Vector, VectorError};

pub(super) const GROUPS: &[Group] = &[
    ("modulo", modulo),
    ("hash.jump", jump),
    ("hash.rendezvous", highest_bid),
    ("ring.ketama", ketama_ring),
];

const MAX_SERVERS: usize = 10_000;
const MAX_KEYS: usize = 1_000_000;

/// A table of hashes before and after servers left or came, or the closed form for a change from
/// `n` servers to `m`, which random keys must approach.
fn modulo(vector: &Vector) -> Checked {
    match vector.input().find("hashes") {
        Some(hashes) => modulo_table(vector, &hashes),
        None => modulo_fraction(vector),
    }
}

fn modulo_table(vector: &Vector, hashes: &Field) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let names_before = input.get("before")?.list_of(Field::text)?;
    let names_after = input.get("after")?.list_of(Field::text)?;
    let before = modulo_of(&input, &names_before)?;
    let mut after = before.clone();
    let gone = |name: &&str| !names_after.contains(name);
    for &name in names_before.iter().filter(|name| gone(name)) {
        after.leave(name).map_err(|error| input.refused(error))?;
    }
    for &name in names_after.iter().filter(|n| !names_before.contains(n)) {
        let newcomer = Server::new(name);
        after.join(newcomer).map_err(|error| input.refused(error))?;
    }
    let listed: Vec<&str> = after.servers().iter().map(|s| s.name.as_str()).collect();
    same("servers after", &names_after, &listed)?;

    let (mut moved, mut had_to_move) = (Vec::new(), Vec::new());
    for (key, hash) in hashes.entries()? {
        let position = hash.u64()?;
        let owner = |placement: &dyn Placement| {
            let index = placement.owner_at(position);
            index.map_err(|error| hash.refused(error))
        };
        let (from, to) = (owner(&*before)?, owner(&*after)?);
        for (servers, index) in [(names_before.len(), from), (names_after.len(), to)] {
            let table = expect.get(&format!("mod{servers}"))?;
            same(key, &table.get(key)?.u64()?, &(index as u64))?;
        }
        if names_before[from] != names_after[to] {
            moved.push(key);
        }
        if gone(&names_before[from]) {
            had_to_move.push(key);
        }
    }
    same("moved", &expect.get("moved")?.list_of(Field::text)?, &moved)?;
    let expected = expect.get("had_to_move")?.list_of(Field::text)?;
    same("had_to_move", &expected, &had_to_move)
}

fn modulo_fraction(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let counts = [input.get("n")?, input.get("m")?];
    let [before, after] = [counts[0].count(MAX_SERVERS)?, counts[1].count(MAX_SERVERS)?];
    let (moved, of) = stats::modulo_moved_exact(before as u32, after as u32);
    let expected = expect.get("moved")?.list_of(Field::u64)?;
    same("moved", &expected, &vec![moved, of])?;
    let value = expect.get("value")?.number()?;
    near("value", value, stats::modulo_moved(before as u32, after as u32), 1e-12)?;

    let Some(tolerance) = vector.tolerance().find("abs_at_1e5_random_keys") else {
        return Ok(());
    };
    let mut random = SplitMix64::new(1);
    let keys: Vec<u64> = (0..100_000).map(|_| random.next()).collect();
    let assign = |servers: usize| {
        let names: Vec<String> = (0..servers).map(|i| format!("s{i}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let assigned = modulo_of(&input, &names)?.assign(&keys);
        assigned.map_err(|error| input.refused(error))
    };
    let found = stats::moved(&assign(before)?, &assign(after)?);
    near("moved of random keys", value, found, tolerance.number()?)
}

fn modulo_of(input: &Field, names: &[&str]) -> Result<Box<dyn Placement>, VectorError> {
    let servers: Vec<Server> = names.iter().map(|&name| Server::new(name)).collect();
    let options = Options { scheme: Scheme::Modulo, ..Options::default() };
    options.build(&servers).map_err(|error| input.refused(error))
}

/// The key counts modulo 2^64, no buckets or fewer as one.
fn jump(vector: &Vector) -> Checked {
    let input = vector.input();
    let key = input.get("key")?.whole()? as u64;
    let buckets = input.get("buckets")?;
    let buckets = match buckets.whole()? {
        ..=0 => 1,
        _ => buckets.count(1 << 31)? as u64,
    };
    same("bucket", &vector.expect().u64()?, &jump_hash(key, buckets))
}

fn highest_bid(vector: &Vector) -> Checked {
    let input = vector.input();
    let nodes = input.get("nodes")?.list_of(Field::text)?;
    let winner = rendezvous::winner(input.get("key")?.text()?.as_bytes(), &nodes);
    let found = winner.map(|index| nodes[index]);
    same("winner", &Some(vector.expect().text()?), &found)
}

/// The whole ring, one key on it, or how many keys a leaving server moves.
fn ketama_ring(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let servers = input.get("servers")?.list_of(Field::text)?;
    let ring = ketama_of(&input, &servers)?;
    if let Some(key) = input.find("key") {
        let point = ketama::point(key.text()?.as_bytes());
        same("point", &expect.get("point")?.u64()?, &point.into())?;
        let expected = Some(expect.get("server")?.text()?);
        return same("server", &expected, &ring.owner(point.into()).copied());
    }
    if let Some(removed) = input.find("removed") {
        let removed = removed.text()?;
        let rest: Vec<&str> = servers.iter().copied().filter(|&s| s != removed).collect();
        let after = ketama_of(&input, &rest)?;
        let moved = (0..input.get("keys")?.count(MAX_KEYS)?)
            .map(|i| u64::from(ketama::point(format!("key-{i}").as_bytes())))
            .filter(|&point| ring.owner(point) != after.owner(point))
            .count();
        return same("moved", &expect.get("moved")?.u64()?, &(moved as u64));
    }
    let points: Vec<(u64, &str)> =
        (ring.points().iter()).map(|&(point, index)| (point, ring.nodes()[index as usize])).collect();
    same("points", &expect.get("points")?.u64()?, &(points.len() as u64))?;
    let first = expect.get("first5")?.list_of(point_and_server)?;
    same("first5", &first, &points.iter().copied().take(5).collect())?;
    let last = Some(point_and_server(&expect.get("last")?)?);
    same("last", &last, &points.last().copied())?;
    let lines: String = points.iter().map(|(p, name)| format!("{p} {name}\n")).collect();
    let expected = expect.get("sha256_of_lines")?.bytes()?;
    same("sha256_of_lines", &expected, &sha256(lines.as_bytes()).to_vec())
}

fn ketama_of<'a>(input: &Field, servers: &[&'a str]) -> Result<Ring<&'a str>, VectorError> {
    let points = ketama::couchbase_points(servers);
    let points = (points.into_iter()).map(|(point, index)| (point.into(), servers[index]));
    Ring::from_points(points).map_err(|error| input.refused(error))
}

fn point_and_server<'a>(pair: &Field<'a>) -> Result<(u64, &'a str), VectorError> {
    match &pair.list()?[..] {
        [point, server] => Ok((point.u64()?, server.text()?)),
        _ => Err(pair.refused("a point and a server should stand here")),
    }
}
