//! A stream of bytes, cut anywhere → its lines.
//!
//! ```
//! use snowglobe_web::own_data::gateway::lines::{Lines, Piece};
//!
//! let mut seen = Vec::new();
//! let mut lines = Lines::default();
//! for chunk in [&b"\xEF\xBB\xBFa\r"[..], b"\nb", b"c\nd"] {
//!     lines.push(chunk, &mut |number, piece| seen.push((number, piece == Piece::Line(b"bc"))));
//! }
//! lines.finish(&mut |number, piece| seen.push((number, piece == Piece::Line(b"d"))));
//! assert_eq!(seen, [(1, false), (2, true), (3, true)]);
//! ```
//!
//! A line ends with LF or CRLF; a byte order mark at the very beginning is no part of the first. At most
//! [`MAX_LINE_BYTES`] of a line are held: a longer one is passed over to its end and reported as such, so that
//! a file without a line end costs no memory. The search is memchr's, for line ends and zero bytes at once.

use memchr::memchr2;

/// The longest line that is read, without its end.
pub const MAX_LINE_BYTES: usize = 65_535;

/// What stands between two line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A line.
    Line(&'a [u8]),
    /// A line with a zero byte in it.
    Zero(&'a [u8]),
    /// The beginning of a line that is too long.
    TooLong(&'a [u8]),
}

/// Cuts a stream into lines; see the module.
#[derive(Debug, Default)]
pub struct Lines {
    /// The beginning of a line whose end was not seen yet.
    open: Vec<u8>,
    /// Its length, which may be more than is held.
    length: u64,
    zero: bool,
    number: u64,
    mark: Mark,
}

/// How much of a byte order mark was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mark {
    #[default]
    Start,
    Passed,
}

const MARK: &[u8] = b"\xEF\xBB\xBF";

impl Lines {
    /// Takes the next chunk, of any length, and hands over each line that ends in it, with its number from
    /// 1. O(bytes).
    #[inline]
    pub fn push(&mut self, chunk: &[u8], take: &mut impl FnMut(u64, Piece<'_>)) {
        let mut rest = chunk;
        if !self.open.is_empty() || self.length > 0 || self.mark == Mark::Start {
            rest = self.first(chunk, take);
        }
        self.whole_lines(rest, take);
    }

    /// Ends the stream: hands over a last line that no line end followed.
    pub fn finish(&mut self, take: &mut impl FnMut(u64, Piece<'_>)) {
        if self.length > 0 {
            self.number += 1;
            self.hand_over(take);
        }
    }

    /// The line that the last chunk left open, up to its end if that is here; and what follows it.
    fn first<'a>(&mut self, chunk: &'a [u8], take: &mut impl FnMut(u64, Piece<'_>)) -> &'a [u8] {
        let end = memchr::memchr(b'\n', chunk);
        let (line, rest) = chunk.split_at(end.unwrap_or(chunk.len()));
        self.hold(line);
        if end.is_some() {
            self.number += 1;
            self.hand_over(take);
        }
        rest.get(1..).unwrap_or_default()
    }

    fn whole_lines(&mut self, mut rest: &[u8], take: &mut impl FnMut(u64, Piece<'_>)) {
        let (mut from, mut zero) = (0, false);
        while let Some(found) = rest.get(from..).and_then(|rest| memchr2(b'\n', 0, rest)) {
            let at = from + found;
            if rest.get(at) == Some(&0) {
                (from, zero) = (at + 1, true);
                continue;
            }
            let (line, after) = rest.split_at(at);
            self.number += 1;
            take(self.number, piece(line, line.len(), zero));
            rest = after.get(1..).unwrap_or_default();
            (from, zero) = (0, false);
        }
        self.hold(rest);
    }

    fn hold(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.zero |= memchr::memchr(0, bytes).is_some();
        // One more than a line may have: enough to see that it is too long, even if a CR comes off.
        let room = (MAX_LINE_BYTES + MARK.len() + 1).saturating_sub(self.open.len());
        self.open.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }

    fn hand_over(&mut self, take: &mut impl FnMut(u64, Piece<'_>)) {
        let mut length = usize::try_from(self.length).unwrap_or(usize::MAX);
        let mut line = self.open.as_slice();
        if self.mark == Mark::Start
            && let Some(rest) = line.strip_prefix(MARK)
        {
            (line, length) = (rest, length - MARK.len());
        }
        take(self.number, piece(line, length, self.zero));
        self.mark = Mark::Passed;
        self.open.clear();
        self.length = 0;
        self.zero = false;
    }
}

#[inline]
fn piece(line: &[u8], length: usize, zero: bool) -> Piece<'_> {
    if length == line.len() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.len() <= MAX_LINE_BYTES {
            return if zero { Piece::Zero(line) } else { Piece::Line(line) };
        }
    }
    Piece::TooLong(line.get(..MAX_LINE_BYTES).unwrap_or(line))
}

#[cfg(test)]
mod tests;
