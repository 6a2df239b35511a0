//! Every byte of every file, changed or cut off: what is read is right, or an error that names the file.

use super::*;
use crate::disk::MemoryDisk;
use core::ops::Bound;

/// Keys that are written, and some of them deleted.
const KEYS: u64 = 170;

/// An engine with tables on two levels and writes in its log.
pub(super) fn database(closed: bool) -> (MemoryDisk, Model) {
    let (mut disk, mut model) = (MemoryDisk::default(), Model::new());
    let mut lsm = Lsm::open(&mut disk, small()).expect("an empty disk");
    fill(&mut lsm, &mut model, 400, KEYS);
    lsm.settle().expect("there is room");
    fill(&mut lsm, &mut model, 12, KEYS);
    let overview = lsm.overview();
    assert!(overview.memtable.entries > 0 && overview.shape.levels.len() > 1, "{overview:?}");
    if closed {
        lsm.close().expect("there is room");
    } else {
        drop(lsm);
    }
    (disk, model)
}

/// The files and their sizes.
pub(super) fn files(disk: &MemoryDisk) -> Vec<(String, usize)> {
    let names = disk.list().expect("it can");
    names.into_iter().map(|name| (name.clone(), disk.bytes(&name).expect("it is there").len())).collect()
}

/// The file that an error names.
fn named(error: LsmError) -> String {
    match error {
        LsmError::Corrupt { file, .. } | LsmError::Future { file, .. } => file,
        other => panic!("{other}"),
    }
}

/// What an engine makes of a disk: each read is right, or an error. Gives the file that the errors name.
pub(super) fn judge(disk: &mut MemoryDisk, model: &Model) -> Option<String> {
    match Lsm::open(disk, small()) {
        Ok(lsm) => judge_reads(&lsm, model),
        Err(error) => Some(named(error)),
    }
}

fn judge_reads(lsm: &Lsm<&mut MemoryDisk>, model: &Model) -> Option<String> {
    let mut damaged = None;
    let mut note = |error| {
        let file = named(error);
        assert_eq!(damaged.get_or_insert_with(|| file.clone()), &file, "one file is damaged");
    };
    for key in (0..KEYS).map(key) {
        match lsm.get(&key) {
            Ok(value) => assert_eq!(value.as_ref(), model.get(&key), "{key:?}"),
            Err(error) => note(error),
        }
        match lsm.locate(&key) {
            Ok(versions) => {
                let value = versions.first().and_then(|newest| newest.value);
                assert_eq!(value, model.get(&key).map(Vec::len), "{key:?}");
            }
            Err(error) => note(error),
        }
    }
    let scans = [lsm.scan::<&[u8]>(..), lsm.scan_back::<&[u8]>(..)];
    for (scan, backward) in scans.into_iter().zip([false, true]) {
        let mut expected: Vec<_> = model.iter().collect();
        if backward {
            expected.reverse();
        }
        // What a scan gives before it meets the damage is right, too.
        let mut expected = expected.into_iter();
        let met = scan.and_then(|scan| {
            for entry in scan {
                let (key, value) = entry?;
                assert_eq!(Some((&key, &value)), expected.next(), "{backward}");
            }
            Ok(())
        });
        match met {
            Ok(()) => assert_eq!(expected.next(), None, "{backward}"),
            Err(error) => note(error),
        }
    }
    damaged
}

#[test]
fn a_changed_byte_is_found() {
    let (disk, model) = database(true);
    let mut found = 0;
    for (name, size) in files(&disk) {
        for at in 0..size {
            for bits in [0x01, 0x80, 0xff] {
                let mut rotten = disk.clone();
                rotten.bytes_mut(&name).expect("it is there")[at] ^= bits;
                let named = judge(&mut rotten, &model);
                if let Some(named) = &named {
                    assert_eq!(named, &name, "byte {at}");
                    found += 1;
                }
                let whole = at + 40 < size || name.starts_with("table");
                assert!(named.is_some() || !whole, "{name}: byte {at} of {size} changed, and nobody noticed");
            }
        }
    }
    assert!(found > 10_000, "{found}");
}

