//! Every byte of a tree's files is told.

use super::*;
use crate::anatomy::{Anatomy, Span, What};
use crate::btree::anatomy::{annotate, outline};
use crate::disk::{Disk, MemoryDisk};
use alloc::collections::BTreeSet;
use alloc::string::String;
use proptest::prelude::*;

fn covers(Anatomy { spans, next }: &Anatomy, size: usize) {
    let mut at = spans.first().map_or(size as u64, |span| span.from);
    for span in spans {
        assert!(span.from == at && span.to > at, "{span:?} after {at}");
        at = span.to;
    }
    assert_eq!(at, next.unwrap_or(size as u64));
}

fn whole(name: &str, bytes: &[u8]) -> Vec<Span> {
    let all = annotate(name, bytes, 0, usize::MAX);
    covers(&all, bytes.len());
    all.spans
}

fn complains(spans: &[Span]) -> bool {
    let wrong = |what| {
        matches!(what, What::Damaged(_) | What::Torn | What::Unknown | What::Checksum { right: false })
    };
    spans.iter().any(|span| wrong(span.what))
}

/// The files of a tree that has been changed since its checkpoint.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut disk = MemoryDisk::default();
    let mut tree =
        BTree::open(&mut disk, Options { checkpoint_bytes: 1 << 20, ..SMALL }).expect("an empty disk");
    for number in 0..60 {
        tree.put(&key(number), &value(number)).expect("there is room");
    }
    tree.checkpoint().expect("there is room");
    for number in 40..90 {
        tree.put(&key(number), &value(number + 1)).expect("there is room");
    }
    tree.delete(&key(3)).expect("there is room");
    drop(tree);
    let names = disk.list().expect("it can");
    names.into_iter().map(|name| (name.clone(), disk.bytes(&name).expect("it is there").to_vec())).collect()
}

#[test]
fn every_key_and_value_is_in_a_span() {
    let mut met = BTreeSet::new();
    for (name, bytes) in files() {
        let spans = whole(&name, &bytes);
        assert!(!complains(&spans) && !spans.iter().any(|span| span.what == What::Cell), "{name}");
        for cell in spans.chunk_by(|a, b| a.group == b.group && a.item == b.item) {
            let part =
                |what| cell.iter().find(|span| span.what == what).map(|span| span.bytes(&bytes).to_vec());
            met.extend(part(What::Key).zip(part(What::Value)));
        }
        let parts = outline(&name, &bytes, 0, usize::MAX);
        covers(&parts, bytes.len());
        let (mut from, mut pieces) = (0, Vec::new());
        while let Some(next) = {
            let piece = annotate(&name, &bytes, from, 11);
            covers(&piece, bytes.len());
            pieces.extend(piece.spans);
            piece.next
        } {
            from = next;
        }
        assert_eq!(pieces, spans, "{name}");
    }
    for number in 0..90 {
        let value = value(if number < 40 { number } else { number + 1 });
        assert!(met.contains(&(key(number), value)), "{number}");
    }
}

#[test]
fn a_changed_byte_is_told() {
    for (name, bytes) in files() {
        for at in (0..bytes.len()).step_by(if name == "pages" { 13 } else { 3 }) {
            let mut rotten = bytes.clone();
            rotten[at] ^= 1 << (at % 8);
            assert!(complains(&whole(&name, &rotten)), "{name}: byte {at}");
        }
        for end in (0..bytes.len()).step_by(101) {
            whole(&name, &bytes[..end]);
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_covered(
        name in prop_oneof![Just("pages"), Just("redo-1"), Just("redo.new"), Just("photo.png")],
        bytes in prop::collection::vec(prop_oneof![4 => 0..4_u8, 1 => any::<u8>()], 0..400),
        size in prop_oneof![Just(0_usize), Just(4_096), Just(9_000)],
        from in 0..500_u64,
        limit in 0..20_usize,
    ) {
        let mut bytes = bytes;
        bytes.resize(bytes.len().max(size), 0);
        covers(&annotate(name, &bytes, from, limit), bytes.len());
        covers(&outline(name, &bytes, from, limit), bytes.len());
    }
}
