//! What can be done to the cluster beyond the world's verbs, and its textual form.
//!
//! ```text
//!   put cart tea         client c0 writes; `put cart tea at c1` another
//!   get cart, delete 7   a number is the key of that number, key-7
//!   join n5              a machine joins; `join n5 weight 2` one with twice the part, `join n5 in 1` in a data centre,
//!                        `join n5 zone 2` in a zone of it; else in the one that has the fewest
//!   leave n1             a machine goes for good: others take its ranges
//!   lose n2              its disk is gone, and it is down; `restart n2` brings it back empty
//!   replace n2           a new, empty machine takes its place, and fetches what it is to keep
//!   wear n1 12           the disk of n1 stops in the midst of its 12th change from now, until n1 is restarted
//! ```

use super::message::Key;
use super::placement::{Member, Placement};
use super::setup::{Kv, Node, Order};
use crate::disk::Plan;
use crate::sim::{ActionError, NodeId, Role, Sink, World};
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

/// A command to the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A client writes a word to a key.
    Put(String, String, Option<String>),
    /// A client reads a key.
    Get(String, Option<String>),
    /// A client deletes a key.
    Delete(String, Option<String>),
    /// A machine joins, with a weight, in a data centre, in a zone of it.
    Join(String, u32, u32, Option<u32>),
    /// A machine leaves for good.
    Leave(String),
    /// A machine loses its disk and is down.
    Lose(String),
    /// A new, empty machine takes the place of one.
    Replace(String),
    /// The disk of a machine stops in the midst of one of its next changes, until the machine is restarted.
    Wear(String, u32),
}

/// The longest key or value, bytes.
const LONGEST: usize = 64;
/// Different keys and values that can be typed in one run.
const MOST_TYPED: usize = 10_000;

impl Command {
    /// One of each, for completion and help.
    pub const EXAMPLES: &'static [&'static str] = &[
        "put cart tea",
        "put cart tea at c0",
        "get cart",
        "get cart at c0",
        "delete cart",
        "delete cart at c0",
        "join n5",
        "join n5 weight 2",
        "join n5 in 1 zone 2",
        "leave n1",
        "lose n2",
        "replace n2",
        "wear n1 12",
    ];

    /// Reads a command.
    ///
    /// # Errors
    /// [`ActionError::UnknownVerb`], [`ActionError::Malformed`] or [`ActionError::WordTooLong`].
    pub fn parse(text: &str) -> Result<Self, ActionError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let malformed = |expected| ActionError::Malformed { text: text.to_owned(), expected };
        let key = |text| ActionError::fitting("key", text, LONGEST).map(str::to_owned);
        let value = |text| ActionError::fitting("value", text, LONGEST).map(str::to_owned);
        let client = |name: &str| Some(name.to_owned());
        match words.as_slice() {
            ["put", name, word] => Ok(Self::Put(key(name)?, value(word)?, None)),
            ["put", name, word, "at", asked] => Ok(Self::Put(key(name)?, value(word)?, client(asked))),
            ["put", ..] => Err(malformed("put cart tea")),
            ["get", name] => Ok(Self::Get(key(name)?, None)),
            ["get", name, "at", asked] => Ok(Self::Get(key(name)?, client(asked))),
            ["get", ..] => Err(malformed("get cart")),
            ["delete", name] => Ok(Self::Delete(key(name)?, None)),
            ["delete", name, "at", asked] => Ok(Self::Delete(key(name)?, client(asked))),
            ["delete", ..] => Err(malformed("delete cart")),
            ["join", name, rest @ ..] => {
                join_form(name, rest).ok_or_else(|| malformed("join n5 weight 2 in 0 zone 1"))
            }
            ["join"] => Err(malformed("join n5")),
            ["leave", name] => Ok(Self::Leave((*name).to_owned())),
            ["leave", ..] => Err(malformed("leave n1")),
            ["lose", name] => Ok(Self::Lose((*name).to_owned())),
            ["lose", ..] => Err(malformed("lose n2")),
            ["replace", name] => Ok(Self::Replace((*name).to_owned())),
            ["replace", ..] => Err(malformed("replace n2")),
            ["wear", name, changes] => changes
                .parse()
                .map(|changes| Self::Wear((*name).to_owned(), changes))
                .map_err(|_| malformed("wear n1 12")),
            ["wear", ..] => Err(malformed("wear n1 12")),
            _ => Err(ActionError::UnknownVerb(words.first().copied().unwrap_or_default().to_owned())),
        }
    }

    pub(super) fn carry_out(&self, world: &mut World<Kv>, sink: &mut dyn Sink) -> Result<(), ActionError> {
        match self {
            Self::Put(key, value, client) => {
                let client = asked(world, client.as_deref())?;
                let key = key_of(world, key)?;
                let value = value_of(world, value)?;
                world.command(client, &Order::Do(key, Some(Some(value))), sink);
            }
            Self::Get(key, client) => {
                let client = asked(world, client.as_deref())?;
                let key = key_of(world, key)?;
                world.command(client, &Order::Do(key, None), sink);
            }
            Self::Delete(key, client) => {
                let client = asked(world, client.as_deref())?;
                let key = key_of(world, key)?;
                world.command(client, &Order::Do(key, Some(None)), sink);
            }
            Self::Join(name, weight, centre, zone) => join(world, name, *weight, (*centre, *zone), sink)?,
            Self::Leave(name) => leave(world, name, sink)?,
            Self::Lose(name) => lose(world, name)?,
            Self::Replace(name) => replace(world, name, sink)?,
            Self::Wear(name, changes) => wear(world, name, *changes)?,
        }
        Ok(())
    }
}

