//! Every byte of every file is told, whatever the file is.

use super::damage::{database, files};
use super::*;
use crate::anatomy::{Anatomy, Span, What};
use crate::disk::MemoryDisk;
#[cfg(feature = "lz4")]
use crate::lsm::anatomy::unpacked;
use crate::lsm::anatomy::{annotate, entry_at, outline};
use proptest::prelude::*;

/// The spans follow one another from the first byte to the last.
fn covers(Anatomy { spans, next }: &Anatomy, from: u64, size: usize) {
    let mut at = spans.first().map_or(size as u64, |span| span.from);
    assert!(at <= from.min(size as u64), "{at} is behind {from}");
    for span in spans {
        assert!(span.from == at && span.to > at, "{span:?} after {at}");
        at = span.to;
    }
    assert_eq!(at, next.unwrap_or(size as u64));
}

fn whole(name: &str, bytes: &[u8]) -> Vec<Span> {
    let all = annotate(name, bytes, 0, usize::MAX);
    covers(&all, 0, bytes.len());
    all.spans
}

/// Whether something is said to be wrong.
fn complains(spans: &[Span]) -> bool {
    spans.iter().any(|span| {
        matches!(
            span.what,
            What::Damaged(_)
                | What::Torn
                | What::Unknown
                | What::Checksum { right: false }
                | What::FileNumber { right: false, .. }
        )
    })
}

/// Key, whether it is put, and value of every entry, as the spans say.
fn entries(bytes: &[u8], spans: &[Span]) -> Vec<(Vec<u8>, bool, Vec<u8>)> {
    let (mut key, mut all) = (Vec::new(), Vec::new());
    for entry in spans.chunk_by(|a, b| a.group == b.group && a.item == b.item) {
        let mut found = None;
        let mut value = Vec::new();
        for span in entry {
            match span.what {
                What::KeyShared(shared) => key.truncate(shared as usize),
                What::Write { put } => {
                    key.clear();
                    found = Some(put);
                }
                What::Tag { put, .. } => found = Some(put),
                What::Key => key.extend_from_slice(span.bytes(bytes)),
                What::Value => value = span.bytes(bytes).to_vec(),
                _ => {}
            }
        }
        // An index has tags, too.
        let index = entry.iter().any(|span| span.what == What::LastKey);
        if let Some(put) = found.filter(|_| !index) {
            all.push((key.clone(), put, value));
        }
    }
    all
}

#[test]
fn every_key_and_value_is_in_a_span() {
    for closed in [true, false] {
        let (disk, model) = database(closed);
        let mut met = Vec::new();
        for (name, size) in files(&disk) {
            let bytes = disk.bytes(&name).expect("it is there");
            let spans = whole(&name, bytes);
            assert!(!complains(&spans), "{name}: {spans:?}");
            met.extend(entries(bytes, &spans));
            let parts = outline(&name, bytes, 0, usize::MAX);
            covers(&parts, 0, size);
            assert!(parts.spans.iter().all(|part| part.what == What::Whole));
        }
        for (key, value) in &model {
            assert!(met.contains(&(key.clone(), true, value.clone())), "{key:?}");
        }
        assert!(met.iter().any(|(_, put, _)| !put), "tombstones");
        assert!(met.len() > model.len());
    }
}

#[test]
fn a_piece_is_what_the_whole_has_there() {
    let (disk, _) = database(false);
    for (name, size) in files(&disk) {
        let bytes = disk.bytes(&name).expect("it is there");
        let spans = whole(&name, bytes);
        let (mut from, mut pieces) = (0, Vec::new());
        loop {
            let piece = annotate(&name, bytes, from, 7);
            covers(&piece, from, size);
            assert!(piece.spans.len() <= 7);
            pieces.extend(piece.spans);
            let Some(next) = piece.next else { break };
            from = next;
        }
        assert_eq!(pieces, spans, "{name}");
        for at in (0..size as u64).step_by(37) {
            let one = annotate(&name, bytes, at, 1).spans;
            assert_eq!(one.first(), spans.iter().find(|span| span.to > at), "{name} at {at}");
        }
        assert!(annotate(&name, bytes, size as u64, 7).spans.is_empty());
    }
}

#[test]
fn a_byte_belongs_to_an_entry_with_its_whole_key() {
    let (disk, _) = database(false);
    for (name, _) in files(&disk) {
        let bytes = disk.bytes(&name).expect("it is there");
        let spans = whole(&name, bytes);
        let (mut asked, mut all) = (0, entries(bytes, &spans).into_iter());
        for entry in spans.chunk_by(|a, b| a.group == b.group && a.item == b.item) {
            let is_entry =
                entry.iter().any(|span| matches!(span.what, What::KeyShared(_) | What::Write { .. }));
            let found: Vec<_> = entry.iter().map(|span| entry_at(&name, bytes, span.from)).collect();
            if !is_entry {
                assert!(found.iter().all(Option::is_none), "{name}: {entry:?}");
                continue;
            }
            let (key, put, value) = all.next().expect("as many as there are");
            for found in found.into_iter().flatten() {
                let there = &bytes[found.value.0 as usize..found.value.1 as usize];
                assert_eq!((&found.key, found.put, there), (&key, put, value.as_slice()));
                assert!(found.sequence > 0);
                asked += 1;
            }
        }
        assert_eq!(
            asked > 0,
            name.starts_with("log") && bytes.len() > 80 || name.starts_with("table"),
            "{name}"
        );
    }
}

