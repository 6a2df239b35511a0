//! The first state of the storage engine, and how its parts fit the world.

use super::choice::Distribution;
use super::command::Command;
use super::engine::Engine;
use super::judge::Judge;
use super::message::{Message, Timer};
use super::platter::Platter;
use super::store::EngineKind;
use super::{Client, Key, PARAMETERS, Parameters, Rules, load, work};
use crate::random::{SplitMix64, Zipf};
use crate::scenario::{Parameter, ScenarioError, Settings};
use crate::sim::{
    self, ActionError, Context, Fact, Label, Latency, Network, NodeId, Role, Run, Setup, Sink, System, World,
};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What all nodes may read.
#[derive(Debug)]
pub struct Shared {
    /// The settings.
    pub parameters: Parameters,
    /// The law of popularity, if it is Zipf's.
    pub(super) zipf: Option<Zipf>,
    /// The keys in random order: rank 1 of the law is the first of them.
    order: Vec<u32>,
}

impl Shared {
    /// The key at a place of the random order.
    pub(super) fn scattered(&self, place: u32) -> u32 {
        let at = place as usize % self.order.len().max(1);
        self.order.get(at).copied().unwrap_or_default()
    }
}

/// The logic of a node, by its role.
#[derive(Clone, Debug)]
pub enum Node {
    /// Who asks, and judges.
    Client(Box<Client>),
    /// A machine with an engine.
    Engine(Box<Engine>),
    /// Its disk.
    Platter(Box<Platter>),
}

/// What someone outside tells a node.
#[derive(Clone, Debug)]
pub enum Order {
    /// To a client: put this key, with this value or one of your own.
    Put(Key, Option<Arc<str>>),
    /// To a client: get this key.
    Get(Key),
    /// To a client: delete this key.
    Delete(Key),
    /// To a client: read all records between these keys.
    Scan(Key, Key),
    /// To an engine: make a table of what is in memory; a tree makes a checkpoint.
    Flush,
    /// To an engine: do all work that there is.
    Compact,
    /// To a client: there is another rate.
    Pace,
    /// To an engine: there are other rules.
    Adopted,
}

impl sim::Node for Node {
    type Message = Message;
    type Timer = Timer;
    type Command = Order;
    type Shared = Shared;

    fn on_start(&mut self, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_start(context),
            Self::Engine(engine) => engine.on_start(context),
            Self::Platter(platter) => platter.on_start(context),
        }
    }

    fn on_message(&mut self, _: NodeId, message: Message, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_message(message, context),
            Self::Engine(engine) => engine.on_message(message, context),
            Self::Platter(platter) => platter.on_message(message, context),
        }
    }

    fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_timer(timer, context),
            Self::Engine(engine) => engine.on_timer(timer, context),
            Self::Platter(platter) => platter.on_timer(timer, context),
        }
    }

    fn on_command(&mut self, order: &Order, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_order(order, context),
            Self::Engine(engine) => engine.on_order(order, context),
            Self::Platter(_) => {}
        }
    }

    fn on_crash(&mut self) {
        match self {
            Self::Client(client) => client.on_crash(),
            Self::Engine(engine) => engine.on_crash(),
            Self::Platter(platter) => platter.on_crash(),
        }
    }

    fn footprint(&self) -> usize {
        match self {
            Self::Client(client) => size_of::<Client>() + client.footprint(),
            Self::Engine(engine) => size_of::<Engine>() + engine.footprint(),
            Self::Platter(platter) => size_of::<Platter>() + platter.footprint(),
        }
    }
}

impl Node {
    /// The rules change.
    pub(super) fn adopt(&mut self, rules: &Rules) {
        match self {
            Self::Client(client) => client.adopt(rules),
            Self::Engine(engine) => engine.adopt(rules),
            Self::Platter(_) => {}
        }
    }
}

/// Nodes of one engine: its client, itself, its disk.
const EACH: u32 = 3;

const fn first_of(kind: EngineKind) -> u32 {
    match kind {
        EngineKind::Lsm => 0,
        EngineKind::Tree => EACH,
    }
}

fn node(world: &World<Storage>, kind: EngineKind, at: u32) -> Option<&Node> {
    world.place(NodeId(first_of(kind) + at)).map(|place| &place.node)
}

/// The client that asks an engine.
#[must_use]
pub fn client(world: &World<Storage>, kind: EngineKind) -> Option<&Client> {
    match node(world, kind, 0)? {
        Node::Client(client) => Some(client),
        _ => None,
    }
}

