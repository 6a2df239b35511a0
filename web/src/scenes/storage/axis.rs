//! Where the keys of this system are on the axis of a level.
//!
//! ```text
//!   key-000000        key-000100        key-000199        of 200 keys
//!   │                 │                 │
//!   left              middle            right             a key that is a word stands at the edge on its side
//! ```

use crate::scenes::engine::Scale;
use snowglobe_core::systems::storage::Key;

/// So many numbered keys from left to right.
pub(super) fn scale(keys: u32) -> Scale {
    Scale { part, keys }
}

fn part(stored: &[u8], keys: u32) -> f32 {
    match Key::read(stored) {
        Some(Key::Number(number)) => (number as f32 / keys.saturating_sub(1).max(1) as f32).min(1.0),
        _ if stored < b"key-".as_slice() => 0.0,
        _ => 1.0,
    }
}
