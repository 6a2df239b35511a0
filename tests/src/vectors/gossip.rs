//! Families `gossip*`: single spreadings to the message, and means over many.

use snowglobe_core::gossip::{Mode, Spread, Spreading};
use snowglobe_core::stats;

use super::compare::{near, same};
use super::{Checked, Field, Group, Vector, VectorError};

pub(super) const GROUPS: &[Group] = &[("gossip", one), ("gossip.stat", many)];

const MOST_NODES: usize = 10_000;
const MOST_FANOUT: usize = 100;
/// Spreadings that a mean is taken over.
const RUNS: u64 = 400;

fn spreading(input: &Field) -> Result<Spreading, VectorError> {
    let mode = input.get("mode")?;
    let loss = match input.find("loss") {
        Some(loss) => match loss.list_of(|part| part.u64())?[..] {
            [part, whole] if part <= whole && whole > 0 => (part, whole),
            _ => return Err(loss.refused("a share is a part and a whole")),
        },
        None => (0, 1),
    };
    Ok(Spreading {
        nodes: input.get("n")?.count(MOST_NODES)? as u32,
        fanout: input.get("fanout")?.count(MOST_FANOUT)? as u32,
        mode: match mode.text()? {
            "push" => Mode::Push,
            "pull" => Mode::Pull,
            "pushpull" => Mode::PushPull,
            _ => return Err(mode.refused("there is push, pull and pushpull")),
        },
        loss,
    })
}

fn one(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let Spread { rounds, messages } = spreading(&input)?.run(input.get("seed")?.u64()?);
    same("rounds", &Some(expect.get("rounds")?.u32()?), &rounds)?;
    same("messages", &expect.get("messages")?.u64()?, &messages)
}

fn many(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let spreading = spreading(&input)?;
    let rounds: Vec<f64> =
        (0..RUNS).map(|seed| spreading.run(seed).rounds.map_or(f64::INFINITY, f64::from)).collect();
    let within = vector.tolerance().get("mean_abs")?.number()?;
    near("mean_rounds", expect.get("mean_rounds")?.number()?, stats::mean(&rounds), within)?;
    // Stated with two decimals.
    let nodes = f64::from(spreading.nodes);
    near("log2n", expect.get("log2n")?.number()?, nodes.log2(), 6e-3)?;
    near("log2n_plus_ln_n", expect.get("log2n_plus_ln_n")?.number()?, nodes.log2() + nodes.ln(), 6e-3)
}
