//! Groups `lsm.cost`, `btree.cost`, `storage.disk`: what writes cost a tree of runs, a tree of pages, and a disk.

use snowglobe_core::btree::{dirty_pages, write_amplification};
use snowglobe_core::compaction_cost::{CompactionCost, Policy};
use snowglobe_core::disk::DiskModel;
use snowglobe_core::random::SplitMix64;

use super::compare::{near, same};
use super::{Checked, Group, Vector};

pub(super) const GROUPS: &[Group] = &[("lsm.cost", lsm), ("btree.cost", btree), ("storage.disk", disk)];

/// Pages and updates that are simulated; beyond, the closed form stands alone.
const MAX_SIMULATED: u64 = 10_000_000;

fn lsm(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let name = input.get("policy")?;
    let policy = match name.text()? {
        "leveled" => Policy::Leveled,
        "tiered" => Policy::Tiered,
        _ => return Err(name.refused("no policy of this name is built")),
    };
    let (entries, memtable) = (input.get("n")?.u64()?, input.get("memtable")?.u64()?);
    let cost = CompactionCost::of(policy, entries, memtable, input.get("ratio")?.u64()?)
        .ok_or_else(|| input.refused("no such tree is gone through"))?;
    let found = [cost.flushed, cost.merged, cost.runs, cost.most_runs];
    for (name, found) in ["flush_entries", "merge_entries", "runs_end", "runs_max"].into_iter().zip(found) {
        same(name, &expect.get(name)?.u64()?, &found)?;
    }
    let expected = expect.get("write_amp")?.number()?;
    near("write_amp", expected, cost.write_amplification(), 1e-9 * expected)
}

fn btree(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let number = |name: &str| input.get(name)?.u64();
    let (pages, updates) = (number("pages")?, number("updates_per_checkpoint")?);
    let doubled = input.get("double_write")?.flag()?;
    let times = if doubled { 2.0 } else { 1.0 };
    let amplification =
        times * write_amplification(pages, updates, number("page_bytes")?, number("record_bytes")?);
    let dirty = expect.get("expected_dirty_pages")?.number()?;
    let expected = expect.get("write_amp")?.number()?;
    // The closed form must agree far better than what is simulated may.
    near("expected_dirty_pages", dirty, dirty_pages(pages, updates), 1e-9 * dirty)?;
    near("write_amp", expected, amplification, 1e-9 * expected)?;
    if pages > MAX_SIMULATED || updates > MAX_SIMULATED {
        return Ok(());
    }
    let tolerance = vector.tolerance().get("rel")?.number()?;
    near("simulated dirty pages", dirty, simulated(pages, updates), tolerance * dirty)
}

/// Pages hit by so many updates anywhere.
fn simulated(pages: u64, updates: u64) -> f64 {
    let mut random = SplitMix64::new(1);
    let mut hit = vec![false; pages as usize];
    for _ in 0..updates {
        hit[random.below(pages) as usize] = true;
    }
    hit.into_iter().filter(|hit| *hit).count() as f64
}

fn disk(vector: &Vector) -> Checked {
    let (input, expect) = (vector.input(), vector.expect());
    let (updates, record) = (input.get("updates")?.u64()?, input.get("record_bytes")?.u64()?);
    let model = DiskModel::DISK_2010;
    let in_place = model.in_place_seconds(updates);
    let log = model.log_seconds(updates.saturating_mul(record), input.get("lsm_write_amp")?.number()?);
    let found = [("in_place_s", in_place), ("log_s", log), ("ratio", in_place / log)];
    for (name, found) in found {
        let expected = expect.get(name)?.number()?;
        near(name, expected, found, 1e-9 * expected)?;
    }
    Ok(())
}
