//! Keys out of a stream of bytes: a key a line, or one column of a CSV.
//!
//! ```
//! use snowglobe_web::own_data::keys::{KeyReader, Reading};
//!
//! let mut keys = Vec::new();
//! let mut reader = KeyReader::new(Reading::Column { delimiter: b',', column: 1, header: true });
//! for chunk in [&b"id,na"[..], b"me\r\n7,\"a, ", b"\"\"b\"\"\"\r\n"] {
//!     reader.push(chunk, &mut |key| keys.push(key.to_vec()))?;
//! }
//! let counts = reader.finish(&mut |key| keys.push(key.to_vec()))?;
//! assert_eq!(keys, [b"a, \"b\""]);
//! assert_eq!(counts.keys, 1);
//! # Ok::<(), snowglobe_web::own_data::failure::Failure>(())
//! ```
//!
//! The chunks may be cut anywhere, inside a quote, a line end or the byte order mark. CSV is that
//! of RFC 4180 as the crate `csv-core` reads it. Keys are bytes: they need not be UTF-8. Memory
//! does not grow with the stream: at most one key ([`MAX_KEY_BYTES`]) is held.

use csv_core::ReadFieldResult;
use serde::{Deserialize, Serialize};

use super::failure::Failure;

/// The most keys that are read from one file.
pub const MAX_KEYS: u64 = 5_000_000;
/// The largest file that is read: 1 GiB.
pub const MAX_FILE_BYTES: u64 = 1 << 30;
/// A longer key is counted and left out.
pub const MAX_KEY_BYTES: usize = 64 << 10;

/// How keys are taken from the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reading {
    /// A key a line, ended by LF or CRLF, otherwise as it stands.
    Lines,
    /// A column of a CSV.
    Column {
        /// The byte between two fields: a comma, a tab, a semicolon…
        delimiter: u8,
        /// Which column, from 0.
        column: usize,
        /// Whether the first row names the columns and holds no key.
        header: bool,
    },
}

/// What was met while reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Keys read. A key that comes twice counts twice.
    pub keys: u64,
    /// Lines or fields of nothing but blanks, left out. (Blank lines of a CSV are no rows and not counted.)
    pub blank: u64,
    /// Keys longer than [`MAX_KEY_BYTES`], left out.
    pub too_long: u64,
    /// Rows of a CSV too short to have the column, left out.
    pub missing: u64,
}

/// Refuses a file for its size, before anything of it is read.
///
/// # Errors
/// [`Failure::FileTooLarge`] above [`MAX_FILE_BYTES`].
pub fn check_size(bytes: u64) -> Result<(), Failure> {
    if bytes > MAX_FILE_BYTES {
        return Err(Failure::FileTooLarge {
            bytes,
            max: MAX_FILE_BYTES,
        });
    }
    Ok(())
}

/// A reader of keys that is fed chunks; see the module.
#[derive(Debug)]
pub struct KeyReader {
    start: Start,
    bytes: u64,
    shape: Shape,
    sink: Counter,
}

impl KeyReader {
    /// A reader at the start of a text.
    #[must_use]
    pub fn new(reading: Reading) -> Self {
        let shape = match reading {
            Reading::Lines => Shape::Lines(Lines::default()),
            Reading::Column {
                delimiter,
                column,
                header,
            } => Shape::Csv(Box::new(Csv::new(delimiter, column, header))),
        };
        Self {
            start: Start::default(),
            bytes: 0,
            shape,
            sink: Counter::default(),
        }
    }

    /// What was met so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.sink.counts
    }

    /// Reads the next chunk, of any length, and hands each key that ends in it to `take`. O(bytes).
    ///
    /// # Errors
    /// [`Failure::Binary`], [`Failure::Utf16`], [`Failure::TooManyKeys`] or [`Failure::FileTooLarge`]:
    /// the text must not be read further.
    pub fn push(&mut self, chunk: &[u8], take: &mut dyn FnMut(&[u8])) -> Result<(), Failure> {
        let Some((first, rest)) = self.start.pass(chunk) else {
            return Ok(());
        };
        self.feed(&first, take)?;
        self.feed(rest, take)
    }

    /// Ends the text and hands over a last key that no line end followed.
    ///
    /// # Errors
    /// As [`KeyReader::push`], and [`Failure::NoKeys`] if there was none.
    pub fn finish(&mut self, take: &mut dyn FnMut(&[u8])) -> Result<Counts, Failure> {
        let rest = self.start.end();
        self.feed(&rest, take)?;
        match &mut self.shape {
            Shape::Lines(lines) => lines.finish(&mut self.sink, take)?,
            Shape::Csv(csv) => csv.finish(&mut self.sink, take)?,
        }
        if self.sink.counts.keys == 0 {
            return Err(Failure::NoKeys);
        }
        Ok(self.sink.counts)
    }

    fn feed(&mut self, bytes: &[u8], take: &mut dyn FnMut(&[u8])) -> Result<(), Failure> {
        if self.bytes == 0 && (bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")) {
            return Err(Failure::Utf16);
        }
        if let Some(at) = bytes.iter().position(|&b| b == 0) {
            return Err(Failure::Binary {
                offset: self.bytes + at as u64,
            });
        }
        self.bytes += bytes.len() as u64;
        check_size(self.bytes)?;
        match &mut self.shape {
            Shape::Lines(lines) => lines.feed(bytes, &mut self.sink, take),
            Shape::Csv(csv) => csv.feed(bytes, &mut self.sink, take),
        }
    }
}

