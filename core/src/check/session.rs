//! What a session is promised: judges of what each client saw, key by key.
//!
//! ```text
//!   c1  ├─ write 1 ─┤   ├─ read: nothing ─┤                         its own write is not there
//!   c2                      ├─ read: 1 ─┤   ├─ read: nothing ─┤      it was there, and is gone
//! ```
//!
//! | judge | what a client may not see |
//! | --- | --- |
//! | [`read_your_writes`] | something older than what it wrote |
//! | [`monotonic_reads`] | something older than what it saw before |
//! | [`monotonic_writes`] | two writes of one client, the later first |
//! | [`writes_follow_reads`] | a write, and afterwards what its writer had seen before writing, or older |
//!
//! Each tells what is certain by the order of versions in `versions`, no more: a history it lets pass may still be of a
//! store that breaks the promise where nobody looked. The last two are promises about the order in which replicas take
//! writes. A client that goes back from a later write to an earlier one has broken its own monotonic reads as well; these
//! judges say that the two writes were not unrelated. What is promised across keys is not judged. Operations of one client
//! are taken in the order of their calls; where two overlap, the later has seen nothing of the earlier.
//!
//! Terry and others, "Session Guarantees for Weakly Consistent Replicated Data" (1994); Viotti and Vukolić, "Consistency in
//! Non-Transactional Distributed Storage Systems" (2016).

use super::history::{History, OperationId, Time};
use super::linearizable::{Verdict, Window};
use super::versions::{Seen, Version, Versions, returned, written};
use crate::order::sort_by_numbers;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// A client's work on one key.
#[derive(Default)]
struct Session {
    reads: Vec<Seen>,
    /// When it asked for each of its writes, and which.
    writes: Vec<(Time, OperationId)>,
}

struct Sessions<'a, K, V> {
    versions: Versions<'a, K, V>,
    all: BTreeMap<(u64, &'a K), Session>,
}

impl<'a, K: Ord, V: Ord> Sessions<'a, K, V> {
    fn new(history: &'a History<K, V>) -> Self {
        let versions = Versions::new(history);
        let mut all: BTreeMap<(u64, &K), Session> = BTreeMap::new();
        for id in versions.ids() {
            let operation = versions.operation(id);
            let session = all.entry((operation.client, &operation.key)).or_default();
            session.reads.extend(versions.seen(id));
            session.writes.extend(written(operation).map(|_| (operation.called, id)));
        }
        for session in all.values_mut() {
            sort_by_numbers(&mut session.reads, |seen| [seen.called, 0]);
            sort_by_numbers(&mut session.writes, |(called, id)| [*called, id.0 as u64]);
        }
        Self { versions, all }
    }

    /// The first return of a read that went back: after a version, to one that is certainly older, and that `also` holds of
    /// the two. O(n log n); where clients go back all the time and `also` does not hold, O(n²).
    fn gone_back(&self, also: impl Fn(OperationId, Version) -> bool) -> Verdict {
        let windows = self.all.values().filter_map(|session| {
            // The newest call of a version seen so far says whether a look back can find anything.
            let mut newest = 0;
            for (at, seen) in session.reads.iter().enumerate() {
                if seen.version == Version::Nothing || self.versions.there(seen.version) < newest {
                    let before = session.reads[..at].iter().rev().find_map(|earlier| {
                        let Version::Of(write) = earlier.version else { return None };
                        let older = earlier.returned < seen.called
                            && self.versions.is_older(seen.version, write)
                            && also(write, seen.version);
                        older.then_some((earlier.read, write))
                    });
                    if let Some((read, write)) = before {
                        let with = [seen.version, Version::Of(write), Version::Of(read)];
                        return Some(self.versions.window(seen.read, &with));
                    }
                }
                if let Version::Of(write) = seen.version {
                    newest = newest.max(self.versions.operation(write).called);
                }
            }
            None
        });
        first(windows)
    }
}

/// The window that ends first.
pub(super) fn first(windows: impl Iterator<Item = Window>) -> Verdict {
    windows.min_by_key(|window| (window.span.1, window.culprit)).map_or(Verdict::Kept, Verdict::Broken)
}

/// Whether clients see what they wrote, or something newer. O(n log n).
///
/// Cannot be told: whether what a client reads instead is newer, if that write overlapped with its own.
#[must_use]
pub fn read_your_writes<K: Ord, V: Ord>(history: &History<K, V>) -> Verdict {
    let sessions = Sessions::new(history);
    let versions = &sessions.versions;
    let windows = sessions.all.values().filter_map(|session| {
        session.reads.iter().find_map(|seen| {
            let before = session.writes.partition_point(|(called, _)| *called < seen.called);
            // Only what is known to have been done; of those before, the last will do.
            let own = session.writes[..before].iter().rev().map(|(_, id)| *id).find(|id| {
                returned(versions.operation(*id)).is_some_and(|returned| returned < seen.called)
            })?;
            let older = seen.version != Version::Of(own) && versions.is_older(seen.version, own);
            older.then(|| versions.window(seen.read, &[seen.version, Version::Of(own)]))
        })
    });
    first(windows)
}

/// Whether no client sees something older than it saw before. O(n log n).
///
/// Cannot be told: whether one of two versions whose writes overlapped is older, if nobody read it before the other was
/// asked for.
#[must_use]
pub fn monotonic_reads<K: Ord, V: Ord>(history: &History<K, V>) -> Verdict {
    Sessions::new(history).gone_back(|_, _| true)
}

/// Whether nobody sees a client's later write and then an earlier one of it. O(n log n) if clients seldom go back.
///
/// Cannot be told: the order in which replicas took writes that nobody read one after the other.
#[must_use]
pub fn monotonic_writes<K: Ord, V: Ord>(history: &History<K, V>) -> Verdict {
    let sessions = Sessions::new(history);
    sessions.gone_back(|later, version| {
        let Version::Of(earlier) = version else { return false };
        sessions.versions.operation(earlier).client == sessions.versions.operation(later).client
    })
}

/// Whether nobody sees a write and then what its writer had seen before writing, or something older. O(n log n) if clients
/// seldom go back.
///
/// Cannot be told: what a writer knew otherwise than by reading the same key.
#[must_use]
pub fn writes_follow_reads<K: Ord, V: Ord>(history: &History<K, V>) -> Verdict {
    let sessions = Sessions::new(history);
    let versions = &sessions.versions;
    sessions.gone_back(|write, version| {
        let operation = versions.operation(write);
        let Some(writer) = sessions.all.get(&(operation.client, &operation.key)) else { return false };
        let until = writer.reads.partition_point(|seen| seen.called < operation.called);
        writer.reads[..until].iter().rev().filter(|seen| seen.returned < operation.called).any(|seen| {
            let Version::Of(base) = seen.version else { return false };
            seen.version == version || versions.is_older(version, base)
        })
    })
}
