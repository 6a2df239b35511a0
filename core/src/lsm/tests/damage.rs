//! Every byte of every file, changed or cut off: what is read is right, or an error that names the file.

use super::*;
use crate::disk::MemoryDisk;
use alloc::string::ToString;

/// An engine with tables on two levels and writes in its log.
pub(super) fn database(closed: bool) -> (MemoryDisk, Model) {
    let (mut disk, mut model) = (MemoryDisk::default(), Model::new());
    let mut lsm = Lsm::open(&mut disk, small()).expect("an empty disk");
    fill(&mut lsm, &mut model, 400, 170);
    lsm.settle().expect("there is room");
    fill(&mut lsm, &mut model, 12, 170);
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

/// What an engine makes of a disk: right, or an error. Gives the file that the error names.
fn judge(disk: &mut MemoryDisk, model: &Model) -> Option<String> {
    let named = |error: LsmError| match error {
        LsmError::Corrupt { file, .. } | LsmError::Future { file, .. } => file,
        other => panic!("{other}"),
    };
    let lsm = match Lsm::open(disk, small()) {
        Ok(lsm) => lsm,
        Err(error) => return Some(named(error)),
    };
    for key in model.keys() {
        match lsm.get(key) {
            Ok(value) => assert_eq!(value.as_ref(), model.get(key), "{key:?}"),
            Err(error) => return Some(named(error)),
        }
    }
    match contents(&lsm) {
        Ok(met) => assert_eq!(&met, model),
        Err(error) => return Some(named(error)),
    }
    None
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
fn files_of_one_engine_are_nothing_to_another() {
    let (disk, model) = database(true);
    let tables: Vec<String> =
        files(&disk).into_iter().map(|(name, _)| name).filter(|name| name.starts_with("table")).collect();
    let mut swapped = disk.clone();
    let other = disk.bytes(&tables[1]).expect("it is there").to_vec();
    *swapped.bytes_mut(&tables[0]).expect("it is there") = other;
    assert_eq!(judge(&mut swapped, &model), Some(tables[0].clone()));
}

#[test]
fn strange_files_are_left_alone() {
    let (mut disk, model) = database(true);
    for name in ["notes.txt", "table-x", "log-1", "table-999999", "manifest-000500", "log-900000"] {
        let file = disk.create(name).expect("it is new");
        disk.append(
            file,
            b"mine, and longer than any header that there is; not yours, whatever it is called, at all",
        )
        .expect("there is room");
    }
    // A log of a higher number than ours may be the last one: it is not passed over.
    assert_eq!(judge(&mut disk, &model), Some("log-900000".to_string()));
    disk.delete("log-900000").expect("it is there");
    assert_eq!(judge(&mut disk, &model), None);
    let mut lsm = Lsm::open(&mut disk, small()).expect("it is whole");
    let mut model = model;
    fill(&mut lsm, &mut model, 300, 40);
    lsm.settle().expect("there is room");
    drop(lsm);
    for name in ["notes.txt", "table-x", "log-1", "table-999999", "manifest-000500"] {
        assert!(disk.bytes(name).is_some_and(|bytes| bytes.starts_with(b"mine")), "{name}");
    }
}
