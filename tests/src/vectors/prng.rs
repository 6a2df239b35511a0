//! Family `prng`: generators and the draws made from them.

use snowglobe_core::random::{Pcg32, SplitMix64, Xoshiro256, Zipf};

use super::compare::same;
use super::{Checked, Field, Group, Vector};

pub(super) const GROUPS: &[Group] = &[("prng", check)];

/// No vector needs more draws than this.
const MAX_DRAWS: usize = 1_000_000;

fn check(vector: &Vector) -> Checked {
    let input = vector.input();
    let count = input.get("n")?.count(MAX_DRAWS)?;
    let expected = vector.expect().list_of(Field::u64)?;
    let algorithm = input.get("algo")?;
    let drawn: Vec<u64> = match algorithm.text()? {
        "splitmix64" => {
            let mut random = seeded(&input)?;
            (0..count).map(|_| random.next()).collect()
        }
        "xoshiro256**" => {
            let mut random = xoshiro(&input)?;
            (0..count).map(|_| random.next()).collect()
        }
        "pcg32" => {
            let seed = input.get("initstate")?.u64()?;
            let mut random = Pcg32::new(seed, input.get("initseq")?.u64()?);
            (0..count).map(|_| random.next().into()).collect()
        }
        "below" => {
            let bound = input.get("bound")?.u64()?;
            let mut random = seeded(&input)?;
            (0..count).map(|_| random.below(bound)).collect()
        }
        "zipf_int" => {
            let ranks = input.get("keys")?;
            let zipf = Zipf::new(ranks.u32()?, 1_000).map_err(|error| ranks.refused(error))?;
            let mut random = seeded(&input)?;
            (0..count).map(|_| zipf.sample(&mut random).into()).collect()
        }
        _ => return Err(algorithm.refused("no generator of this name is built")),
    };
    same("draws", &expected, &drawn)
}

fn seeded(input: &Field) -> Result<SplitMix64, super::VectorError> {
    Ok(SplitMix64::new(input.get("seed")?.u64()?))
}

/// From four words of state, or from a seed.
fn xoshiro(input: &Field) -> Result<Xoshiro256, super::VectorError> {
    let Some(state) = input.find("state") else {
        return Ok(Xoshiro256::new(input.get("seed")?.u64()?));
    };
    let words = state.list_of(Field::u64)?;
    let words = words.try_into().map_err(|_| state.refused("four words are a state"))?;
    Xoshiro256::from_state(words).map_err(|error| state.refused(error))
}
