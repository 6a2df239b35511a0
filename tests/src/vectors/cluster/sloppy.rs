//! Group `quorum.sloppy`: a write that stand-ins took, and a read of those who were away.
//!
//! The story is a list of sentences; the cluster of chapter 6 does what each says. That hints are not delivered yet, and
//! whom a read asks, is a matter of the network: those who are back are still cut off from the others.

use std::collections::BTreeSet;

use snowglobe_core::systems::kv;

use super::super::compare::same;
use super::super::{Checked, Field, Vector, VectorError};
use super::named::Ring;
use super::refused;

const KEY: &str = "k";

pub(super) fn check(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let mut ring = ring(&input, "sloppy")?;
    let home = input.get("home")?.list_of(Field::text)?;
    let first: Vec<&str> = ring.nodes.iter().take(home.len()).map(|(node, _)| *node).collect();
    same("home", &home, &first)?;
    let mut found = None;
    for sentence in input.get("story")?.list_of(Field::text)? {
        found = tell(&mut ring, sentence)?.or(found);
    }
    let found = found.ok_or_else(|| refused("input.story", "nothing is read"))?;
    same("read_value", &expect.get("read_value")?.text()?, &found.as_str())?;
    // It was the hints: once they are delivered, the same read is fresh.
    ring.cluster.act("heal")?;
    ring.cluster.settle()?;
    let stale = kv::judged(ring.cluster.world()).stale_reads;
    ring.read(KEY)?;
    same("stale reads after the hints", &stale, &kv::judged(ring.cluster.world()).stale_reads)?;
    strict(&input, expect.get("strict_quorum_would")?.text()?)
}

/// The same until somebody writes, if only those at home count.
fn strict(input: &Field, expected: &str) -> Checked {
    let mut ring = ring(input, "strict")?;
    for sentence in input.get("story")?.list_of(Field::text)? {
        if let Some((value, _)) = writes(sentence) {
            let home = input.get("home")?.list_of(Field::text)?;
            let alive = home.iter().filter(|node| !ring.down.contains(*node)).count();
            let found = match ring.write(KEY, value)? {
                true => String::from("accept the write"),
                false => format!("refuse the write: only {alive} home replica alive"),
            };
            return same("strict_quorum_would", &expected, &found.as_str());
        }
        tell(&mut ring, sentence)?;
    }
    Err(refused("input.story", "nothing is written"))
}

/// The cluster with a first version.
fn ring<'a>(input: &Field<'a>, kind: &str) -> Result<Ring<'a>, VectorError> {
    let count = |name: &str| input.get(name)?.count(9);
    let quorum = (count("N")?, count("R")?, count("W")?);
    let mut ring = Ring::new(&input.get("ring")?, quorum, kind, "siblings", &BTreeSet::from([KEY]))?;
    ring.write(KEY, "v1")?;
    Ok(ring)
}

/// One sentence; what was read, if it reads.
fn tell<'a>(ring: &mut Ring<'a>, sentence: &'a str) -> Result<Option<String>, VectorError> {
    if let Some(nodes) = sentence.strip_suffix(" down") {
        for node in nodes.split(" and ") {
            ring.fail(node)?;
        }
    } else if let Some((value, keepers)) = writes(sentence) {
        same("whether the write is accepted", &true, &ring.write(KEY, value)?)?;
        let named = keepers.split(|c: char| !c.is_alphanumeric()).filter(|word| ring.name(word).is_ok());
        let named: BTreeSet<&str> = named.collect();
        let mut found = BTreeSet::new();
        for (node, name) in ring.nodes.iter().filter(|(node, _)| !ring.down.contains(node)) {
            let (has, keeps) = ring.on_disk(name)?;
            let kept = has.get(KEY).into_iter().chain(keeps.iter().map(|(.., kept)| kept));
            if kept.into_iter().any(|kept| kept == value) {
                found.insert(*node);
            }
        }
        same("who has the write", &named, &found)?;
    } else if let Some(nodes) = sentence.strip_suffix(" back, hints not yet delivered") {
        let back: Vec<&str> = nodes.split(" and ").collect();
        ring.cut_off(&back)?;
        for node in back {
            ring.start(node)?;
        }
    } else if let Some(nodes) = sentence.strip_prefix("read asks ") {
        let asked: Vec<&str> = nodes.split(" and ").collect();
        ring.cut_off(&asked)?;
        let stale = kv::judged(ring.cluster.world()).stale_reads;
        let value = ring.read(KEY)?;
        let missed = kv::judged(ring.cluster.world()).stale_reads > stale;
        return Ok(Some(if missed { format!("{value} (stale)") } else { value }));
    } else {
        return Err(refused(sentence, "no sentence that the cluster understands"));
    }
    Ok(None)
}

/// What a sentence writes, and who is to have it.
fn writes(sentence: &str) -> Option<(&str, &str)> {
    sentence.strip_prefix("write ")?.split_once(" accepted by ")
}
