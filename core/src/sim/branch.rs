//! Branches: acting at a moment without erasing what was seen to follow it.

use super::checkpoint::{Checkpoint, Checkpoints};
use super::overview::Overview;
use super::system::System;
use super::verb::{ActionError, Verb};
use super::world::{Action, Actions, World};
use super::{Nanos, Run};
use crate::scenario::{Scenario, ScenarioError, Timed, Timeline};
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

/// Why something could not be done to a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunError {
    /// The action was not understood or cannot be carried out at this moment.
    Action(ActionError),
    /// There are [`Scenario::MAX_TIMELINES`] branches already.
    TooManyBranches,
    /// There are [`Scenario::MAX_ACTIONS`] actions already.
    TooManyActions,
    /// This branch has no action of that index.
    NoSuchAction(usize),
    /// A branch would have to begin before the run does.
    NoSuchMoment,
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Action(error) => error.fmt(f),
            Self::TooManyBranches => write!(f, "there are {} branches already", Scenario::MAX_TIMELINES),
            Self::TooManyActions => write!(f, "there are {} actions already", Scenario::MAX_ACTIONS),
            Self::NoSuchAction(index) => write!(f, "this branch has no action {index}"),
            Self::NoSuchMoment => f.write_str("a branch cannot begin before the run does"),
        }
    }
}

impl core::error::Error for RunError {}

/// One course of events of a run.
pub struct Branch<S: System> {
    /// The branch it forked from; its own index for the first.
    pub parent: usize,
    /// When it forked.
    pub fork_at: Nanos,
    /// All its actions, inherited ones included, in order.
    pub actions: Vec<Timed>,
    /// Its run at a glance, as far as computed.
    pub overview: Overview,
    /// Whether it is computed to the horizon.
    pub complete: bool,
    pub(crate) parsed: Actions<S>,
    pub(crate) head: World<S>,
    pub(crate) checkpoints: Checkpoints<S>,
    /// The furthest moment that has been visited: acting before it makes a branch.
    pub(crate) seen: Nanos,
}

impl<S: System> Branch<S> {
    /// Steps computed so far.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.head.step
    }

    /// The world as far as computed.
    #[must_use]
    pub fn head(&self) -> &World<S> {
        &self.head
    }

    /// Whether what follows `time` is told already, so that acting there must not change it.
    fn settled_after(&self, time: Nanos) -> bool {
        self.seen > time || self.fork_at > time || self.actions.last().is_some_and(|last| last.at > time)
    }

    fn restart_from(&mut self, start: Checkpoint<S>, actions: Vec<Timed>, parsed: Actions<S>) {
        self.overview.rewind(start.world.step, start.world.now, start.tally);
        self.checkpoints.forget_after(start.world.step);
        self.head = start.world;
        self.head.actions = Arc::clone(&parsed);
        self.actions = actions;
        self.parsed = parsed;
        self.complete = false;
    }
}

impl<S: System> Run<S> {
    /// Acts at this moment: on this branch if nothing beyond it was seen yet, else on a new one.
    ///
    /// # Errors
    /// [`RunError`]; the run is then as it was.
    pub fn act(&mut self, text: &str) -> Result<(), RunError> {
        let action = parse::<S>(text).map_err(RunError::Action)?;
        self.try_out(&action).map_err(RunError::Action)?;
        self.act_all(Vec::from([Timed { at: self.time, action: show(&action) }]))
    }

    /// Carries an action out on a copy, to know whether it can be done.
    fn try_out(&self, action: &Action<S::Command>) -> Result<(), ActionError> {
        let mut trial = self.cursor.clone();
        while trial.advance(self.time, &mut ()) {}
        trial.now = self.time;
        match action {
            Action::Verb(verb) => trial.carry_out(verb, &mut ()),
            Action::Command(command) => S::command(&mut trial, command, &mut ()),
        }
    }

    /// Adds actions from this moment on, such as a whole storm of them. One that is timed before
    /// this moment takes effect now.
    ///
    /// # Errors
    /// [`RunError`]; the run is then as it was.
    pub fn act_all(&mut self, new: Vec<Timed>) -> Result<(), RunError> {
        let (current, time) = (self.current, self.time);
        let Some(branch) = self.branches.get(current) else { return Ok(()) };
        if branch.settled_after(time) || self.has_fork_from(current, time) {
            return self.fork(time, new).map(|_| ());
        }
        let new = in_order(new, time);
        self.room_for(new.len())?;
        let actions: Vec<Timed> = branch.actions.iter().chain(&new).cloned().collect();
        let parsed = parse_all::<S>(&actions).map_err(action_error)?;
        let start = branch.checkpoints.last_that(|world| world.now <= time).cloned();
        if let (Some(branch), Some(start)) = (self.branches.get_mut(current), start) {
            branch.restart_from(start, actions, parsed);
        }
        if let Some(timeline) = self.scenario.timelines.get_mut(current) {
            timeline.actions.extend(new);
        }
        self.window.forget();
        self.rejoin(time);
        Ok(())
    }

