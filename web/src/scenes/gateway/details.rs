//! What of the gateway's scene is wanted only when a reader asks for it.

use super::inspect::Inquiry;
use super::{controls, lanes, moving, watch, wording, words, world};
use crate::picture::animated::Motion;
use crate::picture::{Picture, Thing};
use crate::player::View;
use crate::scenes::{Action, Chart, Details, Entry, Finder, Frame, Stretch, Table};
use crate::text::{Language, Text};
use crate::views::Wording;
use snowglobe_core::sim::{Globe, Record, Resident, Role};
use snowglobe_core::systems::gateway::choice::CountedBy;
use snowglobe_core::systems::gateway::{Address, Command, MAX_ADDRESSES};

/// Tells about the gateway.
pub struct GatewayDetails;

impl Details for GatewayDetails {
    fn wording(&self, _: &dyn Globe, language: Language) -> Box<dyn Wording> {
        Box::new(wording::GatewayWording(language))
    }

    fn motions(&self, globe: &dyn Globe, records: &[Record], frame: &Frame, stretch: Stretch) -> Vec<Motion> {
        moving::motions(globe, records, frame, stretch)
    }

    fn drawn(&self, view: View, globe: &dyn Globe, _: Option<&Thing>, frame: &Frame) -> Picture {
        let world = world(globe).filter(|_| view == View::Lanes);
        world.map_or_else(Picture::default, |world| lanes::picture(world, globe, frame))
    }

    fn table(&self, globe: &dyn Globe, language: Language) -> Table {
        let table = |world| Inquiry::new(world, globe, language).table(watch::key(world, 0));
        world(globe).map_or_else(Table::default, table)
    }

    fn inspect(&self, globe: &dyn Globe, thing: &Thing, language: Language) -> Vec<Entry> {
        world(globe).map_or_else(Vec::new, |world| Inquiry::new(world, globe, language).entries(thing))
    }

    fn finder(&self) -> Option<Finder> {
        Some(Finder { label: words::FIND_USER, example: "u0" })
    }

    fn key_name(&self, globe: &dyn Globe, key: u32) -> String {
        world(globe).map_or_else(String::new, |world| watch::key(world, key).to_string())
    }

    fn find(&self, globe: &dyn Globe, typed: &str, language: Language) -> Result<Thing, String> {
        let counted_by = world(globe).map_or(CountedBy::User, |world| watch::rules(world).counted_by);
        find(counted_by, typed.trim()).map(Thing::Key).ok_or_else(|| {
            let sentence = match counted_by {
                CountedBy::User => words::BAD_USER,
                CountedBy::Address => words::BAD_ADDRESS,
                CountedBy::Device => words::BAD_DEVICE,
            };
            sentence.of(language).replace("{}", &Command::LAST_USER.to_string())
        })
    }

    fn compared(&self) -> &'static [&'static str] {
        &[
            "requests",
            "admitted",
            "denied",
            "delayed",
            "worst_window",
            "wrongly_admitted",
            "wrongly_denied",
            "lost_updates",
            "store_timeouts",
            "api_queue_longest",
            "memory_bytes",
        ]
    }

    fn charts(&self) -> &'static [Chart] {
        // In the order of the system's series: offered, admitted, denied, delayed, wrongly admitted, wrongly
        // denied, worst window, API queue, memory.
        &[
            Chart::Part(words::CHART_SHARE, 1, 2),
            Chart::Rate(words::CHART_ADMITTED, 1),
            Chart::Rate(words::CHART_DENIED, 2),
            Chart::Rate(words::CHART_DELAYED, 3),
            Chart::Gauge(words::CHART_WORST, 6),
            Chart::Gauge(words::CHART_MEMORY, 8),
        ]
    }

    fn groups(&self) -> &'static [(Text, &'static [&'static str])] {
        controls::GROUPS
    }

    fn idle(&self, globe: &dyn Globe, parameter: &str) -> Option<Text> {
        controls::idle(world(globe)?, parameter)
    }

    fn actions(&self, globe: &dyn Globe, resident: &Resident) -> Vec<Action> {
        let now = globe.moment().at;
        world(globe).map_or_else(Vec::new, |world| controls::actions(world, resident, now))
    }

    fn lists(&self, role: Role) -> bool {
        matches!(role, Role::Server | Role::Origin | Role::Worker)
    }

    fn grow(&self, _: &dyn Globe) -> Option<Action> {
        // How many gateways there are is a parameter: a run has them all from its beginning.
        None
    }
}

/// The number of the key that was typed.
fn find(counted_by: CountedBy, typed: &str) -> Option<u32> {
    let plain = |letter| typed.strip_prefix(letter).unwrap_or(typed).parse::<u32>().ok();
    match counted_by {
        CountedBy::User => plain('u').filter(|user| *user <= Command::LAST_USER),
        CountedBy::Device => plain('d').filter(|device| *device <= Command::LAST_USER),
        CountedBy::Address => (0..20 * MAX_ADDRESSES).find(|address| Address(*address).to_string() == typed),
    }
}
