//! Bits turn over, and bytes come from anywhere.

use super::model::all;
use super::*;
use crate::disk::{Disk, MemoryDisk};
use crate::hash::crc32c;
use alloc::string::String;
use core::ops::Bound;
use proptest::prelude::*;

/// A closed tree of a few pages, and what is in it.
fn closed() -> (MemoryDisk, Vec<Entry>) {
    let mut disk = MemoryDisk::default();
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    for number in 0..60 {
        tree.put(&key(number), &value(number)).expect("there is room");
    }
    for number in 20..40 {
        tree.delete(&key(number)).expect("it can");
    }
    let entries = all(&mut tree, Direction::Forwards);
    tree.close().expect("it can");
    (disk, entries)
}

/// One that was left in the middle of things, three changes after a checkpoint.
fn left() -> (MemoryDisk, Vec<Entry>) {
    let (mut disk, _) = closed();
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    for number in 0..3 {
        tree.put(&key(number), b"later").expect("there is room");
    }
    let entries = all(&mut tree, Direction::Forwards);
    drop(tree);
    (disk, entries)
}

/// The log of a disk.
fn redo_of(disk: &MemoryDisk) -> String {
    disk.list().expect("it can").into_iter().find(|name| name.starts_with("redo-")).expect("a log")
}

/// What stands in these four bytes of it: how long a frame is.
fn length_at(log: &[u8], at: usize) -> usize {
    log[at..].first_chunk().map_or(0, |four| u32::from_le_bytes(*four) as usize)
}

/// All entries, or the first error; with a check of all pages.
fn read(disk: &mut MemoryDisk) -> Result<(Vec<Entry>, Recovery), BTreeError> {
    let mut tree = BTree::open(disk, SMALL)?;
    let recovery = tree.recovery();
    tree.check()?;
    let scan = tree.range(Bound::Unbounded, Bound::Unbounded, Direction::Forwards);
    let entries: Result<Vec<Entry>, BTreeError> = scan.collect();
    entries.map(|entries| (entries, recovery))
}

#[test]
fn every_damaged_byte_of_the_pages_is_reported_with_its_place() {
    let (disk, _) = closed();
    let size = disk.bytes("pages").expect("it is there").len();
    assert!(size >= 5 * 4_096);
    for at in 0..size {
        let mut disk = disk.clone();
        disk.bytes_mut("pages").expect("it is there")[at] ^= 1 << (at % 8);
        let expected = (at / 4_096 * 4_096) as u64;
        assert_eq!(read(&mut disk), Err(BTreeError::corrupt("pages", expected, Damage::Checksum)), "{at}");
    }
}

#[test]
fn damage_in_the_log_is_reported_or_the_cut_is() {
    let (disk, expected) = left();
    let name = redo_of(&disk);
    let size = disk.bytes(&name).expect("it is there").len();
    let last = BTree::open(&mut disk.clone(), SMALL).expect("it opens").recovery();
    assert_eq!((last.frames, last.cut_at), (3, None));
    let mut cut = 0;
    for at in 0..size {
        let mut disk = disk.clone();
        disk.bytes_mut(&name).expect("it is there")[at] ^= 1 << (at % 8);
        match read(&mut disk) {
            Err(BTreeError::Corrupt { file, .. }) => assert_eq!(file, name, "{at}"),
            // Only the last frame, of which nothing later says that it was durable.
            Ok((entries, recovery)) => {
                assert_eq!((recovery.frames, recovery.cut_at.is_some()), (2, true), "{at}");
                assert_eq!(entries.len(), expected.len());
                cut += 1;
            }
            Err(error) => panic!("{at}: {error}"),
        }
    }
    assert!((40..120).contains(&cut), "{cut} bytes of the last frame");
}

#[test]
fn a_frame_inside_a_value_is_none() {
    // Of a log of the same generation, its last frame: a small one, which says that what was before it is durable.
    let (mut longer, expected) = closed();
    let mut disk = longer.clone();
    let mut tree = BTree::open(&mut longer, SMALL).expect("it opens");
    for value in [&b"first"[..], b"second"] {
        tree.put(&key(0), value).expect("there is room");
    }
    drop(tree);
    let name = redo_of(&longer);
    let log = longer.bytes(&name).expect("it is there");
    let last = 32 + 12 + length_at(log, 32);
    let frame = log[last..].to_vec();
    assert!((28..200).contains(&frame.len()), "{}", frame.len());

    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    tree.put(b"a log", &frame).expect("there is room");
    drop(tree);
    // Torn at both ends, as sectors can be: all of the value's frame is there, and nothing that says whose it is.
    let log = disk.bytes_mut(&name).expect("the same generation");
    assert!(log.windows(frame.len()).any(|bytes| bytes == frame));
    let tear = log.len() - 1;
    log.truncate(tear);
    log[32..44].fill(0);
    let (entries, recovery) = read(&mut disk).expect("it was torn");
    assert_eq!((entries, recovery.frames, recovery.cut_at), (expected, 0, Some(32)));
}

