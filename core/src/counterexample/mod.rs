//! Looking for a run that goes wrong, and making a small story of it.
//!
//! ```text
//!   seed 0, its faults ──▶ kept      seed 1 ──▶ kept      seed 2 ──▶ broken at 7.3 s
//!                                                               │ without this fault? shorter? fewer clients?
//!                                                               ▼
//!                                            partition {n0} | {n1 n2}, one client, one key: broken at 1.2 s
//! ```
//!
//! A [`Search`] takes a scenario's settings and a [`Property`], and tries seeds, each with faults drawn from it, until the
//! property is broken. Then it shrinks: it leaves out actions, ends the run sooner, takes smaller settings, as long as
//! something still breaks. What is found is a scenario, and so a link, with the moment. Work comes in steps, so that
//! whoever waits can show progress or give up. The same scenario and seeds give the same answer.
//!
//! ```
//! use snowglobe_core::check::Promise;
//! use snowglobe_core::counterexample::{Progress, Search, Seeds};
//! use snowglobe_core::scenario::{Scenario, Settings};
//! use snowglobe_core::systems::kv::{Kv, PARAMETERS};
//!
//! let mut settings = Settings::defaults(PARAMETERS);
//! for (name, value) in [("r", "1"), ("w", "1"), ("resolution", "last_writer_wins"), ("duration", "5s")] {
//!     settings.set_named(name, value)?;
//! }
//! let scenario = Scenario { settings: settings.differences(), ..Scenario::new("kv", 0) };
//! let mut search = Search::<Kv, _>::new(scenario, Promise::Linearizable, Seeds::from(0..100))?;
//! let found = loop {
//!     match search.step(100_000) {
//!         Progress::Found(found) => break found,
//!         Progress::Ended => panic!("R + W ≤ N promises nothing"),
//!         _ => {}
//!     }
//! };
//! assert!(found.scenario.timelines[0].actions.len() <= 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Claessen and Hughes, "QuickCheck" (2000); Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input"
//! (2002).

mod faults;
#[cfg(feature = "kv")]
mod kv;
mod search;
mod shrink;
#[cfg(all(test, feature = "kv"))]
mod tests;

pub use faults::faults;
pub use search::{Counterexample, Progress, Search, Seeds};

use crate::sim::{Nanos, System, World};

/// What is to hold of every run of a system.
pub trait Property<S: System> {
    /// Index of the parameter that says how long a run takes.
    const DURATION: usize;
    /// Indices of parameters that make a smaller story if they are smaller, the most important first.
    const SMALLER: &'static [usize];

    /// When a run that is over went wrong, if it did; the last action of its scenario was at `healed`.
    fn broken(&self, world: &World<S>, healed: Nanos) -> Option<Nanos>;
}
