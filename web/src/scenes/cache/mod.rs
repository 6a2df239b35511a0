//! The scene of the cache: a circle of owners, servers around it, clients and the database inside.

mod arcs;
mod controls;
mod inspect;
mod keys;
mod layout;
mod moving;
mod still;
mod wording;
mod words;

use super::{Action, Bar, Chart, Entry, Finder, Frame, Scene, Shares, Stretch, Table};
use crate::picture::animated::Motion;
use crate::picture::{Dot, Mark, Picture, Thing, Token};
use crate::player;
use crate::text::number::grouped;
use crate::text::{Language, Text};
use crate::views::Wording;
use snowglobe_core::sim::{Globe, NodeId, Record, Resident, Role, Run, World};
use snowglobe_core::systems::cache::{Cache, Client, Node, View, imbalance};
use std::cell::RefCell;

/// Draws the cache.
#[derive(Default)]
pub struct CacheScene {
    keys: RefCell<keys::SampledKeys>,
}

/// The world of the cache behind a globe.
fn world(globe: &dyn Globe) -> Option<&World<Cache>> {
    globe.as_any().downcast_ref::<Run<Cache>>().map(Run::world)
}

/// The first client: the list that the circle shows is its own.
fn first_client(world: &World<Cache>) -> Option<&Client> {
    world.places().iter().find_map(|place| match &place.node {
        Node::Client(client) => Some(client),
        _ => None,
    })
}

/// The identity colour of a server: by its order among the servers.
pub(crate) fn identity(world: &World<Cache>, id: NodeId) -> u8 {
    let before = world.places().iter().take(id.index()).filter(|place| place.role == Role::Server);
    (before.count() % usize::from(crate::picture::Palette::IDENTITIES)) as u8
}

/// The name of a node.
fn name(world: &World<Cache>, id: NodeId) -> String {
    world.place(id).map_or_else(String::new, |place| place.name.to_string())
}

/// The keys of each server under a view, as bars.
fn bars(world: &World<Cache>, view: &View) -> Vec<Bar> {
    let spread = imbalance(view, world.shared());
    let all: u64 = spread.keys.iter().sum();
    let servers = view.placement().servers();
    let weights: u32 = servers.iter().map(|server| server.weight).sum();
    let bar = |((count, node), server): ((&u64, &NodeId), &snowglobe_core::ring::Server)| Bar {
        name: server.name.clone(),
        token: Token::Node(identity(world, *node)),
        count: *count,
        share: *count as f64 / all.max(1) as f64,
        even: Some(f64::from(server.weight) / f64::from(weights.max(1))),
    };
    spread.keys.iter().zip(view.nodes()).zip(servers).map(bar).collect()
}

impl Scene for CacheScene {
    fn views(&self) -> &'static [player::View] {
        &[player::View::Topology, player::View::SpaceTime, player::View::Table]
    }

    fn wording(&self, language: Language) -> Box<dyn Wording> {
        Box::new(wording::CacheWording(language))
    }

    fn still(&self, globe: &dyn Globe, frame: &Frame) -> Picture {
        world(globe).map_or_else(Picture::default, |world| still::picture(world, globe, frame))
    }

    fn highlight(&self, globe: &dyn Globe, thing: &Thing, frame: &Frame) -> Vec<Mark> {
        match (world(globe), thing) {
            (Some(world), Thing::Key(key)) if *key < world.shared().parameters.keys => {
                still::lookup(world, *key, frame)
            }
            _ => Vec::new(),
        }
    }

    fn moving(&self, globe: &mut dyn Globe, frame: &Frame, selected: Option<&Thing>, out: &mut Vec<Dot>) {
        if let Some(world) = world(globe) {
            self.keys.borrow_mut().draw(world, frame, selected, out);
        }
        moving::messages(globe, frame, out);
    }

    fn motions(&self, globe: &dyn Globe, records: &[Record], frame: &Frame, stretch: Stretch) -> Vec<Motion> {
        moving::motions(globe, records, frame, stretch)
    }

    fn table(&self, globe: &dyn Globe, language: Language) -> Table {
        world(globe).map_or_else(Table::default, |world| inspect::table(world, language))
    }

    fn inspect(&self, globe: &dyn Globe, thing: &Thing, language: Language) -> Vec<Entry> {
        world(globe).map_or_else(Vec::new, |world| inspect::entries(world, globe, thing, language))
    }

    fn finder(&self) -> Option<Finder> {
        Some(Finder { label: words::FIND_KEY, example: "key-17" })
    }

    fn find(&self, globe: &dyn Globe, typed: &str, language: Language) -> Result<Thing, String> {
        let keys = world(globe).map_or(0, |world| world.shared().parameters.keys);
        let wanted = typed.trim().trim_start_matches("key-").parse::<u32>().ok();
        let most = grouped(u64::from(keys.saturating_sub(1)));
        let found = wanted.filter(|key| *key < keys).map(Thing::Key);
        found.ok_or_else(|| words::BAD_KEY.of(language).replace("{}", &most))
    }

    fn shares(&self, globe: &dyn Globe) -> Shares {
        let client = world(globe).and_then(|world| Some((world, first_client(world)?)));
        Shares {
            columns: [words::SHARES_OF, words::SHARES_KEYS, words::SHARES_PART],
            bars: client.map_or_else(Vec::new, |(world, client)| bars(world, client.view())),
            facts: &["cv", "cv_formula", "max_over_mean"],
        }
    }

    fn compared(&self) -> &'static [&'static str] {
        &["requests", "miss_share", "timeouts", "origin_queue", "servers", "moved_share"]
    }

    fn charts(&self) -> &'static [Chart] {
        // In the order of the system's series: hits, misses, time-outs, done, queue, queries.
        &[Chart::Part(words::CHART_HITS, 0, 1), Chart::Gauge(words::CHART_QUEUE, 4)]
    }

    fn groups(&self) -> &'static [(Text, &'static [&'static str])] {
        controls::GROUPS
    }

    fn idle(&self, globe: &dyn Globe, parameter: &str) -> Option<Text> {
        controls::idle(world(globe)?, parameter)
    }

    fn actions(&self, globe: &dyn Globe, resident: &Resident) -> Vec<Action> {
        world(globe).map_or_else(Vec::new, |world| controls::actions(world, resident))
    }

    fn grow(&self, globe: &dyn Globe) -> Option<Action> {
        controls::join(world(globe)?)
    }
}
