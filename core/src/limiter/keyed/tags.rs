//! A set's row of bytes: one for each place, 0 for a free one.
//!
//! Eight bytes are compared at a time, as one number: `x − 0x01…01` borrows into the highest bit of
//! each byte that was 0 (Warren, "Hacker's Delight", 2012, section 6-1).

/// Places of a set.
pub(super) const WAYS: usize = 8;

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Eight bytes. Those in use have their highest bit set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tags(u64);

impl Tags {
    /// The places whose byte is this one, and seldom another; the caller compares keys.
    #[inline]
    pub(super) fn with(self, tag: u8) -> Marked {
        let zero_where_same = self.0 ^ (LOW * u64::from(tag));
        Marked(zero_where_same.wrapping_sub(LOW) & !zero_where_same & HIGH)
    }

    #[inline]
    pub(super) fn free(&self) -> usize {
        zeros(self.0).count_ones() as usize
    }

    pub(super) fn first_free(&self) -> Option<usize> {
        Marked(zeros(self.0)).next()
    }

    pub(super) fn set(&mut self, way: usize, tag: u8) {
        let shift = way * 8;
        self.0 = self.0 & !(0xff << shift) | u64::from(tag) << shift;
    }
}

/// The highest bit of each byte that is 0, exactly.
fn zeros(bytes: u64) -> u64 {
    !(((bytes & !HIGH) + !HIGH) | bytes) & HIGH
}

/// The numbers of the bytes whose highest bit is set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marked(u64);

impl Iterator for Marked {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let bit = (self.0 != 0).then(|| self.0.trailing_zeros() as usize)?;
        self.0 &= self.0 - 1;
        Some(bit / 8)
    }
}
