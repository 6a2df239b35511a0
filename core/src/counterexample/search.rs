//! Trying seed after seed, in steps.
//!
//! ```text
//!   seed 3 with its faults ──▶ broken ──▶ a shrinker offers candidates, each tried the same way ──▶ found
//! ```

use super::shrink::Shrink;
use super::{Property, faults};
use crate::scenario::{Scenario, ScenarioError, Settings};
use crate::sim::{Nanos, Role, Run, System};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

/// Which seeds are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seeds {
    /// The next.
    pub next: u64,
    /// From one to the one after it: `n` if `n` machines share the work.
    pub stride: u64,
    /// This one is not tried any more.
    pub end: u64,
}

impl From<Range<u64>> for Seeds {
    fn from(range: Range<u64>) -> Self {
        Self { next: range.start, stride: 1, end: range.end }
    }
}

impl Seeds {
    /// Part `index` of `of` parts, from 0: every `of`-th seed.
    #[must_use]
    pub fn part(self, index: u64, of: u64) -> Self {
        Self {
            next: self.next.saturating_add(self.stride.saturating_mul(index)),
            stride: self.stride.saturating_mul(of.max(1)),
            ..self
        }
    }

    pub(super) fn take(&mut self) -> Option<u64> {
        let seed = self.next;
        self.next = seed.saturating_add(self.stride);
        (seed < self.end).then_some(seed)
    }
}

/// A run that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterexample {
    /// The run, made as small as could be done.
    pub scenario: Scenario,
    /// When it goes wrong.
    pub at: Nanos,
    /// The seed by which it was found.
    pub seed: u64,
    /// The run as it was found.
    pub first: Scenario,
}

/// How far a search is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many seeds were tried.
    Looking {
        /// Seeds.
        tried: u64,
    },
    /// Something was found, and is made smaller.
    Shrinking {
        /// The seed by which it was found.
        seed: u64,
        /// Candidates that were run.
        tried: u64,
        /// Actions that are left.
        actions: usize,
    },
    /// This was found; the next step goes on with the next seed.
    Found(Counterexample),
    /// There are no more seeds.
    Ended,
}

/// A run that is being tried.
struct Trial<S: System> {
    scenario: Scenario,
    run: Run<S>,
}

/// What was found, and its shrinking.
struct Catch {
    seed: u64,
    first: Scenario,
    shrink: Shrink,
}

/// A search; see the module.
pub struct Search<S: System, P> {
    base: Scenario,
    property: P,
    servers: Vec<String>,
    seeds: Seeds,
    tried: u64,
    trial: Option<Trial<S>>,
    catch: Option<Catch>,
}

impl<S: System, P: Property<S>> Search<S, P> {
    /// Steps of a run between two looks at the budget.
    const SLICE: u64 = 10_000;
    /// What beginning and judging a run costs, in steps.
    const OVERHEAD: u64 = 1_000;

    /// A search among runs with the settings of this scenario, which may have actions of its own on its first timeline.
    ///
    /// # Errors
    /// [`ScenarioError`] if there is no such run.
    pub fn new(mut base: Scenario, property: P, seeds: Seeds) -> Result<Self, ScenarioError> {
        base.timelines.truncate(1);
        let run = Run::<S>::with_budget(base.clone(), 0)?;
        let servers = run.world().places().iter().filter(|place| place.role == Role::Server);
        let servers = servers.map(|place| place.name.to_string()).collect();
        Ok(Self { base, property, servers, seeds, tried: 0, trial: None, catch: None })
    }

    /// Goes on for about so many steps of runs.
    pub fn step(&mut self, mut budget: u64) -> Progress {
        while budget > 0 {
            if self.trial.is_none() && !self.begin() {
                match self.catch.take() {
                    Some(Catch { seed, first, shrink }) => {
                        let (scenario, at) = shrink.best();
                        return Progress::Found(Counterexample { scenario, at, seed, first });
                    }
                    None => return Progress::Ended,
                }
            }
            let Some(Trial { run, .. }) = &mut self.trial else { continue };
            let slice = budget.min(Self::SLICE);
            let target = run.moment().step + slice;
            run.seek_step(target);
            let is_over = run.moment().step < target;
            budget -= slice;
            if is_over {
                self.judge();
                budget = budget.saturating_sub(Self::OVERHEAD);
            }
        }
        match &self.catch {
            Some(catch) => {
                let Catch { seed, shrink, .. } = catch;
                Progress::Shrinking { seed: *seed, tried: shrink.tried(), actions: shrink.actions() }
            }
            None => Progress::Looking { tried: self.tried },
        }
    }

    /// Sets the next run up; false if there is none.
    fn begin(&mut self) -> bool {
        loop {
            let scenario = match &mut self.catch {
                Some(catch) => catch.shrink.next::<S>(P::DURATION, P::SMALLER),
                None => self.seeds.take().map(|seed| self.troubled(seed)),
            };
            let Some(scenario) = scenario else { return false };
            match Run::with_budget(scenario.clone(), 0) {
                Ok(run) => {
                    self.trial = Some(Trial { scenario, run });
                    return true;
                }
                // Smaller settings need not fit each other.
                Err(_) => self.tell(scenario, None),
            }
        }
    }

    /// The scenario with a seed and its faults.
    fn troubled(&self, seed: u64) -> Scenario {
        let mut scenario = Scenario { seed, ..self.base.clone() };
        let settings = Settings::from_differences(S::PARAMETERS, &scenario.settings);
        let horizon = settings.map_or(0, |settings| settings.at(P::DURATION));
        if let Some(timeline) = scenario.timelines.first_mut() {
            let room = Scenario::MAX_ACTIONS.saturating_sub(timeline.actions.len());
            timeline.actions.extend(faults(seed, &self.servers, horizon).into_iter().take(room));
            crate::order::insertion_sort(&mut timeline.actions, |a, b| a.at < b.at);
        }
        scenario
    }

    fn judge(&mut self) {
        let Some(Trial { scenario, run }) = self.trial.take() else { return };
        let healed = scenario.timelines.first().and_then(|timeline| timeline.actions.last());
        let broken = self.property.broken(run.world(), healed.map_or(0, |timed| timed.at));
        self.tell(scenario, broken);
    }

    fn tell(&mut self, scenario: Scenario, broken: Option<Nanos>) {
        match (&mut self.catch, broken) {
            (Some(catch), broken) => catch.shrink.tell(scenario, broken),
            (None, Some(at)) => {
                self.tried += 1;
                let (seed, first) = (scenario.seed, scenario.clone());
                self.catch = Some(Catch { seed, first, shrink: Shrink::new(scenario, at) });
            }
            (None, None) => self.tried += 1,
        }
    }
}
