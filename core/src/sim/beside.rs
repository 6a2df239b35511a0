//! A second place in the same run: another branch, looked at beside the one that is shown.
//!
//! Both have a cursor and a window of the trace of their own; branches, checkpoints and the clock of the run are shared.
//! Whoever draws the second one swaps, looks, and swaps back: nothing is copied or computed for it.
//!
//! ```text
//!   shown    branch 1  ──●────●──┃──►          swap()   shown    branch 0
//!   beside   branch 0  ──●───────┃──►         ───────►  beside   branch 1
//! ```

use super::system::System;
use super::window::Window;
use super::world::World;
use super::{Nanos, Run};
use crate::scenario::Moment;
use core::mem::swap;

/// Where the branch beside the one shown is looked at.
pub(crate) struct Beside<S: System> {
    branch: usize,
    cursor: World<S>,
    time: Nanos,
    pub(crate) window: Window,
}

impl<S: System> Run<S> {
    /// Puts a branch beside the one shown, at the same time; or none. Nothing happens if there is no such branch or it
    /// is the one shown. Cost: that of going to another branch.
    pub fn compare(&mut self, branch: Option<usize>) {
        let Some(branch) = branch else {
            self.beside = None;
            return;
        };
        if branch == self.current || branch >= self.branches.len() || self.is_beside(branch) {
            return;
        }
        let (cursor, time) = (self.cursor.clone(), self.time);
        self.beside = Some(Beside { branch, cursor, time, window: self.window.afresh() });
        self.swap();
        self.rejoin(time);
        self.swap();
    }

    /// The moment at which the branch beside the one shown is looked at, if there is one.
    #[must_use]
    pub fn beside(&self) -> Option<Moment> {
        let beside = self.beside.as_ref()?;
        Some(Moment { timeline: beside.branch as u32, at: beside.time, step: beside.cursor.step })
    }

    /// Shows the branch that was beside, and the other way round, each at its own moment; nothing happens if there is
    /// none. O(1).
    pub fn swap(&mut self) {
        if let Some(beside) = &mut self.beside {
            swap(&mut self.current, &mut beside.branch);
            swap(&mut self.cursor, &mut beside.cursor);
            swap(&mut self.time, &mut beside.time);
            swap(&mut self.window, &mut beside.window);
        }
    }

    /// Whether this branch is the one beside.
    pub(crate) fn is_beside(&self, branch: usize) -> bool {
        self.beside.as_ref().is_some_and(|beside| beside.branch == branch)
    }
}
