//! A key a row: one column of a CSV (RFC 4180), `1,"a ""b"""` holds the key `a "b"` in column 1.

use csv_core::ReadFieldResult;

use super::{Counter, MAX_KEY_BYTES};
use crate::own_data::cache::failure::Failure;

/// Reads one column.
pub(super) struct Csv {
    reader: csv_core::Reader,
    column: usize,
    /// Rows before the first key: 1 with a header, else 0.
    skip: usize,
    /// The column being read.
    at: usize,
    /// What the chosen field holds so far.
    key: Vec<u8>,
    key_len: usize,
    /// Where the fields go that nobody wants.
    scrap: [u8; 256],
}

impl std::fmt::Debug for Csv {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Csv").field("column", &self.column).field("at", &self.at).finish_non_exhaustive()
    }
}

impl Csv {
    pub(super) fn new(delimiter: u8, column: usize, header: bool) -> Self {
        Self {
            reader: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            column,
            skip: usize::from(header),
            at: 0,
            key: vec![0; MAX_KEY_BYTES + 2],
            key_len: 0,
            scrap: [0; 256],
        }
    }

    pub(super) fn feed(
        &mut self,
        mut bytes: &[u8],
        sink: &mut Counter,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<(), Failure> {
        // To csv-core an empty input is the end of the text.
        while !bytes.is_empty() {
            let read = self.step(bytes, sink, take)?;
            bytes = bytes.get(read.used..).unwrap_or_default();
        }
        Ok(())
    }

    pub(super) fn finish(&mut self, sink: &mut Counter, take: &mut dyn FnMut(&[u8])) -> Result<(), Failure> {
        while !self.step(&[], sink, take)?.ended {}
        Ok(())
    }

    /// Reads up to the end of one field, or of the input.
    fn step(
        &mut self,
        bytes: &[u8],
        sink: &mut Counter,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<Step, Failure> {
        let wanted = self.at == self.column;
        let room =
            if wanted { self.key.get_mut(self.key_len..).unwrap_or_default() } else { &mut self.scrap[..] };
        // A field that is too long goes on into the scrap; its length already says so.
        let overflow = room.is_empty();
        let room = if overflow { &mut self.scrap[..] } else { room };
        let (result, used, written) = self.reader.read_field(bytes, room);
        if wanted && !overflow {
            self.key_len += written;
        }
        let ended = result == ReadFieldResult::End;
        if let ReadFieldResult::Field { record_end } = result {
            self.at += 1;
            if record_end {
                let (columns, len) = (std::mem::take(&mut self.at), std::mem::take(&mut self.key_len));
                if self.skip > 0 {
                    self.skip -= 1;
                } else if columns > self.column {
                    sink.key(self.key.get(..len).unwrap_or_default(), take)?;
                } else {
                    sink.counts.missing += 1;
                }
            }
        }
        Ok(Step { used, ended })
    }
}

struct Step {
    used: usize,
    ended: bool,
}
