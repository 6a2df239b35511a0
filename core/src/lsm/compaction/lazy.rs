//! Several runs a level, but one at the last: nearly all data is there, so most reads of what exists ask one large
//! run, and space is not wasted on old versions; the merges that leveling does further up are left out.
//!
//! ```text
//!   ratio 4    level 0  ▪ ▪ ▪         level 1  ■ ■ ■ ■ ─ merged into the one below ─▶   level 2  ██████████
//! ```
//!
//! When the last run is larger than its level should be, it goes down as it is: a level more for the rest.

use super::{Job, Policy, Shape, capacity, whole_level};
use crate::lsm::options::Options;

/// Tiered, and one run at the last level; see [`Compaction::LazyLeveled`](crate::lsm::Compaction::LazyLeveled).
#[derive(Clone, Copy, Debug)]
pub struct LazyLeveled;

impl Policy for LazyLeveled {
    fn pick(&self, shape: &Shape, options: &Options) -> Option<Job> {
        let last = shape.levels.len().checked_sub(1)?;
        let full = |level: &usize| shape.runs(*level).len() >= options.size_ratio as usize;
        if let Some(level) = (0..last).find(full) {
            let below = shape.runs(level + 1).first().filter(|_| level + 1 == last);
            let alone = shape.runs(level + 1).len() == 1;
            return Some(whole_level(shape, level, below.filter(|_| alone)));
        }
        let many = if last == 0 { full(&last) } else { shape.runs(last).len() > 1 };
        let large = last > 0 && shape.bytes(last) > capacity(options, last);
        (many || large).then(|| whole_level(shape, last, None))
    }
}
