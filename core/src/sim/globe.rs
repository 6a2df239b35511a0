//! A run of whatever system: what a player, a scrubber, a transcript and the terminal need.
//!
//! The page holds one `Box<dyn Globe>`; only a scene, which draws one system, asks for the
//! [`Run`] behind it.

use super::{Cut, Fact, Nanos, NodeId, Overview, Record, Role, Run, RunError, System};
use crate::scenario::{Moment, Parameter, Scenario, Settings, Timed};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::any::Any;

/// A node as every view may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resident {
    /// Its id.
    pub id: NodeId,
    /// Its name.
    pub name: Arc<str>,
    /// What it is for.
    pub role: Role,
    /// Whether it runs at the moment shown.
    pub up: bool,
    /// How long work takes there, in percent of the usual.
    pub slowness: u32,
    /// What its clock shows, nanoseconds.
    pub clock: Nanos,
}

/// A branch as every view may know it.
#[derive(Clone, Copy, Debug)]
pub struct Lane<'a> {
    /// The branch it forked from; its own index for the first.
    pub parent: usize,
    /// When it forked.
    pub fork_at: Nanos,
    /// All its actions in order.
    pub actions: &'a [Timed],
    /// The run at a glance.
    pub overview: &'a Overview,
    /// Whether it is computed to the horizon.
    pub complete: bool,
    /// Steps computed.
    pub steps: u64,
}

/// A run of whatever system. Each method does what the one of the same name of [`Run`] does.
pub trait Globe {
    /// The run itself, for a scene that knows the system.
    fn as_any(&self) -> &dyn Any;
    /// The system's name.
    fn system(&self) -> &'static str;
    /// The system's parameters.
    fn parameters(&self) -> &'static [Parameter];
    /// Examples of all actions: the world's verbs and the system's commands.
    fn action_examples(&self) -> Vec<&'static str>;
    /// The names of the sampled series.
    fn series(&self) -> &'static [&'static str];
    /// The scenario, with all that was done to it.
    fn scenario(&self) -> &Scenario;
    /// The settings.
    fn settings(&self) -> &Settings;
    /// When the run ends.
    fn horizon(&self) -> Nanos;
    /// The moment shown.
    fn moment(&self) -> Moment;
    /// The time of the last step at the moment shown.
    fn step_time(&self) -> Nanos;
    /// The digest at the moment shown.
    fn digest(&self) -> u64;
    /// The digest at the end of the branch, once complete.
    fn final_digest(&self) -> Option<u64>;
    /// The nodes at the moment shown.
    fn residents(&self) -> Vec<Resident>;
    /// The cuts of the network that hold at the moment shown, one way each.
    fn cuts(&self) -> &[Cut];
    /// The numbers of the moment shown.
    fn facts(&self) -> Vec<Fact>;
    /// The numbers at some time of some branch; empty if there is no such branch.
    fn facts_at(&self, branch: usize, time: Nanos) -> Vec<Fact>;
    /// The branches.
    fn lanes(&self) -> Vec<Lane<'_>>;
    /// The records between two times.
    fn records(&mut self, from: Nanos, to: Nanos) -> &[Record];
    /// One line of the transcript, in English.
    fn line(&self, record: &Record) -> String;
    /// Computes ahead; true once complete.
    fn run_ahead(&mut self, steps: u64) -> bool;
    /// Goes to a time.
    fn seek_time(&mut self, time: Nanos);
    /// Goes to a step.
    fn seek_step(&mut self, step: u64);
    /// Goes to a moment.
    fn seek(&mut self, moment: Moment);
    /// Goes to another branch.
    fn switch_to(&mut self, branch: usize);
    /// Puts a branch beside the one shown, or none.
    fn compare(&mut self, branch: Option<usize>);
    /// The moment of the branch beside the one shown.
    fn beside(&self) -> Option<Moment>;
    /// Shows the branch that was beside, and the other way round.
    fn swap(&mut self);
    /// Acts at this moment.
    ///
    /// # Errors
    /// [`RunError`]; the run is then as it was.
    fn act(&mut self, text: &str) -> Result<(), RunError>;
    /// Adds actions from this moment on.
    ///
    /// # Errors
    /// [`RunError`]; the run is then as it was.
    fn act_all(&mut self, new: Vec<Timed>) -> Result<(), RunError>;
    /// Makes a branch without one action.
    ///
    /// # Errors
    /// [`RunError`]; the run is then as it was.
    fn without(&mut self, action: usize) -> Result<usize, RunError>;
    /// Lets a seeded storm of faults loose over the next `span` nanoseconds.
    ///
    /// # Errors
    /// [`RunError`]; the run is then as it was.
    fn shake(&mut self, seed: u64, span: Nanos) -> Result<(), RunError>;
    /// Bytes that checkpoints and the window of the trace hold.
    fn footprint(&self) -> usize;
}

