use super::*;
use snowglobe_core::btree::{self, BTree};
use snowglobe_core::disk::{Disk, MemoryDisk};
use snowglobe_core::lsm::{self, Lsm};

/// The files of both engines, with some records in them.
fn files() -> Vec<(String, Vec<u8>)> {
    let (mut log_structured, mut in_place) = (MemoryDisk::default(), MemoryDisk::default());
    let mut lsm = Lsm::open(&mut log_structured, lsm::Options::default()).expect("an empty disk");
    let mut tree = BTree::open(&mut in_place, btree::Options::default()).expect("an empty disk");
    for number in 0..300_u32 {
        let key = number.to_be_bytes();
        lsm.put(&key, b"value").expect("there is room");
        tree.put(&key, &[7; 100]).expect("there is room");
    }
    lsm.delete(b"gone").and_then(|()| lsm.flush()).and_then(|()| lsm.put(b"a", b"b")).expect("there is room");
    lsm.close().expect("there is room");
    tree.checkpoint().expect("there is room");
    tree.delete(&7_u32.to_be_bytes()).expect("there is room");
    drop(tree);
    let all = |disk: &MemoryDisk| {
        let names = disk.list().expect("it can");
        names.into_iter().map(|name| (name.clone(), disk.bytes(&name).unwrap_or_default().to_vec())).collect()
    };
    let (mut files, more): (Vec<_>, Vec<_>) = (all(&log_structured), all(&in_place));
    files.extend(more);
    files
}

#[test]
fn all_that_is_in_a_file_has_a_name() {
    let mut spans = 0;
    for (name, bytes) in files() {
        let annotate = if lsm::anatomy::knows(&name, &bytes) {
            lsm::anatomy::annotate
        } else {
            btree::anatomy::annotate
        };
        for span in annotate(&name, &bytes, 0, usize::MAX).spans {
            let [korean, english] =
                [Language::Korean, Language::English].map(|language| what(language, span.what));
            assert!(korean.chars().any(|c| ('가'..='힣').contains(&c)), "{korean}");
            assert!(english.is_ascii() && english != "no file of an engine", "{name}: {span:?}");
            assert!(!group(Language::Korean, span.group).is_empty());
            spans += 1;
        }
    }
    assert!(spans > 3_000, "{spans}");
}