#[test]
fn a_changed_byte_is_told_as_the_engine_tells_it() {
    let (disk, _) = database(false);
    let last = files(&disk).into_iter().map(|(name, _)| name).rfind(|name| name.starts_with("log"));
    for (name, size) in files(&disk) {
        for at in 0..size {
            let mut rotten = disk.clone();
            rotten.bytes_mut(&name).expect("it is there")[at] ^= 1 << (at % 8);
            let bytes = rotten.bytes(&name).expect("it is there").to_vec();
            let spans = whole(&name, &bytes);
            assert!(complains(&spans), "{name}: byte {at} of {size}");
            if Some(&name) == last.as_ref() {
                let damaged = spans.iter().any(|span| span.what != What::Torn && complains(&[*span]));
                let torn = spans.iter().any(|span| span.what == What::Torn);
                let opened = Lsm::open(&mut rotten, small()).is_ok();
                assert_eq!((torn, damaged && !torn), (opened, !opened), "byte {at}: {spans:?}");
            }
        }
    }
}

#[test]
fn a_file_cut_short_is_told() {
    let (disk, _) = database(true);
    for (name, size) in files(&disk) {
        let bytes = disk.bytes(&name).expect("it is there");
        let ends: Vec<u64> = outline(&name, bytes, 0, usize::MAX).spans.iter().map(|part| part.to).collect();
        for end in 0..size {
            let spans = whole(&name, &bytes[..end]);
            // Between two frames nothing is missing, as far as the file can tell.
            let between = !name.starts_with("table") && ends.contains(&(end as u64));
            // Nor is there a byte to say it of when the header is all there is.
            assert!(
                between || end == 0 || end == names::HEADER || complains(&spans),
                "{name}: {end} bytes of {size}: {spans:?}"
            );
        }
    }
}

#[cfg(feature = "lz4")]
#[test]
fn what_a_compressed_block_holds_is_shown() {
    let mut disk = MemoryDisk::default();
    let options = Options { compression: Compression::Lz4, block_bytes: 2_000, ..Options::default() };
    let mut lsm = Lsm::open(&mut disk, options).expect("an empty disk");
    for number in 0..300 {
        lsm.put(format!("key-{number:04}").as_bytes(), b"again and again and again").expect("there is room");
    }
    lsm.flush().expect("there is room");
    drop(lsm);
    let (name, _) = files(&disk).into_iter().rfind(|(name, _)| name.starts_with("table")).expect("one");
    let bytes = disk.bytes(&name).expect("it is there");
    let spans = whole(&name, bytes);
    let packed = spans.iter().filter(|span| matches!(span.what, What::Packed { .. }));
    let mut met = 0;
    for span in packed {
        let (content, inside) = unpacked(&name, bytes, span.from, 0, usize::MAX).expect("it is whole");
        covers(&inside, 0, content.len());
        assert_eq!(span.what, What::Packed { bytes: content.len() as u64 });
        assert_eq!(entry_at(&name, bytes, span.from), None);
        met += entries(&content, &inside.spans).len();
    }
    assert_eq!(met, 300);
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("CURRENT".into()),
        Just("log-000003".into()),
        Just("manifest-000002".into()),
        Just("table-000007".into()),
        Just("photo.png".into())
    ]
}

proptest! {
    #[test]
    fn any_bytes_are_covered(
        name in name(),
        bytes in prop::collection::vec(prop_oneof![4 => 0..4_u8, 1 => any::<u8>()], 0..400),
        from in 0..500_u64,
        limit in 0..20_usize,
    ) {
        covers(&annotate(&name, &bytes, from, limit), from, bytes.len());
        covers(&outline(&name, &bytes, from, limit), from, bytes.len());
        let _ = (entry_at(&name, &bytes, from), crate::lsm::anatomy::unpacked(&name, &bytes, from, 0, limit));
    }

    #[test]
    fn files_with_holes_and_foreign_ends_are_covered(
        which in any::<prop::sample::Index>(),
        (start, cut) in (0..4_000_usize, 0..100_usize),
        put in prop::collection::vec(any::<u8>(), 0..100),
        from in 0..4_000_u64,
    ) {
        let (disk, _) = database(true);
        let all = files(&disk);
        let (name, _) = which.get(&all);
        let mut bytes = disk.bytes(name).expect("it is there").to_vec();
        let start = start.min(bytes.len());
        let end = (start + cut).min(bytes.len());
        bytes.splice(start..end, put);
        covers(&annotate(name, &bytes, from, 50), from, bytes.len());
        covers(&annotate(name, &bytes, 0, usize::MAX), 0, bytes.len());
        covers(&annotate("copy.bin", &bytes, 0, usize::MAX), 0, bytes.len());
        let _ = entry_at(name, &bytes, from);
    }
}
