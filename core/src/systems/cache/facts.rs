//! What can be said about a moment of the cache in numbers.

use super::{Cache, Client, Node, Shared, Tallies, View};
use crate::ring::{Options, Scheme};
use crate::sim::{Fact, NodeId, SECOND, Value, World};
use crate::stats;
use alloc::vec::Vec;

/// Points of a server of usual weight under ketama.
const KETAMA_POINTS: u32 = 160;

/// How evenly a list spreads the keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imbalance {
    /// Keys of each server, in the order of the list.
    pub keys: Vec<u64>,
    /// Standard deviation over mean of the keys of the servers; 0 is even.
    pub cv: f64,
    /// The fullest server's keys over the mean; 1 is even.
    pub max_over_mean: f64,
}

/// What a change of the list moved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    /// Keys whose server changed.
    pub keys: u64,
    /// From which node to which, and how many, in order of node.
    pub flows: Vec<(NodeId, NodeId, u64)>,
    /// The same as a part of all keys.
    pub share: f64,
    /// Of the keys that left the server that lost most, the part that one single server took.
    pub heir_share: f64,
    /// Keys that moved between two servers that are on both lists: they need not have.
    pub needless: u64,
}

/// A change of the list, and what the same change would have moved under other schemes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Change {
    moves: Moves,
    modulo: Option<f64>,
    ring: Option<f64>,
}

/// What a change of the list did. Cost: some look-ups for each key, the first time.
fn change(before: &View, after: &View, shared: &Shared) -> Change {
    let mut memo = after.memo.change.borrow_mut();
    if let Some((_, change)) = memo.as_ref().filter(|(known, _)| known.is(before)) {
        return change.clone();
    }
    let moves = moves(before, after, shared);
    let under = |scheme| {
        let own = scheme == shared.parameters.options.scheme;
        if own { Some(moves.share) } else { moved_under(scheme, before, after, shared) }
    };
    let (modulo, ring) = (under(Scheme::Modulo), under(Scheme::Ring));
    let change = Change { moves, modulo, ring };
    *memo = Some((before.clone(), change.clone()));
    change
}

/// How evenly the keys lie under a view. Cost: a look-up for each key, the first time.
#[must_use]
pub fn imbalance(view: &View, shared: &Shared) -> Imbalance {
    view.memo.spread.get_or_init(|| spread(view, shared)).clone()
}

fn spread(view: &View, shared: &Shared) -> Imbalance {
    let mut keys = alloc::vec![0u64; view.nodes().len()];
    for owner in view.placement().assign(shared.positions()).unwrap_or_default() {
        if let Some(count) = keys.get_mut(owner as usize) {
            *count += 1;
        }
    }
    let counts: Vec<f64> = keys.iter().map(|count| *count as f64).collect();
    Imbalance { cv: stats::cv(&counts), max_over_mean: stats::max_over_mean(&counts), keys }
}

/// Which keys moved from one view to another. Cost: two look-ups for each key.
#[must_use]
pub fn moves(before: &View, after: &View, shared: &Shared) -> Moves {
    let from = before.placement().assign(shared.positions()).unwrap_or_default();
    let to = after.placement().assign(shared.positions()).unwrap_or_default();
    let mut flows = alloc::collections::BTreeMap::<(NodeId, NodeId), u64>::new();
    for (from, to) in from.iter().zip(&to) {
        if let (Some(from), Some(to)) = (before.node(*from as usize), after.node(*to as usize))
            && from != to
        {
            *flows.entry((from, to)).or_default() += 1;
        }
    }
    let keys: u64 = flows.values().sum();
    let on_both = |node: &NodeId| before.index_of(*node).is_some() && after.index_of(*node).is_some();
    let stayed = flows.iter().filter(|((from, to), _)| on_both(from) && on_both(to));
    let needless = stayed.map(|(_, count)| count).sum();
    let mut lost = alloc::collections::BTreeMap::<NodeId, (u64, u64)>::new();
    for ((from, _), count) in &flows {
        let (sum, most) = lost.entry(*from).or_default();
        *sum += count;
        *most = (*most).max(*count);
    }
    let heir =
        lost.values().max_by_key(|(sum, _)| *sum).map_or(0.0, |(sum, most)| *most as f64 / *sum as f64);
    let share = keys as f64 / shared.positions().len().max(1) as f64;
    let flows = flows.into_iter().map(|((from, to), count)| (from, to, count)).collect();
    Moves { keys, flows, share, heir_share: heir, needless }
}

/// The same change under another scheme, with the other options as they are.
fn moved_under(scheme: Scheme, before: &View, after: &View, shared: &Shared) -> Option<f64> {
    let options = Options { scheme, ..shared.parameters.options };
    let build = |view: &View| View::build(&options, &view.list()).ok();
    let (before, after) = (build(before)?, build(after)?);
    // Another scheme may see the keys elsewhere.
    let positions: Vec<u64> = (0..shared.parameters.keys)
        .map(|key| before.placement().position(alloc::format!("key-{key}").as_bytes()))
        .collect();
    let from = before.placement().assign(&positions).ok()?;
    let to = after.placement().assign(&positions).ok()?;
    let differ = |(from, to): (&u32, &u32)| before.node(*from as usize) != after.node(*to as usize);
    let moved = from.iter().zip(&to).filter(|pair| differ(*pair)).count();
    Some(moved as f64 / positions.len().max(1) as f64)
}

