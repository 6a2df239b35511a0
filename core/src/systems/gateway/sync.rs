//! Counting apart, and telling each other every so often.
//!
//! A gateway tells the store how much it has let through in all, by key; the store answers how much the
//! others have. What is new in that, the gateway charges to its own limiters. Totals and not differences
//! travel, so a message that is lost or comes twice changes nothing in the long run (a grow-only counter:
//! Shapiro, Preguiça, Baquero, Zawirski, "Conflict-free Replicated Data Types", SSS 2011).
//!
//! ```text
//!   g0 lets 3 through   ── tell 3 ──►  store: g0 3, g1 4   ── others 4 ──►  g0 charges 4
//!   g0 lets 2 through   ── tell 5 ──►  store: g0 5, g1 4   ── others 4 ──►  nothing new
//! ```
//!
//! A total says nothing of when: whatever is news is charged as of now. That is right for news of a moment ago. A
//! gateway that comes back, or was cut off for long, hears of old requests, and its limits are used up by them for
//! a window, or for as long as they take to recover.
//!
//! A gateway that lost its memory counts from 0 again and says that this is another life of it; the store
//! then adds the lives up. A store that lost its memory hears all totals again.

use super::key::Key;
use super::message::Command;
use crate::sim::NodeId;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What a gateway knows of itself and of the others, by key.
#[derive(Clone, Debug, Default)]
pub(super) struct Ledger {
    life: u32,
    /// What was let through here in this life; ascending.
    own: Vec<(Key, u64)>,
    /// What the others were last known to have let through.
    others: Vec<(Key, u64)>,
}

fn entry(list: &mut Vec<(Key, u64)>, key: Key) -> Option<&mut u64> {
    let place = match list.binary_search_by_key(&key, |(key, _)| *key) {
        Ok(place) => place,
        Err(place) => {
            list.insert(place, (key, 0));
            place
        }
    };
    list.get_mut(place).map(|(_, total)| total)
}

impl Ledger {
    pub(super) fn count(&mut self, key: Key) {
        if let Some(total) = entry(&mut self.own, key) {
            *total += 1;
        }
    }

    /// What of this total of the others is news. A store that forgot says less than is known.
    pub(super) fn learn(&mut self, key: Key, total: u64) -> u64 {
        entry(&mut self.others, key).map_or(0, |known| {
            let news = total.saturating_sub(*known);
            *known += news;
            news
        })
    }

    pub(super) fn tell(&self) -> Command {
        Command::Tell { life: self.life, totals: Arc::from(self.own.as_slice()) }
    }

    /// Memory is lost; how often that happened is on disk.
    pub(super) fn forget(&mut self) {
        self.life += 1;
        self.own.clear();
        self.others.clear();
    }

    pub(super) fn footprint(&self) -> usize {
        (self.own.capacity() + self.others.capacity()) * size_of::<(Key, u64)>()
    }
}

/// What one gateway told about one key.
#[derive(Clone, Copy, Debug)]
struct Told {
    key: Key,
    gateway: NodeId,
    life: u32,
    /// Of this life.
    total: u64,
    /// Of all lives before.
    past: u64,
}

/// What all gateways told the store.
#[derive(Clone, Debug, Default)]
pub(super) struct Board {
    /// Ascending by key and gateway.
    told: Vec<Told>,
}

impl Board {
    /// A gateway tells its totals; gives those of all others.
    pub(super) fn hear(&mut self, gateway: NodeId, life: u32, totals: &[(Key, u64)]) -> Arc<[(Key, u64)]> {
        for &(key, total) in totals {
            let found = self.told.binary_search_by_key(&(key, gateway), |told| (told.key, told.gateway));
            let place = found.unwrap_or_else(|place| {
                self.told.insert(place, Told { key, gateway, life, total: 0, past: 0 });
                place
            });
            let Some(told) = self.told.get_mut(place) else { continue };
            if life > told.life {
                *told = Told { life, total, past: told.past + told.total, ..*told };
            } else if life == told.life {
                told.total = told.total.max(total);
            }
        }
        self.others(gateway)
    }

    fn others(&self, gateway: NodeId) -> Arc<[(Key, u64)]> {
        let mut sums: Vec<(Key, u64)> = Vec::new();
        for told in self.told.iter().filter(|told| told.gateway != gateway) {
            let total = told.total + told.past;
            match sums.last_mut().filter(|(key, _)| *key == told.key) {
                Some((_, sum)) => *sum += total,
                None => sums.push((told.key, total)),
            }
        }
        Arc::from(sums)
    }

    pub(super) fn clear(&mut self) {
        self.told.clear();
    }

    /// A number for each gateway and key.
    pub(super) fn state_bytes(&self) -> u64 {
        8 * self.told.len() as u64
    }

    pub(super) fn footprint(&self) -> usize {
        self.told.capacity() * size_of::<Told>()
    }
}
