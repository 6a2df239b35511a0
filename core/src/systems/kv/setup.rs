//! The first state of the cluster, and how its parts fit the world.

use super::choice::{Detector, Popularity};
use super::client::Client;
use super::command::Command;
use super::message::{Key, Message, Timer};
use super::parameters::{PARAMETERS, Parameters};
use super::placement::{Member, Placement};
use super::replica::Replica;
use crate::gossip::Mode;
use crate::random::{SplitMix64, Zipf};
use crate::scenario::{Parameter, ScenarioError, Settings};
use crate::sim::{
    self, ActionError, Context, Fact, Label, Latency, Network, NodeId, Role, SECOND, Setup, Sink, System,
    World,
};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What all nodes may read.
#[derive(Debug)]
pub struct Shared {
    /// The settings.
    pub parameters: Parameters,
    /// The law of popularity, if it is Zipf's; rank 1 is key 0.
    pub(super) zipf: Option<Zipf>,
}

/// What outsiders tell a node.
#[derive(Clone, Debug)]
pub enum Order {
    /// The list of members is now this one.
    Adopt(Arc<Placement>),
    /// A client is to read this key, or to write this value to it, or to delete it.
    Do(Key, Option<Option<u64>>),
}

/// The logic of a node, by its role.
#[derive(Clone, Debug)]
pub enum Node {
    /// Someone who asks.
    Client(Box<Client>),
    /// A machine of the cluster.
    Replica(Box<Replica>),
}

impl sim::Node for Node {
    type Message = Message;
    type Timer = Timer;
    type Command = Order;
    type Shared = Shared;

    fn on_start(&mut self, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_start(context),
            Self::Replica(replica) => replica.on_start(context),
        }
    }

    fn on_message(&mut self, from: NodeId, message: Message, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_message(&message, context),
            Self::Replica(replica) => replica.on_message(from, message, context),
        }
    }

    fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_timer(timer, context),
            Self::Replica(replica) => replica.on_timer(timer, context),
        }
    }

    fn on_command(&mut self, order: &Order, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_order(order, context),
            Self::Replica(replica) => replica.on_order(order, context),
        }
    }

    fn on_crash(&mut self) {
        match self {
            Self::Client(client) => client.on_crash(),
            Self::Replica(replica) => replica.on_crash(),
        }
    }

    fn footprint(&self) -> usize {
        match self {
            Self::Client(client) => client.footprint(),
            Self::Replica(replica) => replica.footprint(),
        }
    }
}

/// The cluster as a whole: who belongs to it, and what the reader's own keys and values are called.
#[derive(Clone, Debug)]
pub struct Kv {
    /// Who belongs to it, and who keeps what.
    pub placement: Arc<Placement>,
    pub(super) keys: Vec<Arc<str>>,
    pub(super) words: Vec<Arc<str>>,
}

impl Kv {
    /// The most nodes that a run can have, those that joined later included.
    pub const MAX_NODES: usize = 1_000;
    /// The first number of values that are words.
    pub(super) const WORDS: u64 = 1 << 55;

    /// What a key is called.
    #[must_use]
    pub fn key_name(&self, id: u32) -> String {
        let named = id.checked_sub(Key::NAMED).and_then(|at| self.keys.get(at as usize));
        named.map_or_else(|| format!("key-{id}"), |name| String::from(&**name))
    }

    /// What a value is called: a word, or for what clients write by themselves the client and the number of its request. A
    /// word that was not typed yet has no name.
    #[must_use]
    pub fn value_name(&self, value: u64) -> String {
        let word = value.checked_sub(Self::WORDS).and_then(|at| self.words.get(usize::try_from(at).ok()?));
        match word {
            Some(word) => String::from(&**word),
            None if value >= Self::WORDS => String::from("…"),
            None => format!("c{}.{}", value >> 40, value & ((1 << 40) - 1)),
        }
    }
}