fn clients(world: &World<Cache>) -> impl Iterator<Item = &Client> {
    world.places().iter().filter_map(|place| match &place.node {
        Node::Client(client) => Some(client),
        _ => None,
    })
}

fn sum(tallies: impl Iterator<Item = Tallies>) -> Tallies {
    tallies.fold(Tallies::default(), |sum, each| Tallies {
        hits: sum.hits + each.hits,
        misses: sum.misses + each.misses,
        timeouts: sum.timeouts + each.timeouts,
        done: sum.done + each.done,
        refused: sum.refused + each.refused,
    })
}

fn part(some: u64, all: u64) -> f64 {
    if all == 0 { 0.0 } else { some as f64 / all as f64 }
}

pub(super) fn facts(world: &World<Cache>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut say = |name, value| facts.push(Fact { name, value });
    let shared = world.shared();
    let parameters = &shared.parameters;
    say("keys", Value::Count(u64::from(parameters.keys)));
    say("clients", Value::Count(u64::from(parameters.clients)));
    say("virtual_nodes", Value::Count(u64::from(parameters.options.virtual_nodes)));
    say("replicas", Value::Count(parameters.replicas as u64));
    say("rate", Value::Count(parameters.rate));
    if let Some(rate) = (u64::from(parameters.origin_workers) * SECOND).checked_div(parameters.origin_time) {
        say("origin_rate", Value::Count(rate));
    }
    requests(world, &mut say);
    servers(world, &mut say);
    let Some(client) = clients(world).next() else { return facts };
    let listed = client.view().nodes().len() as u64;
    say("servers", Value::Count(listed));
    let spread = imbalance(client.view(), shared);
    say("cv", Value::Share(spread.cv));
    // The closed form is about points thrown on a circle at random, and says nothing of other schemes.
    let points = match parameters.options.scheme {
        Scheme::Ring | Scheme::Bounded => Some(parameters.options.virtual_nodes),
        Scheme::Ketama => Some(KETAMA_POINTS),
        _ => None,
    };
    if let Some(points) = points {
        say("cv_formula", Value::Share(stats::share_cv(listed.max(1) as u32, points)));
    }
    say("max_over_mean", Value::Number(spread.max_over_mean));
    let most = spread.keys.iter().max().copied().unwrap_or_default();
    let least = spread.keys.iter().min().copied().unwrap_or_default();
    say("fullest_share", Value::Share(part(most, u64::from(parameters.keys))));
    say("emptiest_share", Value::Share(part(least, u64::from(parameters.keys))));
    let weights = client.view().placement().servers().iter().map(|server| u64::from(server.weight));
    say("weight_sum", Value::Count(weights.clone().sum()));
    say("weight_most", Value::Count(weights.clone().max().unwrap_or_default()));
    say("weight_least", Value::Count(weights.min().unwrap_or_default()));
    if let Some(before) = client.before() {
        let Change { moves: moved, modulo, ring } = change(before, client.view(), shared);
        say("moved_keys", Value::Count(moved.keys));
        say("moved_share", Value::Share(moved.share));
        say("needless_keys", Value::Count(moved.needless));
        say("heir_share", Value::Share(moved.heir_share));
        say("servers_before", Value::Count(before.nodes().len() as u64));
        if let Some(share) = modulo {
            say("modulo_moved_share", Value::Share(share));
        }
        if let Some(share) = ring {
            say("ring_moved_share", Value::Share(share));
        }
    }
    say("disagreement", Value::Share(disagreement(world)));
    facts
}

fn requests(world: &World<Cache>, say: &mut dyn FnMut(&'static str, Value)) {
    let total = sum(clients(world).map(|client| client.total));
    // A client whose list never changed has no since.
    let changed = clients(world).filter(|client| client.before().is_some());
    let since = sum(changed.map(|client| client.since_change));
    say("requests", Value::Count(total.done));
    say("hit_share", Value::Share(part(total.hits, total.hits + total.misses)));
    say("miss_share", Value::Share(part(total.misses, total.hits + total.misses)));
    say("timeouts", Value::Count(total.timeouts));
    say("answers_since_change", Value::Count(since.hits + since.misses));
    say("miss_share_since_change", Value::Share(part(since.misses, since.hits + since.misses)));
    let hot = world.shared().share(0);
    say("hot_share", Value::Share(hot));
}

fn servers(world: &World<Cache>, say: &mut dyn FnMut(&'static str, Value)) {
    let (mut asked, mut copies) = (Vec::new(), 0);
    for place in world.places() {
        match &place.node {
            Node::Server(server) => {
                asked.push(server.requests);
                copies += server.held();
            }
            Node::Origin(origin) => {
                say("origin_queue", Value::Count(origin.waiting() as u64));
                say("origin_queue_longest", Value::Count(origin.longest));
                say("origin_queries", Value::Count(origin.queries));
            }
            Node::Client(_) => {}
        }
    }
    say("copies", Value::Count(copies));
    let all = asked.iter().sum();
    say("busiest_share", Value::Share(part(asked.iter().max().copied().unwrap_or_default(), all)));
}

/// The part of all keys for which two clients would ask different servers.
fn disagreement(world: &World<Cache>) -> f64 {
    let mut views = clients(world).map(Client::view);
    let Some(first) = views.next() else { return 0.0 };
    let shared = world.shared();
    views
        .filter(|view| !view.is(first) && !view.lists_as(first))
        .map(|view| moves(first, view, shared).share)
        .fold(0.0, f64::max)
}
