//! What of the cluster's scene is wanted only when a reader asks for it.

use super::{controls, engine, history, inspect, key, legend, moving, wording, words, world};
use crate::picture::animated::Motion;
use crate::picture::{Picture, Thing};
use crate::player::View;
use crate::scenes::{Action, Chart, Details, Entry, Export, Finder, Frame, Judged, Meaning, Stretch, Table};
use crate::text::number::grouped;
use crate::text::{Language, Text};
use crate::views::{Held, Request, Wording};
use snowglobe_core::check::{self, History};
use snowglobe_core::sim::{Globe, Label, Nanos, Record, Resident, Role};
use snowglobe_core::systems::kv::{self, Key, Resolution, log};

/// Keys of the workload that are offered by name.
const MOST_NUMBERED: u32 = 100;

/// All calls as a file.
fn exported(globe: &dyn Globe, write: fn(&History<check::Key, i64>, u64) -> String) -> String {
    let Some(world) = world(globe) else { return String::new() };
    let (history, left_out) = log(world);
    write(&history, left_out)
}

/// Tells about the cluster.
pub struct KvDetails;

impl Details for KvDetails {
    fn wording(&self, globe: &dyn Globe, language: Language) -> Box<dyn Wording> {
        Box::new(wording::KvWording::new(world(globe), language))
    }

    fn motions(&self, globe: &dyn Globe, records: &[Record], frame: &Frame, stretch: Stretch) -> Vec<Motion> {
        moving::motions(globe, records, frame, stretch)
    }

    fn drawn(&self, view: View, globe: &dyn Globe, selected: Option<&Thing>, frame: &Frame) -> Picture {
        match (view, world(globe)) {
            (View::History, Some(world)) => history::picture(world, globe.moment().at, selected, frame),
            (View::Engine, Some(world)) => engine::picture(world, selected, frame),
            _ => Picture::default(),
        }
    }

    fn since(&self, view: View, globe: &dyn Globe, frame: &Frame) -> Option<Nanos> {
        (view == View::History).then(|| history::since(world(globe)?, globe.moment().at, frame)).flatten()
    }