fn join_form(name: &str, rest: &[&str]) -> Option<Command> {
    let fits = |c: char| c.is_alphanumeric() || "-_.:".contains(c);
    let name = (name.len() <= LONGEST && name.chars().all(fits)).then(|| name.to_owned())?;
    let weight = |text: &str| text.parse().ok().filter(|weight| (1..=16).contains(weight));
    let below = |text: &str, end: u32| text.parse().ok().filter(|number| *number < end);
    let (part, rest) = match rest {
        ["weight", part, rest @ ..] => (weight(part)?, rest),
        _ => (1, rest),
    };
    let (centre, rest) = match rest {
        ["in", centre, rest @ ..] => (below(centre, 5)?, rest),
        _ => (0, rest),
    };
    match rest {
        [] => Some(Command::Join(name, part, centre, None)),
        ["zone", zone] => Some(Command::Join(name, part, centre, Some(below(zone, 9)?))),
        _ => None,
    }
}

/// The client that is to ask: the one named, or the first.
fn asked(world: &World<Kv>, name: Option<&str>) -> Result<NodeId, ActionError> {
    let id = match name {
        Some(name) => world.named(name)?,
        None => NodeId(0),
    };
    match world.place(id) {
        Some(place) if place.role != Role::Client => Err(ActionError::NotNow("only a client asks")),
        Some(place) if !place.up => Err(ActionError::NotNow("the client is down")),
        _ => Ok(id),
    }
}

/// The key of a name. A number names one of those that the clients use.
fn key_of(world: &mut World<Kv>, name: &str) -> Result<Key, ActionError> {
    let number = name.strip_prefix("key-").unwrap_or(name).parse::<u32>();
    if let Some(number) = number.ok().filter(|number| *number < Key::NAMED) {
        return Ok(Key::numbered(number));
    }
    let at = interned(&mut world.system_mut().keys, name)?;
    Ok(Key::named(name, at as u32))
}

fn value_of(world: &mut World<Kv>, word: &str) -> Result<u64, ActionError> {
    Ok(Kv::WORDS + interned(&mut world.system_mut().words, word)? as u64)
}

fn interned(names: &mut Vec<Arc<str>>, name: &str) -> Result<usize, ActionError> {
    if let Some(at) = names.iter().position(|known| **known == *name) {
        return Ok(at);
    }
    if names.len() >= MOST_TYPED {
        return Err(ActionError::NotNow("too many different words were typed"));
    }
    names.push(Arc::from(name));
    Ok(names.len() - 1)
}

/// The node of a machine that belongs to the cluster.
fn member(world: &World<Kv>, name: &str) -> Result<NodeId, ActionError> {
    let id = world.named(name)?;
    let belongs = world.system().placement.member(id.0).is_some();
    if belongs { Ok(id) } else { Err(ActionError::NotNow("it does not belong to the cluster")) }
}

fn join(
    world: &mut World<Kv>,
    name: &str,
    weight: u32,
    (centre, zone): (u32, Option<u32>),
    sink: &mut dyn Sink,
) -> Result<(), ActionError> {
    settled(world, None)?;
    let known = world.find(name);
    if known.is_some_and(|id| world.place(id).is_none_or(|place| place.role != Role::Server)) {
        return Err(ActionError::NotNow("another node has this name"));
    }
    if known.is_some_and(|id| world.system().placement.member(id.0).is_some()) {
        return Err(ActionError::NotNow("it belongs to the cluster already"));
    }
    let machines = world.places().iter().filter(|place| place.role == Role::Server).count();
    if known.is_none() && machines >= Kv::MAX_NODES {
        return Err(ActionError::NotNow("there are 1,000 machines already"));
    }
    let node = known.map_or(world.places().len() as u32, |id| id.0);
    let before = Arc::clone(&world.system().placement);
    let mut members = before.members().to_vec();
    let there =
        |zone: &u32| members.iter().filter(|member| (member.centre, member.zone) == (centre, *zone)).count();
    let zone = zone.or_else(|| (0..world.shared().parameters.zones).min_by_key(there)).unwrap_or_default();
    members.push(Member { node, name: name.to_owned(), weight, centre, zone });
    let placement = placed(world, members)?;
    if known.is_none() {
        // It knows the cluster as it was, and learns of the change like all others.
        world.add_node(name, Role::Server, Node::Replica(Box::new(super::Replica::new(node, before))), sink);
    }
    adopt(world, &placement, sink);
    Ok(())
}

