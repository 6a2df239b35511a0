//! The part of the trace that is at hand.
//!
//! It follows the head of a run from the start until it is full; after that it is filled anew,
//! from a checkpoint, around whatever moment is asked for. So a run of any length costs the same
//! memory, and a short one is never replayed.

use super::system::System;
use super::{Nanos, Record, Run, Sink, Trace};

/// Listens for two.
pub(crate) struct Both<'a>(pub(crate) &'a mut dyn Sink, pub(crate) &'a mut dyn Sink);

impl Sink for Both<'_> {
    fn record(&mut self, record: &Record) {
        self.0.record(record);
        self.1.record(record);
    }
}

/// Consecutive records of one branch, complete over a span of time.
pub(crate) struct Window {
    /// The records made before the first step, which every branch shares.
    origin: Trace,
    branch: usize,
    trace: Trace,
    /// Complete from here up to `until`, which is not included.
    since: Nanos,
    until: Nanos,
    /// The step that was written last.
    step: u64,
    /// The beginning of what was asked for when it was filled from a checkpoint.
    filled_for: Option<Nanos>,
}

impl Window {
    /// Records at hand at once.
    pub(crate) const CAPACITY: usize = 1 << 17;

    pub(crate) fn at_origin(origin: Trace) -> Self {
        Self { trace: origin.clone(), origin, branch: 0, since: 0, until: 0, step: 0, filled_for: None }
    }

    /// A window for another place in the same run.
    pub(crate) fn afresh(&self) -> Self {
        Self::at_origin(self.origin.clone())
    }

    /// The trace to write into, if it ends where this head stands.
    pub(crate) fn follow(&mut self, branch: usize, step: u64) -> Option<&mut Trace> {
        let follows = self.branch == branch && self.step == step && !self.trace.is_full();
        follows.then_some(&mut self.trace)
    }

    /// The head moved on.
    pub(crate) fn followed(&mut self, branch: usize, step: u64, now: Nanos) {
        if self.branch == branch && self.step + 1 == step && !self.trace.is_full() {
            self.step = step;
            // More may come at this very nanosecond.
            self.until = now;
        }
    }

    /// The head came to the end.
    pub(crate) fn reached_end(&mut self, branch: usize, step: u64, horizon: Nanos) {
        if self.branch == branch && self.step == step && !self.trace.is_full() {
            self.until = horizon.saturating_add(1);
        }
    }

    /// What is at hand may no longer be true.
    pub(crate) fn forget(&mut self) {
        self.branch = usize::MAX;
    }

    pub(crate) fn footprint(&self) -> usize {
        self.trace.footprint() + self.origin.footprint()
    }
}

impl<S: System> Run<S> {
    /// The records from `from` to `to`, both included. Cost: none if they are at hand; else a
    /// replay from the nearest checkpoint, of at most 131,072 records, beyond which none are given.
    pub fn records(&mut self, from: Nanos, to: Nanos) -> &[Record] {
        let to = to.min(self.horizon);
        let window = &self.window;
        let at_hand = window.branch == self.current && window.since <= from && window.until > to;
        if !at_hand && !self.is_best_for(from) {
            self.refill(from, to);
        }
        self.window.trace.between(from, to)
    }

    /// Whether the window is full and filling it anew for `from` would give the very same.
    fn is_best_for(&self, from: Nanos) -> bool {
        let start = self.nearest_checkpoint(self.current, |world| world.now < from);
        let since = start.map_or(0, |start| start.world.now.saturating_add(1));
        let same = self.window.filled_for == Some(from) || self.window.since == since;
        self.window.branch == self.current && self.window.trace.is_full() && self.window.until > from && same
    }

    fn refill(&mut self, from: Nanos, to: Nanos) {
        // Strictly before, so that nothing at `from` itself is missed.
        let start = self.nearest(self.current, |world| world.now < from);
        let (mut world, mut trace, mut since) = match start {
            Some(world) => {
                let since = world.now.saturating_add(1);
                (world, Trace::new(Window::CAPACITY), since)
            }
            None => match self.nearest(self.current, |world| world.step == 0) {
                Some(world) => (world, self.window.origin.clone(), 0),
                None => return,
            },
        };
        let mut until = world.now;
        // A quarter of a window beyond what was asked for: playing on will not come back here soon.
        let mut enough = usize::MAX;
        while trace.len() < enough {
            if trace.is_full() {
                if world.now >= from {
                    break;
                }
                // All of it lies before what was asked for: no checkpoint was near.
                trace = Trace::new(Window::CAPACITY);
                since = world.now.saturating_add(1);
            }
            if !world.advance(self.horizon, &mut trace) {
                until = self.horizon.saturating_add(1);
                break;
            }
            until = world.now;
            if until > to && enough == usize::MAX {
                enough = trace.len() + Window::CAPACITY / 4;
            }
        }
        let (branch, step) = (self.current, world.step);
        self.window.branch = branch;
        self.window.trace = trace;
        self.window.since = since;
        self.window.until = until;
        self.window.step = step;
        self.window.filled_for = Some(from);
    }
}
