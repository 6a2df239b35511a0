//! Many keys, one policy, memory that never grows.
//!
//! A gateway counts for every user or address it sees, and it may see more than it has memory for. So the
//! table has a fixed number of places, and a newcomer who finds none takes one of those who need it
//! least: first of those whose state is as good as new (a full bucket, an empty window), which loses
//! nothing; else of whoever has asked for nothing the longest.
//!
//! ```
//! use snowglobe_core::limiter::{Keyed, Limit, policy};
//!
//! let policy = policy::TokenBucket::try_from(Limit::new(2, 1_000))?;
//! let mut users = Keyed::<String, _>::new(10_000, policy)?;
//! assert!(users.check("ann", 0, 1).is_admitted());
//! assert!(users.check("ann", 0, 1).is_admitted());
//! assert!(!users.check("ann", 0, 1).is_admitted());
//! assert!(users.check("bob", 0, 1).is_admitted()); // a bucket of his own
//! assert_eq!((users.len(), users.evictions().live), (2, 0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! **How.** The places are in sets of eight, and a key may be in either of two sets, which its hash names.
//! A newcomer goes to the first unless that is more than half full and the second is emptier; if both are
//! full, one of the sixteen makes room. That it is the least needed of sixteen and not of all makes a
//! check cheap: no list is kept in order. A byte of each key's hash stands in a row of its own, eight to
//! a set, so that finding a key takes a look at one or two such rows and then at its place.
//!
//! Two choices spread the keys so evenly that with the number of keys asked for, three fifths of the
//! places, not one newcomer in ten million meets two full sets.
//!
//! **What an eviction may admit.** The key that lost its place starts again as new when it comes back: for
//! a policy whose bound is `most_in(span)`, a key that was evicted e times while it had something to
//! lose gets at most `(e + 1) × most_in(span)`. [`Evictions::live`] counts those, so it tells when the
//! table is too small.
//!
//! **Cost.** A check is O(1) in the worst case: at most 16 places are looked at. It allocates nothing for a
//! known key; a newcomer's key is copied. Where a policy keeps a log, that grows by itself.
//!
//! Azar, Broder, Karlin, Upfal, "Balanced Allocations" (STOC 1994); Broder and Mitzenmacher, "Using
//! Multiple Hash Functions to Improve IP Lookups" (INFOCOM 2001).

mod error;
mod growth;
mod hasher;
mod tags;

pub use error::KeyedError;

use super::policy::Policy;
use super::{Decision, Gauge};
use alloc::borrow::ToOwned;
use alloc::vec::Vec;
use core::borrow::Borrow;
use core::hash::Hash;
use core::num::NonZeroU32;
use tags::{Tags, WAYS};

/// Most keys that a table can be made for.
pub const MAX_KEYS: usize = 1 << 26;

/// A limiter for each of many keys.
#[derive(Clone, Debug)]
pub struct Keyed<K, P: Policy> {
    policy: P,
    seed: u64,
    /// A row of bytes for each set.
    tags: Vec<Tags>,
    /// The places, [`WAYS`] for each set.
    places: Vec<Option<Entry<K, P::State>>>,
    keys: usize,
    /// How many sets there may come to be.
    most_sets: usize,
    /// Counts checks, to tell who asked last.
    turn: NonZeroU32,
    evictions: Evictions,
}

/// Aligned so that a small one does not straddle two lines of cache.
#[derive(Clone, Debug)]
#[repr(align(32))]
struct Entry<K, S> {
    key: K,
    /// The turn of its latest check.
    used: NonZeroU32,
    state: S,
}

/// How many keys lost their place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evictions {
    /// As good as new, so that nothing was lost.
    pub idle: u64,
    /// Not so: what they had used up was forgotten.
    pub live: u64,
}

impl<K: Hash + Eq, P: Policy> Keyed<K, P> {
    /// Room for that many keys and two thirds more. All memory is taken now. Who chooses the keys might
    /// choose such as meet in one set; where that matters use [`Keyed::with_seed`].
    ///
    /// # Errors
    /// [`KeyedError`] if it is no key, or too many for this machine.
    pub fn new(keys: usize, policy: P) -> Result<Self, KeyedError> {
        Self::with_seed(keys, policy, 0)
    }

