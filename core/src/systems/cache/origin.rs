//! The database behind the cache: a few workers, and a queue that shows when they do not suffice.

use super::{Message, Node, Timer};
use crate::sim::{Context, NodeId};
use alloc::collections::VecDeque;

/// The database.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    queue: VecDeque<(NodeId, u64, u32)>,
    busy: u32,
    /// Queries received.
    pub queries: u64,
    /// Queries refused because the queue was full.
    pub refused: u64,
    /// The longest queue so far.
    pub longest: u64,
}

impl Origin {
    /// Queries that may wait; more are refused.
    pub const QUEUE: usize = 10_000;

    /// Queries that wait for a worker.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// Workers that are busy.
    #[must_use]
    pub fn busy(&self) -> u32 {
        self.busy
    }

    pub(crate) fn on_message(&mut self, from: NodeId, message: Message, context: &mut Context<'_, Node>) {
        let Message::Query { op, key } = message else { return };
        self.queries += 1;
        if self.queue.len() >= Self::QUEUE {
            self.refused += 1;
            context.send(from, Message::Row { op, key, refused: true });
            return;
        }
        self.queue.push_back((from, op, key));
        self.work(context);
        self.longest = self.longest.max(self.queue.len() as u64);
    }

    fn work(&mut self, context: &mut Context<'_, Node>) {
        let (workers, time) =
            (context.shared().parameters.origin_workers, context.shared().parameters.origin_time);
        while self.busy < workers
            && let Some((client, op, key)) = self.queue.pop_front()
        {
            self.busy += 1;
            context.after(context.slowed(time), Timer::Worked { client, op, key });
        }
    }

    pub(crate) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        let Timer::Worked { client, op, key } = timer else { return };
        self.busy -= 1;
        context.send(client, Message::Row { op, key, refused: false });
        self.work(context);
    }

    pub(crate) fn on_crash(&mut self) {
        self.queue.clear();
        self.busy = 0;
    }

    pub(crate) fn footprint(&self) -> usize {
        self.queue.len() * size_of::<(NodeId, u64, u32)>()
    }
}
