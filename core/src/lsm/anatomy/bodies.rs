//! What is in frames: the beginning of a log, writes, changes of the set of tables.
//!
//! Each is read here field by field with the engine's own [`Decoder`], in the order in which `log/replay.rs`,
//! `batch.rs` and `manifest.rs` have them; whoever calls marks as damaged what is left.

use crate::anatomy::{Marker, What};
use crate::lsm::coding::{Decoder, u64_at};

/// Reads fields and marks them.
struct Fields<'m, 'b> {
    decoder: Decoder<'b>,
    marker: &'m mut Marker,
}

impl Fields<'_, '_> {
    /// Marks what was read since `before`.
    fn mark(&mut self, before: usize, what: What) {
        self.marker.take(self.decoder.at - before, what);
    }

    fn number(&mut self, what: impl FnOnce(u64) -> What) -> Option<u64> {
        let before = self.decoder.at;
        let number = self.decoder.number()?;
        self.mark(before, what(number));
        Some(number)
    }

    /// Bytes behind their length.
    fn bytes(&mut self, length: impl FnOnce(u64) -> What, what: What) -> Option<()> {
        let before = self.decoder.at;
        let bytes = self.decoder.bytes()?.len();
        self.marker.take(self.decoder.at - before - bytes, length(bytes as u64));
        self.marker.take(bytes, what);
        Some(())
    }
}

/// The log before, what of it counts, the first sequence number.
pub(super) fn begin(body: &[u8], marker: &mut Marker) {
    let number = |index: usize| u64_at(body, 8 * index);
    if let (Some(after), Some(length), Some(first), Some(certain)) =
        (number(0), number(1), number(2), body.get(24))
    {
        marker.take(8, What::PreviousLog(after));
        marker.take(8, What::PreviousLength(length));
        marker.take(8, What::Sequence(first));
        marker.take(1, What::Certain(*certain != 0));
    }
}

/// Writes.
pub(super) fn batch(body: &[u8], marker: &mut Marker) {
    let _ = batch_fields(Fields { decoder: Decoder::new(body), marker });
}

fn batch_fields(mut fields: Fields<'_, '_>) -> Option<()> {
    fields.number(What::Sequence)?;
    fields.number(What::Count)?;
    for item in 0.. {
        if fields.decoder.is_done() || fields.marker.is_full() {
            break;
        }
        fields.marker.item(Some(item));
        let put = match fields.decoder.byte()? {
            0 => false,
            1 => true,
            _ => return None,
        };
        fields.marker.take(1, What::Write { put });
        fields.bytes(What::KeyLength, What::Key)?;
        if put {
            fields.bytes(What::ValueLength, What::Value)?;
        }
    }
    Some(())
}

/// A change of the set of tables.
pub(super) fn edit(body: &[u8], marker: &mut Marker) {
    let _ = edit_fields(Fields { decoder: Decoder::new(body), marker });
}

fn edit_fields(mut fields: Fields<'_, '_>) -> Option<()> {
    fields.number(What::FirstLog)?;
    fields.number(What::Flushed)?;
    fields.number(What::NextFile)?;
    for _ in 0..fields.number(What::Count)? {
        fields.number(What::RemovedTable)?;
        if fields.marker.is_full() {
            return None;
        }
    }
    for item in 0.. {
        if fields.decoder.is_done() || fields.marker.is_full() {
            break;
        }
        fields.marker.item(Some(item));
        for what in [What::Level, What::Run, What::Table, What::TableBytes, What::Entries, What::Tombstones] {
            fields.number(what)?;
        }
        fields.bytes(What::KeyLength, What::SmallestKey)?;
        fields.bytes(What::KeyLength, What::LargestKey)?;
    }
    Some(())
}

/// Where the last log ends, if there is one.
pub(super) fn closed(body: &[u8], marker: &mut Marker) {
    let mut fields = Fields { decoder: Decoder::new(body), marker };
    let _ = fields.number(What::LastLog).and_then(|_| fields.number(What::LogEnd));
}

/// The last keys of all blocks, and where those are.
pub(super) fn index(body: &[u8], marker: &mut Marker) {
    let _ = index_fields(Fields { decoder: Decoder::new(body), marker });
}

fn index_fields(mut fields: Fields<'_, '_>) -> Option<()> {
    for item in 0.. {
        if fields.decoder.is_done() || fields.marker.is_full() {
            break;
        }
        fields.marker.item(Some(item));
        fields.bytes(What::KeyLength, What::LastKey)?;
        fields.number(tag)?;
        fields.number(What::Offset)?;
        fields.number(What::Size)?;
    }
    Some(())
}

/// What a tag says.
pub(super) fn tag(tag: u64) -> What {
    What::Tag { sequence: tag >> 8, put: !crate::lsm::table::is_tombstone(tag) }
}
