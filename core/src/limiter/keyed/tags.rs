//! A set's row of bytes: one for each place, 0 for a free one.
//!
//! Eight bytes are compared at a time, as one number: `x − 0x01…01` borrows into the highest bit of
//! each byte that was 0 (Warren, "Hacker's Delight", 2012, section 6-1).

/// Places of a set.
pub(super) const WAYS: usize = 16;

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Sixteen bytes. Those in use have their highest bit set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tags([u64; 2]);

impl Tags {
    /// The places whose byte is this one, and seldom another; the caller compares keys.
    #[inline]
    pub(super) fn with(self, tag: u8) -> impl Iterator<Item = usize> {
        let [low, high] = self.0.map(|bytes| {
            let zero_where_same = bytes ^ (LOW * u64::from(tag));
            zero_where_same.wrapping_sub(LOW) & !zero_where_same & HIGH
        });
        Marked(low).chain(Marked(high).map(|way| way + 8))
    }

    #[inline]
    pub(super) fn free(&self) -> usize {
        self.0.iter().map(|bytes| (!bytes & HIGH).count_ones() as usize).sum()
    }

    pub(super) fn first_free(&self) -> Option<usize> {
        let [low, high] = self.0.map(|bytes| !bytes & HIGH);
        Marked(low).next().or_else(|| Marked(high).next().map(|way| way + 8))
    }

    pub(super) fn set(&mut self, way: usize, tag: u8) {
        if let Some(bytes) = self.0.get_mut(way / 8) {
            let shift = way % 8 * 8;
            *bytes = *bytes & !(0xff << shift) | u64::from(tag) << shift;
        }
    }
}

/// The numbers of the bytes whose highest bit is set.
struct Marked(u64);

impl Iterator for Marked {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let bit = (self.0 != 0).then(|| self.0.trailing_zeros() as usize)?;
        self.0 &= self.0 - 1;
        Some(bit / 8)
    }
}
