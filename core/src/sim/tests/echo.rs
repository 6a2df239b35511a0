//! A small system to test on: every node greets every other at each tick of its own clock and
//! remembers whom it heard.

use crate::random::SplitMix64;
use crate::scenario::{Parameter, Range, Scenario, ScenarioError, Settings, Timed};
use crate::sim::{
    ActionError, Context, Fact, Kind, Label, Latency, Nanos, Network, Node, NodeId, Record, Role, Run,
    SECOND, Said, Setup, Sink, System, Value, World, parse_duration,
};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

pub(super) const MS: Nanos = SECOND / 1_000;
/// Index of the setting for the time between two ticks.
pub(super) const PERIOD: u8 = 1;
pub(super) const DURATION: u8 = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hello(pub(super) u64);

impl Said for Hello {
    fn label(&self) -> Label {
        Label::new(0, self.0, 0)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Tick;

impl Said for Tick {
    fn label(&self) -> Label {
        Label::new(1, 0, 0)
    }
}

/// What a node heard: from whom, which greeting, and when by its own clock.
pub(super) type Heard = (NodeId, u64, Nanos);

#[derive(Clone, Debug)]
pub(super) struct Echo {
    nodes: u32,
    period: Nanos,
    /// Lost in a crash.
    pub(super) said: u64,
    pub(super) heard: Vec<Heard>,
    pub(super) starts: u32,
}

impl Node for Echo {
    type Message = Hello;
    type Timer = Tick;
    type Command = u64;
    type Shared = ();

    fn on_start(&mut self, context: &mut Context<'_, Self>) {
        self.starts += 1;
        context.after(self.period, Tick);
    }

    fn on_message(&mut self, from: NodeId, Hello(number): Hello, context: &mut Context<'_, Self>) {
        self.heard.push((from, number, context.clock()));
        context.note(Label::new(2, number, 0));
    }

    fn on_timer(&mut self, _: Tick, context: &mut Context<'_, Self>) {
        self.said += 1;
        let own = context.id();
        for to in (0..self.nodes).map(NodeId).filter(|to| *to != own) {
            context.send(to, Hello(self.said));
        }
        context.after(context.slowed(self.period), Tick);
    }

    fn on_command(&mut self, count: &u64, context: &mut Context<'_, Self>) {
        for number in 0..*count {
            context.send(NodeId((context.id().0 + 1) % self.nodes), Hello(1_000 + number));
        }
    }

    fn on_crash(&mut self) {
        self.said = 0;
        self.heard.clear();
    }

    fn footprint(&self) -> usize {
        self.heard.len() * size_of::<Heard>()
    }
}

#[derive(Clone, Debug)]
pub(super) struct Echoes;

/// `burst n0 5`: five greetings at once to the next node.
#[derive(Clone, Debug)]
pub(super) struct Burst(String, u64);

impl core::fmt::Display for Burst {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "burst {} {}", self.0, self.1)
    }
}

impl System for Echoes {
    type Node = Echo;
    type Command = Burst;
    const NAME: &'static str = "echo";
    const PARAMETERS: &'static [Parameter] = &[
        Parameter { name: "nodes", range: Range::Count(1, 100), default: 3 },
        Parameter { name: "period", range: Range::Time(1, SECOND), default: 7 * MS },
        Parameter { name: "duration", range: Range::Time(1, 100 * SECOND), default: SECOND },
    ];
    const COMMANDS: &'static [&'static str] = &["burst n0 5"];
    const SERIES: &'static [&'static str] = &["heard"];

    fn setup(settings: &Settings, random: &SplitMix64) -> Result<Setup<Self>, ScenarioError> {
        let (nodes, period) = (settings.at(0) as u32, settings.at(1));
        let node = |_| Echo { nodes, period, said: 0, heard: Vec::new(), starts: 0 };
        Ok(Setup {
            system: Self,
            shared: Arc::new(()),
            nodes: (0..nodes).map(|index| (format!("n{index}"), Role::Server, node(index))).collect(),
            network: Network::new(Latency::Uniform(8 * MS, 12 * MS), random),
            horizon: settings.at(2),
            work: settings.at(2) / period * u64::from(nodes * nodes),
        })
    }

    fn parse(text: &str) -> Result<Burst, ActionError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["burst", name, count] => {
                let count = count.parse().map_err(|_| ActionError::NotNow("no such count"))?;
                Ok(Burst((*name).to_string(), count))
            }
            _ => Err(ActionError::UnknownVerb(text.to_string())),
        }
    }

    fn command(
        world: &mut World<Self>,
        Burst(name, count): &Burst,
        sink: &mut dyn Sink,
    ) -> Result<(), ActionError> {
        let id = world.named(name)?;
        world.command(id, count, sink);
        Ok(())
    }

    fn sample(world: &World<Self>) -> Vec<u64> {
        Vec::from([world.places().iter().map(|place| place.node.heard.len() as u64).sum()])
    }

    fn facts(world: &World<Self>) -> Vec<Fact> {
        Vec::from([Fact {
            name: "heard",
            value: Value::Count(Self::sample(world).first().copied().unwrap_or(0)),
        }])
    }

    fn tell(_: &World<Self>, label: Label) -> String {
        format!("{}", label.a)
    }

    fn footprint(&self) -> usize {
        0
    }
}

/// A scenario of three nodes for a second, with these actions: `("20ms", "crash n1")`.
pub(super) fn scenario(actions: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::new("echo", 7);
    scenario.timelines[0].actions = actions
        .iter()
        .map(|(at, action)| Timed { at: parse_duration(at).expect("a time"), action: action.to_string() })
        .collect();
    scenario
}

pub(super) fn open(scenario: Scenario) -> Run<Echoes> {
    Run::new(scenario).expect("a scenario that fits")
}

/// The run with these actions, at its end.
pub(super) fn ended(actions: &[(&str, &str)]) -> Run<Echoes> {
    let mut run = open(scenario(actions));
    while !run.run_ahead(1_000) {}
    run.seek_time(run.horizon());
    run
}

/// All that happened with these actions.
pub(super) fn story(actions: &[(&str, &str)]) -> Vec<Record> {
    let mut run = ended(actions);
    run.records(0, run.horizon()).to_vec()
}

/// What is there of one kind between two nodes: from the first to the second.
pub(super) fn between(records: &[Record], kind: fn(Kind) -> bool, from: u32, to: u32) -> Vec<Record> {
    let sender = |record: &Record| {
        if matches!(record.kind, Kind::Sent | Kind::Copied) { record.node } else { record.peer }
    };
    let receiver = |record: &Record| {
        if matches!(record.kind, Kind::Sent | Kind::Copied) { record.peer } else { record.node }
    };
    let fits = |r: &&Record| kind(r.kind) && sender(r) == NodeId(from) && receiver(r) == NodeId(to);
    records.iter().filter(fits).copied().collect()
}

pub(super) fn delivered(kind: Kind) -> bool {
    kind == Kind::Delivered
}

pub(super) fn sent(kind: Kind) -> bool {
    kind == Kind::Sent
}
