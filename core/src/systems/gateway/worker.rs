//! An API server: one request at a time, a queue of limited length, and no room beyond it.

use super::Node;
use super::message::{Message, Outcome, Request, Timer};
use crate::sim::{Context, Nanos, NodeId};
use alloc::collections::VecDeque;

/// An API server.
#[derive(Clone, Debug, Default)]
pub struct Worker {
    /// The first is being worked on.
    line: VecDeque<(NodeId, Request, Nanos)>,
    /// Requests done since the start of the run.
    pub done: u64,
    /// Requests for which there was no room.
    pub dropped: u64,
    /// The most that waited so far.
    pub longest: u64,
}

impl Worker {
    /// Requests that wait while it works.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.line.len().saturating_sub(1)
    }

    /// Whether it works.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.line.is_empty()
    }

    pub(super) fn on_message(&mut self, from: NodeId, message: Message, context: &mut Context<'_, Node>) {
        let Message::Pass { request, waited } = message else { return };
        if self.line.len() > context.shared().parameters.api_queue {
            self.dropped += 1;
            context.send(from, Message::Answer { request, outcome: Outcome::Overloaded, waited });
            return;
        }
        self.line.push_back((from, request, waited));
        self.longest = self.longest.max(self.waiting() as u64);
        if self.line.len() == 1 {
            Self::work(context);
        }
    }

    fn work(context: &mut Context<'_, Node>) {
        let work = context.slowed(context.shared().parameters.api_time);
        context.after(work, Timer::Worked);
    }

    pub(super) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        let Timer::Worked = timer else { return };
        let Some((from, request, waited)) = self.line.pop_front() else { return };
        self.done += 1;
        context.send(from, Message::Answer { request, outcome: Outcome::Served, waited });
        if self.is_busy() {
            Self::work(context);
        }
    }

    pub(super) fn on_crash(&mut self) {
        self.line.clear();
    }

    pub(super) fn footprint(&self) -> usize {
        self.line.capacity() * size_of::<(NodeId, Request, Nanos)>()
    }
}