impl System for Kv {
    type Node = Node;
    type Command = Command;
    const NAME: &'static str = "kv";
    const PARAMETERS: &'static [Parameter] = PARAMETERS;
    const COMMANDS: &'static [&'static str] = Command::EXAMPLES;
    const SERIES: &'static [&'static str] = super::facts::SERIES;

    fn setup(settings: &Settings, random: &SplitMix64) -> Result<Setup<Self>, ScenarioError> {
        let parameters = Parameters::read(settings).map_err(ScenarioError::Quorum)?;
        let first = parameters.clients;
        let members = (0..parameters.nodes).map(|at| Member {
            node: first + at,
            name: format!("n{at}"),
            weight: 1,
            centre: at % parameters.data_centres,
            zone: at / parameters.data_centres % parameters.zones,
        });
        let n = parameters.quorum.n();
        if parameters.nodes < u32::from(n) {
            return Err(ScenarioError::TooFewNodes { nodes: parameters.nodes, n: u32::from(n) });
        }
        let placement = Placement::new(0, members.collect(), n, parameters.virtual_nodes);
        let placement = Arc::new(placement.map_err(ScenarioError::Placement)?);
        let mut nodes: Vec<(String, Role, Node)> = Vec::new();
        for at in 0..parameters.clients {
            let client = Client::new(at, at % parameters.data_centres, Arc::clone(&placement));
            nodes.push((format!("c{at}"), Role::Client, Node::Client(Box::new(client))));
        }
        for at in 0..parameters.nodes {
            let replica = Replica::new(first + at, Arc::clone(&placement));
            nodes.push((format!("n{at}"), Role::Server, Node::Replica(Box::new(replica))));
        }
        let zipf = match parameters.popularity {
            Popularity::Uniform => None,
            // What the parameters may be, a Zipf takes.
            Popularity::Zipf => Zipf::new(parameters.keys, 990).ok(),
        };
        let (low, high) = (parameters.latency * 4 / 5, parameters.latency * 6 / 5);
        Ok(Setup {
            system: Self { placement, keys: Vec::new(), words: Vec::new() },
            network: Network::new(Latency::Uniform(low, high), random),
            horizon: parameters.duration,
            work: work(&parameters),
            shared: Arc::new(Shared { parameters, zipf }),
            nodes,
        })
    }

    fn skew(shared: &Shared, node: NodeId) -> i64 {
        let last = shared.parameters.clients + shared.parameters.nodes - 1;
        if node.0 == last { i64::try_from(shared.parameters.skew).unwrap_or(i64::MAX) } else { 0 }
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

    fn tell(world: &World<Self>, label: Label) -> String {
        super::word::tell(world, label)
    }

    fn footprint(&self) -> usize {
        let names = |names: &[Arc<str>]| names.iter().map(|name| name.len() + 16).sum::<usize>();
        names(&self.keys) + names(&self.words)
    }
}

/// About how many steps a run takes: each operation asks N replicas, twice if registers are atomic; gossip; comparisons.
fn work(parameters: &Parameters) -> u64 {
    let periods = |period: u64| parameters.duration.checked_div(period).map_or(0, |count| count + 1);
    let nodes = u64::from(parameters.nodes);
    let operations = parameters.duration.div_ceil(SECOND).saturating_mul(parameters.rate);
    let each = 6 + 6 * u64::from(parameters.quorum.n());
    let each_period = match parameters.detector {
        Detector::Timeout | Detector::Phi => {
            // Who is asked answers.
            let each = if parameters.gossip_mode == Mode::Push { 1 } else { 2 };
            1 + each * u64::from(parameters.fanout)
        }
        // The period, a ping, its answer, and the look whether that has come.
        Detector::Swim => 4,
    };
    let gossip = periods(parameters.gossip_period) * nodes * each_period;
    operations
        .saturating_mul(each)
        .saturating_add(gossip)
        .saturating_add(periods(parameters.repair_period) * nodes * 12)
}