fn leave(world: &mut World<Kv>, name: &str, sink: &mut dyn Sink) -> Result<(), ActionError> {
    settled(world, None)?;
    let id = member(world, name)?;
    let mut members = world.system().placement.members().to_vec();
    members.retain(|member| member.node != id.0);
    if members.len() < usize::from(world.shared().parameters.quorum.n()) {
        return Err(ActionError::NotNow("there would be fewer machines than N"));
    }
    let placement = placed(world, members)?;
    adopt(world, &placement, sink);
    Ok(())
}

/// One change of members after the other: who keeps what until a range has moved must be plain.
fn settled(world: &World<Kv>, but: Option<NodeId>) -> Result<(), ActionError> {
    let moving = (0..).map(NodeId).zip(world.places()).any(|(id, place)| match &place.node {
        Node::Replica(replica) => Some(id) != but && replica.is_moving(),
        Node::Client(_) => false,
    });
    if moving {
        Err(ActionError::NotNow("ranges are still on their way; wait until they have arrived"))
    } else {
        Ok(())
    }
}

fn placed(world: &World<Kv>, members: Vec<Member>) -> Result<Arc<Placement>, ActionError> {
    let parameters = &world.shared().parameters;
    let version = world.system().placement.version + 1;
    let placement = Placement::new(version, members, parameters.quorum.n(), parameters.virtual_nodes);
    placement.map(Arc::new).map_err(|_| ActionError::NotNow("the ring would have too many points"))
}

/// Everyone gets the new list; who is down finds it when it comes back.
fn adopt(world: &mut World<Kv>, placement: &Arc<Placement>, sink: &mut dyn Sink) {
    world.system_mut().placement = Arc::clone(placement);
    for place in world.places.iter_mut().filter(|place| !place.up) {
        match &mut place.node {
            Node::Client(client) => client.reconfigure(placement),
            Node::Replica(replica) => _ = replica.reconfigure(placement),
        }
    }
    let order = Order::Adopt(Arc::clone(placement));
    for index in 0..world.places().len() {
        world.command(NodeId(index as u32), &order, sink);
    }
}

fn lose(world: &mut World<Kv>, name: &str) -> Result<(), ActionError> {
    let id = member(world, name)?;
    if world.place(id).is_some_and(|place| place.up) {
        world.take_down(id);
    }
    if let Some(Node::Replica(replica)) = world.places.get_mut(id.index()).map(|place| &mut place.node) {
        replica.lose_disk();
    }
    Ok(())
}

fn replace(world: &mut World<Kv>, name: &str, sink: &mut dyn Sink) -> Result<(), ActionError> {
    let id = member(world, name)?;
    settled(world, Some(id))?;
    lose(world, name)?;
    // What was answered by the disk that is gone counts no more.
    let placement = placed(world, world.system().placement.members().to_vec())?;
    adopt(world, &placement, sink);
    if let Some(Node::Replica(replica)) = world.places.get_mut(id.index()).map(|place| &mut place.node) {
        replica.begin_anew();
    }
    world.bring_up(id, sink);
    Ok(())
}

fn wear(world: &mut World<Kv>, name: &str, changes: u32) -> Result<(), ActionError> {
    let id = member(world, name)?;
    let store = match world.places.get_mut(id.index()).map(|place| &mut place.node) {
        Some(Node::Replica(replica)) => replica.store.as_mut(),
        _ => None,
    };
    let store = store.ok_or(ActionError::NotNow("it is down"))?;
    let at = store.changes() + u64::from(changes);
    store.set_plan(Plan { crash_at: Some(at), ..Plan::default() });
    Ok(())
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |f: &mut fmt::Formatter<'_>, client: &Option<String>| match client {
            Some(client) => write!(f, " at {client}"),
            None => Ok(()),
        };
        match self {
            Self::Put(key, value, client) => write!(f, "put {key} {value}").and_then(|()| at(f, client)),
            Self::Get(key, client) => write!(f, "get {key}").and_then(|()| at(f, client)),
            Self::Delete(key, client) => write!(f, "delete {key}").and_then(|()| at(f, client)),
            Self::Join(name, weight, centre, zone) => {
                write!(f, "join {name}")?;
                if *weight != 1 {
                    write!(f, " weight {weight}")?;
                }
                if *centre != 0 {
                    write!(f, " in {centre}")?;
                }
                zone.map_or(Ok(()), |zone| write!(f, " zone {zone}"))
            }
            Self::Leave(name) => write!(f, "leave {name}"),
            Self::Lose(name) => write!(f, "lose {name}"),
            Self::Replace(name) => write!(f, "replace {name}"),
            Self::Wear(name, changes) => write!(f, "wear {name} {changes}"),
        }
    }
}
