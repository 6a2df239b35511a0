//! What of the cache's scene is wanted only when a reader asks for it.

use super::{controls, inspect, moving, wording, words, world};
use crate::picture::Thing;
use crate::picture::animated::Motion;
use crate::scenes::{Action, Chart, Details, Entry, Finder, Frame, Stretch, Table};
use crate::text::number::grouped;
use crate::text::{Language, Text};
use crate::views::Wording;
use snowglobe_core::sim::{Globe, Record, Resident};

/// Tells about the cache.
pub struct CacheDetails;

impl Details for CacheDetails {
    fn wording(&self, _: &dyn Globe, language: Language) -> Box<dyn Wording> {
        Box::new(wording::CacheWording(language))
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
