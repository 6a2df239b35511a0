mod growing;
mod name_table;

use super::*;
use alloc::string::ToString;
use alloc::vec;

/// Writes a synced "ab" and then, unsynced, "cd" and "ef".
fn written(disk: &mut impl Disk) {
    let file = disk.create("log").expect("it is new");
    disk.sync_names().expect("it can");
    disk.append(file, b"ab").expect("there is room");
    disk.sync(file).expect("it can");
    disk.append(file, b"cd").expect("there is room");
    disk.append(file, b"ef").expect("there is room");
}

/// What every disk does.
fn behaves(disk: &mut impl Disk) {
    let file = disk.create("one").expect("it is new");
    assert_eq!(disk.create("one").expect_err("it is there").reason, Reason::Exists);
    assert_eq!(disk.open("two").expect_err("it is not there").reason, Reason::Missing);
    for name in ["", "a/b", "..", ".hidden", "a\0b", &"x".repeat(MAX_NAME + 1)] {
        assert_eq!(disk.create(name).expect_err("no name").reason, Reason::Name, "{name:?}");
    }
    disk.append(file, b"0123456789").expect("there is room");
    disk.write_at(file, 8, b"xyz").expect("there is room");
    assert!(disk.write_at(file, 12, b"a hole").is_err());
    assert_eq!(disk.size(file), Ok(11));
    let mut into = [0; 8];
    assert_eq!(disk.read_at(file, 6, &mut into), Ok(5));
    assert_eq!(&into[..5], b"67xyz");
    assert_eq!(disk.read_at(file, 99, &mut into), Ok(0));
    disk.truncate(file, 3).expect("it can");
    let other = disk.create("two").expect("it is new");
    disk.append(other, b"other").expect("there is room");
    disk.rename("one", "two").expect("both are there");
    assert_eq!(disk.list().expect("it can"), vec!["two".to_string()]);
    let renamed = disk.open("two").expect("it is there");
    assert_eq!((disk.size(renamed), disk.size(other)), (Ok(3), Ok(5)), "the replaced file is still open");
    disk.delete("two").expect("it is there");
    assert_eq!(disk.size(file), Ok(3), "so is the deleted one");
    disk.close(file);
    assert!(disk.size(file).is_err());
    disk.lock().expect("nobody has it");
    disk.unlock();
    disk.lock().expect("nobody has it any more");
}

#[test]
fn disks_behave() {
    behaves(&mut MemoryDisk::default());
    behaves(&mut FaultyDisk::default());
    assert_eq!(MemoryDisk::default().total(), 0);
}

#[test]
fn fates_are_those_of_the_picture() {
    let after = |fate| {
        let mut disk = FaultyDisk::default();
        written(&mut disk);
        disk.restart(fate);
        disk.bytes("log").expect("its name is durable").to_vec()
    };
    assert_eq!(after(Fate::Lost), b"ab");
    assert_eq!(after(Fate::Kept), b"abcdef");
    let torn: alloc::collections::BTreeSet<_> = (0..200).map(|seed| after(Fate::Torn(seed))).collect();
    for expected in ["ab", "abc", "abcd", "abcde", "abcdef", "ab\0\0ef", "abcd\0\0", "ab\0\0\0\0"] {
        assert!(torn.contains(expected.as_bytes()), "{expected:?} among {torn:?}");
    }
    assert!(torn.iter().all(|bytes| bytes.starts_with(b"ab")), "what was synced is there");
}

#[test]
fn names_survive_in_order() {
    let after = |fate| {
        let mut disk = FaultyDisk::default();
        written(&mut disk);
        disk.rename("log", "log-1").expect("it is there");
        let file = disk.create("log").expect("its name is free");
        disk.append(file, b"new").expect("there is room");
        disk.sync(file).expect("it can");
        disk.restart(fate);
        disk.list().expect("it runs again").join(" ")
    };
    assert_eq!(after(Fate::Lost), "log");
    assert_eq!(after(Fate::Kept), "log log-1");
    let torn: alloc::collections::BTreeSet<_> = (0..50).map(|seed| after(Fate::Torn(seed))).collect();
    assert_eq!(torn.into_iter().collect::<Vec<_>>(), ["log", "log log-1", "log-1"]);
}

