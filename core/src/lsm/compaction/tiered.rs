//! Several runs a level: every byte is written once a level, and reads ask every run.
//!
//! ```text
//!   ratio 4    level 0  ▪ ▪ ▪ ▪   ─ merged into one ─▶   level 1  ■ ■ ■
//! ```

use super::{Job, Policy, Shape, whole_level};
use crate::lsm::options::Options;

/// Up to `size_ratio` runs a level; see [`Compaction::SizeTiered`](crate::lsm::Compaction::SizeTiered).
#[derive(Clone, Copy, Debug)]
pub struct SizeTiered;

impl Policy for SizeTiered {
    fn pick(&self, shape: &Shape, options: &Options) -> Option<Job> {
        let full = |level: &usize| shape.runs(*level).len() >= options.size_ratio as usize;
        (0..shape.levels.len()).find(full).map(|level| whole_level(shape, level, None))
    }
}
