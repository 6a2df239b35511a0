//! Two more generators, for those who must match a system that uses them.

use super::SplitMix64;

/// xoshiro256** 1.0: 256 bits of state, period 2^256 - 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Xoshiro256 {
    state: [u64; 4],
}

impl Xoshiro256 {
    /// Seeded with four outputs of [`SplitMix64`], as its authors recommend.
    #[must_use]
    pub fn new(seed: u64) -> Xoshiro256 {
        let mut seeder = SplitMix64::new(seed);
        Xoshiro256 {
            state: core::array::from_fn(|_| seeder.next()),
        }
    }

    /// With this state. All zeros would stay zeros for ever: then as seed 0.
    #[must_use]
    pub fn from_state(state: [u64; 4]) -> Xoshiro256 {
        if state == [0; 4] {
            return Xoshiro256::new(0);
        }
        Xoshiro256 { state }
    }

    /// The next 64 bits.
    #[expect(
        clippy::should_implement_trait,
        reason = "it never ends, so it is no iterator"
    )]
    pub fn next(&mut self) -> u64 {
        let [s0, s1, s2, s3] = &mut self.state;
        let result = s1.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = *s1 << 17;
        *s2 ^= *s0;
        *s3 ^= *s1;
        *s1 ^= *s2;
        *s0 ^= *s3;
        *s2 ^= shifted;
        *s3 = s3.rotate_left(45);
        result
    }
}

/// PCG-XSH-RR 64/32: 64 bits of state, 32 bits a draw, 2^63 independent sequences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pcg32 {
    state: u64,
    increment: u64,
}

impl Pcg32 {
    /// As `pcg32_srandom_r(initstate, initseq)`.
    #[must_use]
    pub fn new(initstate: u64, initseq: u64) -> Pcg32 {
        let mut pcg = Pcg32 {
            state: 0,
            increment: (initseq << 1) | 1,
        };
        pcg.next();
        pcg.state = pcg.state.wrapping_add(initstate);
        pcg.next();
        pcg
    }

    /// The next 32 bits.
    #[expect(
        clippy::should_implement_trait,
        reason = "it never ends, so it is no iterator"
    )]
    pub fn next(&mut self) -> u32 {
        let old = self.state;
        self.state = old
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(self.increment);
        let shifted = (((old >> 18) ^ old) >> 27) as u32;
        shifted.rotate_right((old >> 59) as u32)
    }
}
