//! What can be said about a moment of the gateway in numbers.

use super::lanes::LANES;
use super::{Balancer, Client, Gate, Gateway, Node, Rules, Store, Worker};
use crate::limiter::{Algorithm, Gauge};
use crate::sim::{Fact, Nanos, Value, World};
use alloc::vec::Vec;

/// The sampled series: counts since the start (of which that of wrong denials may sink), then three that go up and
/// down.
pub(super) const SERIES: &[&str] = &[
    "offered",
    "admitted",
    "denied",
    "delayed",
    "wrongly_admitted",
    "wrongly_denied",
    "worst_window",
    "api_queue",
    "memory",
];

/// Users of whom facts tell: one for each client that there can be.
const USERS: usize = 20;

/// What is told of an algorithm's observers.
macro_rules! of_lanes {
    ($($name:literal),+ $(,)?) => {
        [$([
            concat!($name, "_admitted"),
            concat!($name, "_denied"),
            concat!($name, "_worst"),
            concat!($name, "_level"),
            concat!($name, "_bytes"),
        ]),+]
    };
}

/// What is told of a user.
macro_rules! of_users {
    ($($name:literal),+ $(,)?) => {
        [$([concat!($name, "_admitted"), concat!($name, "_denied")]),+]
    };
}

/// In the order of [`Algorithm::ALL`].
pub(super) const LANE_FACTS: [[&str; 5]; LANES] = of_lanes!(
    "token_bucket_interval",
    "token_bucket",
    "leaky_bucket",
    "leaky_meter",
    "fixed_window",
    "sliding_log",
    "sliding_log_book",
    "sliding_counter",
    "sliding_counter_ceil",
);

const USER_FACTS: [[&str; 2]; USERS] = of_users!(
    "u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9", "u10", "u11", "u12", "u13", "u14", "u15",
    "u16", "u17", "u18", "u19",
);