#[test]
fn what_is_missing_is_reported() {
    let (mut disk, _) = closed();
    disk.bytes_mut("pages").expect("it is there").truncate(3 * 4_096 + 100);
    assert!(matches!(read(&mut disk), Err(BTreeError::Corrupt { file, .. }) if file == "pages"));
    let (mut disk, _) = closed();
    let name = redo_of(&disk);
    disk.delete(&name).expect("it is there");
    assert_eq!(read(&mut disk), Err(BTreeError::corrupt("pages", 0, Damage::NoLog)));
    let (mut disk, _) = closed();
    // The last of three pages is swapped with the one before.
    let pages = disk.bytes_mut("pages").expect("it is there");
    let copy = pages[4_096..8_192].to_vec();
    pages[8_192..12_288].copy_from_slice(&copy);
    assert_eq!(read(&mut disk), Err(BTreeError::corrupt("pages", 8_192, Damage::Number)));
}

#[test]
fn page_numbers_that_are_made_up_take_no_room() {
    let (mut disk, _) = closed();
    let page = &mut disk.bytes_mut("pages").expect("it is there")[..4_096];
    page[4_092..].fill(0xff);
    let checksum = crc32c(&page[4..]).to_le_bytes();
    page[..4].copy_from_slice(&checksum);
    let last = u64::from(u32::MAX - 1) * 4_096;
    assert_eq!(read(&mut disk), Err(BTreeError::corrupt("pages", last, Damage::Missing)));
}

#[test]
fn a_log_that_lost_its_end_is_found_out_by_a_page() {
    let (mut disk, _) = closed();
    let mut older = disk.clone();
    let mut tree = BTree::open(&mut disk, SMALL).expect("it opens");
    tree.put(&key(1), b"later").expect("there is room");
    tree.close().expect("it can");
    *older.bytes_mut("pages").expect("it is there") = disk.bytes("pages").expect("it is there").to_vec();
    assert!(matches!(read(&mut older), Err(BTreeError::Corrupt { damage: Damage::Newer, .. })));
}

/// Everything that can be asked of a tree; what it answers does not matter.
fn ask_everything(disk: &mut MemoryDisk) {
    let Ok(mut tree) = BTree::open(disk, SMALL) else { return };
    let _ = tree.check();
    for direction in [Direction::Forwards, Direction::Backwards] {
        let _ = tree.range(Bound::Unbounded, Bound::Unbounded, direction).take(10_000).count();
    }
    for number in 0..70 {
        let _ = tree.get(&key(number));
        let _ = tree.put(&key(number), &value(number + 1));
        let _ = tree.delete(&key(number * 7 % 70));
        let _ = tree.inspect(number as u32);
    }
    let _ = tree.close();
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        pages in prop::collection::vec(any::<u8>(), 0..9_000),
        log in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let mut disk = MemoryDisk::default();
        for (name, bytes) in [("pages", pages), ("redo-3", log)] {
            let file = disk.create(name).expect("it is new");
            disk.append(file, &bytes).expect("there is room");
        }
        ask_everything(&mut disk);
    }

    /// Checksums are no defence against who can compute them.
    #[test]
    fn no_sealed_bytes_make_it_panic(
        changes in prop::collection::vec((0..6_usize, 4..4_096_usize, any::<u8>()), 1..6),
        in_header in any::<bool>(),
    ) {
        let (mut disk, _) = closed();
        let pages = disk.bytes_mut("pages").expect("it is there");
        for (page, at, byte) in changes {
            let at = if in_header { 4 + at % 60 } else { at };
            let Some(page) = pages.get_mut(page * 4_096..(page + 1) * 4_096) else { continue };
            page[at] = byte;
            let checksum = crc32c(&page[4..]).to_le_bytes();
            page[..4].copy_from_slice(&checksum);
        }
        ask_everything(&mut disk);
    }

    #[test]
    fn no_sealed_frames_make_it_panic(
        changes in prop::collection::vec((12..400_usize, any::<u8>()), 1..4),
        which in 0..3_usize,
    ) {
        let (mut disk, _) = left();
        let name = redo_of(&disk);
        let generation = name["redo-".len()..].parse::<u64>().expect("a number");
        let log = disk.bytes_mut(&name).expect("it is there");
        let start = (0..which).fold(32, |at, _| at + 12 + length_at(log, at));
        let length = length_at(log, start);
        let frame = &mut log[start..start + 12 + length];
        for (at, byte) in changes {
            frame[12 + at % length] = byte;
        }
        let body = crc32c(&frame[12..]).to_le_bytes();
        frame[4..8].copy_from_slice(&body);
        let head = [&frame[..8], &generation.to_le_bytes(), &(start as u64).to_le_bytes()].concat();
        frame[8..12].copy_from_slice(&crc32c(&head).to_le_bytes());
        ask_everything(&mut disk);
    }
}
