//! Soft limits: for how long one may be passed.
//!
//! ```text
//!   soft_for = 3s    ▼ the limit is passed for the first time
//!   time         0   1   2   3   4   5   6   7   8   9
//!   asked        3   9   9   9   9   9   9   2   2   9      under a limit of 5, 7 if soft
//!   let through  3   7   7   7   5   5   5   2   2   7      from 4 on it is as hard as any
//! ```
//!
//! Who then keeps within the limit for a whole window may pass it again.

use super::Rules;
use super::key::Key;
use crate::sim::Nanos;
use alloc::vec::Vec;

/// Since when a key has been above its limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Grace {
    /// The first time of this spell above the limit, and the latest.
    spell: Option<(Nanos, Nanos)>,
}

impl Grace {
    /// The limit has just denied a request: whether it may pass all the same, if a soft limit has room.
    pub(super) fn extends_to(&mut self, now: Nanos, rules: &Rules) -> bool {
        let begun = match self.spell {
            Some((begun, latest)) if now.saturating_sub(latest) <= rules.window => begun,
            _ => now,
        };
        self.spell = Some((begun, now));
        now.saturating_sub(begun) < rules.soft_for
    }
}

/// The grace of many keys, where a number and not a limiter is compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Graces {
    keys: Vec<(Key, Grace)>,
}

impl Graces {
    /// Whether one more passes where `count` have.
    pub(super) fn pass(&mut self, key: Key, count: u32, now: Nanos, rules: &Rules) -> bool {
        if count < rules.amount(key.layer) {
            return true;
        }
        if !rules.is_soft() {
            return false;
        }
        let place = match self.keys.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(place) => place,
            Err(place) => {
                self.keys.insert(place, (key, Grace::default()));
                place
            }
        };
        let grace = self.keys.get_mut(place).is_some_and(|(_, grace)| grace.extends_to(now, rules));
        grace && count < rules.soft_amount(key.layer)
    }

    pub(super) fn clear(&mut self) {
        self.keys.clear();
    }

    pub(super) fn bytes(&self) -> usize {
        self.keys.capacity() * size_of::<(Key, Grace)>()
    }
}
