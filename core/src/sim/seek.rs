//! Going to a moment: the nearest copy of the world before it, and a replay from there.

use super::branch::Branch;
use super::checkpoint::Checkpoint;
use super::system::System;
use super::world::World;
use super::{Nanos, Run};
use crate::scenario::Moment;
use alloc::sync::Arc;

impl<S: System> Run<S> {
    /// Goes to the state after everything at or before `time`. Cost: a replay of at most the
    /// spacing of the checkpoints, a few thousand steps in a run within its budget.
    pub fn seek_time(&mut self, time: Nanos) {
        let time = time.min(self.horizon);
        let back = self.cursor.now > time;
        self.approach(back, |world| world.now <= time);
        while self.cursor.advance(time, &mut ()) {}
        self.arrive_at(time);
    }

    /// Goes to the state after `step` steps, or to the end if there are fewer.
    pub fn seek_step(&mut self, step: u64) {
        let back = self.cursor.step > step;
        self.approach(back, |world| world.step <= step);
        while self.cursor.step < step && self.cursor.advance(self.horizon, &mut ()) {}
        let time = if self.cursor.step < step { self.horizon } else { self.cursor.now };
        self.arrive_at(time);
    }

    /// Goes to a moment: its branch, its time and, where several steps share it, its step.
    pub fn seek(&mut self, moment: Moment) {
        self.switch_to(moment.timeline as usize);
        self.seek_time(moment.at);
        if moment.step < self.cursor.step {
            self.seek_step(moment.step);
        }
    }

    /// Goes to another branch at the same time; nothing happens if there is none. One that is beside changes places with
    /// the one shown.
    pub fn switch_to(&mut self, branch: usize) {
        let time = self.time;
        if self.is_beside(branch) {
            self.swap();
            self.seek_time(time);
        } else if branch != self.current && branch < self.branches.len() {
            self.current = branch;
            self.rejoin(self.time);
        }
    }

    /// The cursor may be of another course of events: it starts afresh on the current branch.
    pub(crate) fn rejoin(&mut self, time: Nanos) {
        if let Some(world) = self.nearest(self.current, |world| world.now <= time || world.step == 0) {
            self.cursor = world;
        }
        self.seek_time(time);
    }

    /// The world at some time of some branch, without going there.
    #[must_use]
    pub fn world_at(&self, branch: usize, time: Nanos) -> Option<World<S>> {
        let mut world = self.nearest(branch, |world| world.now <= time || world.step == 0)?;
        while world.advance(time.min(self.horizon), &mut ()) {}
        Some(world)
    }

    fn approach(&mut self, back: bool, fits: impl Fn(&World<S>) -> bool + Copy) {
        let gains = |world: &World<S>| back || world.step > self.cursor.step;
        if self.nearest_ref(self.current, fits).is_some_and(gains)
            && let Some(world) = self.nearest(self.current, fits)
        {
            self.cursor = world;
        }
    }

    fn arrive_at(&mut self, time: Nanos) {
        self.time = time;
        if let Some(branch) = self.branches.get_mut(self.current) {
            branch.seen = branch.seen.max(time);
        }
    }

    /// A copy of the last checkpoint that fits, with the actions of the branch.
    pub(crate) fn nearest(&self, branch: usize, fits: impl Fn(&World<S>) -> bool + Copy) -> Option<World<S>> {
        let own = self.branches.get(branch)?;
        let mut world = self.nearest_ref(branch, fits)?.clone();
        world.actions = Arc::clone(&own.parsed);
        Some(world)
    }

    fn nearest_ref(&self, branch: usize, fits: impl Fn(&World<S>) -> bool + Copy) -> Option<&World<S>> {
        self.nearest_checkpoint(branch, fits).map(|checkpoint| &checkpoint.world)
    }

    /// Looks on the branch itself and on those it descends from, up to each fork.
    pub(crate) fn nearest_checkpoint(
        &self,
        branch: usize,
        fits: impl Fn(&World<S>) -> bool + Copy,
    ) -> Option<&Checkpoint<S>> {
        let mut best: Option<&Checkpoint<S>> = None;
        let mut shared = Nanos::MAX;
        let mut at = branch;
        while let Some(Branch { parent, fork_at, checkpoints, .. }) = self.branches.get(at) {
            let found = checkpoints.last_that(|world| fits(world) && world.now <= shared);
            if let Some(found) = found
                && best.is_none_or(|best| found.world.step > best.world.step)
            {
                best = Some(found);
            }
            if *parent == at {
                break;
            }
            shared = shared.min(*fork_at);
            at = *parent;
        }
        best
    }
}
