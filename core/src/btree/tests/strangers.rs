//! Files in the folder that are not the tree's, logs of other versions, and a disk that may only be read: all stays as
//! it is.

use super::model::all;
use super::*;
use crate::disk::{Disk, DiskError, Fate, FaultyDisk, Plan, Reason};
use crate::hash::crc32c;
use alloc::string::String;

/// A tree that was left with frames in its log, and what is in it.
fn left() -> (FaultyDisk, Vec<Entry>) {
    let mut disk = FaultyDisk::default();
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    for number in 0..60 {
        tree.put(&key(number), &value(number)).expect("there is room");
        if number % 15 == 0 {
            tree.checkpoint().expect("there is room");
        }
    }
    let entries = all(&mut tree, Direction::Forwards);
    assert!(tree.view().generation > 3);
    drop(tree);
    (disk, entries)
}

fn put(disk: &mut FaultyDisk, name: &str, bytes: &[u8]) {
    let file = disk.create(name).expect("it is new");
    disk.append(file, bytes).expect("there is room");
    disk.sync(file).and_then(|()| disk.sync_names()).expect("it can");
    disk.close(file);
}

fn files(disk: &FaultyDisk) -> Vec<(String, Vec<u8>)> {
    disk.names().map(|name| (name.into(), disk.bytes(name).expect("it is there").to_vec())).collect()
}

fn redo_of(disk: &FaultyDisk) -> String {
    disk.names().find(|name| name.starts_with("redo-")).expect("a log").into()
}

/// The header of a log.
fn header(version: u32, generation: u64) -> Vec<u8> {
    let mut bytes = [&b"SGRL"[..], &version.to_le_bytes(), &4_096_u32.to_le_bytes()].concat();
    bytes.extend([generation.to_le_bytes(), 1_u64.to_le_bytes()].concat());
    let check = crc32c(&bytes).to_le_bytes();
    bytes.extend(check);
    bytes
}

/// Opening fails with this; nothing is changed, nothing stays open, and without the file all is there.
fn refused(mut disk: FaultyDisk, expected: &BTreeError, entries: &[Entry]) {
    let before = files(&disk);
    assert_eq!(BTree::open(&mut disk, SMALL).map(drop).as_ref(), Err(expected));
    assert_eq!((files(&disk), disk.open_files()), (before, 0));
    if let BTreeError::Disk(DiskError { file, .. }) | BTreeError::Corrupt { file, .. } = expected {
        disk.delete(file).expect("it is there");
    }
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    assert_eq!(all(&mut tree, Direction::Forwards), entries);
}

#[test]
fn strangers_logs_stay_as_they_are() {
    let (mut disk, entries) = left();
    let copy = disk.bytes(&redo_of(&disk)).expect("it is there").to_vec();
    let strangers: [(&str, &[u8]); 6] = [
        ("redo-0", b"mine"),
        ("redo-1", b""),
        // Somebody's copy under another name is no log of that name.
        ("redo-2", &copy),
        ("redo-x", b"mine"),
        ("redo-007", b"mine"),
        ("notes.txt", b"mine"),
    ];
    for (name, bytes) in strangers {
        put(&mut disk, name, bytes);
    }
    for round in 0..3 {
        let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
        assert_eq!(all(&mut tree, Direction::Forwards), entries, "{round}");
        tree.checkpoint().expect("there is room");
        tree.close().expect("it can");
    }
    for (name, bytes) in strangers {
        assert_eq!(disk.bytes(name), Some(bytes), "{name}");
    }
}

#[test]
fn what_a_crash_has_left_of_a_log_is_cleared_away() {
    let (whole, entries) = left();
    let generation = redo_of(&whole)["redo-".len()..].parse::<u64>().expect("a number");
    let new = header(2, generation + 1);
    let first = [header(2, 1), b"a frame".to_vec()].concat();
    let mut leavings: Vec<(&str, &[u8])> = (0..=new.len()).map(|end| ("redo.new", &new[..end])).collect();
    let older = header(2, 1);
    leavings.extend([
        ("redo.new", &[0; 32][..]),
        ("redo.new", &first),
        ("redo-1", &older),
        ("redo-1", &first),
    ]);
    for (name, bytes) in leavings {
        let mut disk = whole.clone();
        put(&mut disk, name, bytes);
        let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
        assert_eq!(all(&mut tree, Direction::Forwards), entries);
        drop(tree);
        assert_eq!(disk.bytes(name), None, "{name} of {} bytes", bytes.len());
    }
}

#[test]
fn a_strangers_new_log_is_in_the_way() {
    let (whole, entries) = left();
    let in_the_way = BTreeError::Disk(DiskError::of("redo.new", Reason::Exists));
    let longer = [header(2, 7), b"more".to_vec()].concat();
    let later = header(3, 7);
    for bytes in [&b"mine"[..], &[0; 33], &later, &later[..20], &longer, b"SGRLmine", &[7; 32]] {
        let mut disk = whole.clone();
        put(&mut disk, "redo.new", bytes);
        refused(disk, &in_the_way, &entries);
        let mut empty = FaultyDisk::default();
        put(&mut empty, "redo.new", bytes);
        refused(empty, &in_the_way, &[]);
    }
    // It comes while the tree is open: the checkpoint is refused, and what is written is there.
    let mut disk = whole;
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    put(tree.store.disk, "redo.new", b"mine");
    assert_eq!(tree.checkpoint(), Err(in_the_way.clone()));
    tree.put(b"written", b"all the same").expect("it goes on");
    drop(tree);
    assert_eq!(disk.bytes("redo.new"), Some(&b"mine"[..]));
    disk.delete("redo.new").expect("it is there");
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    assert_eq!(tree.get(b"written"), Ok(Some(b"all the same".to_vec())));
}

