//! What the policies promise: how many runs there are, what is written, and that nothing old is kept for nothing.

use super::*;
use crate::disk::{Disk, MemoryDisk};

const POLICIES: [Compaction; 3] = [Compaction::Leveled, Compaction::SizeTiered, Compaction::LazyLeveled];

fn filled(compaction: Compaction, writes: u64) -> Lsm<MemoryDisk> {
    let options = Options { compaction, sync: Sync::Never, ..small() };
    let mut lsm = Lsm::open(MemoryDisk::default(), options).expect("an empty disk");
    for number in 0..writes {
        let key = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        lsm.put(&key, b"twenty bytes of value").expect("there is room");
    }
    lsm.flush().and_then(|()| lsm.settle()).expect("there is room");
    lsm
}

#[test]
fn each_policy_has_the_runs_that_it_should() {
    for compaction in POLICIES {
        let lsm = filled(compaction, 20_000);
        let shape = lsm.overview().shape;
        let runs: Vec<usize> = (0..shape.levels.len()).map(|level| shape.runs(level).len()).collect();
        assert!(runs.len() > 3, "{compaction:?}: {runs:?}");
        let most = small().size_ratio as usize;
        match compaction {
            Compaction::Leveled => {
                assert!(runs[0] < 2 && runs[1..].iter().all(|runs| *runs <= 1), "{runs:?}")
            }
            Compaction::SizeTiered => assert!(runs.iter().all(|runs| *runs < most), "{runs:?}"),
            Compaction::LazyLeveled => {
                assert!(runs.iter().all(|runs| *runs < most) && runs.last() == Some(&1), "{runs:?}");
            }
        }
        assert_eq!(contents(&lsm).map(|met| met.len()), Ok(20_000));
    }
}

#[test]
fn leveling_writes_more_than_tiering() {
    let [leveled, tiered, lazy] = POLICIES.map(|policy| filled(policy, 20_000).stats().write_amplification());
    assert!(leveled > lazy && lazy > tiered, "{leveled} {lazy} {tiered}");
}

#[test]
fn keys_that_ascend_go_down_unread() {
    let options = Options { sync: Sync::Never, ..small() };
    let mut lsm = Lsm::open(MemoryDisk::default(), options).expect("an empty disk");
    for number in 0..20_000u64 {
        lsm.put(&number.to_be_bytes(), b"twenty bytes of value").expect("there is room");
    }
    lsm.flush().and_then(|()| lsm.settle()).expect("there is room");
    let stats = lsm.stats();
    assert_eq!((stats.merges, stats.merge_written), (0, 0));
    assert!(stats.moves > 10 && stats.moved_bytes > 500_000, "{stats:?}");
}

#[test]
fn tombstones_hide_until_nothing_is_left_to_hide_and_then_go() {
    for compaction in POLICIES {
        let mut lsm = filled(compaction, 3_000);
        for number in 0..3_000u64 {
            let key = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
            lsm.delete(&key).expect("there is room");
            assert_eq!(lsm.get(&key), Ok(None));
        }
        lsm.flush().and_then(|()| lsm.settle()).expect("there is room");
        assert_eq!(contents(&lsm), Ok(Model::new()), "{compaction:?}");
        // What is written now takes the rest along.
        for number in 0..20_000u64 {
            lsm.put(&(number % 97).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes(), &[0; 50])
                .expect("there is room");
        }
        lsm.flush().and_then(|()| lsm.settle()).expect("there is room");
        assert_eq!(contents(&lsm).map(|met| met.len()), Ok(97));
    }
}

#[test]
fn a_snapshot_keeps_its_versions_and_no_others() {
    let mut lsm = Lsm::open(MemoryDisk::default(), small()).expect("an empty disk");
    let write = |lsm: &mut Lsm<MemoryDisk>, round: u32| {
        for key in 0..100u32 {
            lsm.put(&key.to_be_bytes(), format!("round {round}").as_bytes()).expect("there is room");
        }
    };
    let entries = |lsm: &Lsm<MemoryDisk>| {
        let shape = lsm.overview().shape;
        shape.levels.iter().flatten().flat_map(|run| &run.tables).map(|table| table.entries).sum::<u64>()
    };
    write(&mut lsm, 1);
    let snapshot = lsm.snapshot();
    (2..20).for_each(|round| write(&mut lsm, round));
    lsm.flush().and_then(|()| lsm.settle()).expect("there is room");
    let with = entries(&lsm);
    for key in 0..100u32 {
        assert_eq!(lsm.get_at(&snapshot, &key.to_be_bytes()), Ok(Some(b"round 1".to_vec())));
    }
    drop(snapshot);
    (20..40).for_each(|round| write(&mut lsm, round));
    lsm.flush().and_then(|()| lsm.settle()).expect("there is room");
    assert!((200..=300).contains(&with) && entries(&lsm) <= with - 100, "{with}, then {}", entries(&lsm));
}

#[test]
fn a_checkpoint_is_whole_and_needs_an_empty_disk() {
    let mut lsm = filled(Compaction::Leveled, 2_000);
    lsm.put(b"last", b"one").expect("there is room");
    let mut copy = MemoryDisk::default();
    let bytes = lsm.checkpoint(&mut copy).expect("it is empty");
    assert!(bytes > 40_000 && bytes < copy.total());
    let then = contents(&lsm);
    lsm.put(b"later", b"one").expect("there is room");
    let other = Lsm::open(&mut copy, small()).expect("it is an engine");
    assert_eq!(contents(&other), then);
    drop(other);
    assert!(matches!(lsm.checkpoint(&mut copy), Err(LsmError::NotEmpty { .. })));
    let file = copy.create("more").expect("it is new");
    copy.close(file);
}

#[test]
fn nothing_is_left_over() {
    for compaction in POLICIES {
        let lsm = filled(compaction, 5_000);
        let tables = lsm.overview().shape.levels.iter().flatten().map(|run| run.tables.len()).sum::<usize>();
        // A log, the manifest, and CURRENT.
        assert_eq!(lsm.disk().list().expect("it can").len(), tables + 3, "{compaction:?}");
    }
}
