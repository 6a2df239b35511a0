//! Goes through a file once, from the first byte to the last, and keeps the spans that were asked for.
//!
//! ```text
//!   ├──── passed over ────┼──── kept, up to a limit ────┼──── not looked at ────┤
//!                       from                           next
//! ```
//!
//! A span always begins where the one before ended, so that there can be no gap.

use super::{Anatomy, Group, Span, What};
use alloc::vec::Vec;

/// See the module.
#[derive(Debug)]
pub(crate) struct Marker {
    /// Bytes of the file.
    size: u64,
    from: u64,
    limit: usize,
    /// Whether groups are wanted, and not what is in them.
    outline: bool,
    at: u64,
    group: Group,
    item: Option<u64>,
    spans: Vec<Span>,
    next: Option<u64>,
}

impl Marker {
    /// For a file of this many bytes: at most `limit` spans (at least one), the first of them that at `from`.
    pub(crate) fn new(size: usize, from: u64, limit: usize, outline: bool) -> Self {
        Self {
            size: size as u64,
            from,
            limit: limit.max(1),
            outline,
            at: 0,
            group: Group::Header,
            item: None,
            spans: Vec::new(),
            next: None,
        }
    }

    /// The place up to which all is marked.
    pub(crate) fn at(&self) -> u64 {
        self.at
    }

    /// Whether nothing more is wanted.
    pub(crate) fn is_full(&self) -> bool {
        self.next.is_some()
    }

    /// Begins a group that ends at `to`. Whether any of it is wanted; if not, it is behind.
    pub(crate) fn open(&mut self, group: Group, to: u64) -> bool {
        (self.group, self.item) = (group, None);
        if self.outline {
            self.to(to, What::Whole);
            return false;
        }
        if to <= self.from {
            self.at = to.clamp(self.at, self.size);
            return false;
        }
        !self.is_full()
    }

    /// What follows is of this item of the group.
    pub(crate) fn item(&mut self, item: Option<u64>) {
        self.item = item;
    }

    /// What there is up to a place.
    pub(crate) fn to(&mut self, to: u64, what: What) {
        let (from, to) = (self.at, to.clamp(self.at, self.size));
        if from == to || self.is_full() {
            return;
        }
        if to > self.from {
            if self.spans.len() == self.limit {
                self.next = Some(from);
                return;
            }
            self.spans.push(Span { from, to, what, group: self.group, item: self.item });
        }
        self.at = to;
    }

    /// What the next so many bytes are.
    pub(crate) fn take(&mut self, bytes: usize, what: What) {
        self.to(self.at.saturating_add(bytes as u64), what);
    }

    /// What was found; `rest` is what has not been marked.
    pub(crate) fn finish(mut self, rest: What) -> Anatomy {
        if self.at < self.size && !self.is_full() {
            (self.group, self.item) = (Group::Rest, None);
            self.to(self.size, rest);
        }
        Anatomy { spans: self.spans, next: self.next }
    }
}