    fn meanings(&self) -> &'static [Meaning] {
        legend::MEANINGS
    }

    fn exports(&self) -> &'static [Export] {
        &[
            Export {
                label: words::HISTORY_EDN,
                file: "history.edn",
                kind: "application/edn",
                text: |globe| exported(globe, check::edn),
            },
            Export {
                label: words::HISTORY_JSON,
                file: "history.jsonl",
                kind: "application/x-ndjson",
                text: |globe| exported(globe, check::json_lines),
            },
        ]
    }

    fn table(&self, globe: &dyn Globe, language: Language) -> Table {
        world(globe).map_or_else(Table::default, |world| inspect::table(world, language))
    }

    fn inspect(&self, globe: &dyn Globe, thing: &Thing, language: Language) -> Vec<Entry> {
        world(globe).map_or_else(Vec::new, |world| inspect::entries(world, globe, thing, language))
    }

    fn finder(&self) -> Option<Finder> {
        Some(Finder { label: words::FIND_KEY, example: "key-7" })
    }

    fn key_name(&self, globe: &dyn Globe, key: u32) -> String {
        world(globe).map_or_else(|| format!("key-{key}"), |world| world.system().key_name(key))
    }

    fn keys(&self, globe: &dyn Globe) -> Vec<String> {
        let Some(world) = world(globe) else { return Vec::new() };
        let named = (Key::NAMED..).map_while(|id| key(world, id)).map(|key| key.id);
        let numbered = 0..world.shared().parameters.keys.min(MOST_NUMBERED);
        named.chain(numbered).map(|id| world.system().key_name(id)).collect()
    }

    fn find(&self, globe: &dyn Globe, typed: &str, language: Language) -> Result<Thing, String> {
        let keys = world(globe).map_or(0, |world| world.shared().parameters.keys);
        let typed = typed.trim();
        // A reader may have written a key that the workload has not.
        let is_known = |id: u32| {
            let written =
                |world| kv::calls(world).any(|(_, calls)| calls.iter().any(|call| call.key.id == id));
            id < keys || (id < Key::NAMED && world(globe).is_some_and(written))
        };
        let number = typed.trim_start_matches("key-").parse::<u32>().ok().filter(|id| is_known(*id));
        let named = || {
            let world = world(globe)?;
            (Key::NAMED..)
                .map_while(|id| key(world, id))
                .map(|key| key.id)
                .find(|id| world.system().key_name(*id) == typed)
        };
        let most = grouped(u64::from(keys.saturating_sub(1)));
        let found = number.or_else(named).map(Thing::Key);
        found.ok_or_else(|| words::BAD_KEY.of(language).replace("{}", &most))
    }

    fn held(&self, globe: &dyn Globe, thing: &Thing, language: Language) -> Vec<Held> {
        match (world(globe), thing) {
            (Some(world), Thing::Key(id)) => inspect::held(world, *id, language),
            _ => Vec::new(),
        }
    }

    fn held_told(&self, globe: &dyn Globe, language: Language) -> &'static str {
        let resolution = world(globe).map(|world| world.shared().parameters.resolution);
        let clocks = resolution == Some(Resolution::Siblings);
        if clocks { words::CARDS_WITH_CLOCKS } else { words::CARDS }.of(language)
    }

    fn about(&self, label: Label) -> Option<Thing> {
        wording::about(label)
    }

    fn requests(&self, globe: &dyn Globe, thing: &Thing, language: Language) -> Vec<Request> {
        world(globe).map_or_else(Vec::new, |world| history::requests(world, thing, language))
    }

    fn judges(&self) -> bool {
        true
    }

    fn judge(&self, globe: &dyn Globe, language: Language) -> Vec<Judged> {
        world(globe).map_or_else(Vec::new, |world| history::judged(world, globe, language))
    }

    fn remedy(&self, globe: &dyn Globe) -> Option<(&'static str, u64)> {
        history::remedy(&world(globe)?.shared().parameters)
    }

    fn shows_clocks(&self) -> bool {
        true
    }

    fn inside(&self, thing: &Thing) -> Option<View> {
        match thing {
            Thing::Node(_) | Thing::Key(_) | Thing::File(_) => Some(View::Engine),
            Thing::Call(_) => Some(View::History),
            Thing::Message(_) | Thing::Action(_) => None,
        }
    }

    fn compared(&self) -> &'static [&'static str] {
        &["reads", "writes", "refused", "unknown", "stale_reads", "lost_writes", "siblings_read", "diverged"]
    }

    fn charts(&self) -> &'static [Chart] {
        // In the order of the system's series: reads, writes, refused, unknown, siblings, hints, suspected, repairs.
        &[
            Chart::Rate(words::CHART_WRITES, 1),
            Chart::Gauge(words::CHART_HINTS, 5),
            Chart::Gauge(words::CHART_SUSPECTED, 6),
            Chart::Rate(words::CHART_REPAIRS, 7),
        ]
    }

    fn groups(&self) -> &'static [(Text, &'static [&'static str])] {
        controls::GROUPS
    }

    fn belief(&self, globe: &dyn Globe) -> Option<(Text, &'static str)> {
        Some(controls::belief(world(globe)?))
    }

    fn idle(&self, globe: &dyn Globe, parameter: &str) -> Option<Text> {
        controls::idle(world(globe)?, parameter)
    }

    fn actions(&self, globe: &dyn Globe, resident: &Resident) -> Vec<Action> {
        world(globe).map_or_else(Vec::new, |world| controls::actions(world, resident))
    }

    fn lists(&self, role: Role) -> bool {
        matches!(role, Role::Server | Role::Client)
    }

    fn asks(&self) -> bool {
        true
    }

    fn grow(&self, globe: &dyn Globe) -> Option<Action> {
        controls::join(world(globe)?)
    }
}
