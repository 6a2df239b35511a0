//! Flushes and merges, a piece at a time, and what the trace says of them.
//!
//! ```text
//!   piece: work_bytes of entries ─▶ reads, appends, syncs ─▶ the disk does them ─▶ next piece
//! ```

use super::engine::Engine;
use super::store::Store;
use super::{Node, Word};
use crate::lsm::{Lsm, LsmError, Pulse};
use crate::sim::Context;

/// What a step of work finished.
struct Before {
    flushes: u64,
    merges: u64,
    moved: u64,
    read: u64,
    written: u64,
    flushing: u64,
}

impl Before {
    fn of(lsm: &Lsm<super::Device>) -> Self {
        let stats = lsm.stats();
        Self {
            flushes: stats.flushes,
            merges: stats.merges,
            moved: stats.moved_bytes,
            read: stats.merge_read,
            written: stats.merge_written,
            flushing: stats.flush_bytes,
        }
    }
}

impl Engine {
    /// Does a piece of work if the last one is done. Says whether there was any.
    pub(super) fn work_on(&mut self, context: &mut Context<'_, Node>) -> bool {
        if self.piece.is_some() || self.idle || self.failed {
            return false;
        }
        self.work(Self::work_bytes(context.shared()), context);
        let until = self.send(true, context);
        self.piece = (until > self.outbox.before()).then_some(until);
        if self.stalled() {
            let hopeless = self.idle || self.failed;
            self.serve(true, context);
            if hopeless && self.stalled() {
                self.refuse_stalled(context);
            }
        }
        true
    }

    /// What waits for work that cannot be done is refused.
    fn refuse_stalled(&mut self, context: &mut Context<'_, Node>) {
        let Some(current) = self.current.take() else { return };
        let trouble = self.error.as_ref().map_or(super::message::Trouble::Other, super::EngineError::trouble);
        let time = context.clock().saturating_sub(current.begun);
        self.tally.stall_time += time;
        self.tally.refused += 1;
        context.note(Word::StallEnded.with(current.pending.request.key().packed(), time));
        let sequence = self.store.as_ref().map_or(0, |store| store.sequence().0);
        self.reply(&current.pending, super::message::Answer::Refused(trouble), sequence, context);
    }

    /// All work that there is, at once.
    pub(super) fn compact(&mut self, context: &mut Context<'_, Node>) {
        self.failed = false;
        self.idle = false;
        self.flush(context);
        while !self.idle && !self.failed {
            self.work(u64::MAX, context);
        }
        let until = self.send(true, context);
        if until > self.outbox.before() {
            self.piece = Some(until);
        }
        self.turn(context);
    }

    /// Works for about so many bytes, an entry at a time, so that the trace can tell what was finished.
    fn work(&mut self, budget: u64, context: &mut Context<'_, Node>) {
        let mut left = budget;
        while left > 0 {
            let Some(Store::Lsm(lsm)) = &mut self.store else {
                self.idle = true;
                return;
            };
            let before = Before::of(lsm);
            match lsm.work(1) {
                Ok(progress) => {
                    left = left.saturating_sub(progress.bytes.max(1));
                    let begun = !self.merging && lsm.merging().is_some();
                    if progress.finished > 0 {
                        self.finished(&before, context);
                    } else if begun {
                        self.merge_begun(context);
                    }
                    if progress.idle {
                        self.idle = true;
                        return;
                    }
                }
                Err(error) => return self.work_failed(error, context),
            }
        }
    }

    fn work_failed(&mut self, error: LsmError, context: &mut Context<'_, Node>) {
        self.merging = false;
        self.failed = true;
        self.fail(error.into(), context);
        context.after(Self::AGAIN, super::Timer::Again);
    }

    fn merge_begun(&mut self, context: &mut Context<'_, Node>) {
        let Some((job, bytes)) = self.lsm().and_then(Lsm::merging) else { return };
        let levels = (job.from as u64) << 32 | (job.to as u64 & 0xffff) << 16;
        context.note(Word::MergeBegun.with(levels | (job.tables.len() as u64).min(0xffff), bytes));
        self.merging = true;
    }

    fn finished(&mut self, before: &Before, context: &mut Context<'_, Node>) {
        let Some(lsm) = self.lsm() else { return };
        let (old, new, stats) = (self.pulse, lsm.pulse(), lsm.stats());
        if stats.flushes > before.flushes {
            context.note(Word::Flushed.with(new.newest, stats.flush_bytes - before.flushing));
        } else if stats.merges > before.merges {
            let most = u64::from(u32::MAX);
            let read = (stats.merge_read - before.read).min(most);
            let written = (stats.merge_written - before.written).min(most);
            let entries = old.entries.saturating_sub(new.entries).min(most);
            let tombstones = old.tombstones.saturating_sub(new.tombstones).min(most);
            context.note(Word::MergeDone.with(read << 32 | written, entries << 32 | tombstones));
            self.tally.merged_away += entries;
            self.tally.tombstones_gone += tombstones;
            self.merging = false;
        } else {
            let shrunk = old.level_bytes.iter().zip(&new.level_bytes).position(|(old, new)| new < old);
            let level = shrunk.unwrap_or(0) as u64;
            context.note(Word::Moved.with(level, stats.moved_bytes - before.moved));
        }
        self.pulse = new;
    }

    /// Looks at the tables as they are now, to tell later what became of them.
    pub(super) fn watch(&mut self) {
        self.pulse = self.lsm().map_or_else(Pulse::default, Lsm::pulse);
    }
}