    /// The same with a hash that only those know who know the seed.
    ///
    /// # Errors
    /// As [`Keyed::new`].
    pub fn with_seed(keys: usize, policy: P, seed: u64) -> Result<Self, KeyedError> {
        let most_sets = Self::sets_for(keys)?;
        let (tags, places) = Self::rows(most_sets)?;
        let evictions = Evictions::default();
        Ok(Keyed { policy, seed, tags, places, keys: 0, most_sets, turn: NonZeroU32::MIN, evictions })
    }

    /// How many sets it takes for that many keys.
    fn sets_for(keys: usize) -> Result<usize, KeyedError> {
        match keys {
            0 => Err(KeyedError::NoKeys),
            // Three fifths full when all are there.
            1..=MAX_KEYS => Ok((keys + keys * 2 / 3).div_ceil(WAYS)),
            _ => Err(KeyedError::TooManyKeys { keys }),
        }
    }

    /// So many empty sets.
    #[expect(clippy::type_complexity, reason = "the two fields of the table")]
    fn rows(sets: usize) -> Result<(Vec<Tags>, Vec<Option<Entry<K, P::State>>>), KeyedError> {
        let (mut tags, mut places) = (Vec::new(), Vec::new());
        let bytes = (size_of::<Tags>() + WAYS * size_of::<Option<Entry<K, P::State>>>()).saturating_mul(sets);
        tags.try_reserve_exact(sets).map_err(|_| KeyedError::OutOfMemory { bytes })?;
        places.try_reserve_exact(sets * WAYS).map_err(|_| KeyedError::OutOfMemory { bytes })?;
        tags.resize(sets, Tags::default());
        places.resize_with(sets * WAYS, || None);
        Ok((tags, places))
    }

