//! Hybrid logical clocks: as a Lamport clock, and near the time that people read.
//!
//! ```
//! use snowglobe_core::causality::{HybridClock, HybridTime};
//!
//! let (mut fast, mut slow) = (HybridClock::default(), HybridClock::default());
//! let sent = fast.tick(1_000); // its wall clock is 990 ahead
//! assert_eq!(slow.receive(sent, 10), HybridTime { wall: 1_000, count: 1 }); // still after what caused it
//! assert_eq!(slow.tick(1_001), HybridTime { wall: 1_001, count: 0 }); // and the wall has caught up
//! ```
//!
//! *wall* is the greatest wall clock heard of, *count* orders what happens while it stands still. So a time is never
//! further ahead of a node's own clock than the clock of some other node was. A clock that is wrong by a day would drag
//! all others along: [`HybridClock::receive_within`] refuses it.

/// A time: first by the wall, then by the count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HybridTime {
    /// Of a wall clock, in its units.
    pub wall: u64,
    /// Events at that time.
    pub count: u32,
}

/// What a node has heard of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HybridClock {
    latest: HybridTime,
}

/// A time that came with a message is further ahead of this node's clock than allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFarAhead {
    /// How far.
    pub ahead: u64,
    /// How far it may be.
    pub most: u64,
}

impl core::fmt::Display for TooFarAhead {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "the sender's clock is {} ahead, and {} is allowed", self.ahead, self.most)
    }
}

impl core::error::Error for TooFarAhead {}

impl HybridClock {
    /// The latest time.
    #[must_use]
    pub fn now(self) -> HybridTime {
        self.latest
    }

    /// Something happened here, while the wall clock shows this.
    pub fn tick(&mut self, wall: u64) -> HybridTime {
        self.advance(wall, HybridTime::default())
    }

    /// A message came that was sent at this time, while the wall clock shows this.
    pub fn receive(&mut self, sent: HybridTime, wall: u64) -> HybridTime {
        self.advance(wall, sent)
    }

    /// The same, if the sender is at most so far ahead.
    ///
    /// # Errors
    /// If it is further ahead; then nothing changes.
    pub fn receive_within(
        &mut self,
        sent: HybridTime,
        wall: u64,
        most: u64,
    ) -> Result<HybridTime, TooFarAhead> {
        match sent.wall.saturating_sub(wall) {
            ahead if ahead > most => Err(TooFarAhead { ahead, most }),
            _ => Ok(self.receive(sent, wall)),
        }
    }

    /// The least time that is after all that was heard of, and not before the wall.
    fn advance(&mut self, wall: u64, sent: HybridTime) -> HybridTime {
        let heard = self.latest.max(sent);
        self.latest = if wall > heard.wall { HybridTime { wall, count: 0 } } else { heard.next() };
        self.latest
    }
}

impl HybridTime {
    /// The next time; at the end of a count, the next of the wall.
    const fn next(self) -> Self {
        match self.count.checked_add(1) {
            Some(count) => Self { count, ..self },
            None => Self { wall: self.wall.saturating_add(1), count: 0 },
        }
    }
}
