//! Where a key is between the left and the right edge of a level.
//!
//! ```text
//!   first key          some key          last key
//!   │                  │                 │
//!   left               0.5               right
//! ```
//!
//! What a system stores under which keys is its own: it says by a [`Scale`] what part of the way a key is.

/// What part of the way from the first key to the last a stored key is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    /// The part, 0 to 1, of a key among so many.
    pub(crate) part: fn(&[u8], u32) -> f32,
    /// How many keys there are, if that matters.
    pub(crate) keys: u32,
}

/// Keys from left to right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Axis {
    scale: Scale,
    left: f32,
    right: f32,
}

impl Axis {
    /// The keys of a scale between two edges.
    pub(crate) fn new(scale: Scale, (left, right): (f32, f32)) -> Self {
        Self { scale, left, right }
    }

    /// Where a key is, as it is stored.
    #[must_use]
    pub(crate) fn at(&self, stored: &[u8]) -> f32 {
        self.left + (self.right - self.left) * (self.scale.part)(stored, self.scale.keys).clamp(0.0, 1.0)
    }
}
