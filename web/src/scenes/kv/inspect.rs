//! What is known of a node, a key or a message, and the table of all nodes.

mod machine;

use super::crowd::Crowd;
use super::wording::KvWording;
use super::{engine, history, key, name, replica, still, words};
use crate::picture::Thing;
use crate::scenes::{Entry, Table, entry};
use crate::text::number::{duration, grouped, moment};
use crate::text::{Language, Text};
use crate::views::Held;
use snowglobe_core::causality::VectorClock;
use snowglobe_core::sim::{Globe, NodeId, Place, Role, World};
use snowglobe_core::systems::kv::placement::Placement;
use snowglobe_core::systems::kv::record::{Record, Seen, Stamp, Writer};
use snowglobe_core::systems::kv::{self, Client, Ended, Key, Kv, Node};

/// Calls of a client that are looked at for what a write made: the latest.
const MOST_LOOKED_AT: usize = 4_096;

pub(super) fn entries(world: &World<Kv>, globe: &dyn Globe, thing: &Thing, language: Language) -> Vec<Entry> {
    let asked = Inquiry { world, language };
    match thing {
        Thing::Node(name) => {
            let found = world.find(name).and_then(|id| Some((id, world.place(id)?)));
            found.map_or_else(Vec::new, |(id, place)| asked.node(id, place, globe))
        }
        Thing::Key(id) => asked.key(*id),
        Thing::Message(id) => entry::message(world, *id, &KvWording::new(Some(world), language)),
        Thing::Call(place) => history::entries(world, place, language),
        Thing::File(_) => engine::file_entries(world, thing, language),
        Thing::Action(_) => Vec::new(),
    }
}

/// Who is asked, and in which language.
struct Inquiry<'a> {
    world: &'a World<Kv>,
    language: Language,
}

impl Inquiry<'_> {
    fn say(&self, name: Text, value: impl Into<String>) -> Entry {
        Entry::new(name, value, self.language)
    }

    fn count(&self, name: Text, value: u64) -> Entry {
        self.say(name, grouped(value))
    }

    fn node(&self, id: NodeId, place: &Place<Node>, globe: &dyn Globe) -> Vec<Entry> {
        let kind = if place.role == Role::Client { words::CLIENT } else { words::MACHINE };
        let mut entries = vec![
            self.say(words::KIND, kind.of(self.language)),
            self.say(words::STATE, still::told(&Crowd::of(self.world), id, place, self.language)),
        ];
        let clock = place.clock.read(globe.moment().at);
        entries.push(self.say(words::CLOCK, duration(clock, self.language)));
        match &place.node {
            Node::Client(client) => entries.extend(self.client(client)),
            Node::Replica(replica) => entries.extend(self.machine(id, replica, clock)),
        }
        entries
    }

    fn client(&self, client: &Client) -> Vec<Entry> {
        let tally = client.tally();
        vec![
            self.count(words::READS, tally.reads),
            self.count(words::WRITES, tally.writes),
            self.count(words::NO_ANSWER, tally.refused + tally.unknown),
            self.count(words::LOST_OWN, tally.lost_own),
            self.count(words::WENT_BACK, tally.went_back),
        ]
    }

    /// The versions of a record with their clocks, in a line.
    fn record(&self, key: Key, record: &Record) -> String {
        let between = if self.is_split(record) { " ∥ " } else { " " };
        self.told(key, record).join(between)
    }

    fn is_split(&self, record: &Record) -> bool {
        matches!(record, Record::Siblings(siblings) if siblings.len() > 1)
    }

    /// The versions of a record, and what they carry: of several, each with its own clock.
    fn told(&self, key: Key, record: &Record) -> Vec<String> {
        let system = self.world.system();
        let value = |value: Option<u64>| {
            value.map_or_else(
                || words::TOMBSTONE.of(self.language).to_owned(),
                |value| system.value_name(value),
            )
        };
        match record {
            Record::Siblings(siblings) => {
                let several = self.is_split(record);
                let mut lines: Vec<String> = siblings
                    .dots()
                    .map(|(dot, version)| {
                        let own = several
                            .then(|| self.written(key, version.value, (*dot.writer, dot.counter)))
                            .flatten();
                        let own = own.map(|seen| self.clock(&seen.clock));
                        let dot = || format!("{}:{}", self.writer(*dot.writer), dot.counter);
                        format!("{} {}", value(version.value), own.unwrap_or_else(dot))
                    })
                    .collect();
                if !several {
                    lines.push(self.clock(&siblings.context()));
                }
                lines
            }
            Record::Single(Some(single)) => {
                let Stamp { time, writer: by, .. } = single.version.stamp;
                let counted = self.world.shared().parameters.resolution
                    == snowglobe_core::systems::kv::Resolution::AtomicRegister;
                let number = if counted { time.to_string() } else { moment(time, self.language) };
                vec![value(single.version.value), format!("({number}, {})", self.writer(by))]
            }
            Record::Single(None) => vec![words::NONE.of(self.language).to_owned()],
        }
    }

    fn writer(&self, writer: Writer) -> String {
        let life = match writer.life() {
            0 => String::new(),
            1 => "′".to_owned(),
            more => format!("′{more}"),
        };
        format!("{}{life}", name(self.world, writer.node()))
    }

    fn clock(&self, clock: &VectorClock<Writer>) -> String {
        let counts: Vec<String> =
            clock.iter().map(|(node, count)| format!("{}:{count}", self.writer(*node))).collect();
        format!("{{{}}}", counts.join(", "))
    }

    /// What the write covers that was counted so; nothing if its client never heard of it, or long ago.
    fn written(&self, key: Key, value: Option<u64>, (writer, counter): (Writer, u64)) -> Option<Seen> {
        kv::calls(self.world).find_map(|(_, calls)| {
            calls.latest().take(MOST_LOOKED_AT).find_map(|(_, call)| match &call.ended {
                Some((_, Ended::Written(own)))
                    // Who wrote later with this in sight counts it, too.
                    if call.key == key && call.write == Some(value) && own.clock.get(&writer) == counter =>
                {
                    call.covers()
                }
                _ => None,
            })
        })
    }

    fn key(&self, id: u32) -> Vec<Entry> {
        let Some(key) = key(self.world, id) else { return Vec::new() };
        let placement = &self.world.system().placement;
        let home = placement.home(Placement::range(key));
        let names: Vec<String> = home.iter().map(|node| name(self.world, *node)).collect();
        let mut entries = vec![
            self.say(words::POSITION, format!("{:#018x}", key.hash)),
            self.say(words::PREFERENCE, names.join(", ")),
        ];
        for (node, named) in home.iter().zip(&names) {
            let record =
                replica(self.world, *node).and_then(|replica| replica.store()?.get(key).ok().flatten());
            let told = record
                .map_or_else(|| words::NONE.of(self.language).to_owned(), |record| self.record(key, &record));
            entries.push(Entry::named(words::AT.of(self.language).replace("{}", named), told));
            entries.extend(engine::newest(self.world, *node, key, self.language));
        }
        for (node, named) in home.iter().zip(&names).take(1) {
            let name = self.world.system().key_name(id);
            entries.push(Entry::named(words::WOULD_READ.of(self.language).replace("{}", named), name));
            entries.extend(engine::would_read(self.world, *node, key, self.language));
        }
        entries
    }
}

