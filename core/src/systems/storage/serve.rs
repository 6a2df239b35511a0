//! The turns of an engine: operations one at a time, and work behind them.

use super::engine::{Current, Engine, Phase};
use super::message::{Answer, Request};
use super::store::{EngineKind, Store};
use super::{Node, Word};
use crate::sim::Context;
use alloc::boxed::Box;

impl Engine {
    /// Does all that can be done now.
    pub(super) fn turn(&mut self, context: &mut Context<'_, Node>) {
        if let Phase::Opening(until) = self.phase {
            if self.outbox.before() < until {
                return;
            }
            self.opened(context);
        }
        if self.phase != Phase::Serving {
            return;
        }
        if self.piece.is_some_and(|until| self.outbox.before() >= until) {
            self.piece = None;
        }
        loop {
            let mut moved = self.end_current(context);
            if self.current.is_none()
                && let Some(pending) = self.queue.pop_front()
            {
                self.current = Some(Current { pending, reply: None, begun: context.clock() });
                self.serve(false, context);
                moved = true;
            }
            moved |= self.work_on(context);
            if !moved {
                return;
            }
        }
    }

    /// Answers the operation whose accesses are all done. Says whether there was one.
    fn end_current(&mut self, context: &mut Context<'_, Node>) -> bool {
        let before = self.outbox.before();
        let done = |current: &Current| current.reply.as_ref().is_some_and(|(_, _, until)| before >= *until);
        if !self.current.as_ref().is_some_and(done) {
            return false;
        }
        if let Some(Current { pending, reply: Some((answer, sequence, until)), .. }) = self.current.take() {
            let answer = match answer {
                // Nothing was made durable for it, so the engine only hopes.
                Answer::Done { .. } if until == 0 => Answer::Done { durable: 0 },
                answer => answer,
            };
            self.reply(&pending, answer, sequence, context);
        }
        true
    }

    /// Serves the current operation, or tries it again after a piece of work.
    pub(super) fn serve(&mut self, again: bool, context: &mut Context<'_, Node>) {
        let (Some(current), Some(store)) = (&mut self.current, &mut self.store) else { return };
        let request = &current.pending.request;
        let key = request.key().packed();
        let frozen = frozen(store);
        let before = store_entries(store);
        let served = store.serve(request);
        match served {
            Err(error) if error.is_busy() => {
                if !again {
                    self.tally.stalls += 1;
                    context.note(Word::StallBegun.with(key, 0));
                }
                self.idle = false;
            }
            Err(error) => {
                self.tally.refused += 1;
                let trouble = error.trouble();
                self.end_stall(again, key, context);
                let until = self.send(false, context);
                self.answer(Answer::Refused(trouble), until);
                self.fail(error, context);
            }
            Ok((answer, read)) => {
                let bytes = request.key().size() as u64;
                match request {
                    Request::Put { value, .. } => {
                        self.tally.puts += 1;
                        self.tally.bytes_put += bytes + value.len() as u64;
                    }
                    Request::Delete { .. } => {
                        self.tally.deletes += 1;
                        self.tally.bytes_put += bytes;
                    }
                    Request::Get { .. } => self.tally.gets += 1,
                    Request::Scan { .. } => self.tally.scans += 1,
                }
                if let Some(read) = &read {
                    self.tally.count(read);
                }
                self.last_read = read.map(Box::new).or(self.last_read.take());
                if self.frozen_now() > frozen {
                    context.note(Word::Frozen.with(before.0, before.1));
                    self.idle = false;
                }
                let is_get =
                    matches!(self.current.as_ref().map(|c| &c.pending.request), Some(Request::Get { .. }));
                self.end_stall(again, key, context);
                let sent = self.outbox.len();
                let until = self.send(false, context);
                if is_get {
                    self.tally.get_reads += (self.outbox.len() - sent) as u64;
                }
                self.answer(answer, until);
            }
        }
    }

    fn answer(&mut self, answer: Answer, until: u64) {
        let sequence = self.store.as_ref().map_or(0, |store| store.sequence().0);
        if let Some(current) = &mut self.current {
            current.reply = Some((answer, sequence, until));
        }
    }

    fn end_stall(&mut self, stalled: bool, key: u64, context: &mut Context<'_, Node>) {
        let Some(current) = self.current.as_ref().filter(|_| stalled) else { return };
        let time = context.clock().saturating_sub(current.begun);
        self.tally.stall_time += time;
        context.note(Word::StallEnded.with(key, time));
    }

    fn frozen_now(&self) -> usize {
        self.store.as_ref().map_or(0, frozen)
    }

    /// Makes a table of what is in memory, or a checkpoint.
    pub(super) fn flush(&mut self, context: &mut Context<'_, Node>) {
        let Some(store) = &mut self.store else { return };
        let before = store_entries(store);
        let done = match store {
            Store::Lsm(lsm) => lsm.freeze().map_err(Into::into),
            Store::Tree(tree) => tree.checkpoint().map_err(Into::into),
        };
        self.send(false, context);
        match done {
            Ok(()) if self.kind == EngineKind::Lsm && before.0 > 0 => {
                context.note(Word::Frozen.with(before.0, before.1));
            }
            Ok(()) => {}
            Err(error) => self.fail(error, context),
        }
        self.idle = false;
        self.turn(context);
    }
}

fn frozen(store: &Store) -> usize {
    match store {
        Store::Lsm(lsm) => lsm.frozen_count(),
        Store::Tree(_) => 0,
    }
}

/// Entries and bytes of the memtable.
fn store_entries(store: &Store) -> (u64, u64) {
    match store {
        Store::Lsm(lsm) => lsm.memtable_size(),
        Store::Tree(_) => (0, 0),
    }
}
