//! The first state of the cache, and how its parts fit the world.

use super::client::Order;
use super::{CacheServer, Client, Command, Message, Origin, PARAMETERS, Parameters, Popularity, Timer, View};
use crate::random::{SplitMix64, Zipf};
use crate::ring::Server;
use crate::scenario::{ScenarioError, Settings};
use crate::sim::{
    self, ActionError, Context, Fact, Label, Latency, Network, NodeId, Role, SECOND, Setup, Sink, System,
    World,
};
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What all nodes of the cache may read.
#[derive(Debug)]
pub struct Shared {
    /// The settings.
    pub parameters: Parameters,
    /// The node of the database.
    pub origin: NodeId,
    /// Where each key lies in the space of the placement.
    positions: Vec<u64>,
    /// The law by which keys are asked for, if popularity is Zipf's; rank 1 is key 0.
    pub(crate) zipf: Option<Zipf>,
}

impl Shared {
    /// Where a key lies.
    #[must_use]
    pub fn position(&self, key: u32) -> u64 {
        self.positions.get(key as usize).copied().unwrap_or_default()
    }

    /// Where every key lies.
    #[must_use]
    pub fn positions(&self) -> &[u64] {
        &self.positions
    }

    /// The part of all requests that a key gets.
    #[must_use]
    pub fn share(&self, key: u32) -> f64 {
        let hot = self.parameters.hot_percent as f64 / 100.0;
        let own = match &self.zipf {
            None => 1.0 / f64::from(self.parameters.keys),
            Some(zipf) => zipf.share_of_top(key.saturating_add(1)) - zipf.share_of_top(key),
        };
        own * (1.0 - hot) + if key == 0 { hot } else { 0.0 }
    }
}

/// The logic of a node, by its role.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "there are few nodes, and a box would cost each step a detour")]
pub enum Node {
    /// Someone who asks.
    Client(Client),
    /// A cache server.
    Server(CacheServer),
    /// The database.
    Origin(Origin),
}

impl sim::Node for Node {
    type Message = Message;
    type Timer = Timer;
    type Command = Order;
    type Shared = Shared;

    fn on_start(&mut self, context: &mut Context<'_, Self>) {
        if let Self::Client(client) = self {
            client.on_start(context);
        }
    }

    fn on_message(&mut self, from: NodeId, message: Message, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_message(from, message, context),
            Self::Server(server) => server.on_message(from, message, context),
            Self::Origin(origin) => origin.on_message(from, message, context),
        }
    }

    fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Self>) {
        match self {
            Self::Client(client) => client.on_timer(timer, context),
            Self::Server(server) => server.on_timer(timer, context),
            Self::Origin(origin) => origin.on_timer(timer, context),
        }
    }

    fn on_command(&mut self, order: &Order, context: &mut Context<'_, Self>) {
        if let Self::Client(client) = self {
            client.on_order(order, context);
        }
    }

    fn on_crash(&mut self) {
        match self {
            Self::Client(client) => client.on_crash(),
            Self::Server(server) => server.on_crash(),
            Self::Origin(origin) => origin.on_crash(),
        }
    }

    fn footprint(&self) -> usize {
        match self {
            Self::Client(client) => client.footprint(),
            Self::Server(server) => server.footprint(),
            Self::Origin(origin) => origin.footprint(),
        }
    }
}

/// The cache as a whole: the list of servers that an operator keeps.
#[derive(Clone, Debug)]
pub struct Cache {
    /// The configured servers and their nodes.
    pub list: Vec<(Server, NodeId)>,
    /// Where that list puts each key.
    pub view: View,
}

impl Cache {
    /// The most servers that a run can have, those that joined later included.
    pub const MAX_SERVERS: usize = 120;
}