/// What each machine has of a key at the moment shown: those at which it is at home, and those that keep a hint of it.
pub(super) fn held(world: &World<Kv>, id: u32, language: Language) -> Vec<Held> {
    let Some(key) = key(world, id) else { return Vec::new() };
    let asked = Inquiry { world, language };
    let home = world.system().placement.home(Placement::range(key));
    let of = |(node, place): (u32, &Place<Node>)| {
        let store = replica(world, node).filter(|_| place.up)?.store()?;
        let hint = || home.iter().find_map(|target| Some((*target, store.hint(*target, key).ok()??)));
        let lines = if home.contains(&node) {
            let record = store.get(key).ok().flatten();
            record
                .map_or_else(|| vec![words::NONE.of(language).to_owned()], |record| asked.told(key, &record))
        } else {
            let (target, record) = hint()?;
            let whose = words::HINT_FOR.of(language).replace("{}", &name(world, target));
            std::iter::once(whose).chain(asked.told(key, &record)).collect()
        };
        let lines = lines.into_iter().filter(|line| !line.is_empty()).collect();
        Some(Held { node: NodeId(node), lines })
    };
    (0..).zip(world.places()).filter_map(of).collect()
}

pub(super) fn table(world: &World<Kv>, language: Language) -> Table {
    let headings = [
        words::NODE,
        words::KIND,
        words::STATE,
        words::RANGES,
        words::RECORDS,
        words::HINTS,
        words::COORDINATED,
        words::REPAIRED,
        words::SUSPECTS,
    ];
    let placement = &world.system().placement;
    let crowd = Crowd::of(world);
    let rows = world.places().iter().enumerate().map(|(index, place)| {
        let id = NodeId(index as u32);
        let dash = || "–".to_owned();
        let state = still::told(&crowd, id, place, language).to_owned();
        let cells = match &place.node {
            Node::Client(client) => {
                let tally = client.tally();
                let asked = grouped(tally.reads + tally.writes);
                let kind = words::CLIENT.of(language).to_owned();
                vec![kind, state, dash(), dash(), dash(), asked, dash(), dash()]
            }
            Node::Replica(replica) => {
                let ranges: Vec<usize> = placement.ranges_of(id.0).collect();
                let records: Option<usize> = replica.store().map(|store| {
                    ranges.iter().map(|range| store.range(*range).map_or(0, |records| records.len())).sum()
                });
                let tally = replica.tally();
                vec![
                    words::MACHINE.of(language).to_owned(),
                    state,
                    grouped(ranges.len() as u64),
                    records.map_or_else(dash, |records| grouped(records as u64)),
                    replica.store().map_or_else(dash, |store| grouped(store.hints())),
                    grouped(tally.coordinated),
                    grouped(tally.repairs),
                    grouped(replica.suspected().len() as u64),
                ]
            }
        };
        (Thing::Node(place.name.to_string()), place.name.to_string(), cells)
    });
    Table { columns: headings.map(|text| text.of(language).to_owned()).to_vec(), rows: rows.collect() }
}

#[cfg(test)]
mod tests;
