//! What can be done to the cache beyond the world's verbs, and its textual form.
//!
//! ```text
//!   join s4              a new server, empty, joins every client's list
//!   join s4 weight 2     with twice the virtual nodes of the others
//!   leave s1             a server is taken off every list
//!   weight s1 3          a server's weight changes
//!   forget s1 at c0      one client's list alone loses a server; `recall s1 at c0` undoes it
//! ```

use super::client::Order;
use super::{Cache, CacheServer, Node, View};
use crate::ring::{PlacementError, Server};
use crate::sim::{ActionError, NodeId, Role, Sink, World};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A command to the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A server joins the list; one that left before comes back with what it still holds.
    Join(String, u32),
    /// A server leaves the list, and goes on running.
    Leave(String),
    /// A server's weight becomes this.
    Weight(String, u32),
    /// One client's list loses a server.
    Forget(String, String),
    /// One client's list has the server again.
    Recall(String, String),
}

impl Command {
    /// One of each, for completion and help.
    pub const EXAMPLES: &'static [&'static str] =
        &["join s4", "join s4 weight 2", "leave s1", "weight s1 3", "forget s1 at c0", "recall s1 at c0"];

    /// Reads a command.
    ///
    /// # Errors
    /// [`ActionError::UnknownVerb`] or [`ActionError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, ActionError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let malformed = |expected| ActionError::Malformed { text: text.to_owned(), expected };
        match words.as_slice() {
            ["join", rest @ ..] => {
                let form = "join s4 weight 2";
                match rest {
                    [name] => Ok(Self::Join(named(name).ok_or_else(|| malformed(form))?, 1)),
                    [name, "weight", weight] => {
                        let parsed = named(name).zip(weighed(weight));
                        parsed.map(|(name, weight)| Self::Join(name, weight)).ok_or_else(|| malformed(form))
                    }
                    _ => Err(malformed(form)),
                }
            }
            ["leave", name] => Ok(Self::Leave((*name).to_owned())),
            ["leave", ..] => Err(malformed("leave s1")),
            ["weight", name, weight] => {
                let weight = weighed(weight).ok_or_else(|| malformed("weight s1 3"))?;
                Ok(Self::Weight((*name).to_owned(), weight))
            }
            ["weight", ..] => Err(malformed("weight s1 3")),
            ["forget", server, "at", client] => Ok(Self::Forget((*server).to_owned(), (*client).to_owned())),
            ["forget", ..] => Err(malformed("forget s1 at c0")),
            ["recall", server, "at", client] => Ok(Self::Recall((*server).to_owned(), (*client).to_owned())),
            ["recall", ..] => Err(malformed("recall s1 at c0")),
            _ => Err(ActionError::UnknownVerb(words.first().copied().unwrap_or_default().to_owned())),
        }
    }

    pub(crate) fn carry_out(&self, world: &mut World<Cache>, sink: &mut dyn Sink) -> Result<(), ActionError> {
        match self {
            Self::Join(name, weight) => join(world, name, *weight, sink),
            Self::Leave(name) => {
                let node = listed(world, name)?;
                let view = world.system().view.without(&[node]).map_err(too_much)?;
                adopt(world, view, sink)
            }
            Self::Weight(name, weight) => {
                let node = listed(world, name)?;
                let mut list = world.system().list.clone();
                for (server, _) in list.iter_mut().filter(|(_, other)| *other == node) {
                    server.weight = *weight;
                }
                let view = View::build(&world.shared().parameters.options, &list).map_err(too_much)?;
                adopt(world, view, sink)
            }
            Self::Forget(server, client) => {
                order(world, client, &Order::Forget(listed(world, server)?), sink)
            }
            Self::Recall(server, client) => {
                order(world, client, &Order::Recall(listed(world, server)?), sink)
            }
        }
    }
}

fn named(text: &str) -> Option<String> {
    let fits = |c: char| c.is_alphanumeric() || "-_.:".contains(c);
    (text.len() <= 64 && text.chars().all(fits)).then(|| text.to_owned())
}

fn weighed(text: &str) -> Option<u32> {
    text.parse().ok().filter(|weight| (1..=100).contains(weight))
}

/// The node of a server that is on the list.
fn listed(world: &World<Cache>, name: &str) -> Result<NodeId, ActionError> {
    let found = world.system().list.iter().find(|(server, _)| server.name == name);
    found.map(|(_, node)| *node).ok_or_else(|| ActionError::UnknownNode(name.to_owned()))
}

fn join(world: &mut World<Cache>, name: &str, weight: u32, sink: &mut dyn Sink) -> Result<(), ActionError> {
    if listed(world, name).is_ok() {
        return Err(ActionError::NotNow("it is on the list already"));
    }
    let servers = world.places().iter().filter(|place| place.role == Role::Server).count();
    let known = world.find(name);
    if known.is_some_and(|id| world.place(id).is_none_or(|place| place.role != Role::Server)) {
        return Err(ActionError::NotNow("another node has this name"));
    }
    if known.is_none() && servers >= Cache::MAX_SERVERS {
        return Err(ActionError::NotNow("there are 120 servers already"));
    }
    let id = known.unwrap_or(NodeId(world.places().len() as u32));
    // Made before the node exists, so that a refusal leaves nothing behind.
    let server = Server { name: name.to_owned(), weight };
    let view = world.system().view.joined(server, id).map_err(too_much)?;
    if known.is_none() {
        let keys = world.shared().parameters.keys;
        world.add_node(name, Role::Server, Node::Server(CacheServer::new(keys)), sink);
    }
    adopt(world, view, sink)
}

fn too_much(error: PlacementError) -> ActionError {
    match error {
        PlacementError::DuplicateServer { .. } => ActionError::NotNow("it is on the list already"),
        PlacementError::TooManyServers { .. } => ActionError::NotNow("the list would have too many servers"),
        _ => ActionError::NotNow("the list would have too many points"),
    }
}

/// Every client gets the new list.
fn adopt(world: &mut World<Cache>, view: View, sink: &mut dyn Sink) -> Result<(), ActionError> {
    world.system_mut().list = view.list();
    world.system_mut().view = view.clone();
    for place in world.places.iter_mut().filter(|place| !place.up) {
        if let Node::Client(client) = &mut place.node {
            client.reconfigure(&view);
        }
    }
    let order = Order::Adopt(view);
    for index in 0..world.places().len() {
        let id = NodeId(index as u32);
        if world.place(id).is_some_and(|place| place.role == Role::Client) {
            world.command(id, &order, sink);
        }
    }
    Ok(())
}

fn order(
    world: &mut World<Cache>,
    client: &str,
    order: &Order,
    sink: &mut dyn Sink,
) -> Result<(), ActionError> {
    let id = world.named(client)?;
    if world.place(id).is_none_or(|place| place.role != Role::Client) {
        return Err(ActionError::NotNow("only a client has a list"));
    }
    if world.place(id).is_none_or(|place| !place.up) {
        return Err(ActionError::NotNow("the client is down"));
    }
    world.command(id, order, sink);
    Ok(())
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Join(name, 1) => write!(f, "join {name}"),
            Self::Join(name, weight) => write!(f, "join {name} weight {weight}"),
            Self::Leave(name) => write!(f, "leave {name}"),
            Self::Weight(name, weight) => write!(f, "weight {name} {weight}"),
            Self::Forget(server, client) => write!(f, "forget {server} at {client}"),
            Self::Recall(server, client) => write!(f, "recall {server} at {client}"),
        }
    }
}
