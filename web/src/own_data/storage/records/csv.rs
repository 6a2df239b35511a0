//! Rows of a table (RFC 4180), each as it stands in the file: `7,"green ""tea"""` has the key `7` in column 0.

use csv_core::ReadFieldResult;
use snowglobe_core::lsm::MAX_KEY;

use super::{Held, Problem, Record, Take, checked};

/// Reads rows.
pub(super) struct Csv {
    reader: csv_core::Reader,
    column: usize,
    /// The first row, if it names the columns: not read yet, or read.
    header: Option<Vec<u8>>,
    named: bool,
    /// The column being read.
    at: usize,
    /// What the field of the key holds so far.
    key: Vec<u8>,
    key_len: usize,
    long_key: bool,
    /// The row so far.
    row: Held,
    /// The line on which the row begins, and the ends of lines in it: also of what is not held.
    line: u64,
    ends: u64,
    scrap: [u8; 256],
}

impl std::fmt::Debug for Csv {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Csv").field("column", &self.column).field("line", &self.line).finish_non_exhaustive()
    }
}

impl Csv {
    pub(super) fn new(delimiter: u8, column: usize, header: bool) -> Self {
        Self {
            reader: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            column,
            header: None,
            named: header,
            at: 0,
            key: vec![0; MAX_KEY + 2],
            key_len: 0,
            long_key: false,
            row: Held::default(),
            line: 1,
            ends: 0,
            scrap: [0; 256],
        }
    }

    pub(super) fn header(&self) -> Option<&[u8]> {
        self.header.as_deref()
    }

    pub(super) fn push(&mut self, mut bytes: &[u8], take: Take<'_>) {
        // To csv-core an empty input is the end of the text.
        while !bytes.is_empty() {
            let (used, _) = self.step(bytes, take);
            bytes = bytes.get(used..).unwrap_or_default();
        }
    }

    pub(super) fn finish(&mut self, take: Take<'_>) {
        while !self.step(&[], take).1 {}
    }

    /// Reads up to the end of a field, or of the input: how many bytes, and whether the text is at its end.
    fn step(&mut self, bytes: &[u8], take: Take<'_>) -> (usize, bool) {
        let wanted = self.at == self.column;
        let room = self.key.get_mut(self.key_len..).filter(|room| wanted && !room.is_empty());
        let kept = room.is_some();
        let (result, used, written) = self.reader.read_field(bytes, room.unwrap_or(&mut self.scrap));
        match kept {
            true => self.key_len += written,
            false => self.long_key |= wanted && written > 0,
        }
        let read = bytes.get(..used).unwrap_or_default();
        self.ends += ends(read);
        self.row.add(read);
        if let ReadFieldResult::Field { record_end } = result {
            self.at += 1;
            if record_end {
                self.end_row(take);
            }
        }
        (used, result == ReadFieldResult::End)
    }

    fn end_row(&mut self, take: Take<'_>) {
        let columns = std::mem::take(&mut self.at);
        let key_len = std::mem::take(&mut self.key_len);
        let long_key = std::mem::take(&mut self.long_key);
        // What ends the row before may only have been read with this one.
        let row = self.row.text.as_slice();
        let start = row.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(row.len());
        let (before, row) = row.split_at(start);
        let end = row.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(0, |last| last + 1);
        let text = row.get(..end).unwrap_or_default();
        let line = self.line + ends(before);
        self.line += std::mem::take(&mut self.ends);
        if std::mem::take(&mut self.named) {
            self.header = Some(text.to_vec());
        } else {
            let key = self.key.get(..key_len).filter(|_| columns > self.column);
            let key = match key {
                _ if self.row.long => Err(Problem::Long),
                _ if long_key => Err(Problem::LongKey),
                None => Err(Problem::NoKey),
                Some(key) => checked(key, text),
            };
            take(Record { line, key, text });
        }
        self.row.clear();
    }
}

/// Ends of lines.
fn ends(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte == b'\n').count() as u64
}
