//! The scene of the gateway: clients, balancer, gateways with their gauges, the store, the API servers.

mod cards;
mod controls;
mod gauge;
mod headers;
mod inspect;
mod lanes;
mod layout;
mod moving;
mod still;
mod watch;
mod wording;
mod words;

use super::{Action, Bar, Chart, Entry, Finder, Frame, Scene, Shares, Stretch, Table};
use crate::picture::animated::Motion;
use crate::picture::{Dot, Mark, Picture, Thing, Token};
use crate::player::View;
use crate::text::{Language, Text};
use crate::views::Wording;
use inspect::Inquiry;
use snowglobe_core::sim::{Globe, Record, Resident, Role, Run, World};
use snowglobe_core::systems::gateway::choice::CountedBy;
use snowglobe_core::systems::gateway::{Address, Command, Gateway, MAX_ADDRESSES};

/// Draws the gateway.
pub struct GatewayScene;

/// The world of the gateway behind a globe.
fn world(globe: &dyn Globe) -> Option<&World<Gateway>> {
    globe.as_any().downcast_ref::<Run<Gateway>>().map(Run::world)
}

impl Scene for GatewayScene {
    fn views(&self) -> &'static [View] {
        &[View::Topology, View::Lanes, View::SpaceTime, View::Table]
    }

    fn wording(&self, language: Language) -> Box<dyn Wording> {
        Box::new(wording::GatewayWording(language))
    }

    fn still(&self, globe: &dyn Globe, frame: &Frame) -> Picture {
        world(globe).map_or_else(Picture::default, |world| still::picture(world, globe, frame))
    }

    fn highlight(&self, _: &dyn Globe, _: &Thing, _: &Frame) -> Vec<Mark> {
        Vec::new()
    }

    fn moving(&self, globe: &mut dyn Globe, frame: &Frame, _: Option<&Thing>, out: &mut Vec<Dot>) {
        moving::messages(globe, frame, out);
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

    fn shares(&self, globe: &dyn Globe) -> Shares {
        let balancer = world(globe).and_then(still::balancer);
        let users = balancer.map_or(&[] as &[_], |balancer| &balancer.dealt.users);
        let all: u64 = users.iter().map(|(_, admitted, _)| admitted).sum();
        let even = Some(1.0 / users.len().max(1) as f64);
        let bar = |(user, admitted, _): &(u32, u64, u64)| Bar {
            name: format!("u{user}"),
            token: Token::Accent,
            count: *admitted,
            share: *admitted as f64 / all.max(1) as f64,
            even,
        };
        Shares {
            columns: [words::SHARES_OF, words::SHARES_COUNT, words::SHARES_PART],
            bars: users.iter().map(bar).collect(),
            facts: &["admitted_share", "wrongly_admitted", "wrongly_denied"],
        }
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

#[cfg(test)]
mod tests;
