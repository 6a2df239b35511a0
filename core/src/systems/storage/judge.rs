//! The client's memory of what it wrote, and its verdict on what it reads.
//!
//! ```text
//!   put 7, version 3: acknowledged as number 41      get 7 ─▶ version 3     fine
//!   put 7, version 4: no answer yet                  get 7 ─▶ version 4     fine as well
//!                                                    get 7 ─▶ version 2     lost: 3 was acknowledged
//!   delete 7, version 5: acknowledged                get 7 ─▶ version 3     resurrected
//! ```
//!
//! A value tells its version, and every byte of it follows from key and version; see [`value`]. After a crash without
//! sync what was acknowledged may be lost: that is told all the same.

use super::Key;
use crate::flat_map::FlatMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// The value that a key has in some version: the version, and then bytes of which half can be compressed.
///
/// ```
/// use snowglobe_core::systems::storage::{Key, value};
///
/// let of = |version| value(&Key::Number(7), version, 40);
/// assert_eq!(of(1)[..4], [1, 0, 0, 0]);
/// assert_ne!(of(1)[4..], of(2)[4..]);
/// ```
#[must_use]
pub fn value(key: &Key, version: u32, bytes: usize) -> Arc<[u8]> {
    let mut seed = key
        .stored()
        .bytes()
        .fold(u64::from(version), |all, byte| (all ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let mut value = Vec::with_capacity(bytes + 16);
    value.extend_from_slice(&version.to_le_bytes());
    while value.len() < bytes {
        seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        value.extend_from_slice(&(seed >> 11).to_le_bytes());
        value.extend_from_slice(b"snowflak");
    }
    value.truncate(bytes);
    Arc::from(value)
}

/// What is known of a key. The highest bit of a version says that it is a delete.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// The last version that was asked for.
    issued: u32,
    /// The last that was acknowledged, or was read since.
    version: u32,
    /// When, by the engine's numbers: `life << 40 | sequence`.
    stamp: u64,
}

const DELETE: u32 = 1 << 31;

/// A write without an acknowledgement: it may have happened, or still happen.
#[derive(Clone, Debug)]
struct Open {
    key: Key,
    version: u32,
    /// Whether nobody waits for it any more.
    given_up: bool,
}

/// What a read shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// What it should.
    Fine,
    /// An acknowledged version is missing: this one was expected, that one found, 0 for none.
    Lost(u32, u32),
    /// The key was deleted, and this version of it is back.
    Resurrected(u32),
    /// So many bytes that nobody wrote.
    Wrong(u64),
}

/// The client's memory; see the module.
#[derive(Clone, Debug)]
pub struct Judge {
    numbered: Vec<Known>,
    others: FlatMap<Key, Known>,
    open: Vec<Open>,
    /// Values that were not made by [`value`].
    special: FlatMap<(Key, u32), Arc<[u8]>>,
    /// Acknowledged writes that may not be durable, by their stamps; ascending.
    acknowledged: Vec<u64>,
    /// Restarts that lost something: the life that began, and the last write that it had.
    losses: Vec<(u32, u64)>,
    value_bytes: usize,
    /// Keys that have a value, and the bytes of both.
    live: (u64, u64),
}

fn stamp(connection: u32, sequence: u64) -> u64 {
    u64::from(connection) << 40 | sequence.min((1 << 40) - 1)
}

impl Judge {
    /// Writes without an acknowledgement that are remembered; the oldest that was given up goes first.
    const MOST_OPEN: usize = 4_096;
    /// Versions back that are tried for a value that is too short to tell its own.
    const TRIED: u32 = 512;

    pub(super) fn new(keys: u32, preload: u32, value_bytes: usize) -> Self {
        let loaded = Known { issued: 1, version: 1, stamp: 0 };
        let known = |key| if key < preload { loaded } else { Known::default() };
        let live = u64::from(preload);
        Self {
            numbered: (0..keys).map(known).collect(),
            others: FlatMap::default(),
            open: Vec::new(),
            special: FlatMap::default(),
            acknowledged: Vec::new(),
            losses: Vec::new(),
            value_bytes,
            live: (live, live * (10 + value_bytes as u64)),
        }
    }

    /// Keys that have a value, by what was acknowledged, and the bytes of both.
    #[must_use]
    pub fn live(&self) -> (u64, u64) {
        self.live
    }

    /// The version of a key that was acknowledged last; 0 if it has none, or was deleted.
    #[must_use]
    pub fn acknowledged(&self, key: &Key) -> u32 {
        let version = self.known(key).version;
        if version & DELETE == 0 { version } else { 0 }
    }

    /// Whether a write of a key may still happen, or have happened without an acknowledgement.
    #[must_use]
    pub fn is_open(&self, key: &Key) -> bool {
        self.open.iter().any(|open| open.key == *key)
    }

    fn known(&self, key: &Key) -> Known {
        let numbered = match key {
            Key::Number(number) => self.numbered.get(*number as usize),
            Key::Word(_) => None,
        };
        numbered.or_else(|| self.others.get(key)).copied().unwrap_or_default()
    }

    fn known_mut(&mut self, key: &Key) -> &mut Known {
        if let Key::Number(number) = key
            && (*number as usize) < self.numbered.len()
        {
            return &mut self.numbered[*number as usize];
        }
        self.others.get_or_default(key)
    }

    /// A write begins: its version.
    pub(super) fn begin(&mut self, key: &Key, delete: bool, special: Option<&Arc<[u8]>>) -> u32 {
        let known = self.known_mut(key);
        known.issued = (known.issued + 1) & !DELETE;
        let version = known.issued;
        if let Some(value) = special {
            self.special.insert((key.clone(), version), Arc::clone(value));
        }
        if self.open.len() >= Self::MOST_OPEN
            && let Some(oldest) = self.open.iter().position(|open| open.given_up)
        {
            self.open.remove(oldest);
        }
        let marked = if delete { version | DELETE } else { version };
        self.open.push(Open { key: key.clone(), version: marked, given_up: false });
        version
    }

