//! What a system gives the world: its nodes, its commands, and what can be read from it.

use super::{ActionError, Label, Nanos, Network, Node, NodeId, Sink, World};
use crate::random::SplitMix64;
use crate::scenario::{Parameter, ScenarioError, Settings};
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What a node is for; decides its shape and place in a picture: who asks comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Someone who asks.
    Client,
    /// Someone who hands what comes in on to the servers.
    Balancer,
    /// Someone who answers.
    Server,
    /// The store behind the servers.
    Origin,
    /// Someone who does the work behind the servers.
    Worker,
}

/// A value read from a run, with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A number of things.
    Count(u64),
    /// A part of a whole, 1 = all of it.
    Share(f64),
    /// A number without a unit, such as a coefficient of variation.
    Number(f64),
    /// A duration in nanoseconds.
    Time(Nanos),
}

impl Value {
    /// The value as a plain number: times in seconds.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Count(count) => count as f64,
            Self::Share(number) | Self::Number(number) => number,
            Self::Time(time) => time as f64 / super::SECOND as f64,
        }
    }
}

/// A named value: what a lesson's placeholder, an expectation or the terminal's summary refers to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fact {
    /// Its stable name, such as `moved_share`.
    pub name: &'static str,
    /// Its value at the moment asked about.
    pub value: Value,
}

/// The first state of a world.
pub struct Setup<S: System> {
    /// What belongs to the system as a whole.
    pub system: S,
    /// What all nodes may read.
    pub shared: Arc<<S::Node as Node>::Shared>,
    /// The nodes by name and role, in order.
    pub nodes: Vec<(String, Role, S::Node)>,
    /// The network between them.
    pub network: Network,
    /// When the run ends.
    pub horizon: Nanos,
    /// About how many steps the run will take; checked before it starts.
    pub work: u64,
}

/// A system of the book.
pub trait System: Clone + 'static {
    /// Its participants; an enum over roles where there are several.
    type Node: Node;
    /// What can be done to it beyond the world's verbs.
    type Command: Clone + core::fmt::Display;
    /// Its name, the same in core, web, lessons and address bar.
    const NAME: &'static str;
    /// Its parameters. New ones are only ever added at the end, since links name them by index.
    const PARAMETERS: &'static [Parameter];
    /// One example per command, for completion and help.
    const COMMANDS: &'static [&'static str];
    /// The names of the series that [`System::sample`] gives, in order.
    const SERIES: &'static [&'static str];

    /// Builds the first state.
    ///
    /// # Errors
    /// A setting that does not fit, or a run that would be too long.
    fn setup(settings: &Settings, random: &SplitMix64) -> Result<Setup<Self>, ScenarioError>;

    /// By how much the clock of a node is ahead when it joins, nanoseconds.
    #[must_use]
    fn skew(_shared: &<Self::Node as Node>::Shared, _node: NodeId) -> i64 {
        0
    }

    /// Reads a command.
    ///
    /// # Errors
    /// [`ActionError::UnknownVerb`] or [`ActionError::Malformed`].
    fn parse(text: &str) -> Result<Self::Command, ActionError>;

    /// Carries a command out.
    ///
    /// # Errors
    /// [`ActionError`] if it names what is not there or makes no sense now; nothing has changed then.
    fn command(
        world: &mut World<Self>,
        command: &Self::Command,
        sink: &mut dyn Sink,
    ) -> Result<(), ActionError>;

    /// Cumulative counters and gauges at this moment, one per entry of [`System::SERIES`].
    fn sample(world: &World<Self>) -> Vec<u64>;

    /// What can be said about this moment in numbers.
    fn facts(world: &World<Self>) -> Vec<Fact>;

    /// What a label of this system says, in English; `world` knows the names.
    fn tell(world: &World<Self>, label: Label) -> String;

    /// Bytes that a copy of the system-wide state takes.
    fn footprint(&self) -> usize;
}
