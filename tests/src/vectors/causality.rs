//! Families `vclock*`: how clocks stand to one another, and whole stories of writes.

use snowglobe_core::causality::{Relation, VectorClock};

use super::compare::same;
use super::{Checked, Field, Group, Vector, VectorError};

pub(super) const GROUPS: &[Group] = &[("vclock", relation), ("vclock.story", story)];

type Clock = VectorClock<String>;

fn clock(field: &Field) -> Result<Clock, VectorError> {
    field.entries()?.into_iter().map(|(writer, count)| Ok((writer.to_owned(), count.u64()?))).collect()
}

fn relation(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let (x, y) = (clock(&input.get("x")?)?, clock(&input.get("y")?)?);
    let name = match x.compare(&y) {
        Relation::Equal => "equal",
        Relation::Before => "before",
        Relation::After => "after",
        Relation::Concurrent => "concurrent",
    };
    same("relation", &expect.get("relation")?.text()?, &name)?;
    same("merge", &clock(&expect.get("merge")?)?, &x.merged(&y))?;
    // The rule of the notes looks in one direction only; that it is wrong shows where the relation is not concurrent.
    let one_way = x.iter().any(|(writer, count)| y.get(writer) < count);
    same(
        "one_directional_seed_rule_says_conflict",
        &expect.get("one_directional_seed_rule_says_conflict")?.flag()?,
        &one_way,
    )
}

/// A value that is still there, by name, and its clock.
type Live = Vec<(String, Clock)>;

fn story(vector: &Vector) -> Checked {
    let mut written: Live = Vec::new();
    let mut live: Live = Vec::new();
    let steps = vector.input().get("steps")?.list()?;
    for (step, expect) in steps.iter().zip(vector.expect().list()?) {
        let parts = step.list()?;
        let [server, name, read] = parts.as_slice() else {
            return Err(step.refused("a step is a server, a name and what was read"));
        };
        let mut clock = Clock::default();
        for read in read.list()? {
            // What follows the name is a remark.
            let name = read.text()?.split(' ').next().unwrap_or_default();
            let found = written.iter().find(|(other, _)| other == name);
            clock.merge(&found.ok_or_else(|| read.refused("it was not written before"))?.1);
        }
        clock.increment(server.text()?);
        live.retain(|(_, other)| other.compare(&clock) == Relation::Concurrent);
        live.push((name.text()?.to_owned(), clock.clone()));
        written.push((name.text()?.to_owned(), clock.clone()));
        same("clock", &self::clock(&expect.get("clock")?)?, &clock)?;
        let expected = expect.get("live")?.list_of(|name| name.text().map(str::to_owned))?;
        same("live", &expected, &live.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>())?;
    }
    Ok(())
}