impl<S: System> Globe for Run<S> {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn system(&self) -> &'static str {
        S::NAME
    }

    fn parameters(&self) -> &'static [Parameter] {
        S::PARAMETERS
    }

    fn action_examples(&self) -> Vec<&'static str> {
        S::COMMANDS.iter().copied().chain(super::Verb::examples()).collect()
    }

    fn series(&self) -> &'static [&'static str] {
        S::SERIES
    }

    fn scenario(&self) -> &Scenario {
        self.scenario()
    }

    fn settings(&self) -> &Settings {
        self.settings()
    }

    fn horizon(&self) -> Nanos {
        self.horizon()
    }

    fn moment(&self) -> Moment {
        self.moment()
    }

    fn step_time(&self) -> Nanos {
        self.world().now()
    }

    fn digest(&self) -> u64 {
        self.world().digest()
    }

    fn final_digest(&self) -> Option<u64> {
        self.final_digest()
    }

    fn residents(&self) -> Vec<Resident> {
        let now = self.moment().at;
        let places = self.world().places().iter().enumerate();
        let resident = |(index, place): (usize, &super::Place<S::Node>)| Resident {
            id: NodeId(index as u32),
            name: Arc::clone(&place.name),
            role: place.role,
            up: place.up,
            slowness: place.slowness,
            clock: place.clock.read(now),
        };
        places.map(resident).collect()
    }

    fn cuts(&self) -> &[Cut] {
        self.world().network().cuts()
    }

    fn facts(&self) -> Vec<Fact> {
        S::facts(self.world())
    }

    fn facts_at(&self, branch: usize, time: Nanos) -> Vec<Fact> {
        self.world_at(branch, time).map(|world| S::facts(&world)).unwrap_or_default()
    }

    fn lanes(&self) -> Vec<Lane<'_>> {
        let lanes = self.branches().iter().map(|branch| Lane {
            parent: branch.parent,
            fork_at: branch.fork_at,
            actions: &branch.actions,
            overview: &branch.overview,
            complete: branch.complete,
            steps: branch.steps(),
        });
        lanes.collect()
    }

    fn records(&mut self, from: Nanos, to: Nanos) -> &[Record] {
        self.records(from, to)
    }

    fn line(&self, record: &Record) -> String {
        self.line(record)
    }

    fn run_ahead(&mut self, steps: u64) -> bool {
        self.run_ahead(steps)
    }

    fn seek_time(&mut self, time: Nanos) {
        self.seek_time(time);
    }

    fn seek_step(&mut self, step: u64) {
        self.seek_step(step);
    }

    fn seek(&mut self, moment: Moment) {
        self.seek(moment);
    }

    fn switch_to(&mut self, branch: usize) {
        self.switch_to(branch);
    }

    fn compare(&mut self, branch: Option<usize>) {
        self.compare(branch);
    }

    fn beside(&self) -> Option<Moment> {
        self.beside()
    }

    fn swap(&mut self) {
        self.swap();
    }

    fn act(&mut self, text: &str) -> Result<(), RunError> {
        self.act(text)
    }

    fn act_all(&mut self, new: Vec<Timed>) -> Result<(), RunError> {
        self.act_all(new)
    }

    fn without(&mut self, action: usize) -> Result<usize, RunError> {
        self.without(action)
    }

    fn shake(&mut self, seed: u64, span: Nanos) -> Result<(), RunError> {
        let now = self.moment().at;
        let named = |role: fn(Role) -> bool| -> Vec<String> {
            let places = self.world().places().iter().filter(|place| place.up && role(place.role));
            places.map(|place| String::from(&*place.name)).collect()
        };
        let servers = named(|role| role == Role::Server);
        // Whoever talks to servers: clients, unless somebody stands between.
        let others = if self.world().places().iter().any(|place| place.role == Role::Balancer) {
            named(|role| matches!(role, Role::Balancer | Role::Origin))
        } else {
            named(|role| role == Role::Client)
        };
        let span = span.min(self.horizon().saturating_sub(now));
        self.act_all(super::storm(seed, &servers, &others, now, span))
    }

    fn footprint(&self) -> usize {
        self.footprint()
    }
}
