//! Who is there, as far as one node has heard.
//!
//! ```
//! use snowglobe_core::gossip::Members;
//!
//! let (mut a, mut b) = (Members::new(0), Members::new(1));
//! a.beat(1_000);
//! b.merge(a.heartbeats(), 1_020);
//! assert_eq!(b.silent(5_000, 3_000).collect::<Vec<_>>(), [0]); // nothing new of node 0 for 3.98 s
//! ```
//!
//! A node counts up its own heartbeat and passes on the highest counters it has heard of. What is old news changes
//! nothing, however often it comes and by whatever way; so a node that is gone cannot be kept alive by others who talk
//! about it.

use crate::flat_map::FlatMap;
use alloc::sync::Arc;

/// What is known of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heartbeat {
    /// Its counter.
    pub counter: u64,
    /// When that was first heard of, by the clock of the one who heard.
    pub heard: u64,
}

/// What one node knows of all. A copy shares the table until one of both hears something: a thousand nodes that know of a
/// thousand each are 24 MB, which no checkpoint of a run should have to copy at once.
#[derive(Clone, Debug)]
pub struct Members {
    own: u32,
    table: Arc<FlatMap<u32, Heartbeat>>,
}

impl Members {
    /// Of a node that knows only of itself.
    #[must_use]
    pub fn new(own: u32) -> Self {
        Self { own, table: Arc::new([(own, Heartbeat::default())].into_iter().collect()) }
    }

    /// The node is alive, at this time.
    pub fn beat(&mut self, now: u64) {
        let counter = self.get(self.own).map_or(0, |heartbeat| heartbeat.counter) + 1;
        Arc::make_mut(&mut self.table).insert(self.own, Heartbeat { counter, heard: now });
    }

    /// What is known of a node.
    #[must_use]
    pub fn get(&self, node: u32) -> Option<Heartbeat> {
        self.table.get(&node).copied()
    }

    /// Nodes and their counters, to be told to others.
    pub fn heartbeats(&self) -> impl Iterator<Item = (u32, u64)> {
        self.table.iter().map(|(node, heartbeat)| (*node, heartbeat.counter))
    }

    /// Hears what another knows; how many counters were news. O(heartbeats × log members).
    pub fn merge(&mut self, heartbeats: impl Iterator<Item = (u32, u64)>, now: u64) -> usize {
        let news = heartbeats
            .filter(|(node, counter)| self.table.get(node).is_none_or(|known| known.counter < *counter));
        let news: alloc::vec::Vec<_> = news.collect();
        if news.is_empty() {
            return 0;
        }
        let table = Arc::make_mut(&mut self.table);
        for (node, counter) in &news {
            table.insert(*node, Heartbeat { counter: *counter, heard: now });
        }
        news.len()
    }

    /// What would be news to another, who has heard this, by ascending node. O(members × log heartbeats).
    pub fn news_to(&self, heard: &[(u32, u64)]) -> impl Iterator<Item = (u32, u64)> {
        self.heartbeats().filter(|(node, counter)| {
            let at = heard.binary_search_by_key(node, |(node, _)| *node).ok();
            at.and_then(|at| heard.get(at)).is_none_or(|(_, known)| known < counter)
        })
    }

    /// The others of which nothing new was heard for longer than that.
    pub fn silent(&self, now: u64, timeout: u64) -> impl Iterator<Item = u32> {
        let quiet = move |heartbeat: &Heartbeat| now.saturating_sub(heartbeat.heard) > timeout;
        self.table
            .iter()
            .filter(move |(node, heartbeat)| **node != self.own && quiet(heartbeat))
            .map(|(node, _)| *node)
    }

    /// Forgets a node.
    pub fn remove(&mut self, node: u32) {
        Arc::make_mut(&mut self.table).remove(&node);
    }

    /// Bytes that the table holds; what copies share counts in parts.
    #[must_use]
    pub fn footprint(&self) -> usize {
        self.table.len() * size_of::<(u32, Heartbeat)>() / Arc::strong_count(&self.table)
    }
}

#[cfg(test)]
mod tests;