#[test]
fn a_file_cut_short_is_found() {
    let (disk, model) = database(true);
    for (name, size) in files(&disk) {
        for end in 0..size {
            let mut short = disk.clone();
            short.bytes_mut(&name).expect("it is there").truncate(end);
            // A manifest without its last edits needs files that are gone.
            let named = judge(&mut short, &model);
            let closing = name.starts_with("manifest") && end + 20 >= size;
            assert!(named.is_some() || closing, "{name}: {end} bytes of {size}, and nobody noticed");
        }
        let mut gone = disk.clone();
        gone.delete(&name).expect("it is there");
        assert_eq!(judge(&mut gone, &model), Some(name));
    }
}

#[test]
fn rot_in_a_log_that_was_not_closed_costs_the_last_write_at_most() {
    let (disk, _) = database(false);
    let (log, size) =
        files(&disk).into_iter().rfind(|(name, _)| name.starts_with("log")).expect("there is one");
    let mut lost = 0;
    for at in 0..size {
        let mut rotten = disk.clone();
        rotten.bytes_mut(&log).expect("it is there")[at] ^= 1;
        if let Ok(lsm) = Lsm::open(&mut rotten, small()) {
            let whole = Lsm::open(disk.clone(), small()).expect("it is whole").last_sequence();
            assert_eq!(lsm.last_sequence(), whole - 1, "byte {at}");
            lost += 1;
        }
    }
    assert!((1..60).contains(&lost), "only the last frame of {size} bytes: {lost}");
}

/// What there is after so many writes of [`database`], and of more that are as its last.
fn after(writes: u64) -> Model {
    let mut model = Model::new();
    for number in (0..400).chain((0..12).cycle()).take(writes as usize) {
        let (key, value) = write_of(number, KEYS);
        match value {
            Some(value) => drop(model.insert(key, value)),
            None => drop(model.remove(&key)),
        }
    }
    model
}

/// Either an error that names a file, or as it was after some write and not before `least`. Gives how many writes
/// there are.
fn judge_prefix(disk: &mut MemoryDisk, least: u64) -> Option<u64> {
    let lsm = match Lsm::open(disk, small()) {
        Ok(lsm) => lsm,
        Err(error) => {
            assert!(!named(error).is_empty());
            return None;
        }
    };
    let last = lsm.last_sequence();
    assert!((least..=436).contains(&last), "{last}");
    judge_reads(&lsm, &after(last)).is_none().then_some(last)
}

#[test]
fn a_log_that_was_not_closed_and_is_cut_short_costs_its_end_and_makes_no_hole() {
    let (tabled, _) = database(false);
    // The same with several logs that are needed, and writes in each.
    let (mut frozen, mut model) = database(false);
    let waits = Options { frozen_memtables: 9, self_driven: false, ..small() };
    let mut lsm = Lsm::open(&mut frozen, waits).expect("it is whole");
    fill(&mut lsm, &mut model, 12, KEYS);
    lsm.freeze().expect("there is room");
    fill(&mut lsm, &mut model, 12, KEYS);
    drop(lsm);
    for (disk, writes) in [(tabled, 412), (frozen, 436)] {
        let least = Lsm::open(disk.clone(), small()).expect("it is whole").flushed;
        let whole = judge_prefix(&mut disk.clone(), least).expect("it is whole");
        assert_eq!(whole, writes);
        for (name, size) in files(&disk) {
            let is_log = name.starts_with("log");
            let mut lost = 0;
            for end in 0..size {
                let mut short = disk.clone();
                short.bytes_mut(&name).expect("it is there").truncate(end);
                lost = lost.max(whole - judge_prefix(&mut short, least).unwrap_or(whole));
            }
            let mut gone = disk.clone();
            gone.delete(&name).expect("it is there");
            let left = judge_prefix(&mut gone, least);
            assert!(is_log || (lost == 0 && left.is_none()), "{name}");
        }
    }
}

