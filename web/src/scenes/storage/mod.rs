//! The scene of the storage engine: a client, memory, log and levels; beside it a B+tree's pages.

mod axis;
mod bytes;
mod compare;
mod controls;
mod draw;
mod inspect;
mod layout;
mod levels;
mod memory;
mod moving;
mod pages;
mod path;
mod still;
mod wording;
mod words;

use super::{Action, Bar, Chart, Entry, Finder, Frame, Scene, Shares, Stretch, Table};
use crate::picture::animated::Motion;
use crate::picture::{Dot, Mark, Picture, Thing, Token};
use crate::player::View;
use crate::text::{Language, Text};
use crate::views::Wording;
use inspect::Inquiry;
use snowglobe_core::sim::{Globe, Nanos, Record, Resident, Role, Run, SECOND, World};
use snowglobe_core::systems::storage::{self, Engine, Key, Storage};

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

    fn wording(&self, language: Language) -> Box<dyn Wording> {
        Box::new(wording::StorageWording(language))
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

    fn motions(&self, globe: &dyn Globe, records: &[Record], frame: &Frame, stretch: Stretch) -> Vec<Motion> {
        moving::motions(globe, records, frame, stretch)
    }

    fn drawn(&self, view: View, globe: &dyn Globe, selected: Option<&Thing>, frame: &Frame) -> Picture {
        match (view, world(globe)) {
            (View::Compare, _) => compare::picture(globe, frame),
            (View::Bytes, Some(world)) => bytes::picture(world, selected, frame),
            _ => Picture::default(),
        }
    }

    fn table(&self, globe: &dyn Globe, language: Language) -> Table {
        world(globe).map_or_else(Table::default, |world| Inquiry { world, language }.table())
    }

    fn inspect(&self, globe: &dyn Globe, thing: &Thing, language: Language) -> Vec<Entry> {
        world(globe).map_or_else(Vec::new, |world| Inquiry { world, language }.entries(thing))
    }

    fn finder(&self) -> Option<Finder> {
        Some(Finder { label: words::FIND_KEY, example: "42" })
    }

    fn key_name(&self, _: &dyn Globe, key: u32) -> String {
        Key::Number(key).stored()
    }

    fn find(&self, _: &dyn Globe, typed: &str, language: Language) -> Result<Thing, String> {
        match Key::parse(typed.trim()) {
            Some(Key::Number(number)) => Ok(Thing::Key(number)),
            _ => Err(words::BAD_KEY.of(language).to_owned()),
        }
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

    fn compared(&self) -> &'static [&'static str] {
        &[
            "puts",
            "gets",
            "write_amplification",
            "read_amplification",
            "space_amplification",
            "runs",
            "stall_time",
            "put_p99",
            "get_p99",
            "lost_writes",
            "resurrected",
        ]
    }

    fn charts(&self) -> &'static [Chart] {
        // In the order of the system's series: write, read and space amplification, runs, stall time, cache
        // hits and misses, puts, gets, bytes written, bytes of the memtable, the B+tree's write amplification.
        &[
            Chart::Gauge(words::CHART_WRITE, 0),
            Chart::Gauge(words::CHART_READ, 1),
            Chart::Gauge(words::CHART_SPACE, 2),
            Chart::Gauge(words::CHART_RUNS, 3),
            Chart::Rate(words::CHART_STALL, 4),
            Chart::Part(words::CHART_HITS, 5, 6),
            Chart::Rate(words::CHART_PUTS, 7),
            Chart::Rate(words::CHART_GETS, 8),
        ]
    }

    fn groups(&self) -> &'static [(Text, &'static [&'static str])] {
        controls::GROUPS
    }

    fn idle(&self, globe: &dyn Globe, parameter: &str) -> Option<Text> {
        controls::idle(world(globe)?, parameter)
    }

    fn actions(&self, _: &dyn Globe, resident: &Resident) -> Vec<Action> {
        controls::actions(resident)
    }

    fn lists(&self, role: Role) -> bool {
        role != Role::Client
    }

    fn grow(&self, _: &dyn Globe) -> Option<Action> {
        None
    }
}

#[cfg(test)]
mod tests;
