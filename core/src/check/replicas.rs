//! What replicas are promised to come to, as far as clients can see it: judges of the whole history, key by key.
//!
//! ```text
//!   c1  ├─ write 1 ─┤   ├─ delete ─┤
//!   c2                                  ├─ read: nothing ─┤   ├─ read: 1 ─┤       what was deleted is back
//! ```
//!
//! | judge | what is never to be seen |
//! | --- | --- |
//! | [`convergence`] | after all is healed and written, two clients whose last reads differ |
//! | [`lost_write`] | after all is healed, nothing but what is older than an acknowledged write |
//! | [`resurrection`] | what was deleted, after somebody found it deleted |
//!
//! They take the order of versions from `versions`, and tell what is certain. So of two writes that overlapped one may win
//! and the other be gone: nobody can say that it was not simply the earlier one.
//!
//! Viotti and Vukolić, "Consistency in Non-Transactional Distributed Storage Systems" (2016).

use super::history::{Action, History, OperationId, Outcome, Time};
use super::linearizable::{Verdict, Window};
use super::session::first;
use super::versions::{Seen, Version, Versions, returned, written};
use crate::order::sort_by_numbers;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// The work on one key, each list in the order of calls.
#[derive(Default)]
struct Register {
    reads: Vec<Seen>,
    writes: Vec<OperationId>,
    /// Reads that found nothing.
    empty: Vec<(Time, Time, OperationId)>,
    /// Deletions that were done: called, returned.
    deletions: Vec<(Time, Time, OperationId)>,
}

fn registers<'a, K: Ord, V: Ord>(
    versions: &Versions<'a, K, V>,
    gone: Option<&V>,
) -> BTreeMap<&'a K, Register> {
    let mut all: BTreeMap<&K, Register> = BTreeMap::new();
    for id in versions.ids() {
        let operation = versions.operation(id);
        let register = all.entry(&operation.key).or_default();
        register.reads.extend(versions.seen(id));
        register.writes.extend(written(operation).map(|_| id));
        let Outcome::Done { at, read } = &operation.outcome else { continue };
        let entry = (operation.called, *at, id);
        match &operation.action {
            Action::Read if read.is_none() || read.as_ref() == gone => register.empty.push(entry),
            Action::Write(value) if Some(value) == gone => register.deletions.push(entry),
            _ => {}
        }
    }
    for register in all.values_mut() {
        sort_by_numbers(&mut register.reads, |seen| [seen.called, 0]);
        sort_by_numbers(&mut register.empty, |(called, at, _)| [*called, *at]);
        sort_by_numbers(&mut register.deletions, |(called, at, _)| [*called, *at]);
    }
    all
}

/// Whether the last reads of all clients agree, counting only what was read after `healed` and after the last write had
/// returned. O(n log n).
///
/// Cannot be told: anything of a key that is written to the end or not read afterwards, or where a value was seen of which
/// nobody knows whether it came late.
#[must_use]
pub fn convergence<K: Ord, V: Ord>(history: &History<K, V>, healed: Time) -> Verdict {
    let versions = Versions::new(history);
    let windows = registers(&versions, None).into_values().filter_map(|register| {
        let returns = register.writes.iter().filter_map(|id| returned(versions.operation(*id)));
        let quiet = returns.fold(healed, Time::max);
        let asked = register.writes.iter().map(|id| versions.operation(*id).called);
        let quiet = asked.fold(quiet, Time::max);
        let mut last: BTreeMap<u64, Seen> = BTreeMap::new();
        for seen in register.reads.iter().filter(|seen| seen.called > quiet) {
            last.insert(versions.operation(seen.read).client, *seen);
        }
        let is_known = |seen: &&Seen| match seen.version {
            Version::Nothing => true,
            Version::Of(write) => returned(versions.operation(write)).is_some(),
            Version::Unclear => false,
        };
        let known: Vec<&Seen> = last.values().filter(is_known).collect();
        let one = known.iter().min_by_key(|seen| (seen.returned, seen.read))?;
        let others = known.iter().filter(|seen| seen.version != one.version);
        let other = others.min_by_key(|seen| (seen.returned, seen.read))?;
        Some(versions.window(other.read, &[Version::Of(one.read), one.version, other.version]))
    });
    first(windows)
}

/// Whether no write is lost that was acknowledged before `healed`: that all who read later see something older. O(n log n).
///
/// Cannot be told: whether a write is lost of which the key was not read later, or that another one followed in time.
#[must_use]
pub fn lost_write<K: Ord, V: Ord>(history: &History<K, V>, healed: Time) -> Verdict {
    let versions = Versions::new(history);
    let windows = registers(&versions, None).into_values().filter_map(|register| {
        let acknowledged = register
            .writes
            .iter()
            .copied()
            .filter(|id| returned(versions.operation(*id)).is_some_and(|at| at < healed));
        // Whatever is older than some such write is older than the one that was asked for last.
        let write = acknowledged.max_by_key(|id| (versions.operation(*id).called, *id))?;
        let later = |seen: &&Seen| seen.called >= healed;
        let found = register.reads.iter().find(later)?;
        let is_lost = register
            .reads
            .iter()
            .filter(later)
            .all(|seen| seen.version != Version::Of(write) && versions.is_older(seen.version, write));
        is_lost.then(|| versions.window(found.read, &[Version::Of(write), found.version]))
    });
    first(windows)
}

/// Whether nothing comes back that was deleted: written, then deleted, found to be gone, and read again. A deletion is a
/// write of `gone`; a read finds a key deleted if it returns that, or nothing. O(n log n).
///
/// Cannot be told: whether a value came back that overlapped with its deletion, or that nobody had found gone (that is but
/// a stale read).
#[must_use]
pub fn resurrection<K: Ord, V: Ord>(history: &History<K, V>, gone: &V) -> Verdict {
    let versions = Versions::new(history);
    let windows = registers(&versions, Some(gone)).into_values().filter_map(|register| {
        let empty = by_return(&register.empty);
        let deletions = by_return(&register.deletions);
        let mut back: Vec<Window> = Vec::new();
        for seen in &register.reads {
            let Version::Of(write) = seen.version else { continue };
            let found = latest(&empty, seen.called)
                .and_then(|(called, read)| Some((read, latest(&deletions, called)?)))
                .filter(|(_, (called, _))| versions.there(seen.version) < *called);
            if let Some((read, (_, deletion))) = found {
                let with = [write, deletion, read].map(Version::Of);
                back.push(versions.window(seen.read, &with));
            }
        }
        back.into_iter().min_by_key(|window| window.span.1)
    });
    first(windows)
}

/// Operations by their return, each with the latest call of those up to it.
fn by_return(operations: &[(Time, Time, OperationId)]) -> Vec<(Time, (Time, OperationId))> {
    let mut sorted: Vec<_> = operations.iter().map(|(called, at, id)| (*at, (*called, *id))).collect();
    sort_by_numbers(&mut sorted, |(at, (called, _))| [*at, *called]);
    for at in 1..sorted.len() {
        sorted[at].1 = sorted[at].1.max(sorted[at - 1].1);
    }
    sorted
}

/// Of the operations that returned before a time, the one that was called last: when, and which.
fn latest(sorted: &[(Time, (Time, OperationId))], before: Time) -> Option<(Time, OperationId)> {
    let until = sorted.partition_point(|(at, _)| *at < before);
    sorted[..until].last().map(|(_, latest)| *latest)
}
