//! A key a line: `b"a\r\nb"` holds the keys `a` and `b`. What a chunk leaves open waits for the next.

use super::{Counter, MAX_KEY_BYTES};
use crate::own_data::cache::failure::Failure;

/// Reads a key a line.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The start of a line whose end was not seen yet, cut just above [`MAX_KEY_BYTES`].
    open: Vec<u8>,
}

impl Lines {
    pub(super) fn feed(
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

    pub(super) fn finish(&mut self, sink: &mut Counter, take: &mut dyn FnMut(&[u8])) -> Result<(), Failure> {
        let last = std::mem::take(&mut self.open);
        if last.is_empty() { Ok(()) } else { sink.key(without_cr(&last), take) }
    }

    fn hold(&mut self, bytes: &[u8]) {
        // Two more than a key may have: enough to see that it is too long, even if a CR comes off.
        let room = (MAX_KEY_BYTES + 2).saturating_sub(self.open.len());
        self.open.extend_from_slice(bytes.get(..room).unwrap_or(bytes));
    }
}

fn without_cr(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}
