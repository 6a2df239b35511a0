//! The versions of each register, and which of two is certainly older.
//!
//! ```text
//!   c1  ├─ write 1 ─┤
//!   c2                  ├─ write 2 ─┤       1 had been written before 2 was asked for: it is older
//!   c3      ├──────── write 3 ────────┤     neither older nor newer than 1 and 2, as far as can be told
//! ```
//!
//! Each value is to be written once, so that a read tells which write it saw. A version was there when its write returned
//! or when the first read of it did; what was asked for after that is newer. So a write that its client based on what it had
//! read is newer than that, however long the other write took. Nothing is older than any version. What was written twice, or
//! never, is not told apart: nothing is concluded from reading it.
//!
//! Real time is taken for the order of versions. A store that orders them otherwise, say by clocks that are wrong, is told
//! to be at fault: to its clients, it is.

use super::history::{Action, History, Operation, OperationId, Outcome, Time};
use super::linearizable::Window;
use crate::order::sort_by_numbers;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// What a read saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// Nothing was there.
    Nothing,
    /// What this operation wrote.
    Of(OperationId),
    /// What several operations wrote, or none.
    Unclear,
}

/// A read that returned, and what it saw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) read: OperationId,
    pub(super) called: Time,
    pub(super) returned: Time,
    pub(super) version: Version,
}

/// A history by its versions.
pub(super) struct Versions<'a, K, V> {
    operations: &'a [Operation<K, V>],
    /// Which operation wrote a value; none if several did.
    writers: BTreeMap<(&'a K, &'a V), Option<OperationId>>,
    /// When it was there for certain, by operation.
    there: Vec<Time>,
}

impl<'a, K: Ord, V: Ord> Versions<'a, K, V> {
    pub(super) fn new(history: &'a History<K, V>) -> Self {
        let operations = history.operations();
        let mut writers: BTreeMap<(&K, &V), Option<OperationId>> = BTreeMap::new();
        let mut there = Vec::with_capacity(operations.len());
        for (at, operation) in operations.iter().enumerate() {
            there.push(returned(operation).unwrap_or(Time::MAX));
            if let Some(value) = written(operation) {
                let slot = writers.entry((&operation.key, value));
                slot.and_modify(|writer| *writer = None).or_insert(Some(OperationId(at)));
            }
        }
        let mut versions = Self { operations, writers, there };
        for at in 0..operations.len() {
            if let Some(Seen { version: Version::Of(write), returned, .. }) = versions.seen(OperationId(at)) {
                versions.there[write.0] = versions.there[write.0].min(returned);
            }
        }
        versions
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = OperationId> + use<K, V> {
        (0..self.operations.len()).map(OperationId)
    }

    pub(super) fn operation(&self, id: OperationId) -> &'a Operation<K, V> {
        &self.operations[id.0]
    }

    /// What an operation saw, if it is a read that returned.
    pub(super) fn seen(&self, read: OperationId) -> Option<Seen> {
        let operation = self.operation(read);
        let Outcome::Done { at: returned, read: value } = &operation.outcome else { return None };
        if operation.action != Action::Read {
            return None;
        }
        let version = match value {
            None => Version::Nothing,
            Some(value) => {
                let writer = self.writers.get(&(&operation.key, value)).copied().flatten();
                writer.map_or(Version::Unclear, Version::Of)
            }
        };
        Some(Seen { read, called: operation.called, returned: *returned, version })
    }

    /// When a version was there for certain.
    pub(super) fn there(&self, version: Version) -> Time {
        match version {
            Version::Nothing => 0,
            Version::Of(write) => self.there[write.0],
            Version::Unclear => Time::MAX,
        }
    }

    /// Whether a version is certainly older than what an operation wrote.
    pub(super) fn is_older(&self, version: Version, write: OperationId) -> bool {
        version == Version::Nothing || self.there(version) < self.operation(write).called
    }

    /// Operations that show something, the last return first of all.
    pub(super) fn window(&self, culprit: OperationId, with: &[Version]) -> Window {
        let mut operations: Vec<OperationId> = with
            .iter()
            .filter_map(|version| if let Version::Of(id) = version { Some(*id) } else { None })
            .chain([culprit])
            .collect();
        sort_by_numbers(&mut operations, |id| [self.operation(*id).called, id.0 as u64]);
        operations.dedup();
        let begin = operations.first().map_or(0, |id| self.operation(*id).called);
        let end = returned(self.operation(culprit)).unwrap_or(begin);
        Window { culprit, span: (begin, end), operations }
    }
}

/// When an operation returned and was done.
pub(super) fn returned<K, V>(operation: &Operation<K, V>) -> Option<Time> {
    if let Outcome::Done { at, .. } = operation.outcome { Some(at) } else { None }
}

/// What an operation wrote, or may have.
pub(super) fn written<K, V>(operation: &Operation<K, V>) -> Option<&V> {
    match &operation.action {
        Action::Write(value) | Action::Cas(_, value) if !matches!(operation.outcome, Outcome::Failed) => {
            Some(value)
        }
        _ => None,
    }
}
