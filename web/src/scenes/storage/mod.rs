//! The scene of the storage engine: a client, memory, log and levels; beside it a B+tree's pages.

mod axis;
mod card;
mod compare;
mod controls;
mod details;
mod files;
mod in_hand;
mod inspect;
mod layout;
mod memory;
mod moving;
mod pages;
mod scan;
mod still;
mod wording;
mod words;

pub use details::StorageDetails;

use super::{Bar, Frame, Scene, Shares};
use crate::picture::{Dot, Mark, Picture, Thing, Token};
use crate::player::View;
use snowglobe_core::sim::{Globe, Nanos, Run, SECOND, World};
use snowglobe_core::systems::storage::{self, Engine, Storage};

/// Draws the storage engine.
#[derive(Default)]
pub struct StorageScene {
    places: moving::Places,
}

/// The world of the storage engine behind a globe.
fn world(globe: &dyn Globe) -> Option<&World<Storage>> {
    globe.as_any().downcast_ref::<Run<Storage>>().map(Run::world)
}

impl Scene for StorageScene {
    fn views(&self) -> &'static [View] {
        &[View::Topology, View::Compare, View::Bytes, View::SpaceTime, View::Table]
    }

    fn hop(&self) -> Nanos {
        SECOND / 10_000
    }

    fn slow_motion(&self) -> u64 {
        10
    }

    fn usual_speed(&self) -> usize {
        1
    }

    fn still(&self, globe: &dyn Globe, frame: &Frame) -> Picture {
        world(globe).map_or_else(Picture::default, |world| still::picture(world, globe, frame))
    }

    fn highlight(&self, _: &dyn Globe, _: &Thing, _: &Frame) -> Vec<Mark> {
        Vec::new()
    }

    fn moving(&self, globe: &mut dyn Globe, frame: &Frame, _: Option<&Thing>, out: &mut Vec<Dot>) {
        self.places.messages(globe, frame, out);
    }

    /// How much of the data is at each level.
    fn shares(&self, globe: &dyn Globe) -> Shares {
        let pulse = world(globe).and_then(storage::engine).and_then(Engine::lsm).map(|lsm| lsm.pulse());
        let pulse = pulse.unwrap_or_default();
        let levels = pulse.level_bytes.iter().take(pulse.levels).enumerate();
        let bar = |(level, bytes): (usize, &u64)| Bar {
            name: format!("L{level}"),
            token: Token::Accent,
            count: *bytes,
            share: *bytes as f64 / pulse.table_bytes.max(1) as f64,
            even: None,
        };
        Shares {
            columns: [words::SHARES_OF, words::SHARES_BYTES, words::SHARES_PART],
            bars: levels.map(bar).collect(),
            facts: &["write_amplification", "read_amplification", "space_amplification"],
        }
    }
}

#[cfg(test)]
mod tests;