#[test]
fn damage_beside_a_range_is_nobodys_who_scans_it() {
    let (disk, model) = database(true);
    let whole = Lsm::open(disk.clone(), small()).expect("it is whole");
    let shape = whole.overview().shape;
    let mut scans = 0;
    for table in shape.levels.iter().flatten().flat_map(|run| &run.tables) {
        let name = names::FileKind::Table.name(table.number);
        let mut rotten = disk.clone();
        let at = table.bytes as usize - table::footer::FOOTER - 20;
        rotten.bytes_mut(&name).expect("it is there")[at] ^= 1;
        let lsm = Lsm::open(&mut rotten, small()).expect("the rest is whole");
        let (smallest, largest) = (table.smallest.clone(), table.largest.clone());
        let below = (Bound::Unbounded, Bound::Excluded(smallest));
        let above = (Bound::Excluded(largest), Bound::Unbounded);
        for range in [below, above] {
            let expected: Vec<_> =
                model.range(range.clone()).map(|(key, value)| (key.clone(), value.clone())).collect();
            let scanned = lsm.scan(range).and_then(Iterator::collect::<Result<Vec<_>, _>>);
            assert_eq!(scanned.expect("it is whole"), expected, "{name}");
            scans += usize::from(!expected.is_empty());
        }
    }
    assert!(scans > 3, "{scans}");
}

#[test]
fn a_damaged_index_costs_the_range_of_its_table() {
    let (disk, model) = database(true);
    let whole = Lsm::open(disk.clone(), small()).expect("it is whole");
    let shape = whole.overview().shape;
    let tables = || shape.levels.iter().flatten().flat_map(|run| &run.tables);
    let mut elsewhere = 0;
    for table in tables() {
        let name = names::FileKind::Table.name(table.number);
        let mut rotten = disk.clone();
        // The index stands before the footer.
        let at = table.bytes as usize - table::footer::FOOTER - 20;
        rotten.bytes_mut(&name).expect("it is there")[at] ^= 1;
        for _ in 0..2 {
            let mut lsm = Lsm::open(&mut rotten, small()).expect("the rest is whole");
            let mut damaged = 0;
            for key in model.keys() {
                match lsm.get(key) {
                    Ok(value) => assert_eq!(value.as_ref(), model.get(key), "{key:?}"),
                    Err(LsmError::Corrupt { file, offset, .. }) => {
                        assert!(file == name && offset < table.bytes && table.spans(key), "{file} {offset}");
                        damaged += 1;
                    }
                    Err(other) => panic!("{other}"),
                }
                assert_eq!(lsm.locate(key).is_err(), table.spans(key), "{key:?}");
            }
            assert!(damaged > 0);
            elsewhere += model.len() - damaged;
            assert!(contents(&lsm).is_err());
            let back: Result<Model, LsmError> = lsm.scan_back::<&[u8]>(..).and_then(Iterator::collect);
            assert!(back.is_err());
            // What is written is there, and nothing of what is damaged is lost to whoever mends it.
            lsm.put(b"zzz", b"new").and_then(|()| lsm.flush()).expect("there is room");
            assert!(lsm.checkpoint(&mut MemoryDisk::default()).is_err());
            assert_eq!(lsm.get(b"zzz").expect("it is in another table").as_deref(), Some(&b"new"[..]));
        }
        rotten.bytes_mut(&name).expect("nobody deleted it")[at] ^= 1;
        let mut model = model.clone();
        model.insert(b"zzz".to_vec(), b"new".to_vec());
        assert_eq!(judge(&mut rotten, &model), None);
    }
    assert!(elsewhere > 0);
}

