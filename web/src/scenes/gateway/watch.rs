//! Whose counters are drawn, and what they show.
//!
//! Gauges on the stage are those of one key: the one that is selected, else the first client's. Where its
//! counter is depends on how gateways count:
//!
//! ```text
//!   local, local_sync     a limiter in each gateway       [g0 3/5]  [g1 1/5]
//!   script                a limiter in the store          [store 4/5]
//!   read_then_write       a number in the store, drawn as a fixed window
//!   sorted_set…           times in the store, drawn as a sliding log
//! ```

use snowglobe_core::limiter::{Algorithm, Gauge, Limiter};
use snowglobe_core::sim::{Nanos, NodeId, World};
use snowglobe_core::systems::gateway::choice::{CountedBy, Counting};
use snowglobe_core::systems::gateway::{Gate, Gateway, Key, Kind, Node, Rules, Store};

/// How full something is, and what shape that has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dial {
    /// The shape: that of an algorithm.
    pub(super) algorithm: Algorithm,
    /// How full.
    pub(super) gauge: Gauge,
}

impl Dial {
    /// The level against its capacity, such as `3/5` or `6.5/7`.
    #[must_use]
    pub(super) fn told(&self) -> String {
        let Gauge { level, millionths, capacity, .. } = self.gauge;
        match millionths / 100_000 {
            0 => format!("{level}/{capacity}"),
            tenth => format!("{level}.{tenth}/{capacity}"),
        }
    }
}

/// The rules in force.
#[must_use]
pub(super) fn rules(world: &World<Gateway>) -> Rules {
    Rules::read(&world.system().settings)
}

/// The key of the first layer with this number.
#[must_use]
pub(super) fn key(world: &World<Gateway>, number: u32) -> Key {
    let kind = match rules(world).counted_by {
        CountedBy::User => Kind::User,
        CountedBy::Address => Kind::Address,
        CountedBy::Device => Kind::Device,
    };
    Key { layer: 0, kind, id: number }
}

/// The gateways with their ids, in order.
pub(super) fn gates(world: &World<Gateway>) -> impl Iterator<Item = (NodeId, &Gate)> {
    world.places().iter().zip(0..).filter_map(|(place, id)| match &place.node {
        Node::Gate(gate) => Some((NodeId(id), gate)),
        _ => None,
    })
}

/// What the clock of a node shows.
#[must_use]
pub(super) fn clock(world: &World<Gateway>, id: NodeId, now: Nanos) -> Nanos {
    world.place(id).map_or(now, |place| place.clock.read(now))
}

/// How far the clock of a node is ahead, nanoseconds.
#[must_use]
pub(super) fn ahead(world: &World<Gateway>, id: NodeId, now: Nanos) -> i64 {
    let apart = i128::from(clock(world, id, now)) - i128::from(now);
    i64::try_from(apart).unwrap_or(if apart < 0 { i64::MIN } else { i64::MAX })
}

/// What a gateway counts for a key by itself; `None` if the store counts, and nobody had to do without it.
#[must_use]
pub(super) fn at_gateway(gate: &Gate, key: Key, now: Nanos) -> Option<Dial> {
    let Rules { algorithm, counting, .. } = *gate.rules();
    let unasked = || fresh(algorithm, gate.rules(), now).filter(|_| !counting.asks_store());
    gate.gauge(key, now).or_else(unasked).map(|gauge| Dial { algorithm, gauge })
}

/// What the store counts for a key; `None` if it counts nothing.
#[must_use]
pub(super) fn at_store(store: &Store, rules: &Rules, key: Key, now: Nanos) -> Option<Dial> {
    let whole = |level: u64| Dial {
        algorithm: rules.in_force(),
        gauge: Gauge { level, millionths: 0, capacity: rules.limit.into(), idle_after: None },
    };
    let algorithm = rules.in_force();
    match rules.counting {
        Counting::Local | Counting::LocalSync => None,
        Counting::ReadThenWrite => {
            // The latest window; by the store's clock it may have ended.
            let latest = store.counts(key).last().filter(|(window, _)| *window >= now / rules.window);
            Some(whole(latest.map_or(0, |(_, count)| count.into())))
        }
        Counting::Script => {
            let gauge = store.scripts().gauge(key, now).or_else(|| fresh(algorithm, rules, now))?;
            Some(Dial { algorithm, gauge })
        }
        Counting::SortedSet | Counting::SortedSetAtomic => {
            let since = now.checked_sub(rules.window);
            let within = store.set(key).filter(|time| since.is_none_or(|since| *time > since));
            Some(whole(within.count() as u64))
        }
    }
}

/// The gauge of a limiter that nobody has asked yet.
#[must_use]
pub(super) fn fresh(algorithm: Algorithm, rules: &Rules, now: Nanos) -> Option<Gauge> {
    algorithm.limiter(rules.limit(0)).ok().map(|limiter| limiter.peek(now))
}
