//! A line of an access log → when it was, and the parts of it that rules ask for.
//!
//! ```
//! use snowglobe_web::own_data::gateway::line::{Field, Fields, Format, Parser, Wanted};
//!
//! let line = br#"192.0.2.7 - kim [10/Oct/2000:13:55:36 -0700] "GET /a?b=1 HTTP/1.0" 200 2326"#;
//! let mut wanted = Wanted::default();
//! wanted.add("path");
//! let mut fields = Fields::default();
//! Parser::new(Format::Common, wanted).parse(line, &mut fields)?;
//! assert_eq!(fields.time, 971_211_336_000_000_000);
//! assert_eq!(fields.of(Field::Address, line), b"192.0.2.7");
//! assert_eq!(fields.of(Field::Path, line), b"/a");
//! # Ok::<(), snowglobe_web::own_data::gateway::line::Problem>(())
//! ```
//!
//! Nothing is allocated for a line: [`Fields`] hold where the parts are. A part in which the log escaped
//! something (`\x22` for a quote) is written out into a buffer of the parser's, which is thought of as
//! following the line. The scanners are by hand: a parser of JSON or of dates from a crate alone costs
//! more than the whole line may.
//!
//! | format | its definition |
//! | --- | --- |
//! | [`Format::Common`], [`Format::Combined`] | Apache's `mod_log_config`, nginx's `combined`, and its `main` with the forwarded-for at the end |
//! | [`Format::Json`] | a flat object a line, as `log_format … escape=json` writes it |
//! | [`Format::Plain`] | a stamp and a key |

use serde::{Deserialize, Serialize};

use super::lines::MAX_LINE_BYTES;

pub mod address;
mod detect;
mod json;
mod plain;
mod quoted;
mod text;
mod time;
mod wanted;

pub use detect::detect;
pub use time::{SECOND, utc};
pub use wanted::Wanted;

/// How a log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Common Log Format: `host ident user [time] "request" status bytes`.
    Common,
    /// The same, and the referrer and the agent in quotes, and perhaps who it was forwarded for.
    Combined,
    /// A flat JSON object a line.
    Json,
    /// A stamp and a key a line.
    Plain,
}

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The address of the peer.
    Address,
    /// Who it authenticated as.
    User,
    /// `GET`.
    Method,
    /// What was asked for, without the query.
    Path,
    /// `200`.
    Status,
    /// The agent.
    Agent,
    /// `X-Forwarded-For`, as it came.
    Forwarded,
    /// The field of a JSON object with the name that has this number in [`Wanted`].
    Named(u8),
}

/// The most fields of JSON that are read beside the known ones.
pub const MAX_NAMED: usize = 4;
const KNOWN: usize = 7;

/// Why a line is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Problem {
    /// It has a zero byte: something else was written into the log.
    ZeroByte,
    /// It is longer than is read.
    TooLong,
    /// There is no time where it should be.
    NoTime,
    /// A 30th of February, 25 o'clock, a year before 1970.
    ImpossibleTime,
    /// There is no address, or no key, and a rule asks for one.
    NoKey,
    /// It is cut, or of another format.
    Shape,
}

impl Problem {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::ZeroByte, Self::TooLong, Self::NoTime, Self::ImpossibleTime, Self::NoKey, Self::Shape];
}

/// When a line was, and where in it its parts are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Nanoseconds since the Unix epoch.
    pub time: u64,
    spans: [Span; KNOWN + MAX_NAMED],
}

/// Where a part is. One that is not there has no length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Span {
    start: u16,
    length: u16,
}

impl Field {
    const fn index(self) -> usize {
        match self {
            Self::Address => 0,
            Self::User => 1,
            Self::Method => 2,
            Self::Path => 3,
            Self::Status => 4,
            Self::Agent => 5,
            Self::Forwarded => 6,
            Self::Named(at) => KNOWN + at as usize,
        }
    }
}

impl Fields {
    /// A part of the line; nothing if it is not there. `text` is the line and what the parser wrote out.
    #[must_use]
    #[inline]
    pub fn of<'a>(&self, field: Field, text: &'a [u8]) -> &'a [u8] {
        let span = self.spans.get(field.index()).copied().unwrap_or_default();
        let start = usize::from(span.start);
        text.get(start..start + usize::from(span.length)).unwrap_or_default()
    }

    /// Whether a part is there, in the line or in what was written out of it.
    #[must_use]
    #[inline]
    pub fn has(&self, field: Field) -> bool {
        self.spans.get(field.index()).is_some_and(|span| span.length > 0)
    }

    /// Copies these parts to the end of `text`, where they are then found. No other may be asked for any more.
    #[inline]
    pub fn gather(&mut self, line: &[u8], parts: &[Field], text: &mut Vec<u8>) {
        for part in parts {
            let start = text.len();
            text.extend_from_slice(self.of(*part, line));
            self.set(*part, start, text.len());
        }
    }

    /// Beyond 64 KiB, where only what was written out of a very long line can be, there is nothing.
    #[inline]
    fn set(&mut self, field: Field, start: usize, end: usize) {
        if let Some(span) = self.spans.get_mut(field.index()) {
            *span = if end <= MAX_LINE_BYTES {
                Span { start: start as u16, length: (end - start) as u16 }
            } else {
                Span::default()
            };
        }
    }
}

/// Reads the lines of one log.
#[derive(Debug)]
pub struct Parser {
    format: Format,
    wanted: Wanted,
    memory: time::Memory,
    /// Parts of the last line that had escapes in them, written out.
    written: Vec<u8>,
}

impl Parser {
    /// A parser of one format. Parts that are not wanted may be left out.
    #[must_use]
    pub fn new(format: Format, wanted: Wanted) -> Self {
        Self { format, wanted, memory: time::Memory::default(), written: Vec::new() }
    }

    /// Reads a line without its end, at most [`MAX_LINE_BYTES`] of it. O(bytes).
    ///
    /// # Errors
    /// Why it is not understood; `fields` then hold nothing of use.
    #[inline]
    pub fn parse(&mut self, line: &[u8], fields: &mut Fields) -> Result<(), Problem> {
        self.written.clear();
        match self.format {
            Format::Common | Format::Combined => quoted::parse(self, line, fields),
            Format::Json => json::parse(self, line, fields),
            Format::Plain => plain::parse(line, fields),
        }
    }

    /// What was written out of the last line. It follows the line in what [`Fields::of`] is given.
    #[must_use]
    #[inline]
    pub fn written(&self) -> &[u8] {
        &self.written
    }
}

#[cfg(test)]
mod tests;
