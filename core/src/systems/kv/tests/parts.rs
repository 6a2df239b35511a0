use crate::causality::{Siblings, VectorClock};
use crate::disk::{Fate, FaultyDisk};
use crate::merkle::{Fast, SparseTree};
use crate::scenario::Settings;
use crate::systems::kv::placement::{Member, Placement, RANGES};
use crate::systems::kv::record::{Record, Seen, Single, Stamp, Version, Writer};
use crate::systems::kv::{Key, PARAMETERS, Parameters, Resolution, Store};
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::vec::Vec;
use proptest::prelude::*;

fn number() -> impl Strategy<Value = u64> {
    let any_length = (any::<u64>(), 0..64).prop_map(|(number, shift)| number >> shift);
    prop_oneof![Just(0), Just(127), Just(128), Just(u64::MAX), any_length]
}

fn writer() -> impl Strategy<Value = Writer> {
    (any::<u32>(), any::<u32>()).prop_map(|(node, life)| Writer::new(node, life))
}

fn stamp() -> impl Strategy<Value = Stamp> {
    (number(), writer(), number()).prop_map(|(time, writer, request)| Stamp { time, writer, request })
}

fn version() -> impl Strategy<Value = Version> {
    (stamp(), number(), proptest::option::of(number()), number())
        .prop_map(|(stamp, request, value, at)| Version { stamp, request, value, at })
}

fn record() -> impl Strategy<Value = Record> {
    let entry = (writer(), number(), proptest::collection::vec(version(), 0..4));
    prop_oneof![
        proptest::collection::vec(entry, 0..5).prop_map(|writers| Record::Siblings(Siblings::of(writers))),
        Just(Record::Single(None)),
        (version(), stamp()).prop_map(|(version, over)| Record::Single(Some(Single { version, over }))),
    ]
}

proptest! {
    #[test]
    fn a_record_comes_back(record in record()) {
        let mut bytes = Vec::new();
        record.encode(&mut bytes);
        prop_assert_eq!(Record::decode(&bytes), Some(record));
        for cut in 0..bytes.len() {
            prop_assert_eq!(Record::decode(&bytes[..cut]), None);
        }
    }

    /// Seven bits a byte, the lowest first, for numbers of any length.
    #[test]
    fn numbers_are_written_as_ever(time in number()) {
        let stamp = Stamp { time, ..Stamp::default() };
        let version = Version { stamp, request: 0, value: None, at: 0 };
        let mut bytes = Vec::new();
        Record::Single(Some(Single { version, over: Stamp::default() })).encode(&mut bytes);
        let sevens = (0..).map(|at| time.checked_shr(7 * at).unwrap_or(0)).take_while(|rest| *rest > 0);
        let mut expected: Vec<u8> = sevens.map(|rest| rest as u8 | 0x80).collect();
        match expected.last_mut() {
            Some(last) => *last &= 0x7f,
            None => expected.push(0),
        }
        prop_assert_eq!(&bytes[1..=expected.len()], &expected[..]);
    }

    #[test]
    fn any_bytes_may_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let _ = Record::decode(&bytes);
    }

    #[test]
    fn who_wrote_is_told(node: u32, life: u32) {
        let writer = Writer::new(node, life);
        prop_assert_eq!((writer.node(), writer.life()), (node, life));
    }

    /// In whatever order replicas hear of single versions, they end up the same.
    #[test]
    fn the_highest_stays(versions in proptest::collection::vec((0..3_u64, 0..2_u32, 0..3_u64), 1..6), turn: usize) {
        let records: Vec<Record> = versions.iter().map(|&(time, node, request)| {
            let stamp = Stamp { time, writer: Writer::new(node, 0), request };
            let version = Version { stamp, request, value: Some(request), at: time };
            Record::Single(Some(Single { version, over: Stamp::default() }))
        }).collect();
        let merged = |records: &mut dyn Iterator<Item = &Record>| {
            let mut all = Record::empty(Resolution::LastWriterWins);
            for record in records {
                let before = all.clone();
                assert_eq!(all.sync(record).changed, all != before);
            }
            all
        };
        let turn = turn % records.len();
        let turned = merged(&mut records[turn..].iter().chain(&records[..turn]));
        prop_assert_eq!(merged(&mut records.iter()), turned.clone());
        prop_assert_eq!(merged(&mut records.iter().rev()), turned);
    }

    /// After any puts, hints and losses of them the trees are those that are made anew, and so is the number of hints.
    #[test]
    fn trees_follow(changes in proptest::collection::vec((0..12_u32, 0..5_u8, number()), 0..60)) {
        let parameters = parameters();
        let mut store = Store::open(FaultyDisk::default(), &parameters).expect("an empty disk");
        let mut model: BTreeMap<Key, Record> = BTreeMap::new();
        for (id, kind, value) in changes {
            let key = Key::numbered(id);
            let record = written(value);
            match kind {
                0 | 1 => {
                    put(&mut store, key, &record);
                    model.insert(key, record);
                }
                2 => {
                    store.forget(key).expect("room");
                    model.remove(&key);
                }
                3 => store.put_hint(id % 3, key, &record, u64::from(id) << 40).expect("room"),
                _ => store.drop_hint(id % 3, key).expect("room"),
            }
        }
        let hints = store.all_hints().expect("sound");
        prop_assert_eq!(store.hints(), hints.len() as u64);
        let anew = Store::open(store.clone().into_disk(Fate::Lost), &parameters).expect("sound");
        prop_assert_eq!(anew.hints(), store.hints());
        prop_assert_eq!(anew.all_hints().expect("sound"), hints);
        let empty = SparseTree::<Fast>::new(parameters.tree_height).expect("low enough");
        let mut found = BTreeMap::new();
        for range in 0..RANGES {
            for place in 1..2 << parameters.tree_height {
                let hash = |store: &Store| store.tree(range).map_or(empty.at(place), |tree| tree.at(place));
                prop_assert_eq!(hash(&store), hash(&anew));
            }
            found.extend(store.range(range).expect("sound"));
        }
        prop_assert_eq!(found, model);
    }
}

