//! A cache server: a set of keys, and one request at a time.

use super::{Message, Node, Shared, Timer, Word};
use crate::sim::{Context, NodeId};
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// A cache server.
#[derive(Clone, Debug)]
pub struct CacheServer {
    /// One bit a key: whether it is here.
    held: Vec<u64>,
    queue: VecDeque<(NodeId, u64, u32)>,
    /// Requests received since the start of the run; not lost in a crash, since it is the
    /// observer's count and not the server's memory.
    pub requests: u64,
    /// Those that found their key.
    pub hits: u64,
}

impl CacheServer {
    /// Requests that may wait; more are lost, and their clients find out by waiting.
    pub const QUEUE: usize = 4_096;

    pub(crate) fn new(keys: u32) -> Self {
        let words = (keys as usize).div_ceil(64);
        Self { held: alloc::vec![0; words], queue: VecDeque::new(), requests: 0, hits: 0 }
    }

    /// Whether a key is here.
    #[must_use]
    pub fn holds(&self, key: u32) -> bool {
        self.held.get(key as usize / 64).is_some_and(|word| word >> (key % 64) & 1 == 1)
    }

    /// How many keys are here.
    #[must_use]
    pub fn held(&self) -> u64 {
        self.held.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Requests that wait, the one being worked on included.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    pub(crate) fn store(&mut self, key: u32) -> bool {
        let Some(word) = self.held.get_mut(key as usize / 64) else { return false };
        let new = *word >> (key % 64) & 1 == 0;
        *word |= 1 << (key % 64);
        new
    }

    pub(crate) fn on_message(&mut self, from: NodeId, message: Message, context: &mut Context<'_, Node>) {
        match message {
            Message::Get { op, key } => {
                self.requests += 1;
                if self.queue.len() >= Self::QUEUE {
                    return;
                }
                self.queue.push_back((from, op, key));
                if self.queue.len() == 1 {
                    self.work(context);
                }
            }
            Message::Set { key } if self.store(key) => context.note(Word::Stored.with(u64::from(key), 0)),
            Message::Probe => context.send(from, Message::Alive),
            _ => {}
        }
    }

    /// Begins with whoever is first in the queue.
    fn work(&self, context: &mut Context<'_, Node>) {
        if let Some(&(client, op, key)) = self.queue.front() {
            let Shared { parameters, .. } = context.shared();
            let work = context.slowed(parameters.service_time);
            context.after(work, Timer::Worked { client, op, key });
        }
    }

    pub(crate) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        let Timer::Worked { client, op, key } = timer else { return };
        let hit = self.holds(key);
        self.hits += u64::from(hit);
        context.send(client, Message::Found { op, key, hit });
        self.queue.pop_front();
        self.work(context);
    }

    pub(crate) fn on_crash(&mut self) {
        self.held.fill(0);
        self.queue.clear();
    }

    pub(crate) fn footprint(&self) -> usize {
        self.held.len() * 8 + self.queue.len() * size_of::<(NodeId, u64, u32)>()
    }
}
