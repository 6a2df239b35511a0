//! Group `prng`: the generators and the draws made from them.

use serde_json::Value;
use snowglobe_core::random::{Pcg32, SplitMix64, Xoshiro256, Zipf};

use super::input::{count, field, numbers, same, text, unsigned};
use super::{Check, Outcome, Vector};

pub(super) fn check(group: &str) -> Option<Check> {
    (group == "prng").then_some(draws as Check)
}

fn draws(vector: &Vector) -> Outcome {
    let input = &vector.input;
    let number = |name| unsigned(field(input, name)?);
    let splitmix = || Ok::<_, String>(SplitMix64::new(number("seed")?));
    let n = count(input, "n")?;
    let got: Vec<u64> = match text(input, "algo")? {
        "splitmix64" => {
            let mut random = splitmix()?;
            (0..n).map(|_| random.next()).collect()
        }
        "xoshiro256**" => {
            let mut random = xoshiro(input)?;
            (0..n).map(|_| random.next()).collect()
        }
        "pcg32" => {
            let mut random = Pcg32::new(number("initstate")?, number("initseq")?);
            (0..n).map(|_| random.next().into()).collect()
        }
        "below" => {
            let (mut random, bound) = (splitmix()?, number("bound")?);
            (0..n).map(|_| random.below(bound)).collect()
        }
        "range" => {
            let (mut random, a, b) = (splitmix()?, number("a")?, number("b")?);
            (0..n).map(|_| random.range(a, b)).collect()
        }
        "chance" => {
            let (mut random, p, q) = (splitmix()?, number("p")?, number("q")?);
            (0..n).map(|_| random.chance(p, q).into()).collect()
        }
        "zipf_int" => {
            let (mut random, zipf) = (splitmix()?, Zipf::new(count(input, "keys")?));
            (0..n).map(|_| zipf.sample(&mut random)).collect()
        }
        other => return Err(format!("unknown generator \"{other}\"")),
    };
    same(&got, &expected(&vector.expect)?)
}

/// The expected draws; truth values as 0 and 1.
fn expected(value: &Value) -> Result<Vec<u64>, String> {
    match value.as_array() {
        Some(list) if list.iter().all(Value::is_boolean) => {
            Ok(list.iter().map(|v| u64::from(v == true)).collect())
        }
        _ => numbers(value),
    }
}

fn xoshiro(input: &Value) -> Result<Xoshiro256, String> {
    let Some(state) = input.get("state") else {
        return Ok(Xoshiro256::new(unsigned(field(input, "seed")?)?));
    };
    let state = <[u64; 4]>::try_from(numbers(state)?);
    Ok(Xoshiro256::from_state(
        state.map_err(|_| "the state is not four numbers")?,
    ))
}
