//! Which lanes there are: those that the reader chose, and of these as many as there is room for.
//!
//! ```text
//!   chosen      fixed_window, sliding_log, none, fixed_window, none …
//!   room for 9  fixed_window, sliding_log, fixed_window      the same one twice, if that is what is asked for
//!   room for 2  fixed_window, sliding_log                    from the first on
//! ```
//!
//! Where nobody chose, the five of the book go before their variants.

use snowglobe_core::limiter::Algorithm;
use snowglobe_core::order::insertion_sort;
use snowglobe_core::scenario::Settings;
use snowglobe_core::systems::gateway::{PARAMETERS, shown_lanes};

/// Who goes first where there is no room for all, and nobody chose.
const FIRST: [Algorithm; 9] = [
    Algorithm::FixedWindow,
    Algorithm::SlidingLog,
    Algorithm::TokenBucket,
    Algorithm::LeakyBucket,
    Algorithm::SlidingCounter,
    Algorithm::SlidingLogBook,
    Algorithm::LeakyMeter,
    Algorithm::TokenBucketInterval,
    Algorithm::SlidingCounterCeil,
];

/// The lanes that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lineup {
    /// From top to bottom; never none.
    lanes: Vec<Algorithm>,
    /// Whether they are as they are when nobody chose.
    usual: bool,
    /// The algorithm that decides.
    in_force: Algorithm,
}

impl Lineup {
    /// What the settings ask for; the algorithm that decides, if they ask for nothing.
    #[must_use]
    pub(super) fn new(settings: &Settings, in_force: Algorithm) -> Self {
        let mut lanes: Vec<_> = shown_lanes(settings).into_iter().flatten().collect();
        let usual = shown_lanes(settings) == shown_lanes(&Settings::defaults(PARAMETERS));
        if lanes.is_empty() {
            lanes.push(in_force);
        }
        Self { lanes, usual, in_force }
    }

    /// How many are asked for.
    #[must_use]
    pub(super) fn len(&self) -> usize {
        self.lanes.len()
    }

    /// As many as there is room for, that of the algorithm in force among them if it is asked for.
    #[must_use]
    pub(super) fn within(&self, room: usize) -> Vec<Algorithm> {
        let rank = |place: usize, algorithm: Algorithm| {
            let usual = FIRST.iter().position(|first| *first == algorithm);
            (algorithm != self.in_force, usual.filter(|_| self.usual), place)
        };
        let mut places: Vec<_> = self.lanes.iter().copied().enumerate().collect();
        insertion_sort(&mut places, |a, b| rank(a.0, a.1) < rank(b.0, b.1));
        places.truncate(room);
        insertion_sort(&mut places, |a, b| a.0 < b.0);
        places.into_iter().map(|(_, algorithm)| algorithm).collect()
    }
}

#[cfg(test)]
mod tests;
