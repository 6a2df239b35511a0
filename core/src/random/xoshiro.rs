//! xoshiro256**: four words of state, period 2^256 - 1.

use core::fmt;

use super::SplitMix64;

/// xoshiro256** 1.0 (Blackman and Vigna).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Xoshiro256 {
    state: [u64; 4],
}

impl Xoshiro256 {
    /// A generator whose state is the first four draws of [`SplitMix64`] with this seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        let mut source = SplitMix64::new(seed);
        // SplitMix64 runs through distinct values, so the four cannot all be zero.
        let state = [source.next(), source.next(), source.next(), source.next()];
        Self { state }
    }

    /// A generator with exactly this state.
    ///
    /// # Errors
    /// [`ZeroState`] if all four words are zero: from there every draw would be zero.
    pub const fn from_state(state: [u64; 4]) -> Result<Self, ZeroState> {
        match state {
            [0, 0, 0, 0] => Err(ZeroState),
            state => Ok(Self { state }),
        }
    }

    /// The next 64 bits. O(1).
    pub const fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.state;
        let result = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let carry = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= carry;
        *d = d.rotate_left(45);
        result
    }
}

/// The one state that xoshiro256** cannot leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZeroState;

impl fmt::Display for ZeroState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a xoshiro256** state of four zeros draws only zeros; give one word a value")
    }
}

impl core::error::Error for ZeroState {}
