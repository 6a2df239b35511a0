mod anatomy;
mod compaction;
mod damage;
mod failures;
mod input;
mod model;
mod parts;

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

/// Writes so many keys with values of their numbers, over and over in another order.
fn fill<D: Disk>(lsm: &mut Lsm<D>, model: &mut Model, writes: u64, keys: u64) {
    for number in 0..writes {
        let key = format!("key-{:04}", number.wrapping_mul(7_919) % keys).into_bytes();
        if number % 5 == 4 {
            lsm.delete(&key).expect("there is room");
            model.remove(&key);
        } else {
            let value = format!("value {number}").into_bytes();
            lsm.put(&key, &value).expect("there is room");
            model.insert(key, value);
        }
    }
}

/// Everything, by scanning.
fn contents<D: Disk>(lsm: &Lsm<D>) -> Result<Model, LsmError> {
    lsm.scan::<&[u8]>(..)?.collect()
}
