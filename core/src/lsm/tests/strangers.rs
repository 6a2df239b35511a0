//! Files in the folder that no engine has written, whatever they are called: they stay as they are.

use super::damage::{database, judge};
use super::*;
use crate::disk::{DiskError, MemoryDisk, Reason};
use alloc::string::ToString;
use names::FileKind;

/// Puts a file there.
fn put(disk: &mut MemoryDisk, name: &str, bytes: &[u8]) {
    let file = disk.create(name).expect("it is new");
    disk.append(file, bytes).expect("there is room");
    disk.close(file);
}

#[test]
fn a_strangers_number_uses_up_none_of_ours() {
    for number in [names::LAST_FILE - 1, names::LAST_FILE - 2, 1 << 40, 999_999] {
        for kind in [FileKind::Manifest, FileKind::Table] {
            let (mut disk, model) = database(true);
            let name = kind.name(number);
            put(&mut disk, &name, b"mine");
            for _ in 0..3 {
                assert_eq!(judge(&mut disk, &model), None, "{name}");
            }
            assert_eq!(disk.bytes(&name), Some(&b"mine"[..]));
        }
    }
}

#[test]
fn without_a_number_left_nothing_is_written() {
    for count in 0..8 {
        let (mut disk, mut model) = database(true);
        let mut lsm = Lsm::open(&mut disk, small()).expect("it is whole");
        lsm.next_file = names::LAST_FILE - count;
        lsm.put(b"key-0001", b"the last").expect("the log is there");
        model.insert(b"key-0001".to_vec(), b"the last".to_vec());
        let flushed = lsm.flush();
        // It takes a log and a table, and merges before that take some, too.
        assert!(if count < 2 { flushed.is_err() } else { count < 7 || flushed.is_ok() }, "{count}");
        assert!(lsm.next_file <= names::LAST_FILE && contents(&lsm).as_ref() == Ok(&model));
        drop(lsm);
        let mut refused = flushed.err();
        for _ in 0..4 {
            match Lsm::open(&mut disk, small()) {
                Ok(lsm) => assert_eq!(contents(&lsm).as_ref(), Ok(&model), "{count}"),
                Err(error) => refused = Some(error),
            }
        }
        let reason = |error: LsmError| matches!(error, LsmError::Disk(error) if error.reason == Reason::Name);
        assert!(refused.is_some_and(reason), "{count}");
    }
}

#[test]
fn strange_files_are_left_alone() {
    let (mut disk, model) = database(true);
    for name in ["notes.txt", "table-x", "log-1", "table-999999", "manifest-000500", "log-900000"] {
        put(
            &mut disk,
            name,
            b"mine, and longer than any header that there is; not yours, whatever it is called",
        );
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

#[test]
fn what_a_crash_may_have_left_is_cleared_away_and_nothing_else() {
    let (whole, model) = database(true);
    let header = |kind, number| names::header(kind, number);
    let zeros_and_more = [&[0; 24][..], b"mine"].concat();
    let far = [&[0; 2_000][..], b"mine"].concat();
    let rest = [&header(FileKind::Table, 900)[..], b"the rest of it"].concat();
    for (name, bytes, stays) in [
        ("table-000900", &[][..], false),
        ("table-000900", &[0; 3_000], false),
        ("table-000900", &header(FileKind::Table, 900)[..7], false),
        ("table-000900", &rest, false),
        ("manifest-000900", &header(FileKind::Manifest, 900), false),
        ("table-000900", &zeros_and_more, true),
        ("table-000900", &far, true),
        // Somebody's copy of another of ours.
        ("table-000900", &header(FileKind::Table, 5), true),
        ("manifest-000900", &header(FileKind::Table, 900), true),
        ("table-000900", b"SnowLSMt, the story", true),
    ] {
        let mut disk = whole.clone();
        put(&mut disk, name, bytes);
        assert_eq!(judge(&mut disk, &model), None, "{name}");
        assert_eq!(disk.bytes(name), stays.then_some(bytes), "{name}");
    }
}

#[test]
fn a_strangers_next_current_is_in_the_way() {
    let (whole, model) = database(true);
    let ours = names::current(77);
    for length in 0..=ours.len() {
        let mut disk = whole.clone();
        put(&mut disk, names::CURRENT_NEW, &ours.as_bytes()[..length]);
        assert_eq!(judge(&mut disk, &model), None, "{length}");
        assert_eq!(disk.bytes(names::CURRENT_NEW), None, "{length}");
    }
    let long = ours.clone() + "and more";
    let digits = format!("manifest-{}", "7".repeat(80));
    for bytes in ["mine", "manifest-x", "manifest-77 ", "log-000077 ", &long, &digits, "\u{e9}"] {
        let mut disk = whole.clone();
        put(&mut disk, names::CURRENT_NEW, bytes.as_bytes());
        let before = disk.bytes(names::CURRENT).map(<[u8]>::to_vec);
        let error = Lsm::open(&mut disk, small()).map(drop).expect_err("it is in the way");
        assert_eq!(error, LsmError::Disk(DiskError::of(names::CURRENT_NEW, Reason::Exists)));
        assert_eq!(disk.bytes(names::CURRENT_NEW), Some(bytes.as_bytes()));
        assert_eq!(disk.bytes(names::CURRENT).map(<[u8]>::to_vec), before);
        disk.delete(names::CURRENT_NEW).expect("it is there");
        assert_eq!(judge(&mut disk, &model), None);
    }
}
