//! The parts by themselves: the tree in memory, the cache, blocks, numbers.

use super::*;
use crate::disk::MemoryDisk;
use crate::random::SplitMix64;
use coding::{prefix, put_varint, varint};
use memtable::Memtable;
use table::up_to;

#[test]
fn numbers_come_back() {
    for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
        let mut bytes = Vec::new();
        put_varint(&mut bytes, number);
        assert_eq!(varint(&bytes, 0), Some((number, bytes.len())));
        assert_eq!(varint(&bytes[..bytes.len() - 1], 0), None);
    }
    assert_eq!(varint(&[0xff; 11], 0), None);
    assert_eq!(varint(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2], 0), None, "beyond 64 bits");
}

#[test]
fn prefixes_order_as_keys_do() {
    let keys: [&[u8]; 7] = [b"", b"a", b"a\0", b"ab", b"abcdefgh", b"abcdefghi", b"b"];
    for pair in keys.windows(2) {
        assert!(prefix(pair[0]) <= prefix(pair[1]), "{pair:?}");
    }
}

/// Keys in one order, with all versions: the tree is what a `BTreeMap` is.
fn tree(keys: impl Iterator<Item = u64>, seen: u64) {
    let (mut tree, mut model) = (Memtable::default(), BTreeMap::new());
    for (index, key) in keys.enumerate() {
        let tag = ((index as u64 + 1) << 8) | 1;
        let name = format!("{key:05}").into_bytes();
        tree.insert(&name, tag, &tag.to_le_bytes(), seen);
        if seen == 0 {
            model.retain(|(other, _), _| *other != name);
        }
        model.insert((name, core::cmp::Reverse(tag)), tag.to_le_bytes());
    }
    let mut place = tree.first();
    for ((key, tag), value) in &model {
        let entry = place.map(|place| tree.entry(place));
        assert_eq!(entry, Some((key.as_slice(), tag.0, value.as_slice())));
        assert_eq!(tree.get(key, tag.0), Some((tag.0, value.as_slice())));
        place = place.and_then(|place| tree.next(place));
    }
    assert_eq!((place, tree.len()), (None, model.len() as u64));
    let mut place = tree.last();
    for (key, tag) in model.keys().rev() {
        assert_eq!(place.map(|place| tree.entry(place).1), Some(tag.0), "{key:?}");
        place = place.and_then(|place| tree.prev(place));
    }
    assert_eq!(place, None);
}

#[test]
fn the_tree_finds_keys_that_have_less_in_common() {
    // Each length of what all keys have in common, and keys that stand on either side of it.
    let mut names: Vec<Vec<u8>> = Vec::new();
    for length in (0..20).rev() {
        for last in [None, Some(b"a"), Some(b"z")] {
            let mut name = b"mmmmmmmmmmmmmmmmmmmm"[..length].to_vec();
            name.extend(last.into_iter().flatten());
            names.push(name);
        }
    }
    let mut tree = Memtable::default();
    for (index, name) in names.iter().enumerate() {
        tree.insert(name, (index as u64 + 1) << 8 | 1, name, 0);
        let mut met: Vec<_> = names[..=index].to_vec();
        met.sort();
        met.dedup();
        for name in &names {
            let there = met.binary_search(name);
            assert_eq!(tree.get(name, u64::MAX).map(|(_, value)| value), there.ok().map(|_| name.as_slice()));
            let after = met.get(there.unwrap_or_else(|at| at)).map(Vec::as_slice);
            assert_eq!(tree.seek(name, u64::MAX).map(|place| tree.entry(place).0), after, "{name:?}");
        }
        let mut place = tree.first();
        for name in &met {
            assert_eq!(place.map(|place| tree.entry(place).0), Some(name.as_slice()));
            place = place.and_then(|place| tree.next(place));
        }
        assert_eq!(place, None);
    }
}

#[test]
fn common_bytes_are_counted() {
    let key = b"abcdefghijklmnopqrstuvwxyz";
    for length in 0..key.len() {
        let mut other = key.to_vec();
        other[length] = b'-';
        assert_eq!(coding::common(key, &other), length);
        assert_eq!(coding::common(key, &other[..length]), length);
        assert_eq!(coding::common(&other[..length], key), length);
    }
}

#[test]
fn the_tree_keeps_order() {
    for seen in [0, u64::MAX] {
        let mut random = SplitMix64::new(seen);
        tree(0..3_000, seen);
        tree((0..3_000).rev(), seen);
        tree((0..3_000).map(|_| random.below(700)), seen);
    }
}

#[test]
fn the_tree_packs_keys_that_ascend() {
    let mut tree = Memtable::default();
    for key in 0..32_000u64 {
        tree.insert(&key.to_be_bytes(), up_to(key), b"", 0);
    }
    let records = 32_000 * (16 + 8);
    assert!(tree.bytes() < records + 32_000 * 16, "{} bytes", tree.bytes());
}

#[test]
fn the_cache_keeps_to_its_budget_and_what_is_used() {
    let options = Options { cache_bytes: 6_000, compaction: Compaction::SizeTiered, ..small() };
    let mut lsm = Lsm::open(MemoryDisk::default(), options).expect("an empty disk");
    let mut model = Model::new();
    fill(&mut lsm, &mut model, 2_000, 300);
    lsm.settle().expect("there is room");
    let hot = model.keys().next().expect("there are keys").clone();
    let before = lsm.stats().cache_hits;
    for key in model.keys() {
        assert_eq!(lsm.get(key).as_ref(), Ok(&model.get(key).cloned()));
        assert_eq!(lsm.get(&hot).as_ref(), Ok(&model.get(&hot).cloned()));
        assert!((1..=6_000).contains(&lsm.overview().cached));
    }
    assert!(lsm.stats().cache_hits - before > model.len() as u64 * 9 / 10, "{:?}", lsm.stats());
}

#[test]
fn a_filter_spares_reads_of_missing_keys() {
    let mut lsm = Lsm::open(MemoryDisk::default(), small()).expect("an empty disk");
    for number in 0..2_000 {
        lsm.put(format!("in-{number:05}").as_bytes(), b"").expect("there is room");
    }
    lsm.flush().and_then(|()| lsm.settle()).expect("there is room");
    let (mut asked, mut passed) = (0, 0);
    for number in 0..2_000 {
        let path = lsm.trace(format!("in-{number:05}x").as_bytes()).expect("it can");
        assert_eq!(path.value, None);
        let of_filter = |probe: &&inspect::Probe| {
            matches!(probe, inspect::Probe::Filtered { .. } | inspect::Probe::Index { .. })
        };
        asked += path.probes.iter().filter(of_filter).count();
        passed += path.probes.iter().filter(|probe| matches!(probe, inspect::Probe::Block { .. })).count();
    }
    assert!(asked > 1_500 && passed * 50 < asked, "{passed} of {asked}");
}

#[cfg(feature = "lz4")]
#[test]
fn compressed_blocks_are_smaller_and_the_same() {
    let size = |compression| {
        let mut disk = MemoryDisk::default();
        let options = Options { compression, block_bytes: 4_096, table_bytes: 1 << 16, ..small() };
        let mut lsm = Lsm::open(&mut disk, options.clone()).expect("an empty disk");
        let mut model = Model::new();
        fill(&mut lsm, &mut model, 3_000, 500);
        lsm.flush().and_then(|()| lsm.settle()).and_then(|()| lsm.close()).expect("there is room");
        let total = disk.total();
        assert_eq!(contents(&Lsm::open(&mut disk, options).expect("again")), Ok(model));
        total
    };
    assert!(size(Compression::Lz4) * 5 < size(Compression::None) * 4);
}