/// Holds the first three bytes back until it is known whether they are a byte order mark.
#[derive(Debug, Default)]
struct Start {
    held: Vec<u8>,
    passed: bool,
}

impl Start {
    /// The bytes held and those after them; `None` while there are too few to tell.
    fn pass<'a>(&mut self, chunk: &'a [u8]) -> Option<(Vec<u8>, &'a [u8])> {
        if self.passed {
            return Some((Vec::new(), chunk));
        }
        let (first, rest) = chunk.split_at(chunk.len().min(3 - self.held.len()));
        self.held.extend_from_slice(first);
        if self.held.len() < 3 {
            return None;
        }
        self.passed = true;
        if self.held == b"\xEF\xBB\xBF" {
            self.held.clear();
        }
        Some((std::mem::take(&mut self.held), rest))
    }

    fn end(&mut self) -> Vec<u8> {
        self.passed = true;
        std::mem::take(&mut self.held)
    }
}

#[derive(Debug)]
enum Shape {
    Lines(Lines),
    Csv(Box<Csv>),
}

/// Judges and counts each key before it is handed over.
#[derive(Debug, Default)]
struct Counter {
    counts: Counts,
}

impl Counter {
    fn key(&mut self, key: &[u8], take: &mut dyn FnMut(&[u8])) -> Result<(), Failure> {
        if key.len() > MAX_KEY_BYTES {
            self.counts.too_long += 1;
        } else if key.iter().all(u8::is_ascii_whitespace) {
            self.counts.blank += 1;
        } else if self.counts.keys == MAX_KEYS {
            return Err(Failure::TooManyKeys { max: MAX_KEYS });
        } else {
            self.counts.keys += 1;
            take(key);
        }
        Ok(())
    }
}

#[derive(Debug, Default)]
struct Lines {
    /// The start of a line whose end was not seen yet, cut just above [`MAX_KEY_BYTES`].
    open: Vec<u8>,
}

impl Lines {
    fn feed(
        &mut self,
        mut bytes: &[u8],
        sink: &mut Counter,
        take: &mut dyn FnMut(&[u8]),
    ) -> Result<(), Failure> {
        while let Some(end) = bytes.iter().position(|&b| b == b'\n') {
            let (line, rest) = bytes.split_at(end);
            bytes = rest.get(1..).unwrap_or_default();
            if self.open.is_empty() {
                sink.key(without_cr(line), take)?;
            } else {
                self.hold(line);
                sink.key(without_cr(&self.open), take)?;
                self.open.clear();
            }
        }
        self.hold(bytes);
        Ok(())
    }

    fn finish(&mut self, sink: &mut Counter, take: &mut dyn FnMut(&[u8])) -> Result<(), Failure> {
        let last = std::mem::take(&mut self.open);
        if last.is_empty() {
            Ok(())
        } else {
            sink.key(without_cr(&last), take)
        }
    }

    fn hold(&mut self, bytes: &[u8]) {
        // Two more than a key may have: enough to see that it is too long, even if a CR comes off.
        let room = (MAX_KEY_BYTES + 2).saturating_sub(self.open.len());
        self.open
            .extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }
}

fn without_cr(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

struct Csv {
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
        f.debug_struct("Csv")
            .field("column", &self.column)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

impl Csv {
    fn new(delimiter: u8, column: usize, header: bool) -> Self {
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

    fn feed(
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

    fn finish(&mut self, sink: &mut Counter, take: &mut dyn FnMut(&[u8])) -> Result<(), Failure> {
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
        let room = if wanted {
            self.key.get_mut(self.key_len..).unwrap_or_default()
        } else {
            &mut self.scrap[..]
        };
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
                let (columns, len) = (
                    std::mem::take(&mut self.at),
                    std::mem::take(&mut self.key_len),
                );
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

#[cfg(test)]
mod tests;