fn parameters() -> Parameters {
    Parameters::read(&Settings::defaults(PARAMETERS)).expect("they fit")
}

fn written(value: u64) -> Record {
    let stamp = Stamp { time: value, writer: Writer::new(1, 0), request: value };
    let version = Version { stamp, request: value, value: Some(value), at: 0 };
    Record::Single(Some(Single { version, over: Stamp::default() }))
}

fn put(store: &mut Store, key: Key, record: &Record) {
    let before = store.before(key).expect("sound");
    store.put(key, before.digest, record).expect("room");
}

/// A tree is empty again when all was forgotten: one who never had a record has the same hashes.
#[test]
fn forgotten_is_as_never_kept() {
    let mut store = Store::open(FaultyDisk::default(), &parameters()).expect("an empty disk");
    let (one, other) = (Key::numbered(1), Key::numbered(2));
    put(&mut store, one, &written(1));
    put(&mut store, one, &written(2));
    put(&mut store, other, &written(3));
    let root = |store: &Store, key| store.tree(Placement::range(key)).map(|tree| tree.at(1));
    let full = root(&store, one);
    store.forget(one).expect("room");
    store.forget(other).expect("room");
    assert_ne!(root(&store, one), full);
    let empty = SparseTree::<Fast>::new(parameters().tree_height).expect("low enough");
    assert_eq!(root(&store, one), Some(empty.at(1)));
}

/// A request that came twice made one version; a reader's next write takes the place of both siblings.
#[test]
fn siblings_and_requests() {
    let version = |request| Version { stamp: Stamp::default(), request, value: Some(request), at: 0 };
    let mut record = Record::empty(Resolution::Siblings);
    let nothing = Seen::default();
    record.write(&nothing, Writer::new(1, 0), version(1));
    record.write(&nothing, Writer::new(1, 0), version(1));
    assert_eq!(record.values().collect::<Vec<_>>(), [1]);
    record.write(&nothing, Writer::new(2, 0), version(2));
    assert_eq!(record.values().collect::<Vec<_>>(), [1, 2]);
    assert!(record.knows(Writer::new(2, 0)) && !record.knows(Writer::new(2, 1)));
    let seen = record.seen();
    record.write(&seen, Writer::new(3, 0), version(3));
    assert_eq!(record.values().collect::<Vec<_>>(), [3]);
    assert!(record.seen().covers(&seen) && !seen.covers(&record.seen()));
    assert_eq!(
        seen.clock,
        [(Writer::new(1, 0), 1), (Writer::new(2, 0), 1)].into_iter().collect::<VectorClock<_>>()
    );
}

