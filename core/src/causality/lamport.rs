//! Lamport's clock: a counter that every message drags along.
//!
//! ```
//! use snowglobe_core::causality::LamportClock;
//!
//! let (mut a, mut b) = (LamportClock::default(), LamportClock::default());
//! let sent = a.tick(); // 1
//! assert_eq!(b.tick(), 1); // of this, a knows nothing
//! assert_eq!(b.receive(sent), 2); // but this came after what a sent
//! ```
//!
//! If one event may have caused another, its number is smaller. Of two events with different numbers nothing can be
//! said the other way round: the smaller may have known nothing of the larger.

/// A counter of what a node did and heard of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LamportClock(u64);

impl LamportClock {
    /// The number of the latest event; 0 if there was none.
    #[must_use]
    pub fn now(self) -> u64 {
        self.0
    }

    /// Something happened here, such as a message being sent: its number. At the end of 64 bits it stands still.
    pub fn tick(&mut self) -> u64 {
        self.0 = self.0.saturating_add(1);
        self.0
    }

    /// A message came that was sent at this number: the number of its coming.
    pub fn receive(&mut self, sent: u64) -> u64 {
        self.0 = self.0.max(sent);
        self.tick()
    }
}
