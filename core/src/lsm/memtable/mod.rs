//! The newest writes in memory, ordered: a B+ tree that only grows, over one run of bytes.
//!
//! ```text
//!   inner     [ ─∞ │ "k" ]            nodes hold at most 32 entries: eight bytes of each key as a number, and
//!              ╱       ╲              where its record is
//!   leaves [a c f] ⇄ [k m z]          linked in both directions
//!           │ │ │     │ │ │
//!   records ‥ tag 8 │ key length 4 │ value length 4 │ key │ value ‥
//! ```
//!
//! No key has an allocation of its own: records are appended to one `Vec<u8>`, nodes to two others. `LevelDB` and
//! others use skip lists because many threads may read them while one writes; an engine that is lent to one caller
//! at a time can have the tree, which touches a fifth of the cache lines. Most comparisons are of the eight bytes,
//! which are those after what all keys have in common; when a key comes that has less of it, they are taken anew.
//!
//! Order is by key, and the newest version of a key first. When no snapshot can see the newest version, the next
//! write to its key takes its place.

mod node;

use super::coding::{common, prefix};
use alloc::vec::Vec;
use core::cmp::Ordering;
pub(super) use node::Entry;
use node::{FAN, Inner, Leaf, Node, RECORD, number_anew, record_at};

/// Leaves of a tree of this height would hold more than four billion records.
const HEIGHT: usize = 12;
const NONE: u32 = u32::MAX;

/// A place in a memtable: an entry, or beyond them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    leaf: u32,
    slot: u32,
}

/// The newest writes; see the module.
#[derive(Clone, Debug)]
pub(super) struct Memtable {
    records: Vec<u8>,
    leaves: Vec<Leaf>,
    inners: Vec<Inner>,
    root: u32,
    height: usize,
    last: u32,
    entries: u64,
    /// Bytes that all keys have in common; those of the first record.
    common: usize,
}

/// What is looked for: the first entry of this key whose tag is at most this one, or what comes after.
#[derive(Clone, Copy)]
struct Target<'a> {
    prefix: u64,
    key: &'a [u8],
    tag: u64,
}

impl Default for Memtable {
    fn default() -> Self {
        let leaf = Leaf { node: Node::EMPTY, next: NONE, prev: NONE };
        Self {
            records: Vec::new(),
            leaves: alloc::vec![leaf],
            inners: Vec::new(),
            root: 0,
            height: 0,
            last: 0,
            entries: 0,
            common: 0,
        }
    }
}

impl Memtable {
    /// Bytes of memory that it needs. When it is full must not depend on the machine, so the same numbers stand for
    /// nodes on all of them.
    pub(super) fn bytes(&self) -> usize {
        const LEAF: usize = FAN * 12 + 16;
        const INNER: usize = FAN * 16 + 8;
        self.records.len() + self.leaves.len() * LEAF + self.inners.len() * INNER
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries == 0
    }

    /// Entries, all versions counted.
    pub(super) fn len(&self) -> u64 {
        self.entries
    }

