//! Group `handoff`: others stand in for those who are down, told to the cluster of chapter 6.
//!
//! The vectors come of a model with neither time nor messages; so after each event it is waited until all know of it.
//! What holds must hold however versions are put in order: each vector is told once for each resolution. One difference
//! is left: with fewer than W nodes alive altogether the cluster refuses a sloppy write, and stores it nowhere.

use std::collections::BTreeSet;

use snowglobe_core::systems::kv::Resolution;

use super::super::compare::same;
use super::super::{Checked, Field, Vector, VectorError};
use super::named::{Data, Has, Hints, Ring};
use super::refused;

const MOST_EVENTS: usize = 200;

pub(super) fn check(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let (n, w) = (input.get("N")?.count(9)?, input.get("W")?.count(9)?);
    let kind = if input.get("sloppy")?.flag()? { "sloppy" } else { "strict" };
    let events = input.get("events")?.list_of(Field::list)?;
    if events.len() > MOST_EVENTS {
        return Err(input.refused(format_args!("more than {MOST_EVENTS} events")));
    }
    let writes = events.iter().filter(|event| event.len() == 3);
    let names = writes.map(|event| event[1].text()).collect::<Result<BTreeSet<_>, _>>()?;
    for resolution in Resolution::NAMES {
        // A register reads before it writes: all that W have must be met.
        let quorum = (n, (n + 1).saturating_sub(w), w);
        let mut ring = Ring::new(&input.get("ring_order")?, quorum, kind, resolution, &names)?;
        let mut results = Vec::new();
        for event in &events {
            results.push(happens(&mut ring, event)?);
        }
        let expected = expect
            .get("results")?
            .list_of(|field| Ok(if field.is_null() { None } else { Some(field.flag()?) }))?;
        same(&format!("results ({resolution})"), &expected, &results)?;
        let (data, hints) = ring.on_disks()?;
        same(&format!("data ({resolution})"), &expected_data(&expect.get("data")?)?, &data)?;
        same(&format!("hints ({resolution})"), &expected_hints(&expect.get("hints")?)?, &hints)?;
    }
    Ok(())
}

/// One event; of a write whether it was acknowledged.
fn happens<'a>(ring: &mut Ring<'a>, event: &[Field<'a>]) -> Result<Option<bool>, VectorError> {
    match event {
        [what, key, version] if what.text()? == "write" => {
            return ring.write(key.text()?, &version.u64()?.to_string()).map(Some);
        }
        [what, node] => match what.text()? {
            "fail" => ring.fail(node.text()?)?,
            "recover" => ring.recover(node.text()?)?,
            "lose_disk" => ring.lose_disk(node.text()?)?,
            _ => return Err(what.refused("there is write, fail, recover and lose_disk")),
        },
        _ => return Err(refused("input.events", "an event is [\"write\", key, version] or [what, node]")),
    }
    Ok(None)
}

fn expected_data<'a>(data: &Field<'a>) -> Result<Data<'a>, VectorError> {
    let version = |(key, version): (&'a str, Field<'a>)| Ok((key, version.u64()?.to_string()));
    let of_node =
        |field: &Field<'a>| field.entries()?.into_iter().map(version).collect::<Result<Has, VectorError>>();
    data.entries()?.into_iter().map(|(node, field)| Ok((node, of_node(&field)?))).collect()
}

fn expected_hints<'a>(hints: &Field<'a>) -> Result<Hints<'a>, VectorError> {
    let hint = |field: &Field<'a>| match &field.list()?[..] {
        [target, key, version] => Ok((target.text()?, key.text()?, version.u64()?.to_string())),
        _ => Err(field.refused("a hint is for whom, the key and the version")),
    };
    let mut found = Hints::new();
    for (node, field) in hints.entries()? {
        let kept: BTreeSet<_> = field.list_of(hint)?.into_iter().collect();
        if !kept.is_empty() {
            found.insert(node, kept);
        }
    }
    Ok(found)
}