#[test]
fn entries_out_of_order_are_never_merged() {
    let entries: [&[(&[u8], u64)]; 4] = [
        &[(b"b", 1), (b"a", 1)],
        &[(b"b", 1), (b"b", 1)],
        &[(b"b", 1), (b"b", 2)],
        &[(b"b", 2), (b"b", 1), (b"c", 9)],
    ];
    for (at, entries) in entries.iter().enumerate() {
        for block_bytes in [1, 4_096] {
            let mut disk = MemoryDisk::default();
            let options = Options { block_bytes, ..small() };
            let mut builder = table::builder::TableBuilder::create(&mut disk, 7, &options).expect("memory");
            for (key, tag) in *entries {
                builder.add(&mut disk, (key, *tag, b"value")).expect("memory");
            }
            let table = Arc::new(builder.finish(&mut disk).expect("memory"));
            let counts = ReadCounts::default();
            let reading = table::reader::Reading { disk: &disk, cache: None, counts: &counts };
            let mut cursor = table::cursor::RunCursor::new(Vec::from([table]));
            let mut gone = cursor.first(reading);
            while cursor.is_valid() && gone.is_ok() {
                gone = cursor.next(reading);
            }
            let damaged = matches!(&gone, Err(LsmError::Corrupt { file, .. }) if file == "table-000007");
            assert_eq!(damaged, at < 3, "{entries:?} {gone:?}");
        }
    }
}

#[test]
fn a_later_format_is_told() {
    let (disk, _) = database(true);
    for (name, _) in files(&disk).into_iter().filter(|(name, _)| name != "CURRENT") {
        let mut later = disk.clone();
        let bytes = later.bytes_mut(&name).expect("it is there");
        bytes[8] = 2;
        let check = checksum::checksum(&[&bytes[..20]]);
        bytes[20..24].copy_from_slice(&check.to_le_bytes());
        let error = Lsm::open(&mut later, small()).map(drop).expect_err("a later format");
        assert_eq!(error, LsmError::Future { file: name, version: 2 });
    }
}

#[test]
fn a_table_whose_footer_is_of_a_later_format_is_told_and_left_alone() {
    let (disk, _) = database(true);
    let tables = files(&disk).into_iter().filter(|(name, _)| name.starts_with("table"));
    for (name, size) in tables {
        let with = |version: u32| {
            let mut other = disk.clone();
            let footer = &mut other.bytes_mut(&name).expect("it is there")[size - table::footer::FOOTER..];
            footer[40..44].copy_from_slice(&version.to_le_bytes());
            let (_, number) = names::parse(&name).expect("it is numbered");
            let check = checksum::checksum(&[&footer[..52], &number.to_le_bytes()]);
            footer[52..].copy_from_slice(&check.to_le_bytes());
            other
        };
        let mut later = with(7);
        let error = Lsm::open(&mut later, small()).map(drop).expect_err("a later format");
        assert_eq!(error, LsmError::Future { file: name.clone(), version: 7 });
        assert!(
            files(&later) == files(&disk)
                && files(&later).iter().all(|(name, _)| { later.bytes(name) == with(7).bytes(name) })
        );
        // No program ever wrote this.
        let lsm = Lsm::open(with(0), small()).expect("the rest is whole");
        let at = (size - table::footer::FOOTER) as u64;
        assert_eq!(contents(&lsm), Err(LsmError::corrupt(&name, at, Damage::Header)));
    }
}

#[test]
fn files_of_one_engine_are_nothing_to_another() {
    let (disk, model) = database(true);
    let tables: Vec<String> =
        files(&disk).into_iter().map(|(name, _)| name).filter(|name| name.starts_with("table")).collect();
    let mut swapped = disk.clone();
    let other = disk.bytes(&tables[1]).expect("it is there").to_vec();
    *swapped.bytes_mut(&tables[0]).expect("it is there") = other;
    assert_eq!(judge(&mut swapped, &model), Some(tables[0].clone()));
}
