//! The cluster of chapter 6 as vectors tell of it: one thing is done, all have taken notice of it, then the next.
//!
//! A vector names nodes in the order in which a key's ring meets them. The cluster's nodes are met in an order of their
//! own, by their hashes: so the node that stands at a place of the key's preference list plays the vector's node of that
//! place. All keys of a vector are keys of one range, for then they have one list.

mod cap;
mod handoff;
mod named;
mod sloppy;

use std::collections::BTreeSet;

use snowglobe_core::scenario::file;
use snowglobe_core::sim::{Nanos, Run, SECOND, World};
use snowglobe_core::systems::kv::placement::Placement;
use snowglobe_core::systems::kv::{self, Ended, Key, Kv, Node, Replica};

use super::{Checked, Group, VectorError};

pub(super) const GROUPS: &[Group] =
    &[("handoff", handoff::check), ("quorum.sloppy", sloppy::check), ("cap", cap::check)];

/// News takes a few of the gossip periods; to be taken for dead 5 s. After so long something is wrong.
const PATIENCE: Nanos = 120 * SECOND;
/// A client that asks a dead node asks again, until it finds one that answers.
const MOST_ASKED: u32 = 100;

/// A run to which things are done.
struct Cluster {
    run: Run<Kv>,
}

impl Cluster {
    /// The cluster of these settings, `name value` with semicolons between, whose clients do only as they are told.
    fn new(settings: &str) -> Result<Self, VectorError> {
        let usual = "workload none; gossip_period 200ms; fail_timeout 5s; duration 3600s";
        let lines: String =
            usual.split("; ").chain(settings.split("; ")).map(|line| format!("set {line}\n")).collect();
        let text = format!("snowglobe 1\nsystem kv\nseed 7\n{lines}");
        let scenario = file::read(&text, snowglobe_core::systems::parameters);
        let scenario = scenario.map_err(|error| refused(settings, error))?;
        Ok(Self { run: Run::new(scenario).map_err(|error| refused(settings, error))? })
    }

    fn world(&self) -> &World<Kv> {
        self.run.world()
    }

    /// Does something now.
    fn act(&mut self, action: &str) -> Checked {
        self.run.act(action).map_err(|error| refused(action, error))
    }

    fn pass(&mut self, time: Nanos) {
        let now = self.run.moment().at;
        self.run.seek_time(now + time);
    }

    /// Waits for something.
    fn until(&mut self, what: &str, holds: impl Fn(&World<Kv>) -> bool) -> Checked {
        let step = SECOND / 10;
        for _ in 0..PATIENCE / step {
            if holds(self.world()) {
                return Ok(());
            }
            self.pass(step);
        }
        Err(refused(what, "it did not come to pass"))
    }

    /// Waits until each that is up takes exactly those for dead that are down, and no hint could be handed on.
    fn settle(&mut self) -> Checked {
        self.until("all know who is down, and hints are handed on", |world| {
            let names: Vec<u32> =
                world.system().placement.members().iter().map(|member| member.node).collect();
            let is_up = |node: u32| world.places().get(node as usize).is_some_and(|place| place.up);
            let down: BTreeSet<u32> = names.iter().copied().filter(|node| !is_up(*node)).collect();
            names.iter().filter(|node| is_up(**node)).all(|node| {
                replica(world, *node).is_some_and(|replica| {
                    let hints = replica.store().and_then(|store| store.all_hints().ok()).unwrap_or_default();
                    let suspected: BTreeSet<u32> = replica.suspected().iter().copied().collect();
                    suspected == down && hints.iter().all(|hint| down.contains(&hint.target))
                })
            })
        })
    }

    /// A client is told to do this, and does; how that ended.
    fn ask(&mut self, action: &str, client: u32) -> Result<Ended, VectorError> {
        self.act(&format!("{action} at c{client}"))?;
        self.until("the client has an answer, or gives up", |world| last(world, client).is_some())?;
        let ended = last(self.world(), client).unwrap_or(Ended::Unknown);
        // Replicas that the answer did not wait for have it, too.
        self.pass(SECOND);
        Ok(ended)
    }

    /// The same as often as nobody answered: the client asked one who is dead, or cut off.
    fn insist(&mut self, action: &str, client: u32) -> Result<Ended, VectorError> {
        for _ in 0..MOST_ASKED {
            let unanswered = kv::clients(self.world()).unknown;
            let ended = self.ask(action, client)?;
            if kv::clients(self.world()).unknown == unanswered {
                return Ok(ended);
            }
        }
        Err(refused(action, "nobody answers"))
    }

    /// What a client has read, as words.
    fn words(&self, ended: &Ended) -> Vec<String> {
        let Ended::Read(reading) = ended else { return Vec::new() };
        reading.values.iter().map(|value| self.world().system().value_name(*value)).collect()
    }

    /// The machine of this name.
    fn replica(&self, name: &str) -> Result<&Replica, VectorError> {
        let id = self.world().find(name).ok_or_else(|| refused(name, "there is no such node"))?;
        replica(self.world(), id.0).ok_or_else(|| refused(name, "it is a client"))
    }

    /// The names of the nodes in the order in which they are met for a key.
    fn order(&self, key: Key) -> Vec<String> {
        let placement = &self.world().system().placement;
        let order = placement.order(Placement::range(key)).iter();
        order.filter_map(|node| placement.member(*node)).map(|member| member.name.clone()).collect()
    }
}

/// So many keys of one range.
fn keys(count: usize) -> Vec<Key> {
    let range = Placement::range(Key::numbered(0));
    (0..).map(Key::numbered).filter(|key| Placement::range(*key) == range).take(count).collect()
}

fn replica(world: &World<Kv>, node: u32) -> Option<&Replica> {
    match &world.places().get(node as usize)?.node {
        Node::Replica(replica) => Some(replica),
        Node::Client(_) => None,
    }
}

/// How the last call of a client ended, if it has.
fn last(world: &World<Kv>, client: u32) -> Option<Ended> {
    let (_, calls) = kv::calls(world).find(|(node, _)| node.0 == client)?;
    let (_, ended) = calls.iter().last()?.ended.as_ref()?;
    Some(ended.clone())
}

fn refused(place: &str, reason: impl ToString) -> VectorError {
    VectorError::Refused { place: place.to_owned(), reason: reason.to_string() }
}