    /// Decides about a request of `key`, and remembers it. A key that is not in the table is as new.
    pub fn check<Q>(&mut self, key: &Q, now: u64, cost: u32) -> Decision
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        self.turn = self.turn.checked_add(1).unwrap_or(NonZeroU32::MIN);
        let hash = hasher::hash(key, self.seed);
        let spot = Spot::of(hash, self.tags.len());
        if let Some(entry) = self.find(key, spot).and_then(|place| self.places.get_mut(place)?.as_mut()) {
            entry.used = self.turn;
            return self.policy.check(&mut entry.state, now, cost);
        }
        let mut state = self.policy.fresh();
        let decision = self.policy.check(&mut state, now, cost);
        if self.tags.len() < self.most_sets && self.keys * 5 >= self.places.len() * 3 {
            self.grow(now);
        }
        let spot = Spot::of(hash, self.tags.len());
        self.put(Entry { key: key.to_owned(), used: self.turn, state }, spot, now);
        decision
    }

    /// Brings the places of keys that will be checked soon near to the processor: asked for together they are waited
    /// for once, where each check by itself would wait for its own. Changes nothing. It pays where the table is
    /// larger than the cache, from some ten keys on. O(keys).
    pub fn warm<'a, Q>(&self, keys: impl Iterator<Item = &'a Q>)
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized + 'a,
    {
        // Nothing here hangs on what a place holds, so that the next key is not waited for.
        let likely = |key| {
            let spot = Spot::of(hasher::hash(key, self.seed), self.tags.len());
            let way = self.tags.get(spot.first)?.with(spot.tag).next()?;
            self.places.get(spot.first * WAYS + way).map(Option::is_some)
        };
        core::hint::black_box(keys.filter_map(likely).map(usize::from).sum::<usize>());
    }

    /// How full a key's limiter is at that time; `None` if it is not in the table.
    pub fn peek<Q>(&self, key: &Q, now: u64) -> Option<Gauge>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.state(key).map(|state| self.policy.peek(state, now))
    }

    /// What is kept for a key; `None` if it is not in the table.
    pub fn state<Q>(&self, key: &Q) -> Option<&P::State>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let place = self.find(key, Spot::of(hasher::hash(key, self.seed), self.tags.len()))?;
        Some(&self.places.get(place)?.as_ref()?.state)
    }

    /// The place of a key.
    #[inline]
    fn find<Q>(&self, key: &Q, spot: Spot) -> Option<usize>
    where
        K: Borrow<Q>,
        Q: Eq + ?Sized,
    {
        let is_it = |place: &usize| {
            let entry = self.places.get(*place).and_then(Option::as_ref);
            entry.is_some_and(|entry| entry.key.borrow() == key)
        };
        let within = |set: usize| {
            let tags = self.tags.get(set)?;
            tags.with(spot.tag).map(|way| set * WAYS + way).find(is_it)
        };
        within(spot.first).or_else(|| within(spot.second))
    }

    /// Puts in who has no place yet where there is room, or makes room.
    fn put(&mut self, entry: Entry<K, P::State>, spot: Spot, now: u64) {
        let free = |set: usize| self.tags.get(set).map_or(0, Tags::free);
        let (first, second) = (free(spot.first), free(spot.second));
        let set = if first >= WAYS / 2 || first >= second { spot.first } else { spot.second };
        let place = match self.tags.get(set).and_then(Tags::first_free) {
            Some(way) => {
                self.keys += 1;
                set * WAYS + way
            }
            None => self.make_room(spot, now),
        };
        self.place(place, spot.tag, entry);
    }

    fn place(&mut self, place: usize, tag: u8, entry: Entry<K, P::State>) {
        if let (Some(tags), Some(slot)) = (self.tags.get_mut(place / WAYS), self.places.get_mut(place)) {
            tags.set(place % WAYS, tag);
            *slot = Some(entry);
        }
    }

    /// The place, of both full sets, whose key needs it least. O(16).
    fn make_room(&mut self, spot: Spot, now: u64) -> usize {
        let needless = |place: usize| {
            let entry = self.places.get(place)?.as_ref()?;
            let idle = self.policy.idle_at(&entry.state).is_some_and(|at| at <= now);
            Some((idle, self.turn.get().wrapping_sub(entry.used.get()), place))
        };
        let places = [spot.first, spot.second].into_iter().flat_map(|set| set * WAYS..(set + 1) * WAYS);
        let (idle, _, place) = places.filter_map(needless).max().unwrap_or_default();
        *(if idle { &mut self.evictions.idle } else { &mut self.evictions.live }) += 1;
        place
    }
}

impl<K, P: Policy> Keyed<K, P> {
    /// Keys in the table.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys
    }

    /// Whether no key is in the table.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys == 0
    }

    /// Most keys that can ever be in it.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.most_sets * WAYS
    }

    /// How many keys lost their place so far.
    #[must_use]
    pub fn evictions(&self) -> Evictions {
        self.evictions
    }

    /// What it decides by.
    #[must_use]
    pub fn policy(&self) -> &P {
        &self.policy
    }

    /// Bytes of memory that it holds, and its logs if it has such; what its keys hold is not counted.
    /// O(places).
    #[must_use]
    pub fn bytes(&self) -> usize {
        let logs = self.places.iter().flatten().map(|entry| self.policy.heap_bytes(&entry.state));
        size_of::<Self>()
            + self.tags.len() * size_of::<Tags>()
            + self.places.len() * size_of::<Option<Entry<K, P::State>>>()
            + logs.sum::<usize>()
    }
}

/// Where the key falls, for tests that choose keys by it.
#[cfg(test)]
pub(super) fn hash_of<Q: Hash + ?Sized>(key: &Q, seed: u64) -> u64 {
    hasher::hash(key, seed)
}

/// Where a key may be, and its byte.
#[derive(Clone, Copy)]
struct Spot {
    first: usize,
    second: usize,
    tag: u8,
}

impl Spot {
    #[inline]
    fn of(hash: u64, sets: usize) -> Spot {
        // Each half of the hash, as a fraction of all sets.
        let scale = |half: u32| ((u64::from(half) * sets as u64) >> 32) as usize;
        // Never 0, which marks a free place.
        Spot { first: scale(hash as u32), second: scale((hash >> 32) as u32), tag: (hash as u8).max(1) }
    }
}
