//! What can be done to the storage engine beyond the world's verbs, and its textual form.
//!
//! ```text
//!   put 42                put key-000042 blue      get apple         delete 42       scan 10 20
//!   flush                 compact                  power_cut         power_on
//!   rot table-000007 99   sync never               rate 50           deletes 10%     policy size_tiered
//! ```
//!
//! Keys are [`Key`]s. What is asked is asked by every client, so that both trees do the same.

use super::parameters::index;
use super::setup::{Order, afford};
use super::{Key, Node, PARAMETERS, Storage, Word};
use crate::sim::{ActionError, NodeId, Sink, World};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

/// A command to the storage engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// A client puts a key, with a value of the workload's size or this one.
    Put(Key, Option<Arc<str>>),
    /// A client reads a key.
    Get(Key),
    /// A client deletes a key.
    Delete(Key),
    /// A client reads all records between two keys, both included; the first thousand of them.
    Scan(Key, Key),
    /// The memtable is frozen and flushed; the tree makes a checkpoint.
    Flush,
    /// All work that there is, is done without a break.
    Compact,
    /// The machine loses its power: engines and disks stop.
    PowerCut,
    /// The machine is switched on again.
    PowerOn,
    /// A bit of this byte of this file turns over.
    Rot(String, u64),
    /// The parameter at this index, one of [`Command::CHANGEABLE`], now has this value.
    Rule(usize, u64),
}

impl Command {
    /// One of each, for completion and help.
    pub const EXAMPLES: &'static [&'static str] = &[
        "put 42",
        "put 42 blue",
        "get 42",
        "delete 42",
        "scan 10 20",
        "flush",
        "compact",
        "power_cut",
        "power_on",
        "rot table-000003 100",
        "sync never",
        "sync_every 100",
        "rate 50",
        "deletes 10%",
        "policy size_tiered",
        "capacity 65536",
    ];
    /// The parameters that may change while it runs, with an example of each.
    pub const CHANGEABLE: &'static [(usize, &'static str)] = &[
        (index::SYNC, "sync never"),
        (index::SYNC_EVERY, "sync_every 100"),
        (index::RATE, "rate 50"),
        (index::DELETES, "deletes 10%"),
        (index::POLICY, "policy size_tiered"),
        (index::CAPACITY, "capacity 65536"),
    ];
    /// The most bytes of a value.
    pub const LONGEST_VALUE: usize = 256;

    /// Reads a command.
    ///
    /// # Errors
    /// [`ActionError::UnknownVerb`], [`ActionError::Malformed`] or [`ActionError::WordTooLong`].
    pub fn parse(text: &str) -> Result<Self, ActionError> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let malformed = |expected| ActionError::Malformed { text: text.to_owned(), expected };
        let verb = words.first().copied().unwrap_or_default();
        let rest = words.get(1..).unwrap_or_default();
        let keys = match verb {
            "put" | "get" | "delete" => rest.get(..1),
            "scan" => rest.get(..2),
            _ => None,
        };
        for key in keys.unwrap_or_default() {
            ActionError::fitting("key", key, Key::LONGEST)?;
        }
        if let ("put", [_, value]) = (verb, rest) {
            ActionError::fitting("value", value, Self::LONGEST_VALUE)?;
        }
        let (read, form) = match verb {
            "put" => (put(rest), "put 42 blue"),
            "get" => (one(rest).map(Self::Get), "get 42"),
            "delete" => (one(rest).map(Self::Delete), "delete 42"),
            "scan" => (scan(rest), "scan 10 20"),
            "flush" => (alone(rest, Self::Flush), "flush"),
            "compact" => (alone(rest, Self::Compact), "compact"),
            "power_cut" => (alone(rest, Self::PowerCut), "power_cut"),
            "power_on" => (alone(rest, Self::PowerOn), "power_on"),
            "rot" => (rot(rest), "rot table-000003 100"),
            _ => {
                let named =
                    |(index, _): &&(usize, &str)| PARAMETERS.get(*index).is_some_and(|p| p.name == verb);
                let found = Self::CHANGEABLE.iter().find(named);
                let &(index, form) = found.ok_or_else(|| ActionError::UnknownVerb(verb.to_owned()))?;
                (rule(index, rest), form)
            }
        };
        read.ok_or_else(|| malformed(form))
    }

    pub(super) fn carry_out(
        &self,
        world: &mut World<Storage>,
        sink: &mut dyn Sink,
    ) -> Result<(), ActionError> {
        match self {
            Self::Put(key, value) => ask(world, &Order::Put(key.clone(), value.clone()), sink),
            Self::Get(key) => ask(world, &Order::Get(key.clone()), sink),
            Self::Delete(key) => ask(world, &Order::Delete(key.clone()), sink),
            Self::Scan(from, to) => ask(world, &Order::Scan(from.clone(), to.clone()), sink),
            Self::Flush => to_engines(world, &Order::Flush, sink),
            Self::Compact => to_engines(world, &Order::Compact, sink),
            Self::PowerCut => power_cut(world),
            Self::PowerOn => power_on(world, sink),
            Self::Rot(file, offset) => rotten(world, file, *offset),
            Self::Rule(index, value) => change(world, *index, *value, sink),
        }
    }
}

fn alone(words: &[&str], command: Command) -> Option<Command> {
    words.is_empty().then_some(command)
}

fn one(words: &[&str]) -> Option<Key> {
    let [key] = words else { return None };
    Key::parse(key)
}

fn put(words: &[&str]) -> Option<Command> {
    match words {
        [key] => Some(Command::Put(Key::parse(key)?, None)),
        [key, value] => Some(Command::Put(Key::parse(key)?, Some(Arc::from(*value)))),
        _ => None,
    }
}