    /// The value of a version.
    pub(super) fn value_of(&self, key: &Key, version: u32) -> Arc<[u8]> {
        let special = self.special.get(&(key.clone(), version));
        special.map_or_else(|| value(key, version, self.value_bytes), Arc::clone)
    }

    /// A write was acknowledged.
    pub(super) fn acknowledge(
        &mut self,
        key: &Key,
        version: u32,
        (connection, sequence): (u32, u64),
        durable: u64,
    ) {
        let same = |open: &Open| open.key == *key && open.version & !DELETE == version;
        let marked = self.open.iter().find(|open| same(open)).map_or(version, |open| open.version);
        let stamp = stamp(connection, sequence);
        let keeps = |open: &Open| {
            open.key != *key
                || (open.version & !DELETE != version
                    && !(open.given_up && (open.version & !DELETE) < version))
        };
        self.open.retain(keeps);
        if stamp >= self.known(key).stamp {
            self.settle(key, marked, stamp);
        }
        self.acknowledged.push(stamp);
        let durable = self::stamp(connection, durable);
        if durable & ((1 << 40) - 1) > 0 {
            self.acknowledged.retain(|stamp| *stamp > durable);
        }
    }

    /// From now on this is the version of a key.
    fn settle(&mut self, key: &Key, version: u32, stamp: u64) {
        let before = self.known(key).version;
        let bytes = |judge: &Self, version: u32| {
            if version == 0 || version & DELETE != 0 {
                return 0;
            }
            let special = judge.special.get(&(key.clone(), version));
            (key.size() + special.map_or(judge.value_bytes, |value| value.len())) as u64
        };
        let (old, new) = (bytes(self, before), bytes(self, version));
        self.live.0 = self.live.0 - u64::from(old > 0) + u64::from(new > 0);
        self.live.1 = self.live.1 - old + new;
        let known = self.known_mut(key);
        (known.version, known.stamp) = (version, stamp);
    }

    /// Nobody waits for a write any more; it may have happened all the same.
    pub(super) fn give_up(&mut self, key: &Key, version: u32) {
        let same = |open: &&mut Open| open.key == *key && open.version & !DELETE == version;
        if let Some(open) = self.open.iter_mut().find(same) {
            open.given_up = true;
        }
    }

    /// The engine has begun another life, and has writes up to this one: how many acknowledged ones are gone.
    pub(super) fn recovered(&mut self, connection: u32, last: u64) -> u64 {
        let of_before = |stamp: &u64| (*stamp >> 40) < u64::from(connection);
        let gone = |stamp: &u64| of_before(stamp) && *stamp & ((1 << 40) - 1) > last;
        let lost = self.acknowledged.iter().filter(|stamp| gone(stamp)).count() as u64;
        // What was recovered is durable.
        self.acknowledged.retain(|stamp| !of_before(stamp));
        if lost > 0 {
            self.losses.push((connection, last));
        }
        lost
    }

    /// A read of a key showed this; it was done when the engine's last write was number `at` of a life.
    pub(super) fn read(&mut self, key: &Key, found: Option<&[u8]>, at: (u32, u64)) -> Finding {
        let at = stamp(at.0, at.1);
        let known = self.known(key);
        let expected = known.version;
        let found = match found {
            None => 0,
            Some(bytes) => match self.identify(key, bytes, known) {
                Some(version) => version,
                None => return Finding::Wrong(bytes.len() as u64),
            },
        };
        let same = if expected & DELETE != 0 { found == 0 } else { found == expected };
        // A write that was acknowledged since says nothing about a read that came before it.
        if same || known.stamp > at {
            return Finding::Fine;
        }
        let may_be = |open: &Open| {
            open.key == *key && (if open.version & DELETE != 0 { 0 } else { open.version }) == found
        };
        if self.open.iter().any(may_be) {
            return Finding::Fine;
        }
        // Told once: from now on this is what the key has.
        self.settle(key, found, at);
        // A delete that a crash took brings the key back as well, and that is no fault of the engine's.
        let is_gone = |(life, last): &(u32, u64)| {
            known.stamp >> 40 < u64::from(*life) && known.stamp & ((1 << 40) - 1) > *last
        };
        if expected & DELETE != 0 && !self.losses.iter().any(is_gone) {
            return Finding::Resurrected(found);
        }
        Finding::Lost(expected & !DELETE, found)
    }

    /// Which version these bytes are.
    fn identify(&self, key: &Key, bytes: &[u8], known: Known) -> Option<u32> {
        let is = |version: u32| *self.value_of(key, version) == *bytes;
        if let Some(head) = bytes.first_chunk::<4>() {
            let told = u32::from_le_bytes(*head);
            if (1..=known.issued).contains(&told) && is(told) {
                return Some(told);
            }
        } else {
            let likely = [known.version & !DELETE, known.issued];
            if let Some(version) = likely.into_iter().find(|version| *version > 0 && is(*version)) {
                return Some(version);
            }
        }
        if bytes.len() < 4 {
            let tried = known.issued.saturating_sub(Self::TRIED).max(1)..=known.issued;
            return tried.rev().find(|version| is(*version));
        }
        let mut special = self.special.iter().filter(|((of, _), value)| of == key && ***value == *bytes);
        special.next_back().map(|((_, version), _)| *version)
    }

    pub(super) fn footprint(&self) -> usize {
        self.numbered.len() * size_of::<Known>()
            + (self.others.len() + self.special.len()) * 128
            + self.open.len() * size_of::<Open>()
            + self.acknowledged.len() * 8
    }
}
