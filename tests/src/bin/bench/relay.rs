//! The work of the kernel's measurement: hops that never end (PHOLD; Fujimoto, "Performance of Time
//! Warp under synthetic workloads", 1990).
//!
//! So many messages are under way at any time. A node that gets one draws another node and sends it
//! on; each message takes 1 to 19 ms, evenly drawn. What the peers do is this to the letter: the
//! same draws from the same streams, and the two records of a hop folded into a digest.

use snowglobe_core::random::SplitMix64;
use snowglobe_core::scenario::{Parameter, Range, ScenarioError, Settings};
use snowglobe_core::sim::{
    ActionError, Context, Fact, Label, Latency, Nanos, Network, Node, NodeId, Role, SECOND, Said, Setup,
    Sink, System, World,
};
use std::sync::Arc;

/// Nodes that pass messages on.
pub(crate) const NODES: u32 = 64;
/// How long a message takes, in nanoseconds.
pub(crate) const LATENCY: Latency = Latency::Uniform(SECOND / 1_000, 19 * SECOND / 1_000);

/// The longest run, in nanoseconds: longer than any measurement.
pub(crate) const LONGEST: Nanos = 1_000_000 * SECOND;

/// A message: how often it has been passed on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hop(pub(crate) u64);

impl Said for Hop {
    fn label(&self) -> Label {
        Label::new(1, self.0, 0)
    }
}

/// A timer that is never set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Never;

impl Said for Never {
    fn label(&self) -> Label {
        Label::default()
    }
}

/// A node; it sends its share of the messages off when it starts.
#[derive(Clone, Debug)]
pub(crate) struct Relay {
    first: u64,
    passed: u64,
}

impl Node for Relay {
    type Message = Hop;
    type Timer = Never;
    type Command = Never;
    type Shared = ();

    fn on_start(&mut self, context: &mut Context<'_, Self>) {
        for _ in 0..self.first {
            let to = NodeId(context.random().below(u64::from(NODES)) as u32);
            context.send(to, Hop(0));
        }
    }

    fn on_message(&mut self, _: NodeId, Hop(count): Hop, context: &mut Context<'_, Self>) {
        self.passed += 1;
        let to = NodeId(context.random().below(u64::from(NODES)) as u32);
        context.send(to, Hop(count + 1));
    }

    fn on_timer(&mut self, _: Never, _: &mut Context<'_, Self>) {}

    fn on_command(&mut self, _: &Never, _: &mut Context<'_, Self>) {}

    fn on_crash(&mut self) {}

    fn footprint(&self) -> usize {
        0
    }
}

/// The relay as a system; its only parameters are how many messages are under way and how long.
#[derive(Clone, Debug)]
pub(crate) struct Relays;

impl System for Relays {
    type Node = Relay;
    type Command = NoCommand;
    const NAME: &'static str = "relay";
    const PARAMETERS: &'static [Parameter] = &[
        Parameter { name: "pending", range: Range::Count(1, 1_000_000), default: 1_000 },
        Parameter { name: "duration", range: Range::Time(1, LONGEST), default: SECOND },
    ];
    const COMMANDS: &'static [&'static str] = &[];
    const SERIES: &'static [&'static str] = &[];

    fn setup(settings: &Settings, random: &SplitMix64) -> Result<Setup<Self>, ScenarioError> {
        let pending = settings.at(0);
        let share = |index: u32| {
            pending / u64::from(NODES) + u64::from(u64::from(index) < pending % u64::from(NODES))
        };
        let node = |index| (format!("n{index}"), Role::Server, Relay { first: share(index), passed: 0 });
        Ok(Setup {
            system: Self,
            shared: Arc::new(()),
            nodes: (0..NODES).map(node).collect(),
            network: Network::new(LATENCY, random),
            horizon: settings.at(1),
            work: 0,
        })
    }

    fn parse(text: &str) -> Result<NoCommand, ActionError> {
        Err(ActionError::UnknownVerb(text.to_owned()))
    }

    fn command(_: &mut World<Self>, command: &NoCommand, _: &mut dyn Sink) -> Result<(), ActionError> {
        match *command {}
    }

    fn sample(_: &World<Self>) -> Vec<u64> {
        Vec::new()
    }

    fn facts(_: &World<Self>) -> Vec<Fact> {
        Vec::new()
    }

    fn tell(_: &World<Self>, label: Label) -> String {
        format!("hop {}", label.a)
    }

    fn footprint(&self) -> usize {
        0
    }
}

/// A relay is told nothing.
#[derive(Clone, Debug)]
pub(crate) enum NoCommand {}

impl std::fmt::Display for NoCommand {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {}
    }
}

/// Virtual time in which about so many hops happen with so many messages under way.
pub(crate) fn time_for(hops: u64, pending: u64) -> Nanos {
    LATENCY.typical() * hops / pending
}
