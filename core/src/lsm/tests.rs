mod anatomy;
mod compaction;
mod damage;
mod failures;
mod input;
mod model;
mod parts;
mod scans;
mod strangers;

use super::*;
use alloc::collections::BTreeMap;
use alloc::format;

/// What should be there.
type Model = BTreeMap<Vec<u8>, Vec<u8>>;

/// So small that everything happens soon.
fn small() -> Options {
    Options {
        size_ratio: 3,
        memtable_bytes: 3_000,
        table_bytes: 1_200,
        level0_runs: 2,
        level0_stop: 5,
        block_bytes: 200,
        cache_bytes: 4_000,
        ..Options::default()
    }
}

fn key(number: u64) -> Vec<u8> {
    format!("key-{number:04}").into_bytes()
}

/// The write of this number: a key, and its value if it is no deletion.
fn write_of(number: u64, keys: u64) -> (Vec<u8>, Option<Vec<u8>>) {
    let value = (number % 5 != 4).then(|| format!("value {number}").into_bytes());
    (key(number.wrapping_mul(7_919) % keys), value)
}

/// Writes so many keys with values of their numbers, over and over in another order.
fn fill<D: Disk>(lsm: &mut Lsm<D>, model: &mut Model, writes: u64, keys: u64) {
    for (key, value) in (0..writes).map(|number| write_of(number, keys)) {
        match value {
            Some(value) => {
                lsm.put(&key, &value).expect("there is room");
                model.insert(key, value);
            }
            None => {
                lsm.delete(&key).expect("there is room");
                model.remove(&key);
            }
        }
    }
}

/// Everything, by scanning.
fn contents<D: Disk>(lsm: &Lsm<D>) -> Result<Model, LsmError> {
    lsm.scan::<&[u8]>(..)?.collect()
}
