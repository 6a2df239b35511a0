//! The central store: counters, sorted sets and scripts, one command at a time, all in memory.
//!
//! Commands wait in line and each takes `store_time`, as in a server with one thread. What one command does
//! is one unit; what lies between two commands of a gateway belongs to whoever comes in between:
//!
//! ```text
//!   counter 3        g0 reads 3      g1 reads 3      g0 writes 4      g1 writes 4: an update was lost
//! ```
//!
//! A crash loses every counter: the limits start anew.

use super::counters::Counters;
use super::grace::Graces;
use super::key::{Key, Keys};
use super::message::{Command, Message, Reply, Ruling, Timer, Verdict};
use super::sync::Board;
use super::{Node, Rules, Word};
use crate::sim::{Context, Nanos, NodeId};
use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

/// A counter of one window.
#[derive(Clone, Copy, Debug)]
struct Count {
    key: Key,
    window: u64,
    count: u32,
    /// When it is forgotten, by the store's clock.
    expires: Nanos,
}

/// The store.
#[derive(Clone, Debug)]
pub struct Store {
    rules: Rules,
    line: VecDeque<(NodeId, Command)>,
    /// Ascending by key and window.
    counts: Vec<Count>,
    /// Each ascending by time.
    sets: BTreeMap<Key, VecDeque<Nanos>>,
    scripts: Counters,
    graces: Graces,
    board: Board,
    /// Commands carried out since the start of the run.
    pub commands: u64,
    /// Counters written over one that was no lower.
    pub lost_updates: u64,
    /// The longest line so far.
    pub longest: u64,
}

impl Store {
    /// Commands that may wait in line; more are lost.
    pub const LINE: usize = 10_000;

    pub(super) fn new(rules: Rules) -> Self {
        Self {
            rules,
            line: VecDeque::new(),
            counts: Vec::new(),
            sets: BTreeMap::new(),
            scripts: Counters::default(),
            graces: Graces::default(),
            board: Board::default(),
            commands: 0,
            lost_updates: 0,
            longest: 0,
        }
    }

