//! What a replica has of one key: versions, and what they know of one another.
//!
//! ```text
//!   siblings           {n0: 2 writes, "tea" is the 2nd}  {n3: 1 write, "rye" is the 1st}      both are there
//!   one version        "rye", number (1.204 s, n3), written over (0.9 s, n0)                   the higher number stays
//! ```
//!
//! Which of the two a cluster keeps is its [`Resolution`]. A deletion is a version without a value: a tombstone.

use super::choice::Resolution;
use super::varint::{put, take};
use crate::causality::{Relation, Siblings, VectorClock};
use crate::sim::Nanos;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// Who wrote: a node, and in which of its lives. A node that forgot what it had of a key, or lost its disk, counts its
/// writes of the key from 1 again, and must not do so under the same name: so it begins a new life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Writer(u64);

impl Writer {
    /// A node in one of its lives.
    #[must_use]
    pub const fn new(node: u32, life: u32) -> Self {
        Self((life as u64) << 32 | node as u64)
    }

    /// The node.
    #[must_use]
    pub const fn node(self) -> u32 {
        self.0 as u32
    }

    /// Which life, from 0.
    #[must_use]
    pub const fn life(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

/// A number by which versions can be put in order: first by time, or by count where versions are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// A time of the coordinator's clock, or a count.
    pub time: u64,
    /// The coordinator.
    pub writer: Writer,
    /// The client's request: a coordinator may give one time, or one count, to two.
    pub request: u64,
}

/// One write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Its number.
    pub stamp: Stamp,
    /// The number of the client's request: of a write that was asked for twice there is one version.
    pub request: u64,
    /// What was written; none for a deletion.
    pub value: Option<u64>,
    /// When it was written, by the clock of the coordinator.
    pub at: Nanos,
}

/// What somebody has seen of a key: of siblings each writer's writes, else the highest number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// By writer; nothing where there is one version alone.
    pub clock: VectorClock<Writer>,
    /// 0 where there are siblings.
    pub stamp: Stamp,
}

impl Seen {
    /// Whether it is all that `other` is, or more.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let clock = self.clock.compare(&other.clock);
        matches!(clock, Relation::After | Relation::Equal) && self.stamp >= other.stamp
    }

    /// All of these, shared with the one that has seen the most if there is such a one.
    pub(super) fn share(all: &mut Option<Arc<Self>>, more: &Arc<Self>) {
        match all {
            Some(known) if known.covers(more) => {}
            Some(known) if !more.covers(known) => Arc::make_mut(known).merge(more),
            less => *less = Some(Arc::clone(more)),
        }
    }

    /// Sees what another has seen.
    pub fn merge(&mut self, other: &Self) {
        self.clock.merge(&other.clock);
        self.stamp = self.stamp.max(other.stamp);
    }
}

/// A version that was kept as the only one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Single {
    /// It.
    pub version: Version,
    /// The number of the version that its writer had read.
    pub over: Stamp,
}

/// What came of taking in what another replica has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Whether the record is another than before.
    pub changed: bool,
    /// Whether a version went that the one that stays had not seen.
    pub unseen: bool,
}

/// What a replica has of one key; see the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// All versions that do not know of one another.
    Siblings(Siblings<Writer, Version>),
    /// The version with the highest number.
    Single(Option<Single>),
}

impl Record {
    /// Nothing.
    #[must_use]
    pub fn empty(resolution: Resolution) -> Self {
        match resolution {
            Resolution::Siblings => Self::Siblings(Siblings::default()),
            Resolution::LastWriterWins | Resolution::AtomicRegister => Self::Single(None),
        }
    }

