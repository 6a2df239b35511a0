//! Where in a sorted list to start looking for a position: a table over its top bits.
//!
//! The circle is cut into as many buckets as there are points, about, and eight buckets make a group.
//! A group says how many points lie before it, and in one byte for each of its buckets how many of its
//! own lie before that. One read of 16 bytes answers "how many points lie before this bucket?", and a
//! point that comes or goes changes the bytes of its group by one addition:
//!
//! ```text
//! group 5:  before 37,  inside 0 0 1 1 1 3 4 4   ->  before bucket 5 of this group lie 37 + 3 points
//! ```
//!
//! A group of more points than a byte counts leaves its bytes at zero; who looks there searches by halves.

use alloc::vec::Vec;
use core::ops::Range;

/// A group has two to the power of this many buckets.
const GROUP_BITS: u32 = 3;
/// The most points whose places in a group fit the bytes.
const MOST: usize = u8::MAX as usize;

#[derive(Clone, Copy, Debug)]
struct Group {
    before: u32,
    /// Byte `b`: how many points of the group lie before its bucket `b`.
    inside: u64,
}

/// The table over a sorted list of points, which it does not hold.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// One more than there are, with the number of all points.
    groups: Vec<Group>,
    /// Bits of a position below its bucket.
    shift: u32,
}

impl Table {
    /// A table with one to two buckets for each point. O(points).
    pub(super) fn new(points: &[(u64, u32)]) -> Table {
        let buckets = points.len().next_power_of_two().max(1 << GROUP_BITS);
        let shift = 64 - buckets.trailing_zeros();
        let mut groups = Vec::with_capacity((buckets >> GROUP_BITS) + 1);
        let mut rest = points;
        while groups.len() < buckets >> GROUP_BITS {
            let here =
                |point: &&(u64, u32)| (point.0 >> (shift + GROUP_BITS - 1) >> 1) == groups.len() as u64;
            let (own, others) = rest.split_at(rest.iter().take_while(here).count());
            groups.push(Group { before: (points.len() - rest.len()) as u32, inside: inside(own, shift) });
            rest = others;
        }
        groups.push(Group { before: points.len() as u32, inside: 0 });
        Table { groups, shift }
    }

    /// How many points lie before the bucket of a position. Fewer if there are very many in its group.
    #[inline]
    pub(super) fn start(&self, position: u64) -> usize {
        let bucket = position >> self.shift;
        let group = self.groups.get((bucket >> GROUP_BITS) as usize);
        group.map_or(0, |group| group.before as usize + (group.inside >> (bucket % 8 * 8)) as u8 as usize)
    }

    /// Where in the list the points of the group of a position are.
    pub(super) fn group(&self, position: u64) -> Range<usize> {
        let group = group_of(position, self.shift);
        let before = |group| self.groups.get(group).map_or(0, |group: &Group| group.before as usize);
        before(group)..before(group + 1)
    }

    /// Whether the table still suits so many points.
    pub(super) fn suits(&self, points: usize) -> bool {
        let buckets = (self.groups.len() - 1) << GROUP_BITS;
        points <= buckets + buckets / 4 && (points >= buckets / 4 || buckets == 1 << GROUP_BITS)
    }

    /// Adjusts the table to points that came, at sorted positions; `points` are those there are now.
    pub(super) fn came(&mut self, positions: &[u64], points: &[(u64, u32)]) {
        self.change(positions, points, u64::wrapping_add);
    }

    /// Adjusts the table to points that went.
    pub(super) fn went(&mut self, positions: &[u64], points: &[(u64, u32)]) {
        self.change(positions, points, u64::wrapping_sub);
    }

    /// Without a branch that depends on where the points lie: those would cost more than the rest.
    fn change(&mut self, positions: &[u64], points: &[(u64, u32)], adjust: impl Fn(u64, u64) -> u64) {
        let shift = self.shift;
        let mut changed = alloc::vec![0u32; self.groups.len()];
        for &position in positions {
            let own = group_of(position, shift);
            changed[own] += 1;
            self.groups[own].inside = adjust(self.groups[own].inside, beyond(position, shift));
        }
        let (mut sum, mut previous, mut most) = (0, Group { before: 0, inside: 0 }, 0);
        let mut changed_there = 0;
        for (group, changed) in self.groups.iter_mut().zip(&changed) {
            most = most.max(group.before - previous.before + changed_there);
            (previous, changed_there) = (*group, *changed);
            group.before = adjust(group.before.into(), sum) as u32;
            sum += u64::from(*changed);
        }
        if most as usize > MOST {
            self.count_again(&changed, points);
        }
    }

    /// Counts inside the groups that changed: some may have had too many for a byte, or have now.
    #[cold]
    fn count_again(&mut self, changed: &[u32], points: &[(u64, u32)]) {
        for own in (0..changed.len()).filter(|own| changed[*own] > 0) {
            let range = self.groups[own].before as usize..self.groups[own + 1].before as usize;
            self.groups[own].inside = inside(&points[range], self.shift);
        }
    }
}

fn group_of(position: u64, shift: u32) -> usize {
    // With a single group all 64 bits lie below it.
    (position >> (shift + GROUP_BITS - 1) >> 1) as usize
}

/// A one in the byte of each bucket beyond that of the position.
fn beyond(position: u64, shift: u32) -> u64 {
    0x0101_0101_0101_0100 << ((position >> shift) % 8 * 8)
}

fn inside(points: &[(u64, u32)], shift: u32) -> u64 {
    if points.len() > MOST { 0 } else { points.iter().map(|point| beyond(point.0, shift)).sum() }
}
