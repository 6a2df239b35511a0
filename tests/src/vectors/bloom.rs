//! Family `bloom.*`: the closed forms, filters that keep to them, and filters bit for bit.

use snowglobe_core::bloom::{Bloom, best_hashes, bits_for, false_positive_rate};

use super::compare::{near, same};
use super::{Checked, Field, Group, Vector, VectorError};

pub(super) const GROUPS: &[Group] = &[("bloom.formula", formula), ("bloom.exact", exact)];

const MAX_ITEMS: usize = 2_000_000;
const MAX_PROBES: usize = 5_000_000;
/// A simulated filter has at least so many bits: in smaller ones double hashing shows.
const FEWEST_BITS: u64 = 1_000_000;
/// Absent keys asked for in a simulation.
const PROBES: usize = 200_000;

fn formula(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let items = input.get("n")?.count(MAX_ITEMS)? as u64;
    if let Some(rate) = input.find("p") {
        let bits = bits_for(items, rate.number()?);
        same("bits", &expect.get("bits")?.u64()?, &bits)?;
        // It is stated with three decimals at least.
        return near(
            "bits_per_key",
            expect.get("bits_per_key")?.number()?,
            bits as f64 / items as f64,
            5.1e-4,
        );
    }
    let (bits, hashes) = (input.get("m")?.u64()?, input.get("k")?.u32()?);
    let expected = expect.get("fpr")?.number()?;
    let exactly = vector.tolerance().get("rel")?.number()?;
    near("fpr", expected, false_positive_rate(bits, items, hashes), exactly * expected)?;
    same("optimal_k", &expect.get("optimal_k")?.u32()?, &best_hashes(bits, items))?;

    let scale = FEWEST_BITS.div_ceil(bits.max(1));
    let mut filter = filter(&input, bits * scale, hashes)?;
    let passed = filled(&mut filter, items * scale, PROBES);
    // Chance moves the count by its root; five times that is once in a million.
    let chance = 5.0 * (expected / PROBES as f64).sqrt();
    let allowed = vector.tolerance().get("simulated_rel")?.number()? * expected + chance;
    near("simulated fpr", expected, passed as f64 / PROBES as f64, allowed)
}

fn exact(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let (bits, hashes) = (input.get("m")?.u64()?, input.get("k")?.u32()?);
    let items = input.get("n")?.count(MAX_ITEMS)? as u64;
    let probes = input.get("probes")?.count(MAX_PROBES)?;
    let mut filter = filter(&input, bits, hashes)?;
    let passed = filled(&mut filter, items, probes);
    same("bits_set", &expect.get("bits_set")?.u64()?, &filter.ones())?;
    same("false_positives", &expect.get("false_positives")?.u64()?, &(passed as u64))?;
    same("probes", &expect.get("probes")?.u64()?, &(probes as u64))
}

fn filter(input: &Field, bits: u64, hashes: u32) -> Result<Bloom, VectorError> {
    Bloom::new(bits, hashes).map_err(|error| input.refused(error))
}

/// Inserts `in-0`, `in-1`, … and counts which of `out-0`, `out-1`, … pass.
fn filled(filter: &mut Bloom, items: u64, probes: usize) -> usize {
    for item in 0..items {
        filter.insert(format!("in-{item}").as_bytes());
    }
    (0..probes).filter(|probe| filter.contains(format!("out-{probe}").as_bytes())).count()
}