    /// Commands in line, the one being carried out included.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.line.len()
    }

    /// The counters that stand for a key: window and number, ascending.
    pub fn counts(&self, key: Key) -> impl Iterator<Item = (u64, u32)> {
        self.counts.iter().filter(move |count| count.key == key).map(|count| (count.window, count.count))
    }

    /// The times in the set of a key, ascending.
    pub fn set(&self, key: Key) -> impl Iterator<Item = Nanos> {
        self.sets.get(&key).into_iter().flatten().copied()
    }

    /// The limiters that run here.
    #[must_use]
    pub fn scripts(&self) -> &Counters {
        &self.scripts
    }

    /// Stamps in sets and logs.
    #[must_use]
    pub fn stamps(&self, now: Nanos) -> u64 {
        self.scripts.stamps(now) + self.sets.values().map(|set| set.len() as u64).sum::<u64>()
    }

    pub(super) fn on_message(&mut self, from: NodeId, message: Message, context: &mut Context<'_, Node>) {
        let Message::Command(command) = message else { return };
        if self.line.len() >= Self::LINE {
            return;
        }
        self.line.push_back((from, command));
        self.longest = self.longest.max(self.line.len() as u64);
        if self.line.len() == 1 {
            Self::work(context);
        }
    }

    fn work(context: &mut Context<'_, Node>) {
        let work = context.slowed(context.shared().parameters.store_time);
        context.after(work, Timer::Worked);
    }

    pub(super) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        let Timer::Worked = timer else { return };
        let Some((from, command)) = self.line.pop_front() else { return };
        self.commands += 1;
        if let Some(reply) = self.carry_out(from, command, context) {
            context.send(from, Message::Reply(reply));
        }
        if !self.line.is_empty() {
            Self::work(context);
        }
    }

    fn carry_out(
        &mut self,
        from: NodeId,
        command: Command,
        context: &mut Context<'_, Node>,
    ) -> Option<Reply> {
        let now = context.clock();
        match command {
            Command::Read { number, keys, window } => {
                let counts = each(&keys, |key| self.count(key, window, now).map_or(0, |count| count.count));
                Some(Reply::Counts { number, keys, counts, oldest: [0; 3] })
            }
            Command::Write { keys, window, counts } => {
                for (key, count) in keys.iter().zip(counts) {
                    self.write(key, window, count, context);
                }
                None
            }
            Command::Script { number, keys } => {
                let ruling = self.scripts.decide(&keys, now, &self.rules);
                Some(Reply::Ruled { number, ruling })
            }
            Command::Trim { number, keys, now } => {
                let counts = each(&keys, |key| self.trim(key, now).len() as u32);
                let oldest = each(&keys, |key| self.oldest(key));
                Some(Reply::Counts { number, keys, counts, oldest })
            }
            Command::Add { keys, now } => {
                keys.iter().for_each(|key| self.add(key, now));
                None
            }
            Command::TrimAdd { number, keys } => {
                Some(Reply::Ruled { number, ruling: self.trim_and_add(&keys, now) })
            }
            Command::Tell { life, totals } => Some(Reply::Told(self.board.hear(from, life, &totals))),
        }
    }

    /// The counter of a window, if it is there.
    fn count(&mut self, key: Key, window: u64, now: Nanos) -> Option<&mut Count> {
        self.counts.retain(|count| count.key != key || count.expires > now);
        let found = self.counts.binary_search_by_key(&(key, window), |count| (count.key, count.window));
        found.ok().and_then(|place| self.counts.get_mut(place))
    }

    fn write(&mut self, key: Key, window: u64, count: u32, context: &mut Context<'_, Node>) {
        let now = context.clock();
        // As EXPIRE is used: long enough for whoever is in that window.
        let expires = now.saturating_add(self.rules.window.saturating_mul(2));
        let was = self.count(key, window, now).map_or(0, |old| {
            let was = old.count;
            (old.count, old.expires) = (count, expires);
            was
        });
        if was == 0 {
            let place = self.counts.partition_point(|other| (other.key, other.window) < (key, window));
            self.counts.insert(place, Count { key, window, count, expires });
        }
        if was >= count {
            self.lost_updates += 1;
            context.note(Word::Loses.with(key.packed(), u64::from(was) << 32 | u64::from(count)));
        } else {
            context.note(Word::Holds.with(key.packed(), u64::from(count)));
        }
    }

    fn trim(&mut self, key: Key, now: Nanos) -> &mut VecDeque<Nanos> {
        let set = self.sets.entry(key).or_default();
        if let Some(end) = now.checked_sub(self.rules.window) {
            while set.front().is_some_and(|time| *time <= end) {
                set.pop_front();
            }
        }
        set
    }

    fn oldest(&self, key: Key) -> Nanos {
        self.set(key).next().unwrap_or_default()
    }

    fn add(&mut self, key: Key, time: Nanos) {
        // Nothing is trimmed at time 0.
        let set = self.trim(key, 0);
        let place = set.partition_point(|other| *other <= time);
        set.insert(place, time);
    }

    /// The exact log in one step.
    fn trim_and_add(&mut self, keys: &Keys, now: Nanos) -> Ruling {
        let mut remaining = u32::MAX;
        for key in keys.iter() {
            let count = self.trim(key, now).len() as u32;
            if !self.graces.pass(key, count, now, &self.rules) {
                let retry_after = (self.oldest(key) + self.rules.window).saturating_sub(now);
                return Ruling { key, verdict: Verdict::Deny(Some(retry_after)) };
            }
            remaining = remaining.min(self.rules.amount(key.layer).saturating_sub(count + 1));
        }
        keys.iter().for_each(|key| self.add(key, now));
        Ruling { key: keys.first(), verdict: Verdict::Pass { remaining: Some(remaining) } }
    }

    pub(super) fn adopt(&mut self, rules: &Rules, now: Nanos) {
        if self.rules != *rules {
            self.rules = *rules;
            self.scripts.adopt(rules, now);
        }
    }

    pub(super) fn on_crash(&mut self) {
        self.line.clear();
        self.counts.clear();
        self.sets.clear();
        self.scripts.clear();
        self.graces.clear();
        self.board.clear();
    }

    /// Bytes that its counters, sets and scripts take where they are written down.
    #[must_use]
    pub fn state_bytes(&self, now: Nanos) -> u64 {
        let sets: u64 = self.sets.values().map(|set| 8 * set.len() as u64).sum();
        // Which window, and how many.
        16 * self.counts.len() as u64 + sets + self.scripts.state_bytes(now) + self.board.state_bytes()
    }

    pub(super) fn footprint(&self) -> usize {
        let sets: usize = self.sets.values().map(|set| set.capacity() * size_of::<Nanos>()).sum();
        self.line.capacity() * size_of::<(NodeId, Command)>()
            + self.counts.capacity() * size_of::<Count>()
            + self.sets.len() * (size_of::<(Key, VecDeque<Nanos>)>() + 24)
            + sets
            + self.scripts.footprint()
            + self.graces.bytes()
            + self.board.footprint()
    }
}

/// Something for each layer; 0 where there is none.
fn each<T: Copy + Default>(keys: &Keys, of: impl FnMut(Key) -> T) -> [T; 3] {
    let mut all = [T::default(); 3];
    for (slot, value) in all.iter_mut().zip(keys.iter().map(of)) {
        *slot = value;
    }
    all
}
