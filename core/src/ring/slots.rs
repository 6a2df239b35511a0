//! 16,384 slots, as in Redis Cluster: keys belong to slots for ever, slots are handed to servers.
//!
//! The slot of a key is `crc16(key) mod 16384`, of the part in braces if there is one, so that
//! keys that belong together stay together. Which server has which slot is a table that everyone
//! knows. At the start each gets one stretch of it; afterwards slots move one by one, and only as
//! many as balance needs.
//!
//! ```
//! use snowglobe_core::ring::{Options, Scheme, Server};
//!
//! let servers: Vec<Server> = (0..3).map(|i| Server::new(format!("s{i}"))).collect();
//! let options = Options { scheme: Scheme::Slots, ..Options::default() };
//! let slots = options.build(&servers)?;
//! assert_eq!(slots.position(b"foo"), 12_182);
//! assert_eq!(slots.owner_at(5_460)?, 0); // redis-cli gives 0-5460, 5461-10922, 10923-16383
//! assert_eq!(slots.owner_at(5_461)?, 1);
//! assert_eq!(slots.owner(b"foo")?, 2);
//! # Ok::<(), snowglobe_core::ring::PlacementError>(())
//! ```
//!
//! Redis Cluster specification, "Key distribution model" and "Hash tags".

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::servers::{check_newcomer, find, first_distinct};
use super::{Placement, PlacementError, Server};
use crate::hash::{SLOT_COUNT, redis_slot};

#[derive(Clone, Debug)]
pub(super) struct Slots {
    servers: Vec<Server>,
    /// The owner of each slot; empty without servers.
    owners: Vec<u32>,
}

impl Slots {
    pub(super) fn new(servers: &[Server]) -> Result<Slots, PlacementError> {
        check_count(servers.len())?;
        let total: u64 = servers.iter().map(|server| u64::from(server.weight)).sum();
        let mut owners = Vec::with_capacity(SLOT_COUNT.into());
        let mut weight = 0;
        for (server, index) in servers.iter().zip(0..) {
            weight += u64::from(server.weight);
            // Rounded to the nearest slot, as redis-cli does.
            let end = (u64::from(SLOT_COUNT) * weight * 2 + total) / (total * 2);
            owners.resize(end as usize, index);
        }
        Ok(Slots { servers: servers.to_vec(), owners })
    }

    fn slot(position: u64) -> usize {
        (position % u64::from(SLOT_COUNT)) as usize
    }

    /// Moves as few slots as it takes for everyone to have its share, whole slots by weight.
    /// Owners that are not in the list lose all they have.
    fn rebalance(&mut self) {
        let mut surplus = self.surplus();
        let mut receivers = 0..surplus.len();
        for owner in &mut self.owners {
            let giver = surplus.get_mut(*owner as usize);
            let gives = giver.as_ref().is_none_or(|surplus| **surplus > 0);
            if !gives {
                continue;
            }
            if let Some(surplus) = giver {
                *surplus -= 1;
            }
            while surplus.get(receivers.start).is_some_and(|&s| s >= 0) {
                receivers.start += 1;
            }
            if let Some(surplus) = surplus.get_mut(receivers.start) {
                *surplus += 1;
                *owner = receivers.start as u32;
            }
        }
    }

    /// How many slots each server has above its share (below, if negative).
    ///
    /// A share that is no whole number is rounded down or up. Up for those who have more than the
    /// lower number already (nothing needs to move for that), then for newcomers, then for the rest.
    fn surplus(&self) -> Vec<i64> {
        let mut surplus = alloc::vec![0; self.servers.len()];
        for &owner in &self.owners {
            if let Some(count) = surplus.get_mut(owner as usize) {
                *count += 1;
            }
        }
        let total: u64 = self.servers.iter().map(|s| u64::from(s.weight)).sum();
        let mut left = u64::from(SLOT_COUNT);
        let mut fractional = Vec::new();
        for (i, (surplus, server)) in surplus.iter_mut().zip(&self.servers).enumerate() {
            let exact = u64::from(SLOT_COUNT) * u64::from(server.weight);
            left -= exact / total;
            *surplus -= (exact / total) as i64;
            if exact % total > 0 {
                fractional.push(i);
            }
        }
        // A newcomer is the last of the list.
        let rank = |i: usize| (surplus[i] <= 0, Reverse(i));
        crate::order::heap_sort(&mut fractional, |a, b| rank(*a) < rank(*b));
        for &i in fractional.iter().take(left as usize) {
            surplus[i] -= 1;
        }
        surplus
    }
}

fn check_count(servers: usize) -> Result<(), PlacementError> {
    if servers > SLOT_COUNT.into() {
        return Err(PlacementError::TooManyServers { servers, max: SLOT_COUNT.into() });
    }
    Ok(())
}

impl Placement for Slots {
    fn servers(&self) -> &[Server] {
        &self.servers
    }

    /// The slot, `0..16384`.
    fn position(&self, key: &[u8]) -> u64 {
        redis_slot(key).into()
    }

    fn owner_at(&self, position: u64) -> Result<usize, PlacementError> {
        let owner = self.owners.get(Slots::slot(position));
        owner.map(|&owner| owner as usize).ok_or(PlacementError::Empty)
    }

    /// The owner and those of the slots that follow.
    fn owners_at(&self, position: u64, n: usize, out: &mut Vec<usize>) -> Result<(), PlacementError> {
        out.clear();
        self.owner_at(position)?;
        let (behind, ahead) = self.owners.split_at(Slots::slot(position));
        let owners = ahead.iter().chain(behind).map(|&owner| owner as usize);
        first_distinct(owners, n, self.servers.len(), out);
        Ok(())
    }

    fn join(&mut self, server: Server) -> Result<(), PlacementError> {
        check_newcomer(&self.servers, &server)?;
        check_count(self.servers.len() + 1)?;
        self.servers.push(server);
        self.owners.resize(SLOT_COUNT.into(), 0);
        self.rebalance();
        Ok(())
    }

    fn leave(&mut self, name: &str) -> Result<(), PlacementError> {
        let gone = find(&self.servers, name)? as u32;
        self.servers.remove(gone as usize);
        if self.servers.is_empty() {
            self.owners.clear();
            return Ok(());
        }
        for owner in &mut self.owners {
            *owner = match (*owner).cmp(&gone) {
                core::cmp::Ordering::Less => *owner,
                core::cmp::Ordering::Equal => u32::MAX,
                core::cmp::Ordering::Greater => *owner - 1,
            };
        }
        self.rebalance();
        Ok(())
    }

    fn position_bits(&self) -> u32 {
        14
    }

    fn boxed(&self) -> Box<dyn Placement> {
        Box::new(self.clone())
    }
}
