//! What of the storage engine's scene is wanted only when a reader asks for it.

use super::inspect::Inquiry;
use super::{compare, controls, files, moving, wording, words, world};
use crate::picture::animated::Motion;
use crate::picture::{Picture, Thing};
use crate::player::View;
use crate::scenes::engine::bytes;
use crate::scenes::{Action, Chart, Details, Entry, Finder, Frame, Stretch, Table};
use crate::text::{Language, Text};
use crate::views::Wording;
use snowglobe_core::sim::{Globe, Record, Resident, Role};
use snowglobe_core::systems::storage::Key;

/// Tells about the storage engine.
pub struct StorageDetails;

impl Details for StorageDetails {
    fn wording(&self, _: &dyn Globe, language: Language) -> Box<dyn Wording> {
        Box::new(wording::StorageWording(language))
    }

    fn motions(&self, globe: &dyn Globe, records: &[Record], frame: &Frame, stretch: Stretch) -> Vec<Motion> {
        moving::motions(globe, records, frame, stretch)
    }

    fn drawn(&self, view: View, globe: &dyn Globe, selected: Option<&Thing>, frame: &Frame) -> Picture {
        match (view, world(globe)) {
            (View::Compare, _) => compare::picture(globe, frame),
            (View::Bytes, Some(world)) => bytes::picture(&files::files(world), selected, frame),
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

    fn inside(&self, thing: &Thing) -> Option<View> {
        matches!(thing, Thing::File(_)).then_some(View::Bytes)
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
