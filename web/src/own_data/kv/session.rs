//! One history under work: gathered chunk by chunk, read and judged when it is whole.
//!
//! ```text
//!  chunk ──▶ is it text? ──▶ gathered ──┐ the end
//!                                       └──▶ check::read ──▶ Report
//! ```
//!
//! To judge an operation one must know what came later, so nothing is said before the end. To cancel is to end the worker.

use snowglobe_core::check::read;

use super::failure::Failure;
use super::report::Report;
use crate::own_data::failure::{FileFailure, check_size};
use crate::own_data::work::Work;

/// The largest file that is read.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// The work on one history; see the module.
#[derive(Debug)]
pub struct Session {
    bytes: Vec<u8>,
    lines: u64,
}

impl Work for Session {
    const CLASS: &'static str = "HistoryWork";
    type Request = ();
    type Report = Report;
    type Failure = Failure;

    const MAX_FILE_BYTES: u64 = MAX_FILE_BYTES;
    const HEAD_BYTES: usize = 4 << 10;

    fn check_request((): &()) -> Result<(), Failure> {
        Ok(())
    }

    fn begin((): (), file_bytes: u64) -> Result<Self, Failure> {
        check_size(file_bytes, MAX_FILE_BYTES)?;
        Ok(Self { bytes: Vec::new(), lines: 0 })
    }

    fn push(&mut self, chunk: &[u8]) -> Result<usize, Failure> {
        // A file can grow while it is read.
        check_size((self.bytes.len() + chunk.len()) as u64, MAX_FILE_BYTES)?;
        let before = self.bytes.len();
        self.bytes.extend_from_slice(chunk);
        if self.bytes.starts_with(b"\xFF\xFE") || self.bytes.starts_with(b"\xFE\xFF") {
            return Err(FileFailure::Utf16.into());
        }
        if let Some(at) = memchr::memchr(0, chunk) {
            return Err(FileFailure::Binary { offset: (before + at) as u64 }.into());
        }
        self.lines += memchr::memchr_iter(b'\n', chunk).count() as u64;
        Ok(chunk.len())
    }

    fn finish(&mut self) -> Result<Report, Failure> {
        let bytes = std::mem::take(&mut self.bytes);
        let text = String::from_utf8_lossy(&bytes);
        if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            return Err(Failure::Empty);
        }
        let log = read(&text)?;
        Ok(Report::of(&log))
    }

    fn count(&self) -> u64 {
        self.lines
    }
}

#[cfg(test)]
mod tests;