impl System for Cache {
    type Node = Node;
    type Command = Command;
    const NAME: &'static str = "cache";
    const PARAMETERS: &'static [crate::scenario::Parameter] = PARAMETERS;
    const COMMANDS: &'static [&'static str] = Command::EXAMPLES;
    const SERIES: &'static [&'static str] =
        &["hits", "misses", "timeouts", "done", "origin_queue", "origin_queries"];

    fn setup(settings: &Settings, random: &SplitMix64) -> Result<Setup<Self>, ScenarioError> {
        let parameters = Parameters::read(settings);
        let seconds = parameters.duration.div_ceil(SECOND);
        // A miss takes nine steps: see the picture in this module's parent.
        let work = parameters.rate.saturating_mul(seconds).saturating_mul(9);
        let server_id = |index: u32| NodeId(parameters.clients + index);
        let list: Vec<(Server, NodeId)> = (0..parameters.servers)
            .map(|i| (Server { name: format!("s{i}"), weight: 1 }, server_id(i)))
            .collect();
        let view = View::build(&parameters.options, &list).map_err(ScenarioError::Placement)?;
        let positions =
            (0..parameters.keys).map(|key| view.placement().position(format!("key-{key}").as_bytes()));
        let positions: Vec<u64> = positions.collect();
        let zipf = match parameters.popularity {
            Popularity::Uniform => None,
            // What the parameters may be, a Zipf takes.
            Popularity::Zipf(exponent) => Zipf::new(parameters.keys, exponent).ok(),
        };
        let mut servers: Vec<CacheServer> = list.iter().map(|_| CacheServer::new(parameters.keys)).collect();
        if parameters.warm {
            warm(&mut servers, &view, &positions, parameters.replicas).map_err(ScenarioError::Placement)?;
        }
        let origin = server_id(parameters.servers);
        let mut nodes: Vec<(String, Role, Node)> = (0..parameters.clients)
            .map(|i| (format!("c{i}"), Role::Client, Node::Client(Client::new(view.clone()))))
            .collect();
        let servers = servers.into_iter().zip(&list);
        nodes.extend(
            servers.map(|(node, (server, _))| (server.name.clone(), Role::Server, Node::Server(node))),
        );
        nodes.push((String::from("db"), Role::Origin, Node::Origin(Origin::default())));
        let (low, high) = (parameters.latency * 4 / 5, parameters.latency * 6 / 5);
        Ok(Setup {
            system: Self { list, view },
            shared: Arc::new(Shared { parameters, origin, positions, zipf }),
            nodes,
            network: Network::new(Latency::Uniform(low, high), random),
            horizon: parameters.duration,
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
        let mut sum = super::Tallies::default();
        let mut origin = (0, 0);
        for place in world.places() {
            match &place.node {
                Node::Client(client) => {
                    sum.hits += client.total.hits;
                    sum.misses += client.total.misses;
                    sum.timeouts += client.total.timeouts;
                    sum.done += client.total.done;
                }
                Node::Origin(node) => origin = (node.waiting() as u64, node.queries),
                Node::Server(_) => {}
            }
        }
        Vec::from([sum.hits, sum.misses, sum.timeouts, sum.done, origin.0, origin.1])
    }

    fn facts(world: &World<Self>) -> Vec<Fact> {
        super::facts::facts(world)
    }

    fn tell(world: &World<Self>, label: Label) -> String {
        super::message::tell(world, label)
    }

    fn footprint(&self) -> usize {
        self.list.len() * size_of::<(Server, NodeId)>()
    }
}

/// Every key lies where the first list puts it.
fn warm(
    servers: &mut [CacheServer],
    view: &View,
    positions: &[u64],
    replicas: usize,
) -> Result<(), crate::ring::PlacementError> {
    let mut owners = Vec::new();
    for (key, position) in positions.iter().enumerate() {
        view.placement().owners_at(*position, replicas, &mut owners)?;
        for owner in &owners {
            if let Some(server) = servers.get_mut(*owner) {
                server.store(key as u32);
            }
        }
    }
    Ok(())
}
