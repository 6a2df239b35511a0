//! Making a run that goes wrong smaller, one candidate after the other.
//!
//! ```text
//!   one client, one key …  ▶  ends sooner  ▶  without the first half of the actions, the second, each quarter, each one
//!        ▲                                                                                          │
//!        └──────────────────────────── again, while anything got smaller ◀──────────────────────────┘
//! ```
//!
//! With other settings chance falls otherwise, so a few other seeds are tried with them; and settings come first, while there
//! is still a long run in which something can go wrong.
//!
//! Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (2002).

use crate::scenario::{Scenario, Settings};
use crate::sim::{Nanos, SECOND, System};

/// Rounds of all three.
const MOST_ROUNDS: u32 = 6;
/// Seeds tried with other settings.
const SEEDS: u64 = 32;
/// Runs end at a whole multiple of this.
const GRAIN: Nanos = SECOND / 10;

/// What is being tried to leave out.
#[derive(Clone, Copy, Debug)]
enum Stage {
    /// What comes after it went wrong.
    End,
    /// So many actions, from this one on.
    Actions { from: usize, size: usize },
    /// A part of a setting: all above the least, or half of it; with one of a few seeds.
    Setting { which: usize, half: bool, seed: u64 },
    /// Nothing any more.
    Over,
}

/// See the module.
pub(super) struct Shrink {
    best: Scenario,
    at: Nanos,
    stage: Stage,
    rounds: u32,
    smaller: bool,
    tried: u64,
}

impl Shrink {
    const BEGIN: Stage = Stage::Setting { which: 0, half: false, seed: 0 };

    pub(super) fn new(best: Scenario, at: Nanos) -> Self {
        Self { best, at, stage: Self::BEGIN, rounds: 0, smaller: false, tried: 0 }
    }

    pub(super) fn best(self) -> (Scenario, Nanos) {
        (self.best, self.at)
    }

    pub(super) fn tried(&self) -> u64 {
        self.tried
    }

    pub(super) fn actions(&self) -> usize {
        self.best.timelines.first().map_or(0, |timeline| timeline.actions.len())
    }

    /// The next candidate; [`Self::tell`] is to be told what became of it.
    pub(super) fn next<S: System>(&mut self, duration: usize, smaller: &[usize]) -> Option<Scenario> {
        loop {
            let candidate = match self.stage {
                Stage::End => self.ended::<S>(duration),
                Stage::Actions { size: 0, .. } => {
                    self.rounds += 1;
                    let again = self.smaller && self.rounds < MOST_ROUNDS;
                    self.smaller = false;
                    self.stage = if again { Self::BEGIN } else { Stage::Over };
                    continue;
                }
                Stage::Actions { from, size } if from >= self.actions() => {
                    self.stage = Stage::Actions { from: 0, size: (size / 2).min(self.actions()) };
                    continue;
                }
                Stage::Actions { from, size } => self.without(from, size),
                Stage::Setting { which, half, seed } => match smaller.get(which) {
                    Some(index) => self.with_less::<S>(*index, half, seed),
                    None => {
                        self.stage = Stage::End;
                        continue;
                    }
                },
                Stage::Over => return None,
            };
            match candidate {
                Some(candidate) => return Some(candidate),
                None => self.go_on(false),
            }
        }
    }

    /// What became of a candidate: when it went wrong, if it did.
    pub(super) fn tell(&mut self, candidate: Scenario, broken: Option<Nanos>) {
        self.tried += 1;
        if let Some(at) = broken {
            (self.best, self.at) = (candidate, at);
            self.smaller = true;
        }
        self.go_on(broken.is_some());
    }

    fn go_on(&mut self, taken: bool) {
        self.stage = match self.stage {
            Stage::End => Stage::Actions { from: 0, size: self.actions() },
            Stage::Actions { from, size } if taken => Stage::Actions { from, size },
            Stage::Actions { from, size } => Stage::Actions { from: from + size, size },
            // Half of it did: half of that may, too.
            Stage::Setting { which, half: true, .. } if taken => {
                Stage::Setting { which, half: true, seed: 0 }
            }
            Stage::Setting { which, half: false, .. } if taken => {
                Stage::Setting { which: which + 1, half: false, seed: 0 }
            }
            Stage::Setting { which, half, seed } if seed + 1 < SEEDS => {
                Stage::Setting { which, half, seed: seed + 1 }
            }
            Stage::Setting { which, half: false, .. } => Stage::Setting { which, half: true, seed: 0 },
            Stage::Setting { which, half: true, .. } => {
                Stage::Setting { which: which + 1, half: false, seed: 0 }
            }
            Stage::Over => Stage::Over,
        };
    }

    fn ended<S: System>(&self, duration: usize) -> Option<Scenario> {
        let end = (self.at / GRAIN + 1) * GRAIN;
        let mut candidate = self.set::<S>(duration, |least, was| end.max(least).min(was))?;
        for timeline in &mut candidate.timelines {
            timeline.actions.retain(|timed| timed.at <= end);
        }
        Some(candidate)
    }

    fn without(&self, from: usize, size: usize) -> Option<Scenario> {
        let mut candidate = self.best.clone();
        let actions = &mut candidate.timelines.first_mut()?.actions;
        actions.drain(from..(from + size).min(actions.len()));
        Some(candidate)
    }

    fn with_less<S: System>(&self, index: usize, half: bool, seed: u64) -> Option<Scenario> {
        let less = |least: u64, was: u64| if half { least + was.saturating_sub(least) / 2 } else { least };
        let candidate = self.set::<S>(index, less)?;
        Some(Scenario { seed: candidate.seed.wrapping_add(seed), ..candidate })
    }

    /// The best with another value of one setting, by its least and what it was; nothing if it stays the same.
    fn set<S: System>(&self, index: usize, value: impl Fn(u64, u64) -> u64) -> Option<Scenario> {
        let mut settings = Settings::from_differences(S::PARAMETERS, &self.best.settings).ok()?;
        let was = settings.at(index);
        let new = value(S::PARAMETERS.get(index)?.range.bounds().0, was);
        settings.set(index, new).ok()?;
        (new != was).then(|| Scenario { settings: settings.differences(), ..self.best.clone() })
    }
}