/// The machine with the LSM tree.
#[must_use]
pub fn engine(world: &World<Storage>) -> Option<&Engine> {
    machine(world, EngineKind::Lsm)
}

/// The machine with the B+tree, if the two are compared.
#[must_use]
pub fn tree(world: &World<Storage>) -> Option<&Engine> {
    machine(world, EngineKind::Tree)
}

pub(super) fn machine(world: &World<Storage>, kind: EngineKind) -> Option<&Engine> {
    match node(world, kind, 1)? {
        Node::Engine(engine) => Some(engine),
        _ => None,
    }
}

/// The disk of an engine.
#[must_use]
pub fn platter(world: &World<Storage>, kind: EngineKind) -> Option<&Platter> {
    match node(world, kind, 2)? {
        Node::Platter(platter) => Some(platter),
        _ => None,
    }
}

/// The storage engine as a whole: the settings as an operator keeps them.
#[derive(Clone, Debug)]
pub struct Storage {
    /// The settings as they are now, those that may change changed.
    pub settings: Settings,
}

impl System for Storage {
    type Node = Node;
    type Command = Command;
    const NAME: &'static str = "storage";
    const PARAMETERS: &'static [Parameter] = PARAMETERS;
    const COMMANDS: &'static [&'static str] = Command::EXAMPLES;
    const SERIES: &'static [&'static str] = super::facts::SERIES;

    fn setup(settings: &Settings, random: &SplitMix64) -> Result<Setup<Self>, ScenarioError> {
        let (parameters, rules) = (Parameters::read(settings), Rules::read(settings));
        let work = work::steps(&parameters, &rules, parameters.duration);
        if work > Run::<Self>::MAX_STEPS {
            // Before anything is loaded.
            return Err(ScenarioError::TooMuchWork { steps: work, limit: Run::<Self>::MAX_STEPS });
        }
        work::check(&parameters, settings)?;
        let mut order: Vec<u32> = (0..parameters.keys).collect();
        random.fork("storage order", 0).shuffle(&mut order);
        let zipf = match parameters.distribution {
            // What the parameters may be, a Zipf takes.
            Distribution::Zipf => Zipf::new(parameters.keys, 990).ok(),
            Distribution::Uniform | Distribution::Sequential => None,
        };
        let kinds: &[EngineKind] =
            if parameters.compare { &[EngineKind::Lsm, EngineKind::Tree] } else { &[EngineKind::Lsm] };
        let mut nodes = Vec::new();
        for (number, kind) in (0..).zip(kinds) {
            let first = first_of(*kind);
            let (client, engine, disk) = (NodeId(first), NodeId(first + 1), NodeId(first + 2));
            let judge = Judge::new(parameters.keys, parameters.preload, parameters.value_bytes);
            let asks = Client::new(engine, rules, random, judge, parameters.preload);
            let serves = Engine::new(*kind, client, disk, rules);
            let stream = random.fork("storage disk", number);
            let mut keeps = Platter::new(parameters.disk, parameters.fate, engine, stream);
            keeps.fill(&load::loaded(*kind, &parameters, settings)?);
            let name = match kind {
                EngineKind::Lsm => "lsm",
                EngineKind::Tree => "btree",
            };
            nodes.push((alloc::format!("c{number}"), Role::Client, Node::Client(Box::new(asks))));
            nodes.push((String::from(name), Role::Server, Node::Engine(Box::new(serves))));
            nodes.push((alloc::format!("disk{number}"), Role::Origin, Node::Platter(Box::new(keeps))));
        }
        Ok(Setup {
            system: Self { settings: settings.clone() },
            network: Network::new(Latency::Constant(parameters.latency), random),
            horizon: parameters.duration,
            shared: Arc::new(Shared { parameters, zipf, order }),
            nodes,
            work,
        })
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

/// What is left of the run is bounded like all of it was.
pub(super) fn afford(world: &World<Storage>, settings: &Settings) -> Result<(), ActionError> {
    let parameters = &world.shared().parameters;
    let left = parameters.duration.saturating_sub(world.now());
    let steps = work::steps(parameters, &Rules::read(settings), left).saturating_add(world.step_count());
    if steps > Run::<Storage>::MAX_STEPS {
        return Err(ActionError::NotNow("the run would take more than 20 million steps"));
    }
    Ok(())
}
