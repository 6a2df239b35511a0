//! Where a key is between the left and the right edge of a level.
//!
//! ```text
//!   key-000000        key-000100        key-000199        of 200 keys
//!   │                 │                 │
//!   left              middle            right             a key that is a word stands at the edge on its side
//! ```

use snowglobe_core::systems::storage::Key;

/// Keys from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    keys: u32,
    left: f32,
    right: f32,
}

impl Axis {
    /// So many numbered keys between two edges.
    pub(super) fn new(keys: u32, (left, right): (f32, f32)) -> Self {
        Self { keys, left, right }
    }

    /// Where a key is, as it is stored.
    #[must_use]
    pub(super) fn at(&self, stored: &[u8]) -> f32 {
        let part = match Key::read(stored) {
            Some(Key::Number(number)) => self.part(number),
            _ if stored < b"key-".as_slice() => 0.0,
            _ => 1.0,
        };
        self.left + (self.right - self.left) * part
    }

    fn part(&self, number: u32) -> f32 {
        (number as f32 / self.keys.saturating_sub(1).max(1) as f32).min(1.0)
    }
}