#[test]
fn a_strangers_log_of_the_next_generation_is_not_written_over() {
    let (mut disk, _) = left();
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    let next = format!("redo-{}", tree.view().generation + 1);
    put(tree.store.disk, &next, b"mine");
    assert_eq!(tree.checkpoint(), Err(BTreeError::Disk(DiskError::of(&next, Reason::Exists))));
    drop(tree);
    assert_eq!(disk.bytes(&next), Some(&b"mine"[..]));
    // Of the highest generation it may be the log, rotten: it is not passed over.
    let error = BTree::open(&mut disk, SMALL).map(drop);
    assert_eq!(error, Err(BTreeError::corrupt(&next, 0, Damage::Missing)));
    assert_eq!(disk.bytes(&next), Some(&b"mine"[..]));
}

#[test]
fn a_log_of_a_later_version_is_told_and_not_written_over() {
    let (mut disk, entries) = left();
    let later = format!("redo-{}", 1_000);
    put(&mut disk, &later, &header(3, 1_000));
    refused(disk.clone(), &BTreeError::corrupt(&later, 0, Damage::Version), &entries);
    // The only log there is.
    disk.delete(&later).expect("it is there");
    let name = redo_of(&disk);
    let generation = name["redo-".len()..].parse::<u64>().expect("a number");
    let rest = disk.bytes(&name).expect("it is there")[32..].to_vec();
    disk.delete(&name).expect("it is there");
    put(&mut disk, &name, &[header(3, generation), rest].concat());
    let before = files(&disk);
    let error = BTreeError::corrupt(&name, 0, Damage::Version);
    assert_eq!(BTree::open(&mut disk, SMALL).map(drop), Err(error));
    assert_eq!((files(&disk), disk.open_files()), (before, 0));
}

#[test]
fn a_disk_that_may_only_be_read_is_refused_and_as_it_was() {
    let (mut disk, entries) = left();
    let read_only = Plan { read_only: true, ..Plan::default() };
    let before = files(&disk);
    disk.set_plan(read_only);
    for _ in 0..2 {
        let error = BTree::open(&mut disk, SMALL).map(drop).expect_err("it cannot write");
        assert!(matches!(error, BTreeError::Disk(DiskError { reason: Reason::ReadOnly, .. })), "{error}");
        assert_eq!((files(&disk), disk.open_files()), (before.clone(), 0));
    }
    disk.set_plan(Plan::default());
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    tree.store.disk.set_plan(read_only);
    let error = tree.put(b"more", b"1").expect_err("it cannot write");
    assert!(matches!(error, BTreeError::Disk(DiskError { reason: Reason::ReadOnly, .. })), "{error}");
    assert_eq!(all(&mut tree, Direction::Forwards), entries, "it can be read");
    drop(tree);
    disk.restart(Fate::Lost);
    assert_eq!(all(&mut BTree::open(&mut disk, SMALL).expect("it opens"), Direction::Forwards), entries);
    let mut empty = FaultyDisk::new(read_only);
    BTree::open(&mut empty, SMALL).map(drop).expect_err("none can be made");
    assert_eq!(empty.open_files(), 0);
}

#[test]
fn what_fails_while_it_is_opened_leaves_nothing_open() {
    let (left, entries) = left();
    for whole in [left, FaultyDisk::default()] {
        let entries = if whole.names().count() > 0 { &entries[..] } else { &[] };
        let mut opened = whole.clone();
        drop(BTree::open(&mut opened, SMALL).expect("it opens"));
        let changes = (whole.changes()..opened.changes())
            .map(|at| Plan { fail_at: Some((at, Reason::Device)), ..Plan::default() });
        let reads =
            (whole.reads()..opened.reads()).map(|at| Plan { read_error_at: Some(at), ..Plan::default() });
        for plan in changes.chain(reads) {
            let mut disk = whole.clone();
            disk.set_plan(plan);
            BTree::open(&mut disk, SMALL).map(drop).expect_err("something fails");
            assert_eq!(disk.open_files(), 0, "{plan:?}");
            disk.set_plan(Plan::default());
            let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
            assert_eq!(all(&mut tree, Direction::Forwards), entries, "{plan:?}");
        }
    }
}

#[test]
fn pages_without_a_log_stay_as_they_are() {
    let (mut disk, _) = left();
    disk.delete(&redo_of(&disk)).expect("it is there");
    put(&mut disk, "redo.new", &header(2, 9));
    let before = files(&disk);
    let error = BTree::open(&mut disk, SMALL).map(drop);
    assert_eq!(error, Err(BTreeError::corrupt("pages", 0, Damage::NoLog)));
    assert_eq!((files(&disk), disk.open_files()), (before, 0));
}
