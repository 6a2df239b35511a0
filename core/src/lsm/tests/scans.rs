//! What a scan says that it merged is what there was to merge.

use super::*;
use crate::disk::MemoryDisk;
use inspect::ScanSource;

/// Entries with keys from one to another, of every version there is.
fn versions<D: Disk>(lsm: &Lsm<D>, from: u64, to: u64, keys: u64) -> u64 {
    let named = (from..=to.min(keys)).map(|number| lsm.locate(&key(number)).expect("it is whole").len());
    named.sum::<usize>() as u64
}

#[test]
fn a_traced_scan_finds_what_any_finds_and_counts_all_versions() {
    let mut lsm = Lsm::open(MemoryDisk::default(), small()).expect("it is new");
    let mut model = Model::new();
    fill(&mut lsm, &mut model, 1_500, 200);
    for (from, to, most) in [(0, 200, 1_000), (20, 60, 1_000), (20, 60, 7), (150, 150, 3), (0, 200, 0)] {
        let range = key(from)..=key(to);
        let (rows, path) = lsm.trace_scan(range.clone(), most).expect("it is whole");
        let expected: Vec<_> =
            model.range(range).map(|(key, value)| (key.clone(), value.clone())).take(most).collect();
        assert_eq!(rows, expected);
        let given: u64 = path.merged.iter().map(|(_, given)| given).sum();
        assert_eq!(given, path.hidden + rows.len() as u64);
        if most == 1_000 {
            assert_eq!(given, versions(&lsm, from, to, 200), "{from} to {to}");
        }
    }
    let (_, path) = lsm.trace_scan(key(0)..=key(200), 1_000).expect("it is whole");
    let runs: usize = lsm.overview().shape.levels.iter().map(Vec::len).sum();
    let merged = path.merged.iter().filter(|(source, _)| matches!(source, ScanSource::Run { .. })).count();
    assert_eq!(merged, runs, "every run has to do with a range over all keys");
}

#[test]
fn what_is_hidden_is_what_was_overwritten_or_deleted() {
    let mut lsm = Lsm::open(MemoryDisk::default(), small()).expect("it is new");
    let mut model = Model::new();
    for number in 0..200 {
        lsm.put(&key(number), b"once").expect("there is room");
    }
    lsm.flush().expect("there is room");
    lsm.settle().expect("there is room");
    let hidden = |lsm: &Lsm<_>| lsm.trace_scan(key(0)..=key(200), 1_000).expect("it is whole").1.hidden;
    assert_eq!(hidden(&lsm), 0, "each key was written once");
    fill(&mut lsm, &mut model, 100, 200);
    assert_eq!(hidden(&lsm), 100 + 20, "what is below each write, and twenty tombstones");
}
