//! A storage engine in a folder of the machine: it comes back, is refused twice, and leaves strange files alone.

use snowglobe_core::disk::{DiskError, FolderDisk, Reason};
use snowglobe_core::lsm::{Lsm, LsmError, Options, Sync};
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