/// The nodes of a world, sorted by what they do.
struct Cast<'a> {
    clients: Vec<&'a Client>,
    balancer: Option<&'a Balancer>,
    /// With what their clocks show.
    gates: Vec<(&'a Gate, Nanos)>,
    store: Option<(&'a Store, Nanos)>,
    workers: Vec<&'a Worker>,
}

impl<'a> Cast<'a> {
    fn of(world: &'a World<Gateway>) -> Self {
        let mut cast =
            Self { clients: Vec::new(), balancer: None, gates: Vec::new(), store: None, workers: Vec::new() };
        for place in world.places() {
            let now = place.clock.read(world.now());
            match &place.node {
                Node::Client(client) => cast.clients.push(client),
                Node::Balancer(balancer) => cast.balancer = Some(balancer),
                Node::Gate(gate) => cast.gates.push((gate, now)),
                Node::Store(store) => cast.store = Some((store, now)),
                Node::Worker(worker) => cast.workers.push(worker),
            }
        }
        cast
    }

    fn queue(&self) -> u64 {
        self.workers.iter().map(|worker| worker.waiting() as u64).sum()
    }

    fn memory(&self) -> u64 {
        let gates: u64 = self.gates.iter().map(|(gate, now)| gate.state_bytes(*now)).sum();
        gates + self.store.map_or(0, |(store, now)| store.state_bytes(now))
    }

    fn stamps(&self) -> u64 {
        let gates: u64 = self.gates.iter().map(|(gate, now)| gate.counters().stamps(*now)).sum();
        gates + self.store.map_or(0, |(store, now)| store.stamps(now))
    }
}

pub(super) fn sample(world: &World<Gateway>) -> Vec<u64> {
    let cast = Cast::of(world);
    let Some(balancer) = cast.balancer else { return Vec::new() };
    let dealt = &balancer.dealt;
    Vec::from([
        dealt.offered,
        dealt.admitted,
        dealt.denied,
        dealt.delayed,
        dealt.wrongly_admitted,
        dealt.wrongly_denied,
        u64::from(balancer.worst(0).count),
        cast.queue(),
        cast.memory(),
    ])
}

fn part(some: u64, all: u64) -> f64 {
    if all == 0 { 0.0 } else { some as f64 / all as f64 }
}

pub(super) fn facts(world: &World<Gateway>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut say = |name, value| facts.push(Fact { name, value });
    let cast = Cast::of(world);
    rules(world, &mut say);
    if let Some(balancer) = cast.balancer {
        verdicts(balancer, &mut say);
    }
    say("failed", Value::Count(cast.clients.iter().map(|client| client.failed).sum()));
    say("retries", Value::Count(cast.clients.iter().map(|client| client.retries).sum()));
    say("api_queue", Value::Count(cast.queue()));
    let longest = cast.workers.iter().map(|worker| worker.longest).max().unwrap_or_default();
    say("api_queue_longest", Value::Count(longest));
    say("api_dropped", Value::Count(cast.workers.iter().map(|worker| worker.dropped).sum()));
    say("api_done", Value::Count(cast.workers.iter().map(|worker| worker.done).sum()));
    say("held", Value::Count(cast.gates.iter().map(|(gate, _)| u64::from(gate.held())).sum()));
    if let Some((store, _)) = cast.store {
        say("lost_updates", Value::Count(store.lost_updates));
        say("store_commands", Value::Count(store.commands));
        say("store_queue", Value::Count(store.waiting() as u64));
        say("store_queue_longest", Value::Count(store.longest));
    }
    say("store_timeouts", Value::Count(cast.gates.iter().map(|(gate, _)| gate.store_timeouts).sum()));
    say("log_length", Value::Count(cast.stamps()));
    say("memory_bytes", Value::Count(cast.memory()));
    lanes(&cast, &mut say);
    facts
}

fn rules(world: &World<Gateway>, say: &mut dyn FnMut(&'static str, Value)) {
    let (parameters, rules) = (&world.shared().parameters, Rules::read(&world.system().settings));
    say("limit", Value::Count(u64::from(rules.limit)));
    say("window", Value::Time(rules.window));
    say("nodes", Value::Count(u64::from(parameters.nodes)));
    say("clients", Value::Count(u64::from(parameters.clients)));
    say("rate", Value::Count(parameters.rate));
    say("addresses", Value::Count(u64::from(parameters.addresses)));
}

fn verdicts(balancer: &Balancer, say: &mut dyn FnMut(&'static str, Value)) {
    let dealt = &balancer.dealt;
    say("requests", Value::Count(dealt.offered));
    say("admitted", Value::Count(dealt.admitted));
    say("denied", Value::Count(dealt.denied));
    say("delayed", Value::Count(dealt.delayed));
    say("admitted_share", Value::Share(part(dealt.admitted, dealt.admitted + dealt.denied)));
    say("wrongly_admitted", Value::Count(dealt.wrongly_admitted));
    say("wrongly_denied", Value::Count(dealt.wrongly_denied));
    say("unjudged", Value::Count(dealt.unjudged));
    let worst = balancer.worst(0);
    say("worst_window", Value::Count(u64::from(worst.count)));
    say("worst_window_at", Value::Time(worst.until));
    say("worst_over_limit", Value::Number(f64::from(worst.count) / f64::from(balancer.rules().limit)));
    say("worst_address_window", Value::Count(u64::from(balancer.worst(1).count)));
    say("worst_global_window", Value::Count(u64::from(balancer.worst(2).count)));
    if let Some(wait) = dealt.latest_retry_after {
        say("latest_retry_after", Value::Time(wait));
    }
    for (user, admitted, denied) in &dealt.users {
        if let Some([yes, no]) = USER_FACTS.get(*user as usize) {
            say(yes, Value::Count(*admitted));
            say(no, Value::Count(*denied));
        }
    }
}

/// What the observers of all gateways saw; levels are those of the first key of the first gateway that has any.
fn lanes(cast: &Cast<'_>, say: &mut dyn FnMut(&'static str, Value)) {
    let first =
        cast.gates.iter().find_map(|(gate, now)| gate.lanes().keys().next().map(|key| (gate, key, *now)));
    for (algorithm, names) in Algorithm::ALL.into_iter().zip(LANE_FACTS) {
        let tallies = || cast.gates.iter().map(|(gate, _)| gate.lanes().tally(algorithm));
        let [admitted, denied, worst, level, bytes] = names;
        say(admitted, Value::Count(tallies().map(|tally| tally.admitted).sum()));
        say(denied, Value::Count(tallies().map(|tally| tally.denied).sum()));
        say(worst, Value::Count(u64::from(tallies().map(|tally| tally.worst).max().unwrap_or_default())));
        if let Some(Gauge { level: whole, millionths, .. }) =
            first.and_then(|(gate, key, now)| gate.lanes().lane(algorithm, key, now))
        {
            say(level, Value::Number(whole as f64 + f64::from(millionths) / 1e6));
        }
        let held = cast.gates.iter().map(|(gate, now)| gate.lanes().bytes(algorithm, *now)).sum();
        say(bytes, Value::Count(held));
    }
    say("left_out", Value::Count(cast.gates.iter().map(|(gate, _)| gate.lanes().left_out()).sum()));
}
