//! PCG32: a linear congruential generator whose output is permuted by its own top bits.

/// PCG-XSH-RR 64/32 (O'Neill): 32 bits a draw, period 2^64, 2^63 streams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pcg32 {
    state: u64,
    increment: u64,
}

impl Pcg32 {
    /// A generator seeded as `pcg32_srandom` does. `stream` picks one of 2^63 sequences; its top
    /// bit does not count.
    #[must_use]
    pub const fn new(seed: u64, stream: u64) -> Self {
        let mut made = Self { state: 0, increment: (stream << 1) | 1 };
        made.step();
        made.state = made.state.wrapping_add(seed);
        made.step();
        made
    }

    /// The next 32 bits. O(1).
    pub const fn next(&mut self) -> u32 {
        let old = self.state;
        self.step();
        let folded = (((old >> 18) ^ old) >> 27) as u32;
        folded.rotate_right((old >> 59) as u32)
    }

    const fn step(&mut self) {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(self.increment);
    }
}
