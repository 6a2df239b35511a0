//! Storage engines in a folder of the machine: they come back, are refused twice, leave strange files alone, and take
//! what is as large as it may be.

use snowglobe_core::btree::{self, BTree, BTreeError};
use snowglobe_core::disk::{DiskError, FolderDisk, Reason};
use snowglobe_core::lsm::{Lsm, LsmError, MAX_KEY, MAX_VALUE, Options, Sync};
use std::fs;
use std::path::PathBuf;

/// A folder that goes when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("snowglobe-lsm-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("it can be made");
        Self(path)
    }

    fn open(&self) -> Result<Lsm<FolderDisk>, LsmError> {
        Lsm::open(
            FolderDisk::new(&self.0)?,
            Options { memtable_bytes: 100_000, sync: Sync::Never, ..Options::default() },
        )
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).expect("it is there");
    }
}

#[test]
fn an_engine_comes_back_and_strange_files_stay() {
    let folder = Folder::new("back");
    for name in ["notes.txt", ".hidden", "table-x", "name with spaces"] {
        fs::write(folder.0.join(name), "mine").expect("there is room");
    }
    for round in 0..3_u32 {
        let mut lsm = folder.open().expect("it is whole");
        for key in 0..3_000_u32 {
            if round > 0 {
                let old = lsm.get(&key.to_be_bytes()).expect("it can be read");
                assert_eq!(old, Some(vec![round as u8 - 1; 30]));
            }
            lsm.put(&key.to_be_bytes(), &[round as u8; 30]).expect("there is room");
        }
        if round == 1 {
            lsm.close().expect("it can");
        }
    }
    for name in ["notes.txt", ".hidden", "table-x", "name with spaces"] {
        assert_eq!(fs::read_to_string(folder.0.join(name)).expect("it is there"), "mine");
    }
}

#[test]
fn a_folder_has_one_engine_at_a_time() {
    let folder = Folder::new("twice");
    let first = folder.open().expect("it is free");
    let second = folder.open().map(drop);
    let path = folder.0.display().to_string();
    assert_eq!(second, Err(LsmError::Disk(DiskError::of(&path, Reason::Locked))));
    drop(first);
    folder.open().expect("it is free again").close().expect("it can");
}

/// So many bytes, all of them other than those with another seed.
fn bytes(seed: u8, count: usize) -> Vec<u8> {
    (0..count).map(|at| (at % 251) as u8 ^ seed).collect()
}

#[test]
fn an_engine_takes_nothing_and_as_much_as_there_may_be() {
    assert_eq!((MAX_KEY, MAX_VALUE), (64 << 10, 64 << 20));
    let folder = Folder::new("large");
    let options = Options { level0_runs: 1, ..Options::default() };
    let open = || Lsm::open(FolderDisk::new(&folder.0)?, options.clone());
    let (key, value) = (bytes(1, MAX_KEY), bytes(2, MAX_VALUE));
    let mut lsm = open().expect("nothing is there");
    lsm.put(b"", b"").and_then(|()| lsm.put(&key, b"")).expect("there is room");
    lsm.put(b"large", &value).expect("there is room");
    let (longer, larger) = ([&key[..], &[0]].concat(), [&value[..], &[0]].concat());
    assert_eq!(lsm.put(&longer, b""), Err(LsmError::Key { bytes: MAX_KEY + 1 }));
    assert_eq!(lsm.delete(&longer), Err(LsmError::Key { bytes: MAX_KEY + 1 }));
    assert_eq!(lsm.put(b"larger", &larger), Err(LsmError::Value { bytes: MAX_VALUE + 1 }));
    drop((longer, larger));
    lsm.close().expect("it can");

    // From the log, from a table, and from the one that merging has made of two.
    let there = |lsm: &Lsm<FolderDisk>| {
        assert_eq!(lsm.get(b""), Ok(Some(Vec::new())));
        assert_eq!(lsm.get(&key), Ok(Some(Vec::new())));
        assert_eq!(lsm.get_with(b"large", |met| met == value), Ok(Some(true)));
        assert_eq!(lsm.get(b"larger"), Ok(None));
        assert_eq!(lsm.scan::<&[u8]>(..).expect("it can").count(), 3);
    };
    let mut lsm = open().expect("it is whole");
    there(&lsm);
    lsm.flush().expect("there is room");
    there(&lsm);
    lsm.put(b"", b"").and_then(|()| lsm.put(&key, b"")).expect("there is room");
    lsm.flush().and_then(|()| lsm.settle()).expect("there is room");
    there(&lsm);
    assert!(lsm.stats().merges > 0, "{:?}", lsm.stats());
    drop(lsm);
    there(&open().expect("it is whole"));
}

#[test]
fn a_tree_takes_nothing_and_as_much_as_a_page_may() {
    let folder = Folder::new("tree");
    for page_bytes in [btree::SMALLEST_PAGE, btree::LARGEST_PAGE] {
        let options = btree::Options { page_bytes, ..btree::Options::default() };
        let path = folder.0.join(page_bytes.to_string());
        let open = || BTree::open(FolderDisk::new(&path)?, options);
        let mut tree = open().expect("nothing is there");
        let most = tree.largest_entry();
        assert!((page_bytes / 5..page_bytes / 4).contains(&most), "{most}");
        // An empty key, one that leaves no room for a value, and many whose values fill what is left.
        let mut entries = vec![(Vec::new(), bytes(3, most)), (bytes(4, most), Vec::new())];
        entries.extend((0..50).map(|seed| (vec![seed, 0], bytes(seed, most - 2))));
        for (key, value) in &entries {
            tree.put(key, value).expect("there is room");
        }
        let too_large = |bytes| Err(BTreeError::TooLarge { bytes, most });
        for bytes in [most + 1, MAX_KEY, MAX_VALUE] {
            assert_eq!(tree.put(b"", &vec![1; bytes]), too_large(bytes));
            assert_eq!(tree.put(&vec![1; bytes], b""), too_large(bytes));
            assert_eq!(tree.get(&vec![1; bytes]), Ok(None));
            assert_eq!(tree.delete(&vec![1; bytes]), Ok(false));
        }
        for _ in 0..2 {
            for (key, value) in &entries {
                assert_eq!(tree.get(key).expect("it can").as_ref(), Some(value));
            }
            assert_eq!(tree.check().expect("it is sound").entries, entries.len() as u64);
            tree.close().expect("it can");
            tree = open().expect("it is whole");
        }
    }
}