    /// Whether nothing was ever written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Siblings(siblings) => siblings.is_empty(),
            Self::Single(single) => single.is_none(),
        }
    }

    /// Whether nothing is known, not even of what was overwritten.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Siblings(siblings) => siblings.writers().len() == 0,
            Self::Single(single) => single.is_none(),
        }
    }

    /// The versions. What a request wrote at two coordinators, because its client asked again, is one: it has the same
    /// value, and whoever has read one of the two has seen both.
    pub fn versions(&self) -> impl Iterator<Item = &Version> {
        let (siblings, single) = match self {
            Self::Siblings(siblings) => (Some(siblings), None),
            Self::Single(single) => (None, single.as_ref().map(|single| &single.version)),
        };
        let distinct = siblings.into_iter().flat_map(|siblings| {
            let first = |(at, version): &(usize, &Version)| {
                siblings.values().take(*at).all(|earlier| earlier.request != version.request)
            };
            siblings.values().enumerate().filter(first).map(|(_, version)| version)
        });
        distinct.chain(single)
    }

    /// What is there to be read.
    pub fn values(&self) -> impl Iterator<Item = u64> {
        self.versions().filter_map(|version| version.value)
    }

    /// What who reads this has seen.
    #[must_use]
    pub fn seen(&self) -> Seen {
        match self {
            Self::Siblings(siblings) => Seen { clock: siblings.context(), stamp: Stamp::default() },
            Self::Single(_) => Seen { clock: VectorClock::default(), stamp: self.stamp() },
        }
    }

    /// What made a request's write, and nothing else; where there is one version alone all that is seen.
    #[must_use]
    pub fn seen_by_writing(&self, request: u64) -> Seen {
        let Self::Siblings(siblings) = self else { return self.seen() };
        let own = siblings.dots().find(|(_, version)| version.request == request);
        let clock = own.map(|(dot, _)| (*dot.writer, dot.counter)).into_iter().collect();
        Seen { clock, stamp: Stamp::default() }
    }

    /// Whether a value is here that is among what somebody has seen.
    pub(super) fn has_of(&self, seen: &Seen) -> bool {
        match self {
            Self::Siblings(siblings) => siblings
                .dots()
                .any(|(dot, version)| version.value.is_some() && dot.counter <= seen.clock.get(dot.writer)),
            Self::Single(_) => self.values().next().is_some() && self.stamp() <= seen.stamp,
        }
    }

    /// The highest number.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        self.versions().map(|version| version.stamp).max().unwrap_or_default()
    }

    /// Whether it is a deletion and nothing else; when the last was made.
    #[must_use]
    pub fn buried_at(&self) -> Option<Nanos> {
        let latest = self.versions().map(|version| version.at).max();
        latest.filter(|_| self.values().next().is_none())
    }

    /// Whether a writer's writes are among what it knows of.
    #[must_use]
    pub fn knows(&self, writer: Writer) -> bool {
        match self {
            Self::Siblings(siblings) => siblings.writers().any(|(other, ..)| *other == writer),
            Self::Single(_) => false,
        }
    }

    /// The version that a request made, if it is here.
    #[must_use]
    pub fn of_request(&self, request: u64) -> Option<&Version> {
        self.versions().find(|version| version.request == request)
    }

    /// A write by a client that had seen this much. A request that is here already changes nothing.
    pub fn write(&mut self, seen: &Seen, writer: Writer, version: Version) {
        if self.of_request(version.request).is_some() {
            return;
        }
        match self {
            Self::Siblings(siblings) => {
                siblings.write(&seen.clock, &writer, version);
            }
            Self::Single(_) => {
                self.sync(&Self::Single(Some(Single { version, over: seen.stamp })));
            }
        }
    }

    /// Takes in what another replica has.
    pub fn sync(&mut self, other: &Self) -> Synced {
        match (self, other) {
            (Self::Siblings(ours), Self::Siblings(theirs)) => {
                Synced { changed: ours.sync(theirs), unseen: false }
            }
            (Self::Single(ours), Self::Single(Some(theirs))) => match ours {
                Some(own) if own.version >= theirs.version => {
                    let stamp = theirs.version.stamp;
                    Synced { changed: false, unseen: own.over < stamp && own.version.stamp > stamp }
                }
                _ => {
                    let unseen = ours.is_some_and(|own| theirs.over < own.version.stamp);
                    *ours = Some(*theirs);
                    Synced { changed: true, unseen }
                }
            },
            // Replicas of one cluster keep records alike.
            _ => Synced::default(),
        }
    }

    /// As it is stored and compared: two records that are the same have the same bytes.
    pub fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Siblings(siblings) => {
                out.push(0);
                put(out, siblings.writers().len() as u64);
                for (writer, counter, values) in siblings.writers() {
                    put(out, writer.0);
                    put(out, counter);
                    put(out, values.len() as u64);
                    values.iter().for_each(|version| version.encode(out));
                }
            }
            Self::Single(None) => out.push(1),
            Self::Single(Some(Single { version, over })) => {
                out.push(2);
                version.encode(out);
                over.encode(out);
            }
        }
    }

    /// Reads what [`Record::encode`] wrote; none if it did not.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (kind, mut rest) = bytes.split_first()?;
        let rest = &mut rest;
        match kind {
            0 => {
                // Whatever the bytes say, no more room is made than they could fill.
                let count = take(rest)?;
                let mut writers = Vec::with_capacity(rest.len().min(count as usize));
                for _ in 0..count {
                    let (writer, counter, count) = (Writer(take(rest)?), take(rest)?, take(rest)?);
                    let mut values = Vec::with_capacity(rest.len().min(count as usize));
                    for _ in 0..count {
                        values.push(Version::decode(rest)?);
                    }
                    writers.push((writer, counter, values));
                }
                Some(Self::Siblings(Siblings::of(writers)))
            }
            1 => Some(Self::Single(None)),
            2 => {
                let version = Version::decode(rest)?;
                Some(Self::Single(Some(Single { version, over: Stamp::decode(rest)? })))
            }
            _ => None,
        }
    }
}

impl Stamp {
    fn encode(self, out: &mut Vec<u8>) {
        put(out, self.time);
        put(out, self.writer.0);
        put(out, self.request);
    }

    fn decode(bytes: &mut &[u8]) -> Option<Self> {
        Some(Self { time: take(bytes)?, writer: Writer(take(bytes)?), request: take(bytes)? })
    }
}

impl Version {
    fn encode(&self, out: &mut Vec<u8>) {
        self.stamp.encode(out);
        put(out, self.request);
        put(out, u64::from(self.value.is_some()));
        put(out, self.value.unwrap_or_default());
        put(out, self.at);
    }

    fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let stamp = Stamp::decode(bytes)?;
        let request = take(bytes)?;
        let (there, value) = (take(bytes)? == 1, take(bytes)?);
        Some(Self { stamp, request, value: there.then_some(value), at: take(bytes)? })
    }
}
