//! Checkpoints within a budget of bytes.
//!
//! One is taken every so many steps. When all of them together exceed the budget, every second
//! one goes and the spacing doubles: seeking then replays up to twice as many steps, and memory
//! stays bounded however long the run is.

use super::overview::Tally;
use super::system::System;
use super::world::World;
use alloc::vec::Vec;

#[derive(Clone)]
pub(crate) struct Checkpoint<S: System> {
    pub(crate) world: World<S>,
    pub(crate) tally: Tally,
    pub(crate) bytes: usize,
}

/// The checkpoints of one branch in order of steps.
pub(crate) struct Checkpoints<S: System> {
    kept: Vec<Checkpoint<S>>,
    bytes: usize,
}

impl<S: System> Checkpoints<S> {
    pub(crate) fn new() -> Self {
        Self { kept: Vec::new(), bytes: 0 }
    }

    pub(crate) fn push(&mut self, world: World<S>, tally: Tally) {
        let bytes = world.footprint();
        self.bytes += bytes;
        self.kept.push(Checkpoint { world, tally, bytes });
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(crate) fn len(&self) -> usize {
        self.kept.len()
    }

    pub(crate) fn last_step(&self) -> u64 {
        self.kept.last().map_or(0, |checkpoint| checkpoint.world.step)
    }

    /// The last one that is not beyond what `fits` accepts; `fits` holds for a prefix.
    pub(crate) fn last_that(&self, fits: impl Fn(&World<S>) -> bool) -> Option<&Checkpoint<S>> {
        let after = self.kept.partition_point(|checkpoint| fits(&checkpoint.world));
        self.kept.get(after.checked_sub(1)?)
    }

    pub(crate) fn forget_after(&mut self, step: u64) {
        self.keep(|checkpoint| checkpoint.world.step <= step);
    }

    /// Drops every second one; the very first stays, since everything can be replayed from it.
    pub(crate) fn thin(&mut self) {
        let mut index = 0;
        self.keep(|_| {
            index += 1;
            index % 2 == 1
        });
        // What checkpoints share counts in parts, and there are fewer to share it with now.
        for checkpoint in &mut self.kept {
            checkpoint.bytes = checkpoint.world.footprint();
        }
        self.bytes = self.kept.iter().map(|checkpoint| checkpoint.bytes).sum();
    }

    fn keep(&mut self, rule: impl FnMut(&Checkpoint<S>) -> bool) {
        self.kept.retain(rule);
        self.bytes = self.kept.iter().map(|checkpoint| checkpoint.bytes).sum();
    }
}
