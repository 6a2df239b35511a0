//! The first state of the gateway, and how its parts fit the world.

use super::client::Order;
use super::message::{Message, Timer};
use super::traffic::Plan;
use super::{Balancer, Client, Command, Gate, PARAMETERS, Parameters, Rules, Store, Worker};
use crate::random::SplitMix64;
use crate::scenario::{Parameter, ScenarioError, Settings};
use crate::sim::{
    self, ActionError, Context, Fact, Label, Latency, Nanos, Network, NodeId, Role, Setup, Sink, System,
    World,
};
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What all nodes may read.
#[derive(Debug)]
pub struct Shared {
    /// The settings that do not change.
    pub parameters: Parameters,
    /// The node of the balancer.
    pub balancer: NodeId,
    /// The node of the store.
    pub store: NodeId,
}

impl Shared {
    fn new(parameters: Parameters) -> Self {
        let balancer = NodeId(parameters.clients);
        Self { parameters, balancer, store: NodeId(balancer.0 + 1 + parameters.nodes) }
    }

    /// The node of a client, from 0.
    #[must_use]
    pub const fn client(&self, index: u32) -> NodeId {
        NodeId(index)
    }

    /// The node of a gateway, from 0.
    #[must_use]
    pub const fn gateway(&self, index: u32) -> NodeId {
        NodeId(self.balancer.0 + 1 + index)
    }

    /// The node of an API server, from 0.
    #[must_use]
    pub const fn server(&self, index: u32) -> NodeId {
        NodeId(self.store.0 + 1 + index)
    }
}

/// The logic of a node, by its role.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "there are few nodes, and a box would cost each step a detour")]
pub enum Node {
    /// Someone who asks.
    Client(Client),
    /// Where requests come in.
    Balancer(Balancer),
    /// A gateway.
    Gate(Gate),
    /// The store.
    Store(Store),
    /// An API server.
    Worker(Worker),
}

/// What someone outside tells a node.
#[derive(Clone, Copy, Debug)]
pub enum Told {
    /// These are the rules now.
    Rules(Rules),
    /// Ask, or ask at another rate: for clients.
    #[allow(private_interfaces, reason = "only commands make one")]
    Order(Order),
}

impl sim::Node for Node {
    type Message = Message;
    type Timer = Timer;
    type Command = Told;
    type Shared = Shared;

    fn on_start(&mut self, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_start(context),
            Self::Gate(gate) => gate.on_start(context),
            Self::Balancer(_) | Self::Store(_) | Self::Worker(_) => {}
        }
    }

    fn on_message(&mut self, from: NodeId, message: Message, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_message(message, context),
            Self::Balancer(balancer) => balancer.on_message(message, context),
            Self::Gate(gate) => gate.on_message(message, context),
            Self::Store(store) => store.on_message(from, message, context),
            Self::Worker(worker) => worker.on_message(from, message, context),
        }
    }

    fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_timer(timer, context),
            Self::Gate(gate) => gate.on_timer(timer, context),
            Self::Store(store) => store.on_timer(timer, context),
            Self::Worker(worker) => worker.on_timer(timer, context),
            Self::Balancer(_) => {}
        }
    }

    fn on_command(&mut self, told: &Told, context: &mut Context<'_, Self>) {
        match (self, told) {
            (Self::Client(client), Told::Order(order)) => client.on_order(*order, context),
            (Self::Gate(gate), Told::Rules(rules)) => gate.on_rules(rules, context),
            (node, Told::Rules(rules)) => node.adopt(rules, context.clock()),
            (_, Told::Order(_)) => {}
        }
    }

    fn on_crash(&mut self) {
        match self {
            Self::Client(client) => client.on_crash(),
            Self::Balancer(balancer) => balancer.on_crash(),
            Self::Gate(gate) => gate.on_crash(),
            Self::Store(store) => store.on_crash(),
            Self::Worker(worker) => worker.on_crash(),
        }
    }

    fn footprint(&self) -> usize {
        match self {
            Self::Client(client) => client.footprint(),
            Self::Balancer(balancer) => balancer.footprint(),
            Self::Gate(gate) => gate.footprint(),
            Self::Store(store) => store.footprint(),
            Self::Worker(worker) => worker.footprint(),
        }
    }
}