#[test]
fn it_crashes_where_it_should_and_stays_so() {
    for at in 0..6 {
        let mut disk = FaultyDisk::new(Plan { crash_at: Some(at), ..Plan::default() });
        let mut run = || {
            let file = disk.create("log")?;
            disk.sync_names()?;
            disk.append(file, b"ab")?;
            disk.sync(file)?;
            disk.append(file, b"cd")?;
            disk.sync(file)
        };
        assert_eq!(run().expect_err("it crashes").reason, Reason::Crashed, "{at}");
        assert!(disk.is_crashed() && disk.list().is_err());
        disk.restart(Fate::Kept);
        let expected: Option<&[u8]> =
            [Some(&b""[..]), Some(b""), Some(b"ab"), Some(b"ab"), Some(b"abcd"), Some(b"abcd")][at as usize];
        assert_eq!(disk.bytes("log"), expected, "what was in the air at {at} is kept");
    }
}

#[test]
fn failures_do_half_of_what_was_asked() {
    let mut disk = FaultyDisk::new(Plan { fail_at: Some((1, Reason::Full)), ..Plan::default() });
    let file = disk.create("log").expect("it is new");
    assert_eq!(disk.append(file, b"abcd"), Err(DiskError::of("log", Reason::Full)));
    assert_eq!(disk.bytes("log"), Some(&b"ab"[..]));
    disk.set_plan(Plan { capacity: Some(3), ..Plan::default() });
    disk.append(file, b"c").expect("there is room for one");
    assert_eq!(disk.append(file, b"d").expect_err("but not for two").reason, Reason::Full);
    disk.set_plan(Plan { full_from: Some(disk.changes() + 1), ..Plan::default() });
    disk.append(file, b"").and_then(|()| disk.truncate(file, 3)).expect("nothing grows");
    assert_eq!(disk.append(file, b"de").expect_err("it does").reason, Reason::Full);
    assert_eq!(disk.bytes("log"), Some(&b"abcd"[..]), "half is done");
    assert_eq!(disk.create("more").expect_err("it is full still").reason, Reason::Full);
    assert!(disk.truncate(file, 3).and_then(|()| disk.write_at(file, 0, b"abc")).is_ok());
    disk.rename("log", "other").and_then(|()| disk.rename("other", "log")).expect("it takes no room");
    disk.set_plan(Plan { read_only: true, ..Plan::default() });
    assert_eq!(disk.append(file, b"d").expect_err("read only").reason, Reason::ReadOnly);
    assert_eq!(disk.delete("log").expect_err("read only").reason, Reason::ReadOnly);
    let now = disk.reads();
    disk.set_plan(Plan { read_error_at: Some(now + 1), ..Plan::default() });
    let mut byte = [0];
    assert_eq!(disk.read_at(file, 0, &mut byte), Ok(1));
    assert_eq!(disk.read_at(file, 2, &mut byte), Err(DiskError::at("log", 2, Reason::Device)));
    assert!(disk.flip("log", 0, 1) && disk.bytes("log") == Some(b"`bc"));
    assert!(!disk.flip("log", 9, 1) && !disk.flip("none", 0, 1));
}

#[cfg(feature = "std")]
#[test]
fn a_folder_behaves_and_is_claimed_once() {
    let path = std::env::temp_dir().join(alloc::format!("snowglobe-disk-{}", std::process::id()));
    let mut disk = FolderDisk::new(&path).expect("a folder");
    behaves(&mut disk);
    let mut second = FolderDisk::new(&path).expect("the same folder");
    assert_eq!(second.lock().expect_err("the first has it").reason, Reason::Locked);
    drop(disk);
    second.lock().expect("it is free again");
    std::fs::remove_dir_all(&path).expect("it is there");
}
