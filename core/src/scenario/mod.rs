//! Scenarios: what names one run, to the bit, and how it is written down.
//!
//! A [`Scenario`] is a system, its settings, a seed and timed actions on one or more timelines. It
//! is written as a [`link`] (short, for an address) or as a [`file`] (lines, for people):
//!
//! ```text
//!   snowglobe 1
//!   system cache
//!   seed 7
//!   set placement modulo
//!   at 2s crash s1
//! ```

mod error;
pub mod file;
#[cfg(feature = "serde")]
pub mod link;
mod parameter;

pub use error::ScenarioError;
pub use parameter::{Parameter, Range, Settings};

use crate::sim::Nanos;
use alloc::string::String;
use alloc::vec::Vec;

#[cfg(test)]
mod tests;

/// An action and when it takes effect: at the end of that nanosecond.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Timed {
    /// When, nanoseconds since the run began.
    pub at: Nanos,
    /// The action in its textual form.
    pub action: String,
}

/// One course of events. The first of a scenario is the root; any other shares its parent's
/// actions up to the fork and has its own from there on.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Timeline {
    /// Index of the timeline it forked from; its own index for the root.
    pub parent: u32,
    /// Time of the fork; zero for the root.
    pub fork_at: Nanos,
    /// Its own actions in order of time.
    pub actions: Vec<Timed>,
}

/// What names one run.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Scenario {
    /// Name of the system, such as `cache`.
    pub system: String,
    /// The settings that differ from the defaults: index of the parameter and value, ascending.
    pub settings: Vec<(u8, u64)>,
    /// Seed of all randomness.
    pub seed: u64,
    /// The courses of events; never empty.
    pub timelines: Vec<Timeline>,
}

/// A moment of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Moment {
    /// On which timeline.
    pub timeline: u32,
    /// Nanoseconds since the run began.
    pub at: Nanos,
    /// Steps taken; several can share a nanosecond.
    pub step: u64,
}

impl Scenario {
    /// Timelines in one scenario, at most.
    pub const MAX_TIMELINES: usize = 32;
    /// Actions in one scenario, at most.
    pub const MAX_ACTIONS: usize = 1_000;

    /// A scenario with default settings and nothing done to it.
    #[must_use]
    pub fn new(system: &str, seed: u64) -> Self {
        Self {
            system: String::from(system),
            settings: Vec::new(),
            seed,
            timelines: Vec::from([Timeline::default()]),
        }
    }

    /// Checks the shape: counts, parents that exist, actions in order.
    ///
    /// # Errors
    /// [`ScenarioError`] saying which timeline or action is wrong.
    pub fn check(&self) -> Result<(), ScenarioError> {
        if self.timelines.is_empty() || self.timelines.len() > Self::MAX_TIMELINES {
            return Err(ScenarioError::TooManyTimelines { count: self.timelines.len() });
        }
        let actions = self.timelines.iter().map(|timeline| timeline.actions.len()).sum();
        if actions > Self::MAX_ACTIONS {
            return Err(ScenarioError::TooManyActions { count: actions });
        }
        for (index, timeline) in self.timelines.iter().enumerate() {
            let parent = timeline.parent as usize;
            let in_order = timeline.actions.windows(2).all(|pair| matches!(pair, [a, b] if a.at <= b.at));
            let after_fork = timeline.actions.first().is_none_or(|first| first.at >= timeline.fork_at);
            if (index > 0 && parent >= index) || (index == 0 && parent != 0) || !in_order || !after_fork {
                return Err(ScenarioError::BadTimeline { index });
            }
        }
        Ok(())
    }

    /// All actions of a timeline: those inherited up to each fork, then its own.
    #[must_use]
    pub fn actions_of(&self, timeline: usize) -> Vec<Timed> {
        let Some(own) = self.timelines.get(timeline) else { return Vec::new() };
        if timeline == 0 {
            return own.actions.clone();
        }
        let mut actions = self.actions_of(own.parent as usize);
        actions.retain(|timed| timed.at <= own.fork_at);
        actions.extend(own.actions.iter().cloned());
        actions
    }
}
