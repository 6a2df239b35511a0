//! Which ranges of the circle change hands between two rings.
//!
//! A store that keeps its keys by position asks this once after a change and moves exactly these
//! ranges. When a node with one point joins between two others, that is one range:
//!
//! ```
//! use snowglobe_core::ring::{RangeMove, Ring};
//!
//! let before = Ring::from_points([(10, "a"), (30, "b")])?;
//! let after = Ring::from_points([(10, "a"), (30, "b"), (20, "c")])?;
//! let moved = Ring::changes(&before, &after);
//! assert_eq!(moved, [RangeMove { start: 10, end: 20, from: 1, to: 2 }]); // b gives to c
//! assert!(!moved[0].contains(10) && moved[0].contains(11) && moved[0].contains(20));
//! # Ok::<(), snowglobe_core::ring::RingError>(())
//! ```

use alloc::vec::Vec;

use super::Placement;

/// A range of positions that goes from one owner to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RangeMove {
    /// The position before the first one that moves (exclusive).
    pub start: u64,
    /// The last position that moves (inclusive). Not above `start`: the range wraps past zero;
    /// equal to it: the whole circle.
    pub end: u64,
    /// Index of the owner before, in the list before.
    pub from: u32,
    /// Index of the owner after, in the list after.
    pub to: u32,
}

impl RangeMove {
    /// Whether a position lies in the range. O(1).
    #[must_use]
    pub const fn contains(&self, position: u64) -> bool {
        if self.start < self.end {
            self.start < position && position <= self.end
        } else {
            position > self.start || position <= self.end
        }
    }

    /// How many positions lie in the range, up to 2^64. O(1).
    #[must_use]
    pub const fn length(&self) -> u128 {
        arc(self.start, self.end)
    }
}

/// Positions in `(start, end]` going clockwise; the whole circle if they are the same.
const fn arc(start: u64, end: u64) -> u128 {
    match end.wrapping_sub(start) {
        0 => 1 << 64,
        length => length as u128,
    }
}

/// The ranges whose owner differs between two lists of sorted points, in order of their ends,
/// neighbours with the same owners joined. `same` tells whether an owner before and one after
/// are the same node. Empty if either list is: nothing can move from or to nobody. O(points).
#[must_use]
pub fn moved_ranges(
    before: &[(u64, u32)],
    after: &[(u64, u32)],
    same: impl Fn(u32, u32) -> bool,
) -> Vec<RangeMove> {
    let (Some(&(_, first_from)), Some(&(_, first_to))) = (before.first(), after.first()) else {
        return Vec::new();
    };
    let last = |points: &[(u64, u32)]| points.last().map_or(0, |point| point.0);
    let mut start = last(before).max(last(after));
    let mut moved: Vec<RangeMove> = Vec::new();
    let (mut a, mut b) = (before, after);
    loop {
        let (from, to) = (a.first(), b.first());
        let end = match (from, to) {
            (Some(from), Some(to)) => from.0.min(to.0),
            (Some(point), None) | (None, Some(point)) => point.0,
            (None, None) => break,
        };
        let from = from.map_or(first_from, |point| point.1);
        let to = to.map_or(first_to, |point| point.1);
        if !same(from, to) {
            extend(&mut moved, RangeMove { start, end, from, to });
        }
        start = end;
        a = skip(a, end);
        b = skip(b, end);
    }
    join_ends(&mut moved);
    moved
}

/// Past all points at `position`.
fn skip(points: &[(u64, u32)], position: u64) -> &[(u64, u32)] {
    let here = points.iter().take_while(|point| point.0 == position);
    points.get(here.count()..).unwrap_or_default()
}

fn extend(moved: &mut Vec<RangeMove>, next: RangeMove) {
    match moved.last_mut() {
        Some(last) if last.end == next.start && (last.from, last.to) == (next.from, next.to) => {
            last.end = next.end;
        }
        _ => moved.push(next),
    }
}

/// Joins the last range to the first where they meet.
fn join_ends(moved: &mut Vec<RangeMove>) {
    if let [first, .., last] = moved.as_mut_slice()
        && last.end == first.start
        && (last.from, last.to) == (first.from, first.to)
    {
        first.start = last.start;
        moved.pop();
    }
}

/// The ranges that change hands between two placements, servers matched by name; none if either
/// scheme has no points. O(points + servers log servers).
#[must_use]
pub fn placement_changes(before: &dyn Placement, after: &dyn Placement) -> Option<Vec<RangeMove>> {
    let (from, to) = (before.servers(), after.servers());
    Some(moved_ranges(before.points()?, after.points()?, |a, b| {
        let (a, b) = (from.get(a as usize), to.get(b as usize));
        a.map(|server| &server.name) == b.map(|server| &server.name)
    }))
}

/// How many of the 2^64 positions each of `owners` owns, given sorted points. O(points).
#[must_use]
pub fn arcs(points: &[(u64, u32)], owners: usize) -> Vec<u128> {
    let mut arcs = alloc::vec![0; owners];
    let Some(&(mut start, _)) = points.last() else {
        return arcs;
    };
    for (i, &(end, owner)) in points.iter().enumerate() {
        // Points that meet share the arc of the first; but one that meets the last point at the
        // start of the list owns the whole circle.
        if (i == 0 || end != start)
            && let Some(sum) = arcs.get_mut(owner as usize)
        {
            *sum += arc(start, end);
        }
        start = end;
    }
    arcs
}