fn members(count: u32, weight: impl Fn(u32) -> u32, centres: u32) -> Vec<Member> {
    (0..count)
        .map(|at| Member {
            node: 10 + at,
            name: format!("n{at}"),
            weight: weight(at),
            centre: at % centres,
            zone: 0,
        })
        .collect()
}

fn placement(members: Vec<Member>, n: u8) -> Placement {
    Placement::new(0, members, n, 64).expect("it fits")
}

proptest! {
    #[test]
    fn every_range_has_n_machines(count in 1..12_u32, n in 1..9_u8, centres in 1..5_u32) {
        let placement = placement(members(count, |_| 1, centres), n);
        let part = u32::from(n).min(count).div_ceil(centres.min(count));
        for range in 0..RANGES {
            let mut order = placement.order(range).to_vec();
            prop_assert_eq!(order.len(), count as usize);
            let home = placement.home(range);
            prop_assert_eq!(home.len(), count.min(n.into()) as usize);
            prop_assert_eq!(home, &order[..home.len()]);
            // No centre has more than its part where each has enough machines for it.
            if count / centres >= part {
                for centre in 0..centres {
                    let here = home.iter().filter(|node| (**node - 10) % centres == centre).count();
                    prop_assert!(here <= part as usize, "{here} of {part} in {centre}");
                }
            }
            order.sort_unstable();
            order.dedup();
            prop_assert_eq!(order.len(), count as usize);
        }
    }

    /// Who joins takes a place in some lists, and in no list does anything else change.
    #[test]
    fn a_join_moves_only_what_it_takes(count in 3..12_u32, n in 1..4_u8) {
        let before = placement(members(count, |_| 1, 1), n);
        let after = placement(members(count + 1, |_| 1, 1), n);
        let new = 10 + count;
        for range in 0..RANGES {
            let (old, now) = (before.home(range), after.home(range));
            if now.contains(&new) {
                let kept: Vec<u32> = now.iter().copied().filter(|node| *node != new).collect();
                prop_assert_eq!(&kept, &old[..old.len() - 1]);
            } else {
                prop_assert_eq!(old, now);
            }
        }
    }
}

#[test]
fn a_join_takes_about_its_part_and_a_weight_counts() {
    let part = |placement: &Placement, node| placement.ranges_of(node).count() as f64 / (RANGES * 3) as f64;
    let even = placement(members(8, |_| 1, 1), 3);
    let share = part(&even, 17);
    assert!((0.08..0.18).contains(&share), "{share} of an eighth");
    let heavy = placement(members(8, |at| 1 + u32::from(at == 7), 1), 3);
    let share = part(&heavy, 17);
    assert!((0.16..0.29).contains(&share), "{share} of two ninths");
}

/// The records of a bucket are those of its range that fall into it, and no others are looked at for them.
#[test]
fn a_bucket_is_a_part_of_its_range() {
    for height in [1, 4, 20] {
        let parameters = Parameters { tree_height: height, ..parameters() };
        let mut store = Store::open(FaultyDisk::default(), &parameters).expect("an empty disk");
        (0..300).for_each(|id| put(&mut store, Key::numbered(id), &written(id.into())));
        // The ends of all hashes, and of a bucket.
        for hash in [0, u64::MAX, (1 << (58 - height)) - 1, 1 << (58 - height)] {
            put(&mut store, Key { hash, id: 300 }, &written(0));
        }
        let mut count = 0;
        for range in 0..RANGES {
            let all = store.range(range).expect("sound");
            for bucket in all.iter().map(|(key, _)| Store::bucket(*key, height)) {
                let of = store.of_bucket(range, bucket as u32).expect("sound");
                let here = all.iter().filter(|(key, _)| Store::bucket(*key, height) == bucket);
                assert!(of.iter().eq(here), "height {height}, range {range}, bucket {bucket}");
                count += 1;
            }
        }
        assert_eq!(count, 304);
    }
}
