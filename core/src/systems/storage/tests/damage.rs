use crate::sim::{Kind, SECOND};
use crate::systems::storage::tests::{disk, facts, lsm, run, said};
use crate::systems::storage::{EngineError, FileCode, Word};
use alloc::format;
use alloc::string::{String, ToString};

const LINE: &str = "workload ycsb_c; preload 100; keys 100; cache_bytes 0; duration 12s; rate 40";

/// The largest file of the engine whose name begins so, and its bytes.
fn largest(kind: &str) -> (String, u64) {
    let mut run = run(LINE);
    run.seek_time(4 * SECOND);
    let of = |file: super::super::PlatterFile<'_>| (file.name.to_string(), file.durable);
    let files = disk(&run).files().map(of);
    files.filter(|(name, _)| name.starts_with(kind)).max_by_key(|(_, bytes)| *bytes).expect("there are some")
}

#[test]
fn a_rotten_block_is_refused_by_name_and_place() {
    let (file, _) = largest("table");
    let mut run = run(&format!("{LINE}; at 5s rot {file} 100"));
    run.seek_time(12 * SECOND);
    let found = said(&mut run, Kind::Verdict, Word::Damaged);
    assert!(!found.is_empty());
    for record in &found {
        assert_eq!(FileCode::unpacked(record.label.a).name(), file);
        assert_eq!(record.label.b, 24, "the block begins there");
    }
    assert!(said(&mut run, Kind::Delivered, Word::Refused).len() >= found.len());
    let facts = facts(&run);
    assert_eq!((facts("wrong"), facts("lost")), (0.0, 0.0), "damage is never taken for data");
    assert!(facts("gets") > 100.0, "the other blocks are read");
}

#[test]
fn reopening_under_rot_says_which_file_and_where() {
    let (file, _) = largest("manifest");
    let line = format!("{LINE}; at 5s rot {file} 30; at 6s crash lsm; at 7s restart lsm");
    let mut run = run(&line);
    run.seek_time(12 * SECOND);
    let engine = lsm(&run);
    assert!(!engine.is_open() && !engine.recovering());
    let error = engine.refused().expect("it could not be opened");
    assert_eq!(error.damage().map(|(name, _)| name), Some(file.as_str()));
    assert!(matches!(error, EngineError::Lsm(_)));
    assert!(error.to_string().contains(&file), "{error}");
    assert_eq!(said(&mut run, Kind::Verdict, Word::Damaged).len(), 1);
    assert!(facts(&run)("refused") > 50.0, "clients are told");
    assert_eq!(facts(&run)("lost"), 0.0);
}

#[test]
fn a_table_without_its_end_costs_its_own_range() {
    let (file, bytes) = largest("table");
    let line = format!("{LINE}; at 5s rot {file} {}; at 6s crash lsm; at 7s restart lsm", bytes - 3);
    let mut run = run(&line);
    run.seek_time(7 * SECOND);
    let before = facts(&run)("gets");
    run.seek_time(12 * SECOND);
    let engine = lsm(&run);
    assert!(engine.is_open());
    let error = engine.refused().expect("reads of its range fail");
    assert_eq!(error.damage().map(|(name, _)| name), Some(file.as_str()));
    assert!(facts(&run)("refused") > 10.0, "clients are told");
    assert!(facts(&run)("gets") > before + 20.0, "and the other tables are read");
    assert_eq!((facts(&run)("lost"), facts(&run)("wrong")), (0.0, 0.0));
}

#[test]
fn rot_in_what_is_not_there_is_refused() {
    for place in ["table-999999 0", "CURRENT 100000", "pages 0"] {
        let mut run = run(&format!("{LINE}; at 5s rot {place}"));
        run.seek_time(run.horizon());
        let horizon = run.horizon();
        assert!(run.records(0, horizon).iter().any(|record| record.kind == Kind::Refused), "{place}");
    }
}

/// Any byte of any file, then a restart: every read is right or refused.
#[test]
fn rot_anywhere_is_never_taken_for_data() {
    let mut calm = run(LINE);
    calm.seek_time(4 * SECOND);
    let files: alloc::vec::Vec<(String, u64)> =
        disk(&calm).files().map(|file| (file.name.to_string(), file.durable)).collect();
    for (name, bytes) in files {
        for at in (0..bytes).step_by((bytes as usize / 9).max(1)) {
            let line = format!("{LINE}; at 5s rot {name} {at}; at 6s power_cut; at 7s power_on");
            let mut run = run(&line);
            run.seek_time(run.horizon());
            let facts = facts(&run);
            assert_eq!((facts("wrong"), facts("resurrected")), (0.0, 0.0), "{line}");
        }
    }
}