fn scan(words: &[&str]) -> Option<Command> {
    let [from, to] = words else { return None };
    Some(Command::Scan(Key::parse(from)?, Key::parse(to)?))
}

fn rot(words: &[&str]) -> Option<Command> {
    let [file, offset] = words else { return None };
    let digits = offset.bytes().all(|b| b.is_ascii_digit());
    let offset = offset.parse().ok().filter(|_| digits)?;
    crate::disk::check_name(file).is_ok().then(|| Command::Rot((*file).to_owned(), offset))
}

fn rule(index: usize, words: &[&str]) -> Option<Command> {
    let [value] = words else { return None };
    let parameter = PARAMETERS.get(index)?;
    let value = parameter.read(value).filter(|value| parameter.admits(*value))?;
    Some(Command::Rule(index, value))
}

/// The nodes of a kind.
fn nodes(world: &World<Storage>, is: impl Fn(&Node) -> bool) -> Vec<NodeId> {
    let ids = (0..).map(NodeId).zip(world.places());
    ids.filter(|(_, place)| is(&place.node)).map(|(id, _)| id).collect()
}

fn ask(world: &mut World<Storage>, order: &Order, sink: &mut dyn Sink) -> Result<(), ActionError> {
    let clients = nodes(world, |node| matches!(node, Node::Client(_)));
    let up = |id: &NodeId| world.place(*id).is_some_and(|place| place.up);
    if !clients.iter().any(up) {
        return Err(ActionError::NotNow("the client is down"));
    }
    clients.into_iter().for_each(|id| world.command(id, order, sink));
    Ok(())
}

fn to_engines(world: &mut World<Storage>, order: &Order, sink: &mut dyn Sink) -> Result<(), ActionError> {
    let open = |node: &Node| matches!(node, Node::Engine(engine) if engine.is_open());
    let engines = nodes(world, open);
    if engines.is_empty() {
        return Err(ActionError::NotNow("no engine is open"));
    }
    engines.into_iter().for_each(|id| world.command(id, order, sink));
    Ok(())
}

fn machines(world: &World<Storage>) -> Vec<NodeId> {
    nodes(world, |node| !matches!(node, Node::Client(_)))
}

fn power_cut(world: &mut World<Storage>) -> Result<(), ActionError> {
    let machines = machines(world);
    let is_up = |id: &NodeId| world.place(*id).is_some_and(|place| place.up);
    if !machines.iter().any(is_up) {
        return Err(ActionError::NotNow("the power is off already"));
    }
    for id in machines {
        let Some(place) = world.places.get_mut(id.index()) else { continue };
        if let Node::Engine(engine) = &mut place.node {
            // What a crash of the process leaves to the operating system is gone as well.
            engine.lose_power();
        }
        if place.up {
            world.take_down(id);
        }
    }
    Ok(())
}

fn power_on(world: &mut World<Storage>, sink: &mut dyn Sink) -> Result<(), ActionError> {
    let mut down = machines(world);
    down.retain(|id| world.place(*id).is_some_and(|place| !place.up));
    if down.is_empty() {
        return Err(ActionError::NotNow("the power is on already"));
    }
    // Disks first: an engine asks its disk as soon as it is there.
    let is_disk = |id: &NodeId| world.place(*id).is_some_and(|place| matches!(place.node, Node::Platter(_)));
    let (disks, engines): (Vec<NodeId>, Vec<NodeId>) = down.into_iter().partition(is_disk);
    disks.into_iter().chain(engines).for_each(|id| world.bring_up(id, sink));
    Ok(())
}

/// The bit turns over on the disk, and in what the operating system shows of it.
fn rotten(world: &mut World<Storage>, file: &str, offset: u64) -> Result<(), ActionError> {
    let offset = usize::try_from(offset).unwrap_or(usize::MAX);
    let mut rotten = false;
    for place in &mut world.places {
        rotten |= match &mut place.node {
            Node::Client(_) => false,
            Node::Engine(engine) => engine.rot(file, offset),
            Node::Platter(platter) => platter.rot(file, offset),
        };
    }
    if rotten { Ok(()) } else { Err(ActionError::NotNow("no disk has such a file, or it is shorter")) }
}

fn change(
    world: &mut World<Storage>,
    index: usize,
    value: u64,
    sink: &mut dyn Sink,
) -> Result<(), ActionError> {
    let mut settings = world.system().settings.clone();
    settings.set(index, value).map_err(|_| ActionError::NotNow("the value is out of range"))?;
    afford(world, &settings)?;
    let rules = super::Rules::read(&settings);
    world.system_mut().settings = settings;
    // Nodes that are down learn it as well: it is written down somewhere.
    for place in &mut world.places {
        place.node.adopt(&rules);
    }
    let told = if index == super::index::RATE { Order::Pace } else { Order::Adopted };
    for id in nodes(world, |_| true) {
        world.command(id, &told, sink);
    }
    world.note(NodeId(0), Word::Rule.with(index as u64, value), sink);
    Ok(())
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Put(key, None) => write!(f, "put {key}"),
            Self::Put(key, Some(value)) => write!(f, "put {key} {value}"),
            Self::Get(key) => write!(f, "get {key}"),
            Self::Delete(key) => write!(f, "delete {key}"),
            Self::Scan(from, to) => write!(f, "scan {from} {to}"),
            Self::Flush => f.write_str("flush"),
            Self::Compact => f.write_str("compact"),
            Self::PowerCut => f.write_str("power_cut"),
            Self::PowerOn => f.write_str("power_on"),
            Self::Rot(file, offset) => write!(f, "rot {file} {offset}"),
            Self::Rule(index, value) => match PARAMETERS.get(*index) {
                Some(parameter) => write!(f, "{} {}", parameter.name, parameter.show(*value)),
                None => Err(fmt::Error),
            },
        }
    }
}
