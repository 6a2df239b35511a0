//! Records of a reader's file: each with its key, and as it stands in the file.
//!
//! ```text
//!   id,name          {"id": 7, "name": "tea"}        Package: apt         key    7           7            apt
//!   7,"green tea"                                    Version: 2.6.1       value  the line    the line     the paragraph
//! ```
//!
//! ```
//! use snowglobe_web::own_data::storage::records::{Format, Reader};
//!
//! let mut reader = Reader::new(Format::Json { field: "id".into() });
//! let mut keys = Vec::new();
//! let mut take = |record: snowglobe_web::own_data::storage::records::Record| keys.push(record.key.map(<[u8]>::to_vec));
//! reader.push(b"{\"id\": 7}\r\n{\"i", &mut take);
//! reader.push(b"d\": \"tea\"}", &mut take);
//! reader.finish(&mut take);
//! assert_eq!(keys, [Ok(b"7".to_vec()), Ok(b"tea".to_vec())]);
//! ```
//!
//! A record of more than 64 MiB is passed over, and never held whole.

pub mod csv;
pub mod json;
pub mod lines;
pub mod look;

use serde::{Deserialize, Serialize};
use snowglobe_core::lsm::{MAX_KEY, MAX_VALUE};

/// How a file is to be read, and where its keys are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// A table (RFC 4180).
    Csv {
        /// The byte between two fields.
        delimiter: u8,
        /// The column of the key, from 0.
        column: usize,
        /// Whether the first row names the columns.
        header: bool,
    },
    /// A JSON object a line.
    Json {
        /// The field of the key.
        field: String,
    },
    /// Paragraphs as of a Debian package index; the key is what follows `Package: `.
    Packages,
}

/// Why a record has no key, or cannot be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Problem {
    /// The column, field or line of the key is missing or empty.
    NoKey,
    /// It is no JSON object.
    Json,
    /// There is a zero byte in it.
    Zero,
    /// The key is longer than an engine takes.
    LongKey,
    /// The record is.
    Long,
}

/// A record of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its key, or why there is none.
    pub key: Result<&'a [u8], Problem>,
    /// All of it, without the end of its line.
    pub text: &'a [u8],
}

/// Takes records.
pub type Take<'t> = &'t mut dyn FnMut(Record<'_>);

/// Reads a file, chunk by chunk.
#[derive(Debug)]
pub struct Reader {
    /// The first bytes, until it is known whether they are a mark of the encoding.
    first: Option<Vec<u8>>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Csv(Box<csv::Csv>),
    Lines(lines::Lines),
}

const BOM: &[u8] = b"\xEF\xBB\xBF";

impl Reader {
    /// A reader of files of this form.
    #[must_use]
    pub fn new(format: Format) -> Self {
        let kind = match format {
            Format::Csv { delimiter, column, header } => {
                Kind::Csv(Box::new(csv::Csv::new(delimiter, column, header)))
            }
            Format::Json { field } => Kind::Lines(lines::Lines::new(lines::Form::Json(field))),
            Format::Packages => Kind::Lines(lines::Lines::new(lines::Form::Packages)),
        };
        Self { first: Some(Vec::new()), kind }
    }

    /// Takes the next chunk of the file.
    pub fn push(&mut self, chunk: &[u8], take: Take<'_>) {
        let Some(first) = &mut self.first else { return self.feed(chunk, take) };
        first.extend_from_slice(chunk);
        if first.len() >= BOM.len() {
            self.begin(take);
        }
    }

    /// Ends the file.
    pub fn finish(&mut self, take: Take<'_>) {
        self.begin(take);
        match &mut self.kind {
            Kind::Csv(csv) => csv.finish(take),
            Kind::Lines(lines) => lines.finish(take),
        }
    }

    /// The first row of a table, if it names the columns, once it was read.
    #[must_use]
    pub fn header(&self) -> Option<&[u8]> {
        match &self.kind {
            Kind::Csv(csv) => csv.header(),
            Kind::Lines(_) => None,
        }
    }

    fn begin(&mut self, take: Take<'_>) {
        if let Some(first) = self.first.take() {
            self.feed(first.strip_prefix(BOM).unwrap_or(&first), take);
        }
    }

    fn feed(&mut self, bytes: &[u8], take: Take<'_>) {
        match &mut self.kind {
            Kind::Csv(csv) => csv.push(bytes, take),
            Kind::Lines(lines) => lines.push(bytes, take),
        }
    }
}

/// Whether a record can be stored under this key.
fn checked<'a>(key: &'a [u8], text: &[u8]) -> Result<&'a [u8], Problem> {
    match key {
        _ if text.len() > MAX_VALUE => Err(Problem::Long),
        _ if text.contains(&0) => Err(Problem::Zero),
        [] => Err(Problem::NoKey),
        _ if key.len() > MAX_KEY => Err(Problem::LongKey),
        _ => Ok(key),
    }
}

/// What is shown of a record that is too long.
const SHOWN: usize = 1 << 10;

/// Text that grows up to what a record may have; then only its beginning is kept.
#[derive(Debug, Default)]
struct Held {
    text: Vec<u8>,
    long: bool,
}

impl Held {
    fn add(&mut self, bytes: &[u8]) {
        if self.long {
            return;
        }
        self.text.extend_from_slice(bytes);
        // The end of its line is not counted.
        if self.text.len() > MAX_VALUE + 2 {
            self.text.truncate(SHOWN);
            self.text.shrink_to_fit();
            self.long = true;
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.long = false;
    }
}

#[cfg(test)]
mod tests;
