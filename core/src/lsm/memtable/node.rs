//! Nodes of the tree in memory, and the records that they point to.
//!
//! ```text
//!   leaf    3 │ "apple" "berry" "cherry" as numbers │ 0 40 96        records:  0 ‥ tag, lengths, apple, red ‥ 40 ‥
//! ```
//!
//! Numbers and places are in two arrays, so that a search touches only the first.

use crate::lsm::coding::{prefix, u32_at, u64_at};

/// Entries of a node.
pub(super) const FAN: usize = 32;
/// Bytes of a record before its key: tag, and the lengths of key and value.
pub(super) const RECORD: usize = 16;

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) len: usize,
    pub(super) prefixes: [u64; FAN],
    pub(super) records: [u32; FAN],
}

#[derive(Clone, Debug)]
pub(super) struct Leaf {
    pub(super) node: Node,
    pub(super) next: u32,
    pub(super) prev: u32,
}

#[derive(Clone, Debug)]
pub(super) struct Inner {
    pub(super) node: Node,
    pub(super) children: [u32; FAN],
}

/// Key, tag and value of an entry.
pub(in crate::lsm) type Entry<'a> = (&'a [u8], u64, &'a [u8]);

impl Node {
    pub(super) const EMPTY: Self = Self { len: 0, prefixes: [0; FAN], records: [0; FAN] };

    pub(super) fn insert(&mut self, slot: usize, prefix: u64, record: u32) {
        self.prefixes.copy_within(slot..self.len, slot + 1);
        self.records.copy_within(slot..self.len, slot + 1);
        self.prefixes[slot] = prefix;
        self.records[slot] = record;
        self.len += 1;
    }

    /// Moves what is from `from` on into a new node.
    pub(super) fn split(&mut self, from: usize) -> Self {
        let mut right = Self::EMPTY;
        right.len = self.len - from;
        right.prefixes[..right.len].copy_from_slice(&self.prefixes[from..self.len]);
        right.records[..right.len].copy_from_slice(&self.records[from..self.len]);
        self.len = from;
        right
    }
}

impl Inner {
    pub(super) fn insert(&mut self, slot: usize, (prefix, record): (u64, u32), child: u32) {
        self.children.copy_within(slot..self.node.len, slot + 1);
        self.children[slot] = child;
        self.node.insert(slot, prefix, record);
    }

    pub(super) fn split(&mut self, from: usize) -> Self {
        let mut children = [0; FAN];
        children[..self.node.len - from].copy_from_slice(&self.children[from..self.node.len]);
        Self { node: self.node.split(from), children }
    }
}

/// Numbers of what follows the common bytes, for all entries of a node.
pub(super) fn number_anew(node: &mut Node, records: &[u8], common: usize) {
    for (prefix, record) in node.prefixes.iter_mut().zip(node.records).take(node.len) {
        let key = record_at(records, record).0;
        *prefix = self::prefix(key.get(common..).unwrap_or_default());
    }
}

pub(super) fn record_at(records: &[u8], at: u32) -> Entry<'_> {
    let at = at as usize;
    let tag = u64_at(records, at).unwrap_or(0);
    let key = u32_at(records, at + 8).unwrap_or(0) as usize;
    let value = u32_at(records, at + 12).unwrap_or(0) as usize;
    let rest = records.get(at + RECORD..at + RECORD + key + value).unwrap_or_default();
    let (key, value) = rest.split_at(key.min(rest.len()));
    (key, tag, value)
}
