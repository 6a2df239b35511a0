//! A run: any moment of a scenario, in both directions, on any of its branches.
//!
//! A run computes ahead in slices ([`Run::run_ahead`]) and keeps checkpoints as it goes. Going to
//! a moment takes the nearest copy of the world before it and replays from there. Acting where
//! something has been seen already makes a branch; the old future stays as it was.
//!
//! ```text
//!   branch 0   ──●────────●────────●────────●──►      ● checkpoint
//!                         └ act ──●────────●──►       branch 1 shares what came before
//! ```

use super::beside::Beside;
use super::branch::{Branch, parse_all};
use super::checkpoint::Checkpoints;
use super::overview::Overview;
use super::system::System;
use super::window::{Both, Window};
use super::world::World;
use super::{Nanos, Trace};
use crate::random::SplitMix64;
use crate::scenario::{Moment, Scenario, ScenarioError, Settings};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A scenario that can be visited at any moment.
pub struct Run<S: System> {
    pub(crate) scenario: Scenario,
    pub(crate) settings: Settings,
    pub(crate) horizon: Nanos,
    pub(crate) branches: Vec<Branch<S>>,
    pub(crate) current: usize,
    pub(crate) cursor: World<S>,
    pub(crate) time: Nanos,
    pub(crate) window: Window,
    pub(crate) beside: Option<Beside<S>>,
    budget: usize,
    spacing: u64,
}

impl<S: System> Run<S> {
    /// Bytes of checkpoints kept unless told otherwise: 64 MiB.
    pub const DEFAULT_BUDGET: usize = 64 << 20;
    /// Steps that one run may take.
    pub const MAX_STEPS: u64 = 20_000_000;
    const FIRST_SPACING: u64 = 512;

    /// Builds a run at time zero; nothing is computed ahead yet.
    ///
    /// # Errors
    /// [`ScenarioError`] if a setting or an action does not fit, or the run would take more than
    /// [`Self::MAX_STEPS`].
    pub fn new(scenario: Scenario) -> Result<Self, ScenarioError> {
        Self::with_budget(scenario, Self::DEFAULT_BUDGET)
    }

    /// As [`Run::new`], with a budget of bytes for the checkpoints.
    ///
    /// # Errors
    /// As [`Run::new`].
    pub fn with_budget(scenario: Scenario, budget: usize) -> Result<Self, ScenarioError> {
        scenario.check()?;
        if scenario.system != S::NAME {
            return Err(ScenarioError::UnknownSystem(scenario.system));
        }
        let settings = Settings::from_differences(S::PARAMETERS, &scenario.settings)?;
        let random = SplitMix64::new(scenario.seed);
        let setup = S::setup(&settings, &random)?;
        if setup.work > Self::MAX_STEPS {
            return Err(ScenarioError::TooMuchWork { steps: setup.work, limit: Self::MAX_STEPS });
        }
        let horizon = setup.horizon;
        let mut overview = Overview::new(horizon, S::SERIES.len());
        let mut origin = Trace::new(Window::CAPACITY);
        let world = World::new(setup, random, &mut Both(&mut overview, &mut origin));
        let mut branches = Vec::new();
        for (index, timeline) in scenario.timelines.iter().enumerate() {
            let actions = scenario.actions_of(index);
            let parsed = parse_all::<S>(&actions)?;
            let mut head = world.clone();
            head.actions = Arc::clone(&parsed);
            let mut checkpoints = Checkpoints::new();
            checkpoints.push(head.clone(), overview.tally());
            branches.push(Branch {
                parent: timeline.parent as usize,
                fork_at: timeline.fork_at,
                actions,
                overview: overview.clone(),
                complete: false,
                parsed,
                head,
                checkpoints,
                seen: 0,
            });
        }
        let window = Window::at_origin(origin);
        let spacing = Self::FIRST_SPACING;
        let mut run = Self {
            scenario,
            settings,
            horizon,
            branches,
            current: 0,
            cursor: world,
            time: 0,
            window,
            beside: None,
            budget,
            spacing,
        };
        run.rejoin(0);
        Ok(run)
    }

    /// Computes the current branch up to `steps` further; true once it is complete.
    pub fn run_ahead(&mut self, steps: u64) -> bool {
        let (horizon, current) = (self.horizon, self.current);
        for _ in 0..steps {
            let Some(branch) = self.branches.get_mut(current).filter(|branch| !branch.complete) else {
                break;
            };
            let limit = branch.overview.next_bin_ends().min(horizon);
            let advanced = match self.window.follow(current, branch.head.step) {
                Some(trace) => branch.head.advance(limit, &mut Both(&mut branch.overview, trace)),
                None => branch.head.advance(limit, &mut branch.overview),
            };
            if advanced {
                self.window.followed(current, branch.head.step, branch.head.now);
                if branch.head.step - branch.checkpoints.last_step() >= self.spacing {
                    branch.checkpoints.push(branch.head.clone(), branch.overview.tally());
                    self.keep_budget();
                }
            } else {
                branch.overview.close_bin(&S::sample(&branch.head));
                branch.complete = limit == horizon;
            }
        }
        let Some(branch) = self.branches.get(current) else { return true };
        if branch.complete {
            self.window.reached_end(current, branch.head.step, horizon);
        }
        branch.complete
    }

    fn keep_budget(&mut self) {
        let total = |run: &Self| run.branches.iter().map(|branch| branch.checkpoints.bytes()).sum::<usize>();
        // One checkpoint a branch always stays: without it nothing could be replayed.
        while total(self) > self.budget && self.branches.iter().any(|branch| branch.checkpoints.len() > 1) {
            self.spacing *= 2;
            for branch in &mut self.branches {
                branch.checkpoints.thin();
            }
        }
    }

    /// The scenario, with all that was done to it.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The settings of the scenario.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// When the run ends.
    #[must_use]
    pub fn horizon(&self) -> Nanos {
        self.horizon
    }

    /// The moment shown.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment { timeline: self.current as u32, at: self.time, step: self.cursor.step }
    }

    /// The world at this moment.
    #[must_use]
    pub fn world(&self) -> &World<S> {
        &self.cursor
    }

    /// Its branches; never empty.
    #[must_use]
    pub fn branches(&self) -> &[Branch<S>] {
        &self.branches
    }

    /// The digest at the end of the current branch, once complete.
    #[must_use]
    pub fn final_digest(&self) -> Option<u64> {
        self.branches.get(self.current).filter(|branch| branch.complete).map(|branch| branch.head.digest())
    }

    /// Bytes that checkpoints and the windows hold.
    #[must_use]
    pub fn footprint(&self) -> usize {
        let beside = self.beside.as_ref().map_or(0, |beside| beside.window.footprint());
        self.branches.iter().map(|b| b.checkpoints.bytes()).sum::<usize>() + self.window.footprint() + beside
    }
}
