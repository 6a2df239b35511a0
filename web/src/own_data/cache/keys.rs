//! Keys out of a stream of bytes: a key a line, or one column of a CSV.
//!
//! ```
//! use snowglobe_web::own_data::cache::keys::{KeyReader, Reading};
//!
//! let mut keys = Vec::new();
//! let mut reader = KeyReader::new(Reading::Column { delimiter: b',', column: 1, header: true });
//! for chunk in [&b"id,na"[..], b"me\r\n7,\"a, ", b"\"\"b\"\"\"\r\n"] {
//!     reader.push(chunk, &mut |key| keys.push(key.to_vec()))?;
//! }
//! let counts = reader.finish(&mut |key| keys.push(key.to_vec()))?;
//! assert_eq!(keys, [b"a, \"b\""]);
//! assert_eq!(counts.keys, 1);
//! # Ok::<(), snowglobe_web::own_data::cache::failure::Failure>(())
//! ```
//!
//! The chunks may be cut anywhere, inside a quote, a line end or the byte order mark. CSV is that
//! of RFC 4180 as the crate `csv-core` reads it. Keys are bytes: they need not be UTF-8. Memory
//! does not grow with the stream: at most one key ([`MAX_KEY_BYTES`]) is held.

use serde::{Deserialize, Serialize};

use super::failure::Failure;
use crate::own_data::failure::{FileFailure, check_size};
use crate::own_data::sniff::Format;
use csv::Csv;
use lines::Lines;

mod csv;
mod lines;

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

impl Reading {
    /// How to read the keys of a file that looks like this, if nobody says otherwise.
    #[must_use]
    pub fn suggested(format: &Format) -> Self {
        match format {
            Format::Csv(table) => {
                Self::Column { delimiter: table.delimiter, column: table.key_column, header: table.header }
            }
            _ => Self::Lines,
        }
    }
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
            Reading::Column { delimiter, column, header } => {
                Shape::Csv(Box::new(Csv::new(delimiter, column, header)))
            }
        };
        Self { start: Start::default(), bytes: 0, shape, sink: Counter::default() }
    }

    /// What was met so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.sink.counts
    }

    /// Reads the next chunk, of any length, and hands each key that ends in it to `take`. O(bytes).
    ///
    /// # Errors
    /// [`FileFailure::Binary`], [`FileFailure::Utf16`], [`Failure::TooManyKeys`] or [`FileFailure::TooLarge`]:
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
            return Err(FileFailure::Utf16.into());
        }
        if let Some(at) = bytes.iter().position(|&b| b == 0) {
            return Err(FileFailure::Binary { offset: self.bytes + at as u64 }.into());
        }
        self.bytes += bytes.len() as u64;
        check_size(self.bytes, MAX_FILE_BYTES)?;
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

#[cfg(test)]
mod tests;