    /// Makes a branch at `at` that keeps this branch's actions up to then and has `own` after,
    /// and goes there at the moment shown. Returns its index.
    ///
    /// # Errors
    /// [`RunError`]; the run is then as it was.
    pub fn fork(&mut self, at: Nanos, own: Vec<Timed>) -> Result<usize, RunError> {
        let parent = self.current;
        let own = in_order(own, at);
        self.room_for(own.len())?;
        let Some(from) = self.branches.get(parent).filter(|_| self.branches.len() < Scenario::MAX_TIMELINES)
        else {
            return Err(RunError::TooManyBranches);
        };
        let kept = from.actions.iter().filter(|timed| timed.at <= at);
        let actions: Vec<Timed> = kept.chain(&own).cloned().collect();
        let parsed = parse_all::<S>(&actions).map_err(action_error)?;
        // The overview is that of this branch, so the start must not lie beyond what it covers.
        let covered = from.head.step;
        let start =
            self.nearest_checkpoint(parent, |world| world.now <= at && world.step <= covered).cloned();
        let Some(start) = start else { return Err(RunError::NoSuchMoment) };
        let mut checkpoints = Checkpoints::new();
        checkpoints.push(start.world.clone(), start.tally);
        let mut branch = Branch {
            parent,
            fork_at: at,
            actions: Vec::new(),
            overview: from.overview.clone(),
            complete: false,
            parsed: Arc::clone(&parsed),
            head: start.world.clone(),
            checkpoints,
            seen: at,
        };
        branch.restart_from(start, actions, parsed);
        self.branches.push(branch);
        self.scenario.timelines.push(Timeline { parent: parent as u32, fork_at: at, actions: own });
        self.current = self.branches.len() - 1;
        self.window.forget();
        self.rejoin(self.time);
        Ok(self.current)
    }

    /// Makes a branch in which one action of this branch never happened and all others do.
    ///
    /// # Errors
    /// [`RunError`]; the run is then as it was.
    pub fn without(&mut self, action: usize) -> Result<usize, RunError> {
        let Some(branch) = self.branches.get(self.current) else { return Err(RunError::NoSuchMoment) };
        let Some(at) = branch.actions.get(action).map(|timed| timed.at) else {
            return Err(RunError::NoSuchAction(action));
        };
        if at == 0 {
            // Nothing comes before the first nanosecond, and a branch keeps what happens at its fork.
            return Err(RunError::NoSuchMoment);
        }
        let fork_at = at - 1;
        let own = branch.actions.iter().enumerate();
        let own = own.filter(|(index, timed)| *index != action && timed.at > fork_at);
        let own = own.map(|(_, timed)| timed.clone()).collect();
        self.fork(fork_at, own)
    }

    /// Whether another branch shares what this one does at `time`.
    fn has_fork_from(&self, branch: usize, time: Nanos) -> bool {
        let others = self
            .branches
            .iter()
            .enumerate()
            .filter(|(index, other)| *index != branch && other.parent == branch);
        others.into_iter().any(|(_, other)| other.fork_at >= time)
    }

    fn room_for(&self, new: usize) -> Result<(), RunError> {
        let actions: usize = self.scenario.timelines.iter().map(|timeline| timeline.actions.len()).sum();
        if actions + new > Scenario::MAX_ACTIONS { Err(RunError::TooManyActions) } else { Ok(()) }
    }
}

/// In order of time, and none before `from`.
fn in_order(mut actions: Vec<Timed>, from: Nanos) -> Vec<Timed> {
    for timed in &mut actions {
        timed.at = timed.at.max(from);
    }
    crate::order::insertion_sort(&mut actions, |a, b| a.at < b.at);
    actions
}

fn parse<S: System>(text: &str) -> Result<Action<S::Command>, ActionError> {
    match Verb::parse(text)? {
        Some(verb) => Ok(Action::Verb(verb)),
        None => S::parse(text.trim()).map(Action::Command),
    }
}

fn show<C: fmt::Display>(action: &Action<C>) -> String {
    match action {
        Action::Verb(verb) => verb.to_string(),
        Action::Command(command) => command.to_string(),
    }
}

pub(crate) fn parse_all<S: System>(actions: &[Timed]) -> Result<Actions<S>, ScenarioError> {
    let parsed: Result<Vec<_>, _> = actions
        .iter()
        .map(|Timed { at, action }| match parse::<S>(action) {
            Ok(parsed) => Ok((*at, parsed)),
            Err(error) => Err(ScenarioError::Action { at: *at, text: action.clone(), error }),
        })
        .collect();
    parsed.map(Arc::from)
}

fn action_error(error: ScenarioError) -> RunError {
    match error {
        ScenarioError::Action { error, .. } => RunError::Action(error),
        _ => RunError::TooManyActions,
    }
}
