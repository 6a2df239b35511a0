//! Writes that happen together: all of them, or none.
//!
//! ```
//! use snowglobe_core::lsm::Batch;
//!
//! let mut batch = Batch::default();
//! batch.put(b"from", b"70")?;
//! batch.put(b"to", b"30")?;
//! batch.delete(b"pending")?;
//! assert_eq!(batch.len(), 3);
//! # Ok::<(), snowglobe_core::lsm::LsmError>(())
//! ```
//!
//! A batch is kept as the log will have it:
//!
//! ```text
//!   1 │ 4 │ from │ 2 │ 70 ┃ 1 │ 2 │ to │ 2 │ 30 ┃ 0 │ 7 │ pending
//!   kind, length of the key, key, and of a put length of the value, value
//! ```

use super::coding::{Decoder, put_bytes};
use super::error::LsmError;
use super::{MAX_BATCH, MAX_KEY, MAX_VALUE};
use alloc::vec::Vec;

/// What happens to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Delete = 0,
    Put = 1,
}

/// Writes that happen together; see the module. The last one to a key counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    bytes: Vec<u8>,
    count: u32,
}

impl Batch {
    /// Gives a key a value.
    ///
    /// # Errors
    /// If key, value or batch become too large; the batch is then as it was.
    pub fn put(&mut self, key: &[u8], value: &[u8]) -> Result<(), LsmError> {
        if value.len() > MAX_VALUE {
            return Err(LsmError::Value { bytes: value.len() });
        }
        self.check(key, value.len())?;
        self.bytes.push(Kind::Put as u8);
        put_bytes(&mut self.bytes, key);
        put_bytes(&mut self.bytes, value);
        self.count += 1;
        Ok(())
    }

    /// Takes a key away, whether it is there or not.
    ///
    /// # Errors
    /// As [`Batch::put`].
    pub fn delete(&mut self, key: &[u8]) -> Result<(), LsmError> {
        self.check(key, 0)?;
        self.bytes.push(Kind::Delete as u8);
        put_bytes(&mut self.bytes, key);
        self.count += 1;
        Ok(())
    }

    fn check(&self, key: &[u8], value: usize) -> Result<(), LsmError> {
        if key.len() > MAX_KEY {
            return Err(LsmError::Key { bytes: key.len() });
        }
        let bytes = self.bytes.len() + key.len() + value + 16;
        if bytes > MAX_BATCH { Err(LsmError::Batch { bytes }) } else { Ok(()) }
    }

    /// Writes in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Forgets them; the memory is kept for the next ones.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.count = 0;
    }

    pub(super) fn encoded(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn ops(&self) -> Ops<'_> {
        Ops(Decoder::new(&self.bytes))
    }
}

/// One write of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Op<'a> {
    pub(super) kind: Kind,
    pub(super) key: &'a [u8],
    pub(super) value: &'a [u8],
}

/// The writes of a batch in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ops<'a>(pub(super) Decoder<'a>);

impl<'a> Ops<'a> {
    fn read(&mut self) -> Option<Op<'a>> {
        let kind = match self.0.byte()? {
            0 => Kind::Delete,
            1 => Kind::Put,
            _ => return None,
        };
        let key = self.0.bytes()?;
        let value = if kind == Kind::Put { self.0.bytes()? } else { &[] };
        Some(Op { kind, key, value })
    }
}

impl<'a> Iterator for Ops<'a> {
    /// `None` is what cannot be read; it comes last.
    type Item = Option<Op<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_done() {
            return None;
        }
        let op = self.read();
        if op.is_none() {
            self.0 = Decoder::new(&[]);
        }
        Some(op)
    }
}
