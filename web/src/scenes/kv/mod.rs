//! The scene of the cluster: a circle of ranges, machines around it, clients inside, and the preference list of the key in
//! hand.

mod controls;
mod crowd;
mod details;
mod engine;
mod headline;
mod history;
mod inspect;
mod legend;
mod moving;
mod still;
mod wording;
mod words;

pub use details::KvDetails;

use super::{Bar, Frame, Scene, Shares};
use crate::picture::{Dot, Mark, Picture, Thing, Token};
use crate::player::View;
use snowglobe_core::sim::{Globe, Nanos, NodeId, Role, Run, SECOND, World};
use snowglobe_core::systems::kv::placement::RANGES;
use snowglobe_core::systems::kv::{Key, Kv, Node, Replica};

/// Draws the cluster.
#[derive(Default)]
pub struct KvScene;

/// The world of the cluster behind a globe.
fn world(globe: &dyn Globe) -> Option<&World<Kv>> {
    globe.as_any().downcast_ref::<Run<Kv>>().map(Run::world)
}

/// The identity colour of a machine: by its order among the machines.
fn identity(world: &World<Kv>, node: u32) -> u8 {
    let before = world.places().iter().take(node as usize).filter(|place| place.role == Role::Server);
    (before.count() % usize::from(crate::picture::Palette::IDENTITIES)) as u8
}

fn name(world: &World<Kv>, node: u32) -> String {
    world.place(NodeId(node)).map_or_else(String::new, |place| place.name.to_string())
}

/// A machine by its node.
fn replica(world: &World<Kv>, node: u32) -> Option<&Replica> {
    match &world.place(NodeId(node))?.node {
        Node::Replica(replica) => Some(replica),
        Node::Client(_) => None,
    }
}

/// The key of a number.
fn key(world: &World<Kv>, id: u32) -> Option<Key> {
    match id.checked_sub(Key::NAMED) {
        None => Some(Key::numbered(id)),
        Some(index) => {
            let name = world.system().key_name(id);
            (name != format!("key-{id}")).then(|| Key::named(&name, index))
        }
    }
}

impl Scene for KvScene {
    fn views(&self) -> &'static [View] {
        &[View::Topology, View::SpaceTime, View::History, View::Engine, View::Table]
    }

    fn hop(&self) -> Nanos {
        SECOND / 200
    }

    fn still(&self, globe: &dyn Globe, frame: &Frame) -> Picture {
        world(globe).map_or_else(Picture::default, |world| still::picture(world, globe, frame))
    }

    fn highlight(&self, globe: &dyn Globe, thing: &Thing, frame: &Frame) -> Vec<Mark> {
        match (world(globe), thing) {
            (Some(world), Thing::Key(id)) => {
                key(world, *id).map_or_else(Vec::new, |key| still::preference(world, key, frame))
            }
            (Some(world), Thing::Node(name)) => crowd::pointed_at(world, name, frame),
            _ => Vec::new(),
        }
    }

    fn moving(&self, globe: &mut dyn Globe, frame: &Frame, _: Option<&Thing>, out: &mut Vec<Dot>) {
        moving::messages(globe, frame, out);
    }

    fn shares(&self, globe: &dyn Globe) -> Shares {
        let bars = world(globe).map_or_else(Vec::new, |world| {
            let placement = &world.system().placement;
            let identities = crowd::identities(world);
            let mut kept = vec![0_u64; world.places().len()];
            for node in (0..RANGES).flat_map(|range| placement.home(range)) {
                if let Some(count) = kept.get_mut(*node as usize) {
                    *count += 1;
                }
            }
            let all: u64 = kept.iter().sum();
            let home = |node: u32| kept.get(node as usize).copied().unwrap_or_default();
            let weights: u32 = placement.members().iter().map(|member| member.weight).sum();
            let bar = |member: &snowglobe_core::systems::kv::placement::Member| Bar {
                name: member.name.clone(),
                token: Token::Node(identities.get(member.node as usize).copied().unwrap_or_default()),
                count: home(member.node),
                share: home(member.node) as f64 / all.max(1) as f64,
                even: Some(f64::from(member.weight) / f64::from(weights.max(1))),
            };
            placement.members().iter().map(bar).collect()
        });
        Shares {
            columns: [words::SHARES_OF, words::SHARES_RANGES, words::SHARES_PART],
            bars,
            facts: &["stale_reads", "diverged", "hints"],
        }
    }

    fn has_legend(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests;
