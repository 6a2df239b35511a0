//! A node's own clock: the world's time, shifted by a skew and stretched by a drift.
//!
//! A quartz clock is off by some 20 to 100 parts per million; after a day without correction
//! that is 2 to 9 seconds. `skew n1 50ms` jumps the clock once, `drift n1 100ppm` lets it run
//! fast from then on. A clock may go backwards when it is skewed backwards, as real ones do.

use super::Nanos;

const MILLION: i128 = 1_000_000;

/// What one node believes about time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// World time from which the drift counts.
    anchor: Nanos,
    /// Reading minus world time at the anchor, nanoseconds.
    offset: i64,
    /// Parts per million by which the clock runs fast (positive) or slow (negative).
    drift: i32,
}

impl Clock {
    /// The largest drift accepted, in parts per million: a clock at half or one and a half speed.
    pub const MAX_DRIFT: i32 = 500_000;

    /// What the clock shows at world time `now`, never below zero.
    #[must_use]
    pub fn read(&self, now: Nanos) -> Nanos {
        if (self.offset, self.drift) == (0, 0) {
            return now;
        }
        let elapsed = i128::from(now.saturating_sub(self.anchor));
        let reading = i128::from(now) + i128::from(self.offset) + elapsed * i128::from(self.drift) / MILLION;
        Nanos::try_from(reading.max(0)).unwrap_or(Nanos::MAX)
    }

    /// World nanoseconds until `duration` has passed on this clock, rounded up.
    #[must_use]
    pub fn real(&self, duration: Nanos) -> Nanos {
        if self.drift == 0 {
            return duration;
        }
        let speed = MILLION + i128::from(self.drift);
        let real = (i128::from(duration) * MILLION + speed - 1) / speed;
        Nanos::try_from(real).unwrap_or(Nanos::MAX)
    }

    /// Moves the clock by `by` nanoseconds at world time `now`.
    pub fn skew(&mut self, by: i64) {
        self.offset = self.offset.saturating_add(by);
    }

    /// Lets the clock run fast by `ppm` from world time `now` on; clamped to [`Self::MAX_DRIFT`].
    pub fn set_drift(&mut self, now: Nanos, ppm: i32) {
        let gained = i128::from(now.saturating_sub(self.anchor)) * i128::from(self.drift) / MILLION;
        self.offset = self.offset.saturating_add(i64::try_from(gained).unwrap_or(i64::MAX));
        self.anchor = now;
        self.drift = ppm.clamp(-Self::MAX_DRIFT, Self::MAX_DRIFT);
    }

    /// The drift in parts per million.
    #[must_use]
    pub fn drift(&self) -> i32 {
        self.drift
    }
}
