//! Pages, the pool, and what is counted.

use super::*;
use crate::disk::{DiskModel, MemoryDisk};

#[test]
fn ascending_keys_leave_full_pages() {
    let mut tree = BTree::open(MemoryDisk::default(), SMALL).expect("it opens");
    for at in 0..3_000 {
        tree.put(&key(at), &[7; 90]).expect("there is room");
    }
    // 2 + 9 + 90 bytes and a slot of 4: 38 to a page.
    assert_eq!(tree.check().expect("it is sound").leaves, 3_000_u32.div_ceil(38));
}

#[test]
fn the_largest_entries_fit_and_larger_ones_are_refused() {
    for page_bytes in [4_096, 65_536] {
        let options = Options { page_bytes, checkpoint_bytes: 1 << 20, ..SMALL };
        let mut tree = BTree::open(MemoryDisk::default(), options).expect("it opens");
        let most = tree.largest_entry();
        assert!(most > page_bytes / 4 - 20);
        for first in 0..60_u16 {
            let mut large = alloc::vec![9; most];
            large[0] = (first * 7 % 60) as u8;
            tree.put(&large, b"").expect("it fits");
            tree.put(&[first as u8], &alloc::vec![1; most - 1]).expect("it fits");
        }
        assert_eq!(tree.check().expect("it is sound").entries, 120);
        let error = tree.put(&[0; 8], &alloc::vec![0; most - 7]).expect_err("too large");
        assert_eq!(error, BTreeError::TooLarge { bytes: most + 1, most });
        tree.put(b"", b"an empty key is one too").expect("it fits");
        assert_eq!(tree.get(b"").expect("it can"), Some(b"an empty key is one too".to_vec()));
    }
}

#[test]
fn options_that_cannot_be_are_refused() {
    for page_bytes in [0, 512, 5_000, 131_072] {
        let error = BTree::open(MemoryDisk::default(), Options { page_bytes, ..SMALL }).err();
        assert_eq!(error, Some(BTreeError::PageBytes(page_bytes)));
    }
    let error = BTree::open(MemoryDisk::default(), Options { pool_pages: 7, ..SMALL }).err();
    assert_eq!(error, Some(BTreeError::PoolPages(7)));
    let mut disk = MemoryDisk::default();
    BTree::open(&mut disk, SMALL).expect("it opens").close().expect("it can");
    let tree = BTree::open(&mut disk, Options { page_bytes: 8_192, ..SMALL }).expect("it opens");
    assert_eq!(tree.view().page_bytes, 4_096, "it keeps its own");
}

#[test]
fn one_at_a_time() {
    let mut disk = MemoryDisk::default();
    let tree = BTree::open(&mut disk, SMALL).expect("it opens");
    drop(tree);
    crate::disk::Disk::lock(&mut disk).expect("it was given up");
    let error = BTree::open(&mut disk, SMALL).err();
    assert!(matches!(error, Some(BTreeError::Disk(error)) if error.reason == crate::disk::Reason::Locked));
}

#[test]
fn what_it_asks_of_the_disk_is_counted() {
    let options = Options { checkpoint_bytes: u64::MAX, pool_pages: 64, ..SMALL };
    let mut disk = MemoryDisk::default();
    let mut tree = BTree::open(&mut disk, options).expect("it opens");
    for at in 0..300 {
        tree.put(&key(at), &[7; 90]).expect("there is room");
    }
    let counters = tree.counters();
    assert_eq!((counters.page_reads, counters.page_writes, counters.frames), (0, 0, 301));
    assert_eq!((counters.syncs, counters.random), (301, 0), "the log is only appended to");
    tree.checkpoint().expect("it can");
    let leaves = tree.check().expect("it is sound").leaves;
    // All leaves, the root, and page 0, one after the other.
    let written = tree.counters();
    assert_eq!(written.page_writes, u64::from(leaves) + 2);
    assert_eq!(written.page_bytes_written, written.page_writes * 4_096);
    assert_eq!(written.random, 0);
    tree.put(&key(0), b"small").expect("there is room");
    assert_eq!(tree.counters().images, written.images + 1, "the first change after a checkpoint");
    let log = tree.counters().log_bytes_written;
    tree.put(&key(1), b"small").expect("there is room");
    assert!(tree.counters().log_bytes_written - log < 100, "the second is small");
    drop(tree);
    let mut tree = BTree::open(&mut disk, Options { pool_pages: 8, ..options }).expect("it opens");
    for at in (0..300).step_by(50) {
        tree.get(&key(at)).expect("it can");
    }
    let read = tree.counters();
    assert!(read.page_reads >= 6 && read.random >= 4 && read.hits >= 5, "{read:?}");
    assert!(read.nanos(&DiskModel::DISK_2010) > 40_000_000 && read.nanos(&DiskModel::NVME) < 1_000_000);
}

#[test]
fn the_closed_form_is_what_a_tree_writes() {
    // 200 leaves of 38 entries; 300 updates anywhere, and a checkpoint.
    let options = Options { checkpoint_bytes: u64::MAX, pool_pages: 1_000, ..SMALL };
    let mut tree = BTree::open(MemoryDisk::default(), options).expect("it opens");
    for at in 0..7_600 {
        tree.put(&key(at), &[7; 90]).expect("there is room");
    }
    let leaves = u64::from(tree.check().expect("it is sound").leaves);
    assert_eq!(leaves, 200);
    let mut random = crate::random::SplitMix64::new(1);
    let (rounds, updates) = (50, 300);
    tree.checkpoint().expect("it can");
    let before = tree.counters().page_writes;
    for _ in 0..rounds {
        for _ in 0..updates {
            tree.put(&key(random.below(7_600)), &[8; 90]).expect("there is room");
        }
        tree.checkpoint().expect("it can");
    }
    let found = (tree.counters().page_writes - before) as f64 / f64::from(rounds);
    let expected = dirty_pages(leaves, updates);
    assert!((found / expected - 1.0).abs() < 0.02, "{found} pages, not {expected}");
}

#[test]
fn views_tell_what_is_there_and_count_nothing() {
    let mut tree = BTree::open(MemoryDisk::default(), SMALL).expect("it opens");
    for at in 0..200 {
        tree.put(&key(at), &[7; 90]).expect("there is room");
    }
    let (view, counters) = (tree.view(), tree.counters());
    let root = tree.inspect(view.root).expect("it is there");
    assert_eq!((root.kind, root.level), (Kind::Inner, 1));
    let Some(CellView::Branch(first, child)) = root.cells.first() else { panic!("a branch: {root:?}") };
    // As short a key as tells "key-00037" and "key-00038" apart.
    assert_eq!((first.as_slice(), *child), (&b"key-00038"[..], 2));
    let leaf = tree.inspect(*child).expect("it is there");
    assert_eq!((leaf.kind, leaf.cells.len()), (Kind::Leaf, 38));
    assert_eq!(leaf.cells.first(), Some(&CellView::Entry(key(38), alloc::vec![7; 90])));
    assert!(view.pool.len() <= 8 && tree.inspect(view.pages).is_err());
    assert_eq!((tree.counters(), tree.view()), (counters, view));
}