impl Node {
    /// The rules change; `now` is what the node's clock shows.
    pub(super) fn adopt(&mut self, rules: &Rules, now: Nanos) {
        match self {
            Self::Client(client) => client.adopt(rules),
            Self::Balancer(balancer) => balancer.adopt(rules, now),
            Self::Gate(gate) => gate.adopt(rules, now),
            Self::Store(store) => store.adopt(rules, now),
            Self::Worker(_) => {}
        }
    }
}

/// The gateway as a whole: the rules that an operator keeps.
#[derive(Clone, Debug)]
pub struct Gateway {
    /// The settings as they are now, those that may change changed.
    pub settings: Settings,
    /// Operations that clients are expected to begin until the end, those that were ordered included.
    pub(super) operations: u64,
}

impl System for Gateway {
    type Node = Node;
    type Command = Command;
    const NAME: &'static str = "gateway";
    const PARAMETERS: &'static [Parameter] = PARAMETERS;
    const COMMANDS: &'static [&'static str] = Command::EXAMPLES;
    const SERIES: &'static [&'static str] = super::facts::SERIES;

    fn setup(settings: &Settings, random: &SplitMix64) -> Result<Setup<Self>, ScenarioError> {
        let (parameters, rules) = (Parameters::read(settings), Rules::read(settings));
        let shared = Shared::new(parameters);
        let plans = (0..parameters.clients).map(|client| Plan::of(&parameters, client));
        let operations = plans.clone().map(|plan| plan.expected(0)).fold(0, u64::saturating_add);
        let mut nodes: Vec<(String, Role, Node)> = Vec::new();
        for (number, plan) in (0..).zip(plans) {
            let client = Client::new(number, plan, rules, random);
            nodes.push((format!("c{number}"), Role::Client, Node::Client(client)));
        }
        nodes.push((String::from("lb"), Role::Balancer, Node::Balancer(Balancer::new(rules))));
        for index in 0..parameters.nodes {
            nodes.push((format!("g{index}"), Role::Server, Node::Gate(Gate::new(rules))));
        }
        nodes.push((String::from("store"), Role::Origin, Node::Store(Store::new(rules))));
        for index in 0..parameters.api_servers {
            nodes.push((format!("a{index}"), Role::Worker, Node::Worker(Worker::default())));
        }
        Ok(Setup {
            system: Self { settings: settings.clone(), operations },
            shared: Arc::new(shared),
            nodes,
            // Always as long, so that what a gateway decides and what the balancer judges by differ by no
            // chance; `latency 8ms..12ms` makes them.
            network: Network::new(Latency::Constant(parameters.latency), random),
            horizon: parameters.duration,
            work: work(operations, &parameters, &rules),
        })
    }

    fn skew(shared: &Shared, node: NodeId) -> i64 {
        let first = shared.gateway(0);
        let gateways = first.0..first.0 + shared.parameters.nodes;
        let steps = if gateways.contains(&node.0) { node.0 - first.0 } else { 0 };
        i64::try_from(shared.parameters.skew.saturating_mul(u64::from(steps))).unwrap_or(i64::MAX)
    }

    fn parse(text: &str) -> Result<Command, ActionError> {
        Command::parse(text)
    }

    fn command(world: &mut World<Self>, command: &Command, sink: &mut dyn Sink) -> Result<(), ActionError> {
        command.carry_out(world, sink)
    }

    fn sample(world: &World<Self>) -> Vec<u64> {
        super::facts::sample(world)
    }

    fn facts(world: &World<Self>) -> Vec<Fact> {
        super::facts::facts(world)
    }

    fn tell(_: &World<Self>, label: Label) -> String {
        super::word::tell(label)
    }

    fn footprint(&self) -> usize {
        PARAMETERS.len() * size_of::<u64>()
    }
}

/// Steps that so many operations take at most: see the picture in this module's parent.
pub(super) fn work(operations: u64, parameters: &Parameters, rules: &Rules) -> u64 {
    use super::choice::Counting;
    // Two timers of the client and one of the queue; to the balancer, the gateway, the server, through its
    // work, and back.
    let (each, by_the_way) = match rules.counting {
        Counting::Local => (11, 0),
        // A timer of the gateway; to the store, through its work, and back.
        Counting::LocalSync => (11, 4),
        Counting::Script | Counting::SortedSetAtomic => (15, 0),
        Counting::ReadThenWrite | Counting::SortedSet => (17, 0),
    };
    let attempts = operations.saturating_mul(u64::from(rules.retries) + 1);
    let syncs = parameters.duration / rules.sync_period * u64::from(parameters.nodes);
    attempts.saturating_mul(each).saturating_add(syncs * by_the_way)
}
