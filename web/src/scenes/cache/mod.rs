//! The scene of the cache: a circle of owners, servers around it, clients and the database inside.

mod arcs;
mod controls;
mod details;
mod inspect;
mod keys;
mod moving;
mod still;
mod wording;
mod words;

pub use details::CacheDetails;

use super::{Bar, Frame, Scene, Shares};
use crate::picture::{Dot, Mark, Picture, Thing, Token};
use crate::player;
use snowglobe_core::sim::{Globe, NodeId, Role, Run, World};
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

    fn shares(&self, globe: &dyn Globe) -> Shares {
        let client = world(globe).and_then(|world| Some((world, first_client(world)?)));
        Shares {
            columns: [words::SHARES_OF, words::SHARES_KEYS, words::SHARES_PART],
            bars: client.map_or_else(Vec::new, |(world, client)| bars(world, client.view())),
            facts: &["cv", "cv_formula", "max_over_mean"],
        }
    }
}