    fn record(&self, at: u32) -> Entry<'_> {
        record_at(&self.records, at)
    }

    /// How the entry in a slot compares with a target.
    #[inline]
    fn compare(&self, node: &Node, slot: usize, target: Target<'_>) -> Ordering {
        node.prefixes[slot].cmp(&target.prefix).then_with(|| {
            let (key, tag, _) = self.record(node.records[slot]);
            key.cmp(target.key).then(target.tag.cmp(&tag))
        })
    }

    /// The first slot from `from` on that is not before the target.
    #[inline]
    fn lower_bound(&self, node: &Node, from: usize, target: Target<'_>) -> usize {
        let prefixes = &node.prefixes[from..node.len];
        let mut low = from + prefixes.partition_point(|prefix| *prefix < target.prefix);
        // Those of the same number are few, and mostly versions of one key.
        let mut high = low + prefixes[low - from..].partition_point(|prefix| *prefix == target.prefix);
        while low < high {
            let middle = (low + high) / 2;
            if self.compare(node, middle, target) == Ordering::Less {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The leaf and slot where a target belongs, and the inner nodes on the way with the slots taken.
    fn descend(&self, target: Target<'_>, path: &mut [(u32, usize); HEIGHT]) -> (u32, usize) {
        let mut at = self.root;
        for step in path.iter_mut().take(self.height) {
            let inner = &self.inners[at as usize];
            // The first child stands for all that is smaller.
            let slot = self.lower_bound(&inner.node, 1, target);
            let same = slot < inner.node.len && self.compare(&inner.node, slot, target).is_eq();
            let slot = if same { slot } else { slot - 1 };
            *step = (at, slot);
            at = inner.children[slot];
        }
        (at, self.lower_bound(&self.leaves[at as usize].node, 0, target))
    }

    fn place(&self, leaf: u32, slot: usize) -> Option<Place> {
        let node = &self.leaves.get(leaf as usize)?.node;
        if slot < node.len {
            return Some(Place { leaf, slot: slot as u32 });
        }
        let next = self.leaves[leaf as usize].next;
        (next != NONE).then_some(Place { leaf: next, slot: 0 })
    }

    /// Adds an entry. Its tag is above all others. Snapshots see tags up to `seen`.
    pub(super) fn insert(&mut self, key: &[u8], tag: u64, value: &[u8], seen: u64) {
        let record = self.records.len() as u32;
        self.records.extend_from_slice(&tag.to_le_bytes());
        self.records.extend_from_slice(&(key.len() as u32).to_le_bytes());
        self.records.extend_from_slice(&(value.len() as u32).to_le_bytes());
        self.records.extend_from_slice(key);
        self.records.extend_from_slice(value);
        if self.entries == 0 {
            self.common = key.len();
        }
        let shared = common(self.common_bytes(), key);
        if shared < self.common {
            self.share_less(shared);
        }
        let prefix = prefix(&key[self.common..]);
        let target = Target { prefix, key, tag: u64::MAX };
        let mut path = [(0, 0); HEIGHT];
        let end = &self.leaves[self.last as usize].node;
        let beyond = end.len > 0 && end.len < FAN && self.compare(end, end.len - 1, target).is_lt();
        let (leaf, slot) = if beyond { (self.last, end.len) } else { self.descend(target, &mut path) };
        if let Some(place) = self.place(leaf, slot)
            && self.prefix_at(place) == prefix
            && let (old_key, old_tag, _) = self.entry(place)
            && old_key == key
            && old_tag > seen
        {
            self.leaves[place.leaf as usize].node.records[place.slot as usize] = record;
            return;
        }
        self.entries += 1;
        if self.leaves[leaf as usize].node.len < FAN {
            self.leaves[leaf as usize].node.insert(slot, prefix, record);
        } else {
            self.split_leaf(leaf, slot, (prefix, record), &path);
        }
    }

    /// What all keys begin with.
    fn common_bytes(&self) -> &[u8] {
        self.records.get(RECORD..RECORD + self.common).unwrap_or_default()
    }

    fn prefix_at(&self, place: Place) -> u64 {
        self.leaves[place.leaf as usize].node.prefixes[place.slot as usize]
    }

    /// Less is common to all keys from now on.
    fn share_less(&mut self, common: usize) {
        self.common = common;
        let leaves = self.leaves.iter_mut().map(|leaf| &mut leaf.node);
        for node in leaves.chain(self.inners.iter_mut().map(|inner| &mut inner.node)) {
            number_anew(node, &self.records, common);
        }
    }

    fn split_leaf(&mut self, leaf: u32, slot: usize, (prefix, record): (u64, u32), path: &[(u32, usize)]) {
        let new = self.leaves.len() as u32;
        let old = &mut self.leaves[leaf as usize];
        // At the very end nothing is moved, so that keys in ascending order fill their leaves.
        let from = if old.next == NONE && slot == FAN { FAN } else { FAN / 2 };
        let mut right = Leaf { node: old.node.split(from), next: old.next, prev: leaf };
        old.next = new;
        if slot > from || from == FAN {
            right.node.insert(slot - from, prefix, record);
        } else {
            old.node.insert(slot, prefix, record);
        }
        match self.leaves.get_mut(right.next as usize) {
            Some(next) => next.prev = new,
            None => self.last = new,
        }
        let first = (right.node.prefixes[0], right.node.records[0]);
        self.leaves.push(right);
        self.add_child(first, new, path);
    }

    /// Puts a new child into the inner nodes of a path, from the lowest up.
    fn add_child(&mut self, mut first: (u64, u32), mut child: u32, path: &[(u32, usize)]) {
        for (at, slot) in path[..self.height].iter().rev() {
            let inner = &mut self.inners[*at as usize];
            if inner.node.len < FAN {
                inner.insert(slot + 1, first, child);
                return;
            }
            let from = if slot + 1 == FAN { FAN - 1 } else { FAN / 2 };
            let mut right = inner.split(from);
            if slot + 1 > from {
                right.insert(slot + 1 - from, first, child);
            } else {
                inner.insert(slot + 1, first, child);
            }
            first = (right.node.prefixes[0], right.node.records[0]);
            child = self.inners.len() as u32;
            self.inners.push(right);
        }
        let mut root = Inner { node: Node::EMPTY, children: [0; FAN] };
        root.insert(0, (0, 0), self.root);
        root.insert(1, first, child);
        self.root = self.inners.len() as u32;
        self.inners.push(root);
        self.height += 1;
    }

    /// The newest version of a key whose tag is at most this: the tag, and the value.
    pub(super) fn get(&self, key: &[u8], tag: u64) -> Option<(u64, &[u8])> {
        let rest = key.strip_prefix(self.common_bytes())?;
        let place = self.seek(key, tag)?;
        if self.prefix_at(place) != prefix(rest) {
            return None;
        }
        let (found, tag, value) = self.entry(place);
        (found == key).then_some((tag, value))
    }

    /// The first entry of a key whose tag is at most this, or what comes after.
    pub(super) fn seek(&self, key: &[u8], tag: u64) -> Option<Place> {
        let Some(rest) = key.strip_prefix(self.common_bytes()) else {
            return if key < self.common_bytes() { self.first() } else { None };
        };
        let target = Target { prefix: prefix(rest), key, tag };
        let (leaf, slot) = self.descend(target, &mut [(0, 0); HEIGHT]);
        self.place(leaf, slot)
    }

    pub(super) fn first(&self) -> Option<Place> {
        self.place(0, 0)
    }

    pub(super) fn last(&self) -> Option<Place> {
        let slot = self.leaves[self.last as usize].node.len.checked_sub(1)?;
        Some(Place { leaf: self.last, slot: slot as u32 })
    }

    pub(super) fn next(&self, place: Place) -> Option<Place> {
        self.place(place.leaf, place.slot as usize + 1)
    }

    pub(super) fn prev(&self, place: Place) -> Option<Place> {
        if place.slot > 0 {
            return Some(Place { slot: place.slot - 1, ..place });
        }
        let leaf = self.leaves.get(place.leaf as usize)?.prev;
        let node = &self.leaves.get(leaf as usize)?.node;
        Some(Place { leaf, slot: node.len.checked_sub(1)? as u32 })
    }

    pub(super) fn entry(&self, place: Place) -> Entry<'_> {
        self.record(self.leaves[place.leaf as usize].node.records[place.slot as usize])
    }
}
